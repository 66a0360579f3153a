"""What the forward engine declares of itself."""

from __future__ import annotations

from typing import Final

from conditions.engines.support import NODES, YES, EngineSupport, Feature, Support

_REFERENCE: Final = "reference"

SUPPORT: Final = EngineSupport(
    name="forward",
    does="follows a negotiation as it unfolds: what changes, what is unlocked, what is due",
    nodes=dict.fromkeys(NODES, YES),
    features={
        Feature.DAYS_AS_RANGES: YES,
        Feature.ORDER: YES,
        Feature.STATED_MONTHS: YES,
        Feature.SEVERAL_VALUES: YES,
        Feature.NUMBER_RANGES: YES,
        Feature.CONTESTED: Support("no", "It takes one state of knowledge at a time.", _REFERENCE),
        Feature.VIEWPOINTS: Support("no", "It takes one state of knowledge at a time.", _REFERENCE),
        Feature.MEMBERS: YES,
        Feature.POSITIONS: YES,
        Feature.COMPLIANCE: YES,
        Feature.READINESS: YES,
        Feature.FINAL: YES,
        Feature.JUSTIFICATION: Support(
            "partly", "It names the days and facts from which an answer follows, and no tree.", _REFERENCE
        ),
        Feature.IN_FORCE: Support(
            "partly", "Only at the end of `now`, in a world that is known until a day.", _REFERENCE
        ),
        Feature.OBLIGATIONS: Support(
            "partly", "The monitor asks the reference engine again when something changes.", _REFERENCE
        ),
    },
)
"""Whatever the core says it can answer, since days and numbers are judged by the reference interpreter's functions."""

__all__ = ["SUPPORT"]
