"""Whatever is typed, the language server answers: texts are cut, mixed up and filled with odd letters."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from conditions.lsp.completing import complete
from conditions.lsp.diagnosis import diagnose
from conditions.lsp.hovering import hover
from conditions.lsp.navigating import definition, outline, references
from conditions.lsp.renaming import RenameError, rename
from conditions.lsp.tidying import tidy
from conditions.lsp.workspace import Workspace
from tests.edited import COURSE, TALKS

EXAMPLES = int(os.environ.get("CONDITIONS_TYPED", "15"))
"""How many texts are typed; thousands find what a few do not."""
HOME = Path("/nowhere/talks")
ODD = [
    *(
        "",
        " ",
        "\n",
        "\n  ",
        ": ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        ",",
        "'",
        '"',
        "#",
        "&a",
        "*a",
        "|",
        ">-",
        "? ",
        "!x",
        "\t",
    ),
    *(
        "🙂",
        "б",
        "\u202e",
        "\x00",
        "\ud800",
        "\r",
        "\r\n",
        "\ufeff",
        "\u2028",
        "ratify[",
        "crimea.",
        "only if",
        "kind: all",
    ),
    *("condition", "readings:", "2022-04-26", "null", "$schema: x", "()", "%", "---\n", "...\n"),
]


@st.composite
def typed(draw: st.DrawFn, text: str) -> tuple[str, int]:
    """A text after some keystrokes, and where the cursor is."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.one_of(st.just(start), st.integers(start, min(len(text), start + 40)), st.just(len(text))))
        text = text[:start] + draw(st.sampled_from(ODD)) + text[end:]
    return text, draw(st.integers(0, len(text)))


@given(typed(TALKS), typed(COURSE))
@settings(max_examples=EXAMPLES, deadline=None)
def test_nothing_that_is_typed_is_too_much(dossier: tuple[str, int], scenario: tuple[str, int]) -> None:
    """Every question is answered, and every answer lies in the text."""
    workspace = Workspace([HOME])
    for name, (text, offset) in (("dossier.yaml", dossier), ("one.scenario.yaml", scenario)):
        path = HOME / name
        workspace.open(path, TALKS if name == "dossier.yaml" else COURSE)
        diagnose(workspace, path)
        workspace.open(path, text)
        page = workspace.page(path)
        at = min(offset, len(page.text))

        assert all(one.range.start <= one.range.end for one in diagnose(workspace, path))
        assert all(0 <= one.start <= at for one in complete(workspace, path, at))
        shown = hover(workspace, path, at)
        assert shown is None or 0 <= shown.start <= at <= shown.end <= len(page.text)
        assert all(place.range.start < place.range.end for place in definition(workspace, path, at))
        assert all(place.range.start < place.range.end for place in references(workspace, path, at))
        outline(workspace, path)
        tidy(workspace, path)
        with suppress(RenameError):
            rename(workspace, path, at, "other")
