"""The short ways in which a step of a timeline is written, brought into its full form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from conditions.dates import PartialDate
from conditions.language.types import PERIOD_PATTERN, REFERENCE_PATTERN, mistake, not_text
from conditions.records import dataclass

STEP_FIELDS: Final = frozenset(
    {
        "event",
        "then",
        "on",
        "happens",
        "after",
        "on_or_after",
        "before",
        "on_or_before",
        "same_day_as",
        "disputed",
        "note",
        "source",
    }
)
ORDER_FIELDS: Final = ("after", "on_or_after", "before", "on_or_before", "same_day_as")

_WHEN: Final = re.compile(
    rf"(?P<maybe>maybe\s+)?(?:at\s+(?P<bound>least|most)\s+(?P<period>{PERIOD_PATTERN})\s+)?"
    r"(?P<order>on\s+or\s+after|on\s+or\s+before|after|before|on\s+the\s+same\s+day\s+as|same\s+day\s+as)\s+(?P<moment>\S.*)"
)
_WHOLE_NAME: Final = re.compile(REFERENCE_PATTERN)
_ORDER_WORD: Final = re.compile(r"\b(?:after|before|within|later|earlier|until|by|between|day)\b")
_ORDERS: Final = "write it as in `after referendum`, `on or before 2022-05-01` or `at least 30 days after referendum`"


@dataclass(frozen=True)
class Headed:
    """An entry of a timeline that is a mapping: an event, and what is said of when it happens."""

    event: object
    when: object


def read_timeline(value: object) -> object:
    """A timeline as a list of steps; a mapping of events to days is one step each."""
    if isinstance(value, dict):
        return tuple(Headed(event, when) for event, when in value.items())
    return tuple(value) if isinstance(value, list) else () if value is None else value


def read_step(value: object) -> object:
    """A step in its full form, from any of the short ones.

    `referendum` · `[a, b]` (the same day) · `then: referendum` · `2022-05-01: ua_signs` ·
    `ua_signs: 2022-05` · `ua_signs: at least 30 days after referendum` · `never: ru_signs` · `unknown: ru_signs`

    Raises:
        PydanticCustomError: It is in none of these forms.
    """
    if isinstance(value, Headed):
        return {"event": value.event, **read_when(value.when)}
    if isinstance(value, str):
        _refuse_slip(value, None)
        return {"event": value}
    if isinstance(value, list | tuple):
        return {"event": value}
    if not isinstance(value, dict) or "event" in value or "events" in value:
        return value
    if "then" in value and not isinstance(value["then"], bool):
        rest = {key: item for key, item in value.items() if key != "then"}
        return {**rest, "event": value["then"], "then": True}
    return _headed_step(value)


def _headed_step(value: dict[Any, Any]) -> object:
    """A step whose first key is an event, a day, `never` or `unknown`."""
    heads = [key for key in value if key not in STEP_FIELDS]
    if len(heads) > 1:
        message = f"a step has one event, and this one has `{heads[0]}` and `{heads[1]}`"
        raise mistake("several-events", message, "give each its own entry; write `[a, b]` for one and the same day")
    if not heads:
        return value
    rest, item = {key: item for key, item in value.items() if key in STEP_FIELDS}, value[heads[0]]
    head = heads[0].isoformat() if isinstance(heads[0], date) else heads[0]
    if not isinstance(head, str):
        raise not_text("an event or a day", head)
    if head in {"never", "unknown"}:
        return {"event": item, **_joined(rest, {"happens": "no" if head == "never" else "unknown"})}
    if head[:1].isdigit() or head.startswith(".."):
        return {"event": item, **_joined(rest, {"on": head})}
    _refuse_slip(head, item)
    return {"event": head, **_joined(rest, read_when(item))}


def _refuse_slip(event: str, when: object) -> None:
    """Refuse a name that holds more than an event, with a hint how to write what was probably meant."""
    if _WHOLE_NAME.fullmatch(event):
        return
    from conditions.model.step_slips import meant_step  # only where there is a slip

    hint = meant_step(event, when)
    if hint is not None:
        raise mistake("bad-name", f"`{event}` is not a name", hint, ("event",))


def read_when(value: object) -> dict[str, Any]:
    """The fields of a step from what is said of when: a date, `never`, `at least 30 days after X`.

    Raises:
        PydanticCustomError: Nothing of when is said, or two things that exclude each other.
    """
    if value is None:
        return {}
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, list | tuple):
        fields: dict[str, Any] = {}
        for item in value:
            fields = _joined(fields, read_when(item))
        return fields
    if isinstance(value, date | PartialDate):
        return {"on": value}
    if not isinstance(value, str):
        raise not_text("when it happens", value)
    if value in {"yes", "happens"}:
        return {}
    if value in {"no", "never", "unknown", "maybe"}:
        return {"happens": {"never": "no", "maybe": "unknown"}.get(value, value)}
    found = _WHEN.fullmatch(value)
    if found is None:
        _refuse_when(value)
    fields = _order(found) if found else {"on": value.removeprefix("maybe ").strip()}
    return {**fields, "happens": "unknown"} if value.startswith("maybe ") else fields


def moment_in(value: str) -> tuple[int, int] | None:
    """Where the moment stands in what is said of when, such as `at least 30 days after referendum`, if there is one."""
    found = _WHEN.fullmatch(value)
    return found.span("moment") if found else None


def _refuse_when(value: str) -> None:
    """Refuse a text that is meant as an order; any other one is read as a date."""
    if not any(map(str.isalpha, value.removeprefix("maybe "))):
        return
    from conditions.model.step_slips import meant_when

    meant = meant_when(value)
    if meant is not None or _ORDER_WORD.search(value):
        raise mistake("bad-when", f"`{value}` is neither a date nor an order", meant or _ORDERS, ("on",))


def _joined(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """What two parts of a step say together; several orders hold at once.

    Raises:
        PydanticCustomError: They give two days, or say twice whether it happens.
    """
    joined = dict(first)
    for field, said in second.items():
        before = joined.get(field, said)
        if field in ORDER_FIELDS:
            joined[field] = [*_listed(joined.get(field, [])), *_listed(said)]
        elif field == "on" and before != said:
            message = f"two days are given, `{before}` and `{said}`"
            raise mistake("two-days", message, "keep one; an interval, `earlier/later`, is a day between them", ("on",))
        elif before != said:
            raise mistake("said-twice", f"`{field}` is both `{before}` and `{said}`", "keep one of the two", (field,))
        else:
            joined[field] = said
    return joined


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _order(found: re.Match[str]) -> dict[str, Any]:
    """`at least 30 days after X` and its like as a field with a shifted moment."""
    order = " ".join(found["order"].removeprefix("on the ").split()).replace(" ", "_")
    moment, period, bound = found["moment"], found["period"], found["bound"]
    if period is None:
        return {order: [moment]}
    if order not in {"after", "before"} or re.search(r"\s[+-]\s", moment):
        message = f"`{found[0]}` has a distance, for which a single after or before is needed"
        raise mistake("bad-when", message, "write it as in `at least 30 days after referendum`", ("on",))
    field = {
        ("least", "after"): "on_or_after",
        ("most", "after"): "on_or_before",
        ("least", "before"): "on_or_before",
        ("most", "before"): "on_or_after",
    }[bound, order]
    return {field: [f"{moment} {'+' if order == 'after' else '-'} {period}"]}
