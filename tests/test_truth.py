"""Three-valued truth: the laws of strong Kleene logic."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.truth import Truth, conjunction, counted, disjunction

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
ORDER = [F, U, T]

truths = st.sampled_from(Truth)
several = st.lists(truths, max_size=6)


def completions(listed: list[Truth]) -> list[tuple[bool, ...]]:
    """Every way in which the unknown ones can turn out."""
    return list(product(*([True, False] if truth is U else [truth is T] for truth in listed)))


def over_all(answers: list[bool]) -> Truth:
    """The truth on which all completions agree, else unknown."""
    return (T if all(answers) else U) if any(answers) else F


def test_a_truth_refuses_to_be_a_python_condition() -> None:
    """Unknown is neither true nor false, so no truth may silently become one."""
    for truth in Truth:
        with pytest.raises(TypeError, match=r"^a Truth is not a bool: write `truth is Truth"):
            bool(truth)


def test_the_three_truths_have_stable_names() -> None:
    """Reports and JSON carry these words."""
    assert {"true", "false", "unknown"} == {truth.value for truth in Truth}
    assert "true" == T.value
    assert "false" == F.value


def test_negation_swaps_true_and_false_and_keeps_unknown() -> None:
    """Not knowing something is not knowing its opposite."""
    assert [T, U, F] == [~F, ~U, ~T]


def test_a_python_value_becomes_a_truth() -> None:
    """None is unknown."""
    assert [T, F, U] == [Truth.of(True), Truth.of(False), Truth.of(None)]


def test_conjunction_and_disjunction_of_none() -> None:
    """All of nothing holds, any of nothing does not."""
    assert T is conjunction([])
    assert F is disjunction([])


@pytest.mark.parametrize("left", Truth)
@pytest.mark.parametrize("right", Truth)
def test_conjunction_is_the_least_and_disjunction_the_greatest(left: Truth, right: Truth) -> None:
    """In the order false, unknown, true."""
    ranks = sorted([left, right], key=ORDER.index)

    assert ranks[0] is conjunction([left, right])
    assert ranks[1] is disjunction([left, right])


@given(several)
def test_de_morgan(listed: list[Truth]) -> None:
    """Not all is some not."""
    assert ~conjunction(listed) is disjunction(~truth for truth in listed)


@given(several)
def test_all_and_any_agree_with_every_completion(listed: list[Truth]) -> None:
    """Of independent unknowns, Kleene logic says exactly what all completions agree on."""
    answers = completions(listed)

    assert over_all([all(answer) for answer in answers]) is conjunction(listed)
    assert over_all([any(answer) for answer in answers]) is disjunction(listed)


@given(several, st.integers(0, 7), st.none() | st.integers(0, 7))
def test_counting_agrees_with_every_completion(listed: list[Truth], at_least: int, at_most: int | None) -> None:
    """Counting is decided exactly when all completions count alike."""
    highest = len(listed) if at_most is None else at_most
    answers = [at_least <= sum(answer) <= highest for answer in completions(listed)]

    assert over_all(answers) is counted(listed, at_least, at_most)


@given(several, st.integers(0, 7))
def test_counting_takes_any_iterable(listed: list[Truth], at_least: int) -> None:
    """A generator is counted like a list."""
    assert counted(listed, at_least) is counted((truth for truth in listed), at_least)


@given(several, st.data())
def test_knowing_more_never_flips_a_decided_truth(listed: list[Truth], data: st.DataObject) -> None:
    """Filling in an unknown leaves every decided answer as it is."""
    filled = [
        data.draw(st.sampled_from([T, F])) if truth is U and data.draw(st.booleans()) else truth for truth in listed
    ]
    at_least, at_most = data.draw(st.integers(0, 6)), data.draw(st.none() | st.integers(0, 6))

    for before, after in [
        (conjunction(listed), conjunction(filled)),
        (disjunction(listed), disjunction(filled)),
        (counted(listed, at_least, at_most), counted(filled, at_least, at_most)),
    ]:
        assert before in {U, after}
