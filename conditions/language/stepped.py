"""Numbers that change step by step, on moments that the dossier gives: which one counts on a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from conditions import formula as core
from conditions.language.base import Scope
from conditions.language.over_time import by_period
from conditions.language.quantities import Quantity, lower_quantity
from conditions.truth import Truth

Values: TypeAlias = Mapping[str, core.Amount | core.Constant]
"""The numbers that count in one period, or what a comparison comes to without one."""


def is_stepped(scope: Scope, fact: str) -> bool:
    """Whether the number of a fact changes step by step."""
    kind = scope.vocabulary.facts.get(fact)
    return kind is not None and bool(kind.steps)


def compared_on(
    scope: Scope, at: core.Point, left: Quantity, comparison: core.Comparison, right: Quantity
) -> core.Formula:
    """A comparison with the numbers that count at a point, which is taken to come."""
    names = [name for name in dict.fromkeys((*left.of, *right.of)) if is_stepped(scope, name)]
    one, other = lower_quantity(scope, left), lower_quantity(scope, right)
    return _in_periods(scope, at, tuple(names), core.Compare(one, comparison, other), {})


def _in_periods(
    scope: Scope, at: core.Point, names: tuple[str, ...], compare: core.Compare, values: Values
) -> core.Formula:
    """The comparison in each period of each of these numbers."""
    if not names:
        unset = [value for value in values.values() if isinstance(value, core.Constant)]
        if unset:
            return next((value for value in unset if value.truth is Truth.TRUE), unset[0])
        return core.Compare(_with(compare.left, values), compare.comparison, _with(compare.right, values))
    name, *rest = names
    kind = scope.vocabulary.facts[name]
    steps = kind.steps
    before = core.Constant(Truth.UNKNOWN, f"`{name}` has no value before its first step")
    free = core.Constant(Truth.TRUE, f"{scope.vocabulary.label(name)} sets no number then")
    values_of = (free if step.value is None else core.Amount(step.value, kind.unit) for step in steps)
    known: list[core.Amount | core.Constant] = [before, *values_of]
    starts = [scope.point(step.since) for step in steps if step.since is not None]
    pieces = [_in_periods(scope, at, tuple(rest), compare, {**values, str(name): value}) for value in known]
    return by_period(at, starts, pieces[len(pieces) - len(starts) - 1 :])


def _with(quantity: core.Quantity, values: Values) -> core.Quantity:
    """The quantity with numbers in the place of facts that change step by step."""
    match quantity:
        case core.FactValue(fact) if isinstance(value := values.get(fact), core.Amount):
            return value
        case core.Share(factor, base):
            return core.Share(factor, _with(base, values))
        case core.Sum(parts):
            return core.Sum(tuple(_with(part, values) for part in parts))
        case core.Amount() | core.FactValue():
            return quantity
        case _:
            assert_never(quantity)
