"""Coverage of a rule set: which conditions, moments, states, obligations and sentences its scenarios exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Final, Literal, NamedTuple

from conditions.check import Checker
from conditions.exactly import exactly
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.scenario import OF_VERDICTS, Scenario
from conditions.moments import answered
from conditions.notebooks import table
from conditions.obligations import DutyAnswer, obligations
from conditions.records import dataclass
from conditions.results import CheckResult, ConditionResult
from conditions.states import judged
from conditions.truth import Truth
from conditions.verdicts import Answer, Status, Verdict

Section = Literal["conditions", "moments", "states", "instruments", "obligations"]
"""Where in a dossier a rule stands; an obligation is called `instrument.obligation`."""

_GOALS: Final[dict[Section, tuple[str, str]]] = {
    "conditions": ("met", "not met"),
    "moments": ("comes", "does not come"),
    "states": ("in force", "not in force"),
    "instruments": ("in force", "not in force"),
    "obligations": ("obliged", "not obliged"),
}
"""The two answers that scenarios should bring about of every rule."""


class Rule(NamedTuple):
    """Something that scenarios exercise.

    Attributes:
        section: Where it stands.
        name: Its id.
        reading: The reading of a condition, empty where there is only one.
    """

    section: Section
    name: str
    reading: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.reading})" if self.reading else self.name


@dataclass(frozen=True)
class Goal:
    """An answer that some scenario should bring about.

    Attributes:
        rule: Of what.
        answer: The answer: `met`, `not met`, `comes`, `in force`, `obliged`, and so on.
        scenarios: Titles of the scenarios that do.
    """

    rule: Rule
    answer: str
    scenarios: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A statement of the source.

    Attributes:
        statement: Its id.
        rules: What rests on it and can be exercised.
        scenarios: Titles of the scenarios that exercise some of that.
    """

    statement: str
    rules: tuple[Rule, ...]
    scenarios: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """What the scenarios of a dossier exercise.

    Attributes:
        dossier: The dossier.
        scenarios: How many scenarios were looked at.
        goals: Every answer that should come about, with the scenarios in which it does.
        statuses: For each condition and reading, the scenarios of each status that it has while it counts.
    """

    dossier: Dossier = field(repr=False)
    scenarios: int
    goals: tuple[Goal, ...]
    statuses: dict[Rule, dict[Status, tuple[str, ...]]]

    @property
    def reached(self) -> int:
        """How many goals some scenario reaches."""
        return sum(bool(goal.scenarios) for goal in self.goals)

    @property
    def percent(self) -> Fraction:
        """The share of the goals that are reached, from 0 to 100, exact; of none, all."""
        return Fraction(100 * self.reached, len(self.goals)) if self.goals else Fraction(100)

    @property
    def missed(self) -> tuple[Goal, ...]:
        """The goals that no scenario reaches."""
        return tuple(goal for goal in self.goals if not goal.scenarios)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every statement on which something rests that can be exercised, in the order of the dossier."""
        resting = _resting(self.dossier)
        found: dict[Rule, list[str]] = {}
        for goal in self.goals:
            found.setdefault(goal.rule, []).extend(goal.scenarios)
        return tuple(
            Sentence(name, rules, tuple(dict.fromkeys(title for rule in rules for title in found.get(rule, ()))))
            for name in self.dossier.statements
            if (rules := tuple(rule for rule in resting.get(name, ()) if rule in found))
        )

    @property
    def unexercised(self) -> tuple[Sentence, ...]:
        """The statements that no scenario exercises."""
        return tuple(one for one in self.sentences if not one.scenarios)

    @property
    def summary(self) -> str:
        """One line, for the end of a test run."""
        silent = len(self.unexercised)
        return (
            f"{self.dossier.id}: {self.reached} of {len(self.goals)} answers exercised ({floor(self.percent)} %), "
            f"{silent} of {len(self.sentences)} sentences not"
        )

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each answer that should come about."""
        return [{**_rule(one.rule), "answer": one.answer, "scenarios": [*one.scenarios]} for one in self.goals]

    def _repr_html_(self) -> str:
        """A table for notebooks: in how many scenarios each condition has each status."""
        rows = (
            (str(rule), *(str(len(found.get(status, ()))) for status in Status))
            for rule, found in self.statuses.items()
        )
        return table(self.summary, ("Condition", *(status.value for status in Status)), rows)

    def to_dict(self) -> dict[str, object]:
        """The whole coverage as plain data; `percent` is rounded down."""
        return {
            "dossier": self.dossier.id,
            "scenarios": self.scenarios,
            "percent": floor(self.percent),
            "reached": self.reached,
            "goals": self.to_records(),
            "statuses": [
                {**_rule(rule), "statuses": {status.value: [*titles] for status, titles in found.items()}}
                for rule, found in self.statuses.items()
            ],
            "sentences": [
                {
                    "statement": one.statement,
                    "rules": [_rule(rule) for rule in one.rules],
                    "scenarios": [*one.scenarios],
                }
                for one in self.sentences
            ],
        }


@accepting()
def coverage(dossier: Dossier, scenarios: Iterable[Scenario]) -> Coverage:
    """What the scenarios of a dossier exercise.

    A condition is exercised where it counts, or where the scenario expects something of it, and may be in force;
    one that is met only because nothing was asked is not. States and instruments are exercised on the days that
    scenarios expect something of, obligations by incidents.

    Raises:
        ScenarioError: A scenario does not fit the dossier, or contradicts itself.
    """
    checker = Checker(dossier)
    return covered(dossier, map(checker.check, scenarios))


