"""What a party's answer rests on: sets of unknowns against trying all courses of events, and grounds that suffice."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.binding import know
from conditions.check import check, lowered
from conditions.conflicts.goals import demands
from conditions.errors import UnknownNameError
from conditions.files.dossier import load_dossier
from conditions.formula import events_in
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.questions import Learnt, Rested, Robustness, robustness
from conditions.verdicts import Answer
from tests.command_line import ISTANBUL
from tests.courses import Course, courses
from tests.small_conflicts import EVENTS, PARTIES
from tests.small_conflicts import dossier as small
from tests.test_ask import cases, scenario, talks
from tests.timelines import START

DAYS = tuple(date.fromordinal(START + number) for number in range(3))
MET, NOT_MET, UNKNOWN = Answer.MET, Answer.NOT_MET, Answer.UNKNOWN


def few(count: int) -> settings:
    """So many examples, however long they take."""
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))


def decided(found: Rested) -> list[tuple[set[str], str]]:
    """What decides or turns the answer, and into what."""
    return [({f"{one.about}: {one.value}" for one in some.learnt}, some.answer.value) for some in found.decisions]


def about(*conditions: str, party: str = "UA", **known: Any) -> Rested:
    """What a party's answer rests on, under some conditions of the talks."""
    listed = {f"UA-{number}": {"party": "UA", "condition": text} for number, text in enumerate(conditions)}
    return robustness(talks(conditions=listed), scenario(**known), parties=party).parties[party]


def grounds(found: Rested) -> set[str]:
    """What fixes the answer."""
    return {f"{one.about}: {one.value}".removeprefix(": ") for one in found.fixed_by or ()}


# --- by example ---------------------------------------------------------------------------

SIGNED: dict[str, Any] = {"timeline": [{"vote": "2022-04-01", "happens": "unknown"}, {"ua_signs": "2022-05-01"}]}


def test_two_unknowns_decide_together_what_neither_decides() -> None:
    """That the vote was held is not enough without its result; that it was not is."""
    found = about("ua_signs only if vote and approved", **SIGNED)

    assert UNKNOWN is found.answer
    assert [
        ({"vote: no"}, "not met"),
        ({"approved: no"}, "not met"),
        ({"vote: yes", "approved: yes"}, "met"),
    ] == decided(found)
    assert (2, True, False) == (found.together, found.complete, found.more)
    assert found.fixed_by is None


def test_readings_are_among_what_decides() -> None:
    """Held is enough once it is known that the vote was held; approved needs the result, too."""
    found = robustness(talks(), scenario(**SIGNED), parties="UA").parties["UA"]

    assert ({"vote: no"}, "not met") in decided(found)
    assert ({"vote: yes", "UA-vote: held"}, "met") in decided(found)
    assert ({"vote: yes", "approved: yes"}, "met") in decided(found)
    assert ({"UA-vote: approved", "approved: no"}, "not met") in decided(found)
    assert {"": UNKNOWN} == dict(found.held[0].by_reading)
    assert found.more is False


def test_a_reading_that_was_chosen_is_not_otherwise() -> None:
    """Only the other unknowns are learnt then."""
    found = robustness(talks(), scenario(**SIGNED), parties="UA", readings={"UA-vote": "held"}).parties["UA"]

    assert [({"vote: yes"}, "met"), ({"vote: no"}, "not met")] == decided(found)


def test_an_order_says_no_more_than_is_needed() -> None:
    """That both came in this order says that both came; the other order needs no more."""
    found = about(
        "ua_signs only after vote", timeline=[{"vote": "2022-05", "happens": "unknown"}, {"ua_signs": "2022-05"}]
    )

    assert [
        ({"vote: no"}, "not met"),
        ({"ua_signs on or before vote: ua_signs on or before vote"}, "not met"),
        ({"ua_signs on or before vote: vote before ua_signs"}, "met"),
    ] == decided(found)


