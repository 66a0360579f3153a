"""Where days are all that is known, comparing them gives the truth that the reference interpreter gives."""

from __future__ import annotations

import math
from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conditions import formula as f
from conditions.engines.forward import Decided, ForwardRules
from conditions.engines.forward.plain import NotPlainError, Plain
from conditions.engines.forward.settings import Settings
from conditions.entries import Relation
from conditions.knowledge import Knowledge
from conditions.periods import Period
from conditions.timeline import Entry, Timeline, Unlisted
from conditions.truth import Truth
from conditions.verdicts import decide
from tests.knowing import NOW, formulas

pytest.importorskip("durable_rules_engine", reason="it is built for Python 3.12 and older")

NO_PERIOD = Period()
LADDERS = [(), ("a", "b"), ("a", "b", "c"), ("e", "d", "c", "b")]


@st.composite
def recorded(draw: st.DrawFn) -> Knowledge:
    """What a log may know: events that happened until now, that never do, that perhaps did or will; a ladder."""
    rungs = draw(st.sampled_from(LADDERS))
    entries = []
    for event in draw(st.lists(st.sampled_from("abcde"), max_size=5, unique=True)):
        occurs = draw(st.sampled_from([Truth.TRUE, Truth.TRUE, Truth.TRUE, Truth.UNKNOWN, Truth.FALSE]))
        days = st.integers(NOW - 6, NOW if occurs is Truth.TRUE else NOW + 4)
        first, last = sorted([draw(days), draw(days)])
        ends: tuple[float, float] = draw(
            st.sampled_from([(first, first), (first, first), (first, last), (-math.inf, last)])
        )
        if occurs is Truth.UNKNOWN and draw(st.booleans()):
            ends = (ends[0], math.inf)
        entries.append(Entry(event, occurs, *ends))
    order = [Relation(lower, higher, NO_PERIOD) for lower, higher in combinations(rungs, 2)]
    timeline = Timeline(entries, order, Unlisted(Truth.UNKNOWN, NOW + 1))
    if timeline.contradiction() is not None:
        timeline = Timeline(entries, (), timeline.otherwise)
    return Knowledge(timeline, {}, NOW)


@settings(max_examples=300)
@given(st.lists(formulas(2), min_size=1, max_size=3), recorded())
def test_days_decide_as_the_reference_does(rules: list[f.Formula], known: Knowledge) -> None:
    """Every atom in every setting that the verdicts ask for, and the verdicts themselves."""
    compiled = ForwardRules(dict(enumerate(rules)))
    plain = Settings(compiled.plans, known)
    assert isinstance(plain._plain[0], Plain)
    for plan in compiled.plans.plans.values():
        assert Settings(compiled.plans, known)._judged(plan) is plain.truth(plan), plan
    session = compiled.open()
    session.know(known)

    assert [Decided.of(decide(rule, known)) for rule in rules] == [session.decided(key) for key in compiled.conditions]


@settings(max_examples=100)
@given(formulas(2), st.lists(recorded(), min_size=2, max_size=4))
def test_only_what_changed_need_be_told(rule: f.Formula, course: list[Knowledge]) -> None:
    """Told which events are known otherwise, the session comes to what it would if told everything."""
    session = ForwardRules({"": rule}).open()
    session.know(course[0])
    for before, known in pairwise(course):
        events = [event for event in "abcde" if before.timeline.entry(event) != known.timeline.entry(event)]
        # What relations tie together is known otherwise together.
        tied = before.timeline.relations + known.timeline.relations
        session.know(known, [*events, *(event for one in tied for event in (one.first, one.second))])

        assert Decided.of(decide(rule, known)) == session.decided("")


@pytest.mark.parametrize(
    "known",
    [
        Knowledge(Timeline([]), {}),
        Knowledge(Timeline([], (), Unlisted(Truth.UNKNOWN)), {}),
        Knowledge(Timeline([Entry("a", Truth.TRUE)], (), Unlisted(Truth.UNKNOWN, NOW + 1)), {}, NOW),
        Knowledge(Timeline([], [Relation("a", "b", Period(days=1))], Unlisted(Truth.UNKNOWN, NOW + 1)), {}, NOW),
        Knowledge(
            Timeline(
                [], [Relation("a", "b", NO_PERIOD), Relation("b", "c", NO_PERIOD)], Unlisted(Truth.UNKNOWN, NOW + 1)
            ),
            {},
            NOW,
        ),
    ],
)
def test_what_days_do_not_say_is_left_alone(known: Knowledge) -> None:
    """Another world, a day after now, a distance, an order that is no ladder: the reference judges them."""
    with pytest.raises(NotPlainError):
        Plain.of(known)


def test_days_beyond_the_calendar_are_left_alone() -> None:
    """A window that leads out of the years that a date can have is the reference's business."""
    late = f.Within(f.Event("a"), f.Day(date(9999, 12, 1)), least=Period(days=40))
    known = Knowledge(Timeline([Entry("a", Truth.TRUE, NOW, NOW)], (), Unlisted(Truth.UNKNOWN, NOW + 1)), {}, NOW)
    session = ForwardRules({"": late}).open()
    session.know(known)

    assert decide(late, known).judgement.truth is session.truth("")
