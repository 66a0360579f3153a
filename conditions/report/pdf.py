"""A page on paper: printed to PDF by a browser that is installed, without network, and without traces of the moment."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from conditions.errors import ConditionsError, Problem
from conditions.files.disk import put_file

TIMEOUT: Final = 120.0
"""Seconds after which a browser that has not printed is stopped."""

_NAMES: Final = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge", "brave-browser"),
)
_PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
_ARGUMENTS: Final = (
    "--headless",
    "--no-pdf-header-footer",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-dev-shm-usage",
    # No name is looked up, so that nothing can be asked for even by mistake.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
_WHEN: Final = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}")
_NO_DAY: Final = b"20000101000000"


class PdfError(ConditionsError):
    """A page cannot be printed."""


def write_pdf(page: str, target: Path, timeout: float = TIMEOUT) -> Path:
    """Print a page to a file.

    Equal pages give equal bytes with the same browser and the same fonts: the day and time of printing, which a
    browser writes into the file, are replaced. Another version of the browser gives other bytes.

    Args:
        page: The page, as HTML.
        target: The file.
        timeout: Seconds after which a browser that has not printed is stopped.

    Returns:
        The file.

    Raises:
        PdfError: There is no browser, or it did not print.
        OSError: The file cannot be written; what was there before is still there.
    """
    put_file(target, print_page(page, timeout))
    return target


def print_page(page: str, timeout: float = TIMEOUT) -> bytes:
    """A page as PDF.

    Args:
        page: The page, as HTML.
        timeout: Seconds after which a browser that has not printed is stopped.

    Raises:
        PdfError: There is no browser, or it did not print.
    """
    browser = find_browser()
    if browser is None:
        hint = "install Chromium, Google Chrome or Microsoft Edge, or name one in the variable CONDITIONS_BROWSER"
        raise PdfError(Problem("no-browser", "there is no browser that prints a page to PDF", hint=hint))
    with tempfile.TemporaryDirectory(prefix="conditions-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_text(page, encoding="utf-8", newline="\n")
        said = _run([browser, *_arguments(folder / "profile", target), source.as_uri()], timeout)
        if not target.exists():
            raise PdfError(Problem("browser-failed", f"`{browser}` did not print the page", hint=said or None))
        return _WHEN.sub(rb"/\1 (D:" + _NO_DAY, target.read_bytes())


def find_browser() -> str | None:
    """The browser that prints: the one that `CONDITIONS_BROWSER` names, else the first that is installed."""
    return os.environ.get("CONDITIONS_BROWSER") or next(_installed(), None)


def _installed() -> Iterator[str]:
    yield from (path for name in _NAMES if (path := shutil.which(name)))
    yield from (place for place in _PLACES if Path(place).is_file())


def _arguments(profile: Path, target: Path) -> list[str]:
    # Chromium does not start for the superuser with its sandbox on.
    is_superuser = sys.platform != "win32" and os.geteuid() == 0
    sandbox = ["--no-sandbox"] if is_superuser else []
    return [*_ARGUMENTS, *sandbox, f"--user-data-dir={profile}", f"--print-to-pdf={target}"]


def _run(command: list[str], timeout: float) -> str:
    """Run a browser to its end, and end what it started with it. Returns the last line of what it said."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own browser, and a file of our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        message = f"`{command[0]}` does not start: {error.strerror}"
        raise PdfError(Problem("browser-failed", message)) from None
    try:
        said = process.communicate(timeout=timeout)[1].decode("utf-8", "replace").strip()
    except subprocess.TimeoutExpired:
        _end(process)
        message = f"`{command[0]}` did not print the page within {timeout:g} seconds"
        raise PdfError(Problem("browser-failed", message)) from None
    return said.rpartition("\n")[2][:300]


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


__all__ = ["TIMEOUT", "PdfError", "find_browser", "print_page", "write_pdf"]
