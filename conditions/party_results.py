"""What a check gives of one party: each condition in every reading, and the answer over all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice, product
from typing import Final, Literal, NamedTuple

from conditions.model.positions import Condition
from conditions.notebooks import table
from conditions.records import dataclass
from conditions.standing import Standing, line_ups
from conditions.truth import Truth
from conditions.verdicts import Answer, Status, Verdict, Why
from conditions.waivers import Waived, waived

MOST_COMBINATIONS: Final = 256
"""Most combinations of readings that are listed for one party."""

_HEAD: Final = ("Reading", "Answer", "Status", "Compliance", "Takes part")
_BEST_FIRST: Final[tuple[tuple[Answer | Status, ...], ...]] = (
    (Answer.MET, Answer.UNKNOWN, Answer.NOT_MET),
    (Status.SATISFIED, Status.READY, Status.UNDECIDED, Status.WAITING, Status.VIOLATED),
)
_BADNESS: Final = {one: place for order in _BEST_FIRST for place, one in enumerate(order)}


class Share(NamedTuple):
    """What one verdict adds to its party's answer."""

    answer: Answer
    compliance: Answer
    status: Status


@dataclass(frozen=True)
class ConditionResult:
    """One condition in one scenario, in every reading.

    Attributes:
        id: The condition's id.
        condition: The condition.
        standing: How it stands on the day whose positions were asked for.
        counts: Whether it takes part in the party's answer: it is a precondition or
            red line, firm enough for the level asked for, and on record or on an account asked for.
        verdicts: The verdict of each reading, on the bare rule; the only reading of an unambiguous
            condition is called "".
        waivers: Its waivers, also those that do not count: where one does, the condition counts as met.
    """

    id: str
    condition: Condition
    standing: Standing
    counts: bool
    verdicts: Mapping[str, Verdict]
    waivers: tuple[Waived, ...] = ()

    @property
    def waived(self) -> Truth:
        """Whether its party has accepted that it was not kept, so that it counts as met."""
        return waived(self.waivers)

    @property
    def in_force(self) -> Truth:
        """Whether it counted on the day whose positions were asked for."""
        return self.standing.in_force

    @property
    def answer(self) -> Answer:
        """The headline answer: of all readings alike, or that it depends on the reading."""
        return _alike(self.share(verdict).answer for verdict in self.verdicts.values())

    @property
    def compliance(self) -> Answer:
        """The answer on compliance: of all readings alike, or that it depends on the reading."""
        return _alike(self.share(verdict).compliance for verdict in self.verdicts.values())

    def share(self, verdict: Verdict) -> Share:
        """What a verdict adds to the party's answer: its own, unless the condition is waived."""
        bare = _bare(verdict)
        if self.waived is Truth.FALSE:
            return bare
        if self.waived is Truth.UNKNOWN:
            # Whether it was waived is not known: only what is met in either case is met.
            answer, compliance = (one if one is Answer.MET else Answer.UNKNOWN for one in bare[:2])
            return Share(answer, compliance, bare.status if answer is Answer.MET else Status.UNDECIDED)
        if verdict.answer is Answer.MET:
            return bare._replace(compliance=Answer.MET)
        status = Status.READY if verdict.status is Status.WAITING else Status.SATISFIED
        return Share(Answer.MET, Answer.MET, status)

    @property
    def takes_part(self) -> bool:
        """Whether it may decide the party's answer: it counts, and is or may be in force."""
        return self.counts and self.in_force is not Truth.FALSE

    def to_dict(self) -> dict[str, object]:
        """It as plain data, with the verdict of each reading."""
        return {
            "condition": self.id,
            "party": self.condition.party,
            "in_force": self.in_force.value,
            "counts": self.counts,
            "waived": self.waived.value,
            "answer": self.answer.value,
            "compliance": self.compliance.value,
            "by_reading": {
                reading: {
                    "status": verdict.status.value,
                    "answer": verdict.answer.value,
                    "compliance": verdict.compliance.value,
                    "final": verdict.final,
                    "vacuous": verdict.vacuous,
                    "blocked": verdict.blocked,
                }
                for reading, verdict in self.verdicts.items()
            },
        }

    def rows(self) -> Iterator[tuple[str, ...]]:
        """A row for each reading: its name, answer, status, compliance, and whether it takes part."""
        part = {True: "yes", False: "no"}[self.takes_part]
        for reading, one in self.verdicts.items():
            yield reading, one.answer.value, one.status.value, one.compliance.value, part

    def _repr_html_(self) -> str:
        """A table for notebooks: one row for each reading."""
        return table(f"{self.id}: {self.answer.value}", _HEAD, self.rows())


