"""Mistakes in clauses: message, hint and the underlined text of each; nothing else is ever raised, and soon."""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark
from lark import Lark
from pydantic import TypeAdapter, ValidationError

from conditions.errors import LanguageError
from conditions.language import phrases
from conditions.language.atoms import Holds
from conditions.language.base import Kind, Scope
from conditions.language.clauses import read_clause
from conditions.language.grammar import DEEPEST_NESTING, parse, parse_definition
from conditions.language.phrases import LONGEST_TEXT
from conditions.language.recursive import definition_text
from conditions.language.types import MistakeError, Moment, kind_of
from conditions.periods import Period
from conditions.vocabulary import Definition
from tests.problem_codes import codes_in
from tests.strategies import VOCABULARY

LANGUAGE = Path(phrases.__file__).parent


def mistakes(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """Code, message, hint and underlined text of each mistake in a clause, read or lowered."""
    try:
        clause = parse(text)
    except MistakeError as error:
        found = list(error.mistakes)
    else:
        scope = Scope(VOCABULARY)
        clause.lower(scope)
        found = scope.mistakes
    return [(one.code, one.message, one.hint, None if span is None else text[slice(*span)]) for one, span in found]


START = "here can stand a day, a name, `all of`, `any of`, `at least`, `at most`, `between`, `exactly`, …"

MISTAKES: list[tuple[str, str, str, str | None, str | None]] = [
    # --- words that cannot stand where they stand
    ("", "unfinished-condition", "the condition is empty", START, ""),
    ("NO only after", "unfinished-condition", "the condition ends too early, after `only after`", START, "r"),
    (
        "(NO",
        "unfinished-condition",
        "the condition ends too early, after `NO`",
        "a `(` is not closed; inside `{…}` or `[…]` put a condition that has commas in quotes",
        "O",
    ),
    ("NO)", "unexpected-word", "`)` cannot stand here", "here can stand the end", ")"),
    ("NO or or AT", "unexpected-word", "`or` cannot stand here", START, "or"),
    ("NO only aftr AT", "unexpected-word", "`only aftr` cannot stand here", "did you mean `only after`?", "only aftr"),
    (
        "NO onlyafter AT",
        "unexpected-word",
        "`onlyafter AT` cannot stand here",
        "did you mean `only after`?",
        "onlyafter AT",
    ),
    (
        "NO AND AT",
        *("unexpected-word", "`AND` cannot stand here", "the words of the language are lower-case: `and`", "AND"),
    ),
    (
        "NO Only After AT",
        *(
            "unexpected-word",
            "`Only After` cannot stand here",
            "the words of the language are lower-case: `only after`",
        ),
        "Only After",
    ),
    (
        "Never annexation",
        *("unexpected-word", "`Never` cannot stand here", "the words of the language are lower-case: `never`", "Never"),
    ),
    (
        "NO within 3 of AT",
        *("unexpected-word", "`3` cannot stand here", "write a period, as in `30 days` or `1 year 6 months`", "3"),
    ),
    # --- periods and windows
    (
        "NO within -3 days of AT",
        *("negative-window", "`-3 days` is negative, and a window cannot be"),
        *("write `3 days`; days before a moment are written `within 3 days before …`", "-3 days"),
    ),
    (
        "NO at most +3 days from AT",
        *("bad-period", "`+3 days` has a sign that it does not need", "write `3 days`", "+3 days"),
    ),
    (
        "NO between 3 days and 5 days",
        *("unexpected-word", "`3 days` cannot stand here"),
        *("write both ends as moments, as in `between withdrawal + 30 days and withdrawal + 90 days`", "3 days"),
    ),
    (
        "NO between -3 days and 5 days",
        *("unexpected-word", "`-` cannot stand here"),
        *("write both ends as moments, as in `between withdrawal + 30 days and withdrawal + 90 days`", "-"),
    ),
    (
        "troops is between 5 and 3",
        *("unexpected-word", "`between` cannot stand here"),
        *("write `troops is at least … and troops is at most …`", "between"),
    ),
    (
        "NO only after AT + 1 month + 1 day",
        *("unexpected-word", "`+` cannot stand here", "write `1 month 1 day`", "+"),
    ),
    (
        "NO only after AT - 1 day - 1 month",
        "unexpected-word",
        "`-` cannot stand here",
        "one period adds its months first, so name the moment up to `1 day` in `moments`, and shift that",
        "-",
    ),
    (
        "NO only after AT + 1 day + 6 weeks",
        *("unexpected-word", "`+` cannot stand here", "write `6 weeks 1 day`", "+"),
    ),
    (
        "NO within 1 month and 1 day of AT",
        *("unexpected-word", "`and` cannot stand here", "write `1 month 1 day`", "and"),
    ),
    (
        "NO only after AT + 1 month and 1 day",
        *("unexpected-word", "`1 day` cannot stand here", "write `1 month 1 day`", "1 day"),
    ),
    (
        "NO after AT + 1 month - 1 day and BY",
        *("unexpected-word", "`-` cannot stand here", "here can stand the end, `and`, `at`, `or`", "-"),
    ),
    (
        "NO within 1 day and 1 day of AT",
        *("unexpected-word", "`and` cannot stand here", "here can stand `after`, `before`, `of`", "and"),
    ),
    # --- orders and distances in other words
    (
        "NO not before AT",
        *("unexpected-word", "`not` cannot stand here"),
        "write `NO on or after AT` if it must happen, or `NO only on or after AT` if it need not happen",
        "not",
    ),
    (
        "NO not later than AT",
        *("unexpected-word", "`not` cannot stand here"),
        "write `NO on or before AT` if it must happen, or `NO only on or before AT` if it need not happen",
        "not",
    ),
    (
        "NO only no earlier than AT",
        *("unexpected-word", "`only` cannot stand here", "write `NO only on or after AT`", "only"),
    ),
    (
        "NO not within 3 days of AT",
        *("unexpected-word", "`not` cannot stand here", "write `not NO within 3 days of AT`", "not"),
    ),
    (
        "NO at least 30 days before AT",
        *("unexpected-word", "`at least` cannot stand here", "write `NO on or before AT - 30 days`", "at least"),
    ),
    (
        "NO more than 30 days after AT",
        *("unexpected-word", "`more than` cannot stand here", "write `NO after AT + 30 days`", "more than"),
    ),
    (
        "NO at most 30 days before AT",
        *("unexpected-word", "`before` cannot stand here", "write `NO within 30 days before AT`", "before"),
    ),
    (
        "NO exactly 30 days after AT",
        *("unexpected-word", "`exactly` cannot stand here"),
        *("write `NO on the same day as AT + 30 days`", "exactly"),
    ),
    (
        "NO only on AT + 30 days",
        *("unexpected-word", "`only` cannot stand here", "write `NO only on the same day as AT + 30 days`", "only"),
    ),
    (
        "all of guarantors ratify by 2004-04-29",
        *("unexpected-word", "`by` cannot stand here"),
        *("write `latest of guarantors ratify on or before 2004-04-29`", "by"),
    ),
    (
        "NO only if any of guarantors ratify before AT",
        *("unexpected-word", "`before` cannot stand here", "write `earliest of guarantors ratify before AT`", "before"),
    ),
    (
        "at least 2 of guarantors ratify no later than AT",
        *("unexpected-word", "`no later than` cannot stand here"),
        *("write `2nd of guarantors ratify on or before AT`", "no later than"),
    ),
    (
        "all of guarantors ratify after AT",
        *("unexpected-word", "`after` cannot stand here"),
        *("write `earliest of guarantors ratify after AT and latest of guarantors ratify after AT`", "after"),
    ),
    (
        "majority of guarantors ratify by AT",
        *("unexpected-word", "`by` cannot stand here", "say it of each member, and count those", "by"),
    ),
    (
        "(latest of guarantors ratify) on or before AT",
        *("unexpected-word", "`on or before` cannot stand here"),
        *("write `latest of guarantors ratify on or before AT`, without the parentheses", "on or before"),
    ),
    (
        "votes_for is at least 50 percent of votes_cast + 1",
        *("strange-character", "`+` has no meaning in a condition"),
        *("write `more than 50 percent of votes_cast`", "+"),
    ),
    # --- numbers of other countries
    ("troops is at most 1,5 persons", "unexpected-word", "`,` cannot stand here", "write `1.5`", ","),
    ("troops is at most 85,000 persons", "unexpected-word", "`,` cannot stand here", "write `85000`", ","),
    # --- days in other ways
    (
        "NO only by 12.04.2022",
        *("bad-date", "`12.04.2022` does not say which number is the month"),
        *("write `2022-04-12` or `2022-12-04`", "12.04.2022"),
    ),
    (
        "NO only by 12.04.22",
        *("bad-date", "`12.04.22` does not say the year with four digits"),
        *("write year, month and day, as in `2022-04-26`", "12.04.22"),
    ),
    (
        "NO only by 12/04/22",
        *("bad-date", "`12/04/22` does not say the year with four digits"),
        *("write year, month and day, as in `2022-04-26`", "12/04/22"),
    ),
    (
        "NO only by 04/26/2022 and AT",
        *("bad-date", "`04/26/2022` is not a date", "write `2022-04-26`", "04/26/2022"),
    ),
    (
        "NO only by 2022-04-12T10:00",
        *("bad-date", "`2022-04-12T10:00` has a time of day, and days are the precision"),
        *("write `2022-04-12`", "2022-04-12T10:00"),
    ),
    (
        "NO only by 20220412",
        *("bad-date", "`20220412` is a number, not a date", "write `2022-04-12`", "20220412"),
    ),
    (
        "NO only by 12 April 2022",
        *("bad-date", "`12 April 2022` is not a date", "write `2022-04-12`", "12 April 2022"),
    ),
    (
        "NO only by May 5, 2022",
        *("bad-date", "`May 5, 2022` is not a date", "write `2022-05-05`", "May 5, 2022"),
    ),
    (
        "NO only by April 2022",
        *("bad-date", "`April 2022` is not a date", "write a day of it, as in `2022-04-01`", "April 2022"),
    ),
    # --- what is no number
    (
        "troops is at least NaN",
        *("not-a-number", "`NaN` is not a number", "write a number, or a range that it lies in", "NaN"),
    ),
    (
        "troops is at least inf persons",
        *("unexpected-word", "`persons` cannot stand here"),
        *("`inf` is not a number; where a number is unknown, say nothing of the fact", "persons"),
    ),
    (
        "NO at 2022-05-09",
        *("event-at", "`NO` is on a day, so it is not so at a moment"),
        *("write `NO on the same day as 2022-05-09`, or `NO by 2022-05-09`", "NO"),
    ),
    (
        "troops is 50 percent of AT",
        *("unexpected-word", "`50` cannot stand here"),
        *("here can stand `<`, a name, `at least`, `at most`, `exactly`, `less than`, `more than`, `not`", "50"),
    ),
    (
        "troops is at least 50 percent votes_cast",
        *("unexpected-word", "`votes_cast` cannot stand here", "write `50 percent of votes_cast`", "votes_cast"),
    ),
    # --- characters
    ("NO & AT", "strange-character", "`&` has no meaning in a condition", "write `and`", "&"),
    ("NO # so", "strange-character", "`#` has no meaning in a condition", "a comment cannot stand inside a text", "#"),
    ("NO + ٣ days", "strange-digit", "`٣` is not one of the digits 0 to 9", "write numbers with 0 to 9", "٣"),
    ("NO ٣", "strange-digit", "`٣` is not one of the digits 0 to 9", "write numbers with 0 to 9", "٣"),
    (
        "NO only from AT + ３ days",
        *("strange-digit", "`３` is not one of the digits 0 to 9", "write numbers with 0 to 9", "３"),
    ),
    # --- numbers
    (
        "troops is at most 3persons",
        *("bad-number", "`3persons` is neither a day, a period nor a number"),
        *("a day is written `2022-04-26`, a period `30 days`, a number `85000`, `0.5` or `2/3`", "3persons"),
    ),
    (
        "troops is at most 1/0",
        *("zero-denominator", "`1/0` divides by zero", "write a number other than 0 below the line", "1/0"),
    ),
    (
        "troops is at most 1 year 6 months",
        *("bad-number", "`1 year 6 months` is not one number with one unit", None, "1 year 6 months"),
    ),
    (
        "troops is at most + 3 days",
        *("bad-number", "`+3 days` has a sign that it does not need", "write `3 days`", "+ 3 days"),
    ),
    (
        f"troops is at most {'9' * 61}",
        *("bad-number", f"`{'9' * 61}` is not a number", "write `85000`, `0.5` or `2/3`", "9" * 61),
    ),
    (
        "troops is at most 50 percent",
        *("percent-of-what", "`50 percent` names no base", "write `50 percent of votes_cast`", "50 percent"),
    ),
    (
        "at least 1.5 of (NO, AT)",
        *("not-a-whole-number", "`1.5` is not a whole number"),
        *("write how many with digits alone, such as `2`", "1.5"),
    ),
    (
        "at least 1234567890 of (NO, AT)",
        *("not-a-whole-number", "`1234567890` is not a whole number"),
        *("write how many with digits alone, such as `2`", "1234567890"),
    ),
    ("at least 3 of (NO, AT)", "count-too-high", "`at least 3 of 2` can never be so", "name a number up to 2", "3"),
    ("exactly 3 of (NO, AT)", "count-too-high", "`exactly 3 of 2` can never be so", "name a number up to 2", "3"),
    (
        "at least 5 of guarantors ratify",
        *("count-too-high", "`at least 5 of 4` can never be so", "name a number up to 4", "guarantors"),
    ),
    (
        "at least 5/3 of guarantors ratify",
        *("share-above-whole", "`5/3` is more than the whole group"),
        *("a share of a group lies between 0 and 1, or 0 and 100 percent", "5/3"),
    ),
    (
        "at most 101 percent of guarantors ratify",
        *("share-above-whole", "`101 percent` is more than the whole group"),
        *("a share of a group lies between 0 and 1, or 0 and 100 percent", "101"),
    ),
    (
        "at least -1 of guarantors ratify",
        *("number-too-small", "`-1` is less than nobody", "write it without `-`", "-1"),
    ),
    (
        "exactly 1/3 of guarantors ratify",
        *("count-too-high", "`exactly 1/3 of 4` can never be so", None, "guarantors"),
    ),
    (
        "more than 4 of guarantors ratify",
        *("count-too-high", "`more than 4 of 4` can never be so", "name a number up to 4", "guarantors"),
    ),
    (
        "all of guarantors excluding GB including GB ratify",
        *("unexpected-word", "`including` cannot stand here", "here can stand a name, `and`, `,`", "including"),
    ),
    (
        "majority of guarantors including GB and GB ratify",
        *("repeated-member", "`GB` is named twice", "name each member once", "GB"),
    ),
    (
        "referendum at signature",
        *("event-at", "`referendum` is on a day, so it is not so at a moment"),
        *("write `referendum on the same day as signature`, or `referendum by signature`", "referendum"),
    ),
    (
        "2022-05-01 at signature",
        *("event-at", "`2022-05-01` is on a day, so it is not so at a moment"),
        *("write `2022-05-01 on the same day as signature`, or `2022-05-01 by signature`", None),
    ),
    (
        "all of guarantors excluding BY ratify",
        *("unknown-member", "`BY` is not a member of `guarantors`", "its members are US, GB, NO, AT", "BY"),
    ),
    (
        "between 3 and 1 of (NO, AT)",
        *("reversed-count", "the lower bound 3 is above the upper bound 1", None, "3 and 1"),
    ),
    (
        "between 3 and 1 of observers attend",
        *("reversed-count", "the lower bound 3 is above the upper bound 1", None, "3 and 1"),
    ),
    # --- days and periods
    (
        "NO before 2022-02-30",
        *("bad-date", "`2022-02-30` is no day: February 2022 has 28 days"),
        *("the last day of the month is `2022-02-28`", "2022-02-30"),
    ),
    (
        "NO before 2022-02",
        *("bad-date", "`2022-02` is not a day"),
        *("write the day with year, month and day, as in `2022-04-26`", "2022-02"),
    ),
    (
        "NO before AT + 30 days 1 year",
        *("bad-period", "`30 days 1 year` is not a period", "write `1 year 30 days`", "30 days 1 year"),
    ),
    (
        "NO before 9999-12-31 + 1 day",
        "day-out-of-range",
        "`9999-12-31 + 1 day` is outside the years 0001 to 9999 that a date can have",
        *(None, "9999-12-31 + 1 day"),
    ),
    (
        "AT or NO between BY + 3 days and BY",
        *("reversed-window", "the window from `BY + 3 days` to `BY` ends before it begins"),
        *("write the earlier end first", "NO between BY + 3 days and BY"),
    ),
    (
        "NO only between 2022-05-01 and 2022-04-01",
        *("reversed-window", "the window from `2022-05-01` to `2022-04-01` ends before it begins"),
        *("write the earlier end first", "NO only between 2022-05-01 and 2022-04-01"),
    ),
    # --- names
    ("NO before wthdrawal", "unknown-event", "unknown event `wthdrawal`", "did you mean `withdrawal`?", "wthdrawal"),
    (
        "NO only if подписаное",
        "unknown-event",
        "unknown event `подписаное`",
        "did you mean `подписание`?",
        "подписаное",
    ),
    ("trops is at most 3 persons", "unknown-fact", "unknown fact `trops`", "did you mean `troops`?", "trops"),
    (
        "krimea is resolved",
        *("unknown-fact", "unknown ladder or fact `krimea`", "did you mean `crimea`?", "krimea"),
    ),
    (
        "all of garantors ratify",
        *("unknown-group", "unknown group `garantors`", "did you mean `guarantors`?", "garantors"),
    ),
    ("all of guarantors rattify", "unknown-event", "unknown event `rattify`", "did you mean `ratify`?", "rattify"),
    ("crimea is resolvd", "unknown-rung", "`crimea` has no rung `resolvd`", "did you mean `resolved`?", "resolvd"),
    (
        "crimea.reached",
        *("unknown-rung", "`crimea` has no rung `reached`"),
        *("its rungs are unresolved, agreed_in_principle, resolved", "crimea.reached"),
    ),
    (
        "statuss is one of (neutral, aligned)",
        *("unknown-fact", "unknown fact `statuss`", "did you mean `status`?", "statuss"),
    ),
    ("status is netral", "unknown-value", "`status` has no value `netral`", "did you mean `neutral`?", "netral"),
    (
        "texts_separate is one of (yes, maybe)",
        *("unknown-value", "`texts_separate` has no value `maybe`", "its values are yes, no", "maybe"),
    ),
    (
        "texts_separate before AT",
        *("not-an-event", "`texts_separate` is a fact, not an event", "facts stand after `if` or `only if`"),
        "texts_separate",
    ),
    ("NO is yes", "not-a-fact", "`NO` is an event, not a fact", "an event stands alone, without `is`", "NO"),
    (
        "NO only after ceasefire",
        *("state-alone", "`ceasefire` is a state, which is in force for a time"),
        *("write `ceasefire is in force`", "ceasefire"),
    ),
    (
        "ceasefire is active",
        *("state-alone", "`ceasefire` is a state, which is in force for a time"),
        *("write `ceasefire is in force`", "ceasefire"),
    ),
    (
        "ceasefire is not in force",
        *("needs-moment", "on which day `ceasefire` is in force is not said"),
        *("write `ceasefire is not in force on 2022-05-01`, or say it after `only if`", "ceasefire"),
    ),
    (
        "NO only if ceasfire is in force",
        "unknown-state",
        "unknown state `ceasfire`",
        "did you mean `ceasefire`?",
        "ceasfire",
    ),
    ("crimea", "needs-rung", "`crimea` is a ladder and needs a rung", "write `crimea is resolved`", "crimea"),
    (
        "crimea.unresolved",
        *("starting-rung", "`crimea` stands on `unresolved` from the outset, so no event reaches it"),
        *("name a higher rung, or give `crimea` `start: none`", "crimea.unresolved"),
    ),
    (
        "ratify",
        *("needs-member", "`ratify` stands for one thing for each of guarantors"),
        *("write `ratify[US]` or `all of guarantors ratify`", "ratify"),
    ),
    (
        "crimea before NO",
        *("not-an-event", "`crimea` is a ladder, not an event"),
        *("name a rung of it: `crimea.agreed_in_principle`, `crimea.resolved`", "crimea"),
    ),
    (
        "in_favour is yes",
        *("needs-member", "`in_favour` stands for one thing for each of guarantors"),
        *("write `in_favour[US]` or `all of guarantors in_favour`", "in_favour"),
    ),
    (
        "NO only after AT and NO only within 3 days of BY",
        *("unexpected-word", "`only within` cannot stand here"),
        *("one sentence has one `only`: make two conditions of it, or write `all of (…, …)`", "only within"),
    ),
    ("never NO before AT", "unexpected-word", "`before` cannot stand here", "write `no NO before …`", "before"),
    ("NO unless AT", "unexpected-word", "`unless` cannot stand here", "write `only if not …`", "unless"),
    (
        "if NO and AT",
        "unfinished-condition",
        "the condition ends too early, after `AT`",
        "here can stand `,`, `then`",
        "T",
    ),
    ("if NO, AT", "unexpected-word", "`AT` cannot stand here", "an `if` needs its `then`", "AT"),
    # --- kinds of values
    (
        "status is neutral or later",
        *("not-a-ladder", "`status` is not a ladder, so `or later` has no meaning", None, "status"),
    ),
    (
        "status is neutral or earlier",
        *("not-a-ladder", "`status` is not a ladder, so `or earlier` has no meaning", None, "status"),
    ),
    ("troops is neutral", "not-enumerated", "`troops` is a number", "compare it: `is at least …`", "troops"),
    (
        "status is at least 3",
        *("not-a-number", "`status` is not a number", "its values are neutral, non_aligned, aligned", "status"),
    ),
    ("troops", "not-yes-no", "`troops` is not a yes/no fact", "compare it, as in `troops is at least …`", "troops"),
    ("status", "not-yes-no", "`status` is not a yes/no fact", "compare it, as in `status is neutral`", "status"),
    (
        "troops is at most 85000",
        *("unit-mismatch", "`troops` is in persons, but `85000` is without a unit", "write the number in persons"),
        "troops",
    ),
    (
        "votes_for is more than 3 persons",
        *(
            "unit-mismatch",
            "`votes_for` is without a unit, but `3 persons` is in persons",
            "write the number in persons",
        ),
        "votes_for",
    ),
    (
        "NO only after AT before BY",
        *("not-an-occurrence", "`only after` needs something that happens, and `AT before BY` is not an event"),
        *("write `only if` instead of `only after`", "AT"),
    ),
    (
        "NO only after crimea is agreed_in_principle or earlier",
        "not-an-occurrence",
        "`only after` needs something that happens, and `crimea is agreed_in_principle or earlier` is not an event",
        *("write `only if` instead of `only after`", "crimea"),
    ),
    (
        "NO only after texts_separate",
        *("not-an-occurrence", "`only after` needs something that happens, and `texts_separate` is not an event"),
        *("write `only if` instead of `only after`", "texts_separate"),
    ),
    (
        "NO only after all of guarantors in_favour",
        "not-an-occurrence",
        "`only after` needs something that happens, and `all of guarantors in_favour` is not an event",
        *("write `only if` instead of `only after`", "guarantors"),
    ),
    (
        "all of guarantors NO",
        *("not-per-member", "`NO` is one thing, not one for each member of guarantors"),
        *("declare it with `each: guarantors`", "NO"),
    ),
    (
        "all of observers ratify",
        *("other-group", "`ratify` is for each of `guarantors`, not of `observers`"),
        *(None, "observers"),
    ),
    (
        "ratify[FR] only if NO",
        *("unknown-member", "`FR` is not a member of `guarantors`", "its members are US, GB, NO, AT", "ratify[FR]"),
    ),
    (
        "attend[FR] only if NO",
        *("unnamed-members", "the members of `observers` are not named, so neither is `attend[FR]`"),
        *("name them in `groups`, or write `all of observers attend`", "attend[FR]"),
    ),
    # --- size
    (
        f"{'x' * LONGEST_TEXT}y",
        *("too-long", f"a condition of {LONGEST_TEXT + 1} characters is longer than {LONGEST_TEXT}", None, None),
    ),
    (
        f"{'not ' * (DEEPEST_NESTING + 1)}NO",
        *("too-deep", f"clauses are nested more than {DEEPEST_NESTING} deep", None, "NO"),
    ),
]


@pytest.mark.parametrize(
    ("text", "code", "message", "hint", "underlined"), MISTAKES, ids=[f"{row[1]}: {row[0][:30]}" for row in MISTAKES]
)
def test_a_mistake(text: str, code: str, message: str, hint: str | None, underlined: str | None) -> None:
    """What is wrong, what to do, and the words it is about."""
    assert [(code, message, hint, underlined)] == mistakes(text)


WRITTEN = [
    (text, underlined or "", written)
    for text, _, _, hint, underlined in MISTAKES
    for written in re.findall("`([^`]+)`", hint or "")
    if (hint or "").startswith("write ") and "it without" not in (hint or "") and "…" not in written
]


@pytest.mark.parametrize(
    ("text", "underlined", "written"), WRITTEN, ids=[f"{row[0][:30]}: {row[2]}" for row in WRITTEN]
)
def test_what_a_hint_proposes_can_be_read(text: str, underlined: str, written: str) -> None:
    """As a clause, as a word of the language, or in the place of what is underlined or near it."""
    starts = ("", "NO ", "NO after AT + ", "troops is at most ", "troops is ")
    whole = (*(f"{start}{written}" for start in starts), text.replace(underlined, written))

    assert written in {*phrases.KEYWORDS, "moments"} or any(_reads(one) for one in whole)


def _reads(text: str) -> bool:
    try:
        parse(text)
    except MistakeError:
        return False
    return True


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("NO not before AT", "NO on or after AT"),
        ("NO at least 30 days before AT", "NO on or before AT - 30 days"),
        ("NO at most 30 days after AT", "NO within 30 days after AT"),
        ("all of guarantors ratify on or after AT", "earliest of guarantors ratify on or after AT and latest of"),
        ("any of guarantors ratify by AT", "earliest of guarantors ratify on or before AT"),
    ],
)
def test_a_hint_keeps_the_meaning_of_an_order(slip: str, meant: str) -> None:
    """Turned round it would be accepted, and mean the contrary."""
    ((_, _, hint, _),) = mistakes(slip)

    assert hint is not None
    assert f"write `{meant}" in hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("AT + 1 month + 1 day", "write `AT + 1 month 1 day`"),
        ("AT + 1 day + 6 weeks", "write `AT + 6 weeks 1 day`"),
        ("AT + 1 day + 6 months", "one period adds its months first, so name the moment up to `1 day` in `moments`"),
    ],
)
def test_a_moment_with_two_periods(text: str, hint: str) -> None:
    """In a field that takes a moment as in a clause."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Moment).validate_python(text)

    assert hint in str(caught.value)


def test_every_character_that_people_try_has_a_hint() -> None:
    """Signs of programming languages and quotation marks are told what to write instead."""
    for char, hint in phrases.MEANT.items():
        assert [("strange-character", f"`{char}` has no meaning in a condition", hint, char)] == mistakes(f"NO {char}")


@pytest.mark.parametrize(
    ("value", "code", "at"),
    [
        (3, "not-a-condition", ()),
        (None, "not-a-condition", ()),
        (["NO"], "not-a-condition", ()),
        ({}, "missing-kind", ()),
        ({"kind": "only_aftr", "act": "NO"}, "unknown-kind", ("kind",)),
        ({"kind": 3}, "unknown-kind", ("kind",)),
    ],
)
def test_what_is_no_clause_at_all(value: object, code: str, at: tuple[str, ...]) -> None:
    """Neither text nor a structured form that says its kind."""
    with pytest.raises(Exception, match="condition") as caught:
        read_clause(value)
    context = getattr(caught.value, "context", None) or {}

    assert (code, at) == (context["error"].problems[0].code, context["at"])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"kind": "holds", "what": 3}, "not-text"),
        ({"kind": "holds", "what": "a b c"}, "bad-moment"),
        ({"kind": "holds", "what": "a-b + 3 days"}, "bad-moment"),
        ({"kind": "holds", "what": "2022-02-30"}, "bad-date"),
        ({"kind": "holds", "what": "9999-12-31 + 1 day"}, "day-out-of-range"),
        ({"kind": "is", "what": "a-b", "value": "c"}, "bad-name"),
        ({"kind": "is", "what": 3, "value": "c"}, "not-text"),
        ({"kind": "within", "event": "a", "period": "3 dayz", "moment": "b"}, "bad-period"),
        ({"kind": "within", "event": "a", "period": 3, "moment": "b"}, "not-text"),
        ({"kind": "compare", "left": "a", "comparison": "<", "right": "3 persons too"}, "bad-number"),
        ({"kind": "compare", "left": "a", "comparison": "<", "right": "votes cast"}, "bad-number"),
        ({"kind": "compare", "left": "a", "comparison": "<", "right": "b-c"}, "bad-number"),
        ({"kind": "compare", "left": "a", "comparison": "<", "right": "50 percent"}, "percent-of-what"),
        ({"kind": "compare", "left": "a", "comparison": "<", "right": "50 %"}, "percent-of-what"),
        ({"kind": "compare", "left": "a", "comparison": "<", "right": 3}, "not-text"),
        ({"kind": "count", "at_least": "many", "of": ["a"]}, "not-a-whole-number"),
        ({"kind": "count", "at_least": 3, "of": ["a"]}, "count-too-high"),
        ({"kind": "only_after", "act": "a", "after": "b", "same_day": "maybe"}, "not-yes-or-no"),
        ({"kind": "members", "quantifier": "all", "at_least": 2, "group": "g", "what": "a"}, "needless-count"),
        ({"kind": "members", "quantifier": "none", "at_most": 2, "group": "g", "what": "a"}, "needless-count"),
        ({"kind": "members", "quantifier": "number", "at_least": "-2", "group": "g", "what": "a"}, "number-too-small"),
        ({"kind": "members", "quantifier": "number", "at_least": True, "group": "g", "what": "a"}, "not-text"),
        ({"kind": "members", "quantifier": "all", "strictly": True, "group": "g", "what": "a"}, "needless-count"),
        ({"kind": "not", "condition": "a only"}, "unexpected-word"),
    ],
)
def test_mistakes_of_the_structured_form(data: dict[str, object], code: str) -> None:
    """They travel inside Pydantic's error, for a loader to place."""
    with pytest.raises(ValidationError) as caught:
        read_clause(data)
    (item,) = caught.value.errors()

    assert [code] == [problem.code for problem in item["ctx"]["error"].problems]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "nothing"),
        ("x", "text"),
        (True, "a truth value"),
        (3, "a number"),
        (0.5, "a number"),
        ({}, "a mapping"),
        ([], "a list"),
        (set(), "a list"),
        (object(), "of the type object"),
    ],
)
def test_what_a_value_is_in_words(value: object, kind: str) -> None:
    """A message about a value that is no text names its kind."""
    assert kind == kind_of(value)


