"""What changed between two days: on the record, only claimed, or against the record."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conditions.dates import DateError
from conditions.files.scenario import load_folder
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.position_changes import Change
from conditions.positions import Diff, diff
from conditions.verdicts import Answer
from tests.command_line import ISTANBUL, ROOT, run
from tests.test_standing import dossier

START, END = "2022-03-15", "2022-04-15"


def changes(of: Dossier, start: str = START, end: str = END, **asked: Any) -> dict[str, Change]:
    """What changed, by the element."""
    return {change.element: change for change in diff(of, start, end, **asked).changes}


def outcome(of: Dossier, element: str = "a", **asked: Any) -> tuple[str, str, str] | None:
    """What became of an element, by what, and its mark."""
    change = changes(of, **asked).get(element)
    return None if change is None else (change.what, change.by, change.mark)


# --- on record ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"source": "ua", "from": "2022-03-15"}, None),
        ({"source": "ua", "from": "2022-03-16"}, ("begun", "", "confirmed")),
        ({"source": "ua", "from": "2022-04-15"}, ("begun", "", "confirmed")),
        ({"source": "ua", "from": "2022-04-16"}, None),
        ({"from": "2022-04-01"}, ("begun", "", "unsourced")),
        ({"source": "ua", "until": "2022-04-01"}, ("ended", "", "unsourced")),
        ({"source": "ua", "until": "2022-04-16"}, None),
        ({"source": "ua", "from": "2022-03-20", "until": "2022-04-01"}, None),
        ({"source": "ua", "from": "2022-04-01", "level": "inferred"}, None),
        ({"source": "ua"}, None),
    ],
)
def test_what_began_and_ended_between_the_days(fields: dict[str, Any], expected: tuple[str, str, str] | None) -> None:
    """After the earlier day, up to the later one; what came and went in between leaves nothing behind."""
    assert expected == outcome(dossier({"a": fields}))


@pytest.mark.parametrize(
    ("relation", "what"),
    [("supersedes", "replaced"), ("restates", "restated"), ("hardens", "hardened"), ("softens", "softened")],
)
def test_a_newer_position_in_the_place_of_an_older_one(relation: str, what: str) -> None:
    """One change of the older one, with the statement of the newer; the newer is not listed by itself."""
    of = dossier({"a": {"source": "ua"}, "b": {"source": "ua-later", "from": "2022-04-01", relation: "a"}})
    found = changes(of)

    assert {"a": (what, "b", "confirmed")} == {
        name: (change.what, change.by, change.mark) for name, change in found.items()
    }
    assert (["ua-later"], True) == ([one.statement for one in found["a"].evidence], found["a"].certain)


def test_a_chain_between_the_days_is_one_replacement() -> None:
    """By the last of the chain that counts on the later day."""
    of = dossier(
        {
            "a": {"source": "ua"},
            "b": {"source": "ua", "from": "2022-03-20", "hardens": "a"},
            "c": {"source": "ua-later", "from": "2022-04-01", "softens": "b"},
        }
    )

    assert {"a": ("replaced", "c")} == {name: (one.what, one.by) for name, one in changes(of).items()}


def test_a_withdrawal_is_the_evidence_of_the_end() -> None:
    """Of the party itself it is on record; of another party it is claimed."""
    own = {"speaker": "Ann", "for": "UA", "said": "2022-04-01", "withdraws": "a"}
    theirs = {**own, "speaker": "Boris", "for": "RU"}

    assert ("ended", "", "confirmed") == outcome(dossier({"a": {"source": "ua"}}, statements={"back": own}))
    assert ("ended", "", "claimed") == outcome(dossier({"a": {"source": "ua"}}, statements={"back": theirs}))


@pytest.mark.parametrize(
    ("since", "expected"),
    [("2022-04", False), ("2022-03/2022-05", False), ("2022-03-16/2022-04-10", True), ("2022-04-16/2022-05", None)],
)
def test_uncertain_days_are_said_to_be_uncertain(since: str, expected: bool | None) -> None:
    """Where they leave open whether the change lies between the two days."""
    found = changes(dossier({"a": {"source": "ua", "from": since}}))

    assert expected is (found["a"].certain if found else None)


def test_only_what_had_been_reported() -> None:
    """`known_at` is a third day, independent of the two."""
    of = dossier({"a": {"source": "ua-later", "from": "2022-03-20"}})

    assert {} == changes(of, known_at="2022-03-31")
    assert ["a"] == list(changes(of, known_at="2022-04-01"))


# --- told by others -------------------------------------------------------------


def claim(source: str = "ru", **fields: Any) -> dict[str, Any]:
    """What Russia says of Ukraine's positions on 10 April."""
    return {"source": source, "says": "So it is.", **fields}


