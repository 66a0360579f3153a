"""The parser: the grammar in Lark's hands. The only door to Lark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer, LexerState

from conditions.language.grammar import DEEPEST_NESTING, DeepNestingError, Shape, Start
from conditions.language.phrases import grammar_text
from conditions.language.unexpected import UnexpectedWordError


def shape_of(types: tuple[str, ...], start: Start = "start") -> Shape:
    """The parse tree of a sequence of token types.

    Args:
        types: The types of the tokens.
        start: What the whole is: a clause (`start`) or the `definition` of a moment.

    Raises:
        UnexpectedWordError: The sequence is no such thing.
        DeepNestingError: Its clauses are nested too deep.
    """
    tokens: Any = types
    try:
        return _plain(_lark().parse(tokens, start), 0)
    except UnexpectedToken as error:
        place = None if error.token.type == "$END" else int(error.token.value)
        raise UnexpectedWordError(place, sorted(error.accepts or error.expected)) from None


class _Numbered(Lexer):
    """A lexer that is given the types of the tokens, and numbers them."""

    __future_interface__ = 2

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[Token]:  # noqa: ARG002 - Lark's signature
        types: Any = lexer_state.text
        for number, kind in enumerate(types):
            yield Token(kind, str(number), number)


@cache
def _lark() -> Lark:
    return Lark(grammar_text(), parser="lalr", start=["start", "definition"], lexer=_Numbered, maybe_placeholders=False)


def _plain(tree: Tree[Any], depth: int) -> Shape:
    """A tree as lists, with token numbers as leaves."""
    if depth > 2 * DEEPEST_NESTING:
        raise DeepNestingError
    parts = [int(child) if isinstance(child, Token) else _plain(child, depth + 1) for child in tree.children]
    return [str(tree.data), *parts]
