"""Why a verdict is what it is: `explain` and `explain_party` as data, `to_text` in plain text."""

from __future__ import annotations

from conditions.explain.explanations import Choice, Explanation, LeftOut, PartyExplanation
from conditions.explain.text import to_text
from conditions.explain.why import explain, explain_party

__all__ = ["Choice", "Explanation", "LeftOut", "PartyExplanation", "explain", "explain_party", "to_text"]
