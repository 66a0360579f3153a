"""Where the parts of a timeline stand, in whichever of the short ways a step is written."""

from __future__ import annotations

from typing import Final

from pydantic_core import PydanticCustomError

from conditions.errors import Problem
from conditions.files.nodes import Mapping, Node, Sequence, Text
from conditions.files.places import Found, Places, word_inside
from conditions.model.findings import Finding, Path
from conditions.model.scenario import Step
from conditions.model.short_steps import read_when

_FIELDS: Final = frozenset(info.alias or name for name, info in Step.model_fields.items())


class StepPlaces(Places):
    """The places of a scenario: a path such as `("timeline", 2, "on")` leads to where a short step says it."""

    def find(self, path: Path) -> Found:
        """The value at a path, or at as much of it as the file has."""
        timeline = self.root.get("timeline")
        match path:
            case ("timeline", int(number), *rest) if isinstance(timeline, Mapping | Sequence) and number < len(
                timeline
            ):
                if isinstance(timeline, Sequence):
                    parts, whole = _parts(timeline[number]), timeline[number]
                else:
                    key = list(timeline)[number]
                    parts, whole = _headed(timeline.key_text(key), timeline[key]), timeline.key_text(key)
                return _inside(parts, rest) or (whole, None)
        return super().find(path)

    def problem(self, finding: Finding) -> Problem:
        """The finding's problem in its place, and of a step only the word that is meant."""
        in_part = len(finding.path) > 1 and finding.path[0] in ("timeline", "facts")
        if in_part and finding.value is None and not finding.at_key:
            node, _ = self.find(finding.path)
            inside = word_inside(node, finding.problem.message)
            if inside is not None:
                return super().problem(finding._replace(value=inside[0], span=inside[2]))
        return super().problem(finding)


def _inside(parts: dict[str, Found], rest: list[str | int]) -> Found | None:
    if not rest:
        return None
    found = parts.get(str(rest[0]))
    if found is None:
        return None
    node, key = found
    for part in rest[1:]:
        if isinstance(node, Sequence) and isinstance(part, int) and part < len(node):
            node, key = node[part], None
    return node, key


def _parts(step: Node) -> dict[str, Found]:
    """The fields of a step as the model has them, with where each stands."""
    if not isinstance(step, Mapping):
        return {"event": (step, None)}
    parts: dict[str, Found] = {key: (value, step.key_text(key)) for key, value in step.items()}
    if "event" in step:
        return parts
    if "then" in step:
        return {**parts, "event": parts["then"]}
    heads = [key for key in step if key not in _FIELDS]
    if len(heads) != 1:
        return parts
    head, value = step.key_text(heads[0]), step[heads[0]]
    if head in {"never", "unknown"}:
        return {**parts, "event": (value, head), "happens": (head, None)}
    if head[:1].isdigit() or head.startswith(".."):
        return {**parts, "event": (value, head), "on": (head, None)}
    return {**parts, **_headed(head, value)}


def _headed(event: Text, when: Node) -> dict[str, Found]:
    """The fields of `event: when it happens`."""
    parts: dict[str, Found] = {"event": (event, None)}
    if isinstance(when, Mapping):
        return {**parts, **{key: (value, when.key_text(key)) for key, value in when.items()}}
    for item in when if isinstance(when, Sequence) else [when]:
        try:
            fields = read_when(item) if isinstance(item, Text) else {}
        except PydanticCustomError:
            fields = {"on": item}
        parts.update(dict.fromkeys(fields, (item, None)))
    return parts