def test_larger_sets_are_told_of() -> None:
    """With one at a time it is said that more exist; with three there are none."""
    conditions = {"A": {"party": "UA", "condition": "ua_signs only if vote and approved and status is x"}}
    one, three = (
        robustness(talks(conditions=conditions), scenario(**SIGNED), together=count).parties["UA"] for count in (1, 3)
    )

    assert (True, False) == (one.more, three.more)
    assert ({"vote: yes", "approved: yes", "status: x"}, "met") in decided(three)


def test_what_fixes_a_settled_answer() -> None:
    """Of all that is known the vote and the order are enough; who else signed is not needed."""
    steps = ["vote", {"then": "ua_signs"}, {"then": "ru_signs"}]
    found = about("ua_signs only after vote", timeline=steps, facts={"approved": "yes"})

    assert MET is found.answer
    assert {"vote: happens", "vote, ua_signs: `ua_signs` after `vote`"} == grounds(found)
    assert [] == decided(found)
    assert found.more is False


def test_that_nothing_else_happens_may_fix_it() -> None:
    """A party waits for what never happens; of a deadline the day counts."""
    assert {"vote: never happens"} == grounds(about("ua_signs only after vote"))
    assert {"ua_signs: happens, if ever, on 2022-05-01"} == grounds(
        about("ua_signs on or before 2022-04-01", timeline=[{"ua_signs": "2022-05-01"}])
    )
    assert {"approved: is no"} == grounds(about("ua_signs only if approved", facts={"approved": "no", "status": "x"}))


def test_an_account_turns_a_settled_answer() -> None:
    """As the envoy tells it, Ukraine waits for a vote."""
    told = {
        "minister": {"speaker": "The minister", "for": "UA", "quote": "we sign"},
        "envoy": {"speaker": "An envoy", "for": "RU", "quote": "they want a vote"},
    }
    conditions = {
        "UA-own": {"party": "UA", "condition": "ua_signs only if approved", "source": "minister"},
        "UA-told": {"party": "UA", "condition": "ua_signs only after vote", "source": "envoy"},
    }
    found = robustness(
        talks(statements=told, conditions=conditions), scenario(facts={"approved": "yes"}), parties="UA"
    ).parties["UA"]

    assert MET is found.answer
    assert [({"RU: taken"}, "not met")] == decided(found)
    assert [((), MET), (("RU",), NOT_MET)] == [(one.accounts, one.answer) for one in found.held]
    assert {"approved: is yes"} == grounds(found)
    assert found.more is False


def test_each_value_that_sources_give_is_learnt() -> None:
    """Who is right about the result decides it."""
    told = {"told": [{"value": "yes", "source": "minister"}, {"value": "no"}]}
    found = about("ua_signs only if approved", timeline=["ua_signs"], facts={"approved": told})

    assert [({"approved: yes (minister)"}, "met"), ({"approved: no"}, "not met")] == decided(found)


def test_what_is_not_tried_is_told() -> None:
    """An order in months has no answer by itself."""
    found = about("ua_signs only from vote + 2 months", timeline=[{"vote": "2022"}, {"ua_signs": "2022"}])

    assert ("ua_signs before vote + 2 months",) == found.untried


def test_a_search_that_is_cut_short_says_so() -> None:
    """Nothing was tried in no time."""
    found = robustness(talks(), timeout=0).parties["UA"]

    assert (0, False, None, ()) == (found.together, found.complete, found.more, found.decisions)


