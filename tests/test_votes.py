"""Rules by which real referendums and councils decide, written in the language, each with cases that turn on it."""

from __future__ import annotations

import pytest

from conditions.check import check
from conditions.explain import explain, to_text
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.results import CheckResult
from conditions.verdicts import Reason, Why

PERMANENT = ["CN", "FR", "GB", "RU", "US"]
COUNCIL = [*PERMANENT, "AE", "AL", "BR", "GA", "GH", "IE", "IN", "KE", "MX", "NO"]
RULES = {
    # Cyprus, 24 April 2004: two separate votes, and both must be won.
    "cyprus": "act only if gc_for is more than gc_against and tc_for is more than tc_against",
    # Northern Ireland, Agreement of 1998, strand one, 5(d): parallel consent or a weighted majority.
    "parallel": "act only if votes_for is more than 50 percent of present and unionists_for is more than "
    "50 percent of unionists and nationalists_for is more than 50 percent of nationalists",
    "weighted": "act only if votes_for is at least 60 percent of present and unionists_for is at least "
    "40 percent of unionists and nationalists_for is at least 40 percent of nationalists",
    # The Charter of the United Nations, article 27(3), and as it is practised: nine votes, and no veto.
    "charter": "act only if at least 9 of council including CN, FR, GB, RU and US agree",
    "practice": "act only if at least 9 of council agree and none of permanent object",
    # Montenegro, 21 May 2006: half the roll takes part, and 55 percent of the valid votes are in favour.
    "montenegro": "act only if voters is more than 50 percent of roll and votes_for is at least "
    "55 percent of (votes_for + votes_against)",
    # Colombia, 2 October 2016: more in favour than against, and 13 percent of the roll.
    "colombia": "act only if votes_for is more than votes_against and votes_for is at least 13 percent of roll",
    # The majority of one chamber, or two thirds of all.
    "either": "act only if majority of permanent agree_too or at least 2/3 of council agree",
    "turnout": "act only if votes_for + votes_against is at least 50 percent of roll",
}
NUMBERS = (
    "gc_for gc_against tc_for tc_against votes_for votes_against present unionists unionists_for nationalists "
    "nationalists_for voters roll"
)
DOSSIER = Dossier.build(
    {
        "dossier": "votes",
        "parties": {"P": {"name": "All"}},
        "groups": {"council": {"members": COUNCIL}, "permanent": {"members": PERMANENT}},
        "events": {"act": {"label": "the act"}},
        "facts": {
            **{name: {"number": "yes", "label": name.replace("_", " ")} for name in NUMBERS.split()},
            "agree": {"each": "council"},
            "agree_too": {"each": "permanent"},
            "object": {"each": "permanent"},
        },
        "conditions": {name: {"party": "P", "condition": rule} for name, rule in RULES.items()},
    }
)


def checked(facts: dict[str, object]) -> CheckResult:
    """The answers where the act happens and these facts are known."""
    given = {name: value if isinstance(value, dict) else str(value) for name, value in facts.items()}
    return check(
        DOSSIER, Scenario.build({"scenario": "a vote", "world": "closed", "timeline": ["act"], "facts": given})
    )


