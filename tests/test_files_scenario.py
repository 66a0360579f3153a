"""Scenarios from files: checked against their dossier, with every mistake in its place; folders; writing them again."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.binding import know
from conditions.errors import FileError, Problem, ScenarioError
from conditions.files.dossier import read_dossier
from conditions.files.scenario import (
    dump_scenario,
    load_folder,
    load_scenario,
    load_scenario_file,
    read_scenario,
)
from conditions.files.write import to_yaml
from conditions.model.data import to_data
from conditions.model.scenario import Scenario
from tests.samples import DOSSIER, SCENARIO
from tests.test_files_dossier import changed, paths_in

ISTANBUL = Path(__file__).resolve().parent.parent / "scenarios" / "istanbul-2022"
DOSSIER_READ = read_dossier(DOSSIER)
HEAD = "scenario: s\nworld: closed\n"


def scenario(text: str) -> Scenario:
    """A scenario of the sample dossier."""
    return read_scenario(text, DOSSIER_READ, "s.yaml")


def problems_of(text: str) -> tuple[Problem, ...]:
    """What is wrong with a scenario of the sample dossier."""
    with pytest.raises(FileError) as caught:
        scenario(text)
    return caught.value.problems


def said(text: str) -> list[tuple[int, str, str]]:
    """Of each problem the line, the text that is underlined, and the code."""
    places = [(problem.location, problem.code) for problem in problems_of(text)]
    return [(at.line, at.text[at.column - 1 :][: at.length], code) for at, code in places if at is not None]


def write(path: Path, text: str) -> Path:
    """A file with a text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# --- its dossier ------------------------------------------------------------


def test_a_scenario_is_checked_against_the_dossier_it_names(tmp_path: Path) -> None:
    """The path is relative to the scenario's file; without one it is the dossier beside it."""
    write(tmp_path / "dossier.yaml", DOSSIER)
    beside = write(tmp_path / "a.scenario.yaml", f"{HEAD}timeline: [referendum]\n")
    below = write(tmp_path / "more" / "b.scenario.yaml", f"{HEAD}dossier: ../dossier.yaml\ntimeline: [referendum]\n")

    assert load_scenario(beside).timeline == load_scenario(below).timeline


def test_a_dossier_in_json_is_found_beside_the_scenario(tmp_path: Path) -> None:
    """Whatever it is called of the names that a dossier may have."""
    write(tmp_path / "dossier.json", json.dumps(to_data(DOSSIER_READ)))
    path = write(
        tmp_path / "a.scenario.json", json.dumps({"scenario": "s", "world": "closed", "timeline": ["referendum"]})
    )

    assert "s" == load_scenario(path).title


def test_with_a_dossier_given_no_other_file_is_read(tmp_path: Path) -> None:
    """What the scenario says of its dossier's path is then not followed."""
    path = write(tmp_path / "a.scenario.yaml", f"{HEAD}dossier: /dev/zero\ntimeline: [referendum]\n")

    assert "s" == load_scenario(path, DOSSIER_READ).title


@pytest.mark.parametrize(
    "named", ["/etc/passwd", "../../dossier.yaml", "../other/dossier.yaml", "link.yaml", "../link/../../dossier.yaml"]
)
def test_a_scenario_cannot_reach_for_files_elsewhere(named: str, tmp_path: Path) -> None:
    """Only its own folder, what is below, and the files directly in the folder above are near; links are followed."""
    write(tmp_path / "dossier.yaml", DOSSIER)
    write(tmp_path / "a" / "other" / "dossier.yaml", DOSSIER)
    path = write(tmp_path / "a" / "b" / "s.scenario.yaml", f"{HEAD}dossier: {named}\n")
    (tmp_path / "a" / "b" / "link.yaml").symlink_to(tmp_path / "dossier.yaml")
    (tmp_path / "a" / "link").symlink_to(tmp_path / "a" / "other")

    with pytest.raises(FileError) as caught:
        load_scenario(path)

    assert ["dossier-elsewhere"] == [problem.code for problem in caught.value.problems]


def test_no_dossier_at_all(tmp_path: Path) -> None:
    """The scenario is asked which it belongs to."""
    with pytest.raises(FileError, match="does not say which dossier it belongs to"):
        load_scenario(write(tmp_path / "a.scenario.yaml", HEAD))