def test_a_moment_of_python_is_checked_too() -> None:
    """A fixed day that a period leads out of the calendar."""
    with pytest.raises(ValidationError, match="outside the years 0001 to 9999"):
        Holds(what=Moment(date.max, Period(days=1)))


def test_every_code_of_the_language_has_a_test() -> None:
    """A new mistake without an example of its message fails here."""
    found, _ = codes_in(sorted(LANGUAGE.glob("*.py")))
    tests = "".join(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))

    assert [] == [code for code in found if "*" not in code and f'"{code}"' not in tests]


# --- whatever is written -----------------------------------------------------------------

pieces = st.one_of(
    st.sampled_from([*phrases.KEYWORDS, *phrases.KEYWORDS]),
    st.sampled_from(sorted(VOCABULARY.everything())),
    st.sampled_from(
        ["(", ")", ",", "+ 30 days", "- 1 year", "30 days", "2022-05-09", "3", "50", "2/3", "<", ">=", "!="]
    ),
    st.sampled_from(
        ["2022-02-30", "1 year 1 year", "3dayz", "NO[", "a.b.c", "١", "\x00", "\u200b", "𝔞", "#", "-", "+"]
    ),
    st.text(max_size=4),
)
soup = st.tuples(st.lists(pieces, max_size=14), st.sampled_from([" ", " ", "  ", "\n", ""])).map(
    lambda drawn: drawn[1].join(drawn[0])
)


