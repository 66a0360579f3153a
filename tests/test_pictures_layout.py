"""Layered drawings: no two boxes overlap, no wire passes through a box or a label, and all lead down that can."""

from __future__ import annotations

import time
from itertools import combinations, pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from conditions.report.pictures.crossings import crossings, ordered
from conditions.report.pictures.layout import NONE, Plan, Route, Size, Spot, Wire, plan
from conditions.report.pictures.placing import nearest_rising
from conditions.report.pictures.ranks import narrowed, ranked, turned
from conditions.report.pictures.svg import svg_markup
from tests.graphs import graph_of

Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""

SIZES = st.builds(Size, st.integers(34, 240), st.integers(20, 90))
LABELS = st.one_of(st.just(NONE), st.builds(Size, st.integers(10, 140), st.integers(15, 60)))


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[Size], list[Wire]]:
    """Boxes and wires between them, in circles and to themselves too."""
    boxes = draw(st.lists(SIZES, min_size=1, max_size=14))
    ends = st.integers(0, len(boxes) - 1)
    return boxes, draw(st.lists(st.builds(Wire, ends, ends, LABELS), max_size=22))


def areas(boxes: list[Size], found: Plan) -> list[Area]:
    return [
        (left, top, left + box.width, top + box.height) for box, (left, top) in zip(boxes, found.boxes, strict=True)
    ]


def label_areas(wires: list[Wire], found: Plan) -> dict[int, Area]:
    return {
        number: (
            x - wire.label.width / 2,
            y - wire.label.height / 2,
            x + wire.label.width / 2,
            y + wire.label.height / 2,
        )
        for number, (wire, route) in enumerate(zip(wires, found.routes, strict=True))
        if route.label is not None
        for x, y in (route.label,)
    }


def overlap(one: Area, other: Area, slack: float = 0.01) -> bool:
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )


def hulls(route: Route) -> list[Area]:
    """An area for each piece of a route that holds all of it: a curve stays between its ends."""
    return [hull(one, other) for part in route.parts for one, other in pairwise(part)]


def hull(one: Spot, other: Spot) -> Area:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def crosses(piece: Area, area: Area) -> bool:
    """Whether a piece of a wire, thin as it is, passes through an area."""
    wide = (piece[0] - 0.5, piece[1], piece[2] + 0.5, piece[3])
    return overlap(wide, area, 0.6)


@given(drawings())
@settings(max_examples=60)
def test_nothing_overlaps(drawing: tuple[list[Size], list[Wire]]) -> None:
    """No box overlaps another or a label, and no label another."""
    boxes, wires = drawing
    found = plan(boxes, wires)
    everything = [*areas(boxes, found), *label_areas(wires, found).values()]

    assert [] == [pair for pair in combinations(everything, 2) if overlap(*pair)]


@given(drawings())
@settings(max_examples=60)
def test_no_wire_passes_through_a_box_or_a_label(drawing: tuple[list[Size], list[Wire]]) -> None:
    """A wire touches its own two boxes only, at their edges, and stops at its own label."""
    boxes, wires = drawing
    found = plan(boxes, wires)
    obstacles = [*areas(boxes, found), *label_areas(wires, found).values()]
    through = [
        (number, obstacle)
        for number, route in enumerate(found.routes)
        for piece in hulls(route)
        for obstacle in obstacles
        if crosses(piece, obstacle)
    ]

    assert [] == through


