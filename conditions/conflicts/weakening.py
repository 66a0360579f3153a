"""Which milder forms of conditions are enough in place of giving them up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from conditions.conflicts.milder_forms import Form, Later, forms
from conditions.engines.exact import Completions, Refuted, Witness, declared_values
from conditions.language.base import Kind, Scope, Words

if TYPE_CHECKING:
    from conditions.conflicts.analysis import Analysis, Held, Taken
    from conditions.conflicts.results import Named

_MOST: Final = 200
_MOST_DAYS: Final = 40_000


@dataclass(frozen=True)
class Milder:
    """A condition, and a milder form of it.

    Attributes:
        condition: The condition.
        how: In what it is milder.
        text: The milder form in the language.
        words: It in English.
    """

    condition: Named
    how: str
    text: str
    words: str


def milder(
    analysis: Analysis, held: Held, taken: Mapping[Named, Taken], given_up: tuple[Named, ...]
) -> tuple[tuple[Milder, ...], ...]:
    """Ways in which it is enough to weaken all of some conditions: one milder form of each, the mildest changes first.

    A way in which a form asks less than another way does without need is left out only where it follows it in the
    list of the same condition's forms and the others are the same.
    """
    search = _Weakening(analysis, held, taken, given_up)
    return tuple(islice(search.ways(), _MOST))


class _Weakening:
    def __init__(
        self, analysis: Analysis, held: Held, taken: Mapping[Named, Taken], given_up: tuple[Named, ...]
    ) -> None:
        self.analysis, self.held, self.given_up = analysis, held, given_up
        self.taken = [taken[one] for one in given_up]
        self.kept = [one.named.name for named, one in taken.items() if named not in given_up]

    def ways(self) -> Iterator[tuple[Milder, ...]]:
        """Every way, as long as there is time."""
        choices = [list(self._usable(one)) for one in self.taken]
        found: list[tuple[int, ...]] = []
        for places in islice(product(*(range(len(one)) for one in choices)), _MOST):
            if any(all(mine >= its for mine, its in zip(places, other, strict=True)) for other in found):
                continue
            chosen = [choice[place] for choice, place in zip(choices, places, strict=True)]
            if self._is_enough(*(name for name, _ in chosen)):
                found.append(places)
                yield tuple(self._named(one, form) for one, (_, form) in zip(self.taken, chosen, strict=True))

    def _named(self, one: Taken, form: Form) -> Milder:
        words = form.clause.say(Words(self.analysis.vocabulary))
        return Milder(one.named, form.how, form.clause.text(), words)

    def _is_enough(self, *names: str) -> bool:
        return isinstance(self.held.find([*self.kept, *names], self.analysis.limit), Witness)

    def _usable(self, one: Taken) -> Iterator[tuple[str, Form]]:
        """The milder forms of one condition that are enough where the others are given up, by their names."""
        for form in forms(one.clause, self.analysis.vocabulary):
            if isinstance(form, Form):
                name = self._select(one, form)
                if name is not None and self._is_enough(name):
                    yield name, form
            else:
                yield from self._deadline(one, form)

    def _deadline(self, one: Taken, later: Later) -> Iterator[tuple[str, Form]]:
        """The least that a deadline must be put off."""
        low, high, best = 0, 1, None
        while high <= _MOST_DAYS and best is None:
            best, low, high = self._put_off(one, later, high), (low if best else high), high * 2
        if best is None:
            return
        low, high = (high // 4 if high > 2 else 0), high // 2
        while low + 1 < high:
            middle = (low + high) // 2
            found = self._put_off(one, later, middle)
            if found is None:
                low = middle
            else:
                best, high = found, middle
        yield best

    def _put_off(self, one: Taken, later: Later, days: int) -> tuple[str, Form] | None:
        form = later.form(days)
        name = None if form is None else self._select(one, form)
        return None if form is None or name is None or not self._is_enough(name) else (name, form)

    def _select(self, one: Taken, form: Form) -> str | None:
        """The name of a form for the solver; `None` if it is not milder."""
        name = f"{one.named.name}: {form.clause.text()}"
        if name not in self.held.search.names:
            scope = Scope(self.analysis.vocabulary)
            formula = form.clause.lower(scope)
            if scope.mistakes or not _is_milder(self.analysis, one.clause, form.clause):
                return None
            self.held.search.select(name, formula)
        return name


def _is_milder(analysis: Analysis, clause: Kind, form: Kind) -> bool:
    """Whether a form holds wherever a clause does."""
    search = Completions(analysis.known, declared_values(analysis.vocabulary), free=True)
    scope = Scope(analysis.vocabulary)
    search.require(clause.lower(scope))
    search.choose("not", search.encoding.not_true(form.lower(scope)))
    return isinstance(search.find(["not"], analysis.limit), Refuted)
