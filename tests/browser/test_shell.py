"""The pages of the dossiers in a browser: they open by themselves, at every width, light and dark, also by keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.browser.chromium import LAPTOP, PHONE, WIDE, Chromium, accessibility_violations, overflow
from tests.browser.conftest import DOSSIERS

each_dossier = pytest.mark.parametrize("name", DOSSIERS)


@each_dossier
@pytest.mark.parametrize("width", [PHONE, LAPTOP, WIDE])
def test_a_page_opens_by_itself(chromium: Chromium, pages: Mapping[str, Path], name: str, width: int) -> None:
    """It asks for nothing, says nothing to the console, and nothing of it lies beyond the edge of the window."""
    with chromium.open(pages[name], width=width) as page:
        assert page.locator("h1").is_visible()
        assert 0 == overflow(page)


@each_dossier
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_is_accessible(chromium: Chromium, pages: Mapping[str, Path], name: str, dark: bool) -> None:
    """The rules of axe-core find nothing wrong."""
    with chromium.open(pages[name], dark=dark) as page:
        assert [] == accessibility_violations(page)
