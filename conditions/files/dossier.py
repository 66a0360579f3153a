"""Dossiers from files: read, checked as a whole, with every problem in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path as FilePath
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from conditions.errors import FileError, Problem
from conditions.files.nodes import Mapping, Node
from conditions.files.places import Places, refuse
from conditions.files.sections import SECTIONS, VOCABULARY, id_findings, places_of
from conditions.files.yaml_nodes import read_file, read_mapping
from conditions.location import Location
from conditions.model.arguments import accepting
from conditions.model.dossier import UNCHECKED, Dossier, vocabulary_of
from conditions.model.findings import MOST, Finding, findings
from conditions.model.references import reference_problems, size_problems
from conditions.records import dataclass

NAMES: Final = ("dossier.yaml", "dossier.yml", "dossier.json")
"""What the dossier in a folder may be called."""


@dataclass(frozen=True)
class LoadedDossier:
    """A dossier and the file it was read from.

    Attributes:
        dossier: The dossier.
        path: The file, as it was named.
        root: What stands in the file.
    """

    dossier: Dossier
    path: FilePath
    root: Mapping

    @cached_property
    def places(self) -> Places:
        """Where its parts stand."""
        return places_of(self.root)

    def locate(self, *path: str | int) -> Location | None:
        """The place of a part: `locate("conditions", "UA-referendum", "condition")`."""
        return self.places.locate(path)

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """What is allowed but deserves a second look, in the order of the file."""
        return self.warnings_with(())

    def warnings_with(self, used: Iterable[str]) -> tuple[Problem, ...]:
        """The same where scenarios use these names and ids."""
        from conditions.model.lint import lint  # only those who ask for warnings need it

        found = [self.places.problem(finding) for finding in lint(self.dossier, used)]
        found += [problem for problem in id_findings(self.root) if problem.severity == "warning"]
        return tuple(sorted(found, key=lambda problem: problem.location.line if problem.location else 0))


@accepting()
def load_dossier(path: str | FilePath) -> Dossier:
    """The dossier of a YAML or JSON file, or of the folder that has it as `dossier.yaml`.

    Raises:
        FileError: With every problem of the file.
    """
    return load_dossier_file(path).dossier


def load_dossier_file(path: str | FilePath) -> LoadedDossier:
    """The same with its file, which knows the place of everything and has the warnings.

    Raises:
        FileError: With every problem of the file.
    """
    file = dossier_file(FilePath(path))
    return dossier_in(read_file(file), file)


@accepting()
def read_dossier(text: str, path: str = "<text>", *, json: bool = False) -> Dossier:
    """The dossier in a text; `path` is what problems call it.

    Raises:
        FileError: With every problem of the text.
    """
    return dossier_in(read_mapping(text, path, json=json), FilePath(path)).dossier


@accepting()
def dump_dossier(dossier: Dossier, *, json: bool = False, schema: str | None = None) -> str:
    """The dossier as the text of a file: YAML with conditions in words, or JSON with them in their structured form.

    Reading it gives back an equal dossier. Comments of a file that it was read from are lost.

    Args:
        dossier: The dossier.
        json: As JSON.
        schema: Path or address of the schema, by which an editor finds it.
    """
    from conditions.files.write import to_json, to_yaml, with_schema  # most only read
    from conditions.model.data import to_data

    text = to_json(to_data(dossier, structured=True)) if json else to_yaml(to_data(dossier))
    return text if schema is None else with_schema(text, schema, as_json=json)


def dossier_file(path: FilePath) -> FilePath:
    """The file itself, or the dossier in a folder.

    Raises:
        FileError: The folder has none, or several.
    """
    if not path.is_dir():
        return path
    there = [path / name for name in NAMES if (path / name).exists()]
    if not there:
        raise FileError(Problem("no-dossier", f"there is no dossier in `{path}`", hint=f"name it `{NAMES[0]}`"))
    if len(there) > 1:
        shown = " and ".join(f"`{file.name}`" for file in there)
        raise FileError(Problem("several-dossiers", f"there are {shown} in `{path}`", hint="keep one of them"))
    return there[0]


def dossier_in(root: Mapping, path: FilePath) -> LoadedDossier:
    """The dossier that stands in what was read of a file.

    Raises:
        FileError: With every problem of the file.
    """
    checked = _checked(root)
    places = places_of(root)
    of_ids = (problem for problem in id_findings(root) if problem.severity == "error")
    refuse(chain(of_ids, (places.problem(finding) for finding in checked.found)), checked.uncounted)
    assert checked.dossier is not None
    return LoadedDossier(checked.dossier, path, root)


def content(root: Mapping) -> dict[str, Node]:
    """What a file says: all of it but the reference to a schema, which JSON has no comment for."""
    return {key: value for key, value in root.items() if key != "$schema"}


class _Checked(NamedTuple):
    """The dossier, or what is wrong with it.

    Attributes:
        dossier: The dossier, or its sound parts, if any.
        found: What is wrong, looked for as far as it is asked for.
        uncounted: How many more mistakes there are that are not in `found`.
    """

    dossier: Dossier | None
    found: Iterable[Finding]
    uncounted: int = 0


def _checked(root: Mapping) -> _Checked:
    """What is wrong with the parts, and with what the sound ones say of each other."""
    data = {key: value for key, value in content(root).items() if value is not None or key not in SECTIONS}
    try:
        dossier = Dossier.model_validate(data, context=UNCHECKED)
    except ValidationError as error:
        found = findings(error, Dossier, data)
        if error.error_count() > MOST:
            return _Checked(None, found, error.error_count() - len(found))
        from conditions.files.mending import sound_dossier  # only where there are mistakes

        sound, broken = sound_dossier(data, found)
        return _Checked(sound, chain(found, _between(sound, broken) if sound else ()))
    return _Checked(dossier, _between(dossier, {}))


def _between(dossier: Dossier, broken: dict[str, frozenset[str]]) -> Iterator[Finding]:
    """What is wrong between the parts."""
    sizes = list(size_problems(dossier, {name: group.codes for name, group in dossier.groups.items()}))
    yield from sizes or reference_problems(dossier, _vocabulary(dossier, broken), broken)


def _vocabulary(dossier: Dossier, broken: dict[str, frozenset[str]]) -> Any:
    if not broken:
        return dossier.vocabulary
    sections = (*VOCABULARY, "groups", "states", "instruments")
    names = frozenset[str]().union(*(broken.get(section, frozenset()) for section in sections))
    parts = (dossier.parties, dossier.groups, dossier.events, dossier.ladders, dossier.facts, dossier.moments)
    return dossier.with_states(vocabulary_of(*parts, names))


def sound_part(root: Mapping) -> Dossier | None:
    """What of a dossier can be understood though there are mistakes in it, or `None` where nothing can."""
    return _checked(root).dossier


__all__ = [
    "LoadedDossier",
    "dossier_file",
    "dossier_in",
    "dump_dossier",
    "load_dossier",
    "load_dossier_file",
    "read_dossier",
    "sound_part",
]
