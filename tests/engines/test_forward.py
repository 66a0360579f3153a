"""The forward engine gives the answers of the reference interpreter, whatever comes and goes."""

from __future__ import annotations

import gc
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conditions import formula as f
from conditions.engines.forward import SUPPORT, Decided, EngineFaultError, ForwardRules, door, layout
from conditions.errors import UnsupportedConditionError
from conditions.files.scenario import load_folder
from conditions.knowledge import Among, Knowledge
from conditions.periods import Period
from conditions.semantics import judge
from conditions.testing import dossiers, scenarios
from conditions.timeline import Entry, Timeline, Unlisted
from conditions.truth import Truth
from conditions.verdicts import decide
from tests.knowing import formulas, knowledges
from tests.tools.forward_cases import disagreements

pytest.importorskip("durable_rules_engine", reason="it is built for Python 3.12 and older")

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.mark.parametrize("folder", ["istanbul-2022", "jcpoa-2015", "minsk-2015"])
def test_all_shipped_scenarios_have_the_verdicts_of_the_reference(folder: str) -> None:
    """Every condition in every reading, in every scenario, one after the other in the same session."""
    loaded = load_folder(SCENARIOS / folder)

    assert [] == [found for one in loaded.scenarios for found in disagreements(loaded.dossier.dossier, [one.scenario])]


@settings(max_examples=40)
@given(st.data())
def test_generated_dossiers_have_the_verdicts_of_the_reference(data: st.DataObject) -> None:
    """For a generated dossier, one scenario after another is taken in, and all verdicts are equal each time."""
    dossier = data.draw(dossiers())
    told = data.draw(st.lists(scenarios(dossier), min_size=1, max_size=3))

    assert [] == disagreements(dossier, told)


@given(st.lists(formulas(), min_size=1, max_size=3), st.lists(knowledges(), min_size=1, max_size=3))
def test_generated_formulas_have_the_truth_of_the_reference(rules: list[f.Formula], course: list[Knowledge]) -> None:
    """For formulas of every node, whatever is known, in any order."""
    compiled = ForwardRules(dict(enumerate(rules)))
    session = compiled.open()
    for known in (*course, course[0]):
        session.know(known)

        assert [judge(rule, known).truth for rule in rules] == [session.truth(key) for key in compiled.conditions]
        assert [Decided.of(decide(rule, known)) for rule in rules] == [
            session.decided(key) for key in compiled.conditions
        ]


@given(st.integers(1, 12), st.data())
def test_counting_is_exact(number: int, data: st.DataObject) -> None:
    """At least, at most and exactly so many of some facts, each known or not, are counted as Kleene counts."""
    least = data.draw(st.integers(0, number + 1))
    most = data.draw(st.none() | st.integers(0, number))
    rule = f.Count(tuple(f.Matches(f"p{place}", (True,)) for place in range(number)), least, most)
    session = ForwardRules({"": rule}).open()
    for _ in range(3):
        states = data.draw(st.lists(st.sampled_from([(True,), (False,), (True, False)]), min_size=number))
        known = Knowledge(Timeline([]), {f"p{place}": Among(one) for place, one in enumerate(states[:number])})
        session.know(known)

        assert judge(rule, known).truth is session.truth("")


def test_only_what_is_touched_is_judged_again() -> None:
    """Where the caller says which facts changed, nothing else is looked at."""
    rules = ForwardRules({"a": f.Matches("p", (True,)), "b": f.Matches("q", (True,))})
    session = rules.open()
    session.know(Knowledge(Timeline([]), {}))
    both = {"p": Among((True,)), "q": Among((True,))}

    session.know(Knowledge(Timeline([]), both), (), ["p"])

    assert [Truth.TRUE, Truth.UNKNOWN] == [session.truth("a"), session.truth("b")]