@dataclass(frozen=True)
class RollUp:
    """A party's answer under one choice of readings.

    Attributes:
        answer: NOT MET if one condition is not met, else UNKNOWN if one is unknown, else MET.
        compliance: The same of compliance.
        status: The worst status among the conditions; it fits the answer.
        vacuous: Every condition is kept only because nothing was asked.
        final: Nothing unknown, and nothing that may still happen, can change the answer.
        blocked: A condition that gives the answer waits for what can no longer hold.
        decided_by: Ids of the conditions that give the answer.
        doubtful: Ids of conditions that may not have been in force, and on which the answer hangs.
        contested: Facts and events of which sources differ, and which keep the answer open.
        waived: Ids of conditions that count as met only because their party has waived them.
    """

    answer: Answer
    compliance: Answer
    status: Status
    vacuous: bool
    final: bool
    blocked: bool
    decided_by: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The answer as plain data."""
        return {
            "answer": self.answer.value,
            "compliance": self.compliance.value,
            "status": self.status.value,
            "vacuous": self.vacuous,
            "final": self.final,
            "blocked": self.blocked,
            "decided_by": list(self.decided_by),
            "doubtful": list(self.doubtful),
            "contested": list(self.contested),
            "waived": list(self.waived),
        }


@dataclass(frozen=True)
class PartyResult:
    """All conditions of one party in one scenario, and the answer over them.

    Attributes:
        party: The party's code.
        conditions: Every condition of the party, also those that do not take part in the answer.
    """

    party: str
    conditions: tuple[ConditionResult, ...]

    @cached_property
    def taking_part(self) -> tuple[ConditionResult, ...]:
        """The conditions that may decide the answer."""
        return tuple(result for result in self.conditions if result.takes_part)

    @cached_property
    def by_reading(self) -> Mapping[str, RollUp]:
        """The answer for each choice of the readings that matter, by their names.

        Readings that change nothing in the party's answer are left out; if none
        matters the only key is "". At most `MOST_COMBINATIONS` choices are listed.
        Empty if the party has no condition on record.
        """
        return {names: self.roll_up(dict(choice)) for names, choice in self.choices.items()}

    @cached_property
    def choices(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """For each key of `by_reading`: the conditions of which it chooses a reading, each with that reading."""
        if not self.taking_part:
            return {}
        axes = [result for result in self.taking_part if self._matters(result)]
        names = reading_names(axes)
        choices = islice(
            product(*([(result.id, name) for name in result.verdicts] for result in axes)), MOST_COMBINATIONS
        )
        return {", ".join(names[pair] for pair in choice): choice for choice in choices}

    @cached_property
    def line_ups(self) -> tuple[frozenset[str], ...]:
        """Every set of conditions taking part that may be in force together; one, unless days are uncertain."""
        taking_part = frozenset(result.id for result in self.taking_part)
        if all(result.in_force is Truth.TRUE for result in self.taking_part):
            return (taking_part,)
        possible = line_ups({result.id: result.standing for result in self.conditions})
        return tuple(dict.fromkeys(line_up & taking_part for line_up in possible))

    def roll_up(self, readings: Mapping[str, str]) -> RollUp:
        """The answer under a choice of readings; a condition that is not named uses its first one.

        It is the answer of every line-up of conditions that may be in force together;
        where they differ it is UNKNOWN.
        """
        chosen: dict[str, Verdict] = {}
        shares: dict[str, Share] = {}
        for result in self.taking_part:
            verdict = result.verdicts[readings.get(result.id, next(iter(result.verdicts)))]
            chosen[result.id], shares[result.id] = verdict, result.share(verdict)
        waived = [result.id for result in self.taking_part if result.waived is Truth.TRUE]
        lasting = {name: verdict.final or name in waived for name, verdict in chosen.items()}
        over = self._over_line_ups(shares)
        decided_by, doubtful = self._deciding(shares, over.answer)
        return RollUp(
            answer=over.answer,
            compliance=over.compliance,
            status=over.status,
            vacuous=all(verdict.vacuous for verdict in chosen.values()),
            final=all(
                _is_final(over.answer, [lasting[name] for name in line_up if shares[name].answer is over.answer])
                for line_up in self.line_ups
            ),
            blocked=over.answer is Answer.NOT_MET and any(chosen[name].blocked for name in decided_by),
            decided_by=decided_by,
            doubtful=doubtful,
            contested=_contested(chosen[name] for name in decided_by if over.answer is Answer.UNKNOWN),
            waived=tuple(name for name in waived if shares[name] != _bare(chosen[name])),
        )

    def _over_line_ups(self, shares: Mapping[str, Share]) -> Share:
        """What conditions come to in every line-up, and doubt where line-ups differ."""
        answer = self._agreed({name: share.answer for name, share in shares.items()})
        compliance = self._agreed({name: share.compliance for name, share in shares.items()})
        if answer is Answer.UNKNOWN:
            return Share(answer, compliance, Status.UNDECIDED)
        worst = (max((shares[one].status for one in line_up), key=_BADNESS.__getitem__) for line_up in self.line_ups)
        # What may not have been in force never makes a status worse than it surely is.
        sure = min if answer is Answer.NOT_MET else max
        return Share(answer, compliance, sure(worst, key=_BADNESS.__getitem__))

    def _agreed(self, answers: Mapping[str, Answer]) -> Answer:
        found = {_worst(answers[name] for name in line_up) for line_up in self.line_ups}
        return found.pop() if len(found) == 1 else Answer.UNKNOWN

    def _deciding(self, shares: Mapping[str, Share], answer: Answer) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The conditions that give the answer, and those among them on whose being in force it hangs."""
        decided_by = tuple(name for name, share in shares.items() if share.answer is answer)
        if answer is not Answer.UNKNOWN:
            return decided_by, ()
        possible = {_worst(shares[name].answer for name in line_up) for line_up in self.line_ups}
        if len(possible) == 1:
            return decided_by, ()
        perhaps = [result.id for result in self.taking_part if result.in_force is Truth.UNKNOWN]
        doubtful = tuple(n for n in perhaps if Answer.NONE in possible or shares[n].answer is not Answer.MET)
        return tuple(name for name in shares if name in decided_by or name in doubtful), doubtful

    def to_dict(self) -> dict[str, object]:
        """The answer as plain data, with that under each choice of readings."""
        return {
            "answer": self.answer.value,
            "compliance": self.compliance.value,
            "by_reading": {names: roll_up.to_dict() for names, roll_up in self.by_reading.items()},
        }

    def _repr_html_(self) -> str:
        """A table for notebooks: one row for each condition and reading."""
        rows = ((one.id, *row) for one in self.conditions for row in one.rows())
        return table(f"{self.party}: {self.answer.value}", ("Condition", *_HEAD), rows)

    @property
    def answer(self) -> Answer:
        """The headline answer over the party's conditions in force, in every choice of readings."""
        return self._over_all_readings("answer")

    @property
    def compliance(self) -> Answer:
        """The answer on compliance over the party's conditions in force, in every choice of readings."""
        return self._over_all_readings("compliance")

    def _over_all_readings(self, question: Literal["answer", "compliance"]) -> Answer:
        """The best and the worst choice of readings decide, so that no choice need be listed."""
        if not self.taking_part:
            return Answer.NONE
        best, worst = (getattr(self._over_line_ups(shares), question) for shares in self._extremes)
        return best if best is worst else Answer.DEPENDS

    @cached_property
    def _extremes(self) -> tuple[dict[str, Share], dict[str, Share]]:
        """The best and the worst that the readings of each condition come to, each question by itself."""
        best, worst = dict[str, Share](), dict[str, Share]()
        for result in self.taking_part:
            columns = list(zip(*(result.share(verdict) for verdict in result.verdicts.values()), strict=True))
            best[result.id] = Share(*(min(column, key=_BADNESS.__getitem__) for column in columns))
            worst[result.id] = Share(*(max(column, key=_BADNESS.__getitem__) for column in columns))
        return best, worst

    def _matters(self, result: ConditionResult) -> bool:
        """Whether the reading of a condition changes the party's answer, compliance or status in some choice.

        If it does in any choice, it does where all other conditions stand at their best, or at their worst.
        """
        shares = {result.share(verdict) for verdict in result.verdicts.values()}
        if len(shares) == 1:
            return False
        return any(
            len({self._over_line_ups({**others, result.id: share}) for share in shares}) > 1
            for others in self._extremes
        )


