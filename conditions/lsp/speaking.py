"""Our answers in the types of the protocol."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from lsprotocol import types

from conditions.lsp.cards import Card
from conditions.lsp.columns import Range
from conditions.lsp.diagnosis import Remark, Severity
from conditions.lsp.navigating import Part, Role
from conditions.lsp.offers import Item, ItemKind

Markup: TypeAlias = Callable[[Card], types.MarkupContent]
"""How a card is written."""

_LONGEST_DETAIL: Final = 80
_SEVERITIES: Final[dict[Severity, types.DiagnosticSeverity]] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "information": types.DiagnosticSeverity.Information,
}
_ITEM_KINDS: Final[dict[ItemKind, types.CompletionItemKind]] = {
    "name": types.CompletionItemKind.Variable,
    "keyword": types.CompletionItemKind.Keyword,
    "field": types.CompletionItemKind.Property,
    "word": types.CompletionItemKind.EnumMember,
}
_PART_KINDS: Final[dict[Role, types.SymbolKind]] = {
    "section": types.SymbolKind.Namespace,
    "entry": types.SymbolKind.Object,
    "step": types.SymbolKind.Event,
    "text": types.SymbolKind.String,
}


def range_(found: Range) -> types.Range:
    """A range."""
    return types.Range(types.Position(*found.start), types.Position(*found.end))


def diagnostic(remark: Remark, uri: Callable[[Path], str], errors_page: str | None) -> types.Diagnostic:
    """A remark, with a link to the section on its code if there is a page on errors."""
    related = [
        types.DiagnosticRelatedInformation(types.Location(uri(path), range_(where)), reason)
        for path, where, reason in remark.related
    ]
    link = types.CodeDescription(f"{errors_page}#{remark.code}") if errors_page else None
    return types.Diagnostic(
        range=range_(remark.range),
        message=remark.message,
        severity=_SEVERITIES[remark.severity],
        code=remark.code,
        code_description=link,
        source="conditions",
        related_information=related or None,
    )


def completion(item: Item, number: int, where: Range, documentation: types.MarkupContent) -> types.CompletionItem:
    """Something that can stand at a place; the number keeps the order."""
    detail = item.detail if len(item.detail) <= _LONGEST_DETAIL else item.detail[: _LONGEST_DETAIL - 1] + "…"
    return types.CompletionItem(
        label=item.label,
        kind=_ITEM_KINDS[item.kind],
        detail=detail or None,
        documentation=documentation,
        sort_text=f"{number:05}",
        filter_text=item.label,
        text_edit=types.TextEdit(range_(where), item.text),
    )


def part(found: Part) -> types.DocumentSymbol:
    """A part of a file with the parts in it."""
    return types.DocumentSymbol(
        name=found.name or "…",
        kind=_PART_KINDS[found.role],
        range=range_(found.range),
        selection_range=range_(found.head),
        detail=found.detail or None,
        children=[part(inner) for inner in found.parts],
    )
