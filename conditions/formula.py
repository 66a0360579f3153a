"""The core formula: the small closed language into which every condition is lowered.

Engines know only what is in this file. What a node *means* is said once, in
`conditions.semantics`. A new way of speaking is a new surface kind in
`conditions.language`, not a new node here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

from conditions.dates import Period
from conditions.records import dataclass
from conditions.truth import Truth

# --- points in time ---------------------------------------------------------


@dataclass(frozen=True)
class Event:
    """Something that happens at most once, on a day: an event, a ladder's rung, a group member's event."""

    name: str


@dataclass(frozen=True)
class Day:
    """A fixed calendar day; it always comes."""

    day: date


@dataclass(frozen=True)
class Shift:
    """The day a calendar period after a point (before it, if the period is negative); it comes if the point does."""

    point: Point
    period: Period


@dataclass(frozen=True)
class Kth:
    """The day on which the k-th of the points comes, in the order of their days; it comes if k of them do.

    The earliest of some points is their first, the latest their last: that one comes
    only if all do.
    """

    points: tuple[Point, ...]
    k: int


@dataclass(frozen=True)
class Guarded:
    """The point, if the guard holds; else it never comes."""

    point: Point
    guard: Formula


@dataclass(frozen=True)
class Named:
    """A point by a name of its own; it means the same. Within one dossier a name stands for one point."""

    name: str
    point: Point

    def __hash__(self) -> int:
        """By the name alone: definitions that mention each other often would be walked again and again."""
        return hash(self.name)


Point: TypeAlias = Event | Day | Shift | Kth | Guarded | Named

# --- quantities -------------------------------------------------------------


@dataclass(frozen=True)
class Amount:
    """An exact number with its unit."""

    value: Fraction
    unit: str | None = None


@dataclass(frozen=True)
class FactValue:
    """The number that a fact holds."""

    fact: str


@dataclass(frozen=True)
class Share:
    """A fraction of a named base: 50 percent of the votes cast."""

    factor: Fraction
    base: Quantity


@dataclass(frozen=True)
class Sum:
    """Numbers in one unit added up."""

    parts: tuple[Quantity, ...]


Quantity: TypeAlias = Amount | FactValue | Share | Sum
Comparison = Literal["<", "<=", "=", "!=", ">=", ">"]

# --- formulas ---------------------------------------------------------------


@dataclass(frozen=True)
class Constant:
    """A truth that no knowledge changes; `why` says where an unknown one comes from."""

    truth: Truth
    why: str = ""


@dataclass(frozen=True)
class Happens:
    """The point comes at some time in the course of events."""

    point: Point


@dataclass(frozen=True)
class Within:
    """Both come, and `point` lies from `anchor + least` to `anchor + most`, both days included.

    A bound of `None` is open. Gates, orders, deadlines, windows and
    simultaneity are all this one construct, so that bounds are judged together.
    """

    point: Point
    anchor: Point
    least: Period | None = None
    most: Period | None = None


@dataclass(frozen=True)
class Matches:
    """A yes/no or enumerated fact has one of the values."""

    fact: str
    values: tuple[bool | str, ...]


@dataclass(frozen=True)
class Compare:
    """A comparison of two quantities, in exact rationals."""

    left: Quantity
    comparison: Comparison
    right: Quantity


@dataclass(frozen=True)
class Not:
    """Negation."""

    part: Formula


@dataclass(frozen=True)
class All:
    """Conjunction; true of no parts."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True)
