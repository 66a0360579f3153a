"""A line of a document as markup: its words, marks and links."""

from __future__ import annotations

from typing import assert_never

from conditions.report.document import Chosen, Code, Faint, Inline, Label, Line, Mark, Ref, Strong, Web
from conditions.report.markup import Html, join, tag, words
from conditions.report.text import fragment, web_address


def markup(line: Line) -> Html:
    """The line, every text of it shown as text."""
    return join(*(_inline(part) for part in line))


def _inline(part: Inline) -> Html:
    match part:
        case str():
            return words(part)
        case Mark(word, symbol, tone):
            sign = (tag("span", words(symbol), aria_hidden="true"), Html(" ")) if symbol else ()
            return tag("span", *sign, words(word), class_=f"mark {tone}")
        case Code(text):
            return tag("code", words(text))
        case Ref(text, anchor, name):
            return tag("a", words(text), href=fragment(anchor), data_name=name or None)
        case Web(url):
            address = web_address(url)
            return words(url) if address is None else tag("a", words(url), href=address, rel="noreferrer")
        case Strong(text, name):
            return tag("strong", words(text), data_name=name or None)
        case Faint(text):
            return tag("span", words(text), class_="faint")
        case Chosen(text, readings):
            return tag("strong", words(text), data_readings=pairs(readings))
        case Label(name, text):
            return tag("span", words(text), data_name=name)
        case _:
            assert_never(part)


def pairs(readings: tuple[tuple[str, str], ...]) -> str:
    """Conditions with their readings as an attribute has them, `UA-vote=held UA-withdrawal=begun`."""
    return " ".join(f"{condition}={reading}" for condition, reading in readings)


def plain(line: Line) -> str:
    """The text of a line, without anything that stands out."""
    return "".join(_plain(part) for part in line)


def _plain(part: Inline) -> str:
    match part:
        case str():
            return part
        case Mark(word):
            return word
        case Code(text) | Ref(text) | Strong(text) | Faint(text) | Web(text) | Chosen(text) | Label(_, text):
            return text
        case _:
            assert_never(part)


__all__ = ["markup", "pairs", "plain"]
