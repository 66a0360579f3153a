"""The sound parts of a file that has mistakes, so that they can be checked against each other in the same run."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, get_args

from pydantic import ValidationError

from conditions.files.nodes import Node
from conditions.files.sections import SECTIONS
from conditions.language.atoms import Holds
from conditions.language.base import Kind
from conditions.language.types import Moment
from conditions.model.dossier import UNCHECKED, Dossier
from conditions.model.findings import Finding, Path, findings
from conditions.model.scenario import Scenario, Step, World
from conditions.model.short_steps import read_timeline

_MENDABLE: Final = (
    *("parties", "statements", "conditions", "terms", "waivers", "claims"),
    *("instruments", "ambiguities", "goals"),
)
_BY_NAME: Final = frozenset(
    "facts groups viewpoints waivers expect expect_compliance expect_exactly expect_moments".split()
)
"""Parts of a scenario of which an entry can be left out."""
_STAND_IN: Final[Kind] = Holds(what=Moment(date(2000, 1, 1)))
"""A condition in the place of one that cannot be read; it mentions nothing."""


def sound_dossier(data: dict[str, Node], found: list[Finding]) -> tuple[Dossier | None, dict[str, frozenset[str]]]:
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
            case ("preferences", str(party), int(number), *_):
                listed = list(self.data["preferences"][party])
                listed[number] = _STAND_IN
                self.data["preferences"][party] = listed
            case ("labels", str(language), str(name), *_) if isinstance(value := self.data["labels"][language], dict):
                self.data["labels"][language] = {key: label for key, label in value.items() if key != name}
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
            case ["reach" | "given" as field, int(number), *_] if section == "goals":
                mended[field] = [*mended[field][:number], _STAND_IN, *mended[field][number + 1 :]]
            case ["reach" | "given" as field, *_] if section == "goals":
                mended[field] = _STAND_IN
            case [str(field), *_]:
                mended.pop(field, None)
            case _:
                pass
        stand_ins = {"party": next(iter(self.data["parties"]), ""), "condition": _STAND_IN, "reach": _STAND_IN}
        model = get_args(Dossier.model_fields[section].annotation)[1]
        for name, field in model.model_fields.items():
            if field.is_required():
                mended.setdefault(field.alias or name, stand_ins.get(name, "…"))
        return mended


def sound_scenario(data: dict[str, Node], found: list[Finding]) -> Scenario | None:
    """The scenario without what could not be read, or `None` where nothing can be made of it."""
    rest: dict[str, Any] = {
        key: value for key, value in data.items() if key in Scenario.model_fields or key == "scenario"
    }
    for finding in found:
        match finding.path:
            case (str(section), *_) if section not in rest:
                pass
            case ("timeline", int(number), *_):
                rest["timeline"] = _without_step(rest["timeline"], number)
            case ("viewpoints", str(name), str(field), str(key), *_):
                rest["viewpoints"] = _without_entry(rest["viewpoints"], name, field, key)
            case (str(section), str(name), *_) if section in _BY_NAME:
                rest[section] = {key: value for key, value in rest[section].items() if key != name}
            case ("incidents", int(number), str(field), *_):
                rest["incidents"] = _without_field(rest["incidents"], number, field)
            case (str(section), *_):
                rest.pop(section, None)
            case _:
                pass
    rest.setdefault("scenario", "…")
    rest.setdefault("world", World(kind="open"))
    try:
        return Scenario.model_validate(rest)
    except ValidationError:
        return None


def _without_step(timeline: Any, number: int) -> Any:
    """The timeline with an empty step in the place of one."""
    steps = list(read_timeline(timeline))  # type: ignore[call-overload]  # a step was found in it, so it is a list
    steps[number] = Step.model_construct(events=())
    return steps


def _without_entry(views: Any, name: str, field: str, key: str) -> dict[str, Any]:
    """The viewpoints without an entry in a field of one of them."""
    shorter = {other: value for other, value in views[name][field].items() if other != key}
    return {**views, name: {**views[name], field: shorter}}


def _without_field(incidents: Any, number: int, field: str) -> list[Any]:
    """The incidents without a field of one of them."""
    shorter = {key: value for key, value in incidents[number].items() if key != field}
    return [*incidents[:number], shorter, *incidents[number + 1 :]]
