"""Every fenced block of the documentation, and what keeps it true.

A block is kept by the machinery of its page (files, programs, printed commands, walkthroughs, generated pages), or is
a list of commands, of which each is one that there is; or a comment above it says `tested by FILE::TEST` or
`not run: REASON`.
"""

from __future__ import annotations

import importlib.util
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from conditions.cli.app import program
from tests.doc_pages import DOCS, WALKTHROUGHS
from tests.tools.readme import PAGES as PRINTED

ROOT: Final = DOCS.parent
GENERATED: Final = (DOCS / "language.md", DOCS / "engines.md", *sorted((DOCS / "api").glob("*.md")))
"""Pages that a tool makes from the code; tests hold them to it."""
_BLOCK: Final = re.compile(
    r"(?:^<!-- (?P<says>[^\n]+) -->\n)?^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
_TESTED: Final = re.compile(r"tested by (?P<file>tests/[\w/]+\.py)::(?P<test>test_\w+)")
_MARKED: Final = {
    "all of ": "tests/test_readme.py",
    "watched: ": "tests/test_cli_watch.py",
    "output: ": "tests/test_planted_faults.py",
    "printed by ": "tests/test_docs_examples.py",
    "the module silence.py": "tests/test_new_kind.py",
    "lines of clauses.py": "tests/test_new_kind.py",
    "a dossier with the new kind": "tests/test_new_kind.py",
}
"""What else may stand above a block, and the tests that know it."""
_STARTS: Final = ("conditions ", "./run ", "python ", "pytest ", "pip install ")


@dataclass(frozen=True)
class Block:
    """A fenced block.

    Attributes:
        page: Its page.
        line: The line of its text's beginning.
        language: What stands behind the fence, perhaps nothing.
        says: The comment above it, perhaps nothing.
        text: Its text.
        follows_wrong: Whether it shows the error of the block before.
    """

    page: Path
    line: int
    language: str
    says: str
    text: str
    follows_wrong: bool

    def __str__(self) -> str:
        """Where it stands."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> list[Block]:
    """The blocks of a page."""
    text = page.read_text(encoding="utf-8")
    found = list(_BLOCK.finditer(text))
    before = [False, *((one["says"] or "").startswith("wrong") for one in found)]
    return [
        Block(page, text.count("\n", 0, one.start("text")) + 1, one["language"], one["says"] or "", one["text"], wrong)
        for one, wrong in zip(found, before, strict=False)
    ]


def problem(block: Block) -> str | None:
    """What is wrong with the way in which a block is kept true; None where nothing is."""
    if (tested := _TESTED.fullmatch(block.says)) is not None:
        file = ROOT / tested["file"]
        there = file.is_file() and f"def {tested['test']}(" in file.read_text(encoding="utf-8")
        return None if there else f"there is no {block.says.removeprefix('tested by ')}"
    if block.says.startswith("not run:"):
        return None if len(block.says.split()) > 4 else "no reason is given"
    if block.page in (*WALKTHROUGHS, *GENERATED) or block.follows_wrong or block.language in {"yaml", "python"}:
        return None
    if (block.language == "console" and block.page in PRINTED) or any(map(block.says.startswith, _MARKED)):
        return None
    found = [_command(line) for line in _lines(block.text)]
    return next(filter(None, found), None) if found else "nothing stands in it"


def _lines(text: str) -> list[str]:
    lines = (line.partition("  #")[0].removeprefix("$ ").strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _command(line: str) -> str | None:
    """Why a line is no command of ours that anybody could give; None where it is one."""
    if not line.startswith(_STARTS):
        return f"`{line}` is not tried anywhere: say in a comment above which test does, or why none can"
    words = shlex.split(line.partition(" > ")[0])
    while words[:1] == ["./run"]:
        words = words[2:] if words[1:2] == ["dev"] else ["conditions", *words[1:]]
    match words:
        case ["conditions", *rest]:
            return _misread(rest)
        case ["python", "-m", module, *_]:
            return None if importlib.util.find_spec(module) else f"there is no module {module}"
        case ["python", script, *_]:
            return None if (ROOT / script).is_file() else f"there is no file {script}"
        case ["pytest", *_] | ["conditions"]:
            return None
        case ["pip", "install", what]:
            return _not_installable(what)
        case _:
            return f"there is no `{line}`"


def _misread(words: list[str]) -> str | None:
    """What the command line says to a command, short of doing it."""
    try:
        context = click.Context(program, info_name="conditions", **program.context_settings)
        name, command, rest = program.resolve_command(context, list(words))
        if command is not None:
            command.make_context(name, rest, parent=context)
    except click.exceptions.Exit:
        return None
    except click.BadParameter as error:
        # A file of the reader's is not here.
        return None if "does not exist" in error.message else error.format_message()
    except click.UsageError as error:
        return error.format_message()
    return None


def _not_installable(what: str) -> str | None:
    extra = re.fullmatch(r"diplomatic-conditions\[(\w+)\]|\.", what)
    known = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    if extra is not None and (extra[1] is None or re.search(rf"^{extra[1]} = \[", known, re.MULTILINE)):
        return None
    return f"there is nothing like {what} to install"
