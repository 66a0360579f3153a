"""`conditions lsp`."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Final

import click

from conditions import __version__

_HELP = """Help editors with dossiers and scenarios, as a language server over standard input and output.

An editor starts it by itself. It shows mistakes and doubtful places while one types, completes
names and words of conditions, shows labels and quotes, leads to definitions, and renames. How
to set up an editor stands in docs/how-to/edit-in-an-editor.md. It needs the extra `lsp`:

\b
  pip install 'diplomatic-conditions[lsp]'
"""
_HOME: Final = Path(__file__).parents[2]
# A server lives long, and garbage in circles must be found now and then.
_GARBAGE: Final = 20_000


class _MissingError(click.ClickException):
    """The language server's package is not installed."""

    exit_code = 2


@click.command("lsp", help=_HELP, short_help="Help editors, as a language server.")
@click.option("--docs", metavar="ADDRESS", help="Address of the page on errors, to which mistakes link.")
@click.option("--stdio", is_flag=True, hidden=True, help="As some editors ask for; it speaks no other way.")
def command(docs: str | None, stdio: bool) -> int:  # noqa: ARG001 - there is no other way
    """Serve one editor."""
    try:
        from conditions.lsp.server import Server
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        message = "the language server needs pygls: install it with `pip install 'diplomatic-conditions[lsp]'`"
        raise _MissingError(message) from None
    gc.set_threshold(_GARBAGE)
    page = docs or _errors_page()
    # The protocol has the output to itself: whatever is printed goes to standard error.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        Server(__version__, page).run(output)
    return 0


def _errors_page() -> str | None:
    """The page on errors of the repository from which the program runs; an installed package has none."""
    page = _HOME / "docs" / "errors.md"
    return page.resolve().as_uri() if page.is_file() and (_HOME / "pyproject.toml").is_file() else None
