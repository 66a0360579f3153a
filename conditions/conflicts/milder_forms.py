"""Milder forms of a clause: the same day too, a lower rung, a majority of all, a later deadline.

Each changes one place. Whether a form really asks less is not decided here: the solver is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from conditions.errors import ConditionsError
from conditions.language.atoms import Is
from conditions.language.base import Kind
from conditions.language.connectives import AllOf, Counted
from conditions.language.gates import OnlyAfter, OnlyBefore, OnlyTogether, OnlyWithin
from conditions.language.groups import Members
from conditions.language.orders import Apart, Order, WithinPeriod
from conditions.language.types import Moment
from conditions.periods import Period
from conditions.vocabulary import Vocabulary

_SAME_DAY: Final = {"before": "on_or_before", "after": "on_or_after"}


@dataclass(frozen=True)
class Form:
    """A milder form.

    Attributes:
        how: In what it is milder.
        clause: The form.
    """

    how: str
    clause: Kind


@dataclass(frozen=True)
class Later:
    """A deadline that may be put off.

    Attributes:
        form: The form in which it is so many days later.
    """

    form: Callable[[int], Form | None]


def forms(clause: Kind, vocabulary: Vocabulary) -> Iterator[Form | Later]:
    """The milder forms of a clause, those that ask most first."""
    yield from _own(clause, vocabulary)
    for name in type(clause).model_fields:
        value = getattr(clause, name)
        if isinstance(value, Kind):
            yield from _inside(clause, name, value, vocabulary, lambda made: made)
        elif isinstance(value, tuple):
            for place, part in enumerate(value):
                if isinstance(part, Kind):
                    yield from _inside(clause, name, part, vocabulary, _replacing(value, place))


def _replacing(parts: tuple[Any, ...], place: int) -> Callable[[Kind], Any]:
    return lambda made: (*parts[:place], made, *parts[place + 1 :])


def _inside(
    clause: Kind, name: str, part: Kind, vocabulary: Vocabulary, put: Callable[[Kind], Any]
) -> Iterator[Form | Later]:
    """The forms of a clause in which a part of it is milder."""

    def around(form: Form | None) -> Form | None:
        made = None if form is None else _with(clause, {name: put(form.clause)})
        return None if form is None or made is None else Form(form.how, made)

    for one in forms(part, vocabulary):
        if isinstance(one, Later):
            later = one.form
            yield Later(lambda days, later=later: around(later(days)))  # type: ignore[misc] # a default binds the loop's
        else:
            made = around(one)
            if made is not None:
                yield made


def _with(clause: Kind, changed: dict[str, Any]) -> Kind | None:
    """The clause with some fields changed, `None` where they do not go together."""
    fields = {name: getattr(clause, name) for name in type(clause).model_fields if name != "kind"}
    try:
        return type(clause).made({**fields, **changed})
    except ConditionsError:
        return None


def _own(clause: Kind, vocabulary: Vocabulary) -> Iterator[Form | Later]:
    match clause:
        case OnlyAfter(same_day=False) | OnlyBefore(same_day=False):
            yield from _form("the same day is enough", _with(clause, {"same_day": True}))
        case Order() if clause.order in _SAME_DAY:
            yield from _form("the same day is enough", _with(clause, {"order": _SAME_DAY[clause.order]}))
        case Is():
            yield from _lower_rungs(clause, vocabulary)
        case Members(quantifier="all"):
            yield from _form("a majority is enough", _with(clause, {"quantifier": "majority"}))
        case AllOf() if len(clause.of) > 2:
            half = len(clause.of) // 2 + 1
            yield from _form("most of them are enough", Counted.made({"at_least": half, "of": clause.of}))
        case _:
            pass
    yield from _later(clause)


def _form(how: str, clause: Kind | None) -> Iterator[Form]:
    if clause is not None:
        yield Form(how, clause)


def _lower_rungs(clause: Is, vocabulary: Vocabulary) -> Iterator[Form]:
    """The ladder has been climbed to a lower rung at least, the highest of them first."""
    ladder = vocabulary.ladders.get(clause.what)
    if ladder is None or clause.reach == "or_earlier" or clause.value not in ladder.rungs:
        return
    reached = ladder.rungs.index(clause.value)
    for rung in reversed(ladder.rungs[: reached + 1]):
        if rung in ladder.above_start():
            lower = _with(clause, {"value": type(clause.value)(rung), "reach": "or_later"})
            if lower is not None and lower != clause:
                yield Form(f"{rung.replace('_', ' ')} or later is enough", lower)


def _later(clause: Kind) -> Iterator[Later]:
    """The clause with its deadline put off."""
    match clause:
        case OnlyWithin(side="of" | "after") | WithinPeriod(side="of" | "after") | Apart() | OnlyTogether():
            field = "period" if isinstance(clause, OnlyWithin | WithinPeriod) else "at_most"
            yield Later(lambda days: _longer(clause, field, days))
        case Order(order="before" | "on_or_before", moment=Moment(anchor=date())):
            yield Later(lambda days: _put_off(clause, "moment", days))
        case OnlyBefore(before=Moment(anchor=date())):
            yield Later(lambda days: _put_off(clause, "before", days))
        case _:
            return


def _longer(clause: Kind, field: str, days: int) -> Form | None:
    period: Period = getattr(clause, field)
    try:
        longer = Period(period.years, period.months, period.weeks, period.days + days)
    except ConditionsError:
        return None
    made = _with(clause, {field: longer})
    return None if made is None else Form(f"{longer} instead of {period}", made)


def _put_off(clause: Kind, field: str, days: int) -> Form | None:
    moment: Moment = getattr(clause, field)
    try:
        assert isinstance(moment.anchor, date)
        later = Moment(moment.anchor + timedelta(days=days), moment.shift)
    except OverflowError:
        return None
    made = _with(clause, {field: later})
    return None if made is None else Form(f"{later} instead of {moment}", made)
