"""Whether everything that a scenario expects and cites is in its dossier: parties, readings, zones, statements.

What its timeline and its facts name is checked where they are bound to the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from conditions.errors import Problem, did_you_mean
from conditions.language.names import no_event
from conditions.model.dossier import Dossier
from conditions.model.findings import Finding, Path
from conditions.model.given import ContestedFact
from conditions.model.lookup import Lookup
from conditions.model.parts import repeated
from conditions.model.positions import SINGLE, Condition
from conditions.model.relations import waiver_problems
from conditions.model.scenario import EXPECTATIONS, OF_VERDICTS, Expected, Scenario
from conditions.model.statements import accounts_in


def scenario_problems(scenario: Scenario, dossier: Dossier) -> Iterator[Finding]:
    """Every name that leads nowhere, but for those of events, facts and groups."""
    for section in OF_VERDICTS:
        expectations: dict[str, Expected] = getattr(scenario, section)
        for name, expected in expectations.items():
            yield from _expectation((section, name), name, expected, dossier)
    yield from _moments(scenario, dossier)
    yield from _states(scenario, dossier)
    yield from _accounts(scenario, dossier)
    if scenario.incidents or scenario.expect_obligations:
        from conditions.model.incident_references import incident_problems  # most scenarios have no incidents

        yield from incident_problems(scenario, dossier)
    yield from _sources(("source",), scenario.source, dossier)
    for number, step in enumerate(scenario.timeline):
        yield from _sources(("timeline", number, "source"), step.source, dossier)
    for name, given in scenario.facts.items():
        for number, told in enumerate(given.told if isinstance(given, ContestedFact) else ()):
            yield from _sources(("facts", name, "told", number, "source"), told.source, dossier)
    for group, members in scenario.groups.items():
        place = repeated(members)
        if place is not None:
            problem = Problem("repeated-member", f"`{members[place]}` is a member twice", hint="name each member once")
            yield Finding(("groups", group, place), problem)
    yield from _viewpoints(scenario, dossier)
    for name, waiver in scenario.waivers.items():
        yield from waiver_problems(("waivers", name), waiver, dossier)


def _viewpoints(scenario: Scenario, dossier: Dossier) -> Iterator[Finding]:
    """What viewpoints read and expect must be there; their facts are checked with those of the scenario."""
    for name, view in scenario.viewpoints.items():
        path: Path = ("viewpoints", name)
        yield from _sources((*path, "source"), view.source, dossier)
        for condition, reading in view.readings.items():
            known = dossier.conditions[condition].readings or {} if condition in dossier.conditions else {}
            place = (*path, "readings", condition)
            if condition not in dossier.conditions:
                yield Finding(place, _unknown("condition", condition, dossier.conditions), at_key=True)
            elif reading not in known:
                yield Finding(place, _unknown("reading", reading, known))
        for finding in scenario_problems(scenario.seen_by(name), dossier):
            if finding.path[0] in EXPECTATIONS:
                yield finding._replace(path=(*path, *finding.path))


def _accounts(scenario: Scenario, dossier: Dossier) -> Iterator[Finding]:
    tellers = accounts_in(dossier.parties, dossier.statements) if scenario.accounts else ()
    for number, account in enumerate(scenario.accounts):
        if account not in tellers:
            path: Path = ("accounts", number) if len(scenario.accounts) > 1 else ("accounts",)
            yield Finding(path, _unknown("account", account, tellers))


def _moments(scenario: Scenario, dossier: Dossier) -> Iterator[Finding]:
    """What is expected to come on a day must be there."""
    known = dossier.vocabulary.with_members(scenario.groups)
    for name in scenario.expect_moments:
        if name not in known.moments and name not in known.events:
            yield Finding(("expect_moments", name), no_event(name, known), at_key=True)


def _states(scenario: Scenario, dossier: Dossier) -> Iterator[Finding]:
    """What is expected to be in force must be there, and so must what its moments name."""
    known = dossier.vocabulary.with_members(scenario.groups)
    for name, moments in scenario.expect_in_force.items():
        if name not in known.states:
            yield Finding(("expect_in_force", name), _unknown("state", name, known.states), at_key=True)
        for moment in moments:
            for finding in Lookup(dossier, known, {}).moment(("expect_in_force", name, str(moment)), moment):
                yield finding._replace(at_key=True)


def _expectation(path: Path, name: str, expected: Expected, dossier: Dossier) -> Iterator[Finding]:
    if name in dossier.parties:
        conditions = {key: one for key, one in dossier.conditions.items() if one.party == name}
        for choice in expected.readings:
            yield from _choice((*path, choice), choice, conditions)
    elif name in dossier.conditions:
        readings = dossier.conditions[name].readings or {}
        for reading in expected.readings:
            if reading not in readings:
                problem = _unknown("reading", reading, readings)
                if not readings:
                    problem = replace(problem, hint=f"`{name}` can be read in one way only: write the answer itself")
                yield Finding((*path, reading), problem, at_key=True)
    else:
        known = [*dossier.parties, *dossier.conditions]
        hint = did_you_mean(name, known) or f"the parties are {', '.join(dossier.parties)}"
        problem = Problem("unknown-party", f"there is no party or condition `{name}`", hint=hint)
        yield Finding(path, problem, at_key=True)


def _choice(path: Path, choice: str, conditions: Mapping[str, Condition]) -> Iterator[Finding]:
    """A choice of readings, such as `february_lines, held`: each must be there, and no two of one condition."""
    known: dict[str, list[str]] = {}
    for name, condition in conditions.items():
        for reading in condition.clauses():
            if reading != SINGLE:
                known.setdefault(reading, []).append(name)
                known[f"{name}.{reading}"] = [name]
    chosen: dict[str, str] = {}
    for word in (part.strip() for part in choice.split(",")):
        start = choice.index(word)
        span = (start, start + len(word))
        if word not in known:
            plain = [written for written in known if "." not in written] or list(known)
            yield Finding(path, _unknown("reading", word, plain), span, at_key=True)
            continue
        owner, *others = known[word]
        if others:
            message = f"`{word}` is a reading of {_listed(known[word])}"
            hint = f"say which, as in `{owner}.{word}`"
            yield Finding(path, Problem("ambiguous-reading", message, hint=hint), span, at_key=True)
        elif owner in chosen:
            message = f"`{chosen[owner]}` and `{word}` are readings of one condition, `{owner}`"
            yield Finding(path, Problem("two-readings", message, hint="name one of the two"), span, at_key=True)
        chosen[owner] = word


def _listed(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)


def _sources(path: Path, sources: tuple[str, ...], dossier: Dossier) -> Iterator[Finding]:
    for number, name in enumerate(sources):
        if name not in dossier.statements:
            place = (*path, number) if len(sources) > 1 else path
            yield Finding(place, _unknown("statement", name, dossier.statements))


def _unknown(what: str, name: str, known: Iterable[str]) -> Problem:
    listed = list(known)
    hint = did_you_mean(name, listed) or (f"known are {', '.join(listed[:8])}" if listed else None)
    return Problem(f"unknown-{what}", f"unknown {what} `{name}`", hint=hint)
