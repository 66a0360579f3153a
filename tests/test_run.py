"""The launcher `run`: what it decides, without the network."""

from __future__ import annotations

import ast
import sys
import threading
import time
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

RUN = Path(__file__).resolve().parent.parent / "run"
VERSION = sys.version_info[:2]
PYPROJECT: dict[str, Any] = {
    "project": {"dependencies": ["lark>=1.2"]},
    "dependency-groups": {"test": ["pytest"], "lint": ["ruff"], "dev": [{"include-group": "test"}, "ruff", "build"]},
    "tool": {"ruff": {"line-length": 120}},
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The launcher as a module, whose environment would stand in an empty folder."""
    loader = SourceFileLoader("run", str(RUN))
    spec = spec_from_loader("run", loader)
    assert spec is not None
    module = module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(module)
    venv = tmp_path / "venv"
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(module, "STAMP", venv / "installed.txt")
    monkeypatch.setattr(module, "LOG", venv / "install.log")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    return module


def program(path: Path, script: str) -> Path:
    """An executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


# --- an old Python --------------------------------------------------------------


def test_an_old_python_can_read_the_file() -> None:
    """Python 3.6 gets as far as the line that says what is needed."""
    source = RUN.read_text(encoding="utf-8")

    ast.parse(source, feature_version=(3, 6))

    assert "from __future__" not in source


def test_a_newer_python_is_found_if_it_starts(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest that starts is taken; a shim that points nowhere is not."""
    program(tmp_path / "bin" / "python3.14", "exit 127")
    good = program(tmp_path / "bin" / "python3.12", "exit 0")
    program(tmp_path / "bin" / "python3.11", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    assert str(good) == run.newer_python()


def test_no_newer_python(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none starts, there is none."""
    program(tmp_path / "bin" / "python3.13", "exit 127")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    assert run.newer_python() is None


# --- what is to be installed ----------------------------------------------------


def test_a_group_brings_the_groups_it_includes(run: ModuleType) -> None:
    """Each requirement is named once, in the order of mention."""
    assert ["pytest", "ruff", "build"] == run.requirements(PYPROJECT, "dev")


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({"tool": {"ruff": {"line-length": 80}}}, True),
        ({"project": {"dependencies": ["lark>=1.3"]}}, False),
        ({"dependency-groups": {"test": ["pytest>=9"]}}, False),
        ({"build-system": {"requires": ["hatchling"]}}, False),
    ],
)
def test_the_stamp_changes_with_what_is_installed(run: ModuleType, changed: dict[str, Any], same: bool) -> None:
    """A tool's setting is no reason to install again; a requirement is."""
    before = run.stamp(PYPROJECT, (3, 11), "test")

    assert same == (before == run.stamp({**PYPROJECT, **changed}, (3, 11), "test"))


def test_the_stamp_tells_pythons_and_groups_apart(run: ModuleType) -> None:
    """Another Python or another group is another environment."""
    stamps = {run.stamp(PYPROJECT, version, group) for version in ((3, 11), (3, 12)) for group in ("test", "dev")}

    assert 4 == len(stamps)


@pytest.mark.parametrize(
    ("found", "starts", "expected"),
    [
        ("3.11 aa test", True, "ready"),
        ("3.11 aa dev", True, "ready"),
        ("3.11 bb test", True, "update"),
        ("3.12 aa test", True, "make"),
        ("unfinished", True, "make"),
        (None, True, "update"),
        (None, False, "make"),
        ("3.11 aa test", False, "make"),
    ],
)
def test_what_to_do_with_the_environment(run: ModuleType, found: str | None, starts: bool, expected: str) -> None:
    """A finished one is kept, a half-made or broken one made again, somebody's own completed."""
    assert expected == run.decide(found, "3.11 aa test", starts=starts)


def test_the_test_group_is_not_enough_for_developers(run: ModuleType) -> None:
    """The tools are added to an environment that lacks them."""
    assert run.decide("3.11 aa test", "3.11 aa dev", starts=True) == "update"


def test_durable_rules_gets_the_name_that_python_dropped(run: ModuleType) -> None:
    """From 3.13 on, beside the flags that the caller has set."""
    flags = {version: run.build_environment({"CPPFLAGS": "-O1"}, (3, version))["CPPFLAGS"] for version in (12, 13)}

    assert {12: "-O1", 13: "-O1 -DPyEval_CallObject=PyObject_CallObject"} == flags


# --- who installs it ------------------------------------------------------------


def test_uv_comes_first(run: ModuleType) -> None:
    """Where uv is on PATH, it installs."""
    assert ["uv", "pip", "install", "--python", str(run.PYTHON)] == run.installer(
        uv="uv", own_pip=True, host_pip=["pip"]
    )


