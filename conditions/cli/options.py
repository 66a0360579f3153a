"""Options that several commands share, and the values that they take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from conditions.errors import ConditionsError

F = TypeVar("F", bound=Callable[..., Any])


def _day(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """The day of a text, `2022-04-26`."""
    if value is None:
        return None
    from conditions.dates import parse_day

    try:
        return parse_day(value)
    except ConditionsError as error:
        problem = error.problems[0]
        raise click.BadParameter(f"{problem.message}{f' ({problem.hint})' if problem.hint else ''}") from None


def _readings(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """The reading chosen for each condition, `RU-territory=strict`."""
    chosen: dict[str, str] = {}
    for value in values:
        condition, _, reading = (part.strip() for part in value.partition("="))
        if not (condition and reading):
            raise click.BadParameter(f"`{value}` is not of the form CONDITION=READING, as in RU-territory=strict")
        chosen[condition] = reading
    return chosen


def _no_color(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        ctx.color = False


def no_color(command: F) -> F:
    """The option `--no-color`."""
    help_ = "Write without colours, as NO_COLOR does."
    return click.option("--no-color", is_flag=True, expose_value=False, callback=_no_color, help=help_)(command)


def formats(*names: str) -> Callable[[F], F]:
    """The option `--format`; the first name is the default."""
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True, help="How to write it."
    )


def paths(required: bool = True) -> Callable[[F], F]:
    """One or more files or folders."""
    return click.argument("paths", metavar="PATH...", nargs=-1, required=required, type=click.Path(path_type=Path))


def as_of(command: F) -> F:
    """The option `--as-of`, a day."""
    help_ = "Count the positions held on this day, not on the scenario's own."
    return click.option("--as-of", metavar="DAY", callback=_day, help=help_)(command)


def day(name: str, help_: str) -> Callable[[F], F]:
    """A day that must be given; the command gets it as `start` for `--from`, `end` for `--to`."""
    parameter = {"--from": "start", "--to": "end"}[name]
    return click.option(name, parameter, metavar="DAY", required=True, callback=_day, help=help_)


def known_at(command: F) -> F:
    """The option `--known-at`, a day."""
    help_ = "Count as known only what had been reported by the end of this day."
    return click.option("--known-at", metavar="DAY", callback=_day, help=help_)(command)


def as_told_by(command: F) -> F:
    """The option `--as-told-by`, which may be given several times; the command gets `accounts`."""
    help_ = "Take the word of this party, or speaker, on the positions of others; may be given several times."
    return click.option("--as-told-by", "accounts", metavar="PARTY", multiple=True, help=help_)(command)


def quiet(command: F) -> F:
    """The option `--quiet` of what takes long."""
    return click.option("-q", "--quiet", is_flag=True, help="Tell no progress.")(command)


def level(command: F) -> F:
    """The option `--level`, how firmly on record."""
    choices = click.Choice(["stated", "reported", "inferred", "hypothetical"])
    help_ = "The least firm conditions that take part in the answers."
    return click.option("--level", type=choices, default="reported", show_default=True, help=help_)(command)


def reading(command: F) -> F:
    """The option `--reading`, which may be given several times; the command gets a mapping `readings`."""
    help_ = "Read a condition in this way only; may be given several times."
    return click.option(
        "--reading", "readings", metavar="CONDITION=READING", callback=_readings, multiple=True, help=help_
    )(command)
