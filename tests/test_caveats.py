"""What is said beside answers: parts of sources that are not encoded, and numbers that exceed their whole."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from conditions.caveats import Excess, excesses, left_out_words, not_encoded, sources_of
from conditions.check import check
from conditions.errors import ConditionsError, DossierError
from conditions.explain import explain, to_text
from conditions.files.dossier import dump_dossier
from conditions.knowledge import NumberBetween
from conditions.model.dossier import Dossier
from conditions.model.lint import lint
from conditions.model.scenario import Scenario
from conditions.model.statements import NotEncoded
from conditions.report.build import build_report
from conditions.report.html import render_html
from conditions.report.markdown import render_markdown
from conditions.results import CheckResult
from tests.command_line import run

VOTES = {
    "roll": {"count": True},
    "cast": {"count": True, "part_of": "roll", "label": "votes cast"},
    "won": {"count": True, "part_of": "cast", "label": "votes in favour"},
    "lost": {"count": True, "part_of": "cast", "label": "votes against"},
}
DATA: dict[str, Any] = {
    "dossier": "vote",
    "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
    "events": {"signs": {"label": "Ukraine signs"}},
    "facts": VOTES,
    "statements": {
        "speech": {"speaker": "Ann Example", "for": "UA", "quote": "half of us, and then some more"},
        "letter": {"speaker": "Ann Example", "for": "UA"},
        "talk": {"speaker": "Bob Example", "for": "RU"},
    },
    "conditions": {
        "half": {"party": "UA", "condition": "signs only if won is more than 50 percent of cast", "source": "speech"},
        "read": {
            "party": "UA",
            "source": "talk",
            "readings": {
                "plain": "signs only if won is more than lost",
                "strict": {"condition": "signs only if lost is less than 5", "source": "letter"},
            },
        },
        "free": {"party": "RU", "condition": "never signs", "source": "talk"},
    },
    "not_encoded": [
        {"source": "speech", "quote": "some more", "why": "How many is not said."},
        {"source": "letter", "says": "A greeting.", "why": "It asks for nothing"},
    ],
}
DOSSIER = Dossier.build(DATA)


def checked(**facts: object) -> CheckResult:
    """Ukraine signs, and these facts are given."""
    return check(DOSSIER, scenario(**facts))


def scenario(**facts: object) -> Scenario:
    """A course in which Ukraine signs."""
    return Scenario.build(
        {
            "scenario": "a vote",
            "world": "closed",
            "timeline": ["signs"],
            "facts": {name: str(value) for name, value in facts.items()},
        }
    )


# --- numbers that exceed their whole --------------------------------------------------------


def test_more_votes_than_voters_are_kept_and_flagged() -> None:
    """The answer is that of the numbers as they are given; a note has both numbers."""
    result = checked(won=1200, lost=0, cast=1000, roll=2000)

    assert "met" == result.conditions["half"].answer.value
    assert (Excess(("won",), Fraction(1200), "cast", Fraction(1000)),) == result.excesses
    assert ["“votes in favour” (1200) is more than “votes cast” (1000), of which it is a part"] == result.to_dict()[
        "notes"
    ]


def test_parts_that_together_exceed_the_whole_are_flagged() -> None:
    """Neither is too many alone."""
    result = checked(won=600, lost=500, cast=1000, roll=2000)
    (excess,) = result.excesses

    assert ("won", "lost") == excess.parts
    words = excess.words(result.vocabulary)
    assert words.startswith("“votes in favour” and “votes against” together (1100) are more than “votes cast” (1000)")


@pytest.mark.parametrize(
    "facts",
    [
        {"won": 600, "lost": 400, "cast": 1000, "roll": 2000},
        {"won": 600, "cast": "unknown", "roll": 2000},
        {"won": "unknown", "lost": 1, "cast": 1},
        {"won": 5},
    ],
)
def test_what_fits_or_may_fit_is_not_flagged(facts: dict[str, object]) -> None:
    """Only what is certainly too much."""
    assert () == checked(**facts).excesses


def test_a_range_is_flagged_where_all_of_it_is_too_much() -> None:
    """The least of the parts against the most of the whole."""
    facts = {"won": {"from": "900"}, "lost": {"from": "200"}, "cast": {"to": "1000"}}
    data = {"scenario": "a vote", "world": "closed", "timeline": ["signs"], "facts": facts}
    (excess,) = check(DOSSIER, Scenario.build(data)).excesses

    assert [1100, 1000] == [excess.least, excess.most]


def test_a_member_s_part_is_of_the_member_s_whole() -> None:
    """Where both are for each member; a whole that is one for all is the whole of each."""
    dossier = Dossier.build(
        {
            "dossier": "d",
            "parties": {"A": {"name": "A"}},
            "groups": {"sides": {"members": ["N", "S"]}, "others": {"unnamed": "some"}},
            "facts": {
                "total": {"count": True},
                "cast": {"count": True, "each": "sides", "part_of": "total"},
                "won": {"count": True, "each": "sides", "part_of": "cast"},
                "rest": {"count": True, "each": "others", "part_of": "total"},
                "few": {"count": True, "each": "others", "part_of": "rest"},
            },
            "conditions": {},
        }
    )
    vocabulary = dossier.vocabulary.with_members({"others": ["X"]})

    assert "cast[N]" == vocabulary.facts["won[N]"].part_of
    assert "total" == vocabulary.facts["cast[N]"].part_of
    assert "rest[X]" == vocabulary.facts["few[X]"].part_of
    assert [] == list(excesses(vocabulary, {}))


def test_the_explanation_says_so_where_it_matters() -> None:
    """Beside a condition that speaks of the numbers, not beside others."""
    result = checked(won=1200, lost=0, cast=1000)

    assert "is more than “votes cast” (1000)" in " ".join(to_text(explain(result, "half")[0]).split())
    assert () == explain(result, "free")[0].caveats


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"p": {"part_of": "q"}}, "unknown-fact"),
        ({"p": {"part_of": "q"}, "q": {}}, "not-a-number"),
        ({"p": {"part_of": "q", "unit": "persons"}, "q": {"count": True}}, "unit-mismatch"),
        ({"p": {"part_of": "p"}}, "part-circle"),
        ({"p": {"part_of": "q"}, "q": {"part_of": "p"}}, "part-circle"),
        ({"p": {"part_of": "q"}, "q": {"count": True, "each": "g"}}, "needs-member"),
        ({"p": {"part_of": "q", "values": ["x", "y"]}, "q": {"count": True}}, "fact-type"),
    ],
)
def test_what_a_part_cannot_be_of(facts: dict[str, object], code: str) -> None:
    """Nothing that is not there, no number, in another unit, itself, or one of many."""
    data = {"dossier": "d", "parties": {"A": {"name": "A"}}, "groups": {"g": {"members": ["X"]}}, "facts": facts}
    with pytest.raises(DossierError) as caught:
        Dossier.build(data)

    assert code in {problem.code for problem in caught.value.problems}


def test_a_circle_is_told_of_once_for_each_fact_on_it() -> None:
    """What only leads into a circle is not on it."""
    facts = {name: {"count": True, "part_of": whole} for name, whole in (("p", "q"), ("q", "r"), ("r", "q"))}
    with pytest.raises(DossierError) as caught:
        Dossier.build({"dossier": "d", "parties": {"A": {"name": "A"}}, "facts": facts})

    assert ["`q` is part of itself: q → r → q", "`r` is part of itself: r → q → r"] == [
        problem.message for problem in caught.value.problems
    ]


@pytest.mark.parametrize(("value", "code"), [("-1", "negative-count"), ("0.5", "not-a-whole-number")])
def test_a_count_is_whole_and_never_below_nothing(value: str, code: str) -> None:
    """Only where the fact says that it counts."""
    with pytest.raises(ConditionsError) as caught:
        checked(won=value)

    assert [code] == [problem.code for problem in caught.value.problems]


def test_a_count_of_which_no_least_is_known_is_at_least_nothing() -> None:
    """So that a small part of a whole is decided."""
    facts = {"won": {"to": "5"}, "lost": {"to": "4"}}
    data = {"scenario": "s", "world": "closed", "timeline": ["signs"], "facts": facts}
    result = check(DOSSIER, Scenario.build(data))

    assert "met" == result.conditions["read"].verdicts["strict"].answer.value
    assert NumberBetween(Fraction(0), Fraction(5)) == result.known.fact("won")


# --- what is not encoded --------------------------------------------------------------------


def test_the_statements_behind_a_condition_and_a_reading() -> None:
    """A reading rests on its own statements and on those of the whole condition."""
    read = DOSSIER.conditions["read"]

    assert ("talk", "letter") == sources_of(read)
    assert ("talk",) == sources_of(read, "plain")
    assert ("talk", "letter") == sources_of(read, "strict")
    assert ("speech",) == sources_of(DOSSIER.conditions["half"], "")


def test_what_is_not_encoded_is_found_by_the_statements() -> None:
    """In the order of the dossier."""
    first, second = DOSSIER.not_encoded

    assert (first, second) == not_encoded(DOSSIER, ["letter", "speech"])
    assert () == not_encoded(DOSSIER, ["talk"])
    assert "not encoded from speech: “some more” (how many is not said)" == left_out_words(first)
    assert "not encoded from letter: A greeting (it asks for nothing)" == left_out_words(second)
    assert "not encoded from x: a part of it (why)" == left_out_words(NotEncoded(source="x", why="why"))


def test_results_say_what_is_not_encoded() -> None:
    """In the records of each reading."""
    records = checked(won=6, lost=1, cast=10).to_records()
    found = {(record["condition"], record["reading"]): record["not_encoded"] for record in records}

    assert ["not encoded from speech: “some more” (how many is not said)"] == found["half", None]
    assert [] == found["read", "plain"]
    assert ["not encoded from letter: A greeting (it asks for nothing)"] == found["read", "strict"]
    assert [] == found["free", None]


def test_an_explanation_says_what_is_not_encoded() -> None:
    """As a note below the answer."""
    text = " ".join(to_text(explain(checked(won=6, lost=1, cast=10), "half")[0]).split())

    assert "Note: Not encoded from speech: “some more” (how many is not said)." in text


def test_reports_say_what_is_not_encoded() -> None:
    """Beside the answers, behind them, and beside the condition."""
    report = build_report(DOSSIER, [scenario(won=1200, lost=1, cast=1000)])
    for page in (render_html(report), render_markdown(report)):
        assert "source encoded in part" in page
        assert "not encoded from speech" in page
        assert "not all that its sources say is encoded" in page
        assert "(1200) is more than" in page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The dossier with a scenario in a folder."""
    (tmp_path / "dossier.yaml").write_text(dump_dossier(DOSSIER), encoding="utf-8")
    (tmp_path / "a.scenario.yaml").write_text(
        "scenario: a vote\nworld: closed\ntimeline: [signs]\nfacts: {won: 1200, lost: 1, cast: 1000}\n",
        encoding="utf-8",
    )
    return tmp_path


