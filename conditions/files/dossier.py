"""Dossiers from files: read, checked as a whole, with every problem in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path as FilePath
from typing import Any, Final, get_args

from pydantic import ValidationError

from conditions.errors import FileError, Problem
from conditions.files.ids import id_problems
from conditions.files.nodes import Mapping, Node, Sequence, Text
from conditions.files.places import Places, refuse
from conditions.files.write import to_json, to_yaml
from conditions.files.yaml_nodes import read_file, read_mapping
from conditions.language.atoms import Holds
from conditions.language.base import Kind
from conditions.language.types import Moment
from conditions.location import Location
from conditions.model.data import to_data
from conditions.model.dossier import UNCHECKED, Dossier, vocabulary_of
from conditions.model.findings import MOST, Finding, Path, findings
from conditions.model.references import reference_problems, size_problems

NAMES: Final = ("dossier.yaml", "dossier.yml", "dossier.json")
"""What the dossier in a folder may be called."""

SECTIONS: Final = tuple(
    field.alias or name for name, field in Dossier.model_fields.items() if str(field.annotation).startswith("dict[")
)
_VOCABULARY: Final = ("events", "ladders", "facts")
_MENDABLE: Final = ("parties", "statements", "conditions", "terms", "claims", "instruments", "ambiguities")
_STAND_IN: Final[Kind] = Holds(what=Moment(date(2000, 1, 1)))
_SINGULAR: Final = {
    "parties": "party",
    "groups": "group",
    "events": "event",
    "ladders": "ladder",
    "facts": "fact",
    "zones": "zone",
    "statements": "statement",
    "claims": "claim",
    "instruments": "instrument",
    "ambiguities": "ambiguity",
}


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
    return _loaded(read_file(file), file)


def read_dossier(text: str, path: str = "<text>", *, json: bool = False) -> Dossier:
    """The dossier in a text; `path` is what problems call it.

    Raises:
        FileError: With every problem of the text.
    """
    return _loaded(read_mapping(text, path, json=json), FilePath(path)).dossier


def dump_dossier(dossier: Dossier, *, json: bool = False) -> str:
    """The dossier as the text of a file: YAML with conditions in words, or JSON with them in their structured form.

    Reading it gives back an equal dossier. Comments of a file that it was read from are lost.
    """
    return to_json(to_data(dossier, structured=True)) if json else to_yaml(to_data(dossier))


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


def _loaded(root: Mapping, path: FilePath) -> LoadedDossier:
    checked = _checked(root)
    places = places_of(root)
    of_ids = (problem for problem in id_findings(root) if problem.severity == "error")
    refuse(chain(of_ids, (places.problem(finding) for finding in checked.found)), checked.uncounted)
    assert checked.dossier is not None
    return LoadedDossier(checked.dossier, path, root)


def content(root: Mapping) -> dict[str, Node]:
    """What a file says: all of it but the reference to a schema, which JSON has no comment for."""
    return {key: value for key, value in root.items() if key != "$schema"}


@dataclass(frozen=True)
class _Checked:
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
        sound, broken = _sound(data, found)
        return _Checked(sound, chain(found, _between(sound, broken) if sound else ()))
    return _Checked(dossier, _between(dossier, {}))


def _between(dossier: Dossier, broken: dict[str, frozenset[str]]) -> Iterator[Finding]:
    """What is wrong between the parts."""
    sizes = list(size_problems(dossier, {name: group.members for name, group in dossier.groups.items()}))
    yield from sizes or reference_problems(dossier, _vocabulary(dossier, broken), broken)


def _vocabulary(dossier: Dossier, broken: dict[str, frozenset[str]]) -> Any:
    if not broken:
        return dossier.vocabulary
    names = frozenset[str]().union(*(broken.get(section, frozenset()) for section in (*_VOCABULARY, "groups")))
    return vocabulary_of(dossier.parties, dossier.groups, dossier.events, dossier.ladders, dossier.facts, names)


# --- the sound parts of a dossier that has mistakes -----------------------------


def _sound(data: dict[str, Node], found: list[Finding]) -> tuple[Dossier | None, dict[str, frozenset[str]]]:
    """A dossier of the sound parts, with the ids of those left out; none if a whole section is lost."""
    mender = _Mender(data)
    for finding in found:
        if not mender.is_lost:
            mender.mend(finding)
    while not mender.is_lost:
        try:
            dossier = Dossier.model_validate(mender.data, context=UNCHECKED)
        except ValidationError as error:
            for finding in findings(error, Dossier, mender.data):
                mender.leave_out(finding.path)
        else:
            return dossier, {section: frozenset(names) for section, names in mender.broken.items()}
    return None, {}


class _Mender:
    """Takes the mistakes out of the data, so that the rest can be checked in the same run.

    Of a position or a statement only the faulty field is left out, and a condition
    that cannot be read is replaced; of what conditions mention, the whole entry.
    """

    def __init__(self, data: dict[str, Node]) -> None:
        self.data: dict[str, Any] = {
            key: dict(value) if isinstance(value, dict) else value for key, value in data.items()
        }
        self.data.setdefault("dossier", "unnamed")
        self.broken: dict[str, set[str]] = {}
        self.is_lost = not self.data.get("parties")

    def mend(self, finding: Finding) -> None:
        """Take out one mistake."""
        match finding.path:
            case (str(section), str(entry), *rest) if section in _MENDABLE and isinstance(
                value := self.data[section].get(entry), dict
            ):
                self.data[section][entry] = self._without(section, value, rest)
            case ():
                pass
            case path:
                self.leave_out(path)

    def leave_out(self, path: Path) -> None:
        """Take out a whole entry, or a whole field of the dossier."""
        match path:
            case (str(section), str(entry), *_) if section in SECTIONS:
                self.data[section].pop(entry, None)
                self.broken.setdefault(section, set()).add(str(entry))
            case (str(section), *_):
                self.is_lost |= section in SECTIONS
                self.data.pop(section, None)
                self.data.setdefault("dossier", "unnamed")
            case _:
                self.is_lost = True

    def _without(self, section: str, entry: dict[str, Any], rest: list[Any]) -> dict[str, Any]:
        """An entry without a faulty field, and with something in every place that must not be empty."""
        mended = dict(entry)
        match rest:
            case ["readings", reading, *_] if section != "ambiguities":
                mended["readings"] = {**mended["readings"], reading: _STAND_IN}
            case ["obligations", obligation, *_]:
                mended["obligations"] = {key: one for key, one in mended["obligations"].items() if key != obligation}
            case ["condition", *_]:
                mended["condition"] = _STAND_IN
            case [str(field), *_]:
                mended.pop(field, None)
            case _:
                pass
        stand_ins = {"party": next(iter(self.data["parties"]), ""), "condition": _STAND_IN}
        model = get_args(Dossier.model_fields[section].annotation)[1]
        for name, field in model.model_fields.items():
            if field.is_required():
                mended.setdefault(field.alias or name, stand_ins.get(name, "…"))
        return mended


# --- ids that cannot be told apart ----------------------------------------------


def id_findings(root: Mapping) -> Iterator[Problem]:
    """Ids that look alike, in each section, and across the sections whose names conditions mention bare."""
    for section in SECTIONS:
        if section not in _VOCABULARY and isinstance(part := root.get(section), Mapping):
            yield from id_problems(part)
    yield from id_problems(name for section in _VOCABULARY for name in _keys(root.get(section)))
    for section, field in (("groups", "members"), ("ladders", "rungs"), ("facts", "values")):
        part = root.get(section)
        for entry in part.values() if isinstance(part, Mapping) else ():
            listed = entry.get(field) if isinstance(entry, Mapping) else entry
            if isinstance(listed, Sequence):
                yield from id_problems(item for item in listed if isinstance(item, Text))


def _keys(node: Node) -> Iterable[str]:
    return node if isinstance(node, Mapping) else ()


# --- what a part belongs to -----------------------------------------------------


def places_of(root: Mapping) -> Places:
    """The places of a dossier's file, with what each part belongs to."""
    names = [name for section in SECTIONS for name in _keys(root.get(section))]
    return Places(root, lambda path: context_of(root, path), names)


