"""Scenario files as tests: one case for each expected answer, with a name that stays, and what a failure says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from conditions.check import Checker, CheckResult
from conditions.errors import FileError, Problem, did_you_mean, render
from conditions.exactly import exactly
from conditions.expectations import Expectation, Mismatch, compared, expectations, in_choice
from conditions.files.scenario import LoadedScenario, load_scenario_file, same_title
from conditions.model.dossier import Dossier
from conditions.model.findings import Finding
from conditions.model.scenario import OF_VERDICTS
from conditions.records import dataclass
from conditions.unused import Readers
from conditions.verdicts import Answer

MOST_EXPLAINED: Final = 3
"""Most conditions that are explained for one failure; more are named."""


@dataclass(frozen=True)
class Case:
    """One expected answer of a scenario file.

    Attributes:
        name: Its name, by which it can be selected; no two of a file are alike.
        expectation: What is expected.
        party: Code of the party whose answer it is; empty where it is nobody's, such as a day.
        condition: Id of the condition, where one is meant.
        reading: The readings that are chosen, such as `strict`.
        known_failure: Why it is known to fail, if it is.
    """

    name: str
    expectation: Expectation
    party: str = ""
    condition: str = ""
    reading: str = ""
    known_failure: str | None = None


@dataclass(frozen=True)
class ScenarioCases:
    """The cases of one scenario file. The scenario is checked once, when the first answer is asked for.

    Attributes:
        loaded: The scenario and its file.
        cases: One for each expected answer, in the order of the file.
        unused: What the scenario says and nothing reads, in its place.
    """

    loaded: LoadedScenario
    cases: tuple[Case, ...]
    unused: tuple[Problem, ...]
    _checker: Checker = field(repr=False, compare=False)

    @cached_property
    def result(self) -> CheckResult:
        """The answers.

        Raises:
            ConditionsError: The scenario asks for too much.
        """
        return self._checker.check(self.loaded.scenario, self.loaded.known)

    @cached_property
    def _got(self) -> Mapping[str, str]:
        names = (case.name for case in self.cases)
        return {name: got for name, (_, got) in zip(names, compared(self.result), strict=True)}

    def got(self, case: Case) -> str:
        """What came out."""
        return self._got[case.name]

    def mismatch(self, case: Case) -> Mismatch | None:
        """What is amiss, or nothing."""
        wanted = case.expectation
        got = self.got(case)
        return None if got == wanted.expected else Mismatch(wanted.path, wanted.what, wanted.expected, got)

    def failure(self, case: Case) -> str:
        """What to say of a case that fails: expected and got in their place, then why, with the quotes."""
        mismatch = self.mismatch(case)
        assert mismatch is not None
        told = [render(mismatch.problem(self.loaded)), *self._reasons(case)]
        return "\n\n".join(part.rstrip("\n") for part in told)

    def properties(self, case: Case) -> dict[str, str]:
        """What a report of a test run says beside the outcome; empty values are left out."""
        said = {"party": case.party, "condition": case.condition, "reading": case.reading, "verdict": self.got(case)}
        return {name: value for name, value in said.items() if value}

    # --- why ------------------------------------------------------------------------

    def _reasons(self, case: Case) -> Iterator[str]:
        from conditions.explain import explain, to_text  # few cases fail
        from conditions.explain.completions import exactly_text

        path = case.expectation.path
        result = self.result.viewpoints[path[1]] if path[0] == "viewpoints" else self.result
        section, name = (path[2:4] if path[0] == "viewpoints" else path[:2])[:2]
        if section == "expect_obligations":
            yield from _duties_told(result, name)
        if section not in OF_VERDICTS:
            return
        asked_of = exactly(result) if section == "expect_exactly" else result
        asked = _asked(case, asked_of)
        for condition, reading in asked[:MOST_EXPLAINED]:
            yield from (to_text(one) for one in explain(result, condition, reading, flips=False))
            if section == "expect_exactly":
                of_compliance = case.expectation.what == "compliance"
                yield exactly_text(asked_of, condition, reading, of_compliance=of_compliance)
        more = list(dict.fromkeys(condition for condition, _ in asked[MOST_EXPLAINED:]))
        if more:
            yield f"Likewise: {', '.join(more)}. See: conditions explain {self.loaded.path}"


def _duties_told(result: CheckResult, incident: str) -> Iterator[str]:
    """Who must act after an incident, and why."""
    from conditions.obligations.ask import obligations

    for duty in obligations(result.dossier, result.scenario)[incident].duties[:MOST_EXPLAINED]:
        grounds = "".join(f"\n  - {ground.words}" for ground in duty.deciding)
        yield f"[{duty.answer.value}] {duty.debtor}: {duty.obligation}{grounds}"


def _asked(case: Case, result: CheckResult) -> list[tuple[str, str]]:
    """The conditions, each in a reading, on which an answer rests: of a party those that are amiss, else all."""
    if case.condition:
        found = result.conditions[case.condition]
        chosen = [case.reading] if case.reading in found.verdicts else list(found.verdicts)
        return [(case.condition, reading) for reading in chosen]
    party = in_choice(case.reading, result.parties[case.party])
    pairs = {(one.id, name): verdict for one in party.taking_part for name, verdict in one.verdicts.items()}
    of_compliance = case.expectation.what == "compliance"
    answers = {pair: one.compliance if of_compliance else one.answer for pair, one in pairs.items()}
    amiss = [pair for pair, answer in answers.items() if answer is not Answer.MET] or list(pairs)
    # One reading of each condition says enough of a whole party.
    return list({condition: (condition, reading) for condition, reading in reversed(amiss)}.values())[::-1]


# --- reading the files ---------------------------------------------------------------


class ScenarioReader:
    """Reads scenario files as tests; the dossier of several files is read once."""

    def __init__(self) -> None:
        self._dossiers: dict[Path, Dossier] = {}
        self._readers: dict[int, tuple[Dossier, Checker, Readers]] = {}
        self._folders: dict[Path, Path] = {}
        self._titles: dict[tuple[Path, str], LoadedScenario] = {}
        self._told: dict[Problem, Path] = {}

    def read(self, path: Path) -> ScenarioCases:
        """The cases of a file.

        Raises:
            FileError: With every problem of the file; those of its dossier only the first time.
        """
        try:
            loaded = load_scenario_file(path, read=self._dossiers)
        except FileError as error:
            raise self._shortened(error, path) from None
        folder = self._folders.setdefault(path.parent, path.parent.resolve())
        first = self._titles.setdefault((folder, loaded.scenario.title), loaded)
        if first is not loaded and first.path.resolve() != path.resolve():
            raise FileError(same_title(first, loaded))
        return self._cases(loaded)

    def _cases(self, loaded: LoadedScenario) -> ScenarioCases:
        known = id(loaded.dossier)
        if known not in self._readers:
            self._readers[known] = (loaded.dossier, Checker(loaded.dossier), Readers(loaded.dossier))
        _, checker, readers = self._readers[known]
        unused = tuple(
            loaded.places.problem(Finding(one.path, one.problem(), at_key=one.what in {"fact", "group"}))
            for one in readers.unused(loaded.scenario)
        )
        return ScenarioCases(loaded, cases_of(loaded), unused, checker)

    def _shortened(self, error: FileError, path: Path) -> FileError:
        """The error with what another file was told already in one line."""
        before = [problem for problem in error.problems if self._told.setdefault(problem, path) != path]
        if not before:
            return error
        place = before[0].location
        message = f"`{place.path if place else 'the dossier'}` cannot be read: see `{self._told[before[0]]}`"
        new = [problem for problem in error.problems if problem not in before]
        return FileError([*new, Problem("no-dossier", message, place)])


def cases_of(loaded: LoadedScenario) -> tuple[Case, ...]:
    """The cases of a scenario, in the order of its file.

    Raises:
        FileError: A known failure names no case.
    """
    cases = tuple(_named(_case(one, loaded.dossier) for one in expectations(loaded.scenario)))
    return tuple(_with_known_failures(cases, loaded))


def _case(expectation: Expectation, dossier: Dossier) -> Case:
    path = expectation.path[2:] if expectation.path[0] == "viewpoints" else expectation.path
    if path[0] not in OF_VERDICTS:
        return Case(expectation.name, expectation)
    _, name, *readings = path
    condition = name if name not in dossier.parties else ""
    party = dossier.conditions[name].party if condition else name
    return Case(expectation.name, expectation, party, condition, ", ".join(readings))


def _named(cases: Iterator[Case]) -> Iterator[Case]:
    """The cases, each with a name of its own."""
    seen: Counter[str] = Counter()
    for case in cases:
        seen[case.name] += 1
        yield case if seen[case.name] == 1 else replace(case, name=f"{case.name}-{seen[case.name]}")


def _with_known_failures(cases: tuple[Case, ...], loaded: LoadedScenario) -> Iterator[Case]:
    """The cases with the reasons why some are known to fail.

    Raises:
        FileError: A known failure names no case.
    """
    known = loaded.scenario.known_failures
    problems = [_no_case(name, cases, loaded) for name in known if not any(_means(name, case.name) for case in cases)]
    if problems:
        raise FileError(problems)
    for case in cases:
        reason = next((reason for name, reason in known.items() if _means(name, case.name)), None)
        yield case if reason is None else replace(case, known_failure=reason)


def _means(name: str, case: str) -> bool:
    """Whether a known failure names a case, or the first parts of its name."""
    return case == name or case.startswith((f"{name}.", f"{name}/"))


def _no_case(name: str, cases: tuple[Case, ...], loaded: LoadedScenario) -> Problem:
    names = [case.name for case in cases]
    hint = did_you_mean(name, names) or f"the names are {', '.join(names[:8])}"
    finding = Finding(
        ("known_failures", name),
        Problem("unknown-expectation", f"nothing is expected by the name of `{name}`", hint=hint),
        at_key=True,
    )
    return loaded.places.problem(finding)


__all__ = ["Case", "ScenarioCases", "ScenarioReader"]
