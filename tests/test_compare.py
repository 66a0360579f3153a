"""Positions compared by what they mean."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conditions import load_dossier
from conditions.binding import know
from conditions.compare import Relation, Why, compare, replacements, superfluous
from conditions.compare.comparing import positions_named
from conditions.conflicts.results import Course
from conditions.errors import LanguageError, ScenarioError, UnknownNameError
from conditions.formula import Formula
from conditions.model.dossier import Dossier
from conditions.semantics import judge
from conditions.testing import dossiers, scenarios
from conditions.truth import Truth
from tests.command_line import ISTANBUL

VOTES: dict[str, Any] = {
    "dossier": "votes",
    "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
    "events": {"signs": {}, "vote": {}, "talks": {}},
    "facts": {"approved": {}, "votes_for": {"number": "yes"}},
    "ladders": {"crimea": ["unresolved", "agreed", "resolved"]},
}


def dossier(conditions: dict[str, dict[str, Any]]) -> Dossier:
    """A dossier with these conditions, of Ukraine where no party is given."""
    return Dossier.build({**VOTES, "conditions": {name: {"party": "UA", **one} for name, one in conditions.items()}})


BARE = dossier({})


@pytest.mark.parametrize(
    ("first", "second", "relation", "compatible"),
    [
        ("signs only after vote", "signs only on or after vote", Relation.ENTAILS, True),
        ("signs only on or after vote", "signs only after vote", Relation.WEAKENS, True),
        ("signs only after vote", "vote before signs or never signs", Relation.EQUIVALENT, True),
        ("signs only after vote", "vote only after signs", Relation.INCOMPARABLE, True),
        ("never signs", "signs happens", Relation.INCOMPARABLE, False),
        ("never signs", "signs only after vote", Relation.ENTAILS, True),
        ("signs by 2022-05-01", "signs by 2022-06-01", Relation.ENTAILS, True),
        ("signs within 30 days of vote", "signs within 1 month of vote", Relation.INCOMPARABLE, True),
        ("signs only if crimea is resolved", "signs only if crimea is agreed or later", Relation.ENTAILS, True),
        ("votes_for > 50", "votes_for >= 50", Relation.ENTAILS, True),
        ("votes_for > 50", "votes_for < 50", Relation.INCOMPARABLE, False),
        ("approved is yes", "approved is not no", Relation.EQUIVALENT, True),
    ],
)
def test_two_texts(first: str, second: str, relation: Relation, compatible: bool) -> None:
    """What asks for more entails what asks for less."""
    (found,) = compare(BARE, first, second).pairs

    assert (relation, compatible) == (found.relation, found.compatible)


def test_what_is_given_narrows_the_courses() -> None:
    """Positions that differ only where that fails are equivalent."""
    asked = "signs only after vote", "signs only if approved"

    assert Relation.INCOMPARABLE is compare(BARE, *asked).relation
    assert Relation.ENTAILS is compare(BARE, *asked, given="if vote happens then approved").relation


def test_courses_name_the_facts_on_which_something_hangs() -> None:
    """Where nothing is signed, the outcome of the vote decides nothing."""
    (found,) = compare(BARE, "signs only if approved", "signs only after vote").pairs
    assert found.both is not None
    assert found.only_first is not None

    assert ({}, {"approved": True}) == (found.both.facts, found.only_first.facts)


def test_each_reading_is_compared() -> None:
    """Of Russia's condition of 26 April the strict reading asks for most."""
    istanbul = load_dossier(ISTANBUL)

    found = compare(istanbul, "RU-territory", "RU-territory")

    assert found.relation is None
    assert {
        ("strict", "strict"): Relation.EQUIVALENT,
        ("strict", "lenient"): Relation.ENTAILS,
        ("strict", "separation"): Relation.ENTAILS,
        ("lenient", "strict"): Relation.WEAKENS,
        ("lenient", "lenient"): Relation.EQUIVALENT,
        ("lenient", "separation"): Relation.ENTAILS,
        ("separation", "strict"): Relation.WEAKENS,
        ("separation", "lenient"): Relation.WEAKENS,
        ("separation", "separation"): Relation.EQUIVALENT,
    } == {(_reading(pair.first.name), _reading(pair.second.name)): pair.relation for pair in found.pairs}


def _reading(name: str) -> str:
    return name.rpartition(".")[2]


@pytest.mark.parametrize(
    ("first", "error", "message"),
    [
        ("UA-voet", UnknownNameError, "unknown condition or term `UA-voet`"),
        ("UA-vote.strict", UnknownNameError, "`UA-vote` has no reading `strict`"),
        ("signs only after votes", LanguageError, "unknown event `votes`"),
        ("signs only", LanguageError, "`only` cannot stand here"),
    ],
)
def test_an_unknown_name_is_refused(first: str, error: type[Exception], message: str) -> None:
    """With the name, and one that is near."""
    told = dossier({"UA-vote": {"condition": "signs only after vote"}})

    with pytest.raises(error, match=message):
        compare(told, first, "UA-vote")


def test_what_cannot_be_given_is_refused() -> None:
    """Else everything would follow from it."""
    with pytest.raises(ScenarioError, match="no course of events keeps what is given"):
        compare(BARE, "never signs", "never vote", given=["vote happens", "never vote"])


