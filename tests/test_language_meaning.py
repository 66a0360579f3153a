"""What each kind means: in whole courses of events by the calendar, and in tiny timelines case by case."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions import formula as f
from conditions.knowledge import Among, FactState, Knowledge, NumberBetween
from conditions.language.base import Kind, Scope
from conditions.language.grammar import parse
from conditions.periods import Period
from conditions.semantics import judge
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from conditions.vocabulary import LadderType
from tests.courses import Course
from tests.strategies import MEMBERS, VOCABULARY, clauses
from tests.told import Told

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE


def lowered(clause: Kind | str) -> f.Formula:
    """The core formula of a clause without mistakes."""
    scope = Scope(VOCABULARY)
    formula = (parse(clause) if isinstance(clause, str) else clause).lower(scope)
    assert [] == scope.mistakes
    return formula


# --- the meaning, said a second time for whole courses ---------------------------------------


def values(name: str) -> st.SearchStrategy[Any]:
    """A value of a fact."""
    kind = VOCABULARY.facts[name]
    if kind.kind == "number":
        return st.sampled_from([Fraction(count) for count in (1, 2, 3, 100, 85_000)])
    return st.booleans() if kind.kind == "yes_no" else st.sampled_from(kind.values)


@st.composite
def whole_courses(draw: st.DrawFn) -> Course:
    """Most events on some day around those that clauses name; a value for every fact."""
    near = st.dates(date(2022, 1, 1), date(2022, 3, 1)) | st.dates(date(2022, 1, 1), date(2024, 3, 1))
    days = {event: day for event in VOCABULARY.events if (day := draw(st.one_of(near, near, st.none()))) is not None}
    return Course(days, {name: draw(values(name)) for name in VOCABULARY.facts}, draw(st.booleans()))


def known_of(course: Course) -> Knowledge:
    """A course as knowledge of which nothing is missing."""
    entries = [Entry(event, T, day.toordinal(), day.toordinal()) for event, day in course.days.items()]
    facts: dict[str, FactState] = {
        name: NumberBetween(value, value) if isinstance(value, Fraction) else Among((value,))
        for name, value in course.facts.items()
    }
    return Knowledge(Timeline(entries), facts)


@given(clauses(), whole_courses())
def test_lowering_keeps_the_meaning(clause: Kind, course: Course) -> None:
    """The core formula is true in exactly the courses in which the clause is so."""
    assert Told(course).so(clause) is course.holds(lowered(clause))


@given(clauses(), whole_courses())
def test_the_interpreter_agrees_where_everything_is_known(clause: Kind, course: Course) -> None:
    """In a whole course nothing is unknown, but for the members of a group that nobody has named."""
    truth = judge(lowered(clause), known_of(course)).truth

    assert truth in {Truth.of(Told(course).so(clause)), U if "observers" in clause.text() else None}


# --- case by case ------------------------------------------------------------------------------

MAY = date(2022, 5, 1).toordinal() - 1


def knowing(told: str, **facts: FactState) -> Knowledge:
    """Knowledge from words, separated by commas.

    `AT 5` on the 5th of May 2022, `AT 5-8` on one of these days, `AT` some day, `AT? 5` perhaps,
    `AT!` never, `AT < NO` the one before the other; `open` for an open world, else it is closed.
    """
    entries, relations, otherwise = dict[str, Entry](), list[Relation](), Unlisted()
    for part in filter(None, map(str.strip, told.split(","))):
        name, *days = part.split()
        if part == "open":
            otherwise = Unlisted(U)
        elif "<" in days:
            relations.append(Relation(name, days[-1], Period(days=1)))
        else:
            first, _, last = "".join(days).partition("-")
            occurs = U if name.endswith("?") else F if name.endswith("!") else T
            bounds = (MAY + int(first), MAY + int(last or first)) if first else (-math.inf, math.inf)
            entries[name.rstrip("?!")] = Entry(name.rstrip("?!"), occurs, *bounds)
    return Knowledge(Timeline(entries.values(), relations, otherwise), facts)


def told(text: str, of: str, **facts: FactState) -> str:
    """The truth of a clause in a tiny timeline, with a note where it is vacuous."""
    found = judge(lowered(text), knowing(of, **facts))
    return found.truth.value + (" (vacuous)" if found.vacuous else "")


@pytest.mark.parametrize(
    ("text", "timeline", "expected"),
    [
        # --- strict and same day
        ("NO only after AT", "AT 5, NO 6", "true"),
        ("NO only after AT", "AT 5, NO 5", "false"),
        ("NO only on or after AT", "AT 5, NO 5", "true"),
        ("NO only on or after AT", "AT 6, NO 5", "false"),
        ("no NO before AT", "AT 5, NO 5", "true"),
        ("no NO before AT", "NO 5", "false"),
        ("NO only after AT", "AT 5", "true (vacuous)"),
        ("NO only before AT", "NO 4, AT 5", "true"),
        ("NO only before AT", "NO 5, AT 5", "false"),
        ("NO only before AT", "NO 5", "true"),
        ("NO only before AT", "NO 5, AT? 5", "unknown"),
        ("NO only before AT", "NO 5, AT? 6", "true"),
        ("NO only on or before AT", "NO 5, AT 5", "true"),
        ("NO only on or before AT", "NO 6, AT 5", "false"),
        ("NO only by 2022-05-05", "NO 5", "true"),
        ("NO only by 2022-05-05", "NO 6", "false"),
        ("NO only by 2022-05-05", "NO 4-6", "unknown"),
        ("NO before AT", "NO 4, AT 5", "true"),
        ("NO before AT", "NO 5, AT 5", "false"),
        ("NO before AT", "NO 5", "false"),
        ("NO before AT", "NO, AT, NO < AT", "true"),
        ("NO after AT", "NO, AT, NO < AT", "false"),
        ("NO on or after AT", "NO 5, AT 5", "true"),
        ("NO by 2022-05-05", "NO 5", "true"),
        ("NO by 2022-05-05", "", "false"),
        ("NO before 2022-05-05", "NO 5", "false"),
        # --- lags, deadlines, windows
        ("NO only from AT + 30 days", "AT 1, NO 31", "true"),
        ("NO only from AT + 30 days", "AT 2, NO 31", "false"),
        ("NO only after AT + 30 days", "AT 1, NO 31", "false"),
        ("NO only from AT - 2 days", "AT 3, NO 1", "true"),
        ("NO only from AT - 2 days", "NO 1", "false"),
        ("NO within 3 days of AT", "AT 5, NO 8", "true"),
        ("NO within 3 days of AT", "AT 5, NO 9", "false"),
        ("NO within 3 days of AT", "AT 5, NO 1", "true"),
        ("NO within 3 days after AT", "AT 5, NO 5", "true"),
        ("NO within 3 days after AT", "AT 5, NO 4", "false"),
        ("NO within 3 days after AT", "AT 5, NO 9", "false"),
        ("NO within 3 days before AT", "AT 5, NO 2", "true"),
        ("NO within 3 days before AT", "AT 5, NO 1", "false"),
        ("NO within 3 days before AT", "AT 5, NO 6", "false"),
        ("NO within 3 days before AT", "AT 5, NO 3-5", "true"),
        ("NO within 3 days after AT", "NO 5", "false"),
        ("NO only within 3 days after AT", "AT 5", "true (vacuous)"),
        ("NO only within 3 days after AT", "NO 5", "false"),
        ("NO only within 3 days after AT", "AT 5, NO? 9", "unknown"),
        ("NO only within 3 days after AT", "AT 5, NO? 8", "true"),
        ("NO between AT + 2 days and AT + 4 days", "AT 1, NO 3", "true"),
        ("NO between AT + 2 days and AT + 4 days", "AT 1, NO 5", "true"),
        ("NO between AT + 2 days and AT + 4 days", "AT 1, NO 6", "false"),
        ("NO between AT + 2 days and AT + 4 days", "AT 1, NO 2", "false"),
        ("NO between AT and BY", "AT 1, BY 9, NO 9", "true"),
        ("NO between AT and BY", "AT 1, NO 9", "false"),
        ("NO only between 2022-05-03 and 2022-05-05", "NO 5", "true"),
        ("NO only between 2022-05-03 and 2022-05-05", "NO 6", "false"),
        ("NO only between 2022-05-03 and 2022-05-05", "", "true (vacuous)"),
        ("NO on the same day as AT", "NO 5, AT 5", "true"),
        ("NO on the same day as AT", "NO 5, AT 6", "false"),
        ("NO at most 1 day from AT", "NO 5, AT 6", "true"),
        ("NO at most 1 day from AT", "NO 7, AT 5", "false"),
        ("NO only on the same day as AT", "NO 5, AT 4-6", "unknown"),
        ("NO only on the same day as AT", "NO 5", "false"),
        ("NO only at most 1 week from AT", "NO 1, AT 8", "true"),
        # --- at a moment
        ("crimea is resolved at AT", "AT 5, crimea.resolved 5", "true"),
        ("crimea is resolved at AT", "AT 5, crimea.resolved 6", "false"),
        ("crimea is resolved at AT", "crimea.resolved 5", "false"),
        ("crimea is unresolved at 2022-05-05", "crimea.resolved 6", "true"),
        ("NO only if crimea is resolved at AT", "NO 6, AT 5, crimea.resolved 5", "true"),
        ("NO only if crimea is resolved at AT", "NO 4, AT 5, crimea.resolved 3", "false"),
        ("(majority of council approve) at 2022-05-05", "approve[US] 1, approve[NO] 1", "true"),
        ("(majority of council approve) at 2022-05-05", "approve[US] 1, approve[GB] 1", "false"),
        # --- ladders
        ("crimea is unresolved", "", "true"),
        ("crimea is unresolved", "crimea.agreed_in_principle 5", "false"),
        ("crimea is unresolved or later", "", "true"),
        ("crimea is unresolved or earlier", "crimea.resolved 5", "false"),
        ("crimea is agreed_in_principle", "crimea.agreed_in_principle 5", "true"),
        ("crimea is agreed_in_principle", "crimea.resolved 5", "false"),
        ("crimea is agreed_in_principle or later", "crimea.resolved 5", "true"),
        ("crimea is agreed_in_principle or earlier", "", "true"),
        ("crimea is resolved or earlier", "crimea.resolved 5", "true"),
        ("crimea is resolved", "crimea.resolved? 5", "unknown"),
        ("talks is raised", "", "false"),
        ("talks is raised", "talks.raised 5", "true"),
        ("talks is raised or earlier", "", "true"),
        ("talks is raised or later", "", "false"),
        ("crimea is one of (unresolved, resolved)", "crimea.agreed_in_principle 5", "false"),
        ("crimea is one of (unresolved, resolved)", "crimea.resolved 5", "true"),
        ("NO only if crimea is agreed_in_principle", "crimea.agreed_in_principle 5, NO 5", "true"),
        ("NO only if crimea is agreed_in_principle", "crimea.agreed_in_principle 5, crimea.resolved 6, NO 5", "true"),
        ("NO only if crimea is agreed_in_principle", "crimea.agreed_in_principle 5, crimea.resolved 5, NO 5", "false"),
        ("NO only if crimea is unresolved", "crimea.agreed_in_principle 5, NO 4", "true"),
        ("NO only if crimea is unresolved", "crimea.agreed_in_principle 5, NO 5", "false"),
        ("NO only if crimea is agreed_in_principle or later", "crimea.resolved 5, NO 4", "false"),
        ("NO only after crimea is agreed_in_principle or later", "crimea.agreed_in_principle 5, NO 5", "false"),
        ("NO only after crimea is agreed_in_principle or later", "crimea.agreed_in_principle 4, NO 5", "true"),
        # --- groups
        ("all of guarantors ratify", "ratify[US] 1, ratify[GB] 1, ratify[NO] 1, ratify[AT] 1", "true"),
        ("all of guarantors ratify", "ratify[US] 1, ratify[GB] 1, ratify[NO] 1", "false"),
        ("any of guarantors ratify", "ratify[NO] 1", "true"),
        ("any of guarantors ratify", "", "false"),
        ("none of guarantors ratify", "", "true"),
        ("none of guarantors ratify", "ratify[NO]? 1", "unknown"),
        ("majority of guarantors ratify", "ratify[US] 1, ratify[GB] 1", "false"),
        ("majority of guarantors ratify", "ratify[US] 1, ratify[GB] 1, ratify[NO] 1", "true"),
        ("at least 2 of guarantors ratify", "ratify[US] 1, ratify[GB]? 1", "unknown"),
        ("at most 1 of guarantors ratify", "ratify[US] 1, ratify[GB] 1", "false"),
        ("exactly 1 of guarantors ratify", "ratify[US] 1", "true"),
        ("between 1 and 2 of guarantors ratify", "ratify[US] 1, ratify[GB] 1, ratify[NO] 1", "false"),
        (
            "NO only after all of guarantors ratify",
            "ratify[US] 1, ratify[GB] 1, ratify[NO] 5, ratify[AT] 1, NO 5",
            "false",
        ),
        ("NO only on or after any of guarantors ratify", "ratify[GB] 5, NO 5", "true"),
        ("all of observers attend", "", "unknown"),
        # --- if, not, counts
        ("if NO then AT", "NO 1, AT 9", "true"),
        ("if NO then AT", "NO 1", "false"),
        ("if NO then AT", "", "true (vacuous)"),
        ("if NO then AT", "NO? 1, AT 9", "true"),
        ("if NO then AT", "NO? 1", "unknown"),
        ("if NO and AT then NO on the same day as AT", "NO 1, AT? 2", "unknown"),
        ("if NO and AT then NO on the same day as AT", "NO 1, AT? 1", "true"),
        ("never NO", "", "true"),
        ("never NO", "NO 1", "false"),
        ("never NO", "open", "unknown"),
        ("not (NO or AT)", "", "true"),
        ("not (NO or AT)", "AT 1", "false"),
        ("exactly 1 of (NO, AT, BY)", "NO 1, BY? 2", "unknown"),
        ("at most 1 of (NO, AT, BY)", "NO 1, BY 2, AT? 3", "false"),
        # --- clauses judged at an act
        ("NO only if AT", "AT 5, NO 5", "true"),
        ("NO only if AT", "AT 6, NO 5", "false"),
        ("NO only if not AT", "AT 6, NO 5", "true"),
        ("NO only if not AT", "AT 5, NO 5", "false"),
        ("no NO while AT", "AT 5, NO 6", "false"),
        ("NO only if never AT", "AT 6, NO 5", "true"),
        ("NO only if AT + 3 days", "AT 5, NO 8", "true"),
        ("NO only if AT + 3 days", "AT 5, NO 7", "false"),
        ("NO only if 2022-05-05", "NO 4", "false"),
        ("NO only if AT before BY", "AT 1, BY 2, NO 3", "true"),
        ("NO only if AT before BY", "AT 1, BY 4, NO 3", "false"),
        ("NO only if AT before 2022-05-09", "AT 1, NO 3", "true"),
        ("NO only if AT before 2022-05-01 + 8 days", "AT 1, NO 3", "true"),
        ("NO only if AT within 30 days of BY", "BY 1, AT 2, NO 3", "true"),
        ("NO only if AT on or before BY + 30 days", "BY 1, AT 2, NO 3", "true"),
        ("NO only if AT on or before BY + 30 days", "BY 4, AT 2, NO 3", "false"),
        ("NO only if AT on the same day as BY", "AT 2, BY 2, NO 2", "true"),
        ("NO only if AT on the same day as BY", "AT 3, BY 3, NO 2", "false"),
        ("NO only if AT between 2022-05-01 and 2022-05-09", "AT 2, NO 2", "true"),
        ("NO only if at least 2 of (AT, BY, AND)", "AT 1, BY 2, AND 4, NO 3", "true"),
        ("NO only if at least 2 of (AT, BY, AND)", "AT 1, BY 4, AND 4, NO 3", "false"),
        ("NO only if (if AT then BY)", "AT 5, NO 4", "true (vacuous)"),
        ("NO only if (if AT then BY)", "AT 3, NO 4", "false"),
        # --- gates inside gates bind only an inner act that has happened by then
        ("NO only if (AT only after BY)", "NO 5", "true (vacuous)"),
        ("NO only if (AT only after BY)", "AT 6, NO 5", "true (vacuous)"),
        ("NO only if (AT only after BY)", "AT 4, NO 5", "false"),
        ("NO only if (AT only after BY)", "BY 3, AT 4, NO 5", "true"),
        ("NO only if (AT only if (BY only after AND))", "AND 4, BY 3, AT 3, NO 5", "false"),
        ("if NO then AT only after BY", "NO 9, AT 5, BY 4", "true"),
        ("if NO then AT only after BY", "AT 5", "true (vacuous)"),
        ("if NO then AT only after BY", "NO 9, BY 4", "true (vacuous)"),
        ("(NO only after AT) or (BY only after AT)", "AT 5, NO 4, BY 6", "true"),
        ("(NO only after AT) and (BY only after AT)", "AT 5, NO 4, BY 6", "false"),
    ],
)
def test_case_by_case(text: str, timeline: str, expected: str) -> None:
    """One clause, one tiny timeline, one truth."""
    assert expected == told(text, timeline)


def number(low: str, high: str | None = None) -> NumberBetween:
    """A number, or a range of them."""
    return NumberBetween(Fraction(low), Fraction(low if high is None else high))


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("texts_separate", {"texts_separate": Among((True,))}, "true"),
        ("texts_separate is no", {"texts_separate": Among((True,))}, "false"),
        ("texts_separate is not no", {"texts_separate": Among((True,))}, "true"),
        ("texts_separate", {}, "unknown"),
        ("status is neutral", {"status": Among(("neutral",))}, "true"),
        ("status is not neutral", {"status": Among(("aligned",))}, "true"),
        ("status is neutral", {"status": Among(("neutral", "aligned"))}, "unknown"),
        ("status is one of (neutral, aligned)", {"status": Among(("neutral", "aligned"))}, "true"),
        ("troops is at most 85000 persons", {"troops": number("85000")}, "true"),
        ("troops is less than 85000 persons", {"troops": number("85000")}, "false"),
        ("troops is at most 85000 persons", {"troops": number("80000", "90000")}, "unknown"),
        ("notice_given is at least -1 days", {"notice_given": number("-1")}, "true"),
        (
            "votes_for is at least 50 percent of votes_cast",
            {"votes_for": number("51"), "votes_cast": number("102")},
            "true",
        ),
        (
            "votes_for is more than 50 percent of votes_cast",
            {"votes_for": number("51"), "votes_cast": number("102")},
            "false",
        ),
        (
            "votes_for is more than 2/3 of votes_cast",
            {"votes_for": number("67"), "votes_cast": number("95", "100")},
            "true",
        ),
        (
            "votes_for is at least 2/3 of votes_cast",
            {"votes_for": number("66"), "votes_cast": number("99", "100")},
            "unknown",
        ),
        ("votes_for is more than votes_against", {"votes_for": number("2"), "votes_against": number("1")}, "true"),
        ("all of guarantors in_favour", {f"in_favour[{one}]": Among((True,)) for one in MEMBERS}, "true"),
        (
            "majority of guarantors in_favour",
            {"in_favour[US]": Among((False,)), "in_favour[NO]": Among((False,))},
            "false",
        ),
        ("majority of guarantors in_favour", {"in_favour[US]": Among((False,))}, "unknown"),
    ],
)
def test_facts_case_by_case(text: str, facts: dict[str, FactState], expected: str) -> None:
    """Yes and no, listed words, exact numbers, shares of a named base, facts of members."""
    assert expected == told(text, "", **facts)


@pytest.mark.parametrize(
    ("text", "first", "none"),
    [
        ("talks is raised", T, F),
        ("talks is raised or later", T, F),
        ("talks is raised or earlier", T, T),
        ("talks is agreed or earlier", T, T),
    ],
)
def test_where_no_rung_is_reached(text: str, first: Truth, none: Truth) -> None:
    """What a ladder that starts on its lowest rung says there, and what one says that starts on none."""
    rungs = ("raised", "agreed", "signed")
    known = Knowledge(Timeline([], [], Unlisted(F)), {})
    found = [
        judge(parse(text).lower(Scope(replace(VOCABULARY, ladders={"talks": LadderType(rungs, start)}))), known).truth
        for start in ("raised", None)
    ]

    assert [first, none] == found


def test_members_who_are_not_named_leave_it_open_until_they_are() -> None:
    """The same clause, before and after somebody names the members."""
    clause = parse("all of observers attend")
    before, after = (
        clause.lower(Scope(VOCABULARY)),
        clause.lower(Scope(VOCABULARY.with_members({"observers": ["NO", "AT"]}))),
    )

    assert f.Constant(U, "the members of observers are not named") == before
    assert f.All((f.Happens(f.Event("attend[NO]")), f.Happens(f.Event("attend[AT]")))) == after


def test_a_mistake_leaves_a_formula_of_which_nothing_is_known() -> None:
    """Lowering goes on after a mistake, so that all mistakes of a clause are found at once."""
    scope = Scope(VOCABULARY)
    formula = parse("crimea is resolvd and statuss is neutral and crimea and NO").lower(scope)

    assert ["unknown-rung", "unknown-fact", "needs-rung"] == [problem.code for problem, _ in scope.mistakes]
    assert U is judge(formula, knowing("NO 5")).truth


def test_what_hangs_on_a_broken_definition_is_no_further_mistake() -> None:
    """A ladder, event, fact or group whose own definition has a mistake is not reported again."""
    broken = frozenset({"steps", "votes", "panel", "happening"})
    scope = Scope(type(VOCABULARY)(broken=broken))
    for text in ("steps.first", "votes is at least 3", "all of panel happening", "happening[NO]", "steps is done"):
        parse(text).lower(scope)

    assert [] == scope.mistakes
