"""Charts of days: the timeline of a scenario, and a roadmap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from conditions.conflicts.results import Course
from conditions.dates import Period
from conditions.english import day_of, listing
from conditions.model.dossier import Dossier
from conditions.report.drawings import Bar, Chart, Graph
from conditions.report.phrases import briefly
from conditions.report.text import brief
from conditions.results import CheckResult
from conditions.roadmap.results import Roadmap
from conditions.timeline import Timeline
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary

_MOST: Final = 80
"""Most events between which every order is asked for."""


def timeline_chart(result: CheckResult) -> Chart:
    """What a scenario tells of days: every event that it speaks of and that may happen, from its first day to its last.

    Without any day it shows places in the order instead.

    Args:
        result: The scenario, checked.
    """
    timeline, vocabulary = result.known.timeline, briefly(result.vocabulary)
    events = [event for event in timeline.events() if event in vocabulary.events]
    possible = [event for event in events if timeline.occurs(event) is not Truth.FALSE]
    days = {event: _days(timeline, event) for event in possible}
    now = None if result.known.now is None else day_of(result.known.now)
    steps = None if any(day for both in days.values() for day in both) else _places(timeline, possible)
    if steps is not None:
        ranked = sorted(possible, key=lambda event: steps[event])
    else:
        ranked = sorted(possible, key=lambda event: _key(days[event]))
    before = _before(timeline, possible) if steps is None else {}
    bars = tuple(
        Bar(
            event,
            vocabulary.label(event),
            *days[event],
            actor(result.dossier, event),
            timeline.occurs(event) is Truth.TRUE,
            "" if timeline.occurs(event) is Truth.TRUE else "not known whether",
            tuple(one for one in ranked if one in before.get(event, ())),
            translated(result.dossier, event),
        )
        for event in ranked
    )
    never = [vocabulary.label(event) for event in events if event not in days]
    return Chart(bars, steps, now, tuple(_notes(result, never, len(bars))), _parties(result.dossier))


def roadmap_chart(dossier: Dossier, roadmap: Roadmap | Course, graph: Graph | None = None) -> Chart:
    """The steps of a roadmap on their days.

    Args:
        dossier: The dossier.
        roadmap: The roadmap, or a course of events.
        graph: What must come before what; rows then say after which others they come.
    """
    vocabulary = briefly(dossier.vocabulary)
    before: dict[str, list[str]] = {}
    for edge in graph.edges if graph is not None else ():
        if edge.kind in ("before", "not-after", "within") and edge.source in roadmap.days:
            before.setdefault(edge.target, []).append(edge.source)
    ranked = sorted(roadmap.days, key=lambda event: roadmap.days[event])
    bars = tuple(
        Bar(
            event,
            vocabulary.label(event),
            roadmap.days[event],
            roadmap.days[event],
            actor(dossier, event),
            after=_known(before.get(event, ()), ranked),
            labels=translated(dossier, event),
        )
        for event in ranked
    )
    return Chart(bars, notes=tuple(_facts(vocabulary, roadmap)), parties=_parties(dossier))


def translated(dossier: Dossier, name: str) -> Mapping[str, str]:
    """What a name is called in other languages, by their codes."""
    return {language: known[name] for language, known in dossier.labels.items() if name in known}


def actor(dossier: Dossier, event: str) -> str | None:
    """The party whose act an event is, where that is on record."""
    name, _, member = event.partition("[")
    found = dossier.events.get(name)
    by = None if found is None else member.rstrip("]") if found.each is not None else found.by
    return by if by in dossier.parties else None


def _parties(dossier: Dossier) -> Mapping[str, str]:
    return {code: brief(party.name) for code, party in dossier.parties.items()}


def _known(names: Sequence[str], ranked: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in ranked if one in names)


def _days(timeline: Timeline, event: str) -> tuple[date | None, date | None]:
    first, last = timeline.bounds(event)
    return day_of(first), day_of(last)


def _key(days: tuple[date | None, date | None]) -> tuple[date, date]:
    """Rows stand by their first day, or by the last where there is none; those without any day come last."""
    first, last = days
    return (first or last or date.max, last or date.max)


def _notes(result: CheckResult, never: Sequence[str], rows: int) -> Iterator[str]:
    world = result.scenario.world
    if never:
        yield f"Never: {listing([f'“{label}”' for label in never])}."
    if world.kind == "closed":
        yield "What is not listed never happens." if rows or never else "Nothing happens."
    elif world.kind == "open":
        yield "Of what is not listed nothing is known."
    else:
        yield f"What is not listed has not happened by the end of {world.until}, and may later."


def _facts(vocabulary: Vocabulary, roadmap: Roadmap | Course) -> Iterator[str]:
    for name, value in roadmap.facts.items():
        said = ("yes" if value else "no") if isinstance(value, bool) else str(value).replace("_", " ")
        yield f"“{vocabulary.label(name)}”: {said}."


# --- order without days ---------------------------------------------------------


def _before(timeline: Timeline, events: Sequence[str]) -> dict[str, set[str]]:
    """For each event those that a relation says come on an earlier day, or exactly so long before."""
    found: dict[str, set[str]] = {}
    known = set(events)
    for relation in timeline.relations:
        if {relation.first, relation.second} <= known:
            if relation.least is not None and _is_ahead(relation.least):
                found.setdefault(relation.second, set()).add(relation.first)
            if relation.most is not None and _is_ahead(-relation.most):
                found.setdefault(relation.first, set()).add(relation.second)
    return found


def _is_ahead(period: Period) -> bool:
    return period.total_months > 0 or period.total_days > 0


def _places(timeline: Timeline, events: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The first and the last place that each event can have in the order, from 0; events of one day share a place."""
    pairs = _distances(timeline, events)
    first = dict.fromkeys(events, 0)
    for _ in events:
        for (one, other), least in pairs.items():
            first[other] = max(first[other], first[one] + least)
    last = dict.fromkeys(events, max(first.values(), default=0))
    for _ in events:
        for (one, other), least in pairs.items():
            last[one] = min(last[one], last[other] - least)
    return {event: (first[event], max(first[event], last[event])) for event in events}


def _distances(timeline: Timeline, events: Sequence[str]) -> dict[tuple[str, str], int]:
    """The pairs of events of which the second comes later (1), or not earlier (0)."""
    if len(events) > _MOST:
        return {(one, other): 1 for other, earlier in _before(timeline, events).items() for one in earlier}
    found: dict[tuple[str, str], int] = {}
    for one in events:
        for other in events:
            least = timeline.gap(one, other)[0] if one != other else -1
            if least >= 0:
                found[one, other] = int(least > 0)
    return found


__all__ = ["actor", "roadmap_chart", "timeline_chart", "translated"]
