"""What differs between kinds of frames: the types of their columns, and how a cell becomes a number or a truth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, assert_never

from conditions.engines.frames.emit import Leaf
from conditions.engines.frames.layout import Column, Holds
from conditions.engines.frames.nodes import Cell, IsEmpty, TextIs
from conditions.errors import FrameError, Problem

if TYPE_CHECKING:
    import narwhals as nw

_KINDS: Final = "Polars, pandas, PyArrow, DuckDB or PySpark"
_WHOLE: Final = ("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32")
_LARGEST_FLOAT: Final = 2.0**53


def taken(frame: Any) -> Any:
    """A frame of any kind as one of narwhals.

    Raises:
        FrameError: It is no frame.
    """
    import narwhals as nw

    try:
        return nw.from_native(frame)
    except TypeError:
        message = f"a table is needed, and this is a `{type(frame).__name__}`"
        raise FrameError(Problem("unsupported-frame", message, hint=f"give a frame of {_KINDS}")) from None


def kind_of(frame: Any) -> str:
    """The kind of a frame: `polars`, `pandas`, `pyarrow`, `duckdb` or `pyspark`.

    Raises:
        FrameError: It is of no kind that is supported.
    """
    import narwhals as nw

    known = {
        nw.Implementation.POLARS: "polars",
        nw.Implementation.PANDAS: "pandas",
        nw.Implementation.PYARROW: "pyarrow",
        nw.Implementation.DUCKDB: "duckdb",
        nw.Implementation.PYSPARK: "pyspark",
        nw.Implementation.PYSPARK_CONNECT: "pyspark",
    }
    found = known.get(frame.implementation)
    if found is None:
        message = f"a table of {frame.implementation.name.lower()} is not supported"
        raise FrameError(Problem("unsupported-frame", message, hint=f"give a frame of {_KINDS}"))
    return found


def columns_of(frame: Any, kind: str) -> list[Column]:
    """The columns of a frame, with what each holds."""
    if kind == "pandas":
        return [_of_pandas(name, frame.to_native()) for name in frame.columns]
    return [_column(name, dtype) for name, dtype in frame.collect_schema().items()]


def _column(name: str, dtype: Any) -> Column:
    """A column of a typed frame."""
    word = type(dtype).__name__ if not isinstance(dtype, type) else dtype.__name__
    shown = str(dtype)
    holds: Holds
    if word == "Date":
        holds = "day"
    elif word == "Boolean":
        holds = "truth"
    elif word in ("String", "Categorical", "Enum"):
        holds = "text"
    elif word in _WHOLE:
        holds = "whole"
    elif word == "Decimal":
        scale = int(dtype.scale)
        return Column(name, "decimal", scale, shown)
    elif word in ("Float32", "Float64"):
        holds = "float"
    elif word == "Datetime":
        return Column(name, "other", 0, "days with a time of day")
    elif word in ("Unknown", "Null"):
        holds = "nothing"
    else:
        holds = "other"
    return Column(name, holds, 0, shown)


# --- leaves of typed frames ------------------------------------------------------------


def leaves(kind: str, slots: Sequence[Column], frame: Any) -> tuple[Any, Callable[[Leaf], nw.Expr]]:
    """The frame, perhaps with some columns in other forms, and what writes a leaf over it."""
    import narwhals as nw

    if kind == "pandas":
        return _pandas_leaves(slots, frame)
    return frame, lambda leaf: _typed_leaf(leaf, slots, nw.col(slots[leaf.slot].name).cast(nw.Int32))


def _typed_leaf(leaf: Leaf, slots: Sequence[Column], day: nw.Expr) -> nw.Expr:
    import narwhals as nw

    column = slots[leaf.slot]
    raw = nw.col(column.name)
    match leaf:
        case IsEmpty():
            return raw.is_null() | raw.is_nan() if column.holds == "float" else raw.is_null()
        case TextIs(_, text):
            return (raw.cast(nw.String) == text).fill_null(value=False)
        case Cell(_, _, empty) if column.holds == "nothing":
            return nw.lit(bool(empty) if leaf.holds == "truth" else empty)
        case Cell(_, "day", empty):
            return day.fill_null(empty)
        case Cell(_, "truth", empty) if column.holds == "truth":
            return raw.fill_null(bool(empty))
        case Cell(_, "truth", _):
            return _is_odd(raw, column)
        case Cell(_, _, empty):
            return _number(raw, column).fill_null(empty)
        case _:
            assert_never(leaf)


def _number(raw: nw.Expr, column: Column) -> nw.Expr:
    """A number in units of its last decimal place."""
    import narwhals as nw

    match column.holds:
        case "decimal":
            scaled: nw.Expr = raw * 10**column.scale
            return scaled.cast(nw.Int64)
        case "float":
            return nw.when(_is_sound(raw)).then(raw).otherwise(nw.lit(0.0)).cast(nw.Int64)
        case _:
            return raw.cast(nw.Int64)


def _is_sound(raw: nw.Expr) -> nw.Expr:
    """Whether a float is a whole number that it can hold exactly; false where it is null or not a number."""
    filled = raw.fill_null(0.5)
    sound: nw.Expr = (filled >= -_LARGEST_FLOAT) & (filled <= _LARGEST_FLOAT) & (filled == filled.floor())
    return sound


def _is_odd(raw: nw.Expr, column: Column) -> nw.Expr:
    """Whether a cell holds a number that is not whole."""
    if column.holds == "float":
        return ~(raw.is_null() | raw.is_nan()) & ~_is_sound(raw)
    unit = 10**column.scale
    number = _number(raw, column).fill_null(0)
    odd: nw.Expr = (number // unit) * unit != number
    return odd


# --- pandas -------------------------------------------------------------------------------


_INFERRED: Final[dict[str, Holds]] = {
    "boolean": "truth",
    "string": "text",
    "date": "day",
    "datetime64": "day",
    "datetime": "day",
    "integer": "whole",
    "floating": "float",
    "mixed-integer-float": "float",
    "decimal": "decimal",
    "categorical": "text",
    "empty": "nothing",
}


def _of_pandas(name: str, native: Any) -> Column:
    """A column of pandas, by what is in it: an object column may hold anything.

    Raises:
        FrameError: Two columns have this name.
    """
    import pandas as pd

    series = native[name]
    holds = _INFERRED.get(pd.api.types.infer_dtype(series, skipna=True), "other")
    if series.isna().all():
        holds = "nothing"
    scale, shown = 0, str(series.dtype)
    if holds == "day" and _has_time(series):
        return Column(name, "other", 0, "days with a time of day")
    if holds == "decimal":
        scale = max(max(0, -value.as_tuple().exponent) for value in series.dropna())
    return Column(name, holds, scale, shown)


def _has_time(series: Any) -> bool:
    days = _as_datetimes(series)
    return bool(getattr(days.dt, "tz", None) is not None or (days.dropna() != days.dropna().dt.normalize()).any())


def _as_datetimes(series: Any) -> Any:
    import pandas as pd

    if str(series.dtype).startswith("datetime64"):
        return series
    return pd.to_datetime(series, errors="coerce") if series.dtype != object else series.astype("datetime64[s]")


def _pandas_leaves(slots: Sequence[Column], frame: Any) -> tuple[Any, Callable[[Leaf], nw.Expr]]:
    """Plain columns of numpy beside those of the table: what an object column computes with nulls is not relied on."""
    import narwhals as nw
    import pandas as pd

    native = frame.to_native()
    made: dict[str, Any] = {}
    for place, column in enumerate(slots):
        series = native[column.name]
        empty = series.isna()
        made[f"_empty_{place}"] = empty.to_numpy(dtype=bool)
        made[f"_cell_{place}"] = _plain(series, empty, column)
        made[f"_odd_{place}"] = _odd(series, empty, column)
    wide = pd.concat([native, pd.DataFrame(made, index=native.index)], axis=1)

    def leaf_of(leaf: Leaf) -> nw.Expr:
        empty, cell = nw.col(f"_empty_{leaf.slot}"), nw.col(f"_cell_{leaf.slot}")
        match leaf:
            case IsEmpty():
                return empty
            case TextIs(_, text):
                return cell == text
            case Cell(slot, "truth", value) if slots[slot].holds in ("truth", "nothing"):
                return cell | empty if value else cell & ~empty
            case Cell(slot, "truth", _):
                return nw.col(f"_odd_{slot}")
            case Cell(_, _, value):
                return nw.when(empty).then(nw.lit(value)).otherwise(cell) if value else cell
            case _:
                assert_never(leaf)

    return nw.from_native(wide), leaf_of


def _plain(series: Any, empty: Any, column: Column) -> Any:
    """The cells of a column as numpy has them, with something in the place of nulls."""
    import numpy as np

    match column.holds:
        case "day":
            days = _as_datetimes(series)
            seconds = (days - np.datetime64("1970-01-01")).dt.days
            return seconds.fillna(0).to_numpy(dtype="int64")
        case "truth":
            return np.array([value is True or value == 1 for value in series.where(~empty, False)], dtype=bool)
        case "text":
            return series.astype(object).where(~empty, "").to_numpy()
        case "whole":
            return series.astype(object).where(~empty, 0).astype("int64").to_numpy()
        case "float":
            values = series.to_numpy(dtype="float64", na_value=np.nan)
            return np.where(_sound_floats(values), values, 0).astype("int64")
        case "decimal":
            unit = 10**column.scale
            return np.array([int(value * unit) for value in series.where(~empty, 0)], dtype="int64")
        case _:
            return np.zeros(len(series), dtype="int64" if column.holds != "nothing" else bool)


def _sound_floats(values: Any) -> Any:
    import numpy as np

    return (np.abs(values) <= _LARGEST_FLOAT) & (values == np.floor(values))


def _odd(series: Any, empty: Any, column: Column) -> Any:
    """Where a number is not whole."""
    import numpy as np

    if column.holds == "float":
        return ~empty.to_numpy(dtype=bool) & ~_sound_floats(series.to_numpy(dtype="float64", na_value=np.nan))
    if column.holds == "decimal":
        return np.array([value != int(value) for value in series.where(~empty, 0)], dtype=bool)
    return np.zeros(len(series), dtype=bool)
