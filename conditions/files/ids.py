"""Ids that a reader cannot tell apart or cannot see: look-alike letters, invisible characters, mixed scripts.

Ids may be written in any script. What is refused is only what deceives the
eye: a Cyrillic `с` in a Latin word, two ids that look the same, a character
that is not shown at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from conditions.errors import Problem
from conditions.files.nodes import Text, locate
from conditions.location import Location

_LOOKALIKES = {
    "АаВвЕеЁёЗзІіЇїЈјКкМмНнОоРрСсТтУуҮүХхЅѕԀԁԌԍһԚԛԜԝѴѵ": "AaBbEeËë33IiÏïJjKkMmHhOoPpCcTtYyYyXxSsddGghQqWwVv",
    "ΑαΒβΕΖΗΙιΚκΜΝνΟοΡρΤτΥυΧχϳϲ": "AaBbEZHIiKkMNvOoPpTtYuXxjc",
    "ıȷℓ": "ijl",
}
_SKELETON = str.maketrans(
    {like: plain for odd, even in _LOOKALIKES.items() for like, plain in zip(odd, even, strict=True)}
)
_LETTERS = (
    "[A-Za-z\u00aa-\u02ff\u1d00-\u1dbf\u1e00-\u1eff\u2100-\u218f\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06\uff21-\uff5a]",
    "[\u0400-\u052f\u1c80-\u1c8f\u1d2b\u1d78\u2de0-\u2dff\ua640-\ua69f]",
    "[\u0370-\u03ff\u1d26-\u1dbf\u1f00-\u1fff]",
)
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BLANK_LETTERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
)


def check_ids(keys: Iterable[str]) -> list[Problem]:
    """What deceives the eye in ids that share a namespace.

    Problems are errors, except for ids that differ only in case, which are a
    warning. Ids that are `Text` are placed in their file. Equal ids are one id.

    Args:
        keys: The ids of one namespace, such as all events of a dossier.
    """
    return list(id_problems(keys))


def id_problems(keys: Iterable[str]) -> Iterator[Problem]:
    """The same one at a time, for whoever wants only the first few."""
    looks: dict[str, str] = {}
    folded: dict[str, str] = {}
    for key in dict.fromkeys(keys):
        problem = None if key.isascii() and key.isprintable() else _check_id(key)
        if problem is not None:
            yield problem
            continue
        look = skeleton(key)
        twin, cased = looks.setdefault(look, key), folded.setdefault(look.casefold(), key)
        if twin is not key:
            yield _look_alike(key, twin)
        elif cased is not key:
            yield _differs_in_case(key, cased)


def skeleton(key: str) -> str:
    """The id as it looks: ids with the same skeleton cannot be told apart.

    >>> skeleton("сrimea") == skeleton("crimea")
    True
    """
    if key.isascii():
        return key
    plain = unicodedata.normalize("NFKC", key)
    plain = key if len(plain) > 2 * len(key) else plain
    return unicodedata.normalize("NFC", plain.translate(_SKELETON))


def _check_id(key: str) -> Problem | None:
    """What is wrong with one id by itself."""
    index = -1 if key.isprintable() and _BLANK_LETTERS.isdisjoint(key) else _invisible(key)
    if index >= 0:
        name = unicodedata.name(key[index], "a control character").lower()
        return Problem(
            "invisible-character",
            f"the id `{_short(key)}` contains a character that cannot be seen, U+{ord(key[index]):04X} ({name})",
            _place(key, (index, index + 1)),
            hint="delete the character",
        )
    if not unicodedata.is_normalized("NFC", key):
        return Problem(
            "unnormalized-id",
            f"the id `{_short(key)}` is written with separate accents",
            _place(key),
            hint="write each accented letter as one character (Unicode form NFC)",
        )
    if sum(re.search(letters, key) is not None for letters in _LETTERS) < 2:
        return None
    words = re.finditer(r"[^\W\d_]+", key)
    return next((problem for word in words if (problem := _mixed(key, word))), None)


def _mixed(key: str, word: re.Match[str]) -> Problem | None:
    """A word of an id with letters of more than one of the scripts that look alike."""
    scripts: dict[str, list[int]] = {}
    for index, char in enumerate(word.group(), word.start()):
        script = unicodedata.name(char, "").partition(" ")[0]
        if script in _SCRIPTS:
            scripts.setdefault(script, []).append(index)
    if len(scripts) < 2:
        return None
    rarest = min(scripts.values(), key=len)[0]
    letter = unicodedata.name(key[rarest]).lower()
    return Problem(
        "mixed-scripts",
        f"the id `{_short(key)}` mixes {' and '.join(script.title() for script in scripts)} letters in one word",
        _place(key, (rarest, rarest + 1)),
        hint=f"`{key[rarest]}` is {letter}; write the word in one script",
    )


def _look_alike(key: str, twin: str) -> Problem:
    odd = next((i for i, (ours, theirs) in enumerate(zip(key, twin, strict=False)) if ours != theirs), 0)
    return Problem(
        "look-alike-id",
        f"the id `{_short(key)}` looks like another id but has different letters",
        _place(key),
        hint=f"`{key[odd]}` is {unicodedata.name(key[odd], 'unnamed').lower()}, "
        f"there it is {unicodedata.name(twin[odd], 'unnamed').lower()}"
        if odd < len(twin)
        else None,
        related=_related("the other id stands here", twin),
    )


def _differs_in_case(key: str, twin: str) -> Problem:
    return Problem(
        "case-only-difference",
        f"the ids `{_short(key)}` and `{_short(twin)}` differ only in upper and lower case",
        _place(key),
        hint="give them names that differ when read aloud",
        related=_related("the other id stands here", twin),
        severity="warning",
    )


def _invisible(key: str) -> int:
    """The index of the first character that is not shown, or -1."""
    hidden = (i for i, char in enumerate(key) if unicodedata.category(char) in _INVISIBLE or char in _BLANK_LETTERS)
    return next(hidden, -1)


def _short(text: str) -> str:
    """The id, cut if it is too long for a message."""
    return text if len(text) <= 60 else text[:59] + "…"


def _place(key: str, span: tuple[int, int] | None = None) -> Location | None:
    return locate(key, span) if isinstance(key, Text) else None


def _related(reason: str, key: str) -> tuple[tuple[str, Location], ...]:
    place = _place(key)
    return () if place is None else ((reason, place),)
