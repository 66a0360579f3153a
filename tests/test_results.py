"""A party's answer over its conditions: against every choice of readings, counted one by one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions import formula as f
from conditions.model.positions import Condition
from conditions.results import MOST_COMBINATIONS, ConditionResult, PartyResult
from conditions.semantics import Judgement
from conditions.standing import Standing
from conditions.truth import Truth
from conditions.verdicts import Answer, Status, Verdict

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
CONDITION = Condition.model_validate({"party": "UA", "condition": "a only after b"})
STATUSES = {
    Status.SATISFIED: Answer.MET,
    Status.READY: Answer.MET,
    Status.UNDECIDED: Answer.UNKNOWN,
    Status.WAITING: Answer.NOT_MET,
    Status.VIOLATED: Answer.NOT_MET,
}
BEST_FIRST = [Answer.MET, Answer.UNKNOWN, Answer.NOT_MET]


def verdict(
    status: Status,
    compliance: Answer = Answer.MET,
    *,
    final: bool = False,
    vacuous: bool = False,
    blocked: bool = False,
) -> Verdict:
    """A verdict of which only the outcome matters."""
    nothing = Judgement(f.Constant(T), T)
    return Verdict(status, STATUSES[status], compliance, final, vacuous, blocked, nothing, None, None, ())


def result(name: str, *verdicts: Verdict, in_force: Truth = T, counts: bool = True) -> ConditionResult:
    """A condition with a reading for each verdict."""
    return ConditionResult(
        name,
        CONDITION,
        Standing(in_force, in_force),
        counts,
        {f"{name}{place}": one for place, one in enumerate(verdicts)},
    )


verdicts = st.builds(
    verdict,
    st.sampled_from(Status),
    st.sampled_from(BEST_FIRST),
    final=st.booleans(),
    vacuous=st.booleans(),
    blocked=st.booleans(),
)


@st.composite
def parties(draw: st.DrawFn) -> PartyResult:
    """Up to four conditions of up to three readings."""
    lists = draw(st.lists(st.lists(verdicts, min_size=1, max_size=3), max_size=4))
    forces = [draw(st.sampled_from([T, T, U, F])) for _ in lists]
    return PartyResult(
        "UA",
        tuple(
            result("abcd"[place], *listed, in_force=force, counts=draw(st.sampled_from([True, True, False])))
            for place, (listed, force) in enumerate(zip(lists, forces, strict=True))
        ),
    )


Outcome = tuple[Answer, Answer, Status]


def outcomes(party: PartyResult) -> dict[tuple[str, ...], Outcome]:
    """The outcome of every choice of a reading for each condition, by the words of the design."""
    taking = [one for one in party.conditions if one.counts and one.in_force is not F]
    certain = [one for one in taking if one.in_force is T]

    def share(one: ConditionResult, answer: Answer) -> Answer:
        if one in certain or (answer is Answer.MET and certain):
            return answer
        return Answer.UNKNOWN

    def outcome(chosen: tuple[str, ...]) -> Outcome:
        shares = [(one, one.verdicts[name]) for one, name in zip(taking, chosen, strict=True)]
        answers = [share(one, own.answer) for one, own in shares]
        kept = [share(one, own.compliance) for one, own in shares]
        worst_first = [Status.VIOLATED, Status.WAITING, Status.UNDECIDED, Status.READY, Status.SATISFIED]
        statuses = [own.status if share(one, own.answer) is own.answer else Status.UNDECIDED for one, own in shares]
        worst = min(statuses, key=worst_first.index)
        return max(answers, key=BEST_FIRST.index), max(kept, key=BEST_FIRST.index), worst

    return {chosen: outcome(chosen) for chosen in product(*(one.verdicts for one in taking))} if taking else {}


def alike(answers: Iterator[Answer]) -> Answer:
    """One answer for all, or that it depends, or that there is none."""
    found = set(answers)
    return Answer.NONE if not found else found.pop() if len(found) == 1 else Answer.DEPENDS


@given(parties())
def test_the_answer_is_that_of_all_choices(party: PartyResult) -> None:
    """NOT MET if one condition is not met, else UNKNOWN if one is unknown, else MET; in every choice of readings."""
    every = outcomes(party)

    assert alike(answer for answer, _, _ in every.values()) is party.answer
    assert alike(compliance for _, compliance, _ in every.values()) is party.compliance


@given(parties())
def test_only_readings_that_matter_are_listed(party: PartyResult) -> None:
    """A reading is named if in some choice of the others another one gives another outcome."""
    every = outcomes(party)
    places = range(len(next(iter(every), ())))
    matters = [
        place
        for place in places
        if any(
            outcome != other
            for chosen, outcome in every.items()
            for another, other in every.items()
            if chosen[:place] + chosen[place + 1 :] == another[:place] + another[place + 1 :]
        )
    ]
    listed = {", ".join(chosen[place] for place in matters): outcome for chosen, outcome in every.items()}

    assert listed == {name: (one.answer, one.compliance, one.status) for name, one in party.by_reading.items()}


@given(parties())
def test_what_a_roll_up_says_of_its_answer(party: PartyResult) -> None:
    """Who decides it, whether it lasts, whether it is vacuous."""
    assert {name: party.roll_up(dict(choice)) for name, choice in party.choices.items()} == party.by_reading
    for one in party.by_reading.values():
        if not one.decided_by:
            raise AssertionError("every answer is somebody's")
        taking = {result.id: result for result in party.taking_part}
        assert set(one.decided_by) <= set(taking)
        if one.answer is Answer.MET:
            assert set(one.decided_by) == set(taking)
        if one.answer is Answer.UNKNOWN:
            assert not one.final
        if one.answer is not Answer.NOT_MET:
            assert not one.blocked


READY, WAITING = verdict(Status.READY), verdict(Status.WAITING)


@pytest.mark.parametrize(
    ("results", "final"),
    [
        ([result("a", verdict(Status.WAITING, final=True)), result("b", READY)], True),
        ([result("a", WAITING), result("b", verdict(Status.READY, final=True))], False),
        ([result("a", WAITING), result("b", verdict(Status.WAITING, final=True))], True),
        ([result("a", verdict(Status.READY, final=True)), result("b", READY)], False),
        ([result("a", verdict(Status.READY, final=True)), result("b", verdict(Status.SATISFIED, final=True))], True),
        ([result("a", verdict(Status.UNDECIDED)), result("b", verdict(Status.READY, final=True))], False),
        (
            [
                result("a", verdict(Status.READY, final=True)),
                result("b", verdict(Status.READY, final=True), in_force=U),
            ],
            True,
        ),
    ],
)
def test_when_an_answer_is_final(results: list[ConditionResult], final: bool) -> None:
    """One lasting NOT MET is enough; MET needs every condition to last."""
    assert final is PartyResult("UA", tuple(results)).by_reading[""].final


def test_a_party_is_blocked_by_the_condition_that_decides() -> None:
    """Not by one that is only possibly in force."""
    blocked = verdict(Status.WAITING, final=True, blocked=True)

    assert PartyResult("UA", (result("a", blocked), result("b", READY))).by_reading[""].blocked
    assert not PartyResult("UA", (result("a", blocked, in_force=U), result("b", READY))).by_reading[""].blocked


def test_a_party_is_met_vacuously_only_if_every_condition_is() -> None:
    """One that asked something is enough."""
    empty = verdict(Status.READY, vacuous=True)

    assert PartyResult("UA", (result("a", empty), result("b", empty))).by_reading[""].vacuous
    assert not PartyResult("UA", (result("a", empty), result("b", READY))).by_reading[""].vacuous


def test_a_condition_depends_on_the_reading_where_readings_differ() -> None:
    """In the headline answer, on compliance, or in neither."""
    one = result("a", verdict(Status.READY), verdict(Status.WAITING))
    other = result("a", verdict(Status.READY, Answer.UNKNOWN), verdict(Status.SATISFIED, Answer.MET))

    assert (Answer.DEPENDS, Answer.MET) == (one.answer, one.compliance)
    assert (Answer.MET, Answer.DEPENDS) == (other.answer, other.compliance)


def test_many_readings_are_answered_without_being_listed() -> None:
    """Forty conditions of two readings have a trillion choices; the answer is exact all the same."""
    start = time.process_time()
    depends = PartyResult("UA", tuple(result(f"c{number}", READY, WAITING) for number in range(40)))
    first_only = [
        result("c0", WAITING, READY),
        *(result(f"c{number}", READY, verdict(Status.SATISFIED)) for number in range(1, 40)),
    ]
    waits_or_not = PartyResult("UA", tuple(first_only))

    assert (Answer.DEPENDS, MOST_COMBINATIONS) == (depends.answer, len(depends.by_reading))
    assert Answer.DEPENDS is waits_or_not.answer
    assert time.process_time() - start < 2
