"""What tables can be asked, and what they cannot."""

from __future__ import annotations

from typing import Final

from conditions import formula as core
from conditions.engines.support import NODES, YES, EngineSupport, Feature, Support

_ONE_BY_ONE: Final = "reference"

_WITHIN: Final = Support(
    "partly",
    "Not where months lie between two moments of one event, or between events of which the order alone may be known.",
    _ONE_BY_ONE,
)
_KTH: Final = Support("partly", "Not where two moments that each hang on very many events are compared.", _ONE_BY_ONE)
_COMPARE: Final = Support(
    "partly", "Not where numbers have so many decimal places that sums exceed 63 bits.", _ONE_BY_ONE
)

_NO: Final = {
    Feature.ORDER: "A row knows events by their days alone, and the rungs of a ladder by their order.",
    Feature.STATED_MONTHS: "A row knows events by their days alone.",
    Feature.SEVERAL_VALUES: "A cell holds one value, or none.",
    Feature.CONTESTED: "A cell holds one value, or none.",
    Feature.VIEWPOINTS: "Make a row for each viewpoint.",
    Feature.FINAL: "A row is answered as it is.",
    Feature.JUSTIFICATION: "A row has an answer and no tree behind it.",
    Feature.IN_FORCE: "A table is asked for conditions only.",
    Feature.OBLIGATIONS: "A table is asked for conditions only.",
}

SUPPORT: Final = EngineSupport(
    name="frames",
    does="a table with a row for each scenario, in Polars, pandas, PyArrow, DuckDB or Spark",
    nodes={**dict.fromkeys(NODES, YES), core.Within: _WITHIN, core.Kth: _KTH, core.Compare: _COMPARE},
    features={
        **dict.fromkeys(Feature, YES),
        Feature.MEMBERS: Support("partly", "The members are the same in all rows.", _ONE_BY_ONE),
        **{feature: Support("no", note, _ONE_BY_ONE) for feature, note in _NO.items()},
    },
)
"""What the engine for tables declares of itself."""
