"""Steps of a timeline: several things said of one event, and what is meant where a step is written otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.dates import DateError, parse_partial_date
from conditions.errors import ScenarioError
from conditions.model.scenario import Scenario
from conditions.model.short_steps import read_when
from conditions.model.step_slips import meant_step, meant_when
from tests.strategies import VOCABULARY

STEPS = [
    ("then:vote", None, "write `then: vote`, with a space after the colon"),
    ("then vote", None, "write `then: vote`, with a space after the colon"),
    ("never:vote", None, "write `never: vote`, with a space after the colon"),
    ("vote:after sign", None, "put a space after the colon: `vote: after sign`"),
    ("2022-05-01:vote", None, "put a space after the colon: `2022-05-01: vote`"),
    ("vote after sign", None, "write `vote: after sign`"),
    ("vote on or before 2022-05-01", None, "write `vote: on or before 2022-05-01`"),
    ("vote 2022-05", None, "write `vote: 2022-05`"),
    ("voteafter sign", None, "write `vote: after sign`"),
    ("voteon orafter sign", None, "write `vote: on or after sign`"),
    ("vote then sign", None, "give each its own entry: `- vote`, and below it `- then: sign`"),
    ("vote -> sign", None, "give each its own entry: `- vote`, and below it `- then: sign`"),
    ("2022-05-05", None, "say what happened then, as in `2022-05-05: referendum`"),
    ("vote, sign", None, "write `[vote, sign]` if they happen on the same day, else give each its own entry"),
    ("vote and sign", "2022-05", "write the day first: `2022-05: [vote, sign]`"),
    ("vote, sign", "after leave", "write `event: [vote, sign]`, and below it when they happen"),
    ("vote", None, None),
    ("crimea.resolved", None, None),
    ("ratify[US]", "2022-05", None),
    ("the vote is held", None, None),
]
WHENS = [
    ("aftr vote", "did you mean `after vote`?"),
    ("afterr vote", "did you mean `after vote`?"),
    ("aftervote", "did you mean `after vote`?"),
    ("onorafter vote", "did you mean `on or after vote`?"),
    ("on orbefore 2022-05-01", "did you mean `on or before 2022-05-01`?"),
    ("same dayas vote", "did you mean `same day as vote`?"),
    ("maybe aftr vote", "did you mean `maybe after vote`?"),
    ("at least 30 daysafter vote", "did you mean `at least 30 days after vote`?"),
    ("at most 1 year 6 months aftr vote", "did you mean `at most 1 year 6 months after vote`?"),
    ("by 2022-05-01", "did you mean `on or before 2022-05-01`?"),
    ("no earlier than vote + 3 days", "did you mean `on or after vote + 3 days`?"),
    ("within 30 days after vote", "write `[on or after vote, at most 30 days after vote]`"),
    ("no later than 30 days after vote", "write `[on or after vote, at most 30 days after vote]`"),
    ("within 30 days of vote", "write `at most 30 days after vote`"),
    ("2022-05", None),
    ("whenever", None),
    ("after", None),
]


@pytest.mark.parametrize(("text", "when", "hint"), STEPS)
def test_what_a_step_means(text: str, when: object, hint: str | None) -> None:
    """What stands where an event should, and what to write; nothing is said of a name, nor of what is only no name."""
    assert hint == meant_step(text, when)


@pytest.mark.parametrize(("text", "hint"), WHENS)
def test_what_is_meant_of_when(text: str, hint: str | None) -> None:
    """Orders that are misspelt, run together or put in other words; a date is none of these."""
    assert hint == meant_when(text)


@given(
    st.sampled_from(["after", "on or after", "before", "on or before", "same day as", "on the same day as"]),
    st.sampled_from(["", "maybe ", "at least 30 days ", "maybe at most 1 year 6 months "]),
    st.sampled_from(sorted(VOCABULARY.events)),
)
def test_what_is_written_well_is_read_and_not_mended(order: str, before: str, event: str) -> None:
    """No hint ever speaks of a text that reads as it is."""
    text = f"{before}{order} {event}"
    if "at " not in before or order in {"after", "before"}:
        assert read_when(text)
        assert meant_when(text) is None


@given(st.text(max_size=40) | st.sampled_from(["after x", "by 2022", "then:", "a,b", "2022-05-01", "not after"]))
def test_any_text_is_answered(text: str) -> None:
    """A text of when is read, or refused with what is wrong; a date is never taken for a misspelt order."""
    hint = meant_when(text)
    meant_step(text, None)
    meant_step(text, text)
    try:
        parse_partial_date(text)
    except DateError:
        return
    assert hint is None


def codes(*timeline: object) -> list[str]:
    """The codes of what is wrong with a timeline."""
    try:
        Scenario.build({"scenario": "steps", "world": "closed", "timeline": list(timeline)})
    except ScenarioError as error:
        return [problem.code for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"vote": ["2022-01-01", "2022-02-01"]}, ["two-days"]),
        ({"vote": "2022-01-01", "on": "2022-01-02"}, ["two-days"]),
        ({"2022-01-01": "vote", "on": "2022-01-02"}, ["two-days"]),
        ({"never": "vote", "happens": "yes"}, ["said-twice"]),
        ({"vote": ["maybe 2022-01-01", "no"]}, ["said-twice"]),
        ({"vote": ["2022-01-01", "2022-01-01"]}, []),
        ({"vote": ["maybe after sign", "maybe before leave"]}, []),
    ],
)
def test_one_step_cannot_say_two_things(step: object, expected: list[str]) -> None:
    """Two days, or that something happens and does not, in whichever way they are written."""
    assert expected == codes(step)


def test_all_orders_of_a_step_hold() -> None:
    """An order beside the event's own is added to it, and takes nothing away."""
    scenario = Scenario.build(
        {
            "scenario": "orders",
            "world": "closed",
            "timeline": [{"vote": ["after sign", "at most 9 days after sign"], "after": "leave"}],
        }
    )

    assert [("after", "leave"), ("after", "sign"), ("on_or_before", "sign + 9 days")] == [
        (field, str(moment)) for field, moment in scenario.timeline[0].relations()
    ]


def test_every_mistake_of_a_mapping_is_told_with_its_entry() -> None:
    """A timeline that is a mapping is read entry by entry, so that each mistake stands where it was made."""
    with pytest.raises(ScenarioError) as caught:
        Scenario.build(
            {
                "scenario": "mapping",
                "world": "closed",
                "timeline": {"vote": "aftr sign", "sign": "2022-01-01", "leave": "soon after"},
            }
        )

    assert [("bad-when", "timeline.0.on"), ("bad-when", "timeline.2.on")] == [
        (problem.code, problem.context) for problem in caught.value.problems
    ]
