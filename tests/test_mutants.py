"""The tool that changes a module in one place at a time, and what it changes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.tools.mutations import mutants

pytest.importorskip("resource", reason="processes that are limited and forked")


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("a < b", ["`a < b` becomes `a <= b`"]),
        ("a == b is c", ["`a == b is c` becomes `a != b is c`", "`a == b is c` becomes `a == b is not c`"]),
        ("a + b", ["`a + b` becomes `a - b`"]),
        ("a += b", ["`a += b` becomes `a -= b`"]),
        ("a @ b", []),
        ("a and b", ["`a and b` becomes `a or b`", "without `a`", "without `b`"]),
        ("not a", ["`not a` becomes `a`"]),
        ("-a", ["`-a` becomes `a`"]),
        ("a = 1", ["`1` becomes `2`"]),
        ("a = True", ["`True` becomes `False`"]),
        ("a = 'b'", ["`'b'` becomes `'XXb'`"]),
        ("a = None, '', ...", []),
        ("a if b else c", ["`b` turned round"]),
        ("if a: b", ["`a` turned round"]),
        ("while a: break", ["`a` turned round", "`break` becomes `continue`"]),
        ("while a: continue", ["`a` turned round", "`continue` becomes `break`"]),
        ("def f(): return a", ["returns `None`"]),
        ("def f(): return None", []),
        ("f(a)", ["without `f(a)`"]),
        ("a = f(b, c=d)", ["without `c=d`"]),
        ("a = min(b)", ["`min` becomes its opposite"]),
        ("[a for a in b if c]", ["without `c`"]),
        ("a = (*b, c)", ["without `*b`", "without `c`"]),
        ("a = (b, c)", []),
        ("match a:\n case 'b': c\n case d: assert_never(d)", ["without `case 'b'`"]),
        ('"""Text."""\n__all__ = ["a"]\nb: TypeAlias = "c | d"', []),
        ("@f(1)\ndef g(a: 'b', c: int = 2) -> 'd': pass", ["`2` becomes `3`"]),
        (f"a = {'b' * 30} < {'c' * 30}", ["`<` becomes `<=`"]),
    ],
)
def test_what_is_changed(source: str, changes: list[str]) -> None:
    """Every change is told, and gives a module that is another one."""
    found = mutants(source)

    assert changes == [mutant.change for mutant in found]
    assert all(ast.dump(ast.parse(mutant.text)) != ast.dump(ast.parse(source)) for mutant in found)


def test_where_a_change_is() -> None:
    """The function with its class, and the line; in the order of the lines."""
    source = "a = 1\nclass B:\n    c = 2\n    def d(self):\n        e = 3\n        f(\n            4)\n"
    places = [("-", 1), ("B", 3), ("B.d", 5), ("B.d", 6), ("B.d", 7)]

    assert places == [(mutant.function, mutant.line) for mutant in mutants(source)]


def test_only_what_no_test_notices_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An endless loop is noticed, and so is a module that cannot be imported."""
    from tests.tools.mutants import try_all

    for folder in ("conditions", "tests"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", encoding="utf-8")
    (tmp_path / "conditions" / "tiny.py").write_text(
        "LIMIT = [7, 9][1]\ndef lower(number):\n    while number > LIMIT:\n        number -= 1\n    return number\n",
        encoding="utf-8",
    )
    (tmp_path / "tests" / "test_tiny.py").write_text(
        "from conditions.tiny import lower\n\n\ndef test_lower():\n    assert lower(12) == 9\n", encoding="utf-8"
    )

    assert 1 == try_all("tiny", tmp_path)
    assert [
        "tiny, -, `7` becomes `8`, LIMIT = [7, 9][1]",
        "tiny: 8 mutants, 7 killed, 1 survived",
    ] == capsys.readouterr().out.splitlines()
