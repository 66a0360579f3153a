"""What public functions take: an argument of another kind is refused in a sentence, before it is used."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import wraps
from types import FunctionType
from typing import Final, ParamSpec, TypeVar, cast

from conditions.errors import Problem, WrongTypeError
from conditions.language.base import Kind
from conditions.language.types import kind_of
from conditions.model.base import Model
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario

P = ParamSpec("P")
T = TypeVar("T")

Check = Callable[[object], tuple[str, str | None] | None]
"""Says of a value what is expected in its place, and perhaps a hint; nothing of a value that is of the kind."""


def accepting(**kinds: type) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Let a function refuse arguments that are not what their names say: a dossier, a scenario, a day, names.

    Args:
        kinds: Parameters that take only values of a class.
    """

    def decorated(function: Callable[P, T]) -> Callable[P, T]:
        written = cast("FunctionType", function)
        names = written.__code__.co_varnames[: written.__code__.co_argcount]
        defaults = dict(zip(reversed(names), reversed(written.__defaults__ or ()), strict=False))
        defaults |= written.__kwdefaults__ or {}
        checks = {**_CHECKS, **{name: _of(kind) for name, kind in kinds.items()}}

        @wraps(function)
        def checked(*args: P.args, **kwargs: P.kwargs) -> T:
            for name, value in (*zip(names, args, strict=False), *kwargs.items()):
                check = checks.get(name)
                if check is not None and not (name in defaults and value is defaults[name]):
                    expected = check(value)
                    if expected is not None:
                        raise _refused(name, value, *expected)
            return function(*args, **kwargs)

        return checked

    return decorated


def _refused(name: str, value: object, expected: str, hint: str | None) -> WrongTypeError:
    message = f"`{name}` must be {expected}, and this is {_kind(value)}"
    return WrongTypeError(Problem("wrong-type", message, hint=hint))


def _kind(value: object) -> str:
    match value:
        case Dossier():
            return "a dossier"
        case Scenario():
            return "a scenario"
        case datetime():
            return "a day with a time"
        case date():
            return "a day"
        case bytes():
            return "bytes"
        case _:
            return kind_of(value)


def _of(kind: type) -> Check:
    def check(value: object) -> tuple[str, str | None] | None:
        return None if isinstance(value, kind) else (f"a `{kind.__name__}`", None)

    return check


def _dossier(value: object) -> tuple[str, str | None] | None:
    return None if isinstance(value, Dossier) else ("a dossier", _meant(value, "dossier", Dossier))


def _scenario(value: object) -> tuple[str, str | None] | None:
    return None if isinstance(value, Scenario) else ("a scenario", _meant(value, "scenario", Scenario))


def _meant(value: object, name: str, kind: type) -> str | None:
    if isinstance(value, str | os.PathLike):
        return f"read the file first, with `load_{name}`"
    if isinstance(value, Mapping):
        return f"make one of it, with `{kind.__name__}.build`"
    if not isinstance(value, Model) and isinstance(getattr(value, name, None), kind):
        return f"give its `{name}`"
    return None


def _scenarios(value: object) -> tuple[str, str | None] | None:
    if not isinstance(value, Iterable) or isinstance(value, str | bytes | Mapping | Model):
        hint = "write `[…]` around it" if isinstance(value, Scenario) else None
        return "a list of scenarios", hint
    wrong = next((one for one in _listed(value) if not isinstance(one, Scenario)), None)
    return None if wrong is None else ("a list of scenarios alone", _meant(wrong, "scenario", Scenario))


def _day(value: object) -> tuple[str, str | None] | None:
    if isinstance(value, datetime):
        return "a day", "give its `.date()`"
    return None if value is None or isinstance(value, str | date) else ("a day", "write it as in `2022-04-26`")


def _names(value: object) -> tuple[str, str | None] | None:
    if value is None or isinstance(value, str):
        return None
    if not isinstance(value, Iterable) or isinstance(value, bytes | Mapping | Model):
        return "a name, or several", None
    return None if all(isinstance(one, str) for one in _listed(value)) else ("names alone", None)


def _clauses(value: object) -> tuple[str, str | None] | None:
    if isinstance(value, str):
        return None
    if not isinstance(value, Iterable) or isinstance(value, bytes | Mapping | Model | Kind):
        return "conditions in words, or a list of them", "write `[…]` around it" if isinstance(value, Kind) else None
    sound = all(isinstance(one, str | Kind) for one in _listed(value))
    return None if sound else ("a list of conditions alone", None)


def _listed(value: Iterable[object]) -> Iterable[object]:
    """What can be looked at without using it up."""
    return value if isinstance(value, list | tuple | set | frozenset | dict) else ()


def _readings(value: object) -> tuple[str, str | None] | None:
    if value is None or (isinstance(value, Mapping) and all(isinstance(one, str) for one in (*value, *value.values()))):
        return None
    return "a mapping", "write `{'UA-vote': 'held'}`: the condition and its reading"


def _text(value: object) -> tuple[str, str | None] | None:
    return None if isinstance(value, str) else ("text", None)


def _path(value: object) -> tuple[str, str | None] | None:
    return None if isinstance(value, str | os.PathLike) else ("the path of a file", None)


def _seconds(value: object) -> tuple[str, str | None] | None:
    sound = value is None or (isinstance(value, int | float) and not isinstance(value, bool) and not math.isnan(value))
    return None if sound else ("a number of seconds", None)


_CHECKS: Final[Mapping[str, Check]] = {
    "dossier": _dossier,
    "scenario": _scenario,
    "scenarios": _scenarios,
    **dict.fromkeys(("as_of", "known_at", "start", "end"), _day),
    "accounts": _names,
    **dict.fromkeys(("goal", "given"), _clauses),
    "readings": _readings,
    **dict.fromkeys(("level", "text"), _text),
    "path": _path,
    "timeout": _seconds,
}

__all__ = ["accepting"]
