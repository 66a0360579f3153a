"""Finds in the source every code that a `Problem` can carry, without running anything."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
Helpers = dict[str, int]
ERRORS: Helpers = {"Problem": 0, "PydanticCustomError": 0}
# The type of the error in which a validator sends whole problems to the loader.
CARRIER = "language"


def codes_in(files: Iterable[Path]) -> tuple[dict[str, str], list[str]]:
    """The codes with a place of each, and the places where a code is not written out.

    A code is what `Problem`, `PydanticCustomError` or a function with a parameter `code` gets for it.
    `f"unknown-{what}"` stands for every code of that shape, as `unknown-*`.
    """
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
    everywhere: Helpers = {name: place for tree in trees.values() for name, place in _helpers(tree)}
    found: dict[str, str] = {}
    unclear: list[str] = []
    for file, tree in trees.items():
        # A function of the same name in another file may be a different one.
        certain: Helpers = {**ERRORS, **dict(_helpers(tree))}
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = _last_name(call.func)
            codes = _codes(call, {**everywhere, **certain}.get(name))
            if codes is None and name in certain:
                unclear.append(f"{file}:{call.lineno}")
            found.update((code, f"{file}:{call.lineno}") for code in codes or [] if code != CARRIER)
    return found, unclear


def _helpers(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Functions that take a `code`, and at which place they take it when called."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            names = [argument.arg for argument in [*node.args.posonlyargs, *node.args.args]]
            names = names[1:] if names[:1] in (["self"], ["cls"]) else names
            if "code" in names:
                yield node.name, names.index("code")


def _codes(call: ast.Call, place: int | None) -> list[str] | None:
    """The codes that a call gives, none if it hands one on; None where it does not tell."""
    if place is None:
        return []
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    argument = named[0] if named else call.args[place] if place < len(call.args) else None
    return [] if _is_handed_on(argument) else _texts(argument)


def _is_handed_on(argument: ast.expr | None) -> bool:
    """Whether the code was given elsewhere: `code`, `problem.code`, or a validator's `error["type"]`."""
    match argument:
        case ast.Name("code") | ast.Attribute(attr="code") | ast.Subscript(slice=ast.Constant("type")):
            return True
        case _:
            return False


def _texts(expression: ast.expr | None) -> list[str] | None:
    """The texts that an expression can be, or None where it does not tell."""
    match expression:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            one, other = _texts(body), _texts(orelse)
            return None if one is None or other is None else one + other
        case ast.JoinedStr(values=values):
            return ["".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in values)]
        case _:
            return None


def _last_name(node: ast.expr | None) -> str:
    """`report` of `scope.report`; nothing of an expression that is no name."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
