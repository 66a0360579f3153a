"""Generated courses of a monitor, entry by entry, and the comparison with the reference interpreter after each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from conditions.binding import know
from conditions.engines.forward import Decided
from conditions.errors import ScenarioError
from conditions.language.types import Moment
from conditions.model.dossier import Dossier
from conditions.monitor import Monitor
from conditions.states import judged
from conditions.testing import dossiers, scenarios
from conditions.vocabulary import Vocabulary

START = date(2022, 3, 1)


class Told(NamedTuple):
    """A dossier, and what is recorded of it: the arguments of `record`, or a day to advance to."""

    dossier: Dossier
    groups: dict[str, tuple[str, ...]]
    steps: list[dict[str, Any]]


@st.composite
def told(draw: st.DrawFn, *, most: int = 10) -> Told:
    """A generated dossier with entries about it, of which some are refused."""
    dossier = draw(dossiers())
    sketch = draw(scenarios(dossier))
    vocabulary = dossier.vocabulary.with_members(sketch.groups)
    values = dict(sketch.facts)
    steps: list[dict[str, Any]] = []
    now = START
    for number in range(1, draw(st.integers(1, most)) + 1):
        kind = draw(st.sampled_from(["event", "event", "event", "fact", "now", "now", "withdraws", "corrects"]))
        match kind:
            case "now":
                now += timedelta(days=draw(st.sampled_from([1, 10, 30])))
                steps.append({"to": now})
            case "withdraws":
                steps.append({"withdraws": draw(st.integers(1, number))})
            case "fact" if values:
                name = draw(st.sampled_from(sorted(values)))
                steps.append({"fact": name, "value": draw(st.sampled_from([values[name], "unknown"]))})
            case "corrects":
                steps.append({"corrects": draw(st.integers(1, number)), **draw(_reports(vocabulary, now))})
            case _:
                steps.append(draw(_reports(vocabulary, now)))
    return Told(dossier, dict(sketch.groups), steps)


@st.composite
def _reports(draw: st.DrawFn, vocabulary: Vocabulary, now: date) -> dict[str, Any]:
    """An event, with a day, a range of days or none, most of them before `now`."""
    found: dict[str, Any] = {"event": draw(st.sampled_from(sorted(vocabulary.events)))}
    happens = draw(st.sampled_from(["yes", "yes", "yes", "unknown", "no"]))
    if happens != "yes":
        found["happens"] = happens
    day = now - timedelta(days=draw(st.integers(-15 if happens == "unknown" else -1, 40)))
    days = [None, day.isoformat(), day.isoformat(), day.isoformat()[:7], f"../{day}", f"{day}/.."]
    on = None if happens == "no" else draw(st.sampled_from(days))
    return found if on is None else {**found, "on": on}


def followed(monitor: Monitor, steps: list[dict[str, Any]]) -> Iterator[bool]:
    """Record one thing after the other; whether each was taken in."""
    for step in steps:
        try:
            if "to" in step:
                monitor.advance(step["to"])
            else:
                monitor.record(**{name: _plain(value) for name, value in step.items()})
        except ScenarioError:
            yield False
        else:
            yield True


def _plain(value: Any) -> Any:
    return value.model_dump(by_alias=True, exclude_none=True) if hasattr(value, "model_dump") else value


def differences(monitor: Monitor) -> list[str]:
    """What the monitor says differently than the reference interpreter, of the same knowledge."""
    result, known = monitor.check(), monitor.knowledge
    again = know(monitor.scenario, monitor.dossier.vocabulary)
    found = []
    if (known.timeline, dict(known.facts), known.now) != (again.timeline, dict(again.facts), again.now):
        found.append(f"knows {known} instead of {again}")
    for (name, reading), verdict in monitor.verdicts.items():
        expected = Decided.of(result.conditions[name].verdicts[reading])
        if verdict != expected:
            found.append(f"{name}, {reading}: {verdict} instead of {expected}")
    for code, party in result.parties.items():
        ours = monitor.answers[code], monitor.compliance[code]
        if ours != (party.answer, party.compliance):
            found.append(f"{code}: {ours} instead of {party.answer}, {party.compliance}")
    for name, truth in monitor.in_force.items():
        expected_truth = judged(name, Moment(monitor.now), result.vocabulary, result.known).truth
        if truth is not expected_truth:
            found.append(f"{name}: {truth} instead of {expected_truth}")
    return found


__all__ = ["START", "Told", "differences", "followed", "told"]
