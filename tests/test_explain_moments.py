"""Explanations of conditions that speak of named moments."""

from __future__ import annotations

import pytest

from conditions.check import check
from conditions.explain import explain, to_text
from conditions.files.dossier import read_dossier
from conditions.files.scenario import read_scenario
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario

DOSSIER = Dossier.build(
    {
        "dossier": "example",
        "parties": {"UA": {"name": "Ukraine"}},
        "events": {"p": {"label": "the signature"}, "q": {}, "act": {}},
        "facts": {"valid": {}},
        "moments": {
            "opening": {"when": "earliest of (p, q) + 30 days", "label": "the opening"},
            "review": "opening + 2 years but only if valid",
        },
        "conditions": {
            "a": {"party": "UA", "condition": "act only after review"},
            "b": {"party": "UA", "condition": "act only after p"},
        },
    }
)


def told(condition: str, valid: str, world: str = "closed", **timeline: str) -> tuple[str, ...]:
    """What is told of the moments of a condition."""
    data = {"scenario": "x", "world": world, "timeline": timeline, "facts": {"valid": valid}}
    (found,) = explain(check(DOSSIER, Scenario.build(data)), condition, flips=False)
    return found.moments


@pytest.mark.parametrize(
    ("valid", "p", "review", "opening"),
    [
        ("yes", "2022-01-01", "it comes on 2024-01-31", "it comes on 2022-01-31"),
        ("unknown", "2022-01-01", "not known whether it comes; if so, on 2024-01-31", "it comes on 2022-01-31"),
        ("no", "2022-01-01", "it never comes", "it comes on 2022-01-31"),
        (
            "yes",
            "2022-01-01/2022-01-02",
            "it comes from 2024-01-31 to 2024-02-01",
            "it comes from 2022-01-31 to 2022-02-01",
        ),
        ("yes", "2022-01-01/..", "it comes, on or after 2024-01-31", "it comes, on or after 2022-01-31"),
        ("yes", "../2022-01-01", "it comes, on or before 2024-01-31", "it comes, on or before 2022-01-31"),
        ("yes", "happens", "it comes, on a day that is not known", "it comes, on a day that is not known"),
    ],
)
def test_each_moment_with_its_definition_and_day(valid: str, p: str, review: str, opening: str) -> None:
    """Those in definitions after what they define."""
    assert (
        f"review is 2 years after “the opening”, but only if valid: {review}",
        f"“the opening” is 30 days after the earliest of “the signature” and q: {opening}",
    ) == told("a", valid, p=p)


def test_what_speaks_of_no_moment_tells_of_none() -> None:
    """Only moments with names are told."""
    assert () == told("b", "yes", p="2022-01-01")


def test_the_text_of_an_explanation_has_them() -> None:
    """Under a heading of their own."""
    data = {"scenario": "x", "world": "closed", "timeline": {"p": "2022-01-01"}, "facts": {"valid": "yes"}}
    (found,) = explain(check(DOSSIER, Scenario.build(data)), "a", flips=False)

    lines = to_text(found).splitlines()
    assert "  Moments" in lines
    assert "    - review is 2 years after “the opening”, but only if valid: it comes on" in lines


def test_a_change_of_a_member_s_moment_has_no_days_that_say_nothing() -> None:
    """Months before years after something have no single period, and a member's own day is not `0 days after` it."""
    dossier = read_dossier("""
dossier: d
parties: {A: {name: Aland}}
groups: {signatories: {members: [A]}}
events: {signed: {}, leaves: {by: A}, notice: {each: signatories}}
moments:
  end: signed + 5 years
  last_day: 6 months before end
  given: earliest of signatories notice
conditions:
  A-notice: {party: A, condition: leaves only if given on or before last_day}
""")
    timeline = "timeline: {signed: 2020-11-10, leaves: 2025-11-10, 'notice[A]': 2025-05-11}"
    scenario = read_scenario(f"scenario: late\nworld: closed\n{timeline}", dossier)

    (told,) = explain(check(dossier, scenario), "A-notice")

    text = " ".join(to_text(told).split())
    assert "“notice (Aland)” came on or before 6 months before 5 years after signed" in text
    assert "0 days" not in text
