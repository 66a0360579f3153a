"""What is found wrong in data, and where in it; Pydantic's findings in our words.

A `Finding` belongs to a path in the data. Whoever read the data from a file
knows the place of a path; whoever built it in Python gets the path itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, Tag, ValidationError

from conditions.errors import LanguageError, Problem, did_you_mean
from conditions.language.clauses import KINDS
from conditions.language.types import MistakeError, Span, kind_of

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indices from the root of the data to a value in it."""


class Finding(NamedTuple):
    """A problem, and the part of the data that it concerns.

    Attributes:
        path: The path of the value.
        problem: The problem, without a place.
        span: Start and end in the value, where that is a text and only a part of it is meant.
        at_key: The last key of the path is meant, not its value.
        field: The field that is missing there, if that is the problem.
        value: The value, where it is known better than by its path.
        related: Further paths with the reason why each matters.
    """

    path: Path
    problem: Problem
    span: Span | None = None
    at_key: bool = False
    value: object = None
    related: tuple[tuple[str, Path], ...] = ()
    field: str | None = None


def at_path(finding: Finding) -> Problem:
    """The problem of data that was not read from a file: its path stands where the place would."""
    path = ".".join(str(part) for part in finding.path)
    return replace(finding.problem, context=path or None)


def problems_of(error: ValidationError, model: type[BaseModel], data: object) -> list[Problem]:
    """What is wrong with data that was not read from a file; each problem has the path of its part."""
    return [at_path(finding) for finding in findings(error, model, data)]


MOST: Final = 200
"""Most findings that are looked at more closely; of the rest there is only the number."""

_MISSING: Final = {
    "dossier": "give the dossier a short name, as in `dossier: istanbul-2022`",
    "parties": "name the parties, as in `parties: {UA: {name: Ukraine}}`",
    "name": "write the full name, as in `name: Ukraine`",
    "party": "say whose position it is, as in `party: UA`",
    "speaker": "say who said it, as in `speaker: Volodymyr Zelenskyy`",
    "scenario": "give the scenario a name, as in `scenario: the referendum comes first`",
    "world": "say what is so of events that are not listed: `closed` (they never happen), `open` (nothing is "
    "known of them), or `until 2022-04-26` (not by that day, later perhaps)",
}
_QUOTED: Final = r"'([^']*)'"
_KINDS: Final = {kind.name(): kind for kind in KINDS}


def findings(error: ValidationError, model: type[BaseModel], data: object) -> list[Finding]:
    """What Pydantic found wrong when it read a model from data.

    A path has no part that the data does not have; of a value that was taken
    apart before it was read, as a step of a timeline, it goes on as Pydantic
    names the parts.
    """
    items = error.errors(include_url=False)[:MOST]
    inner = {item["loc"][:length] for item in items for length in range(len(item["loc"]))}
    found = [
        finding
        for item in items
        if not (item["type"] == "too_short" and item["loc"] in inner)
        for finding in _findings(item, model, data)
    ]
    meant = {(finding.path[:-1], finding.problem.hint) for finding in found if finding.problem.code == "unknown-field"}
    kept = (one for one in found if not (one.field and (one.path, f"did you mean `{one.field}`?") in meant))
    return list({(one.path, one.problem, one.span): one for one in kept}.values())


def _findings(item: Any, model: type[BaseModel], data: object) -> Iterator[Finding]:
    """One item of Pydantic's list, as a finding, or as several where one text has several mistakes."""
    context = item.get("ctx", {})
    inner, part = context.get("error"), context.get("at", ())
    path, at_key = path_in(data, (*item["loc"], *part))
    value = None if part else item["input"]
    if item["input"] is None and item["type"] != "missing":
        yield Finding(path, _no_value(path, annotation_at(model, item["loc"], data)), at_key=True)
    elif isinstance(inner, MistakeError):
        for problem, span in inner.mistakes:
            yield Finding(path, _about(path, problem), span, at_key, value)
    elif isinstance(inner, LanguageError):
        for problem in inner.problems:
            yield Finding(path, problem, None, at_key, value)
    else:
        loc = item["loc"][:-1] if item["type"] in {"extra_forbidden", "missing"} else item["loc"]
        problem = _problem(item, path, annotation_at(model, loc, data))
        field = str(item["loc"][-1]) if item["type"] == "missing" else None
        yield Finding(path, problem, None, at_key or item["type"] in {"extra_forbidden", "missing"}, value, (), field)


