"""The words of the language, the grammar over them, and the tokens of a text.

The grammar is built from the ways of writing that the surface kinds declare.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, NoReturn

from conditions.errors import Problem
from conditions.language.atoms import Is
from conditions.language.base import Kind, Syntax
from conditions.language.clauses import KINDS
from conditions.language.connectives import Not
from conditions.language.gates import OnlyIf
from conditions.language.states import InForce
from conditions.language.types import (
    KEPT,
    NAME_PATTERN,
    PERIOD_AHEAD,
    PERIOD_PATTERN,
    REFERENCE_PATTERN,
    MistakeError,
    Moment,
    Name,
    Span,
)

LONGEST_TEXT: Final = 10_000
"""Most characters of one clause."""

_HEAD: Final = """
start: sentence
?sentence: disjunction
?disjunction: conjunction
?conjunction: unit
?unit: _LPAR sentence _RPAR
moment: (NAME | DATE | derived) [SIGN PERIOD]
derived: (which | ORDINAL _OF) (NAME NAME | moments)
moments: _LPAR moment (_COMMA moment)* _RPAR
definition: (moment | away) [_BUT_ONLY_IF disjunction [[_COMMA] _ELSE moment]]
?away: PERIOD _BEFORE moment -> moment_before
    | PERIOD _AFTER moment -> moment_after
quantity: NUMBER | NUMBER NAME | [SIGN] PERIOD
    | NAME [plus] -> total
    | NUMBER _OF base -> share
    | NUMBER _PERCENT_OF base -> percentage
plus: (_PLUS NAME)+
base: NAME | _LPAR NAME plus _RPAR
clauses: _OF _LPAR sentence (_COMMA sentence)* _RPAR
listed: _LPAR [sentence (_COMMA sentence)*] _RPAR -> clauses
whom: NAME [including] [excluding]
including: _INCLUDING NAME (_COMMA NAME)* [_AND NAME]
excluding: _EXCLUDING NAME (_COMMA NAME)* [_AND NAME]
"""

RULES_OF_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "order": {
        "before": "before",
        "on or before": "on_or_before",
        "by": "on_or_before",
        "no later than": "on_or_before",
        "after": "after",
        "on or after": "on_or_after",
        "no earlier than": "on_or_after",
    },
    "side": {"of": "of", "after": "after", "before": "before"},
    "comparison": {
        "less than": "<",
        "at most": "<=",
        "exactly": "=",
        "not|exactly": "!=",
        "at least": ">=",
        "more than": ">",
    },
    "which": {
        "earliest of": "earliest",
        "earlier of": "earliest",
        "latest of": "latest",
        "later of": "latest",
    },
    "quantifier": {"all of": "all", "any of": "any", "none of": "none", "majority of": "majority"},
}
"""Rules that stand for one of several words, with the value of each; `|` divides words that are no phrase."""


def _no_while(act: Moment, clause: Kind) -> Kind:
    other = clause.opposite() if isinstance(clause, InForce) else Not.made({"condition": clause})
    return OnlyIf.made({"act": act, "requires": other})


def _is_not(what: Name, value: Name) -> Kind:
    return Not.made({"condition": Is.made({"what": what, "value": value})})


SUGAR: Final[tuple[tuple[str, str, Callable[..., Kind]], ...]] = (
    ("unit", 'NAME "is" "not" NAME', _is_not),
    ("sentence", '"no" moment "while" disjunction', _no_while),
)
"""Ways of writing that read as a combination of kinds."""

WAYS: Final[tuple[tuple[type[Kind], Syntax], ...]] = tuple((kind, way) for kind in KINDS for way in kind.syntax)
"""Every way of writing every kind; in the grammar, `way_N` is the N-th, and those of `SUGAR` come after."""
_PATTERNS: Final = [(way.rule, way.pattern) for _, way in WAYS] + [(rule, pattern) for rule, pattern, _ in SUGAR]
WHICH: Final = tuple(RULES_OF_WORDS["which"])
"""The words before several moments of which one counts."""
VALUES: Final = {
    f"word_{rule}_{i}": value for rule in RULES_OF_WORDS for i, value in enumerate(RULES_OF_WORDS[rule].values())
}

MARKS: Final = {"(": "_LPAR", ")": "_RPAR", ",": "_COMMA", "+": "_PLUS"}
_QUOTED: Final = re.compile(r'"([^"]+)"')
_PHRASES: Final = sorted(
    {words for _, pattern in _PATTERNS for words in _QUOTED.findall(pattern) if words not in MARKS}
    | {words for rule in RULES_OF_WORDS.values() for several in rule for words in several.split("|")}
    | {"of", "percent of", "including", "excluding", "but only if", "else"},
    key=lambda words: (-words.count(" "), words),
)


def _terminal(words: str) -> str:
    """The terminal of a word, a phrase or a mark; the underscore keeps it out of parse trees."""
    return MARKS.get(words) or "_" + words.upper().replace(" ", "_")


KEYWORDS: Final = {words: _terminal(words) for words in _PHRASES}
"""Every word and phrase of the language, with its terminal."""
RESERVED: Final = KEPT | {word for phrase in KEYWORDS for word in phrase.split()}
"""Words of the language, which no event, fact, ladder, rung or group may be called."""

_SEVERAL: Final = "|".join(
    # `a or earlier of (b, c)` is not `a or earlier`.
    words.replace(" ", r"\s+") + (r"(?!\s+of\b)" if words in {"or earlier", "or later"} else "")
    for words in _PHRASES
    if " " in words
)
_TOKEN: Final = re.compile(
    rf"(?P<SPACE>\s+)|(?P<PERIOD>{PERIOD_PATTERN}(?!\w))|(?P<DATE>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![\w-]))"
    rf"|(?P<SIGN>[+-](?=\s*{PERIOD_AHEAD}))|(?P<ORDINAL>[0-9]{{1,4}}(?:st|nd|rd|th)(?![\w.]))"
    r"|(?P<NUMBER>-?[0-9][0-9_]*(?:\.[0-9]+|/[0-9]+)?(?![\w.]))"
    rf"|(?P<PHRASE>(?:{_SEVERAL})(?![\w.\[]))|(?P<NAME>{REFERENCE_PATTERN})"
    rf"|(?P<COMPARISON><=|>=|!=|<|>|=)|(?P<MARK>[(),]|\+(?=\s*{NAME_PATTERN}))"
)
_VALUED: Final = ("NAME", "PERIOD", "DATE", "SIGN", "ORDINAL", "NUMBER", "COMPARISON")


class Word(NamedTuple):
    """One token of a text."""

    type: str
    text: str
    span: Span


def grammar_text() -> str:
    """The whole grammar in Lark's notation, with every way of writing every kind as an alternative."""
    rules: dict[str, list[str]] = {}
    for number, (rule, pattern) in enumerate(_PATTERNS):
        marked = _QUOTED.sub(lambda found: _terminal(found[1]), pattern)
        rules.setdefault(rule, []).append(f"    | {marked} -> way_{number}")
    lines: list[str] = []
    for line in _HEAD.strip().splitlines():
        lines += [line, *rules.pop(line.lstrip("?").partition(":")[0], [])]
    for rule, words in RULES_OF_WORDS.items():
        terminals = [" ".join(map(_terminal, several.split("|"))) for several in words]
        ways = [f"{terminal} -> word_{rule}_{i}" for i, terminal in enumerate(terminals)]
        lines.append(f"{rule}: " + " | ".join([*ways, "COMPARISON"] if rule == "comparison" else ways))
    declared = sorted({*KEYWORDS.values(), *MARKS.values(), *_VALUED})
    return "\n".join([*lines, f"%declare {' '.join(declared)}"]) + "\n"


