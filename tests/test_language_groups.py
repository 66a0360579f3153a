"""Groups: qualified majorities, named members, members that join and leave; what differs from period to period."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions import formula as f
from conditions.check import check
from conditions.dates import PartialDate, parse_partial_date
from conditions.explain import explain, to_text
from conditions.knowledge import Among, FactState, Knowledge
from conditions.language.base import Scope
from conditions.language.grammar import parse
from conditions.language.groups import Members
from conditions.language.membership import Roll, rolls
from conditions.language.over_time import MOST_EXACT, by_period, periods_in
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.semantics import judge
from conditions.timeline import Entry, Timeline
from conditions.truth import Truth
from conditions.verdicts import Reason, Why
from conditions.vocabulary import FactType, Membership, Vocabulary
from tests.courses import over_all

ACT = f.Event("act")
MAY = date(2022, 5, 1).toordinal() - 1
COUNCIL = ("A", "B", "C", "D")


def member(code: str, since: str | None = None, until: str | None = None) -> Membership:
    """A membership with the days of May 2022 on which it begins and ends; `3-5` is one of these days."""
    return Membership(code, _in_may(since), _in_may(until))


def _in_may(day: str | None) -> PartialDate | None:
    first, _, last = (day or "").partition("-")
    text = f"2022-05-{int(first):02}" if first else ""
    return parse_partial_date(f"{text}/2022-05-{int(last):02}" if last else text) if day else None


def answer(text: str, act: tuple[int, int], yes: str, *members: Membership) -> str:
    """The truth of a clause on the council, where the act falls on days of May and these members agree."""
    vocabulary = Vocabulary(
        events={"act": "", **{f"vote[{code}]": "" for code in COUNCIL}},
        facts={f"agree[{code}]": FactType() for code in COUNCIL},
        groups={"council": COUNCIL},
        families={"agree": "council", "vote": "council"},
        fact_families={"agree": FactType()},
        memberships={"council": members},
    )
    scope = Scope(vocabulary)
    formula = parse(text).lower(scope)
    assert [] == scope.mistakes
    facts: dict[str, FactState] = {f"agree[{code}]": Among((code in yes,)) for code in COUNCIL}
    entries = [Entry("act", Truth.TRUE, MAY + act[0], MAY + act[1])]
    entries += [Entry(f"vote[{code}]", Truth.TRUE, MAY + 10, MAY + 10) for code in yes]
    return judge(formula, Knowledge(Timeline(entries), facts)).truth.value


# --- how many ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "yes", "expected"),
    [
        # --- two thirds of four are three
        ("at least 2/3 of council agree", "AB", "false"),
        ("at least 2/3 of council agree", "ABC", "true"),
        ("more than 3/4 of council agree", "ABC", "false"),
        ("at least 75 percent of council agree", "ABC", "true"),
        ("less than 50 percent of council agree", "AB", "false"),
        ("at most 1/2 of council agree", "AB", "true"),
        ("between 1/4 and 3/4 of council agree", "A", "true"),
        ("more than 2 of council agree", "AB", "false"),
        ("less than 2 of council agree", "A", "true"),
        # --- nine of fifteen with no veto, in small
        ("at least 3 of council including A and B agree", "BCD", "false"),
        ("at least 3 of council including A and B agree", "ABC", "true"),
        ("majority of council including A agree", "BCD", "false"),
        # --- consensus minus one
        ("all of council excluding D agree", "ABC", "true"),
        ("all of council excluding D agree", "ABD", "false"),
        ("majority of council excluding C and D agree", "AC", "false"),
    ],
)
def test_qualified_majorities(text: str, yes: str, expected: str) -> None:
    """Shares are exact; named members must be among those that do it; those left out are not counted."""
    assert expected == answer(text, (1, 1), yes)


def test_a_majority_and_a_share_are_worded() -> None:
    """Reports say which members must be among them, and which are left out."""
    clause = parse("more than 60 percent of council including A and B excluding D agree")

    assert "more than 60 percent of council including A and B excluding D agree" == clause.text()
    assert isinstance(clause, Members)
    assert (3, None) == clause.bounds(4)


# --- members that join and leave --------------------------------------------------------------


def test_rolls_change_with_every_joining_and_leaving() -> None:
    """Between two changes the members are the same; a day that is only roughly known leaves a doubt."""
    found = rolls([member("A"), member("B", "3"), member("C", None, "5-7")])

    assert (
        Roll(None, ("A", "C")),
        Roll(date(2022, 5, 3), ("A", "B", "C")),
        Roll(date(2022, 5, 5), ("A", "B"), ("C",)),
        Roll(date(2022, 5, 7), ("A", "B")),
    ) == found


@pytest.mark.parametrize(
    ("text", "act", "yes", "members", "expected"),
    [
        # --- the members of the day of the act, the first day in, the last day out
        ("act only if all of council agree", (2, 2), "A", [member("A"), member("B", "3")], "true"),
        ("act only if all of council agree", (3, 3), "A", [member("A"), member("B", "3")], "false"),
        ("act only if all of council agree", (4, 4), "A", [member("A"), member("B", None, "5")], "false"),
        ("act only if all of council agree", (5, 5), "A", [member("A"), member("B", None, "5")], "true"),
        ("act only if any of council agree", (2, 2), "B", [member("A"), member("B", "3")], "false"),
        # --- gone and back
        ("act only if any of council agree", (4, 4), "B", [member("B", None, "3"), member("B", "5")], "false"),
        ("act only if any of council agree", (5, 5), "B", [member("B", None, "3"), member("B", "5")], "true"),
        # --- the day of the act is not known
        ("act only if all of council agree", (2, 3), "A", [member("A"), member("B", "3")], "unknown"),
        ("act only if all of council agree", (2, 3), "AB", [member("A"), member("B", "3")], "true"),
        ("act only if all of council agree", (2, 3), "B", [member("A"), member("B", "3")], "false"),
        ("act only if all of council agree", (2, 4), "", [member("A", None, "3"), member("B", "3")], "false"),
        # --- the day of joining is not known
        ("act only if all of council agree", (4, 4), "A", [member("A"), member("B", "3-5")], "unknown"),
        ("act only if all of council agree", (4, 4), "AB", [member("A"), member("B", "3-5")], "true"),
        ("act only if all of council agree", (4, 4), "B", [member("A"), member("B", "3-5")], "false"),
        ("act only if any of council agree", (4, 4), "A", [member("A"), member("B", "3-5")], "true"),
        ("act only if any of council agree", (4, 4), "B", [member("A"), member("B", "3-5")], "unknown"),
        ("act only if none of council agree", (4, 4), "B", [member("A"), member("B", "3-5")], "unknown"),
        ("act only if majority of council agree", (4, 4), "AB", [*map(member, "ABC"), member("D", "3-5")], "unknown"),
        ("act only if majority of council agree", (4, 4), "ABC", [*map(member, "ABC"), member("D", "3-5")], "true"),
        ("act only if majority of council agree", (4, 4), "A", [*map(member, "ABC"), member("D", "3-5")], "false"),
        ("act only if at least 1 of council including B agree", (4, 4), "B", [member("B", "3-5")], "unknown"),
        ("act only if majority of council agree", (4, 4), "ABCD", [member(one, "3-5") for one in COUNCIL], "unknown"),
        # --- a named member that is none on the day; nobody at all
        ("act only if majority of council including B agree", (2, 2), "AB", [member("A"), member("B", "3")], "false"),
        ("act only if all of council agree", (2, 2), "A", [member("A", "3")], "false"),
        ("act only if majority of council agree", (2, 2), "A", [member("A", "3")], "false"),
        ("act only if none of council agree", (2, 2), "A", [member("A", "3")], "true"),
        # --- an event before joining counts on the day of an act
        ("act only after all of council vote", (20, 20), "A", [member("A", "15")], "true"),
        # --- without an act, only what is done as a member counts; the votes are of 10 May
        ("any of council vote", (1, 1), "A", [member("A", "15")], "false"),
        ("any of council vote", (1, 1), "A", [member("A", "10")], "true"),
        ("any of council vote", (1, 1), "A", [member("A", None, "10")], "false"),
        ("none of council vote", (1, 1), "A", [member("A", None, "10")], "true"),
        ("any of council vote", (1, 1), "A", [member("A", "9-11")], "unknown"),
        ("any of council vote", (1, 1), "A", [member("A", "9-11"), member("B")], "unknown"),
        ("any of council vote", (1, 1), "A", [member("A", None, "3"), member("A", "5")], "true"),
    ],
)
def test_who_is_asked(text: str, act: tuple[int, int], yes: str, members: list[Membership], expected: str) -> None:
    """Members of the day of the act; unknown only where that decides."""
    assert expected == answer(text, act, yes, *members)


def test_more_doubtful_members_than_cases_are_looked_at() -> None:
    """Five members of whom nobody knows whether they belong leave a majority open."""
    codes = [f"M{number}" for number in range(5)]
    vocabulary = Vocabulary(
        events={"act": ""},
        facts={f"agree[{code}]": FactType() for code in codes},
        groups={"council": tuple(codes)},
        families={"agree": "council"},
        fact_families={"agree": FactType()},
        memberships={"council": tuple(member(code, "1-9") for code in codes)},
    )
    formula = parse("act only if majority of council agree").lower(Scope(vocabulary))
    known = Knowledge(Timeline([Entry("act", Truth.TRUE, MAY + 5, MAY + 5)]), {})

    assert Truth.UNKNOWN is judge(formula, known).truth


# --- a formula for each period ------------------------------------------------------------------


@st.composite
def _periods(draw: st.DrawFn) -> tuple[list[f.Point], list[f.Formula]]:
    days = sorted(draw(st.sets(st.integers(2, 9), min_size=1, max_size=5)))
    truths = draw(st.lists(st.sampled_from(Truth), min_size=len(days) + 1, max_size=len(days) + 1))
    return [f.Day(date.fromordinal(MAY + day)) for day in days], [f.Constant(truth) for truth in truths]


@given(_periods(), st.integers(1, 10), st.integers(0, 9))
def test_the_answer_is_that_of_every_possible_period(
    periods: tuple[list[f.Point], list[f.Formula]], first: int, length: int
) -> None:
    """Over a range of days the answer is what all of them agree on, and unknown where they differ."""
    starts, pieces = periods

    def at(day: int) -> Truth:
        place = sum(isinstance(start, f.Day) and start.day.toordinal() <= MAY + day for start in starts)
        piece = pieces[place]
        assert isinstance(piece, f.Constant)
        return piece.truth

    truths = {at(day) for day in range(first, first + length + 1)}
    expected = truths.pop() if len(truths) == 1 else Truth.UNKNOWN
    known = Knowledge(Timeline([Entry("act", Truth.TRUE, MAY + first, MAY + first + length)]), {})

    assert expected is judge(by_period(ACT, starts, pieces), known).truth


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=3), st.lists(st.booleans(), min_size=4, max_size=4))
def test_of_several_moments_that_have_come_the_last_listed_counts(names: list[str], truths: list[bool]) -> None:
    """Events in any order; only those of which it is known when they come are decided."""
    starts = [f.Event(name) for name in dict.fromkeys(names)]
    pieces = [f.Constant(Truth.of(truth)) for truth in truths[: len(starts) + 1]]
    days = {"a": 5, "b": 3, "c": 7}
    entries = [Entry(name, Truth.TRUE, MAY + day, MAY + day) for name, day in days.items()]
    for act in range(1, 9):
        place = max((number for number, start in enumerate(starts, 1) if days[start.name] <= act), default=0)
        known = Knowledge(Timeline([*entries, Entry("act", Truth.TRUE, MAY + act, MAY + act)]), {})

        assert pieces[place].truth is judge(by_period(ACT, starts, pieces), known).truth


def test_periods_are_recognised() -> None:
    """A formula of periods can be told from other conjunctions, however many periods it has."""
    for count in (2, 3, 4, MOST_EXACT, MOST_EXACT + 1, MOST_EXACT + 5):
        starts = [f.Day(date.fromordinal(MAY + day)) for day in range(1, count)]
        pieces = [f.Happens(f.Event(f"e{number}")) for number in range(count)]

        assert count == periods_in(by_period(ACT, starts, pieces))
    happens = f.Happens(ACT)
    assert 0 == periods_in(f.All((happens, happens, happens)))
    assert 0 == periods_in(f.All((f.Implies(happens, happens), f.Implies(happens, happens), happens)))
    assert happens == by_period(ACT, [f.Day(date(2022, 5, 1))], [happens, happens])


@given(st.lists(st.sampled_from(Truth), min_size=3, max_size=3), st.integers(1, 3))
def test_what_is_asked_of_a_moment_in_order_agrees_with_courses(truths: list[Truth], day: int) -> None:
    """On one known day there is one period, and its piece is the answer."""
    starts = [f.Day(date.fromordinal(MAY + start)) for start in (2, 3)]
    known = Knowledge(Timeline([Entry("act", Truth.TRUE, MAY + day, MAY + day)]), {})
    formula = by_period(ACT, starts, [f.Constant(truth) for truth in truths])

    assert truths[day - 1] is judge(formula, known).truth
    assert over_all([True]) is Truth.TRUE


# --- in a dossier -------------------------------------------------------------------------------

DOSSIER = Dossier.build(
    {
        "dossier": "council",
        "parties": {"CO": {"name": "the council"}, "NO": {"name": "Norway"}},
        "groups": {"council": {"members": ["US", "GB", {"party": "NO", "from": "2022-05-03"}], "label": "the council"}},
        "events": {"act": {"label": "the act"}, "ratify": {"label": "ratification", "each": "council"}},
        "conditions": {"all": {"party": "CO", "condition": "act only after all of council ratify"}},
    }
)


def course(**days: str) -> Scenario:
    """A closed course in which the act and ratifications have these days."""
    timeline = {name.replace("_", "[") + ("]" if "_" in name else ""): day for name, day in days.items()}
    return Scenario.build({"scenario": "a course", "world": "closed", "timeline": timeline})


def test_a_member_that_joins_later_is_not_asked() -> None:
    """The act of 2 May needs two ratifications, that of 3 May a third one."""
    ratified = {"ratify_US": "2022-04-01", "ratify_GB": "2022-04-02"}
    before = check(DOSSIER, course(act="2022-05-02", **ratified)).conditions["all"]
    after = check(DOSSIER, course(act="2022-05-03", **ratified)).conditions["all"]

    assert ("met", "not met") == (before.answer.value, after.answer.value)


def test_the_explanation_names_the_period() -> None:
    """What is explained is what the period of the act asks."""
    result = check(DOSSIER, course(act="2022-05-04", ratify_US="2022-04-01", ratify_GB="2022-04-02"))
    text = to_text(explain(result, "all")[0])

    assert "[does not hold] from 2022-05-03: all of these" in text
    assert "“ratification (Norway)”" in text
    assert "before 2022-05-03: all" not in text


def test_the_explanation_names_all_periods_that_come_into_question() -> None:
    """Where the day of the act is open, it is said what each day would ask."""
    result = check(DOSSIER, course(act="2022-05", ratify_US="2022-04-01", ratify_GB="2022-04-02"))
    (told,) = explain(result, "all")
    text = to_text(told)

    assert "it depends on the day" in text
    assert "[holds] before 2022-05-03: all of these" in text
    assert "[does not hold] from 2022-05-03: all of these" in text
    assert Reason(Why.MISSING, "act") in result.conditions["all"].verdicts[""].reasons


def test_a_period_that_is_denied_is_explained() -> None:
    """The negation of what a group does is told with the members of the day."""
    dossier = Dossier.build(
        {
            "dossier": "council",
            "parties": {"CO": {"name": "the council"}},
            "groups": {"council": {"members": ["US", {"party": "NO", "from": "2022-05-03"}]}},
            "events": {"act": {}, "object": {"each": "council"}},
            "conditions": {"none": {"party": "CO", "condition": "act only if not any of council object"}},
        }
    )
    text = to_text(explain(check(dossier, course(act="2022-05-04", object_NO="2022-05-01")), "none")[0])

    assert "this does not hold" in text
    assert "from 2022-05-03" in text
