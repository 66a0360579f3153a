"""Compiled rules give the answers of the reference interpreter."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from conditions import formula as f
from conditions.engines.compiled import CompiledRules, Trace, trace
from conditions.knowledge import Among, Knowledge
from conditions.periods import Period
from conditions.semantics import Judgement, judge
from conditions.timeline import Entry, Timeline
from conditions.truth import Truth
from tests.knowing import formulas, knowledges

NUMBERS = (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)


def without_order(known: Knowledge) -> Knowledge:
    """The same days without order or distance between events, as a table holds them."""
    timeline = known.timeline
    return replace(known, timeline=Timeline(map(timeline.entry, timeline.events()), (), timeline.otherwise))


@given(st.lists(formulas(), min_size=1, max_size=4), knowledges())
def test_compiled_rules_agree_with_the_reference(rules: list[f.Formula], known: Knowledge) -> None:
    """For scenarios of days, every formula has the truth that the reference interpreter gives it."""
    compiled = CompiledRules(rules)
    days = without_order(known)

    assert [judge(rule, days).truth for rule in rules] == compiled.truths_of(compiled.row(days))


@given(st.lists(formulas(2), min_size=1, max_size=3), knowledges())
def test_order_between_events_is_never_lost(rules: list[f.Formula], known: Knowledge) -> None:
    """Where a timeline knows order, the answers are the reference's, not those of the days alone."""
    assert [judge(rule, known).truth for rule in rules] == CompiledRules(rules).truths(known)


@given(formulas(2), knowledges())
def test_a_trace_has_the_truth_of_every_part(rule: f.Formula, known: Knowledge) -> None:
    """A trace names the same parts as the formula, unless a derived point left it to the reference interpreter."""
    compiled = CompiledRules([rule])
    row = compiled.row(without_order(known))

    whole = trace(compiled.traces_of(row)[0])

    assert compiled.numbers(row) == [whole.truth]
    derived = any(f.is_derived(point) for node in f.walk(rule) for point in f.points_of(node))
    assert (() if derived else f.parts_of(rule)) == tuple(part.formula for part in whole.parts)


def test_a_trace_agrees_with_a_judgement_part_by_part() -> None:
    """The trace of a gate shows the same truths as the judgement, down to the leaves."""
    signs, votes = f.Event("signs"), f.Event("votes")
    rule = f.Gate(signs, f.All((f.Within(signs, votes, least=Period(days=1)), f.Matches("approved", (True,)))))
    known = Knowledge(
        Timeline([Entry("signs", Truth.TRUE, 20, 20), Entry("votes", Truth.TRUE, 10, 12)]),
        {"approved": Among((False,))},
    )
    compiled = CompiledRules([rule])

    traced = trace(compiled.traces_of(compiled.row(known))[0])

    assert _truths(judge(rule, known)) == _traced_truths(traced)
    assert ((2, 20, 20),) == traced.seen


def test_text_of_a_dossier_never_reaches_the_program() -> None:
    """Names are numbered: one that looks like a program is only a name."""
    name = "x'); raise SystemExit('reached')  #"
    rules = CompiledRules([f.Happens(f.Event(name)), f.Matches(name, (name,))])

    assert [Truth.TRUE, Truth.UNKNOWN] == rules.truths_of((2, 1, 1, None))


def test_rules_about_nothing_are_rules() -> None:
    """A rule set that mentions no event and no fact, and an empty one, have their answers."""
    assert [Truth.TRUE] == CompiledRules([f.All(())]).truths_of(())
    assert [] == CompiledRules([]).truths_of(())


def _truths(judgement: Judgement) -> list[Truth]:
    return [judgement.truth, *(truth for part in judgement.parts for truth in _truths(part))]


def _traced_truths(node: Trace) -> list[Truth]:
    return [NUMBERS[node.truth], *(truth for part in node.parts for truth in _traced_truths(part))]