def test_check_marks_and_footnotes(folder: Path) -> None:
    """A mark at the status, a footnote at the end, and a note on the numbers."""
    done = run("check", str(folder))
    joined = " ".join(done.stdout.split())

    assert "satisfied*" in joined
    assert "violated*" not in joined
    assert "* rests on a statement of which a part is not encoded: half: not encoded from speech: “some more”" in joined
    assert "note: “votes in favour” (1200) is more than “votes cast” (1000), of which it is a part" in joined


def test_check_marks_every_reading(folder: Path) -> None:
    """With every condition, also readings and conditions that do not give the answer."""
    done = run("check", "-v", str(folder))

    assert "strict: ✓ MET, satisfied*:" in done.stdout
    assert "plain: ✓ MET, satisfied:" in done.stdout


def test_check_in_markdown(folder: Path) -> None:
    """The same in a table with notes below it."""
    done = run("check", "--format", "markdown", str(folder))

    assert r"satisfied\*" in done.stdout
    assert r"- \* rests on a statement of which a part is not encoded: half: not encoded from speech" in done.stdout
    assert "- a vote: “votes in favour” (1200) is more than “votes cast” (1000), of which it is a part" in done.stdout


def test_explain_in_markdown(folder: Path) -> None:
    """Notes stand above the reasons."""
    done = run("explain", str(folder), "--condition", "half", "--format", "markdown")

    assert "Note: not encoded from speech: “some more” (how many is not said)." in done.stdout


def test_what_is_not_encoded_of_a_statement_on_which_nothing_rests() -> None:
    """No answer would ever say it."""
    extra = {"source": "idle", "why": "Nobody asks."}
    statements = {**DATA["statements"], "idle": {"speaker": "Ann Example"}}
    dossier = Dossier.build({**DATA, "statements": statements, "not_encoded": [extra]})
    found = [one for one in lint(dossier) if one.problem.code == "idle-not-encoded"]

    assert [("not_encoded", 0, "source")] == [one.path for one in found]
    assert [] == [one for one in lint(dossier, ["idle"]) if one.problem.code == "idle-not-encoded"]