@given(drawings())
@settings(max_examples=60)
def test_wires_lead_from_their_start_to_their_end_within_the_drawing(drawing: tuple[list[Size], list[Wire]]) -> None:
    """Each begins at an edge of the one box and ends at one of the other; nothing lies outside."""
    boxes, wires = drawing
    found = plan(boxes, wires)
    places = areas(boxes, found)

    for wire, route in zip(wires, found.routes, strict=True):
        first, last = route.parts[0][0], route.parts[-1][-1]
        for spot, place in ((first, places[wire.start]), (last, places[wire.end])):
            assert place[0] - 0.01 <= spot[0] <= place[2] + 0.01
            if not route.is_loop:
                assert min(abs(spot[1] - place[1]), abs(spot[1] - place[3])) < 0.01
        assert (wire.label.width > 0 and not route.is_loop) == (route.label is not None)
    for left, top, right, bottom in [*places, *label_areas(wires, found).values()]:
        assert -0.01 <= left <= right <= found.width + 0.01
        assert -0.01 <= top <= bottom <= found.height + 0.01
    for route in found.routes:
        for left, top, right, bottom in hulls(route):
            assert -0.01 <= left <= right <= found.width + 0.01
            assert -0.01 <= top <= bottom <= found.height + 0.01


@given(drawings())
@settings(max_examples=60)
def test_wires_lead_down_unless_they_close_a_circle(drawing: tuple[list[Size], list[Wire]]) -> None:
    """Those that lead up are the ones that turn round, and without a circle there are none."""
    boxes, wires = drawing
    links = [(wire.start, wire.end) for wire in wires]
    found = plan(boxes, wires)
    leading_up = {
        number
        for number, route in enumerate(found.routes)
        if not route.is_loop and route.parts[0][0][1] > route.parts[-1][-1][1]
    }

    assert len(leading_up) <= len(links) // 2
    assert set() == turned(len(boxes), [(min(link), max(link)) for link in links])
    assert not plan(boxes, [Wire(min(link), max(link)) for link in links if link[0] != link[1]]).routes or all(
        route.parts[0][0][1] < route.parts[-1][-1][1]
        for route in plan(boxes, [Wire(min(link), max(link)) for link in links if link[0] != link[1]]).routes
    )


@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
@example(3, [(0, 1), (1, 2), (2, 0)])
def test_ranks_follow_the_links_that_do_not_turn_round(count: int, pairs: list[tuple[int, int]]) -> None:
    """Every link leads on by a rank at least, also once wide ranks are spread."""
    links = [(one % count, other % count) for one, other in pairs]
    round_ = turned(count, links)
    onward = [(b, a) if at in round_ else (a, b) for at, (a, b) in enumerate(links)]
    ranks = ranked(count, onward)
    spread = narrowed(ranks, onward, [100.0] * count, 250.0)

    for found in (ranks, spread):
        assert 0 == min(found)
        assert all(found[a] < found[b] for a, b in onward if a != b)


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 9)), min_size=1, max_size=12))
def test_the_nearest_rising_numbers_rise_and_keep_their_middle(wishes: list[tuple[int, int]]) -> None:
    """They never fall, stay among the wished ones, and have the same weighted sum."""
    found = nearest_rising(wishes)

    assert all(one <= other + 1e-9 for one, other in pairwise(found))
    assert min(wish for wish, _ in wishes) - 1e-9 <= min(found) <= max(found) <= max(wish for wish, _ in wishes) + 1e-9
    total = sum(wish * weight for wish, weight in wishes)
    assert abs(total - sum(one * weight for one, (_, weight) in zip(found, wishes, strict=True))) < 1e-6


def test_crossings_are_counted_and_taken_out() -> None:
    """Two wires that cross are put straight; three that meet in every way keep the one crossing they need."""
    layers, below, above = [[0, 1], [2, 3]], [[3], [2], [], []], [[], [], [1], [0]]

    assert 1 == crossings(layers, below)
    assert 0 == crossings(ordered(layers, below, above), below)


def test_the_same_drawing_comes_out_every_time() -> None:
    """Nothing in it depends on chance, or on the order of a set."""
    graph = graph_of(25, 40, seed=3)

    assert svg_markup(graph, "a") == svg_markup(graph_of(25, 40, seed=3), "a")


def test_big_graphs_are_drawn_quickly() -> None:
    """150 nodes and 300 edges take well under a second of work."""
    graph = graph_of(150, 300)
    start = time.process_time()
    svg_markup(graph, "a")

    assert 1.5 > time.process_time() - start
