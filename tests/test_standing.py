"""Which positions count on a day: replaced, withdrawn, told by others, reported by a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.model.dossier import Dossier
from conditions.model.statements import accounts_in
from conditions.standing import Evidence, Record, Standing, line_ups
from conditions.truth import Truth

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE

STATEMENTS = {
    "ua": {"speaker": "Ann", "for": "UA", "said": "2022-03-01", "reported": "2022-03-05"},
    "ua-later": {"speaker": "Ann", "for": "UA", "said": "2022-04-01"},
    "ru": {"speaker": "Boris", "for": "RU", "said": "2022-04-10"},
    "paper": {"speaker": "The Paper", "said": "2022-04-12"},
    "both": {"speaker": "The delegations", "for": ["UA", "RU"], "said": "2022-03-01"},
}


def dossier(conditions: dict[str, Any], **sections: Any) -> Dossier:
    """A dossier with these conditions of Ukraine."""
    return Dossier.build(
        {
            "dossier": "d",
            "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
            "events": {"signs": {}},
            "conditions": {
                name: {"party": "UA", "condition": "never signs", **fields} for name, fields in conditions.items()
            },
            **sections,
            "statements": {**STATEMENTS, **sections.get("statements", {})},
        }
    )


def standings(of: Dossier, day: str | None, **evidence: Any) -> dict[str, Standing]:
    """How every condition stands on a day."""
    record = Record(of, of.conditions, Evidence(**evidence))
    return {name: record.standing(name, None if day is None else date.fromisoformat(day)) for name in of.conditions}


def counting(of: Dossier, day: str | None, **evidence: Any) -> dict[str, Truth]:
    """Whether every condition counts on a day."""
    return {name: one.in_force for name, one in standings(of, day, **evidence).items()}


# --- replaced -------------------------------------------------------------------


@pytest.mark.parametrize("relation", ["supersedes", "restates", "hardens", "softens"])
@pytest.mark.parametrize(
    ("day", "old", "new"), [("2022-03-01", T, F), ("2022-03-31", T, F), ("2022-04-01", F, T), (None, F, T)]
)
def test_an_older_position_counts_until_the_first_day_of_the_newer(
    relation: str, day: str | None, old: Truth, new: Truth
) -> None:
    """Whatever the relation; at the end of the record only the newest is left."""
    of = dossier({"old": {"from": "2022-03-01"}, "new": {"from": "2022-04-01", relation: "old"}})

    assert {"old": old, "new": new} == counting(of, day)


def test_an_uncertain_day_leaves_both_possibly_in_force() -> None:
    """But never together, and never neither."""
    of = dossier({"old": {"from": "2022-03-01"}, "new": {"from": "2022-04", "hardens": "old"}})
    found = standings(of, "2022-04-10")

    assert {"old": U, "new": U} == {name: one.in_force for name, one in found.items()}
    assert {frozenset({"old"}), frozenset({"new"})} == set(line_ups(found))


def test_a_chain_ends_all_that_came_before() -> None:
    """If the last has begun, so has all before it, whatever is known of its own day."""
    of = dossier(
        {
            "a": {"from": "2022-03-01"},
            "b": {"from": "2022-03-05/2022-05-01", "hardens": "a"},
            "c": {"from": "2022-04-01", "softens": "b"},
        }
    )

    assert {"a": F, "b": F, "c": T} == {**counting(of, "2022-04-01"), "b": F}
    assert {frozenset({"a"}), frozenset({"b"})} == set(line_ups(standings(of, "2022-03-20")))


def test_what_is_not_firm_enough_replaces_nothing() -> None:
    """An inference ends a stated position only where inferences are asked for."""
    of = dossier({"old": {}, "new": {"from": "2022-04-01", "hardens": "old", "level": "inferred"}})

    assert T is counting(of, "2022-05-01")["old"]
    assert F is counting(of, "2022-05-01", level="inferred")["old"]


DAYS = [date(2022, 3, 1) + timedelta(days=day) for day in range(6)]
ranges = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(ranges, min_size=1, max_size=3), st.one_of(st.none(), ranges), st.sampled_from(DAYS))
def test_line_ups_are_those_of_all_possible_days(
    chain: list[tuple[date, date]], until: tuple[date, date] | None, day: date
) -> None:
    """A chain of positions with uncertain days, the last perhaps ended: one line-up for each way the days may fall."""
    fields: dict[str, dict[str, Any]] = {}
    for place, (first, last) in enumerate(chain):
        fields["abc"[place]] = {"from": f"{first}/{last}", **({"hardens": "abc"[place - 1]} if place else {})}
    if until is not None:
        fields["abc"[len(chain) - 1]]["until"] = f"{until[0]}/{until[1]}"
    possible = set()
    for begins in product(*([one for one in DAYS if first <= one <= last] for first, last in chain)):
        for end in [None] if until is None else [one for one in DAYS if until[0] <= one <= until[1]]:
            if all(one < other for one, other in pairwise(begins)):
                held = [place for place, begin in enumerate(begins) if begin <= day]
                over = end is not None and end <= day and held == list(range(len(chain)))
                possible.add(frozenset({"abc"[held[-1]]} if held and not over else ()))
    if not possible or (until is not None and until[1] <= chain[-1][0]):
        return
    found = set(line_ups(standings(dossier(fields), day.isoformat())))

    assert possible <= found
    if len(chain) == 1:
        assert possible == found


def test_too_many_doubts_are_looked_at_one_by_one() -> None:
    """Twelve uncertain days have four thousand combinations; each doubtful position is then taken alone."""
    of = dossier({"sure": {}, **{f"c{place}": {"from": "2022-04"} for place in range(12)}})
    found = line_ups(standings(of, "2022-04-10"))

    assert 13 == len(found)
    assert all("sure" in one and len(one) <= 2 for one in found)


# --- withdrawn, denied, claimed -------------------------------------------------


def test_a_party_withdraws_its_own_position() -> None:
    """On the day on which it was said."""
    of = dossier(
        {"a": {"source": "ua"}},
        statements={"back": {"speaker": "Ann", "for": "UA", "said": "2022-05-01", "withdraws": "a"}},
    )

    assert [T, F, F] == [counting(of, day)["a"] for day in ("2022-04-30", "2022-05-01", None)]


def test_a_withdrawal_by_another_is_only_its_word() -> None:
    """It counts where that account is asked for."""
    of = dossier(
        {"a": {"source": "ua"}},
        statements={"back": {"speaker": "Boris", "for": "RU", "said": "2022-05-01", "withdraws": "a"}},
    )
    (ending,) = standings(of, "2022-06-01")["a"].endings

    assert ("withdrawn", "back", ("RU",), False) == (ending.how, ending.by, ending.told_by, ending.counts)
    assert [T, F] == [counting(of, "2022-06-01", accounts=chosen)["a"] for chosen in ((), ("RU",))]


def test_a_denial_ends_nothing() -> None:
    """The position is contested, and counts."""
    of = dossier(
        {"a": {"source": "ua"}},
        statements={"no": {"speaker": "Boris", "for": "RU", "said": "2022-05-01", "denies": "a"}},
    )
    found = standings(of, "2022-06-01")["a"]

    assert (T, ("no",)) == (found.in_force, found.denied_by)
    assert () == standings(of, "2022-06-01", known_at=date(2022, 4, 1))["a"].denied_by


@pytest.mark.parametrize(
    ("claim", "ends"),
    [
        ({"source": "ru", "says": "It is over.", "ends": "a"}, "2022-04-10"),
        ({"source": "ru", "says": "It is over.", "ends": "a", "when": "2022-03-20"}, "2022-03-20"),
        ({"source": "ru", "says": "It will be over.", "ends": "a", "kind": "prediction"}, None),
    ],
)
def test_a_claim_that_a_position_ended(claim: dict[str, Any], ends: str | None) -> None:
    """Takes effect as told by its speaker, from the day it gives, or on which it was made; a prediction never does."""
    of = dossier({"a": {"source": "ua"}}, claims={"over": claim})

    assert T is counting(of, "2022-06-01")["a"]
    for day in ("2022-03-19", "2022-03-20", "2022-04-09", "2022-04-10"):
        over = ends is not None and day >= ends
        assert (F if over else T) is counting(of, day, accounts=("RU",))["a"]


def test_a_claim_of_the_party_itself_is_on_record() -> None:
    """Who says of its own position that it has ended, ends it."""
    of = dossier({"a": {"source": "ua"}}, claims={"over": {"source": "ua-later", "says": "Over.", "ends": "a"}})

    assert [T, F] == [counting(of, day)["a"] for day in ("2022-03-31", "2022-04-01")]


# --- whose account --------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "told_by"),
    [
        ([], ()),
        (["ua"], ()),
        (["both"], ()),
        (["ru", "ua"], ()),
        (["ru"], ("RU",)),
        (["paper"], ("The Paper",)),
        (["ru", "paper"], ("RU", "The Paper")),
    ],
)
def test_whose_account_a_position_is(source: list[str], told_by: tuple[str, ...]) -> None:
    """The party's own if one statement was made for it; what nobody has said is nobody's account."""
    of = dossier({"a": {"source": source}})

    assert told_by == standings(of, None)["a"].told_by
    assert (not told_by) is standings(of, None)["a"].admitted
    assert all(standings(of, None, accounts=(one,))["a"].admitted for one in told_by)


def test_an_account_replaces_only_where_it_is_asked_for() -> None:
    """What Russia tells of Ukraine's newer position leaves the older one in force on the record."""
    of = dossier(
        {"old": {"source": "ua"}, "new": {"source": "ru", "from": "2022-04-10", "hardens": "old"}},
    )

    assert T is counting(of, "2022-05-01")["old"]
    assert F is counting(of, "2022-05-01", accounts=("RU",))["old"]
    assert T is counting(of, "2022-05-01", accounts=("The Paper",))["old"]


