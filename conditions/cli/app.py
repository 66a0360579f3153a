"""The program: its commands, each loaded when it is called, and what happens to errors."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, Final, NoReturn

import click

from conditions import __version__
from conditions.cli.streams import give_up_stdout, prepare_streams, say
from conditions.errors import ConditionsError, did_you_mean

COMMANDS: Final = {
    "check": "Check scenarios against every party's stated conditions.",
    "test": "Run scenarios as tests: one for each answer that they expect.",
    "explain": "Say why: the condition, the days and facts that decided, the quote.",
    "moments": "Show on which day each moment comes, if it does.",
    "obligations": "Say who must act after an incident, and by which clause.",
    "conflicts": "Say what stands between the parties and a goal.",
    "concessions": "Say what each side would have to give for it.",
    "deadlock": "Say who waits for whom, and what would untie it.",
    "space": "Count the packages that conditions leave, and what each costs.",
    "roadmap": "Say in which order, and on which days, all conditions can be kept.",
    "stability": "Say which packages every party would stay at.",
    "ask": "Say which unknown would settle most, and who could know.",
    "watch": "Follow a log of what happens: what changed, what is unlocked, what is due.",
    "lint": "Show everything that is wrong or doubtful in files.",
    "coverage": "Show what scenarios exercise, and which sentences none does.",
    "mutate": "Show which changes of the rules no scenario notices.",
    "fmt": "Write the conditions of files in their usual form.",
    "lsp": "Help editors with dossiers and scenarios, as a language server.",
    "schema": "Print the JSON Schema of dossier or scenario files, for editors.",
    "new": "Start a dossier: a folder with a commented example.",
    "report": "Write a dossier as a page: conditions, sources, verdicts.",
    "sweep": "Check a table of scenarios: Parquet, CSV or JSON lines.",
    "compare": "Compare positions by what they mean.",
    "diff": "Compare the parties' positions of two days: on record, or only claimed.",
}
"""Every command, with its line in the help; its module has the same name with `_command`."""

INTERRUPTED: Final = 130
NOBODY_READS: Final = 141
UNUSABLE: Final = 2
# Looking for garbage is a tenth of our part of a check, and finds none; Python does it after every 700 new objects.
_GARBAGE: Final = 200_000

_HELP: Final = """Checks scenarios of a negotiation against the parties' stated conditions.

A dossier is a folder: `dossier.yaml` says what each party has said it needs, with
the quotes; each `*.scenario.yaml` tells one course of events. The tool answers, for
every scenario and party, whether the conditions are met, and why.

\b
  conditions new my-talks                     start a dossier
  conditions check my-talks                   check all of its scenarios
  conditions explain my-talks --party UA      say why

What is asked for goes to standard output, everything else to standard error.
"""
_EPILOG: Final = """Every command has its own help: `conditions check --help`.

Completion in bash: `eval "$(_CONDITIONS_COMPLETE=bash_source conditions)"`; in zsh and
fish likewise, with `zsh_source` and `fish_source`. NO_COLOR turns colours off.
"""


class Program(click.Group):
    """The group of all commands."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Every command, in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, out of its module."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"conditions.cli.{cmd_name}_command").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; where there is none, the nearest one."""
        if args and args[0] not in COMMANDS:
            hint = did_you_mean(args[0], COMMANDS) or f"the commands are {', '.join(COMMANDS)}"
            raise click.UsageError(f"there is no command `{args[0]}`: {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, for which none of them is loaded."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]  # click's overloads say what it returns in each mode
        """Run the program and exit: every mistake in an input is printed as it is, without a traceback."""
        prepare_streams()
        extra["standalone_mode"] = False
        sys.exit(self._exit_code(args, prog_name or "conditions", extra))

    def _exit_code(self, args: Sequence[str] | None, prog_name: str, extra: dict[str, Any]) -> int:
        stdout = sys.stdout
        try:
            code = super().main(args, prog_name, **extra)
            stdout.flush()
        except ConditionsError as error:
            say(str(error))
            return UNUSABLE
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            return INTERRUPTED
        except BrokenPipeError:
            return nobody_reads()
        except SystemExit:
            if sys.stdout is stdout:
                raise
            # click has met the closed pipe, put a silent stream in its place, and would exit with 1.
            sys.stdout = stdout
            return nobody_reads()
        except OSError as error:
            named = f"`{error.filename}`: " if error.filename else ""
            say(f"{named}{(error.strerror or str(error)).lower()}")
            return UNUSABLE
        return code if isinstance(code, int) else 0


def nobody_reads() -> int:
    """The exit code where standard output was closed by its reader, as `head` does."""
    give_up_stdout()
    return NOBODY_READS


@click.group(
    cls=Program,
    help=_HELP,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    no_args_is_help=True,
)
@click.version_option(__version__, prog_name="conditions")
def program() -> None:
    """The group itself does nothing."""


def process() -> NoReturn:
    """Run the program as a process of its own, with the arguments of the command line, and end the process.

    It ends without taking Python apart: that would take time, and threads of a library that are still at work when
    somebody interrupts would then meet an interpreter that is no longer there, and abort.
    """
    code: object = None
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    except KeyboardInterrupt:
        code = INTERRUPTED
    atexit._run_exitfuncs()  # noqa: SLF001 - the only way to run what `os._exit` leaves out
    for stream in (sys.stdout, sys.stderr):
        # What could not be written has been said, or there is nobody to say it to.
        with suppress(OSError, ValueError):
            if stream is not None:
                stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the program with these arguments, or with those of the command line, and exit."""
    gc.set_threshold(_GARBAGE)
    # Pydantic would search every installed distribution for plugins, and run those that it finds.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        program.main(args)
    finally:
        # The process ends here. A last search for garbage would take as long as a fifth of a check.
        gc.freeze()