def test_too_many_sets_are_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says up to how many at a time were."""
    monkeypatch.setattr(sys.modules["conditions.questions.resting"], "MOST_TRIED", 8)
    found = about("ua_signs only if vote and approved and status is x", **SIGNED)

    assert (1, 2, False) == (found.together, found.asked, found.complete)


def test_of_parties_with_a_condition_on_record() -> None:
    """Of all of them, or of those that are named; another name is an error with a hint."""
    assert ["UA", "RU"] == list(robustness(talks(), together=1).parties)
    with pytest.raises(UnknownNameError, match="did you mean `UA`"):
        robustness(talks(), parties="UAA")


def test_the_same_as_plain_data() -> None:
    """Every part of it, by parties."""
    found = robustness(talks(), scenario(**SIGNED), together=1)
    data: Any = found.to_dict()

    never = {"learnt": [{"kind": "event", "about": "vote", "value": "no"}], "answer": "not met"}
    assert never in data["UA"]["decisions"]
    assert [{"accounts": [], "answer": "met", "by_reading": {"": "met"}}] == data["RU"]["held"]
    assert "not met" in found._repr_html_()


def test_istanbul_turns_on_how_russia_meant_it() -> None:
    """Whatever else is learnt of what was known on 26 April, the readings decide."""
    found = robustness(load_dossier(ISTANBUL), parties="RU", together=1)

    assert isinstance(found, Robustness)
    assert all(one.answer in (MET, NOT_MET) for one in found.parties["RU"].decisions)


# --- against every course of events ---------------------------------------------------------

_demand = st.sampled_from(
    ["never {0}", "if {0} then {1}", "{0} before {1}", "{0} on or before {2}", "{0} only after {1}"]
)


@st.composite
def uncertain(draw: st.DrawFn) -> tuple[Dossier, Scenario]:
    """Demands of one party, and events that are certain or not, each on some of a few days."""
    conditions = {}
    for number in range(draw(st.integers(1, 3))):
        one, other = draw(st.permutations(EVENTS[:3]))[:2]
        text = draw(st.sampled_from([draw(_demand), draw(_demand), "p", "if {0} then p", "{1} only on or after {0}"]))
        texts = [text.format(one, other, draw(st.sampled_from(DAYS)))]
        if draw(st.integers(0, 3)) == 0:
            texts.append(f"if {other} then {one}")
        readings = {"readings": dict(zip("rs", texts, strict=False))} if len(texts) > 1 else {"condition": texts[0]}
        conditions[f"C{number}"] = {"party": PARTIES[0], **readings}
    steps: list[dict[str, Any]] = []
    for event in EVENTS[:3]:
        first = draw(st.sampled_from(DAYS))
        last = draw(st.sampled_from([day for day in DAYS if day >= first]))
        steps.append({event: f"{first}/{last}" if last > first else f"{first}"})
        if draw(st.booleans()):
            steps[-1]["happens"] = "unknown"
    made = small(conditions)
    acts = {one.partition(" only")[0] for each in conditions.values() for one in _texts(each) if " only" in one}
    # What a party waits for is no truth in one course of events; so the gated acts happen.
    for step in steps:
        if acts & set(step):
            step.pop("happens", None)
    return made, scenario(timeline=steps, facts={"troops": "50"} if "troops" in made.facts else {})


def _texts(condition: dict[str, Any]) -> Iterable[str]:
    return condition["readings"].values() if "readings" in condition else [condition["condition"]]


class _Tried:
    """Every course of events that fits a scenario, and what is so in it."""

    def __init__(self, dossier: Dossier, known: Scenario) -> None:
        self.dossier, self.vocabulary = dossier, dossier.vocabulary
        formulas = {name: lowered(one, self.vocabulary) for name, one in dossier.conditions.items()}
        listed = [formula for readings in formulas.values() for formula in readings.values()]
        self.courses = list(courses(know(known, self.vocabulary), listed))
        self.truths = {
            (name, reading): frozenset(place for place, course in enumerate(self.courses) if course.holds(formula))
            for name, readings in formulas.items()
            for reading, formula in readings.items()
        }
        self._so: dict[Learnt, frozenset[int]] = {}

    def so(self, learnt: Iterable[Learnt]) -> frozenset[int]:
        """The courses in which all of this is so; a reading is no matter of courses."""
        found = frozenset(range(len(self.courses)))
        for one in learnt:
            if one not in self._so:
                kept = (place for place, course in enumerate(self.courses) if self._is_so(course, one))
                self._so[one] = frozenset(kept)
            found &= self._so[one]
        return found

    def _is_so(self, course: Course, learnt: Learnt) -> bool:
        match learnt.kind:
            case "event":
                return (learnt.about in course.days) == (learnt.value == "yes")
            case "fact":
                return bool(course.facts.get(learnt.about)) == (learnt.value == "yes")
            case "order":
                (order,) = demands(_in_words(learnt.value), self.vocabulary, is_goal=True)
                return all(name in course.days for name in events_in(order.formula)) and course.holds(order.formula)
            case _:
                return True

    def answer(self, learnt: Iterable[Learnt]) -> Answer:
        """The answer over the courses in which this is so."""
        listed = list(learnt)
        so, readings = self.so(listed), {one.about: one.value for one in listed if one.kind == "reading"}
        best, worst = [], []
        for name, condition in self.dossier.conditions.items():
            chosen = [readings[name]] if name in readings else list(condition.clauses())
            each = [self._over(so, self.truths[name, reading]) for reading in chosen]
            best.append(min(each, key=_ORDER.index))
            worst.append(max(each, key=_ORDER.index))
        found = max(best, key=_ORDER.index), max(worst, key=_ORDER.index)
        return found[0] if found[0] is found[1] else Answer.DEPENDS

    def _over(self, so: frozenset[int], true: frozenset[int]) -> Answer:
        return MET if so <= true else UNKNOWN if so & true else NOT_MET


_ORDER = [MET, UNKNOWN, NOT_MET]


def _in_words(order: str) -> str:
    """An order in the words of the language."""
    far = re.fullmatch(r"(\w+) at least (\d+) days? after (\w+)", order)
    near = re.fullmatch(r"(\w+) at most (\d+) days? after (\w+)", order)
    if far:
        return f"{far[1]} on or after {far[3]} + {far[2]} days"
    return f"{near[1]} on or before {near[3]} + {near[2]} days" if near else order


def _expected(tried: _Tried, found: Rested, most: int) -> list[tuple[frozenset[Learnt], Answer]]:
    """The smallest sets that decide, by definition: no other that is no larger and follows decides alike."""
    deciding: list[tuple[frozenset[Learnt], Answer]] = []
    for size in range(1, most + 1):
        for some in map(frozenset, combinations(found.unknowns, size)):
            if len({(one.kind, one.about) for one in some}) < size or not tried.so(some):
                continue
            answer = tried.answer(some)
            if answer in (MET, NOT_MET) and answer is not found.answer:
                deciding.append((some, answer))
    return list(_least(tried, deciding))


def _least(
    tried: _Tried, deciding: list[tuple[frozenset[Learnt], Answer]]
) -> Iterator[tuple[frozenset[Learnt], Answer]]:
    for place, (some, answer) in enumerate(deciding):
        weaker = [
            number
            for number, (one, same) in enumerate(deciding)
            if same is answer and number != place and len(one) <= len(some) and _follows(tried, one, some)
        ]
        if not any(number < place or not _follows(tried, some, deciding[number][0]) for number in weaker):
            yield some, answer


def _follows(tried: _Tried, one: frozenset[Learnt], other: frozenset[Learnt]) -> bool:
    """Whether one set says nothing beyond the other."""
    readings = {part for part in one if part.kind in ("reading", "account")}
    return readings <= other and tried.so(other) <= tried.so(one)


@few(12)
@given(uncertain())
def test_as_every_course_of_events_has_it(case: tuple[Dossier, Scenario]) -> None:
    """The answer, every set that decides it, and whether there are larger ones, by trying all of them."""
    dossier, known = case
    party = PARTIES[0]
    one, two = (robustness(dossier, known, parties=party, together=count).parties[party] for count in (1, 2))
    tried = _Tried(dossier, known)

    assert tried.answer(()) is two.answer
    if two.answer in (MET, NOT_MET):
        assert () == two.decisions
        return
    for found, most in ((one, 1), (two, 2)):
        assert found.complete
        expected = _expected(tried, found, most)
        assert {(frozenset(each.learnt), each.answer) for each in found.decisions} == set(expected)
    larger = any(len(some) > 1 for some, _ in _expected(tried, one, min(3, len(one.unknowns))))
    if one.more is False:
        assert not larger
    if larger:
        assert one.more


@few(12)
@given(cases())
def test_each_set_decides_it_once_it_is_written_into_the_scenario(case: tuple[Dossier, dict[str, Any]]) -> None:
    """Also of acts that a party waits for: `check` says the same of the scenario with what is learnt in it."""
    dossier, known = case
    for party, found in robustness(dossier, scenario(**known)).parties.items():
        now = check(dossier, scenario(**known), exact=True).exact
        assert now is not None
        assert now.parties[party].answer is found.answer
        for one in found.decisions:
            if any(each.kind == "order" for each in one.learnt):
                continue
            again = check(dossier, _once_learnt(known, one.learnt), exact=True).exact
            assert again is not None
            assert one.answer is again.parties[party].answer


@few(8)
@given(cases())
def test_no_other_set_decides_it(case: tuple[Dossier, dict[str, Any]]) -> None:
    """Also of acts that a party waits for: whatever else is written into the scenario, `check` says nothing new."""
    dossier, known = case
    for party, found in robustness(dossier, scenario(**known)).parties.items():
        deciding = [(set(one.learnt), one.answer) for one in found.decisions]
        for some in (some for size in (1, 2) for some in combinations(found.unknowns, size)):
            if len({one.about for one in some}) < len(some) or {one.kind for one in some} - {"event", "fact"}:
                continue
            again = check(dossier, _once_learnt(known, some), exact=True).exact
            assert again is not None
            answer = again.parties[party].answer
            is_told = any(learnt <= set(some) and told is answer for learnt, told in deciding)
            assert is_told == (answer in (MET, NOT_MET) and answer is not found.answer)


def _once_learnt(known: dict[str, Any], learnt: Iterable[Learnt]) -> Scenario:
    steps = {next(iter(step)): dict(step) for step in known["timeline"]}
    facts = dict(known["facts"])
    for one in learnt:
        if one.kind == "fact":
            facts[one.about] = one.value
        elif one.value == "yes":
            del steps[one.about]["happens"]
        else:
            del steps[one.about]
    return scenario(timeline=list(steps.values()), facts=facts)


@few(12)
@given(cases())
def test_the_grounds_are_enough_and_none_can_be_left_out(case: tuple[Dossier, dict[str, Any]]) -> None:
    """A scenario in which nothing else is known has the same answer; without any one of them another."""
    dossier, known = case
    for party, found in robustness(dossier, scenario(**known), together=1).parties.items():
        if found.fixed_by is None:
            assert found.answer not in (MET, NOT_MET)
            continue
        listed = list(found.fixed_by)
        for some in (listed, *([other for other in listed if other is not one] for one in listed)):
            again = check(dossier, _of_grounds(some, known["timeline"]), exact=True).exact
            assert again is not None
            assert (again.parties[party].answer is found.answer) == (len(some) == len(listed))


def _of_grounds(grounds: list[Any], listed: Iterable[dict[str, Any]]) -> Scenario:
    """The scenario that knows no more than grounds; where nothing else happens, what was listed still may."""
    is_closed = any(one.kind == "world" for one in grounds)
    steps, facts = [], {}
    for one in grounds:
        if one.kind == "fact":
            facts[one.about] = one.value.removeprefix("is ")
        elif one.kind == "event":
            day = one.value.rpartition(" on ")[2] if " on " in one.value else None
            happens = "no" if one.value == "never happens" else "unknown" if "if ever" in one.value else "yes"
            steps.append({one.about: day, "happens": happens} if day else {"event": one.about, "happens": happens})
    if is_closed:
        told = {one.about for one in grounds}
        events = (next(iter(step)) for step in listed)
        steps += [{"event": event, "happens": "unknown"} for event in events if event not in told]
    return scenario("closed" if is_closed else "open", timeline=steps, facts=facts)