def test_mistakes_of_the_scenario_and_of_its_dossier_together(tmp_path: Path) -> None:
    """A broken dossier does not hide what is wrong with the scenario itself."""
    write(tmp_path / "dossier.yaml", "dossier: d\nparties: {UA: Ukraine}\n")
    path = write(tmp_path / "a.scenario.yaml", "scenario: s\nwrld: closed\ntimeline: [whatever]\n")

    with pytest.raises(FileError) as caught:
        load_scenario(path)

    assert ["unknown-field", "not-a-mapping"] == [problem.code for problem in caught.value.problems]


# --- the world --------------------------------------------------------------


def test_the_world_is_never_guessed() -> None:
    """A scenario without a world is refused, with the choices; `as_of` may be missing."""
    (problem,) = problems_of("scenario: s\n")

    assert "missing-field" == problem.code
    assert problem.hint is not None
    assert all(word in problem.hint for word in ("closed", "open", "until"))
    assert scenario(HEAD).as_of is None


@pytest.mark.parametrize(
    ("written", "kind"),
    [("closed", "closed"), ("open", "open"), ("until 2022-04-26", "until"), ("{until: 2022-04-26}", "until")],
)
def test_ways_of_writing_a_world(written: str, kind: str) -> None:
    """All three worlds, and both ways of giving the day."""
    assert kind == scenario(f"scenario: s\nworld: {written}\n").world.kind


# --- the timeline -----------------------------------------------------------


def test_a_contradiction_is_shown_as_its_circle() -> None:
    """Each entry of the circle is shown at its line; those that have nothing to do with it are not."""
    (problem,) = problems_of(
        f"""\
{HEAD}timeline:
  - withdrawal: 2022-05-01
  - ru_signs
  - referendum: at least 30 days after withdrawal
  - ua_signs: [2022-05-15, after referendum]
"""
    )

    assert "contradiction" == problem.code
    assert [
        (4, "withdrawal"),
        (6, "at least 30 days after withdrawal"),
        (7, "after referendum"),
        (7, "ua_signs"),
    ] == [(at.line, at.text[at.column - 1 :][: at.length]) for _, at in problem.related]


def test_an_event_twice_is_shown_in_both_places() -> None:
    """An event happens at most once, so it has one entry."""
    (problem,) = problems_of(f"{HEAD}timeline:\n  - ua_signs\n  - referendum\n  - then: ua_signs\n")

    assert problem.location is not None
    assert ("repeated-event", 6, [4]) == (problem.code, problem.location.line, [at.line for _, at in problem.related])


@pytest.mark.parametrize(
    ("step", "underlined"),
    [
        ("referndum", "referndum"),
        ("[referendum, ua_sings]", "ua_sings"),
        ("then: referndum", "referndum"),
        ("then: [referendum, ua_sings]", "ua_sings"),
        ("2022-05-01: referndum", "referndum"),
        ("referndum: 2022-05-01", "referndum"),
        ("never: referndum", "referndum"),
        ("unknown: [referendum, ua_sings]", "ua_sings"),
        ("referendum: after withdrawl", "withdrawl"),
        ("referendum: [2022-05, after withdrawl]", "withdrawl"),
        ("referendum: at least 30 days after withdrawl", "withdrawl"),
        ("referendum: {after: withdrawl}", "withdrawl"),
        ("{event: referendum, before: [ua_signs, withdrawl]}", "withdrawl"),
        ("{event: [referendum, ua_sings], on: 2022-05}", "ua_sings"),
        ("referendum: 2022-13-01", "2022-13-01"),
        ("2022-13-01: referendum", "2022-13-01"),
        ("referendum: maybe 2022-13-01", "2022-13-01"),
        ("referendum: {on: 2022-13-01}", "2022-13-01"),
        ("referendum: after 2022-13-01", "2022-13-01"),
        ("referendum: [after ua_signs, before 2022-13-01]", "2022-13-01"),
        ("{event: referendum, happens: perhaps}", "perhaps"),
        ("{event: referendum, source: nowhere}", "nowhere"),
        ("{event: referendum, afer: ua_signs}", "afer"),
        ("crimea.unresolved", "crimea.unresolved"),
        ("crimea.resolvd: 2022", "crimea.resolvd"),
        ("ratify[GB]: 2022", "ratify[GB]"),
    ],
)
def test_a_mistake_in_a_step_is_underlined(step: str, underlined: str) -> None:
    """However a step is written, the word that is wrong is underlined, and nothing else is reported."""
    assert [(5, underlined)] == [found[:2] for found in said(f"{HEAD}timeline:\n  - ua_signs\n  - {step}\n")]


