"""Reading clauses from text, with exact columns of every mistake.

Clauses of the same shape, that is with the same sequence of token types, share
one parse: its tree is kept with the numbers of the tokens in it, and filled in
for each text. The most usual shapes come with the package (`shapes.json`, held
to the grammar by its digest and a test); others are parsed by Lark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from conditions.dates import Period, parse_day, parse_period
from conditions.errors import LanguageError, Problem, WrongTypeError
from conditions.language.base import Kind, Syntax
from conditions.language.phrases import (
    SUGAR,
    VALUES,
    WAYS,
    Word,
    grammar_text,
    refuse,
    words_of,
)
from conditions.language.quantities import Quantity
from conditions.language.rationals import parse_number
from conditions.language.types import Derived, MistakeError, Moment, Name, Span, kind_of

if TYPE_CHECKING:
    from conditions.language.unexpected import UnexpectedWordError
from conditions.vocabulary import Definition

DEEPEST_NESTING: Final = 50
"""Most clauses inside one another."""
_MOST_SHAPES: Final = 4096

Start: TypeAlias = Literal["start", "definition"]
"""What a whole text is: a clause, or the definition of a moment."""
Shape: TypeAlias = Any
"""A parse tree: a rule's name and its parts in a list; a token is its number."""


class DeepNestingError(Exception):
    """The parser found clauses nested too deep."""


def parse(text: str) -> Kind:
    """Read one clause.

    Raises:
        MistakeError: The text is not a clause; the mistake has its span in the text.
        WrongTypeError: It is no text.
    """
    if not isinstance(text, str):
        raise WrongTypeError(Problem("wrong-type", f"a condition to read must be text, and this is {kind_of(text)}"))
    words = words_of(text)
    return _Builder(words).clause(_shape(text, words))


def parse_definition(text: str) -> Definition:
    """Read the definition of a moment, with its proviso and what takes its place, if it has them.

    Raises:
        MistakeError: The text is no moment.
    """
    words = words_of(text)
    return _Builder(words).definition(_shape(text, words, "definition"))


def parse_moment(text: str) -> Moment:
    """Read a moment.

    Raises:
        MistakeError: The text is no moment, or has a `but only if`.
    """
    definition = parse_definition(text)
    if definition.only_if is not None:
        message = "`but only if` stands only in the definition of a moment"
        start = text.index("but")
        refuse("proviso-outside-moments", message, (start, len(text)), "define it in `moments` and name it here")
    moment: Moment = definition.when
    return moment


@cache
def known_shapes() -> dict[tuple[str, ...], Shape]:
    """The shapes known so far; at first those that come with the package, if they are of this grammar."""
    stored = json.loads(Path(__file__).with_name("shapes.json").read_text(encoding="utf-8"))
    if stored["grammar"] != digest():
        return {}
    return {tuple(types.split()): shape for types, shape in stored["shapes"].items()}


def digest() -> str:
    """What identifies the grammar."""
    return sha256(grammar_text().encode()).hexdigest()


def _shape(text: str, words: list[Word], start: Start = "start") -> Shape:
    """The parse tree of a sequence of tokens."""
    types = tuple(word.type for word in words)
    known = known_shapes()
    key = types if start == "start" else (start, *types)
    found = known.get(key)
    if found is None:
        from conditions.language.unexpected import UnexpectedWordError, unexpected  # few shapes are new, or wrong

        found = _parsed(types, start)
        if isinstance(found, UnexpectedWordError):
            raise unexpected(text, words, found)
        if len(known) < _MOST_SHAPES:
            known[key] = found
    return found


@lru_cache(maxsize=1_000)
def _parsed(types: tuple[str, ...], start: Start) -> Shape | UnexpectedWordError:
    """The parse tree of a sequence of tokens, or what cannot stand in it; both are asked for again and again."""
    from conditions.language.parser import shape_of  # Lark and its tables are only needed here
    from conditions.language.unexpected import UnexpectedWordError

    try:
        return shape_of(types, start)
    except UnexpectedWordError as error:
        return error.with_traceback(None)
    except DeepNestingError:
        refuse("too-deep", f"clauses are nested more than {DEEPEST_NESTING} deep", None)


