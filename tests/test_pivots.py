"""On whom an outcome turns: values from their definitions, known games, errors of draws."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from conditions.pivots import MOST_PLAYERS, error_of, influence, power
from conditions.space import space
from tests.small_conflicts import Small, dossier, negotiations
from tests.small_space import banzhaf, shapley, tried

NAMES = ("a", "b", "c", "d")


def weighted(quota: int, weights: Mapping[str, int]) -> dict[frozenset[str], Fraction]:
    """The game in which a set wins if its weights reach the quota."""
    sets = (frozenset(some) for size in range(len(weights) + 1) for some in combinations(weights, size))
    return {some: Fraction(sum(weights[name] for name in some) >= quota) for some in sets}


@given(st.integers(1, 12), st.tuples(*(st.integers(0, 5) for _ in NAMES)))
@settings(deadline=None)
def test_values_are_those_of_their_definitions(quota: int, weights: tuple[int, ...]) -> None:
    """For every weighted vote of four."""
    worth = weighted(quota, dict(zip(NAMES, weights, strict=True)))
    found = power(NAMES, worth.__getitem__)

    assert {name: one.shapley.value for name, one in found.items()} == shapley(NAMES, worth)
    assert {name: one.banzhaf.value for name, one in found.items()} == banzhaf(NAMES, worth)
    assert sum(one.shapley.value for one in found.values()) == worth[frozenset(NAMES)] - worth[frozenset()]


def test_one_who_must_agree() -> None:
    """A majority of 51 with weights 50, 49, 1: the second is worth no more than the third."""
    worth = weighted(51, {"a": 50, "b": 49, "c": 1})
    found = power(("a", "b", "c"), worth.__getitem__)

    assert [str(found[name].shapley.value) for name in "abc"] == ["2/3", "1/6", "1/6"]
    assert [str(found[name].banzhaf.value) for name in "abc"] == ["3/4", "1/4", "1/4"]


def test_nobody_and_one_alone() -> None:
    """No players have no power; one alone has all there is."""
    assert power((), lambda _: Fraction(0)) == {}
    assert power(("a",), lambda some: Fraction(len(some)))["a"].shapley.value == 1


def test_draws_lie_within_their_error() -> None:
    """A game whose values are known, of more players than are looked at in full; the same again for one seed."""
    players = [f"p{number}" for number in range(MOST_PLAYERS + 4)]

    def worth(some: frozenset[str]) -> Fraction:
        return Fraction(len(some), len(players))

    def first(some: frozenset[str]) -> Fraction:
        return Fraction("p0" in some)

    shares, dictator = power(players, worth, draws=300, seed=5), power(players, first, draws=300, seed=5)
    quota = power(players, lambda some: Fraction(len(some) > 6), draws=300, seed=5)

    assert {one.shapley.value for one in shares.values()} == {Fraction(1, len(players))}
    assert [one.banzhaf.value for one in dictator.values()] == [1, *([0] * (len(players) - 1))]
    assert all(not one.shapley.is_exact for one in quota.values())
    assert all(abs(one.shapley.value - Fraction(1, len(players))) < one.shapley.error for one in quota.values())
    assert quota == power(players, lambda some: Fraction(len(some) > 6), draws=300, seed=5)


def test_more_draws_err_less() -> None:
    """With the square root of their number; more values err more."""
    assert error_of(10_000, 2) < error_of(100, 2) < error_of(100, 20)
    assert abs(error_of(400, 2) * 2 - error_of(100, 2)) < Fraction(1, 1_000)


# --- influence ------------------------------------------------------------------------------


def test_influence_is_counted_over_all_choices_of_the_others() -> None:
    """A strict reading decides where the other is a moratorium; a third decides nothing."""
    choices = {"RU": ("strict", "lenient"), "UA": ("deadline", "moratorium", "process"), "NO": ("x", "y")}

    def outcome(choice: Mapping[str, str]) -> bool:
        return not (choice["RU"] == "strict" and choice["UA"] == "moratorium")

    found = influence(choices, outcome)

    assert {name: str(value.value) for name, value in found.items()} == {"RU": "1/3", "UA": "1/2", "NO": "0"}
    assert all(value.is_exact for value in found.values())


def test_influence_over_too_many_choices_is_drawn() -> None:
    """With an error; what decides nothing has none, what always decides has all."""
    choices = {f"c{number}": ("x", "y") for number in range(14)}
    found = influence(choices, lambda choice: choice["c3"], draws=100)

    assert [found["c3"].value, found["c4"].value] == [1, 0]
    assert found["c4"].error > 0


def test_influence_by_hand() -> None:
    """For every way in which two choices of two can come out."""
    choices = {"a": ("0", "1"), "b": ("0", "1")}
    for outcomes in product((0, 1), repeat=4):
        table = dict(zip(product("01", "01"), outcomes, strict=True))
        found = influence(choices, lambda choice, table=table: table[choice["a"], choice["b"]])  # type: ignore[misc]
        turned = sum(table["0", other] != table["1", other] for other in "01")

        assert found["a"].value == Fraction(turned, 2)


# --- of conditions ---------------------------------------------------------------------------


@given(negotiations(most=4))
@settings(max_examples=25, deadline=None)
def test_power_of_conditions_is_that_of_every_course(small: Small) -> None:
    """What each set of conditions removes, and whether it rules the goal out, counted over all courses of events."""
    found = space(small.dossier, small.goal, given=small.given).room.pivots
    by_hand = tried(small)
    whole, names = by_hand.size(()), by_hand.names
    sets = [frozenset(some) for size in range(len(names) + 1) for some in combinations(names, size)]
    sizes = {some: by_hand.size(some) for some in sets}

    if not whole:
        assert found is None
        return
    assert found is not None
    blocks = {some: Fraction(size == 0) for some, size in sizes.items()}
    removes = {some: 1 - Fraction(size, whole) for some, size in sizes.items()}
    assert {one.condition.id: one.blocks.shapley.value for one in found} == shapley(names, blocks)
    assert {one.condition.id: one.blocks.banzhaf.value for one in found} == banzhaf(names, blocks)
    assert {one.condition.id: one.removes.shapley.value for one in found} == shapley(names, removes)
    assert {one.condition.id: one.removes.banzhaf.value for one in found} == banzhaf(names, removes)


def test_a_reading_on_which_room_turns() -> None:
    """With `first` each waits for the other; which of the other's readings it is makes no difference."""
    conditions = {
        "A": {
            "party": "UA",
            "readings": {"first": "x1 only after y1", "with": "x1 only on or after y1", "free": "x1 only if p"},
        },
        "B": {"party": "RU", "readings": {"first": "y1 only after x1", "with": "y1 only on or after x1"}},
    }
    found = space(dossier(conditions), ["x1", "y1"])

    assert {name: str(value.value) for name, value in found.readings.items()} == {"A": "1", "B": "1/3"}
