"""Strategies for scenarios of a dossier: all worlds, uncertain days, partial orders, facts known as far as they are.

A whole course of events is drawn first, and the scenario tells only what is so in it. So no scenario contradicts
itself, and no example has to be thrown away.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.vocabulary import FactType, Vocabulary

FIRST: Final = date(2022, 3, 1)
"""The earliest day on which something happens."""
LAST: Final = date(2022, 6, 30)
"""The latest."""
NOW: Final = date(2022, 5, 15)
"""The last day of which everything is known, in an `until` world."""

_MADE_UP: Final = ("US", "GB", "FR", "CN")


@st.composite
def scenarios(draw: st.DrawFn, dossier: Dossier, *, most: int = 6) -> Scenario:
    """Scenarios of a dossier, which fit it and do not contradict themselves.

    Args:
        draw: Hypothesis's.
        dossier: The dossier.
        most: Most events that a scenario lists.
    """
    groups = draw(_groups(dossier))
    vocabulary = dossier.vocabulary.with_members(groups)
    world = draw(st.sampled_from(["closed", "open", f"until {NOW}"]))
    last = NOW if world.startswith("until") else LAST
    events = sorted(vocabulary.events)
    listed = draw(st.lists(st.sampled_from(events), max_size=most, unique=True)) if events else []
    days = _climbing(vocabulary, {event: draw(_days(last)) for event in listed})
    data: dict[str, Any] = {
        "scenario": "a generated course of events",
        "world": world,
        "timeline": draw(_timelines(days, last)),
        "facts": draw(_facts(vocabulary)),
        "groups": groups,
    }
    as_of = draw(st.none() | st.dates(FIRST, LAST))
    return Scenario.build(data if as_of is None else {**data, "as_of": as_of.isoformat()})


def _days(last: date) -> st.SearchStrategy[date]:
    """Days, few of them, so that things fall on the same one."""
    return st.integers(0, 12).map(lambda step: min(last, FIRST + timedelta(days=10 * step)))


def _climbing(vocabulary: Vocabulary, days: dict[str, date]) -> dict[str, date]:
    """The days, where the rungs of a ladder are reached one after the other."""
    found = dict(days)
    for name, kind in vocabulary.ladders.items():
        rungs = [rung for step in kind.above_start() if (rung := f"{name}.{step}") in days]
        found.update(zip(rungs, sorted(days[rung] for rung in rungs), strict=True))
    return found


@st.composite
def _groups(draw: st.DrawFn, dossier: Dossier) -> dict[str, list[str]]:
    """Members of some groups that the dossier leaves unnamed."""
    unnamed = [name for name, members in dossier.vocabulary.groups.items() if members is None]
    chosen = [name for name in unnamed if draw(st.booleans())]
    codes = st.lists(st.sampled_from(_MADE_UP), min_size=1, max_size=3, unique=True)
    return {name: draw(codes) for name in chosen}


# --- the timeline -----------------------------------------------------------------------


@st.composite
def _timelines(draw: st.DrawFn, days: dict[str, date], last: date) -> list[dict[str, Any]]:
    """What is told of a course: each day exactly, roughly, by its order or not at all; or that it is not known."""
    steps = []
    for event, day in days.items():
        told = draw(st.sampled_from(["day", "day", "range", "order", "nothing", "perhaps", "unknown", "never"]))
        others = [other for other in days if other != event]
        match told:
            case "day":
                steps.append({"event": event, "on": day.isoformat()})
            case "range":
                steps.append({"event": event, "on": draw(_around(day, last))})
            case "order" if others:
                other = draw(st.sampled_from(others))
                steps.append({"event": event, **draw(_order(day, other, days[other]))})
            case "perhaps":
                steps.append({"event": event, "happens": "unknown", "on": draw(_around(day, last))})
            case "unknown" | "never":
                steps.append({"event": event, "happens": "no" if told == "never" else "unknown"})
            case _:
                steps.append({"event": event})
    return _sound(steps)


def _sound(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps without an order by something that never happens."""
    never = {step["event"] for step in steps if step.get("happens") == "no"}
    orders = ("after", "on_or_after", "before", "on_or_before", "same_day_as")
    return [
        {key: value for key, value in step.items() if key not in orders or value.split(" ")[0] not in never}
        for step in steps
    ]


@st.composite
def _around(draw: st.DrawFn, day: date, last: date) -> str:
    """A range of days, or a month, in which a day lies."""
    first = day - timedelta(days=draw(st.integers(0, 20)))
    end = min(last, day + timedelta(days=draw(st.integers(0, 20))))
    forms = [f"{first}/{max(day, end)}", f"../{max(day, end)}", f"{first}/.."]
    return draw(st.sampled_from([*forms[:1], *forms, day.isoformat()[:7]]))


@st.composite
def _order(draw: st.DrawFn, day: date, other: str, when: date) -> dict[str, str]:
    """How a day lies to that of another event, strictly or not, perhaps at a distance."""
    gap = (day - when).days
    if gap == 0:
        return {draw(st.sampled_from(["same_day_as", "on_or_after", "on_or_before"])): other}
    if gap < 0:
        return {draw(st.sampled_from(["before", "on_or_before"])): other}
    if draw(st.booleans()):
        return {"on_or_after": f"{other} + {draw(st.integers(1, gap))} days"}
    return {draw(st.sampled_from(["after", "on_or_after"])): other}


# --- facts ----------------------------------------------------------------------------------


@st.composite
def _facts(draw: st.DrawFn, vocabulary: Vocabulary) -> dict[str, Any]:
    """Values of some facts: known, one of several, a range, unknown, not applicable."""
    names = sorted(vocabulary.facts)
    chosen = draw(st.lists(st.sampled_from(names), max_size=6, unique=True)) if names else []
    return {name: draw(_value(vocabulary.facts[name])) for name in chosen}


@st.composite
def _value(draw: st.DrawFn, kind: FactType) -> Any:
    nothing = st.sampled_from(["unknown", "not applicable"])
    match kind.kind:
        case "yes_no":
            return draw(st.sampled_from(["yes", "no", "yes", "no", draw(nothing)]))
        case "one_of":
            several = st.lists(st.sampled_from(kind.values), min_size=2, max_size=3, unique=True)
            return draw(st.sampled_from([*kind.values, draw(several), draw(nothing)]))
        case "number":
            unit = f" {kind.unit}" if kind.unit else ""
            low, high = sorted(draw(st.lists(st.integers(0, 200), min_size=2, max_size=2, unique=True)))
            ranges: list[Any] = [{"from": f"{low}{unit}", "to": f"{high}{unit}"}, {"from": f"{low}{unit}"}]
            return draw(st.sampled_from([f"{low}{unit}", f"{low}{unit}", *ranges, draw(nothing)]))


__all__ = ["FIRST", "LAST", "NOW", "scenarios"]
