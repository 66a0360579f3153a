"""Small changes of moments, periods and numbers, and of anything made of fields: kinds and models alike.

A kind takes part through its fields. What can be changed follows from their types: moments, periods, flags,
counts, words out of a list, quantities, clauses inside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any, Final, Literal, NamedTuple, TypeVar, get_args, get_origin

from conditions.dates import Period
from conditions.errors import ConditionsError
from conditions.language.atoms import Holds
from conditions.language.base import Kind
from conditions.language.connectives import AllOf, AnyOf, Not
from conditions.language.quantities import Quantity
from conditions.language.types import Derived, Moment, Name
from conditions.model.base import Model

T = TypeVar("T")

_UNITS: Final = ("days", "weeks", "months", "years")
_ONE_DAY: Final = timedelta(days=1)


class Change(NamedTuple):
    """A changed value, and in words what was changed."""

    what: str
    value: Any


def changed(value: object) -> Iterator[Change]:
    """Every small change of a value; of a text, of nothing and of what has no parts there is none."""
    match value:
        case Kind():
            yield from _changed_clause(value)
        case Model():
            yield from _changed_fields(value, lambda fields: value.model_copy(update=fields))
        case Moment():
            yield from _changed_moment(value)
        case Period():
            yield from (Change(_one_more(value, later), later) for later in _periods(value))
        case Quantity() if value.number is not None:
            for number in _numbers(value.number):
                yield Change("a number one off", Quantity(Fraction(number), value.unit, value.of, value.percent))
        case bool():
            yield Change("turned round", not value)
        case int() | Fraction():
            yield from (Change("a count one off", number) for number in _numbers(value) if number >= 0)
        case tuple():
            yield from _changed_items(value)
        case dict():
            for key, item in value.items():
                yield from (Change(one.what, {**value, key: one.value}) for one in changed(item))
        case _:
            return


def _changed_clause(clause: Kind) -> Iterator[Change]:
    """The clause with one field changed, two moments exchanged, or the contrary of it."""
    fields = {name: getattr(clause, name) for name in type(clause).model_fields}
    for one in _changed_fields(clause, lambda new: type(clause).made({**fields, **new})):
        is_double = isinstance(clause, Not) and isinstance(one.value.condition, Not)
        if not is_double and one.value.text() != clause.text():
            yield Change(one.what, _plain(one.value))
    yield from _exchanged(clause, fields)
    if isinstance(clause, Not):
        yield Change("without `not`", clause.condition)
    elif _is_simple(clause):
        yield Change("the contrary", Not.made({"condition": clause}))


def _plain(clause: Kind) -> Kind:
    """The clause itself where it is all, or any, of one."""
    return clause.of[0] if isinstance(clause, AllOf | AnyOf) and len(clause.of) == 1 else clause


def _changed_fields(model: Kind | Model, make: Callable[[dict[str, Any]], Any]) -> Iterator[Change]:
    """What is made of the fields where one of them is changed, or left out if it may be."""
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        optional = info.default is None and not info.is_required()
        for one in _of_field(info.alias or name, info.annotation, value, optional=optional):
            made = _made(make, {name: one.value})
            if made is not None:
                yield Change(one.what, made)


def _of_field(name: str, annotation: object, value: object, *, optional: bool) -> Iterator[Change]:
    if name == "kind" or value is None:
        return
    label = name.replace("_", " ")
    if isinstance(value, str):
        others = _words(annotation) if not isinstance(value, Name) else ()
        yield from (Change(f"{label}: `{value}` becomes `{other}`", other) for other in others if other != value)
        return
    for one in changed(value):
        said = one.what if _speaks_for_itself(value) else f"{label}: {one.what}"
        yield Change(said, one.value)
    if optional and isinstance(value, Kind | Model | Moment | Period):
        yield Change(f"without {label}", None)


def _speaks_for_itself(value: object) -> bool:
    """Whether a change inside a value is told without the name of its field: of clauses, of what has an id."""
    return isinstance(value, Kind | dict) or (
        isinstance(value, tuple) and any(isinstance(item, Kind) for item in value)
    )


def _words(annotation: object) -> tuple[str, ...]:
    """The words that a field may hold, where they are listed and decide something."""
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _changed_items(items: tuple[Any, ...]) -> Iterator[Change]:
    """Clauses, models, moments or names in a row: one of them changed, or left out."""
    for place, item in enumerate(items):
        if isinstance(item, str) and not isinstance(item, Name):
            continue
        before, after = items[:place], items[place + 1 :]
        if not isinstance(item, Name):
            yield from (Change(one.what, (*before, one.value, *after)) for one in changed(item))
        if len(items) > 1 or not isinstance(item, Kind):
            yield Change(f"without `{_shown(item)}`", (*before, *after))


def _shown(item: object) -> str:
    """A clause or name as it is written; a model by its first field."""
    return str(next(iter(item.__dict__.values()))) if isinstance(item, Model) else str(item)


def _exchanged(clause: Kind, fields: dict[str, Any]) -> Iterator[Change]:
    """Two moments of a clause that change places; a bare event in the place of a clause is one, too."""
    moments = {name: moment for name, value in fields.items() if (moment := _moment_of(value)) is not None}
    for first, second in combinations(moments, 2):
        new = {first: _as_was(fields[first], moments[second]), second: _as_was(fields[second], moments[first])}
        made = _made(lambda fields_: type(clause).made({**fields, **fields_}), new)
        if made is not None:
            yield Change(f"{moments[first]} and {moments[second]} change places", made)


def _moment_of(value: object) -> Moment | None:
    match value:
        case Moment():
            return value
        case Holds(what=what):
            return what
        case _:
            return None


def _as_was(value: object, moment: Moment) -> object:
    return Holds.made({"what": moment}) if isinstance(value, Kind) else moment


def _is_simple(clause: Kind) -> bool:
    """Whether a clause has no clauses inside, and can stand inside others without parentheses."""
    values = (getattr(clause, name) for name in type(clause).model_fields)
    inside = (item for value in values for item in (value if isinstance(value, tuple) else (value,)))
    return clause.syntax[0].rule == "unit" and not any(isinstance(item, Kind) for item in inside)


def _made(make: Callable[[dict[str, Any]], T], fields: dict[str, Any]) -> T | None:
    """What the fields give, unless they do not go together."""
    try:
        return make(fields)
    except ConditionsError:
        return None


# --- moments, periods, numbers -----------------------------------------------------------


def _changed_moment(moment: Moment) -> Iterator[Change]:
    anchor = moment.anchor
    if not moment.shift.is_zero:
        for shift in _periods(moment.shift):
            yield from _moved(moment, Moment(anchor, shift))
    elif isinstance(anchor, date):
        for day in (anchor - _ONE_DAY, anchor + _ONE_DAY):
            yield from _moved(moment, Moment(day))
    if isinstance(anchor, Derived):
        for one in _changed_derived(anchor):
            yield Change(one.what, Moment(one.value, moment.shift))


def _moved(moment: Moment, other: Moment) -> Iterator[Change]:
    yield Change(f"`{moment}` becomes `{other}`", other)


def _changed_derived(derived: Derived) -> Iterator[Change]:
    words: tuple[Literal["earliest", "latest"] | int, ...] = ("earliest", "latest")
    if isinstance(derived.which, int):
        words = (derived.which - 1, derived.which + 1)
    for which in words:
        made = _made(lambda new: replace(derived, **new), {"which": which})
        if which not in {derived.which, 0} and made is not None:
            yield Change(f"`{derived.which}` becomes `{which}`", made)
    for one in _changed_items(derived.of):
        made = _made(lambda new: replace(derived, **new), {"of": one.value}) if one.value else None
        if made is not None:
            yield Change(one.what, made)


def _periods(period: Period) -> Iterable[Period]:
    """One of its smallest units more, and less."""
    unit = next((name for name in _UNITS if getattr(period, name)), "days")
    count = getattr(period, unit)
    steps = (1,) if period.is_zero else (-1, 1)
    return [replace(period, **{unit: count + step}) for step in steps]


def _one_more(period: Period, other: Period) -> str:
    return f"`{period}` becomes `{other}`"


def _numbers(number: Fraction | int) -> tuple[Fraction | int, ...]:
    """One more and one less; a fraction by one of its parts."""
    if isinstance(number, int):
        return number - 1, number + 1
    step = Fraction(1, number.denominator)
    return number - step, number + step


__all__ = ["Change", "changed"]
