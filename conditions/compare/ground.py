"""All whole courses of events that a dossier's vocabulary allows, asked which of some formulas they keep."""

from __future__ import annotations

from collections.abc import Iterable

from conditions.check import check
from conditions.conflicts.background import completions, known_of, needed, nothing_known
from conditions.conflicts.courses import course
from conditions.conflicts.goals import demands
from conditions.conflicts.results import Course
from conditions.engines.exact import Completions, Limit, Outcome, Refuted, Witness
from conditions.errors import Problem, ScenarioError
from conditions.formula import Formula, Not
from conditions.knowledge import Knowledge
from conditions.language.base import Kind
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario


class Ground:
    """Courses in which some conditions hold in any case; formulas are asked for by name, or by its opposite.

    Raises:
        LanguageError: What is given cannot be read, or names what the vocabulary lacks.
        ScenarioError: What is given rules every course out.
    """

    def __init__(self, dossier: Dossier, given: str | Iterable[str | Kind], limit: Limit) -> None:
        self.dossier: Dossier = dossier
        self.limit: Limit = limit
        self._scenario: Scenario = nothing_known()
        self._known: Knowledge = known_of(self._scenario, dossier, dossier.vocabulary)
        self._search: Completions = completions(self._known, dossier, dossier.vocabulary)
        self._given: tuple[Formula, ...] = tuple(
            one.formula for one in demands(given, dossier.vocabulary, is_goal=False)
        )
        self._formulas: dict[str, Formula] = {}
        for formula in self._given:
            self._search.require(formula)
        if isinstance(self.find(()), Refuted):
            message = "no course of events keeps what is given"
            raise ScenarioError(Problem("given-impossible", message, hint="leave out some of what is given"))

    def add(self, name: str, formula: Formula) -> None:
        """Make a formula known by a name, and its opposite by that of `opposite`."""
        for called, one in ((name, formula), (opposite(name), Not(formula))):
            self._formulas[called] = one
            self._search.select(called, one)

    def find(self, names: Iterable[str], limit: Limit | None = None) -> Outcome:
        """A course in which the formulas of these names hold, or which of them cannot hold together."""
        return self._search.find(names, limit or self.limit)

    def course(self, names: Iterable[str]) -> Course | None:
        """A short course in which these formulas hold, without facts on which nothing hangs.

        `None` if there is none, or none was found in time.
        """
        listed = tuple(names)
        found = self.find(listed)
        if not isinstance(found, Witness):
            return None
        simple = self._search.simplest(listed, found, self.limit)
        held = (*self._given, *(self._formulas[name] for name in listed))
        simple = needed(simple, held, self._known)
        return course(simple, self._scenario, self.dossier.vocabulary, check(self.dossier, self._scenario))


def opposite(name: str) -> str:
    """The name under which a formula is asked to fail."""
    return f"not {name}"
