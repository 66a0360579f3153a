"""What an engine says of itself: for every node and every kind of knowledge, whether it gives the reference's answer.

*Cannot* is declared here and raised as `UnsupportedConditionError`; *forgot* is a
`TypeError` at import, since a declaration that leaves something out is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal, TypeAlias, get_args

from conditions.formula import Formula, Point, Quantity

Extent: TypeAlias = Literal["yes", "partly", "no"]


class Feature(Enum):
    """What a scenario may know, and what may be asked of it, beside the nodes of the core formula."""

    DAYS_AS_RANGES = "events whose day is known to lie in a range"
    ORDER = "order and distance between events"
    STATED_MONTHS = "months between events that a timeline states"
    SEVERAL_VALUES = "facts of which several values are possible"
    NUMBER_RANGES = "numbers known as a range"
    CONTESTED = "facts that sources give differently"
    VIEWPOINTS = "viewpoints"
    MEMBERS = "members that a scenario gives a group"
    POSITIONS = "positions as of a day, accounts and levels"
    COMPLIANCE = "compliance"
    READINESS = "readiness, status and headline answer"
    FINAL = "whether an answer is final"
    JUSTIFICATION = "the justification of a verdict"
    IN_FORCE = "whether an instrument is in force"
    OBLIGATIONS = "who owes what after an incident"


NODES: Final[tuple[type, ...]] = (*get_args(Formula), *get_args(Point), *get_args(Quantity))
"""Every node of the core formula: formulas, points, quantities."""


@dataclass(frozen=True)
class Support:
    """Whether an engine gives the reference's answer.

    Attributes:
        extent: Always, in some cases, or never.
        note: In which cases, or why not; one sentence, empty where the extent is `yes`.
        instead: The engine that can, where this one cannot.
    """

    extent: Extent
    note: str = ""
    instead: str = ""

    def __post_init__(self) -> None:
        if (self.extent == "yes") == bool(self.note):
            raise TypeError("what is supported in part or not at all needs a note, and nothing else has one")


YES: Final = Support("yes")


@dataclass(frozen=True)
class EngineSupport:
    """All that one engine declares.

    Attributes:
        name: The engine's name.
        does: What it is for, in one line.
        nodes: Of every core node.
        features: Of every feature.

    Raises:
        TypeError: A node or a feature is left out.
    """

    name: str
    does: str
    nodes: Mapping[type, Support]
    features: Mapping[Feature, Support]

    def __post_init__(self) -> None:
        forgotten = [node.__name__ for node in NODES if node not in self.nodes]
        forgotten += [feature.value for feature in Feature if feature not in self.features]
        if forgotten:
            raise TypeError(f"the {self.name} engine does not say whether it supports {', '.join(forgotten)}")
