"""States and instruments that are in force for a time: when one is, as a formula, and the kind that speaks of it.

A state is in force from its start, that day included, to its end, that day excluded,
and not while it is suspended.
"""

from dataclasses import replace
from typing import ClassVar, Final, Literal

from conditions import formula as core
from conditions.language.base import SAME_DAY, Kind, Scope, Syntax, Words
from conditions.language.types import Flag, Moment, Name
from conditions.truth import Truth
from conditions.vocabulary import StateType

_NO_RULE: Final = core.Constant(Truth.UNKNOWN, "the dossier does not say when it is in force")
_CIRCLE: Final = core.Constant(Truth.UNKNOWN, "a circle of definitions")


class InForce(Kind):
    """A state or an instrument is in force: on a day, or inside a gate on the day of the act.

    From the day on which it starts, to the day on which it ends, which is the first on which it
    is not in force; a suspended state is not in force.
    """

    kind: Literal["in_force"] = "in_force"
    what: Name
    on: Moment | None = None
    negated: Flag = False

    standard_name: ClassVar[str] = "holds at (event calculus); in force (LegalRuleML)"
    examples: ClassVar[tuple[str, ...]] = (
        "ceasefire is in force on 2022-05-01",
        "sanctions is not in force on signature + 30 days",
        "ceasefire is in force",
    )
    syntax: ClassVar[tuple[Syntax, ...]] = (
        Syntax("unit", 'NAME "is in force"', ("what",)),
        Syntax("unit", 'NAME "is in force on" moment', ("what", "on")),
        Syntax("unit", 'NAME "is not in force"', ("what",), {"negated": True}),
        Syntax("unit", 'NAME "is not in force on" moment', ("what", "on"), {"negated": True}),
    )

    def lower(self, scope: Scope) -> core.Formula:
        at = scope.at if self.on is None else scope.point(self.on)
        if at is None:
            message = f"on which day `{self.what}` is in force is not said"
            hint = f"write `{self.text()} on 2022-05-01`, or say it after `only if`"
            scope.report("needs-moment", message, self.what, hint)
            at = core.Event(str(self.what))
        found = in_force(scope, self.what, at)
        return core.Not(found) if self.negated else found

    def say(self, words: Words) -> str:
        day = f" on {words.moment(self.on)}" if self.on is not None else ""
        state = words.vocabulary.states.get(self.what)
        label = f"“{state.label}”" if state is not None and state.label else self.what
        return f"{label} {self._verb()}{day}"

    def text(self) -> str:
        day = f" on {self.on}" if self.on is not None else ""
        return f"{self.what} {self._verb()}{day}"

    def opposite(self) -> "InForce":
        """The clause that says the contrary."""
        return InForce.made({"what": self.what, "on": self.on, "negated": not self.negated})

    def _verb(self) -> str:
        return "is not in force" if self.negated else "is in force"


def in_force(scope: Scope, name: str, at: core.Point) -> core.Formula:
    """That a state or an instrument is in force at a point; reports one that the vocabulary lacks.

    Not so if the point never comes.
    """
    found = scope.vocabulary.states.get(name)
    if found is None or name in scope.vocabulary.broken:
        if found is None and name not in scope.vocabulary.broken:
            scope.unknown("state", name, scope.vocabulary.states)
        return core.Constant(Truth.UNKNOWN, "unknown state")
    step = f"{name} is in force"
    if step in scope.defining:
        return _CIRCLE
    inner = Scope(scope.vocabulary, defining=(*scope.defining, step))
    return rule_of(inner, found, at)


def rule_of(scope: Scope, state: StateType, at: core.Point) -> core.Formula:
    """That a state of this definition is in force at a point."""
    if state.start is None:
        return _NO_RULE if state.rule is None else state.rule.lower(scope.judged_at(at))
    start = scope.point(state.start)
    if state.only_if is not None:
        start = core.Guarded(start, state.only_if.lower(scope.judged_at(start)))
    parts = [_come(at, start)]
    if state.end is not None:
        parts.append(core.Not(_come(at, scope.point(state.end))))
    parts += [core.Not(suspended(scope, since, until, at)) for since, until in state.suspended]
    if state.void_if is not None:
        parts.append(core.Not(state.void_if.lower(replace(scope, at=None, gap=SAME_DAY))))
    return core.All(tuple(parts)) if len(parts) > 1 else parts[0]


def suspended(scope: Scope, since: Moment, until: Moment | None, at: core.Point) -> core.Formula:
    """That a point lies from one moment, that day included, to another, that day excluded."""
    begun = _come(at, scope.point(since))
    return begun if until is None else core.All((begun, core.Not(_come(at, scope.point(until)))))


def _come(at: core.Point, point: core.Point) -> core.Formula:
    """A point has come by the end of the day of another."""
    return core.Within(at, point, least=SAME_DAY)


__all__ = ["InForce", "in_force", "rule_of", "suspended"]
