"""From a dossier and a goal to the room that is left, for every choice of readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import islice, product
from random import Random

from conditions.conflicts import Course, Named
from conditions.conflicts.analysis import MOST_READINGS, Analysis
from conditions.conflicts.courses import course
from conditions.conflicts.steps import Progress, Steps
from conditions.engines.exact import Completions, Witness, declared_values
from conditions.formula import Formula
from conditions.pivots import Value, influence, power
from conditions.space.atoms import Atom, Bounded, Happening, Open, Order, Valued
from conditions.space.counter import GivenUpError
from conditions.space.models import how_often, models, sample
from conditions.space.odds import Odds, chances
from conditions.space.packages import EMPTY, Packages, Size
from conditions.space.results import AgreementSpace, Cost, Inside, Package, Pivot, Room, Said
from conditions.space.said import said, tightest
from conditions.space.theory import asked_of, is_idle

Choice = tuple[str, ...]


class Measuring:
    """One analysis of a goal, asked how much room there is."""

    def __init__(self, analysis: Analysis, odds: Odds | None) -> None:
        self.analysis = analysis
        self.named: dict[str, Named] = {}
        formulas: dict[str, Formula] = {name: one.formula for name, one in analysis.hard.items()}
        for readings in analysis.taken.values():
            for taken in readings.values():
                formulas[taken.named.name] = taken.formula
                self.named[taken.named.name] = taken.named
        self.hard: Choice = tuple(analysis.hard)
        declared = declared_values(analysis.vocabulary)
        self.packages: Packages = Packages(formulas, analysis.known, declared, analysis.limit)
        self.odds: dict[Atom, tuple[Fraction, Fraction]] | None = (
            None if odds is None else chances(odds, analysis.vocabulary, self.packages.atoms)
        )

    def run(self, progress: Progress | None = None) -> AgreementSpace:
        """The room for every choice of readings that matter.

        Args:
            progress: What is told how many counts have been made, and how many there are as far as known.
        """
        analysis, steps = self.analysis, Steps(progress)
        steps.more(1 + len(self.named))
        whole = self.packages.size(self.hard)
        steps.step()
        alone = tuple(
            Cost(named, whole, self.packages.size((*self.hard, name))) for name, named in steps.over(self.named.items())
        )
        choices = product(*([one.named for one in readings.values()] for readings in analysis.taken.values()))
        looked_at = list(islice(choices, MOST_READINGS))
        left_out = sum(1 for _ in islice(choices, MOST_READINGS * 100))
        different = self._by_reading(looked_at)
        steps.more(len(different))
        rooms = {key: self._room(choice) for key, choice in steps.over(different.items())}
        demands, everybody = (analysis.goal, analysis.given), tuple(self.named.values())
        return AgreementSpace(*demands, everybody, whole, alone, rooms, left_out, self._pivotal_readings)

    def _pivotal_readings(self) -> dict[str, Value]:
        """In what share of all choices of the others each choice of a reading decides whether there is room."""
        options = {name: tuple(readings) for name, readings in self.analysis.taken.items()}

        def is_possible(choice: Mapping[str, str]) -> bool:
            size = self._size(self.analysis.taken[name][reading].named for name, reading in choice.items())
            if size.least == 0 != size.most:
                raise GivenUpError
            return size.least > 0

        try:
            found = influence(options, is_possible)
        except GivenUpError:
            return {}
        return {name: value for name, value in found.items() if len(options[name]) > 1}

    def _by_reading(self, choices: list[tuple[Named, ...]]) -> dict[str, tuple[Named, ...]]:
        """One choice for each combination of the readings that matter, by its name."""
        several = [place for place in range(len(choices[0])) if len({choice[place] for choice in choices}) > 1]
        axes = [place for place in several if self._matters(place, choices)]
        names: dict[str, tuple[Named, ...]] = {}
        for choice in choices:
            key = ", ".join(f"{choice[place].id}: {choice[place].reading}" for place in axes)
            names.setdefault(key, choice)
        return names

    def _matters(self, place: int, choices: list[tuple[Named, ...]]) -> bool:
        """Whether the room changes with the reading at a place, in some choice of the others."""
        first: dict[tuple[Named, ...], Named] = {}
        for choice in choices:
            others = (*choice[:place], *choice[place + 1 :])
            one = first.setdefault(others, choice[place])
            if one != choice[place]:
                sizes = {self._size((*others, *some)) for some in ([one], [choice[place]], [one, choice[place]])}
                if len(sizes) > 1 or None in {size.exact for size in sizes}:
                    return True
        return False

    def _size(self, kept: Iterable[Named]) -> Size:
        return self.packages.size((*self.hard, *(one.name for one in kept)))

    def _room(self, kept: tuple[Named, ...]) -> Room:
        names = (*self.hard, *(one.name for one in kept))
        size = self.packages.size(names)
        inside = Inside(
            costs=partial(self._costs, kept, size),
            said=partial(self._said, names, size),
            packages=partial(self._packages, names),
            sample=partial(self._sample, names),
            chance=partial(self._chance, names),
            pivots=partial(self._pivots, kept),
        )
        return Room(size, inside)

    def _costs(self, kept: tuple[Named, ...], size: Size) -> tuple[Cost, ...]:
        return tuple(Cost(one, self._size(other for other in kept if other != one), size) for one in kept)

    def _pivots(self, kept: tuple[Named, ...]) -> tuple[Pivot, ...] | None:
        whole = self._size(()).exact

        def left(some: frozenset[Named]) -> Fraction:
            size = self._size(one for one in kept if one in some).exact
            if size is None:
                raise GivenUpError
            return Fraction(size, whole or 1)

        if not whole:
            return None
        try:
            blocks = power(kept, lambda some: Fraction(left(some) == 0))
            removes = power(kept, lambda some: 1 - left(some))
        except GivenUpError:
            return None
        return tuple(Pivot(one, blocks[one], removes[one]) for one in kept)

    # --- inside a room ----------------------------------------------------------------

    def _said(self, names: Choice, size: Size) -> tuple[Said, ...] | None:
        if size == EMPTY:
            return ()
        try:
            root = self.packages.graph(names)
        except GivenUpError:
            return None
        often, atoms = how_often(root), self.packages.atoms.variables
        happening = {
            atom.event: often.get(variable, 0) for atom, variable in atoms.items() if isinstance(atom, Happening)
        }
        settled = {
            atom: bool(often.get(variable))
            for atom, variable in atoms.items()
            if often.get(variable, 0) in (0, root.count)
        }
        found = []
        for atom, variable in atoms.items():
            times, of = often.get(variable, 0), root.count
            if isinstance(atom, Order):
                ends = [happening.get(one.event, root.count) for one in (atom.first, atom.second)]
                if min(ends) < root.count or (times in (0, of) and atom not in tightest(settled)):
                    continue
            likely = 2 * times >= of or (isinstance(atom, Valued) and isinstance(atom.value, str) and times > 0)
            found.append(Said(said(atom, likely), Fraction(times if likely else of - times, of)))
        return tuple(found)

    def _packages(self, names: Choice) -> Iterator[Package]:
        for model in models(self.packages.graph(names)):
            yield self._package(model)

    def _sample(self, names: Choice, number: int, seed: int) -> list[Package]:
        root, random = self.packages.graph(names), Random(seed)  # noqa: S311 a draw that repeats, not a secret
        return [self._package(sample(root, random)) for _ in range(number)] if root.count else []

    def _package(self, literals: Iterable[int]) -> Package:
        true, atoms = set(literals), self.packages.atoms
        told = {atom: variable in true for atom, variable in atoms.variables.items()}
        happens = [name for name, literal in atoms.happens.items() if name and (literal == 1 or literal in true)]
        never = [name for name in atoms.happens if name and name not in happens]
        orders = [said(atom, told[atom]) for atom in tightest(told) if not is_idle(atom, told)]
        others = [said(atom, so) for atom, so in told.items() if isinstance(atom, Bounded | Open)]
        facts = {
            fact: value
            for fact, options in atoms.values.items()
            for value, literal in options.items()
            if literal == 1 or literal in true
        }
        return Package(tuple(happens), tuple(never), tuple(orders), facts, tuple(others), partial(self._course, told))

    def _course(self, told: dict[Atom, bool]) -> Course | None:
        analysis = self.analysis
        search = Completions(
            analysis.known, declared_values(analysis.vocabulary), free=True, start=analysis.search.start
        )
        names: list[str] = []
        for atom, so in told.items():
            if not is_idle(atom, told):
                names.append(f"{len(names)}")
                search.choose(names[-1], asked_of(search.encoding, atom, so))
        found = search.find(names, analysis.limit)
        if not isinstance(found, Witness):
            return None
        simple = search.simplest(names, found, analysis.limit)
        return course(simple, analysis.scenario, analysis.vocabulary, analysis.checked)

    def _chance(self, names: Choice) -> Fraction | None:
        if self.odds is None:
            return None
        given = [name for name, one in self.analysis.hard.items() if not one.is_goal]
        try:
            return self.packages.probability(names, given, self.odds)
        except GivenUpError:
            return None


__all__ = ["Measuring"]
