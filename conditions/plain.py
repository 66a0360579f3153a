"""Results as plain data, ready for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
"""What JSON can say."""


@runtime_checkable
class HasPlainForm(Protocol):
    """A result that says itself what it is as plain data."""

    def to_dict(self) -> Mapping[str, object]:
        """The result as plain data."""
        ...


def plain(value: object) -> Plain:
    """A result made of dataclasses as nested dictionaries and lists; answers and truths by their words."""
    match value:
        case None | str() | bool() | int() | float():
            return value
        case Enum():
            return plain(value.value)
        case date():
            return value.isoformat()
        case HasPlainForm():
            return plain(value.to_dict())
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case tuple() | list():
            return [plain(item) for item in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return record(value)
        case _:
            raise TypeError(f"{type(value).__name__} is no plain data")


def record(value: DataclassInstance) -> dict[str, Plain]:
    """The fields of one dataclass as plain data."""
    return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