def reading_names(results: Iterable[ConditionResult]) -> dict[tuple[str, str], str]:
    """A short name for each reading of these conditions: its own, with the condition's id where two share it."""
    pairs = [(result.id, reading) for result in results for reading in result.verdicts]
    names = [reading for _, reading in pairs]
    return {(name, reading): reading if names.count(reading) == 1 else f"{name}.{reading}" for name, reading in pairs}


def _worst(answers: Iterable[Answer]) -> Answer:
    return max(answers, key=_BADNESS.__getitem__, default=Answer.NONE)


def _contested(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    reasons = (reason for verdict in verdicts for reason in verdict.reasons if reason.why is Why.CONTESTED)
    return tuple(dict.fromkeys(reason.what for reason in reasons))


def _bare(verdict: Verdict) -> Share:
    return Share(verdict.answer, verdict.compliance, verdict.status)


def _is_final(answer: Answer, lasting: list[bool]) -> bool:
    """Whether the answer stays: one lasting NOT MET is enough, MET needs every condition to last."""
    return any(lasting) if answer is Answer.NOT_MET else answer is Answer.MET and all(lasting)


def _alike(answers: Iterable[Answer]) -> Answer:
    found = set(answers)
    if not found:
        return Answer.NONE
    return found.pop() if len(found) == 1 else Answer.DEPENDS