def test_big_circuits_are_spread_over_several_rule_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit into one rule set goes into further ones, and they tell each other."""
    monkeypatch.setattr(layout, "MOST_RULES", 20)
    names = [f"p{number}" for number in range(30)]
    rule = f.Count(tuple(f.Matches(name, (True,)) for name in names), 15)
    rules = ForwardRules({"": rule})
    session = rules.open()
    for number in (14, 15, 14, 30):
        known = Knowledge(Timeline([]), {name: Among((place < number,)) for place, name in enumerate(names)})
        session.know(known)

        assert judge(rule, known).truth is session.truth("")
    assert len(rules.program.layout.parts) > 10


def test_a_fact_for_which_hundreds_of_rules_wait_is_no_danger() -> None:
    """More than 255 rules of one set that share a condition overwrite the engine's memory, so they are spread."""
    shared = f.Matches("shared", (True,))
    rules = ForwardRules({number: f.All((shared, f.Matches(f"p{number}", (True,)))) for number in range(600)})
    session = rules.open()
    session.know(Knowledge(Timeline([]), {"shared": Among((True,)), "p7": Among((True,)), "p8": Among((False,))}))

    assert [Truth.UNKNOWN, Truth.TRUE, Truth.FALSE] == [session.truth(number) for number in (6, 7, 8)]
    assert len(rules.program.layout.parts) > 2


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([(1,)] * 4_096, "rules"),
        ([(1, place) for place in range(2, 260)], "rules that wait for one fact"),
        ([tuple(range(17))], "facts in one rule"),
        ([(place,) for place in range(4_000)] + [tuple(range(4_000 + 15 * n, 4_015 + 15 * n)) for n in range(90)], ""),
        ([tuple(range(16 * n, 16 * n + 16)) for n in range(1_100)], "first tests"),
    ],
)
def test_what_the_engine_cannot_hold_never_reaches_it(rules: list[tuple[int, ...]], said: str) -> None:
    """Each of its limits is an error of our own, before a rule set is made."""
    if not said:
        door.check_limits(rules)
        return

    with pytest.raises(UnsupportedConditionError, match=said):
        door.RuleSet(rules)


def test_names_of_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine knows names by a hash alone; where two of ours share one, others are given, or the rules refused."""
    usual = door._hash
    monkeypatch.setattr(door, "_hash", lambda text: usual("t0" if text == "t1" else text))
    assert ["u0", "u1"] == [token for _, token in door._texts([5, 7]).values()]
    monkeypatch.setattr(door, "_hash", len)

    with pytest.raises(UnsupportedConditionError, match="takes two of the names"):
        door._texts([5, 7])


def test_no_text_of_a_dossier_reaches_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names and values are numbered: what goes to the engine is made of generated names alone."""
    given: list[str] = []
    usual = door._engine()

    class Listening:
        error = usual.error

        def __getattr__(self, name: str) -> object:
            def called(*arguments: object) -> object:
                given.extend(str(argument) for argument in arguments)
                return getattr(usual, name)(*arguments)

            return called

    monkeypatch.setattr(door, "_engine", Listening)
    rule = f.All((f.Matches("état", ("«да»",)), f.Happens(f.Event('x"}')), f.Matches("p", (True,))))
    session = ForwardRules({"«»": rule}).open()
    session.know(Knowledge(Timeline([Entry('x"}', Truth.TRUE)]), {"état": Among(("«да»",))}))

    assert Truth.UNKNOWN is session.truth("«»")
    assert not any(word in text for text in given for word in ("état", "да", "x", "p1", "«"))


