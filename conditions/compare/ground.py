"""All whole courses of events that a dossier's vocabulary allows, asked which of some formulas they keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from conditions.binding import know
from conditions.check import check
from conditions.conflicts.courses import course
from conditions.conflicts.goals import demands
from conditions.conflicts.results import Course
from conditions.engines.exact import Completions, Limit, Outcome, Refuted, Witness, declared_values
from conditions.engines.exact.ladders import with_ladders
from conditions.errors import Problem, ScenarioError
from conditions.formula import Formula, Not
from conditions.language.base import Kind
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario

_OPEN: Final = {"scenario": "nothing is known", "world": "open"}
_UNDATED: Final = date(2000, 1, 1)


class Ground:
    """Courses in which some conditions hold in any case; formulas are asked for by name, or by its opposite.

    Raises:
        LanguageError: What is given cannot be read, or names what the vocabulary lacks.
        ScenarioError: What is given rules every course out.
    """

    def __init__(self, dossier: Dossier, given: str | Iterable[str | Kind], limit: Limit) -> None:
        self.dossier: Dossier = dossier
        self.limit: Limit = limit
        self._scenario: Scenario = Scenario.build(_OPEN)
        vocabulary = dossier.vocabulary
        known = with_ladders(know(self._scenario, vocabulary), vocabulary)
        since = [one.since.earliest for one in dossier.conditions.values() if one.since is not None]
        start = max((day for day in since if day is not None), default=_UNDATED).toordinal() + 1
        self._search: Completions = Completions(known, declared_values(vocabulary), free=True, start=start)
        for demand in demands(given, vocabulary, is_goal=False):
            self._search.require(demand.formula)
        if isinstance(self.find(()), Refuted):
            message = "no course of events keeps what is given"
            raise ScenarioError(Problem("given-impossible", message, hint="leave out some of what is given"))

    def add(self, name: str, formula: Formula) -> None:
        """Make a formula known by a name, and its opposite by that of `opposite`."""
        self._search.select(name, formula)
        self._search.select(opposite(name), Not(formula))

    def find(self, names: Iterable[str], limit: Limit | None = None) -> Outcome:
        """A course in which the formulas of these names hold, or which of them cannot hold together."""
        return self._search.find(names, limit or self.limit)

    def course(self, names: Iterable[str]) -> Course | None:
        """A short course in which these formulas hold; `None` if there is none, or none was found in time."""
        listed = tuple(names)
        found = self.find(listed)
        if not isinstance(found, Witness):
            return None
        simple = self._search.simplest(listed, found, self.limit)
        return course(simple, self._scenario, self.dossier.vocabulary, check(self.dossier, self._scenario))


def opposite(name: str) -> str:
    """The name under which a formula is asked to fail."""
    return f"not {name}"
