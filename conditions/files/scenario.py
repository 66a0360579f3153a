"""Scenarios from files: read, checked against their dossier, with every problem in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import field
from functools import cached_property
from itertools import chain
from pathlib import Path as FilePath
from typing import Final, NamedTuple

from pydantic import ValidationError

from conditions.binding import Binding
from conditions.errors import FileError, Problem
from conditions.files.dossier import NAMES, LoadedDossier, content, load_dossier_file
from conditions.files.nodes import Mapping, Text, locate
from conditions.files.places import Places, refuse
from conditions.files.steps import StepPlaces
from conditions.files.yaml_nodes import read_file, read_mapping
from conditions.knowledge import Knowledge
from conditions.location import Location
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.findings import MOST, Finding, findings
from conditions.model.given import ContestedFact
from conditions.model.references import size_problems
from conditions.model.scenario import Scenario
from conditions.model.scenario_references import scenario_problems
from conditions.records import dataclass

ENDINGS: Final = (".scenario.yaml", ".scenario.yml", ".scenario.json")
"""What the names of scenario files end in."""

_SECTIONS: Final = frozenset(
    "timeline facts groups incidents tags "
    "expect expect_compliance expect_exactly expect_moments expect_in_force expect_obligations "
    "viewpoints waivers".split()
)
"""Fields that may be left empty."""
_OF_KEYS: Final = frozenset(
    {"unknown-fact", "not-a-fact", "unknown-group", "needs-member", "unknown-member", "unnamed-members"}
)
"""Problems of the names of facts and groups, which are keys."""
_KEYED: Final = frozenset({"facts", "groups", "viewpoints"})
_OF_THE_WHOLE: Final = frozenset({"contradiction", "order-by-unlisted", "order-by-never"})
"""Problems that follow from missing steps, and mean nothing where some step could not be read."""


@dataclass(frozen=True)
class LoadedScenario:
    """A scenario, the file it was read from, and its dossier.

    Attributes:
        scenario: The scenario.
        dossier: The dossier against which it was checked.
        path: The file, as it was named.
        root: What stands in the file.
        known: What the scenario knows, over the vocabulary of the dossier.
    """

    scenario: Scenario
    dossier: Dossier
    path: FilePath
    root: Mapping
    known: Knowledge = field(repr=False, compare=False)

    @cached_property
    def places(self) -> Places:
        """Where its parts stand."""
        return places_of(self.root, self.dossier)

    def locate(self, *path: str | int) -> Location | None:
        """The place of a part: `locate("timeline", 2, "on")`, `locate("expect", "RU", "strict")`."""
        return self.places.locate(path)


@dataclass(frozen=True)
class LoadedFolder:
    """A dossier with its scenarios.

    Attributes:
        dossier: The dossier and its file.
        scenarios: The scenarios and their files, by file name.
    """

    dossier: LoadedDossier
    scenarios: tuple[LoadedScenario, ...]

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """What is allowed but deserves a second look; what a scenario uses is not unused."""
        used = {name for loaded in self.scenarios for name in _used(loaded.scenario)}
        return self.dossier.warnings_with(used)


@accepting()
def load_scenario(path: str | FilePath, dossier: Dossier | None = None) -> Scenario:
    """The scenario of a YAML or JSON file, checked against its dossier.

    Args:
        path: The file.
        dossier: Its dossier; without one, the file that the scenario names is read.
            It must stand in the scenario's folder, below it, or in the folder above.

    Raises:
        FileError: With every problem of the file.
    """
    return load_scenario_file(path, dossier).scenario


def load_scenario_file(
    path: str | FilePath, dossier: Dossier | None = None, *, read: MutableMapping[FilePath, Dossier] | None = None
) -> LoadedScenario:
    """The same with its file, which knows the place of everything.

    Args:
        path: The file.
        dossier: Its dossier, as in `load_scenario`.
        read: Dossiers that were read before, by file, to which those that are read are added.

    Raises:
        FileError: With every problem of the file.
    """
    file = FilePath(path)
    root = read_file(file)
    if dossier is None:
        try:
            dossier = _dossier_of(root, file, {} if read is None else read)
        except FileError as error:
            raise FileError([*own_problems(root), *error.problems]) from None
    return scenario_in(root, file, dossier)


@accepting()
def read_scenario(text: str, dossier: Dossier, path: str = "<text>", *, json: bool = False) -> Scenario:
    """The scenario in a text, checked against its dossier; `path` is what problems call the text.

    Raises:
        FileError: With every problem of the text.
    """
    return scenario_in(read_mapping(text, path, json=json), FilePath(path), dossier).scenario


@accepting()
def dump_scenario(scenario: Scenario, *, json: bool = False, schema: str | None = None) -> str:
    """The scenario as the text of a YAML or JSON file; reading it gives back an equal scenario.

    Args:
        scenario: The scenario.
        json: As JSON.
        schema: Path or address of the schema, by which an editor finds it.
    """
    from conditions.files.write import to_json, to_yaml, with_schema  # most only read
    from conditions.model.data import to_data

    text = to_json(to_data(scenario)) if json else to_yaml(to_data(scenario))
    return text if schema is None else with_schema(text, schema, as_json=json)


@accepting()
def load_folder(path: str | FilePath) -> LoadedFolder:
    """The dossier of a folder, `dossier.yaml`, with every `*.scenario.yaml` in it; JSON too.

    Raises:
        FileError: With every problem of every file.
    """
    folder = FilePath(path)
    problems: list[Problem] = []
    dossier: LoadedDossier | None = None
    try:
        dossier = load_dossier_file(folder)
    except FileError as error:
        problems += error.problems
    scenarios: list[LoadedScenario] = []
    for file in scenario_files(folder):
        try:
            root = read_file(file)
            if dossier is None:
                problems += own_problems(root)
            else:
                scenarios.append(scenario_in(root, file, dossier.dossier))
        except FileError as error:
            problems += error.problems
    problems += _same_titles(scenarios)
    if problems or dossier is None:
        raise FileError(problems)
    return LoadedFolder(dossier, tuple(scenarios))


def scenario_files(folder: FilePath) -> list[FilePath]:
    """The scenario files of a folder, by name."""
    return sorted(file for file in folder.glob("*") if file.name.endswith(ENDINGS))


def _dossier_of(root: Mapping, file: FilePath, read: MutableMapping[FilePath, Dossier]) -> Dossier:
    """The dossier of a scenario, which is read if it was not read before.

    Raises:
        FileError: It names none that it may name, or there is none, or something is wrong with it.
    """
    said = root.get("dossier")
    named = file.parent / said if isinstance(said, Text) else None
    if named is not None and named in read:
        return read[named]
    found = dossier_named_in(root, file)
    place = found.resolve()
    if place not in read:
        read[place] = load_dossier_file(found).dossier
    if named is not None:
        read[named] = read[place]
    return read[place]


def dossier_named_in(root: Mapping, file: FilePath) -> FilePath:
    """The dossier file that a scenario names.

    Raises:
        FileError: It names none that it may name, or there is none.
    """
    said = root.get("dossier")
    folder = file.parent
    if not isinstance(said, Text):
        default = next((folder / name for name in NAMES if (folder / name).exists()), None)
        if default is None:
            message = "the scenario does not say which dossier it belongs to"
            hint = f"write `dossier: …` with the path of the file, or put it beside `{NAMES[0]}`"
            raise FileError(Problem("no-dossier", message, locate(root), hint=hint))
        return default
    named = FilePath(said)
    if named.is_absolute() or not _is_near(folder, named):
        hint = "name a file in the scenario's folder, below it, or in the folder above it"
        raise FileError(Problem("dossier-elsewhere", f"`{said}` is not near the scenario", locate(said), hint=hint))
    if not (folder / named).is_file():
        raise FileError(Problem("no-dossier", f"there is no dossier file `{folder / named}`", locate(said)))
    return folder / named


def _is_near(folder: FilePath, named: FilePath) -> bool:
    """Whether a path leads into the folder, or directly into the one above; links are followed."""
    home, target = folder.resolve(), (folder / named).resolve()
    return target.is_relative_to(home) or target.parent == home.parent


def scenario_in(root: Mapping, path: FilePath, dossier: Dossier) -> LoadedScenario:
    """The scenario that stands in what was read of a file, checked against its dossier.

    Raises:
        FileError: With every problem of the file.
    """
    checked = _checked(root, dossier)
    places = places_of(root, dossier)
    refuse((places.problem(finding) for finding in checked.found), checked.uncounted)
    assert checked.scenario is not None
    assert checked.known is not None
    return LoadedScenario(checked.scenario, dossier, path, root, checked.known)


def own_problems(root: Mapping) -> tuple[Problem, ...]:
    """What is wrong with a scenario whose dossier cannot be had."""
    places = places_of(root, None)
    checked = _checked(root, None)
    try:
        refuse((places.problem(finding) for finding in checked.found), checked.uncounted)
    except FileError as error:
        return error.problems
    return ()


class _Checked(NamedTuple):
    """A scenario, or what is wrong with it.

    Attributes:
        scenario: The scenario, unless there are mistakes that concern it alone.
        found: What is wrong, looked for as far as it is asked for.
        uncounted: How many more mistakes there are that are not in `found`.
        known: What the scenario knows, where nothing is wrong with it.
    """

    scenario: Scenario | None
    found: Iterable[Finding]
    uncounted: int = 0
    known: Knowledge | None = None


def _checked(root: Mapping, dossier: Dossier | None) -> _Checked:
    """What is wrong with the scenario by itself, and against its dossier."""
    data = {key: value for key, value in content(root).items() if value is not None or key not in _SECTIONS}
    places = places_of(root, dossier)
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as error:
        found = findings(error, Scenario, data)
        if error.error_count() > MOST or dossier is None:
            return _Checked(None, found, max(0, error.error_count() - MOST))
        from conditions.files.mending import sound_scenario  # only where there are mistakes

        sound = sound_scenario(data, found)
        more = _against(sound, dossier, places)[0] if sound else ()
        lacks_steps = any(finding.path[:1] == ("timeline",) for finding in found)
        kept = (one for one in more if not (lacks_steps and one.problem.code in _OF_THE_WHOLE))
        return _Checked(None, chain(found, kept))
    if dossier is None:
        return _Checked(scenario, ())
    against, known = _against(scenario, dossier, places)
    return _Checked(scenario, against, known=known)


def _against(scenario: Scenario, dossier: Dossier, places: Places) -> tuple[Iterable[Finding], Knowledge | None]:
    """What a scenario gets wrong about its dossier, and where it contradicts itself; what it knows if it does not."""
    groups = dossier.vocabulary.groups
    sizes = list(size_problems(dossier, {**groups, **scenario.groups}, lambda *_: ("groups",)))
    if sizes:
        return sizes, None
    binding = Binding(scenario, dossier.vocabulary)
    known = binding.knowledge()
    if not binding.findings:
        return scenario_problems(scenario, dossier), known
    # Only mistakes need the place of everything.
    binding = Binding(scenario, dossier.vocabulary, places.locate)
    binding.knowledge()
    found = (
        item._replace(at_key=item.path[0] in _KEYED and item.problem.code in _OF_KEYS) for item in binding.findings
    )
    return chain(found, scenario_problems(scenario, dossier)), None


# --- several scenarios ----------------------------------------------------------


def _same_titles(scenarios: list[LoadedScenario]) -> Iterator[Problem]:
    seen: dict[str, LoadedScenario] = {}
    for loaded in scenarios:
        first = seen.setdefault(loaded.scenario.title, loaded)
        if first is not loaded:
            yield same_title(first, loaded)


def same_title(first: LoadedScenario, second: LoadedScenario) -> Problem:
    """That two scenarios of a folder have one name."""
    place = first.locate("scenario")
    return Problem(
        "same-title",
        f"another scenario of this folder is called `{second.scenario.title}` too",
        second.locate("scenario"),
        hint="give one of them another name",
        related=(("it is called so here", place),) if place else (),
    )


def _used(scenario: Scenario) -> Iterator[str]:
    """The names and ids that a scenario mentions."""
    from conditions.model.lint import stems  # only those who ask for warnings need it

    yield from scenario.source
    yield from (name for view in scenario.viewpoints.values() for name in view.source)
    yield from (name for waiver in scenario.waivers.values() for name in waiver.source)
    for given in scenario.facts.values():
        yield from (name for told in (given.told if isinstance(given, ContestedFact) else ()) for name in told.source)
    for step in scenario.timeline:
        yield from step.source
        for event in step.events:
            yield from stems(event)
    for fact in scenario.facts:
        yield from stems(fact)


def places_of(root: Mapping, dossier: Dossier | None) -> Places:
    """The places of a scenario's file."""
    title = root.get("scenario")
    context = f"the scenario {title}" if isinstance(title, Text) else None
    names: list[str] = []
    if dossier is not None:
        names = [*dossier.vocabulary.everything(), *dossier.parties, *dossier.conditions, *dossier.statements]
    return StepPlaces(root, lambda _: context, names)


__all__ = [
    "LoadedFolder",
    "LoadedScenario",
    "dossier_named_in",
    "dump_scenario",
    "load_folder",
    "load_scenario",
    "load_scenario_file",
    "own_problems",
    "read_scenario",
    "same_title",
    "scenario_files",
    "scenario_in",
]