def test_a_fault_of_the_engine_is_answered_by_a_new_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the engine fails once, everything is put into a new session; where it fails again, that is an error."""
    rule = f.All((f.Matches("p", (True,)), f.Matches("q", (True,))))
    session = ForwardRules({"": rule}).open()
    session.know(Knowledge(Timeline([]), {"p": Among((True,))}))
    usual, faults = door.Session.put, [1]

    def put(self: door.Session, fact: int) -> None:
        if faults:
            faults.pop()
            raise EngineFaultError("lost")
        usual(self, fact)

    monkeypatch.setattr(door.Session, "put", put)
    session.know(Knowledge(Timeline([]), {"p": Among((True,)), "q": Among((True,))}))
    assert Truth.TRUE is session.truth("")
    faults += [1, 1]

    with pytest.raises(EngineFaultError, match="lost"):
        session.know(Knowledge(Timeline([]), {"p": Among((False,)), "q": Among((True,))}))


def test_sessions_sleep_and_wake_with_what_they_knew() -> None:
    """More courses of events than may be awake: each goes on from where it was, and few are in the engine."""
    rule = f.All((f.Matches("p", (True,)), f.Matches("q", (True,))))
    rules = ForwardRules({"": rule}, most_awake=3)
    sessions = [rules.open() for _ in range(20)]
    for session in sessions:
        session.know(Knowledge(Timeline([]), {"p": Among((True,))}))
    for session in sessions:
        session.know(Knowledge(Timeline([]), {"p": Among((True,)), "q": Among((True,))}))

    assert {Truth.TRUE} == {session.truth("") for session in sessions}
    assert rules.program.awake <= 3


def test_sessions_that_nobody_has_are_deleted() -> None:
    """A session that was dropped leaves its place in the engine to another; more than it holds come and go."""
    rules = ForwardRules({"": f.All((f.Matches("p", (True,)), f.Matches("q", (True,))))}, most_awake=900)
    for _ in range(1_200):
        rules.open().know(Knowledge(Timeline([]), {"p": Among((True,))}))
    gc.collect()
    rules.open().know(Knowledge(Timeline([]), {"p": Among((False,))}))

    assert len(rules.program.gone) <= 1


def test_threads_share_a_program() -> None:
    """Several threads, each with courses of events of its own, get their own answers."""
    names = [f"p{number}" for number in range(12)]
    rule = f.Count(tuple(f.Matches(name, (True,)) for name in names), 6)
    rules = ForwardRules({"": rule}, most_awake=2)
    wrong: list[str] = []

    def follow(seed: int) -> None:
        session = rules.open()
        for step in range(60):
            facts = {name: Among(((seed * 7 + step * place) % 3 == 0,)) for place, name in enumerate(names)}
            known = Knowledge(Timeline([]), facts)
            session.know(known)
            if judge(rule, known).truth is not session.truth(""):
                wrong.append(f"{seed} {step}")

    threads = [threading.Thread(target=follow, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == wrong


def test_it_says_what_an_answer_follows_from() -> None:
    """Behind an answer are the atoms that were judged, and only those that matter for it."""
    signs, votes = f.Event("signs"), f.Event("votes")
    late = f.Within(signs, votes, least=Period(days=1))
    session = ForwardRules({"": f.Gate(signs, f.All((late, f.Matches("approved", (True,)))))}).open()
    entries = [Entry("signs", Truth.TRUE, 20, 20), Entry("votes", Truth.TRUE, 10, 10)]
    session.know(Knowledge(Timeline(entries, (), Unlisted()), {"approved": Among((False,))}))

    assert Truth.FALSE is session.truth("")
    assert ["CanAct", "Matches"] == [
        type(getattr(atom, "formula", atom)).__name__ for atom in session.behind("") if not _is_late(atom)
    ]


def test_what_was_asked_before_an_act_is_not_behind_an_answer_after_it() -> None:
    """What would be if the act came next is told until it comes, and again if it is taken back."""
    signs, votes = f.Event("signs"), f.Event("votes")
    session = ForwardRules({"": f.Gate(signs, f.Within(signs, votes, least=Period(days=1)))}).open()
    voted = Entry("votes", Truth.TRUE, 10, 10)
    signed = Entry("signs", Truth.TRUE, 20, 20)
    behind = []
    for entries in ([voted], [voted, signed], [voted]):
        known = Knowledge(Timeline(entries, (), Unlisted(Truth.UNKNOWN, 31)), {}, 30)
        session.know(known, ["signs"], ())
        behind.append([type(step).__name__ for atom in session.behind("") for step in atom.setting])

        assert Decided.of(decide(session.rules.conditions[""], known)) == session.decided("")
    assert [True, False, True] == ["ActingNext" in steps for steps in behind]


def _is_late(atom: object) -> bool:
    return isinstance(getattr(atom, "formula", None), f.Within)


def test_the_declaration_covers_what_it_must() -> None:
    """The engine says of every node and feature whether it gives the reference's answer."""
    assert "forward" == SUPPORT.name
    assert all(support.extent == "yes" for support in SUPPORT.nodes.values())
