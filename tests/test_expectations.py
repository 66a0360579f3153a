"""Expected answers: of parties and conditions, as a whole and per reading."""

from __future__ import annotations

from typing import Any

import pytest

from conditions.check import check
from conditions.expectations import Mismatch, choice_of, compared, expectations, mismatches
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario

DOSSIER = Dossier.build(
    {
        "dossier": "d",
        "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}, "MD": {"name": "Moldova"}},
        "events": {"signs": {}, "votes": {}},
        "facts": {"p": {}, "q": {}},
        "conditions": {
            "UA-vote": {"party": "UA", "condition": "signs only after votes"},
            "RU-terms": {"party": "RU", "readings": {"strict": "signs only if q", "lenient": "signs only if p"}},
            "RU-more": {"party": "RU", "readings": {"held": "signs only after votes", "won": "signs only if p"}},
        },
    }
)


def missed(expect: dict[str, Any], expect_compliance: dict[str, Any] | None = None) -> list[str]:
    """What is not as expected: nothing signed, votes held, p so and q not so."""
    scenario = Scenario.model_validate(
        {
            "scenario": "so",
            "world": "closed",
            "timeline": ["votes"],
            "facts": {"p": "yes", "q": "no"},
            "expect": expect,
            "expect_compliance": expect_compliance or {},
        }
    )
    return [str(one) for one in mismatches(check(DOSSIER, scenario))]


@pytest.mark.parametrize(
    "expect",
    [
        {"UA": "met"},
        {"UA": "ready"},
        {"UA": {"answer": "met", "compliance": "met", "status": "ready", "final": "yes", "vacuous": "yes"}},
        {"RU": "depends on the reading"},
        {"RU": {"strict": "not met", "lenient": "met"}},
        {"RU": {"strict, held": "not met", "lenient, won": {"status": "ready"}}},
        {"RU": {"answer": "depends on the reading", "readings": {"RU-terms.strict": "waiting"}}},
        {"MD": "no condition on record"},
        {"UA-vote": "ready"},
        {"UA-vote": {"final": "yes", "vacuous": "yes"}},
        {"RU-terms": {"strict": "waiting", "lenient": {"status": "ready", "vacuous": "yes"}}},
        {"RU-more": "met"},
        {},
    ],
)
def test_what_is_as_expected_is_no_mismatch(expect: dict[str, Any]) -> None:
    """Answers, statuses and flags of parties, conditions and readings."""
    assert [] == missed(expect)


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ({"UA": "not met"}, ["UA: expected answer not met, got met"]),
        ({"UA": "waiting"}, ["UA: expected status waiting, got ready"]),
        (
            {"UA": {"answer": "unknown", "final": "no", "vacuous": "no", "compliance": "not met"}},
            [
                "UA: expected answer unknown, got met",
                "UA: expected compliance not met, got met",
                "UA: expected final no, got yes",
                "UA: expected vacuous no, got yes",
            ],
        ),
        ({"RU": "met"}, ["RU: expected answer met, got depends on the reading"]),
        ({"RU": {"status": "ready"}}, ["RU: expected status ready, got waiting / ready"]),
        ({"RU": {"strict": "met"}}, ["RU / strict: expected answer met, got not met"]),
        ({"RU": {"lenient, held": "not met"}}, ["RU / lenient, held: expected answer not met, got met"]),
        ({"MD": "met"}, ["MD: expected answer met, got no condition on record"]),
        ({"MD": {"status": "ready"}}, ["MD: expected status ready, got no condition on record"]),
        ({"MD": {"final": "yes"}}, ["MD: expected final yes, got no condition on record"]),
        ({"MD": {"vacuous": "yes"}}, ["MD: expected vacuous yes, got no condition on record"]),
        ({"UA-vote": "violated"}, ["UA-vote: expected status violated, got ready"]),
        ({"RU-terms": "met"}, ["RU-terms: expected answer met, got depends on the reading"]),
        ({"RU-terms": {"lenient": "not met"}}, ["RU-terms / lenient: expected answer not met, got met"]),
        ({"RU-terms": {"final": "no"}}, ["RU-terms: expected final no, got yes"]),
    ],
)
def test_what_is_not_as_expected(expect: dict[str, Any], said: list[str]) -> None:
    """The place, what was expected, and what came out."""
    assert said == missed(expect)


