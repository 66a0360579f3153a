"""The fourteen conditions as somebody would write them for one table, without the library: in Polars and in SQL.

Days are exact, and an event without a day never happens; facts may be unknown. Every
answer that the library gives is given here too, and compared before anything is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import polars as pl

RATIFY: Final = [f"ratify[{code}]" for code in ("US", "GB", "NO", "FR")]
EVENTS: Final = [
    *("ua_signs", "ru_signs", "referendum", "withdrawal", "annexation", "signature"),
    *("crimea_agreed", "crimea_resolved", "donbas_agreed", "donbas_resolved", *RATIFY),
]
ANSWERS: Final = pl.Enum(["met", "not met", "unknown", "depends on the reading", "no condition on record"])
STATUSES: Final = pl.Enum(["satisfied", "ready", "undecided", "waiting", "violated"])


# --- Polars ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """One condition: whether its act happened, whether it was kept then, whether it would be kept now."""

    acted: pl.Expr
    kept: pl.Expr
    ready: pl.Expr

    @property
    def answer(self) -> pl.Expr:
        """The headline answer."""
        return pl.when(self.acted).then(self.kept).otherwise(self.ready)


def in_polars(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The table with the answers."""
    rules = _rules()
    frame = frame.with_columns(_last=pl.max_horizontal(*EVENTS) + pl.duration(days=1))
    made: list[pl.Expr] = [pl.lit(None, dtype=pl.String).alias("problem")]
    for name, rule in rules.items():
        made += [
            _word(rule.answer).alias(f"{name}.answer"),
            _word(~rule.acted | rule.kept).alias(f"{name}.compliance"),
            _status(rule).alias(f"{name}.status"),
        ]
    everything = list(rules.values())
    answer = pl.all_horizontal(rule.answer for rule in everything)
    violated = pl.any_horizontal(rule.acted & ~rule.kept for rule in everything)
    is_ready = pl.any_horizontal(~rule.acted & rule.ready for rule in everything)
    made += [
        _word(answer).alias("UA.answer"),
        _word(pl.all_horizontal(~rule.acted | rule.kept for rule in everything)).alias("UA.compliance"),
        pl.when(violated)
        .then(pl.lit("violated", dtype=STATUSES))
        .when(~answer)
        .then(pl.lit("waiting", dtype=STATUSES))
        .when(answer.is_null())
        .then(pl.lit("undecided", dtype=STATUSES))
        .when(is_ready)
        .then(pl.lit("ready", dtype=STATUSES))
        .otherwise(pl.lit("satisfied", dtype=STATUSES))
        .alias("UA.status"),
    ]
    return frame.with_columns(made).drop("_last")


def _rules() -> dict[str, Rule]:
    col = {name: pl.col(name) for name in EVENTS}
    ua, ru, vote, left = col["ua_signs"], col["ru_signs"], col["referendum"], col["withdrawal"]
    ca, cr, da, dr = col["crimea_agreed"], col["crimea_resolved"], col["donbas_agreed"], col["donbas_resolved"]
    last, until = pl.col("_last"), col["signature"].dt.offset_by("15y")
    separate, approved = pl.col("texts_separate"), pl.col("approved")

    def before(one: pl.Expr, other: pl.Expr) -> pl.Expr:
        return (one < other).fill_null(value=False)

    def by(one: pl.Expr, other: pl.Expr) -> pl.Expr:
        return (one <= other).fill_null(value=False)

    def there(*events: pl.Expr) -> pl.Expr:
        return pl.all_horizontal(event.is_not_null() for event in events)

    ratified = [col[name] for name in RATIFY]
    gates = [
        (ua, before(vote, ua), there(vote)),
        (vote, before(left, vote), there(left)),
        (ru, by(cr, ru) & by(dr, ru), there(cr, dr)),
        (ru, (by(ca, ru) | by(cr, ru)) & (by(da, ru) | by(dr, ru)), (there(ca) | there(cr)) & (there(da) | there(dr))),
        (ru, (by(ca, ru) & by(da, ru)) | separate, there(ca, da) | separate),
        (ua, pl.all_horizontal(before(one, ua) for one in ratified), there(*ratified)),
        (
            ua,
            pl.sum_horizontal(before(one, ua) for one in ratified) >= 3,
            pl.sum_horizontal(one.is_not_null() for one in ratified) >= 3,
        ),
    ]
    demands = [
        col["annexation"].is_null(),
        vote.is_null() | approved,
        (by(left, vote) & by(vote, left + pl.duration(days=90))),
        (ua == ru).fill_null(value=False),
    ]
    found = {f"C{n}": Rule(act.is_not_null(), kept, ready) for n, (act, kept, ready) in enumerate(gates)}
    always = pl.lit(value=True)
    found |= {f"C{n}": Rule(always, kept, kept) for n, kept in enumerate(demands, len(gates))}
    soon = left + pl.duration(days=30)
    found["C11"] = Rule(ua.is_not_null(), by(soon, ua), by(soon, last))
    happened = pl.sum_horizontal(one.is_not_null() for one in (left, vote, cr)) >= 2
    found["C12"] = Rule(always, happened, happened)
    found["C13"] = Rule(cr.is_not_null(), ~by(until, cr), ~by(until, last))
    return found


