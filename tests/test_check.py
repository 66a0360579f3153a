"""Checking a scenario against a dossier: which conditions count, on which day, and which readings."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from conditions.check import check, in_force, lowered
from conditions.dates import DateError, parse_partial_date
from conditions.errors import ScenarioError, UnknownNameError
from conditions.formula import Event, Gate, Matches, Within
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.periods import Period
from conditions.results import CheckResult
from conditions.truth import Truth
from conditions.verdicts import Answer

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


def dossier(**conditions: Any) -> Dossier:
    """A dossier of two parties, two events and two facts."""
    return Dossier.build(
        {
            "dossier": "d",
            "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
            "groups": {"guarantors": {"unnamed": "several"}},
            "events": {"signs": {}, "votes": {}, "ratify": {"each": "guarantors"}},
            "facts": {"p": {}, "q": {}},
            "conditions": {name: {"party": "UA", **fields} for name, fields in conditions.items()},
        }
    )


def scenario(timeline: Any = (), world: str = "closed", **fields: Any) -> Scenario:
    """A scenario as it would be written."""
    return Scenario.model_validate({"scenario": "so", "world": world, "timeline": timeline, **fields})


def result(of: Dossier, timeline: Any = (), world: str = "closed", **fields: Any) -> CheckResult:
    """The check of such a scenario."""
    return check(of, scenario(timeline, world, **fields))


YES = {"condition": "signs only if p"}
NO = {"condition": "signs only if q"}
FACTS = {"p": "yes", "q": "no"}


# --- which conditions count ---------------------------------------------------------------------


def test_a_party_without_conditions_has_none_on_record() -> None:
    """It is never said to be met."""
    of = result(dossier(a=YES), facts=FACTS).parties["RU"]

    assert (Answer.NONE, Answer.NONE, {}) == (of.answer, of.compliance, of.by_reading)


@pytest.mark.parametrize(
    ("modality", "decides"),
    [
        ("precondition", True),
        ("red_line", True),
        ("commitment", False),
        ("best_endeavours", False),
        ("preference", False),
        ("agenda_limit", False),
    ],
)
def test_only_preconditions_and_red_lines_decide(modality: str, decides: bool) -> None:
    """The others are judged and shown, and change no answer."""
    of = result(dossier(a=YES, b={**NO, "modality": modality}), facts=FACTS)

    assert (Answer.NOT_MET if decides else Answer.MET) is of.parties["UA"].answer
    assert decides is of.conditions["b"].counts
    assert Answer.NOT_MET is of.conditions["b"].answer


@pytest.mark.parametrize(
    ("level", "counting"),
    [
        ("stated", ["a"]),
        ("reported", ["a", "b"]),
        ("inferred", ["a", "b", "c"]),
        ("hypothetical", ["a", "b", "c", "d"]),
    ],
)
def test_the_level_asked_for_cuts(level: Any, counting: list[str]) -> None:
    """What is firm enough takes part; everything is judged."""
    levels = {"a": "stated", "b": "reported", "c": "inferred", "d": "hypothetical"}
    of = dossier(**{name: {**YES, "level": one} for name, one in levels.items()})
    found = check(of, scenario(facts=FACTS), level=level)

    assert counting == [one.id for one in found.parties["UA"].taking_part]
    assert list("abcd") == list(found.conditions)


def test_reported_is_the_default_level() -> None:
    """An inference does not count unless it is asked for."""
    of = result(dossier(a=YES, b={**NO, "level": "inferred"}), facts=FACTS)

    assert ("reported", Answer.MET) == (of.level, of.parties["UA"].answer)


# --- on which day ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "day", "expected"),
    [
        (None, None, "2022-04-01", T),
        ("2022-04-01", None, "2022-04-01", T),
        ("2022-04-01", None, "2022-03-31", F),
        (None, "2022-04-01", "2022-03-31", T),
        (None, "2022-04-01", "2022-04-01", F),
        ("2022-03", None, "2022-02-28", F),
        ("2022-03", None, "2022-03-01", U),
        ("2022-03", None, "2022-03-30", U),
        ("2022-03", None, "2022-03-31", T),
        (None, "2022-03", "2022-02-28", T),
        (None, "2022-03", "2022-03-01", U),
        (None, "2022-03", "2022-03-31", F),
        ("2022-03", "2022-03", "2022-03-15", U),
        ("2022-03-20/..", None, "2022-03-19", F),
        ("2022-03-20/..", None, "2022-03-20", U),
        ("../2022-03-20", None, "2022-03-19", U),
        ("../2022-03-20", None, "2022-03-20", T),
        ("2022-04-01", None, None, T),
        (None, "2022-04-01", None, F),
    ],
)
def test_a_position_counts_from_its_first_day_until_its_last(
    since: str | None, until: str | None, day: str | None, expected: Truth
) -> None:
    """The first included, the last excluded; partial dates make it possibly in force."""
    first, last = (None if text is None else parse_partial_date(text) for text in (since, until))

    assert expected is in_force(first, last, None if day is None else date.fromisoformat(day))


def test_the_day_asked_for_comes_before_that_of_the_scenario() -> None:
    """And without either, all positions count that the record does not end."""
    of = dossier(a={**YES, "from": "2022-04-01"}, b={**NO, "until": "2022-04-01"})
    on_its_day = scenario(facts=FACTS, as_of="2022-03-01")

    assert ([Answer.NOT_MET], date(2022, 3, 1)) == (
        [check(of, on_its_day).parties["UA"].answer],
        check(of, on_its_day).as_of,
    )
    assert Answer.MET is check(of, on_its_day, as_of=date(2022, 4, 1)).parties["UA"].answer
    assert Answer.MET is check(of, scenario(facts=FACTS)).parties["UA"].answer
    assert [F, T] == [one.in_force for one in check(of, on_its_day).conditions.values()]


def test_as_of_is_independent_of_now() -> None:
    """Positions of one day, events known until another."""
    of = dossier(a={"condition": "signs only after votes", "from": "2022-05-01"})
    early = check(of, scenario({"votes": "2022-04-01"}, "until 2022-04-26"), as_of=date(2022, 5, 1))

    assert (Answer.MET, date(2022, 5, 1)) == (early.parties["UA"].answer, early.as_of)


def test_what_is_only_possibly_in_force_raises_doubt() -> None:
    """It cannot make the answer worse than unknown; alone, it never makes it met."""
    month = {"from": "2022-03"}
    day = date(2022, 3, 15)

    def answer(**conditions: Any) -> tuple[Answer, Answer, str]:
        party = check(dossier(**conditions), scenario([], facts=FACTS), as_of=day).parties["UA"]
        return party.answer, party.compliance, party.by_reading[""].status.value

    assert (Answer.MET, Answer.MET, "ready") == answer(a=YES, b={**YES, **month})
    assert (Answer.UNKNOWN, Answer.MET, "undecided") == answer(a=YES, b={**NO, **month})
    assert (Answer.NOT_MET, Answer.MET, "waiting") == answer(a=NO, b={**NO, **month})
    assert (Answer.UNKNOWN, Answer.UNKNOWN, "undecided") == answer(b={**YES, **month})
    assert (Answer.UNKNOWN, Answer.UNKNOWN, "undecided") == answer(b={**NO, **month})


# --- as known, and as told --------------------------------------------------------------------------


def told(**fields: Any) -> Dossier:
    """Ukraine's own condition, and one that only Russia tells of."""
    return Dossier.build(
        {
            **dossier().model_dump(by_alias=True, exclude_defaults=True),
            "statements": {
                "own": {"speaker": "Ann", "for": "UA", "said": "2022-03-01", "reported": "2022-04-01"},
                "theirs": {"speaker": "Boris", "for": "RU", "said": "2022-03-10"},
            },
            "conditions": {
                "a": {**YES, "party": "UA", "source": "own"},
                "b": {**NO, "party": "UA", "source": "theirs", **fields},
            },
        }
    )


