"""Small sets of formulas about the order of a few events, and their packages counted by trying every day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product
from random import Random

from conditions import formula as f
from conditions.periods import Period

Formulas = Mapping[str, f.Formula]
Days = Mapping[str, "int | None"]


def orders(random: Random, events: int, *, far: int = 1, against: float = 0.0, share: float = 0.6) -> Formulas:
    """Formulas about some events: orders of pairs, some only if a term is agreed, and events that must happen.

    Args:
        random: Where chance comes from.
        events: How many events.
        far: So many days are asked for between two events at most.
        against: In what share of the pairs it is the later event that is asked to come first, or both are.
        share: What share of all pairs is compared.
    """
    found: dict[str, f.Formula] = {}
    for one in range(events):
        for other in range(one + 1, events):
            if random.random() < share:
                pair = (one, other) if random.random() >= against else (other, one)
                found[f"{one} {other}"] = _order(random, *pair, far, events)
                if random.random() < against:
                    found[f"{one} {other} again"] = _order(random, *pair[::-1], far, events)
        if random.random() < 0.5:
            found[f"e{one}"] = f.Happens(f.Event(f"e{one}"))
    return found


def _order(random: Random, one: int, other: int, far: int, events: int) -> f.Formula:
    first, second = f.Event(f"e{one}"), f.Event(f"e{other}")
    order = f.Within(second, first, least=Period(days=random.randint(1, far)))
    waived = f.Any((order, f.Matches(f"t{random.randrange(events)}", (True,))))
    return random.choice((order, waived, f.Gate(second, order), f.Not(order)))


def by_trying(formulas: Formulas, names: Collection[str], last: int) -> int:
    """How many packages keep the formulas of these names, where every event lies between day 0 and the last."""
    parts = [part for formula in formulas.values() for part in f.walk(formula)]
    events = sorted({event for formula in formulas.values() for event in f.events_in(formula)})
    terms = sorted({part.fact for part in parts if isinstance(part, f.Matches)})
    asked = [part for part in parts if isinstance(part, f.Within)]
    courses: dict[tuple[bool, ...], Days] = {}
    for chosen in product((None, *range(last + 1)), repeat=len(events)):
        days = dict(zip(events, chosen, strict=True))
        courses[(*(day is None for day in chosen), *(holds(one, days, {}) for one in asked))] = days
    told = [dict(zip(terms, chosen, strict=True)) for chosen in product((False, True), repeat=len(terms))]
    return sum(all(holds(formulas[name], days, one) for name in names) for days in courses.values() for one in told)


def holds(formula: f.Formula, days: Days, terms: Mapping[str, bool]) -> bool:
    """Whether one of the formulas that are made here holds."""
    match formula:
        case f.Within(f.Event(later), f.Event(earlier), least=Period() as least):
            first, second = days[earlier], days[later]
            return first is not None and second is not None and second - first >= least.total_days
        case f.Matches(fact):
            return terms[fact]
        case f.Happens(f.Event(name)):
            return days[name] is not None
        case f.Any(parts):
            return any(holds(part, days, terms) for part in parts)
        case f.All(parts):
            return all(holds(part, days, terms) for part in parts)
        case f.Gate(f.Event(name), requires):
            return days[name] is None or holds(requires, days, terms)
        case f.Not(part):
            return not holds(part, days, terms)
        case _:
            raise TypeError(formula)