def votes(group: str, fact: str, in_favour: list[str]) -> dict[str, object]:
    """Who agrees; all others of the group do not."""
    members = {"council": COUNCIL, "permanent": PERMANENT}[group]
    return {f"{fact}[{member}]": "yes" if member in in_favour else "no" for member in members}


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        # --- the figures of 24 April 2004
        ("cyprus", {"gc_for": 99_976, "gc_against": 313_704, "tc_for": 50_500, "tc_against": 27_337}, "not met"),
        ("cyprus", {"gc_for": 2, "gc_against": 1, "tc_for": 50_500, "tc_against": 27_337}, "met"),
        ("cyprus", {"gc_for": 1, "gc_against": 1, "tc_for": 50_500, "tc_against": 27_337}, "not met"),
        # --- parallel consent needs a majority of each side, a weighted majority 40 percent of each
        *(
            (rule, {**base, "unionists_for": unionists, "nationalists_for": nationalists}, expected)
            for base in [{"votes_for": 70, "present": 108, "unionists": 58, "nationalists": 42}]
            for rule, unionists, nationalists, expected in [
                ("parallel", 30, 38, "met"),
                ("parallel", 29, 38, "not met"),
                ("weighted", 29, 38, "met"),
                ("weighted", 23, 42, "not met"),
            ]
        ),
        # --- 419,236 of 484,720 voted; 230,711 for and 184,954 against: 55.5 percent
        ("montenegro", {"voters": 419_236, "roll": 484_720, "votes_for": 230_711, "votes_against": 184_954}, "met"),
        ("montenegro", {"voters": 419_236, "roll": 484_720, "votes_for": 228_000, "votes_against": 187_665}, "not met"),
        ("montenegro", {"voters": 242_360, "roll": 484_720, "votes_for": 230_711, "votes_against": 1}, "not met"),
        # --- 6,377,464 for, 6,431,372 against, on a roll of 34,899,945: the threshold is passed, the vote is lost
        ("colombia", {"votes_for": 6_377_464, "votes_against": 6_431_372, "roll": 34_899_945}, "not met"),
        ("colombia", {"votes_for": 6_431_372, "votes_against": 6_377_464, "roll": 34_899_945}, "met"),
        ("colombia", {"votes_for": 4_000_000, "votes_against": 100, "roll": 34_899_945}, "not met"),
        # --- a turnout made of its parts
        ("turnout", {"votes_for": 30, "votes_against": 20, "roll": 100}, "met"),
        ("turnout", {"votes_for": 30, "votes_against": 19, "roll": 100}, "not met"),
    ],
)
def test_referendums(rule: str, facts: dict[str, object], expected: str) -> None:
    """Quorum and majority together, quotas of subgroups, alternative tests: each written in one line."""
    assert expected == checked(facts).conditions[rule].answer.value


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        ("charter", votes("council", "agree", COUNCIL[:9]), "met"),
        ("charter", votes("council", "agree", COUNCIL[:8]), "not met"),
        ("charter", votes("council", "agree", COUNCIL[1:]), "not met"),
        # --- an abstention is no veto
        ("practice", {**votes("council", "agree", COUNCIL[1:10]), **votes("permanent", "object", [])}, "met"),
        ("practice", {**votes("council", "agree", COUNCIL[1:]), **votes("permanent", "object", ["CN"])}, "not met"),
        ("either", {**votes("council", "agree", COUNCIL[:10]), **votes("permanent", "agree_too", [])}, "met"),
        ("either", {**votes("council", "agree", COUNCIL[:9]), **votes("permanent", "agree_too", [])}, "not met"),
        ("either", {**votes("council", "agree", []), **votes("permanent", "agree_too", PERMANENT[:3])}, "met"),
    ],
)
def test_councils(rule: str, facts: dict[str, object], expected: str) -> None:
    """Nine of fifteen with no veto; a majority here or two thirds there."""
    assert expected == checked(facts).conditions[rule].answer.value


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        # --- a turnout of which only the lower bound is known
        ("turnout", {"votes_for": {"from": "60"}, "votes_against": "0", "roll": "100"}, "met"),
        ("turnout", {"votes_for": {"from": "40"}, "votes_against": "0", "roll": "100"}, "unknown"),
        ("turnout", {"votes_for": {"to": "20"}, "votes_against": {"to": "29"}, "roll": "100"}, "not met"),
        # --- one count in two places moves both
        (
            "montenegro",
            {
                "voters": "90",
                "roll": "100",
                "votes_for": {"from": "60", "to": "90"},
                "votes_against": {"from": "0", "to": "40"},
            },
            "met",
        ),
    ],
)
def test_ranges_decide_where_every_value_agrees(rule: str, facts: dict[str, object], expected: str) -> None:
    """What is known of a count is enough where the rest of it does not matter."""
    assert expected == checked(facts).conditions[rule].answer.value


def test_a_share_of_nothing_is_unknown_with_a_reason() -> None:
    """Of no votes there is no percentage, and nobody can say whether it is reached."""
    result = checked({"voters": 90, "roll": 100, "votes_for": 0, "votes_against": 0})
    found = result.conditions["montenegro"].verdicts[""]
    text = to_text(explain(result, "montenegro")[0])

    assert "unknown" == found.answer.value
    assert found.reasons == (
        Reason(Why.NOTHING_TO_SHARE, "votes_for"),
        Reason(Why.NOTHING_TO_SHARE, "votes_against"),
    )
    assert "“votes for” is 0 (a share of nothing has no value)" in text
    assert "“votes for” is 0 and “votes against” is 0; a share of nothing has no value" in " ".join(text.split())


def test_what_would_turn_a_sum() -> None:
    """The missing votes are counted with those that are there."""
    text = to_text(explain(checked({"votes_for": 30, "votes_against": 19, "roll": 100}), "turnout")[0])

    assert "if “votes for” were at least 31" in text
    assert "if “votes against” were at least 20" in text
    assert "if roll were at most 98" in text
