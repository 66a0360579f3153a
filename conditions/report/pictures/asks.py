"""What can be asked of the order of events: arrows and needs, all or some of which are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias, assert_never

from conditions.formula import Compare, Matches, Point
from conditions.records import dataclass
from conditions.report.drawings import EdgeKind


@dataclass(frozen=True)
class Arrow:
    """That one point comes first, or how far the other may be from it."""

    first: Point
    then: Point
    kind: EdgeKind
    label: str = ""


@dataclass(frozen=True)
class Need:
    """That a point comes at some time, or that a fact has a value."""

    what: Point | Matches | Compare
    denied: bool = False


@dataclass(frozen=True)
class Several:
    """That at least so many of some things are so."""

    parts: tuple[Asked, ...]
    least: int

    @property
    def is_all(self) -> bool:
        """Whether every part must be so."""
        return self.least >= len(self.parts)


@dataclass(frozen=True)
class Gated:
    """What is asked of an act; nothing, if it never happens."""

    act: Point
    asked: Asked


@dataclass(frozen=True)
class Unsaid:
    """What no arrow says, and what it is about."""

    about: str


Asked: TypeAlias = Arrow | Need | Several | Gated | Unsaid

NOTHING: Final = Several((), 0)
"""Nothing is asked."""


def unsaid(found: Asked) -> Iterator[str]:
    """What the parts are about that no arrow says."""
    match found:
        case Unsaid(about):
            yield about
        case Several(parts, _):
            for part in parts:
                yield from unsaid(part)
        case Gated(_, inner):
            yield from unsaid(inner)
        case Arrow() | Need():
            pass
        case _:
            assert_never(found)


__all__ = ["NOTHING", "Arrow", "Asked", "Gated", "Need", "Several", "Unsaid", "unsaid"]
