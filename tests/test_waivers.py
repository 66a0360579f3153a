"""Waivers: late but accepted; and deadlines that are extended, which is another matter."""

from __future__ import annotations

from typing import Any

import pytest

from conditions.check import check
from conditions.expectations import mismatches
from conditions.explain import explain, explain_party, to_text
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.results import CheckResult
from conditions.verdicts import Answer, Status

STATEMENTS = {
    "own": {"speaker": "Ann", "for": "UA", "said": "2022-05-10", "quote": "better late than never"},
    "theirs": {"speaker": "Boris", "for": "RU", "said": "2022-05-11"},
}


def dossier(conditions: dict[str, Any], **sections: Any) -> Dossier:
    """A dossier with these conditions of Ukraine."""
    return Dossier.build(
        {
            "dossier": "d",
            "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
            "events": {"paid": {}, "signs": {}, "votes": {}},
            "statements": STATEMENTS,
            "conditions": {name: {"party": "UA", **fields} for name, fields in conditions.items()},
            **sections,
        }
    )


def scenario(timeline: Any = (), world: str = "closed", **fields: Any) -> Scenario:
    """A scenario as it would be written."""
    return Scenario.build({"scenario": "so", "world": world, "timeline": timeline, **fields})


DEADLINE = {"deadline": {"condition": "paid on or before 2022-05-01"}}
LATE = {"paid": "2022-05-09"}
WAIVER = {"condition": "deadline", "party": "UA", "on": "2022-05-10", "source": "own"}


def late(waiver: dict[str, Any] | None = None, **asked: Any) -> CheckResult:
    """Paid too late, perhaps accepted."""
    waivers = {} if waiver is None else {"accepted": {**WAIVER, **waiver}}
    return check(dossier(DEADLINE, waivers=waivers), scenario(LATE), **asked)


def test_late_but_accepted_counts_as_met() -> None:
    """The verdict on the bare rule stays visible."""
    result = late({})
    (roll_up,) = result.parties["UA"].by_reading.values()

    assert (Answer.MET, Answer.MET, Status.SATISFIED, ("deadline",), True) == (
        roll_up.answer,
        roll_up.compliance,
        roll_up.status,
        roll_up.waived,
        roll_up.final,
    )
    assert (Answer.MET, Status.VIOLATED) == (
        result.conditions["deadline"].answer,
        result.conditions["deadline"].verdicts[""].status,
    )
    assert Answer.NOT_MET is late().parties["UA"].answer


@pytest.mark.parametrize(
    ("as_of", "on", "answer"),
    [
        ("2022-05-09", "2022-05-10", Answer.NOT_MET),
        ("2022-05-10", "2022-05-10", Answer.MET),
        ("2022-05-10", "2022-05", Answer.UNKNOWN),
        (None, "2022-05", Answer.MET),
        ("2022-05-01", None, Answer.MET),
    ],
)
def test_a_waiver_counts_from_its_day(as_of: str | None, on: str | None, answer: Answer) -> None:
    """As of an earlier day it had not been given; where that is open, so is the answer."""
    assert answer is late({"on": on}, as_of=as_of).parties["UA"].answer


def test_what_is_met_anyway_is_not_waived() -> None:
    """The answer is not marked, and a doubtful waiver does no harm."""
    of = dossier(DEADLINE, waivers={"accepted": {**WAIVER, "on": "2022-05"}})
    (roll_up,) = check(of, scenario({"paid": "2022-04-30"}), as_of="2022-05-10").parties["UA"].by_reading.values()

    assert (Answer.MET, ()) == (roll_up.answer, roll_up.waived)


def test_a_waiver_that_only_another_tells_of() -> None:
    """Is an account, and counts where that is asked for."""
    told = {"source": "theirs"}

    assert [Answer.NOT_MET, Answer.MET] == [
        late(told, accounts=accounts).parties["UA"].answer for accounts in ((), ("RU",))
    ]


def test_only_what_had_been_reported_is_waived() -> None:
    """`known_at` asks for waivers too."""
    assert [Answer.NOT_MET, Answer.MET] == [
        late({"on": "2022-05-09"}, known_at=day).conditions["deadline"].answer for day in ("2022-05-09", "2022-05-10")
    ]


def test_a_gate_that_is_waived_lets_the_act_happen() -> None:
    """What was waiting is ready."""
    of = dossier({"vote": {"condition": "signs only after votes"}})
    waived = scenario(waivers={"no-vote": {"condition": "vote", "party": "UA"}})

    assert [Status.WAITING, Status.READY] == [
        check(of, one).parties["UA"].by_reading[""].status for one in (scenario(), waived)
    ]
    assert Status.WAITING is check(of, waived).conditions["vote"].verdicts[""].status


def test_expectations_of_a_waiver() -> None:
    """Of the condition: its answer with the waiver, its status without; of the party, that it was needed."""
    expect = {"deadline": {"answer": "met", "status": "violated", "waived": "yes"}, "UA": {"waived": "yes"}}
    of = dossier(DEADLINE, waivers={"accepted": WAIVER})

    assert () == mismatches(check(of, scenario(LATE, expect=expect)))
    assert ["waived", "waived"] == [
        one.what for one in mismatches(check(of, scenario(LATE, expect={name: {"waived": "no"} for name in expect})))
    ]


def test_no_change_of_events_turns_what_is_waived() -> None:
    """The party's answer stays met; what would turn the verdict on the bare rule is another question."""
    (choice,) = explain_party(late({}), "UA").choices

    assert (Answer.MET, (), 0) == (choice.answer, choice.flips, choice.flips_limit)
    assert explain(late({}), "deadline")[0].flips


def test_what_may_not_be_in_force_turns_nothing_to_not_met() -> None:
    """It would only raise doubt."""
    of = dossier({"sure": {"condition": "never votes"}, "perhaps": {"condition": "never signs", "from": "2022-05"}})
    (choice,) = explain_party(check(of, scenario(), as_of="2022-05-10"), "UA").choices

    assert ["if votes happened"] == [flip.words for flip in choice.flips]


def test_a_waiver_is_shown_with_its_words() -> None:
    """Whoever reads the explanation sees what the bare rule says, and who accepted it."""
    told = to_text(explain(late({}), "deadline")[0])

    assert "[not met]" in told
    assert "It counts as met: Ukraine waived it on 2022-05-10 (accepted, “better late" in told


# --- extended deadlines, newer terms --------------------------------------------


def test_an_extended_deadline_turns_overdue_back_into_pending() -> None:
    """It is a newer version of the condition, not a waiver."""
    of = dossier(
        {
            "may": {"condition": "paid on or before 2022-05-01", "from": "2022-01-01"},
            "june": {"condition": "paid on or before 2022-06-01", "from": "2022-05-10", "softens": "may"},
        }
    )
    now = scenario((), "until 2022-05-15")
    before, after = (check(of, now, as_of=day).parties["UA"] for day in ("2022-05-09", "2022-05-10"))

    assert [Answer.NOT_MET, Answer.UNKNOWN] == [before.answer, after.answer]
    assert (True, False) == (before.by_reading[""].final, after.by_reading[""].final)
    assert ["pending"] == [reason.why.value for reason in after.conditions[1].verdicts[""].reasons]
    assert Answer.NOT_MET is check(of, scenario((), "until 2022-06-02"), as_of="2022-06-02").parties["UA"].answer
