"""The graph of what must come before what: every kind of clause as edges, or in words; nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from conditions.conflicts import conflicts
from conditions.deadlock import deadlocks
from conditions.files.dossier import load_dossier
from conditions.formula import Point
from conditions.language.base import Scope
from conditions.model.dossier import Dossier
from conditions.report.document import Block, Bullets, blocks_in
from conditions.report.drawings import Graph
from conditions.report.lines import plain
from conditions.report.phrases import Source
from conditions.report.pictures import order_graph, order_picture
from conditions.report.pictures.asked import asked
from conditions.report.pictures.asks import Asked, Gated, Need, Several
from conditions.report.pictures.orders import drawn
from conditions.testing import dossiers

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
CIRCLE = ("UA-no-text-before-leaders", "RU-no-meeting-before-agreement")


@cache
def known(name: str) -> Dossier:
    return load_dossier(SCENARIOS / name / "dossier.yaml")


def dossier(*texts: str) -> Dossier:
    """A dossier with one condition for each text."""
    return Dossier.build(
        {
            "dossier": "small",
            "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
            "groups": {"sides": {"members": ["UA", "RU"]}, "others": {"unnamed": "several countries"}},
            "events": {
                "act": {"label": "The act", "by": "UA"},
                "vote": {},
                "pull": {},
                "sign": {},
                "ratify": {"each": "sides", "label": "Ratified"},
                "join": {"each": "others"},
            },
            "ladders": {"crimea": ["open", "agreed", "settled"]},
            "facts": {"free": {"label": "It is free"}, "votes": {"unit": "votes"}},
            "moments": {
                "deadline": {"when": "vote + 30 days", "label": "The deadline"},
                "first_day": "earliest of (vote, pull)",
                "guarded": {"when": "vote", "only_if": "free"},
            },
            "conditions": {f"c{at}": {"party": "UA", "condition": text} for at, text in enumerate(texts)},
        }
    )


def edges(*texts: str) -> list[tuple[str, str, str, str]]:
    """The edges that conditions ask for, and those that follow from names."""
    return [(edge.source, edge.kind, edge.target, edge.label) for edge in order_graph(dossier(*texts)).edges]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("act only after vote", [("vote", "before", "act", "")]),
        ("act only on or after vote", [("vote", "not-after", "act", "")]),
        ("act only from vote + 30 days", [("vote", "before", "act", "at least 30 days later")]),
        ("act only before vote", [("act", "before", "vote", "")]),
        ("no act before vote", [("vote", "not-after", "act", "")]),
        ("vote before act", [("vote", "before", "act", "")]),
        ("act on the same day as vote", [("vote", "within", "act", "the same day")]),
        ("act only at most 3 days from vote", [("vote", "within", "act", "at most 3 days apart")]),
        ("act only within 90 days after vote", [("vote", "within", "act", "at most 90 days later")]),
        ("act only within 6 months of vote", [("vote", "within", "act", "at most 6 months later")]),
        (
            "act only between vote + 1 year and vote + 18 months",
            [("vote", "within", "act", "1 year to 1 year 6 months later")],
        ),
        ("vote only on or before act - 6 months", [("vote", "before", "act", "at least 6 months later")]),
        ("act only if free", [("free: It is free: yes", "needs", "act", "")]),
        ("if act then free", [("free: It is free: yes", "needs", "act", "")]),
        ("act only if votes is at least 3 votes", [("votes: votes is at least 3 votes", "needs", "act", "")]),
        ("act only if ever vote", [("vote", "needs", "act", "")]),
        ("act only after all of sides ratify", [(f"ratify[{one}]", "before", "act", "") for one in ("RU", "UA")]),
        ("act only after crimea is settled", [("crimea.settled", "before", "act", "")]),
        ("act only after crimea is agreed or later", [("crimea.agreed", "before", "act", "or a later rung")]),
        (
            "act only after deadline",
            [("deadline", "before", "act", ""), ("vote", "derived", "deadline", "30 days after")],
        ),
        (
            "act only after first_day",
            [
                ("first_day", "before", "act", ""),
                ("pull", "derived", "first_day", "earliest of"),
                ("vote", "derived", "first_day", "earliest of"),
            ],
        ),
        (
            "act only after crimea is agreed or later and crimea is settled",
            [
                ("crimea.agreed", "before", "act", "or a later rung"),
                ("crimea.agreed", "climbs", "crimea.settled", ""),
                ("crimea.settled", "before", "act", ""),
            ],
        ),
    ],
)
def test_a_clause_becomes_edges(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    """Gates, orders, windows, needs and derived days, from what comes first to what waits."""
    assert sorted(expected) == sorted(edges(text))


def test_alternatives_meet_in_a_junction() -> None:
    """What can be kept in several ways leads through a node that says how many are enough."""
    graph = order_graph(dossier("act only after vote or pull", "act only if at least 2 of (vote, pull, sign)"))
    junctions = {node.id: node.label for node in graph.nodes if node.kind == "junction"}
    into = {name: sorted(edge.source for edge in graph.edges if edge.target == name) for name in junctions}

    assert ["one of", "2 of 3"] == list(junctions.values())
    assert [["pull", "vote"], ["pull", "sign", "vote"]] == list(into.values())
    assert {"act"} == {edge.target for edge in graph.edges if edge.source in junctions}


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("act by 2022-05-01", "a fixed day"),
        ("never act", "what must not happen"),
        ("act", "what must happen or hold, in whatever order"),
        ("if free then vote before act", "what holds only under a premise"),
        ("vote before act or pull before sign", "alternatives about several acts"),
        ("act only if vote or pull by 2022-05-01", "alternatives, one of them a fixed day"),
        ("act only if all of others join", "what the dossier leaves open"),
        ("at most 1 of (act, vote)", "how many of several there are at most"),
    ],
)
def test_what_no_edge_says_is_said_in_words(text: str, about: str) -> None:
    """A clause that is no order is named below the picture, with what it is about."""
    made = dossier(text)
    found = drawn(made)

    assert {"c0": (about,)} == dict(found.left_out)
    assert any(line.startswith("c0: ") and f"(not drawn: {about})" in line for line in lines(made))


def lines(made: Dossier) -> list[str]:
    """The words of the picture, one line for each item."""
    blocks: tuple[Block, ...] = order_picture(Source(made)).blocks
    return [plain(item.line) for block in blocks_in(blocks) if isinstance(block, Bullets) for item in block.items]


@given(dossiers())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
def test_no_condition_is_dropped_in_silence(made: Dossier) -> None:
    """Each that takes part has an edge, or is said not to be drawn, or asks for nothing; and each is in the words."""
    found = drawn(made)
    shown = {name for edge in found.graph.edges for name, _ in edge.conditions} | set(found.left_out)
    said = lines(made)

    for name in found.conditions:
        formulas = [clause.lower(Scope(made.vocabulary)) for clause in made.conditions[name].clauses().values()]
        assert name in shown or not any(list(demands(asked(formula), None)) for formula in formulas)
    assert [] == [name for name in made.conditions if not any(line.startswith((name, f"{name}: ")) for line in said)]
    ids = [node.id for node in found.graph.nodes]
    assert len(set(ids)) == len(ids)
    assert all({edge.source, edge.target} <= set(ids) for edge in found.graph.edges)


def demands(found: Asked, act: Point | None) -> Iterator[Asked]:
    """What is asked that an act does not fulfil by itself."""
    match found:
        case Several(parts, _):
            for part in parts:
                yield from demands(part, act)
        case Gated(its_act, inner):
            yield from demands(inner, its_act)
        case Need(what) if what == act:
            pass
        case _:
            yield found


def test_edges_say_who_asks_for_them_in_which_reading() -> None:
    """One edge for all readings that ask for it; the readings of a condition are known where they differ."""
    graph = order_graph(known("istanbul-2022"))
    asked_for = {(edge.source, edge.target): edge.conditions for edge in graph.edges if edge.party == "UA"}

    assert (("UA-referendum", None),) == asked_for["referendum", "ua_signs"]
    assert (("UA-withdrawal", "all_territory"),) == asked_for["withdrawal.complete", "referendum"]
    assert ("strict", "lenient", "separation") == graph.readings["RU-territory"]


def test_positions_count_as_of_a_day() -> None:
    """What was in force on a day is drawn; the end of the record is what counts otherwise."""
    made = known("jcpoa-2015")
    then = {name for edge in order_graph(made, as_of=date(2021, 3, 1)).edges for name, _ in edge.conditions}
    now = {name for edge in order_graph(made).edges for name, _ in edge.conditions}

    assert "US-FIRST" in then
    assert "US-FIRST" not in now


def test_less_firm_conditions_are_drawn_where_asked_for_and_say_so() -> None:
    """An inferred condition is no edge by itself; drawn, its edges carry the level."""
    made = known("istanbul-2022")
    bare, more = order_graph(made), order_graph(made, also=CIRCLE)
    inferred = [edge for edge in more.edges if {name for name, _ in edge.conditions} & set(CIRCLE)]

    assert not {name for edge in bare.edges for name, _ in edge.conditions} & set(CIRCLE)
    assert 6 == len(inferred)
    assert all("inferred" in edge.label for edge in inferred)


def marked(graph: Graph) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in graph.edges if edge.marked}


def test_circles_and_cores_stand_out() -> None:
    """The edges of a circle are marked with their events; a conflict marks what its conditions ask for."""
    made = known("istanbul-2022")
    goal = ["leaders_meet", "crimea.agreed_in_principle"]
    by_circle = order_graph(made, deadlocks=deadlocks(made, goal, also=CIRCLE))
    by_core = order_graph(made, conflicts=conflicts(made, goal, also=CIRCLE))
    circle = {("leaders_meet", "crimea.agreed_in_principle"), ("crimea.agreed_in_principle", "leaders_meet")}

    assert circle <= marked(by_circle)
    assert circle <= marked(by_core)
    assert ("referendum", "ua_signs") not in marked(by_circle) | marked(by_core)
    assert {"leaders_meet", "crimea.agreed_in_principle"} <= {node.id for node in by_circle.nodes if node.marked}
    assert set(goal) == {node.id for node in by_circle.nodes if node.kind == "goal"}
    assert set() == marked(order_graph(made))


def test_what_is_given_is_drawn_as_such_and_closes_circles() -> None:
    """Nobody asks for it, so it has no condition and no party; where it is part of a circle it stands out."""
    minsk = known("minsk-2015")
    goal = minsk.goals["full-implementation"]
    found = deadlocks(minsk, map(str, goal.reach), given=map(str, goal.given), as_of=goal.as_of)
    graph = order_graph(minsk, as_of=goal.as_of, deadlocks=found)

    assert {
        ("border_start", "border_complete", "not-after", True),
        ("local_elections", "osce_report", "before", True),
    } == {(edge.source, edge.target, edge.kind, edge.marked) for edge in graph.edges if edge.label == "given"}
    assert all(not edge.conditions and edge.party is None for edge in graph.edges if edge.label == "given")
