"""Stable packages: which combinations of what the parties can do nobody would leave, by several notions of foresight.

The graph model for conflict resolution, over preferences that the dossier has on record. A *package* says which of
the parties' options are taken. A party moves by changing its own options; whether it stays depends on how far it looks
ahead: not at all (Nash), to every counter-move of the others (GMR), to its own answer to that as well (SMR), or to
those counter-moves alone by which the others improve their own lot (SEQ).

Source: N. Fraser and K. Hipel, *Conflict Analysis: Models and Resolutions* (1984); L. Fang, K. Hipel and D. M.
Kilgour, *Interactive Decision Making: The Graph Model for Conflict Resolution* (1993); option prioritization: X. Peng,
K. Hipel, D. M. Kilgour and L. Fang, *Representing ordinal preferences in the decision support system GMCR II* (1997).
"""

from __future__ import annotations

from collections.abc import Iterable

from conditions.engines.exact import Limit
from conditions.language.base import Kind
from conditions.model.arguments import accepting
from conditions.model.dossier import Dossier
from conditions.model.statements import tellers
from conditions.stability.graph import Graph
from conditions.stability.options import options_of
from conditions.stability.packages import Packages
from conditions.stability.results import Concept, Improvement, Move, Option, Outcome, Stability, Standing


@accepting()
def stability(
    dossier: Dossier,
    options: Iterable[str] = (),
    *,
    given: str | Iterable[str | Kind] = (),
    irreversible: Iterable[str] = (),
    ends: Iterable[str] = (),
    timeout: float | None = None,
) -> Stability:
    """For every package and party whether the party would stay, and the packages at which all would.

    Args:
        dossier: The dossier, with `preferences` of every party that can move.
        options: Events that the parties may bring about or not, each with `by` in the dossier; by default all of them.
        given: What holds whatever the parties do, in the language; packages that contradict it are left out.
        irreversible: Options that cannot be taken back.
        ends: Options that end the matter: once one is taken nobody moves, and which others are taken is left open.
        timeout: Seconds after which to give up.

    Raises:
        LanguageError: What is given is no condition, or names what the dossier lacks.
        UnknownNameError: An option is no event of the dossier, nobody is on record as its doer, or it is no option.
        ScenarioError: What is given rules every course of events out.
        DossierError: There are no options or too many, a party has no preferences on record, a package does not
            decide a preference, or time ran out.
    """
    chosen = options_of(dossier, options, irreversible, ends)
    packages = Packages(dossier, chosen, given, Limit.seconds(timeout))
    moves = {party: found for party, found in packages.moves().items() if any(found)}
    orders = {party: packages.order(party, dossier.preferences.get(party, ())) for party in moves}
    graph = Graph(moves, {party: _ranks(order) for party, order in orders.items()})
    standings = tuple({party: _standing(graph, party, at) for party in moves} for at in range(len(packages.outcomes)))
    rankings = {party: tuple(tuple(at + 1 for at in tied) for tied in order) for party, order in orders.items()}
    told_by = {party: _tellers(dossier, party) for party in moves}
    return Stability(chosen, packages.given, packages.outcomes, packages.left_out, rankings, told_by, standings)


def _tellers(dossier: Dossier, party: str) -> tuple[str, ...]:
    """Whose account a party's preferences are, as far as they do not rest on its own word."""
    listed = dossier.preferences[party]
    return tuple(dict.fromkeys(by for one in listed for by in tellers(dossier.statements, one.source, party)))


def _ranks(order: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    """The rank of every package, 0 for the best."""
    ranks = {at: rank for rank, tied in enumerate(order) for at in tied}
    return tuple(ranks[at] for at in range(len(ranks)))


def _standing(graph: Graph, party: str, at: int) -> Standing:
    improvements = []
    for to in graph.improvements(party, at):
        found = {
            Concept.GMR: graph.sanction(party, at, to),
            Concept.SMR: graph.sanction(party, at, to, lasting=True),
            Concept.SEQ: graph.sanction(party, at, to, credible=True),
        }
        told = {
            concept: None if way is None else tuple(Move(mover, stop + 1) for mover, stop in way)
            for concept, way in found.items()
        }
        improvements.append(Improvement(to + 1, told))
    return Standing(party, at + 1, tuple(improvements))


__all__ = ["Concept", "Improvement", "Move", "Option", "Outcome", "Stability", "Standing", "stability"]