def test_the_environments_own_pip_comes_second(run: ModuleType) -> None:
    """Without uv, the environment's pip installs."""
    assert [str(run.PYTHON), "-m", "pip", "install"] == run.installer(uv=None, own_pip=True, host_pip=["pip"])


def test_the_machines_pip_comes_third(run: ModuleType) -> None:
    """On a Debian whose venv lacks pip, the machine's pip installs into the environment."""
    assert ["pip3", "--python", str(run.PYTHON), "install"] == run.installer(uv=None, own_pip=False, host_pip=["pip3"])


def test_no_installer_at_all(run: ModuleType) -> None:
    """The message names the package that brings one."""
    with pytest.raises(run.SetupError, match="apt-get install python3-venv"):
        run.installer(uv=None, own_pip=False, host_pip=None)


def test_a_pip_that_cannot_install_elsewhere_is_passed_over(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old pip without `--python` is no help; the next one is asked."""
    program(tmp_path / "bin" / "pip3", "exit 2")
    program(tmp_path / "bin" / "pip", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(sys, "executable", str(program(tmp_path / "bin" / "python3", "exit 1")))

    assert ["pip"] == run.host_pip()


@pytest.mark.parametrize(
    ("log", "says"),
    [
        (
            "error: command 'gcc' failed: No such file or directory",
            "a C compiler is missing (Debian: apt-get install gcc ",
        ),
        ("error: command '/usr/bin/x86_64-linux-gnu-gcc' failed: No such file or directory", "a C compiler is missing"),
        ("error: [Errno 2] No such file or directory: 'x86_64-linux-gnu-gcc'", "a C compiler is missing"),
        ("unable to execute 'gcc': No such file or directory", "a C compiler is missing"),
        (
            "x.c:1:10: fatal error: Python.h: No such file or directory",
            "Python.h is missing (Debian: apt-get install gcc ",
        ),
        ("x.c:1:10: fatal error: 'Python.h' file not found", "python3.12-dev)"),
        ("x.c:1:10: fatal error: limits.h: No such file or directory", "limits.h is missing"),
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("NewConnectionError(...): Failed to establish a new connection", "needs the network"),
        ("error: dns error: failed to lookup address information", "needs the network"),
    ],
)
def test_a_failure_is_said_in_one_line(run: ModuleType, log: str, says: str) -> None:
    """With the package to install, where one is missing."""
    sentence = run.reason(f"Collecting durable-rules\n  {log}\nerror: subprocess-exited-with-error\n", (3, 12))

    assert says in sentence
    assert "\n" not in sentence


def test_an_unknown_failure_is_not_explained(run: ModuleType) -> None:
    """Nothing is guessed."""
    assert run.reason("ERROR: something else", (3, 12)) is None


def test_an_unknown_failure_names_the_log(run: ModuleType, tmp_path: Path) -> None:
    """The installer's own words are kept in a file, and the file is named."""
    run.VENV.mkdir()
    noisy = program(tmp_path / "pip", "echo something else; exit 1")

    assert f"the installer failed: see {run.LOG}" == run.install([str(noisy)], ["lark"], (3, 12))
    assert "something else\n" == run.LOG.read_text(encoding="utf-8")


# --- making it ------------------------------------------------------------------


@pytest.fixture
def filled(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been installed: the groups, in order; nothing is."""
    groups: list[str] = []

    def fill(pyproject: object, group: str, version: object, uv: object) -> None:
        time.sleep(0.05)
        groups.append(group)

    monkeypatch.setattr(run, "fill", fill)
    return groups


def test_the_first_use_makes_an_environment(
    run: ModuleType, filled: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    """Its Python starts, it is stamped, and one line of progress was shown, apart from the output."""
    run.prepare("test")

    assert run.starts(VERSION)
    assert ["test"] == filled
    assert run.read_stamp().endswith(" test")
    assert ("", f"run: making venv for Python {VERSION[0]}.{VERSION[1]}\n") == capfd.readouterr()


def test_the_second_use_is_silent(run: ModuleType, filled: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """What is ready is used as it is."""
    run.prepare("test")
    capfd.readouterr()

    run.prepare("test")

    assert ["test"] == filled
    assert ("", "") == capfd.readouterr()


def test_an_interrupted_installation_is_made_again(
    run: ModuleType, filled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the half-made environment stays."""
    whole = run.fill

    def interrupted(*_: object) -> None:
        (run.VENV / "half").touch()
        raise run.SetupError("no network")

    monkeypatch.setattr(run, "fill", interrupted)
    with pytest.raises(run.SetupError):
        run.prepare("test")
    assert "unfinished" == run.read_stamp()
    monkeypatch.setattr(run, "fill", whole)

    run.prepare("test")

    assert not (run.VENV / "half").exists()
    assert run.starts(VERSION)


def test_a_refused_update_leaves_what_was_there(
    run: ModuleType, filled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the network, an older environment is not thrown away; the next run tries again."""
    run.prepare("test")
    before = run.read_stamp()
    monkeypatch.setattr(run, "stamp", lambda _, version, group: f"{version[0]}.{version[1]} new {group}")
    monkeypatch.setattr(run, "fill", lambda *_: run.installer(uv=None, own_pip=False, host_pip=None))

    with pytest.raises(run.SetupError):
        run.prepare("test")

    assert before == run.read_stamp()
    assert run.starts(VERSION)


def test_a_broken_environment_is_made_again(run: ModuleType, filled: list[str]) -> None:
    """A Python that has gone, as after an upgrade of the system, is replaced."""
    run.prepare("test")
    run.PYTHON.unlink()
    run.PYTHON.symlink_to("nowhere")

    run.prepare("test")

    assert run.starts(VERSION)
    assert ["test", "test"] == filled


def test_somebodys_own_environment_is_kept(run: ModuleType, filled: list[str]) -> None:
    """What works and was made by hand is completed, not thrown away."""
    run.make_empty(None)
    run.STAMP.unlink()
    (run.VENV / "mine").touch()

    run.prepare("test")

    assert (run.VENV / "mine").exists()
    assert ["test"] == filled


def test_an_update_keeps_the_developers_tools(
    run: ModuleType, filled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the requirements change, an environment with the tools stays one with the tools."""
    run.prepare("dev")
    monkeypatch.setattr(run, "stamp", lambda _, version, group: f"{version[0]}.{version[1]} new {group}")

    run.prepare("test")

    assert ["dev", "dev"] == filled


def test_two_runs_at_once_install_once(run: ModuleType, filled: list[str]) -> None:
    """The second waits for the first, and finds the environment ready."""
    runs = [threading.Thread(target=run.prepare, args=["test"]) for _ in range(2)]
    for thread in runs:
        thread.start()
    for thread in runs:
        thread.join()

    assert ["test"] == filled


def test_a_python_without_venv(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the package that brings it."""
    monkeypatch.setattr(sys, "executable", str(program(tmp_path / "python3", "exit 1")))

    with pytest.raises(run.SetupError, match="apt-get install python3-venv"):
        run.make_empty(None)


# --- handing over ---------------------------------------------------------------


@pytest.mark.parametrize("arguments", [[], ["dev"]])
def test_usage(run: ModuleType, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command, the launcher says what there is, and fails."""
    assert 2 == run.main(arguments)
    assert "./run demo" in capsys.readouterr().err


def test_the_demo_shows_every_command_and_hands_its_exit_code_on(
    run: ModuleType, filled: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    """A failure does not hide what comes after it, and is not forgotten."""
    run.prepare("test")
    program(run.VENV / "bin" / "conditions", 'echo "did $1"; test "$1" = explain || exit 3')

    code = run.demo()

    out = capfd.readouterr().out
    assert 3 == code
    assert out.index("$ conditions check") < out.index("did check") < out.index("$ conditions explain")
    assert "did explain" in out


def test_a_missing_tool_is_named(run: ModuleType) -> None:
    """`./run dev nonsense` says what is not there."""
    with pytest.raises(run.SetupError, match="`nonsense` is not installed"):
        run.hand_over("nonsense", [])


@pytest.mark.parametrize(
    ("arguments", "handed"),
    [
        (["test", "-q"], ("test", ["pytest", "-q"])),
        (["dev", "ruff", "check"], ("dev", ["ruff", "check"])),
        (["docs"], ("dev", ["python", "-m", "tests.tools.site", str(RUN.parent / "build" / "site")])),
        (["docs", "/elsewhere"], ("dev", ["python", "-m", "tests.tools.site", "/elsewhere"])),
        (["check", "talks"], ("test", ["conditions", "check", "talks"])),
    ],
)
def test_what_is_handed_over(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, arguments: list[str], handed: tuple[str, list[str]]
) -> None:
    """Each command has its group installed, and becomes a program of the environment."""
    seen: list[str] = []

    def hand_over(tool: str, words: list[str]) -> None:
        seen.extend([] if seen[1:] else [tool, *words])  # a real one never comes back

    monkeypatch.setattr(run, "prepare", seen.append)
    monkeypatch.setattr(run, "hand_over", hand_over)
    monkeypatch.chdir(RUN.parent)

    run.main(arguments)

    assert handed == (seen[0], seen[1:])
