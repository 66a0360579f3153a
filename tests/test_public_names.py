"""What `import conditions` gives, and what it does not import."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from types import FunctionType

import pytest

import conditions

SOURCE = Path(conditions.__file__).read_text(encoding="utf-8")
HEAVY = ("click", "json", "lark", "pydantic", "rich", "yaml")


def test_every_public_name_can_be_reached() -> None:
    """Each name of `__all__` is there, and `dir` lists it."""
    found = {name: getattr(conditions, name) for name in conditions.__all__}

    assert all(thing is not None for thing in found.values())
    assert set() == set(conditions.__all__) - set(dir(conditions))


def test_type_checkers_see_the_same_names_as_programs() -> None:
    """The imports for type checkers, the table of homes and `__all__` name the same things."""
    (block,) = (node for node in ast.parse(SOURCE).body if isinstance(node, ast.If))
    checked = {
        alias.name: node.module for node in ast.walk(block) if isinstance(node, ast.ImportFrom) for alias in node.names
    }

    assert {name: f"conditions.{home}" for name, home in conditions._HOMES.items()} == checked
    assert sorted([*checked, "__version__"]) == sorted(conditions.__all__)


def test_every_public_thing_says_what_it_is() -> None:
    """Each class and function has a docstring of its own."""
    bare = [
        name
        for name in conditions.__all__
        if isinstance(thing := getattr(conditions, name), type | FunctionType)
        and not thing.__dict__.get("__doc__", thing.__doc__)
    ]

    assert [] == bare


def test_the_package_imports_nothing_heavy() -> None:
    """A program that only wants the version pays for nothing else."""
    program = f"import sys, conditions; conditions.__version__; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()


def test_a_function_keeps_its_name_before_a_module_of_the_same_name() -> None:
    """`conditions.check` is the function, also after somebody imported the module `conditions.check`."""
    program = (
        "import conditions.check, conditions.explain; print(conditions.check.__name__, conditions.explain.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "check explain" == done.stdout.strip()


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """As in every module, so that `hasattr` works."""
    assert not hasattr(conditions, "no_such_name")
    with pytest.raises(AttributeError, match="`conditions` has no attribute `no_such_name`"):
        conditions.no_such_name  # noqa: B018 - reading it is the test
