"""The checker of certificates: it accepts what is shown, and refuses whatever was tampered with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from conditions import formula as f
from conditions.certificates import (
    Absurd,
    Apart,
    Cases,
    Decided,
    Divided,
    Happening,
    OneOf,
    Question,
    Witness,
    fits,
    proves,
    witnesses,
)
from conditions.engines.exact import Always, Either, ExactTruth, confirmed, exact
from conditions.knowledge import Among, Knowledge, NumberBetween
from conditions.periods import Period
from conditions.semantics import judge
from conditions.timeline import Entry, Relation, Timeline, Unlisted
from conditions.truth import Truth
from tests.courses import courses
from tests.knowing import formulas, knowledges

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
A, B, C = f.Event("a"), f.Event("b"), f.Event("c")
DAY = Period(days=1)
OPEN = Knowledge(Timeline((), (), Unlisted(U)), {})
DECLARED = {"s": ("x", "y", "z"), "p": (True, False), "q": (True, False)}
EITHER = f.Any((f.Happens(A), f.Not(f.Happens(A))))

many = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


def shown(formula: f.Formula, known: Knowledge) -> ExactTruth:
    """The exact truth, where it is shown."""
    assume(known.timeline.contradiction() is None)
    found = exact(formula, known, DECLARED)
    assume(found.certificate is not None)
    return found


# --- what was tampered with -------------------------------------------------------------------


@many
@given(formulas(2), knowledges(calendar=True))
def test_no_certificate_shows_another_answer(formula: f.Formula, known: Knowledge) -> None:
    """Of the three answers it shows one only."""
    found = shown(formula, known)
    assert found.certificate is not None
    accepted = [truth for truth in Truth if confirmed(truth, found.certificate, formula, known, DECLARED)]

    assert [found.truth] == accepted


@many
@given(formulas(2), knowledges(), st.data())
def test_a_cut_proof_is_refused_unless_it_still_proves(
    formula: f.Formula, known: Knowledge, data: st.DataObject
) -> None:
    """What the checker accepts holds in every course of events, whatever was done to the cases."""
    found = shown(formula, known)
    assume(isinstance(found.certificate, Always))
    assert isinstance(found.certificate, Always)
    claim = formula if found.truth is T else f.Not(formula)
    other = data.draw(st.sampled_from([claim, f.Not(claim), f.All((claim, f.Happens(A))), f.Happens(B)]))
    cases = data.draw(st.sampled_from([*_tampered(found.certificate.cases), found.certificate.cases]))

    if proves(cases, other, known, DECLARED):
        for number, course in enumerate(courses(known, [other])):
            assert course.holds(other)
            if number > 300:
                break


def _tampered(cases: Cases) -> Iterator[Cases]:
    """Cases with one branch cut short, exchanged, or with another question."""
    yield Decided()
    yield Absurd(())
    if isinstance(cases, Divided):
        yield replace(cases, yes=Decided())
        yield replace(cases, no=Decided())
        yield replace(cases, yes=cases.no, no=cases.yes)
        yield replace(cases, question=_other(cases.question))


def _other(question: Question) -> Question:
    match question:
        case Happening():
            return Happening("b")
        case Apart(first, second, days):
            return Apart(first, second, days + 1)
        case OneOf(fact, values):
            return OneOf(fact, values[1:])
        case _:
            return Happening("c")


@many
@given(formulas(2), knowledges(calendar=True), st.data())
def test_a_witness_that_was_changed_is_judged_anew(formula: f.Formula, known: Knowledge, data: st.DataObject) -> None:
    """A day moved, an event left out, a value exchanged: it is refused, or it is a completion all the same."""
    found = shown(formula, known)
    certificate = found.certificate
    witness = certificate.not_true if isinstance(certificate, Either) else certificate.witness  # type: ignore[union-attr] # it is shown
    changed = data.draw(st.sampled_from(list(_changed(witness)) or [witness]))
    judged = judge(formula, changed.knowledge(known)).truth

    assert witnesses(changed, formula, known) is judged
    if fits(changed, known, DECLARED):
        assert found.truth is U or judged is found.truth


def _changed(witness: Witness) -> Iterator[Witness]:
    for event, day in witness.days.items():
        yield replace(witness, days={**witness.days, event: None if day is not None else 738_002})
        if day is not None:
            yield replace(witness, days={**witness.days, event: day + 1})
    for fact, value in witness.facts.items():
        if isinstance(value, bool):
            yield replace(witness, facts={**witness.facts, fact: not value})
        if isinstance(value, Fraction):
            yield replace(witness, facts={**witness.facts, fact: value + 100})


# --- by example -------------------------------------------------------------------------------


def test_a_division_leaves_nothing_out() -> None:
    """Whether it happens divides an open world in two, and both are decided."""
    assert proves(Divided(Happening("a"), Decided(), Decided()), EITHER, OPEN)
    assert not proves(Decided(), EITHER, OPEN)


def test_what_is_known_is_not_asked() -> None:
    """A question that is settled leaves no second case, so the division is refused."""
    known = Knowledge(Timeline([Entry("a", T)]), {})

    assert not proves(Divided(Happening("a"), Decided(), Decided()), EITHER, known)


def test_a_distance_is_asked_of_what_happens() -> None:
    """An order counts only if both happen, so it divides nothing where that is open."""
    order = f.Any((f.Within(A, B, least=DAY), f.Within(A, B, most=Period())))
    asked = Divided(Apart("b", "a", 0), Decided(), Decided())

    assert not proves(asked, order, OPEN)
    assert proves(asked, order, Knowledge(Timeline([Entry("a", T), Entry("b", T)]), {}))


def test_values_are_divided_as_declared() -> None:
    """Where it is not said which values there are, nothing can be divided; and both sides need a value."""
    formula = f.Any((f.Matches("s", ("x",)), f.Matches("s", ("y", "z"))))
    cases = Divided(OneOf("s", ("x",)), Decided(), Decided())

    assert not proves(cases, formula, OPEN)
    assert proves(cases, formula, OPEN, DECLARED)
    assert not proves(Divided(OneOf("s", ()), Decided(), Decided()), formula, OPEN, DECLARED)


def test_comparisons_that_add_up_to_what_cannot_be() -> None:
    """Taken once each, more than and less than add up to more than nothing; taken otherwise they do not."""
    n, m = f.FactValue("n"), f.FactValue("m")
    one, other = f.Compare(n, ">", m), f.Compare(m, ">", n)
    formula = f.Not(f.All((one, other)))

    def cases(*times: int) -> Cases:
        inner = Divided(other, Absurd(tuple(map(Fraction, times))), Decided())
        return Divided(one, inner, Decided())

    assert proves(cases(1, 1), formula, OPEN)
    assert not proves(cases(1, 2), formula, OPEN)
    assert not proves(cases(1, -1), formula, OPEN)
    assert not proves(cases(1), formula, OPEN)


def test_ranges_count_in_what_cannot_be() -> None:
    """A number of at least 5 is not below 3."""
    n = f.FactValue("n")
    formula = f.Not(f.Compare(n, "<", f.Amount(Fraction(3))))
    cases = Divided(f.Compare(n, "<", f.Amount(Fraction(3))), Absurd((Fraction(1),)), Decided())

    assert proves(cases, formula, Knowledge(Timeline(()), {"n": NumberBetween(Fraction(5))}))
    assert not proves(cases, formula, Knowledge(Timeline(()), {"n": NumberBetween(Fraction(2))}))


def test_a_guarded_window_divides_nothing() -> None:
    """What hangs on a guard may be neither so nor not so."""
    guarded = f.Within(f.Guarded(A, f.Matches("p", (True,))), B, least=DAY)

    assert not proves(Divided(guarded, Decided(), Decided()), f.Any((guarded, f.Not(guarded))), OPEN)


def test_a_witness_must_name_all_that_is_tied() -> None:
    """Else a relation could be passed over."""
    known = Knowledge(Timeline([Entry("a", T)], [Relation("a", "b", DAY)], Unlisted(U)), {})

    assert not fits(Witness({"a": 738_000}, {}), known)
    assert fits(Witness({"a": 738_000, "b": None}, {}), known)
    assert not fits(Witness({"a": 738_000, "b": 738_000}, {}), known)


def test_a_witness_keeps_days_and_values() -> None:
    """What certainly happens has a day, within its range; a fact has one of its values."""
    known = Knowledge(
        Timeline([Entry("a", T, 738_000, 738_001)]), {"s": Among(("x", "y")), "n": NumberBetween(Fraction(1))}
    )

    assert fits(Witness({"a": 738_001}, {"s": "x", "n": Fraction(1)}), known)
    assert not fits(Witness({"a": None}, {}), known)
    assert not fits(Witness({"a": 738_002}, {}), known)
    assert not fits(Witness({"a": 738_001}, {"s": "z"}), known)
    assert not fits(Witness({"a": 738_001}, {"n": Fraction(0)}), known)
    assert not fits(Witness({"a": 738_001}, {"n": "x"}), known)
