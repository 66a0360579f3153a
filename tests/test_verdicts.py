"""Verdicts: the table of statuses in all worlds, final and blocked against all completions, reasons."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import TypeAlias

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conditions import formula as f
from conditions.knowledge import (
    NOT_APPLICABLE,
    STATED_UNKNOWN,
    Among,
    FactState,
    Knowledge,
    NumberBetween,
)
from conditions.periods import Period
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from conditions.verdicts import BLOCKED_PHRASE, PHRASES, Answer, Reason, Status, Verdict, Why, decide, gated
from tests.courses import Course, courses
from tests.knowing import NOW, events, formulas, knowledges

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
DAY = Period(days=1)
A, B, C = f.Event("a"), f.Event("b"), f.Event("c")
AFTER_B = f.Gate(A, f.Within(A, B, least=DAY))
IF_FACT = f.Gate(A, f.Matches("p", (True,)))
OPEN = Unlisted(U)
UNTIL = Unlisted(U, NOW + 1)
YES, NO, EITHER = Among((True,)), Among((False,)), Among((True, False))


def happens(event: str, day: float, last: float | None = None) -> Entry:
    """An event that happens, on a day or in a range of days."""
    return Entry(event, T, day, day if last is None else last)


def may(event: str, first: float = -math.inf, last: float = math.inf) -> Entry:
    """An event that may happen."""
    return Entry(event, U, first, last)


def closed(*entries: Entry, **facts: FactState) -> Knowledge:
    """A world in which what is not listed never happens."""
    return Knowledge(Timeline(entries), facts)


def opened(*entries: Entry, **facts: FactState) -> Knowledge:
    """A world in which nothing is known of what is not listed."""
    return Knowledge(Timeline(entries, (), OPEN), facts)


def until(*entries: Entry, **facts: FactState) -> Knowledge:
    """A world known until `NOW`."""
    return Knowledge(Timeline(entries, (), UNTIL), facts, NOW)


def row(verdict: Verdict) -> str:
    """A verdict on one line."""
    flags = {"final": verdict.final, "vacuous": verdict.vacuous, "blocked": verdict.blocked}
    shown = [verdict.status.value, verdict.answer.value, verdict.compliance.value]
    return ", ".join([*shown, *(name for name, is_set in flags.items() if is_set)])


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (closed(happens("a", 11), happens("b", 10)), "satisfied, met, met, final"),
        (closed(happens("a", 10), happens("b", 10)), "violated, not met, not met, final"),
        (closed(happens("b", 10)), "ready, met, met, final, vacuous"),
        (closed(), "waiting, not met, met, final, vacuous"),
        (closed(happens("a", 11), may("b", 10, 10)), "undecided, unknown, unknown"),
        (closed(may("b", 10, 10)), "undecided, unknown, met, vacuous"),
        (closed(may("a", 11, 11), happens("b", 10)), "ready, met, met, final"),
        (closed(may("a", 9, 9)), "waiting, not met, unknown, final"),
        (closed(may("a", 9, 11), happens("b", 10)), "undecided, unknown, unknown"),
        (until(happens("a", NOW - 1), happens("b", NOW - 2)), "satisfied, met, met, final"),
        (until(happens("a", NOW - 2), happens("b", NOW - 2)), "violated, not met, not met, final"),
        (until(happens("b", NOW)), "ready, met, met, final"),
        (until(), "waiting, not met, unknown"),
        (until(happens("a", NOW - 1), may("b", NOW - 2, NOW - 2)), "undecided, unknown, unknown"),
        (until(may("b", NOW - 2, NOW - 2)), "undecided, unknown, unknown"),
        (until(may("b", NOW + 1)), "waiting, not met, unknown"),
        (until(Entry("b", F)), "waiting, not met, unknown, final, blocked"),
        (until(may("a", NOW + 2, NOW + 9), happens("b", NOW)), "ready, met, met, final"),
        (until(Entry("a", F), happens("b", NOW)), "ready, met, met, final, vacuous"),
        (opened(happens("a", 11), happens("b", 10)), "satisfied, met, met, final"),
        (opened(happens("a", 10), happens("b", 10)), "violated, not met, not met, final"),
        (opened(happens("b", 10)), "undecided, unknown, unknown"),
        (opened(), "undecided, unknown, unknown"),
        (opened(Entry("b", F)), "waiting, not met, unknown, final, blocked"),
        (opened(Entry("a", F), happens("b", 10)), "ready, met, met, final, vacuous"),
    ],
)
def test_a_gate_on_order_in_every_world(known: Knowledge, expected: str) -> None:
    """A only after B: status, headline answer, compliance and flags."""
    assert expected == row(decide(AFTER_B, known))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (closed(happens("a", 1), p=YES), "satisfied, met, met, final"),
        (closed(happens("a", 1), p=NO), "violated, not met, not met, final"),
        (closed(p=YES), "ready, met, met, final, vacuous"),
        (closed(p=NO), "waiting, not met, met, final, vacuous"),
        (closed(p=EITHER), "undecided, unknown, met, vacuous"),
        (closed(happens("a", 1)), "undecided, unknown, unknown"),
        (until(p=YES), "ready, met, met, final"),
        (until(p=NO), "waiting, not met, unknown, final, blocked"),
        (until(), "undecided, unknown, unknown"),
        (opened(p=YES), "ready, met, met, final"),
        (opened(p=NO), "waiting, not met, unknown, final, blocked"),
        (opened(), "undecided, unknown, unknown"),
    ],
)
def test_a_gate_on_a_fact_in_every_world(known: Knowledge, expected: str) -> None:
    """A only if a fact of the deal is so."""
    assert expected == row(decide(IF_FACT, known))


NEVER_B = f.Not(f.Happens(B))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (closed(), "satisfied, met, met, final"),
        (closed(happens("b", 1)), "violated, not met, not met, final"),
        (closed(may("b", 1, 1)), "undecided, unknown, unknown"),
        (until(), "undecided, unknown, unknown"),
        (until(happens("b", NOW)), "violated, not met, not met, final"),
        (until(Entry("b", F)), "satisfied, met, met, final"),
        (opened(), "undecided, unknown, unknown"),
    ],
)
def test_a_demand_has_no_readiness(known: Knowledge, expected: str) -> None:
    """Never B: satisfied, violated or undecided by compliance alone."""
    verdict = decide(NEVER_B, known)

    assert expected == row(verdict)
    assert (None, None) == (verdict.readiness, verdict.act)


def test_a_deadline_that_has_passed_blocks_for_good() -> None:
    """A only by a day: ready before it, blocked for good after it."""
    by_now = f.Gate(A, f.Within(f.Shift(B, Period(days=5)), A, least=Period()))

    assert "ready, met, unknown" == row(decide(by_now, until(happens("b", NOW - 4))))
    assert "waiting, not met, unknown, final, blocked" == row(decide(by_now, until(happens("b", NOW - 5))))


def test_a_lag_that_has_not_passed_is_waited_for() -> None:
    """A only from B + 5 days: not yet at now, but time alone will bring it."""
    from_b = f.Gate(A, f.Within(A, B, least=Period(days=5)))

    assert "waiting, not met, unknown" == row(decide(from_b, until(happens("b", NOW - 3))))
    assert "ready, met, met, final" == row(decide(from_b, until(happens("b", NOW - 4))))


def test_what_may_still_spoil_it_keeps_ready_from_being_final() -> None:
    """A only before B: free now, no longer once B has happened."""
    before_b = f.Gate(A, f.Not(f.Within(A, B, least=Period())))

    assert "ready, met, unknown" == row(decide(before_b, until()))
    assert "ready, met, met, final" == row(decide(before_b, until(Entry("b", F))))
    assert "waiting, not met, unknown, final, blocked" == row(decide(before_b, until(happens("b", NOW))))


def test_a_window_before_a_pending_event_is_open() -> None:
    """A only within 10 days before B, which may come in time, too late or never: nothing is decided yet."""
    before_b = f.Gate(A, f.Within(A, B, least=Period(days=-10), most=Period()))

    assert "undecided, unknown, unknown" == row(decide(before_b, until()))
    assert "ready, met, unknown" == row(decide(before_b, until(Entry("b", T, NOW + 5, NOW + 5))))
    assert "waiting, not met, unknown" == row(decide(before_b, until(Entry("b", T, NOW + 50, NOW + 50))))
    assert "waiting, not met, unknown, final, blocked" == row(decide(before_b, until(happens("b", NOW - 1))))


def test_an_unknown_act_is_not_said_to_be_missing() -> None:
    """Where it is not known whether the act has happened, the phrase does not say that it has not."""
    unsettled = decide(f.Gate(A, f.Matches("p", (True,))), opened(p=NO))

    assert Status.WAITING is unsettled.status
    assert "whether the act has happened is not known; what it requires does not hold" == unsettled.phrase


def test_an_undated_order_is_enough() -> None:
    """Without any dates: B first, then A; and A that may follow B or not."""
    ordered = Timeline([Entry("b", T), Entry("a", T)], (Relation("b", "a", DAY),))
    only_b = Timeline([Entry("b", T)])

    assert "satisfied, met, met, final" == row(decide(AFTER_B, Knowledge(ordered, {})))
    assert "ready, met, met, final, vacuous" == row(decide(AFTER_B, Knowledge(only_b, {})))
    assert "undecided, unknown, unknown" == row(decide(AFTER_B, closed(Entry("b", T), Entry("a", T))))


# --- which formulas gate an act -------------------------------------------------------


def test_gates_of_one_act_gate_it_together() -> None:
    """All gates of a conjunction must open the same act."""
    other = f.Gate(A, f.Matches("p", (True,)))

    assert (A, AFTER_B.requires) == gated(AFTER_B)
    assert (A, f.All((AFTER_B.requires, other.requires))) == gated(f.All((AFTER_B, other)))
    assert (A, f.All((AFTER_B.requires, f.All((other.requires,))))) == gated(f.All((AFTER_B, f.All((other,)))))


@pytest.mark.parametrize(
    "formula",
    [
        NEVER_B,
        f.All(()),
        f.All((AFTER_B, NEVER_B)),
        f.All((AFTER_B, f.Gate(C, f.Happens(B)))),
        f.Any((AFTER_B, AFTER_B)),
        f.Not(AFTER_B),
        f.Gate(f.Shift(A, DAY), f.Happens(B)),
        f.Implies(f.Happens(A), f.Happens(B)),
    ],
)
def test_everything_else_is_a_demand(formula: f.Formula) -> None:
    """No act that could be ready, or more than one."""
    assert None is gated(formula)


def test_two_gates_are_ready_only_together() -> None:
    """One requirement holds, the other does not."""
    both = f.All((AFTER_B, IF_FACT))

    assert "waiting, not met, met, final, vacuous" == row(decide(both, closed(happens("b", 1), p=NO)))
    assert "ready, met, met, final, vacuous" == row(decide(both, closed(happens("b", 1), p=YES)))
    assert "violated, not met, not met, final" == row(decide(both, closed(happens("b", 1), happens("a", 2), p=NO)))


# --- against all completions ------------------------------------------------------------


def at_the_end(act: f.Event, requires: f.Formula, course: Course, now: int | None) -> Answer:
    """The headline answer when all is over: kept, or if the act has not happened, held on the next day."""
    if course.day(act) is None:
        ordinals = [day.toordinal() for day in course.days.values()]
        last = max([*ordinals, *([] if now is None else [now])], default=NOW)
        course = _with(course, act, last + 1)
    return Answer.of(Truth.of(course.holds(requires)))


def at_now(act: f.Event, requires: f.Formula, course: Course, now: int) -> Answer | None:
    """The headline answer as things stand: kept, or held if the act comes next; `None` if something else does."""
    day = course.day(act)
    if day is None or day.toordinal() > now:
        if any(event != act.name and day.toordinal() == now + 1 for event, day in course.days.items()):
            return None
        course = _with(course, act, now + 1)
    return Answer.of(Truth.of(course.holds(requires)))


def _with(course: Course, act: f.Event, day: int) -> Course:
    return Course({**course.days, act.name: date.fromordinal(day)}, course.facts, course.otherwise)


END = date.max
Gated: TypeAlias = tuple[f.Event, f.Formula]
gates = partial(st.tuples, events, formulas(2))


@given(gates(), knowledges())
def test_no_completion_gives_another_answer(gate: Gated, known: Knowledge) -> None:
    """The headline answer is that of every course in which the act comes next; a final one that of every course."""
    assume(known.timeline.contradiction() is None)
    act, requires = gate
    verdict = decide(f.Gate(act, requires), known)
    assume(verdict.answer is not Answer.UNKNOWN)
    everything = list(islice(courses(known, [f.Gate(act, requires)]), 3000))
    if known.now is not None:
        assert {verdict.answer, None} >= {at_now(act, requires, course, known.now) for course in everything}
    if known.now is None or verdict.final:
        assert {verdict.answer} >= {at_the_end(act, requires, course, known.now) for course in everything}
    if verdict.blocked:
        assert (Status.WAITING, True, True) == (verdict.status, verdict.final, known.has_future)


@given(formulas(), knowledges())
def test_every_verdict_keeps_the_table(formula: f.Formula, known: Knowledge) -> None:
    """Status and answer go together; compliance is the truth of the whole; nothing unknown is final."""
    assume(known.timeline.contradiction() is None)
    verdict = decide(formula, known)
    answers = {
        Status.SATISFIED: Answer.MET,
        Status.READY: Answer.MET,
        Status.VIOLATED: Answer.NOT_MET,
        Status.WAITING: Answer.NOT_MET,
        Status.UNDECIDED: Answer.UNKNOWN,
    }

    assert answers[verdict.status] is verdict.answer
    assert Answer.of(verdict.judgement.truth) is verdict.compliance
    assert not (verdict.final and verdict.answer is Answer.UNKNOWN)
    assert not verdict.vacuous or verdict.compliance is Answer.MET
    if verdict.status in {Status.READY, Status.WAITING}:
        assert verdict.readiness is not None


# --- reasons ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "known", "reasons"),
    [
        (AFTER_B, closed(happens("a", 11), may("b", 10, 10)), [Reason(Why.MISSING, "b")]),
        (AFTER_B, closed(happens("a", 11), happens("b", 10, 12)), [Reason(Why.MISSING, "b")]),
        (AFTER_B, until(), [Reason(Why.PENDING, "a"), Reason(Why.PENDING, "b")]),
        (AFTER_B, until(happens("b", NOW)), []),
        (IF_FACT, until(p=EITHER), [Reason(Why.PENDING, "a"), Reason(Why.MISSING, "p")]),
        (IF_FACT, closed(happens("a", 1)), [Reason(Why.MISSING, "p")]),
        (IF_FACT, closed(Entry("a", T)), [Reason(Why.MISSING, "p")]),
        (IF_FACT, closed(happens("a", 1), p=STATED_UNKNOWN), [Reason(Why.MISSING, "p")]),
        (IF_FACT, closed(happens("a", 1), p=NOT_APPLICABLE), [Reason(Why.NOT_APPLICABLE, "p")]),
        (
            f.Constant(U, "the members of g are not named"),
            closed(),
            [Reason(Why.MISSING, "the members of g are not named")],
        ),
        (NEVER_B, until(), [Reason(Why.PENDING, "b")]),
        (NEVER_B, opened(), [Reason(Why.MISSING, "b")]),
        (f.All((NEVER_B, f.Constant(T))), opened(), [Reason(Why.MISSING, "b")]),
        (f.All((NEVER_B, f.Constant(F))), opened(), []),
    ],
)
def test_an_open_answer_says_what_keeps_it_open(formula: f.Formula, known: Knowledge, reasons: list[Reason]) -> None:
    """What is missing, what is pending, and what has no value at all."""
    assert reasons == list(decide(formula, known).reasons)


def test_a_known_number_is_no_reason() -> None:
    """Only the number whose value is open keeps a comparison open."""
    compare = f.Compare(f.FactValue("n"), "<", f.FactValue("m"))
    five, some = NumberBetween(Fraction(5), Fraction(5)), NumberBetween(Fraction(1), Fraction(9))

    assert (Reason(Why.MISSING, "m"),) == decide(compare, closed(n=five, m=some)).reasons
    assert (Reason(Why.MISSING, "m"),) == decide(compare, closed(n=five, m=NumberBetween(Fraction(1)))).reasons


def test_a_fixed_day_is_no_reason() -> None:
    """A day of the calendar is always known."""
    deadline = f.Within(f.Day(END), A, least=Period())

    assert (Reason(Why.MISSING, "a"),) == decide(deadline, closed(may("a", 1, 2))).reasons


def test_readiness_says_what_it_lacks_too() -> None:
    """Compliance is already met, readiness is not decided."""
    assert (Reason(Why.MISSING, "b"),) == decide(AFTER_B, closed(may("b", 10, 10))).reasons


# --- words ------------------------------------------------------------------------------


def test_every_status_has_one_phrase() -> None:
    """The phrases are fixed, and a blocked one has its own."""
    assert set(Status) == set(PHRASES)
    assert len({*PHRASES.values(), BLOCKED_PHRASE}) == len(PHRASES) + 1
    assert "the act has not happened; what it requires holds" == decide(IF_FACT, closed(p=YES)).phrase
    assert "the act has not happened; what it requires does not hold yet" == decide(IF_FACT, closed(p=NO)).phrase
    assert "the act has not happened; what it requires can no longer hold" == decide(IF_FACT, until(p=NO)).phrase
    assert "what it requires is kept" == decide(IF_FACT, closed(happens("a", 1), p=YES)).phrase
    assert "what it requires is not kept" == decide(IF_FACT, closed(happens("a", 1), p=NO)).phrase
    assert "what is known does not decide it" == decide(IF_FACT, closed(happens("a", 1))).phrase


def test_the_answers_have_stable_words() -> None:
    """Files and JSON carry these words."""
    assert ["met", "not met", "unknown", "depends on the reading", "no condition on record"] == [
        answer.value for answer in Answer
    ]
    assert ["satisfied", "violated", "ready", "waiting", "undecided"] == [status.value for status in Status]
