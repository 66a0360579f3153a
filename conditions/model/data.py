"""Models as plain data, in the short forms that people write; reading the data gives back equal models."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, TypeAlias, get_args

from pydantic import BaseModel

from conditions.language.base import Kind
from conditions.model.base import OneOrMore
from conditions.model.dossier import Dossier
from conditions.model.incidents import ExpectedDuties, ExpectedDuty
from conditions.model.instruments import ScopeZone
from conditions.model.moments import NamedMoment
from conditions.model.parts import AGREEMENT, Ladder, Member
from conditions.model.positions import Reading
from conditions.model.preferences import Preference
from conditions.model.scenario import Expected, Scenario, Step, World
from conditions.model.statements import Meaning

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | bool | None"
"""Mappings with text keys, lists, texts, whole numbers, truth values, nothing."""

_ONE_OR_MORE: Final = get_args(OneOrMore)[1]
_STEP_WORDS: Final = frozenset({info.alias or name for name, info in Step.model_fields.items()} | {"never", "unknown"})


def to_data(model: Dossier | Scenario, *, structured: bool = False) -> dict[str, Data]:
    """The model as plain data, without what is so by default.

    Args:
        model: A dossier or a scenario.
        structured: Give conditions in their structured form, not as text.
    """
    return _fields(model, structured=structured)


def _fields(model: BaseModel, *, structured: bool) -> dict[str, Data]:
    data: dict[str, Data] = {}
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if info.is_required() or value != info.default:
            one = isinstance(value, tuple) and len(value) == 1 and _ONE_OR_MORE in info.metadata
            data[info.alias or name] = _value(value[0] if one else value, structured=structured)
    return data


def _value(value: Any, *, structured: bool) -> Data:
    match value:
        case Kind():
            return value.model_dump(mode="json", exclude_defaults=True) if structured else value.text()
        case BaseModel():
            return _shortened(value, _fields(value, structured=structured))
        case dict():
            return {str(key): _value(item, structured=structured) for key, item in value.items()}
        case tuple():
            return [_value(item, structured=structured) for item in value]
        case bool() | int() | None:
            return value
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _shortened(model: BaseModel, data: dict[str, Data]) -> Data:
    """The shortest form in which a model can be written."""
    match model:
        case World():
            return str(model)
        case Ladder() if set(data) == {"rungs"}:
            return data["rungs"]
        case Ladder(rungs=rungs) if rungs == AGREEMENT and data.keys() == {"rungs", "start"}:
            return "agreement"
        case NamedMoment() if data.keys() <= {"when", "only_if", "else"} and isinstance(data.get("only_if", ""), str):
            return model.text()
        case Reading() if set(data) == {"condition"}:
            return data["condition"]
        case Preference() if set(data) == {"prefers"}:
            return data["prefers"]
        case Meaning() if set(data) == {"says"}:
            return data["says"]
        case Member() if set(data) == {"party"}:
            return data["party"]
        case ScopeZone() if set(data) == {"zone"}:
            return data["zone"]
        case ExpectedDuty() if len(data) == 1 and not data.keys().isdisjoint({"answer", "state", "readings"}):
            return _bare(data, ExpectedDuty)
        case ExpectedDuties() if len(data) == 1:
            return _bare(data, ExpectedDuties)
        case Step():
            return _step(model, data)
        case Expected():
            return _expected(data)
        case _:
            return data


def _bare(data: dict[str, Data], model: type[BaseModel]) -> Data:
    """The only value, where it cannot be taken for the model's own fields."""
    (value,) = data.values()
    return data if isinstance(value, dict) and value.keys() & model.model_fields.keys() else value


def _step(step: Step, data: dict[str, Data]) -> Data:
    event = data["event"]
    rest = {key: value for key, value in data.items() if key != "event"}
    if not rest:
        return event
    if rest == {"then": True}:
        return {"then": event}
    if rest == {"happens": "no"}:
        return {"never": event}
    if rest == {"happens": "unknown"}:
        return {"unknown": event}
    when = _when(rest)
    if when is None or not isinstance(event, str) or event in _STEP_WORDS or event[0].isdigit():
        return data
    return {event: f"maybe {when}" if step.happens == "unknown" else when}


def _when(rest: dict[str, Data]) -> str | None:
    """When a step happens, in words, if one word or date says it."""
    said = {key: value for key, value in rest.items() if (key, value) != ("happens", "unknown")}
    match list(said.items()):
        case [("on", str(value))]:
            return value
        case [("after" | "before" | "on_or_after" | "on_or_before" | "same_day_as" as field, str(value))]:
            return f"{field.replace('_', ' ')} {value}"
        case _:
            return None


def _expected(data: dict[str, Data]) -> Data:
    if len(data) == 1 and not data.keys().isdisjoint({"answer", "status"}):
        return next(iter(data.values()))
    readings = data.get("readings")
    if len(data) == 1 and isinstance(readings, dict) and readings.keys().isdisjoint(Expected.model_fields):
        return readings
    return data
