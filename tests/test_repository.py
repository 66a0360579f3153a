"""The repository's own rules: what may stand where, and what must be said of it."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

import conditions
from tests.problem_codes import codes_in

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "conditions",
    "docs",
    "pyproject.toml",
    "run",
    "scenarios",
    "tests",
}
SECTION = re.compile(r"^### `([^`]+)`$", re.MULTILINE)
# Written so that it does not find itself.
SOMEBODYS_MACHINE = re.compile(r"(?<![\w.-])/(?:home|root|tmp|work|Users)/\w|\.\./share[d]\b|[.]librar[y]\b")


def files() -> list[Path]:
    """Every file of the repository, those not yet committed among them."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [file for name in listed.stdout.split("\0") if name and (file := ROOT / name).is_file()]


def package() -> list[Path]:
    """Every module of the package."""
    return sorted((ROOT / "conditions").rglob("*.py"))


def test_the_top_level_holds_only_what_belongs_there() -> None:
    """Nothing strays into the root of the repository."""
    tops = {file.relative_to(ROOT).parts[0] for file in files()}

    assert set() == tops - TOP_LEVEL


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    """The repository speaks of the project alone, so it works in any folder."""
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in files()
        if file.suffix not in {".png", ".pdf"}
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if SOMEBODYS_MACHINE.search(line)
    ]

    assert [] == found


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("see /home/" + "ann/notes", True),
        ('open("/tmp/' + 'x")', True),
        ("read ../share" + "d/notes.md", True),
        ("https://example.org/work/paper", False),
        ("the work/life balance", False),
        ("../errors.md", False),
    ],
)
def test_what_counts_as_a_place_on_a_machine(line: str, named: bool) -> None:
    """Absolute paths below a home or scratch folder do; addresses and relative links do not."""
    assert named == bool(SOMEBODYS_MACHINE.search(line))


def test_codes_are_found_wherever_they_are_written(tmp_path: Path) -> None:
    """Given directly, by keyword, through a helper, as one of two; not where the code is handed on."""
    file = tmp_path / "module.py"
    file.write_text(
        "def refuse(message, code): raise Problem(code, message)\n"
        "Problem('one', 'text')\n"
        "Problem(message='text', code='two')\n"
        "refuse('text', 'three')\n"
        "Problem('four' if here else 'five', 'text')\n"
        "Problem(f'unknown-{what}', 'text')\n"
        "Problem(error['type'], 'text')\n"
        "Problem(TABLE[key], 'text')\n",
        encoding="utf-8",
    )

    found, unclear = codes_in([file])

    assert {"one", "two", "three", "four", "five", "unknown-*"} == set(found)
    assert [f"{file}:8"] == unclear


def test_every_problem_code_is_written_out() -> None:
    """A code can be searched for: no `Problem` takes it from a variable."""
    _, unclear = codes_in(package())

    assert [] == unclear


def test_every_problem_code_is_documented() -> None:
    """Each code has a section in docs/errors.md."""
    codes, _ = codes_in(package())
    sections = documented_codes()

    assert [] == [code for code in codes if not any(fnmatch(name, code) for name in sections)]


def test_every_documented_code_exists() -> None:
    """No section of docs/errors.md outlives its code."""
    codes, _ = codes_in(package())

    assert [] == [name for name in documented_codes() if not any(fnmatch(name, code) for code in codes)]


def test_documented_codes_are_in_order() -> None:
    """Each section of docs/errors.md stands once, and within its chapter by the alphabet."""
    chapters = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8").split("\n## ")
    sections = documented_codes()

    assert len(set(sections)) == len(sections)
    assert [sorted(SECTION.findall(chapter)) for chapter in chapters] == [SECTION.findall(one) for one in chapters]


def documented_codes() -> list[str]:
    """The codes that have a section in docs/errors.md."""
    return SECTION.findall((ROOT / "docs" / "errors.md").read_text(encoding="utf-8"))


def test_every_module_has_a_docstring() -> None:
    """The first line of every module says what lives there."""
    modules = [*package(), *sorted((ROOT / "tests").rglob("*.py")), ROOT / "run"]
    bare = [
        str(file.relative_to(ROOT))
        for file in modules
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]

    assert [] == bare


def test_every_public_name_is_there_and_documented() -> None:
    """Each name in `conditions.__all__` can be reached, and says what it is."""
    names = [name for name in getattr(conditions, "__all__", ()) if not name.startswith("__")]
    public = {name: getattr(conditions, name) for name in names}

    assert [] == [name for name, thing in public.items() if callable(thing) and not thing.__doc__]


def test_every_test_says_what_it_shows() -> None:
    """Each test function has a docstring."""
    bare = [
        f"{file.relative_to(ROOT)}:{function.lineno}: {function.name}"
        for file in sorted((ROOT / "tests").rglob("test_*.py"))
        for function in functions_to_run(file)
        if not ast.get_docstring(function)
    ]

    assert [] == bare


def functions_to_run(file: Path) -> Iterator[ast.FunctionDef]:
    """The functions of a file that pytest would run."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node


def test_every_supported_python_is_checked() -> None:
    """The versions of the classifiers are those that continuous integration runs."""
    classifiers = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', (ROOT / "pyproject.toml").read_text())
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    matrix = re.search(r"python: \[(.*)\]", workflow)

    assert matrix is not None
    assert classifiers == re.findall(r"[\d.]+", matrix[1])


def test_durable_rules_has_one_version() -> None:
    """It is named several times, and always with the same version."""
    versions = re.findall(r'"durable-rules==([\d.]+)', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert len(versions) >= 2
    assert len(set(versions)) == 1