def read(text: str) -> list[tuple[str, Any]]:
    """Codes and spans of what is wrong with a text."""
    try:
        clause = parse(text)
    except MistakeError as error:
        return [(problem.code, span) for problem, span in error.mistakes]
    assert isinstance(clause, Kind)
    canonical = clause.text()
    # Helpful parentheses can make a text that is nearly too long too long.
    assert len(canonical) > LONGEST_TEXT or clause == parse(canonical)
    return []


@given(soup)
@example("١")
@example("NO only if 2022-05-09 + 9999 years")
def test_nothing_but_mistakes_is_raised(text: str) -> None:
    """Any text reads as a clause or is a mistake inside the text."""
    for _, span in read(text):
        if span is not None:
            assert 0 <= span[0] <= span[1] <= len(text)


def _terminals(*, without: Collection[str] = ()) -> dict[str, st.SearchStrategy[str]]:
    """Texts for each terminal of the grammar, but for some."""
    fixed = {terminal: words for words, terminal in (*phrases.KEYWORDS.items(), *phrases.MARKS.items())}
    names = st.sampled_from(sorted(VOCABULARY.everything()))
    valued = {
        "NAME": names,
        "PERIOD": st.sampled_from(["30 days", "1 year 6 months", "0 days", "2 weeks"]),
        "DATE": st.sampled_from(["2022-05-09", "1999-12-31"]),
        "SIGN": st.sampled_from(["+", "-"]),
        "ORDINAL": st.sampled_from(["1st", "2nd"]),
        "NUMBER": st.sampled_from(["0", "1", "2", "50", "2/3", "0.5"]),
        "COMPARISON": st.sampled_from(["<", "<=", "=", "!=", ">=", ">"]),
    }
    return {
        **{name: st.just(f" {words} ") for name, words in fixed.items() if name not in without},
        **{name: texts.map(lambda text: f" {text} ") for name, texts in valued.items()},
    }


