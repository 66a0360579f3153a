"""Quick frozen dataclasses behave as the standard ones do."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from conditions.records import quick

BOTH = pytest.mark.parametrize("define", [dataclasses.dataclass, quick], ids=["standard", "quick"])


def classes(define: Callable[..., Any]) -> tuple[Any, Any, Any]:
    """A class with every kind of field, one that inherits from it, and one that has nothing."""

    @define(frozen=True)
    class Base:
        """Something."""

        name: str
        parts: tuple[int, ...] = ()
        seen: list[int] = dataclasses.field(default_factory=list, compare=False, repr=False)
        kept: dict[str, int] = dataclasses.field(default_factory=dict, init=False, compare=False, repr=False)
        said: str = dataclasses.field(default="", kw_only=True)

        @cached_property
        def size(self) -> int:
            return len(self.parts)

    @define(frozen=True)
    class Child(Base):
        """Something more."""

        more: int = 3

        def __post_init__(self) -> None:
            if self.more < 0:
                raise ValueError("less than nothing")

        def __hash__(self) -> int:
            return 7

    @define(frozen=True)
    class Empty:
        """Nothing."""

    return Base, Child, Empty


@quick(frozen=True)
class Kept:
    """One that can be found again by its name."""

    name: str


@BOTH
def test_values_are_taken_by_place_and_by_name(define: Callable[..., Any]) -> None:
    """Defaults, factories and keyword-only fields are filled in; each object has a list of its own."""
    base, child, empty = classes(define)
    one = base("a", (1,), said="x")
    assert (one.name, one.parts, one.seen, one.kept, one.said, one.size) == ("a", (1,), [], {}, "x", 1)
    assert one.seen is not base("a").seen
    assert child("a", more=4).more == 4
    assert repr(empty()).endswith("Empty()")


@BOTH
@pytest.mark.parametrize("arguments", [(), ("a", (), [], "x"), ("a", (), [], 1, 2, 3, 4)])
def test_a_wrong_call_is_refused(define: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    """Too few and too many arguments are errors of the call."""
    with pytest.raises(TypeError, match="__init__"):
        classes(define)[0](*arguments)


@BOTH
def test_nothing_can_be_set_or_deleted(define: Callable[..., Any]) -> None:
    """An object stays as it was made."""
    one = classes(define)[0]("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del one.name


@BOTH
def test_equality_and_hash_are_those_of_the_compared_fields(define: Callable[..., Any]) -> None:
    """Objects of one class with equal compared fields are equal; a class may have a hash of its own."""
    base, child, empty = classes(define)
    assert base("a", (), [1]) == base("a", (), [2])
    assert hash(base("a", (), [1])) == hash(base("a", (), [2]))
    assert base("a") != base("a", said="x")
    assert base("a") != child("a")
    assert (hash(child("a")), empty() == empty()) == (7, True)


@BOTH
def test_it_is_a_dataclass_to_the_standard_library(define: Callable[..., Any]) -> None:
    """Fields are found, copies made with changes, patterns matched, signatures read."""
    base, child, _ = classes(define)
    assert [field.name for field in dataclasses.fields(child)] == ["name", "parts", "seen", "kept", "said", "more"]
    assert dataclasses.replace(base("a"), parts=(2,)) == base("a", (2,))
    assert base.__match_args__ == ("name", "parts", "seen")
    assert list(inspect.signature(base).parameters) == ["name", "parts", "seen", "said"]
    assert copy.deepcopy(base("a", (1,))) == base("a", (1,))


@BOTH
def test_what_it_says_after_its_making_is_asked(define: Callable[..., Any]) -> None:
    """`__post_init__` may refuse the values."""
    with pytest.raises(ValueError, match="less than nothing"):
        classes(define)[1]("a", more=-1)


@BOTH
def test_it_shows_its_fields(define: Callable[..., Any]) -> None:
    """All but those that are not to be shown, and itself only once."""
    shown = repr(classes(define)[1]("a"))
    assert shown.endswith("Child(name='a', parts=(), said='', more=3)")


def test_it_can_be_sent_to_another_process() -> None:
    """Pickling gives an equal object."""
    assert pickle.loads(pickle.dumps(Kept("a"))) == Kept("a")


def test_only_frozen_classes_are_defined() -> None:
    """The decorator has no other mode."""
    with pytest.raises(TypeError, match="only frozen classes"):
        quick(frozen=False)
