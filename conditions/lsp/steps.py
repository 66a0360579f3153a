"""The parts of a timeline that name something: events, moments and statements, in whichever way a step is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from conditions.files.nodes import Mapping, Node, Sequence, Text
from conditions.language.types import Span
from conditions.model.short_steps import ORDER_FIELDS, STEP_FIELDS, moment_in

_NO_EVENTS: Final = frozenset({"yes", "no", "true", "false"})

Step: TypeAlias = tuple[Text | None, Node]
"""A step: the key under which it stands, if the timeline is a mapping, and what stands there."""


class StepPart(NamedTuple):
    """A text in a step that names something.

    Attributes:
        text: The text.
        span: The part of it that is meant.
        role: An event (`bare`), a `moment`, or a `statement`.
    """

    text: Text
    span: Span
    role: str

    @property
    def words(self) -> str:
        """The part that is meant."""
        return str(self.text)[self.span[0] : self.span[1]]


def timeline_steps(timeline: Node) -> Iterator[Step]:
    """The steps of a timeline, which is a list or a mapping of events."""
    if isinstance(timeline, Mapping):
        yield from ((timeline.key_text(event), when) for event, when in timeline.items())
    elif isinstance(timeline, Sequence):
        yield from ((None, step) for step in timeline)


def step_parts(step: Step) -> Iterator[StepPart]:
    """What a step names."""
    event, node = step
    if event is not None:
        yield from _texts(event, "bare")
        yield from _when(node)
    elif isinstance(node, Mapping):
        yield from _fields(node)
    else:
        yield from _texts(node, "bare")


def _fields(step: Mapping) -> Iterator[StepPart]:
    for key, value in step.items():
        head = step.key_text(key)
        if key in STEP_FIELDS:
            yield from _field(key, value)
        elif key in {"never", "unknown"} or key[:1].isdigit() or key.startswith(".."):
            yield from _texts(value, "bare")
        else:
            yield from _texts(head, "bare")
            yield from _when(value)


def _field(name: str, value: Node) -> Iterator[StepPart]:
    if name == "event" or (name == "then" and str(value) not in _NO_EVENTS):
        yield from _texts(value, "bare")
    elif name in ORDER_FIELDS:
        yield from _texts(value, "moment")
    elif name == "source":
        yield from _texts(value, "statement")


def _when(value: Node) -> Iterator[StepPart]:
    """What is said of when an event happens."""
    match value:
        case Text():
            span = moment_in(value)
            yield from [StepPart(value, span, "moment")] if span is not None else []
        case Sequence():
            for item in value:
                yield from _when(item)
        case Mapping():
            for key, item in value.items():
                yield from _field(key, item)
        case _:
            pass


def _texts(value: Node, role: str) -> Iterator[StepPart]:
    match value:
        case Text():
            yield StepPart(value, (0, len(value)), role)
        case Sequence():
            for item in value:
                yield from _texts(item, role)
        case _:
            pass
