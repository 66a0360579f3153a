"""Writes `conditions/language/shapes.json`: the parses of the most usual shapes of a clause.

Run: python -m tests.tools.usual_shapes

The shapes are those of every kind's examples, of the conditions of all shipped
dossiers, and of usual combinations.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import conditions
from conditions.errors import LanguageError
from conditions.files.dossier import load_dossier
from conditions.language.clauses import KINDS
from conditions.language.grammar import Shape, digest, known_shapes
from conditions.language.parser import shape_of
from conditions.language.phrases import words_of
from conditions.language.unexpected import UnexpectedWordError

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(conditions.__file__).parent / "language" / "shapes.json"

UNITS = ("a", "not a", "a is b", "a is b or later", "never a", "all of g a", "a is at least 5 persons")
GATES = ("only after", "only on or after", "only if", "only from", "only before")


def texts() -> list[str]:
    """Clauses of every usual shape."""
    found = [example for kind in KINDS for example in kind.examples]
    found += [f"{first} {word} {second}" for first, word, second in product(UNITS, ("and", "or"), UNITS)]
    for gate, unit in product(GATES, UNITS):
        found.append(f"a {gate} {unit}")
        found += [f"a {gate} {unit} {word} {other}" for word in ("and", "or") for other in UNITS]
    found += [f"if {premise} then {conclusion}" for premise, conclusion in product(UNITS, UNITS)]
    found += [f"a {gate} b + 30 days" for gate in GATES] + [f"a {gate} 2022-04-26" for gate in GATES]
    return found


def shapes() -> dict[str, Shape]:
    """The parse of each usual shape, by its token types."""
    made: dict[str, Shape] = {}
    for text in texts():
        try:
            types = tuple(word.type for word in words_of(text))
            made[" ".join(types)] = shape_of(types)
        except (LanguageError, UnexpectedWordError):
            continue
    known_shapes.cache_clear()
    for folder in sorted((ROOT / "scenarios").iterdir()):
        load_dossier(folder / "dossier.yaml")
    made.update({" ".join(types): parsed(types) for types in known_shapes()})
    return dict(sorted(made.items()))


def parsed(types: tuple[str, ...]) -> Shape:
    """The parse of a shape; that of a moment's definition has this as its first word."""
    return shape_of(types[1:], "definition") if types[0] == "definition" else shape_of(types)


def content() -> str:
    """The file as it should be."""
    lines = [f"  {json.dumps(types)}: {json.dumps(shape, separators=(',', ':'))}" for types, shape in shapes().items()]
    return '{"grammar": "' + digest() + '", "shapes": {\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    TARGET.write_text(content(), encoding="utf-8")
    print(f"{TARGET.name}: {len(shapes())} shapes")
