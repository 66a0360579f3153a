"""Who must act after each incident of a scenario."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import partial
from itertools import product
from typing import Final, NamedTuple

from conditions.binding import know
from conditions.errors import Problem, ScenarioError
from conditions.knowledge import Knowledge
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.obligations.grounds import Duty, common_grounds, debtor_grounds, owing
from conditions.obligations.life import Life
from conditions.obligations.places import Places
from conditions.obligations.question import Question, asked
from conditions.obligations.results import DutyAnswer, DutyResult, Ground, IncidentResult, ObligationsResult
from conditions.obligations.territory import Territory
from conditions.truth import Truth, conjunction

MOST_ANSWERS: Final = 20_000
"""Most answers for one scenario."""
MOST_READINGS: Final = 256
"""Most combinations of readings of what is open about zones."""


@accepting()
def obligations(
    dossier: Dossier, scenario: Scenario, *, known: Knowledge | None = None, named: Container[str] | None = None
) -> ObligationsResult:
    """Who must act after each incident of a scenario, per debtor and duty, with the clause that decides.

    Args:
        dossier: The dossier.
        scenario: A scenario of it, with incidents.
        known: What the scenario knows, where that has been worked out before.
        named: The obligations asked for, by id, or by the instrument's and their own, as in `guarantees.close-sky`;
            by default all.

    Raises:
        ScenarioError: The scenario does not fit the dossier, or contradicts itself, or asks for too much.
    """
    known = know(scenario, dossier.vocabulary) if known is None else known
    vocabulary = dossier.vocabulary.with_members(scenario.groups)
    _refuse_too_many(dossier, scenario)
    territories: dict[tuple[tuple[str, str], ...], Territory] = {}
    questions = (
        asked(dossier, vocabulary, known, incident, name, territories)
        for incident, name in zip(scenario.incidents, scenario.incident_names, strict=True)
    )
    wanted = tuple(duty for duty in duties(dossier) if named is None or duty.id in named or duty.name in named)
    return ObligationsResult(dossier, scenario, tuple(_answered(question, wanted) for question in questions))


def duties(dossier: Dossier) -> tuple[Duty, ...]:
    """Every obligation of a dossier."""
    return tuple(
        Duty(instrument_id, name, instrument, owed)
        for instrument_id, instrument in dossier.instruments.items()
        for name, owed in instrument.obligations.items()
    )


def _refuse_too_many(dossier: Dossier, scenario: Scenario) -> None:
    groups = dossier.vocabulary.with_members(scenario.groups).groups
    debtors = sum(
        len(groups.get(debtor.name) or ()) if debtor.together == "each" else 1
        for duty in duties(dossier)
        for debtor in duty.owed.owing()
    )
    if debtors * len(scenario.incidents) > MOST_ANSWERS:
        message = (
            f"{len(scenario.incidents):,} incidents and {debtors:,} debtors make more than {MOST_ANSWERS:,} answers"
        )
        raise ScenarioError(Problem("too-many-answers", message, hint="ask for fewer incidents at a time"))


def _answered(question: Question, wanted: tuple[Duty, ...]) -> IncidentResult:
    found = (answer for duty in wanted for answer in _of_duty(question, duty))
    return IncidentResult(question.name, question.incident, tuple(found))


class Placed(NamedTuple):
    """The clauses on the place, and the truth of their conjunction in each way to understand what is open."""

    grounds: tuple[Ground, ...]
    by_reading: Mapping[str, Truth]


def _of_duty(question: Question, duty: Duty) -> Iterator[DutyResult]:
    common = tuple(common_grounds(question, duty))
    place = placed(question, duty)
    for debtor in duty.owed.owing():
        for one in owing(question, debtor):
            grounds = (*debtor_grounds(question, duty, one), *common, *place.grounds)
            truth = conjunction(ground.truth for ground in grounds)
            rest = [ground.truth for ground in grounds if ground.kind != "place"]
            by_reading = {name: DutyAnswer.of(conjunction((*rest, so))) for name, so in place.by_reading.items()}
            answer = DutyAnswer.of(truth)
            life = Life(question, duty, one)
            stage = life.stage(answer, grounds)
            yield DutyResult(
                instrument=duty.instrument_id,
                obligation=duty.id,
                owed=duty.owed,
                debtor=one.name,
                answer=answer,
                grounds=grounds,
                by_reading=by_reading if len(set(by_reading.values())) > 1 else {},
                state=stage,
                steps=partial(life.phases, answer, stage),
            )


# --- readings -------------------------------------------------------------------------


def placed(question: Question, duty: Duty) -> Placed:
    """Where the incident lies, in every way to understand what is open about zones."""
    open_to_all = Places(question, duty, {})
    axes = {
        name: tuple(ambiguity.readings)
        for name, ambiguity in question.dossier.ambiguities.items()
        if any(meaning.part_of or meaning.not_part_of for meaning in ambiguity.readings.values())
    }
    count = 1
    for readings in axes.values():
        count *= len(readings)
    if not axes or count > MOST_READINGS:
        return Placed(tuple(open_to_all.grounds()), {})
    found = {choice: Places(question, duty, dict(zip(axes, choice, strict=True))) for choice in product(*axes.values())}
    truths = {choice: places.truth() for choice, places in found.items()}
    if len(set(truths.values())) == 1:
        return Placed(tuple(next(iter(found.values())).grounds()), {})
    matter = [place for place in range(len(axes)) if _matters(place, truths)]
    by_reading = {_named(choice, matter, tuple(axes), axes): truth for choice, truth in truths.items()}
    return Placed(_opened(tuple(open_to_all.grounds()), [[*axes][place] for place in matter], question), by_reading)


def _matters(place: int, truths: Mapping[tuple[str, ...], Truth]) -> bool:
    """Whether the reading of one ambiguity changes anything while all others stay."""
    found: dict[tuple[str, ...], set[Truth]] = {}
    for choice, truth in truths.items():
        found.setdefault((*choice[:place], *choice[place + 1 :]), set()).add(truth)
    return any(len(different) > 1 for different in found.values())


def _named(
    choice: tuple[str, ...], matter: list[int], names: tuple[str, ...], axes: Mapping[str, tuple[str, ...]]
) -> str:
    """The readings that matter, by their names; with the ambiguity's id where two share one."""
    every = [reading for place in matter for reading in axes[names[place]]]
    return ", ".join(
        choice[place] if every.count(choice[place]) == 1 else f"{names[place]}.{choice[place]}" for place in matter
    )


def _opened(base: tuple[Ground, ...], ambiguities: list[str], question: Question) -> tuple[Ground, ...]:
    """The clauses on the place, at least one of which says what it depends on."""
    if conjunction(ground.truth for ground in base) is Truth.UNKNOWN:
        return base
    questions = " ".join(f"{question.dossier.ambiguities[name].question} ({name})" for name in ambiguities)
    others = tuple(ground for ground in base if ground.truth is Truth.TRUE)
    sources = tuple(name for one in ambiguities for name in question.dossier.ambiguities[one].source)
    return (*others, Ground("place", Truth.UNKNOWN, f"open: {questions}", sources, tuple(ambiguities)))


__all__ = ["MOST_ANSWERS", "MOST_READINGS", "Placed", "duties", "obligations", "placed"]
