"""Checks that every quote of a dossier stands in the text it was taken from, and that it is short.

    python tests/tools/check_quotes.py scenarios/istanbul-2022 article.txt [more.txt ...]

Quotes are all values called `quote` in the dossier file. Typographic and straight
quotation marks, kinds of dashes, brackets and white space count as equal; letters
and their case do not. Exit status: 0 all found, 1 some not, 2 a file cannot be read.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from conditions.errors import ConditionsError
from conditions.files.dossier import dossier_file
from conditions.files.nodes import Mapping, Node, Text, locate
from conditions.files.yaml_nodes import read_file
from conditions.location import Location

MOST_WORDS: Final = 14
"""Most words of a quote: a fragment, under 15."""

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("［〔【", "["),
        **dict.fromkeys("］〕】", "]"),
        "…": "...",
        "\u00ad": None,
        "\u200b": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Finding:
    """One quote, where it stands, and what is wrong with it, if anything."""

    quote: str
    location: Location | None
    faults: tuple[str, ...]

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        return f"{where}{', '.join(self.faults) or 'found'}: {self.quote}"


def normalised(text: str) -> str:
    """The text with equal characters for equal marks, and single spaces."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text).translate(_ALIKE)).strip()


def words_in(quote: str) -> int:
    """The number of words; a mark by itself, such as a dash, is none."""
    return sum(any(char.isalnum() for char in word) for word in normalised(quote).split())


def quotes_in(node: Node) -> Iterator[Text]:
    """Every value called `quote`, in the order of the file."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == "quote" and isinstance(value, Text):
                yield value
            else:
                yield from quotes_in(value)
    elif isinstance(node, list):
        for item in node:
            yield from quotes_in(item)


def stands_in(quote: str, article: str) -> bool:
    """Whether the quote is in the normalised article, as whole words."""
    return re.search(rf"(?<!\w){re.escape(normalised(quote))}(?!\w)", article) is not None


def check_quotes(dossier: Path, articles: Sequence[str]) -> list[Finding]:
    """Every quote of a dossier, with its faults.

    Args:
        dossier: The dossier's folder or file.
        articles: Texts that quotes may come from; each quote must be in one of them.

    Raises:
        FileError: The dossier cannot be read.
    """
    texts = [normalised(article) for article in articles]
    return [_finding(quote, texts) for quote in quotes_in(read_file(dossier_file(dossier)))]


def _finding(quote: Text, texts: Sequence[str]) -> Finding:
    faults = []
    if not any(stands_in(quote, text) for text in texts):
        faults.append("NOT FOUND")
    if words_in(quote) > MOST_WORDS:
        faults.append(f"TOO LONG ({words_in(quote)} words, at most {MOST_WORDS})")
    if not words_in(quote):
        faults.append("NO WORDS")
    return Finding(str(quote), locate(quote), tuple(faults))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each quote with its place; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("dossier", type=Path, help="folder or file of the dossier")
    parser.add_argument("article", type=Path, nargs="+", help="plain text of a source, in UTF-8")
    given = parser.parse_args(arguments)
    try:
        articles = [article.read_text(encoding="utf-8") for article in given.article]
        findings = check_quotes(given.dossier, articles)
    except (ConditionsError, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    for finding in findings:
        print(finding)
    wrong = sum(bool(finding.faults) for finding in findings)
    print(f"{len(findings)} quotes, {wrong} with a fault" if findings else "no quotes", file=sys.stderr)
    return 1 if wrong or not findings else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a text stream, unless someone replaced it
    raise SystemExit(main())
