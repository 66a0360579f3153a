"""Verdicts over all completions: the same two questions as ever, each answered exactly where Kleene logic cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from typing import Any

from conditions.certificates import Declared
from conditions.engines.exact.answers import ExactTruth, exact
from conditions.engines.exact.completions import Limit
from conditions.formula import Event, Formula
from conditions.knowledge import Knowledge
from conditions.records import dataclass
from conditions.truth import Truth
from conditions.verdicts import Answer, Status, Verdict, gated

_HAPPENED = {Truth.TRUE: Status.SATISFIED, Truth.FALSE: Status.VIOLATED, Truth.UNKNOWN: Status.UNDECIDED}
_READY = {Truth.TRUE: Status.READY, Truth.FALSE: Status.WAITING, Truth.UNKNOWN: Status.UNDECIDED}


@dataclass(frozen=True)
class ExactVerdict(Verdict):
    """A verdict that Kleene logic leaves open somewhere, asked again over all completions.

    Attributes:
        shown: What was asked of all completions, by name: `compliance`, and of a gate whose act has not happened
            `readiness` and `later`; each with its certificate.
    """

    shown: Mapping[str, ExactTruth] = field(default_factory=dict)

    @property
    def is_exact(self) -> bool:
        """Whether all of it is shown; else a search was cut short."""
        return all(one.is_exact for one in self.shown.values())


def exact_verdict(
    verdict: Verdict, known: Knowledge, declared: Declared | None = None, limit: Limit | None = None
) -> Verdict:
    """The verdict over all completions; the same one where Kleene logic has decided it already.

    Args:
        verdict: The verdict on what is known.
        known: What is known.
        declared: The values that yes/no and enumerated facts may have.
        limit: How long to look.
    """
    if Answer.UNKNOWN not in (verdict.compliance, verdict.answer):
        return verdict
    formula = verdict.judgement.formula
    shown = {"compliance": exact(formula, known, declared, limit)}
    compliance = shown["compliance"].truth
    gate = gated(formula)
    changed: dict[str, Any] = {"compliance": Answer.of(compliance)}
    if verdict.answer is Answer.UNKNOWN:
        if gate is None or (known.comes(gate[0]) is Truth.TRUE and not known.may_still_come(gate[0])):
            status, final = _HAPPENED[compliance], compliance is not Truth.UNKNOWN
        else:
            status, final = _readiness(*gate, known, declared, limit, shown)
        if status is not Status.UNDECIDED:
            changed |= {"status": status, "answer": _answer(status), "final": final}
    if Answer.UNKNOWN not in (changed["compliance"], changed.get("answer", verdict.answer)):
        changed["reasons"] = ()
    kept = {one.name: getattr(verdict, one.name) for one in fields(Verdict)}
    return ExactVerdict(**{**kept, **changed}, shown=shown)


def _readiness(
    act: Event,
    requires: Formula,
    known: Knowledge,
    declared: Declared | None,
    limit: Limit | None,
    shown: dict[str, ExactTruth],
) -> tuple[Status, bool]:
    """Whether the requirement would hold if the act came next; unknown where the act may have come with another answer.

    As `conditions.verdicts.decide`, with the truth over all completions.
    """
    shown["readiness"] = exact(requires, known.acting_next(act), declared, limit)
    truth = shown["readiness"].truth
    acting = known.assuming((act,)) if known.comes(act) is not Truth.FALSE else None
    if acting is not None:
        shown["later"] = exact(requires, acting, declared, limit)
    later = shown["later"].truth if "later" in shown else truth
    if later is not truth and not known.may_still_come(act):
        truth = Truth.UNKNOWN
    last = exact(requires, known.acting_last(act), declared, limit).truth if truth is later else Truth.UNKNOWN
    return _READY[truth], truth is not Truth.UNKNOWN and last is truth


def _answer(status: Status) -> Answer:
    return Answer.MET if status in (Status.SATISFIED, Status.READY) else Answer.NOT_MET
