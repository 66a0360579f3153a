"""The parts of the exact engine by themselves: counters, loops of days, months, numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from conditions.conflicts.blocks import blocks
from conditions.engines.exact import months, numbers
from conditions.engines.exact.clauses import NO, YES, Clauses
from conditions.engines.exact.door import Cheapest, solver
from conditions.engines.exact.maps import Unexplored
from conditions.engines.exact.network import Edge, Network, earliest
from conditions.engines.exact.terms import ORIGIN, NotLater, Term, widest
from conditions.formula import All, Event, Formula, Gate, Happens, Matches, Within
from conditions.knowledge import Knowledge
from conditions.periods import Period
from conditions.timeline import Timeline, Unlisted
from conditions.truth import Truth

# --- clauses --------------------------------------------------------------------------------


@given(st.integers(0, 5), st.integers(-1, 6), st.lists(st.booleans(), min_size=5, max_size=5))
def test_at_least_forces_so_many(count: int, least: int, values: list[bool]) -> None:
    """Its literal can be true exactly where so many of the others are."""
    clauses = Clauses()
    literals = [clauses.variable() for _ in range(count)]
    found = clauses.at_least(least, literals)
    engine = solver()
    for clause in clauses.taken():
        engine.add_clause(clause)
    assumed = [literal if value else -literal for literal, value in zip(literals, values, strict=False)]

    assert (sum(values[:count]) >= least) == engine.solve([*assumed, found])
    engine.delete()


def test_what_is_certain_needs_no_variable() -> None:
    """Of nothing, of what is always or never so, of a contradiction."""
    clauses = Clauses()
    one = clauses.variable()

    assert (YES, NO) == (clauses.both(()), clauses.either(()))
    assert (one, one) == (clauses.both((YES, one)), clauses.either((NO, one)))
    assert (NO, YES) == (clauses.both((one, NO)), clauses.either((one, YES)))
    assert NO == clauses.both((one, -one))


# --- days -----------------------------------------------------------------------------------

_edges = st.builds(
    Edge, st.sampled_from("abcd"), st.sampled_from("efab"), st.integers(-3, 5), st.tuples(st.integers(2, 9))
)


def is_kept(edge: Edge, days: dict[str, int]) -> bool:
    """Whether days keep an edge."""
    return days[edge.target] <= days[edge.source] + edge.most


@given(st.lists(_edges.filter(lambda edge: edge.source != edge.target), max_size=10))
def test_days_or_a_loop(edges: list[Edge]) -> None:
    """Either the days keep all edges, or the edges of a loop add up to less than nothing."""
    found = Network(edges).settle({}, frozenset(range(2, 10)))

    for loop in found.loops:
        assert sum(edge.most for edge in loop) < 0
        assert [edge.target for edge in loop] == [edge.source for edge in (*loop[1:], loop[0])]
    assert found.loops or all(is_kept(edge, found.days) for edge in edges)


@given(st.lists(_edges.filter(lambda edge: edge.source != edge.target), max_size=6), st.integers(0, 6))
def test_the_earliest_days_are_the_earliest(edges: list[Edge], wish: int) -> None:
    """No event can come a day earlier, unless it were earlier than wished."""
    nodes = sorted({node for edge in edges for node in (edge.source, edge.target)})
    bounded = [
        *edges,
        *(Edge(ORIGIN, node, 9) for node in nodes),
        *(Edge(node, ORIGIN, 0) for node in nodes),
    ]
    assume(not Network(bounded).settle({}, frozenset(range(2, 10))).loops)
    found = earliest(bounded, dict.fromkeys(nodes, wish))

    assert all(is_kept(edge, found) for edge in bounded)
    for node in nodes:
        limits = [found[edge.target] - edge.most for edge in bounded if edge.source == node]
        assert found[node] == max(limits) or found[node] <= wish


# --- months ---------------------------------------------------------------------------------

_terms = st.builds(
    Term,
    st.sampled_from(["a", "b"]),
    st.integers(-3, 3),
    st.lists(st.sampled_from([Period(months=1), Period(months=-1), Period(years=1), Period(days=2)]), max_size=2).map(
        tuple
    ),
)


@given(_terms, _terms, st.integers(0, 500), st.integers(0, 500))
def test_a_lemma_of_months_is_true_and_excludes_the_days(one: Term, other: Term, first: int, second: int) -> None:
    """It follows from the order on all days tried, and does not hold on those that broke it."""
    order, start = NotLater(one, other), 738_000
    if one.event == other.event:
        second = first
    assume(not months.keeps(order, start + first, start + second))
    found = months.lemma(order, start + first, start + second)

    def holds(here: int, there: int) -> bool:
        inside = found.first[0] <= here <= found.first[1] and found.second[0] <= there <= found.second[1]
        return not inside or here - there <= found.most

    assert not holds(start + first, start + second)
    for here, there in product(range(start, start + 500, 7), repeat=2):
        if (one.event != other.event or here == there) and months.keeps(order, here, there):
            assert holds(here, there)
            assert one.event == other.event or here - there <= widest(order)


# --- numbers --------------------------------------------------------------------------------

_forms = st.sampled_from(
    [
        (("n", Fraction(1)),),
        (("m", Fraction(1)),),
        (("m", Fraction(1)), ("n", Fraction(1))),
        (("m", Fraction(1)), ("n", Fraction(-2))),
        (("k", Fraction(1)), ("m", Fraction(-1)), ("n", Fraction(1, 2))),
    ]
)
_bounds = st.builds(numbers.Bound, _forms, st.booleans(), st.integers(-3, 3).map(Fraction), st.booleans())


@given(st.lists(_bounds, max_size=8))
def test_numbers_or_a_sum_that_cannot_be(bounds: list[numbers.Bound]) -> None:
    """Either the numbers keep all bounds, or bounds taken so many times cancel out and leave what cannot be."""
    found = numbers.solve(bounds)

    if isinstance(found, numbers.Refuted):
        total: dict[str, Fraction] = {}
        left, strict = Fraction(0), False
        for bound, often in found.bounds:
            assert often >= 0
            sign = often if bound.upper else -often
            for fact, factor in bound.form:
                total[fact] = total.get(fact, Fraction(0)) + sign * factor
            left += sign * bound.value
            strict = strict or (bound.strict and often > 0)
        assert not any(total.values())
        assert left < 0 or (left == 0 and strict)
    else:
        for bound in bounds:
            value = sum((factor * found[fact] for fact, factor in bound.form), Fraction(0))
            above = value < bound.value if bound.strict else value <= bound.value
            below = value > bound.value if bound.strict else value >= bound.value
            assert above if bound.upper else below


# --- sets -----------------------------------------------------------------------------------


def test_every_set_is_looked_at_once() -> None:
    """Those above what cannot hold, and those below what can, are left out."""
    unexplored = Unexplored("ab")

    assert frozenset("ab") == unexplored.next()
    unexplored.not_above(frozenset("ab"))
    one = unexplored.next()
    assert one is not None
    assert 1 == len(one)
    unexplored.not_below(frozenset("a"))
    unexplored.not_below(frozenset("b"))
    assert unexplored.next() is None


def test_of_no_names_there_is_one_set() -> None:
    """The empty one."""
    unexplored = Unexplored("")
    assert frozenset() == unexplored.next()
    unexplored.not_below(frozenset())

    assert unexplored.next() is None


def test_the_cheapest_set_that_meets_others() -> None:
    """By weight, not by number."""
    cheapest = Cheapest({"a": 5, "b": 1, "c": 1})
    cheapest.meet("ab")
    cheapest.meet("ac")

    assert frozenset("bc") == cheapest.get()


# --- blocks ---------------------------------------------------------------------------------

OPEN = Knowledge(Timeline((), (), Unlisted(Truth.UNKNOWN)), {})


def after(one: str, other: str) -> Formula:
    """A gate."""
    return Gate(Event(one), Within(Event(one), Event(other), least=Period(days=1)))


def test_an_event_that_happens_in_any_case_joins_nothing() -> None:
    """Two loops that meet in one event are searched apart, if that event is part of the goal."""
    formulas = {"ab": after("a", "b"), "ba": after("b", "a"), "bc": after("b", "c"), "cb": after("c", "b")}
    goal = All(tuple(Happens(Event(name)) for name in "abc"))

    assert [("ab", "ba"), ("bc", "cb")] == blocks(formulas, [goal], OPEN)
    assert [("ab", "ba", "bc", "cb")] == blocks(formulas, [Happens(Event("a"))], OPEN)


def test_a_shared_fact_joins() -> None:
    """Whatever else lies between."""
    formulas: dict[str, Formula] = {
        "one": Gate(Event("a"), Matches("p", (True,))),
        "other": Gate(Event("b"), Matches("p", (False,))),
        "apart": after("c", "d"),
    }
    goal = All(tuple(Happens(Event(name)) for name in "abcd"))

    assert [("one", "other"), ("apart",)] == blocks(formulas, [goal], OPEN)


def test_the_calendar_joins_what_speaks_of_it() -> None:
    """A deadline and what comes before it lie on a loop through the calendar."""
    from datetime import date

    from conditions.formula import Day

    deadline = Gate(Event("a"), Within(Event("a"), Day(date(2022, 1, 1)), most=Period()))
    start = Gate(Event("b"), Within(Event("b"), Day(date(2022, 1, 1)), least=Period()))
    formulas = {"deadline": deadline, "start": start, "order": after("a", "b")}
    goal = All((Happens(Event("a")), Happens(Event("b"))))

    assert [("deadline", "start", "order")] == blocks(formulas, [goal], OPEN)
    assert [("deadline",), ("start",)] == blocks({"deadline": deadline, "start": start}, [goal], OPEN)
