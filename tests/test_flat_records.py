"""`to_records`: results as flat records, one row each, for tables of any library."""

from __future__ import annotations

import json

import pytest

from conditions import compare, conflicts, deadlocks, questions, read_dossier, read_scenario, roadmaps, space, stability

DOSSIER = read_dossier("""
dossier: d
parties: {A: {name: Aland}, B: {name: Bland}}
events: {a_signs: {by: A}, b_signs: {by: B}, vote: {by: A}}
conditions:
  A-last: {party: A, condition: a_signs only after b_signs, from: 2031-01-01}
  B-last:
    party: B
    from: 2031-01-01
    readings: {same_day: b_signs only on or after a_signs, freely: b_signs only after vote}
preferences:
  A: [a_signs]
  B: [b_signs]
""")
GOAL = ("a_signs", "b_signs")


def test_conflicts() -> None:
    """A row for each conflict, and one for a reading without any."""
    assert [
        {
            "reading": "same_day",
            "result": "in conflict",
            "conditions": ["A-last", "B-last (same_day)"],
            "parties": ["A", "B"],
        },
        {"reading": "freely", "result": "possible", "conditions": [], "parties": []},
    ] == conflicts(DOSSIER, GOAL).to_records()


def test_deadlocks() -> None:
    """A row for each knot, and one for a reading without any."""
    found = deadlocks(DOSSIER, GOAL).to_records()

    assert [("same_day", "circular", "circular"), ("freely", "none", None)] == [
        (one["reading"], one["deadlock"], one["knot"]) for one in found
    ]


def test_roadmaps() -> None:
    """A row for each event of a roadmap, on its day."""
    found = roadmaps(DOSSIER, GOAL, readings={"B-last": "freely"}, count=1).to_records()

    assert [("2031-01-02", "vote"), ("2031-01-03", "b_signs"), ("2031-01-04", "a_signs")] == [
        (one["day"], one["event"]) for one in found
    ]


def test_the_agreement_space() -> None:
    """A row for each condition and reading, with what it removes."""
    found = space(DOSSIER, GOAL, readings={"B-last": "freely"}).to_records()

    assert [("A-last", "0.5"), ("B-last (freely)", "2/3")] == [(one["condition"], one["removed"]) for one in found]
    assert {1} == {one["packages"] for one in found}


def test_comparisons() -> None:
    """A row for each pair of readings."""
    found = compare(DOSSIER, "A-last", "B-last").to_records()

    assert ["B-last.same_day", "B-last.freely"] == [one["second"] for one in found]
    assert {"incomparable"} == {one["relation"] for one in found}


def test_questions() -> None:
    """A row for each answer to each question."""
    scenario = read_scenario(
        "scenario: s\nworld: closed\ntimeline:\n  - vote: maybe 2031-02\n  - b_signs: 2031-06-01", DOSSIER
    )
    found = questions(DOSSIER, scenario, readings={"B-last": "freely"}).to_records()

    assert [("event", "vote", "yes"), ("event", "vote", "no")] == [
        (one["kind"], one["about"], one["answer"]) for one in found
    ]


def test_stability() -> None:
    """A row for each package and party."""
    found = stability(DOSSIER, ["a_signs", "b_signs"]).to_records()

    assert {(number, party) for number in range(1, 5) for party in "AB"} == {
        (one["package"], one["party"]) for one in found
    }


@pytest.mark.parametrize(
    "records",
    [
        conflicts(DOSSIER, GOAL).to_records(),
        roadmaps(DOSSIER, GOAL).to_records(),
        deadlocks(DOSSIER, GOAL).to_records(),
    ],
)
def test_records_are_plain_data_with_the_same_keys(records: list[dict[str, object]]) -> None:
    """So they can be rows of one table."""

    assert 1 == len({tuple(record) for record in records})
    assert records == json.loads(json.dumps(records))
