"""Odds that an analyst gives: how likely events and facts are, each independently of the others."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from conditions.errors import LanguageError, Problem, UnknownNameError, did_you_mean
from conditions.space.atoms import Atom, Atoms, Happening, Valued
from conditions.vocabulary import Vocabulary

Odds: TypeAlias = Mapping[str, "Fraction | int | Mapping[str, Fraction | int]"]
"""For an event how likely it is that it happens, for a yes/no fact that it is so, for any other the odds of each
value, which add up to 1."""


def chances(odds: Odds, vocabulary: Vocabulary, atoms: Atoms) -> dict[Atom, tuple[Fraction, Fraction]]:
    """For each atom that odds speak of, what it weighs where it is so, and where it is not.

    What is known already, and what no formula speaks of, has no atom: its odds change nothing.

    Raises:
        UnknownNameError: There is no event and no fact of a name, or no such value.
        LanguageError: Odds are no numbers from 0 to 1, or those of values do not add up to 1.
    """
    found: dict[Atom, tuple[Fraction, Fraction]] = {}
    for name, chance in odds.items():
        weights = _of_event(name, chance) if name in vocabulary.events else _of_fact(name, chance, vocabulary, atoms)
        found |= {atom: weight for atom, weight in weights.items() if atom in atoms.variables}
    return found


def _of_event(name: str, chance: object) -> dict[Atom, tuple[Fraction, Fraction]]:
    number = _chance(name, chance)
    return {Happening(name): (number, 1 - number)}


def _of_fact(name: str, chance: object, vocabulary: Vocabulary, atoms: Atoms) -> dict[Atom, tuple[Fraction, Fraction]]:
    kind = vocabulary.facts.get(name)
    if kind is None:
        known = (*vocabulary.events, *vocabulary.facts)
        hint = did_you_mean(name, known)
        raise UnknownNameError(Problem("unknown-fact", f"there is no event or fact `{name}`", hint=hint))
    if kind.kind == "yes_no":
        number = _chance(name, chance)
        return {Valued(name, True): (number, 1 - number)}
    if kind.kind == "number" or not isinstance(chance, Mapping):
        hint = "give each value its odds" if kind.kind == "one_of" else "events, yes/no and enumerated facts have odds"
        raise _bad(f"`{name}` cannot have such odds", hint)
    for value in chance:
        if value not in kind.values:
            hint = did_you_mean(str(value), kind.values)
            raise UnknownNameError(Problem("unknown-value", f"`{name}` has no value `{value}`", hint=hint))
    each = {value: _chance(name, chance.get(value, 0)) for value in kind.values}
    if sum(each.values()) != 1:
        raise _bad(f"the odds of `{name}` add up to {sum(each.values())}, not to 1", "give every value its odds")
    options = atoms.values.get(name, {})
    if len(options) == 2:
        (first, one), (_, other) = ((value, each[str(value)]) for value in options)
        total = one + other
        return {} if not total else {Valued(name, first): (one / total, other / total)}
    return {Valued(name, value): (weight, Fraction(1)) for value, weight in each.items()}


def _chance(name: str, chance: object) -> Fraction:
    if not isinstance(chance, Fraction | int) or isinstance(chance, bool) or not 0 <= chance <= 1:
        raise _bad(f"the odds of `{name}` are no number from 0 to 1", "write it as a fraction, such as 1/3")
    return Fraction(chance)


def _bad(message: str, hint: str) -> LanguageError:
    return LanguageError([Problem("bad-odds", message, hint=hint)])
