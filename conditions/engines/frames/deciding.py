"""The answers for conditions and parties in every row: what `conditions.verdicts` and `party_results` say, of nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from conditions.engines.frames.course import Course
from conditions.engines.frames.graph import Graph
from conditions.engines.frames.judging import judge
from conditions.engines.frames.nodes import Node
from conditions.engines.frames.points import assuming
from conditions.engines.frames.question import Party
from conditions.engines.frames.truths import Told, conjunction
from conditions.formula import Formula
from conditions.truth import Truth
from conditions.verdicts import Status, gated

BEST_FIRST: Final = (Status.SATISFIED, Status.READY, Status.UNDECIDED, Status.WAITING, Status.VIOLATED)
"""The statuses, each worse than the one before."""

Badness: TypeAlias = tuple[Node, Node, Node, Node]
"""Whether a status is at least as bad as READY, UNDECIDED, WAITING, VIOLATED."""


@dataclass(frozen=True)
class Decided:
    """What is answered in every row.

    Attributes:
        answer: The headline answer: whether it is met.
        compliance: Whether it is kept over the whole course of events.
        status: How bad its status is.
    """

    answer: Told
    compliance: Told
    status: Badness


def decide(formula: Formula, course: Course) -> Decided:
    """The verdict on a formula.

    Raises:
        UnsupportedPointError: Rows cannot answer for it.
    """
    graph = course.graph
    compliance = judge(formula, course)
    found = gated(formula)
    happens = course.occurs(found[0].name) if found else None
    if found is None or happens is None or happens.yes is graph.true:
        not_met = graph.opposite(compliance.yes)
        return Decided(compliance, compliance, (not_met, not_met, compliance.no, compliance.no))
    act, requires = found
    ready = judge(requires, course.acting(act.name))
    acting, _ = assuming((act,), course, judge)
    later = judge(requires, acting)
    # Where it may have happened already, the answer must be the same whether it has or not.
    settled = graph.some((happens.no, _may_still_come(act.name, course)))
    waiting = Told(
        graph.every((ready.yes, graph.some((settled, later.yes)))),
        graph.every((ready.no, graph.some((settled, later.no)))),
    )
    done, open_ = happens.yes, graph.opposite(happens.yes)
    satisfied, violated = graph.every((done, compliance.yes)), graph.every((done, compliance.no))
    met = graph.some((satisfied, graph.every((open_, waiting.yes))))
    not_met = graph.some((violated, graph.every((open_, waiting.no))))
    status = (graph.opposite(satisfied), graph.opposite(met), not_met, violated)
    return Decided(Told(met, not_met), compliance, status)


def _may_still_come(act: str, course: Course) -> Node:
    """Whether an act has not happened by the end of `now`, and may later."""
    now = course.rows.now
    return course.graph.false if now is None else course.graph.apart(course.days(act)[0], now, 1)


def share(waived: Truth, decided: Decided, graph: Graph) -> Decided:
    """What a verdict adds to its party's answer: its own, unless the condition is waived."""
    met, kept = decided.answer.yes, decided.compliance.yes
    unmet, never = graph.opposite(met), graph.false
    match waived:
        case Truth.FALSE:
            return decided
        case Truth.UNKNOWN:
            status = (graph.some((unmet, decided.status[0])), unmet, never, never)
            return Decided(Told(met, never), Told(kept, never), status)
        case Truth.TRUE:
            so = Told(graph.true, never)
            is_waiting = graph.every((decided.status[2], graph.opposite(decided.status[3])))
            ready = graph.some((graph.every((met, decided.status[0])), graph.every((unmet, is_waiting))))
            return Decided(so, so, (ready, never, never, never))
        case _:
            assert_never(waived)


class PartyAnswers:
    """The answers of one party in every row.

    Attributes:
        party: Its conditions.
        shares: What each reading of each condition adds.
    """

    def __init__(self, party: Party, shares: Mapping[str, Mapping[str, Decided]], graph: Graph) -> None:
        self.party = party
        self.shares = shares
        self._graph = graph

    def chosen(self, readings: Mapping[str, str]) -> Decided:
        """The answer under a choice of readings; a condition that is not named uses its first."""
        shares = {
            name: self.shares[name][readings.get(name, next(iter(self.shares[name])))] for name in self.party.conditions
        }
        answer = self._agreed({name: one.answer for name, one in shares.items()})
        compliance = self._agreed({name: one.compliance for name, one in shares.items()})
        statuses = [
            [shares[name].status for name in self.party.conditions if name in line_up]
            for line_up in self.party.line_ups
        ]
        return Decided(answer, compliance, self._status(answer, statuses))

    def _status(self, answer: Told, statuses: Sequence[Sequence[Badness]]) -> Badness:
        """The worst status of a line-up; where line-ups differ, one that fits the answer."""
        graph = self._graph
        worst = [tuple(map(graph.some, zip(*line_up, strict=True))) for line_up in statuses if line_up]
        if len(worst) == 1 == len(statuses):
            first, second, third, fourth = worst[0]
            return first, second, third, fourth
        levels = []
        for bad, nodes in enumerate(zip(*worst, strict=True), 1):
            # What may not have been in force never makes a status worse than it surely is.
            no = graph.every((answer.no, *nodes))
            yes = graph.every((answer.yes, graph.some(nodes)))
            unknown = graph.every((graph.known(bad <= 2), graph.opposite(answer.yes), graph.opposite(answer.no)))
            levels.append(graph.some((no, yes, unknown)))
        return levels[0], levels[1], levels[2], levels[3]

    def _agreed(self, told: Mapping[str, Told]) -> Told:
        """What every line-up of conditions that may be in force together comes to."""
        graph, line_ups = self._graph, self.party.line_ups
        if not all(line_ups):
            return Told(graph.false, graph.false)
        found = [conjunction(graph, (told[name] for name in sorted(line_up))) for line_up in line_ups]
        return Told(graph.every(one.yes for one in found), graph.every(one.no for one in found))

    def over_all(self) -> tuple[tuple[Told, Node], tuple[Told, Node]]:
        """The headline answer and compliance in every choice of readings, each with where it depends on the reading."""
        return (
            self._over_all({name: [one.answer for one in each.values()] for name, each in self.shares.items()}),
            self._over_all({name: [one.compliance for one in each.values()] for name, each in self.shares.items()}),
        )

    def _over_all(self, told: Mapping[str, list[Told]]) -> tuple[Told, Node]:
        """The best and the worst choice of readings decide."""
        graph = self._graph
        best = self._agreed({name: _best(graph, each) for name, each in told.items()})
        worst = self._agreed({name: conjunction(graph, each) for name, each in told.items()})
        same = Told(graph.every((best.yes, worst.yes)), graph.every((best.no, worst.no)))
        unknown = graph.every(graph.opposite(side) for side in (*best, *worst))
        return same, graph.opposite(graph.some((*same, unknown)))


def _best(graph: Graph, told: Iterable[Told]) -> Told:
    listed = list(told)
    return Told(graph.some(one.yes for one in listed), graph.every(one.no for one in listed))
