"""Tables in files: read and written by streaming, through Polars, in a file of another name until all is there."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeAlias

from conditions.engines.frames import Holds
from conditions.errors import FileError, Problem, did_you_mean, visible

Form: TypeAlias = Literal["parquet", "csv", "jsonl"]

FORMS: Final[dict[str, Form]] = {".parquet": "parquet", ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
"""The ending of a file's name, and what is in it."""

_LONGEST_HEADER: Final = 4_000_000
_MOST_COLUMNS: Final = 100_000
_UNKNOWN: Final = ("", "unknown")
_TRUTHS: Final = {"yes": True, "true": True, "no": False, "false": False}
_DECIMALS: Final = 9
_WORDS: Final[dict[str, tuple[str, str]]] = {
    "day": ("no day", "write days like 2022-04-26, and nothing where the day is not known"),
    "truth": ("neither yes nor no", "write yes, no, true or false, and nothing where it is not known"),
    "number": ("no number", f"write digits, with at most {_DECIMALS} of them after the point"),
}


class Wanted(NamedTuple):
    """A column of text that must be read as something else."""

    name: str
    kind: Literal["day", "truth", "number", "text"]


def form_of(path: Path) -> Form:
    """What is in a file, by the ending of its name.

    Raises:
        FileError: It has another ending.
    """
    found = FORMS.get(path.suffix.lower())
    if found is None:
        hint = did_you_mean(path.suffix.lower(), FORMS) or f"name it with one of {', '.join(FORMS)}"
        raise FileError(Problem("unknown-table-format", f"`{path}` does not tell by its name what is in it", hint=hint))
    return found


@contextmanager
def saying_which(path: Path) -> Iterator[None]:
    """Say of a table that cannot be read that it is this one, in a sentence.

    Raises:
        FileError: It cannot be read, or what is in it is broken.
    """
    import polars as pl

    try:
        yield
    except FileNotFoundError:
        raise FileError(Problem("file-not-found", f"there is no file `{path}`")) from None
    except pl.exceptions.PolarsError as error:
        reason = visible(str(error).strip().splitlines()[0][:300]) if str(error).strip() else type(error).__name__
        hint = "look at that place of the file; nothing was written"
        raise FileError(Problem("unreadable-table", f"`{path}` cannot be read: {reason}", hint=hint)) from None


def read(path: Path, needed: Callable[[str], Sequence[Holds]]) -> Any:
    """The table of a file, not yet read; texts stand for days, truths and numbers where these are needed.

    Args:
        path: The file.
        needed: What a column of some name must hold.

    Raises:
        FileError: It cannot be read, or a cell holds what cannot stand there.
    """
    import polars as pl

    form = form_of(path)
    if not path.is_file():
        raise FileError(Problem("file-not-found", f"there is no file `{path}`"))
    with saying_which(path):
        if form == "parquet":
            stored = pl.scan_parquet(path)
            stored.collect_schema()
            return stored
        if form == "csv":
            _check_header(path)
            # As text, so that nothing is lost that a guess at types would lose.
            frame = pl.scan_csv(path, infer_schema=False, null_values=list(_UNKNOWN))
        else:
            frame = pl.scan_ndjson(path, infer_schema_length=None)
        return _typed(path, frame, list(_wanted(frame.collect_schema(), needed)))


def rows_of(path: Path) -> int:
    """How many rows a table of Parquet has; 0 where that cannot be told without reading it."""
    import polars as pl

    return int(pl.scan_parquet(path).select(pl.len()).collect().item()) if form_of(path) == "parquet" else 0


def _check_header(path: Path) -> None:
    """Refuse a header that is too long, or that has a name twice: columns would be renamed silently.

    Raises:
        FileError: It is.
    """
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        line = file.readline(_LONGEST_HEADER)
    if len(line) >= _LONGEST_HEADER:
        raise FileError(Problem("unreadable-table", f"the first line of `{path}` is too long for names of columns"))
    names = next(csv.reader([line.removeprefix("\ufeff")]), [])
    if len(names) > _MOST_COLUMNS:
        raise FileError(Problem("unreadable-table", f"`{path}` has more than {_MOST_COLUMNS} columns"))
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise FileError(
            Problem("repeated-column", f"`{path}` has two columns `{visible(name)}`", hint="rename one of them")
            for name in twice
        )


