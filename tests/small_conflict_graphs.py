"""The four notions of stability straight from their definitions, over sets, with nothing shared with the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations, product

from conditions.model.dossier import Dossier

Moves = Mapping[str, Mapping[int, frozenset[int]]]
Ranks = Mapping[str, Mapping[int, int]]


def stable(moves: Moves, ranks: Ranks, party: str, state: int) -> set[str]:
    """The notions by which a party would stay at a state.

    Source: Fang, Hipel and Kilgour (1993), definitions 3.1 to 3.4 for two parties, and 4.2 to 4.7 for more.
    """
    rank = ranks[party]
    gains = improvements(moves, ranks)
    ways_out = gains[party][state]
    others = [one for one in moves if one != party]

    def no_better(there: int) -> bool:
        return rank[there] >= rank[state]

    def general(there: int) -> bool:
        return any(no_better(end) for end in reachable(moves, others, there))

    def symmetric(there: int) -> bool:
        return any(
            no_better(end) and all(no_better(last) for last in moves[party][end])
            for end in reachable(moves, others, there)
        )

    def sequential(there: int) -> bool:
        return any(no_better(end) for end in reachable(gains, others, there))

    held = {"GMR": general, "SMR": symmetric, "SEQ": sequential}
    found = {name for name, answered in held.items() if all(answered(there) for there in ways_out)}
    return found if ways_out else {*found, "Nash"}


def improvements(moves: Moves, ranks: Ranks) -> Moves:
    """The moves to states that the mover prefers to the one that it leaves."""
    return {
        party: {
            here: frozenset(one for one in there if ranks[party][one] < ranks[party][here])
            for here, there in of.items()
        }
        for party, of in moves.items()
    }


def reachable(moves: Moves, coalition: list[str], start: int) -> set[int]:
    """Where a coalition can go when no member moves twice in succession: the inductive definition, to its fixpoint."""
    last: dict[int, set[str]] = {}
    for member in coalition:
        for there in moves[member][start]:
            last.setdefault(there, set()).add(member)
    while True:
        added = [
            (there, member)
            for here, movers in last.items()
            for member in coalition
            if movers != {member}
            for there in moves[member][here]
            if member not in last.get(there, set())
        ]
        if not added:
            return set(last)
        for there, member in added:
            last.setdefault(there, set()).add(member)


def game(
    owners: Mapping[str, str],
    preferences: Mapping[str, Sequence[object]],
    **sections: object,
) -> Dossier:
    """A dossier in which each event has its doer, and each party its preferences."""
    return Dossier.build(
        {
            "dossier": "game",
            "parties": {party: {"name": party} for party in dict.fromkeys([*owners.values(), *preferences])},
            "events": {event: {"by": party} for event, party in owners.items()},
            "preferences": {party: [*listed] for party, listed in preferences.items()},
            **sections,
        }
    )


def option_game(
    owners: Mapping[str, str],
    impossible: list[tuple[str, str]],
    irreversible: set[str],
    ends: set[str],
) -> tuple[list[frozenset[str]], Moves]:
    """The packages and moves of options, some pairs of which cannot be taken together."""
    every = [
        frozenset(taken)
        for size in range(len(owners) + 1)
        for taken in combinations(owners, size)
        if not any({*pair} <= {*taken} for pair in impossible)
    ]
    states = list(dict.fromkeys(taken & ends or taken for taken in every))

    def can(party: str, here: frozenset[str], there: frozenset[str]) -> bool:
        changed = here ^ there
        return bool(changed) and all(owners[one] == party for one in changed) and not (here - there) & irreversible

    moves = {
        party: {
            number: frozenset(
                states.index(there & ends or there) for there in every if not here & ends and can(party, here, there)
            )
            for number, here in enumerate(states)
        }
        for party in dict.fromkeys(owners.values())
    }
    return states, moves


def two_by_two() -> Iterator[tuple[Moves, Ranks]]:
    """Every game of two parties with one option each, and a strict ranking of the four packages for both."""
    moves = {
        "A": {here: frozenset({here ^ 1}) for here in range(4)},
        "B": {here: frozenset({here ^ 2}) for here in range(4)},
    }
    for first, second in product(permutations(range(4)), repeat=2):
        yield moves, {"A": dict(enumerate(first)), "B": dict(enumerate(second))}
