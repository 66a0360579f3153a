"""What would turn the result for a goal: readings, accounts, unknowns, alone and together."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from conditions.check import lowered
from conditions.conflicts import Change, Robustness, robustness
from conditions.conflicts.goals import demands
from conditions.files.dossier import load_dossier
from conditions.formula import facts_in
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from tests.command_line import ISTANBUL, run
from tests.courses import Course
from tests.small_conflicts import Small, every_course, negotiations

SIGNED = ("ua_signs", "ru_signs")


def told(found: Robustness) -> list[tuple[set[str], str]]:
    """What turns the result, and into what."""
    return [({f"{one.about}: {one.value}" for one in turn.changes}, turn.result) for turn in found.turns]


def test_istanbul_rests_on_the_withdrawal_and_on_the_vote() -> None:
    """On the stated conditions signing is possible, unless what it needs never comes, or the voters say no."""
    found = robustness(load_dossier(ISTANBUL), SIGNED)

    assert "possible" == found.result
    assert found.complete
    assert ({"withdrawal.complete: never"}, "in conflict") in told(found)
    assert ({"UA-referendum: approved", "referendum_approved: no"}, "in conflict") in told(found)
    assert not any("UA" in one.about and one.kind == "account" for turn in found.turns for one in turn.changes)


def test_an_account_turns_what_rests_on_inferences() -> None:
    """As Russia tells Ukraine's position, it waits for the leaders, and they for a text."""
    found = robustness(load_dossier(ISTANBUL), SIGNED, level="inferred", changes=1)

    assert ({"RU: taken"}, "in conflict") in told(found)


ONE: dict[str, Any] = {
    "dossier": "one",
    "parties": {"UA": {"name": "Ukraine"}},
    "events": {"signs": {"by": "UA"}, "rain": {}},
    "facts": {"p": {}, "q": {"values": ["low", "high", "other"]}, "n": {"number": "yes"}},
}


def looked_at(*texts: str, **asked: Any) -> Robustness:
    """What is found for signing under some conditions."""
    conditions = {f"UA-{number}": {"party": "UA", "condition": text} for number, text in enumerate(texts)}
    dossier = Dossier.build({**ONE, "conditions": conditions})
    return robustness(dossier, "signs", **asked)


def test_two_unknowns_together() -> None:
    """Neither alone turns it."""
    found = looked_at("signs only if p or q is high")

    assert [({"p: no", f"q: {value}"}, "in conflict") for value in ("low", "other")] == told(found)
    assert [] == told(looked_at("signs only if p or q is high", changes=1))


def test_what_the_scenario_knows_is_not_otherwise() -> None:
    """Only what is open is settled, and only as it may be."""
    scenario = Scenario.build({"scenario": "so", "world": "open", "facts": {"p": "no", "q": ["low", "high"]}})

    assert [({"q: low"}, "in conflict")] == told(looked_at("signs only if p or q is high", scenario=scenario))


def test_events_that_nobody_decides() -> None:
    """What a party does is up to it; what happens by itself may happen or not."""
    found = looked_at("never rain", "signs only if p")

    assert [({"rain: happens"}, "in conflict"), ({"p: no"}, "in conflict")] == told(found)


def test_numbers_are_not_tried_and_it_is_said() -> None:
    """A number is open, so the answer may hang on it."""
    found = looked_at("signs only if n > 5")

    assert (("n",), ()) == (found.numbers, found.turns)


def test_a_search_that_is_cut_short_says_so() -> None:
    """Nothing was tried in no time."""
    found = looked_at("signs only if p", timeout=0)

    assert not found.complete
    assert 0 == found.changes


def test_too_many_sets_are_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says up to how many at a time were."""
    monkeypatch.setattr(sys.modules["conditions.conflicts.turning"], "MOST_TRIED", 8)
    found = looked_at("signs only if p or q is high")

    assert (1, 2, False) == (found.changes, found.asked, found.complete)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(negotiations(most=4))
def test_as_trying_every_course_finds_it(small: Small) -> None:
    """The result with every change and every two, and that no set is told that holds a smaller one."""
    found = robustness(small.dossier, small.goal, given=small.given)
    assert found.complete

    tried, expected = _courses(small), list[tuple[set[str], str]]()
    for size in (1, 2):
        for some in combinations(found.single, size):
            names = {f"{one.about}: {one.value}" for one in some}
            if len({one.about for one in some}) < size or any(smaller < names for smaller, _ in expected):
                continue
            result = _result(tried, some)
            if result != found.result:
                expected.append((names, result))
    assert found.result == _result(tried, ())
    assert expected == told(found)


def _courses(small: Small) -> list[tuple[Course, bool]]:
    """Every course of events in which the goal comes about, and whether every condition is kept in it."""
    vocabulary = small.dossier.vocabulary
    required = [one.formula for one in demands((*small.goal, *small.given), vocabulary, is_goal=True)]
    formulas = [lowered(one, vocabulary)[""] for one in small.dossier.conditions.values()]
    facts = {fact for formula in (*required, *formulas) for fact in facts_in(formula)}
    return [(course, all(map(course.holds, formulas))) for course in every_course(required, facts)]


def _result(tried: list[tuple[Course, bool]], changes: Iterable[Change]) -> str:
    """The result in those courses of events in which the changes are so; an account changes nothing here."""
    kept = [keeps for course, keeps in tried if all(_is_so(course, one) for one in changes)]
    return "possible" if any(kept) else "in conflict" if kept else "impossible"


def _is_so(course: Course, change: Change) -> bool:
    match change.kind:
        case "event":
            return (change.about in course.days) == (change.value == "happens")
        case "fact":
            value: bool | str = course.facts[change.about]
            return change.value == (value if isinstance(value, str) else "yes" if value else "no")
        case _:
            return True


def test_the_command_says_what_turns_the_result() -> None:
    """In words, with what was tried; and in JSON."""
    plain = run("conflicts", ISTANBUL, "--goal", "ua_signs", "--robust", "1")
    data = run("conflicts", ISTANBUL, "--goal", "ua_signs", "--robust", "1", "--format", "json")

    assert "what turns the result (possible, as read: UA-referendum: held" in plain.stdout
    assert "“Withdrawal of Russian troops: complete” never happens: in conflict" in plain.stdout
    assert "readings, accounts and unknowns turns it by itself" in plain.stdout.replace("\n  ", " ")
    assert '"robustness": {' in data.stdout


def test_the_command_says_what_was_not_tried() -> None:
    """Where the time is over, up to how many at a time were."""
    done = run("conflicts", ISTANBUL, "--goal", "ua_signs", "--robust", "2", "--timeout", "0")

    assert "the search was cut short: only sets of up to 0" in done.stdout.replace("\n  ", " ")
