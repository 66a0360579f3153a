"""A party's answer once some unknowns are learnt, or where less is known.

Every answer is that of `check` over all completions of what is known once a set of unknowns is learnt, so each is shown
by the exact engine and confirmed by the reference interpreter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import Final, TypeAlias

from conditions.check import lowered
from conditions.contested import Contested, contested, decide_each
from conditions.engines.exact import Limit, declared_values
from conditions.engines.exact.verdicts import ExactVerdict, exact_verdict
from conditions.formula import Formula, events_in, facts_in
from conditions.knowledge import Knowledge
from conditions.model.dossier import Dossier
from conditions.model.statements import accounts_in
from conditions.questions.unknowns import Learnt, Unknowns
from conditions.results import CheckResult, ConditionResult, PartyResult
from conditions.truth import Truth
from conditions.verdicts import Answer, Verdict, decide, gated
from conditions.vocabulary import Vocabulary

Learning: TypeAlias = frozenset[Learnt]
NOTHING: Final[Learning] = frozenset()


class Answers:
    """One party's answer in one scenario, looked at again as if more were known, or less."""

    def __init__(
        self, party: str, checked: Callable[[tuple[str, ...]], CheckResult], unchanged: Iterable[str], limit: Limit
    ) -> None:
        """Start with the answer as it is.

        Args:
            party: The party.
            checked: What `check` gives with these further accounts taken.
            unchanged: The conditions of which the reading has been chosen.
            limit: How long to look.
        """
        self.party: str = party
        self.limit: Limit = limit
        self.checked = checked
        self._unchanged = frozenset(unchanged)
        now = checked(())
        self.dossier: Dossier = now.dossier
        self.vocabulary: Vocabulary = now.vocabulary
        self.known: Knowledge = now.known
        self._differs: Contested = contested(now.scenario, self.vocabulary)
        self._declared = declared_values(self.vocabulary)
        self._formulas: dict[str, dict[str, Formula]] = {}
        self._verdicts: dict[tuple[str, str, Learning], Verdict] = {}
        self._answers: dict[Learning, Answer] = {}
        self._relevance: dict[str, Learning] = {}
        self.cut_short: bool = False
        self.answer: Answer = self.once(NOTHING)

    # --- answers ----------------------------------------------------------------------

    def once(self, learnt: Learning) -> Answer:
        """The answer once all of this is learnt, which must be able to be so."""
        if learnt not in self._answers:
            self._answers[learnt] = self.result(learnt).answer
        return self._answers[learnt]

    def knowing(self, known: Knowledge, without: Iterable[str] = ()) -> Answer:
        """The answer where this is known instead, with nothing of some facts."""
        facts = {fact: told for fact, told in self._differs.facts.items() if fact not in set(without)}
        differs = replace(self._differs, facts=facts)

        def verdict(name: str, reading: str) -> Verdict:
            return self._verdict(self.formulas(name)[reading], known, differs)

        return self._party(self.checked(()), {}, verdict).answer

    def result(self, learnt: Learning) -> PartyResult:
        """The party's result once all of this is learnt."""
        accounts = tuple(sorted(one.about for one in learnt if one.kind == "account"))
        readings = {one.about: one.value for one in learnt if one.kind == "reading"}
        return self._party(self.checked(accounts), readings, partial(self._kept_verdict, learnt))

    def _party(
        self, result: CheckResult, readings: Mapping[str, str], verdict: Callable[[str, str], Verdict]
    ) -> PartyResult:
        def again(one: ConditionResult) -> ConditionResult:
            listed = (readings[one.id],) if one.id in readings else tuple(one.verdicts)
            return replace(one, verdicts=_Verdicts(listed, partial(verdict, one.id)))

        return PartyResult(self.party, tuple(map(again, result.parties[self.party].conditions)))

    def known_once(self, learnt: Learning) -> Knowledge | None:
        """What is known once this is learnt; `None` where it cannot be so."""
        some = [one for one in self._order if one in learnt]
        return self.unknowns.knowing(some) if some else self.known

    def _kept_verdict(self, learnt: Learning, name: str, reading: str) -> Verdict:
        """The verdict once this is learnt; what has nothing to do with the condition is left out."""
        some = learnt & self._relevant(name) if learnt else learnt
        key = (name, reading, some)
        if key not in self._verdicts:
            known = self.known_once(some)
            if known is None:
                raise ValueError("what is learnt cannot be so")
            facts = {one.about for one in some if one.kind == "fact"}
            told = {fact: told for fact, told in self._differs.facts.items() if fact not in facts}
            formula = self.formulas(name)[reading]
            self._verdicts[key] = self._verdict(formula, known, replace(self._differs, facts=told))
        return self._verdicts[key]

    def _verdict(self, formula: Formula, known: Knowledge, differs: Contested) -> Verdict:
        usual = decide_each(formula, known, differs) if differs else decide(formula, known)
        found = exact_verdict(usual, known, self._declared, self.limit)
        self.cut_short = self.cut_short or (isinstance(found, ExactVerdict) and not found.is_exact)
        return found

    def formulas(self, name: str) -> dict[str, Formula]:
        """What each reading of a condition means."""
        if name not in self._formulas:
            self._formulas[name] = lowered(self.dossier.conditions[name], self.vocabulary)
        return self._formulas[name]

    # --- what can be learnt -----------------------------------------------------------

    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """Further accounts that may change which conditions take part, by themselves or with all others."""
        taken = self.checked(()).accounts
        others = [one for one in accounts_in(self.dossier.parties, self.dossier.statements) if one not in taken]
        every = self._line_ups(tuple(others))
        return tuple(
            one
            for one in others
            if self._line_ups((one,)) != self._line_ups(())
            or self._line_ups(tuple(other for other in others if other != one)) != every
        )

    def _line_ups(self, accounts: tuple[str, ...]) -> tuple[object, ...]:
        party = self.checked(accounts).parties[self.party]
        return party.line_ups, [one.in_force for one in party.taking_part]

    @cached_property
    def unknowns(self) -> Unknowns:
        """The events, orders and facts that the conditions can hang on which take part, with any account."""
        formulas = (one for name in self.names for one in self.formulas(name).values())
        return Unknowns(self.known, self.vocabulary, self._differs, formulas)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The conditions that take part, with any account."""
        sets = [(), *((one,) for one in self.accounts), self.accounts]
        return tuple(
            dict.fromkeys(one.id for some in sets for one in self.checked(some).parties[self.party].taking_part)
        )

    @cached_property
    def learnable(self) -> tuple[Learnt, ...]:
        """Every answer to an unknown on which the answer can hang, what is an account's last."""
        relevant = frozenset(one for name in self.names for one in self._relevant(name))
        readings = (
            Learnt("reading", name, reading)
            for name in self.names
            if len(self.formulas(name)) > 1 and name not in self._unchanged
            for reading in self.formulas(name)
        )
        accounts = (Learnt("account", one, "taken") for one in self.accounts)
        return (*(one for one in self.unknowns.settling if one in relevant), *readings, *accounts)

    @cached_property
    def _order(self) -> tuple[Learnt, ...]:
        return tuple(self.unknowns.settling)

    def _relevant(self, name: str) -> Learning:
        """What can be learnt that the verdict on a condition can hang on."""
        if name not in self._relevance:
            formulas = tuple(self.formulas(name).values())
            events = {event for formula in formulas for event in events_in(formula)}
            facts = {fact for formula in formulas for fact in facts_in(formula)}
            ties = self.unknowns.ties
            while more := {event for tie in ties if events & set(tie) for event in tie} - events:
                events |= more
            everything = any(map(self._may_act, formulas))
            self._relevance[name] = frozenset(
                one
                for one in self.unknowns.settling
                if (one.about in facts if one.kind == "fact" else everything or events & set(self.unknowns.events[one]))
            )
        return self._relevance[name]

    def _may_act(self, formula: Formula) -> bool:
        """Whether it is asked of a condition if its act could come after all else, whatever that is."""
        gate = gated(formula)
        return gate is not None and (self.known.comes(gate[0]) is not Truth.TRUE or self.known.may_still_come(gate[0]))


class _Verdicts(Mapping[str, Verdict]):
    """The verdicts of some readings, decided when they are asked for."""

    def __init__(self, readings: tuple[str, ...], verdict: Callable[[str], Verdict]) -> None:
        self._readings, self._verdict = readings, verdict

    def __getitem__(self, reading: str) -> Verdict:
        return self._verdict(reading)

    def __iter__(self) -> Iterator[str]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)


__all__ = ["NOTHING", "Answers", "Learning"]
