"""Small changes of rules: what is changed, what a scenario notices, and what says the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conditions.check import lowered
from conditions.files.dossier import dump_dossier
from conditions.files.scenario import dump_scenario
from conditions.language.grammar import parse
from conditions.language.types import Moment
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.mutation import Mutation, mutants, mutate
from conditions.mutation.values import changed
from tests.command_line import run
from tests.rule_sets import course, rule_set
from tests.strategies import KINDS


def changes(text: str) -> list[str]:
    """The texts that a condition may become."""
    return [str(one.value) for one in changed(parse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a only after b", ["not b", "a only on or after b", "b only after a"]),
        ("a only on or before 2022-05-09", ["2022-05-08", "2022-05-10", "a only before 2022-05-09"]),
        ("a before b", ["a on or before b", "a after b", "a on or after b", "b before a", "not a before b"]),
        ("a only if b and c", ["a only if b", "a only if c", "not b and c", "b and not c"]),
        ("a within 6 months of b", ["within 5 months", "within 7 months", "6 months after b", "6 months before b"]),
        ("a on the same day as b", ["a at most 1 day from b", "b on the same day as a"]),
        ("a only from b + 1 year 2 days", ["b + 1 year 1 day", "b + 1 year 3 days"]),
        ("at least 2 of (a, b, c)", ["at least 1 of", "at least 3 of", "at least 2 of (a, b)"]),
        ("majority of g ratify", ["all of g ratify", "none of g ratify"]),
        ("all of g excluding NO ratify", ["all of g ratify"]),
        ("n is at least 50 percent of m", ["49 percent", "51 percent", "n is more than 50", "n is exactly 50"]),
        ("c is r or later", ["c is r", "c is r or earlier", "not c is r or later"]),
        ("s is not in force on d", ["s is in force on d", "s is not in force"]),
        ("a only after earliest of (b, c)", ["latest of (b, c)", "earliest of (b)", "earliest of (c)"]),
        ("not never a", ["never a"]),
    ],
)
def test_what_may_become_of_a_condition(text: str, expected: list[str]) -> None:
    """Each kind of change that its fields allow."""
    found = changes(text)

    assert [] == [one for one in expected if not any(one in change for change in found)]
    assert text not in found


def test_a_contrary_of_a_contrary_is_left_out() -> None:
    """It would say the same."""
    assert [] == [one for one in changes("not a") if one.startswith("not not")]


def test_every_kind_takes_part() -> None:
    """Through its fields, without code of its own."""
    unchanged = [kind.__name__ for kind in KINDS if not any(changes(text) for text in kind.examples)]

    assert [] == unchanged


def test_a_moment_without_a_distance_stays() -> None:
    """There is nothing to lengthen."""
    assert [] == list(changed(Moment.parse("referendum")))


def test_every_mutant_is_a_dossier() -> None:
    """It can be lowered without a mistake, and its text is another one."""
    for mutant in mutants(rule_set()):
        assert mutant.before != mutant.after
        for condition in mutant.dossier.conditions.values():
            assert lowered(condition, mutant.dossier.vocabulary)


def test_what_is_changed_in_a_dossier() -> None:
    """Conditions, readings, moments, states; what says nothing that can be judged is left out."""
    found = {f"{one.rule}: {one.after}" for one in mutants(rule_set())}

    assert found == {
        "UA-vote (strict): ua_signs only on or after referendum",
        "UA-vote (strict): referendum only after ua_signs",
        "UA-vote (strict): all of ()",
        "UA-vote (loose): ua_signs only after referendum",
        "UA-vote (loose): referendum only on or after ua_signs",
        "UA-vote (loose): all of ()",
        "RU-both: ru_signs only after ua_signs",
        "RU-both: ru_signs only after withdrawal",
        "RU-both: ru_signs only on or after withdrawal and ua_signs",
        "RU-both: all of ()",
        "deadline: referendum + 29 days",
        "deadline: referendum + 31 days",
        "truce: start: withdrawal",
    }


def test_obligations_and_their_zones_are_changed() -> None:
    """A zone is no longer excluded, a deadline is longer; each in its own place."""
    owed = {
        "debtors": "RU",
        "to": "UA",
        "duty": "help",
        "trigger": "aggression",
        "scope": {"within": "country", "except": ["north", "south"]},
        "deadline": "3 days",
    }
    pact = {"in_force": "ua_signs and ru_signs", "obligations": {"help": owed}}
    dossier = rule_set(conditions={}, moments={}, states={}, zones={"country": {}, "north": {}, "south": {}})
    dossier = Dossier.build({**json.loads(dump_dossier(dossier, json=True)), "instruments": {"pact": pact}})
    found = {(one.path[2:], one.after) for one in mutants(dossier)}
    scope = ("obligations", "help", "scope", "except")

    assert (scope, "within: country; except: south") in found
    assert (scope, "within: country; except: north") in found
    assert {path for path, _ in found} >= {("in_force",), ("obligations", "help", "deadline")}
    assert {"pact", "pact (help)"} == {one.rule for one in mutants(dossier)}


# --- who notices ---------------------------------------------------------------------


def tried(*scenarios: Scenario, **more: Any) -> Mutation:
    """The mutants of a dossier with one condition."""
    return mutate(only("ua_signs only after referendum"), scenarios, **more)


def only(text: str, **more: Any) -> Dossier:
    """A dossier with one condition."""
    return rule_set(conditions={"UA-vote": {"party": "UA", "condition": text}}, moments={}, states={}, **more)


def test_without_expectations_nothing_is_noticed() -> None:
    """Whatever happens."""
    found = tried(course("referendum", {"then": "ua_signs"}))

    assert (3, 3, 0) == (len(found.survivors), found.total, found.scenarios)
    assert "example: 3 mutants, 0 noticed, 3 survived, 0 equivalent" == found.summary


def test_an_expectation_that_fails_notices() -> None:
    """On the same day only the strict rule is broken; a vote afterwards tells the order."""
    together = course(["referendum", "ua_signs"], title="together", expect={"UA": "not met"})
    after = course("ua_signs", {"then": "referendum"}, title="after", expect={"UA": "not met"})
    before = course("referendum", {"then": "ua_signs"}, title="before", expect={"UA": "met"})

    assert ["referendum only after ua_signs"] == [one.after for one in tried(together).survivors]
    assert ["ua_signs only on or after referendum"] == [one.after for one in tried(after).survivors]
    assert () == tried(together, after).survivors
    assert {"together", "after"} == {one.scenario for one in tried(together, after, before).tried}


def test_an_expectation_that_fails_anyway_notices_nothing() -> None:
    """Only what is new counts."""
    wrong = course(["referendum", "ua_signs"], expect={"UA": "met"})

    assert 3 == len(tried(wrong).survivors) + tried(wrong).count("noticed")
    assert 0 == tried(wrong).count("noticed")


def test_what_says_the_same_is_not_counted() -> None:
    """The same day both ways round, a highest rung and beyond."""
    found = mutate(only("referendum on the same day as withdrawal"), [])

    assert ["withdrawal on the same day as referendum"] == [
        one.mutant.after for one in found.tried if one.fate == "equivalent"
    ]


def test_the_same_truth_with_another_act_is_counted() -> None:
    """Who must wait for whom is another question than whether it was kept."""
    found = mutate(only("ua_signs only on the same day as ru_signs"), [])

    assert "ru_signs only on the same day as ua_signs" in {one.after for one in found.survivors}


def test_groups_without_names_are_told_apart() -> None:
    """That nobody knows who they are makes all and any of them no less different."""
    groups, events = {"others": {"unnamed": "several"}}, {"ratify": {"each": "others"}, "ua_signs": {}}
    dossier = rule_set(
        groups=groups,
        events=events,
        conditions={"UA-all": {"party": "UA", "condition": "ua_signs only after all of others ratify"}},
        moments={},
        states={},
    )
    found = mutate(dossier, [])

    assert "ua_signs only after any of others ratify" in {one.after for one in found.survivors}


def test_viewpoints_notice() -> None:
    """What is expected as somebody sees it."""
    dossier = only("ua_signs only if agreed", facts={"agreed": {}})
    view = {"UA": {"facts": {"agreed": "yes"}, "expect": {"UA": "met"}}}
    found = mutate(dossier, [course("ua_signs", facts={"agreed": "no"}, viewpoints=view)])

    assert "ua_signs only if not agreed" not in {one.after for one in found.survivors}


def test_exact_answers_notice() -> None:
    """A change that leaves an answer as open as it was may turn what is so in any case."""
    dossier = only("referendum or never referendum")
    plain = course(world="open", title="plain", expect={"UA-vote": "unknown"})
    exact = course(world="open", title="exact", expect_exactly={"UA-vote": "met"})
    seen = {"RU": {"expect_exactly": {"UA-vote": "met"}}}
    view = course(world="open", title="view", viewpoints=seen)

    assert mutate(dossier, [plain]).survivors
    assert () == mutate(dossier, [plain, exact]).survivors
    assert () == mutate(dossier, [plain, view]).survivors


def test_moments_and_states_are_noticed_by_their_days() -> None:
    """The 30th day after the vote, and what ends then."""
    days = [{"withdrawal": "2022-04-02"}, {"referendum": "2022-05-01"}]
    scenario = course(*days, expect_moments={"deadline": "2022-05-31"}, expect_in_force={"truce": {"2022-05-31": "no"}})
    found = mutate(rule_set(conditions={}), [scenario])

    assert 3 == found.count("noticed") == found.total


def test_so_many_are_tried_as_are_asked_for() -> None:
    """Taken evenly, and told as they go."""
    seen: list[tuple[int, int]] = []
    found = mutate(rule_set(), [], limit=4, progress=lambda done, total: seen.append((done, total)))

    assert [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)] == seen
    assert ["UA-vote", "UA-vote", "RU-both", "RU-both"] == [one.mutant.name for one in found.tried]
    assert found.summary.startswith("example: 4 of 13 mutants")


# --- the command ---------------------------------------------------------------------


def folder(where: Path, *scenarios: Scenario) -> Path:
    """A dossier of one condition with scenarios, as files."""
    text = dump_dossier(only("ua_signs only after referendum"))
    (where / "dossier.yaml").write_text(text, encoding="utf-8")
    for number, scenario in enumerate(scenarios):
        (where / f"{number}.scenario.yaml").write_text(dump_scenario(scenario), encoding="utf-8")
    return where


def test_the_command_shows_what_nobody_notices(tmp_path: Path) -> None:
    """File, line and column of the rule first, then the changed rule."""
    path = folder(tmp_path, course("ua_signs", {"then": "referendum"}, expect={"UA": "not met"}))
    line = next(
        number
        for number, text in enumerate((path / "dossier.yaml").read_text(encoding="utf-8").splitlines(), 1)
        if "ua_signs only after" in text
    )
    done = run("mutate", path)

    assert 1 == done.code
    assert "3 changes tried\n" == done.stderr
    assert [
        f"{path / 'dossier.yaml'}:{line}:16: UA-vote: same day: turned round",
        "    ua_signs only on or after referendum",
        "",
        "example: 3 mutants, 2 noticed, 1 survived, 0 equivalent",
    ] == done.lines


def test_the_command_as_data(tmp_path: Path) -> None:
    """Each mutant with its fate, and exit code 0 where every change is noticed."""
    together = course(["referendum", "ua_signs"], title="together", expect={"UA": "not met"})
    after = course("ua_signs", {"then": "referendum"}, title="after", expect={"UA": "not met"})
    done = run("mutate", folder(tmp_path, together, after), "--format", "json")
    data = json.loads(done.stdout)

    assert 0 == done.code
    assert (3, 3, 3, 0) == (data["total"], data["tried"], data["noticed"], data["survived"])
    assert {"noticed"} == {one["fate"] for one in data["mutants"]}
    assert ("UA-vote", "ua_signs only after referendum", 16) == tuple(
        data["mutants"][0][key] for key in ("name", "before", "column")
    )


def test_the_command_needs_a_scenario(tmp_path: Path) -> None:
    """And says so where none expects anything."""
    assert 2 == run("mutate", folder(tmp_path)).code
    assert "No scenario expects anything" in run("mutate", folder(tmp_path, course("referendum"))).stdout
