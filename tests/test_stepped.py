"""Numbers that change step by step: which one counts, what is open, and what is refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.check import check
from conditions.errors import ConditionsError, DossierError, ScenarioError
from conditions.explain import explain, to_text
from conditions.knowledge import Knowledge
from conditions.language.base import Scope, Words
from conditions.language.grammar import parse
from conditions.language.recursive import read_clause
from conditions.language.types import Moment, Name
from conditions.model.dossier import Dossier
from conditions.model.parts import Fact
from conditions.model.scenario import Scenario
from conditions.periods import Period
from conditions.semantics import judge
from conditions.truth import Truth
from conditions.vocabulary import FactType, NumberStep, Vocabulary
from tests.courses import Course, courses, over_all
from tests.knowing import EVENTS, knowledges
from tests.timelines import START

CAP: dict[str, Any] = {
    "unit": "kg",
    "steps": [
        {"value": "300 kg", "from": "agreed"},
        {"value": "500", "from": "reviewed"},
        {"value": "1_000.5 kg", "from": "2031-01-01"},
    ],
}


def dossier(condition: str, cap: Any = None) -> Dossier:
    """A dossier with one condition on a stock and its cap."""
    return Dossier.build(
        {
            "dossier": "caps",
            "parties": {"NO": {"name": "Norway"}},
            "events": {"agreed": {}, "reviewed": {}, "sells": {}},
            "facts": {"stock": {"unit": "kg"}, "cap": cap or CAP},
            "conditions": {"it": {"party": "NO", "condition": condition}},
        }
    )


def answer(condition: str, stock: str, timeline: dict[str, str], world: str = "closed") -> str:
    """The answer on compliance with a condition."""
    scenario = Scenario.build({"scenario": "so", "world": world, "timeline": timeline, "facts": {"stock": stock}})
    return check(dossier(condition), scenario).conditions["it"].compliance.value


SOLD = {"agreed": "2020-01-01", "reviewed": "2025-01-01"}
IN_GATE = "sells only if stock is at most cap"


@pytest.mark.parametrize(
    ("condition", "stock", "timeline", "expected"),
    [
        (IN_GATE, "300 kg", {**SOLD, "sells": "2020-01-01"}, "met"),
        (IN_GATE, "400 kg", {**SOLD, "sells": "2024-12-31"}, "not met"),
        (IN_GATE, "400 kg", {**SOLD, "sells": "2025-01-01"}, "met"),
        (IN_GATE, "400 kg", {**SOLD, "sells": "2019-12-31"}, "unknown"),
        (IN_GATE, "400 kg", {**SOLD, "sells": "2024-12/2025-01"}, "unknown"),
        (IN_GATE, "200 kg", {**SOLD, "sells": "2024-12/2025-01"}, "met"),
        (IN_GATE, "600 kg", {**SOLD, "sells": "2024-12/2025-01"}, "not met"),
        (IN_GATE, "1000.5 kg", {**SOLD, "sells": "2031-01-01"}, "met"),
        (IN_GATE, "400 kg", {"agreed": "2020-01-01", "sells": "2030-12-31"}, "not met"),
        ("stock is at most cap on 2025-01-01", "400 kg", SOLD, "met"),
        ("stock is at most cap on 2024-12-31", "400 kg", SOLD, "not met"),
        ("stock is at most cap on agreed + 6 years", "400 kg", SOLD, "met"),
        ("stock is at most cap on sells", "100 kg", SOLD, "not met"),
        ("stock is more than 50 percent of cap on 2025-01-01", "251 kg", SOLD, "met"),
        ("cap is at least 500 kg on 2026-01-01", "0 kg", SOLD, "met"),
        ("stock is at most cap at 2025-01-01", "400 kg", SOLD, "met"),
        ("stock is at most cap at 2024-12-31", "400 kg", SOLD, "not met"),
        ("stock + cap is exactly 700 kg on 2026-01-01", "200 kg", SOLD, "met"),
    ],
)
def test_the_last_step_that_has_begun_counts(
    condition: str, stock: str, timeline: dict[str, str], expected: str
) -> None:
    """On the day of the act, or on the day that is named; what all steps in question agree on is decided."""
    assert expected == answer(condition, stock, timeline)


def test_a_first_step_without_a_day_is_from_the_outset() -> None:
    """So there is a number on every day."""
    fact = Fact.model_validate({"unit": "kg", "steps": [{"value": "10"}, {"value": "20", "from": "2030-01-01"}]})

    later = NumberStep(Moment(date(2030, 1, 1)), Fraction(20))
    assert (NumberStep(None, Fraction(10)), later) == fact.type().steps


@pytest.mark.parametrize("text", ["stock is at most cap on 2025-01-01", "stock + cap is exactly 3 kg on a + 3 days"])
def test_the_day_is_written_and_read_back(text: str) -> None:
    """Text to model to text, and to nodes and back."""
    clause = parse(text)

    assert text == clause.text()
    assert clause == read_clause(clause.model_dump(mode="json"))
    assert " on " in clause.say(Words())


@pytest.mark.parametrize(
    ("sells", "stock", "expected"),
    [
        ("2029-12-31", "400 kg", "not met"),
        ("2030-01-01", "400 kg", "met"),
        ("2029-12/2030-01", "400 kg", "unknown"),
        ("2029-12/2030-01", "300 kg", "met"),
    ],
)
def test_where_nothing_is_set_any_more_nothing_is_asked(sells: str, stock: str, expected: str) -> None:
    """A cap that is lifted on a day no longer bounds anything, and the explanation says so."""
    cap = {"unit": "kg", "label": "the cap", "steps": [{"value": "300"}, {"value": "none", "from": "2030-01-01"}]}
    timeline = {"sells": sells}
    scenario = Scenario.build({"scenario": "so", "world": "closed", "timeline": timeline, "facts": {"stock": stock}})
    result = check(dossier(IN_GATE, cap), scenario)
    text = " ".join(to_text(explain(result, "it")[0]).split())

    assert expected == result.conditions["it"].compliance.value
    assert (sells != "2029-12-31") == ("from 2030-01-01: the cap sets no number then" in text)


# --- the meaning, against all completions ---------------------------------------------------------


@st.composite
def schedules(draw: st.DrawFn) -> tuple[NumberStep, ...]:
    """One to three steps from events, perhaps the first from the outset."""
    values = draw(st.lists(st.sampled_from([1, 3, 5]).map(Fraction), min_size=1, max_size=3))
    since = [Moment(Name(draw(st.sampled_from(EVENTS))), Period(days=draw(st.integers(-1, 1)))) for _ in values]
    open_ = draw(st.booleans())
    return tuple(
        NumberStep(None if open_ and not place else moment, value)
        for place, (moment, value) in enumerate(zip(since, values, strict=True))
    )


def so(steps: tuple[NumberStep, ...], course: Course, day: date) -> bool:
    """Whether the number that counts on a day is at least 3; an unknown one is as the course says."""
    value: Fraction | None = None
    for step in steps:
        come = None if step.since is None else course.days.get(str(step.since.anchor))
        if step.since is None or (come and come.toordinal() + step.since.shift.days <= day.toordinal()):
            value = step.value
    return course.otherwise if value is None else value >= 3


@given(schedules(), st.integers(START - 1, START + 7).map(date.fromordinal), knowledges())
def test_what_is_determined_is_so_in_every_completion(
    steps: tuple[NumberStep, ...], day: date, known: Knowledge
) -> None:
    """A decided comparison is so in every course of events that fits what is known."""
    vocabulary = Vocabulary(dict.fromkeys(EVENTS, ""), {"cap": FactType("number", steps=steps)})
    formula = parse(f"cap is at least 3 on {day}").lower(Scope(vocabulary))
    found = judge(formula, known).truth
    every = over_all(so(steps, course, day) for course in courses(known, [formula]))

    assert found in {every, Truth.UNKNOWN} or every is None


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cap", "message"),
    [
        ({"steps": [{"value": "1"}]}, "only a number that is not one for each member has `steps`"),
        ({"unit": "kg", "steps": [{"value": "1 t"}]}, "`1 t` is in t"),
        ({"unit": "kg", "steps": [{"value": "some kg"}]}, "`some` is not a number"),
        ({"unit": "kg", "steps": [{"value": "1", "from": "agreed"}, {"value": "2"}]}, "only the first step"),
        (
            {"unit": "kg", "steps": [{"value": "1", "from": "2030-01-02"}, {"value": "2", "from": "2030-01-02"}]},
            "a step begins on 2030-01-02, and the one before it on 2030-01-02",
        ),
        ({"unit": "kg", "steps": [{"value": "1", "from": "agred"}]}, "unknown event `agred`"),
    ],
)
def test_wrong_steps_are_refused(cap: Any, message: str) -> None:
    """Each with what is wrong."""
    with pytest.raises(DossierError) as caught:
        dossier("never sells", cap)

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("condition", "code"),
    [("stock is at most cap", "needs-moment"), ("stock is at most 3 kg on 2030-01-01", "needless-day")],
)
def test_a_day_is_named_where_it_matters_and_only_there(condition: str, code: str) -> None:
    """Outside of a gate a number that changes has no value of its own."""
    with pytest.raises(ConditionsError) as caught:
        dossier(condition)

    assert [code] == [problem.code for problem in caught.value.problems]


def test_a_scenario_cannot_give_what_the_dossier_gives() -> None:
    """The number is not its to give."""
    scenario = Scenario.build({"scenario": "so", "world": "closed", "facts": {"cap": "3 kg"}})

    with pytest.raises(ScenarioError) as caught:
        check(dossier("never sells"), scenario)

    assert ["stepped-fact"] == [problem.code for problem in caught.value.problems]


def test_a_number_whose_steps_hang_on_itself_is_refused() -> None:
    """With the way round."""
    data = {
        "dossier": "caps",
        "parties": {"NO": {"name": "Norway"}},
        "events": {"agreed": {}},
        "moments": {"review": "agreed + 1 year but only if cap is at least 3"},
        "facts": {"cap": {"number": "yes", "steps": [{"value": "1", "from": "review"}]}},
    }
    with pytest.raises(DossierError, match="`cap` hangs on itself: `cap` → `review` → `cap`"):
        Dossier.build(data)