def test_an_account_takes_part_only_where_it_is_asked_for() -> None:
    """By the caller, or by the scenario; the result says on whose word it rests."""
    plain, asked = scenario(facts=FACTS), scenario(facts=FACTS, accounts="RU")

    assert Answer.MET is check(told(), plain).parties["UA"].answer
    assert Answer.NOT_MET is check(told(), plain, accounts=("RU",)).parties["UA"].answer
    assert Answer.NOT_MET is check(told(), plain, accounts="RU").parties["UA"].answer
    assert Answer.NOT_MET is check(told(), asked).parties["UA"].answer
    assert Answer.MET is check(told(), asked, accounts=()).parties["UA"].answer
    assert [("RU",), ("RU",)] == [
        (found := check(told(), asked)).accounts,
        found.conditions["b"].standing.told_by,
    ]


def test_only_what_had_been_reported_counts() -> None:
    """By the day asked for, or the scenario's; `as_of` is another question."""
    plain, early = scenario(facts=FACTS), scenario(facts=FACTS, known_at="2022-03-31")

    assert Answer.NONE is check(told(), early).parties["UA"].answer
    assert Answer.MET is check(told(), early, known_at="2022-04-01").parties["UA"].answer
    assert Answer.NONE is check(told(), plain, known_at=date(2022, 3, 31), as_of="2022-05-01").parties["UA"].answer
    assert Answer.MET is check(told(), plain, as_of="2022-03-01").parties["UA"].answer


