"""The examples of a page of the documentation: its files, put together as a reader would, and its programs.

A `yaml` block with `dossier:` begins a dossier, and one with `scenario:` is a scenario of it. Any other one is
a part of the dossier, whose sections are added to it. A comment `<!-- … -->` above a block says otherwise:
`part of a scenario`; `wrong` or `wrong scenario` where loading must print the block that follows. A comment
`# name.yaml` in its first line names the file. What stands below `printed by` a command is how its output begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

DOCS: Final = Path(__file__).parents[1] / "docs"
WALKTHROUGHS: Final = (DOCS / "tutorial.md",)
"""Pages that are followed step by step: see tests/walkthrough.py."""
DOSSIER: Final = "dossier.yaml"
_BLOCK = re.compile(
    r"(?:^<!-- (?P<says>[^\n]+) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_SECTION = re.compile(r"^(?P<name>\w+):", re.MULTILINE)
_FILE = re.compile(r"# (?P<name>\S+\.yaml)$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A file of a page.

    Attributes:
        line: Where its block begins in the page.
        name: Its file name.
        text: Its text; behind what the block shows stands what the block takes for granted.
        dossier: The dossier of a scenario.
        error: What loading it must print, with places in the block.
    """

    line: int
    name: str
    text: str
    dossier: str | None = None
    error: str | None = None


@dataclass
class Page:
    """The examples of one page, and its dossier as it stands at the end."""

    path: Path
    dossier: str = ""
    examples: list[Example] = field(default_factory=list)
    programs: list[tuple[int, str]] = field(default_factory=list)
    commands: list[tuple[str, str]] = field(default_factory=list)

    def add(self, language: str, text: str, says: str, line: int, after: str) -> None:
        """Take a block."""
        name = found["name"] if (found := _FILE.match(text)) else ""
        if language == "python":
            self.programs.append((line, text))
        elif says.startswith("printed by "):
            self.commands.append((says.removeprefix("printed by "), text))
        elif language != "yaml":
            return
        elif says == "wrong":
            self.examples.append(Example(line, DOSSIER, self._around(text), error=after))
        elif "scenario" in says or "scenario" in sections(text):
            whole = _completed(text, "scenario: an example\nworld: closed\n")
            error = after if says.startswith("wrong") else None
            self.examples.append(Example(line, name or "example.scenario.yaml", whole, self.dossier, error))
        else:
            self.dossier = text if "dossier" in sections(text) else merged(self.dossier, text)
            self.examples.append(Example(line, name or DOSSIER, self.dossier))

    def _around(self, text: str) -> str:
        """A part of the dossier with the rest of it below; a whole one as it is."""
        return text if "dossier" in sections(text) else _completed(text, self.dossier)


def pages() -> list[Page]:
    """Every page that has examples of files or programs."""
    read = (page(path) for path in sorted(DOCS.rglob("*.md")) if path not in WALKTHROUGHS)
    return [one for one in read if one.examples or one.programs]


def page(path: Path) -> Page:
    """One page."""
    text = path.read_text(encoding="utf-8")
    made = Page(path)
    blocks = list(_BLOCK.finditer(text))
    for number, block in enumerate(blocks):
        after = blocks[number + 1]["text"] if number + 1 < len(blocks) else ""
        line = text.count("\n", 0, block.start("language")) + 1
        made.add(block["language"], block["text"], block["says"] or "", line, after)
    return made


def merged(whole: str, part: str) -> str:
    """A file to which a part was added: each section below what it already has."""
    made = sections(whole)
    for name, body in sections(part).items():
        made[name] = made[name].rstrip("\n") + "\n" + body.partition("\n")[2] if name in made else body
    return "".join(made.values())


def _completed(text: str, rest: str) -> str:
    """A text with those sections of another that it lacks; its own lines keep their numbers."""
    own = sections(text)
    return text + "".join(body for name, body in sections(rest).items() if name not in own)


def sections(text: str) -> dict[str, str]:
    """Each field at the margin with all that belongs to it; what stands above the first belongs to it."""
    starts = list(_SECTION.finditer(text))
    ends = [*(found.start() for found in starts[1:]), len(text)]
    begins = [0, *ends[:-1]]
    return {found["name"]: text[begin:end] for found, begin, end in zip(starts, begins, ends, strict=True)}
