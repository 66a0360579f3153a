"""`conditions explain`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from conditions.cli import options, paint
from conditions.cli.streams import columns, put, put_json, writable

if TYPE_CHECKING:
    from conditions.check import CheckResult
    from conditions.cli.finding import Case
    from conditions.explain import Explanation, PartyExplanation
    from conditions.files.scenario import LoadedScenario
    from conditions.model.positions import Level

_HELP = """Say why a party's conditions are met or not in a scenario.

PATH is a scenario file, or the folder of a dossier together with --scenario.

Each condition is shown with what it says, the days and facts that decided, the statement
and quote it rests on, what is missing where the answer is open, and the smallest changes of
the scenario that would turn the answer.

\b
Examples:
  conditions explain scenarios/istanbul-2022 --scenario "voters say no"
  conditions explain scenarios/istanbul-2022 --scenario 08 --party RU
  conditions explain scenarios/istanbul-2022 --scenario 08 --reading strict
"""


@click.command("explain", help=_HELP, short_help="Say why.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--scenario", metavar="TEXT", help="The scenario with this in its title or file name.")
@click.option("--party", metavar="PARTY", help="Only this party, by code or name.")
@click.option("--condition", metavar="ID", help="Only this condition.")
@click.option("--reading", metavar="NAME", help="Only this way to understand a condition.")
@click.option("--viewpoint", metavar="NAME", help="As one of the scenario's viewpoints has it.")
@options.as_of
@options.known_at
@options.as_told_by
@options.level
@options.formats("text", "json", "markdown")
@options.no_color
def command(
    path: Path,
    scenario: str | None,
    party: str | None,
    condition: str | None,
    reading: str | None,
    viewpoint: str | None,
    as_of: date | None,
    known_at: date | None,
    accounts: tuple[str, ...],
    level: Level,
    form: Literal["text", "json", "markdown"],
) -> int:
    """Explain a party or a condition."""
    from conditions.check import check
    from conditions.cli.finding import load_cases, party_code

    (case,) = load_cases([path])
    loaded = _one_scenario(case, scenario)
    result = check(
        loaded.dossier, loaded.scenario, as_of=as_of, known_at=known_at, accounts=accounts or None, level=level
    )
    if viewpoint is not None:
        result = _seen(result, viewpoint)
    code = party_code(loaded.dossier, party) if party is not None else None
    _write(form, list(_told(result, code, condition, reading)), result)
    return 0


def _seen(result: CheckResult, viewpoint: str) -> CheckResult:
    """The answers as a viewpoint has them.

    Raises:
        UnknownNameError: The scenario has no such viewpoint.
    """
    from conditions.errors import Problem, UnknownNameError, did_you_mean

    if viewpoint in result.viewpoints:
        return result.viewpoints[viewpoint]
    known = ", ".join(f"`{name}`" for name in result.viewpoints)
    hint = did_you_mean(viewpoint, result.viewpoints) or (f"known are {known}" if known else "the scenario has none")
    raise UnknownNameError(Problem("unknown-viewpoint", f"unknown viewpoint `{viewpoint}`", hint=hint))


def _one_scenario(case: Case, text: str | None) -> LoadedScenario:
    """The scenario that is meant.

    Raises:
        UsageError: Several are possible; the message lists them.
    """
    from conditions.cli.finding import matching, short_name

    found = list(case.scenarios) if text is None else matching(case.scenarios, text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.UsageError(
            f"there is no scenario in {case.path}: describe one in a file that ends in .scenario.yaml"
        )
    which = "in" if text is None else f"with “{text}” in"
    names = [short_name(loaded) for loaded in found]
    room = max(map(len, names))
    listed = [paint.cut(f"  {name:{room}}  {loaded.scenario.title}") for name, loaded in zip(names, found, strict=True)]
    head = f"there are {len(found)} scenarios {which} {case.path}; name one with --scenario:"
    raise click.UsageError("\n".join([head, *listed]))


def _told(
    result: CheckResult, party: str | None, condition: str | None, reading: str | None
) -> Iterator[Explanation | PartyExplanation]:
    """What was asked for: whole parties, or conditions where one or a reading is named.

    Raises:
        UnknownNameError: A name is not there.
    """
    from conditions.errors import Problem, UnknownNameError, did_you_mean
    from conditions.explain import explain, explain_party

    parties = [party] if party is not None else list(result.parties)
    if condition is None and reading is None:
        yield from (explain_party(result, code) for code in parties)
        return
    asked = [one for code in parties for one in result.parties[code].conditions]
    known = {one.id: one for one in asked}
    if condition is not None and condition in known:
        yield from explain(result, condition, reading)
        return
    if condition is not None:
        hint = did_you_mean(condition, known) or f"known are {', '.join(f'`{name}`' for name in known)}"
        raise UnknownNameError(Problem("unknown-condition", f"unknown condition `{condition}`", hint=hint))
    having = [one.id for one in asked if reading in one.verdicts]
    if not having:
        readings = list(dict.fromkeys(name for one in asked for name in one.verdicts if name))
        hint = did_you_mean(str(reading), readings) or f"known are {', '.join(f'`{name}`' for name in readings)}"
        raise UnknownNameError(Problem("unknown-reading", f"unknown reading `{reading}`", hint=hint))
    for name in having:
        yield from explain(result, name, reading)


def _write(
    form: Literal["text", "json", "markdown"], told: Sequence[Explanation | PartyExplanation], result: CheckResult
) -> None:
    match form:
        case "json":
            data = {"scenario": result.scenario.title, "explanations": [one.to_dict() for one in told]}
            put_json(data)
        case "markdown":
            from conditions.cli.explain_markdown import to_markdown

            put(writable(to_markdown(result.scenario.title, told)))
        case "text":
            paint.write(_lines(told, result))


def _lines(told: Sequence[Explanation | PartyExplanation], result: CheckResult) -> Iterator[paint.Line]:
    from conditions.explain import PartyExplanation, to_text

    if not any(isinstance(one, PartyExplanation) for one in told):
        yield from paint.wrapped(result.scenario.title, style="title")
        yield ()
    for number, one in enumerate(told):
        yield from [()] if number else []
        yield from (paint.marked(row) for row in to_text(one, columns()).splitlines())
