"""Warnings on conditions that ask for nothing, or for what can never be, in their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from conditions.errors import Problem
from conditions.files.dossier import load_dossier_file
from conditions.language.grammar import parse
from conditions.model.dossier import Dossier
from conditions.model.lint import lint

HEAD = """\
dossier: d
parties: {UA: {name: Ukraine}}
groups: {guarantors: {members: [US, GB]}, observers: {unnamed: some}}
events: {sign: {}, vote: {}, leave: {}, ratify: {each: guarantors}, attend: {each: observers}}
ladders: {crimea: [open, agreed, resolved]}
facts: {approved: {}, troops: {number: yes}, status: {values: [neutral, allied]}}
statements: {s: {speaker: Ann, for: UA}}
"""
WARNED = [
    ("sign only after sign", "own-precondition", "`sign` is a precondition of itself", "sign", 16),
    ("sign only on or after vote and sign", "own-precondition", "`sign` is a precondition of itself", "sign", 31),
    ("sign only if not sign", "own-precondition", "`sign` is a precondition of itself", "sign", 17),
    ("sign only before sign + 1 month", "own-precondition", "`sign` is a precondition of itself", "sign", 17),
    ("sign only within 5 days of sign", "own-precondition", "`sign` is a precondition of itself", "sign", 27),
    ("if vote then sign only if sign", "own-precondition", "`sign` is a precondition of itself", "sign", 26),
    (
        "2022-05-09 only after vote",
        *("gated-day", "`2022-05-09` is a day, which always comes, so nobody's act is gated"),
        *("2022-05-09 only after vote", 0),
    ),
    ("all of ()", "empty-list", "`all of ()` lists nothing, so it always holds", "all of ()", 0),
    (
        "sign only if any of ()",
        *("empty-list", "`any of ()` lists nothing, so it never holds"),
        *("sign only if any of ()", 0),
    ),
    ("never 2022-05-09", "never-true", "the condition holds in no course of events", "never 2022-05-09", 0),
    ("vote and never vote", "never-true", "the condition holds in no course of events", "vote and never vote", 0),
    (
        "status is one of (neutral, allied)",
        *("always-true", "the condition holds in every course of events, so it asks for nothing"),
        *("status is one of (neutral, allied)", 0),
    ),
    (
        "sign only if crimea is open or later",
        *("always-true", "the condition holds in every course of events, so it asks for nothing"),
        *("sign only if crimea is open or later", 0),
    ),
    (
        "sign only if vote before leave and leave before vote",
        *("never-allowed", "what is required can never hold, so `sign` could never happen"),
        *("sign only if vote before leave and leave before vote", 0),
    ),
]
SOUND = [
    "sign only after vote",
    "sign only if sign within 5 days after vote",
    "sign only after 2022-05-09",
    "sign only if never leave",
    "never leave",
    "sign only after all of guarantors ratify",
    "sign only if any of observers attend",
    "crimea is open",
    "sign only between vote + 30 days and vote + 90 days",
    "if vote then approved",
]


def test_the_rule_of_an_instrument_is_judged_on_a_day(tmp_path: Path) -> None:
    """A treaty that ends is in force for a time, though its end comes in every course in which it begins."""
    rules = {
        "sign and not sign + 120 days": [],
        "sign and not sign": ["never-true"],
        "sign or not sign": ["always-true"],
        "not vote": [],
        "sign": [],
    }
    text = "".join(f"  i{number}: {{in_force: {rule}}}\n" for number, rule in enumerate(rules))

    found = warnings(tmp_path, f"instruments:\n{text}")

    assert [code for codes in rules.values() for code in codes] == [one.code for one in found]


def warnings(tmp_path: Path, text: str) -> list[Problem]:
    """The warnings of a dossier, without those on what nothing uses."""
    file = tmp_path / "dossier.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    return [one for one in load_dossier_file(file).warnings if not one.code.startswith("unused-")]


@pytest.mark.parametrize(("condition", "code", "message", "underlined", "start"), WARNED)
def test_what_is_warned_of(
    tmp_path: Path, condition: str, code: str, message: str, underlined: str, start: int
) -> None:
    """One warning for one mistake, at the words that are meant."""
    (found,) = warnings(tmp_path, f"conditions:\n  c:\n    party: UA\n    source: s\n    condition: {condition}\n")

    assert (code, message, "warning") == (found.code, found.message, found.severity)
    assert found.hint
    assert found.location is not None
    begin = found.location.column - 1
    assert (underlined, 12) == (found.location.text[begin : begin + found.location.length], found.location.line)
    assert start == begin - len("    condition: ")


@pytest.mark.parametrize("condition", SOUND)
def test_what_is_sound(tmp_path: Path, condition: str) -> None:
    """Gates, demands and bans as parties state them."""
    assert [] == warnings(tmp_path, f"conditions: {{c: {{party: UA, source: s, condition: '{condition}'}}}}\n")


def test_every_clause_is_looked_at(tmp_path: Path) -> None:
    """Readings in both forms, terms and instruments too."""
    found = warnings(
        tmp_path,
        """\
conditions:
  c:
    party: UA
    source: s
    readings:
      short: sign only after sign
      full: {condition: vote only after vote}
terms: {t: {party: UA, source: s, label: a term, condition: leave only after leave}}
instruments: {i: {in_force: vote and not vote}}
""",
    )

    assert [(13, "own-precondition"), (14, "own-precondition"), (15, "own-precondition"), (16, "never-true")] == [
        (problem.location.line if problem.location else 0, problem.code) for problem in found
    ]


def test_a_dossier_of_python_is_warned_of_by_path() -> None:
    """Conditions that were never text have no words to point at."""
    data = {
        "dossier": "d",
        "parties": {"UA": {"name": "Ukraine"}},
        "events": {"sign": {}},
        "conditions": {
            "c": {"party": "UA", "condition": {"kind": "only_after", "act": "sign", "after": parse("sign")}}
        },
    }
    found = [(one.path, one.problem.code) for one in lint(Dossier.build(data))]

    assert [
        (("conditions", "c"), "unsourced-position"),
        (("conditions", "c", "condition"), "own-precondition"),
    ] == found


def test_what_was_said_for_no_party_is_nobodys_position() -> None:
    """It takes no part in answers, which deserves a word where `for` was forgotten."""
    said: dict[str, dict[str, str]] = {"n": {"speaker": "A newspaper"}, "s": {"speaker": "Ann", "for": "UA"}}
    conditions = {name: {"party": "UA", "source": name, "condition": "never leave"} for name in said}
    of = Dossier.build(
        {
            "dossier": "d",
            "parties": {"UA": {"name": "Ukraine"}},
            "events": {"leave": {}},
            "statements": said,
            "conditions": conditions,
        }
    )

    assert [(("conditions", "n"), "said-for-nobody")] == [(one.path, one.problem.code) for one in lint(of)]
