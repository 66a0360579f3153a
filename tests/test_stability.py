"""Stable packages: known tables, the definitions read literally, and everything that can be asked wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conditions.errors import ConditionsError, DossierError, LanguageError, ScenarioError, UnknownNameError
from conditions.files.dossier import read_dossier
from conditions.stability import Concept, Stability, stability
from conditions.stability.graph import Graph
from conditions.stability.options import MOST_OPTIONS
from tests.doc_pages import DOCS, page
from tests.small_conflict_graphs import Moves, Ranks, game, improvements, option_game, reachable, stable, two_by_two

ALL = {"Nash", "GMR", "SMR", "SEQ"}
ELMIRA = read_dossier(page(DOCS / "how-to" / "look-for-stable-packages.md").dossier)
TWO = {"p": "A", "q": "B"}


def words(found: Stability, package: int, party: str) -> set[str]:
    """The notions by which a party would stay."""
    return {concept.value for concept in found.standing(package, party).stable}


def equilibria(found: Stability) -> dict[str, tuple[int, ...]]:
    """The packages at which all would stay."""
    return {concept.value: found.equilibria(concept) for concept in Concept}


# --- published tables ---------------------------------------------------------------


def test_the_prisoners_dilemma() -> None:
    """To confess is the only Nash equilibrium; to keep silent holds as soon as one looks ahead.

    Source: Fang, Hipel and Kilgour (1993), chapter 3.
    """
    wants = {"A": ["not p and q", "q", "not p"], "B": ["not q and p", "p", "not q"]}
    found = stability(game({"p": "A", "q": "B"}, wants))

    assert [(), ("p",), ("q",), ("p", "q")] == [one.taken for one in found.packages]
    assert ((3,), (4,), (1,), (2,)) == found.rankings["A"]
    assert {"Nash": (1,), "GMR": (1, 4), "SMR": (1, 4), "SEQ": (1, 4)} == equilibria(found)


def test_chicken() -> None:
    """Two Nash equilibria, in each of which one gives way; both giving way holds against any counter-move."""
    wants = {"A": ["not p or not q", "not q", "p"], "B": ["not p or not q", "not p", "q"]}
    found = stability(game({"p": "A", "q": "B"}, wants))

    assert ((2,), (1,), (3,), (4,)) == found.rankings["A"]
    assert {"Nash": (2, 3), "GMR": (1, 2, 3), "SMR": (1, 2, 3), "SEQ": (2, 3)} == equilibria(found)


def test_elmira() -> None:
    """The rankings and equilibria of Hipel, Fang, Kilgour and Haight (1993)."""
    found = stability(ELMIRA, irreversible=["modify", "accept"], ends=["close"])

    assert {
        "MoE": (7, 3, 4, 8, 5, 1, 2, 6, 9),
        "UR": (1, 4, 8, 5, 9, 3, 7, 2, 6),
        "LG": (7, 3, 5, 1, 8, 6, 4, 2, 9),
    } == {party: tuple(one for (one,) in order) for party, order in found.rankings.items()}
    assert {"Nash": (5, 8, 9), "GMR": (1, 4, 5, 8, 9), "SMR": (1, 4, 5, 8, 9), "SEQ": (5, 8, 9)} == equilibria(found)
    assert {"UR"} == {party for party in ("MoE", "UR", "LG") if not words(found, 3, party)}


# --- the definitions ----------------------------------------------------------------


@st.composite
def games(draw: st.DrawFn) -> tuple[Moves, Ranks]:
    """Any moves of two to four parties between a few states, and any rankings with ties."""
    states = draw(st.integers(2, 6))
    parties = "ABCD"[: draw(st.integers(2, 4))]
    moves = {
        party: {here: draw(st.frozensets(st.integers(0, states - 1))) - {here} for here in range(states)}
        for party in parties
    }
    return moves, {party: {here: draw(st.integers(0, 3)) for here in range(states)} for party in parties}


def graph_of(moves: Moves, ranks: Ranks) -> Graph:
    """The same game for the library."""
    return Graph(
        {party: tuple(sum(1 << one for one in there) for there in of.values()) for party, of in moves.items()},
        {party: tuple(of.values()) for party, of in ranks.items()},
    )


@settings(max_examples=200, deadline=None)
@given(games())
def test_the_definitions_read_literally(drawn: tuple[Moves, Ranks]) -> None:
    """A second implementation of a few lines, over sets, gives the same answers; every shown sanction is one."""
    moves, ranks = drawn
    graph = graph_of(moves, ranks)
    kinds: dict[str, dict[str, bool]] = {"GMR": {}, "SMR": {"lasting": True}, "SEQ": {"credible": True}}
    for party in moves:
        for here in moves[party]:
            gains = [*graph.improvements(party, here)]
            found = {
                name
                for name, how in kinds.items()
                if all(graph.sanction(party, here, there, **how) is not None for there in gains)
            }

            assert stable(moves, ranks, party, here) == (found if gains else ALL)
            for there in gains:
                for how in kinds.values():
                    check_way(moves, ranks, party, here, there, graph.sanction(party, here, there, **how), **how)


def test_every_game_of_two_options() -> None:
    """All 576 are answered as by the definitions, and each has a sequentially stable equilibrium.

    Source: Fraser and Hipel (1984) show that there is one in every finite game of two parties.
    """
    games = list(two_by_two())
    for moves, ranks in games:
        graph = graph_of(moves, ranks)
        held = {here: [stable(moves, ranks, party, here) for party in moves] for here in range(4)}

        assert any(all("SEQ" in one for one in found) for found in held.values())
        for party, here in ((party, here) for party in moves for here in range(4)):
            (there,) = moves[party][here]
            answer = graph.sanction(party, here, there, credible=True)
            gains = [*graph.improvements(party, here)]
            assert ("SEQ" in stable(moves, ranks, party, here)) is (not gains or answer is not None)

    assert 576 == len(games)


def check_way(
    moves: Moves,
    ranks: Ranks,
    party: str,
    here: int,
    there: int,
    way: tuple[tuple[str, int], ...] | None,
    *,
    credible: bool = False,
    lasting: bool = False,
) -> None:
    """A sanction is moves of the others, none twice in succession, to where the party has gained nothing."""
    allowed = improvements(moves, ranks) if credible else moves
    place, last = there, party
    for mover, to in way or ():
        assert last != mover != party
        assert to in allowed[mover][place]
        place, last = to, mover
    if way is not None:
        assert way
        assert place in reachable(allowed, [one for one in moves if one != party], there)
        assert ranks[party][place] >= ranks[party][here]
        assert not lasting or all(ranks[party][one] >= ranks[party][here] for one in moves[party][place])


@st.composite
def option_games(draw: st.DrawFn) -> dict[str, Any]:
    """Options of two or three parties, pairs that cannot be, options that are final, preferences for any of them."""
    names = list("pqrst")[: draw(st.integers(2, 5))]
    owners = {name: draw(st.sampled_from("ABC")) for name in names}
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda pair: pair[0] < pair[1])
    parts = st.dictionaries(st.sampled_from(names), st.booleans(), min_size=1, max_size=2)
    return {
        "owners": owners,
        "impossible": draw(st.lists(pairs, max_size=2, unique=True)),
        "irreversible": draw(st.sets(st.sampled_from(names), max_size=2)),
        "ends": draw(st.sets(st.sampled_from(names), max_size=1)),
        "wants": {party: draw(st.lists(parts, min_size=1, max_size=4)) for party in {*owners.values()}},
    }


@settings(max_examples=60, deadline=None)
@given(option_games())
def test_packages_and_moves_of_options(drawn: Mapping[str, Any]) -> None:
    """Packages, moves, rankings and answers of a dossier are those of the options, counted one by one."""
    owners, ends = drawn["owners"], drawn["ends"]
    states, moves = option_game(owners, drawn["impossible"], drawn["irreversible"], ends)
    # Only an end itself is told apart from other ends, so preferences ask for it first.
    wants = {party: [{end: False} for end in sorted(ends)] + listed for party, listed in drawn["wants"].items()}
    text = {
        party: [" and ".join(said(name, so) for name, so in one.items()) for one in listed]
        for party, listed in wants.items()
    }
    ranks = {
        party: {
            n: sum((not holds(one, state)) << (9 - k) for k, one in enumerate(listed)) for n, state in enumerate(states)
        }
        for party, listed in wants.items()
    }
    never = [f"not ({one} and {other})" for one, other in drawn["impossible"]]
    found = stability(game(owners, text), given=never, irreversible=drawn["irreversible"], ends=ends)

    assert {*states} == {frozenset(one.taken) for one in found.packages}
    for package in found.packages:
        at = states.index(frozenset(package.taken))
        movers = {party: of for party, of in moves.items() if any(of.values())}
        for party in movers:
            assert stable(movers, ranks, party, at) == words(found, package.number, party)


def said(name: str, so: bool) -> str:
    """An option taken or not, in the language."""
    return name if so else f"not {name}"


def holds(wanted: Mapping[str, bool], state: frozenset[str]) -> bool:
    """Whether a package has what is wanted."""
    return all((name in state) is so for name, so in wanted.items())


@settings(max_examples=100, deadline=None)
@given(games())
def test_how_the_notions_hang_together(drawn: tuple[Moves, Ranks]) -> None:
    """Nash implies all others, SMR and SEQ imply GMR."""
    moves, ranks = drawn
    for party in moves:
        for here in moves[party]:
            found = stable(moves, ranks, party, here)

            assert "Nash" not in found or found == ALL
            assert "GMR" in found or not found


# --- packages -------------------------------------------------------------------------


def test_ties_are_no_improvement() -> None:
    """A party stays where it can only move to what it likes as much."""
    found = stability(game(TWO, {"A": ["q"], "B": ["p"]}))

    assert ((3, 4), (1, 2)) == found.rankings["A"]
    assert (1, 2, 3, 4) == found.equilibria(Concept.NASH)


def test_what_is_given_leaves_packages_out() -> None:
    """Also where it only follows from an order: nothing happens both before and after the same thing."""
    found = stability(game(TWO, {"A": ["p"], "B": ["q"]}), given=["p only after q", "q only after p"])

    assert [()] == [one.taken for one in found.packages]
    assert 3 == found.left_out
    assert ((), {}) == (found.standings[0].get("A", ()), found.rankings)


def test_the_order_of_events_leaves_packages_out() -> None:
    """What was given of days counts."""
    found = stability(game(TWO, {"A": ["p"], "B": ["q"]}), given="p only after q")

    assert [(), ("q",), ("p", "q")] == [one.taken for one in found.packages]


def test_facts_count_once_they_are_given() -> None:
    """A preference may speak of what is no option, if what is given decides it."""
    dossier = game(TWO, {"A": ["p and winter", "not p"], "B": ["q"]}, facts={"winter": {}})
    found = stability(dossier, given="winter")

    assert ((2, 4), (1, 3)) == found.rankings["A"]
    with pytest.raises(DossierError, match="hint: say with `given` what is so of `winter`"):
        stability(dossier)


def test_facts_may_follow_from_a_package() -> None:
    """What the options bring with them is decided by the whole package."""
    dossier = game(TWO, {"A": ["winter"], "B": ["not winter"]}, facts={"winter": {}})
    found = stability(dossier, given=["if p then winter", "if winter then p happens"])

    assert {"A": ((2, 4), (1, 3)), "B": ((1, 3), (2, 4))} == found.rankings


def test_only_the_chosen_options() -> None:
    """A party none of whose options is chosen needs no preferences; the order is as chosen."""
    dossier = game({"p": "A", "q": "B", "r": "C"}, {"A": ["p"], "B": ["q"]})
    found = stability(dossier, ["q", "p"])

    assert ["q", "p"] == [option.event for option in found.options]
    assert ["A", "B"] == sorted(found.rankings)
    with pytest.raises(DossierError, match="`C` can move, and has no preferences on record"):
        stability(dossier)


def test_what_cannot_be_taken_back() -> None:
    """There is no move from a package in which it is taken to one in which it is not."""
    wants = {"A": ["not p"], "B": ["q"]}

    assert (3,) == stability(game(TWO, wants)).equilibria(Concept.NASH)
    assert (3, 4) == stability(game(TWO, wants), irreversible=["p"]).equilibria(Concept.NASH)


def test_members_of_a_group_act_themselves() -> None:
    """Where an event is one for each member of a group, each member takes its own."""
    events, groups = {"joins": {"each": "both"}}, {"both": {"members": ["A", "B"]}}
    found = stability(game({}, {"A": ["joins[A]"], "B": ["joins[B]"]}, events=events, groups=groups))

    assert [("joins[A]", "A"), ("joins[B]", "B")] == [(option.event, option.party) for option in found.options]


def test_the_moves_that_show_it() -> None:
    """At the first package of Elmira the local government could insist, and the Ministry's answer undoes the gain."""
    found = stability(ELMIRA, irreversible=["modify", "accept"], ends=["close"])
    (one,) = found.standing(1, "LG").improvements

    assert 5 == one.to
    assert {"GMR": ["MoE to 6"], "SMR": ["MoE to 6"], "SEQ": None} == {
        concept.value: moves and [f"{move.party} to {move.to}" for move in moves]
        for concept, moves in one.answers.items()
    }


