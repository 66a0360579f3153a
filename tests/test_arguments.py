"""What public functions say of arguments of the wrong kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import conditions
from conditions.errors import ConditionsError, WrongTypeError
from tests.command_line import ISTANBUL

FOLDER = conditions.load_folder(ISTANBUL)
DOSSIER: Any = FOLDER.dossier.dossier
SCENARIO: Any = FOLDER.scenarios[0].scenario
ANY: Any = conditions

MISUSES: dict[str, tuple[Callable[[], object], str, str | None]] = {
    "the path of a dossier": (
        lambda: ANY.check(ISTANBUL, SCENARIO),
        "`dossier` must be a dossier, and this is text",
        "read the file first, with `load_dossier`",
    ),
    "a loaded dossier": (
        lambda: ANY.conflicts(FOLDER.dossier, "ua_signs"),
        "`dossier` must be a dossier, and this is of the type LoadedDossier",
        "give its `dossier`",
    ),
    "the wrong way round": (
        lambda: ANY.check(SCENARIO, DOSSIER),
        "`dossier` must be a dossier, and this is a scenario",
        None,
    ),
    "data for a scenario": (
        lambda: ANY.obligations(DOSSIER, {"scenario": "so"}),
        "`scenario` must be a scenario, and this is a mapping",
        "make one of it, with `Scenario.build`",
    ),
    "one scenario for several": (
        lambda: ANY.coverage(DOSSIER, SCENARIO),
        "`scenarios` must be a list of scenarios, and this is a scenario",
        "write `[…]` around it",
    ),
    "a day with a time": (
        lambda: ANY.check(DOSSIER, SCENARIO, as_of=datetime(2022, 4, 26, 12)),  # noqa: DTZ001 - that is the mistake
        "`as_of` must be a day, and this is a day with a time",
        "give its `.date()`",
    ),
    "a number for a name": (
        lambda: ANY.check(DOSSIER, SCENARIO, accounts=[1]),
        "`accounts` must be names alone, and this is a list",
        None,
    ),
    "a reading without its condition": (
        lambda: ANY.check(DOSSIER, SCENARIO, readings="held"),
        "`readings` must be a mapping, and this is text",
        "write `{'UA-vote': 'held'}`: the condition and its reading",
    ),
    "no goal": (
        lambda: ANY.space(DOSSIER, None),
        "`goal` must be conditions in words, or a list of them, and this is nothing",
        None,
    ),
    "a dossier to explain": (
        lambda: ANY.explain(DOSSIER, "UA-referendum"),
        "`result` must be a `CheckResult`, and this is a dossier",
        None,
    ),
    "no path": (lambda: ANY.load_dossier(None), "`path` must be the path of a file, and this is nothing", None),
    "bytes for text": (lambda: ANY.read_dossier(b"x"), "`text` must be text, and this is bytes", None),
    "no number of seconds": (
        lambda: ANY.roadmaps(DOSSIER, "ua_signs", timeout="5"),
        "`timeout` must be a number of seconds, and this is text",
        None,
    ),
    "no text of a condition": (
        lambda: ANY.parse(None),
        "a condition to read must be text, and this is nothing",
        None,
    ),
}


@pytest.mark.parametrize(("call", "message", "hint"), MISUSES.values(), ids=MISUSES)
def test_an_argument_of_another_kind_is_refused(call: Callable[[], object], message: str, hint: str | None) -> None:
    """The sentence names the argument and what it is, and the hint what was meant."""
    with pytest.raises(WrongTypeError) as caught:
        call()

    assert [("wrong-type", message, hint)] == [(one.code, one.message, one.hint) for one in caught.value.problems]


def test_it_is_a_mistake_of_ours_and_of_types() -> None:
    """Whoever catches either catches it."""
    assert issubclass(WrongTypeError, ConditionsError)
    assert issubclass(WrongTypeError, TypeError)


def test_arguments_of_the_right_kind_go_on(tmp_path: Path) -> None:
    """Days as texts, names of one, iterators and paths are taken as they were."""
    names = (name for name in ["RU"])
    result = conditions.check(DOSSIER, SCENARIO, as_of="2022-04-26", accounts=names)
    conditions.check(DOSSIER, SCENARIO, accounts="RU", known_at=None, readings=None)
    path = tmp_path / "dossier.yaml"
    path.write_text(conditions.dump_dossier(dossier=DOSSIER), encoding="utf-8")

    assert ("RU",) == result.evidence.accounts
    assert DOSSIER == conditions.load_dossier(path)