class _Builder:
    """Turns the tree of a shape into clauses, with the tokens of one text."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words

    def clause(self, tree: Shape, depth: int = 0) -> Kind:
        """The clause of a `start` or `way_…` tree."""
        rule, *children = tree
        if rule == "start":
            return self.clause(children[0], depth)
        if depth > DEEPEST_NESTING:
            refuse("too-deep", f"clauses are nested more than {DEEPEST_NESTING} deep", self._span(tree))
        parts = [self._part(child, depth + 1) for child in children]
        number = int(rule.removeprefix("way_"))
        try:
            if number >= len(WAYS):
                return SUGAR[number - len(WAYS)][2](*parts)
            kind, way = WAYS[number]
            return kind.made(_fields(way, parts))
        except MistakeError as error:
            numbers = [child for child in children if isinstance(child, int) and self.words[child].type == "NUMBER"]
            raise _placed(error, self._span([rule, *numbers] if numbers else tree)) from None

    def definition(self, tree: Shape) -> Definition:
        """The parts of a `definition` tree."""
        return Definition(*(self._part(part, 1) for part in tree[1:]))

    def _part(self, child: Any, depth: int) -> Any:
        if isinstance(child, int):
            return self._word(self.words[child])
        data, *children = child
        if data.startswith("way_"):
            return self.clause(child, depth)
        if data in VALUES:
            return VALUES[data]
        words = [self.words[leaf] for leaf in children if isinstance(leaf, int)]
        match data:
            case "moment":
                return self._moment(child, words)
            case "moment_before" | "moment_after":
                return self._away(child, words[0], backward=data == "moment_before")
            case "derived":
                return self._derived(children)
            case "moments":
                return tuple(self._part(part, depth) for part in children)
            case "quantity":
                return _quantity(words)
            case "total" | "base":
                more = (self._part(part, depth) for part in children if not isinstance(part, int))
                return Quantity(of=(Name(words[0].text, words[0].span), *(name for names in more for name in names)))
            case "plus":
                return tuple(Name(word.text, word.span) for word in words)
            case "share" | "percentage":
                base = self._part(children[1], depth).of
                return Quantity(_spanned(parse_number, words[0]), of=base, percent=data == "percentage")
            case "clauses":
                return tuple(self.clause(part, depth) for part in children)
            case "whom":
                named = {part[0]: tuple(self._word(self.words[leaf]) for leaf in part[1:]) for part in children[1:]}
                return {"group": self._word(self.words[children[0]]), **named}
            case _:
                return words[0].text

    def _word(self, word: Word) -> object:
        match word.type:
            case "NAME":
                return Name(word.text, word.span)
            case "PERIOD":
                return _spanned(parse_period, word)
            case "NUMBER":
                whole = re.fullmatch("[0-9]{1,9}", word.text)
                return int(word.text) if whole else _spanned(parse_number, word)
            case _:
                return word.text

    def _moment(self, tree: Shape, words: list[Word]) -> Moment:
        if isinstance(tree[1], int):
            first = words.pop(0)
            anchor: Any = Name(first.text, first.span) if first.type == "NAME" else _spanned(parse_day, first)
        else:
            anchor = self._part(tree[1], 0)
        shift = _spanned(parse_period, words[1]) if words else Period()
        return self._checked(tree, Moment(anchor, -shift if words and words[0].text == "-" else shift))

    def _away(self, tree: Shape, period: Word, *, backward: bool) -> Moment:
        """A period before or after a moment that has no shift of its own."""
        inner, shift = self._part(tree[2], 0), _spanned(parse_period, period)
        if not inner.shift.is_zero:
            hint = "name the inner one in `moments`, and shift that"
            refuse("two-shifts", f"`{inner}` is already shifted", self._span(tree[2]), hint)
        return self._checked(tree, Moment(inner.anchor, -shift if backward else shift))

    def _checked(self, tree: Shape, moment: Moment) -> Moment:
        try:
            return moment.checked()
        except LanguageError as error:
            raise MistakeError(*((problem, self._span(tree)) for problem in error.problems)) from None

    def _derived(self, children: list[Any]) -> Derived:
        which, *of = [self._part(child, 0) for child in children]
        place = int(which[:-2]) if which[0].isdigit() else which
        try:
            if isinstance(of[0], tuple):
                return Derived(place, of[0])
            return Derived(place, group=of[0], what=of[1])
        except MistakeError as error:
            raise _placed(error, self._span(["derived", *children])) from None

    def _span(self, tree: Shape) -> Span:
        """From the first to the last token below a tree."""
        numbers = list(_leaves(tree))
        return (self.words[min(numbers)].span[0], self.words[max(numbers)].span[1])


def _leaves(tree: Shape) -> Iterator[int]:
    """The numbers of the tokens below a tree."""
    for child in tree[1:]:
        if isinstance(child, int):
            yield child
        else:
            yield from _leaves(child)


def _fields(way: Syntax, parts: list[Any]) -> dict[str, Any]:
    """The fields that the parts of a pattern fill."""
    fields = dict(way.fixed)
    for number, name in enumerate(way.fields):
        if name == "**":
            fields.update(parts[number])
            continue
        if name.startswith("*"):
            fields[name[1:]] = tuple(parts[number:])
            break
        for single in name.split("="):
            fields[single] = parts[number]
    return fields


def _quantity(words: list[Word]) -> Quantity:
    first, *rest = words
    if "PERIOD" in {first.type, *(word.type for word in rest)}:
        return _in_days(words)
    number = _spanned(parse_number, first)
    if not rest:
        return Quantity(number)
    name = Name(rest[0].text, rest[0].span)
    if name in {"percent", "per_cent"}:
        hint = "write `50 percent of votes_cast`"
        refuse("percent-of-what", f"`{first.text} {name}` names no base", (first.span[0], rest[0].span[1]), hint)
    return Quantity(number, unit=str(name))


def _in_days(words: list[Word]) -> Quantity:
    """A number of days, weeks, months or years, perhaps with a sign before it."""
    sign, period = (words[0].text, words[-1]) if len(words) > 1 else ("", words[-1])
    number, unit, *more = period.text.split()
    span = (words[0].span[0], period.span[1])
    if more:
        refuse("bad-number", f"`{sign}{period.text}` is not one number with one unit", span)
    if sign == "+":
        refuse("bad-number", f"`+{period.text}` has a sign that it does not need", span, f"write `{period.text}`")
    return Quantity(parse_number(sign + number), unit)


def _spanned(read: Callable[[str], Any], word: Word) -> Any:
    """The value of a word, with mistakes placed at it."""
    try:
        return read(word.text)
    except LanguageError as error:
        raise MistakeError(*((problem, word.span) for problem in error.problems)) from None


def _placed(error: MistakeError, span: Span) -> MistakeError:
    """The mistakes; those without a place stand at this one."""
    return MistakeError(*((problem, place or span) for problem, place in error.mistakes))
