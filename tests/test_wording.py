"""The words of core formulas, days and distances are right for every kind of node."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction

import pytest

from conditions.dates import Period, parse_partial_date
from conditions.english import day_words, distance_words, listing, partial_words
from conditions.formula import (
    All,
    Amount,
    Any,
    Compare,
    Constant,
    Count,
    Day,
    Event,
    FactValue,
    Formula,
    Gate,
    Happens,
    Implies,
    Matches,
    Not,
    Share,
    Shift,
    Within,
)
from conditions.knowledge import NOT_APPLICABLE, NOT_GIVEN, STATED_UNKNOWN, Among, FactState, NumberBetween
from conditions.truth import Truth
from conditions.vocabulary import FactType, LadderType, Vocabulary
from conditions.wording import Wording

VOCABULARY = Vocabulary(
    events={
        "signs": "Russia signs",
        "votes": "Ukrainians vote",
        "crimea.agreed_in_principle": "Crimea: agreed in principle",
        "crimea.resolved": "Crimea: resolved",
    },
    facts={"status": FactType("one_of", ("neutral", "non_aligned")), "troops": FactType("number", unit="persons")},
    ladders={"crimea": LadderType(("unresolved", "agreed_in_principle", "resolved"), "unresolved")},
    labels={"crimea": "Crimea", "apart": "the texts are apart"},
)
SIGNS, VOTES, RESOLVED = Event("signs"), Event("votes"), Event("crimea.resolved")
AGREED = Event("crimea.agreed_in_principle")
NEW_YEAR = Day(date(2022, 12, 31))
DAY, SAME, MONTH = Period(days=1), Period(), Period(days=30)

INSIDE_THE_GATE: list[tuple[Formula, str]] = [
    (Within(SIGNS, RESOLVED, SAME), "“Crimea: resolved” on or before that day"),
    (Within(SIGNS, VOTES, DAY), "“Ukrainians vote” before that day"),
    (Within(SIGNS, VOTES, MONTH), "“Ukrainians vote” at least 30 days before that day"),
    (Within(SIGNS, Shift(VOTES, MONTH), SAME), "30 days after “Ukrainians vote” on or before that day"),
    (Within(SIGNS, VOTES, None, MONTH), "“Ukrainians vote” no earlier than 30 days before that day"),
    (Within(SIGNS, VOTES, SAME, SAME), "“Ukrainians vote” on that day"),
    (Within(SIGNS, NEW_YEAR, SAME), "that day on or after 2022-12-31"),
    (Within(NEW_YEAR, SIGNS, SAME), "that day on or before 2022-12-31"),
    (Not(Within(SIGNS, VOTES, SAME)), "“Ukrainians vote” has not happened by the end of that day"),
    (Not(Within(SIGNS, RESOLVED, DAY)), "“Crimea: resolved” has not been reached before that day"),
    (
        Any((Within(SIGNS, AGREED, SAME), Within(SIGNS, RESOLVED, SAME))),
        "“Crimea” at “agreed in principle” or later, on or before that day",
    ),
]


@pytest.mark.parametrize(("formula", "words"), INSIDE_THE_GATE, ids=[words for _, words in INSIDE_THE_GATE])
def test_inside_a_gate_the_act_is_that_day(formula: Formula, words: str) -> None:
    """What a gate requires is told of the other events, seen from the day of the act."""
    assert words == Wording(VOCABULARY, SIGNS).formula(formula)


OUTSIDE: list[tuple[Formula, str]] = [
    (Happens(VOTES), "“Ukrainians vote” happens"),
    (Happens(RESOLVED), "“Crimea: resolved” is reached"),
    (Happens(Shift(VOTES, MONTH)), "30 days after “Ukrainians vote” comes"),
    (Happens(Shift(VOTES, -MONTH)), "30 days before “Ukrainians vote” comes"),
    (Happens(Event("unlabelled")), "unlabelled happens"),
    (Not(Happens(VOTES)), "“Ukrainians vote” never happens"),
    (Not(Happens(RESOLVED)), "“Crimea: resolved” is never reached"),
    (Not(Not(Happens(VOTES))), "“Ukrainians vote” happens"),
    (Within(SIGNS, VOTES, SAME), "“Russia signs” on or after the day of “Ukrainians vote” (both happen)"),
    (Within(SIGNS, VOTES, DAY), "“Russia signs” after “Ukrainians vote” (both happen)"),
    (Within(SIGNS, VOTES, None, -DAY), "“Russia signs” before “Ukrainians vote” (both happen)"),
    (Within(SIGNS, VOTES, SAME, SAME), "“Russia signs” on the day of “Ukrainians vote” (both happen)"),
    (Within(SIGNS, VOTES, -DAY, DAY), "“Russia signs” at most 1 day before or after “Ukrainians vote” (both happen)"),
    (Within(SIGNS, VOTES, MONTH, MONTH), "“Russia signs” exactly 30 days after “Ukrainians vote” (both happen)"),
    (
        Within(SIGNS, VOTES, SAME, MONTH),
        "“Russia signs” at most 30 days after “Ukrainians vote”, or on the same day (both happen)",
    ),
    (Within(SIGNS, VOTES, DAY, MONTH), "“Russia signs” 1 day to 30 days after “Ukrainians vote” (both happen)"),
    (Within(SIGNS, VOTES, -MONTH, -DAY), "“Russia signs” 1 day to 30 days before “Ukrainians vote” (both happen)"),
    (
        Within(SIGNS, VOTES, -DAY, MONTH),
        "“Russia signs” from 1 day before to 30 days after “Ukrainians vote” (both happen)",
    ),
    (
        Within(SIGNS, VOTES, None, Period(months=6)),
        "“Russia signs” no later than 6 months after “Ukrainians vote” (both happen)",
    ),
    (Within(SIGNS, VOTES), "“Russia signs” at any time before or after “Ukrainians vote” (both happen)"),
    (Within(NEW_YEAR, SIGNS, SAME), "“Russia signs” on or before 2022-12-31"),
    (Within(SIGNS, NEW_YEAR, SAME, SAME), "“Russia signs” on 2022-12-31"),
    (
        Not(Within(SIGNS, VOTES, DAY)),
        "not: “Russia signs” after “Ukrainians vote” (both happen)",
    ),
    (Matches("apart", (True,)), "“the texts are apart”: yes"),
    (Not(Matches("apart", (True,))), "“the texts are apart”: no"),
    (Matches("status", ("neutral", "non_aligned")), "status is neutral or non aligned"),
    (Not(Matches("status", ("neutral",))), "status is not neutral"),
    (Compare(FactValue("troops"), "<=", Amount(Fraction(85000), "persons")), "troops is at most 85000 persons"),
    (
        Not(Compare(FactValue("troops"), "<=", Amount(Fraction(85000), "persons"))),
        "troops is more than 85000 persons",
    ),
    (Compare(FactValue("yes"), ">", Share(Fraction(1, 2), FactValue("cast"))), "yes is more than 50 percent of cast"),
    (Compare(FactValue("yes"), ">=", Share(Fraction(2, 3), FactValue("cast"))), "yes is at least 2/3 of cast"),
    (All((Happens(SIGNS), Happens(VOTES))), "all of these"),
    (Not(All((Happens(SIGNS), Happens(VOTES)))), "not all of these"),
    (Any((Happens(SIGNS), Happens(VOTES))), "at least one of these"),
    (Not(Any((Happens(SIGNS), Happens(VOTES)))), "none of these"),
    (Count((Happens(SIGNS), Happens(VOTES)), 1, 1), "exactly 1 of these 2"),
    (Count((Happens(SIGNS), Happens(VOTES)), 1), "at least 1 of these 2"),
    (Not(Count((Happens(SIGNS), Happens(VOTES)), 1)), "not: at least 1 of these 2"),
    (Implies(Happens(SIGNS), Happens(VOTES)), "if the first holds, then so does the second"),
    (Gate(SIGNS, Within(SIGNS, VOTES, DAY)), "“Russia signs” only if this holds"),
    (Gate(SIGNS, All((Happens(VOTES), Happens(AGREED)))), "“Russia signs” only if all of these hold"),
    (Gate(SIGNS, Any((Happens(VOTES), Happens(SIGNS)))), "“Russia signs” only if at least one of these holds"),
    (Any((Happens(AGREED), Happens(RESOLVED))), "“Crimea” at “agreed in principle” or later"),
    (Any((Happens(RESOLVED), Happens(AGREED))), "at least one of these"),
    (Constant(Truth.TRUE), "holds from the outset"),
    (Constant(Truth.FALSE), "can never hold"),
    (Constant(Truth.UNKNOWN, "the members of guarantors are not named"), "the members of guarantors are not named"),
]


@pytest.mark.parametrize(("formula", "words"), OUTSIDE, ids=[words for _, words in OUTSIDE])
def test_every_node_has_its_words(formula: Formula, words: str) -> None:
    """Outside a gate every event is named."""
    assert words == Wording(VOCABULARY).formula(formula)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Among((True,)), "yes"),
        (Among((True, False)), "known only to be yes or no"),
        (Among(("non_aligned",)), "non aligned"),
        (NumberBetween(Fraction(5), Fraction(5)), "5 persons"),
        (NumberBetween(Fraction(5), Fraction(7)), "known only to be from 5 persons to 7 persons"),
        (NumberBetween(Fraction(5), None), "known only to be at least 5 persons"),
        (NumberBetween(None, Fraction(7)), "known only to be at most 7 persons"),
        (NumberBetween(), "not known"),
        (NOT_GIVEN, "not given"),
        (STATED_UNKNOWN, "said to be unknown"),
        (NOT_APPLICABLE, "not applicable here"),
    ],
)
def test_absent_unknown_and_not_applicable_are_three_things(state: FactState, words: str) -> None:
    """What is known of a fact is said exactly."""
    assert words == Wording(VOCABULARY).fact_state("troops", state)


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (("2022-04-20", "2022-04-20"), "on 2022-04-20"),
        (("2022-03-29", "2022-04-26"), "some day from 2022-03-29 to 2022-04-26"),
        (("2022-03-29", None), "on or after 2022-03-29"),
        ((None, "2022-04-26"), "on or before 2022-04-26"),
        ((None, None), "on a day that is not known"),
    ],
)
def test_days_are_shown_as_they_are_known(bounds: tuple[str | None, str | None], words: str) -> None:
    """Never more exactly than that."""
    first, last = (day and date.fromisoformat(day).toordinal() for day in bounds)

    assert words == day_words((-math.inf if first is None else float(first), math.inf if last is None else float(last)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-04-26", "on 2022-04-26"),
        ("2022-04", "in 2022-04"),
        ("2022", "in 2022"),
        ("2022-04~", "in about 2022-04"),
        ("2022-04-26~", "on about 2022-04-26"),
        ("2022-03-29/2022-04-26", "some time from 2022-03-29 to 2022-04-26"),
        ("../2022-04-26", "no later than 2022-04-26"),
        ("2022-04-26/..", "no earlier than 2022-04-26"),
    ],
)
def test_dates_of_the_record_are_said_as_they_were_written(text: str, words: str) -> None:
    """A month stays a month, an interval an interval."""
    assert words == partial_words(parse_partial_date(text))


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (0, 0, "on the same day"),
        (1, 1, "1 day later"),
        (-10, -10, "10 days earlier"),
        (1, math.inf, "later"),
        (3, math.inf, "at least 3 days later"),
        (-math.inf, -1, "earlier"),
        (3, 10, "3 to 10 days later"),
        (-10, -3, "3 to 10 days earlier"),
        (0, math.inf, "on the same day or later"),
        (0, 5, "on the same day or at most 5 days later"),
        (-math.inf, 0, "on the same day or earlier"),
        (-2, 5, "anywhere from 2 days earlier to 5 days later"),
        (-math.inf, 5, "earlier, or at most 5 days later"),
        (-2, math.inf, "later, or at most 2 days earlier"),
        (-math.inf, math.inf, "before or after, which is not known"),
    ],
)
def test_distances_are_shown_as_they_are_known(least: float, most: float, words: str) -> None:
    """An order without days is an order, and nothing more."""
    assert words == distance_words(least, most)


def test_items_are_listed_as_in_a_sentence() -> None:
    """None, one, two, three."""
    assert ["", "a", "a and b", "a, b and c"] == [listing(list("abc"[:count])) for count in range(4)]
