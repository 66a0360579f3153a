"""What is not known, and what hangs on it: the next question, and what a verdict rests on.

`questions` tries every unknown by itself: what would its answers settle, and who could know? `robustness` takes several
at once: which smallest sets of answers would decide or turn a party's verdict, and what holds it up as it is?
"""

from __future__ import annotations

from conditions.questions.asking import questions
from conditions.questions.rested import Decision, Ground, Held, Rested, Robustness
from conditions.questions.results import SETTLED, Effect, Kind, Question, Questions, Whom
from conditions.questions.robust import robustness
from conditions.questions.unknowns import Learnt

__all__ = [
    "SETTLED",
    "Decision",
    "Effect",
    "Ground",
    "Held",
    "Kind",
    "Learnt",
    "Question",
    "Questions",
    "Rested",
    "Robustness",
    "Whom",
    "questions",
    "robustness",
]
