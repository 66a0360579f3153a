"""What is said beside an answer: parts of its sources that are not encoded, and numbers that exceed their whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from conditions.knowledge import FactState, NumberBetween
from conditions.language.rationals import number_text
from conditions.model.dossier import Dossier
from conditions.model.positions import Position
from conditions.model.statements import NotEncoded
from conditions.vocabulary import Vocabulary


class Excess(NamedTuple):
    """Numbers that are more than the whole of which they are parts.

    Attributes:
        parts: The facts, one or several that add up.
        least: The least that they can come to.
        whole: The fact that they are parts of.
        most: The most that it can be.
    """

    parts: tuple[str, ...]
    least: Fraction
    whole: str
    most: Fraction

    def words(self, vocabulary: Vocabulary) -> str:
        """The excess in a clause, with both numbers."""
        unit = vocabulary.facts[self.whole].unit
        least, most = (f"{number_text(number)}{f' {unit}' if unit else ''}" for number in (self.least, self.most))
        whole = f"{_name(vocabulary, self.whole)} ({most})"
        names = [_name(vocabulary, part) for part in self.parts]
        if len(names) == 1:
            return f"{names[0]} ({least}) is more than {whole}, of which it is a part"
        return (
            f"{', '.join(names[:-1])} and {names[-1]} together ({least}) are more than {whole}, of which they are parts"
        )


def excesses(vocabulary: Vocabulary, facts: Mapping[str, FactState]) -> Iterator[Excess]:
    """Every number that certainly is more than its whole, and parts that together are, where no single one is."""
    least = {name: state.low for name, state in facts.items() if isinstance(state, NumberBetween)}
    most = {name: state.high for name, state in facts.items() if isinstance(state, NumberBetween)}
    parts: dict[str, dict[str, Fraction]] = {}
    for name, low in least.items():
        kind = vocabulary.facts.get(name)
        if kind is not None and kind.part_of is not None and low is not None:
            parts.setdefault(kind.part_of, {})[name] = low
    for whole, lows in parts.items():
        limit = most.get(whole)
        if limit is None:
            continue
        above = {name: low for name, low in lows.items() if low > limit}
        yield from (Excess((name,), low, whole, limit) for name, low in above.items())
        together = sum(max(low, Fraction(0)) for low in lows.values())
        if not above and together > limit:
            yield Excess(tuple(lows), Fraction(together), whole, limit)


def _name(vocabulary: Vocabulary, fact: str) -> str:
    label = vocabulary.label(fact)
    return f"“{label}”" if label != fact else fact


def sources_of(position: Position, reading: str | None = None) -> tuple[str, ...]:
    """The statements behind a position, or behind one reading of it."""
    readings = position.readings or {}
    chosen = readings.values() if reading is None else [readings[reading]] if reading in readings else []
    return tuple(dict.fromkeys((*position.source, *(name for one in chosen for name in one.source))))


def not_encoded(dossier: Dossier, sources: Iterable[str]) -> tuple[NotEncoded, ...]:
    """The parts of these statements that the dossier does not express."""
    asked = frozenset(sources)
    return tuple(left_out for left_out in dossier.not_encoded if left_out.source in asked)


def left_out_words(left_out: NotEncoded) -> str:
    """What is not encoded, and why, a clause."""
    part = f"“{left_out.quote}”" if left_out.quote else (left_out.says or "a part of it").rstrip(".")
    why = left_out.why.rstrip(".")
    return f"not encoded from {left_out.source}: {part} ({why[:1].lower()}{why[1:]})"


__all__ = ["Excess", "excesses", "left_out_words", "not_encoded", "sources_of"]
