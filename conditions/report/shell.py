"""What a page has around its content: the policy that lets nothing in, the contents, and what a reader can set.

What needs a script is in the markup and hidden; the script shows it. So nothing on the
page promises what does not work where scripts are off.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from conditions.report import lines
from conditions.report.document import Ambiguous, Document
from conditions.report.markup import Html, embedded, join, tag, words
from conditions.report.text import fragment, shown

_LANGUAGES: Final = {"en": "English", "uk": "українська", "ru": "русский"}
"""What some languages call themselves."""


@cache
def style() -> str:
    """The style of every page."""
    return files("conditions.report").joinpath("style.css").read_text(encoding="utf-8")


@cache
def script() -> str:
    """The script of every page."""
    return files("conditions.report").joinpath("page.js").read_text(encoding="utf-8")


def head(title: str, style: str, scripts: Iterable[str]) -> Html:
    """The head of a page, whose policy names its own style and scripts by their hashes."""
    allowed = " ".join(map(_digest, scripts))
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {allowed}; base-uri 'none'; form-action 'none'"
    )
    return join(
        Html('<meta charset="utf-8">'),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", words(title)),
        Html(f"<style>{style}</style>"),
        between="\n",
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def side(document: Document) -> Html:
    """What stands beside the content: the contents, and what a reader can set."""
    links = (
        tag("li", tag("a", lines.markup(section.title), href=fragment(section.anchor))) for section in document.sections
    )
    nav = tag("nav", tag("ul", *links), aria_label="Contents")
    return tag("div", _tools(document), Html("\n"), nav, class_="side")


def names(labels: Mapping[str, Mapping[str, str]]) -> Html:
    """The labels in other languages, for the script."""
    if not labels:
        return Html("")
    known = {language: {name: shown(text) for name, text in found.items()} for language, found in labels.items()}
    data = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return Html(f'<script type="application/json" id="labels">{embedded(data)}</script>')


# --- what a reader can set ------------------------------------------------------


def _tools(document: Document) -> Html:
    parts = [_readings(document.ambiguous)] if document.ambiguous else []
    if document.labels:
        languages = [(code, _LANGUAGES.get(code, code)) for code in document.labels]
        parts.append(_select("tool-language", "Names in", languages))
    colours = [("", "as your system"), ("light", "light"), ("dark", "dark")]
    parts.append(_select("tool-colours", "Colours", colours))
    parts.append(tag("p", _button("open-all", "Open all"), Html(" "), _button("close-all", "Close all"), class_="tool"))
    whole = tag("details", tag("summary", Html("Settings of this page")), *parts)
    return tag("section", whole, Html("\n"), _status(), class_="tools", aria_label="Settings", hidden="")


def _select(anchor: str, label: str, options: Iterable[tuple[str, str]], condition: str | None = None) -> Html:
    choices = (tag("option", words(text), value=value) for value, text in options)
    chosen = tag("select", *choices, id=anchor, autocomplete="off", data_condition=condition)
    return tag("p", tag("label", words(label), for_=anchor), Html(" "), chosen, class_="tool")


def _button(name: str, label: str) -> Html:
    return tag("button", words(label), type="button", data_does=name)


def _readings(ambiguous: tuple[Ambiguous, ...]) -> Html:
    """For each condition that can be understood in several ways, which one to show."""
    selects = (
        _select(f"tool-reading-{number}", one.label, [("", "every reading"), *one.readings], one.condition)
        for number, one in enumerate(ambiguous, 1)
    )
    note = tag("p", Html("Choosing hides what belongs to other readings; none is preferred."), class_="note")
    return tag("fieldset", tag("legend", Html("Readings shown")), note, *selects, class_="readings")


def _status() -> Html:
    """Where the page says that a reader sees a part of it only."""
    message = tag("span", Html(""), role="status")
    return tag("p", message, Html(" "), _button("every-reading", "Show every reading"), class_="chosen", hidden="")


__all__ = ["head", "names", "script", "side", "style"]
