"""Texts of unknown origin made fit to be shown: nothing invisible, nothing endless, no address but the web's."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

LONGEST: Final = 20_000
"""Characters shown of one text; the rest is counted."""

LONGEST_LABEL: Final = 240
"""Characters of a label that are shown where it is mentioned; its own entry shows more."""

_SPACE: Final = re.compile(r"[\s\u0085\u2028\u2029]+")
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n\s*")
# Control characters; soft hyphen; marks and overrides of direction; zero-width ones but the joiners that
# scripts need; surrogates, private use, interlinear marks, tags and noncharacters.
HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0d\ufeff\uffa0\ufdd0-\ufdef\ufff0-\ufffb"
    "\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
"""What cannot be seen in a text, or turns its direction."""
_URL_SAFE: Final = ":/?#[]@!$&*+,;=%~-._"


def shown(text: str, longest: int = LONGEST) -> str:
    r"""The text in one line, with hidden characters written as `<U+XXXX>`, cut where it is endless.

    >>> shown("admin\u202egnp.exe")
    'admin<U+202E>gnp.exe'
    """
    if len(text) > longest:
        text = f"{text[:longest]}… [cut here; {len(text):,} characters in all]"
    return HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", _SPACE.sub(" ", text).strip(" "))


def brief(text: str) -> str:
    """A label as it is mentioned, cut if it is far too long for that."""
    return text if len(text) <= LONGEST_LABEL else f"{text[:LONGEST_LABEL].rstrip()}…"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which empty lines part; of an endless one the whole."""
    return [text] if len(text) > LONGEST else [part for part in _PARAGRAPHS.split(text.strip()) if part]


def web_address(url: str) -> str | None:
    """The address in ASCII if it leads to a page of the web, else `None`.

    >>> web_address("https://example.org/a b")
    >>> web_address("javascript:alert(1)")
    >>> web_address("https://example.org/Київ")
    'https://example.org/%D0%9A%D0%B8%D1%97%D0%B2'
    """
    if len(url) > 2_000 or _SPACE.search(url) or HIDDEN.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "\\" in url:
        return None
    return quote(url, safe=_URL_SAFE)


def fragment(anchor: str) -> str:
    """An anchor as the end of an address."""
    return "#" + quote(shown(anchor), safe="-._")


__all__ = ["HIDDEN", "LONGEST", "LONGEST_LABEL", "brief", "fragment", "paragraphs", "shown", "web_address"]
