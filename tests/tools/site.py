"""Builds the site of the documentation, and checks it: no warning, no dead link, nothing from elsewhere.

Where there is a Chromium, it opens pages from the disk: they must ask for files alone, log no error, fit a narrow
screen, and find what is searched for.

Run: python -m tests.tools.site [OUT]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urldefrag

from tests.browser.chromium import ARGUMENTS, LAPTOP, PHONE, installed

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT: Final = Path(__file__).resolve().parents[2]
OPENED: Final = (
    "index.html",
    "tutorial.html",
    "how-to/find-what-blocks-a-deal.html",
    "language.html",
    "semantics.html",
    "engines.html",
    "api/check.html",
    "search.html?q=referendum",
    "pages/istanbul-2022.html",
    "pages/minsk-2015.html",
    "pages/jcpoa-2015.html",
)
"""What Chromium opens, each in light and dark, wide and narrow."""
_LOADING: Final = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src")}
_FETCHED = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?P<address>(?:https?:)?//[^"')]*)""")


def build(out: Path, seed: str = "0") -> bool:
    """Build the site into a folder that is made anew; whether there was no warning. Sphinx prints those."""
    if out.exists():
        shutil.rmtree(out)
    with tempfile.TemporaryDirectory() as cache:
        options = ["-q", "-W", "--keep-going", "-b", "html", "-d", cache]
        command = [sys.executable, "-m", "sphinx", *options, str(ROOT / "docs"), str(out)]
        done = subprocess.run(command, check=False, env={**os.environ, "PYTHONHASHSEED": seed})
    # What Sphinx keeps for its next run in the same folder.
    (out / ".buildinfo").unlink(missing_ok=True)
    shutil.rmtree(out / "_sources", ignore_errors=True)
    return done.returncode == 0


class _Links(HTMLParser):
    """The anchors of a page, where its links lead, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called with each start tag."""
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        self.loads += [given[name] for wanted, name in _LOADING if wanted == tag and name in given]


def problems(out: Path) -> Iterator[str]:
    """Every link of the site that leads nowhere, and everything that would come from elsewhere."""
    pages = {path.resolve(): _Links(path.read_text(encoding="utf-8")) for path in sorted(out.rglob("*.html"))}
    for path, page in pages.items():
        place = path.relative_to(out.resolve())
        yield from (f"{place}: loads {one}" for one in page.loads if re.match(r"(?:[a-z]+:)?//", one))
        for link in (*page.links, *page.loads):
            if not re.match(r"[a-z]+:|//|#$", link) and not _leads(path, link, pages):
                yield f"{place}: nothing at {link}"
    for style in sorted(out.rglob("*.css")):
        found = _FETCHED.finditer(style.read_text(encoding="utf-8"))
        yield from (f"{style.name}: loads {one['address']}" for one in found)


def _leads(path: Path, link: str, pages: dict[Path, _Links]) -> bool:
    """Whether a link within the site leads somewhere."""
    address, anchor = urldefrag(link)
    address = address.partition("?")[0]
    target = (path.parent / unquote(address)).resolve() if address else path
    if not target.is_file():
        return False
    return not anchor or target not in pages or unquote(anchor) in pages[target].anchors


def opened(out: Path, chromium: str, folder: Path | None = None, addresses: Sequence[str] = OPENED) -> Iterator[str]:
    """What is wrong with pages as a browser shows them; the pictures of it go into a folder."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for scheme in ("light", "dark"):
            for width in (LAPTOP, PHONE):
                context = running.new_context(
                    viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
                )
                page = context.new_page()
                said: list[str] = []
                _listen(page, said)
                for address in addresses:
                    _look(page, out, address, said)
                    if folder is not None:
                        name = re.sub(r"\W+", "-", address.partition(".")[0])
                        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
                    yield from (f"{address}, {width} pixels, {scheme}: {one}" for one in said)
                    said.clear()
                context.close()
        running.close()


def _listen(page: Page, said: list[str]) -> None:
    """Write down what a page says and asks for."""
    page.on("console", lambda line: said.append(f"says {line.text}"))
    page.on("pageerror", lambda error: said.append(f"fails with {error}"))
    page.on("request", lambda asked: said.extend(_asked(asked.url)))


def _look(page: Page, out: Path, address: str, said: list[str]) -> None:
    """Open a page; a search must find something, and nothing may be wider than the window."""
    page.goto(f"{out.resolve().as_uri()}/{address}")
    if "?q=" in address:
        page.wait_for_selector("#search-results li a", timeout=10_000)
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if over > 0:
        said.append(f"is {over} pixels too wide")


def _asked(address: str) -> list[str]:
    return [] if address.startswith(("file:", "data:")) else [f"asks for {address}"]


def difference(one: Path, other: Path) -> list[str]:
    """The files of two sites that are not the same byte for byte."""
    names = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*") if path.is_file()}
    return sorted(str(name) for name in names if _bytes(one / name) != _bytes(other / name))


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def main() -> None:
    """Build and check; the exit status is 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.tools.site", description="Builds and checks the site.")
    parser.add_argument(
        "out", type=Path, nargs="?", default=ROOT / "build" / "site", help="its folder, replaced; by default build/site"
    )
    parser.add_argument("--twice", action="store_true", help="build a second time, and compare the bytes")
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of every page that Chromium opens")
    arguments = parser.parse_args()
    out: Path = arguments.out
    if out.exists() and any(out.iterdir()) and not (out / "searchindex.js").is_file():
        parser.error(f"{out} is not empty, and is no site")
    if arguments.pictures:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
    if not build(out):
        sys.exit("the site was not built")
    found = list(problems(out))
    chromium = installed()
    if chromium is None:
        print("no Chromium: what pages look like was not tried", file=sys.stderr)
    else:
        found += opened(out, chromium, arguments.pictures)
    if arguments.twice:
        with tempfile.TemporaryDirectory() as again:
            build(Path(again, "site"), seed="1")
            found += [f"{name}: two builds differ" for name in difference(out, Path(again, "site"))]
    for one in found:
        print(one)
    pages = sum(1 for _ in out.rglob("*.html"))
    print(f"{out / 'index.html'}: {pages} pages, {len(found)} problems")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
