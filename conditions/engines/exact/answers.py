"""Exact truth: over all completions of what is known, with a certificate that the reference interpreter confirms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from conditions.certificates import Cases, Declared, Witness, fits, proves, witnesses
from conditions.engines.exact.cases import cases
from conditions.engines.exact.completions import Completions, Limit
from conditions.formula import Formula, Not
from conditions.knowledge import Knowledge
from conditions.periods import FIRST_DAY, LAST_DAY
from conditions.semantics import judge
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary


@dataclass(frozen=True)
class Either:
    """The answer is open: a completion in which the formula is not true, and one in which it is not false."""

    not_true: Witness
    not_false: Witness


@dataclass(frozen=True)
class Always:
    """The answer is the same in all completions.

    Attributes:
        cases: What proves it.
        witness: One completion, so that there is any.
    """

    cases: Cases
    witness: Witness


Certificate: TypeAlias = Either | Always


@dataclass(frozen=True)
class ExactTruth:
    """The truth of a formula over all completions.

    Attributes:
        truth: True or false if it is so in all completions, unknown if they differ, or if it stays open in one.
        certificate: What shows it; `None` where the search was cut short, and the truth is the Kleene one.
    """

    truth: Truth
    certificate: Certificate | None

    @property
    def is_exact(self) -> bool:
        """Whether it is shown; else the search was cut short."""
        return self.certificate is not None


def declared_values(vocabulary: Vocabulary) -> Declared:
    """The values that the yes/no and enumerated facts of a vocabulary may have."""
    return {
        name: (True, False) if kind.kind == "yes_no" else kind.values
        for name, kind in vocabulary.facts.items()
        if kind.kind != "number"
    }


def exact(
    formula: Formula, known: Knowledge, declared: Declared | None = None, limit: Limit | None = None
) -> ExactTruth:
    """The truth of a formula over all completions of what is known, which must not contradict itself.

    Args:
        formula: The formula.
        known: What is known.
        declared: The values that yes/no and enumerated facts may have.
        limit: How long to look; where that is not enough, the answer is the Kleene one without a certificate.
    """
    if limit is not None and limit.is_over:
        return ExactTruth(judge(formula, known).truth, None)
    search = Completions(known, declared, start=_start(known))
    search.choose("not true", search.encoding.not_true(formula))
    search.choose("not false", search.encoding.not_false(formula))
    not_true, not_false = search.find(["not true"], limit), search.find(["not false"], limit)
    found: Certificate | None = None
    truth = Truth.UNKNOWN
    match not_true, not_false:
        case Witness(), Witness():
            found = Either(not_true, not_false)
        case Witness(), _:
            truth, found = Truth.FALSE, _always(Not(formula), known, declared, not_true, limit)
        case _, Witness():
            truth, found = Truth.TRUE, _always(formula, known, declared, not_false, limit)
        case _:
            pass
    if found is None or not confirmed(truth, found, formula, known, declared):
        return ExactTruth(judge(formula, known).truth, None)
    return ExactTruth(truth, found)


def _start(known: Knowledge) -> int:
    """The last day by which something is said to come, so that witnesses put the rest near it, not in the year 1."""
    days = (known.timeline.entry(event).earliest for event in known.timeline.events())
    return max((int(day) for day in days if FIRST_DAY < day < LAST_DAY), default=FIRST_DAY)


def _always(
    formula: Formula, known: Knowledge, declared: Declared | None, witness: Witness, limit: Limit | None
) -> Always | None:
    found = cases(formula, known, declared, limit=limit)
    return None if found is None else Always(found, witness)


def confirmed(
    truth: Truth, certificate: Certificate, formula: Formula, known: Knowledge, declared: Declared | None = None
) -> bool:
    """Whether a certificate shows that a formula has this truth over all completions: the solver has no part in it."""
    match certificate:
        case Either(not_true, not_false):
            fit = all(fits(witness, known, declared) for witness in (not_true, not_false))
            differ = witnesses(not_true, formula, known) is not Truth.TRUE
            return truth is Truth.UNKNOWN and fit and differ and witnesses(not_false, formula, known) is not Truth.FALSE
        case Always(proof, witness):
            shown = formula if truth is Truth.TRUE else Not(formula)
            fit = truth is not Truth.UNKNOWN and fits(witness, known, declared)
            return fit and witnesses(witness, shown, known) is Truth.TRUE and proves(proof, shown, known, declared)
