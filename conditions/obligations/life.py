"""How far an obligation has come after an incident: its stages with their days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conditions import formula as core
from conditions.dates import Period, add_ordinal
from conditions.english import listing
from conditions.formula import Event, Point
from conditions.knowledge import Knowledge
from conditions.language.base import SAME_DAY
from conditions.language.states import in_force
from conditions.model.incidents import Stage
from conditions.obligations.grounds import Duty, Owing
from conditions.obligations.question import Question, performance
from conditions.obligations.results import DutyAnswer, Ground, GroundKind, Phase
from conditions.points import Bounds
from conditions.truth import Truth

_ONE_DAY = Period(days=1)
_EXCLUDED: tuple[tuple[GroundKind, Stage], ...] = (
    ("discharged", "discharged"),
    ("ended", "expired"),
    ("instrument", "created"),
    ("suspended", "suspended"),
)
"""Where a clause excludes the obligation, the stage at which it stays; the first one counts."""


class Life:
    """The life of one obligation of one debtor after an incident."""

    def __init__(self, question: Question, duty: Duty, debtor: Owing) -> None:
        self.question: Question = question
        self.duty: Duty = duty
        self.debtor: Owing = debtor
        self.known: Knowledge = question.known
        self.at: Event = question.at
        self.deadline: Period | None = duty.owed.deadline

    def stage(self, answer: DutyAnswer, grounds: Iterable[Ground]) -> Stage:
        """How far it has come by the end of what is known."""
        truths = {ground.kind: ground.truth for ground in grounds if ground.truth is not Truth.TRUE}
        if answer is DutyAnswer.OBLIGED:
            return self._after_trigger()
        for kind, stage in _EXCLUDED:
            if truths.get(kind) is Truth.FALSE:
                return stage
        if answer is DutyAnswer.UNKNOWN or any(truths.get(kind) is Truth.UNKNOWN for kind, _ in _EXCLUDED):
            return "unknown"
        return "in force"

    def _after_trigger(self) -> Stage:
        fulfilled, discharged = self._truth(self._performed_in_time()), self._truth(self._discharged())
        if fulfilled is Truth.TRUE:
            return "fulfilled"
        if discharged is Truth.TRUE and fulfilled is Truth.FALSE:
            return "discharged"
        if self.deadline is not None and fulfilled is Truth.FALSE and discharged is Truth.FALSE:
            return "violated"
        return "triggered"

    def phases(self, answer: DutyAnswer, stage: Stage) -> tuple[Phase, ...]:
        """Its steps in their order."""
        return tuple(self._phases(answer, stage))

    def _phases(self, answer: DutyAnswer, stage: Stage) -> Iterator[Phase]:
        yield Phase("created")
        if stage != "created":
            yield from self._in_force()
        if answer is not DutyAnswer.OBLIGED:
            if stage not in {"created", "in force", "unknown"}:
                yield Phase.on(stage, self.known.days(self.at))
            return
        days, owed = self.known.days(self.at), self.duty.owed
        yield Phase.on("triggered", days)
        if owed.consultation is not None:
            yield Phase.on("consultation until", _later(days, owed.consultation))
        if self.deadline is not None:
            yield Phase.on("due by", _later(days, self.deadline))
        yield from self._end(stage, days)

    def _end(self, stage: Stage, days: Bounds) -> Iterator[Phase]:
        match stage:
            case "fulfilled":
                yield self._done("fulfilled", self._performed_in_time())
            case "discharged" if self.duty.owed.discharged is not None:
                point = self.question.scope.point(self.duty.owed.discharged)
                yield Phase.on("discharged", self.known.days(point))
            case "violated" if self.deadline is not None:
                yield Phase.on("violated", _later(_later(days, self.deadline), _ONE_DAY), self._late())
            case _:
                if self._truth(self._performed_in_time()) is Truth.FALSE:
                    yield Phase("not performed")

    def _done(self, name: str, formulas: core.Any) -> Phase:
        """When a performance came that a formula speaks of."""
        for part in formulas.parts:
            if isinstance(part, core.Within) and self._truth(part) is Truth.TRUE:
                return Phase.on(name, self.known.days(part.point))
        return Phase(name)

    def _late(self) -> str:
        """That it was performed after the deadline."""
        assert self.deadline is not None
        late = [
            point
            for point in self._performances()
            if self._truth(core.Within(point, self.at, least=_and_a_day(self.deadline))) is Truth.TRUE
        ]
        days = [Phase.on("late", self.known.days(point)).when for point in late]
        return f"performed late, on {listing(days)}" if any(days) else "performed late" if late else ""

    # --- in force -------------------------------------------------------------------

    def _in_force(self) -> Iterator[Phase]:
        """Since when the instrument is in force, looked for on the days on which something it hangs on happens."""
        scope, name = self.question.scope, self.duty.instrument_id
        here = in_force(scope, name, self.at)
        if self._truth(here) is not Truth.TRUE:
            return
        points = (point for node in core.walk(here) for point in core.points_of(node) if point != self.at)
        days = sorted({day for point in points for day in self.known.days(point) if abs(day) < float("inf")})
        first = self._first_day(name, days, possible=True)
        certain = self._first_day(name, days, possible=False)
        if certain is not None:
            yield Phase.on("in force", (first if first is not None else certain, certain))
        else:
            yield Phase("in force")

    def _first_day(self, name: str, days: Iterable[float], *, possible: bool) -> float | None:
        from datetime import date

        for day in days:
            then = core.Day(date.fromordinal(int(day)))
            truth = self._truth(in_force(self.question.scope, name, then))
            if truth is Truth.TRUE or (possible and truth is Truth.UNKNOWN):
                return day
        return None

    # --- performance ----------------------------------------------------------------

    def _performances(self) -> tuple[Point, ...]:
        """Everything that may perform the obligation: its event, and what the scenario says was done."""
        found: list[Point] = []
        event = self.duty.owed.performance
        if event is not None and event in self.question.vocabulary.families:
            found += [Event(f"{event}[{member}]") for member in self.debtor.members]
        elif event is not None:
            found.append(Event(str(event)))
        found += [performance(self.question.name, number) for number in self._stated()]
        # Without either, it is as unknown as what the scenario does not list.
        unlisted = Event(f"incident {self.question.name} performance of {self.duty.id} by {self.debtor.name}")
        return tuple(found) or (unlisted,)

    def _stated(self) -> Iterator[int]:
        """The numbers of what the scenario says was done for this obligation by this debtor."""
        for number, done in enumerate(self.question.incident.performed):
            is_this = done.obligation in {self.duty.id, f"{self.duty.instrument_id}.{self.duty.id}"}
            members = self.debtor.members
            if is_this and (not done.by or not members or not set(done.by).isdisjoint(members)):
                yield number

    def _performed_in_time(self) -> core.Any:
        windows = (core.Within(point, self.at, SAME_DAY, self.deadline) for point in self._performances())
        return core.Any(tuple(windows))

    def _discharged(self) -> core.Formula:
        """It was discharged after the incident, by the end of the day by which it is to be performed."""
        moment = self.duty.owed.discharged
        if moment is None:
            return core.Constant(Truth.FALSE)
        return core.Within(self.question.scope.point(moment), self.at, SAME_DAY, self.deadline)

    def _truth(self, formula: core.Formula) -> Truth:
        return self.question.judge(formula).truth


def _later(days: Bounds, period: Period) -> Bounds:
    return (add_ordinal(days[0], period), add_ordinal(days[1], period))


def _and_a_day(period: Period) -> Period:
    return Period(period.years, period.months, period.weeks, period.days + 1)


__all__ = ["Life"]
