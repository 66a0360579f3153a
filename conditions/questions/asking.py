"""The next question: which unknown would settle most verdicts, and who could know.

An unknown is whether an event has happened, in which order two events came, what value a fact has, or which reading of
a condition is meant. Each answer that what is known allows is tried; what it settles is a fact of the dossier, not an
opinion on what is likely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from conditions.certificates import Apart, Case, Happening, divide
from conditions.check import Checker, lowered
from conditions.conflicts.background import nothing_known
from conditions.conflicts.steps import Progress, Steps
from conditions.engines.exact import Limit, declared_values
from conditions.english import listing
from conditions.exactly import exactly
from conditions.formula import Formula, events_in, facts_in
from conditions.knowledge import Knowledge
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.positions import Level
from conditions.model.scenario import Scenario
from conditions.questions.results import SETTLED, Effect, Kind, Question, Questions, Whom
from conditions.questions.unknowns import values
from conditions.results import CheckResult
from conditions.space.atoms import Atoms, Order
from conditions.space.said import said
from conditions.truth import Truth
from conditions.verdicts import Answer


@accepting()
def questions(
    dossier: Dossier,
    scenario: Scenario | None = None,
    *,
    as_of: date | str | None = None,
    known_at: date | str | None = None,
    accounts: Iterable[str] | None = None,
    readings: Mapping[str, str] | None = None,
    level: Level = "reported",
    timeout: float | None = None,
    progress: Progress | None = None,
) -> Questions:
    """Which unknown, once known, would settle most verdicts.

    Args:
        dossier: The dossier.
        scenario: What is known; by default nothing.
        as_of: The day whose positions count; as in `check`, likewise what follows.
        known_at: Only what had been reported by the end of this day.
        accounts: Parties, and speakers for none, whose word on the positions of others is taken.
        readings: A reading to use for some conditions.
        level: The least firm level that takes part.
        timeout: Seconds after which what was tried so far is returned.
        progress: What is told how many unknowns have been tried, and how many there are as far as known.

    Raises:
        ScenarioError, UnknownNameError, DateError: As in `check`.
    """
    scenario = scenario or nothing_known()
    taken = None if accounts is None else tuple([accounts] if isinstance(accounts, str) else accounts)

    def checker(more: Mapping[str, str]) -> Checker:
        chosen = {**(readings or {}), **more}
        return Checker(dossier, as_of=as_of, known_at=known_at, accounts=taken, readings=chosen, level=level)

    return _Asking(dossier, scenario, checker, Limit.seconds(timeout)).run(Steps(progress))


class _Asking:
    """One scenario, asked what it would help to know."""

    def __init__(
        self, dossier: Dossier, scenario: Scenario, checker: Callable[[Mapping[str, str]], Checker], limit: Limit
    ) -> None:
        self.dossier, self.limit = dossier, limit
        usual = checker({})
        self._check: Callable[[Knowledge], CheckResult] = lambda known: exactly(usual.check(scenario, known), limit)
        self._read: Callable[[str, str], CheckResult] = lambda name, reading: exactly(
            checker({name: reading}).check(scenario, self.known), limit
        )
        self.now = exactly(usual.check(scenario), limit)
        self.known = self.now.known
        self.vocabulary = self.now.vocabulary
        self.declared = declared_values(self.vocabulary)
        self.open = tuple(
            name
            for name, one in self.now.conditions.items()
            if one.takes_part and one.waived is not Truth.TRUE and one.answer not in SETTLED
        )

    def run(self, steps: Steps) -> Questions:
        """What could be asked next."""
        formulas = [
            formula
            for name in self.open
            for reading, formula in lowered(self.dossier.conditions[name], self.vocabulary).items()
            if reading in self.now.conditions[name].verdicts
        ]
        found, complete = [], True
        for question in self._all(formulas, steps):
            if question is None:
                complete = False
                break
            if any(effect.settled for effect in question.effects):
                found.append(question)
        found.sort(key=lambda one: (-one.mean, -one.least, one.kind, one.about))
        return Questions(self.open, tuple(found), tuple(self._to_come(formulas)), complete)

    def _all(self, formulas: list[Formula], steps: Steps) -> Iterator[Question | None]:
        """Every question; `None` last where the time is over before."""
        for make in (self._events, self._orders, self._facts, self._readings):
            for question in make(formulas, steps):
                if self.limit.is_over:
                    yield None
                    return
                yield question

    # --- unknowns -------------------------------------------------------------------

    def _events(self, formulas: list[Formula], steps: Steps) -> Iterator[Question]:
        named = dict.fromkeys(event for formula in formulas for event in events_in(formula))
        # What no formula names can still matter: an act that has not happened would come after all that has.
        events = dict.fromkeys((*named, *self.known.timeline.events()))
        steps.more(len(events))
        for event in steps.over(events):
            cases = None if self._is_later(event) else divide(Case(self.known), Happening(event), self.declared)
            if cases is not None:
                yield from self._question("event", event, zip(("yes", "no"), cases, strict=True), self._who_does(event))

    def _orders(self, formulas: list[Formula], steps: Steps) -> Iterator[Question]:
        atoms = Atoms(self.known, self.declared)
        atoms.mention(formulas)
        steps.more(len(atoms.variables))
        for atom in steps.over(list(atoms.variables)):
            if isinstance(atom, Order) and not atom.first.chain and not atom.second.chain:
                question = Apart(atom.second.event, atom.first.event, atom.most)
                cases = divide(Case(self.known), question, self.declared)
                if cases is not None:
                    texts = said(atom, True), said(atom, False)
                    whom = [one for end in (atom.first, atom.second) if end.event for one in self._who_does(end.event)]
                    yield from self._question("order", texts[0], zip(texts, cases, strict=True), whom)

    def _facts(self, formulas: list[Formula], steps: Steps) -> Iterator[Question]:
        facts = dict.fromkeys(fact for formula in formulas for fact in facts_in(formula))
        steps.more(len(facts))
        for fact in steps.over(facts):
            states = dict(values(fact, formulas, self.known, self.vocabulary))
            if len(states) > 1:
                cases = (
                    (text, Case(Knowledge(self.known.timeline, {**self.known.facts, fact: state}, self.known.now)))
                    for text, state in states.items()
                )
                yield from self._question("fact", fact, cases, self._sources(fact))

    def _readings(self, _formulas: list[Formula], steps: Steps) -> Iterator[Question]:
        steps.more(len(self.open))
        for name in steps.over(self.open):
            one = self.now.conditions[name]
            if len(one.verdicts) > 1:
                effects = tuple(self._effect(reading, self._read(name, reading)) for reading in one.verdicts)
                own = one.condition.readings or {}
                sources = (*one.condition.source, *(source for reading in own.values() for source in reading.source))
                yield Question("reading", name, effects, tuple(dict.fromkeys(self._speakers(sources, "said it"))))

    # --- what an answer settles -------------------------------------------------------

    def _question(
        self, kind: Kind, about: str, cases: Iterable[tuple[str, Case]], whom: Iterable[Whom]
    ) -> Iterator[Question]:
        """The question, if more than one answer is possible."""
        effects = [
            self._effect(text, self._check(case.known))
            for text, case in cases
            if case.known.timeline.contradiction() is None
        ]
        if len(effects) > 1:
            yield Question(kind, about, tuple(effects), tuple(dict.fromkeys(whom)))

    def _effect(self, text: str, result: CheckResult) -> Effect:
        answers = {name: result.conditions[name].answer for name in self.open}
        settled = {name: answer for name, answer in answers.items() if answer in SETTLED}
        parties = {code: its.answer for code, its in result.parties.items()}
        return Effect(text, settled, {code: answer for code, answer in parties.items() if answer is not Answer.NONE})

    def _is_later(self, event: str) -> bool:
        """Whether an event can come only after everything that is known."""
        now = self.known.now
        return now is not None and self.known.timeline.entry(event).earliest > now

    def _to_come(self, formulas: list[Formula]) -> Iterator[str]:
        for event in dict.fromkeys(event for formula in formulas for event in events_in(formula)):
            if self._is_later(event) and self.known.timeline.occurs(event) is Truth.UNKNOWN:
                yield event

    # --- who could know ----------------------------------------------------------------

    def _who_does(self, event: str) -> Iterator[Whom]:
        """Whose event it is; the member's where it is indexed by one; and who spoke of it."""
        name, _, member = event.partition("[")
        member = member.rstrip("]")
        ladder = name.partition(".")[0]
        defined = self.dossier.events.get(name)
        for code in (member, defined.by if defined is not None else None):
            if code in self.dossier.parties:
                yield Whom(self.dossier.parties[str(code)].name, "it is theirs to do")
        source = defined.source if defined is not None else ()
        if ladder in self.dossier.ladders:
            source = self.dossier.ladders[ladder].source
        yield from self._speakers(source, "is a source of it")

    def _sources(self, fact: str) -> Iterator[Whom]:
        """Who spoke of a fact."""
        defined = self.dossier.facts.get(fact.partition("[")[0])
        yield from self._speakers(defined.source if defined is not None else (), "is a source of it")

    def _speakers(self, sources: Iterable[str], why: str) -> Iterator[Whom]:
        for source in dict.fromkeys(sources):
            statement = self.dossier.statements[source]
            parties = listing([self.dossier.parties[code].name for code in statement.parties])
            yield Whom(f"{statement.speaker}, for {parties}" if parties else str(statement.speaker), why)
