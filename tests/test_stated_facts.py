"""Values of facts as scenarios give them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from conditions.binding import know
from conditions.knowledge import NOT_APPLICABLE, NOT_GIVEN, STATED_UNKNOWN, Among, FactState, NumberBetween
from conditions.model.scenario import Scenario
from conditions.stated_facts import FactReader
from tests.strategies import VOCABULARY

SCENARIO = Scenario.model_validate({"scenario": "so", "world": "closed"})


def exactly(number: str) -> NumberBetween:
    """A number that is known."""
    return NumberBetween(Fraction(number), Fraction(number))


def known(facts: dict[str, Any]) -> dict[str, FactState]:
    """What is known of facts that a scenario gives."""
    of = know(Scenario.model_validate({"scenario": "so", "world": "closed", "facts": facts}), VOCABULARY)
    return dict(of.facts)


@pytest.mark.parametrize(
    ("name", "given_as", "expected"),
    [
        ("texts_separate", "yes", Among((True,))),
        ("texts_separate", "true", Among((True,))),
        ("texts_separate", "no", Among((False,))),
        ("texts_separate", "false", Among((False,))),
        ("texts_separate", ["no", "yes", "no"], Among((False, True))),
        ("texts_separate", "unknown", STATED_UNKNOWN),
        ("texts_separate", "not applicable", NOT_APPLICABLE),
        ("texts_separate", [], NOT_GIVEN),
        ("in_favour[GB]", "yes", Among((True,))),
        ("status", "neutral", Among(("neutral",))),
        ("status", ["neutral", "aligned"], Among(("neutral", "aligned"))),
        ("troops", "85000 persons", exactly("85000")),
        ("votes_for", "2/4", exactly("1/2")),
        ("votes_for", ["3", "1", "2"], NumberBetween(Fraction(1), Fraction(3))),
        ("votes_for", {"from": "1", "to": "3"}, NumberBetween(Fraction(1), Fraction(3))),
        ("votes_for", {"from": "1"}, NumberBetween(Fraction(1))),
        ("votes_for", {"to": "3"}, NumberBetween(None, Fraction(3))),
        ("votes_for", "unknown", STATED_UNKNOWN),
        ("votes_for", [], NOT_GIVEN),
    ],
)
def test_values_of_facts(name: str, given_as: Any, expected: FactState) -> None:
    """One value, one of several, a range, unknown, not applicable."""
    assert expected == known({name: given_as})[name]


def test_a_fact_that_is_not_mentioned_is_not_given() -> None:
    """It is neither unknown by the scenario's own words nor false."""
    assert NOT_GIVEN == know(SCENARIO, VOCABULARY).fact("texts_separate")


@pytest.mark.parametrize(
    ("facts", "name", "code", "message", "hint"),
    [
        (
            {"text_separate": "yes"},
            "text_separate",
            *("unknown-fact", "unknown fact `text_separate`", "did you mean `texts_separate`?"),
        ),
        ({"NO": "yes"}, "NO", "not-a-fact", "`NO` is an event", "list it in `timeline`"),
        (
            {"crimea": "resolved"},
            "crimea",
            *("not-a-fact", "`crimea` is a ladder"),
            "list the rungs that are reached in `timeline`, as in `crimea.resolved`",
        ),
        (
            {"in_favour": "yes"},
            "in_favour",
            *("needs-member", "`in_favour` is a fact of each of guarantors"),
            "write `in_favour[…]` with a member of `guarantors`",
        ),
        (
            {"texts_separate": "maybe"},
            "texts_separate",
            *("unknown-value", "`texts_separate` has no value `maybe`", "its values are yes, no, or `unknown`"),
        ),
        (
            {"status": ["neutral", "netural"]},
            "status",
            *("unknown-value", "`status` has no value `netural`", "did you mean `neutral`?"),
        ),
        (
            {"status": {"from": "1"}},
            "status",
            *("not-a-number", "`status` is not a number and has no range", None),
        ),
        (
            {"troops": "many"},
            "troops",
            *("bad-number", "`many` is not a number", "write `85000`, `0.5` or `2/3`"),
        ),
        (
            {"troops": "50 percent of votes_cast"},
            "troops",
            *("percent-of-what", "`50 percent of votes_cast` is a share, and a fact is a number"),
            "write the number itself; a condition says of what it must be a share",
        ),
        (
            {"troops": "50 %"},
            "troops",
            *("percent-of-what", "`50 %` is a share, and a fact is a number"),
            "write the number itself; a condition says of what it must be a share",
        ),
        (
            {"troops": "3 4 5"},
            "troops",
            *("bad-number", "`3 4 5` is not a quantity", None),
        ),
        (
            {"troops": "85000"},
            "troops",
            *("unit-mismatch", "`85000` is without a unit", "write it in persons"),
        ),
        (
            {"votes_for": "3 persons"},
            "votes_for",
            *("unit-mismatch", "`3 persons` is in persons", "this number has no unit"),
        ),
        (
            {"votes_for": {"from": "3", "to": "1"}},
            "votes_for",
            *("reversed-range", "the range from 3 to 1 has its lower end above its upper", None),
        ),
    ],
)
def test_a_mistake(facts: dict[str, Any], name: str, code: str, message: str, hint: str | None) -> None:
    """What is wrong with the value of a fact, and what to do."""
    written = Scenario.model_validate({"scenario": "so", "world": "closed", "facts": facts})
    reader = FactReader(VOCABULARY)
    for fact, given in written.facts.items():
        reader.read(fact, given)

    assert [(("facts", name), code, message, hint)] == [
        (one.path[:2], one.problem.code, one.problem.message, one.problem.hint) for one in reader.findings
    ]


def test_a_value_with_a_mistake_is_not_given() -> None:
    """The other possible values stay."""
    reader = FactReader(VOCABULARY)

    assert Among(("neutral",)) == reader.read("status", ("neutral", "netural"))
    assert NOT_GIVEN == reader.read("votes_for", "x")
    assert exactly("3") == reader.read("troops", ("85000", "3 persons"))
    assert 3 == len(reader.findings)
