"""What changed in the parties' positions between two days: on the record, only as somebody tells it, or against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from conditions.check import Checker
from conditions.dates import DateError, parse_day
from conditions.errors import Problem
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.model.scenario import Scenario
from conditions.notebooks import table
from conditions.plain import Plain, record
from conditions.position_changes import Change, Changes, Mark, What
from conditions.records import dataclass
from conditions.results import CheckResult, PartyResult
from conditions.standing import Evidence, Standing
from conditions.verdicts import Answer


@dataclass(frozen=True)
class TurnedAnswer:
    """A party's answer in one scenario that is another as of the later day.

    Attributes:
        scenario: Title of the scenario.
        party: Code of the party.
        before: The headline answer as of the earlier day.
        after: The headline answer as of the later day.
        compliance_before: The answer on compliance as of the earlier day.
        compliance_after: The answer on compliance as of the later day.
        because: Ids of the conditions that decide after, and did not count before, or the other way round.
    """

    scenario: str
    party: str
    before: Answer
    after: Answer
    compliance_before: Answer
    compliance_after: Answer
    because: tuple[str, ...]


@dataclass(frozen=True)
class Diff:
    """What changed between two days.

    Attributes:
        dossier: The dossier's id.
        start: The earlier day.
        end: The later day.
        known_at: The day by whose end something must have been reported; `None` for everything.
        accounts: Whose word on the positions of others the answers rest on.
        level: The least firm level of positions that were looked at.
        changes: What became of positions, by party; what stayed as it was is not listed.
        turned: Answers of the scenarios that are others as of the later day.
        scenarios: How many scenarios were looked at.
    """

    dossier: str
    start: date
    end: date
    known_at: date | None
    accounts: tuple[str, ...]
    level: Level
    changes: tuple[Change, ...]
    turned: tuple[TurnedAnswer, ...]
    scenarios: int

    def of_party(self, party: str) -> Diff:
        """What changed in the positions and answers of one party."""
        return replace(
            self,
            changes=tuple(one for one in self.changes if one.party == party),
            turned=tuple(one for one in self.turned if one.party == party),
        )

    def to_dict(self) -> dict[str, Plain]:
        """The difference as plain data."""
        return record(self)

    def to_records(self) -> list[dict[str, Plain]]:
        """One flat record for each change of a position."""
        return [
            {
                "party": one.party,
                "section": one.section,
                "element": one.element,
                "what": one.what,
                "by": one.by or None,
                "day": one.day or None,
                "certain": one.certain,
                "mark": one.mark,
                "told_by": list(one.told_by),
            }
            for one in self.changes
        ]

    def _repr_html_(self) -> str:
        """A table for notebooks: what became of positions, then the answers that turned."""
        head = ("Party", "Position or scenario", "What became of it", "When", "On record", "Because")
        rows: list[tuple[str, ...]] = [
            (one.party, one.element, one.what, one.day, one.mark, one.because) for one in self.changes
        ]
        rows += [
            (one.party, one.scenario, f"{one.before.value} → {one.after.value}", "", "", ", ".join(one.because))
            for one in self.turned
        ]
        caption = f"{self.dossier}, from {self.start} to {self.end}"
        return table(caption, head, rows)


@accepting()
def diff(
    dossier: Dossier,
    start: date | str,
    end: date | str,
    *,
    scenarios: Iterable[Scenario] = (),
    known_at: date | str | None = None,
    accounts: Iterable[str] = (),
    level: Level = "reported",
) -> Diff:
    """What changed in the parties' positions between two days, and which answers turn with it.

    Args:
        dossier: The dossier.
        start: The earlier day: what had begun by its end counts as so before.
        end: The later day.
        scenarios: Scenarios of the dossier, each of which is checked as of both days.
        known_at: Only what had been reported by the end of this day counts as known.
        accounts: Parties, and speakers for none, whose word on the positions of others the answers take. What they
            tell is listed in any case, as theirs.
        level: The least firm level of positions that are looked at.

    Raises:
        DateError: A text is no day, or the first day is later than the second.
        ScenarioError: A scenario does not fit the dossier.
        UnknownNameError: There is nobody of the name of an account.
    """
    first, last, known = (parse_day(day) if isinstance(day, str) else day for day in (start, end, known_at))
    assert first is not None
    assert last is not None
    if first > last:
        message = f"the first day, {first}, is later than the second, {last}"
        raise DateError(Problem("reversed-days", message, hint="name the earlier day first"))
    taken = (accounts,) if isinstance(accounts, str) else tuple(accounts)
    listed = list(scenarios)
    changes: list[Change] = []
    for section in ("conditions", "terms"):
        changes += Changes(dossier, section, first, last, Evidence(known, (), level)).all()
    order = {code: place for place, code in enumerate(dossier.parties)}
    before, after = (
        Checker(dossier, as_of=day, known_at=known, accounts=taken or None, level=level) for day in (first, last)
    )
    turned = [one for scenario in listed for one in _turned(before.check(scenario), after.check(scenario))]
    return Diff(
        dossier=dossier.id,
        start=first,
        end=last,
        known_at=known,
        accounts=taken,
        level=level,
        changes=tuple(sorted(changes, key=lambda change: order[change.party])),
        turned=tuple(turned),
        scenarios=len(listed),
    )


def _turned(before: CheckResult, after: CheckResult) -> Iterator[TurnedAnswer]:
    """The parties' answers in one scenario that are not the same as of both days."""
    for code, was in before.parties.items():
        now = after.parties[code]
        if (was.answer, was.compliance) != (now.answer, now.compliance):
            yield TurnedAnswer(
                scenario=before.scenario.title,
                party=code,
                before=was.answer,
                after=now.answer,
                compliance_before=was.compliance,
                compliance_after=now.compliance,
                because=_because(was, now),
            )


def _because(was: PartyResult, now: PartyResult) -> tuple[str, ...]:
    """The conditions that took part on one of the days only, or in another way."""
    then: dict[str, Standing] = {one.id: one.standing for one in was.taking_part}
    later: dict[str, Standing] = {one.id: one.standing for one in now.taking_part}
    return tuple(
        one.id
        for one in now.conditions
        if (one.id in then) != (one.id in later)
        or (one.id in then and then[one.id].in_force is not later[one.id].in_force)
    )


__all__ = ["Change", "Diff", "Mark", "TurnedAnswer", "What", "diff"]
