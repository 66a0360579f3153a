"""What is seen of a formula alone is so in every whole course of events, and enough of it is seen."""

from __future__ import annotations

import time
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions import formula as core
from conditions.always import MOST_TRIES, truths
from conditions.formula import Day, Event, Guarded, Kth, Named, Shift
from conditions.language.base import Scope
from conditions.language.grammar import parse
from conditions.periods import Period
from conditions.truth import Truth
from tests.courses import Course
from tests.strategies import FACTS, VOCABULARY, clauses

YES, NO, BOTH = frozenset({True}), frozenset({False}), frozenset({True, False})
ALWAYS = [
    "referendum or not referendum",
    "if referendum then referendum",
    "if referendum and withdrawal then referendum before withdrawal or withdrawal on or before referendum",
    "crimea is unresolved or later",
    "crimea is resolved or crimea is agreed_in_principle or earlier",
    "signature only if crimea is unresolved or later",
    "signature only from signature",
    "signature only after signature - 1 month",
    "status is one of (neutral, non_aligned, aligned)",
    "troops is at least 5 persons or troops is less than 7 persons",
    "votes_for is at most votes_for",
    "at least 0 of (referendum, withdrawal)",
    "at most 2 of (referendum, withdrawal)",
    "exactly 1 of (texts_separate, not texts_separate)",
    "2022-05-09 before 2022-05-10",
    "2022-01-31 + 1 month on or before 2022-02-28",
]
NEVER = [
    "never 2022-05-09",
    "referendum and never referendum",
    "referendum after withdrawal and withdrawal after referendum",
    "referendum after referendum + 1 month",
    "referendum on or before 2022-05-01 and referendum after 2022-06-01",
    "referendum within 3 days after withdrawal and referendum after withdrawal + 3 days",
    "status is neutral and status is aligned",
    "troops is at most 3 persons and troops is more than 4 persons",
    "texts_separate is yes and texts_separate is no",
    "2022-05-09 after 2022-05-10",
]
OPEN = [
    "signature only after referendum",
    "signature only after 2022-05-09",
    "never annexation",
    "referendum within 1 month of withdrawal",
    "referendum after withdrawal and referendum before withdrawal + 2 days",
    "troops is at least 5 persons and troops is at most 5 persons",
    "talks is raised or earlier",
    "if referendum and withdrawal then referendum on the same day as withdrawal",
    "votes_for is at least 50 percent of votes_for",
    "referendum + 1 month after referendum + 29 days",
]


def lowered(text: str) -> core.Formula:
    """The formula of a text over the vocabulary of the strategies."""
    scope = Scope(VOCABULARY)
    formula = parse(text).lower(scope)
    assert [] == scope.mistakes
    return formula


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, YES) for text in ALWAYS),
        *((text, NO) for text in NEVER),
        *((text, BOTH) for text in OPEN),
    ],
)
def test_what_is_seen(text: str, expected: frozenset[bool]) -> None:
    """Events, days, distances, ladders, listed values, numbers, and what is joined of them."""
    assert expected == truths(lowered(text), FACTS)


def test_members_that_are_not_named_may_do_anything() -> None:
    """What is unknown for one and the same reason is one unknown."""
    formula = lowered("any of observers attend")

    assert BOTH == truths(formula, FACTS)
    assert YES == truths(core.Any((formula, core.Not(formula))), FACTS)


def test_points_of_every_kind_are_placed() -> None:
    """A named, guarded or k-th point comes as its parts do, and lies where they lie."""
    vote, sign = Event("vote"), Event("sign")
    first, both = Kth((vote, sign), 1), Kth((vote, sign), 2)
    guarded = Guarded(vote, core.Matches("p", (True,)))
    day = Period(days=1)

    assert YES == truths(core.Implies(core.Happens(both), core.All((core.Happens(vote), core.Happens(first)))))
    assert NO == truths(core.All((core.Happens(guarded), core.Not(core.Matches("p", (True,))))))
    assert NO == truths(core.Within(Named("the vote", vote), guarded, least=day))
    assert NO == truths(core.Within(first, Shift(first, day), least=day))
    assert YES == truths(core.Happens(Shift(Day(date(2022, 5, 9)), day)))
    assert BOTH == truths(core.Within(vote, first, least=Period()))


def test_a_fact_of_no_known_type_may_have_any_value() -> None:
    """Also none of those that are mentioned."""
    assert BOTH == truths(core.Any((core.Matches("s", ("x",)), core.Matches("s", ("y",)))))


def test_what_would_take_long_is_left_open() -> None:
    """Nothing is claimed of a formula with more courses than are tried."""
    pairs = [(Event(f"a{number}"), Event(f"b{number}")) for number in range(MOST_TRIES // 100)]
    odd: core.Formula = core.Constant(Truth.FALSE)
    for one, other in pairs:
        odd = core.Count((odd, core.Happens(one), core.Happens(other)), 1, 1)

    assert truths(core.All((odd, core.Not(odd)))) is None


values = st.fractions(-3, 60_000, max_denominator=4)
drawn_facts = st.fixed_dictionaries(
    {
        name: st.booleans() if kind.kind == "yes_no" else st.sampled_from(kind.values) if kind.values else values
        for name, kind in VOCABULARY.facts.items()
    }
)
drawn_days = st.dictionaries(
    st.sampled_from(sorted(VOCABULARY.events)), st.integers(0, 800).map(lambda day: date(2022, 1, 1) + timedelta(day))
)


@given(clauses(), drawn_days, drawn_facts, st.booleans())
def test_no_course_contradicts_what_is_seen(
    clause: Any, days: dict[str, date], facts: dict[str, bool | str | Fraction], otherwise: bool
) -> None:
    """The truth in any whole course of events is one of those that are found."""
    formula = clause.lower(Scope(VOCABULARY))
    found = truths(formula, VOCABULARY.facts)

    assert found is None or Course(days, facts, otherwise).holds(formula) in found


def test_a_long_formula_is_given_up_soon() -> None:
    """Hundreds of events lead to no endless search, and to no recursion either."""
    events = tuple(core.Happens(Event(f"e{number}")) for number in range(500))
    begun = time.process_time()

    assert truths(core.Count(events, 250)) is None
    assert truths(core.Happens(Kth(tuple(map(Event, map("e{}".format, range(500)))), 250))) is None
    assert time.process_time() - begun < 5