def _word(truth: pl.Expr) -> pl.Expr:
    met, not_met, unknown = (pl.lit(word, dtype=ANSWERS) for word in ("met", "not met", "unknown"))
    return pl.when(truth).then(met).when(~truth).then(not_met).otherwise(unknown)


def _status(rule: Rule) -> pl.Expr:
    satisfied, violated, ready, waiting, undecided = (
        pl.lit(word, dtype=STATUSES) for word in ("satisfied", "violated", "ready", "waiting", "undecided")
    )
    return (
        pl.when(rule.acted)
        .then(pl.when(rule.kept).then(satisfied).when(~rule.kept).then(violated).otherwise(undecided))
        .otherwise(pl.when(rule.ready).then(ready).when(~rule.ready).then(waiting).otherwise(undecided))
    )


# --- SQL --------------------------------------------------------------------------------


def in_sql(table: str, quote: str, days: str = "{} + INTERVAL {}") -> str:
    """A query for the same answers.

    Args:
        table: What is read.
        quote: The sign around names.
        days: How a period is added to a day, in this dialect.
    """

    def name(text: str) -> str:
        return f"{quote}{text}{quote}"

    def later(day: str, period: str) -> str:
        return f"CAST({days.format(day, period)} AS DATE)"

    def so(text: str) -> str:
        return f"COALESCE({text}, FALSE)"

    def there(*events: str) -> str:
        return "(" + " AND ".join(f"{event} IS NOT NULL" for event in events) + ")"

    col = {event: name(event) for event in EVENTS}
    ua, ru, vote, left = col["ua_signs"], col["ru_signs"], col["referendum"], col["withdrawal"]
    ca, cr, da, dr = col["crimea_agreed"], col["crimea_resolved"], col["donbas_agreed"], col["donbas_resolved"]
    last = later(f"GREATEST({', '.join(col.values())})", "'1' DAY")
    until = later(col["signature"], "'15' YEAR")
    ratified = [col[event] for event in RATIFY]
    count = " + ".join(f"CAST({so(f'{one} < {ua}')} AS INT)" for one in ratified)
    present = " + ".join(f"CAST({there(one)} AS INT)" for one in ratified)
    some = f"({so(f'{ca} <= {ru}')} OR {so(f'{cr} <= {ru}')}) AND ({so(f'{da} <= {ru}')} OR {so(f'{dr} <= {ru}')})"
    happened = " + ".join(f"CAST({there(one)} AS INT)" for one in (left, vote, cr))
    always = "TRUE"
    in_90_days, in_30_days = later(left, "'90' DAY"), later(left, "'30' DAY")
    rules = [
        (there(ua), so(f"{vote} < {ua}"), there(vote)),
        (there(vote), so(f"{left} < {vote}"), there(left)),
        (there(ru), f"{so(f'{cr} <= {ru}')} AND {so(f'{dr} <= {ru}')}", there(cr, dr)),
        (there(ru), some, f"({there(ca)} OR {there(cr)}) AND ({there(da)} OR {there(dr)})"),
        (
            there(ru),
            f"({so(f'{ca} <= {ru}')} AND {so(f'{da} <= {ru}')}) OR texts_separate",
            f"{there(ca, da)} OR texts_separate",
        ),
        (there(ua), " AND ".join(so(f"{one} < {ua}") for one in ratified), there(*ratified)),
        (there(ua), f"{count} >= 3", f"{present} >= 3"),
        (always, f"{col['annexation']} IS NULL", always),
        (always, f"{vote} IS NULL OR approved", always),
        (always, so(f"{left} <= {vote} AND {vote} <= {in_90_days}"), always),
        (always, so(f"{ua} = {ru}"), always),
        (there(ua), so(f"{in_30_days} <= {ua}"), so(f"{in_30_days} <= {last}")),
        (always, f"{happened} >= 2", always),
        (there(cr), f"NOT {so(f'{until} <= {cr}')}", f"NOT {so(f'{until} <= {last}')}"),
    ]
    inner = ", ".join(
        f"{acted} AS a{n}, ({kept}) AS k{n}, ({ready}) AS r{n}" for n, (acted, kept, ready) in enumerate(rules)
    )
    shown = []
    for n in range(len(rules)):
        answer, kept = f"CASE WHEN a{n} THEN k{n} ELSE r{n} END", f"(NOT a{n} OR k{n})"
        status = (
            f"CASE WHEN a{n} THEN CASE WHEN k{n} THEN 'satisfied' WHEN NOT k{n} THEN 'violated' ELSE 'undecided' END "
            f"ELSE CASE WHEN r{n} THEN 'ready' WHEN NOT r{n} THEN 'waiting' ELSE 'undecided' END END"
        )
        shown += [
            f"{_sql_word(answer)} AS {name(f'C{n}.answer')}",
            f"{_sql_word(kept)} AS {name(f'C{n}.compliance')}",
            f"{status} AS {name(f'C{n}.status')}",
        ]
    numbers = range(len(rules))
    whole = " AND ".join(f"(CASE WHEN a{n} THEN k{n} ELSE r{n} END)" for n in numbers)
    violated = " OR ".join(f"(a{n} AND NOT k{n})" for n in numbers)
    is_ready = " OR ".join(f"(NOT a{n} AND r{n})" for n in numbers)
    status = (
        f"CASE WHEN {violated} THEN 'violated' WHEN NOT ({whole}) THEN 'waiting' WHEN ({whole}) IS NULL "
        f"THEN 'undecided' WHEN {is_ready} THEN 'ready' ELSE 'satisfied' END"
    )
    shown += [
        f"{_sql_word(f'({whole})')} AS {name('UA.answer')}",
        f"{_sql_word('(' + ' AND '.join(f'(NOT a{n} OR k{n})' for n in numbers) + ')')} AS {name('UA.compliance')}",
        f"{status} AS {name('UA.status')}",
    ]
    kept_columns = ", ".join([*col.values(), "texts_separate", "approved"])
    return (
        f"SELECT {kept_columns}, CAST(NULL AS VARCHAR(20)) AS problem, {', '.join(shown)} "
        f"FROM (SELECT *, {inner} FROM {table}) AS asked"
    )


def _sql_word(truth: str) -> str:
    return f"CASE WHEN {truth} THEN 'met' WHEN NOT {truth} THEN 'not met' ELSE 'unknown' END"


def same(one: Any, other: Any) -> bool:
    """Whether two tables of Polars have the same cells, words being of whatever type."""
    left, right = (frame.with_columns(pl.col(pl.Enum).cast(pl.String)) for frame in (one, other))
    return bool(left.equals(right.select(left.columns)))
