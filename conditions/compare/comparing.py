"""Two positions compared by what they mean, in every reading of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from conditions.citations import cited
from conditions.compare.ground import Ground, opposite
from conditions.compare.results import Comparison, Comparisons, Position, Relation, Replacement
from conditions.conflicts.goals import demands
from conditions.engines.exact import Limit, Refuted, Witness
from conditions.errors import Problem, UnknownNameError, did_you_mean
from conditions.formula import Formula, events_in, facts_in
from conditions.language.base import Kind, Scope, Words
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import SINGLE
from conditions.model.positions import Position as Held


@accepting()
def compare(
    dossier: Dossier,
    first: str,
    second: str,
    *,
    given: str | Iterable[str | Kind] = (),
    timeout: float | None = None,
) -> Comparisons:
    """How two positions stand to each other by what they mean, over all whole courses of events.

    A position *entails* another one if whatever keeps it keeps the other; it *weakens* the other if the other
    entails it; both at once is *equivalent*, neither is *incomparable*. A gate whose act never happens is kept.

    Args:
        dossier: The dossier.
        first: The id of a condition or term, perhaps with a reading (`RU-territory.strict`), or a text in the
            language; without a reading every one is compared.
        second: The other one.
        given: Conditions in the language that hold in any case.
        timeout: Seconds after which to stop looking; what has been shown by then is given.

    Raises:
        UnknownNameError: There is no condition or term of that id, or no such reading.
        LanguageError: A text cannot be read, or names what the dossier lacks.
        ScenarioError: What is given rules every course of events out.
    """
    return _Comparing(Ground(dossier, given, Limit.seconds(timeout))).all(first, second)


@accepting()
def replacements(
    dossier: Dossier, *, given: str | Iterable[str | Kind] = (), timeout: float | None = None
) -> tuple[Replacement, ...]:
    """Every position that came in the place of an older one, with what that means, against what is said of it.

    *Hardens* is right where the newer position entails the older one, *softens* where it weakens it, *restates* where
    both are equivalent; *supersedes* says nothing of the meaning. Where each has several readings, those of the same
    name are compared; where none has a name in common, all are.

    Args:
        dossier: The dossier.
        given: Conditions in the language that hold in any case.
        timeout: Seconds after which to stop looking.

    Raises:
        LanguageError: What is given cannot be read, or names what the dossier lacks.
        ScenarioError: What is given rules every course of events out.
    """
    comparing = _Comparing(Ground(dossier, given, Limit.seconds(timeout)))
    held: dict[str, Held] = {**dossier.terms, **dossier.conditions}
    return tuple(
        _replacement(newer, older, said, comparing.all(newer, older))
        for newer, position in held.items()
        for said, _, older in position.replaces()
        if position.clauses() and held[older].clauses()
    )


_MEANT: Final = {"hardens": Relation.ENTAILS, "softens": Relation.WEAKENS, "restates": Relation.EQUIVALENT}


def _replacement(newer: str, older: str, said: str, found: Comparisons) -> Replacement:
    alike = tuple(
        pair for pair in found.pairs if pair.first.name.removeprefix(newer) == pair.second.name.removeprefix(older)
    )
    pairs = alike or found.pairs
    meant = _MEANT.get(said)
    agree = {pair.relation is meant for pair in pairs}
    undecided = any(pair.relation is Relation.UNDECIDED for pair in pairs)
    agrees = True if meant is None else None if undecided or len(agree) > 1 else agree.pop()
    return Replacement(newer, older, said, Comparisons(pairs), agrees)


class _Comparing:
    """Compares positions of one dossier; what a name stands for is worked out once."""

    def __init__(self, ground: Ground) -> None:
        self.ground: Ground = ground
        self._known: dict[str, list[tuple[Position, str]]] = {}

    def all(self, first: str, second: str) -> Comparisons:
        """Two positions in every reading of each."""
        pairs = product(self._asked(first), self._asked(second))
        return Comparisons(tuple(_compared(self.ground, one, other, a, b) for (one, a), (other, b) in pairs))

    def _asked(self, name: str) -> list[tuple[Position, str]]:
        """What a name or text stands for in each reading, with the name by which it is asked for."""
        if name not in self._known:
            found = [(position, f"{name} {place}", formula) for place, (position, formula) in self._named(name)]
            for _, asked, formula in found:
                self.ground.add(asked, formula)
            self._known[name] = [(position, asked) for position, asked, _ in found]
        return self._known[name]

    def _named(self, name: str) -> Iterator[tuple[int, tuple[Position, Formula]]]:
        return enumerate(positions_named(self.ground.dossier, name))


def _compared(ground: Ground, first: Position, second: Position, a: str, b: str) -> Comparison:
    asks = {"first": (a, opposite(b)), "second": (b, opposite(a)), "both": (a, b)}
    found = {name: ground.find(names) for name, names in asks.items()}
    match found["first"], found["second"]:
        case Witness(), Witness():
            relation = Relation.INCOMPARABLE
        case Refuted(), Refuted():
            relation = Relation.EQUIVALENT
        case Refuted(), Witness():
            relation = Relation.ENTAILS
        case Witness(), Refuted():
            relation = Relation.WEAKENS
        case _:
            relation = Relation.UNDECIDED
    courses = {name: ground.course(names) for name, names in asks.items() if isinstance(found[name], Witness)}
    together = found["both"]
    return Comparison(
        first,
        second,
        relation,
        courses.get("first"),
        courses.get("second"),
        courses.get("both"),
        True if isinstance(together, Witness) else False if isinstance(together, Refuted) else None,
    )


def positions_named(dossier: Dossier, name: str) -> Iterator[tuple[Position, Formula]]:
    """What a name or text stands for, in each reading, with its meaning.

    Raises:
        UnknownNameError: There is no condition or term of that id, or no such reading.
        LanguageError: A text cannot be read, or names what the dossier lacks.
    """
    if len(name.split()) > 1:
        for demand in demands(name, dossier.vocabulary, is_goal=False, place="position"):
            yield Position("", "", demand.text, demand.words, about=_about(demand.formula)), demand.formula
        return
    held: dict[str, Held] = {**dossier.terms, **dossier.conditions}
    found, reading = (name, None) if name in held else _parted(name)
    if found not in held:
        hint = did_you_mean(found, held) or "name a condition or a term, or write a condition of several words"
        raise UnknownNameError(Problem("unknown-condition", f"unknown condition or term `{found}`", hint=hint))
    clauses = held[found].clauses()
    if reading is not None and (reading not in clauses or reading == SINGLE):
        known = [one for one in clauses if one]
        hint = did_you_mean(reading, known) or (f"known are {', '.join(known)}" if known else "it has one reading only")
        raise UnknownNameError(Problem("unknown-reading", f"`{found}` has no reading `{reading}`", hint=hint))
    if not clauses:
        raise UnknownNameError(Problem("unknown-condition", f"`{found}` has no condition that could be compared"))
    for one in clauses if reading is None else (reading,):
        yield position_of(dossier, found, one), clauses[one].lower(Scope(dossier.vocabulary))


def _parted(name: str) -> tuple[str, str | None]:
    found, dot, reading = name.rpartition(".")
    return (found, reading) if dot else (name, None)


def position_of(dossier: Dossier, name: str, reading: str) -> Position:
    """A condition or term in one reading, as it is shown."""
    held: Held = dossier.conditions[name] if name in dossier.conditions else dossier.terms[name]
    clause = held.clauses()[reading]
    own = held.readings[reading].source if held.readings is not None else ()
    said = [cited(dossier, source) for source in own or held.source]
    return Position(
        name=f"{name}.{reading}" if reading else name,
        party=held.party,
        text=clause.text(),
        words=clause.say(Words(dossier.vocabulary)),
        quotes=tuple(f"{one.words} ({one.attribution})" if one.words else one.attribution for one in said),
        about=_about(clause.lower(Scope(dossier.vocabulary))),
    )


def _about(formula: Formula) -> tuple[str, ...]:
    return (*events_in(formula), *facts_in(formula))
