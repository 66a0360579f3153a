"""What an editor underlines in a file: mistakes, what is doubtful, and expectations that the answers do not meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from conditions.check import Checker
from conditions.errors import ConditionsError, Problem, visible
from conditions.files.nodes import Mapping, Text, locate
from conditions.files.scenario import LoadedFolder, LoadedScenario
from conditions.location import Location
from conditions.lsp.columns import Position, Range, range_of
from conditions.lsp.workspace import Read, Workspace
from conditions.model.findings import Finding
from conditions.runner import ScenarioCases, cases_of
from conditions.unused import Readers

Severity: TypeAlias = Literal["error", "warning", "information"]

Rated: TypeAlias = tuple[Problem, Severity]
"""A problem, and how much it matters in an editor."""

MOST: Final = 300
"""Most remarks on one file."""
_TOP: Final = Range(Position(0, 0), Position(0, 1))


class Remark(NamedTuple):
    """Something to underline.

    Attributes:
        range: Where.
        severity: How much it matters.
        code: Its name, which has a section in the documentation of errors.
        message: What is wrong, with what to do about it.
        related: Further places with the reason why each matters: the file, the range there, the reason.
    """

    range: Range
    severity: Severity
    code: str
    message: str
    related: tuple[tuple[Path, Range, str], ...] = ()


def diagnose(workspace: Workspace, path: Path) -> list[Remark]:
    """Everything that is to be said of a file, in its order; nothing of a file of another kind."""
    if workspace.kind(path) is None:
        return []
    read = workspace.read(path)
    beside: list[Read] = []
    if read.dossier is not None:
        beside = [workspace.scenario(one) for one in workspace.family(path)]
    elif read.home is not None:
        beside = [workspace.dossier(read.home)]
    found = workspace.once(("diagnosis", path), (read, *beside), lambda: tuple(_found(workspace, read, beside)))
    return list(found)


def _found(workspace: Workspace, read: Read, beside: list[Read]) -> list[Remark]:
    if read.dossier is not None:
        found = _remarks(workspace, read, _warnings(read, beside))
    elif read.scenario is not None:
        found = _remarks(workspace, read, _answers(read.scenario))
    else:
        found = _broken(workspace, read)
    return sorted(dict.fromkeys(found))[:MOST]


def _broken(workspace: Workspace, read: Read) -> Iterator[Remark]:
    """What is wrong with a file; of a scenario whose dossier is wrong, that it is."""
    yield from _remarks(workspace, read, ((problem, problem.severity) for problem in read.problems))
    if read.home is not None and (of_dossier := workspace.dossier(read.home)).dossier is None:
        count = len(of_dossier.problems)
        message = f"the dossier has {count} {'mistake' if count == 1 else 'mistakes'}, so nothing is checked against it"
        place = of_dossier.problems[0].location if of_dossier.problems else None
        related: tuple[tuple[Path, Range, str], ...] = ()
        if place is not None:
            related = ((read.home, range_of(place, workspace.encoding), visible(of_dossier.problems[0].message)),)
        yield Remark(_named_dossier(workspace, read), "error", "no-dossier", message, related)


def _named_dossier(workspace: Workspace, read: Read) -> Range:
    root = read.file.root
    said = root.get("dossier") if isinstance(root, Mapping) else None
    if isinstance(said, Text):
        return range_of(locate(said), workspace.encoding, _lead(workspace, read.file.path))
    return _TOP


# --- what is allowed, and doubtful -----------------------------------------------


def _warnings(read: Read, scenarios: list[Read]) -> Iterator[Rated]:
    """The warnings on a dossier; that nothing uses something can only be said where all scenarios can be read."""
    assert read.dossier is not None
    sound = [one.scenario for one in scenarios if one.scenario is not None]
    for problem in LoadedFolder(read.dossier, tuple(sound)).warnings:
        if len(sound) == len(scenarios) or not problem.code.startswith("unused-"):
            yield problem, problem.severity


def _answers(loaded: LoadedScenario) -> Iterator[Rated]:
    """Expectations that the answers do not meet, and what nothing reads."""
    places = loaded.places
    for one in Readers(loaded.dossier).unused(loaded.scenario):
        yield places.problem(Finding(one.path, one.problem(), at_key=one.what in {"fact", "group"})), "information"
    if not loaded.scenario.expects_something:
        return
    try:
        cases = ScenarioCases(loaded, cases_of(loaded), (), Checker(loaded.dossier))
        for case in cases.cases:
            mismatch = cases.mismatch(case)
            if mismatch is not None and case.known_failure is not None:
                yield replace(mismatch.problem(loaded), hint=f"known to fail: {case.known_failure}"), "information"
            elif mismatch is not None:
                yield mismatch.problem(loaded), "warning"
    except ConditionsError as error:
        yield from ((problem, problem.severity) for problem in error.problems)


# --- from problems to remarks ------------------------------------------------------


def _remarks(workspace: Workspace, read: Read, rated: Iterable[Rated]) -> Iterator[Remark]:
    """The problems that are about a file, or about none."""
    path, lead = read.file.path, _lead(workspace, read.file.path)
    for problem, severity in rated:
        place = problem.location
        if place is not None and place.path != str(path):
            continue
        where = range_of(place, workspace.encoding, lead) if place is not None else _TOP
        yield Remark(where, severity, problem.code, message_of(problem), tuple(_related(workspace, problem)))


def message_of(problem: Problem) -> str:
    """A problem in words: what is wrong, and what to do about it."""
    lines = [visible(problem.message)]
    if problem.hint:
        lines.append(f"hint: {visible(problem.hint)}")
    return "\n".join(lines)


def _related(workspace: Workspace, problem: Problem) -> Iterator[tuple[Path, Range, str]]:
    for reason, place in problem.related:
        yield Path(place.path), range_of(place, workspace.encoding, _lead_at(workspace, place)), visible(reason)


def _lead_at(workspace: Workspace, place: Location) -> int:
    return _lead(workspace, Path(place.path)) if place.line == 1 else 0


def _lead(workspace: Workspace, path: Path) -> int:
    """What a byte order mark takes, if the editor has one."""
    return workspace.page(path).lead


__all__ = ["MOST", "Remark", "Severity", "diagnose", "message_of"]
