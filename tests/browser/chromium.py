"""Pages opened in a real Chromium, which fail the test if they ask for anything, say anything or break their policy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import pytest

from conditions.records import dataclass

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Playwright, Request

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: Final = 360
LAPTOP: Final = 1280
WIDE: Final = 1920


def installed() -> str | None:
    """The browser to drive: the one named by `CONDITIONS_BROWSER`, else the first that is on the path."""
    named = os.environ.get("CONDITIONS_BROWSER")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def missing(what: str) -> NoReturn:
    """Skip, saying what is missing; fail where `CONDITIONS_REQUIRE_BROWSER` says that it must be there."""
    if os.environ.get("CONDITIONS_REQUIRE_BROWSER", "") not in {"", "0"}:
        pytest.fail(f"a browser is required, and there is {what}")
    pytest.skip(what)


@contextmanager
def launched() -> Iterator[Browser]:
    """A running browser."""
    if find_spec("playwright") is None:
        missing("no Playwright: install the group `test`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = _launch(playwright)
        try:
            yield browser
        finally:
            browser.close()


def _launch(playwright: Playwright) -> Browser:
    found = installed()
    own = Path(playwright.chromium.executable_path)
    if found is None and not own.exists():
        missing(f"no browser: neither CONDITIONS_BROWSER, nor {', '.join(NAMES)} on the path, nor Playwright's own")
    return playwright.chromium.launch(executable_path=found or own, args=list(ARGUMENTS))


@dataclass(frozen=True)
class Chromium:
    """A browser that opens pages of the file system, and nothing else.

    Attributes:
        browser: The running browser.
    """

    browser: Browser

    @contextmanager
    def open(
        self,
        file: Path,
        *,
        width: int = LAPTOP,
        height: int = 800,
        dark: bool = False,
        scripts: bool = True,
        place: str = "",
    ) -> Iterator[Page]:
        """A page in a window of its own; leaving fails if the page did anything but show itself.

        Args:
            file: The page.
            width: Width of the window in CSS pixels.
            height: Its height.
            dark: Whether the reader prefers dark pages.
            scripts: Whether scripts may run.
            place: The place of the page to open it at, with its `#`.
        """
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale="en-US",
            timezone_id="UTC",
        )
        try:
            page = context.new_page()
            page.set_default_timeout(15_000)
            troubles = listened(page, file)
            page.goto(file.resolve().as_uri() + place)
            yield page
            assert [] == troubles
        finally:
            context.close()


def listened(page: Page, file: Path) -> list[str]:
    """Everything that a page must not do, as it happens: ask for another file, write to the console, throw, ask."""
    own = file.resolve().as_uri()
    troubles: list[str] = []

    def asked(request: Request) -> None:
        if request.url.partition("#")[0] != own:
            troubles.append(f"request for {request.url[:200]}")

    def said(message: ConsoleMessage) -> None:
        troubles.append(f"console {message.type}: {message.text[:500]}")

    def threw(error: Error) -> None:
        troubles.append(f"error: {error.message[:500]}\n{(error.stack or '')[:1000]}")

    def interrupted(dialog: Dialog) -> None:
        troubles.append(f"dialog: {dialog.message[:200]}")
        dialog.dismiss()

    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", threw)
    page.on("dialog", interrupted)
    page.on("popup", lambda popup: troubles.append(f"window: {popup.url[:200]}"))
    page.on("download", lambda download: troubles.append(f"download: {download.url[:200]}"))
    return troubles


@cache
def _axe() -> str:
    """The script of axe-core, from the package that brings it."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        missing("no axe-core: install the group `test`")
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


def accessibility_violations(page: Page, within: str = "html") -> list[str]:
    """What axe-core finds wrong with a page as it stands now, one line for each rule, with the places.

    Args:
        page: The page.
        within: Selector of the part to look at.
    """
    page.evaluate(_axe())
    found = page.evaluate(
        "async within => (await axe.run(within, {resultTypes: ['violations']})).violations.map(rule => "
        "`${rule.id} (${rule.impact}), ${rule.nodes.length} times: ${rule.help}; `"
        " + rule.nodes.slice(0, 4).map(node => `${node.target} ${node.any.map(one => one.message)}`).join(' | '))",
        within,
    )
    return [str(one)[:2000] for one in found]


def overflow(page: Page) -> int:
    """How many CSS pixels of the page lie beyond the right edge of the window."""
    return int(
        page.evaluate("() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") or 0
    )