def context_of(root: Mapping, path: Path) -> str | None:
    """What a part belongs to: a condition with its party, source and date, a statement with its speaker."""
    match path:
        case (str(section), str(name), *rest) if section in SECTIONS:
            part = root.get(section)
            entry = part.get(name) if isinstance(part, Mapping) else None
            if section in ("conditions", "terms"):
                return _of_position(root, name, entry)
            if section == "statements":
                return _with(f"the statement {name}, {_said(entry, 'speaker')}", _said(entry, "said"))
            inside = f", {rest[0].removesuffix('s')} {rest[1]}" if len(rest) > 1 and rest[0] == "obligations" else ""
            return f"the {_SINGULAR[section]} {name}{inside}" if rest else None
    return None


def _of_position(root: Mapping, name: str, entry: Node) -> str:
    parties = root.get("parties")
    party = _said(entry, "party")
    full = _said(parties.get(party), "name") if isinstance(parties, Mapping) else ""
    said = [text for text in (_said(entry, "source"), _said(entry, "from")) if text]
    return _with(", ".join(text for text in (name, full or party) if text), ", ".join(said))


def _with(text: str, detail: str) -> str:
    return f"{text.rstrip(', ')} ({detail})" if detail else text.rstrip(", ")


def _said(entry: Node, field: str) -> str:
    """A field as it stands in the file, if it is text or a list of texts."""
    value = entry.get(field) if isinstance(entry, Mapping) else None
    if isinstance(value, Sequence):
        texts = [item for item in value if isinstance(item, Text)]
        return ", ".join(texts[:3]) + (", …" if len(texts) > 3 else "")
    return value if isinstance(value, Text) else ""


__all__ = ["LoadedDossier", "dossier_file", "dump_dossier", "load_dossier", "load_dossier_file", "read_dossier"]
