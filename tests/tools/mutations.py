"""The small changes of a module that its tests ought to notice.

Annotations, docstrings, decorators, patterns, targets of assignments and `__all__` stay as they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final, TypeAlias, TypeVar

_Node = TypeVar("_Node", bound=ast.AST)
_Operation: TypeAlias = ast.BinOp | ast.AugAssign | ast.BoolOp

_PAIRS: Final[tuple[tuple[type[ast.AST], type[ast.AST]], ...]] = (
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.Is, ast.IsNot)),
    (ast.In, ast.NotIn),  # codespell:ignore notin
    *((ast.And, ast.Or), (ast.Add, ast.Sub), (ast.Mult, ast.FloorDiv), (ast.BitOr, ast.BitAnd)),
    *((ast.LShift, ast.RShift), (ast.Mod, ast.Pow)),
)
_SWAPS: Final[dict[type[ast.AST], type[Any]]] = {**dict(_PAIRS), **{second: first for first, second in _PAIRS}}
_OTHER_NAMES: Final = {"min": "max", "max": "min", "any": "all", "all": "any"}
_LEFT_ALONE: Final = {"annotation", "bases", "decorator_list", "pattern", "returns", "target", "targets"}

Change: TypeAlias = tuple[ast.AST, str]
"""What stands in place of a node, and the change in words."""


@dataclass(frozen=True)
class Mutant:
    """A module changed in one place.

    Attributes:
        function: Where: the function, with its class, or `-` outside of any.
        change: The change in words.
        line: Number of the changed line.
        text: The text of the changed module.
    """

    function: str
    change: str
    line: int
    text: str


def mutants(source: str) -> list[Mutant]:
    """Every module that differs from this one in one place, in the order of the lines."""
    tree = ast.parse(source)
    return sorted(_inside(tree, tree, "-", 0), key=lambda mutant: mutant.line)


def _inside(tree: ast.Module, node: ast.AST, function: str, line: int) -> Iterator[Mutant]:
    """The changes of everything that a node contains."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        function = node.name if function == "-" else f"{function}.{node.name}"
    for field, value in ast.iter_fields(node):
        parts = value if isinstance(value, list) else [value]
        for index, part in enumerate(parts):
            if not isinstance(part, ast.AST) or field in _LEFT_ALONE or _only_says(part):
                continue
            here = getattr(part, "lineno", line)
            for new, change in _changes(part):
                setattr(node, field, [*parts[:index], new, *parts[index + 1 :]] if value is parts else new)
                yield Mutant(function, change, here, ast.unparse(tree))
                setattr(node, field, value)
            yield from _inside(tree, part, function, here)


def _only_says(node: ast.AST) -> bool:
    """Whether the node is a docstring, the definition of a type, or the list of exported names."""
    match node:
        case ast.Expr(ast.Constant()) | ast.Assign([ast.Name("__all__")]) | ast.AnnAssign(_, ast.Name("TypeAlias")):
            return True
        case _:
            return False


def _changes(node: ast.AST) -> Iterator[Change]:
    """What may stand in place of a node."""
    match node:
        case ast.Compare(_, ops):
            for place, op in enumerate(ops):
                yield _becoming(node, _with(node, ops=[*ops[:place], _SWAPS[type(op)](), *ops[place + 1 :]]))
        case ast.BinOp() | ast.AugAssign():
            yield from _other_operator(node)
        case ast.BoolOp(_, values):
            yield from _other_operator(node)
            for place, part in enumerate(values):
                rest = [*values[:place], *values[place + 1 :]]
                yield rest[0] if len(rest) == 1 else _with(node, values=rest), f"without `{_short(part)}`"
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield _becoming(node, operand)
        case ast.Constant(bool() | int() | str() as value) if value != "":
            yield _becoming(node, ast.Constant(_other_value(value)))
        case ast.If(test) | ast.While(test) | ast.IfExp(test):
            yield _with(node, test=ast.UnaryOp(ast.Not(), test)), f"`{_short(test)}` turned round"
        case ast.Continue():
            yield _becoming(node, ast.Break())
        case ast.Break():
            yield _becoming(node, ast.Continue())
        case ast.Return(ast.AST() as result) if ast.unparse(result) != "None":
            yield ast.Return(ast.Constant(None)), "returns `None`"
        case ast.Expr(ast.Call(ast.AST() as called)) if ast.unparse(called) != "assert_never":
            yield ast.Pass(), f"without `{_short(node)}`"
        case ast.Call(called):
            if isinstance(called, ast.Name) and called.id in _OTHER_NAMES:
                yield _with(node, func=ast.Name(_OTHER_NAMES[called.id])), f"`{called.id}` becomes its opposite"
            yield from _without_one(node, "keywords")
        case ast.comprehension():
            yield from _without_one(node, "ifs")
        case ast.Tuple(parts) | ast.List(parts) | ast.Set(parts) if any(isinstance(one, ast.Starred) for one in parts):
            yield from _without_one(node, "elts")
        case ast.Match():
            yield from _without_one(node, "cases")
        case _:
            pass


def _other_operator(node: _Operation) -> Iterator[Change]:
    if type(node.op) in _SWAPS:
        yield _becoming(node, _with(node, op=_SWAPS[type(node.op)]()))


def _other_value(value: bool | int | str) -> bool | int | str:
    return not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"XX{value}"


def _without_one(node: ast.AST, field: str) -> Iterator[Change]:
    """The node with one of its parts left out; a case for what cannot be stays."""
    parts = getattr(node, field)
    for place, part in enumerate(parts):
        if not (isinstance(part, ast.match_case) and "assert_never" in ast.unparse(part)):
            said = f"case {ast.unparse(part.pattern)}" if isinstance(part, ast.match_case) else ast.unparse(part)
            yield _with(node, **{field: [*parts[:place], *parts[place + 1 :]]}), f"without `{said.strip()}`"


def _with(node: _Node, **fields: object) -> _Node:
    """A copy of the node in which some fields are others."""
    made = copy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _becoming(node: ast.AST, new: ast.AST) -> Change:
    """The change, told by all of a short node, and by what differs of a long one."""
    before, after = ast.unparse(node), ast.unparse(new)
    if max(len(before), len(after)) > 50:
        old, now = before.split(), after.split()
        start = _alike(old, now)
        end = _alike(old[start:][::-1], now[start:][::-1])
        before, after = (" ".join(words[start : len(words) - end]) for words in (old, now))
    return new, f"`{_short(before)}` becomes `{_short(after)}`"


def _alike(one: list[str], other: list[str]) -> int:
    """How many words two texts begin with alike."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _short(shown: ast.AST | str) -> str:
    text = (shown if isinstance(shown, str) else ast.unparse(shown)).strip()
    return text if len(text) <= 50 else f"{text[:50]}…"
