"""Trying mutants of a dossier: which of them an expectation of some scenario notices, and which change nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property
from typing import Final, Literal

from conditions import formula as core
from conditions.always import truths
from conditions.check import Checker, lowered
from conditions.errors import ConditionsError
from conditions.expectations import Mismatch, mismatches
from conditions.language.base import SAME_DAY, Scope
from conditions.language.states import in_force
from conditions.language.types import Moment, Name
from conditions.model.dossier import Dossier
from conditions.model.scenario import EXPECTATIONS, Scenario
from conditions.mutation.mutants import Mutant, mutants
from conditions.records import dataclass
from conditions.results import CheckResult, ConditionResult
from conditions.truth import Truth
from conditions.verdicts import Verdict, gated
from conditions.vocabulary import Vocabulary

Fate = Literal["noticed", "equivalent", "survived"]
"""What became of a mutant: an expectation failed, it says the same, or nobody noticed."""

_SOME_MEMBERS: Final = ("AA", "BB", "CC")
_SOME_EVENT: Final = core.Event("?")


@dataclass(frozen=True)
class Tried:
    """A mutant and what became of it.

    Attributes:
        mutant: The mutant.
        fate: What became of it.
        scenario: Title of a scenario that noticed it, or nothing.
    """

    mutant: Mutant
    fate: Fate
    scenario: str = ""


@dataclass(frozen=True)
class Mutation:
    """Which small changes of a dossier its scenarios notice.

    Attributes:
        dossier: The dossier.
        scenarios: How many scenarios expect something.
        total: How many mutants there are.
        tried: Those that were tried.
    """

    dossier: Dossier = field(repr=False)
    scenarios: int
    total: int
    tried: tuple[Tried, ...]

    @cached_property
    def survivors(self) -> tuple[Mutant, ...]:
        """The mutants that no scenario notices, though they say something else."""
        return tuple(one.mutant for one in self.tried if one.fate == "survived")

    def count(self, fate: Fate) -> int:
        """How many mutants came to this."""
        return sum(one.fate == fate for one in self.tried)

    @property
    def summary(self) -> str:
        """One line."""
        of = f" of {self.total}" if len(self.tried) < self.total else ""
        return (
            f"{self.dossier.id}: {len(self.tried)}{of} mutants, {self.count('noticed')} noticed, "
            f"{self.count('survived')} survived, {self.count('equivalent')} equivalent"
        )


def mutate(
    dossier: Dossier,
    scenarios: Iterable[Scenario],
    *,
    limit: int | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Mutation:
    """Try small changes of a dossier: which of them makes no expectation of any scenario fail.

    A mutant that nobody notices is *equivalent* where it can be seen that it has the same truth in every course of
    events, and gates the same act by the same requirement.

    Args:
        dossier: The dossier.
        scenarios: Its scenarios; those that expect nothing notice nothing.
        limit: Most mutants to try, taken evenly from all of them.
        progress: Called before each mutant with how many were tried, and how many will be.

    Raises:
        ScenarioError: A scenario does not fit the dossier, or contradicts itself.
    """
    bench = _Bench(dossier, [scenario for scenario in scenarios if _expects(scenario)])
    everything = list(mutants(dossier))
    chosen = _evenly(everything, limit)
    tried: list[Tried] = []
    for mutant in chosen:
        progress(len(tried), len(chosen))
        tried.append(bench.tried(mutant))
    progress(len(tried), len(chosen))
    return Mutation(dossier, len(bench.scenarios), len(everything), tuple(tried))


def _evenly(everything: Sequence[Mutant], limit: int | None) -> Sequence[Mutant]:
    if limit is None or limit >= len(everything):
        return everything
    return [everything[place * len(everything) // limit] for place in range(limit)]


def _expects(scenario: Scenario) -> bool:
    """Whether a scenario, or a viewpoint of it, expects anything."""
    return any(getattr(one, name) for one in (scenario, *scenario.viewpoints.values()) for name in EXPECTATIONS)


def _expects_exactly(scenario: Scenario) -> bool:
    return bool(scenario.expect_exactly) or any(view.expect_exactly for view in scenario.viewpoints.values())


class _Bench:
    """The scenarios of a dossier with their answers, against which mutants are tried."""

    def __init__(self, dossier: Dossier, scenarios: list[Scenario]) -> None:
        self.dossier, self.scenarios = dossier, scenarios
        checker = Checker(dossier)
        self.results = [checker.check(scenario) for scenario in scenarios]
        self.failing = [frozenset(mismatches(result)) for result in self.results]
        self._noticed: dict[str, int] = {}

    def tried(self, mutant: Mutant) -> Tried:
        """The mutant, and what becomes of it."""
        title = next(self._noticing(mutant), None)
        if title is not None:
            return Tried(mutant, "noticed", title)
        return Tried(mutant, "equivalent" if _says_the_same(self.dossier, mutant) else "survived")

    def _noticing(self, mutant: Mutant) -> Iterator[str]:
        """The title of a scenario with an expectation that the mutant fails, if there is one."""
        checker = Checker(mutant.dossier)
        for place in self._order(mutant.name):
            scenario, result, failing = self.scenarios[place], self.results[place], self.failing[place]
            known = result.known if mutant.section == "conditions" else None
            try:
                other = checker.check(scenario, known)
                if (
                    mutant.section == "conditions"
                    and not _expects_exactly(scenario)
                    and _answers_alike(mutant.name, result, other)
                ):
                    continue
                new: frozenset[Mismatch] = frozenset(mismatches(other))
            except ConditionsError:  # the scenario no longer fits
                yield scenario.title
                return
            if new - failing:
                self._noticed[mutant.name] = place
                yield scenario.title
                return

    def _order(self, name: str) -> list[int]:
        """The places of the scenarios; what noticed the last change of a rule stands first."""
        places = range(len(self.scenarios))
        return sorted(places, key=lambda place: place != self._noticed.get(name))


def _answers_alike(name: str, result: CheckResult, other: CheckResult) -> bool:
    """Whether a condition has the same verdicts in two results, and as every viewpoint sees it."""
    pairs = [(result, other), *((seen, other.viewpoints[view]) for view, seen in result.viewpoints.items())]
    return all(_seen(one.conditions[name]) == _seen(two.conditions[name]) for one, two in pairs)


def _seen(result: ConditionResult) -> list[tuple[str, object]]:
    """All of a condition's verdicts that an expectation may speak of."""
    return [(reading, _said(verdict)) for reading, verdict in result.verdicts.items()]


