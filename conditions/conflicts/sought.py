"""What is asked for: goals of the dossier by their names, and conditions in the language, told apart in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from conditions.errors import ConditionsError, LanguageError, Problem, did_you_mean
from conditions.language.base import Kind
from conditions.location import Location
from conditions.model.dossier import Dossier


class Sought(NamedTuple):
    """What is to happen, what is given, and the day whose positions count.

    Attributes:
        goal: What is to happen and to hold.
        given: What holds whatever the parties want: first what goals bring with them, then what is asked beside them.
        as_of: The day whose positions count, as it was asked for; else that of the goals.
    """

    goal: tuple[str | Kind, ...]
    given: tuple[str | Kind, ...]
    as_of: date | str | None


def sought(
    dossier: Dossier,
    goal: str | Iterable[str | Kind],
    given: str | Iterable[str | Kind] = (),
    as_of: date | str | None = None,
) -> Sought:
    """What is asked for, with every name of a goal of the dossier replaced by what the goal says.

    Args:
        dossier: The dossier.
        goal: Names of goals, conditions in the language, or both.
        given: What holds whatever the parties want, beside what goals bring with them.
        as_of: The day whose positions count; by default that of the goals that are named.

    Raises:
        LanguageError: A name is that of no goal, but nearly.
        ConditionsError: The goals are for the positions of different days, and none is asked for.
    """
    asked, also = _several(goal), _several(given)
    named = [dossier.goals[one] for one in asked if isinstance(one, str) and one in dossier.goals]
    reach: list[str | Kind] = []
    for one in asked:
        if isinstance(one, str) and one in dossier.goals:
            reach += dossier.goals[one].reach
        else:
            reach.append(_in_words(dossier, one))
    days = {one.as_of for one in named}
    if as_of is None and len(days) > 1:
        raise ConditionsError(
            Problem(
                "goals-of-different-days",
                "these goals are for the positions of different days",
                hint="say with `as_of` (`--as-of`) which day counts, or ask for one goal at a time",
            )
        )
    brought = (clause for one in named for clause in one.given)
    return Sought(tuple(reach), (*brought, *also), next(iter(days), None) if as_of is None else as_of)


def _several(texts: str | Iterable[str | Kind]) -> tuple[str | Kind, ...]:
    return (texts,) if isinstance(texts, str | Kind) else tuple(texts)


def _in_words(dossier: Dossier, text: str | Kind) -> str | Kind:
    """A condition; a bare name that is nothing else may be meant for a goal."""
    if not dossier.goals or not isinstance(text, str) or not re.fullmatch(r"\w[\w-]*", text.strip()):
        return text
    name, known = text.strip(), dossier.vocabulary.everything()
    hint = did_you_mean(name, [*known, *dossier.goals])
    if name in known or hint is None or hint == did_you_mean(name, known):
        return text
    place = Location("goal", 1, text.index(name) + 1, len(name), text)
    raise LanguageError(Problem("unknown-goal", f"unknown goal `{name}`", place, hint))


__all__ = ["Sought", "sought"]
