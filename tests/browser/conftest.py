"""One browser for the tests of this folder, and one page for each dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from conditions.report.write import write_report
from tests.browser.chromium import Chromium, launched

SCENARIOS = Path(__file__).parents[2] / "scenarios"
DOSSIERS = ("istanbul-2022", "minsk-2015", "jcpoa-2015")
each_dossier = pytest.mark.parametrize("name", DOSSIERS)


# Not longer than this folder's tests: while Playwright runs, no other event loop can run in the thread.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Chromium]:
    """The browser."""
    with launched() as browser:
        yield Chromium(browser)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The page of each dossier that the project ships."""
    folder = tmp_path_factory.mktemp("pages")
    return {name: write_report(SCENARIOS / name, folder / f"{name}.html") for name in DOSSIERS}
