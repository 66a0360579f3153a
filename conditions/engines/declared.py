"""What every engine declares: from this the support matrix of the documentation is made.

The reference engine is `conditions.semantics` with what stands on it; it is declared here
because it lies below the engines.
"""

from __future__ import annotations

from typing import Final

from conditions.engines.exact.support import SUPPORT as EXACT
from conditions.engines.forward.support import SUPPORT as FORWARD
from conditions.engines.frames.support import SUPPORT as FRAMES
from conditions.engines.support import NODES, YES, EngineSupport, Feature, Support
from conditions.formula import Guarded, Kth

_ASKS: Final = Support("partly", "It asks the reference engine.", "reference")
_TRUTH: Final = Support("no", "It answers for the truth of formulas.", "reference")

REFERENCE: Final = EngineSupport(
    name="reference",
    does="one scenario at a time, with the justification of every verdict; it says what a formula means",
    nodes=dict.fromkeys(NODES, YES),
    features=dict.fromkeys(Feature, YES),
)

COMPILED: Final = EngineSupport(
    name="compiled",
    does="the truth of many formulas for one scenario at a time, as one function",
    nodes={**dict.fromkeys(NODES, YES), Kth: _ASKS, Guarded: _ASKS},
    features={
        **dict.fromkeys(Feature, YES),
        Feature.ORDER: _ASKS,
        Feature.STATED_MONTHS: _ASKS,
        Feature.JUSTIFICATION: Support("partly", "It traces what each part came to, without the words.", "reference"),
        **dict.fromkeys(
            (
                Feature.CONTESTED,
                Feature.VIEWPOINTS,
                Feature.MEMBERS,
                Feature.POSITIONS,
                Feature.READINESS,
                Feature.FINAL,
                Feature.IN_FORCE,
                Feature.OBLIGATIONS,
            ),
            _TRUTH,
        ),
    },
)

ENGINES: Final[tuple[EngineSupport, ...]] = (REFERENCE, COMPILED, FORWARD, FRAMES, EXACT)
"""Every engine, the one that says what a formula means first."""

__all__ = ["ENGINES"]