def words_of(text: str) -> list[Word]:
    """The tokens of a text, without the white space."""
    if len(text) > LONGEST_TEXT:
        refuse("too-long", f"a condition of {len(text)} characters is longer than {LONGEST_TEXT}", None)
    words, place, end = list[Word](), 0, len(text)
    match, in_list = _TOKEN.match, False
    while place < end:
        found = match(text, place)
        if found is None:
            _refuse_character(text, place)
        kind, word, place = str(found.lastgroup), found[0], found.end()
        if kind == "SPACE":
            continue
        if kind == "NAME":
            # The value `no` of a fact is a name, though the word also begins a sentence.
            is_value = word == "no" and (in_list or _follow_is(words))
            kind = "NAME" if is_value else KEYWORDS.get(word, "NAME")
        elif kind == "PHRASE":
            kind = _terminal(" ".join(word.split()))
        elif kind == "MARK":
            kind = MARKS[word]
        in_list = kind == "_IS_ONE_OF" or (in_list and kind != "_RPAR")
        words.append(Word(kind, word, found.span()))
    return words


def _follow_is(words: list[Word]) -> bool:
    """Whether the next word follows `is` or `is not`."""
    types = [word.type for word in words[-2:]]
    return types[-1:] == ["_IS"] or types == ["_IS", "_NOT"]


MEANT: Final = {
    "#": "a comment cannot stand inside a text",
    "&": "write `and`",
    "|": "write `or`",
    "!": "write `not`",
    "%": "write `50 percent of votes_cast`",
    "+": "after `+` stands a period in whole units, as in `referendum + 30 days`",
    "-": "after `-` stands a period in whole units, as in `expiry - 6 months`; in names write `_`",
    "“": "names stand without quotation marks",
    '"': "names stand without quotation marks",
    "'": "names stand without quotation marks",
    "`": "names stand without quotation marks",
    ":": "write the condition in words, as in `A only after B`",
    "[": "the member of a group stands directly after the name, as in `ratify[US]`",
}
"""Hints for characters that mean nothing in a condition."""


_HALF_AND_ONE: Final = (
    r"(?s).*(?:at least|>=)\s+(?P<base>(?:50\s+percent|1/2|0\.5)\s+of\s+(?:\w+|\([^()]*\)))"
    r"\s*(?P<plus>\+)\s*1(?![\w./])"
)
"""A majority as half and one."""


def _refuse_character(text: str, place: int) -> NoReturn:
    char = text[place]
    span = (place, place + 1)
    if char.isdigit() and not char.isascii():
        refuse("strange-digit", f"`{char}` is not one of the digits 0 to 9", span, "write numbers with 0 to 9")
    strange = re.compile(r"[+-]\s*([^\W\D0-9])").match(text, place)
    if strange is not None:
        _refuse_character(text, strange.start(1))
    from conditions.language.written_days import miswritten_day  # only where there is a mistake

    day = miswritten_day(text, place)
    if day is not None:
        raise MistakeError(day)
    found = re.compile(r"[0-9][\w./-]*").match(text, place)
    if found:
        word = found[0]
        forms = "a day is written `2022-04-26`, a period `30 days`, a number `85000`, `0.5` or `2/3`"
        refuse("bad-number", f"`{word}` is neither a day, a period nor a number", found.span(), forms)
    half = re.match(_HALF_AND_ONE, text)
    if half is not None and half.start("plus") == place:
        refuse("strange-character", "`+` has no meaning in a condition", span, f"write `more than {half['base']}`")
    refuse("strange-character", f"`{char}` has no meaning in a condition", span, MEANT.get(char))


def refuse(code: str, message: str, span: Span | None, hint: str | None = None) -> NoReturn:
    """Raise one mistake."""
    raise MistakeError((Problem(code, message, hint=hint), span))
