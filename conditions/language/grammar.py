"""Reading clauses from text: the grammar, built from the surface kinds, and errors with exact columns.

Lark holds the grammar and parses (LALR). Clauses of the same shape, that is
with the same sequence of token types, share one parse: its tree is kept with
the numbers of the tokens in it, and filled in for each text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, NoReturn

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer, LexerState

from conditions.dates import parse_day, parse_period
from conditions.errors import LanguageError, Problem
from conditions.language.atoms import Is
from conditions.language.base import Kind, Syntax
from conditions.language.clauses import KINDS
from conditions.language.connectives import Not
from conditions.language.gates import OnlyIf
from conditions.language.quantities import Quantity
from conditions.language.types import (
    PERIOD_PATTERN,
    REFERENCE_PATTERN,
    MistakeError,
    Moment,
    Name,
    Span,
    parse_number,
)

LONGEST_TEXT: Final = 10_000
"""Most characters of one clause."""
DEEPEST_NESTING: Final = 50
"""Most clauses inside one another."""

_HEAD: Final = """
start: sentence
?sentence: disjunction
?disjunction: conjunction
?conjunction: unit
?unit: _LPAR sentence _RPAR
moment: (NAME | DATE) [SIGN PERIOD]
quantity: NAME | NUMBER | NUMBER NAME | PERIOD
    | NUMBER _OF NAME -> share
    | NUMBER _PERCENT_OF NAME -> percentage
