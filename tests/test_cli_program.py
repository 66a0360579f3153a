"""The program as a whole: help, colours, terminals that show little, pipes that close, what is loaded when."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conditions import __version__
from conditions.cli.app import COMMANDS, INTERRUPTED, NOBODY_READS
from conditions.cli.streams import columns, writable
from conditions.errors import width
from tests.command_line import ISTANBUL, ROOT, finish, run, start

ESCAPE = "\x1b["


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


# --- help -----------------------------------------------------------------------


def test_the_help_names_every_command_and_says_what_a_dossier_is() -> None:
    """A newcomer needs no other page to begin."""
    done = run("--help")

    assert 0 == done.code
    assert all(re.search(rf"^  {name} +\S", done.stdout, re.MULTILINE) for name in COMMANDS)
    assert "A dossier is a folder" in done.stdout
    assert "_CONDITIONS_COMPLETE=bash_source" in done.stdout


def test_without_a_command_the_help_is_shown() -> None:
    """With the exit code of a mistake, since nothing was asked."""
    done = run()

    assert 2 == done.code
    assert "Commands:" in done.stdout + done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_that_fits_a_terminal(name: str) -> None:
    """It says what the command does, and no line is wider than a terminal."""
    done = run(name, "--help")

    assert 0 == done.code
    assert [] == [line for line in done.lines if width(line) > 80]
    assert "-h, --help" in done.stdout


def test_the_help_of_check_has_examples_and_exit_codes() -> None:
    """The command that everybody meets first."""
    text = run("check", "--help").stdout

    assert "conditions check scenarios/istanbul-2022 --scenario referendum --party UA" in text
    assert "Exit codes:" in text


def test_the_version_is_that_of_the_package() -> None:
    """As `conditions.__version__`."""
    assert f"conditions, version {__version__}" == run("--version").stdout.strip()


def test_a_misspelt_command_gets_a_hint() -> None:
    """And the exit code of a mistake."""
    done = run("chek")

    assert 2 == done.code
    assert "there is no command `chek`: did you mean `check`?" in done.stderr


def test_the_help_loads_no_command() -> None:
    """Neither models nor files, so that it comes at once."""
    program = (
        "import sys\n"
        "from conditions.cli.app import program\n"
        "try: program.main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith(('pydantic', 'yaml', 'rich', 'lark', 'conditions.model'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)

    assert "[]" == done.stdout.splitlines()[-1]


def test_checking_loads_neither_rich_nor_what_explains() -> None:
    """Where no terminal is looked at, colours need not be loaded."""
    program = (
        "import sys\n"
        "from conditions.cli.app import program\n"
        f"try: program.main(['check', '-q', '{ISTANBUL}'])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith(('rich', 'lark', 'conditions.explain', 'conditions.report'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)

    assert "[]" == done.stdout.splitlines()[-1]


def test_completion_offers_commands_and_options() -> None:
    """As the shells ask for it."""
    words = {"_CONDITIONS_COMPLETE": "bash_complete", "COMP_WORDS": "conditions ex", "COMP_CWORD": "1"}
    program = "import sys; sys.argv[0] = 'conditions'; from conditions.cli import process; process()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **words},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert "plain,explain" == done.stdout.strip()


# --- what a terminal can show ---------------------------------------------------


def on_a_terminal(*arguments: str, env: dict[str, str] | None = None) -> str:
    """What a command writes to a terminal."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-c", "from conditions.cli import process; process()", *arguments]
    environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    environment |= {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **(env or {})}
    process = subprocess.Popen(command, stdout=follower, stderr=subprocess.DEVNULL, env=environment, cwd=ROOT)
    os.close(follower)
    read = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        read += piece
    os.close(leader)
    process.wait(timeout=60)
    return read.decode("utf-8")


def test_a_terminal_shows_colours_and_the_same_words() -> None:
    """Colours are an addition: without them the text is the same as in a pipe."""
    arguments = ("check", ISTANBUL, "--scenario", "03")
    coloured = on_a_terminal(*arguments, env={"COLUMNS": "80"})

    assert ESCAPE in coloured
    assert finish(*arguments).stdout == re.sub(r"\x1b\[[0-9;]*m", "", coloured).replace("\r\n", "\n")


@pytest.mark.parametrize(("more", "env"), [(["--no-color"], {}), ([], {"NO_COLOR": "1"})])
@pytest.mark.parametrize(
    "arguments", [("check", ISTANBUL, "--scenario", "03"), ("explain", ISTANBUL, "--scenario", "08")]
)
def test_colours_can_be_turned_off(arguments: tuple[str, ...], more: list[str], env: dict[str, str]) -> None:
    """By the option, and by the variable that many programs know."""
    assert ESCAPE not in on_a_terminal(*arguments, *more, env=env)


def test_a_pipe_gets_no_colours() -> None:
    """Whatever the terminal behind it can show."""
    assert ESCAPE not in finish("check", ISTANBUL, "--scenario", "03", env={"TERM": "xterm-256color"}).stdout


