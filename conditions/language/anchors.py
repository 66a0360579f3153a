"""What a timeline's order says of a named or derived moment, said of events and days alone."""

from __future__ import annotations

from datetime import date

from conditions.language.types import Derived, Moment, Name
from conditions.periods import Period
from conditions.vocabulary import Vocabulary


def plain_moments(order: str, moment: Moment, vocabulary: Vocabulary) -> tuple[Moment, ...] | None:
    """Moments on events and fixed days that together say the same, or `None` where none do.

    After the latest of some is after each of them, before the earliest before each.

    Args:
        order: `after`, `on_or_after`, `before`, `on_or_before` or `same_day_as`.
        moment: The moment.
        vocabulary: The definitions of named moments.
    """
    match moment.anchor:
        case Name() as name if name in vocabulary.moments:
            definition = vocabulary.moments[name]
            shift = _added(definition.when.shift, moment.shift)
            if definition.only_if is not None or shift is None:
                return None
            return plain_moments(order, Moment(_placed(definition.when.anchor, name), shift), vocabulary)
        case Name() | date():
            return (moment,)
        case Derived(which, of, group, what):
            together = "latest" if order.endswith("after") else "earliest" if order.endswith("before") else None
            if which != together:
                return None
            members = vocabulary.groups.get(group or "") or ()
            each = of or tuple(Moment(Name(f"{what}[{member}]", what.span if what else None)) for member in members)
            found = [_shifted(order, one, moment.shift, vocabulary) for one in each]
            return None if None in found else tuple(one for several in found for one in several or ())


def _shifted(order: str, moment: Moment, period: Period, vocabulary: Vocabulary) -> tuple[Moment, ...] | None:
    shift = _added(moment.shift, period)
    return None if shift is None else plain_moments(order, Moment(moment.anchor, shift), vocabulary)


def _placed(anchor: Name | date | Derived, name: Name) -> Name | date | Derived:
    """The anchor of a definition, at the place where the name of the moment stands."""
    return Name(anchor, name.span) if isinstance(anchor, Name) else anchor


def _added(first: Period, then: Period) -> Period | None:
    """One period for two, one after the other, where one says the same."""
    if first.is_zero or then.is_zero:
        return then if first.is_zero else first
    if first.is_exact and then.is_exact:
        return Period(days=first.total_days + then.total_days)
    return None
