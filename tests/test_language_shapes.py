"""The parses that come with the package are those of the grammar."""

from __future__ import annotations

import json
import subprocess
import sys

from conditions.language.grammar import digest
from tests.tools.usual_shapes import TARGET, parsed, texts


def test_stored_shapes_are_of_this_grammar() -> None:
    """A change of the grammar that forgets the stored shapes fails here: run tests.tools.usual_shapes."""
    stored = json.loads(TARGET.read_text(encoding="utf-8"))

    assert digest() == stored["grammar"]


def test_every_stored_shape_is_what_the_parser_gives() -> None:
    """A stored parse never differs from a fresh one."""
    stored = json.loads(TARGET.read_text(encoding="utf-8"))["shapes"]

    assert {types: parsed(tuple(types.split())) for types in stored} == stored
    assert len(stored) > len(texts()) / 10


def test_usual_clauses_do_not_need_lark() -> None:
    """A clause of a stored shape is read without importing the parser."""
    program = (
        "import sys; from conditions.language.grammar import parse; "
        "parse('ua_signs only after referendum'); print('lark' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "False\n" == done.stdout
