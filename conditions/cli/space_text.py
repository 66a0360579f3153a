"""The agreement space as text: for each choice of readings its size, what conditions cost, what is so in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Final, NamedTuple

from conditions.cli.paint import Line, Span, joined, line, wrapped
from conditions.conflicts.told import NO_GOAL
from conditions.model.dossier import Dossier
from conditions.pivots import Value
from conditions.space import AgreementSpace, Cost, GivenUpError, Package, Room, Size

_LONGEST: Final = 10**15
"""Larger numbers are told by their magnitude as well as in full."""


class Shown(NamedTuple):
    """How much is shown: rooms, packages of each, drawn ones, with which seed, and whether what turns on whom."""

    most: int
    packages: int = 0
    sample: int = 0
    seed: int = 0
    pivots: bool = False


def lines(dossier: Dossier, found: AgreementSpace, shown: Shown) -> Iterator[Line]:
    """Everything that was counted."""
    yield from _head(dossier, found)
    yield from wrapped(f"if no condition need be kept: {size_words(found.whole)}", indent="  ", style="strong")
    if any(one.removed is not None for one in found.alone):
        yield from wrapped("each condition alone removes:", indent="  ")
        yield from _costs(found.alone)
    if shown.pivots and found.readings:
        yield from wrapped("whether there is room turns on the reading, in this share of the others:", indent="  ")
        for name, value in found.readings.items():
            yield from wrapped(f"{name}  {_value(value)}", indent="    ", hanging="      ")
    for reading, room in islice(found.by_reading.items(), shown.most):
        yield ()
        yield from _room(reading, room, found.whole, shown)
    hidden = len(found.by_reading) - shown.most
    if hidden > 0:
        yield from wrapped(f"and {hidden} more choice{'' if hidden == 1 else 's'} of readings", style="quiet")
    if found.left_out:
        yield from wrapped(f"{found.left_out} further choices of readings were not looked at", style="open")


def _head(dossier: Dossier, found: AgreementSpace) -> Iterator[Line]:
    """What was asked."""
    yield from wrapped(dossier.title or dossier.id, style="title")
    for demand in (*found.goal, *found.given):
        kind = "goal" if demand.is_goal else "given"
        yield from wrapped(f"{kind}: {demand.text}", indent="  ", hanging="      ")
    if not found.goal:
        yield from wrapped(NO_GOAL, indent="  ", style="open")
    ids = list(dict.fromkeys(one.id for one in found.taking_part))
    asked = f"conditions that take part: {', '.join(ids)}" if ids else "no condition takes part"
    yield from wrapped(asked, indent="  ", hanging="      ", style="quiet")


def _room(reading: str, room: Room, whole: Size, shown: Shown) -> Iterator[Line]:
    if reading:
        yield from wrapped(f"as read: {reading}", style="strong")
    if room.size.most == 0:
        yield line(Span("✗ NO ROOM: no package keeps every condition", "not met"))
    elif room.size.exact is None:
        yield line(Span(f"? NOT COUNTED TO THE END: {size_words(room.size)}", "open"))
    else:
        share = f", {percent(Fraction(room.size.exact, whole.exact))} of all" if whole.exact else ""
        yield line(Span(f"✓ ROOM: {size_words(room.size)}{share}", "met"))
    if room.chance is not None:
        yield from wrapped(
            f"by the odds that were given, chance leaves room with {percent(room.chance)} ({room.chance})", indent="  "
        )
    if any(one.removed is not None for one in room.costs):
        yield from wrapped("on top of all others, each condition removes:", indent="  ")
        yield from _costs(room.costs)
    if shown.pivots:
        yield from _pivots(room)
    yield from _inside(room)
    yield from _packages(room, shown)


def _costs(costs: Iterable[Cost]) -> Iterator[Line]:
    known = [(one, one.removed) for one in costs]
    width = max((len(one.condition.name) for one, _ in known), default=0)
    for one, removed in sorted(known, key=lambda item: -(item[1] or 0)):
        words = "not counted to the end" if removed is None and one.without.most != 0 else "nothing is there to remove"
        told = words if removed is None else percent(removed)
        yield from wrapped(f"{one.condition.name.ljust(width)}  {told}", indent="    ", hanging="      ")


def _pivots(room: Room) -> Iterator[Line]:
    if room.pivots is None:
        yield from wrapped("what turns on each condition was not found", indent="  ", style="open")
        return
    yield from wrapped("what turns on each condition (Shapley, Banzhaf):", indent="  ")
    for one in room.pivots:
        told = (
            f"{word} {_value(its.shapley)}, {_value(its.banzhaf)}"
            for word, its in (("blocks", one.blocks), ("removes", one.removes))
        )
        yield from wrapped(f"{one.condition.name}  {'; '.join(told)}", indent="    ", hanging="      ")


def _value(value: Value) -> str:
    error = "" if value.is_exact else f" ± {percent(value.error)}"
    return f"{percent(value.value)}{error}"


def _inside(room: Room) -> Iterator[Line]:
    if room.size.most == 0:
        return
    if room.said is None:
        yield from wrapped("what is so in every package was not found in time", indent="  ", style="open")
        return
    if room.certain:
        yield from wrapped("so in every package:", indent="  ")
        yield from joined(room.certain, "; ", "", "    ")
    if room.free:
        yield from wrapped("free, with the share of packages:", indent="  ")
        yield from joined((f"{one.text} {percent(one.share)}" for one in room.free), "; ", "", "    ")


def _packages(room: Room, shown: Shown) -> Iterator[Line]:
    try:
        for number, package in enumerate(room.packages(shown.packages), 1):
            yield from _package(f"package {number}", package)
        for number, package in enumerate(room.sample(shown.sample, shown.seed) if shown.sample else (), 1):
            yield from _package(f"drawn {number}, seed {shown.seed}", package)
    except GivenUpError:
        yield from wrapped("no packages were found in time", indent="  ", style="open")


def _package(head: str, package: Package) -> Iterator[Line]:
    yield from wrapped(f"{head}:", indent="  ", style="strong")
    facts = (
        f"{name}: {('yes' if value else 'no') if isinstance(value, bool) else value}"
        for name, value in package.facts.items()
    )
    for words, parts in (
        ("happens", package.happens),
        ("never", package.never),
        ("order", package.orders),
        ("facts", tuple(facts)),
        ("also", package.others),
    ):
        if parts:
            yield from wrapped(f"{words}: {'; '.join(parts)}", indent="    ", hanging="      ")


def size_words(size: Size) -> str:
    """A number of packages, or what is known of it."""
    if size.exact is not None:
        return f"{number_words(size.exact)} package{'' if size.exact == 1 else 's'}"
    if size.most is None:
        return f"at least {number_words(size.least)} packages" if size.least else "an unknown number of packages"
    return f"{number_words(size.least)} to {number_words(size.most)} packages"


def number_words(number: int) -> str:
    """A whole number with its thousands apart; a very large one by its magnitude."""
    if number < _LONGEST:
        return f"{number:,}"
    power = len(str(number)) - 1
    return f"{number // 10 ** (power - 3) / 1000:.3f} × 10^{power}"


def percent(share: Fraction) -> str:
    """A share in percent, to two places; never rounded to nothing or to all of it."""
    hundredths = round(share * 10_000)
    if share and hundredths == 0:
        return "under 0.01 %"
    if share != 1 and hundredths == 10_000:
        return "over 99.99 %"
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".") + " %"
