"""The Istanbul dossier: the verdicts that a careful analyst draws from the source, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from conditions.check import CheckResult, check
from conditions.expectations import choice_of, mismatches
from conditions.files.scenario import LoadedFolder, load_folder
from conditions.language.base import Scope
from conditions.semantics import judge
from conditions.truth import Truth
from tests.tools.check_quotes import MOST_WORDS, words_in

FOLDER: Final = Path(__file__).resolve().parent.parent / "scenarios" / "istanbul-2022"
UA_READINGS: Final = {"UA-withdrawal": "february_lines", "UA-referendum": "held"}

# Ukraine (lines of 24 February, a vote is held), then Russia strict, lenient, separation; positions of 26 April 2022.
TABLE: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "29 March proposal, nothing done yet": ("waiting", "waiting", "waiting", "ready"),
    "signed, Crimea 15 years, texts separate": ("satisfied", "violated", "violated", "satisfied"),
    "signed, Crimea 15 years, texts not separate": ("satisfied", "violated", "violated", "violated"),
    "preliminary territorial agreement inside the treaty": ("satisfied", "violated", "satisfied", "satisfied"),
    "leaders resolve everything, then sign": ("satisfied", "satisfied", "satisfied", "satisfied"),
    "referendum before withdrawal": ("violated", "violated", "violated", "satisfied"),
    "Ukraine signs without a referendum": ("violated", "violated", "violated", "satisfied"),
    "referendum says no, signed anyway": ("satisfied", "violated", "violated", "satisfied"),
    "withdrawal to the 24 February lines only": ("satisfied", "violated", "violated", "satisfied"),
    "everything left to the leaders' meeting, not yet held": ("waiting", "waiting", "waiting", "waiting"),
}
ANSWERS: Final = {"satisfied": "met", "ready": "met", "violated": "not met", "waiting": "not met"}
KEPT: Final = {"waiting": "met", "ready": "met", "satisfied": "met", "violated": "not met"}
"""Compliance in a closed world: an act that never happens breaks nothing."""


@cache
def istanbul() -> LoadedFolder:
    """The dossier with its scenarios, read once."""
    return load_folder(FOLDER)


@cache
def checked(title: str) -> CheckResult:
    """A scenario by its title, checked as its file says."""
    (found,) = [loaded.scenario for loaded in istanbul().scenarios if loaded.scenario.title == title]
    return check(istanbul().dossier.dossier, found)


def titles() -> list[str]:
    """The title of every scenario, in the order of the files."""
    return [loaded.scenario.title for loaded in istanbul().scenarios]


@pytest.mark.parametrize("title", TABLE)
def test_ukraine(title: str) -> None:
    """Ukraine's column: lines of 24 February, and a vote that is held."""
    status = TABLE[title][0]
    roll_up = checked(title).parties["UA"].roll_up(UA_READINGS)

    assert (status, ANSWERS[status]) == (roll_up.status.value, roll_up.answer.value)
    assert KEPT[status] == roll_up.compliance.value


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("title", TABLE)
def test_russia(title: str, number: int) -> None:
    """Russia's three columns, one for each reading of its condition."""
    status = TABLE[title][number]
    roll_up = checked(title).parties["RU"].roll_up({"RU-territory": ("strict", "lenient", "separation")[number - 1]})

    assert (status, ANSWERS[status]) == (roll_up.status.value, roll_up.answer.value)
    assert KEPT[status] == roll_up.compliance.value


@pytest.mark.parametrize(
    ("title", "readings"),
    [
        ("referendum says no, signed anyway", {"UA-withdrawal": "february_lines", "UA-referendum": "approved"}),
        ("withdrawal to the 24 February lines only", {"UA-withdrawal": "all_territory", "UA-referendum": "held"}),
    ],
)
def test_the_other_reading_of_ukraine(title: str, readings: Mapping[str, str]) -> None:
    """What is met in one reading is not in the other, and the whole depends on the reading."""
    party = checked(title).parties["UA"]

    assert "not met" == party.roll_up(readings).answer.value
    assert "depends on the reading" == party.answer.value


def test_no_condition_of_russia_on_29_march() -> None:
    """As of 29 March Ukraine waits, and Russia has no condition on record, which is not `met`."""
    result = checked("29 March proposal, positions as of 29 March")

    assert ("not met", "no condition on record") == tuple(party.answer.value for party in result.parties.values())


@pytest.mark.parametrize("title", titles())
def test_every_expectation_holds(title: str) -> None:
    """Each scenario gives what its `expect` says."""
    assert () == mismatches(checked(title))


