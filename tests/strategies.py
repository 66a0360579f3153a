"""One vocabulary with names that are easily taken for something else, and clauses of every kind over it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from conditions.dates import parse_partial_date
from conditions.language.atoms import Holds, Is
from conditions.language.base import Kind
from conditions.language.connectives import AllOf, Not
from conditions.language.orders import Order
from conditions.language.types import Derived, Moment, Name
from conditions.periods import Period
from conditions.testing.drawn_clauses import Clauses, ClauseStrategies, numbers, positive_periods
from conditions.vocabulary import Definition, FactType, LadderType, Membership, NumberStep, StateType, Vocabulary

EVENTS: Final = (
    *("referendum", "withdrawal", "ua_signs", "ru_signs", "annexation", "partition", "signature", "ratification"),
    *("NO", "AT", "BY", "AND", "OR", "not_yet", "only_child", "by_law", "or_later_event", "is_one", "подписание"),
)
"""Codes that look like keywords, words that begin with one, and letters of another script."""
MEMBERS: Final = ("US", "GB", "NO", "AT")
LADDERS: Final = {
    "crimea": LadderType(("unresolved", "agreed_in_principle", "resolved"), "unresolved"),
    "donbas": LadderType(("unresolved", "agreed_in_principle", "resolved"), "unresolved"),
    "talks": LadderType(("raised", "agreed", "signed")),
}
FACTS: Final = {
    "texts_separate": FactType(),
    "referendum_approved": FactType(),
    "status": FactType("one_of", ("neutral", "non_aligned", "aligned")),
    "troops": FactType("number", unit="persons"),
    "notice_given": FactType("number", unit="days"),
    "troop_limit": FactType(
        "number",
        unit="persons",
        steps=(
            NumberStep(None, Fraction(100)),
            NumberStep(Moment(Name("signature"), Period(days=30)), Fraction(85_000)),
            NumberStep(Moment(Name("closing")), Fraction(2)),
            NumberStep(Moment(Name("ratification")), None),
        ),
    ),
    "votes_for": FactType("number"),
    "votes_against": FactType("number"),
    "votes_cast": FactType("number"),
}
STATES: Final = {
    "ceasefire": StateType(
        "the ceasefire",
        start=Moment(Name("signature")),
        end=Moment(Name("annexation")),
        suspended=((Moment(Name("partition")), Moment(Name("referendum"), Period(days=30))),),
        only_if=Holds(what=Moment(Name("withdrawal"))),
    ),
    "sanctions": StateType(
        start=Moment(date(2022, 1, 10)),
        suspended=((Moment(Name("ua_signs")), Moment(Name("ru_signs"))), (Moment(Name("AT")), None)),
        void_if=Is(what=Name("status"), value=Name("neutral")),
    ),
    "treaty": StateType(rule=AllOf(of=(Holds(what=Moment(Name("ua_signs"))), Holds(what=Moment(Name("ru_signs")))))),
}
MOMENTS: Final = {
    "deadline": Definition(
        Moment(date(2022, 2, 1)),
        Not(condition=Order(event=Moment(Name("notice")), order="before", moment=Moment(date(2022, 2, 1)))),
        Moment(Name("opening"), Period(days=30)),
    ),
    "opening": Definition(Moment(Derived("earliest", (Moment(Name("signature")), Moment(Name("referendum")))))),
    "closing": Definition(
        Moment(Derived("latest", group=Name("guarantors"), what=Name("ratify")), Period(days=30)),
        AllOf(of=(Holds(what=Moment(Name("opening"))), Holds(what=Moment(Name("texts_separate"))))),
    ),
}
VOCABULARY: Final = Vocabulary(
    events={
        **dict.fromkeys(EVENTS, ""),
        **{f"ratify[{member}]": f"ratification by {member}" for member in MEMBERS},
        **{f"approve[{member}]": "" for member in MEMBERS},
        **{f"{name}.{rung}": "" for name, ladder in LADDERS.items() for rung in ladder.above_start()},
    },
    facts={**FACTS, **{f"in_favour[{member}]": FactType() for member in MEMBERS}},
    ladders=LADDERS,
    groups={"guarantors": MEMBERS, "observers": None, "council": MEMBERS},
    families={"ratify": "guarantors", "in_favour": "guarantors", "attend": "observers", "approve": "council"},
    fact_families={"in_favour": FactType()},
    labels={"referendum": "the referendum", "GB": "United Kingdom"},
    moments=MOMENTS,
    states=STATES,
    memberships={
        "council": (
            Membership("US"),
            Membership("GB", until=parse_partial_date("2022-02-01")),
            Membership("NO", parse_partial_date("2022-01-20")),
            Membership("AT", parse_partial_date("2022-01-10"), parse_partial_date("2022-01-25")),
            Membership("AT", parse_partial_date("2022-02-10")),
        )
    },
)

OF_NAMES: Final = ClauseStrategies(VOCABULARY)
KINDS: Final = OF_NAMES.kinds
"""Every kind for which there is a strategy."""


def moments(*, depth: int = 1) -> st.SearchStrategy[Moment]:
    """Moments over the vocabulary."""
    return OF_NAMES.moments(depth)


def clauses(depth: int = 3) -> Clauses:
    """Clauses of every kind, to this depth; no kind crowds out another."""
    return OF_NAMES.clauses(depth)


def of_kind(kind: type[Kind], depth: int = 2) -> Clauses:
    """Clauses of one kind, with clauses of every kind inside."""
    return OF_NAMES.of_kind(kind, depth)


__all__ = [
    "EVENTS",
    "FACTS",
    "KINDS",
    "LADDERS",
    "MEMBERS",
    "MOMENTS",
    "STATES",
    "VOCABULARY",
    "clauses",
    "moments",
    "numbers",
    "of_kind",
    "positive_periods",
]
