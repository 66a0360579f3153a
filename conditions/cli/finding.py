"""From the paths and names on the command line to dossiers, scenarios and parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from conditions.errors import ConditionsError, FileError, Problem, UnknownNameError, did_you_mean
from conditions.files.dossier import NAMES, load_dossier_file
from conditions.files.scenario import ENDINGS, LoadedScenario, load_folder, load_scenario_file
from conditions.files.yaml_nodes import read_file
from conditions.model.dossier import Dossier


class Case(NamedTuple):
    """A dossier with some of its scenarios.

    Attributes:
        dossier: The dossier.
        scenarios: The scenarios, in the order in which they were asked for.
        path: What was named on the command line.
    """

    dossier: Dossier
    scenarios: tuple[LoadedScenario, ...]
    path: Path


def is_scenario(path: Path) -> bool:
    """Whether a file is a scenario: by its name, else by what stands in it.

    Raises:
        FileError: The name does not tell, and the file cannot be read.
    """
    if path.name.endswith(ENDINGS):
        return True
    return path.name not in NAMES and "scenario" in read_file(path)


def load_cases(paths: Iterable[Path]) -> list[Case]:
    """The dossiers and scenarios that the paths name; scenario files of one dossier are one case.

    Raises:
        FileError: With every problem of every file.
    """
    cases: list[Case] = []
    problems: list[Problem] = []
    read: dict[Path, Dossier] = {}
    for path in paths:
        try:
            _add(cases, path, read)
        except ConditionsError as error:
            problems += error.problems
    if problems:
        raise FileError(problems)
    return cases


def _add(cases: list[Case], path: Path, read: dict[Path, Dossier]) -> None:
    if path.is_dir() or path.name in NAMES:
        folder = load_folder(path if path.is_dir() else path.parent)
        cases.append(Case(folder.dossier.dossier, folder.scenarios, path))
        return
    if not is_scenario(path):
        cases.append(Case(load_dossier_file(path).dossier, (), path))
        return
    scenario = load_scenario_file(path, read=read)
    last = cases[-1] if cases else None
    if last is not None and last.dossier == scenario.dossier and not last.path.is_dir():
        cases[-1] = last._replace(scenarios=(*last.scenarios, scenario))
    else:
        cases.append(Case(scenario.dossier, (scenario,), path))


def short_name(loaded: LoadedScenario) -> str:
    """The name of a scenario's file without its ending."""
    name = loaded.path.name
    ending = next((ending for ending in ENDINGS if name.endswith(ending)), loaded.path.suffix)
    return name.removesuffix(ending)


def matching(scenarios: Sequence[LoadedScenario], text: str) -> list[LoadedScenario]:
    """The scenarios that a text means: by title or file name, by the number that a file name begins with, or by a part.

    Raises:
        UnknownNameError: There is none.
    """
    wanted = text.strip().casefold()
    exact = [loaded for loaded in scenarios if wanted in _names(loaded)]
    if exact:
        return exact
    numbered = [loaded for loaded in scenarios if wanted.isdecimal() and wanted == short_name(loaded).partition("-")[0]]
    if numbered:
        return numbered
    found = [loaded for loaded in scenarios if any(wanted in name for name in _names(loaded))]
    if not found:
        known = [name for loaded in scenarios for name in (short_name(loaded), loaded.scenario.title)]
        hint = did_you_mean(text, known) or (
            "known are " + ", ".join(f"`{short_name(loaded)}`" for loaded in scenarios)
        )
        raise UnknownNameError(Problem("unknown-scenario", f"unknown scenario `{text}`", hint=hint))
    return found


def _names(loaded: LoadedScenario) -> set[str]:
    return {name.casefold() for name in (loaded.scenario.title, loaded.path.name, short_name(loaded), str(loaded.path))}


def chosen(cases: Sequence[Case], names: tuple[str, ...]) -> list[Case]:
    """The cases with only the scenarios asked for.

    Raises:
        UnknownNameError: A name means none of them.
        FileError: A folder has none.
    """
    for case in cases:
        if not case.scenarios:
            hint = "describe a course of events in a file that ends in `.scenario.yaml`"
            raise FileError(Problem("no-scenario", f"there is no scenario in `{case.path}`", hint=hint))
    if not names:
        return list(cases)
    everything = [loaded for case in cases for loaded in case.scenarios]
    wanted = {id(loaded) for name in names for loaded in matching(everything, name)}
    kept = [case._replace(scenarios=tuple(one for one in case.scenarios if id(one) in wanted)) for case in cases]
    return [case for case in kept if case.scenarios]


def party_code(dossier: Dossier, text: str) -> str:
    """The code of the party that a text means: its code or its name.

    Raises:
        UnknownNameError: There is none.
    """
    wanted = text.strip().casefold()
    for code, party in dossier.parties.items():
        if wanted in (code.casefold(), party.name.casefold()):
            return code
    known = [*dossier.parties, *(party.name for party in dossier.parties.values())]
    hint = did_you_mean(text, known) or ("known are " + ", ".join(f"`{code}`" for code in dossier.parties))
    raise UnknownNameError(Problem("unknown-party", f"unknown party `{text}`", hint=hint))
