"""The answers on one negotiation, kept up to date entry by entry, and what changed with each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, cast

from conditions.engines.forward import Decided
from conditions.explain.evidence import Telling
from conditions.explain.tree import ExplainedNode
from conditions.knowledge import Knowledge
from conditions.monitor.changes import Act, ActChange, Change, DutyChange, PartyChange, StateChange, VerdictChange
from conditions.monitor.compiled import Compiled, Key
from conditions.monitor.course import Course, Touched
from conditions.obligations import DutyAnswer, DutyResult, obligations
from conditions.party_results import ConditionResult, PartyResult
from conditions.semantics import judge
from conditions.standing import Evidence, Record, Standing
from conditions.truth import Truth
from conditions.verdicts import Answer, Status, Verdict, gated
from conditions.waivers import Waived, waivers_of
from conditions.wording import Wording

_MOST_FACTS = 6


class Duty(NamedTuple):
    """An obligation of a debtor after an incident."""

    incident: str
    instrument: str
    obligation: str
    debtor: str


class Answers:
    """All that can be answered of one course of events.

    Attributes:
        verdicts: What the verdict on each reading says.
        parties: The headline answer of every party.
        compliance: Its answer on compliance.
        acts: Where the conditions of a party leave each act that they gate.
        states: Whether each state and instrument is in force.
        duties: Who must act after each incident.
        standings: How every position stands on the day whose positions count.
    """

    def __init__(self, rules: Compiled, course: Course, evidence: Evidence, as_of: date | None) -> None:
        self.rules: Compiled = rules
        self.course: Course = course
        self._evidence = evidence
        self._as_of = as_of
        self._session = rules.rules.open()
        self._record = Record(rules.dossier, rules.dossier.conditions, evidence)
        self.verdicts: dict[Key, Decided] = {}
        self.parties: dict[str, Answer] = {}
        self.compliance: dict[str, Answer] = {}
        self.acts: dict[tuple[str, str], Act] = {}
        self.states: dict[str, Truth] = {}
        self.duties: dict[Duty, DutyResult] = {}
        self.standings: dict[str, Standing] = {}
        self._waivers: Mapping[str, tuple[Waived, ...]] = {}
        self._of_party: dict[str, list[str]] = {code: [] for code in rules.dossier.parties}
        for name, condition in rules.dossier.conditions.items():
            self._of_party[condition.party].append(name)
        self.after(Touched(now=True))

    @property
    def known(self) -> Knowledge:
        """All that is known."""
        return self._session.known

    @property
    def is_fixed(self) -> bool:
        """Whether the day whose positions count stays the same."""
        return self._as_of is not None

    def sleep(self) -> None:
        """Free what the engine keeps."""
        self._session.sleep()

    def counting(self) -> Iterator[str]:
        """The conditions that are, or may be, in force, and take part in their party's answer."""
        return (name for name, one in self.standings.items() if self._counts(name, one) is not Truth.FALSE)

    def after(self, touched: Touched) -> list[Change]:
        """Take in what the course knows now; what changed with its last entry."""
        session, known = self._session, self.course.told()
        if touched.now:
            keys: Iterable[Key] = session.know(known)
        elif touched.events or touched.facts:
            keys = session.know(known, touched.events, touched.facts)
        else:
            keys = ()
        before = self.standings
        if touched.now:
            self._stand()
        found: list[Change] = []
        parties: dict[str, None] = {}
        if before is not self.standings:
            for name, condition in self.rules.dossier.conditions.items():
                old, new = before.get(name), self.standings[name]
                if old is None or (old.in_force, old.admitted) != (new.in_force, new.admitted):
                    parties[condition.party] = None
        for key, old_verdict, new_verdict in self._turned(keys, before):
            parties[self.rules.dossier.conditions[key.condition].party] = None
            if old_verdict is not None or new_verdict is not None:
                found.append(self._verdict_change(key, old_verdict, new_verdict))
        for party in self.rules.dossier.parties if touched.now else parties:
            found += self._party(party)
        found += self._states()
        found += self._obligations()
        return found

    # --- verdicts ----------------------------------------------------------------

    def _turned(
        self, keys: Iterable[Key], before: Mapping[str, Standing]
    ) -> list[tuple[Key, Decided | None, Decided | None]]:
        """The readings of which something else is said than before; `None` where a condition does not count."""
        fresh = {key: self._session.decided(key) for key in keys}
        turned = []
        for key in fresh if before is self.standings else self.rules.rules.conditions:
            old, new = self.verdicts.get(key), fresh.get(key, self.verdicts.get(key))
            counted = self._counts(key.condition, before.get(key.condition))
            counts = self._counts(key.condition, self.standings[key.condition])
            if old != new or counted is not counts:
                was, is_ = (None if one is Truth.FALSE else verdict for one, verdict in ((counted, old), (counts, new)))
                turned.append((key, was, is_))
        self.verdicts |= fresh
        return turned

    def _verdict_change(self, key: Key, before: Decided | None, after: Decided | None) -> VerdictChange:
        condition = self.rules.dossier.conditions[key.condition]
        return VerdictChange(
            entry=self.course.count,
            now=self.course.now,
            condition=key.condition,
            reading=key.reading,
            party=condition.party,
            before=before,
            after=after,
            in_force=self._counts(key.condition, self.standings[key.condition]),
            facts=() if after is None else self._facts(key, after),
            quote=self.rules.quote(condition.sources()),
        )

    def _facts(self, key: Key, after: Decided) -> tuple[str, ...]:
        """What a verdict rests on, in words, as the reference interpreter tells it."""
        formula, known = self.rules.rules.conditions[key], self.known
        wording = Wording(self.rules.vocabulary)
        gate = gated(formula)
        if gate is not None and after.status in {Status.READY, Status.WAITING}:
            act, requires = gate
            tree = Telling(wording, known).requirement(judge(requires, known.acting_next(act)), act)
        else:
            tree = Telling(wording, known).tree(judge(formula, known))
        told = (f"{leaf.words}: {_of_log(leaf.because)}" if leaf.because else leaf.words for leaf in _deciding(tree))
        return tuple(dict.fromkeys(told))[:_MOST_FACTS]

    # --- positions and parties ---------------------------------------------------

    def _stand(self) -> None:
        day = self._as_of or self.course.now
        if self.standings and self._as_of is not None:
            return
        self.standings = self.rules.standings(self._evidence, day)
        self._waivers = waivers_of(self.rules.dossier, self.course.scenario(day), self._record, day)

    def _counts(self, name: str, standing: Standing | None) -> Truth:
        """Whether a condition is in force and takes part in its party's answer."""
        if standing is None or not self.rules.counts(name, standing, self._evidence):
            return Truth.FALSE
        return standing.in_force

    def _party(self, name: str) -> Iterator[Change]:
        party = PartyResult(name, tuple(map(self._result, self._of_party[name])))
        before, after = self.parties.get(name), party.answer
        self.parties[name], self.compliance[name] = after, party.compliance
        entry, now = self.course.count, self.course.now
        if before is not None and before is not after:
            yield PartyChange(entry, now, name, before, after)
        for act, state in self._acts(party).items():
            old = self.acts.get((name, act))
            self.acts[name, act] = state
            if old != state and (old is not None or state == "unlocked"):
                yield ActChange(entry, now, name, act, old or "open", state)

    def _result(self, name: str) -> ConditionResult:
        """A condition as a party's answer needs it."""
        readings = {reading: self.verdicts[Key(name, reading)] for reading in self.rules.readings[name]}
        standing = self.standings[name]
        return ConditionResult(
            id=name,
            condition=self.rules.dossier.conditions[name],
            standing=standing,
            counts=self.rules.counts(name, standing, self._evidence),
            # A party's answer looks at the three fields of a verdict that are there.
            verdicts=cast("Mapping[str, Verdict]", readings),
            waivers=self._waivers.get(name, ()),
        )

    def _acts(self, party: PartyResult) -> dict[str, Act]:
        """Where a party's conditions leave each act that they gate."""
        answers: dict[str, list[Answer]] = {act: [] for code, act in self.acts if code == party.party}
        done = {event.name for event in self.rules.rules.acts if not self._session.is_open(event)}
        for result in party.taking_part:
            gating: dict[str, set[Answer]] = {}
            for reading, verdict in result.verdicts.items():
                act = self.rules.rules.roots[Key(result.id, reading)].act
                if act is not None:
                    gating.setdefault(act.name, set()).add(result.share(verdict).answer)
            for name, several in gating.items():
                sure = len(several) == 1 and (result.in_force is Truth.TRUE or several == {Answer.MET})
                answers.setdefault(name, []).append(several.pop() if sure else Answer.UNKNOWN)
        return {act: "done" if act in done else _act(several) for act, several in answers.items()}

    # --- instruments and obligations ---------------------------------------------

    def _states(self) -> Iterator[Change]:
        for name in self.rules.rules.states:
            before, after = self.states.get(name), self._session.in_force(name)
            self.states[name] = after
            if before is not None and before is not after:
                yield StateChange(self.course.count, self.course.now, name, before, after)

    def _obligations(self) -> list[DutyChange]:
        """Who must act, asked again of every incident: it may hang on anything."""
        if not self.course.has_incidents and not self.duties:
            return []
        day = self._as_of or self.course.now
        result = obligations(self.rules.dossier, self.course.scenario(day))
        found = {
            Duty(one.name, duty.instrument, duty.obligation, duty.debtor): duty
            for one in result.incidents
            for duty in one.duties
        }
        before, self.duties = self.duties, found
        return [
            self._duty_change(key, old, new)
            for key in dict.fromkeys((*before, *found))
            if _state(old := before.get(key)) != _state(new := found.get(key)) and (old or _matters(new))
        ]

    def _duty_change(self, key: Duty, before: DutyResult | None, after: DutyResult | None) -> DutyChange:
        one = after or before
        assert one is not None
        return DutyChange(
            entry=self.course.count,
            now=self.course.now,
            incident=key.incident,
            instrument=key.instrument,
            obligation=key.obligation,
            debtor=key.debtor,
            duty=one.owed.duty,
            before=None if before is None else before.answer,
            after=None if after is None else after.answer,
            stage=one.state,
            clauses=() if after is None else tuple(ground.words for ground in after.deciding),
        )


def _act(answers: Iterable[Answer]) -> Act:
    found = set(answers)
    if Answer.NOT_MET in found:
        return "locked"
    return "unlocked" if found <= {Answer.MET} else "open"


def _state(duty: DutyResult | None) -> object:
    return None if duty is None else (duty.answer, duty.state)


def _matters(duty: DutyResult | None) -> bool:
    """Whether a new incident's answer is worth announcing: somebody must act, or that is not known."""
    return duty is not None and duty.answer is not DutyAnswer.NOT_OBLIGED


def _of_log(because: str) -> str:
    """What decided, where not a scenario but a log said it."""
    return f"the log {because.removeprefix('the scenario ')}" if because.startswith("the scenario ") else because


def _deciding(node: ExplainedNode) -> Iterator[ExplainedNode]:
    """The parts without parts that give the truth of a tree."""
    if not node.parts:
        yield node
        return
    alike = [part for part in node.parts if part.truth is node.truth] or node.parts
    for part in alike:
        yield from _deciding(part)


__all__ = ["Answers", "Duty"]