def path_in(data: object, loc: Sequence[str | int]) -> tuple[Path, bool]:
    """Pydantic's location without what the data does not have, and whether a key is meant.

    Pydantic also names the member of a union that it tried, and `[key]` for a key.
    """
    path: list[str | int] = []
    here = data
    for part in loc:
        if part == "[key]":
            return tuple(path), True
        if _has(here, part):
            here = here[part]  # type: ignore[index]  # `_has` says that it can be indexed
        elif tuple(path[:1]) != ("timeline",):
            continue
        path.append(part)
    return tuple(path), False


def _has(data: object, part: str | int) -> bool:
    if isinstance(data, Mapping):
        return part in data
    return isinstance(data, list | tuple) and isinstance(part, int) and 0 <= part < len(data)


def annotation_at(annotation: Any, loc: Sequence[str | int], data: object) -> Any:
    """The type that is expected at one of Pydantic's locations, as far as it can be followed."""
    here = data
    for part in loc:
        annotation = _bare(_inside(_bare(annotation), part))
        here = here[part] if _has(here, part) else here  # type: ignore[index]  # `_has` says that it can be indexed
        if annotation is Any and isinstance(here, Mapping):
            annotation = _KINDS.get(str(here.get("kind")), Any)
    return _bare(annotation)


def _bare(annotation: Any) -> Any:
    """A type without its validators, and without `None`."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        return _bare(members[0]) if len(members) == 1 else annotation
    return annotation


def _inside(annotation: Any, part: str | int) -> Any:
    """The type of a field, entry or item, or of the member of a union that Pydantic tried."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {info.alias or name: info.annotation for name, info in annotation.model_fields.items()}
        return fields.get(str(part))
    arguments = get_args(annotation)
    match get_origin(annotation):
        case origin if origin in (Union, UnionType):
            return next((_bare(one) for one in arguments if any(tag.tag == part for tag in _tags(one))), None)
        case origin if origin is dict:
            return arguments[1]
        case origin if origin is tuple:
            return arguments[0]
    return None


def _tags(annotation: Any) -> list[Tag]:
    return [tag for tag in getattr(annotation, "__metadata__", ()) if isinstance(tag, Tag)]


def field_names(model: Any) -> list[str]:
    """The fields of a model as files call them."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _problem(item: Any, path: Path, annotation: Any) -> Problem:
    """Pydantic's finding in our words."""
    name, value, context = _named(path), item["input"], item.get("ctx", {})
    match item["type"]:
        case "missing":
            field = item["loc"][-1]
            hint = _MISSING.get(field) or f"the fields here are {', '.join(field_names(annotation))}"
            return Problem("missing-field", f"the field `{field}` is missing", hint=hint)
        case "extra_forbidden":
            return _unknown_field(str(item["loc"][-1]), field_names(annotation))
        case "model_type" | "dict_type":
            return _not_a_mapping(path, value, annotation)
        case "tuple_type":
            hint = "begin each entry with a dash" if isinstance(value, Mapping) else "write `[…]` around it"
            return Problem("not-a-list", f"{name} must be a list, and this is {kind_of(value)}", hint=hint)
        case "too_short":
            least, found = context["min_length"], context["actual_length"]
            message = f"{name} needs at least {least} {'entry' if least == 1 else 'entries'}, and has {found}"
            return Problem("too-few", message)
        case "too_long":
            found, most = len(value), context["max_length"]
            return Problem("too-many", f"{name} has {found:,} entries, and at most {most:,} are read")
        case "literal_error":
            choices = re.findall(_QUOTED, context["expected"])
            hint = did_you_mean(str(value), choices) or f"write {_either(choices)}"
            return Problem("unknown-choice", f"{name} cannot be {_shown(value)}", hint=hint)
        case "bool_type":
            return Problem("not-yes-or-no", f"{name} must be yes or no, and this is {kind_of(value)}")
        case "int_type":
            return Problem("not-a-whole-number", f"{name} must be a whole number, and this is {kind_of(value)}")
        case "greater_than_equal":
            return Problem("number-too-small", f"{name} must be at least {context['ge']}, and is {value}")
        case "string_type" | "string_unicode":
            return Problem("not-text", f"{name} must be text, and this is {kind_of(value)}")
        case "invalid_key":
            return Problem("not-text", f"a key must be text, and this is {kind_of(item['loc'][-1])}")
        case "recursion_loop":
            return Problem("contains-itself", f"{name} contains itself")
        case _:
            return Problem("bad-value", f"{name} cannot be read: {item['type'].replace('_', ' ')}")