@pytest.mark.parametrize(("room", "widest"), [("60", 60), ("200", 100), ("10", 40)])
def test_a_terminal_is_filled_within_reason(room: str, widest: int) -> None:
    """Lines follow its width, but do not become longer than one can read."""
    text = on_a_terminal("explain", ISTANBUL, "--scenario", "08", "--no-color", env={"COLUMNS": room})
    longest = max(width(line) for line in text.replace("\r\n", "\n").splitlines())

    assert widest - 12 < longest <= widest


def test_a_pipe_is_eighty_columns_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what is stored does not depend on the window."""
    monkeypatch.setenv("COLUMNS", "40")

    assert 80 == columns()


@pytest.mark.parametrize("encoding", ["cp1251", "ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("command", [["check"], ["check", "--verbose"], ["explain", "--scenario", "03"], ["lint"]])
def test_no_encoding_is_too_poor(command: list[str], encoding: str) -> None:
    """Signs that are missing get a stand-in, and a word stands beside each."""
    done = finish(command[0], ISTANBUL, *command[1:], env={"PYTHONIOENCODING": encoding}, encoding=encoding)

    assert 0 == done.code
    assert "Traceback" not in done.stderr
    if command[0] == "check" and encoding != "utf-8":
        assert "  Russia (RU)   / DEPENDS ON THE READING" in done.stdout
        assert "+ MET" in done.stdout
        assert "x NOT MET" in done.stdout


def test_every_help_can_be_written_in_ascii() -> None:
    """A newcomer with an old terminal reads it, too."""
    for name in COMMANDS:
        assert 0 == finish(name, "--help", env={"PYTHONIOENCODING": "ascii"}, encoding="ascii").code


def test_only_signs_that_are_missing_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows-1251 has quotation marks and dashes, but no check mark."""

    class Stream:
        encoding = "cp1251"

    monkeypatch.setattr(sys, "stdout", Stream())

    assert "+ “Украина” — да" == writable("✓ “Украина” — да")


# --- what can go wrong ----------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [("--help",), ("check", ISTANBUL), ("schema",), ("explain", ISTANBUL, "--scenario", "03")]
)
def test_a_reader_that_goes_away_is_no_mistake(arguments: tuple[str, ...]) -> None:
    """`conditions … | head` prints no traceback, and says by its code that not all was read."""
    process = start(*arguments)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()

    assert (NOBODY_READS, b"") == (process.wait(timeout=60), said)


def test_an_interruption_ends_quietly() -> None:
    """With the code that shells expect."""
    program = (
        "import os, signal\n"
        "from conditions.cli import finding\n"
        "finding.load_cases = lambda paths: os.kill(os.getpid(), signal.SIGINT)\n"
        "from conditions.cli import process; process()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "check", ISTANBUL], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert (INTERRUPTED, "") == (done.returncode, done.stdout)
    assert "Traceback" not in done.stderr
    assert signal.SIGINT + 128 == INTERRUPTED


def test_the_process_ends_as_quietly_before_it_has_begun() -> None:
    """What is registered for its end is still done, and what was written is not lost."""
    program = (
        "import atexit, sys\n"
        "from conditions.cli import app\n"
        "def interrupted(): sys.stdout.write('written'); raise KeyboardInterrupt\n"
        "app.main = interrupted\n"
        "atexit.register(lambda: sys.stderr.write('registered'))\n"
        "app.process()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)

    assert (INTERRUPTED, "written", "registered") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("command", ["check", "explain", "lint", "fmt", "report"])
def test_bad_input_never_prints_a_traceback(command: str, tmp_path: Path) -> None:
    """A missing file, a folder without a dossier, a file that is no text, a file that cannot be read."""
    noise = tmp_path / "noise.scenario.yaml"
    noise.write_bytes(bytes(range(256)))
    for path in (tmp_path / "nowhere", tmp_path, noise):
        done = run(command, path)

        assert (2, "") == (done.code, done.stdout if command != "lint" else "")
        assert "Traceback" not in done.stderr
        assert command == "lint" or str(path) in done.stderr


def test_a_full_disk_is_said_in_a_line() -> None:
    """Whatever the system refuses, the user sees its reason."""
    if not Path("/dev/full").exists():
        pytest.skip("no device that is always full")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        command = [sys.executable, "-c", "from conditions.cli import process; process()", "schema"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT)

    assert (2, "no space left on device") == (done.returncode, done.stderr.strip())


def test_data_goes_to_standard_output_alone() -> None:
    """What a program reads is not mixed with messages."""
    done = run("check", ISTANBUL, "--as-of", "2022-03-29", "--format", "json")

    assert json.loads(done.stdout)["scenarios"]
    assert "expectations are not compared" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the stream")
@pytest.mark.parametrize("stream", [0, 1, 2])
def test_a_stream_may_be_closed(stream: int) -> None:
    """A program that is started without one of its streams says what it can, and does not fall over."""
    program = f'"{sys.executable}" -c "from conditions.cli import main; main()" schema scenario {stream}>&-'
    done = subprocess.run(["sh", "-c", program], cwd=ROOT, capture_output=True, check=False, timeout=60)

    assert (0, b"") == (done.returncode, done.stderr)
    assert (stream != 1) == bool(done.stdout)