def _said(verdict: Verdict) -> tuple[object, ...]:
    return (verdict.status, verdict.answer, verdict.compliance, verdict.final, verdict.vacuous, verdict.blocked)


# --- what says the same -------------------------------------------------------------------------


def _says_the_same(dossier: Dossier, mutant: Mutant) -> bool:
    """Whether the changed rule is seen to have the same truth as the rule in every course of events."""
    before, after = _with_members(dossier.vocabulary), _with_members(mutant.dossier.vocabulary)
    match mutant.section:
        case "conditions":
            old = lowered(dossier.conditions[mutant.name], before)
            new = lowered(mutant.dossier.conditions[mutant.name], after)
            return all(_same_gate(old[reading], new[reading], before) for reading in old)
        case "moments":
            moment = Moment(Name(mutant.name))
            points = (Scope(before).point(moment), Scope(after).point(moment))
            old_point, new_point = (core.Within(_SOME_EVENT, point, SAME_DAY, SAME_DAY) for point in points)
            return _same(old_point, new_point, before)
        case "states" | "instruments":
            if mutant.path[2:3] == ("obligations",):
                return False
            old_rule, new_rule = (in_force(Scope(one), mutant.name, _SOME_EVENT) for one in (before, after))
            return _same(old_rule, new_rule, before)


def _with_members(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary where every group that the dossier leaves unnamed has some members."""
    unnamed = [name for name, members in vocabulary.groups.items() if members is None]
    return vocabulary.with_members(dict.fromkeys(unnamed, _SOME_MEMBERS))


def _same_gate(old: core.Formula, new: core.Formula, vocabulary: Vocabulary) -> bool:
    """Whether two formulas have the same truth, and require the same of the same act."""
    one, other = gated(old), gated(new)
    if one is None or other is None:
        return one is other and _same(old, new, vocabulary)
    return one[0] == other[0] and _same(old, new, vocabulary) and _same(one[1], other[1], vocabulary)


def _same(old: core.Formula, new: core.Formula, vocabulary: Vocabulary) -> bool:
    """Whether two formulas have the same truth in every course; not where that is not seen soon."""
    if old == new:
        return True
    both = core.All((core.Implies(old, new), core.Implies(new, old)))
    return truths(both, vocabulary.facts) == frozenset({True}) and Truth.UNKNOWN not in _constants(both)


def _constants(formula: core.Formula) -> set[Truth]:
    return {node.truth for node in core.walk(formula) if isinstance(node, core.Constant)}


__all__ = ["Fate", "Mutation", "Tried", "mutate"]
