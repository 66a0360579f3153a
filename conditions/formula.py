"""The core formula: the small closed language into which every condition is lowered.

Engines know only what is in this file. What a node *means* is said once, in
`conditions.semantics`. A new way of speaking is a new surface kind in
`conditions.language`, not a new node here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

from conditions.dates import Period
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


Point: TypeAlias = Event | Day | Shift

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


Quantity: TypeAlias = Amount | FactValue | Share
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


def walk(formula: Formula) -> Iterator[Formula]:
    """The formula and everything inside it, outermost first."""
    yield formula
    for part in parts_of(formula):
        yield from walk(part)


def event_of(point: Point) -> str | None:
    """The event that a point hangs on, or `None` for a fixed day."""
    match point:
        case Event(name):
            return name
        case Day():
            return None
        case Shift(inner, _):
            return event_of(inner)
        case _:
            assert_never(point)


def events_in(formula: Formula) -> tuple[str, ...]:
    """Every event the formula mentions, once each, in the order of mention."""
    found: dict[str, None] = {}
    for node in walk(formula):
        match node:
            case Happens(point):
                points: tuple[Point, ...] = (point,)
            case Within(point, anchor):
                points = (point, anchor)
            case Gate(act, _):
                points = (act,)
            case Constant() | Matches() | Compare() | Not() | All() | Any() | Count() | Implies():
                points = ()
            case _:
                assert_never(node)
        found.update((name, None) for point in points if (name := event_of(point)) is not None)
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
        case _:
            assert_never(quantity)
