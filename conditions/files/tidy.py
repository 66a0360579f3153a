"""Files in their usual form: conditions in canonical wording, white space tidied, everything else left as it is.

Only the spans of conditions and the white space at the ends of lines are
touched, so comments, quotes and order stay. What comes out is read again, and
refused unless it means the same.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from conditions.errors import FileError, Problem
from conditions.files.broken_lines import Lines
from conditions.files.disk import is_json, read_source
from conditions.files.dossier import LoadedDossier, read_dossier
from conditions.files.nodes import Mapping, Node, Sequence, Source, Text
from conditions.files.scenario import LoadedScenario, read_scenario
from conditions.language.grammar import parse

_BOM: Final = b"\xef\xbb\xbf"
_HEADER: Final = re.compile(r"[|>][^\n]*\n")
_SURPLUS: Final = re.compile(
    r"\A(?:[ \t]*\r?\n)+|(?<=\n)(?:[ \t]*\r?\n)+[ \t]*\Z|(?<=\n)(?:[ \t]*\r?\n){2,}|[ \t]+(?=\r?\n|\Z)"
)
_INNER_SPACES: Final = re.compile(r"(?<=\S) {2,}(?=[^\s#])")
_NOT_PLAIN: Final = re.compile(r": |:$| #|[,\[\]{}]")


class _Edit(NamedTuple):
    """A span of a text, and what is to stand there."""

    start: int
    end: int
    text: str


def tidy_dossier(loaded: LoadedDossier) -> str:
    """The text of a dossier's file in its usual form, without a byte order mark.

    Raises:
        FileError: It would not mean the same; the file is to stay as it is.
    """
    source = loaded.root.source
    text = _tidied(source, loaded.root, list(_conditions(loaded.root)))
    if text != source.text and read_dossier(text, source.path, json=is_json(loaded.path)) != loaded.dossier:
        raise _changed(loaded.path)
    return text


def tidy_scenario(loaded: LoadedScenario) -> str:
    """The text of a scenario's file in its usual form, without a byte order mark.

    Raises:
        FileError: It would not mean the same; the file is to stay as it is.
    """
    source = loaded.root.source
    text = _tidied(source, loaded.root, [])
    if text != source.text:
        again = read_scenario(text, loaded.dossier, source.path, json=is_json(loaded.path))
        if again != loaded.scenario:
            raise _changed(loaded.path)
    return text


def replace_file(path: Path, before: str, after: str) -> None:
    """Put a new text in the place of a file's old one, all at once; its permissions stay.

    Args:
        path: The file; a link stays a link.
        before: The text from which the new one was made.
        after: The new text.

    Raises:
        FileError: The file has another text by now.
        OSError: It cannot be written; it is as it was.
    """
    target = path.resolve()
    data = target.read_bytes()
    if read_source(path).text != before:
        raise FileError(Problem("file-changed", f"`{path}` was changed by somebody else", hint="try again"))
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write((_BOM if data.startswith(_BOM) else b"") + after.encode())
        Path(name).chmod(stat.S_IMODE(target.stat().st_mode))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _changed(path: Path) -> FileError:
    message = f"`{path}` was left as it is, because it would not mean the same when tidied"
    return FileError(Problem("cannot-tidy", message, hint="please report this, with the file"))


def _tidied(source: Source, root: Mapping, clauses: list[Text]) -> str:
    unique = {text.start: text for text in clauses}
    edits = [edit for text in unique.values() if (edit := _rewritten(text)) is not None]
    return _applied(source.text, [*edits, *_white_space(source.text, _Shield(source.text, root))])


def _applied(text: str, edits: list[_Edit]) -> str:
    pieces, place = [], 0
    for edit in sorted(edits):
        pieces += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join([*pieces, text[place:]])


# --- conditions -----------------------------------------------------------------


def _conditions(root: Mapping) -> Iterator[Text]:
    """Every text of the file that is a condition."""
    for section in ("conditions", "terms"):
        for position in _entries(root.get(section)):
            yield from _text_of(position, "condition")
            readings = position.get("readings")
            for reading in readings.values() if isinstance(readings, Mapping) else ():
                if isinstance(reading, Text):
                    yield reading
                yield from _text_of(reading, "condition")
    preferences = root.get("preferences")
    for listed in preferences.values() if isinstance(preferences, Mapping) else ():
        for preference in listed if isinstance(listed, Sequence) else ():
            if isinstance(preference, Text):
                yield preference
            yield from _text_of(preference, "prefers")
    for goal in _entries(root.get("goals")):
        for field in ("reach", "given"):
            yield from _text_of(goal, field)
            listed = goal.get(field)
            yield from (one for one in listed if isinstance(one, Text)) if isinstance(listed, Sequence) else ()
    for instrument in _entries(root.get("instruments")):
        yield from _text_of(instrument, "in_force")


def _entries(section: Node) -> Iterator[Mapping]:
    if isinstance(section, Mapping):
        yield from (entry for entry in section.values() if isinstance(entry, Mapping))


def _text_of(node: Node, field: str) -> Iterator[Text]:
    found = node.get(field) if isinstance(node, Mapping) else None
    if isinstance(found, Text):
        yield found


def _rewritten(text: Text) -> _Edit | None:
    """The condition in canonical wording, if it is in another one; how its lines are broken is the author's."""
    wanted = str(parse(text))
    raw = text.source.text[text.start : text.end].rstrip()
    end = text.start + len(raw)
    lines = Lines(raw)
    if text == wanted:
        return None
    if not lines.is_single and " ".join(text.split()) == wanted:
        return _Edit(text.start, end, _INNER_SPACES.sub(" ", raw))
    match text.style:
        case "literal" | "folded":
            header = _HEADER.match(raw)
            if header is None:
                return None
            body = raw[header.end() :]
            new = header[0] + lines.rebroken(body, wanted)
        case "plain" if _NOT_PLAIN.search(wanted) and not _NOT_PLAIN.search(text):
            return None
        case "plain":
            new = lines.rebroken(raw, wanted, _column(text))
        case _ if "\\" in raw:
            new = lines.folded(raw[0] + wanted + raw[0], lines.hanging, _column(text))
        case _:
            new = raw[0] + lines.rebroken(raw[1:-1], wanted, _column(text) + 1) + raw[0]
    return _Edit(text.start, end, new)


