"""Explains verdicts: the evaluated condition, who said it, what is missing, what would turn it.

Everything is data first; `conditions.explain.text` puts it in plain text, and reports
put it in their own forms. A claim stays its speaker's, and no word takes a side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

from conditions.caveats import left_out_words
from conditions.check import lowered
from conditions.citations import Cited, cited
from conditions.english import day_of, day_words
from conditions.errors import Problem, UnknownNameError, did_you_mean
from conditions.explain.derived import moments_told
from conditions.explain.evidence import Telling, undated
from conditions.explain.explanations import Choice, Explanation, LeftOut, PartyExplanation
from conditions.explain.flips import Flips, smallest_flips, target_of
from conditions.explain.tree import ExplainedNode
from conditions.formula import Event, Formula, facts_in
from conditions.holding import account_words, in_force_words, remarks_on, waiver_words
from conditions.knowledge import Among, FactState, NotKnown, NumberBetween
from conditions.language.base import Words
from conditions.model.arguments import accepting
from conditions.model.positions import SINGLE, Condition, Modality, Reading
from conditions.records import dataclass
from conditions.results import CheckResult, ConditionResult, PartyResult
from conditions.truth import Truth
from conditions.verdicts import Answer, Reason, Verdict, Why
from conditions.wording import Wording

T = TypeVar("T")

MOST_CHOICES: Final = 12
"""Most choices of readings for which a party's own smallest changes are sought."""


@accepting(result=CheckResult)
def explain(
    result: CheckResult, condition: str, reading: str | None = None, *, flips: bool = True
) -> list[Explanation]:
    """Why the verdict on a condition is what it is, once for each reading.

    Args:
        result: A checked scenario.
        condition: The condition's id.
        reading: One reading, for an explanation of that alone.
        flips: Whether to look for the smallest changes that turn the answer.

    Raises:
        UnknownNameError: There is no such condition or reading in the result.
    """
    found = _found("condition", condition, result.conditions)
    verdicts = found.verdicts if reading is None else {reading: _found("reading", reading, found.verdicts)}
    formulas = lowered(found.condition, result.vocabulary)
    explainer = _Explainer(result, flips)
    return [explainer.verdict(found, name, verdict, formulas[name]) for name, verdict in verdicts.items()]


@accepting(result=CheckResult)
def explain_party(result: CheckResult, party: str, *, flips: bool = True) -> PartyExplanation:
    """Why a party's answer is what it is: which condition gives it, and which ones take no part.

    Raises:
        UnknownNameError: There is no such party in the result.
    """
    found = _found("party", party, result.parties)
    explainer = _Explainer(result, flips)
    return PartyExplanation(
        scenario=result.scenario.title,
        as_of=result.as_of,
        party=party,
        party_name=result.dossier.parties[party].name,
        answer=found.answer,
        compliance=found.compliance,
        choices=tuple(explainer.choices(found)),
        conditions=tuple(each for one in found.taking_part for each in explain(result, one.id, flips=flips)),
        left_out=tuple(explainer.left_out(one) for one in found.conditions if not one.takes_part),
    )


def _found(what: str, name: str, known: Mapping[str, T]) -> T:
    if name in known:
        return known[name]
    names = [item for item in known if item]
    hint = did_you_mean(name, names) or (f"known are {', '.join(f'`{item}`' for item in names)}" if names else None)
    raise UnknownNameError(Problem(f"unknown-{what}", f"unknown {what} `{name}`", hint=hint))


def missing(result: CheckResult, verdict: Verdict) -> tuple[str, ...]:
    """What keeps a verdict of a checked scenario open, in clauses that end with why."""
    return _Explainer(result, seek_flips=False).open_because(verdict)