@pytest.mark.parametrize("title", titles())
def test_every_scenario_says_what_is_expected_of_both(title: str) -> None:
    """Neither party is left out, and every choice of readings that is named exists."""
    result = checked(title)
    named = [
        (code, name)
        for code in result.parties
        for names in result.scenario.expect[code].readings
        for name in names.split(", ")
    ]

    assert {"UA", "RU"} <= set(result.scenario.expect)
    assert [] == [(code, name) for code, name in named if not choice_of(name, result.parties[code])]


def test_nothing_deserves_a_second_look() -> None:
    """The dossier has no warnings."""
    assert () == istanbul().warnings


def test_every_condition_rests_on_a_statement() -> None:
    """All but the hypothetical one, which nobody has said, have a source."""
    conditions = istanbul().dossier.dossier.conditions

    assert ["RU-withdraws-after-signature"] == [name for name, one in conditions.items() if not one.source]
    assert "hypothetical" == conditions["RU-withdraws-after-signature"].level


def test_quotes_are_fragments() -> None:
    """No quote has more than 14 words; where the article is at hand, `check_quotes` looks each of them up."""
    dossier = istanbul().dossier.dossier
    quotes = [one.quote for one in dossier.statements.values()] + [one.quote for one in dossier.not_encoded]

    assert [] == [quote for quote in quotes if quote is None or words_in(quote) > MOST_WORDS]


def test_statements_name_their_chain() -> None:
    """Everything came through the newspaper, and Russia's words of 26 April through Interfax before."""
    statements = istanbul().dossier.dossier.statements
    reported = {name: one for name, one in statements.items() if one.speaker != "Ukrainska Pravda"}
    to_guterres = {name: one for name, one in reported.items() if one.to == "António Guterres"}

    assert {("Interfax", "Ukrainska Pravda")} == {one.via for one in to_guterres.values()}
    assert {"Ukrainska Pravda"} == {one.via[-1] for one in reported.values()}
    assert {date(2022, 4, 26)} == {one.reported.latest for one in statements.values() if one.reported}
    assert len(statements) == len([one for one in statements.values() if one.reported and one.quote and one.says])


def test_inferences_take_part_only_where_asked_for() -> None:
    """An inferred demand decides nothing by itself, and does where the level asks for it."""
    title = "preliminary territorial agreement inside the treaty"
    inferred = check(istanbul().dossier.dossier, checked(title).scenario, level="inferred")

    assert "met" == checked(title).parties["UA"].answer.value
    assert "not met" == inferred.parties["UA"].answer.value
    assert ("UA-donbas-presidents-only",) == inferred.parties["UA"].roll_up({}).decided_by


def test_an_agenda_is_no_precondition() -> None:
    """The limit on the agenda is answered, and takes no part in Ukraine's answer."""
    result = checked("the presidents talk of other things too")

    assert "not met" == result.conditions["UA-agenda"].verdicts["limit"].answer.value
    assert "met" == result.parties["UA"].answer.value


def in_force(title: str) -> Truth:
    """Whether the guarantees are in force at the end of a scenario."""
    result = checked(title)
    clause = result.dossier.instruments["guarantees"].in_force
    assert clause is not None
    return judge(clause.lower(Scope(result.vocabulary)), result.known).truth


@pytest.mark.parametrize(
    ("title", "truth"),
    [
        ("three guarantors ratify, then aggression", Truth.TRUE),
        ("29 March proposal, nothing done yet", Truth.FALSE),
        ("what was known on 26 April", Truth.UNKNOWN),
        ("signed, Crimea 15 years, texts separate", Truth.UNKNOWN),
    ],
)
def test_entry_into_force(title: str, truth: Truth) -> None:
    """Only where Ukraine has signed and every guarantor has ratified; unknown while nobody knows who they are."""
    assert truth is in_force(title)


def test_norway_stays_norway() -> None:
    """NO is a guarantor, not a truth value."""
    result = checked("three guarantors ratify, then aggression")

    assert ("US", "GB", "NO") == result.vocabulary.groups["guarantors"]
    assert Truth.TRUE is result.known.timeline.occurs("ratify[NO]")


def test_zones_leave_open_what_the_source_leaves_open() -> None:
    """Sevastopol and Mariupol lie near an excluded area; whether in it, is not said."""
    zones = istanbul().dossier.dossier.zones

    assert {"sevastopol": ("crimea",), "mariupol": ("donetsk_occupied",)} == {
        name: zone.near for name, zone in zones.items() if zone.near
    }
    assert ("crimea",) == zones["simferopol"].part_of
    assert ("donetsk_occupied",) == zones["donetsk_city"].part_of
