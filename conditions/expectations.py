"""What a scenario expects, one answer at a time, and whether the answers are the expected ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

from conditions.check import CheckResult, ConditionResult, PartyResult, RollUp, reading_names
from conditions.errors import Problem
from conditions.exactly import exactly
from conditions.files.scenario import LoadedScenario
from conditions.holding import in_force_words
from conditions.model.arguments import accepting
from conditions.model.incidents import ExpectedDuty
from conditions.model.scenario import Expected, Scenario, Viewpoint
from conditions.moments import answered
from conditions.records import dataclass
from conditions.states import judged
from conditions.truth import Truth
from conditions.verdicts import Answer, Status, Verdict

Path: TypeAlias = tuple[str, ...]

_PREFIXES: Final = {
    "expect": "",
    "expect_compliance": "compliance.",
    "expect_exactly": "exactly.",
    "expect_moments": "moments.",
    "expect_in_force": "in_force.",
    "expect_obligations": "obligations.",
}
_UNSAID: Final = {"expect_compliance": "compliance", "expect_moments": "day", "expect_in_force": "in force"}
"""What is meant in a section where nothing else is said."""
_KINDS: Final = ("answer", "compliance", "status", "final", "vacuous", "waived")
_NO_ANSWER: Final = "no answer: "
_NOT_SETTLED: Final = f"{_NO_ANSWER}the search over all that may be so was cut short"
_OPEN: Final = frozenset({Answer.UNKNOWN.value, Answer.DEPENDS.value, Status.UNDECIDED.value})
"""Answers that a search that was cut short does not show."""


@dataclass(frozen=True)
class Expectation:
    """One answer that a scenario expects.

    Attributes:
        path: Where the expectation stands in the scenario, such as `("expect", "RU", "strict")`.
        what: Which answer is expected: `answer`, `compliance`, `status`, `final`, `vacuous`,
            the `day` of a moment, whether something is `in force`, the `state` of an obligation.
        expected: What is expected.
    """

    path: Path
    what: str
    expected: str

    @property
    def name(self) -> str:
        """A short name without blanks, brackets or `::`: `RU.strict.status`, `compliance.UA`, `moments.referendum`."""
        inner = self.path[2:] if self.path[0] == "viewpoints" else self.path
        view = f"{_plain(self.path[1])}/" if self.path[0] == "viewpoints" else ""
        section, *parts = inner
        if self.what != _UNSAID.get(section):
            parts.append(self.what)
        return f"{view}{_PREFIXES[section]}{'.'.join(map(_plain, parts))}"

    @property
    def exactly(self) -> bool:
        """Whether it is expected over all that may be so."""
        return self.path[2 if self.path[0] == "viewpoints" else 0] == "expect_exactly"


@dataclass(frozen=True)
class Mismatch(Expectation):
    """One expectation that the answer does not meet.

    Attributes:
        got: What came out.
    """

    got: str

    def __str__(self) -> str:
        exactly = "exactly " if self.exactly else ""
        return f"{' / '.join(self.path[1:])}: expected {exactly}{self.what} {self.expected}, got {self.got}"

    def problem(self, loaded: LoadedScenario) -> Problem:
        """The failure in its place."""
        what = f"{'exactly ' if self.exactly else ''}{'' if self.what == 'answer' else f'{self.what} '}"
        got = self.got if self.got.startswith(_NO_ANSWER) else f"`{self.got}`"
        return Problem(
            "expectation-failed",
            f"expected {what}`{self.expected}`, got {got}",
            loaded.locate(*self.path, self.what),
            context=f"{' / '.join(self.path[1:])}, the scenario {loaded.scenario.title}",
        )


# --- what is expected -------------------------------------------------------------


def expectations(scenario: Scenario) -> tuple[Expectation, ...]:
    """Every answer that a scenario expects: first those of its viewpoints, then its own, in the order of the file."""
    seen = (
        replace(one, path=("viewpoints", name, *one.path))
        for name, view in scenario.viewpoints.items()
        for one in _own(view)
    )
    return (*seen, *_own(scenario))


def _own(side: Scenario | Viewpoint) -> Iterator[Expectation]:
    for name, expected in side.expect.items():
        yield from _of_verdict(("expect", name), expected)
    for name, expected in side.expect_compliance.items():
        yield from _of_verdict(("expect_compliance", name), _as_compliance(expected))
    for name, expected in side.expect_exactly.items():
        yield from _of_verdict(("expect_exactly", name), expected)
    for name, day in side.expect_moments.items():
        yield Expectation(("expect_moments", str(name)), "day", str(day))
    for name, moments in side.expect_in_force.items():
        for moment, word in moments.items():
            yield Expectation(("expect_in_force", name, str(moment)), "in force", word)
    for name, duties in side.expect_obligations.items():
        path = ("expect_obligations", name)
        yield from _of_duty(path, duties.every) if duties.every is not None else ()
        for obligation, duty in duties.obligations.items():
            yield from _of_duty((*path, obligation), duty)


def _of_verdict(path: Path, expected: Expected) -> Iterator[Expectation]:
    for what in _KINDS:
        value: str | bool | None = getattr(expected, what)
        if value is not None:
            yield Expectation(path, what, value if isinstance(value, str) else _yes(value))
    for names, inner in expected.readings.items():
        yield from _of_verdict((*path, names), inner)


def _as_compliance(expected: Expected) -> Expected:
    """An expectation whose bare words speak of compliance."""
    readings = {name: _as_compliance(inner) for name, inner in expected.readings.items()}
    return expected.model_copy(
        update={"compliance": expected.compliance or expected.answer, "answer": None, "readings": readings}
    )


def _of_duty(path: Path, expected: ExpectedDuty) -> Iterator[Expectation]:
    for what, value in (("answer", expected.answer), ("state", expected.state)):
        if value is not None:
            yield Expectation(path, what, value)
    for reading, answer in expected.readings.items():
        yield Expectation((*path, reading), "answer", answer)
    for debtor, inner in expected.debtors.items():
        yield from _of_duty((*path, debtor), inner)


# --- what comes out ---------------------------------------------------------------


@accepting(result=CheckResult)
def mismatches(result: CheckResult) -> tuple[Mismatch, ...]:
    """Every expectation of the scenario that its answers do not meet, in the order of the file."""
    return tuple(
        Mismatch(one.path, one.what, one.expected, got) for one, got in compared(result) if got != one.expected
    )


def compared(result: CheckResult) -> Iterator[tuple[Expectation, str]]:
    """Every expectation of the scenario, in the order of `expectations`, with what came out.

    What came out is what was expected, letter by letter, where the answer meets it.
    """
    for name, seen in result.viewpoints.items():
        for one, got in compared(seen):
            yield replace(one, path=("viewpoints", name, *one.path)), got
    duties = _missed_duties(result)
    asked = exactly(result) if result.scenario.expect_exactly else result
    for path, group in groupby(_own(result.scenario), key=lambda one: one.path):
        yield from _compared_at(path, group, asked if path[0] == "expect_exactly" else result, duties)


def _compared_at(
    path: Path, group: Iterable[Expectation], result: CheckResult, duties: Mapping[tuple[Path, str], str]
) -> Iterator[tuple[Expectation, str]]:
    section, name, *rest = path
    match section:
        case "expect_moments":
            yield from ((one, _moment(one, result)) for one in group)
        case "expect_in_force":
            moments = {str(moment): moment for moment in result.scenario.expect_in_force[name]}
            found = judged(name, moments[rest[0]], result.vocabulary, result.known)
            yield from ((one, found.answer) for one in group)
        case "expect_obligations":
            yield from ((one, duties.get((path, one.what), one.expected)) for one in group)
        case _:
            chosen = _chosen(name, rest, result)
            yield from ((one, chosen if isinstance(chosen, str) else _answer(chosen, one)) for one in group)


def _moment(expectation: Expectation, result: CheckResult) -> str:
    name = expectation.path[1]
    (expected,) = (day for moment, day in result.scenario.expect_moments.items() if moment == name)
    found = answered(name, result.vocabulary, result.known)
    as_expected = (found.comes, found.earliest, found.latest) == (expected.comes, expected.earliest, expected.latest)
    return expectation.expected if as_expected else found.answer


def _missed_duties(result: CheckResult) -> Mapping[tuple[Path, str], str]:
    """What came out where somebody must act, or need not, against what is expected."""
    if not result.scenario.expect_obligations:
        return {}
    from conditions.obligations.ask import obligations  # few scenarios expect anything of them
    from conditions.obligations.expected import duty_mismatches

    expected = result.scenario.expect_obligations.values()
    named = None if any(one.every for one in expected) else {name for one in expected for name in one.obligations}
    found = obligations(result.dossier, result.scenario, known=result.known, named=named)
    return {(path, what): got for path, what, _, got in duty_mismatches(found)}


def _chosen(name: str, readings: list[str], result: CheckResult) -> PartyResult | ConditionResult | str:
    """A party or condition in some readings; or why it has no answer."""
    if name in result.parties:
        party = result.parties[name]
        for names in readings:
            party = in_choice(names, party)
        return party
    condition = result.conditions[name]
    standing = condition.standing
    if standing.in_force is Truth.FALSE:
        return f"{_NO_ANSWER}{in_force_words(condition.condition, standing, result.as_of)}"
    for reading in readings:
        if reading not in condition.verdicts:
            return f"{_NO_ANSWER}it is read as {' or '.join(condition.verdicts)} here"
        condition = replace(condition, verdicts={reading: condition.verdicts[reading]})
    return condition


def _answer(found: PartyResult | ConditionResult, wanted: Expectation) -> str:
    """The kind of answer that is wanted."""
    got = _of_party(found, wanted.what) if isinstance(found, PartyResult) else _of_condition(found, wanted.what)
    if wanted.exactly and got in _OPEN and any(_is_cut_short(verdict) for verdict in _verdicts(found)):
        return _NOT_SETTLED
    return got


def _verdicts(found: PartyResult | ConditionResult) -> Iterator[Verdict]:
    for result in found.taking_part if isinstance(found, PartyResult) else (found,):
        yield from result.verdicts.values()


def _is_cut_short(verdict: Verdict) -> bool:
    from conditions.engines.exact.verdicts import ExactVerdict  # a heavy package, needed for exact answers alone

    return isinstance(verdict, ExactVerdict) and not verdict.is_exact


def _of_party(party: PartyResult, what: str) -> str:
    if not party.taking_part:
        return Answer.NONE.value
    match what:
        case "answer":
            return party.answer.value
        case "compliance":
            return party.compliance.value
        case "waived":
            return _joined(_yes(bool(roll_up.waived)) for roll_up in party.by_reading.values())
        case _:
            return _joined(_ANSWERED[what](roll_up) for roll_up in party.by_reading.values())


def _of_condition(result: ConditionResult, what: str) -> str:
    match what:
        case "answer":
            return result.answer.value
        case "compliance":
            return result.compliance.value
        case "waived":
            return {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown"}[result.waived]
        case _:
            return _joined(_ANSWERED[what](verdict) for verdict in result.verdicts.values())


def in_choice(names: str, party: PartyResult) -> PartyResult:
    """A party's result where some readings are chosen, such as `february_lines, held`."""
    chosen = choice_of(names, party)
    return PartyResult(
        party.party,
        tuple(_narrowed(one, chosen[one.id]) if one.id in chosen else one for one in party.conditions),
    )


