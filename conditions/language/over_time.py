"""What holds in one period and something else in another: a formula for each period in which a moment may lie."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Final

from conditions import formula as core
from conditions.language.base import SAME_DAY
from conditions.periods import Period
from conditions.truth import Truth

MOST_EXACT: Final = 8
"""Most periods of which every run of neighbours is asked about together."""


def by_period(at: core.Point, starts: Sequence[core.Point], pieces: Sequence[core.Formula]) -> core.Formula:
    """The piece of the period in which a moment lies.

    Each period is said to bring its piece. Where it is not known in which of several
    neighbouring periods the moment lies, a piece of one of them must hold: so an answer is
    decided wherever all pieces that come into question agree.

    Args:
        at: The moment. It is taken to come.
        starts: Where the second and every later period begins. Of several that have begun, the last
            in this order counts. Fixed days must be in their order.
        pieces: What must hold in each period, one more than there are starts.
    """
    if len(set(pieces)) == 1:
        return pieces[0]
    count = len(pieces)
    parts = [core.Implies(_lies(at, starts, place, place), piece) for place, piece in enumerate(pieces)]
    together: list[core.Formula] = []
    if count <= MOST_EXACT:
        runs = [(first, last) for first, last in combinations(range(count), 2) if last - first < count - 1]
        together += [
            core.Implies(_lies(at, starts, first, last), _one_of(pieces[first : last + 1])) for first, last in runs
        ]
    return core.All((*parts, *together, _one_of(pieces)))


def periods_in(formula: core.Formula) -> int:
    """How many periods a formula of `by_period` has; 0 for any other formula."""
    if not isinstance(formula, core.All):
        return 0
    size = len(formula.parts)
    counts = [count for count in range(2, MOST_EXACT + 1) if count * (count + 1) // 2 == size]
    counts += [size - 1] if size - 1 > MOST_EXACT else []
    return next((count for count in counts if _are_periods(formula.parts, count)), 0)


def _are_periods(parts: Sequence[core.Formula], count: int) -> bool:
    """Whether the first so many parts are those of periods."""
    found = [part for part in parts[:count] if isinstance(part, core.Implies) and _is_of_time(part.premise)]
    return len(found) == count and parts[-1] == _one_of([part.conclusion for part in found])


def _one_of(pieces: Sequence[core.Formula]) -> core.Formula:
    different = tuple(dict.fromkeys(pieces))
    return different[0] if len(different) == 1 else core.Any(different)


def _lies(at: core.Point, starts: Sequence[core.Point], first: int, last: int) -> core.Formula:
    """The moment lies in one of the periods from the first to the last."""
    before = starts[first - 1] if first else None
    after = starts[last] if last < len(starts) else None
    if isinstance(before, core.Day | None) and isinstance(after, core.Day | None):
        return window(at, before.day if before else None, after.day if after else None)
    sides: list[core.Formula] = []
    if first:
        sides.append(_one_of([_begun(at, start) for start in starts[first - 1 : last]]))
    sides += [core.Not(_begun(at, start)) for start in starts[last:]]
    return sides[0] if len(sides) == 1 else core.All(tuple(sides))


def window(at: core.Point, start: date | None, end: date | None) -> core.Formula:
    """The point comes, on or after one day and before another; `None` leaves that side open."""
    if start is None:
        return core.Happens(at) if end is None else core.Within(at, core.Day(end), most=Period(days=-1))
    if end is not None and end <= start:
        return core.Constant(Truth.FALSE)
    most = None if end is None else Period(days=(end - start).days - 1)
    return core.Within(at, core.Day(start), SAME_DAY, most)


def _begun(at: core.Point, start: core.Point) -> core.Formula:
    return core.Within(at, start, least=SAME_DAY)


def _is_of_time(premise: core.Formula) -> bool:
    """Whether a formula speaks of nothing but the order of moments."""
    known = isinstance(premise, core.Within | core.Not | core.All | core.Any)
    return known and all(_is_of_time(part) for part in core.parts_of(premise))
