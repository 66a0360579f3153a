"""Certificates of exact answers, and a checker that trusts nothing but the reference interpreter.

A *witness* is a completion: the checker looks whether it fits what is known, and judges the formula in it. That a
formula is true in *all* completions is shown by *cases*: a tree that divides what is known again and again, until the
reference interpreter decides each case, or the case contradicts itself. The checker sees to it that every division
leaves nothing out. It shares no code with the solver that found the certificate.
"""

from __future__ import annotations

from conditions.certificates.cases import Absurd, Apart, Cases, Decided, Divided, Happening, OneOf, Question
from conditions.certificates.checker import assuming, proves
from conditions.certificates.dividing import Case, divide
from conditions.certificates.witnesses import Declared, Value, Witness, fits, witnesses

__all__ = [
    "Absurd",
    "Apart",
    "Case",
    "Cases",
    "Decided",
    "Declared",
    "Divided",
    "Happening",
    "OneOf",
    "Question",
    "Value",
    "Witness",
    "assuming",
    "divide",
    "fits",
    "proves",
    "witnesses",
]
