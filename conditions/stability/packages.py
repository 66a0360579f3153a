"""Which packages can come about, who can move between them, and how a party's preferences order them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from conditions.compare.ground import Ground, opposite
from conditions.conflicts.background import doer
from conditions.engines.exact import Limit, Refuted, Undecided
from conditions.english import listing
from conditions.errors import DossierError, Problem
from conditions.formula import Event, Formula, Happens, events_in, facts_in
from conditions.language.base import Kind, Scope
from conditions.model.dossier import Dossier
from conditions.model.preferences import Preference
from conditions.stability.results import Option, Outcome


@dataclass(frozen=True)
class _Statement:
    """A preference, by the name under which it is asked for, with the options of which it speaks."""

    name: str
    said: str
    formula: Formula
    about: frozenset[str]


class Packages:
    """Every combination of options that can come about together with what is given.

    Attributes:
        options: The options; which are taken is a whole number, the first option its lowest bit.
        given: What holds in any case, in the language.
        outcomes: The packages.
        left_out: How many combinations cannot come about.
    """

    def __init__(
        self, dossier: Dossier, options: tuple[Option, ...], given: str | Iterable[str | Kind], limit: Limit
    ) -> None:
        """Find all packages.

        Raises:
            LanguageError: What is given is no condition, or names what the dossier lacks.
            ScenarioError: What is given rules every course of events out.
            DossierError: Time ran out.
        """
        listed = (given,) if isinstance(given, str | Kind) else tuple(given)
        self.options: tuple[Option, ...] = options
        self.given: tuple[str, ...] = tuple(str(one) for one in listed)
        self._dossier = dossier
        self._ground = Ground(dossier, listed, limit)
        for option in options:
            self._ground.add(option.event, Happens(Event(option.event)))
        self._bits = {option.event: 1 << number for number, option in enumerate(options)}
        self._ends = self._mask(option for option in options if option.ends)
        combinations = frozenset(self._feasible())
        self.left_out: int = (1 << len(options)) - len(combinations)
        kept = sorted({self._kept(taken) for taken in combinations}, key=lambda one: (bool(one & self._ends), one))
        self.outcomes: tuple[Outcome, ...] = tuple(
            Outcome(number, self._names(taken), bool(taken & self._ends)) for number, taken in enumerate(kept, 1)
        )
        place = {taken: at for at, taken in enumerate(kept)}
        self._place: dict[int, int] = {taken: place[self._kept(taken)] for taken in combinations}
        self._known: dict[tuple[str, frozenset[str]], bool | None] = {}

    def moves(self) -> dict[str, tuple[int, ...]]:
        """For every party with options and every package the set of packages to which it can move."""
        parties = [party for party in self._dossier.parties if any(option.party == party for option in self.options)]
        return {party: tuple(self._moves(party, one) for one in self.outcomes) for party in parties}

    def _moves(self, party: str, outcome: Outcome) -> int:
        if outcome.is_end:
            return 0
        own = [option for option in self.options if option.party == party]
        here = sum(self._bits[event] for event in outcome.taken)
        kept = here & ~self._mask(own) | here & self._mask(option for option in own if option.irreversible)
        free = self._mask(own) & ~kept
        found, change = 0, free
        while True:
            taken = kept | change
            if taken != here and taken in self._place:
                found |= 1 << self._place[taken]
            if not change:
                return found
            change = (change - 1) & free

    def order(self, party: str, preferences: Sequence[Preference]) -> tuple[tuple[int, ...], ...]:
        """The places of all packages, best first, equally good ones together.

        Raises:
            DossierError: The party has no preferences on record, or a package does not decide one of them.
        """
        if not preferences:
            own = [option.event for option in self.options if option.party == party]
            message = f"`{party}` can move, and has no preferences on record"
            hint = f"add them to `preferences`, with their sources, or leave out its options: {listing(own)}"
            raise DossierError(Problem("no-preferences", message, hint=hint))
        tied = [tuple(range(len(self.outcomes)))]
        for number, preference in enumerate(preferences, 1):
            statement = self._statement(party, number, preference)
            tied = [part for group in tied for part in self._split(group, statement)]
        return tuple(tied)

    def _split(self, tied: tuple[int, ...], statement: _Statement) -> Iterator[tuple[int, ...]]:
        """Equally good packages in which a statement holds, and the others; it is not asked of one alone."""
        if len(tied) == 1:
            yield tied
            return
        holds = {at: self._holds(statement, self.outcomes[at]) for at in tied}
        for so in (True, False):
            part = tuple(at for at in tied if holds[at] is so)
            if part:
                yield part

    def _statement(self, party: str, number: int, preference: Preference) -> _Statement:
        formula = preference.prefers.lower(Scope(self._dossier.vocabulary))
        name = f"preference {number} of `{party}`"
        self._ground.add(name, formula)
        about = frozenset(events_in(formula)).intersection(self._bits)
        return _Statement(name, preference.prefers.text(), formula, about)

    def _holds(self, statement: _Statement, outcome: Outcome) -> bool:
        """Whether a statement holds in a package, whatever else happens there.

        Raises:
            DossierError: The package leaves that open.
        """
        for names in (self._asked(outcome, statement.about), self._asked(outcome, self._bits.keys())):
            key = (statement.name, names)
            if key not in self._known:
                self._known[key] = self._decided(statement.name, names)
            found = self._known[key]
            if found is not None:
                return found
        raise DossierError(self._open(statement, outcome))

    def _decided(self, name: str, names: frozenset[str]) -> bool | None:
        """Whether a statement holds in all courses of events in which these options are taken or not."""
        if not self._possible([*names, name]):
            return False
        return None if self._possible([*names, opposite(name)]) else True

    def _open(self, statement: _Statement, outcome: Outcome) -> Problem:
        shown = listing(list(outcome.taken)) or "nothing"
        message = f"the package of {shown} does not decide {statement.name}, `{statement.said}`"
        events = [f"`{name}`" for name in events_in(statement.formula) if name not in self._bits]
        others = [*events, *(f"`{fact}`" for fact in facts_in(statement.formula))]
        doable = [name for name in events if doer(self._dossier, name.strip("`"))]
        if outcome.is_end and statement.about:
            hint = "an end leaves all other options open: put a preference that tells ends apart above this one"
        elif others:
            choose = f"take {listing(doable)} among the options, or " if doable else ""
            hint = f"{choose}say with `given` what is so of {listing(others)}"
        else:
            hint = "a package says which options are taken, not when or in which order: say that with `given`"
        return Problem("open-preference", message, hint=hint)

    # --- what can come about --------------------------------------------------------

    def _feasible(self) -> Iterator[int]:
        """All combinations of options that can come about; what one refutation rules out is not asked again."""
        refuted: list[tuple[int, int]] = []
        for taken in range(1 << len(self.options)):
            if any(taken & both == so for both, so in refuted):
                continue
            found = self._ground.find([self._literal(event, taken) for event in self._bits])
            if isinstance(found, Undecided):
                raise DossierError(_late())
            if isinstance(found, Refuted):
                events = [event for event in self._bits if {event, opposite(event)} & set(found.core)]
                both = sum(self._bits[event] for event in events)
                refuted.append((both, taken & both))
            else:
                yield taken

    def _possible(self, names: Iterable[str]) -> bool:
        found = self._ground.find(names)
        if isinstance(found, Undecided):
            raise DossierError(_late())
        return not isinstance(found, Refuted)

    def _asked(self, outcome: Outcome, about: Iterable[str]) -> frozenset[str]:
        """What a package says of some options."""
        said = [option for option in self.options if option.ends or not outcome.is_end]
        return frozenset(
            option.event if option.event in outcome.taken else opposite(option.event)
            for option in said
            if option.event in about
        )

    def _literal(self, event: str, taken: int) -> str:
        return event if taken & self._bits[event] else opposite(event)

    def _kept(self, taken: int) -> int:
        """What a combination says of the options: where one ends the matter, nothing of the others."""
        return taken & self._ends or taken

    def _mask(self, options: Iterable[Option]) -> int:
        return sum(self._bits[option.event] for option in options)

    def _names(self, taken: int) -> tuple[str, ...]:
        return tuple(event for event, bit in self._bits.items() if taken & bit)


def _late() -> Problem:
    message = "time ran out before it was known which packages can come about"
    return Problem("not-in-time", message, hint="allow more time, or choose fewer options")