def test_a_mistake_in_a_timeline_written_as_a_mapping() -> None:
    """A mapping of events to days is one step each."""
    text = f"{HEAD}timeline:\n  withdrawal: 2022-04\n  referndum: after withdrawal\n  ua_signs: before withdrawl\n"

    assert [(5, "referndum", "unknown-event"), (6, "withdrawl", "unknown-event")] == said(text)


def test_a_faulty_step_causes_no_further_mistakes() -> None:
    """Where a step cannot be read, what hangs on it is not blamed; what is wrong by itself still is."""
    text = f"""\
{HEAD}timeline:
  - referendum: 2022-13-01
  - ua_signs: after referendum
  - withdrawal: 2022-05-01
  - ru_sings: before withdrawal
"""

    assert [(4, "2022-13-01", "bad-date"), (7, "ru_sings", "unknown-event")] == said(text)


def test_what_happens_after_the_last_day_known() -> None:
    """In an `until` world what happens has happened by that day; what may happen later may."""
    text = "scenario: s\nworld: until 2022-04-26\ntimeline:\n  - referendum: 2022-05\n  - ua_signs: maybe 2022-06\n"

    assert [(4, "2022-05", "after-now")] == said(text)


def test_members_named_by_the_scenario() -> None:
    """A scenario that names a group's members can list their events."""
    text = f"{HEAD}groups: {{guarantors: [US, NO]}}\ntimeline: [ratify[NO]]\n".replace("[ratify[NO]]", '["ratify[NO]"]')

    assert ("ratify[NO]",) == scenario(text).timeline[0].events


def test_groups_that_a_scenario_names() -> None:
    """They must be groups of the dossier, with at least one member, and no member twice."""
    text = f"{HEAD}groups:\n  guarantor: [US]\n  guarantors: [US, NO, US]\n"

    assert [(4, "guarantor", "unknown-group"), (5, "US", "repeated-member")] == said(text)


# --- facts ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "underlined", "code"),
    [
        ("approved: maybe", "maybe", "unknown-value"),
        ("approved: [yes, nay]", "nay", "unknown-value"),
        ("approved: {from: 1}", "approved", "not-a-number"),
        ("status: neutrall", "neutrall", "unknown-value"),
        ("troops: 85000", "85000", "unit-mismatch"),
        ("troops: 85 brigades", "85 brigades", "unit-mismatch"),
        ("troops: many", "many", "bad-number"),
        ("troops: {from: 9 persons, to: 1 persons}", "9 persons", "reversed-range"),
        ("votes: 5 votes", "5 votes", "unit-mismatch"),
        ("aproved: yes", "aproved", "unknown-fact"),
        ("crimea: resolved", "crimea", "not-a-fact"),
        ("referendum: yes", "referendum", "not-a-fact"),
        ("joins: yes", "joins", "needs-member"),
    ],
)
def test_a_value_fits_its_fact(fact: str, underlined: str, code: str) -> None:
    """Values are of the fact's type and unit, and belong to a fact at all."""
    assert [(4, underlined, code)] == said(f"{HEAD}facts:\n  {fact}\n")


# --- expectations -----------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "underlined", "code"),
    [
        ("UK: met", "UK", "unknown-party"),
        ("UA-vot: met", "UA-vot", "unknown-party"),
        ("UA: mett", "mett", "unknown-expectation"),
        ("UA: {hold: met}", "hold", "unknown-reading"),
        ("UA: {UA-vote.hold: met}", "UA-vote.hold", "unknown-reading"),
        ("UA: {'held, approved': met}", "approved", "two-readings"),
        ("UA-vote: {hold: met}", "hold", "unknown-reading"),
        ("RU-status: {held: met}", "held", "unknown-reading"),
        ("UA: {answer: met, status: satisfyed}", "satisfyed", "unknown-expectation"),
        ("UA: {answer: met, statsu: satisfied}", "statsu", "unknown-field"),
        ("UA: {answer: met, final: perhaps}", "perhaps", "not-yes-or-no"),
    ],
)
def test_an_expectation_names_what_is_there(expected: str, underlined: str, code: str) -> None:
    """Parties, conditions, readings and answers."""
    assert [(4, underlined, code)] == said(f"{HEAD}expect:\n  {expected}\n")