@dataclass(frozen=True)
class _Explainer:
    """Explains verdicts of one checked scenario."""

    result: CheckResult
    seek_flips: bool

    @property
    def wording(self) -> Wording:
        return Wording(self.result.vocabulary)

    def verdict(self, found: ConditionResult, reading: str, verdict: Verdict, formula: Formula) -> Explanation:
        condition, result = found.condition, self.result
        clause, chosen = condition.clauses()[reading], _reading(condition, reading)
        telling = Telling(self.wording, result.known)
        tree, course = self._trees(telling, verdict)
        turned = self._flips((formula,), verdict.answer)
        return Explanation(
            scenario=result.scenario.title,
            world=str(result.scenario.world),
            as_of=result.as_of,
            party=condition.party,
            party_name=result.dossier.parties[condition.party].name,
            condition=found.id,
            label=condition.label or "",
            reading=reading,
            reading_label=(chosen.label or "") if chosen else "",
            reading_note=(chosen.note if chosen else None) or condition.note or "",
            modality=condition.modality,
            level=condition.level,
            status=verdict.status,
            phrase=verdict.phrase,
            answer=verdict.answer,
            compliance=verdict.compliance,
            final=verdict.final,
            vacuous=verdict.vacuous,
            vacuous_because=telling.why_vacuous(verdict.judgement),
            blocked=verdict.blocked,
            in_force=found.in_force,
            in_force_words=in_force_words(condition, found.standing, result.as_of),
            remarks=(
                *remarks_on(condition, found.standing, result.dossier),
                *self._act_of_another(found, verdict),
                *_versions(verdict),
                *self._waived(found),
            ),
            caveats=tuple(self._caveats(found.id, reading, formula)),
            takes_part=found.takes_part,
            says=clause.say(Words(result.vocabulary)),
            text=clause.text(),
            tree=tree,
            course=course,
            moments=moments_told(formula, result.vocabulary, result.known),
            statements=tuple(self._statements(condition, chosen)),
            missing=self.open_because(verdict),
            flips=turned.flips,
            flips_to=turned.target,
            flips_complete=turned.complete,
            flips_limit=turned.limit,
        )

    def _act_of_another(self, found: ConditionResult, verdict: Verdict) -> Iterator[str]:
        """That the act which is asked about is another party's."""
        parties, events = self.result.dossier.parties, self.result.dossier.events
        by = events[verdict.act].by if verdict.readiness is not None and verdict.act in events else None
        if by in parties and by != found.condition.party:
            yield f"the act is {parties[by].name}'s, and this is what {parties[found.condition.party].name} asks of it"

    def _waived(self, found: ConditionResult) -> Iterator[str]:
        """That it counts as met all the same, who has accepted that, and in which words."""
        for one in found.waivers:
            yield waiver_words(one, self.result.dossier)

    def _trees(self, telling: Telling, verdict: Verdict) -> tuple[ExplainedNode, ExplainedNode | None]:
        """What the headline rests on, and what compliance rests on where the two differ."""
        whole = telling.tree(verdict.judgement)
        if verdict.readiness is None or verdict.act is None:
            return whole, None
        return telling.requirement(verdict.readiness, Event(verdict.act)), None if verdict.vacuous else whole

    def _statements(self, condition: Condition, reading: Reading | None) -> Iterator[Cited]:
        own = reading.source if reading is not None and reading.source else condition.source
        for name in dict.fromkeys((*own, *condition.source)):
            yield cited(self.result.dossier, name, direct=name in own)

    def _caveats(self, condition: str, reading: str, formula: Formula) -> Iterator[str]:
        """What is not encoded of what it rests on, and numbers in it that are more than their whole."""
        yield from map(left_out_words, self.result.not_encoded(condition, reading))
        named = set(facts_in(formula))
        for excess in self.result.excesses:
            if not named.isdisjoint((*excess.parts, excess.whole)):
                yield excess.words(self.result.vocabulary)

    def _flips(self, formulas: tuple[Formula, ...], answer: Answer) -> Flips:
        target = target_of(answer)
        if not self.seek_flips:
            return Flips(target, (), 0, complete=False, limit=0)
        return smallest_flips(formulas, self.result.known, target, self.result.vocabulary)

    # --- what is missing ----------------------------------------------------

    def open_because(self, verdict: Verdict) -> tuple[str, ...]:
        """What keeps the verdict open."""
        return tuple(dict.fromkeys(self.missing(reason) for reason in self._reasons(verdict)))

    def _reasons(self, verdict: Verdict) -> Iterator[Reason]:
        """What keeps the verdict open, without days that cannot matter."""
        judgements = [verdict.judgement, *([verdict.readiness] if verdict.readiness is not None else [])]
        timed = {name for judgement in judgements for name in undated(judgement, self.result.known)}
        timeline, events = self.result.known.timeline, self.result.vocabulary.events
        for reason in verdict.reasons:
            certain = reason.what in events and timeline.occurs(reason.what) is Truth.TRUE
            if reason.why is not Why.MISSING or not certain or reason.what in timed:
                yield reason

    def missing(self, reason: Reason) -> str:
        """What keeps an answer open, a clause that ends with why."""
        what, why = reason.what, reason.why.value
        if what in self.result.vocabulary.facts:
            return f"{self.wording.name(what)} is {self._value(what)} ({why})"
        if what not in self.result.vocabulary.events:
            return f"{what} ({why})"
        return f"{self._event(what, reason.why)} ({why})"

    def _event(self, event: str, why: Why) -> str:
        name, known = self.wording.name(event), self.result.known
        verb = self.wording.verb(Event(event))
        if why is Why.PENDING and known.now is not None:
            done = "been reached" if verb == "is reached" else "happened"
            return f"{name} has not {done} by the end of {day_of(known.now)}, and may later"
        days = day_words(known.timeline.bounds(event))
        dated = "" if days.endswith("not known") else days
        if known.timeline.occurs(event) is Truth.TRUE:
            return f"{name} {verb} {dated}: the exact day is not known" if dated else f"when {name} {verb}"
        return f"whether {name} {verb}" + (f" ({days}, if it does)" if dated else "")

    def _value(self, fact: str) -> str:
        state: FactState = self.result.known.fact(fact)
        match state:
            case NotKnown() | Among() | NumberBetween():
                return self.wording.fact_state(fact, state)

    # --- of a party ---------------------------------------------------------

    def choices(self, party: PartyResult) -> Iterator[Choice]:
        """The party's answer under each choice of readings, with the smallest changes that turn it."""
        for number, (readings, roll_up) in enumerate(party.by_reading.items()):
            turned = Flips(target_of(roll_up.answer), (), 0, complete=False, limit=0)
            chosen = {
                one.id: _chosen(party, readings).get(one.id, next(iter(one.verdicts))) for one in party.taking_part
            }
            turning = self._turning(party, roll_up.answer)
            if number < MOST_CHOICES and turning:
                formulas = (lowered(one.condition, self.result.vocabulary)[chosen[one.id]] for one in turning)
                turned = self._flips(tuple(formulas), roll_up.answer)
            yield Choice(
                readings=readings,
                answer=roll_up.answer,
                compliance=roll_up.compliance,
                status=roll_up.status,
                decided_by=roll_up.decided_by,
                read_as={name: reading for name, reading in chosen.items() if reading != SINGLE},
                flips=turned.flips,
                flips_to=turned.target,
                flips_complete=turned.complete,
                flips_limit=turned.limit,
            )

    def _turning(self, party: PartyResult, answer: Answer) -> list[ConditionResult]:
        """The conditions that a change must meet to turn an answer to MET, or one of which to NOT MET.

        What is waived is met whatever happens; what may not be in force, or may be waived, is surely never the
        reason why an answer is not met.
        """
        open_ = [one for one in party.taking_part if one.waived is not Truth.TRUE]
        if target_of(answer) is Answer.MET:
            return open_
        return [one for one in open_ if one.in_force is Truth.TRUE and one.waived is Truth.FALSE]

    def left_out(self, found: ConditionResult) -> LeftOut:
        """A condition that takes no part, and why."""
        condition = found.condition
        clause = next(iter(condition.clauses().values()))
        return LeftOut(
            condition=found.id,
            label=condition.label or clause.say(Words(self.result.vocabulary)),
            why=self._why_left_out(found),
            answers={reading: verdict.answer for reading, verdict in found.verdicts.items()},
        )

    def _why_left_out(self, found: ConditionResult) -> str:
        condition = found.condition
        if found.in_force is Truth.FALSE:
            return in_force_words(condition, found.standing, self.result.as_of)
        if not found.standing.admitted:
            return account_words(found.standing, condition.party, self.result.dossier)
        if not condition.decides:
            return f"it is {_MODALITY_WORDS[condition.modality]}, which decides no verdict"
        return f"it is {condition.level}, and the answer counts only what is at least {self.result.level}"


_MODALITY_WORDS: Final[Mapping[Modality, str]] = {
    "precondition": "a precondition",
    "red_line": "a red line",
    "commitment": "a commitment",
    "best_endeavours": "a promise of best endeavours",
    "preference": "a preference",
    "agenda_limit": "an agenda limit",
}


def _versions(verdict: Verdict) -> Iterator[str]:
    """The answer with each value of what sources give differently, where it hangs on that."""
    for label, one in verdict.versions.items():
        kept = "" if one.compliance is one.answer else f", and {one.compliance.value} over the whole course of events"
        yield f"with {label} it is {one.answer.value}{kept}"


def _reading(condition: Condition, name: str) -> Reading | None:
    return None if name == SINGLE or condition.readings is None else condition.readings[name]


def _chosen(party: PartyResult, readings: str) -> Mapping[str, str]:
    """The readings that a choice names, by condition; a name that several share is given to all of them."""
    names = readings.split(", ")
    pairs = [(one.id, reading) for one in party.taking_part for reading in one.verdicts if reading]
    return dict(pair for pair in pairs if pair[1] in names or ".".join(pair) in names)