def _column(text: Text) -> int:
    return text.start - text.source.text.rfind("\n", 0, text.start) - 1


# --- white space ----------------------------------------------------------------


def _texts(node: Node) -> Iterator[Text]:
    """Every key and value that is text."""
    match node:
        case Text():
            yield node
        case Mapping():
            for key, value in node.items():
                yield node.key_text(key)
                yield from _texts(value)
        case Sequence():
            for item in node:
                yield from _texts(item)
        case None:
            pass


class _Shield:
    """The texts of several lines, inside which white space may have a meaning."""

    def __init__(self, text: str, root: Mapping) -> None:
        spans = {
            self._span(one, text[one.start : one.end]) for one in _texts(root) if "\n" in text[one.start : one.end]
        }
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    @staticmethod
    def _span(one: Text, raw: str) -> tuple[int, int]:
        """From the first character to behind the last; of a block text also the line break, if it keeps all of them."""
        if one.style not in ("literal", "folded"):
            return one.start, one.end
        keeps_all = "+" in raw.partition("\n")[0].partition("#")[0]
        return one.start, (one.end if keeps_all else one.start + len(raw.rstrip())) + 1

    def covers(self, start: int, end: int) -> bool:
        """Whether a span meets one of the texts."""
        place = bisect_right(self.starts, end)
        return place > 0 and start < self.spans[place - 1][1]


def _white_space(text: str, shield: _Shield) -> Iterator[_Edit]:
    """Spaces at the ends of lines, second blank lines, and what is missing or too much at the end of the file."""
    for found in _SURPLUS.finditer(text):
        if not shield.covers(found.start(), found.end()):
            at_edge = found.start() == 0 or found.end() == len(text)
            kept = "" if at_edge or "\n" not in found[0] else "\r\n" if found[0].endswith("\r\n") else "\n"
            yield _Edit(found.start(), found.end(), kept)
    if not text.rstrip(" \t").endswith("\n") and not shield.covers(len(text), len(text)):
        yield _Edit(len(text), len(text), "\r\n" if "\r\n" in text else "\n")