def _unknown_field(name: str, known: list[str]) -> Problem:
    hint = did_you_mean(name, known) or (f"the fields here are {', '.join(known)}" if known else None)
    return Problem("unknown-field", f"unknown field `{name}`", hint=hint)


def _about(path: Path, problem: Problem) -> Problem:
    """The problem of `this` as one of the field that has it."""
    if not problem.message.startswith("this "):
        return problem
    return replace(problem, message=f"{_named(path)} {problem.message.removeprefix('this ')}")


def _no_value(path: Path, annotation: Any) -> Problem:
    hint = _MISSING.get(str(path[-1])) if path else None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and path:
        empty = not any(info.is_required() for info in annotation.model_fields.values())
        hint = f"write `{path[-1]}: {{}}` if nothing is to be said of it" if empty else "write its fields below it"
    return Problem("no-value", f"{_named(path)} has no value", hint=hint or "give it one, or delete the line")


def _not_a_mapping(path: Path, value: object, annotation: Any) -> Problem:
    what = kind_of(value)
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        hint = "write each entry as `id: …`, without a dash" if isinstance(value, list | tuple) else None
        return Problem(
            "not-a-mapping", f"{_named(path)} must have entries of the form `id: …`, and this is {what}", hint=hint
        )
    needed = [field.alias or key for key, field in annotation.model_fields.items() if field.is_required()]
    lists = [field.alias or key for key, field in annotation.model_fields.items() if _is_list(field.annotation)]
    fields = needed or field_names(annotation)
    key = f"{path[-1]}: " if path and isinstance(path[-1], str) else ""
    hint = f"write its fields by name, such as {', '.join(f'`{field}: …`' for field in fields[:3])}"
    if isinstance(value, str) and needed in (["name"], ["says"]) and len(value) <= 40:
        hint = f"write `{key}{{{needed[0]}: {value}}}`"
    if isinstance(value, str) and {"party", "condition"} <= set(field_names(annotation)) and len(value) <= 80:
        hint = f"write `{key}{{party: …, condition: {value}}}`"
    if isinstance(value, list | tuple) and lists:
        hint = f"write `{key}{{{lists[0]}: […]}}`"
    return Problem("not-a-mapping", f"{_named(path)} must have fields of its own, and this is {what}", hint=hint)


def _is_list(annotation: Any) -> bool:
    return get_origin(_bare(annotation)) is tuple


def _named(path: Path) -> str:
    """What stands at a path, for a message."""
    if not path:
        return "the file"
    if isinstance(path[-1], int):
        return f"an entry of `{path[-2]}`" if len(path) > 1 else "an entry"
    return f"`{path[-1]}`"


def _shown(value: object) -> str:
    return f"`{value}`" if isinstance(value, str) else kind_of(value)


def _either(choices: Sequence[str]) -> str:
    quoted = [f"`{choice}`" for choice in choices]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


__all__ = ["Finding", "Path", "annotation_at", "at_path", "field_names", "findings", "path_in", "problems_of"]
