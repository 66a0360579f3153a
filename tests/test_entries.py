"""Entries and relations: how what is known is said in words."""

from __future__ import annotations

import math
from dataclasses import FrozenInstanceError

import pytest

from conditions.entries import Contradiction, Entry, Relation
from conditions.location import Location
from conditions.periods import FIRST_DAY, LAST_DAY, Period
from conditions.truth import Truth

DAY = 738_000  # 2021-07-29
WEEK, MONTH = Period(weeks=1), Period(months=1)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (Entry("vote", Truth.TRUE), "`vote` happens"),
        (Entry("vote", Truth.TRUE, DAY, DAY), "`vote` happens on 2021-07-29"),
        (Entry("vote", Truth.TRUE, DAY, DAY + 1), "`vote` happens from 2021-07-29 to 2021-07-30"),
        (Entry("vote", Truth.TRUE, earliest=DAY), "`vote` happens on or after 2021-07-29"),
        (Entry("vote", Truth.UNKNOWN, latest=DAY), "`vote` may happen on or before 2021-07-29"),
        (Entry("vote", Truth.UNKNOWN), "`vote` may happen"),
        (Entry("vote", Truth.UNKNOWN, DAY, DAY), "`vote` may happen on 2021-07-29"),
        (Entry("vote", Truth.FALSE, DAY, DAY), "`vote` does not happen"),
        (Entry("vote", Truth.TRUE, FIRST_DAY, LAST_DAY), "`vote` happens from 0001-01-01 to 9999-12-31"),
        (Entry("vote", Truth.TRUE, FIRST_DAY - 1, LAST_DAY + 1), "`vote` happens"),
    ],
)
def test_an_entry_in_words(entry: Entry, words: str) -> None:
    """Whether it happens, and when."""
    assert words == str(entry)


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (Period(days=1), None, "after"),
        (Period(), None, "on or after"),
        (WEEK, None, "at least 1 week after"),
        (-WEEK, None, "at most 1 week before"),
        (-MONTH, None, "at most 1 month before"),
        (Period(days=-1), None, "at most 1 day before"),
        (None, Period(days=-1), "before"),
        (None, Period(), "on or before"),
        (None, Period(days=1), "at most 1 day after"),
        (None, MONTH, "at most 1 month after"),
        (None, -MONTH, "at least 1 month before"),
        (Period(), Period(), "on the same day as"),
        (MONTH, MONTH, "exactly 1 month after"),
        (-WEEK, -WEEK, "exactly 1 week before"),
        (WEEK, MONTH, "from 1 week after to 1 month after"),
        (-MONTH, -WEEK, "from 1 month before to 1 week before"),
        (-WEEK, MONTH, "from 1 week before to 1 month after"),
        (Period(), WEEK, "from the same day to 1 week after"),
        (-WEEK, Period(), "from 1 week before to the same day as"),
        (None, None, "some time before or after"),
    ],
)
def test_a_relation_in_words(least: Period | None, most: Period | None, words: str) -> None:
    """How far the second event lies from the first."""
    assert f"`signing` comes {words} `vote`" == str(Relation("vote", "signing", least, most))


def test_a_relation_keeps_the_words_of_its_file() -> None:
    """What the file says is quoted rather than rebuilt."""
    assert "then: signing" == str(Relation("vote", "signing", Period(days=1), said="then: signing"))


def test_which_relations_are_exact() -> None:
    """A bound in months is not a number of days."""
    assert Relation("a", "b").is_exact
    assert Relation("a", "b", WEEK, WEEK).is_exact
    assert not Relation("a", "b", MONTH, None).is_exact
    assert not Relation("a", "b", WEEK, MONTH).is_exact


def test_places_and_words_make_no_difference_to_equality() -> None:
    """The same knowledge from two files is the same knowledge."""
    here = Location("a.yaml", 1, 1)

    assert Entry("a", Truth.TRUE) == Entry("a", Truth.TRUE, location=here)
    assert Relation("a", "b", WEEK) == Relation("a", "b", WEEK, location=here, said="later")
    assert hash(Relation("a", "b", WEEK)) == hash(Relation("a", "b", WEEK, location=here, said="later"))


def test_what_is_known_does_not_change() -> None:
    """Entries, relations and contradictions are values that can be keys."""
    values = {Entry("a", Truth.TRUE), Relation("a", "b"), Contradiction(())}

    assert {Entry("a", Truth.TRUE), Relation("a", "b"), Contradiction(())} == values
    with pytest.raises(FrozenInstanceError):
        Entry("a", Truth.TRUE).event = "b"  # type: ignore[misc]  # that it is refused is the test


def test_an_entry_bounds_nothing_unless_said() -> None:
    """Without days, any day is possible."""
    entry = Entry("a", Truth.TRUE)

    assert (-math.inf, math.inf, None) == (entry.earliest, entry.latest, entry.location)


def test_a_contradiction_in_words() -> None:
    """The steps one after the other."""
    contradiction = Contradiction((Entry("a", Truth.TRUE, DAY, DAY), Relation("a", "b", WEEK)))

    assert "these cannot all hold: `a` happens on 2021-07-29; `b` comes at least 1 week after `a`" == str(contradiction)