def test_what_has_no_day_of_report_raises_doubt() -> None:
    """Nobody knows whether it had been reported; the answer says on which condition it hangs."""
    of = dossier(a=NO)
    (roll_up,) = check(of, scenario(facts=FACTS), known_at="2022-04-01").parties["UA"].by_reading.values()

    assert (Answer.UNKNOWN, ("a",)) == (roll_up.answer, roll_up.doubtful)


def test_an_account_of_somebody_who_is_not_there() -> None:
    """A misspelt code is no silent default."""
    with pytest.raises(UnknownNameError) as caught:
        check(told(), scenario(), accounts=("RV",))

    assert "unknown account `RV`" == caught.value.problems[0].message


# --- readings -----------------------------------------------------------------------------------------

BOTH = {"readings": {"strict": "signs only if q", "lenient": "signs only if p"}}


def test_readings_that_differ_leave_the_answer_to_the_reading() -> None:
    """Which is not the same as unknown."""
    of = result(dossier(a=BOTH), facts=FACTS)

    assert (Answer.DEPENDS, Answer.DEPENDS) == (of.conditions["a"].answer, of.parties["UA"].answer)
    assert Answer.MET is of.parties["UA"].compliance
    assert {"strict": Answer.NOT_MET, "lenient": Answer.MET} == {
        name: one.answer for name, one in of.parties["UA"].by_reading.items()
    }


def test_readings_that_change_nothing_are_not_listed() -> None:
    """Another condition is not met in any case."""
    of = result(dossier(a=BOTH, b=NO), facts=FACTS).parties["UA"]

    assert [""] == list(of.by_reading)
    assert Answer.NOT_MET is of.answer


def test_readings_of_the_same_name_are_told_apart() -> None:
    """By the ids of their conditions."""
    other = {"readings": {"strict": "votes only if q", "wide": "votes only if p"}}
    of = result(dossier(a=BOTH, b=other), facts=FACTS).parties["UA"]

    assert ["a.strict, b.strict", "a.strict, wide", "lenient, b.strict", "lenient, wide"] == list(of.by_reading)


def test_a_chosen_reading_is_the_only_one() -> None:
    """All others are answered in every reading."""
    of = dossier(a=BOTH, b=BOTH)
    found = check(of, scenario(facts=FACTS), readings={"a": "lenient"})

    assert [["lenient"], ["strict", "lenient"]] == [list(one.verdicts) for one in found.conditions.values()]
    assert ["strict", "b.lenient"] != list(found.parties["UA"].by_reading)
    assert Answer.DEPENDS is found.parties["UA"].answer


@pytest.mark.parametrize(
    ("readings", "message", "hint"),
    [
        ({"c": "strict"}, "unknown condition `c`", "known are `a`, `bb`"),
        ({"b": "strict"}, "unknown condition `b`", "did you mean `bb`?"),
        ({"a": "strikt"}, "unknown reading `strikt`", "did you mean `strict`?"),
        ({"bb": "strict"}, "unknown reading `strict`", "it can be understood in one way only"),
        ({"bb": ""}, "unknown reading ``", "it can be understood in one way only"),
    ],
)
def test_a_reading_that_is_not_there(readings: dict[str, str], message: str, hint: str | None) -> None:
    """A misspelt id is no silent default."""
    with pytest.raises(UnknownNameError) as caught:
        check(dossier(a=BOTH, bb=YES), scenario(facts=FACTS), readings=readings)
    (problem,) = caught.value.problems

    assert (message, hint) == (problem.message, problem.hint)


# --- everything together ------------------------------------------------------------------------------------


def test_a_scenario_that_does_not_fit_is_refused() -> None:
    """Names that the dossier lacks are mistakes, not silence."""
    with pytest.raises(ScenarioError, match="unknown event `vots`"):
        result(dossier(a=YES), ["vots"])


def test_groups_get_their_members_from_the_scenario() -> None:
    """Unknown until somebody names them, in one check and not in another."""
    of = dossier(a={"condition": "signs only after all of guarantors ratify"})

    unnamed, named = result(of, ["signs"]), result(of, ["ratify[NO]", {"then": "signs"}], groups={"guarantors": ["NO"]})

    assert ["missing: the members of guarantors are not named"] == unnamed.to_records()[0]["reasons"]
    assert (Answer.UNKNOWN, Answer.MET) == (unnamed.parties["UA"].answer, named.parties["UA"].answer)
    assert {"ratify[NO]"} <= set(named.vocabulary.events)