def test_an_end_that_only_another_tells_is_claimed() -> None:
    """With the name of who tells it, and the quote."""
    of = dossier({"a": {"source": "ua"}}, claims={"over": claim(ends="a")})
    change = changes(of)["a"]

    assert ("ended", "claimed", ("Russia",)) == (change.what, change.mark, change.told_by)
    assert ["ru"] == [one.statement for one in change.evidence]


@pytest.mark.parametrize("when", ["2022-03-15", "2022-04-16", "2022-04-16/2022-05"])
def test_a_claim_of_another_time_is_not_listed(when: str) -> None:
    """What changed on or before the earlier day, or after the later one, as the claim says."""
    assert {} == changes(dossier({"a": {"source": "ua"}}, claims={"over": claim(ends="a", when=when)}))


def test_a_prediction_changes_nothing() -> None:
    """Only what is asserted to be so is a claim of a change."""
    assert {} == changes(dossier({"a": {"source": "ua"}}, claims={"over": claim(ends="a", kind="prediction")}))


def test_a_beginning_that_was_already_so_is_contradicted() -> None:
    """By the statement on which the party was on record before."""
    of = dossier({"a": {"source": "ua", "from": "2022-03-01"}}, claims={"new": claim(begins="a")})
    change = changes(of)["a"]

    assert ("begun", "contradicted") == (change.what, change.mark)
    assert (["ru"], ["ua"]) == (
        [one.statement for one in change.evidence],
        [one.statement for one in change.against],
    )
    assert "already so on 2022-03-15" in change.because


def test_an_end_is_contradicted_where_the_party_says_it_again() -> None:
    """On a day after that on which it is said to have ended; in the position itself, or in one that restates it."""
    again = {"a": {"source": ["ua", "ua-later"]}}
    restated = {"a": {"source": "ua"}, "b": {"source": "ua-later", "from": "2022-04-20", "restates": "a"}}

    for conditions in (again, restated):
        assert ("ended", "", "contradicted") == outcome(
            dossier(conditions, claims={"over": claim(ends="a", when="2022-03-25")})
        )
    assert ("ended", "", "claimed") == outcome(dossier(again, claims={"over": claim(ends="a", when="2022-04-10")}))


def test_contradicting_claims_stand_against_each_other() -> None:
    """Whichever of the two names the other."""
    for fields, others in (({"contradicts": "not-over"}, {}), ({}, {"contradicts": "over"})):
        of = dossier(
            {"a": {"source": "ua"}},
            claims={
                "over": claim(ends="a", **fields),
                "not-over": claim("ua-later", kind="denial", **others),
            },
        )
        change = changes(of)["a"]

        assert ("contradicted", ["ua-later"]) == (change.mark, [one.statement for one in change.against])


def test_a_claim_that_the_record_confirms() -> None:
    """Stays on record, and names who says so too."""
    of = dossier(
        {"a": {"source": "ua"}, "b": {"source": "ua-later", "from": "2022-04-01", "hardens": "a"}},
        claims={"over": claim(ends="a")},
    )
    change = changes(of)["a"]

    assert ("hardened", "confirmed", ("Russia",)) == (change.what, change.mark, change.told_by)


def test_an_account_of_a_new_position_is_claimed() -> None:
    """And so is the end of the older one that it is said to replace."""
    of = dossier({"a": {"source": "ua"}, "b": {"source": "ru", "from": "2022-04-10", "hardens": "a"}})

    assert {"a": ("hardened", "b", "claimed"), "b": ("begun", "", "claimed")} == {
        name: (change.what, change.by, change.mark) for name, change in changes(of).items()
    }


