"""Generated cases as files: a failing one is written down, loaded again, and kept as a regression test."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple

from hypothesis.errors import HypothesisException

from conditions.files.dossier import dump_dossier, load_dossier
from conditions.files.scenario import dump_scenario, load_scenario
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario

DOSSIER: Final = "dossier.yaml"
SCENARIO: Final = "case.scenario.yaml"


class Case(NamedTuple):
    """A dossier, a scenario of it, and the folder they were read from."""

    dossier: Dossier
    scenario: Scenario
    folder: Path


def dump_case(dossier: Dossier, scenario: Scenario, folder: str | Path) -> Path:
    """Write a dossier and a scenario of it as the files of a folder, in the place of an older case.

    Reading them gives back an equal dossier and an equal scenario, which names this dossier file.

    Returns:
        The scenario's file, for `conditions check` and `conditions explain`.
    """
    where = Path(folder)
    where.mkdir(parents=True, exist_ok=True)
    (where / DOSSIER).write_text(dump_dossier(dossier), encoding="utf-8")
    text = dump_scenario(scenario.model_copy(update={"dossier": DOSSIER}))
    (where / SCENARIO).write_text(text, encoding="utf-8")
    return where / SCENARIO


def load_cases(folder: str | Path) -> list[Case]:
    """Every case that stands in a folder of its own in this folder, by name; none where there is no such folder.

    Raises:
        FileError: A case is no longer a dossier with a scenario.
    """
    files = sorted(Path(folder).glob(f"*/{SCENARIO}"))
    found = [(load_dossier(file.parent), file) for file in files]
    return [Case(dossier, load_scenario(file, dossier), file.parent) for dossier, file in found]


class recording:  # noqa: N801 - used as a function, as the context managers of the standard library are
    """A context in which a test fails for a case: the case is written to a folder, and the failure goes on.

    Hypothesis runs the smallest failing example last, so that is the one that stays.

    Args:
        dossier: The dossier of the case.
        scenario: Its scenario.
        folder: The folder of this case alone.
    """

    def __init__(self, dossier: Dossier, scenario: Scenario, folder: str | Path) -> None:
        self.case: Case = Case(dossier, scenario, Path(folder))

    def __enter__(self) -> Case:
        """The case that is being tried."""
        return self.case

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the case down if something went wrong; an assumption that does not hold is nothing wrong."""
        if isinstance(error, Exception) and not isinstance(error, HypothesisException):
            dump_case(*self.case)


__all__ = ["Case", "dump_case", "load_cases", "recording"]
