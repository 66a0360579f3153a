"""Which value a fact would have to have for comparisons to hold, or to fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeAlias

from conditions.amounts import Linear, linear, range_of
from conditions.english import amount_words
from conditions.explain.changes import FactChange
from conditions.explain.ways import Need
from conditions.formula import Amount, Compare, Comparison, FactValue, Matches
from conditions.knowledge import Among, FactState, Knowledge, NumberBetween
from conditions.language.quantities import COMPARISON_WORDS
from conditions.records import dataclass
from conditions.wording import Wording

_OPPOSITE: Final[dict[Comparison, Comparison]] = {"<": ">=", "<=": ">", "=": "!=", "!=": "=", ">=": "<", ">": "<="}
_MIRRORED: Final[dict[Comparison, Comparison]] = {"<": ">", "<=": ">=", "=": "=", "!=": "!=", ">=": "<=", ">": "<"}
_SUPPOSED: Final = Fraction(100)
"""Stands for a number that need only be known."""

Numbers: TypeAlias = Mapping[str, tuple[Fraction | None, Fraction | None]]
"""Least and greatest value of each number, `None` where open."""


@dataclass(frozen=True)
class Bound:
    """What a number must be, and the words for it."""

    comparison: Comparison
    value: Fraction
    words: str


def fact_changes(
    needs: Iterable[Need], free: Iterable[str], known: Knowledge, wording: Wording
) -> Iterator[tuple[FactChange, ...]]:
    """Every choice of values for these facts that gives the needs what they ask."""
    asked = list(needs)
    choices: list[tuple[FactChange, ...]] = [()]
    supposed: dict[str, Fraction] = {}
    numeric = {fact for part, _ in asked if isinstance(part.formula, Compare) for fact in part.names}
    for fact in sorted(free, key=lambda name: _leans_on(name, asked, known)):
        own = [(part, wanted) for part, wanted in asked if fact in part.names]
        if fact in numeric:
            found = _number_changes(fact, own, known, wording, supposed)
        else:
            found = list(_value_changes(fact, own, known, wording))
        choices = [(*chosen, change) for chosen in choices for change in found]
    yield from choices


def _value_changes(fact: str, needs: list[Need], known: Knowledge, wording: Wording) -> Iterator[FactChange]:
    """The other values of a yes/no or enumerated fact that fit."""
    kind = wording.vocabulary.facts.get(fact)
    matches = [(part.formula, wanted) for part, wanted in needs if isinstance(part.formula, Matches)]
    values: tuple[bool | str, ...] = (True, False)
    if kind is not None and kind.kind == "one_of":
        values = kind.values
    for value in values:
        state = Among((value,))
        if known.fact(fact) != state and all((value in formula.values) is wanted for formula, wanted in matches):
            yield FactChange(fact, state, f"{wording.name(fact)} were {wording.fact_state(fact, state)}")


def _leans_on(fact: str, needs: list[Need], known: Knowledge) -> tuple[bool, bool]:
    """Sorts a number to the end if it is compared with, and a known one before an unknown one."""
    compared = any(isinstance(part.formula, Compare) and _lone_left(part.formula, fact) for part, _ in needs)
    return compared, not isinstance(known.fact(fact), NumberBetween)


def _lone_left(formula: Compare, fact: str) -> bool:
    return formula.left == FactValue(fact) and not isinstance(formula.right, Amount)


def _number_changes(
    fact: str, needs: list[Need], known: Knowledge, wording: Wording, supposed: dict[str, Fraction]
) -> list[FactChange]:
    """A number that fits, with the threshold in words; none where nothing fits."""
    bounds = [
        bound for part, wanted in needs for bound in _bounds(fact, part.formula, wanted, known, wording, supposed)
    ]
    loose = any(isinstance(part.formula, Compare) and part.names > {fact} for part, _ in needs)
    if not bounds and not loose:
        return []
    value = _fitting(bounds) if bounds else _SUPPOSED
    if value is None or _is(known.fact(fact), value):
        return []
    supposed[fact] = value
    said = " and ".join(dict.fromkeys(bound.words for bound in _binding(bounds)))
    words = f"{wording.name(fact)} were {said or 'known'}"
    return [FactChange(fact, NumberBetween(value, value), words)]


def _binding(bounds: list[Bound]) -> Iterator[Bound]:
    """The bounds of which none is said by another one."""
    for comparison, strict, better in ((">=", ">", max), ("<=", "<", min)):
        sided = [bound for bound in bounds if bound.comparison in {comparison, strict}]
        value = better((bound.value for bound in sided), default=None)
        at_value = [bound for bound in sided if bound.value == value]
        yield from [bound for bound in at_value if bound.comparison == strict][:1] or at_value[:1]
    yield from (bound for bound in bounds if bound.comparison in {"=", "!="})


def _is(state: FactState, value: Fraction) -> bool:
    return isinstance(state, NumberBetween) and state.low == state.high == value


def _bounds(
    fact: str, formula: object, wanted: bool, known: Knowledge, wording: Wording, supposed: Mapping[str, Fraction]
) -> Iterator[Bound]:
    """What a comparison asks of one of its numbers, as far as the others are known."""
    if not isinstance(formula, Compare):
        return
    difference = linear(formula.left).plus(linear(formula.right), Fraction(-1))
    factor = difference.factors.get(fact)
    values = {name: NumberBetween(value, value) for name, value in supposed.items()}
    others = [values.get(name, known.fact(name)) for name in difference.factors if name != fact]
    if factor is None or not all(isinstance(state, NumberBetween) for state in others):
        return
    comparison = formula.comparison if wanted else _OPPOSITE[formula.comparison]
    if factor < 0:
        comparison = _MIRRORED[comparison]
    rest = {name: -share / factor for name, share in difference.factors.items() if name != fact}
    supposing = replace(known, facts={**known.facts, **values})
    limit = range_of(Linear(-difference.constant / factor, rest), supposing)
    for value in _binding_ends(comparison, limit.low, limit.high):
        yield Bound(comparison, value, _bound_words(fact, comparison, value, formula, wording, supposed))


def _binding_ends(comparison: Comparison, low: Fraction | None, high: Fraction | None) -> Iterator[Fraction]:
    """The end of the other side's range that a comparison must get past, whatever the other side is."""
    if comparison in {"<", "<="}:
        ends = {low}
    elif comparison in {">", ">="}:
        ends = {high}
    else:
        ends = {low, high} if low == high else set()
    yield from (end for end in ends if end is not None)


