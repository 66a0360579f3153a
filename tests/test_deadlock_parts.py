"""What deadlocks are made of: orders, fates as fixpoints, circles, choices of readings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.conflicts import Named
from conditions.deadlock.circles import Edge, circles, edges
from conditions.deadlock.fates import fates
from conditions.deadlock.orders import LIFTED, SAME_DAY, Order, changed, orders
from conditions.deadlock.readings import by_name, in_words
from conditions.formula import Event, Gate, Within
from conditions.knowledge import Knowledge
from conditions.periods import Period
from conditions.semantics import judge
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from tests.small_conflicts import EVENTS, dossier
from tests.waiting import fixpoints, meaning

OPEN = Knowledge(Timeline((), (), Unlisted(Truth.UNKNOWN)), {})
SMALL = dossier({})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x1 only after y1", [("x1", "y1", 1)]),
        ("x1 only on or after y1", [("x1", "y1", 0)]),
        ("x1 only from y1 + 30 days", [("x1", "y1", 30)]),
        ("x1 before y1", [("y1", "x1", 1)]),
        ("not (x1 on or after y1)", [("y1", "x1", 1)]),
        ("x1 only before y1", [("y1", "x1", 1)]),
        ("x1 only on or after y1 + 1 year", [("x1", "y1", 365)]),
        ("never x1", []),
    ],
)
def test_the_orders_of_a_condition(text: str, expected: list[tuple[str, str, int]]) -> None:
    """Who waits for whom, and how many days at least."""
    found = [(one.waiter, one.awaited, one.least) for one in orders(meaning(text, SMALL))]

    assert expected == found


def test_only_what_waits_for_the_other_itself_is_a_wait() -> None:
    """A lapse of time, a fixed day and a number of months are none."""
    texts = ("x1 only after y1", "x1 only from y1 + 2 days", "x1 only after 2030-01-01", "x1 only from y1 + 1 month")
    found = [one.is_wait for text in texts for one in orders(meaning(text, SMALL))]

    assert [True, False, False, False] == found


def test_one_of_several_is_an_alternative() -> None:
    """Under *or* each order could be replaced by another one."""
    assert [True, True] == [one.alternative for one in orders(meaning("x1 only after y1 or z1", SMALL))]
    assert [False, False] == [one.alternative for one in orders(meaning("x1 only after y1 and z1", SMALL))]


def test_an_order_changed() -> None:
    """The same day, another event, or no order at all in its place."""
    gate = meaning("x1 only after y1", SMALL)

    assert Gate(Event("x1"), Within(Event("x1"), Event("y1"), Period())) == changed(gate, lambda _: SAME_DAY)
    assert Gate(Event("x1"), Within(Event("x1"), Event("z1"), Period(days=1))) == changed(gate, lambda _: "z1")
    assert [] == list(orders(changed(gate, lambda _: LIFTED)))
    assert gate == changed(gate, lambda _: None)


@given(
    st.dictionaries(
        st.sampled_from(EVENTS), st.lists(st.sets(st.sampled_from(EVENTS), min_size=1, max_size=2), max_size=2)
    )
)
def test_fates_are_the_fixpoints_of_the_guards(guards: dict[str, list[set[str]]]) -> None:
    """In the least: pending; in the greatest but not the least: circular; in neither: impossible."""
    listed = [(act, some) for act, sets in guards.items() for some in ([sets] if sets else [])]
    texts = [f"{act} only after {' or '.join(sorted(some))}" for act, sets in guards.items() for some in sets]
    usable = [text for text in texts if text.split()[0] not in text.split()[3:]]
    listed = [(act, [some for some in sets if act not in some]) for act, sets in listed]
    least, greatest = fixpoints(listed, EVENTS)

    found = fates([meaning(text, SMALL) for text in usable], [meaning(name, SMALL) for name in EVENTS], OPEN)

    expected = {
        name: "pending" if name in least else "circular" if name in greatest else "impossible" for name in EVENTS
    }
    assert expected == found


def test_circles_are_the_shortest_that_cannot_be_kept() -> None:
    """A circle of no days can be kept; one that goes round another and more is left out."""

    def edge(waiter: str, awaited: str, least: int) -> Edge:
        return Edge(Order(waiter, awaited, least), "C")

    found = circles([edge("a", "b", 1), edge("b", "a", 0), edge("b", "c", 1), edge("c", "a", 0), edge("c", "b", -1)])

    assert [["a", "b"]] == [[one.order.waiter for one in circle] for circle in found]


def named(name: str, reading: str) -> Named:
    """A condition in one reading."""
    return Named(name, reading, "UA", "", "")


def test_choices_are_named_by_the_readings_that_matter() -> None:
    """Those with which nothing changes are not spoken of."""
    choices = [(named("A", one), named("B", other)) for one in ("x", "y") for other in ("u", "v")]

    assert ["x", "x", "y", "y"] == list(by_name(choices, lambda choice: choice[0].reading).values())
    assert [""] * 4 == list(by_name(choices, lambda _: 0).values())
    assert ("u",) == in_words([choices[0], choices[2]], choices)
    assert () == in_words(choices, choices)


def test_readings_of_one_name_are_told_apart() -> None:
    """Where two conditions have a reading of the same name, the condition is named too."""
    choices = [(named("A", one), named("B", other)) for one in ("x", "y") for other in ("x", "y")]
    found = by_name(choices, lambda choice: (choice[0].reading, choice[1].reading))

    assert "A.x, B.x" == found[choices[0]]


@pytest.mark.parametrize(
    ("text", "change", "same"),
    [
        ("not (x1 on or after y1)", SAME_DAY, "not (x1 after y1)"),
        ("not (x1 on or before y1)", SAME_DAY, "not (x1 before y1)"),
        ("not (x1 after y1)", SAME_DAY, "not (x1 after y1)"),
        ("x1 only before y1", SAME_DAY, "x1 only on or before y1"),
        ("x1 only on or after y1 + 1 day", "z1", "x1 only on or after z1 + 1 day"),
        ("not (x1 on or after y1)", "z1", "not (z1 on or after y1)"),
        ("x1 only after 2030-01-01", SAME_DAY, "x1 only after 2030-01-01"),
        ("x1 only from y1 + 2 days", SAME_DAY, "x1 only from y1 + 2 days"),
        ("never x1", SAME_DAY, "never x1"),
    ],
)
def test_changes_under_negations_and_with_days(text: str, change: str, same: str) -> None:
    """Only a strict wait between two events lets the same day pass; another event may stand for the awaited one."""
    made = changed(meaning(text, SMALL), lambda _: change)

    assert meaning(same, SMALL) == made


def test_an_order_lifted_under_a_negation_asks_nothing() -> None:
    """What must not come in one order may come in any."""
    made = changed(meaning("not (x1 on or after y1)", SMALL), lambda _: LIFTED)

    assert Truth.TRUE is judge(made, OPEN).truth


def test_a_number_of_orders_asks_less_on_both_sides() -> None:
    """Of *exactly one of*, the least number is easier to reach and the greatest harder to exceed."""
    made = changed(meaning("exactly 1 of (x1 before y1, z1 before y1)", SMALL), lambda _: SAME_DAY)
    same_day = Knowledge(Timeline([Entry(name, Truth.TRUE, 9, 9) for name in ("x1", "y1", "z1")]), {})

    assert [] == list(orders(meaning("exactly 1 of (x1 before y1, z1 before y1)", SMALL)))
    assert Truth.TRUE is judge(made, same_day).truth


def test_fates_with_numbers_of_grounds() -> None:
    """Two of three grounds are enough where two can come about; facts may turn out as is best."""
    gate = "x1 only if at least 2 of (y1 before x1, z1 before x1, w before x1)"
    circle = ["y1 only after x1", "z1 only after x1"]
    reach = fates([meaning(gate, SMALL)], [meaning("x1", SMALL)], OPEN)
    stuck = fates([meaning(text, SMALL) for text in (gate, *circle)], [meaning("x1", SMALL)], OPEN)

    assert "pending" == reach["x1"]
    assert ("circular", "pending") == (stuck["x1"], stuck["w"])


def test_known_days_and_distances_are_edges() -> None:
    """A circle may go through what is known: a date, and the days between two events."""
    entries = [Entry("x1", Truth.TRUE, 100, 100), Entry("y1", Truth.UNKNOWN, 200)]
    relation = Relation("y1", "z1", Period(days=1), Period(days=5))
    known = Knowledge(Timeline(entries, [relation], Unlisted(Truth.UNKNOWN)), {})
    found = circles(edges({"C": meaning("x1 only after z1", SMALL)}, known))

    assert {("x1", "z1"), ("z1", "y1"), ("y1", ""), ("", "x1")} in [
        {(edge.order.waiter, edge.order.awaited) for edge in circle} for circle in found
    ]
