"""The strategies for users: what they draw is sound, every sort of it turns up, and failing cases are kept."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, assume, find, given, settings
from hypothesis import strategies as st

from conditions import formula as core
from conditions.check import check, lowered
from conditions.engines.compiled import CompiledRules
from conditions.files.dossier import dump_dossier, load_dossier, read_dossier
from conditions.files.scenario import dump_scenario, load_scenario, read_scenario
from conditions.language.base import Scope, mentioned
from conditions.language.clauses import KINDS
from conditions.language.connectives import If
from conditions.language.grammar import parse
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.model.statements import Statement
from conditions.semantics import judge
from conditions.testing import clauses, dossiers, dump_case, formulas, load_cases, recording, scenarios, statements
from conditions.testing.drawn_clauses import ClauseStrategies
from conditions.testing.entry import register
from tests.strategies import VOCABULARY

ROOT = Path(__file__).resolve().parent.parent
CASES = Path(__file__).parent / "cases"
MINSK = load_dossier(ROOT / "scenarios" / "minsk-2015")
pairs = dossiers().flatmap(lambda dossier: st.tuples(st.just(dossier), scenarios(dossier)))
"""A dossier and a scenario of it."""


@st.composite
def conditions_of(draw: st.DrawFn) -> tuple[Dossier, core.Formula]:
    """A core formula of a condition of some dossier."""
    dossier = draw(dossiers().filter(lambda one: bool(one.conditions)))
    condition = dossier.conditions[draw(st.sampled_from(sorted(dossier.conditions)))]
    return dossier, next(iter(lowered(condition, dossier.vocabulary).values()))


# --- what is drawn is sound ----------------------------------------------------------


@given(pairs)
def test_a_case_is_read_back_from_its_files(case: tuple[Dossier, Scenario]) -> None:
    """Both are what a file may hold."""
    dossier, scenario = case

    assert dossier == read_dossier(dump_dossier(dossier))
    assert scenario == read_scenario(dump_scenario(scenario), dossier)


@given(pairs)
def test_a_case_can_be_checked(case: tuple[Dossier, Scenario]) -> None:
    """The scenario fits the dossier, and does not contradict itself."""
    result = check(*case)

    assert set(result.parties) == set(case[0].parties)
    assert result.known.timeline.contradiction() is None


@given(scenarios(MINSK))
def test_scenarios_fit_a_dossier_of_ones_own(scenario: Scenario) -> None:
    """Also one that nobody generated."""
    assert check(MINSK, scenario).known.timeline.contradiction() is None


@given(clauses(MINSK.vocabulary))
def test_clauses_are_sound(clause: object) -> None:
    """Over any vocabulary they can be lowered without a mistake, and read back."""
    scope = Scope(MINSK.vocabulary)
    read = parse(str(clause))
    read.lower(scope)

    assert clause == read
    assert [] == scope.mistakes


@given(statements())
def test_statements_say_who_speaks(statement: Statement) -> None:
    """And nothing that a dossier would refuse."""
    assert statement.speaker


# --- every sort of it turns up ------------------------------------------------------------


def test_there_is_a_strategy_for_every_kind() -> None:
    """A new kind without one fails here."""
    assert set(KINDS) == set(ClauseStrategies(VOCABULARY).kinds)


def test_every_kind_turns_up_and_none_crowds_out_another() -> None:
    """In two thousand clauses each one is there often."""
    found: Counter[type] = Counter()

    @settings(max_examples=600, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(clauses(VOCABULARY))
    def draw(clause: object) -> None:
        found.update(type(one) for one in mentioned(clause))  # type: ignore[arg-type]  # any kind

    draw()
    total = sum(found.values())

    assert set(KINDS) == set(found)
    assert max(found.values()) < total / 4
    assert min(found.values()) > total / 200


def test_every_node_turns_up() -> None:
    """Of formulas, and of points."""
    found: set[type] = set()

    @settings(max_examples=600, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(formulas())
    def draw(formula: core.Formula) -> None:
        for node in core.walk(formula):
            found.add(type(node))
            found.update(type(point) for point in core.points_of(node))

    draw()

    assert {*get_args(core.Formula), *get_args(core.Point)} <= found


@pytest.mark.parametrize(
    "sort",
    [
        lambda scenario: scenario.world.kind == "open",
        lambda scenario: scenario.world.kind == "closed" and not scenario.timeline,
        lambda scenario: scenario.world.until is not None and len(scenario.timeline) > 2,
        lambda scenario: any(step.happens == "unknown" for step in scenario.timeline),
        lambda scenario: any(step.happens == "no" for step in scenario.timeline),
        lambda scenario: any(step.relations() for step in scenario.timeline),
        lambda scenario: (
            any(step.on and not step.on.is_day for step in scenario.timeline if hasattr(step.on, "is_day"))
            or any(step.on and "/" in step.on.text for step in scenario.timeline)
        ),
        lambda scenario: "unknown" in scenario.facts.values(),
        lambda scenario: scenario.as_of is not None,
    ],
)
def test_scenarios_of_every_sort(sort: Callable[[Scenario], bool]) -> None:
    """All worlds, what never happens or perhaps, orders, ranges of days, facts of which nothing is known."""
    found = find(scenarios(MINSK), sort, settings=settings(database=None, max_examples=2_000))

    assert sort(found)


def test_what_fails_shrinks_to_little() -> None:
    """One event and nothing else; a condition with bare parts."""
    none = settings(database=None, derandomize=True, max_examples=500)
    scenario = find(scenarios(MINSK), lambda one: bool(one.timeline), settings=none)
    clause = find(clauses(MINSK.vocabulary), lambda one: isinstance(one, If), settings=none)

    assert 1 == len(scenario.timeline)
    assert {} == scenario.facts
    assert len(str(clause)) < 80


# --- the engines agree on them ---------------------------------------------------------------


@given(pairs)
def test_compiled_rules_agree_with_the_reference(case: tuple[Dossier, Scenario]) -> None:
    """For every condition of a generated dossier, in every reading, in every world."""
    dossier, scenario = case
    known, vocabulary = check(dossier, scenario).known, dossier.vocabulary.with_members(scenario.groups)
    rules = [one for each in dossier.conditions.values() for one in lowered(each, vocabulary).values()]
    assume(rules)

    assert [judge(rule, known).truth for rule in rules] == CompiledRules(rules).truths(known)


# --- Hypothesis knows our models ---------------------------------------------------------------


@pytest.mark.parametrize("model", [Dossier, Scenario, Statement])
def test_models_are_known_by_their_type(model: type) -> None:
    """Without naming a strategy."""
    register()

    quick = settings(database=None, phases=[Phase.generate], max_examples=1)
    assert isinstance(find(st.from_type(model), lambda _: True, settings=quick), model)


@pytest.mark.parametrize("first", ["hypothesis", "conditions.model.dossier"])
def test_registering_imports_no_model(first: str) -> None:
    """Whichever is imported first; a model that is not imported stays so."""
    program = f"""
