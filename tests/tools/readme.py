"""Fills README.md and some pages of the documentation with what files say, and what the commands in them print.

Run: python -m tests.tools.readme
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
from pathlib import Path

from tests.command_line import run
from tests.doc_pages import WALKTHROUGHS
from tests.walkthrough import played

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "README.md"
_HOW_TO = ROOT / "docs" / "how-to"
PAGES = (
    TARGET,
    _HOW_TO / "compare-two-days.md",
    _HOW_TO / "compare-positions.md",
    _HOW_TO / "find-what-blocks-a-deal.md",
)

_EXCERPT = re.compile(
    r"^<!-- (?P<part>all|[\w-]+) (?:of|in) (?P<file>\S+) -->\n```yaml\n(?:.*?\n)??```$", re.MULTILINE | re.DOTALL
)
_CONSOLE = re.compile(r"^```console\n\$ conditions (?P<command>[^\n]+)\n.*?^```$", re.MULTILINE | re.DOTALL)


def content(page: Path = TARGET) -> str:
    """The page as it should be."""
    text = page.read_text(encoding="utf-8")
    with contextlib.chdir(ROOT):
        return _CONSOLE.sub(_printed, _EXCERPT.sub(_excerpt, text))


def _excerpt(found: re.Match[str]) -> str:
    head = found[0].partition("\n")[0]
    lines = Path(found["file"]).read_text(encoding="utf-8").splitlines()
    shown = [line for line in lines if "yaml-language-server" not in line]
    if found["part"] != "all":
        start = shown.index(f"  {found['part']}:")
        end = next(place for place in range(start + 1, len(shown)) if not shown[place].startswith("   "))
        shown = ["conditions:", *shown[start:end]]
    return "\n".join([head, "```yaml", *shown, "```"])


def _printed(found: re.Match[str]) -> str:
    os.environ.pop("COLUMNS", None)
    printed = run(*shlex.split(found["command"])).stdout
    return f"```console\n$ conditions {found['command']}\n{printed.rstrip()}\n```"


def main() -> None:
    """Write them."""
    for page in PAGES:
        page.write_text(content(page), encoding="utf-8")
    for page in WALKTHROUGHS:
        page.write_text(played(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
