"""Proofs that formulas cannot all hold."""

from __future__ import annotations

from dataclasses import dataclass

from conditions.certificates import Cases, Declared, proves
from conditions.formula import Formula
from conditions.knowledge import Knowledge


@dataclass(frozen=True)
class Proof:
    """Cases that show that formulas cannot all hold.

    Attributes:
        formula: That not all of them hold; true in all completions.
        known: What is known.
        declared: The values that facts may have.
        cases: The cases; `None` where they are too many to be written down.
    """

    formula: Formula
    known: Knowledge
    declared: Declared
    cases: Cases | None

    def is_accepted(self) -> bool:
        """Whether the checker, which shares nothing with the solver, accepts the cases."""
        return self.cases is not None and proves(self.cases, self.formula, self.known, self.declared)
