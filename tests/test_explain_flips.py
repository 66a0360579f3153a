"""The smallest changes that turn an answer: each one turns it, and none is larger than need be."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations, product
from typing import assert_never

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from conditions.dates import Period
from conditions.explain.changes import EventChange, changed
from conditions.explain.flips import MOST_FLIPS, Flips, smallest_flips, target_of
from conditions.formula import (
    All,
    Amount,
    Any,
    Compare,
    Constant,
    Count,
    Day,
    Event,
    FactValue,
    Formula,
    Gate,
    Guarded,
    Happens,
    Implies,
    Kth,
    Matches,
    Named,
    Not,
    Point,
    Share,
    Shift,
    Within,
    events_in,
    facts_in,
)
from conditions.knowledge import Among, FactState, Knowledge, NumberBetween
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from conditions.verdicts import Answer, decide, gated
from conditions.vocabulary import FactType, LadderType, Vocabulary
from tests import knowing

EVENTS = ("act", "a", "b", "c")
VOCABULARY = Vocabulary(
    events=dict.fromkeys(EVENTS, ""), facts={"f": FactType("yes_no"), "n": FactType("number")}, labels={}
)
KNOWING = Vocabulary(
    events=dict.fromkeys("abcde", ""),
    facts={
        **dict.fromkeys("pq", FactType()),
        "s": FactType("one_of", ("x", "y", "z")),
        **dict.fromkeys("nm", FactType("number")),
    },
)
NEVER = math.inf
DAY_ONE = date(2022, 1, 1).toordinal()

# --- a second meaning, for what is known in full --------------------------------


@dataclass(frozen=True)
class Ground:
    """A course of events known in full: the day of each event or `NEVER`, and the facts."""

    days: Mapping[str, float]
    facts: Mapping[str, int]

    def knowledge(self) -> Knowledge:
        """The same as knowledge of a closed world."""
        entries = [Entry(name, Truth.TRUE, day, day) for name, day in self.days.items() if day != NEVER]
        yes_no, number = bool(self.facts["f"]), Fraction(self.facts["n"])
        facts: dict[str, FactState] = {"f": Among((yes_no,)), "n": NumberBetween(number, number)}
        return Knowledge(Timeline(entries), facts)


def holds(formula: Formula, world: Ground) -> bool:
    """Two-valued truth, written independently of the interpreter."""
    match formula:
        case Constant(truth):
            return truth is Truth.TRUE
        case Happens(point):
            return _day(point, world) != NEVER
        case Within(point, anchor, least, most):
            here, there = _day(point, world), _day(anchor, world)
            if NEVER in {here, there}:
                return False
            low = least is None or here - there >= least.total_days
            return low and (most is None or here - there <= most.total_days)
        case Matches(fact, values):
            return bool(world.facts[fact]) in values
        case Compare(FactValue(fact), comparison, Amount(value)):
            number = world.facts[fact]
            return {"<=": number <= value, ">": number > value, "=": number == value}[comparison]
        case Compare():
            raise NotImplementedError
        case Not(part):
            return not holds(part, world)
        case All(parts):
            return all(holds(part, world) for part in parts)
        case Any(parts):
            return any(holds(part, world) for part in parts)
        case Count(parts, at_least, at_most):
            return at_least <= sum(holds(part, world) for part in parts) <= (len(parts) if at_most is None else at_most)
        case Implies(premise, conclusion):
            return not holds(premise, world) or holds(conclusion, world)
        case Gate(act, requires):
            return _day(act, world) == NEVER or holds(requires, world)
        case _:
            assert_never(formula)


def _day(point: Point, world: Ground) -> float:
    match point:
        case Event(name):
            return world.days.get(name, NEVER)
        case Day(day):
            return day.toordinal()
        case Shift(inner, period):
            return _day(inner, world) + period.total_days
        case Named(_, inner):
            return _day(inner, world)
        case Kth(points, k):
            return sorted(_day(each, world) for each in points)[k - 1]
        case Guarded(inner, guard):
            return _day(inner, world) if holds(guard, world) else NEVER
        case _:
            assert_never(point)


def is_met(formula: Formula, world: Ground) -> bool:
    """The headline answer, written independently of the verdicts."""
    gate = gated(formula)
    if gate is None or world.days.get(gate[0].name, NEVER) != NEVER:
        return holds(formula, world)
    act, requires = gate
    last = max((day for day in world.days.values() if day != NEVER), default=DAY_ONE)
    return holds(requires, Ground({**world.days, act.name: last + 1}, world.facts))


def smallest_by_brute_force(formula: Formula, world: Ground, wanted: bool, limit: int) -> int:
    """The least number of events and facts that must change for the answer, 0 if more than the limit."""
    for size in range(1, limit + 1):
        for names in combinations((*events_in(formula), *facts_in(formula)), size):
            if any(is_met(formula, changed_world) is wanted for changed_world in _changed_worlds(world, names)):
                return size
    return 0


def _changed_worlds(world: Ground, names: tuple[str, ...]) -> Iterator[Ground]:
    days = (NEVER, *range(DAY_ONE - 5, DAY_ONE + 9))
    values: dict[str, tuple[int, ...]] = {"f": (0, 1), "n": tuple(range(-2, 6))}
    events = [name for name in names if name not in values]
    facts = [name for name in names if name in values]
    moved = [[day for day in days if day != world.days[name]] for name in events]
    valued = [[value for value in values[name] if value != world.facts[name]] for name in facts]
    for some_days, some_values in product(product(*moved), product(*valued)):
        yield Ground(
            {**world.days, **dict(zip(events, some_days, strict=True))},
            {**world.facts, **dict(zip(facts, some_values, strict=True))},
        )


# --- small formulas and small worlds --------------------------------------------

POINTS = st.sampled_from(EVENTS).map(Event)
BOUNDS = st.none() | st.integers(-1, 2).map(lambda days: Period(days=days))


def _leaves(names: tuple[str, ...]) -> st.SearchStrategy[Formula]:
    points = st.sampled_from(names).map(Event)
    return st.one_of(
        points.map(Happens),
        st.builds(Within, points, points, st.just(Period()) | st.just(Period(days=1)), st.none()),
        st.builds(Within, points, points, BOUNDS, BOUNDS),
        st.builds(Matches, st.just("f"), st.sampled_from([(True,), (False,)])),
        st.builds(
            Compare,
            st.just(FactValue("n")),
            st.sampled_from(["<=", ">", "="]),
            st.integers(0, 3).map(lambda value: Amount(Fraction(value))),
        ),
    )


def _nested(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Not, inner),
        st.builds(All, several),
        st.builds(Any, several),
        st.builds(Count, several, st.integers(0, 2), st.none() | st.integers(1, 2)),
        st.builds(Implies, inner, inner),
    )


def formulas(names: tuple[str, ...] = EVENTS) -> st.SearchStrategy[Formula]:
    """Demands and gates over a few events and two facts."""
    inner = st.recursive(_leaves(names), _nested, max_leaves=4)
    return inner | st.builds(Gate, st.just(Event("act")), inner)


DAYS = st.sampled_from([NEVER, *range(DAY_ONE, DAY_ONE + 4)])
WORLDS = st.builds(
    Ground,
    st.fixed_dictionaries(dict.fromkeys(EVENTS, DAYS)),
    st.fixed_dictionaries({"f": st.integers(0, 1), "n": st.integers(0, 3)}),
)


@given(formulas(EVENTS[:3]), WORLDS)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
def test_no_smaller_change_turns_the_answer(formula: Formula, world: Ground) -> None:
    """Where everything is known, the size found is the least there is, by trying every other course of events."""
    known = world.knowledge()
    answer = decide(formula, known).answer

    found = smallest_flips([formula], known, target_of(answer), VOCABULARY)

    least = smallest_by_brute_force(formula, world, answer is not Answer.MET, 3)
    event(f"size {found.size}, {'complete' if found.complete else 'not complete'}")
    assert (answer is Answer.MET) is is_met(formula, world)
    assert not found.complete or least == found.size
    assert not found.size or least <= found.size


@given(formulas(), WORLDS)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
def test_no_single_change_is_missed(formula: Formula, world: Ground) -> None:
    """Among more events too: what one change can do is done by one."""
    known = world.knowledge()
    answer = decide(formula, known).answer

    found = smallest_flips([formula], known, target_of(answer), VOCABULARY)

    if found.complete:
        one = smallest_by_brute_force(formula, world, answer is not Answer.MET, 1)
        assert one == (found.size if found.size == 1 else 0)


def _flips_turn(formula: Formula, known: Knowledge) -> None:
    target = target_of(decide(formula, known).answer)

    found = smallest_flips([formula], known, target, KNOWING)

    for flip in found.flips:
        assert found.size == flip.size == len({change.name for change in flip.changes})
        assert target is decide(formula, changed(known, flip.changes)).answer
    words = [flip.words for flip in found.flips]
    assert sorted(set(words)) == sorted(words)


@given(knowing.formulas(2), knowing.knowledges())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
def test_every_flip_turns_the_answer(formula: Formula, known: Knowledge) -> None:
    """Whatever is known, in whatever world, deciding the changed scenario gives the other answer."""
    if known.timeline.contradiction() is None:
        _flips_turn(formula, known)


@given(knowing.formulas(2), knowing.knowledges(calendar=True))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
def test_every_flip_turns_the_answer_in_months(formula: Formula, known: Knowledge) -> None:
    """The same with distances in months."""
    if known.timeline.contradiction() is None:
        _flips_turn(formula, known)


# --- one by one -----------------------------------------------------------------

WORDS = Vocabulary(
    events={
        "signs": "Russia signs",
        "votes": "Ukrainians vote",
        "crimea.agreed": "Crimea: agreed",
        "crimea.resolved": "Crimea: resolved",
    },
    ladders={"crimea": LadderType(("open", "agreed", "resolved"), "open")},
    facts={
        "separate": FactType(),
        "status": FactType("one_of", ("neutral", "allied")),
        "troops": FactType("number", (), "persons"),
    },
    labels={"separate": "the texts are separate"},
)
SIGNS, VOTES = Event("signs"), Event("votes")
AGREED, RESOLVED = Event("crimea.agreed"), Event("crimea.resolved")
DAY = Period(days=1)
SAME = Period()
VOTE_FIRST = Gate(SIGNS, Within(SIGNS, VOTES, DAY))


def _closed(*entries: Entry, relations: tuple[Relation, ...] = (), **facts: FactState) -> Knowledge:
    return Knowledge(Timeline(entries, relations), facts)


def _on(name: str, day: int) -> Entry:
    return Entry(name, Truth.TRUE, DAY_ONE + day, DAY_ONE + day)


def _words(formula: Formula, known: Knowledge) -> list[str]:
    return [flip.words for flip in _found(formula, known).flips]


def _found(formula: Formula, known: Knowledge) -> Flips:
    return smallest_flips([formula], known, target_of(decide(formula, known).answer), WORDS)


def test_a_violated_gate_names_every_way_out() -> None:
    """Move the event before the act, the act after the event, or leave the act undone."""
    known = _closed(_on("signs", 0), _on("votes", 3))

    assert [
        "if “Ukrainians vote” came before “Russia signs”",
        "if “Russia signs” came after “Ukrainians vote”",
        "if “Russia signs” did not happen",
    ] == _words(VOTE_FIRST, known)


def test_a_waiting_gate_asks_for_what_is_missing() -> None:
    """An act that has not happened needs what it waits for, and no order to itself."""
    assert ["if “Ukrainians vote” happened"] == _words(VOTE_FIRST, _closed())


def test_what_is_known_today_must_have_happened_by_today() -> None:
    """In a world known until a day, what an act waits for must have come by the end of it."""
    known = Knowledge(Timeline((), (), Unlisted(Truth.UNKNOWN, DAY_ONE + 1)), {}, DAY_ONE)

    assert ["if “Ukrainians vote” happened on or before 2022-01-01"] == _words(VOTE_FIRST, known)


def test_a_met_condition_shows_what_would_break_it() -> None:
    """If the answer is MET, the changes are those that make it NOT MET."""
    found = _found(VOTE_FIRST, _closed(_on("votes", 0), _on("signs", 3)))

    assert Answer.NOT_MET is found.target
    assert "if “Ukrainians vote” came on or after the day of “Russia signs”" in [flip.words for flip in found.flips]


def test_several_things_are_named_together() -> None:
    """What takes two changes names both."""
    both = Gate(SIGNS, All((Within(SIGNS, RESOLVED, SAME), Within(SIGNS, VOTES, SAME))))

    (words,) = _words(both, _closed(_on("signs", 0)))

    assert "if “Crimea: resolved” were reached on or before the day of “Russia signs”" == words.split(", ")[0]
    assert "and “Ukrainians vote” happened on or before the day of “Russia signs”" == words.split(", ")[1]


def test_one_move_of_the_act_can_stand_for_several() -> None:
    """An act that comes after everything it needs is one change, in one sentence."""
    both = Gate(SIGNS, All((Within(SIGNS, RESOLVED, DAY), Within(SIGNS, VOTES, DAY))))
    known = _closed(_on("signs", 0), _on("votes", 1), _on("crimea.resolved", 2))

    assert "if “Russia signs” came after “Crimea: resolved” and “Ukrainians vote”" in _words(both, known)


def test_the_lowest_rung_that_is_enough_is_named() -> None:
    """A higher rung would do too, but asks for more than is needed."""
    agreed = Gate(SIGNS, Any((Within(SIGNS, AGREED, SAME), Within(SIGNS, RESOLVED, SAME))))

    assert ["if “Crimea: agreed” were reached on or before the day of “Russia signs”"] == [
        words for words in _words(agreed, _closed(_on("signs", 0))) if "Russia signs” did" not in words
    ]


def test_a_rung_is_not_moved_below_a_lower_one() -> None:
    """Where a lower rung is reached too late, the higher one alone cannot be moved in front of it."""
    resolved = Gate(SIGNS, Within(SIGNS, RESOLVED, SAME))
    known = _closed(_on("signs", 0), _on("crimea.agreed", 5))

    assert 2 == _found(resolved, known).size


def test_facts_are_named_with_each_value_that_will_do() -> None:
    """Every enumerated value that turns the answer is a change of its own."""
    known = _closed(separate=Among((False,)), status=Among(("allied",)))

    assert ["if the texts are separate were yes"] == [
        words.replace("“", "").replace("”", "") for words in _words(Matches("separate", (True,)), known)
    ]
    assert ["if status were neutral"] == _words(Matches("status", ("neutral",)), known)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (Compare(FactValue("troops"), "<=", Amount(Fraction(85_000), "persons")), "at most 85000 persons"),
        (Compare(FactValue("troops"), "<", Amount(Fraction(85_000), "persons")), "less than 85000 persons"),
        (Not(Compare(FactValue("troops"), ">", Amount(Fraction(85_000), "persons"))), "at most 85000 persons"),
        (Compare(FactValue("troops"), "=", Amount(Fraction(1, 3), "persons")), "exactly 1/3 persons"),
        (Compare(Amount(Fraction(7), "persons"), ">=", FactValue("troops")), "at most 7 persons"),
    ],
)
def test_numbers_are_named_by_the_exact_threshold(formula: Formula, words: str) -> None:
    """A number is changed to what the comparison needs, exactly."""
    known = _closed(troops=NumberBetween(Fraction(90_000), Fraction(100_000)))

    assert [f"if troops were {words}"] == _words(formula, known)


def test_a_share_is_named_by_its_value() -> None:
    """A percentage of a known base is worked out; either number may change."""
    formula = Compare(FactValue("yes"), ">", Share(Fraction(1, 2), FactValue("cast")))
    known = _closed(yes=NumberBetween(Fraction(400), Fraction(400)), cast=NumberBetween(Fraction(1000), Fraction(1000)))

    assert ["if yes were more than 500", "if cast were less than 800"] == _words(formula, known)


def test_two_unknown_numbers_are_named_by_their_relation() -> None:
    """Where neither number is known, what is needed is said of the two."""
    formula = Compare(FactValue("yes"), ">", Share(Fraction(1, 2), FactValue("cast")))

    assert ["if yes were more than 50 percent of cast, and cast were known"] == _words(formula, _closed())


def test_knowing_that_it_happens_can_be_enough() -> None:
    """Where the order is known and only the occurrence is not, no day is asked for."""
    known = _closed(
        Entry("signs", Truth.TRUE), Entry("votes", Truth.UNKNOWN), relations=(Relation("votes", "signs", DAY),)
    )

    assert "if “Ukrainians vote” happened" == _words(VOTE_FIRST, known)[0]


def test_the_rest_of_the_timeline_stays() -> None:
    """What followed from an event that is moved is still known of the others."""
    first, moved, last = "first", "votes", "signs"
    order = (Relation(first, moved, DAY), Relation(moved, last, DAY))
    known = _closed(*(Entry(name, Truth.TRUE) for name in (first, moved, last)), relations=order)
    change = EventChange(moved, Entry(moved, Truth.FALSE), (), "")

    assert (2, math.inf) == changed(known, (change,)).timeline.gap(first, last)


def test_deadlines_are_named_in_calendar_periods() -> None:
    """A window in months is said in months."""
    known = _closed(_on("votes", 0), _on("signs", 300))

    assert "if “Russia signs” came no later than 6 months after “Ukrainians vote”" in _words(
        Within(SIGNS, VOTES, None, Period(months=6)), known
    )


def test_what_nothing_can_turn_says_so() -> None:
    """A formula that no event and no fact can turn has no flips, and the search was complete."""
    found = _found(Constant(Truth.UNKNOWN, "the members of guarantors are not named"), _closed())

    assert ((), 0, True) == (found.flips, found.size, found.complete)


def test_more_than_the_limit_is_not_sought() -> None:
    """Four changes are needed, three are allowed: nothing is found, and that is said."""
    formula = All(tuple(Happens(Event(name)) for name in "abcd"))

    found = _found(formula, _closed())

    assert (0, True, 3) == (found.size, found.complete, found.limit)


def test_conditions_of_a_party_are_turned_together() -> None:
    """One change that serves several conditions counts once."""
    other = Gate(Event("act"), Within(Event("act"), VOTES, SAME))

    found = smallest_flips([VOTE_FIRST, other], _closed(), Answer.MET, WORDS)

    assert ["if “Ukrainians vote” happened"] == [flip.words for flip in found.flips]


def test_one_condition_broken_breaks_the_party() -> None:
    """To make a party's answer NOT MET, one condition is enough."""
    never = Not(Happens(Event("annexation")))
    known = _closed(_on("votes", 0))

    found = smallest_flips([VOTE_FIRST, never], known, Answer.NOT_MET, WORDS)

    assert {"if “Ukrainians vote” did not happen", "if annexation happened"} <= {flip.words for flip in found.flips}


def test_large_groups_stay_quick() -> None:
    """Many like members do not make the search run away; what was not looked at is said."""
    members = [Event(f"ratifies[{number}]") for number in range(27)]
    formula = Gate(SIGNS, Count(tuple(Within(SIGNS, member, DAY) for member in members), 14))
    known = _closed(*(Entry(member.name, Truth.TRUE) for member in members), Entry("signs", Truth.TRUE))

    found = _found(formula, known)

    assert (1, False) == (found.size, found.complete)
    assert MOST_FLIPS >= len(found.flips)


def test_a_flip_is_plain_data_too() -> None:
    """Its changes can be listed for a machine."""
    (flip,) = _found(VOTE_FIRST, _closed()).flips

    assert {
        "words": "if “Ukrainians vote” happened",
        "changes": [{"kind": "event", "name": "votes", "words": "“Ukrainians vote” happened"}],
    } == flip.to_dict()