clauses: _OF _LPAR sentence (_COMMA sentence)* _RPAR
"""

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
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
        "not exactly": "!=",
        "at least": ">=",
        "more than": ">",
    },
    "quantifier": {"all of": "all", "any of": "any", "none of": "none", "majority of": "majority"},
}
"""Rules that stand for one of several words, with the value of each."""


def _no_while(act: Moment, clause: Kind) -> Kind:
    return OnlyIf.made({"act": act, "requires": Not.made({"condition": clause})})


def _is_not(what: Name, value: Name) -> Kind:
    return Not.made({"condition": Is.made({"what": what, "value": value})})


_SUGAR: Final[tuple[tuple[str, str, Callable[..., Kind]], ...]] = (
    ("unit", 'NAME "is not" NAME', _is_not),
    ("sentence", '"no" moment "while" disjunction', _no_while),
)
"""Ways of writing that read as a combination of kinds."""

_WAYS: Final[tuple[tuple[type[Kind], Syntax], ...]] = tuple((kind, way) for kind in KINDS for way in kind.syntax)
_PATTERNS: Final = [(way.rule, way.pattern) for _, way in _WAYS] + [(rule, pattern) for rule, pattern, _ in _SUGAR]
_VALUES: Final = {f"word_{rule}_{i}": value for rule in _WORDS for i, value in enumerate(_WORDS[rule].values())}

_MARKS: Final = {"(": "_LPAR", ")": "_RPAR", ",": "_COMMA"}
_QUOTED: Final = re.compile(r'"([^"]+)"')
_PHRASES: Final = sorted(
    {words for _, pattern in _PATTERNS for words in _QUOTED.findall(pattern) if words not in _MARKS}
    | {words for rule in _WORDS.values() for words in rule}
    | {"of", "percent of"},
    key=lambda words: (-words.count(" "), words),
)


def _terminal(words: str) -> str:
    """The terminal of a word, a phrase or a mark; the underscore keeps it out of parse trees."""
    return _MARKS.get(words) or "_" + words.upper().replace(" ", "_")


KEYWORDS: Final = {words: _terminal(words) for words in _PHRASES}
"""Every word and phrase of the language, with its terminal."""

_SEVERAL: Final = "|".join(words.replace(" ", r"\s+") for words in _PHRASES if " " in words)
_TOKEN: Final = re.compile(
    rf"(?P<SPACE>\s+)|(?P<PERIOD>{PERIOD_PATTERN}(?!\w))|(?P<DATE>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![\w-]))"
    rf"|(?P<SIGN>[+-](?=\s*{PERIOD_PATTERN}))|(?P<NUMBER>-?[0-9][0-9_]*(?:\.[0-9]+|/[0-9]+)?(?![\w.]))"
    rf"|(?P<PHRASE>(?:{_SEVERAL})(?![\w.\[]))|(?P<NAME>{REFERENCE_PATTERN})"
    r"|(?P<COMPARISON><=|>=|!=|<|>|=)|(?P<MARK>[(),])"
)
_VALUED: Final = ("NAME", "PERIOD", "DATE", "SIGN", "NUMBER", "COMPARISON")
_SHOWN: Final = {"NAME": "a name", "PERIOD": "a period", "DATE": "a day", "NUMBER": "a number", "$END": "the end"}


class _Word(NamedTuple):
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
    for rule, words in _WORDS.items():
        ways = [f"{_terminal(word)} -> word_{rule}_{i}" for i, word in enumerate(words)]
        lines.append(f"{rule}: " + " | ".join([*ways, "COMPARISON"] if rule == "comparison" else ways))
    terminals = sorted({*KEYWORDS.values(), *_MARKS.values(), *_VALUED})
    return "\n".join([*lines, f"%declare {' '.join(terminals)}"]) + "\n"


def parse(text: str) -> Kind:
    """Read one clause.

    Raises:
        MistakeError: The text is not a clause; the mistake has its span in the text.
    """
    words = _words(text)
    tree = _shape(text, words)
    return _Builder(words).clause(tree)


def _words(text: str) -> list[_Word]:
    """The tokens of a text, without the white space."""
    if len(text) > LONGEST_TEXT:
        _refuse("too-long", f"a condition of {len(text)} characters is longer than {LONGEST_TEXT}", None)
    words, place, end = [], 0, len(text)
    match = _TOKEN.match
    while place < end:
        found = match(text, place)
        if found is None:
            _refuse_character(text, place)
        kind, word, place = str(found.lastgroup), found[0], found.end()
        if kind == "SPACE":
            continue
        if kind == "NAME":
            kind = KEYWORDS.get(word, "NAME")
        elif kind == "PHRASE":
            kind = _terminal(" ".join(word.split()))
        elif kind == "MARK":
            kind = _MARKS[word]
        words.append(_Word(kind, word, found.span()))
    return words


def _refuse_character(text: str, place: int) -> NoReturn:
    char = text[place]
    span = (place, place + 1)
    if char.isdigit() and not char.isascii():
        _refuse("strange-digit", f"`{char}` is not one of the digits 0 to 9", span, "write numbers with 0 to 9")
    found = re.compile(r"[0-9][\w./-]*").match(text, place)
    if found:
        word = found[0]
        hint = "a day is written `2022-04-26`, a period `30 days`, a number `85000`, `0.5` or `2/3`"
        _refuse("bad-number", f"`{word}` is neither a day, a period nor a number", found.span(), hint)
    hint = "a comment cannot stand inside a text" if char == "#" else None
    _refuse("strange-character", f"`{char}` has no meaning in a condition", span, hint)


class _Numbered(Lexer):
    """A lexer that was given its tokens already."""

    __future_interface__ = 2

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[Token]:
        types: Any = lexer_state.text  # the tuple of token types given to `parse`
        for number, kind in enumerate(types):
            yield Token(kind, str(number), number)


@cache
def _lark() -> Lark:
    return Lark(grammar_text(), parser="lalr", lexer=_Numbered, maybe_placeholders=False)


def _shape(text: str, words: list[_Word]) -> Tree[Any]:
    """The parse tree of a sequence of tokens, with token numbers as leaves."""
    try:
        return _parsed(tuple(word.type for word in words))
    except UnexpectedToken as error:
        raise _unexpected(text, words, error) from None


@lru_cache(maxsize=4096)
def _parsed(types: tuple[str, ...]) -> Tree[Any]:
    return _lark().parse(types)  # type: ignore[arg-type] - our lexer takes the token types in place of a text


def _unexpected(text: str, words: list[_Word], error: UnexpectedToken) -> MistakeError:
    expected = sorted(error.accepts or error.expected)
    phrases = {terminal: phrase for phrase, terminal in (*KEYWORDS.items(), *_MARKS.items())}
    shown = [_SHOWN.get(name) or f"`{phrases.get(name, name)}`" for name in expected if name not in {"SIGN"}]
    hint = "here can stand " + ", ".join(shown[:8]) + (", …" if len(shown) > 8 else "") if shown else None
    if error.token.type == "$END":
        message = f"the condition ends too early, after `{words[-1].text}`" if words else "the condition is empty"
        return MistakeError((Problem("unfinished-condition", message, hint=hint), (max(0, len(text) - 1), len(text))))
    place = int(error.token.value)
    said, near = _meant(words[place:], [phrase for name in expected if (phrase := phrases.get(name))])
    if place and words[place - 1].text == "percent":
        near = "write `50 percent of votes_cast`"
    if words[place].type == "NUMBER" and "PERIOD" in expected:
        near = "write a period, as in `30 days` or `1 year 6 months`"
    span = (words[place].span[0], words[place + max(0, said - 1)].span[1])
    problem = Problem("unexpected-word", f"`{text[slice(*span)]}` cannot stand here", hint=near or hint)
    return MistakeError((problem, span))


def _meant(words: list[_Word], phrases: list[str]) -> tuple[int, str | None]:
    """How many words were probably meant for one of the phrases, and a hint that says so."""
    best, size, meant = 0.75, 1, None
    for phrase in phrases:
        count = phrase.count(" ") + 1
        said = " ".join(word.text for word in words[:count])
        if said.lower() == phrase:
            return count, f"the words of the language are lower-case: `{phrase}`"
        likeness = SequenceMatcher(None, said, phrase).ratio()
        if likeness > best:
            best, size, meant = likeness, count, f"did you mean `{phrase}`?"
    first = f"{words[0].text} "
    longer = [f"`{phrase.removeprefix(first)}`" for phrase in phrases if phrase.startswith(first)]
    if meant is None and longer:
        meant = f"after `{words[0].text}` can stand {', '.join(longer[:8])}{', …' if len(longer) > 8 else ''}"
    return min(size, len(words)), meant


class _Builder:
    """Turns the tree of a shape into clauses, with the tokens of one text."""

    def __init__(self, words: list[_Word]) -> None:
        self.words = words

    def clause(self, tree: Tree[Any], depth: int = 0) -> Kind:
        """The clause of a `start` or `way_…` tree."""
        if tree.data == "start":
            return self.clause(tree.children[0], depth)
        if depth > DEEPEST_NESTING:
            _refuse("too-deep", f"clauses are nested more than {DEEPEST_NESTING} deep", self._span(tree))
        parts = [self._part(child, depth + 1) for child in tree.children]
        number = int(tree.data.removeprefix("way_"))
        try:
            if number >= len(_WAYS):
                return _SUGAR[number - len(_WAYS)][2](*parts)
            kind, way = _WAYS[number]
            return kind.made(_fields(way, parts))
        except MistakeError as error:
            raise _placed(error, self._span(tree)) from None

    def _part(self, child: Any, depth: int) -> Any:
        if isinstance(child, Token):
            return self._word(self.words[int(child)])
        data = child.data
        if data.startswith("way_"):
            return self.clause(child, depth)
        if data in _VALUES:
            return _VALUES[data]
        words = [self.words[int(leaf)] for leaf in child.children if isinstance(leaf, Token)]
        match data:
            case "moment":
                return self._moment(words)
            case "quantity":
                return _quantity(words)
            case "share" | "percentage":
                base = Name(words[1].text, words[1].span)
                return Quantity(_spanned(parse_number, words[0]), of=base, percent=data == "percentage")
            case "clauses":
                return tuple(self.clause(part, depth) for part in child.children)
            case _:
                return words[0].text

    def _word(self, word: _Word) -> object:
        match word.type:
            case "NAME":
                return Name(word.text, word.span)
            case "PERIOD":
                return _spanned(parse_period, word)
            case "NUMBER":
                if not re.fullmatch("[0-9]{1,9}", word.text):
                    hint = "write how many with digits alone, such as `2`"
                    _refuse("not-a-whole-number", f"`{word.text}` is not a whole number", word.span, hint)
                return int(word.text)
            case _:
                return word.text

    def _moment(self, words: list[_Word]) -> Moment:
        sign, period = (words[1].text, words[2].text) if len(words) > 1 else (None, None)
        span = (words[0].span[0], words[-1].span[1])
        try:
            return Moment.of(words[0].text, words[0].span, sign, period)
        except LanguageError as error:
            raise MistakeError(*((problem, span) for problem in error.problems)) from None

    def _span(self, tree: Tree[Any]) -> Span:
        """From the first to the last token below a tree."""
        numbers = [int(leaf) for leaf in tree.scan_values(lambda value: isinstance(value, Token))]
        return (self.words[min(numbers)].span[0], self.words[max(numbers)].span[1])


def _fields(way: Syntax, parts: list[Any]) -> dict[str, Any]:
    """The fields that the parts of a pattern fill."""
    fields = dict(way.fixed)
    for number, name in enumerate(way.fields):
        if name.startswith("*"):
            fields[name[1:]] = tuple(parts[number:])
            break
        for single in name.split("="):
            fields[single] = parts[number]
    return fields


def _quantity(words: list[_Word]) -> Quantity:
    first, *rest = words
    if first.type == "NAME":
        return Quantity(of=Name(first.text, first.span))
    if first.type == "PERIOD":
        number, unit, *more = first.text.split()
        if more:
            _refuse("bad-number", f"`{first.text}` is not one number with one unit", first.span)
        return Quantity(parse_number(number), unit)
    number = _spanned(parse_number, first)
    if not rest:
        return Quantity(number)
    name = Name(rest[0].text, rest[0].span)
    if name in {"percent", "per_cent"}:
        hint = "write `50 percent of votes_cast`"
        _refuse("percent-of-what", f"`{first.text} {name}` names no base", (first.span[0], rest[0].span[1]), hint)
    return Quantity(number, unit=str(name))


def _spanned(read: Callable[[str], Any], word: _Word) -> Any:
    """The value of a word, with mistakes placed at it."""
    try:
        return read(word.text)
    except LanguageError as error:
        raise MistakeError(*((problem, word.span) for problem in error.problems)) from None


def _placed(error: MistakeError, span: Span) -> MistakeError:
    """The mistakes, those without a place at this one."""
    return MistakeError(*((problem, place or span) for problem, place in error.mistakes))


def _refuse(code: str, message: str, span: Span | None, hint: str | None = None) -> NoReturn:
    raise MistakeError((Problem(code, message, hint=hint), span))


__all__ = ["DEEPEST_NESTING", "KEYWORDS", "LONGEST_TEXT", "grammar_text", "parse", "parse_day"]