@pytest.mark.parametrize(
    "expected", ["UA: {held: met}", "UA: {UA-vote.held: met}", "UA-vote: {held: waiting}", "RU: no condition on record"]
)
def test_expectations_that_are_sound(expected: str) -> None:
    """Of a party by reading, with or without the condition's id, and of a condition."""
    assert 1 == len(scenario(f"{HEAD}expect:\n  {expected}\n").expect)


def test_a_reading_of_two_conditions_is_ambiguous() -> None:
    """A bare name that two conditions of a party have needs the condition's id."""
    dossier = read_dossier(
        """\
dossier: d
parties: {UA: {name: Ukraine}}
events: {a1: {}, b1: {}}
conditions:
  A: {party: UA, readings: {held: never a1, free: a1}}
  B: {party: UA, readings: {held: never b1, open: b1}}
"""
    )
    with pytest.raises(
        FileError, match=r"`held` is a reading of `A` and `B`\n.*\n.*\n   hint: say which, as in `A.held`"
    ):
        read_scenario(f"{HEAD}expect: {{UA: {{held: met}}}}\n", dossier)

    assert ["A.held, open"] == list(
        read_scenario(f"{HEAD}expect: {{UA: {{'A.held, open': met}}}}\n", dossier).expect["UA"].readings
    )


def test_incidents_and_sources_name_what_is_there() -> None:
    """Zones and statements of the dossier."""
    text = f"{HEAD}incidents: [{{incident: aggression, place: krimea}}]\nsource: speach\n"

    assert [(3, "krimea", "unknown-zone"), (4, "speach", "unknown-statement")] == said(text)


# --- all at once ------------------------------------------------------------


def test_all_mistakes_of_a_scenario_in_its_order() -> None:
    """Mistakes in form and against the dossier are found in one run."""
    text = """\
scenario: s
world: opne
as_of: 26.04.2022
timeline: [referndum, then: ua_signs]
facts: {approved: maybe}
expect: {RO: met, UA: mett}
"""

    assert [
        (2, "opne", "unknown-choice"),
        (3, "26.04.2022", "bad-date"),
        (4, "referndum", "unknown-event"),
        (5, "maybe", "unknown-value"),
        (6, "RO", "unknown-party"),
        (6, "mett", "unknown-expectation"),
    ] == said(text)


def test_a_problem_says_which_scenario() -> None:
    """The title stands below each problem."""
    assert {"the scenario s"} == {
        problem.context for problem in problems_of(f"{HEAD}timeline: [referndum, ua_sings]\n")
    }


def test_a_scenario_built_in_python_has_the_same_sentences() -> None:
    """Without a file the path stands in the place of a line."""
    with pytest.raises(ScenarioError) as caught:
        Scenario.build({"scenario": "s", "world": "opne"})
    assert [("unknown-choice", "world")] == [(one.code, one.context) for one in caught.value.problems]

    with pytest.raises(ScenarioError) as caught:
        know(Scenario.build({"scenario": "s", "world": "open", "timeline": ["referndum"]}), DOSSIER_READ.vocabulary)
    assert ["unknown-event"] == [one.code for one in caught.value.problems]


_WORDS = st.sampled_from(
    [
        *("", "x", "5", "yes", "never", "unknown", "UA", "met", "on", "then", "event", "85000 persons"),
        *("referendum", "crimea.resolved", "after referendum", "at least 3 days after referendum"),
        *("2022-04-26", "2022-13", "maybe 2022"),
    ]
)
_SCALARS = _WORDS | st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
_VALUES: st.SearchStrategy[Any] = (
    st.just(...) | _SCALARS | st.lists(_SCALARS, max_size=3) | st.dictionaries(_WORDS, _SCALARS, max_size=3)
)
DATA = to_data(scenario(SCENARIO))