def test_the_formulas_of_a_condition() -> None:
    """One for each reading."""
    of = dossier(a=BOTH, b={"condition": "signs only after votes"})
    signs = Event("signs")

    assert {"strict": Gate(signs, Matches("q", (True,))), "lenient": Gate(signs, Matches("p", (True,)))} == lowered(
        of.conditions["a"], of.vocabulary
    )
    assert {"": Gate(signs, Within(signs, Event("votes"), least=Period(days=1)))} == lowered(
        of.conditions["b"], of.vocabulary
    )


def test_results_are_plain_data() -> None:
    """A record for each condition and reading, and everything as JSON."""
    of = result(
        dossier(a=BOTH, b={**YES, "level": "inferred"}), facts={"q": "no"}, world="until 2022-04-26", as_of="2022-04-26"
    )
    strict, lenient, inferred = of.to_records()
    whole = of.to_dict()

    assert {
        "scenario": "so",
        "as_of": "2022-04-26",
        "party": "UA",
        "condition": "a",
        "reading": "strict",
        "in_force": "true",
        "counts": True,
        "waived": "false",
        "waivers": [],
        "told_by": [],
        "denied_by": [],
        "status": "waiting",
        "answer": "not met",
        "compliance": "unknown",
        "final": True,
        "vacuous": False,
        "blocked": True,
        "reasons": ["pending: signs"],
        "versions": {},
        "not_encoded": [],
    } == strict
    assert ["pending: signs", "missing: p"] == lenient["reasons"]
    assert (None, False) == (inferred["reading"], inferred["counts"])
    assert ("d", "so", "until 2022-04-26", "2022-04-26", "reported") == tuple(
        whole[key] for key in ("dossier", "scenario", "world", "as_of", "level")
    )
    assert whole == json.loads(json.dumps(whole))
    assert [strict, lenient, inferred] == whole["conditions"]
    assert {
        "answer": "depends on the reading",
        "compliance": "unknown",
        "by_reading": {
            "strict": {
                "answer": "not met",
                "compliance": "unknown",
                "status": "waiting",
                "vacuous": False,
                "final": True,
                "blocked": True,
                "decided_by": ["a"],
                "doubtful": [],
                "contested": [],
                "waived": [],
            },
            "lenient": {
                "answer": "unknown",
                "compliance": "unknown",
                "status": "undecided",
                "vacuous": False,
                "final": False,
                "blocked": False,
                "decided_by": ["a"],
                "doubtful": [],
                "contested": [],
                "waived": [],
            },
        },
    } == whole["parties"]["UA"]  # type: ignore[index]  # a mapping in plain data


def test_a_day_may_be_given_as_text() -> None:
    """As in a file; what is no day is refused."""
    of = dossier(a={**YES, "from": "2022-04-01"})

    assert date(2022, 4, 1) == check(of, scenario(), as_of="2022-04-01").as_of
    with pytest.raises(DateError, match="`2022-04` is a month"):
        check(of, scenario(), as_of="2022-04")


def test_a_level_that_is_not_there() -> None:
    """No silent default."""
    with pytest.raises(UnknownNameError, match="unknown level `statd`\n   hint: did you mean `stated`"):
        check(dossier(a=YES), scenario(), level="statd")  # type: ignore[arg-type]  # that is the test


def test_verdicts_are_decided_when_they_are_asked_for() -> None:
    """And then kept; shown, they are all decided."""
    verdicts = result(dossier(a=BOTH), facts=FACTS).conditions["a"].verdicts

    assert verdicts["strict"] is verdicts["strict"]
    assert (2, ["strict", "lenient"]) == (len(verdicts), list(verdicts))
    assert repr(verdicts).startswith("{'strict': Verdict(status=<Status.WAITING: 'waiting'>")


def test_a_result_is_a_table_in_a_notebook() -> None:
    """One row for each party and reading; texts of the dossier are escaped."""
    of = check(dossier(a=BOTH), Scenario.model_validate({"scenario": "<b>", "world": "closed", "facts": FACTS}))

    expected = (
        "<table><caption>&lt;b&gt;</caption>"
        "<tr><th>Party</th><th>Reading</th><th>Answer</th><th>Status</th></tr>"
        "<tr><td>Ukraine</td><td>strict</td><td>not met</td><td>waiting</td></tr>"
        "<tr><td>Ukraine</td><td>lenient</td><td>met</td><td>ready</td></tr>"
        "<tr><td>Russia</td><td></td><td>no condition on record</td><td></td></tr></table>"
    )
    assert expected in of._repr_html_()
