"""The sections of a dossier's file: what a part belongs to, and ids that cannot be told apart across them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from conditions.errors import Problem
from conditions.files.ids import id_problems
from conditions.files.nodes import Mapping, Node, Sequence, Text
from conditions.files.places import Places
from conditions.model.dossier import Dossier
from conditions.model.findings import Path

SECTIONS: Final = tuple(
    field.alias or name for name, field in Dossier.model_fields.items() if str(field.annotation).startswith("dict[")
)
"""The fields of a dossier that hold entries by their ids."""
VOCABULARY: Final = ("events", "ladders", "moments", "facts")
"""The sections whose names conditions mention bare, so that they share one namespace."""
_SINGULAR: Final = {
    "parties": "party",
    "groups": "group",
    "events": "event",
    "ladders": "ladder",
    "moments": "moment",
    "facts": "fact",
    "zones": "zone",
    "statements": "statement",
    "waivers": "waiver",
    "preferences": "preferences of",
    "claims": "claim",
    "states": "state",
    "instruments": "instrument",
    "ambiguities": "ambiguity",
    "goals": "goal",
    "labels": "labels in",
}


# --- ids that cannot be told apart ----------------------------------------------


def id_findings(root: Mapping) -> Iterator[Problem]:
    """Ids that look alike, in each section, and across the sections whose names conditions mention bare."""
    for section in SECTIONS:
        if section not in VOCABULARY and isinstance(part := root.get(section), Mapping):
            yield from id_problems(part)
    yield from id_problems(name for section in VOCABULARY for name in _keys(root.get(section)))
    for section, field in (("groups", "members"), ("ladders", "rungs"), ("facts", "values")):
        part = root.get(section)
        for entry in part.values() if isinstance(part, Mapping) else ():
            listed = entry.get(field) if isinstance(entry, Mapping) else entry
            if isinstance(listed, Sequence):
                yield from id_problems(item for item in listed if isinstance(item, Text))


def _keys(node: Node) -> Iterable[str]:
    return node if isinstance(node, Mapping) else ()


# --- what a part belongs to -----------------------------------------------------


def places_of(root: Mapping) -> Places:
    """The places of a dossier's file, with what each part belongs to."""
    names = [name for section in SECTIONS for name in _keys(root.get(section))]
    return Places(root, lambda path: context_of(root, path), names)


def context_of(root: Mapping, path: Path) -> str | None:
    """What a part belongs to: a condition with its party, source and date, a statement with its speaker."""
    match path:
        case (str(section), str(name), *rest) if section in SECTIONS:
            part = root.get(section)
            entry = part.get(name) if isinstance(part, Mapping) else None
            if section in ("conditions", "terms"):
                return _of_position(root, name, entry)
            if section == "statements":
                return _with(f"the statement {name}, {_said(entry, 'speaker')}", _said(entry, "said"))
            inside = f", {rest[0].removesuffix('s')} {rest[1]}" if len(rest) > 1 and rest[0] == "obligations" else ""
            return f"the {_SINGULAR[section]} {name}{inside}" if rest else None
    return None


def _of_position(root: Mapping, name: str, entry: Node) -> str:
    parties = root.get("parties")
    party = _said(entry, "party")
    full = _said(parties.get(party), "name") if isinstance(parties, Mapping) else ""
    said = [text for text in (_said(entry, "source"), _said(entry, "from")) if text]
    return _with(", ".join(text for text in (name, full or party) if text), ", ".join(said))


def _with(text: str, detail: str) -> str:
    return f"{text.rstrip(', ')} ({detail})" if detail else text.rstrip(", ")


def _said(entry: Node, field: str) -> str:
    """A field as it stands in the file, if it is text or a list of texts."""
    value = entry.get(field) if isinstance(entry, Mapping) else None
    if isinstance(value, Sequence):
        texts = [item for item in value if isinstance(item, Text)]
        return ", ".join(texts[:3]) + (", …" if len(texts) > 3 else "")
    return value if isinstance(value, Text) else ""