def _bound_words(
    fact: str,
    comparison: Comparison,
    value: Fraction,
    formula: Compare,
    wording: Wording,
    supposed: Mapping[str, Fraction],
) -> str:
    for side, other in ((formula.left, formula.right), (formula.right, formula.left)):
        if side == FactValue(fact) and not supposed.keys().isdisjoint(linear(other).factors):
            return f"{COMPARISON_WORDS[comparison]} {wording.quantity(other)}"
    kind = wording.vocabulary.facts.get(fact)
    return f"{COMPARISON_WORDS[comparison]} {amount_words(value, kind.unit if kind is not None else None)}"


def _fitting(bounds: list[Bound]) -> Fraction | None:
    """A number within all bounds, on a threshold where that will do."""
    lows = [(bound.value, bound.comparison == ">") for bound in bounds if bound.comparison in {">", ">="}]
    highs = [(bound.value, bound.comparison == "<") for bound in bounds if bound.comparison in {"<", "<="}]
    equals = {bound.value for bound in bounds if bound.comparison == "="}
    for value in [*equals, *_candidates(lows, highs), *(bound.value + 1 for bound in bounds)]:
        if all(_fits(value, bound) for bound in bounds):
            return value
    return None


def _candidates(lows: list[tuple[Fraction, bool]], highs: list[tuple[Fraction, bool]]) -> Iterator[Fraction]:
    low, above = max(lows) if lows else (None, False)
    high, below = min(highs, key=lambda end: (end[0], not end[1])) if highs else (None, False)
    if low is not None and not above:
        yield low
    if high is not None and not below:
        yield high
    if low is not None:
        yield low + 1
    if high is not None:
        yield high - 1
    if low is not None and high is not None:
        yield from ((low + high) / 2, (2 * low + high) / 3)


def _fits(value: Fraction, bound: Bound) -> bool:
    return {
        "<": value < bound.value,
        "<=": value <= bound.value,
        "=": value == bound.value,
        "!=": value != bound.value,
        ">=": value >= bound.value,
        ">": value > bound.value,
    }[bound.comparison]