def choice_of(names: str, party: PartyResult) -> Mapping[str, str]:
    """The readings that a comma-separated choice names, by condition; unknown names are left out."""
    known = {shown: pair for pair, shown in reading_names(party.conditions).items()}
    known |= {
        f"{result.id}.{reading}": (result.id, reading) for result in party.conditions for reading in result.verdicts
    }
    pairs = [known[name.strip()] for name in names.split(",") if name.strip() in known]
    return dict(pairs)


def _narrowed(result: ConditionResult, reading: str) -> ConditionResult:
    return replace(result, verdicts={reading: result.verdicts[reading]})


_ANSWERED: Final[Mapping[str, Callable[[RollUp | Verdict], str]]] = {
    "status": lambda one: one.status.value,
    "final": lambda one: _yes(one.final),
    "vacuous": lambda one: _yes(one.vacuous),
}
"""What readings may differ in."""


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _joined(values: Iterator[str]) -> str:
    """One value, or all different ones."""
    return " / ".join(dict.fromkeys(values))


@lru_cache(maxsize=1_024)
def _plain(part: str) -> str:
    """A part of a name, of letters, digits and `_ + - .` alone."""
    joined = re.sub(r"\s*[+,]\s*", "+", part)
    return re.sub(r"[^\w+.-]+", "_", re.sub(r"[\[\]:]+", ".", joined).strip("."))


__all__ = ["Expectation", "Mismatch", "choice_of", "compared", "expectations", "in_choice", "mismatches"]
