"""A document as data: JSON with stable keys, every block and every part of a line with its kind."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from conditions.plain import Plain
from conditions.report.document import Document, WhatIf
from conditions.report.text import HIDDEN

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

VERSION: Final = 1
"""Of the form of the data; it grows when a key changes its meaning or goes away."""

_CAPITAL: Final = re.compile(r"(?<!^)(?=[A-Z])")


def to_data(document: Document) -> dict[str, Plain]:
    """The document as plain data, as `json` writes it.

    What a class of `conditions.report.document` is stands under `kind`, in lower case (`paragraph`, `what-if`);
    its attributes follow under their own names. Lines are lists, in which a plain text is a text. Days are texts;
    the rules of the what-if form are data, too.
    """
    return {"format": "conditions-report", "version": VERSION, **_fields(document)}


def render_json(document: Document) -> str:
    """The document as JSON; what cannot be seen in a text is written as an escape."""
    text = json.dumps(to_data(document), ensure_ascii=False, indent=1)
    return "\n".join(HIDDEN.sub(_escaped, line) for line in text.split("\n")) + "\n"


def _fields(value: DataclassInstance) -> dict[str, Plain]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: object) -> Plain:
    match value:
        case None | str() | bool() | int() | float():
            return value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case tuple() | list():
            return [_plain(item) for item in value]
        case WhatIf(anchor, program, blocks):
            rules: Plain = json.loads(program)
            return {"kind": "what-if", "anchor": anchor, "program": rules, "blocks": _plain(blocks)}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {"kind": _CAPITAL.sub("-", type(value).__name__).lower(), **_fields(value)}
        case _:
            raise TypeError(f"{type(value).__name__} is no plain data")


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]


__all__ = ["VERSION", "render_json", "to_data"]
