"""Whether a scenario's answers are the expected ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from conditions.check import CheckResult, ConditionResult, PartyResult, reading_names
from conditions.model.scenario import Expected
from conditions.moments import answered
from conditions.states import judged
from conditions.verdicts import Answer, Verdict


@dataclass(frozen=True)
class Mismatch:
    """One expectation that the answer does not meet.

    Attributes:
        path: Where the expectation stands in the scenario, such as `("expect", "RU", "strict")`.
        what: Which answer was expected: `answer`, `compliance`, `status`, `final`, `vacuous`,
            the `day` of a moment.
        expected: What was expected.
        got: What came out.
    """

    path: tuple[str, ...]
    what: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{' / '.join(self.path[1:])}: expected {self.what} {self.expected}, got {self.got}"


def mismatches(result: CheckResult) -> tuple[Mismatch, ...]:
    """Every expectation of the scenario that its answers do not meet, in the order of the file."""
    found: list[Mismatch] = [*_as_seen(result)]
    for section, expectations in (
        ("expect", result.scenario.expect),
        ("expect_compliance", result.scenario.expect_compliance),
    ):
        for name, expected in expectations.items():
            path = (section, name)
            wanted = _as_compliance(expected) if section == "expect_compliance" else expected
            if name in result.parties:
                found += _of_party(path, wanted, result.parties[name])
            elif name in result.conditions:
                found += _of_condition(path, wanted, result.conditions[name])
    return (*found, *_moments(result), *_in_force(result), *_obligations(result))


def _moments(result: CheckResult) -> Iterator[Mismatch]:
    """The days of moments against those that are expected."""
    for name, expected in result.scenario.expect_moments.items():
        found = answered(name, result.vocabulary, result.known)
        if (found.comes, found.earliest, found.latest) != (expected.comes, expected.earliest, expected.latest):
            yield Mismatch(("expect_moments", str(name)), "day", str(expected), found.answer)


def _in_force(result: CheckResult) -> Iterator[Mismatch]:
    """What is in force, or is not, against what is expected."""
    for name, moments in result.scenario.expect_in_force.items():
        for moment, expected in moments.items():
            found = judged(name, moment, result.vocabulary, result.known)
            if found.answer != expected:
                yield Mismatch(("expect_in_force", name, str(moment)), "in force", expected, found.answer)


def _obligations(result: CheckResult) -> Iterator[Mismatch]:
    """Who must act, or need not, against what is expected."""
    if not result.scenario.expect_obligations:
        return
    from conditions.obligations.ask import obligations  # few scenarios expect anything of them
    from conditions.obligations.expected import duty_mismatches

    found = obligations(result.dossier, result.scenario)
    yield from (Mismatch(*one) for one in duty_mismatches(found))


def _as_compliance(expected: Expected) -> Expected:
    """An expectation whose bare words speak of compliance."""
    readings = {name: _as_compliance(inner) for name, inner in expected.readings.items()}
    return expected.model_copy(
        update={"compliance": expected.compliance or expected.answer, "answer": None, "readings": readings}
    )


def _of_party(path: tuple[str, ...], expected: Expected, party: PartyResult) -> Iterator[Mismatch]:
    roll_ups = list(party.by_reading.values())
    got = {
        "answer": party.answer.value,
        "compliance": party.compliance.value,
        "status": _joined(roll_up.status.value for roll_up in roll_ups) if roll_ups else Answer.NONE.value,
        "final": _joined(_yes(roll_up.final) for roll_up in roll_ups) if roll_ups else Answer.NONE.value,
        "vacuous": _joined(_yes(roll_up.vacuous) for roll_up in roll_ups) if roll_ups else Answer.NONE.value,
    }
    yield from _compared(path, expected, got)
    for names, inner in expected.readings.items():
        yield from _of_choice((*path, names), inner, party)


def _of_choice(path: tuple[str, ...], expected: Expected, party: PartyResult) -> Iterator[Mismatch]:
    """A party's answer where some readings are chosen, such as `february_lines, held`."""
    chosen = choice_of(path[-1], party)
    narrowed = PartyResult(
        party.party,
        tuple(
            ConditionResult(
                result.id,
                result.condition,
                result.standing,
                result.counts,
                _narrowed(result.verdicts, chosen.get(result.id)),
            )
            for result in party.conditions
        ),
    )
    yield from _of_party(path, expected, narrowed)


def choice_of(names: str, party: PartyResult) -> Mapping[str, str]:
    """The readings that a comma-separated choice names, by condition; unknown names are left out."""
    known = {shown: pair for pair, shown in reading_names(party.conditions).items()}
    known |= {
        f"{result.id}.{reading}": (result.id, reading) for result in party.conditions for reading in result.verdicts
    }
    pairs = [known[name.strip()] for name in names.split(",") if name.strip() in known]
    return dict(pairs)


def _narrowed(verdicts: Mapping[str, Verdict], reading: str | None) -> Mapping[str, Verdict]:
    return verdicts if reading is None or reading not in verdicts else {reading: verdicts[reading]}


def _of_condition(path: tuple[str, ...], expected: Expected, result: ConditionResult) -> Iterator[Mismatch]:
    verdicts = list(result.verdicts.values())
    got = {
        "answer": result.answer.value,
        "compliance": result.compliance.value,
        "status": _joined(verdict.status.value for verdict in verdicts),
        "final": _joined(_yes(verdict.final) for verdict in verdicts),
        "vacuous": _joined(_yes(verdict.vacuous) for verdict in verdicts),
    }
    yield from _compared(path, expected, got)
    for reading, inner in expected.readings.items():
        if reading in result.verdicts:
            single = ConditionResult(
                result.id, result.condition, result.standing, result.counts, {reading: result.verdicts[reading]}
            )
            yield from _of_condition((*path, reading), inner, single)


def _compared(path: tuple[str, ...], expected: Expected, got: Mapping[str, str]) -> Iterator[Mismatch]:
    wanted = {
        "answer": expected.answer,
        "compliance": expected.compliance,
        "status": expected.status,
        "final": None if expected.final is None else _yes(expected.final),
        "vacuous": None if expected.vacuous is None else _yes(expected.vacuous),
    }
    for what, value in wanted.items():
        if value is not None and value != got.get(what, value):
            yield Mismatch(path, what, value, got[what])


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _joined(values: Iterator[str]) -> str:
    """One value, or all different ones."""
    return " / ".join(dict.fromkeys(values))


def _as_seen(result: CheckResult) -> Iterator[Mismatch]:
    """The expectations of every viewpoint."""
    for name, seen in result.viewpoints.items():
        for mismatch in mismatches(seen):
            yield replace(mismatch, path=("viewpoints", name, *mismatch.path))


__all__ = ["Mismatch", "choice_of", "mismatches"]
