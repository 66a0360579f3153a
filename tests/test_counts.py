"""Numbers that count something, where nothing is known of them: never below 0, and whole in what is shown."""

from __future__ import annotations

import re
from pathlib import Path

from conditions import (
    Answer,
    Impossible,
    InConflict,
    Possible,
    Unsettled,
    check,
    conflicts,
    read_dossier,
    read_scenario,
    space,
)
from tests.command_line import run

DOSSIER = """
dossier: votes
parties: {A: {name: Aland}}
events: {signs: {label: Aland signs, by: A}}
facts:
  yes_votes: {count: yes, part_of: cast}
  cast: {count: yes}
  change: {number: yes}
conditions:
  A-below: {party: A, condition: signs only if cast is less than 0}
  A-above: {party: A, condition: signs only if cast is at least 0}
  A-half: {party: A, condition: signs only if yes_votes is more than 50 percent of cast}
  A-change: {party: A, condition: signs only if change is less than 0}
"""


def _found(*kept: str) -> Possible | Impossible | InConflict | Unsettled:
    dossier = read_dossier(DOSSIER)
    conditions = {name: one for name, one in dossier.conditions.items() if name in kept}
    return conflicts(dossier.model_copy(update={"conditions": conditions}), "signs").result


def test_no_course_of_events_has_a_count_below_0() -> None:
    """What could be kept by a count below 0 alone is in conflict, with a proof that the interpreter checks."""
    found = _found("A-below", "A-half")

    assert isinstance(found, InConflict)
    assert [("A-below",)] == [core.ids for core in found.cores]
    assert [True] == [core.is_proved() for core in found.cores]


def test_another_number_may_be_below_0() -> None:
    """Only what is marked as a count is never below 0."""
    assert isinstance(_found("A-change"), Possible)


def test_a_course_of_events_has_whole_numbers_where_they_will_do() -> None:
    """The course is a scenario that `check` accepts, which refuses half a vote."""
    found = _found("A-half", "A-above")

    assert isinstance(found, Possible)
    values = found.course.scenario.facts
    assert [] == [given for given in values.values() if "." in str(given) or "-" in str(given) or "/" in str(given)]
    assert {"cast", "yes_votes"} == values.keys()
    assert Answer.MET is check(read_dossier(DOSSIER), found.course.scenario).conditions["A-half"].answer


def test_exact_answers_know_that_a_count_is_not_below_0() -> None:
    """Where a count is not given, what no count can be is decided over all that may be so."""
    dossier = read_dossier(DOSSIER)
    scenario = read_scenario("scenario: signed\nworld: closed\ntimeline: [signs]", dossier)
    exact = check(dossier, scenario, exact=True).exact

    assert exact is not None
    assert {"A-below": "not met", "A-above": "met", "A-half": "unknown", "A-change": "unknown"} == {
        name: one.answer.value for name, one in exact.conditions.items()
    }


def test_no_package_has_a_count_below_0() -> None:
    """Of a share, a package with voters and one without are told apart; one with fewer than none there is not."""
    dossier = read_dossier(DOSSIER)
    kept = {"A-half": dossier.conditions["A-half"]}
    found = space(dossier.model_copy(update={"conditions": kept}), "signs")

    assert 1 == found.room.size.exact


def test_every_condition_is_shown_with_its_exact_answer_where_that_differs(tmp_path: Path) -> None:
    """With `--verbose`, under the condition; those of which nothing more is known have no second line."""
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    (tmp_path / "s.scenario.yaml").write_text("scenario: s\nworld: closed\ntimeline: [signs]\n", encoding="utf-8")

    shown = run("check", tmp_path, "--exact", "--verbose", "--party", "A").stdout

    conditions = re.split(r"\n    (?=A-)", shown)[1:]
    exactly = {one.split()[0]: re.findall(r"may be so: . (\w+ ?\w*),", " ".join(one.split())) for one in conditions}
    assert {"A-below": ["NOT MET"], "A-above": ["MET"], "A-half": [], "A-change": []} == exactly
