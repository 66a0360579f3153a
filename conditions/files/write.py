"""Data as YAML that people like to read, and as canonical JSON.

Reading what was written gives back the same data. A text is quoted where a
reader of YAML 1.1 or 1.2 could take it for something else, and `12` or `true`
as a text are quoted too, so that they stay text. A plain day such as
`2022-04-26` stays plain.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

Data: TypeAlias = "Mapping[str, Data] | Sequence[Data] | str | int | bool | None"
"""What can be written: mappings with text keys, lists, texts, whole numbers, truth values, nothing."""

EDITOR_LINE: Final = "# yaml-language-server: $schema="
"""The comment by which an editor finds a file's schema: the path or address of the schema follows it."""
_WIDTH = 100
_LONGEST_KEY = 512
_INDENT = "  "
_PLAIN = re.compile(r"[^\W_](?:[^\n:#]|:(?=[^\s])|(?<=\S)#)*(?<![\s:])")
_MISREAD = re.compile(
    r"(?i:null|true|false|yes|no|on|off|y|n)"
    r"|[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|0[box][0-9a-f_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt \t].*",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[\[\]{},]|:(?=\W)")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def to_yaml(data: Data) -> str:
    r"""The data as YAML, in the order given, ending with a line break.

    Raises:
        TypeError: Something in it is neither a mapping, list, text, whole number, truth value nor `None`.
        ValueError: A text contains half of a surrogate pair, which no file can hold.

    >>> print(to_yaml({"guarantors": ["US", "GB", "NO"], "from": "2022-04-26"}), end="")
    guarantors: [US, GB, "NO"]
    from: 2022-04-26
    """
    return ("\n".join(_block(data, "")) + "\n").removeprefix("\n")


def to_json(data: Data) -> str:
    """The data as JSON, in the order given, letters as they are, ending with a line break.

    Raises:
        TypeError: As `to_yaml`.
        ValueError: As `to_yaml`.
    """
    _check(data)
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    text.encode()
    return text


def with_schema(text: str, schema: str, *, as_json: bool) -> str:
    """A written file that says where its schema is: in a comment, or in JSON in a field.

    Raises:
        ValueError: The path or address of the schema has a line break.
    """
    if "\n" in schema or "\r" in schema:
        raise ValueError("the path of a schema is one line")
    return to_json({"$schema": schema, **json.loads(text)}) if as_json else f"{EDITOR_LINE}{schema}\n{text}"


def _block(data: Data, indent: str) -> Iterator[str]:
    """The lines of a value; the first is what follows `key:` or `-` on its line, and may be empty."""
    match data:
        case str() if _is_long(data, indent) and (lines := _block_text(data, indent)):
            yield from lines
        case str() | int() | None:
            yield _inline(data, in_brackets=False)
        case Mapping() if data:
            yield ""
            for key, value in data.items():
                yield from _entry(indent, _key(key), value)
        case list() | tuple() if data:
            row = _row(data, indent)
            if row is not None:
                yield row
                return
            yield ""
            for item in data:
                yield from _item(indent, item)
        case Mapping():
            yield "{}"
        case list() | tuple():
            yield "[]"
        case _:
            raise _no_data(data)


def _entry(indent: str, key: str, value: Data) -> Iterator[str]:
    """The lines of a key and its value."""
    explicit = len(key) > _LONGEST_KEY
    if explicit:
        yield f"{indent}? {key}"
    first, *rest = _block(value, indent + _INDENT)
    yield f"{indent}{'' if explicit else key}: {first}".rstrip(" ")
    yield from rest


def _item(indent: str, value: Data) -> Iterator[str]:
    """The lines of a list item; a mapping or list inside begins beside the dash."""
    first, *rest = _block(value, indent + _INDENT)
    if not first and rest:
        first, rest = rest[0].removeprefix(indent + _INDENT), rest[1:]
    yield f"{indent}- {first}"
    yield from rest


def _row(items: Sequence[Data], indent: str) -> str | None:
    """A list of scalars in brackets, if it fits on a line."""
    scalars = [item for item in items[:_WIDTH] if item is None or isinstance(item, str | int)]
    if len(scalars) < len(items) or any(isinstance(item, str) and _is_long(item, indent) for item in scalars):
        return None
    row = f"[{', '.join(_inline(item, in_brackets=True) for item in scalars)}]"
    return row if len(indent) + len(row) <= _WIDTH - 20 else None


def _key(key: str) -> str:
    if not isinstance(key, str):
        raise _no_data(key)
    return _inline(key, in_brackets=False)


def _inline(value: str | int | None, *, in_brackets: bool) -> str:
    """A scalar on one line."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case _:
            return _text(value, in_brackets=in_brackets)


def _text(text: str, *, in_brackets: bool) -> str:
    if _is_plain(text) and not (in_brackets and _IN_BRACKETS.search(text)):
        return text
    if ('"' in text or "\\" in text) and "'" not in text and _is_visible(text):
        return f"'{text}'"
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _is_plain(text: str) -> bool:
    """Whether a text can stand without quotes and is a text to every reader."""
    return _PLAIN.fullmatch(text) is not None and _MISREAD.fullmatch(text) is None and _is_visible(text)


def _is_visible(text: str) -> bool:
    """Whether every character can be seen, or is an ordinary space."""
    return text.isprintable() or not any(unicodedata.category(char) in _HIDDEN for char in text)


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char == " " or char.isprintable():
        return char
    char.encode()
    number = ord(char)
    return f"\\x{number:02X}" if number < 0x100 else f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


def _is_long(text: str, indent: str) -> bool:
    return "\n" in text or len(indent) + len(text) > _WIDTH


def _block_text(text: str, indent: str) -> list[str]:
    """A long text as a literal block, if it has lines, or folded; empty if neither can hold it."""
    deeper = indent or _INDENT
    if not _is_visible(text.replace("\n", "")):
        return []
    if "\n" not in text:
        words = text.split(" ")
        return [] if "" in words or len(words) < 2 else [">-", *(deeper + line for line in _folded(words, deeper))]
    body = text.removesuffix("\n")
    if not body.strip() or body.lstrip("\n")[:1].isspace():
        return []
    chomping = "-" if body == text else "+" if body.endswith("\n") else ""
    return [f"|{chomping}", *(deeper + line if line else "" for line in body.split("\n"))]


def _folded(words: list[str], indent: str) -> Iterator[str]:
    """Words in lines of the usual width."""
    line = ""
    for word in words:
        if line and len(indent) + len(line) + len(word) >= _WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _check(data: Data) -> None:
    """Refuse what JSON would write in a way of its own."""
    match data:
        case str() | int() | None:
            pass
        case Mapping():
            for key, value in data.items():
                _key(key)
                _check(value)
        case list() | tuple():
            for item in data:
                _check(item)
        case _:
            raise _no_data(data)


def _no_data(value: object) -> TypeError:
    return TypeError(f"cannot write {type(value).__name__} {value!r}: only mappings, lists, text, int, bool and None")
