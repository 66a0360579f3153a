"""The document of a rule set, from a dossier and its scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import conditions
from conditions.check import Checker
from conditions.expectations import mismatches
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.model.scenario import Scenario
from conditions.report.answers import key
from conditions.report.choosing import ambiguous
from conditions.report.document import Block, Code, Document, Line, Paragraph
from conditions.report.duties import duties, states
from conditions.report.exercised import exercised
from conditions.report.goals import goals, searched
from conditions.report.instruments import instruments
from conditions.report.labelling import labels
from conditions.report.matrix import expectations, matrix
from conditions.report.names import names
from conditions.report.over_time import over_time
from conditions.report.phrases import Source
from conditions.report.positions import conditions as party_conditions
from conditions.report.positions import parties, terms
from conditions.report.record import ambiguities, claims, not_encoded, sources
from conditions.report.resting import resting_on
from conditions.report.scope import about
from conditions.report.searches import ANY, Aim
from conditions.report.summary import in_short
from conditions.report.territory import territory
from conditions.report.text import brief, paragraphs
from conditions.report.whatif.section import section as what_if
from conditions.results import CheckResult


@accepting()
def build_report(
    dossier: Dossier,
    scenarios: Iterable[Scenario],
    level: Level = "reported",
    *,
    goal: str | Iterable[str] = (),
    given: str | Iterable[str] = (),
    as_of: date | str | None = None,
    timeout: float | None = None,
) -> Document:
    """The docs of a rule set: all that is on record, and the answer of every party in every scenario.

    Args:
        dossier: The dossier.
        scenarios: Its scenarios, in the order in which they are shown.
        level: The least firm level that takes part in the answers; scenarios say what they expect of `reported`,
            so with another one their expectations are not compared.
        goal: What the searches for conflicts, deadlocks and roadmaps ask for, as in `conflicts`; by default every
            goal of the dossier, and if it has none, that every act happens which a condition makes depend on
            something.
        given: What holds in these searches whatever the parties want.
        as_of: The day whose positions count in these searches; by default all that the record does not end.
        timeout: Seconds after which each of them ends; by default 20, or 2 with more than 50 conditions. Where one
            was cut short, the report says so.

    Raises:
        DateError: `as_of` is a text that is no day.
        LanguageError: The goal of the searches cannot be understood.
        ScenarioError: A scenario does not fit the dossier, or contradicts itself.
    """
    asked = [scenario if level == "reported" else scenario.expecting_nothing() for scenario in scenarios]
    checker = Checker(dossier, level=level)
    aim = Aim.of(goal, given, as_of, timeout)
    return document_of(dossier, [checker.check(scenario) for scenario in asked], level, aim)


def document_of(
    dossier: Dossier, results: Sequence[CheckResult], level: Level = "reported", aim: Aim = ANY
) -> Document:
    """The same of scenarios that have been checked."""
    source = Source(dossier, level)
    found = searched(source, aim)
    scenarios = [result.scenario for result in results]
    failed = [mismatches(result) for result in results]
    sections = (
        in_short(source, results, found),
        about(source, scenarios),
        parties(source),
        party_conditions(source),
        over_time(source),
        *goals(source, found),
        key() if results else None,
        matrix(source, results, failed),
        what_if(source, results),
        duties(source, results),
        terms(source),
        claims(source),
        states(source),
        instruments(source),
        territory(source, results),
        names(source),
        ambiguities(source),
        expectations(results, failed) if results and level == "reported" else None,
        exercised(source, results),
        sources(source, resting_on(dossier, scenarios)),
        not_encoded(source),
    )
    title = brief(dossier.title) if dossier.title else dossier.id
    return Document(
        title=title,
        kicker="Stated conditions of a negotiation",
        lead=_lead(dossier),
        sections=tuple(section for section in sections if section is not None),
        colophon=_colophon(dossier),
        ambiguous=ambiguous(source),
        labels=labels(source),
    )


def _lead(dossier: Dossier) -> tuple[Block, ...]:
    summary = paragraphs(dossier.summary) if dossier.summary else []
    return tuple(Paragraph((part,), "lead") for part in summary)


def _colophon(dossier: Dossier) -> Line:
    made = f" by conditions {conditions.__version__}; equal files give an equal page."
    return ("Made from the dossier ", Code(dossier.id), made)


__all__ = ["build_report", "document_of"]