def test_expected_compliance_has_a_section_of_its_own() -> None:
    """Its bare words speak of compliance."""
    assert [] == missed({}, {"UA": "met", "RU": "met", "RU-terms": {"strict": "met"}})
    assert ["RU / strict: expected compliance not met, got met"] == missed({}, {"RU": {"strict": "not met"}})
    assert ["UA: expected compliance unknown, got met"] == missed({}, {"UA": {"compliance": "unknown"}})


def test_a_mismatch_knows_its_path() -> None:
    """So that it is shown at its line."""
    scenario = Scenario.model_validate(
        {"scenario": "so", "world": "closed", "facts": {"p": "yes", "q": "no"}, "expect": {"RU": {"strict": "met"}}}
    )

    assert (Mismatch(("expect", "RU", "strict"), "answer", "met", "not met"),) == mismatches(check(DOSSIER, scenario))


def test_a_choice_names_readings_by_their_own_name_or_with_their_condition() -> None:
    """Spaces do not matter."""
    party = check(DOSSIER, Scenario.model_validate({"scenario": "so", "world": "open"})).parties["RU"]

    assert {"RU-terms": "strict"} == choice_of("strict", party)
    assert {"RU-terms": "strict", "RU-more": "won"} == choice_of(" RU-terms.strict ,won", party)


def test_a_condition_that_does_not_count_on_the_day_has_no_answer() -> None:
    """Whatever is expected of it, so that an expectation is never met by what nobody asks for any more."""
    data = {
        "dossier": "d",
        "parties": {"UA": {"name": "Ukraine"}},
        "events": {"signs": {}, "votes": {}},
        "conditions": {"UA-vote": {"party": "UA", "condition": "signs only after votes", "from": "2022-03-29"}},
    }
    scenario = {"scenario": "so", "world": "closed", "as_of": "2022-03-28", "expect": {"UA-vote": "waiting"}}

    (found,) = mismatches(check(Dossier.build(data), Scenario.build(scenario)))

    assert "no answer: it does not count on 2022-03-28 (from 2022-03-29)" == found.got


FULL: dict[str, Any] = {
    "scenario": "so",
    "world": "closed",
    "timeline": ["votes"],
    "facts": {"p": "yes", "q": "no"},
    "viewpoints": {"MD": {"facts": {"q": "yes"}, "expect": {"RU": {"strict, held": "met"}}}},
    "expect": {"UA": {"status": "ready", "vacuous": "yes"}, "RU": {"strict": {"answer": "met", "final": "no"}}},
    "expect_compliance": {"UA": "met", "RU": {"strict": {"compliance": "met", "vacuous": "yes"}}},
    "expect_moments": {"votes": "some day"},
}


def test_every_expectation_has_a_name_without_blanks_or_brackets() -> None:
    """Such a name can be given to `-k` and stands in a node id."""
    expected = [
        "MD/RU.strict+held.answer",
        "UA.status",
        "UA.vacuous",
        "RU.strict.answer",
        "RU.strict.final",
        "compliance.UA",
        "compliance.RU.strict",
        "compliance.RU.strict.vacuous",
        "moments.votes",
    ]

    assert expected == [one.name for one in expectations(Scenario.build(FULL))]


def test_what_is_compared_is_what_is_expected() -> None:
    """The same expectations in the same order, and a mismatch is one where something else came out."""
    scenario = Scenario.build(FULL)
    result = check(DOSSIER, scenario)

    found = list(compared(result))

    assert list(expectations(scenario)) == [one for one, _ in found]
    assert [(one.path, one.what, got) for one, got in found if got != one.expected] == [
        (one.path, one.what, one.got) for one in mismatches(result)
    ]
