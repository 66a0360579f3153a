"""Compares the answers of a dossier's scenarios with a file of reference answers.

    python -m tests.tools.check_reference scenarios/minsk-2015 reference.json [state=renamed ...]

The n-th scenario of the file is that of the folder whose file name begins with n. Compared are compliance of
conditions and parties, vacuous answers, derived days, what is in force, and differences between days. Exit status:
0 all equal, 1 some differ.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from conditions.check import CheckResult, check
from conditions.files.scenario import load_folder
from conditions.language.types import Moment
from conditions.moments import answered
from conditions.states import judged
from conditions.verdicts import Answer

WORDS = {"met": {Answer.MET, Answer.NONE}, "unmet": {Answer.NOT_MET}, "unknown": {Answer.UNKNOWN}}


def differences(result: CheckResult, reference: dict[str, Any], renamed: dict[str, str]) -> Iterator[str]:
    """Everything in which a result is not as the reference says."""
    for name, word in reference["expect"].items():
        found = result.conditions[name]
        verdict = next(iter(found.verdicts.values()))
        if found.compliance not in WORDS[word]:
            yield f"{name}: {word}, got {found.compliance.value}"
        if verdict.vacuous is not (name in reference["vacuous"]) and word == "met":
            yield f"{name}: vacuous {name in reference['vacuous']}, got {verdict.vacuous}"
    counting = {one.id for party in result.parties.values() for one in party.taking_part}
    if counting != set(reference["expect"]):
        yield f"conditions that count differ: {sorted(counting ^ set(reference['expect']))}"
    for code, word in reference["party"].items():
        if result.parties[code].compliance not in WORDS[word]:
            yield f"{code}: {word}, got {result.parties[code].compliance.value}"
    for name, day in (reference["derived"] or {}).items():
        answer = answered(name, result.vocabulary, result.known).answer
        if answer != _day(day):
            yield f"{name}: {_day(day)}, got {answer}"
    for name, on, word in reference["in_force"] or ():
        state = judged(renamed.get(name, name), Moment.parse(on), result.vocabulary, result.known)
        if state.answer != word:
            yield f"{name} on {on}: {word}, got {state.answer}"


def _day(day: Any) -> str:
    if isinstance(day, str):
        return day
    kind, first, last = day
    span = first if first == last else f"{first}/{last}"
    return f"maybe {span}" if kind == "maybe" else str(span)


def main(arguments: Sequence[str]) -> int:
    """Compare, and print every difference."""
    path, reference, *names = arguments
    folder = load_folder(Path(path))
    data = json.loads(Path(reference).read_text(encoding="utf-8"))
    renamed = dict(name.split("=") for name in names)
    by_number = {int(one.path.name.split("-")[0]): one.scenario for one in folder.scenarios}
    results = {one["id"]: check(folder.dossier.dossier, by_number[int(one["id"][1:])]) for one in data["scenarios"]}
    found = [
        f"{one['id']} {said}" for one in data["scenarios"] for said in differences(results[one["id"]], one, renamed)
    ]
    for pair in data["asof"]:
        for code, words in pair["changed"].items():
            for key, word in zip((pair["a"], pair["b"]), words, strict=True):
                if results[key].parties[code].compliance not in WORDS[word]:
                    found.append(f"{key} {code}: {word}, got {results[key].parties[code].compliance.value}")
    print(*found, f"{len(data['scenarios'])} scenarios, {len(found)} differences", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