def _wanted(schema: Any, needed: Callable[[str], Sequence[Holds]]) -> Iterator[Wanted]:
    """The columns of text that must be read as something else."""
    import polars as pl

    for name, dtype in schema.items():
        holds = needed(name)
        if holds and dtype == pl.String:
            first = holds[0]
            yield Wanted(name, first if first in ("day", "truth", "text") else "number")


def _typed(path: Path, frame: Any, wanted: Sequence[Wanted]) -> Any:
    """The table with these columns read as what they must hold.

    Raises:
        FileError: A cell holds something else; each column's first such cell is named.
    """
    import polars as pl

    strict = [one for one in wanted if one.kind != "text"]
    if not strict:
        return frame
    text = {one.name: pl.col(one.name).str.strip_chars() for one in strict}
    given = {name: pl.when(~cell.is_in(_UNKNOWN)).then(cell) for name, cell in text.items()}
    bad = {one.name: given[one.name].is_not_null() & ~_fits(one, given[one.name]) for one in strict}
    number = pl.int_range(pl.len())
    looked = frame.select(
        *(number.filter(bad[name]).first().alias(f"row {name}") for name in bad),
        *(given[name].filter(bad[name]).first().alias(f"cell {name}") for name in bad),
        *(
            given[one.name].str.extract(r"\.([0-9]+)$").str.len_chars().max().alias(f"places {one.name}")
            for one in strict
            if one.kind == "number"
        ),
    ).collect(engine="streaming")
    found = looked.row(0, named=True)
    problems = [_bad_cell(path, one, found) for one in strict if found[f"row {one.name}"] is not None]
    if problems:
        raise FileError(problems)
    return frame.with_columns(
        _read(one, given[one.name], found.get(f"places {one.name}") or 0).alias(one.name) for one in strict
    )


def _fits(one: Wanted, cell: Any) -> Any:
    """Whether a text is one of what is wanted."""
    import polars as pl

    match one.kind:
        case "day":
            shape = cell.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
            return shape & cell.str.to_date("%Y-%m-%d", strict=False).is_not_null()
        case "truth":
            return cell.str.to_lowercase().is_in(list(_TRUTHS))
        case "number":
            return cell.str.contains(rf"^[+-]?[0-9]{{1,18}}(\.[0-9]{{1,{_DECIMALS}}})?$")
        case "text":
            return pl.lit(value=True)


def _read(one: Wanted, cell: Any, places: int) -> Any:
    import polars as pl

    match one.kind:
        case "day":
            return cell.str.to_date("%Y-%m-%d", strict=False)
        case "truth":
            return cell.str.to_lowercase().replace_strict(_TRUTHS, default=None, return_dtype=pl.Boolean)
        case "number":
            return cell.cast(pl.Int64) if not places else cell.cast(pl.Decimal(38, places))
        case "text":
            return cell


def _bad_cell(path: Path, one: Wanted, found: dict[str, Any]) -> Problem:
    what, hint = _WORDS[one.kind]
    row, cell = found[f"row {one.name}"] + 1, visible(str(found[f"cell {one.name}"])[:60])
    message = f"`{path}`, row {row}: column `{one.name}` holds `{cell}`, which is {what}"
    return Problem("bad-cell", message, hint=hint)


# --- writing -----------------------------------------------------------------------------


def beside(path: Path) -> Path:
    """Where a table is written until it is whole."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def write(frame: Any, path: Path, form: Form) -> None:
    """Write a table by streaming."""
    match form:
        case "parquet":
            frame.sink_parquet(path)
        case "csv":
            frame.sink_csv(path)
        case "jsonl":
            frame.sink_ndjson(path)


def pass_by(frame: Any) -> None:
    """Let all rows of a table pass by, and keep none."""
    import polars as pl

    frame.select(pl.len()).collect(engine="streaming")