@given(st.sampled_from(list(paths_in(DATA))), _VALUES)
def test_no_data_gets_past_our_words(path: tuple[Any, ...], value: Any) -> None:
    """Whatever stands in a scenario, it is read or refused with sentences of ours, each in its place."""
    text = to_yaml(changed(DATA, path, None if value is ... and not path else value))
    try:
        scenario(text)
    except FileError as error:
        for problem in error.problems:
            assert problem.code != "bad-value", problem
            assert problem.location is not None, problem
            assert "Input should" not in problem.message


# --- folders ----------------------------------------------------------------


def test_a_folder_is_loaded_with_all_its_scenarios() -> None:
    """Every scenario that is shipped is sound, and they come in the order of their names."""
    folder = load_folder(ISTANBUL)
    names = [loaded.path.name for loaded in folder.scenarios]

    assert sorted(file.name for file in ISTANBUL.glob("*.scenario.yaml")) == names
    assert folder.dossier.dossier.id == "istanbul-2022"


def test_two_scenarios_of_one_name(tmp_path: Path) -> None:
    """Both places are shown."""
    write(tmp_path / "dossier.yaml", DOSSIER)
    write(tmp_path / "a.scenario.yaml", HEAD)
    write(tmp_path / "b.scenario.json", json.dumps({"scenario": "s", "world": "open"}))

    with pytest.raises(FileError) as caught:
        load_folder(tmp_path)

    (problem,) = caught.value.problems
    assert problem.location is not None
    assert ("same-title", "b.scenario.json") == (problem.code, Path(problem.location.path).name)
    assert ["a.scenario.yaml"] == [Path(at.path).name for _, at in problem.related]


def test_the_mistakes_of_all_files_of_a_folder(tmp_path: Path) -> None:
    """Dossier and scenarios are all read, whatever is wrong with the others."""
    write(tmp_path / "dossier.yaml", "dossier: d\nparties: {UA: Ukraine}\n")
    write(tmp_path / "a.scenario.yaml", "scenario: a\n")
    write(tmp_path / "b.scenario.yaml", "scenario: [b\n")
    write(tmp_path / "c.scenario.yaml", "scenario: c\nworld: closed\ntimeline: [unknown_to_the_broken_dossier]\n")

    with pytest.raises(FileError) as caught:
        load_folder(tmp_path)

    named = [Path(one.location.path).name for one in caught.value.problems if one.location is not None]
    assert ["dossier.yaml", "a.scenario.yaml", "b.scenario.yaml"] == list(dict.fromkeys(named))


def test_what_a_scenario_uses_is_not_unused(tmp_path: Path) -> None:
    """An event or statement that only a scenario mentions has its use."""
    write(
        tmp_path / "dossier.yaml",
        "dossier: d\nparties: {UA: {name: Ukraine}}\nevents: {seen: {}, idle: {}}\nstatements: {s: {speaker: Ann}}\n",
    )
    write(tmp_path / "a.scenario.yaml", f"{HEAD}timeline: [{{event: seen, source: s}}]\n")

    assert ["nothing uses the event `idle`"] == [problem.message for problem in load_folder(tmp_path).warnings]


# --- places -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("scenario",), "everything at once"),
        (("timeline", 0), "withdrawal"),
        (("timeline", 1, "event"), "referendum"),
        (("timeline", 2, "event", 1), "talks.raised"),
        (("timeline", 3, "on"), "2022-04-20"),
        (("timeline", 4, "event", 0), "donbas.open"),
        (("timeline", 4, "on"), "2022-03/2022-04"),
        (("timeline", 9, "on_or_after", 0), "at least 3 days after withdrawal"),
        (("timeline", 11, "on_or_after", 1), "referendum"),
        (("expect", "UA", "held"), "met"),
        (("facts", "status", 1), "allied"),
    ],
)
def test_every_part_has_its_place(path: tuple[str | int, ...], text: str, tmp_path: Path) -> None:
    """A loaded scenario says where each part stands, also where a step is written short."""
    write(tmp_path / "dossier.yaml", DOSSIER)
    loaded = load_scenario_file(write(tmp_path / "here" / "a.scenario.yaml", SCENARIO))

    place = loaded.locate(*path)
    assert place is not None
    assert text == place.text[place.column - 1 :][: place.length]


