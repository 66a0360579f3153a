"""Writes `docs/language.md` from the surface kinds themselves.

Run: python -m tests.tools.language_reference
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from conditions.language.base import Kind, Words
from conditions.language.clauses import KINDS
from conditions.language.grammar import parse
from conditions.language.phrases import KEYWORDS, RESERVED, SUGAR
from conditions.vocabulary import Vocabulary

TARGET = Path(__file__).resolve().parents[2] / "docs" / "language.md"

_EXAMPLES = Words(
    Vocabulary(
        events={
            "ua_signs": "Ukraine signs",
            "ru_signs": "Russia signs",
            "referendum": "the referendum is held",
            "withdrawal": "the troops have left",
            "signature": "the treaty is signed",
            "ratification": "the treaty is ratified",
            "annexation": "the territory is annexed",
            "us_lifts": "the United States lift their sanctions",
            "iaea_reports": "the IAEA reports",
            "notice": "notice is given",
            "expiry": "the treaty expires",
        },
        labels={
            "crimea": "Crimea",
            "donbas": "Donbas",
            "guarantors": "the guarantors",
            "ratify": "the guarantee is ratified",
            "referendum_approved": "the voters approve",
            "votes_for": "votes in favour",
            "votes_cast": "votes cast",
        },
    )
)
"""Wording of the names in the examples."""

_HEAD = """\
# The condition language

A condition is one line of text, or several. Text is the primary form; every clause also has a structured
form, a mapping with its `kind`, which is accepted wherever text is and is what JSON holds.

- Words of the language are lower-case. Names are those of the dossier: events (`ua_signs`), one member's event
  (`ratify[NO]`), rungs of ladders (`crimea.resolved`), facts, groups.
- Days are `2022-04-26`. Periods are calendar periods: `30 days`, `2 weeks`, `6 months`, `1 year 6 months`. A moment
  is an event or a day, possibly shifted: `referendum + 30 days`, `signature - 6 months`.
- `not` binds closest, then `and`, then `or`; then `if … then …` and everything with `only`. Parentheses group.
- *Before* and *only after* are strict by the calendar day: on the same day they fail. *On or before*, *on or
  after*, *by* and *no later than* allow the same day. Deadlines include their last day.
- Numbers are exact: `85000`, `0.5`, `2/3`; with the fact's unit, or as a share of a named base.

This page is generated from the code (`python -m tests.tools.language_reference`).

## Kinds of conditions
"""


_MOMENTS = """\
## Moments

*derived date*

Wherever an event can stand, so can a moment: a day, a named moment of the dossier, or one derived from several.

```text
referendum + 30 days
signature - 6 months
earliest of (ratification, 2022-12-31)
latest of guarantors ratify
2nd of (referendum, ratification, withdrawal) + 1 month
```

- The *earliest of* (or *earlier of*) several comes if any of them does, the *latest of* (*later of*) only if all do,
  and the *2nd of* several once two of them have come.
- In the section `moments` of a dossier a moment has a name, and may have a proviso: `notice + 30 days but only if
  notice_valid and not resolution`. What takes its place where the proviso does not hold may follow: `…, else expiry`.
  The proviso is judged at that moment, by the end of its day, as in `only if`. There a period may also stand before:
  `6 months before expiry`.
- Whether a moment comes and on which day are two questions. The day of expiry can be certain while the expiry is not.
"""


def content() -> str:
    """The page as it should be."""
    sections = [_section(kind) for kind in KINDS]
    ways = "\n".join(f"- `{_pattern(pattern)}`" for _, pattern, _ in SUGAR)
    words = ", ".join(f"`{word}`" for word in sorted(KEYWORDS))
    reserved = ", ".join(f"`{word}`" for word in sorted(RESERVED))
    return "\n".join(
        [
            _HEAD,
            *sections,
            _MOMENTS,
            "## Further ways of writing\n",
            "These read as a combination of the kinds above.\n",
            ways,
            "\n## Words of the language\n",
            f"{words}\n",
            f"No event, fact, ladder, rung or group may be called {reserved}.\n",
        ]
    )


def _section(kind: type[Kind]) -> str:
    meaning, _, fields = inspect.cleandoc(kind.__doc__ or "").partition("\n\nAttributes:\n")
    lines = [f"### {kind.name()}", "", f"*{kind.standard_name}*", "", meaning, "", "```text"]
    lines += [*kind.examples, "```", "", f"In words: {parse(kind.examples[0]).say(_EXAMPLES)}", ""]
    other = [_pattern(way.pattern) for way in kind.syntax[1:]]
    if other:
        lines += ["Also written: " + "; ".join(f"`{pattern}`" for pattern in other), ""]
    if fields:
        listed = [f"- `{name}`: {said}" for name, _, said in (one.partition(": ") for one in _entries(fields))]
        lines += ["Some of the fields of its structured form:", "", *listed, ""]
    return "\n".join(lines)


def _entries(attributes: str) -> list[str]:
    """The attributes of a docstring, each in one line."""
    return [" ".join(one.split()) for one in re.split(r"\n(?= {4}\w+:)", attributes)]


def _pattern(pattern: str) -> str:
    """A way of writing for readers: words as they are, parts in capitals."""
    shown = []
    for number, piece in enumerate(pattern.split('"')):
        shown.append(piece if number % 2 else _parts(piece))
    return " ".join("".join(shown).replace(" ,", ",").split())


def _parts(piece: str) -> str:
    for rule, part in (
        ("moment", "MOMENT"),
        ("clauses", "of (…)"),
        ("listed", "(…)"),
        ("disjunction", "CLAUSE"),
        ("conjunction", "CLAUSE"),
        ("sentence", "CLAUSE"),
        ("unit", "CLAUSE"),
        ("quantifier", "all of"),
        ("quantity", "NUMBER"),
        ("comparison", "at least"),
        ("COMPARISON", ">="),
        ("order", "before"),
        ("side", "of"),
        ("whom", "GROUP"),
        ("plus", "+ NAME"),
    ):
        piece = piece.replace(rule, part)
    return piece


if __name__ == "__main__":
    TARGET.write_text(content(), encoding="utf-8")
    print(TARGET.name)
