"""The agreement space: how many packages there are in which a goal comes about, counted exactly, and what they share.

A *package* is everything that the conditions, the goal and what is given tell courses of events apart by: which events
happen, which of the orders and distances that they speak of hold, and the values of facts. Days count only where a
condition names one: two courses of events that every condition judges alike, for the same reasons, are one package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from conditions.conflicts.analysis import MOST_SETS, Analysis, Asked
from conditions.conflicts.steps import Progress
from conditions.engines.exact import Limit
from conditions.language.base import Kind
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.model.scenario import Scenario
from conditions.space.counter import GivenUpError
from conditions.space.measuring import Measuring
from conditions.space.odds import Odds
from conditions.space.packages import Size
from conditions.space.results import AgreementSpace, Cost, Package, Pivot, Room, Said


@accepting()
def space(
    dossier: Dossier,
    goal: str | Iterable[str | Kind],
    *,
    given: str | Iterable[str | Kind] = (),
    scenario: Scenario | None = None,
    as_of: date | str | None = None,
    known_at: date | str | None = None,
    accounts: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    level: Level = "reported",
    also: Iterable[str] = (),
    odds: Odds | None = None,
    timeout: float | None = None,
    progress: Progress | None = None,
) -> AgreementSpace:
    """How much room the conditions leave for a goal: the number of packages, and what each condition costs.

    Args:
        dossier: The dossier.
        goal: What is to happen and to hold; as in `conflicts`, likewise what follows.
        given: What holds whatever the parties want.
        scenario: What is known already; by default nothing.
        as_of: The day whose positions count.
        known_at: Only what had been reported by the end of this day.
        accounts: Parties, and speakers for none, whose word on the positions of others is taken.
        readings: A reading to use for some conditions; all others are looked at in every reading.
        level: The least firm level that takes part.
        also: Ids of further conditions, and of terms, that take part whatever their level and modality.
        odds: How likely events and facts are that chance decides, each independently of the others; all else is
            left to the parties.
        timeout: Seconds after which what is proved so far is returned: sizes are then bounds.
        progress: What is told how many counts have been made, and how many there are as far as known.

    Raises:
        LanguageError: A goal is no condition, or names what the dossier lacks; odds are no odds.
        UnknownNameError: As in `conflicts`, or odds name what is not there.
        ScenarioError: The scenario does not fit the dossier, or contradicts itself.
    """
    asked = Asked(as_of, known_at, accounts, readings, level)
    analysis = Analysis(dossier, goal, given, scenario, asked, also, Limit.seconds(timeout), MOST_SETS)
    return Measuring(analysis, odds).run(progress)


__all__ = ["AgreementSpace", "Cost", "GivenUpError", "Odds", "Package", "Pivot", "Room", "Said", "Size", "space"]