GRAMMAR = Lark(phrases.grammar_text(), parser="lalr", lexer="basic", start=["start", "definition"])
OF_MEANING = {
    *("no-such-place", "two-shifts", "count-too-high", "reversed-count", "reversed-window"),
    *("not-a-whole-number", "bad-number", "too-deep"),
}
OF_MEANING |= {"repeated-member", "share-above-whole"}


@given(from_lark(GRAMMAR, start="start", explicit=_terminals(without=("_BUT_ONLY_IF", "_ELSE"))))
def test_what_the_grammar_allows_is_read(text: str) -> None:
    """Every sentence of the grammar is a clause, but for mistakes that no grammar can see."""
    assume(len(text) <= LONGEST_TEXT)
    found = read(text)

    assert set() == {code for code, _ in found} - OF_MEANING


@given(from_lark(GRAMMAR, start="definition", explicit=_terminals()))
def test_what_the_grammar_allows_as_a_definition_is_read(text: str) -> None:
    """Every definition of the grammar is a moment, but for mistakes that no grammar can see."""
    assume(len(text) <= LONGEST_TEXT)
    codes, found = defined(text)

    assert set() == codes - OF_MEANING
    assert found is None or found == parse_definition(definition_text(found))


def defined(text: str) -> tuple[set[str], Definition | None]:
    """The codes of what is wrong with a definition, or what it says."""
    try:
        return set(), parse_definition(text)
    except LanguageError as error:
        return {problem.code for problem in error.problems}, None


