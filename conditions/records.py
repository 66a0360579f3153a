"""Frozen dataclasses that are quick to define: a program that runs for a third of a second defines a hundred of them.

Before Python 3.13 the standard decorator compiles six methods of a frozen class one by
one, more than half a millisecond a class. `quick` compiles `__init__` alone, and its
classes behave as the standard ones do; `dataclass` is the faster of the two.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
Fields = tuple[dataclasses.Field[Any], ...]


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def quick(*, frozen: bool) -> Callable[[type[T]], type[T]]:
    """The decorator `dataclasses.dataclass(frozen=True)`, for classes that hold their values in a dictionary."""
    if not frozen:
        raise TypeError("only frozen classes are defined here")
    return _frozen


def _frozen(cls: type[T]) -> type[T]:
    own = dict(vars(cls))
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
    fields = dataclasses.fields(made)
    methods = {
        "__init__": _init(made, fields),
        "__repr__": _repr([field.name for field in fields if field.repr]),
        **_comparison([field.name for field in fields if field.compare]),
        "__setattr__": _refuse_setting,
        "__delattr__": _refuse_deleting,
    }
    for name, method in methods.items():
        if own.get(name) is None:
            setattr(made, name, method)
    return cls


class _MadeAnew:
    """Stands in a signature where a default value is made anew for each object."""

    def __repr__(self) -> str:
        return "<factory>"


_MADE_ANEW: Final = _MadeAnew()


def _init(cls: type[DataclassInstance], fields: Fields) -> Callable[..., None]:
    """`__init__`, written out with the names of the fields, so that a call is checked and fast."""
    values: dict[str, Any] = {"_set": object.__setattr__, "_made_anew": _MADE_ANEW}
    places: list[str] = []
    keywords: list[str] = []
    body: list[str] = []
    for number, field in enumerate(fields):
        name, value, parameter = field.name, field.name, field.name
        if field.default_factory is not dataclasses.MISSING:
            values[f"_make_{number}"] = field.default_factory
            parameter = f"{name}=_made_anew"
            value = f"_make_{number}() if {name} is _made_anew else {name}" if field.init else f"_make_{number}()"
        elif field.default is not dataclasses.MISSING:
            values[f"_default_{number}"] = field.default
            parameter = f"{name}=_default_{number}"
        if field.init:
            (keywords if field.kw_only else places).append(parameter)
        if field.init or field.default_factory is not dataclasses.MISSING:
            body.append(f"_set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    parameters = ", ".join(["self", *places, *(["*", *keywords] if keywords else [])])
    written = f"def __init__({parameters}):\n " + "\n ".join(body or ["pass"])
    # Nothing but names of fields of our own classes is written into it.
    exec(written, values)  # noqa: S102
    init: Callable[..., None] = values["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {field.name: field.type for field in fields if field.init} | {"return": None}
    return init


def _repr(names: list[str]) -> Callable[[object], str]:
    @recursive_repr()
    def representation(self: object) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    return representation


def _comparison(names: list[str]) -> dict[str, Callable[..., object]]:
    values: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed}


def _refuse_setting(_self: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


if TYPE_CHECKING or sys.version_info >= (3, 13):
    from dataclasses import dataclass
else:
    dataclass = quick

__all__ = ["dataclass", "quick"]
