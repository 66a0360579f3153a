"""Obligations as JSON: who owes what, the clauses on times as formulas, and where each zone stands to each scope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from conditions import formula as core
from conditions.binding import know
from conditions.formula import Event, Formula, Point
from conditions.language.base import SAME_DAY, Words
from conditions.language.states import in_force, suspended
from conditions.model.incidents import Incident
from conditions.model.scenario import Scenario
from conditions.obligations.ask import duties, placed
from conditions.obligations.grounds import Duty, Owing, owing
from conditions.obligations.question import Question, asked
from conditions.obligations.results import Ground
from conditions.plain import Plain
from conditions.report.duties import MARKS
from conditions.report.phrases import Source
from conditions.report.text import brief, shown
from conditions.report.whatif.nodes import TRUTHS, Nodes, TooLargeError
from conditions.report.whatif.record import days_data
from conditions.vocabulary import Vocabulary

MOST_PLACES: Final = 2_000
"""Most pairs of an obligation and a zone that a program carries; beyond, obligations are not evaluated."""
_NAME: Final = "1"
_ANY: Final = Scenario.build({"scenario": "any", "world": "closed"})


def duties_data(source: Source, vocabulary: Vocabulary, nodes: Nodes) -> dict[str, Plain]:
    """Every obligation with its clauses, and the zones, kinds and marks that the form offers.

    Args:
        source: The dossier.
        vocabulary: Its vocabulary, with the members that a scenario names.
        nodes: The tables to which the formulas are added.
    """
    found = duties(source.dossier)
    if not found:
        return {}
    zones = source.dossier.zones
    fits = len(found) * (len(zones) + 1) <= MOST_PLACES
    kinds = dict.fromkeys(kind for duty in found for kind in duty.owed.trigger)
    return {
        "at": f"incident {_NAME}",
        "zones": {name: shown(source.label(name)) for name in zones},
        "kinds": [shown(kind) for kind in kinds],
        "marks": {answer.value: [mark.word, mark.symbol, mark.tone] for answer, mark in MARKS.items()},
        "duties": [_duty(source, vocabulary, nodes, duty, fits=fits) for duty in found],
    }


def _question(source: Source, vocabulary: Vocabulary, place: str | None) -> Question:
    """The question that an incident in a place puts, on a day that is not known."""
    incident = Incident.model_validate({"incident": "any", **({} if place is None else {"place": place})})
    return asked(source.dossier, vocabulary, know(_ANY, source.dossier.vocabulary), incident, _NAME)


def _duty(source: Source, vocabulary: Vocabulary, nodes: Nodes, duty: Duty, *, fits: bool) -> Plain:
    owed, question = duty.owed, _question(source, vocabulary, None)
    data: dict[str, Plain] = {
        "instrument": duty.instrument_id,
        "id": duty.id,
        "duty": shown(brief(owed.duty)),
        "debtors": [_debtor(source, question, duty, one) for each in owed.owing() for one in owing(question, each)],
        "trigger": [shown(kind) for kind in owed.trigger],
        "sources": list(duty.sources),
    }
    scope = owed.scope
    timed = scope is not None and any(zone.since or zone.until for _, _, _, zone in scope.zones())
    if timed or not fits:
        return {**data, "evaluated": False}
    try:
        times = list(_times(question, nodes, duty))
    except TooLargeError:
        return {**data, "evaluated": False}
    return {**data, "evaluated": True, "times": times}


def places_data(source: Source) -> dict[str, Plain]:
    """Of every obligation, for every zone and for a place that is not known, the clauses on the place."""
    found = duties(source.dossier)
    if len(found) * (len(source.dossier.zones) + 1) > MOST_PLACES:
        return {}
    places = (None, *source.dossier.zones)
    questions = {place: _question(source, source.dossier.vocabulary, place) for place in places} if found else {}
    return {duty.name: {place or "": _place(question, duty) for place, question in questions.items()} for duty in found}


def _debtor(source: Source, question: Question, duty: Duty, debtor: Owing) -> Plain:
    """Who owes, whether it is the one to whom it is owed, and when it is a member of its group."""
    data: dict[str, Plain] = {"name": debtor.name, "label": shown(brief(source.label(debtor.name)))}
    if debtor.members == (duty.owed.creditor,):
        data["creditor"] = shown(f"{question.label(duty.owed.creditor)} is the one to whom it is owed")
    dated = question.vocabulary.memberships.get(debtor.group or "")
    if dated and debtor.group is not None and len(debtor.members) == 1:
        times = [one for one in dated if one.member == debtor.members[0]]
        data["member"] = [[days_data(one.since), days_data(one.until)] for one in times]
        data["group"] = shown(question.label(debtor.group))
    return data


def _times(question: Question, nodes: Nodes, duty: Duty) -> Iterator[Plain]:
    """The clauses that the day of the incident decides: a formula, whether it must hold, and the words for that."""
    words, scope, owed = Words(question.vocabulary), question.scope, duty.owed
    label = f"“{question.label(duty.instrument_id)}”"
    rule = in_force(scope, duty.instrument_id, question.at)
    said = [f"{label} is not in force that day", f"it is not known whether {label} is in force that day"]
    yield _time(nodes, question, "instrument", rule, True, [*said, f"{label} is in force that day"])
    for time in owed.suspended:
        formula = suspended(scope, time.since, time.until, question.at)
        until = f" until {words.moment(time.until)}" if time.until is not None else ""
        when = f"from {words.moment(time.since)}{until}"
        yield _time(nodes, question, "suspended", formula, False, _excluding("suspended", "is", when))
    for kind, how, moment in (("ended", "ended", owed.until), ("discharged", "been discharged", owed.discharged)):
        if moment is not None:
            come = core.Within(question.at, scope.point(moment), least=SAME_DAY)
            yield _time(nodes, question, kind, come, False, _excluding(f"{how} by", "has", words.moment(moment)))


def _excluding(what: str, verb: str, when: str) -> list[str]:
    """What is said of a time that excludes the obligation, by whether the day of the incident lies in it."""
    return [
        f"it {verb} not {what} that day ({when})",
        f"it is not known whether it {verb} {what} that day ({when})",
        f"it {verb} {what} that day ({when})",
    ]


def _time(nodes: Nodes, question: Question, kind: str, formula: Formula, holds: bool, words: list[str]) -> Plain:
    at: Point = Event(question.at.name)
    return {
        "kind": kind,
        "formula": nodes.add(formula, at),
        "act": nodes.point(at),
        "holds": holds,
        "words": [shown(one) for one in words],
    }


def _place(question: Question, duty: Duty) -> Plain:
    """The clauses on an incident in this place, and their truth in each way to understand what is open."""
    found = placed(question, duty)
    data: dict[str, Plain] = {"grounds": [_ground(ground) for ground in found.grounds]}
    if found.by_reading:
        data["readings"] = {shown(name): TRUTHS[truth] for name, truth in found.by_reading.items()}
    return data


def _ground(ground: Ground) -> Plain:
    return [TRUTHS[ground.truth], shown(ground.words), list(ground.sources)]


__all__ = ["MOST_PLACES", "duties_data", "places_data"]
