"""The forward engine, per recorded event, against a hand-written durable-rules rule set for the same conditions.

Run: python -m tests.benchmarks.forward

The conditions are those that decide the answers of Istanbul, in all eight readings. The
rule set is written as one writes it with `durable.lang`: facts by name, comparisons of
days, derived facts, a status for each reading. It does less: it knows exact days alone,
has no positions and no corrections, takes no event for impossible, and says neither
whether a condition is kept before its act nor whether an answer is final. Both are
given the same events and facts in the same order, and every status is verified equal
after every step. Figures are CPU microseconds of the main thread for one recorded event,
for each course the least of several rounds in which the ways take turns. What it takes to
open a course, before its first event, stands apart: there each makes its session.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

from conditions.check import lowered
from conditions.dates import PartialDate
from conditions.engines.forward import ForwardRules, ForwardSession
from conditions.files.dossier import load_dossier
from conditions.model.dossier import Dossier
from conditions.monitor import Monitor
from conditions.monitor.course import Course
from conditions.monitor.entries import LogEntry, Reported, Valued

COURSES: Final = 40
ROUNDS: Final = 12
NOW: Final = date(2022, 4, 26)
READINGS: Final = (
    ("UA-referendum", "held"),
    ("UA-referendum", "approved"),
    ("UA-withdrawal", "all_territory"),
    ("UA-withdrawal", "february_lines"),
    ("UA-withdrawal", "begun"),
    ("RU-territory", "strict"),
    ("RU-territory", "lenient"),
    ("RU-territory", "separation"),
)
EVENTS: Final = (
    *(
        "withdrawal.begun",
        "withdrawal.to_24_February_lines",
        "withdrawal.complete",
        "referendum",
        "ua_signs",
        "ru_signs",
    ),
    *("crimea.agreed_in_principle", "crimea.resolved", "donbas.agreed_in_principle", "donbas.resolved"),
)
FACTS: Final = ("texts_separate", "referendum_approved")


class Step(NamedTuple):
    """One thing that is recorded: an event on a day, or the value of a fact."""

    name: str
    day: date | None = None
    yes: bool = True


def course(seed: int) -> list[Step]:
    """A course of events: some of them, on days of April, in the order of their days; facts in between."""
    chance = random.Random(seed)
    listed = [one for one in EVENTS if chance.random() < 0.8]
    chance.shuffle(listed)
    rungs = {ladder: [one for one in EVENTS if one.startswith(f"{ladder}.") and one in listed] for ladder in _LADDERS}
    climbing = {ladder: iter(ordered) for ladder, ordered in rungs.items()}
    steps = [
        Step(
            next(climbing[ladder]) if (ladder := one.partition(".")[0]) in climbing else one, date(2022, 4, 1 + number)
        )
        for number, one in enumerate(listed)
    ]
    for fact in FACTS:
        steps.insert(chance.randrange(len(steps) + 1), Step(fact, yes=chance.random() < 0.5))
    return steps


_LADDERS: Final = ("withdrawal", "crimea", "donbas")

# --- written by hand -----------------------------------------------------------------------


class ByHand:
    """What somebody writes who knows durable-rules: rules over named facts, a status for each reading.

    An event is a fact `{"referendum": 738261}`, its day as a number, so that a comparison across facts stands alone.
    """

    def __init__(self) -> None:
        from durable import lang

        self._lang = lang
        self._held: dict[str, set[str]] = {}
        m, c, when = lang.m, lang.c, lang.when_all
        with lang.ruleset("istanbul"):
            for act in ("referendum", "ua_signs", "ru_signs"):
                when(+getattr(m, act))(self._note(f"{act} happened"))
            when(+m.referendum)(self._note("voted"))
            when(c.vote << +m.referendum, c.act << m.ua_signs > c.vote.referendum)(self._note("voted first"))
            for fact in FACTS:
                when(getattr(m, fact) == 1)(self._note(f"{fact}: yes"))
                when(getattr(m, fact) == 0)(self._note(f"{fact}: no"))
            for place, rung in enumerate(("begun", "to_24_February_lines", "complete")):
                name = f"withdrawal_{rung}"
                for reading in ("begun", "february_lines", "all_territory")[: place + 1]:
                    when(+getattr(m, name))(self._note(f"{reading}"))
                    when(c.left << +getattr(m, name), c.act << m.referendum > getattr(c.left, name))(
                        self._note(f"{reading} first")
                    )
            for ladder in ("crimea", "donbas"):
                agreed, resolved = f"{ladder}_agreed_in_principle", f"{ladder}_resolved"
                when(+getattr(m, resolved))(self._find(f"{resolved}_there"))
                when(c.one << +getattr(m, resolved), c.act << m.ru_signs > getattr(c.one, resolved))(
                    self._find(f"{resolved}_first")
                )
                for rung in (agreed, resolved):
                    when(+getattr(m, rung))(self._find(f"{ladder}_there"))
                    when(c.one << +getattr(m, rung), c.act << m.ru_signs >= getattr(c.one, rung))(
                        self._find(f"{ladder}_in_time")
                    )
            when(m.crimea_resolved_there == 1, m.donbas_resolved_there == 1)(self._note("resolved"))
            when(m.crimea_resolved_first == 1, m.donbas_resolved_first == 1)(self._note("resolved first"))
            when(m.crimea_there == 1, m.donbas_there == 1)(self._note("agreed"))
            when(m.crimea_in_time == 1, m.donbas_in_time == 1)(self._note("agreed first"))

    def _note(self, what: str) -> Callable[[Any], None]:
        def note(found: Any) -> None:
            self._held[found.s.sid].add(what)

        return note

    def _find(self, name: str) -> Callable[[Any], None]:
        def find(found: Any) -> None:
            if name not in self._held[found.s.sid]:
                self._held[found.s.sid].add(name)
                found.assert_fact({name: 1})

        return find

    def open(self, sid: str) -> None:
        """Begin a course of events: its session is made now, and not with its first event."""
        self._held[sid] = set()
        self._lang.update_state("istanbul", {"sid": sid})

    def record(self, sid: str, step: Step) -> dict[tuple[str, str], str]:
        """Take a step in; the status of every reading."""
        value = int(step.yes) if step.day is None else step.day.toordinal()
        self._lang.assert_fact("istanbul", {"sid": sid, step.name.replace(".", "_"): value})
        return self.statuses(self._held[sid])

    @staticmethod
    def statuses(held: set[str]) -> dict[tuple[str, str], str]:
        """What the noted facts come to."""

        def known(fact: str) -> bool | None:
            return True if f"{fact}: yes" in held else False if f"{fact}: no" in held else None

        def status(act: str, there: bool | None, first: bool | None) -> str:
            happened = f"{act} happened" in held
            answer = first if happened else there
            if answer is None:
                return "undecided"
            return ("satisfied" if answer else "violated") if happened else ("ready" if answer else "waiting")

        def both(one: bool, other: bool | None) -> bool | None:
            return False if not one else other

        def either(one: bool, other: bool | None) -> bool | None:
            return True if one else other

        approved, separate = known("referendum_approved"), known("texts_separate")
        agreed, in_time = "agreed" in held, "agreed first" in held
        return {
            READINGS[0]: status("ua_signs", "voted" in held, "voted first" in held),
            READINGS[1]: status("ua_signs", both("voted" in held, approved), both("voted first" in held, approved)),
            **{
                ("UA-withdrawal", reading): status("referendum", reading in held, f"{reading} first" in held)
                for reading in ("all_territory", "february_lines", "begun")
            },
            READINGS[5]: status("ru_signs", "resolved" in held, "resolved first" in held),
            READINGS[6]: status("ru_signs", agreed, in_time),
            READINGS[7]: status("ru_signs", either(agreed, separate), either(in_time, separate)),
        }


# --- ours ----------------------------------------------------------------------------------


class Ours:
    """The forward engine, told the same: an entry is read, what is known is worked out, the answers follow."""

    def __init__(self, dossier: Dossier, *, finality: bool) -> None:
        self._dossier = dossier
        self._rules = ForwardRules(
            {
                (name, reading): formula
                for name in dict.fromkeys(name for name, _ in READINGS)
                for reading, formula in lowered(dossier.conditions[name], dossier.vocabulary).items()
            },
            finality=finality,
        )
        self._sessions: dict[str, tuple[Course, ForwardSession[tuple[str, str]], dict[tuple[str, str], str]]] = {}

    def open(self, sid: str) -> None:
        """Begin a course of events."""
        made, session = Course(self._dossier, NOW), self._rules.open()
        session.know(made.told())
        self._sessions[sid] = made, session, {key: session.decided(key).status.value for key in READINGS}

    def record(self, sid: str, step: Step) -> dict[tuple[str, str], str]:
        """Take a step in; the status of every reading."""
        made, session, statuses = self._sessions[sid]
        content = Valued(step.name, _word(step)) if step.day is None else Reported(step.name, on=_on(step.day))
        take = made.plan(LogEntry(made.count + 1, content), [])
        assert take is not None
        touched = take()
        for key in session.know(made.told(), touched.events, touched.facts):
            statuses[key] = session.decided(key).status.value
        return statuses


class Whole:
    """The whole monitor without a log: all conditions, parties, acts and instruments, and the words of every change."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._monitors: dict[str, Monitor] = {}

    def open(self, sid: str) -> None:
        """Begin a course of events."""
        self._monitors[sid] = Monitor(self._dossier, now=NOW)

    def record(self, sid: str, step: Step) -> dict[tuple[str, str], str]:
        """Take a step in; the status of every reading."""
        monitor = self._monitors[sid]
        if step.day is None:
            monitor.record(fact=step.name, value=_word(step))
        else:
            monitor.record(step.name, on=_on(step.day))
        return {key: monitor._answers.verdicts[key].status.value for key in READINGS}  # type: ignore[index]


