"""Small random timelines, and their completions counted one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product

from hypothesis import strategies as st

from conditions.periods import shift
from conditions.testing.drawn_formulas import START, relations
from conditions.timeline import Entry, Relation, Step, Timeline
from conditions.truth import Truth

NAMES = "abcd"

Days = dict[str, int]

days = st.integers(START, START + 7)
occurrences = st.sampled_from([Truth.TRUE, Truth.TRUE, Truth.UNKNOWN, Truth.UNKNOWN, Truth.FALSE])


@st.composite
def entries(draw: st.DrawFn, event: str, *, certain: bool = False) -> Entry:
    """An entry with a narrow range of days."""
    earliest, latest = sorted([draw(days), draw(days)])
    return Entry(event, Truth.TRUE if certain else draw(occurrences), earliest, latest)


@st.composite
def timelines(draw: st.DrawFn, *, calendar: bool = False, certain: bool = False) -> Timeline:
    """Two to four events and a few relations; they may contradict each other, certain ones mostly do."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    least, greatest = (3, 8) if certain else (0, 5)
    tied = draw(st.lists(relations(names, calendar=calendar), min_size=least, max_size=greatest))
    return Timeline([draw(entries(name, certain=certain)) for name in names], tied)


def keeps(timeline: Timeline, world: Days) -> bool:
    """Whether days of events keep all ranges and relations of a timeline."""
    in_range = all(
        timeline.entry(event).earliest <= day <= timeline.entry(event).latest for event, day in world.items()
    )
    return in_range and all(_holds(relation, world) for relation in timeline.relations)


def _holds(relation: Relation, world: Days) -> bool:
    if not {relation.first, relation.second} <= world.keys():
        return True
    first, second = world[relation.first], world[relation.second]
    late_enough = relation.least is None or second >= shift(first, relation.least)
    return late_enough and (relation.most is None or second <= shift(first, relation.most))


def completions(timeline: Timeline, assumed: Collection[str] = ()) -> list[Days]:
    """Every way in which what certainly happens, and what is assumed, can happen."""
    if any(timeline.entry(event).occurs is Truth.FALSE for event in assumed):
        return []
    happening = [*certain(timeline), *(event for event in dict.fromkeys(assumed) if event not in certain(timeline))]
    ranges = [range(int(timeline.entry(e).earliest), int(timeline.entry(e).latest) + 1) for e in happening]
    worlds = (dict(zip(happening, chosen, strict=True)) for chosen in product(*ranges))
    return [world for world in worlds if keeps(timeline, world)]


def worlds(timeline: Timeline) -> Iterator[Days]:
    """Every whole course of the listed events: which of the unknown ones happen, and all days."""
    unknown = [event for event in timeline.events() if timeline.entry(event).occurs is Truth.UNKNOWN]
    for count in range(len(unknown) + 1):
        for chosen in combinations(unknown, count):
            yield from completions(timeline, chosen)


def certain(timeline: Timeline) -> list[str]:
    """The events that are listed as happening."""
    return [event for event in timeline.events() if timeline.entry(event).occurs is Truth.TRUE]


def extent(numbers: Iterable[float]) -> tuple[float, float]:
    """The least and the greatest number, or what stands for none."""
    listed = list(numbers)
    return (min(listed), max(listed)) if listed else (float("inf"), float("-inf"))


def are_consistent(steps: Iterable[Step]) -> bool:
    """Whether steps in days can all hold: no way around returns before it began (Floyd and Warshall)."""
    distance: dict[tuple[str, str], float] = {}

    def limit(start: str, end: str, most: float) -> None:
        distance[start, end] = min(distance.get((start, end), float("inf")), most)

    for step in steps:
        if isinstance(step, Entry):
            limit("", step.event, step.latest)
            limit(step.event, "", -step.earliest)
        else:
            limit(step.first, step.second, float("inf") if step.most is None else step.most.total_days)
            limit(step.second, step.first, float("inf") if step.least is None else -step.least.total_days)
    names = {name for pair in distance for name in pair}
    for middle, start, end in product(names, repeat=3):
        through = distance.get((start, middle), float("inf")) + distance.get((middle, end), float("inf"))
        limit(start, end, through)
    return all(distance.get((name, name), 0) >= 0 for name in names)


def with_known(timeline: Timeline, event: str, occurs: Truth) -> Timeline:
    """The timeline where it is known of one event whether it happens."""
    changed = (
        replace(timeline.entry(e), occurs=occurs) if e == event else timeline.entry(e) for e in timeline.events()
    )
    return Timeline(changed, timeline.relations, timeline.otherwise)


__all__ = [
    "NAMES",
    "START",
    "Days",
    "are_consistent",
    "certain",
    "completions",
    "entries",
    "extent",
    "keeps",
    "relations",
    "timelines",
    "with_known",
    "worlds",
]
