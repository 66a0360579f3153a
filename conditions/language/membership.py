"""Who belongs to a group in each period: members with the days on which they join and leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from conditions.vocabulary import Membership


class Roll(NamedTuple):
    """The members of a group in one period.

    Attributes:
        start: First day of the period, `None` for the one that has no beginning.
        members: Who certainly is a member.
        doubtful: Who perhaps is one: when they join or leave is not known exactly.
    """

    start: date | None
    members: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


def rolls(memberships: Iterable[Membership]) -> tuple[Roll, ...]:
    """The members in every period, in the order of time; neighbours differ."""
    known = tuple(memberships)
    found: list[Roll] = []
    for start in (None, *changes(known)):
        members = tuple(dict.fromkeys(one.member for one in known if _certain(one, start)))
        possible = dict.fromkeys(one.member for one in known if _possible(one, start))
        roll = Roll(start, members, tuple(member for member in possible if member not in members))
        if not found or found[-1][1:] != roll[1:]:
            found.append(roll)
    return tuple(found)


def changes(memberships: Iterable[Membership]) -> list[date]:
    """The days from which somebody certainly or perhaps is a member, or no longer is one."""
    dates = [end for one in memberships for end in (one.since, one.until) if end is not None]
    return sorted({day for end in dates for day in (end.earliest, end.latest) if day is not None})


def _certain(one: Membership, day: date | None) -> bool:
    """Certainly a member from that day until the next change; with no day, before the first one."""
    begun = one.since is None or (day is not None and one.since.latest is not None and one.since.latest <= day)
    return begun and (
        one.until is None or (one.until.earliest is not None and (day is None or day < one.until.earliest))
    )


def _possible(one: Membership, day: date | None) -> bool:
    begun = one.since is None or one.since.earliest is None or (day is not None and one.since.earliest <= day)
    return begun and (one.until is None or one.until.latest is None or day is None or day < one.until.latest)
