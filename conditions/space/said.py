"""Atoms in words, of the names that the dossier gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from conditions.engines.exact.terms import ORIGIN, Term
from conditions.language.rationals import number_text
from conditions.space.atoms import Atom, Bounded, Happening, Open, Order, Valued


def said(atom: Atom, so: bool) -> str:
    """That an atom is true, or false; of an order, where both of its events happen."""
    match atom:
        case Happening(event):
            return event if so else f"never {event}"
        case Order(first, second, most):
            return _order(first, second, most) if so else _order(second, first, -most - 1)
        case Valued(fact, bool()):
            return fact if so else f"not {fact}"
        case Valued(fact, value):
            return f"{fact} is {value}" if so else f"{fact} is not {value}"
        case Bounded(form, value, strict):
            sums = " + ".join(fact if factor == 1 else f"{number_text(factor)} * {fact}" for fact, factor in form)
            words = ("below" if strict else "at most") if so else ("at least" if strict else "more than")
            return f"{sums} {words} {number_text(value)}"
        case Open(why):
            return f"holds: {why}" if so else f"does not hold: {why}"
        case _:
            assert_never(atom)


def tightest(told: Mapping[Atom, bool]) -> list[Order]:
    """The orders that say most, of all that are told of the same two terms."""
    kept: dict[tuple[Term, Term, bool], Order] = {}
    for atom, so in told.items():
        if isinstance(atom, Order):
            key = (atom.first, atom.second, so)
            old = kept.setdefault(key, atom)
            if (atom.most < old.most) if so else (atom.most > old.most):
                kept[key] = atom
    return list(kept.values())


def _order(first: Term, second: Term, most: int) -> str:
    """The first term lies at most so many days after the second."""
    if first.event == ORIGIN:
        day = date.fromordinal(-most)
        return f"{_term(second)} on or after {day}"
    if second.event == ORIGIN:
        return f"{_term(first)} on or before {date.fromordinal(most)}"
    one, other = _term(first), _term(second)
    if most == -1:
        return f"{one} before {other}"
    if most == 0:
        return f"{one} on or before {other}"
    days = f"{abs(most)} day{'' if abs(most) == 1 else 's'}"
    return f"{one} at most {days} after {other}" if most > 0 else f"{other} at least {days} after {one}"


def _term(one: Term) -> str:
    return " + ".join((one.event, *map(str, one.chain)))