import sys
import {first}, hypothesis
from conditions.testing.entry import register
register()
assert {first != "hypothesis"} == ("pydantic" in sys.modules)
from hypothesis import strategies as st
from conditions.model.statements import Statement
from conditions.model.dossier import Dossier
import hypothesis.strategies._internal.types as types
assert {{Statement, Dossier}} <= set(types._global_type_lookup)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert "" == done.stderr


# --- what failed is kept -------------------------------------------------------------------------


@given(case=pairs)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_a_case_is_kept_as_files(tmp_path: Path, case: tuple[Dossier, Scenario]) -> None:
    """They can be loaded, and are equal to it; the scenario names the dossier beside it."""
    file = dump_case(*case, tmp_path / "one")
    (kept,) = load_cases(tmp_path)

    assert (*case, tmp_path / "one") == kept
    assert case[1] == load_scenario(file)


def test_the_smallest_failing_case_is_kept(tmp_path: Path) -> None:
    """What Hypothesis tries last; an assumption that does not hold is no failure."""

    @settings(database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(scenarios(MINSK))
    def law(scenario: Scenario) -> None:
        with recording(MINSK, scenario, tmp_path / "law"):
            assume(scenario.world.kind == "open")
            assert not scenario.timeline

    with pytest.raises(AssertionError):
        law()
    (kept,) = load_cases(tmp_path)

    assert "open" == kept.scenario.world.kind
    assert 1 == len(kept.scenario.timeline)


def test_without_failures_nothing_is_kept(tmp_path: Path) -> None:
    """There is no folder then, and so no case."""
    with recording(MINSK, Scenario.build({"scenario": "so", "world": "open"}), tmp_path / "law" / "one"):
        pass

    assert [] == load_cases(tmp_path / "law")
    assert [] == list(tmp_path.iterdir())


def test_what_once_failed() -> None:
    """Every case that is kept is read back, is checked, and gives the same in both engines."""
    for case in load_cases(CASES):
        agrees(case.dossier, case.scenario)


def agrees(dossier: Dossier, scenario: Scenario) -> None:
    """The dossier reads back as it is, and both engines give the same answers."""
    known, vocabulary = check(dossier, scenario).known, dossier.vocabulary.with_members(scenario.groups)
    rules = [one for each in dossier.conditions.values() for one in lowered(each, vocabulary).values()]

    assert dossier == read_dossier(dump_dossier(dossier))
    assert [judge(rule, known).truth for rule in rules] == CompiledRules(rules).truths(known)
