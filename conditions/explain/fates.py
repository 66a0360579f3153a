"""What decided a part without parts: whether and when its events come, how far apart, what its facts say."""

from __future__ import annotations

from typing import Final, assert_never

from conditions.amounts import nothing_to_share
from conditions.english import day_of, day_words, distance_words, either, listing
from conditions.explain.tree import EventShown, FactShown, Shown
from conditions.formula import Compare, Day, Happens, Matches, Point, Within, event_of, root
from conditions.knowledge import Among, FactState, Knowledge, NotKnown, NumberBetween
from conditions.records import dataclass
from conditions.semantics import FactSeen, Judgement, PointSeen
from conditions.truth import Truth
from conditions.wording import Wording

RUNG: Final = "is reached"
NEVER: Final = {
    "happens": "never happens in this scenario",
    "comes": "never comes in this scenario",
    RUNG: "is never reached in this scenario",
}
"""What is said of a point that does not come, by the word for its coming."""


@dataclass(frozen=True)
class Fates:
    """Puts in words what was known when a part was judged.

    Attributes:
        wording: The words of names and formulas.
        known: All that the scenario knows.
        next_: Whether the judgement asks what would be if the act happened next.
    """

    wording: Wording
    known: Knowledge
    next_: bool = False

    def because(self, judgement: Judgement) -> str:
        """The days or facts that decided a part without parts."""
        match judgement.formula:
            case Happens():
                (seen,) = judgement.seen
                return self.fate(seen) if isinstance(seen, PointSeen) else ""
            case Within() as window:
                return self._window(judgement, window)
            case Matches():
                return listing([_said(seen.value) for seen in judgement.seen if isinstance(seen, FactSeen)])
            case Compare():
                facts = {seen.fact: seen for seen in judgement.seen if isinstance(seen, FactSeen)}
                said = [f"{self.wording.name(fact)} is {self._value(seen)}" for fact, seen in facts.items()]
                if any(nothing_to_share(judgement.formula.left, judgement.formula.right, self.known)):
                    return f"{listing(said)}; a share of nothing has no value"
                return listing(said) if len(said) != 1 else f"it is {self._value(next(iter(facts.values())))}"
            case _:
                return ""

    def _window(self, judgement: Judgement, window: Within) -> str:
        subject, _, _, other = self.wording.seen_from(window)
        seen = {shown.point: shown for shown in judgement.seen if isinstance(shown, PointSeen)}
        spoken = [point for point in dict.fromkeys((subject, other)) if self._is_open(point)]
        alone = len(spoken) == 1
        failing = [point for point in spoken if seen[point].comes is Truth.FALSE]
        if failing:
            return listing([self.fate(seen[point], named=not alone) for point in failing])
        if judgement.distance is None:
            return "they cannot both happen in this scenario"
        least, most = judgement.distance
        apart = distance_words(*((least, most) if window.point == subject else (-most, -least)))
        if isinstance(other, Day) and least != most:
            apart = ""
        unsure = [point for point in spoken if seen[point].comes is Truth.UNKNOWN]
        if unsure and judgement.truth is Truth.FALSE and all(self.known.may_still_come(point) for point in unsure):
            return listing([self._not_yet(seen[point], named=not alone) for point in unsure])
        if unsure:
            fates = self._unsure([seen[point] for point in unsure], named=not alone)
            return (
                fates
                if not apart or "which is not known" in apart
                else f"{fates}; if so, {'it comes ' if alone else ''}{apart}"
            )
        return self._both_come([seen[point] for point in spoken], apart)

    def _both_come(self, spoken: list[PointSeen], apart: str) -> str:
        if not spoken:
            return apart
        if len(spoken) == 1:
            words = [day_words(spoken[0].days)] if _is_dated(spoken[0]) or not apart else []
            return f"it {'is' if words else 'comes'} {', '.join([*words, *([apart] if apart else [])])}"
        first, second = spoken
        here, there = (f" {day_words(seen.days)}" if _is_dated(seen) else "" for seen in spoken)
        if "which is not known" in apart:
            told = f"whether {self._name(first)} is before or after {self._name(second)} is not known"
            dated = [f"{self._name(seen)} is {day_words(seen.days)}" for seen in spoken if _is_dated(seen)]
            return "; ".join([told, *dated])
        link = "as" if apart.endswith("day") else "than"
        return f"{self._name(first)} is{here}{',' if here else ''} {apart} {link} {self._name(second)}{there}"

    def _is_open(self, point: Point) -> bool:
        """Whether there is something to tell of a point: not of a fixed day, nor of the act whose gate this is."""
        return (
            point != self.wording.act
            and not isinstance(root(point), Day)
            and not (self.wording.act is not None and root(point) == root(self.wording.act))
        )

    def fate(self, seen: PointSeen, *, named: bool = False) -> str:
        """Whether and when a point comes, as a clause."""
        subject = self._name(seen) if named else "it"
        match seen.comes:
            case Truth.TRUE:
                return f"{subject} {self._verb(seen.point)} {day_words(seen.days)}"
            case Truth.FALSE:
                return f"{subject} {self._never(seen.point)}"
            case Truth.UNKNOWN:
                return self._open_fate(seen, subject)
            case _:
                assert_never(seen.comes)

    def _never(self, point: Point) -> str:
        really = self.known.comes(point)
        if really is Truth.FALSE or not self.next_ or self.known.now is None:
            return NEVER[self._verb(point)]
        later = self.known.days(point)
        when = f"; it {self._verb(point)} {day_words(later)}" if really is Truth.TRUE and later[0] == later[1] else ""
        return f"has not {self._done(point)} by the end of {day_of(self.known.now)}{when}"

    def _open_fate(self, seen: PointSeen, subject: str) -> str:
        if self.known.may_still_come(seen.point):
            return f"{self._not_yet(seen, named=subject != 'it')}, and may later"
        unsure = f"not known whether {subject} {self._verb(seen.point)}"
        return unsure if not _is_dated(seen) else f"{unsure}; if so, {day_words(seen.days)}"

    def _unsure(self, unsure: list[PointSeen], *, named: bool) -> str:
        """What is known of points of which it is not known whether they come."""
        if len(unsure) > 1 and all(self.known.may_still_come(seen.point) for seen in unsure):
            names = listing([self._name(seen) for seen in unsure])
            return f"{names} have not come about by the end of {day_of(self.known.now or 0)}, and may later"
        return listing([self.fate(seen, named=named) for seen in unsure])

    def _not_yet(self, seen: PointSeen, *, named: bool) -> str:
        assert self.known.now is not None
        subject = self._name(seen) if named else "it"
        return f"{subject} has not {self._done(seen.point)} by the end of {day_of(self.known.now)}"

    def _verb(self, point: Point) -> str:
        return self.wording.verb(point)

    def _done(self, point: Point) -> str:
        return {"happens": "happened", RUNG: "been reached"}.get(self._verb(point), "come")

    def _name(self, seen: PointSeen) -> str:
        return self.wording.point(seen.point)

    def _value(self, seen: FactSeen) -> str:
        return self.wording.fact_state(seen.fact, seen.value)

    def shown(self, judgement: Judgement) -> tuple[Shown, ...]:
        """The events and facts that a part was judged on."""
        plain = Wording(self.wording.vocabulary)
        shown: list[Shown] = []
        for seen in judgement.seen:
            match seen:
                case PointSeen(Day(), _, _):
                    continue
                case PointSeen(point, comes, days):
                    first, last = (day_of(day) for day in days)
                    words = "" if comes is Truth.FALSE else day_words(days)
                    shown.append(EventShown(event_of(point) or "", plain.point(point), comes, words, first, last))
                case FactSeen(fact, value):
                    shown.append(FactShown(fact, plain.name(fact), plain.fact_state(fact, value)))
        return tuple(dict.fromkeys(shown))


def _said(state: FactState) -> str:
    """What the scenario says of a fact, a clause."""
    match state:
        case Among(options):
            return f"the scenario says {'only: ' if len(options) > 1 else ''}{either(options)}"
        case NumberBetween():
            return "the scenario gives a number"
        case NotKnown("not applicable"):
            return "it does not apply in this scenario"
        case NotKnown("unknown"):
            return "the scenario says that it is unknown"
        case NotKnown():
            return "the scenario does not say"
        case _:
            assert_never(state)


def _is_dated(seen: PointSeen) -> bool:
    return any(day_of(day) is not None for day in seen.days)
