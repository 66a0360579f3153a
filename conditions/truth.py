"""Three-valued truth: true, false, unknown, joined by strong Kleene logic.

Source: S. C. Kleene, *Introduction to Metamathematics*, 1952, section 64.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, NoReturn


class Truth(Enum):
    """The truth of a formula as far as it is known.

    `UNKNOWN` is neither true nor false, so a `Truth` refuses to be used as a
    Python condition; compare it with `is`.

    >>> conjunction([Truth.TRUE, Truth.UNKNOWN])
    <Truth.UNKNOWN: 'unknown'>
    >>> conjunction([Truth.FALSE, Truth.UNKNOWN])
    <Truth.FALSE: 'false'>
    """

    FALSE = "false"
    UNKNOWN = "unknown"
    TRUE = "true"

    if not TYPE_CHECKING:  # pragma: no branch
        __hash__ = object.__hash__  # that of `Enum` is written in Python

    def __bool__(self) -> NoReturn:
        raise TypeError("a Truth is not a bool: write `truth is Truth.TRUE`, and decide what unknown means here")

    def __invert__(self) -> Truth:
        """Negation; unknown stays unknown."""
        return _NEGATION[self]

    @classmethod
    def of(cls, value: bool | None) -> Truth:
        """The truth of a Python value, where `None` is unknown."""
        return cls.UNKNOWN if value is None else cls.TRUE if value else cls.FALSE


_NEGATION = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}


def conjunction(truths: Iterable[Truth]) -> Truth:
    """False if any is false, else unknown if any is unknown, else true (also of none)."""
    found = set(truths)
    if Truth.FALSE in found:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.TRUE


def disjunction(truths: Iterable[Truth]) -> Truth:
    """True if any is true, else unknown if any is unknown, else false (also of none)."""
    found = set(truths)
    if Truth.TRUE in found:
        return Truth.TRUE
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.FALSE


def counted(truths: Iterable[Truth], at_least: int, at_most: int | None = None) -> Truth:
    """Whether the number of true ones lies between the bounds, both inclusive.

    >>> counted([Truth.TRUE, Truth.UNKNOWN, Truth.FALSE], at_least=1)
    <Truth.TRUE: 'true'>
    """
    listed = list(truths)
    certain = listed.count(Truth.TRUE)
    possible = certain + listed.count(Truth.UNKNOWN)
    highest = len(listed) if at_most is None else at_most
    if certain >= at_least and possible <= highest:
        return Truth.TRUE
    if possible < at_least or certain > highest or at_least > highest:
        return Truth.FALSE
    return Truth.UNKNOWN