class Any:
    """Disjunction; false of no parts."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True)
class Count:
    """The number of true parts lies between the bounds, both included; `at_most=None` is open."""

    parts: tuple[Formula, ...]
    at_least: int
    at_most: int | None = None


@dataclass(frozen=True)
class Implies:
    """If the premise holds, so does the conclusion.

    The conclusion is judged assuming that what the premise says to happen happens.
    """

    premise: Formula
    conclusion: Formula


@dataclass(frozen=True)
class Gate:
    """If the act happens, the requirement holds; nothing is required of an act that never happens.

    The requirement is judged assuming that the act happens. Standard term:
    condition precedent; the Declare template *precedence*.
    """

    act: Point
    requires: Formula


Formula: TypeAlias = Constant | Happens | Within | Matches | Compare | Not | All | Any | Count | Implies | Gate


def parts_of(formula: Formula) -> tuple[Formula, ...]:
    """The formulas directly inside a formula, in order."""
    match formula:
        case Constant() | Happens() | Within() | Matches() | Compare():
            return ()
        case Not(part):
            return (part,)
        case All(parts) | Any(parts) | Count(parts):
            return parts
        case Implies(premise, conclusion):
            return (premise, conclusion)
        case Gate(_, requires):
            return (requires,)
        case _:
            assert_never(formula)


def points_of(formula: Formula) -> tuple[Point, ...]:
    """The points directly in a formula, in the order of mention."""
    match formula:
        case Happens(point):
            return (point,)
        case Within(point, anchor):
            return (point, anchor)
        case Gate(act, _):
            return (act,)
        case Constant() | Matches() | Compare() | Not() | All() | Any() | Count() | Implies():
            return ()
        case _:
            assert_never(formula)


def walk(formula: Formula) -> Iterator[Formula]:
    """The formula and everything inside it, the guards of its points too, outermost first."""
    yield formula
    for point in points_of(formula):
        for guard in guards_of(point):
            yield from walk(guard)
    for part in parts_of(formula):
        yield from walk(part)


def guards_of(point: Point) -> tuple[Formula, ...]:
    """The guards anywhere in a point, but not those of points inside these guards."""
    match point:
        case Event() | Day():
            return ()
        case Shift(inner, _) | Named(_, inner):
            return guards_of(inner)
        case Kth(points, _):
            return tuple(guard for each in points for guard in guards_of(each))
        case Guarded(inner, guard):
            return (*guards_of(inner), guard)
        case _:
            assert_never(point)


def root(point: Point) -> Event | Day | Kth | Guarded:
    """What a point hangs on: the point without its periods and names."""
    match point:
        case Event() | Day() | Kth():
            return point
        case Shift(inner, _) | Named(_, inner):
            return root(inner)
        case Guarded(inner, guard):
            return Guarded(root(inner), guard)
        case _:
            assert_never(point)


def event_of(point: Point) -> str | None:
    """The one event that a point hangs on, or `None` for a fixed day and where several events or a guard decide."""
    base = root(point)
    return base.name if isinstance(base, Event) else None


def is_derived(point: Point) -> bool:
    """Whether several points or a guard decide when and whether the point comes."""
    return isinstance(root(point), Kth | Guarded)


def events_of(point: Point) -> tuple[str, ...]:
    """Every event that decides when and whether a point comes, once each, in the order of mention."""
    match point:
        case Event(name):
            return (name,)
        case Day():
            return ()
        case Shift(inner, _) | Named(_, inner):
            return events_of(inner)
        case Kth(points, _):
            return tuple(dict.fromkeys(name for each in points for name in events_of(each)))
        case Guarded(inner, guard):
            return tuple(dict.fromkeys((*events_of(inner), *events_in(guard))))
        case _:
            assert_never(point)


def events_in(formula: Formula) -> tuple[str, ...]:
    """Every event the formula mentions, once each, in the order of mention."""
    found: dict[str, None] = {}
    for point in points_of(formula):
        found.update(dict.fromkeys(events_of(point)))
    for part in parts_of(formula):
        found.update(dict.fromkeys(events_in(part)))
    return tuple(found)


def facts_in(formula: Formula) -> tuple[str, ...]:
    """Every fact the formula mentions, once each, in the order of mention."""
    found: dict[str, None] = {}
    for node in walk(formula):
        match node:
            case Matches(fact, _):
                found[fact] = None
            case Compare(left, _, right):
                found.update((fact, None) for side in (left, right) for fact in _facts_of(side))
            case Constant() | Happens() | Within() | Not() | All() | Any() | Count() | Implies() | Gate():
                pass
            case _:
                assert_never(node)
    return tuple(found)


def _facts_of(quantity: Quantity) -> tuple[str, ...]:
    match quantity:
        case Amount():
            return ()
        case FactValue(fact):
            return (fact,)
        case Share(_, base):
            return _facts_of(base)
        case Sum(parts):
            return tuple(fact for part in parts for fact in _facts_of(part))
        case _:
            assert_never(quantity)
