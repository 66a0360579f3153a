"""What the exact engine declares to support."""

from __future__ import annotations

from typing import Final

from conditions.engines.support import NODES, YES, EngineSupport, Feature, Support
from conditions.formula import Compare

_EACH: Final = Support("partly", "A count is taken for any number in its range, whole or not.", "reference")
_NOT_ASKED: Final = Support("no", "It answers for formulas over completions.", "reference")

SUPPORT: Final = EngineSupport(
    name="exact",
    does="answers over all completions of what is known, each shown by a certificate",
    nodes={node: _EACH if node is Compare else YES for node in NODES},
    features={
        Feature.DAYS_AS_RANGES: YES,
        Feature.ORDER: YES,
        Feature.STATED_MONTHS: YES,
        Feature.SEVERAL_VALUES: YES,
        Feature.NUMBER_RANGES: YES,
        Feature.CONTESTED: YES,
        Feature.VIEWPOINTS: YES,
        Feature.MEMBERS: YES,
        Feature.POSITIONS: YES,
        Feature.COMPLIANCE: YES,
        Feature.READINESS: YES,
        Feature.FINAL: YES,
        Feature.JUSTIFICATION: Support("no", "It has certificates, not judged trees.", "reference"),
        Feature.IN_FORCE: _NOT_ASKED,
        Feature.OBLIGATIONS: _NOT_ASKED,
    },
)
"""What the exact engine supports."""
