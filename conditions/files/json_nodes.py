"""A JSON scanner that keeps positions: RFC 8259, without recursion.

YAML is nearly a superset of JSON, but the C parser of YAML takes neither
surrogate pairs nor long keys, and its limits would be the limits of JSON too.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from conditions.errors import Problem
from conditions.files import limits, refusals
from conditions.files.build import Builder
from conditions.files.lines import line_end
from conditions.files.nodes import Mapping, Sequence

_SPACE = re.compile(r"[ \t\n\r]*+")
_STRING = re.compile(r'"([^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+)"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![-+.\w])")
_WORD = re.compile(r"[-+.\w]+|.", re.DOTALL)
_ESCAPE = re.compile(
    r'\\(?:(["\\/bfnrt])|u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|.)'
)
_LONGEST_ESCAPE = 12
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class _State(Enum):
    """What may come next."""

    VALUE = auto()
    FIRST_ITEM = auto()
    FIRST_KEY = auto()
    KEY = auto()
    NEXT = auto()
    END = auto()


def scan_json(builder: Builder) -> None:
    """Give all of a JSON text to the builder.

    Raises:
        FileError: At the first place where it is not JSON.
    """
    text = builder.source.text
    skip = _SPACE.match
    closings: list[str] = []
    state, index = _State.VALUE, 0
    while True:
        index = _end(skip(text, index))
        char = text[index : index + 1]
        if state is _State.END:
            if char:
                builder.stop(_extra(builder, index))
            return
        if state is _State.NEXT:
            if char == ",":
                state = _State.KEY if closings[-1] == "}" else _State.VALUE
                index += 1
                continue
            if char != closings[-1]:
                builder.stop(_unexpected_next(builder, index, closings[-1]))
        if char and closings and char == closings[-1] and state not in (_State.KEY, _State.VALUE):
            closings.pop()
            index += 1
            builder.close(index)
            state = _State.NEXT if closings else _State.END
            continue
        if state in (_State.KEY, _State.FIRST_KEY):
            index = _end(skip(text, _string(builder, index, key=True)))
            if not text.startswith(":", index):
                builder.stop(_expected(builder, index, "missing-colon", "expected `:` after the key"))
            index += 1
            state = _State.VALUE
        elif char in ("{", "["):
            builder.open(Mapping() if char == "{" else Sequence(), index)
            closings.append("}" if char == "{" else "]")
            state = _State.FIRST_KEY if char == "{" else _State.FIRST_ITEM
            index += 1
        else:
            index = _scalar(builder, index, char)
            state = _State.NEXT if closings else _State.END


def _scalar(builder: Builder, start: int, char: str) -> int:
    """Take a text, number, truth value or null; the index behind it."""
    if char == '"':
        return _string(builder, start, key=False)
    text = builder.source.text
    if number := _NUMBER.match(text, start):
        builder.add_text(number.group(), start, number.end(), "plain")
        return number.end()
    word = _WORD.match(text, start)
    end = word.end() if word else start
    match text[start:end]:
        case "true" | "false" as truth:
            builder.add_text(truth, start, end, "plain")
        case "null":
            builder.add_none(start, end)
        case other:
            builder.stop(_no_value(builder, start, end, other))
    return end


def _string(builder: Builder, start: int, *, key: bool) -> int:
    """Take a text in double quotes; the index behind it."""
    found = _STRING.match(builder.source.text, start)
    if found is None:
        builder.stop(_no_string(builder, start, key=key))
    value = found.group(1)
    if "\\" in value and len(value) <= limits.TEXT_LENGTH * _LONGEST_ESCAPE:
        value = _ESCAPE.sub(lambda escape: _unescape(escape, builder, start + 1), value)
    builder.add_text(value, start, found.end(), "double")
    return found.end()


def _unescape(escape: re.Match[str], builder: Builder, offset: int) -> str:
    short, high, low, single = escape.groups()
    if short:
        return _SHORT[short]
    if high:
        return (int(high, 16) << 16 | int(low, 16)).to_bytes(4, "big").decode("utf-16-be")
    if single and not 0xD800 <= int(single, 16) <= 0xDFFF:
        return chr(int(single, 16))
    place = builder.place(offset + escape.start(), offset + escape.end())
    message, hint = ("is half of a character", _PAIR) if single else ("is not an escape of JSON", _BACKSLASH)
    return builder.stop(Problem("bad-escape", f"`{escape.group()}` {message}", place, hint=hint))


_PAIR = "write both halves of the surrogate pair, or the character itself"
_BACKSLASH = "write `\\\\` for a backslash"
_NO_COMMENT = "delete it, or write the file in YAML"
_NUMBERS = "write a number such as `50` or `0.5`, or put it in double quotes"
_DOUBLE = "JSON wants text in double quotes"


def _no_string(builder: Builder, start: int, *, key: bool) -> Problem:
    """What is wrong where a text should be."""
    text = builder.source.text
    char = text[start : start + 1]
    if not char:
        return _unclosed(builder)
    if char == '"':
        place, hint = (
            builder.place(start, line_end(text, start)),
            'close it with `"`; write `\\n` for a line break inside',
        )
        return Problem("unclosed-quote", "the quote that opens here is not closed on its line", place, hint=hint)
    if key and char == "}":
        return _expected(builder, start, "missing-value", "there is nothing after the last comma", "delete the comma")
    if char in ("/", "#"):
        return Problem("json-syntax", "JSON has no comments", builder.place(start, start + 1), hint=_NO_COMMENT)
    return _expected(builder, start, "json-syntax", "expected a key in double quotes", _DOUBLE)


def _no_value(builder: Builder, start: int, end: int, word: str) -> Problem:
    """What is wrong where a value should be."""
    place = builder.place(start, max(end, start + 1))
    match word:
        case "":
            return _unclosed(builder)
        case "," | "]" | "}" | ":":
            message, hint = f"there is no value before `{word}`", "write a value, or delete the comma before it"
            return Problem("missing-value", message, place, hint=hint)
        case "NaN" | "Infinity" | "-Infinity":
            return Problem(
                "not-a-number", f"`{word}` is not a number of JSON", place, hint="write `null` for an unknown"
            )
        case "/" | "#":
            return Problem("json-syntax", "JSON has no comments", place, hint=_NO_COMMENT)
        case _ if word[0] in "+-.0123456789":
            return Problem("not-a-number", f"`{word[:60]}` is not a number of JSON", place, hint=_NUMBERS)
        case _:
            return Problem("json-syntax", f"`{word[:60]}` is not a value of JSON", place, hint=_DOUBLE)


def _unexpected_next(builder: Builder, start: int, closing: str) -> Problem:
    if start >= len(builder.source.text):
        return _unclosed(builder)
    if builder.source.text[start] in "]}":
        return _expected(builder, start, "unclosed-bracket", f"expected `{closing}` here")
    return _expected(builder, start, "missing-comma", f"expected `,` or `{closing}` here")


def _unclosed(builder: Builder) -> Problem:
    """The text ends too early."""
    opened = builder.opened()
    if opened is None:
        return refusals.empty_file(builder.source)
    bracket = builder.source.text[opened]
    closing = "]" if bracket == "[" else "}"
    place = builder.place(opened, opened + 1)
    return Problem(
        "unclosed-bracket", f"the bracket `{bracket}` is not closed", place, hint=f"close it with `{closing}`"
    )


def _extra(builder: Builder, start: int) -> Problem:
    return _expected(builder, start, "text-after-value", "something follows the end of the JSON value", "delete it")


def _expected(builder: Builder, start: int, code: str, message: str, hint: str | None = None) -> Problem:
    word = _WORD.match(builder.source.text, start)
    opened = builder.opened()
    related = (
        ((f"`{builder.source.text[opened]}` is opened here", builder.place(opened, opened + 1)),)
        if opened is not None
        else ()
    )
    return Problem(code, message, builder.place(start, word.end() if word else start + 1), hint, related=related)


def _end(found: re.Match[str] | None) -> int:
    """The end of a match that always succeeds."""
    assert found is not None
    return found.end()
