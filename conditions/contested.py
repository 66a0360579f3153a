"""Verdicts where sources contradict each other: worked out with each of their values, and given once if all agree."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from itertools import product
from typing import Final

from conditions.formula import Formula
from conditions.knowledge import FactState, Knowledge
from conditions.model.given import ContestedFact
from conditions.model.scenario import Scenario
from conditions.records import dataclass
from conditions.stated_facts import FactReader
from conditions.verdicts import Answer, Reason, Status, Verdict, Why, decide
from conditions.vocabulary import Vocabulary

MOST_VERSIONS: Final = 64
"""Most combinations of contested values with which a verdict is worked out."""


@dataclass(frozen=True)
class Contested:
    """What sources give differently in one scenario.

    Attributes:
        facts: For each contested fact its values, by a label such as `notice_valid: yes`.
        events: Events of which sources give different days, or of which one says that they never happened.
    """

    facts: Mapping[str, Mapping[str, FactState]] = field(default_factory=dict)
    events: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.facts or self.events)


def contested(scenario: Scenario, vocabulary: Vocabulary) -> Contested:
    """What the sources of a scenario give differently; the scenario fits its vocabulary."""
    reader = FactReader(vocabulary)
    facts = {
        str(name): reader.versions(name, given)
        for name, given in scenario.facts.items()
        if isinstance(given, ContestedFact)
    }
    events = frozenset(str(event) for step in scenario.timeline if step.disputed for event in step.events)
    return Contested(facts, events)


def decide_each(formula: Formula, known: Knowledge, differs: Contested) -> Verdict:
    """The verdict on a condition, worked out with every value that sources give.

    If all of them agree it is theirs. Where they differ it is UNKNOWN, because it is contested, and
    the verdict with each value is listed.
    """
    base = decide(formula, known)
    count = math.prod(len(values) for values in differs.facts.values())
    if not differs.facts or count > MOST_VERSIONS:
        return replace(base, reasons=_contested(base.reasons, differs))
    versions: dict[str, Verdict] = {}
    for choice in product(*(values.items() for values in differs.facts.values())):
        told = dict(zip(differs.facts, (state for _, state in choice), strict=True))
        label = ", ".join(label for label, _ in choice)
        versions[label] = decide(formula, replace(known, facts={**known.facts, **told}))
    return _together(base, versions, differs)


def _together(base: Verdict, versions: Mapping[str, Verdict], differs: Contested) -> Verdict:
    """What the verdicts with each value come to."""
    each = list(versions.values())
    answer, compliance = _agreed(one.answer for one in each), _agreed(one.compliance for one in each)
    worst = max((one.status for one in each), key=_BEST_FIRST.index)
    status = Status.UNDECIDED if answer is Answer.UNKNOWN else worst
    differing = len({(one.answer, one.compliance) for one in each}) > 1
    reasons = base.reasons if differing else tuple(reason for one in each for reason in one.reasons)
    return replace(
        base,
        status=status,
        answer=answer,
        compliance=compliance,
        final=answer is not Answer.UNKNOWN and all(one.final for one in each),
        vacuous=compliance is Answer.MET and all(one.vacuous for one in each),
        blocked=status is Status.WAITING and all(one.blocked for one in each),
        unsettled=status in (Status.READY, Status.WAITING) and all(one.unsettled for one in each),
        reasons=_contested(reasons, differs),
        versions=versions if differing else {},
    )


_BEST_FIRST: Final = (Status.SATISFIED, Status.READY, Status.UNDECIDED, Status.WAITING, Status.VIOLATED)


def _agreed(answers: Iterable[Answer]) -> Answer:
    """What all say, else UNKNOWN."""
    found = set(answers)
    return found.pop() if len(found) == 1 else Answer.UNKNOWN


def _contested(reasons: Iterable[Reason], differs: Contested) -> tuple[Reason, ...]:
    """The reasons, each once; what sources give differently is contested, not missing."""
    told = {*differs.facts, *differs.events}
    named = (replace(one, why=Why.CONTESTED) if one.what in told and one.why is Why.MISSING else one for one in reasons)
    return tuple(dict.fromkeys(named))
