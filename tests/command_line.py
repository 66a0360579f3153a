"""The command line as a test sees it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from conditions.cli.app import program

ROOT = Path(__file__).resolve().parents[1]
ISTANBUL = "scenarios/istanbul-2022"


@dataclass(frozen=True)
class Done:
    """What a command printed, and how it ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.stdout.splitlines()


def run(*arguments: str | Path, env: Mapping[str, str | None] | None = None) -> Done:
    """Run a command in this process; an exception that nobody expects is raised."""
    found = CliRunner().invoke(program, [str(one) for one in arguments], env=env)
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return Done(found.exit_code, found.stdout, found.stderr)


def start(*arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a command in a process of its own, in the repository's folder."""
    command = [sys.executable, "-c", "from conditions.cli import process; process()", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(*arguments: str | Path, env: Mapping[str, str] | None = None, encoding: str = "utf-8") -> Done:
    """Run a command in a process of its own."""
    process = start(*arguments, env=env)
    stdout, stderr = process.communicate(timeout=60)
    return Done(process.returncode, stdout.decode(encoding), stderr.decode(encoding))
