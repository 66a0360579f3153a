"""What a dossier may do but hardly means: conditions without a source, things that nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from conditions.errors import Problem
from conditions.language.base import Kind, mentioned
from conditions.language.quantities import Quantity
from conditions.language.types import Moment
from conditions.model.dossier import Dossier
from conditions.model.findings import Finding, Path
from conditions.model.instruments import Obligation, Scope
from conditions.model.lint_formulas import formula_warnings
from conditions.model.positions import Position
from conditions.model.statements import tellers


def lint(dossier: Dossier, used: Iterable[str] = ()) -> Iterator[Finding]:
    """Warnings, in no particular order.

    Args:
        dossier: The dossier.
        used: Names and ids that its scenarios use.
    """
    for section, positions in (("conditions", dossier.conditions), ("terms", dossier.terms)):
        for name, position in positions.items():
            yield from _sources((section, name), position, dossier)
    yield from _unsourced_preferences(dossier)
    for name, instrument in dossier.instruments.items():
        for key, obligation in instrument.obligations.items():
            yield from _own_creditor(("instruments", name, "obligations", key), obligation, dossier)
    yield from formula_warnings(dossier)
    names = frozenset(used)
    yield from _idle_exclusions(dossier, names)
    yield from _unused(dossier, {*names, *names_used(dossier)})


def _sources(path: Path, position: Position, dossier: Dossier) -> Iterator[Finding]:
    """A position should rest on something that was said, and not only later."""
    sources = [*position.source, *(name for reading in (position.readings or {}).values() for name in reading.source)]
    if not sources and position.level != "hypothetical":
        hint = "name the statement it rests on in `source`, or mark it with `level: hypothetical`"
        yield Finding(path, _warning("unsourced-position", f"`{path[-1]}` rests on no statement", hint), at_key=True)
    told_by = tellers(dossier.statements, sources, position.party)
    if told_by and not any(teller in dossier.parties for teller in told_by):
        message = f"`{path[-1]}` rests only on what was said for no party, so it is nobody's position yet"
        hint = "say in `for` on whose behalf it was said, or ask for that account"
        yield Finding(path, _warning("said-for-nobody", message, hint), at_key=True)
    begins = position.since.latest if position.since else None
    said = {name: day for name in position.source if (day := _said(dossier, name)) is not None}
    if begins is not None and said and all(day > begins for day in said.values()):
        first = min(said, key=said.__getitem__)
        message = f"the position begins on {begins}, before what it rests on was said (`{first}`, {said[first]})"
        hint = "let it begin later, or name an earlier statement"
        yield Finding((*path, "from"), _warning("said-later", message, hint))


def _unsourced_preferences(dossier: Dossier) -> Iterator[Finding]:
    for party, listed in dossier.preferences.items():
        for number, preference in enumerate(listed):
            if not preference.source:
                message = f"preference {number + 1} of `{party}` rests on no statement"
                hint = "name the statement it rests on in `source`"
                yield Finding(("preferences", party, number), _warning("unsourced-preference", message, hint))


def _said(dossier: Dossier, name: str) -> date | None:
    statement = dossier.statements.get(name)
    return statement.said.earliest if statement and statement.said else None


def _own_creditor(path: Path, obligation: Obligation, dossier: Dossier) -> Iterator[Finding]:
    for debtor in obligation.debtors:
        name = debtor.rpartition(" of ")[2].strip()
        group = dossier.groups.get(name)
        if obligation.creditor in (name, *(group.codes or () if group else ())):
            message = f"`{obligation.creditor}` owes this to itself"
            related = (("it is a debtor here", (*path, "debtors")),)
            yield Finding((*path, "to"), _warning("own-creditor", message, None), related=related)


def _idle_exclusions(dossier: Dossier, used: frozenset[str]) -> Iterator[Finding]:
    """What is not encoded of a statement is said beside the answers that rest on it; there should be some."""
    resting = used.union(*_sourced(dossier))
    for number, left_out in enumerate(dossier.not_encoded):
        if left_out.source not in resting:
            message = f"nothing rests on `{left_out.source}`, so no answer will say that a part of it is not encoded"
            hint = "name the statement as the source of what it says, or delete the entry"
            yield Finding(("not_encoded", number, "source"), _warning("idle-not-encoded", message, hint))


def _unused(dossier: Dossier, used: set[str]) -> Iterator[Finding]:
    kinds = {"events": "event", "ladders": "ladder", "facts": "fact", "statements": "statement"}
    for section, what in kinds.items():
        for name in getattr(dossier, section):
            if name not in used:
                message = f"nothing uses the {what} `{name}`"
                problem = _warning(f"unused-{what}", message, "delete it, or check whether something was meant to")
                yield Finding((section, name), problem, at_key=True)


def names_used(dossier: Dossier) -> Iterator[str]:
    """Every id of a statement, and every name of an event, ladder or fact, that something mentions."""
    for clause in _clauses(dossier):
        yield from names_in(clause)
    for moment in dossier.moments.values():
        yield from (name for named in moment.mentions() for name in stems(named))
        yield from names_in(moment.only_if) if moment.only_if is not None else ()
    yield from (name for named in _of_states(dossier) for name in stems(named))
    for part in _sourced(dossier):
        yield from part
    yield from (part.source for part in dossier.not_encoded)
    yield from (fact.part_of for fact in dossier.facts.values() if fact.part_of is not None)
    # Without what it takes back or denies, another position would count.
    yield from (name for name, one in dossier.statements.items() if one.withdraws or one.denies)
    for claim in dossier.claims.values():
        yield from (name for about in claim.about for name in stems(about))
    for ambiguity in dossier.ambiguities.values():
        yield from (name for subject in ambiguity.bears_on for name in stems(subject))
    for instrument in dossier.instruments.values():
        for obligation in instrument.obligations.values():
            yield from (name for named in _named_in(obligation) for name in stems(named))


def _named_in(obligation: Obligation) -> Iterator[str]:
    """The names that the moments of an obligation mention, and the event that performs it."""
    yield from (name for moment in moments_of(obligation) for name in moment.names())
    yield from (obligation.performance,) if obligation.performance is not None else ()


def moments_of(obligation: Obligation) -> Iterator[Moment]:
    """The moments at which an obligation begins, rests or ends, or at which its scope changes."""
    scope = obligation.scope or Scope()
    ends = [obligation.until, obligation.discharged]
    ends += [end for zone in (*scope.within, *scope.outside) for end in (zone.since, zone.until)]
    ends += [end for time in obligation.suspended for end in (time.since, time.until)]
    yield from (end for end in ends if end is not None)


def _of_states(dossier: Dossier) -> Iterator[str]:
    """The names that states, and numbers with steps, mention."""
    for fact in dossier.facts.values():
        yield from (name for step in fact.steps if step.since is not None for name in step.since.names())
    for state in dossier.states.values():
        ends = [state.start, state.end, *(end for time in state.suspended for end in (time.since, time.until))]
        yield from (name for end in ends if end is not None for name in end.names())
        yield from (
            name for clause in (state.only_if, state.void_if) if clause is not None for name in names_in(clause)
        )


def _clauses(dossier: Dossier) -> Iterator[Kind]:
    for position in (*dossier.conditions.values(), *dossier.terms.values()):
        yield from position.clauses().values()
    yield from (preference.prefers for listed in dossier.preferences.values() for preference in listed)
    yield from (clause for goal in dossier.goals.values() for clause in (*goal.reach, *goal.given))
    yield from (one.in_force for one in dossier.instruments.values() if one.in_force is not None)


def _sourced(dossier: Dossier) -> Iterator[Iterable[str]]:
    """The sources of everything that has some."""
    vocabulary = ("groups", "events", "ladders", "moments", "facts", "zones")
    for section in (*vocabulary, "waivers", "claims", "ambiguities", "instruments", "goals"):
        yield from (part.source for part in getattr(dossier, section).values())
    for position in (*dossier.conditions.values(), *dossier.terms.values()):
        yield position.source
        yield from (reading.source for reading in (position.readings or {}).values())
    yield from (preference.source for listed in dossier.preferences.values() for preference in listed)
    for ambiguity in dossier.ambiguities.values():
        yield from (meaning.source for meaning in ambiguity.readings.values())
    for instrument in dossier.instruments.values():
        yield from (obligation.source for obligation in instrument.obligations.values())


def names_in(clause: Kind) -> Iterator[str]:
    """The events, ladders, facts and groups that a clause mentions, without rung or member."""
    for kind in mentioned(clause):
        for field in type(kind).model_fields:
            value = getattr(kind, field)
            for item in value if isinstance(value, tuple) else (value,):
                named = item.of if isinstance(item, Quantity) else (item,)
                for name in item.names() if isinstance(item, Moment) else named:
                    if isinstance(name, str):
                        yield from stems(name)


def stems(name: str) -> tuple[str, str]:
    """A name, and what it is a rung or a member's part of."""
    return name, name.partition("[")[0].partition(".")[0]


def _warning(code: str, message: str, hint: str | None) -> Problem:
    return Problem(code, message, hint=hint, severity="warning")
