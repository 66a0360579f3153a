"""What the record would not miss, or cannot keep: positions that cannot fail, cannot hold, or add nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from conditions.check import check
from conditions.compare.comparing import position_of
from conditions.compare.ground import Ground, opposite
from conditions.compare.results import Superfluity, Superfluous, Why
from conditions.conflicts.background import nothing_known
from conditions.conflicts.enumeration import minimal_core
from conditions.engines.exact import Limit, Refuted, Undecided
from conditions.formula import Any, Formula, Happens
from conditions.language.base import Kind, Scope
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.verdicts import gated


@accepting()
def superfluous(
    dossier: Dossier,
    *,
    as_of: date | str | None = None,
    known_at: date | str | None = None,
    accounts: Iterable[str] | None = None,
    level: Level = "reported",
    given: str | Iterable[str | Kind] = (),
    timeout: float | None = None,
) -> Superfluity:
    """Every condition in force that cannot fail, cannot hold, rules its own act out, or adds nothing to the others.

    A condition adds nothing if the other conditions of its party entail it, in whichever readings these are taken.

    Args:
        dossier: The dossier.
        as_of: As in `check`.
        known_at: As in `check`.
        accounts: As in `check`.
        level: As in `check`.
        given: Conditions in the language that hold in any case.
        timeout: Seconds after which to stop looking.

    Raises:
        UnknownNameError: As in `check`.
        LanguageError: What is given cannot be read, or names what the dossier lacks.
        ScenarioError: What is given rules every course of events out.
    """
    ground = Ground(dossier, given, Limit.seconds(timeout))
    scenario = nothing_known()
    checked = check(dossier, scenario, as_of=as_of, known_at=known_at, accounts=accounts, level=level)
    scope = Scope(dossier.vocabulary)
    formulas: dict[str, dict[str, Formula]] = {
        name: {reading: clause.lower(scope) for reading, clause in one.condition.clauses().items()}
        for name, one in checked.conditions.items()
        if one.takes_part
    }
    for name, readings in formulas.items():
        ground.add(name, Any(tuple(readings.values())))
    search = _Search(ground, formulas, {name: dossier.conditions[name].party for name in formulas})
    found: list[Superfluous] = []
    complete = True
    looked_at = [(name, reading) for name, readings in formulas.items() for reading in readings]
    for name, reading in looked_at:
        try:
            why = search.why(name, reading)
        except _CutShortError:
            complete = False
        else:
            found += (Superfluous(position_of(dossier, name, reading), *one) for one in why)
    return Superfluity(tuple(found), len(looked_at), complete)


class _CutShortError(Exception):
    """The limit is over."""


class _Search:
    """What is asked of each condition in turn."""

    def __init__(
        self, ground: Ground, formulas: Mapping[str, Mapping[str, Formula]], parties: Mapping[str, str]
    ) -> None:
        self.ground: Ground = ground
        self.formulas: Mapping[str, Mapping[str, Formula]] = formulas
        self.parties: Mapping[str, str] = parties

    def why(self, name: str, reading: str) -> Iterator[tuple[Why, tuple[str, ...], str]]:
        """Why a condition in one reading would not be missed, because of which others, and its act."""
        formula = self.formulas[name][reading]
        own = f"{name} as {reading}"
        self.ground.add(own, formula)
        if self._is_refuted(opposite(own)):
            yield Why.CANNOT_FAIL, (), ""
            return
        if self._is_refuted(own):
            yield Why.CANNOT_HOLD, (), ""
            return
        gate = gated(formula)
        if gate is not None:
            act, _ = gate
            happens = f"{own}: {act.name}"
            self.ground.add(happens, Happens(act))
            if self._is_refuted(own, happens) and not self._is_refuted(happens):
                yield Why.FORBIDS_ITS_ACT, (), act.name
        others = [one for one, party in self.parties.items() if party == self.parties[name] and one != name]
        outcome = self.ground.find([opposite(own), *others])
        if isinstance(outcome, Refuted):
            core = minimal_core(self.ground, outcome.core, self.ground.limit) or frozenset(outcome.core)
            yield Why.ENTAILED, tuple(one for one in others if one in core), ""
        elif isinstance(outcome, Undecided):
            raise _CutShortError

    def _is_refuted(self, *names: str) -> bool:
        outcome = self.ground.find(names)
        if isinstance(outcome, Undecided):
            raise _CutShortError
        return isinstance(outcome, Refuted)
