"""On whom an outcome turns: the Shapley and Banzhaf values of players, and the influence of choices.

Exact where there are few players; beyond that from draws, each value with an error that it keeps in at least 99 of
100 draws, for all players at once.

Source: L. S. Shapley, *A value for n-person games*, 1953; J. F. Banzhaf, *Weighted voting doesn't work*, 1965;
W. Hoeffding, *Probability inequalities for sums of bounded random variables*, JASA 58, 1963.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product
from random import Random
from typing import Final, TypeAlias, TypeVar

from conditions.records import dataclass

Player = TypeVar("Player", bound=Hashable)
Worth: TypeAlias = "Callable[[frozenset[Player]], Fraction]"
"""What a set of players is worth: from 0 to 1, and no less for more players."""

MOST_PLAYERS: Final = 10
"""Up to so many players every set is looked at."""
MOST_CHOICES: Final = 4_096
"""Up to so many combinations of choices every one is looked at."""
DRAWS: Final = 2_000
CONFIDENCE: Final = Fraction(99, 100)
"""How often, at least, all values lie within their errors."""


@dataclass(frozen=True)
class Value:
    """A value, and how far the true one may lie from it.

    Attributes:
        value: The value.
        error: 0 where it is exact; else the true value is nearer than that in at least 99 of 100 draws.
    """

    value: Fraction
    error: Fraction = Fraction(0)

    @property
    def is_exact(self) -> bool:
        """Whether it was worked out from every set of players."""
        return self.error == 0

    def to_dict(self) -> dict[str, object]:
        """It as plain data; fractions as text."""
        return {"value": str(self.value), "error": str(self.error)}


@dataclass(frozen=True)
class Power:
    """How much turns on a player.

    Attributes:
        shapley: What it adds on average, over all orders in which players may come; these add up to what all are
            worth together.
        banzhaf: What it adds on average, over all sets of the others.
    """

    shapley: Value
    banzhaf: Value

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {"shapley": self.shapley.to_dict(), "banzhaf": self.banzhaf.to_dict()}


def power(players: Sequence[Player], worth: Worth[Player], *, draws: int = DRAWS, seed: int = 0) -> dict[Player, Power]:
    """The power of every player.

    Args:
        players: The players, each once.
        worth: What each set of them is worth, from 0 to 1, and no less for more players.
        draws: How many orders and sets are drawn where there are too many.
        seed: Which draw it is.
    """
    known: dict[frozenset[Player], Fraction] = {}

    def kept(some: frozenset[Player]) -> Fraction:
        if some not in known:
            known[some] = worth(some)
        return known[some]

    if len(players) <= MOST_PLAYERS:
        return _exact(players, kept)
    return _drawn(players, kept, draws, Random(seed))  # noqa: S311 a draw that repeats, not a secret


def _exact(players: Sequence[Player], worth: Worth[Player]) -> dict[Player, Power]:
    count = len(players)
    shapley = dict.fromkeys(players, Fraction(0))
    banzhaf = dict.fromkeys(players, Fraction(0))
    for size in range(count):
        weight = Fraction(1, count * math.comb(count - 1, size))
        for some in map(frozenset, combinations(players, size)):
            for player in players:
                if player not in some:
                    added = worth(some | {player}) - worth(some)
                    shapley[player] += weight * added
                    banzhaf[player] += Fraction(added, 2 ** (count - 1))
    return {player: Power(Value(shapley[player]), Value(banzhaf[player])) for player in players}


def _drawn(players: Sequence[Player], worth: Worth[Player], draws: int, random: Random) -> dict[Player, Power]:
    shapley = dict.fromkeys(players, Fraction(0))
    banzhaf = dict.fromkeys(players, Fraction(0))
    for _ in range(draws):
        come: frozenset[Player] = frozenset()
        for player in random.sample(players, len(players)):
            more = come | {player}
            shapley[player] += worth(more) - worth(come)
            come = more
        some = frozenset(player for player in players if random.getrandbits(1))
        for player in players:
            banzhaf[player] += worth(some | {player}) - worth(some - {player})
    error = error_of(draws, 2 * len(players))
    return {
        player: Power(Value(shapley[player] / draws, error), Value(banzhaf[player] / draws, error))
        for player in players
    }


def error_of(draws: int, values: int) -> Fraction:
    """How far any of so many means of draws from 0 to 1 lies from its true value, but for 1 in 100 cases at most."""
    wrong = float(1 - CONFIDENCE) / values
    return Fraction(math.ceil(math.sqrt(math.log(2 / wrong) / (2 * draws)) * 10_000), 10_000)


def influence(
    choices: Mapping[Player, Sequence[str]],
    outcome: Callable[[Mapping[Player, str]], Hashable],
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> dict[Player, Value]:
    """For every choice in what share of all combinations of the others the outcome turns on it.

    Args:
        choices: What each player can choose; there is something for each.
        outcome: The outcome of a combination.
        draws: How many combinations are drawn where there are too many.
        seed: Which draw it is.
    """
    names = list(choices)
    known: dict[tuple[str, ...], Hashable] = {}

    def result(combination: tuple[str, ...]) -> Hashable:
        if combination not in known:
            known[combination] = outcome(dict(zip(names, combination, strict=True)))
        return known[combination]

    exact = math.prod(map(len, choices.values())) <= MOST_CHOICES
    random = Random(seed)  # noqa: S311 a draw that repeats, not a secret
    drawn = (tuple(random.choice(choices[name]) for name in names) for _ in range(draws))
    looked_at = list(product(*choices.values())) if exact else list(drawn)
    error = Fraction(0) if exact else error_of(draws, len(names))
    found = {}
    for place, name in enumerate(names):
        turned = 0
        for combination in looked_at:
            before, after = combination[:place], combination[place + 1 :]
            turned += len({result((*before, option, *after)) for option in choices[name]}) > 1
        found[name] = Value(Fraction(turned, len(looked_at)), error)
    return found


__all__ = ["CONFIDENCE", "MOST_CHOICES", "MOST_PLAYERS", "Power", "Value", "error_of", "influence", "power"]