def test_whose_accounts_there_are() -> None:
    """Every party's, and those of speakers for none."""
    assert ("UA", "RU", "The Paper") == accounts_in({"UA": "", "RU": ""}, dossier({}).statements)


# --- reported by a day ----------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "known_at", "known"),
    [
        (["ua"], "2022-03-04", F),
        (["ua"], "2022-03-05", T),
        (["ua-later"], "2022-03-31", F),
        (["ua-later"], "2022-04-01", T),
        (["ua-later", "ua"], "2022-03-05", T),
        ([], "2022-06-01", U),
        (["undated"], "2022-06-01", U),
        (["month"], "2022-03-15", U),
        (["ru", "ua-later"], "2022-04-01", T),
        (["ru", "late"], "2022-04-15", F),
    ],
)
def test_a_position_is_known_once_one_of_its_statements_was_reported(
    source: list[str], known_at: str, known: Truth
) -> None:
    """Else once it was said; where neither is given, that is unknown. An account makes nobody else's position known."""
    said = {
        "undated": {"speaker": "Ann", "for": "UA"},
        "month": {"speaker": "Ann", "for": "UA", "said": "2022-03-01", "reported": "2022-03"},
        "late": {"speaker": "Ann", "for": "UA", "said": "2022-05-01"},
    }
    found = standings(dossier({"a": {"source": source}}, statements=said), None, known_at=date.fromisoformat(known_at))

    assert (known, known) == (found["a"].known, found["a"].in_force)


def test_what_had_not_been_reported_ends_nothing() -> None:
    """Neither a newer position, nor a withdrawal."""
    of = dossier(
        {"old": {"source": "ua"}, "new": {"source": "ua-later", "from": "2022-03-10", "hardens": "old"}},
    )

    assert {"old": T, "new": F} == counting(of, "2022-06-01", known_at=date(2022, 3, 31))
    assert {"old": F, "new": T} == counting(of, "2022-06-01", known_at=date(2022, 4, 1))
