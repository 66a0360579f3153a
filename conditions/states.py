"""Whether a state or an instrument is in force on a day of a scenario."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Final

from conditions.binding import know
from conditions.errors import UnknownNameError
from conditions.knowledge import Knowledge
from conditions.language.base import Scope
from conditions.language.states import in_force as formula_of
from conditions.language.types import Moment
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.records import dataclass
from conditions.semantics import Judgement, judge
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary

WORDS: Final = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown"}
"""The answer that a truth gives."""


@dataclass(frozen=True)
class StateAnswer:
    """Whether a state or an instrument is in force on a day.

    Attributes:
        name: Its id.
        on: The day, or the moment, that was asked for.
        truth: Whether it is in force then; not if that moment never comes.
        judgement: What the answer rests on.
    """

    name: str
    on: Moment
    truth: Truth
    judgement: Judgement = field(repr=False)

    @property
    def answer(self) -> str:
        """`yes`, `no` or `unknown`."""
        return WORDS[self.truth]

    def to_dict(self) -> dict[str, str]:
        """The answer as plain data."""
        return {"name": self.name, "on": str(self.on), "in_force": self.answer}


@accepting()
def in_force(dossier: Dossier, scenario: Scenario, name: str, on: date | str) -> StateAnswer:
    """Whether a state or an instrument of the dossier is in force on a day.

    Args:
        dossier: The dossier.
        scenario: A scenario of it.
        name: Id of the state or instrument.
        on: A day, or a moment as the language writes it: `2025-09-27`, `iaea_report + 30 days`.

    Raises:
        ScenarioError: The scenario does not fit the dossier, or contradicts itself.
        UnknownNameError: There is no such state or instrument, or the moment names what is not there.
        LanguageError: `on` is no moment.
    """
    moment = Moment.parse(on) if isinstance(on, str) else Moment(on)
    known = know(scenario, dossier.vocabulary)
    return judged(name, moment, dossier.vocabulary.with_members(scenario.groups), known)


def judged(name: str, on: Moment, vocabulary: Vocabulary, known: Knowledge) -> StateAnswer:
    """The same where what the scenario knows has been made out.

    Raises:
        UnknownNameError: There is no such state or instrument, or the moment names what is not there.
    """
    scope = Scope(vocabulary)
    formula = formula_of(scope, name, scope.point(on))
    if scope.mistakes:
        raise UnknownNameError([problem for problem, _ in scope.mistakes])
    found = judge(formula, known)
    return StateAnswer(name, on, found.truth, found)
