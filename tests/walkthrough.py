"""Pages that a reader follows from top to bottom: files written block by block, commands run between them.

A comment above a `yaml` block says what becomes of it: `<!-- write FILE -->` begins a file; `<!-- add to FILE -->` adds
its sections to one, where an entry takes the place of an older one of the same name. A `console` block is a command
and all that it prints, run in the folder of the reader with the files as they stand at that place.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.command_line import run
from tests.doc_pages import sections

STEP: Final = re.compile(
    r"^<!-- (?P<does>write|add to) (?P<file>\S+) -->\n```yaml\n(?P<text>.*?)^```$"
    r"|^```console\n\$ (?P<command>conditions [^\n]+)\n.*?^```$",
    re.MULTILINE | re.DOTALL,
)
_ENTRY: Final = re.compile(r"^ {2}(?P<name>[\w-]+):.*\n(?:(?: {3,}.*)?\n)*", re.MULTILINE)


@dataclass
class Reader:
    """Somebody who follows a page in a folder of their own.

    Attributes:
        done: Every command and its exit code, in order.
    """

    done: list[tuple[str, int]] = field(default_factory=list)

    def step(self, found: re.Match[str]) -> str:
        """Do what a block says; the block as it should be."""
        if found["command"] is None:
            file = Path(found["file"])
            file.parent.mkdir(exist_ok=True)
            older = file.read_text(encoding="utf-8") if found["does"] == "add to" else ""
            file.write_text(added(older, found["text"]) if older else found["text"], encoding="utf-8")
            return found[0]
        os.environ.pop("COLUMNS", None)
        ended = run(*shlex.split(found["command"])[1:])
        self.done.append((found["command"], ended.code))
        shown = "".join(f"{line.rstrip()}\n" for line in (ended.stdout + ended.stderr).splitlines())
        return f"```console\n$ {found['command']}\n{shown}```"


def played(text: str, reader: Reader | None = None) -> str:
    """The page as it should be: after every command stands what it prints."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return STEP.sub((reader or Reader()).step, text)


def added(whole: str, part: str) -> str:
    """A file with the sections of a part; what has the name of an older entry of its section stands in its place."""
    made = sections(whole)
    for name, body in sections(part).items():
        title, entries = _entries(made.get(name, ""))
        entries |= _entries(body)[1]
        made[name] = (title or f"{name}:\n") + "".join(entries.values())
    return "".join(made.values())


def _entries(body: str) -> tuple[str, dict[str, str]]:
    """The line of a section's name, and each of its entries."""
    found = list(_ENTRY.finditer(body))
    return body[: found[0].start()] if found else body, {one["name"]: one[0] for one in found}