def covered(dossier: Dossier, results: Iterable[CheckResult]) -> Coverage:
    """What scenarios exercise that have been checked."""
    goals = {(rule, answer): dict[str, None]() for rule in rules(dossier) for answer in _GOALS[rule.section]}
    statuses: dict[Rule, dict[Status, dict[str, None]]] = {
        rule: {} for rule in rules(dossier) if rule.section == "conditions"
    }
    count = 0
    for count, result in enumerate(results, 1):  # noqa: B007 - it is the number of scenarios in the end
        for one in (result, *result.viewpoints.values()):
            for rule, verdict in _verdicts(one):
                statuses[rule].setdefault(verdict.status, {})[result.scenario.title] = None
            for rule, answer in _answers(one):
                goals[rule, answer][result.scenario.title] = None
    return Coverage(
        dossier,
        count,
        tuple(Goal(rule, answer, tuple(titles)) for (rule, answer), titles in goals.items()),
        {
            rule: {status: tuple(found[status]) for status in Status if status in found}
            for rule, found in statuses.items()
        },
    )


def rules(dossier: Dossier) -> Iterator[Rule]:
    """Everything in a dossier that scenarios can exercise, in the order of the dossier."""
    for name, condition in dossier.conditions.items():
        if condition.decides:
            yield from (Rule("conditions", name, reading) for reading in condition.clauses())
    yield from (Rule("moments", name) for name in dossier.moments)
    yield from (Rule("states", name) for name in dossier.states)
    for name, instrument in dossier.instruments.items():
        if instrument.in_force is not None:
            yield Rule("instruments", name)
        yield from (Rule("obligations", f"{name}.{owed}") for owed in instrument.obligations)


def _verdicts(result: CheckResult) -> Iterator[tuple[Rule, Verdict]]:
    """The verdicts of what counts in a scenario, or of what it expects something."""
    expected = {name for section in OF_VERDICTS for name in getattr(result.scenario, section)}
    exact = exactly(result).conditions if result.scenario.expect_exactly else {}
    for name, one in result.conditions.items():
        if one.condition.decides and _is_exercised(one, expected):
            asked = (one, exact[name]) if name in result.scenario.expect_exactly else (one,)
            found = (pair for each in asked for pair in each.verdicts.items())
            yield from ((Rule("conditions", name, reading), verdict) for reading, verdict in found)


def _is_exercised(one: ConditionResult, expected: set[str]) -> bool:
    return one.takes_part or (one.id in expected and one.in_force is not Truth.FALSE)


def _answers(result: CheckResult) -> Iterator[tuple[Rule, str]]:
    """Every goal that a scenario reaches."""
    for rule, verdict in _verdicts(result):
        if verdict.answer in (Answer.MET, Answer.NOT_MET) and not _is_empty(verdict):
            yield rule, verdict.answer.value
    scenario, dossier = result.scenario, result.dossier
    for name in dossier.moments:
        yield from _decided(Rule("moments", name), answered(name, result.vocabulary, result.known).comes)
    for name, moments in scenario.expect_in_force.items():
        section: Section = "states" if name in dossier.states else "instruments"
        for moment in moments:
            yield from _decided(Rule(section, name), judged(name, moment, result.vocabulary, result.known).truth)
    if scenario.incidents:
        for incident in obligations(dossier, scenario).incidents:
            for duty in incident.duties:
                if duty.answer is not DutyAnswer.UNKNOWN:
                    yield Rule("obligations", f"{duty.instrument}.{duty.obligation}"), duty.answer.value


def _is_empty(verdict: Verdict) -> bool:
    """Whether a condition is kept only because nothing was asked."""
    return verdict.status is Status.SATISFIED and verdict.vacuous


def _decided(rule: Rule, truth: Truth) -> Iterator[tuple[Rule, str]]:
    if truth is not Truth.UNKNOWN:
        yield rule, _GOALS[rule.section][0 if truth is Truth.TRUE else 1]


def _resting(dossier: Dossier) -> dict[str, tuple[Rule, ...]]:
    """What rests on each statement."""
    found: dict[str, dict[Rule, None]] = {}
    for rule in rules(dossier):
        for source in _sources(dossier, rule):
            found.setdefault(source, {})[rule] = None
    return {source: tuple(resting) for source, resting in found.items()}


def _sources(dossier: Dossier, rule: Rule) -> tuple[str, ...]:
    match rule.section:
        case "conditions":
            condition = dossier.conditions[rule.name]
            own = condition.readings[rule.reading].source if condition.readings else ()
            return (*condition.source, *own)
        case "moments":
            return dossier.moments[rule.name].source
        case "states":
            return dossier.states[rule.name].source
        case "instruments":
            return dossier.instruments[rule.name].source
        case "obligations":
            instrument, _, owed = rule.name.partition(".")
            return dossier.instruments[instrument].obligations[owed].source


def _rule(rule: Rule) -> dict[str, str]:
    return {"section": rule.section, "name": rule.name, "reading": rule.reading}


__all__ = ["Coverage", "Goal", "Rule", "Sentence", "coverage", "covered", "rules"]
