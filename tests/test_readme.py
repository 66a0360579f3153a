"""The README shows what the tool prints, and its programs give what it shows."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from tests.command_line import ROOT
from tests.tools.readme import PAGES, TARGET, content


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_shows_what_the_files_say_and_the_commands_print(page: Path) -> None:
    """A changed file, wording or layout and a page that did not follow fail here: run tests.tools.readme."""
    assert content(page) == page.read_text(encoding="utf-8")


def test_the_programs_of_the_readme_give_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer who copies them gets the same."""
    monkeypatch.chdir(ROOT)
    text = TARGET.read_text(encoding="utf-8").replace("```", "")
    test = doctest.DocTestParser().get_doctest(text, {}, "README.md", str(TARGET), 0)
    printed: list[str] = []
    failed, tried = doctest.DocTestRunner().run(test, out=printed.append)

    assert tried > 5
    assert not failed, "".join(printed)