# --- writing ----------------------------------------------------------------


@pytest.mark.parametrize("as_json", [False, True])
def test_writing_and_reading_loses_nothing(as_json: bool) -> None:
    """A scenario that uses every field comes back equal, from YAML and from JSON."""
    one = scenario(SCENARIO)

    assert one == read_scenario(dump_scenario(one, json=as_json), DOSSIER_READ, json=as_json)


def test_the_scenarios_of_istanbul_come_back_equal() -> None:
    """So do the scenarios that are shipped."""
    folder = load_folder(ISTANBUL)

    for loaded in folder.scenarios:
        assert loaded.scenario == read_scenario(dump_scenario(loaded.scenario), folder.dossier.dossier)


_EVENTS = st.sampled_from(["referendum", "unknown", "note", "event", "crimea.resolved", "ratify[GB]", "e2022"])
_MOMENTS = st.sampled_from(["withdrawal", "withdrawal + 30 days", "withdrawal - 2 months", "2022-05-01"])
_STEPS = st.fixed_dictionaries(
    {"event": _EVENTS | st.lists(_EVENTS, min_size=2, max_size=3, unique=True)},
    optional={
        "happens": st.sampled_from(["yes", "unknown"]),
        "on": st.sampled_from(["2022", "2022-04", "2022-04-01", "2022-04~", "../2022", "2022-03/2022-04"]),
        "then": st.sampled_from(["yes", "no"]),
        **{
            field: st.lists(_MOMENTS, min_size=1, max_size=2)
            for field in ("after", "on_or_after", "before", "on_or_before", "same_day_as")
        },
        "note": st.just("a note"),
    },
) | st.fixed_dictionaries({"event": _EVENTS, "happens": st.just("no")})


@given(_STEPS)
def test_every_step_comes_back_equal(step: dict[str, Any]) -> None:
    """However short a step is written, it is read as it was."""
    one = Scenario.build({"scenario": "s", "world": "open", "timeline": ["withdrawal", step]})

    assert one == Scenario.build(to_data(one))


# --- bounds -----------------------------------------------------------------

LARGE = {
    "one day": "timeline: [[" + ", ".join(f"e{i}" for i in range(50)) + "]]\n",
    "too many on one day": "timeline: [[" + ", ".join(f"e{i}" for i in range(5000)) + "]]\n",
    "a chain": "timeline:\n  - e0\n" + "".join(f"  - then: e{i}\n" for i in range(1, 1000)),
    "perhaps a chain": "timeline:\n  - unknown: e0\n"
    + "".join(f"  - {{event: e{i}, happens: unknown, then: yes}}\n" for i in range(1, 300)),
    "a circle": "timeline:\n  - e0: after e999\n" + "".join(f"  - then: e{i}\n" for i in range(1, 1000)),
    "one event again and again": "timeline:\n" + "  - e1\n" * 20_000,
    "unknown events": "timeline:\n" + "".join(f"  - eee{i}\n" for i in range(1000)),
    "unknown readings": "expect: {UA: {" + ", ".join(f"'{'r, ' * 50}r{i}': met" for i in range(2000)) + "}}\n",
    "members": "groups: {g: [" + ", ".join(f"M{i}" for i in range(50_000)) + "]}\n",
}


@pytest.mark.parametrize("name", LARGE)
def test_large_scenarios_are_read_or_refused_soon(name: str) -> None:
    """Nothing that a scenario repeats or multiplies takes long."""
    events = "".join(f"  e{i}: {{}}\n" for i in range(1000))
    head = "dossier: d\nparties: {UA: {name: U}}\ngroups: {g: {unnamed: some}}\nevents:\n  each_of: {each: g}\n"
    dossier = read_dossier(head + events)
    begun = time.process_time()
    try:
        read_scenario(HEAD + LARGE[name], dossier)
    except FileError as error:
        assert len(error.problems) <= 101  # noqa: PT017 - some are sound

    assert time.process_time() - begun < 6


def test_a_folder_can_be_moved(tmp_path: Path) -> None:
    """Nothing in a scenario depends on where its folder stands."""
    shutil.copytree(ISTANBUL, tmp_path / "copy")

    assert len(load_folder(ISTANBUL).scenarios) == len(load_folder(tmp_path / "copy").scenarios)