def test_whose_account_preferences_are() -> None:
    """What others say of a party's preferences stays their account, and is said to be."""
    statements = {
        "own": {"speaker": "Ann", "for": "A"},
        "other": {"speaker": "Bo", "for": "B"},
        "study": {"speaker": "Eve"},
    }
    wants: dict[str, list[Any]] = {
        "A": [{"prefers": "p", "source": "own"}, {"prefers": "q", "source": ["own", "study"]}],
        "B": [{"prefers": "q", "source": "study"}, "p"],
    }
    found = stability(game(TWO, wants, statements=statements))

    assert {"A": (), "B": ("Eve",)} == found.told_by


def test_data() -> None:
    """The answers as plain data."""
    data = stability(game(TWO, {"A": ["p"], "B": ["q"]})).to_dict()

    assert {"Nash": [4], "GMR": [4], "SMR": [4], "SEQ": [4]} == data["equilibria"]
    assert [1, 2, 3, 4] == [one["number"] for one in data["packages"]]  # type: ignore[attr-defined]  # plain data


# --- mistakes -------------------------------------------------------------------------

WANTS = {"A": ["p"], "B": ["q"]}


@pytest.mark.parametrize(
    ("arguments", "kind", "code"),
    [
        ({"options": ["pp"]}, UnknownNameError, "unknown-event"),
        ({"options": ["p", "s"]}, UnknownNameError, "no-doer"),
        ({"irreversible": ["r"]}, UnknownNameError, "not-an-option"),
        ({"options": ["p"], "ends": ["q"]}, UnknownNameError, "not-an-option"),
        ({"given": "p andd q"}, LanguageError, "unexpected-word"),
        ({"given": "never z"}, LanguageError, "unknown-event"),
        ({"given": ["p", "never p"]}, ScenarioError, "given-impossible"),
        ({"timeout": 0}, DossierError, "not-in-time"),
    ],
)
def test_mistakes(arguments: dict[str, Any], kind: type[ConditionsError], code: str) -> None:
    """Each is said with a code."""
    dossier = game(TWO, WANTS, events={"p": {"by": "A"}, "q": {"by": "B"}, "s": {}})
    with pytest.raises(kind) as caught:
        stability(dossier, **arguments)

    assert code in {problem.code for problem in caught.value.problems}


def test_no_options_and_too_many() -> None:
    """Both are errors that say what to do."""
    with pytest.raises(DossierError, match="there are no options"):
        stability(game({}, {"A": ["s"]}, events={"s": {}}))
    many = {f"e{number}": "A" for number in range(MOST_OPTIONS + 1)}
    with pytest.raises(DossierError, match=f"there are {MOST_OPTIONS + 1} options, and at most {MOST_OPTIONS}"):
        stability(game(many, {"A": ["e0"]}))


def test_what_a_package_does_not_decide() -> None:
    """What is no option, an order of two options, and beside an end all other options."""
    with pytest.raises(DossierError, match="take `q` among the options, or say with `given` what is so of `q`"):
        stability(game(TWO, {"A": ["q"], "B": ["q"]}), ["p"])
    with pytest.raises(DossierError, match="not when or in which order"):
        stability(game(TWO, {"A": ["p before q"], "B": ["q"]}))
    with pytest.raises(DossierError, match="an end leaves all other options open"):
        stability(game(TWO, {"A": ["p"], "B": ["q"]}), ends=["q"])