@pytest.mark.parametrize(
    "text",
    [
        "(" * (LONGEST_TEXT // 2),
        "(" * 4_999 + "NO" + ")" * 4_999,
        "not " * 2_499 + "NO",
        "if NO then " * 900 + "NO",
        "at least 1 of (" * 600 + "NO" + ")" * 600,
        "NO or " * 1_600 + "NO",
        "NO and not NO or " * 580 + "NO",
        "1" * LONGEST_TEXT,
        "1 " * (LONGEST_TEXT // 2),
        "1 day " * (LONGEST_TEXT // 6),
        "NO + 1 day " * 900,
        "+ " * (LONGEST_TEXT // 2),
        "is not " * 1_400,
        "is one of (no, " + "no, " * 2_400,
        " " * LONGEST_TEXT,
        "NO." * 3_333,
        "[" * LONGEST_TEXT,
        "only on the same day as " * 400,
        "п" * LONGEST_TEXT,
        "x" * 1_000_000,
    ],
    ids=lambda text: f"{text[:20].strip()}… {len(text)}",
)
def test_hostile_texts_are_answered_soon(text: str) -> None:
    """Deep, long and repetitive texts cost neither the stack nor seconds."""
    start = time.process_time()
    read(text)

    assert time.process_time() - start < 2


def test_nesting_is_limited_in_the_text_not_by_parentheses() -> None:
    """Fifty clauses inside one another read; parentheses that mean nothing do not count."""
    deep = "not " * DEEPEST_NESTING + "NO"

    assert [] == read(deep)
    assert [] == read("(" * 200 + deep + ")" * 200)
    assert ["too-deep"] == [code for code, _ in read(f"not {deep}")]


def test_a_mistake_error_says_all_its_problems() -> None:
    """As text it is what a user without a file sees."""
    with pytest.raises(MistakeError, match=re.escape("`only aftr` cannot stand here\n   hint: did you mean")) as caught:
        parse("NO only aftr AT")

    assert [replace(problem) for problem, _ in caught.value.mistakes] == list(caught.value.problems)


def test_a_moment_keeps_the_place_of_its_event() -> None:
    """Also where it is read from a text of its own."""
    assert (2, 6) == getattr(Moment.parse("  vote + 3 days").anchor, "span", None)