def _on(day: date) -> PartialDate:
    return PartialDate(day.isoformat(), day, day)


def _word(step: Step) -> str:
    return "yes" if step.yes else "no"


def main() -> None:
    """Verify that all say the same, and measure each."""
    dossier = load_dossier("scenarios/istanbul-2022")
    courses = [course(seed) for seed in range(COURSES)]
    engines: dict[str, Any] = {
        "written by hand (durable.lang)": ByHand(),
        "forward engine, the same": Ours(dossier, finality=False),
        "forward engine, and what is final": Ours(dossier, finality=True),
        "whole monitor, with words": Whole(dossier),
    }
    for number, steps in enumerate(courses):
        for engine in engines.values():
            engine.open(f"verified{number}")
        for step in steps:
            said = [engine.record(f"verified{number}", step) for engine in engines.values()]
            if any(other != said[0] for other in said[1:]):
                raise SystemExit(f"the answers differ after {step} of {steps}: {said}")
    count = sum(map(len, courses))
    print(f"{count} events in {COURSES} courses, all statuses of {len(READINGS)} readings equal after each")
    opening = {name: [float("inf")] * COURSES for name in engines}
    recording = {name: [float("inf")] * COURSES for name in engines}
    for round_ in range(ROUNDS):
        for name, engine in engines.items():
            for number, steps in enumerate(courses):
                opened, took = _seconds(engine, f"round{round_}course{number}", steps)
                opening[name][number] = min(opening[name][number], opened)
                recording[name][number] = min(recording[name][number], took)
    per_event = {name: sum(took) / count * 1e6 for name, took in recording.items()}
    hand = per_event["written by hand (durable.lang)"]
    print(f"{'':<36}{'µs per event':>14}{'ratio':>8}{'µs to open':>14}")
    for name, took in per_event.items():
        print(f"{name:<36}{took:>14.0f}{took / hand:>8.2f}{sum(opening[name]) / COURSES * 1e6:>14.0f}")


def _seconds(engine: Any, sid: str, steps: list[Step]) -> tuple[float, float]:
    """What opening a course takes, and recording its events."""
    began = time.thread_time()
    engine.open(sid)
    opened = time.thread_time()
    for step in steps:
        engine.record(sid, step)
    return opened - began, time.thread_time() - opened


if __name__ == "__main__":
    main()
