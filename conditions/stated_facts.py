"""The value of a fact as a scenario gives it, read with the fact's type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from fractions import Fraction
from typing import Final

from conditions.errors import LanguageError, Problem, did_you_mean
from conditions.knowledge import (
    NOT_APPLICABLE,
    NOT_GIVEN,
    STATED_UNKNOWN,
    Among,
    FactState,
    Knowledge,
    NumberBetween,
)
from conditions.language.quantities import Quantity
from conditions.language.rationals import no_number, number_text
from conditions.model.findings import Finding, Path
from conditions.model.given import ContestedFact, FactGiven, NumberRange, PlainValue, ToldValue
from conditions.records import dataclass
from conditions.vocabulary import FactType, Vocabulary

_YES_NO: Final = {"yes": True, "true": True, "no": False, "false": False}
_UNKNOWN: Final = {"unknown": STATED_UNKNOWN, "not applicable": NOT_APPLICABLE}


@dataclass(frozen=True)
class FactReader:
    """Reads the values of facts.

    Attributes:
        vocabulary: The facts with their types.
        findings: What is wrong with the values read so far.
    """

    vocabulary: Vocabulary
    findings: list[Finding] = field(default_factory=list)

    def read(self, name: str, given: FactGiven, path: Path = ()) -> FactState:
        """What is known of the fact; `NOT_GIVEN` where the value has a mistake.

        Args:
            name: The fact.
            given: Its value.
            path: Where that stands; by default among the scenario's own facts.
        """
        path = path or ("facts", name)
        kind = self.vocabulary.facts.get(name)
        if kind is None:
            self._find(path, _not_a_fact(name, given, self.vocabulary))
            return NOT_GIVEN
        if kind.steps:
            message = f"the dossier gives `{name}`, step by step"
            self._find(path, Problem("stepped-fact", message, hint="delete the value, or the `steps` of the fact"))
            return NOT_GIVEN
        if isinstance(given, ContestedFact):
            return either(self._told(name, given, path).values())
        return self._plain(path, name, kind, given)

    def versions(self, name: str, given: ContestedFact) -> dict[str, FactState]:
        """What is known of a contested fact as each source tells it, by labels such as `notice_valid: yes (letter)`."""
        return self._told(name, given, ("facts", name))

    def _told(self, name: str, given: ContestedFact, path: Path) -> dict[str, FactState]:
        kind = self.vocabulary.facts[name]
        return {
            f"{name}: {said_words(told.value)}{_by(told)}": self._plain(
                (*path, "told", place, "value"), name, kind, told.value
            )
            for place, told in enumerate(given.told)
        }

    def _plain(self, path: Path, name: str, kind: FactType, given: PlainValue) -> FactState:
        if isinstance(given, str) and given in _UNKNOWN:
            return _UNKNOWN[given]
        if kind.kind == "number":
            return self._number(path, kind, given)
        if isinstance(given, NumberRange):
            self._find(path, Problem("not-a-number", f"`{name}` is not a number and has no range"))
            return NOT_GIVEN
        options = tuple(dict.fromkeys(self._options(path, name, kind, given)))
        return Among(options) if options else NOT_GIVEN

    def _options(self, path: Path, name: str, kind: FactType, given: str | tuple[str, ...]) -> Iterator[bool | str]:
        allowed = ("yes", "no") if kind.kind == "yes_no" else kind.values
        for text in _several(given):
            if kind.kind == "yes_no" and text in _YES_NO:
                yield _YES_NO[text]
            elif kind.kind == "one_of" and text in kind.values:
                yield str(text)
            else:
                hint = did_you_mean(text, allowed) or f"its values are {', '.join(allowed)}, or `unknown`"
                self._find(path, Problem("unknown-value", f"`{name}` has no value `{text}`", hint=hint))

    def _number(self, path: Path, kind: FactType, given: PlainValue) -> FactState:
        if isinstance(given, NumberRange):
            low, high = (None if end is None else self._amount(path, kind, end) for end in (given.low, given.high))
            if low is not None and high is not None and low > high:
                message = f"the range from {number_text(low)} to {number_text(high)} has its lower end above its upper"
                self._find((*path, "from"), Problem("reversed-range", message))
            return NumberBetween(Fraction(0) if kind.count and low is None else low, high)
        amounts = [self._amount(path, kind, text) for text in _several(given)]
        numbers = [amount for amount in amounts if amount is not None]
        return NumberBetween(min(numbers), max(numbers)) if numbers else NOT_GIVEN

    def _amount(self, path: Path, kind: FactType, text: str) -> Fraction | None:
        try:
            quantity = Quantity.parse(text)
        except LanguageError as error:
            for problem in error.problems:
                self._find(path, _a_share(text) if problem.code == "percent-of-what" else problem)
            return None
        if quantity.number is None or quantity.of:
            self._find(path, no_number(text) if quantity.number is None else _a_share(text))
            return None
        if (quantity.unit or "") != (kind.unit or ""):
            message = f"`{text}` is {'in ' + quantity.unit if quantity.unit else 'without a unit'}"
            hint = f"write it in {kind.unit}" if kind.unit else "this number has no unit"
            self._find(path, Problem("unit-mismatch", message, hint=hint))
            return None
        if kind.count and quantity.number < 0:
            self._find(path, Problem("negative-count", f"`{text}` is below 0, which a count never is"))
            return None
        if kind.count and quantity.number.denominator != 1:
            message = f"`{text}` is not a whole number, and what is counted is"
            self._find(path, Problem("not-a-whole-number", message))
            return None
        return quantity.number

    def _find(self, path: Path, problem: Problem) -> None:
        self.findings.append(Finding(path, problem))


ANY_COUNT: Final = NumberBetween(Fraction(0), None)
"""What is known of every number that counts something."""


def with_counts(known: Knowledge, vocabulary: Vocabulary) -> Knowledge:
    """Known in addition that what counts something is never below 0, as in every scenario."""
    counts = (name for name, kind in vocabulary.facts.items() if kind.count and not kind.steps)
    unknown = {name: ANY_COUNT for name in counts if known.fact(name) in {NOT_GIVEN, STATED_UNKNOWN}}
    return replace(known, facts={**known.facts, **unknown}) if unknown else known


def either(states: Iterable[FactState]) -> FactState:
    """What is known of a value that is one of several, of which nobody knows which."""
    found = list(states)
    options = [option for state in found if isinstance(state, Among) for option in state.options]
    ranges = [state for state in found if isinstance(state, NumberBetween)]
    if options and len(found) == sum(isinstance(state, Among) for state in found):
        return Among(tuple(dict.fromkeys(options)))
    if ranges and len(ranges) == len(found):
        lows, highs = [one.low for one in ranges], [one.high for one in ranges]
        return NumberBetween(
            None if None in lows else min(low for low in lows if low is not None),
            None if None in highs else max(high for high in highs if high is not None),
        )
    return STATED_UNKNOWN


def said_words(given: PlainValue) -> str:
    """A value as a scenario gives it, in words."""
    match given:
        case NumberRange(low=low, high=high):
            return " and ".join([f"at least {low}"] * bool(low) + [f"at most {high}"] * bool(high)) or "any number"
        case str():
            return given
        case _:
            return " or ".join(given)


def _by(told: ToldValue) -> str:
    return f" ({', '.join(told.source)})" if told.source else ""


def _a_share(text: str) -> Problem:
    hint = "write the number itself; a condition says of what it must be a share"
    return Problem("percent-of-what", f"`{text}` is a share, and a fact is a number", hint=hint)


def _several(given: str | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else given


def _not_a_fact(name: str, given: FactGiven, known: Vocabulary) -> Problem:
    """What is wrong with a name that is no fact's."""
    if name in known.events:
        return Problem("not-a-fact", f"`{name}` is an event", hint="list it in `timeline`")
    if name in known.ladders:
        hint = f"list the rungs that are reached in `timeline`, as in `{name}.{given}`"
        return Problem("not-a-fact", f"`{name}` is a ladder", hint=hint)
    if name in known.fact_families:
        group = known.families[name]
        return Problem(
            "needs-member",
            f"`{name}` is a fact of each of {group}",
            hint=f"write `{name}[…]` with a member of `{group}`",
        )
    near = did_you_mean(name, known.facts) or did_you_mean(name, known.everything())
    return Problem("unknown-fact", f"unknown fact `{name}`", hint=near)
