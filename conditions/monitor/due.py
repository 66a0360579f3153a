"""What lies ahead: deadlines, windows that open and close, moments, positions that begin and end, duties to perform."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, assert_never

from conditions import formula as core
from conditions.dates import Period
from conditions.english import day_of
from conditions.formula import Formula, Point, Within
from conditions.knowledge import Knowledge
from conditions.language.base import Scope
from conditions.monitor.answers import Answers
from conditions.obligations import DutyAnswer
from conditions.periods import add_ordinal
from conditions.points import Bounds, shifted
from conditions.semantics import judge
from conditions.truth import Truth
from conditions.verdicts import Status
from conditions.wording import Wording

Kind = Literal["deadline", "opens", "ends", "moment", "position", "duty"]
"""The last day for something; the first day for it; the last day of a time in which it must not be; a moment of
the dossier; a position that begins or ends; the end of a consultation, or the day by which to perform."""

_DUE: Final = {"due by": "is due by then", "consultation until": "may be consulted about until then"}


@dataclass(frozen=True)
class Due:
    """Something that is due.

    Attributes:
        kind: What it is.
        earliest: The first day on which that can be.
        latest: The last such day.
        what: It in words, a clause.
        clause: The condition, moment or obligation behind it.
        party: Whose condition or duty it is; empty for none.
        quote: The words on which it rests, with who said them; empty where there are none.
    """

    kind: Kind
    earliest: date
    latest: date
    what: str
    clause: str
    party: str = ""
    quote: str = ""

    @property
    def day(self) -> str:
        """The day, or the range of days in which it is."""
        return str(self.earliest) if self.earliest == self.latest else f"{self.earliest} to {self.latest}"

    @property
    def words(self) -> str:
        """It in one line."""
        return f"{self.day}: {self.what} ({self.clause})"

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "kind": self.kind,
            "earliest": self.earliest.isoformat(),
            "latest": self.latest.isoformat(),
            "what": self.what,
            "clause": self.clause,
            "party": self.party or None,
            "quote": self.quote or None,
        }


def due(answers: Answers, within: Period) -> tuple[Due, ...]:
    """All that is due after `now`, in this time, the next first."""
    now = answers.course.now
    horizon = add_ordinal(now.toordinal(), within)
    looking = _Ahead(answers, now, day_of(horizon) or date.max)
    found = (*looking.of_conditions(), *looking.of_moments(), *looking.of_positions(), *looking.of_duties())
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.latest, one.earliest, one.clause, one.what)))


@dataclass(frozen=True)
class _Ahead:
    """The time from the day after `now` to the last day looked at."""

    answers: Answers
    now: date
    last: date

    @property
    def _known(self) -> Knowledge:
        return self.answers.known

    def _on(self, kind: Kind, days: Bounds, what: str, clause: str, party: str, quote: str) -> Iterator[Due]:
        """Something on one of these days, if all of them lie ahead and one of them in the time looked at."""
        first, last = days
        if math.isinf(first) or math.isinf(last):
            return
        if self.now.toordinal() < first <= last and first <= self.last.toordinal():
            earliest, latest = date.fromordinal(int(first)), date.fromordinal(int(last))
            yield Due(kind, earliest, latest, what, clause, party, quote)

    # --- windows of conditions -----------------------------------------------------

    def of_conditions(self) -> Iterator[Due]:
        """The windows in conditions that count and are not settled: of which one end is a known day ahead."""
        rules = self.answers.rules
        for name in self.answers.counting():
            condition = rules.dossier.conditions[name]
            for key, formula in rules.rules.conditions.items():
                verdict = self.answers.verdicts[key]
                if key.condition != name or (verdict.final and verdict.status in {Status.SATISFIED, Status.VIOLATED}):
                    continue
                clause = f"{name}, {key.reading}" if key.reading else name
                quote = self.answers.rules.quote(condition.sources())
                for kind, days, what in self._windows(formula, Wording(rules.vocabulary), wanted=True):
                    yield from self._on(kind, days, what, clause, condition.party, quote)

    def _windows(self, formula: Formula, wording: Wording, *, wanted: bool) -> Iterator[tuple[Kind, Bounds, str]]:
        """The ends of the windows in a formula; `wanted` unless what is inside must not be."""
        match formula:
            case Within():
                yield from self._window(formula, wording, wanted=wanted)
            case core.Not(part):
                yield from self._windows(part, wording, wanted=not wanted)
            case core.Gate(act, requires):
                yield from self._windows(requires, wording.inside(act), wanted=wanted)
            case core.Implies(premise, conclusion):
                if self._holds(premise):
                    yield from self._windows(conclusion, wording, wanted=wanted)
            case core.All(parts) | core.Any(parts) | core.Count(parts):
                for part in parts:
                    yield from self._windows(part, wording, wanted=wanted)
            case core.Constant() | core.Happens() | core.Matches() | core.Compare():
                return
            case _:
                assert_never(formula)

    def _holds(self, premise: Formula) -> bool:
        return judge(premise, self._known).truth is Truth.TRUE

    def _window(self, formula: Within, wording: Wording, *, wanted: bool) -> Iterator[tuple[Kind, Bounds, str]]:
        """The ends of one window around a known day, of something that has not happened."""
        known = self._known
        sides = [(formula.point, formula.anchor, formula.least, formula.most)]
        turned = [None if end is None else -end for end in (formula.most, formula.least)]
        sides.append((formula.anchor, formula.point, turned[0], turned[1]))
        for point, anchor, least, most in sides:
            if known.comes(anchor) is not Truth.TRUE or not self._is_open(point):
                continue
            name = replace(wording, act=None).point(point)
            there = replace(wording, act=None).point(anchor)
            if most is not None:
                days = known.days(shifted(anchor, most))
                what = f"the last day for {name}" if wanted else f"{name} must not be until the end of this day"
                yield "deadline" if wanted else "ends", days, f"{what}, counted from {there}"
            if least is not None:
                days = known.days(shifted(anchor, least))
                what = f"the first day for {name}" if wanted else f"{name} must not be from this day on"
                yield "opens", days, f"{what}, counted from {there}"

    def _is_open(self, point: Point) -> bool:
        """Whether a point has not come by the end of `now`, and may yet."""
        return not isinstance(core.root(point), core.Day) and self._known.may_still_come(point)

    # --- moments, positions, duties --------------------------------------------------

    def of_moments(self) -> Iterator[Due]:
        """Moments of the dossier whose day is known to lie ahead."""
        rules, scope = self.answers.rules, Scope(self.answers.rules.vocabulary)
        for name, moment in rules.dossier.moments.items():
            point = scope.named(name)
            comes = self._known.comes(point)
            if comes is not Truth.FALSE:
                perhaps = "" if comes is Truth.TRUE else ", if it comes"
                what = f"{Wording(rules.vocabulary).point(point)}{perhaps}"
                yield from self._on(
                    "moment", self._known.days(point), what, name, "", self.answers.rules.quote(moment.source)
                )

    def of_positions(self) -> Iterator[Due]:
        """Positions whose first or last day lies ahead."""
        if self.answers.is_fixed:
            return
        for name, condition in self.answers.rules.dossier.conditions.items():
            quote = self.answers.rules.quote(condition.sources())
            for day, what in ((condition.since, "begins to count"), (condition.until, "no longer counts")):
                if day is not None:
                    said = f"the position of {condition.party} {what}"
                    yield from self._on("position", day.bounds, said, name, condition.party, quote)

    def of_duties(self) -> Iterator[Due]:
        """What somebody must do after an incident."""
        for key, duty in self.answers.duties.items():
            if duty.answer is not DutyAnswer.OBLIGED or duty.state != "triggered":
                continue
            for phase in duty.phases:
                if phase.stage in _DUE and phase.earliest is not None and phase.latest is not None:
                    what = f"“{duty.owed.duty}”, owed by {key.debtor} after {key.incident}, {_DUE[phase.stage]}"
                    clause = f"{key.instrument}.{key.obligation}"
                    days = (float(phase.earliest.toordinal()), float(phase.latest.toordinal()))
                    yield from self._on(
                        "duty", days, what, clause, key.debtor, self.answers.rules.quote(duty.owed.source)
                    )


__all__ = ["Due", "Kind", "due"]
