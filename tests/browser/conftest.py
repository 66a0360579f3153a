"""One browser for the tests of this folder, and one page for each dossier."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from conditions.report.write import write_report
from tests.browser.chromium import Chromium, launched

EVERY_PAGE = os.environ.get("CONDITIONS_EVERY_PAGE", "") not in {"", "0"}
"""Whether what takes minutes is asked of every page, with all that it has unfolded."""

SCENARIOS = Path(__file__).parents[2] / "scenarios"
DOSSIERS = ("istanbul-2022", "minsk-2015", "jcpoa-2015")
each_dossier = pytest.mark.parametrize("name", DOSSIERS)
if_every_page = pytest.mark.skipif(not EVERY_PAGE, reason="takes minutes; CONDITIONS_EVERY_PAGE=1 asks for it")


# Not longer than this folder's tests: while Playwright runs, no other event loop can run in the thread.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Chromium]:
    """The browser."""
    with launched() as browser:
        yield Chromium(browser)


class Pages(Mapping[str, Path]):
    """The page of each dossier that the project ships, made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder: Path = folder

    def __getitem__(self, name: str) -> Path:
        file = self.folder / f"{name}.html"
        return file if file.exists() else write_report(SCENARIOS / name, file)

    def __iter__(self) -> Iterator[str]:
        return iter(DOSSIERS)

    def __len__(self) -> int:
        return len(DOSSIERS)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The page of each dossier."""
    return Pages(tmp_path_factory.mktemp("pages"))
