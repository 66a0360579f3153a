"""What a party's answer rests on: the smallest sets of unknowns that decide or turn it, tried together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations
from typing import Final, NamedTuple

from conditions.conflicts.steps import Steps
from conditions.model.statements import accounts_in
from conditions.questions.answers import NOTHING, Answers, Learning
from conditions.questions.grounds import Grounds
from conditions.questions.rested import Decision, Ground, Held, Rested
from conditions.questions.results import SETTLED
from conditions.questions.unknowns import Learnt
from conditions.truth import Truth
from conditions.verdicts import Answer

MOST_TRIED: Final = 20_000
"""Most sets of unknowns of one size that are tried for one party."""
MOST_LOOKED_AT: Final = 2_000
"""Most choices of answers that are looked at for larger sets."""


class _Found(NamedTuple):
    """A set of unknowns with the answer once they are learnt."""

    learnt: Learning
    answer: Answer


class Resting:
    """The search for what one party's answer rests on."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._now: Answer = answers.answer
        self._is_open: bool = self._now in (Answer.UNKNOWN, Answer.DEPENDS)

    def run(self, most: int, steps: Steps) -> Rested:
        """What the answer rests on, with sets of up to so many unknowns."""
        answers = self._answers
        held, alike = self._held()
        found, done = list[_Found](), 0
        for size in range(1, most + 1):
            level = self._of_size(size, found, steps)
            if level is None:
                break
            found += level
            done = size
        order = {one: place for place, one in enumerate(answers.learnable)}
        return Rested(
            party=answers.party,
            answer=self._now,
            held=held,
            alike=alike,
            fixed_by=self._fixed_by(),
            decisions=tuple(Decision(tuple(sorted(some, key=order.__getitem__)), answer) for some, answer in found),
            unknowns=answers.learnable,
            together=done,
            asked=most,
            more=self._more(found, done) if done == most else None,
            untried=tuple(answers.unknowns.untried),
        )

    # --- the answer as it is ------------------------------------------------------------

    def _held(self) -> tuple[tuple[Held, ...], tuple[str, ...]]:
        """The answer in every reading, as asked and with each further account; and the accounts that change nothing."""
        answers = self._answers
        taken = answers.checked(()).accounts
        usual = self._in_readings(NOTHING, taken)
        held, alike = [usual], list[str]()
        for one in accounts_in(answers.dossier.parties, answers.dossier.statements):
            if one in taken:
                continue
            found = self._in_readings(frozenset([Learnt("account", one, "taken")]), (*taken, one))
            if (found.answer, found.by_reading) == (usual.answer, usual.by_reading):
                alike.append(one)
            else:
                held.append(found)
        return tuple(held), tuple(alike)

    def _in_readings(self, learnt: Learning, accounts: tuple[str, ...]) -> Held:
        result = self._answers.result(learnt)
        return Held(accounts, result.answer, {name: one.answer for name, one in result.by_reading.items()})

    def _fixed_by(self) -> tuple[Ground, ...] | None:
        answers = self._answers
        if self._now not in SETTLED:
            return None
        taking_part = answers.checked(()).parties[answers.party].taking_part
        formulas = [formula for one in taking_part for formula in answers.formulas(one.id).values()]
        grounds = Grounds(answers.known, answers.vocabulary, formulas)
        found = grounds.enough(lambda known, without: answers.knowing(known, without) is self._now, answers.limit)
        return None if answers.cut_short else found

    # --- what decides or turns it -------------------------------------------------------

    def _of_size(self, size: int, smaller: list[_Found], steps: Steps) -> list[_Found] | None:
        """The smallest sets of this size; `None` where not all of them could be tried."""
        found, sets = list[_Found](), list(self._sets(size))
        if len(sets) > MOST_TRIED:
            return None
        steps.more(len(sets))
        for some in steps.over(sets):
            if any(one.learnt <= some and not _accounts(some - one.learnt) for one in smaller):
                continue
            if self._answers.limit.is_over:
                return None
            if self._answers.known_once(some) is None:
                continue
            answer = self._answers.once(some)
            if answer is not self._now and (answer in SETTLED or not self._is_open):
                found.append(_Found(some, answer))
        return None if self._answers.cut_short else list(self._least(found, smaller))

    def _sets(self, size: int) -> Iterator[Learning]:
        """Every set of so many unknowns that may decide or turn the answer, each with one answer."""
        for some in combinations(self._answers.learnable, size):
            is_one_each = len({(one.kind, one.about) for one in some}) == size
            # What is settled over all completions stays so, whatever is learnt of them: only who is believed turns it.
            if is_one_each and (self._is_open or _accounts(some)):
                yield frozenset(some)

    def _least(self, found: list[_Found], smaller: list[_Found]) -> Iterator[_Found]:
        """Those that say no more than is needed: no other one with the same answer follows from them."""
        follows = {one.learnt: one.learnt | self._following(one.learnt) for one in (*smaller, *found)}
        for place, (some, answer) in enumerate(found):
            rivals = [one.learnt for one in (*smaller, *found) if one.answer is answer and one.learnt != some]
            later = {one.learnt for one in found[place + 1 :]}
            weaker = (one for one in rivals if one <= follows[some])
            # Of two sets that say the same the first is kept.
            if all(one in later and some <= follows[one] for one in weaker):
                yield _Found(some, answer)

    def _following(self, learnt: Learning) -> Learning:
        """What follows of events and orders from what is learnt of them: every other answer contradicts it."""
        if not any(one.kind in ("event", "order") for one in learnt):
            return NOTHING
        found, known = set[Learnt](), self._answers.known_once(learnt)
        for thing in self._things:
            if known is None or thing[0].kind not in ("event", "order") or learnt & set(thing):
                continue
            # Both answers about an order say that both events happen; else neither of them follows.
            is_asked = thing[0].kind == "event" or all(
                known.timeline.occurs(event) is Truth.TRUE for event in self._answers.unknowns.events[thing[0]]
            )
            left = [one for one in thing if self._answers.known_once(learnt | {one}) is not None] if is_asked else []
            found |= set(left) if len(left) == 1 else set()
        return frozenset(found)

    @cached_property
    def _things(self) -> tuple[tuple[Learnt, ...], ...]:
        """The unknowns, each with its answers."""
        things: dict[tuple[str, str], list[Learnt]] = {}
        for one in self._answers.learnable:
            things.setdefault((one.kind, one.about), []).append(one)
        return tuple(map(tuple, things.values()))

    # --- larger sets ----------------------------------------------------------------------

    def _more(self, found: list[_Found], done: int) -> bool | None:
        """Whether there are larger sets; `None` where that was not settled."""
        accounts = [thing for thing in self._things if thing[0].kind == "account"]
        if done >= len(self._things) or not (self._is_open or accounts):
            return False
        if not self._is_open:
            return None
        self._left = MOST_LOOKED_AT
        others = tuple(thing for thing in self._things if thing not in accounts)
        larger = self._larger(others, NOTHING, [one.learnt for one in found])
        return larger if larger or not accounts else None

    def _larger(self, things: tuple[tuple[Learnt, ...], ...], chosen: Learning, known: list[Learning]) -> bool | None:
        """Whether some answers to all of these decide it, and hold none of the sets that are known to."""
        self._left -= 1
        if self._left < 0 or self._answers.limit.is_over:
            return None
        if any(some <= chosen for some in known):
            return False
        if not things:
            return self._answers.once(chosen) in SETTLED
        possible = [some for one in things[0] if self._answers.known_once(some := chosen | {one}) is not None]
        # An order is asked of events that happen: where one never does, it has no answer.
        outcomes = (self._larger(things[1:], some, known) for some in possible or [chosen])
        found: bool | None = False
        for one in outcomes:
            if one:
                return True
            found = None if one is None else found
        return found


def _accounts(learnt: Iterable[Learnt]) -> bool:
    return any(one.kind == "account" for one in learnt)


__all__ = ["MOST_TRIED", "Resting"]
