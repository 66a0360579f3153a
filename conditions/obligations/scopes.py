"""In which zones each obligation holds, whatever happens there and whenever: its scope alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conditions.binding import know
from conditions.model.dossier import Dossier
from conditions.model.incidents import Incident
from conditions.model.scenario import Scenario
from conditions.obligations.ask import duties, placed
from conditions.obligations.grounds import Duty
from conditions.obligations.question import asked
from conditions.obligations.results import Ground
from conditions.records import dataclass
from conditions.truth import Truth, conjunction


@dataclass(frozen=True)
class InScope:
    """Whether an obligation holds in a zone.

    Attributes:
        zone: The zone.
        duty: The obligation.
        truth: Whether it does; unknown where the borders, or what is left open about them, do not settle it.
        by_reading: The same in each reading of what is open, where that differs.
        grounds: Why.
    """

    zone: str
    duty: Duty
    truth: Truth
    by_reading: Mapping[str, Truth]
    grounds: tuple[Ground, ...]


def scopes(dossier: Dossier) -> Iterator[InScope]:
    """Every zone with every obligation, zones first, in the order of the dossier.

    Where a zone counts only from or until a moment, it is not known whether it counts.
    """
    known = know(Scenario.build({"scenario": "nothing is known", "world": "open"}), dossier.vocabulary)
    for zone in dossier.zones:
        question = asked(dossier, dossier.vocabulary, known, Incident(incident="anything", place=zone), zone)
        for duty in duties(dossier):
            found = placed(question, duty)
            truth = conjunction(ground.truth for ground in found.grounds)
            yield InScope(zone, duty, truth, found.by_reading, found.grounds)


__all__ = ["InScope", "scopes"]