def test_a_search_that_is_cut_short_decides_nothing() -> None:
    """Neither the relation nor whether both can be kept."""
    (found,) = compare(BARE, "signs only after vote", "vote only after signs", timeout=0).pairs

    assert (Relation.UNDECIDED, None) == (found.relation, found.compatible)


# --- the record ------------------------------------------------------------------------------


def test_what_is_said_of_a_newer_position_is_held_against_its_meaning() -> None:
    """It may be said to harden the older one and ask for less."""
    told = dossier(
        {
            "old": {"condition": "signs only after vote", "from": "2022-03-01"},
            "new": {"condition": "signs only on or after vote", "from": "2022-04-01", "hardens": "old"},
            "newest": {"condition": "never signs", "from": "2022-05-01", "hardens": "new"},
        }
    )

    assert [("new", "old", Relation.WEAKENS, False), ("newest", "new", Relation.ENTAILS, True)] == [
        (one.newer, one.older, one.comparisons.relation, one.agrees) for one in replacements(told)
    ]


def test_readings_of_one_name_are_held_against_each_other() -> None:
    """The strict one against the strict one, the lenient one against the lenient one."""
    told = dossier(
        {
            "old": {"readings": {"strict": "never signs", "lenient": "signs only on or after vote"}},
            "new": {
                "readings": {"strict": "never signs", "lenient": "signs only after vote"},
                "from": "2022-04-01",
                "restates": "old",
            },
        }
    )

    (found,) = replacements(told)

    assert (2, None) == (len(found.comparisons.pairs), found.agrees)


def test_what_the_record_would_not_miss() -> None:
    """A condition that the party's others entail, or that no course of events breaks; not another party's."""
    told = dossier(
        {
            "asks": {"condition": "signs only after vote"},
            "weaker": {"condition": "signs only on or after vote"},
            "always": {"condition": "vote happens or never vote"},
            "theirs": {"condition": "signs only on or after vote", "party": "RU"},
        }
    )

    found = superfluous(told)

    assert (4, True) == (found.looked_at, found.complete)
    assert [("weaker", Why.ENTAILED, ("asks",)), ("always", Why.CANNOT_FAIL, ())] == [
        (one.position.name, one.why, one.because) for one in found.found
    ]


def test_what_cannot_be_kept() -> None:
    """In no course of events, or only where the act that it gates never happens."""
    told = dossier(
        {"never": {"condition": "vote before vote", "party": "RU"}, "self": {"condition": "talks only after talks"}}
    )

    assert [("self", Why.FORBIDS_ITS_ACT, "talks"), ("never", Why.CANNOT_HOLD, "")] == [
        (one.position.name, one.why, one.act) for one in superfluous(told).found
    ]


def test_readings_count_by_themselves_and_others_by_the_least_they_ask_for() -> None:
    """What follows from one reading of another condition alone is not superfluous."""
    told = dossier(
        {
            "either": {"readings": {"strict": "never signs", "lenient": "signs only on or after talks"}},
            "votes": {"condition": "signs only after vote"},
            "talks": {"readings": {"strict": "signs only after talks", "lenient": "signs only on or after talks"}},
        }
    )

    assert [("either.lenient", ("talks",)), ("talks.lenient", ("either",))] == [
        (one.position.name, one.because) for one in superfluous(told).found
    ]


# --- against the reference interpreter -----------------------------------------------------------


@settings(max_examples=25)
@given(st.data())
def test_the_courses_show_the_relation(data: st.DataObject) -> None:
    """The reference interpreter says of each course that it keeps the one and breaks the other, or keeps both."""
    told = data.draw(dossiers(depth=1, most=2).filter(lambda one: len(one.conditions) == 2))
    first, second = told.conditions

    for pair in compare(told, first, second, timeout=5).pairs:
        one, other = (dict(_formulas(told, name))[name] for name in (pair.first.name, pair.second.name))
        shown = {
            (Truth.TRUE, Truth.FALSE): pair.only_first,
            (Truth.FALSE, Truth.TRUE): pair.only_second,
            (Truth.TRUE, Truth.TRUE): pair.both,
        }
        for truths, course in shown.items():
            judged = () if course is None else _judged(course, told, one, other)
            # What unnamed members of a group do is not told in a course of events.
            assert all(truth in {wanted, Truth.UNKNOWN} for truth, wanted in zip(judged, truths, strict=False))
        drawn = know(data.draw(scenarios(told)), told.vocabulary)
        found = judge(one, drawn).truth, judge(other, drawn).truth
        if pair.relation in {Relation.ENTAILS, Relation.EQUIVALENT}:
            assert found != (Truth.TRUE, Truth.FALSE)
        if pair.relation in {Relation.WEAKENS, Relation.EQUIVALENT}:
            assert found != (Truth.FALSE, Truth.TRUE)
        if pair.compatible is False:
            assert found != (Truth.TRUE, Truth.TRUE)


def _formulas(told: Dossier, name: str) -> list[tuple[str, Formula]]:
    return [(position.name, formula) for position, formula in positions_named(told, name)]


def _judged(course: Course, told: Dossier, one: Formula, other: Formula) -> tuple[Truth, Truth]:
    """Both formulas in a course, with the members that groups have where nothing is said of them."""
    known = know(course.scenario, told.vocabulary)
    return judge(one, known).truth, judge(other, known).truth
