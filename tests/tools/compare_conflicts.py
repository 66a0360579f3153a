"""Compare the conflicts of a dossier with expected cores and concession sets in a JSON file.

    python -m tests.tools.compare_conflicts DOSSIER FILE GOALS

The file has a list `models`; each gives `as_of`, the possible days of events (numbers are abstract days, `never`
means that it need not happen), possible values of facts, and the expected `mus` and `mcs`. What the file does not
say in a form of its own, the goal, the background, and who could clear a conflict alone, it is given in a second
list `goals`, by model id.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from conditions import load_dossier
from conditions.conflicts import InConflict, Possible, conflicts

_ABSTRACT = date(2030, 1, 1)


def day_of(day: int | str) -> str:
    """A day as the language writes it; a small number is an abstract day, a great one an ordinal."""
    if isinstance(day, str):
        return day
    return (date.fromordinal(day) if day > 10_000 else _ABSTRACT + timedelta(days=day)).isoformat()


def given(model: Mapping[str, Any]) -> Iterator[str]:
    """What is given of events and facts, in the language."""
    for event, days in model["events"].items():
        on = [day_of(day) for day in days if day != "never"]
        among = " or ".join(f"({event} on or after {day} and {event} on or before {day})" for day in on)
        yield f"if {event} then ({among})" if "never" in days else among
    for fact, values in (model["facts"] or {}).items():
        if values == [True]:
            yield fact
        elif values == [False]:
            yield f"not {fact}"


def differences(dossier: Path, models: list[Mapping[str, Any]], goals: Mapping[str, Any]) -> Iterator[str]:
    """Every difference between what is found and what is expected."""
    loaded = load_dossier(dossier)
    for model in models:
        asked = goals[model["id"]]
        found = conflicts(
            loaded, asked["goal"], given=[*given(model), *asked.get("background", ())], as_of=model["as_of"]
        ).result
        if isinstance(found, Possible):
            cores: set[frozenset[str]] = set()
            sets: set[frozenset[str]] = {frozenset()}
            alone: list[str] | None = None
        elif isinstance(found, InConflict) and found.complete:
            cores = {frozenset(core.ids) for core in found.cores}
            sets = {frozenset(one.id for one in given_up) for given_up in found.concessions()}
            alone = sorted(found.alone or ())
        else:
            yield f"{model['id']}: {found}"
            continue
        for what, mine, its in (
            ("cores", cores, {frozenset(one) for one in model["mus"]}),
            ("concession sets", sets, {frozenset(one) for one in model["mcs"]}),
            ("alone", alone, sorted(asked["alone"]) if "alone" in asked else alone),
        ):
            if mine != its:
                yield f"{model['id']}: {what}: found {mine}, expected {its}"
        print(f"{model['id']}: {len(cores)} cores, {len(sets)} concession sets, alone {alone}")


def main(dossier: str, file: str, goals: str) -> int:
    """Print every difference; 1 if there is one."""
    expected = json.loads(Path(file).read_text(encoding="utf-8"))
    found = list(differences(Path(dossier), expected["models"], json.loads(Path(goals).read_text(encoding="utf-8"))))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:4]))