def test_an_account_that_the_party_denies_is_contradicted() -> None:
    """With its denial."""
    of = dossier(
        {"b": {"source": "ru", "from": "2022-04-10"}},
        statements={"no": {"speaker": "Ann", "for": "UA", "said": "2022-04-12", "denies": "b"}},
    )

    assert ("begun", "", "contradicted") == outcome(of, "b")


# --- answers that turn ----------------------------------------------------------


def test_answers_that_turn() -> None:
    """Each scenario as of both days; what did not change is not listed."""
    of = dossier({"a": {"source": "ua-later", "from": "2022-04-01"}})
    scenarios = [
        Scenario.model_validate({"scenario": title, "world": "closed", "timeline": timeline})
        for title, timeline in (("kept", []), ("broken", ["signs"]))
    ]
    found = diff(of, START, END, scenarios=scenarios)

    assert [("kept", Answer.NONE, Answer.MET, ("a",)), ("broken", Answer.NONE, Answer.NOT_MET, ("a",))] == [
        (one.scenario, one.before, one.after, one.because) for one in found.turned
    ]
    assert () == diff(of, "2022-04-02", END, scenarios=scenarios).turned
    assert [Answer.NONE, Answer.NONE] == [
        one.after
        for one in diff(
            dossier({"a": {"source": "ua"}}, claims={"over": claim(ends="a")}),
            START,
            END,
            scenarios=scenarios,
            accounts=("RU",),
        ).turned
    ]


def test_days_in_the_wrong_order() -> None:
    """Are refused."""
    with pytest.raises(DateError) as caught:
        diff(dossier({}), END, START)

    assert "reversed-days" == caught.value.problems[0].code


# --- Istanbul -------------------------------------------------------------------


def istanbul() -> Diff:
    """From the proposals to Putin's answer."""
    folder = load_folder(ROOT / ISTANBUL)
    scenarios = [loaded.scenario for loaded in folder.scenarios]
    return diff(folder.dossier.dossier, "2022-03-29", "2022-04-26", scenarios=scenarios)


def test_that_ukraine_dropped_the_separation_rests_on_one_word() -> None:
    """Putin's; nothing that Ukraine said confirms it."""
    change = {one.element: one for one in istanbul().changes}["UA-guarantees-apart"]

    assert ("ended", "claimed", ("Russia",)) == (change.what, change.mark, change.told_by)
    assert {"Vladimir Putin"} == {one.speaker for one in change.evidence}


def test_that_donbas_went_to_the_presidents_was_so_before() -> None:
    """What is told as a change is on record since 29 March."""
    change = {one.element: one for one in istanbul().changes}["UA-donbas-presidents"]

    assert ("begun", "contradicted", ["istanbul-donbas"]) == (
        change.what,
        change.mark,
        [one.statement for one in change.against],
    )


def test_what_is_on_record_between_the_two_days() -> None:
    """Russia's condition, Ukraine's agenda, and the withdrawal, whose day is uncertain."""
    confirmed = {one.element: one.certain for one in istanbul().changes if one.mark == "confirmed"}

    assert {"RU-territory": True, "UA-agenda": True, "UA-withdrawal": False} == confirmed


# --- the command ----------------------------------------------------------------


def test_the_command_prints_in_three_forms() -> None:
    """The same changes as text, data and Markdown; with exit code 0."""
    asked = ("diff", ISTANBUL, "--from", "2022-03-29", "--to", "2022-04-26")
    text, markdown = run(*asked), run(*asked, "--format", "markdown")
    data = json.loads(run(*asked, "--format", "json").stdout)

    assert (0, 0) == (text.code, markdown.code)
    for change in data["changes"]:
        assert f"  {change['element']}" in text.stdout
        assert f"### {change['element']}" in markdown.stdout
    assert len(istanbul().turned) == len(data["turned"])
    assert max(map(len, text.lines)) <= 80


def test_the_command_for_one_party() -> None:
    """By its name."""
    done = run("diff", ISTANBUL, "--from", "2022-03-29", "--to", "2022-04-26", "--party", "Russia")

    assert "RU-territory" in done.stdout
    assert "UA-" not in done.stdout


def test_nothing_changed() -> None:
    """Is said in a sentence."""
    done = run("diff", ISTANBUL, "--from", "2022-04-26", "--to", "2022-04-26")

    assert "No position on record changed" in done.stdout
    assert "0 answers turn" in done.stdout
