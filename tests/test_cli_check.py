"""`conditions check`: the answers of the Istanbul dossier cell by cell, formats, choices, exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conditions.cli.starter import DOSSIER_FILE, SCENARIO_FILE, starter_files
from conditions.errors import width
from tests.command_line import ISTANBUL, ROOT, Done, run

HELD = {"Ukraine (UA)": ("met", "satisfied")}
NOT_HELD = {"Ukraine (UA)": ("not met", "violated")}
WAITING = {"Ukraine (UA)": ("not met", "waiting")}
DEPENDS = {"Russia (RU)": ("depends on the reading", "")}
VIOLATED, SATISFIED = ("not met", "violated"), ("met", "satisfied")
SEPARATION_ONLY = {**DEPENDS, "strict": VIOLATED, "lenient": VIOLATED, "separation": SATISFIED}
LENIENT_TOO = {**DEPENDS, "strict": VIOLATED, "lenient": SATISFIED, "separation": SATISFIED}
# What a careful analyst concludes, row by row.
TABLE = {
    "01-nothing-done-yet": {
        **WAITING,
        **DEPENDS,
        "strict": ("not met", "waiting"),
        "lenient": ("not met", "waiting"),
        "separation": ("met", "ready"),
    },
    "02-positions-of-29-march": {**WAITING, "Russia (RU)": ("no condition on record", "")},
    "03-signed-texts-separate": {**HELD, **SEPARATION_ONLY},
    "04-signed-texts-not-separate": {**HELD, "Russia (RU)": VIOLATED},
    "05-preliminary-agreement-inside": {**HELD, **LENIENT_TOO},
    "06-leaders-resolve-everything": {**HELD, "Russia (RU)": SATISFIED},
    "07-referendum-before-withdrawal": {**NOT_HELD, **SEPARATION_ONLY},
    "08-no-referendum": {**NOT_HELD, **SEPARATION_ONLY},
    "09-voters-say-no": {
        "Ukraine (UA)": ("depends on the reading", ""),
        "held": SATISFIED,
        "approved": VIOLATED,
        **SEPARATION_ONLY,
    },
    "10-withdrawal-to-february-lines": {
        "Ukraine (UA)": ("depends on the reading", ""),
        "all_territory": VIOLATED,
        "february_lines": SATISFIED,
        "begun": SATISFIED,
        **SEPARATION_ONLY,
    },
    "11-left-to-the-leaders": {**WAITING, "Russia (RU)": ("not met", "waiting")},
}
ROW = re.compile(r"^  (?P<name> *\S.*?)  +[✓✗?≠–] (?P<answer>[A-Z ]+?)(?:  +(?P<status>[a-z]+).*)?$")
OTHER_WAYS = """\
scenario: another course
dossier: dossier.yaml
world: {world}
timeline: {timeline}
"""


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder with the dossier and the scenario that `conditions new` writes."""
    folder = tmp_path / "talks"
    folder.mkdir()
    for name, text in starter_files("talks").items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def blocks(done: Done) -> dict[str, dict[str, tuple[str, str]]]:
    """What the text says: per scenario, by party and reading, the answer and the status."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    name = ""
    for line in done.lines:
        if " world · " in line or "· known until" in line:
            name = line.split()[0]
            found[name] = {}
        elif row := ROW.match(line):
            found[name][row["name"].strip()] = (row["answer"].lower(), row["status"] or "")
    return found


def course(folder: Path, world: str, timeline: str, more: str = "") -> Path:
    """A further scenario in the folder, and nothing else."""
    (folder / SCENARIO_FILE).unlink(missing_ok=True)
    file = folder / "other.scenario.yaml"
    file.write_text(OTHER_WAYS.format(world=world, timeline=timeline) + more, encoding="utf-8")
    return file


# --- the answers ----------------------------------------------------------------


def test_the_table_of_the_first_dossier_cell_by_cell() -> None:
    """Every scenario, party and reading has the answer and the status that a careful analyst gives."""
    done = run("check", ISTANBUL)

    assert TABLE == {name: cells for name, cells in blocks(done).items() if name in TABLE}
    assert 0 == done.code
    assert "" == done.stderr


def test_every_shipped_scenario_is_as_expected() -> None:
    """The block of each says so, and so does the last line of the answers."""
    done = run("check", ISTANBUL)
    count = len(list((ROOT / ISTANBUL).glob("*.scenario.yaml")))

    assert f"{count} scenarios: {count} as expected" in done.lines
    assert count == len(blocks(done))


def test_readings_that_change_nothing_are_left_out() -> None:
    """Where every reading gives the same, one line is enough."""
    assert {"Ukraine (UA)", "Russia (RU)"} == set(
        blocks(run("check", ISTANBUL, "--scenario", "04"))["04-signed-texts-not-separate"]
    )


@pytest.mark.parametrize("more", [[], ["--verbose"], ["--quiet"]])
def test_no_line_is_wider_than_a_terminal(more: list[str]) -> None:
    """Eighty columns are enough for names, readings and remarks."""
    done = run("check", ISTANBUL, *more)

    assert [] == [line for line in done.lines if width(line) > 80]


def test_only_words_that_were_used_are_explained() -> None:
    """The legend of a single clear case is short."""
    done = run("check", ISTANBUL, "--scenario", "06")

    assert "satisfied: what it requires is kept" in done.lines
    assert not any(line.startswith(("waiting:", "can still change:")) for line in done.lines)


def test_the_legend_says_of_an_act_only_what_is_known_of_it(talks: Path) -> None:
    """Where it is not known whether the act has happened, the legend does not say that it has not."""
    course(talks, "closed", "[{never: ceasefire}]")

    assert "waiting: the act has not happened; what it requires does not hold yet" in run("check", talks).lines

    course(talks, "closed", "[{never: ceasefire}, {unknown: nl_signs}]")

    words = "waiting: the act has not happened, or is not known to have happened; what it requires does not hold yet"
    assert words in " ".join(run("check", talks).stdout.split())


def test_beside_an_answer_that_a_waiver_does_not_explain_stands_what_does(talks: Path) -> None:
    """The waived condition is not taken for the one that is violated."""
    waiver = "waivers: {late: {condition: NL-ceasefire, party: NL}}\n"
    course(talks, "closed", "[nl_signs]", waiver)

    assert "waived: NL-ceasefire; decided by NL-referendum" in " ".join(run("check", talks).stdout.split())

    course(talks, "closed", "[referendum, {then: nl_signs}]", waiver + "facts: {voters_agree: yes}\n")

    assert "decided by" not in run("check", talks, "--party", "NL").stdout


def test_without_a_day_a_position_that_was_ended_is_no_longer_held(talks: Path) -> None:
    """Only where a day was asked for are positions spoken of on that day."""
    file = talks / DOSSIER_FILE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    from: 2031-03-01\n", "    from: 2031-03-01\n    until: 2031-03-20\n", 1), "utf-8")
    course(talks, "closed", "[ceasefire]")

    assert "    NL-ceasefire · no longer held" in run("check", talks, "--verbose").lines
    late = run("check", talks, "--verbose", "--as-of", "2031-04-01")
    assert "    NL-ceasefire · not held on that day" in late.lines


def test_what_may_still_change_and_what_is_blocked_is_said(talks: Path) -> None:
    """An answer that is not final says so, and so does one that no event can turn."""
    course(talks, "until 2031-06-30", "[{never: ceasefire}]")

    assert "blocked for good" in run("check", talks, "--party", "NL").stdout

    course(talks, "until 2031-06-30", "[]")

    assert "compliance unknown; can still change" in run("check", talks, "--party", "NL").stdout


def test_verbose_shows_every_condition_and_why_some_take_no_part() -> None:
    """Also those that are inferred, or of a kind that decides nothing."""
    done = run("check", ISTANBUL, "--scenario", "10", "--verbose")

    assert "    UA-agenda · agenda limit: decides no answer" in done.lines
    assert "    UA-donbas-presidents-only · inferred: takes no part" in done.lines
    assert "      held: ✓ MET, satisfied: what it requires is kept" in done.lines


def test_verbose_says_what_is_missing() -> None:
    """An open answer names the event that decides it, in the words of `explain`."""
    done = run("check", ISTANBUL, "--scenario", "21", "--party", "UA", "--verbose")
    explained = run("explain", ISTANBUL, "--scenario", "21", "--party", "UA")

    words = "whether “Withdrawal of Russian troops: complete” is reached (missing)"
    assert words in " ".join(done.stdout.split())
    assert words in " ".join(explained.stdout.split())


def test_without_a_day_it_says_which_positions_count(talks: Path) -> None:
    """All that the record does not end."""
    scenario = next(talks.glob("*.scenario.yaml"))
    text = scenario.read_text(encoding="utf-8")
    scenario.write_text(re.sub("(?m)^as_of: .*$", "", text), encoding="utf-8")

    assert "all positions that the record does not end" in " ".join(run("check", talks).stdout.split())


def test_scenario_files_of_one_dossier_are_one_case() -> None:
    """The dossier is read once, and everything comes out as for the folder."""
    files = sorted(Path(ISTANBUL).glob("0*.scenario.yaml"))
    done = run("check", *files, "--format", "json")
    names = [option for file in files for option in ("--scenario", file.name)]

    assert json.loads(run("check", ISTANBUL, *names, "--format", "json").stdout) == json.loads(done.stdout)


# --- what is asked --------------------------------------------------------------


def test_a_scenario_file_can_be_checked_by_itself() -> None:
    """Its dossier is found beside it, and several files of one dossier stand under one title."""
    files = sorted((ROOT / ISTANBUL).glob("0[12]-*.yaml"))
    done = run("check", *files)

    assert ["01-nothing-done-yet", "02-positions-of-29-march"] == list(blocks(done))
    assert 1 == done.stdout.count("Security guarantees for Ukraine")


def test_a_dossier_file_stands_for_its_folder() -> None:
    """Nobody should have to remember which of the two is meant."""
    assert run("check", ISTANBUL).stdout == run("check", f"{ISTANBUL}/dossier.yaml").stdout


def test_scenarios_are_chosen_by_title_or_file_name() -> None:
    """A part is enough, letters of either case; an exact name wins over parts."""
    assert ["08-no-referendum"] == list(blocks(run("check", ISTANBUL, "--scenario", "WITHOUT A REFERENDUM")))
    assert 5 == len(blocks(run("check", ISTANBUL, "--scenario", "referendum")))
    assert 2 == len(blocks(run("check", ISTANBUL, "--scenario", "01", "--scenario", "06")))


def test_the_number_of_a_file_wins_over_a_number_in_a_title(talks: Path) -> None:
    """The year 2011 in the title of another scenario is not its number 01."""
    text = (talks / SCENARIO_FILE).read_text(encoding="utf-8")
    for name, title in (("01-first", "the first"), ("02-second", "until 2011")):
        titled = re.sub("(?m)^scenario: .*", f"scenario: {title}", text)
        (talks / f"{name}.scenario.yaml").write_text(titled, encoding="utf-8")

    assert {"01-first"} == set(blocks(run("check", talks, "--scenario", "01")))
    assert {"02-second"} == set(blocks(run("check", talks, "--scenario", "2011")))


def test_a_party_is_chosen_by_code_or_name() -> None:
    """The other parties are not shown, and their expectations not compared."""
    for name in ("UA", "ua", "Ukraine"):
        assert {"Ukraine (UA)"} == set(
            blocks(run("check", ISTANBUL, "--scenario", "05", "--party", name))["05-preliminary-agreement-inside"]
        )


def test_the_positions_of_another_day() -> None:
    """On 29 March Russia had said nothing; what was expected for another day is not compared."""
    done = run("check", ISTANBUL, "--scenario", "03", "--as-of", "2022-03-29")

    assert ("no condition on record", "") == blocks(done)["03-signed-texts-separate"]["Russia (RU)"]
    assert "as of 2022-03-29 · nothing expected" in done.stdout
    assert "expectations are not compared" in done.stderr


def test_one_reading_can_be_chosen() -> None:
    """The other readings of that condition do not appear."""
    done = run("check", ISTANBUL, "--scenario", "03", "--reading", "RU-territory=lenient")

    assert VIOLATED == blocks(done)["03-signed-texts-separate"]["Russia (RU)"]
    assert 1 == done.code


def test_less_firm_conditions_take_part_where_asked() -> None:
    """An inferred condition turns Ukraine's answer in this scenario."""
    done = run("check", ISTANBUL, "--scenario", "05", "--level", "inferred")

    assert ("not met", "waiting") == blocks(done)["05-preliminary-agreement-inside"]["Ukraine (UA)"]


def test_what_others_tell_takes_part_where_asked() -> None:
    """An inference from Russia's account of Ukraine's position, on top of those on record; and it says so."""
    done = run("check", ISTANBUL, "--scenario", "05", "--level", "inferred", "--as-told-by", "RU")

    assert VIOLATED == blocks(done)["05-preliminary-agreement-inside"]["Ukraine (UA)"]
    assert "as told by RU" in done.stdout
    assert "expectations are not compared" in done.stderr


def test_an_account_of_nobody() -> None:
    """A mistake on the command line, with those that there are."""
    done = run("check", ISTANBUL, "--as-told-by", "Putin")

    assert 2 == done.code
    assert "unknown account `Putin`" in done.stderr


def test_what_had_been_reported_by_a_day() -> None:
    """Everything in this dossier was reported on 26 April."""
    before, after = (run("check", ISTANBUL, "--scenario", "08", "--known-at", f"2022-04-{day}") for day in (25, 26))

    assert ("no condition on record", "") == blocks(before)["08-no-referendum"]["Ukraine (UA)"]
    assert VIOLATED == blocks(after)["08-no-referendum"]["Ukraine (UA)"]
    assert "as known on 2022-04-25" in before.stdout


# --- formats --------------------------------------------------------------------


def test_json_says_the_same_as_the_text() -> None:
    """Every answer and status of the text stands in the data."""
    data = json.loads(run("check", ISTANBUL, "--format", "json").stdout)
    text = blocks(run("check", ISTANBUL))
    said = {
        Path(one["file"]).name.removesuffix(".scenario.yaml"): {
            reading: (found["answer"], found["status"])
            for party in one["parties"].values()
            for reading, found in party["by_reading"].items()
            if reading
        }
        for one in data["scenarios"]
    }

    assert "good" == data["outcome"]
    assert said == {
        name: {key: cell for key, cell in cells.items() if not key.endswith(")")} for name, cells in text.items()
    }


def test_json_has_every_condition_and_the_failed_expectations(talks: Path) -> None:
    """With the place of each, so that a program can point at it."""
    course(talks, "closed", "[ceasefire, {then: nl_signs}]", "expect:\n  NL: unknown\n")
    data = json.loads(run("check", talks, "--format", "json").stdout)
    (scenario,) = data["scenarios"]

    assert "not_met" == data["outcome"] == scenario["outcome"]
    assert {"NL-ceasefire", "NL-referendum", "SL-border"} == {one["condition"] for one in scenario["conditions"]}
    assert [
        {"of": ["NL"], "what": "answer", "expected": "unknown", "got": "not met", "line": 6, "column": 7}
    ] == scenario["failed"]


def test_markdown_is_a_table_with_a_column_for_each_party() -> None:
    """As it can be pasted into a text; signs that have a meaning in Markdown are escaped."""
    done = run("check", ISTANBUL, "--scenario", "10", "--scenario", "06", "--format", "markdown")

    assert "| scenario | Ukraine (UA) | Russia (RU) |  |" in done.lines
    assert (
        "| leaders resolve everything, then sign | ✓ MET, satisfied | ✓ MET, satisfied\\* | as expected |" in done.lines
    )
    assert r"all\_territory: ✗ NOT MET, violated<br>" in done.stdout


# --- exit codes -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("world", "timeline", "expect", "code"),
    [
        ("closed", "[ceasefire, {then: nl_signs}]", "NL-ceasefire: met", 0),
        ("closed", "[ceasefire, {then: nl_signs}]", "NL-ceasefire: not met", 1),
        ("closed", "[nl_signs]", "NL: not met", 0),
        ("closed", "[nl_signs]", "", 1),
        ("closed", "[ceasefire, referendum, {then: nl_signs}]", "", 3),
        ("open", "[ceasefire, referendum]", "", 3),
        ("closed", "[nl_signs, sl_signs, ceasefire]", "SL: met", 1),
    ],
)
def test_the_exit_code_says_how_it_went(talks: Path, world: str, timeline: str, expect: str, code: int) -> None:
    """By the expectations where there are some, else by the answers: not met before undecided."""
    course(talks, world, timeline, f"expect: {{{expect}}}\n" if expect else "")

    assert code == run("check", talks, "--party", "NL" if "SL" not in expect else "SL").code


def test_everything_met_without_expectations_is_good(talks: Path) -> None:
    """Nothing expected and nothing amiss."""
    course(talks, "closed", "[ceasefire, {then: referendum}, {then: nl_signs}]", "facts: {voters_agree: yes}\n")

    assert 0 == run("check", talks, "--party", "NL").code


def test_a_failed_expectation_is_shown_at_its_place(talks: Path) -> None:
    """File, line and column first, then the line with the word underlined."""
    file = course(talks, "closed", "[ceasefire, {then: nl_signs}]", "expect:\n  NL: unknown\n")
    done = run("check", talks)

    assert 1 == done.code
    assert [
        f"  {file}:6:7: expected `unknown`, got `not met`",
        "     |   NL: unknown",
        "     |       ^^^^^^^",
        "     in NL, the scenario another course",
    ] == done.lines[done.lines.index(f"  {file}:6:7: expected `unknown`, got `not met`") :][:4]
    assert "1 scenario: 1 NOT as expected" in done.lines


def test_quiet_shows_only_what_is_amiss(talks: Path) -> None:
    """Nothing at all where everything is as expected; else failed expectations, or what is not met."""
    assert Done(0, "", "") == run("check", ISTANBUL, "--quiet")

    file = course(talks, "closed", "[nl_signs]")
    done = run("check", talks, "--quiet")

    assert [f"{file}: Northland (NL): ✗ NOT MET", f"{file}: Southland (SL): ✗ NOT MET"] == done.lines


# --- mistakes -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "there is no file `nowhere`"),
        (["tests"], "there is no dossier in `tests`"),
        ([ISTANBUL, "--scenario", "nonsense"], "unknown scenario `nonsense`"),
        ([ISTANBUL, "--party", "UK"], "unknown party `UK`"),
        ([ISTANBUL, "--party", "Ukrain"], "did you mean `Ukraine`?"),
        ([ISTANBUL, "--reading", "RU-territory=strikt"], "did you mean `strict`?"),
        ([ISTANBUL, "--reading", "RU-teritory=strict"], "did you mean `RU-territory`?"),
        ([ISTANBUL, "--reading", "strict"], "not of the form CONDITION=READING"),
        ([ISTANBUL, "--as-of", "2022-02-30"], "`2022-02-30` is no day"),
        ([ISTANBUL, "--format", "xml"], "'xml' is not one of 'text', 'json', 'markdown'"),
        ([], "Missing argument 'PATH...'"),
    ],
)
def test_a_mistake_on_the_command_line_is_said_and_ends_with_two(arguments: list[str], said: str) -> None:
    """On standard error, without a traceback, and nothing on standard output."""
    done = run("check", *arguments)

    assert (2, "") == (done.code, done.stdout)
    assert said in done.stderr


def test_a_dossier_without_scenarios_says_what_to_do(talks: Path) -> None:
    """There is nothing to check it against."""
    (talks / SCENARIO_FILE).unlink()
    done = run("check", talks)

    assert 2 == done.code
    assert "there is no scenario in" in done.stderr
    assert "`.scenario.yaml`" in done.stderr


def test_the_mistakes_of_every_file_are_shown_in_one_run(talks: Path) -> None:
    """A user mends them in one go."""
    for name, old, new in ((DOSSIER_FILE, "after ceasefire", "aftr ceasefire"), (SCENARIO_FILE, "closed", "shut")):
        file = talks / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    done = run("check", talks)

    assert 2 == done.code
    assert DOSSIER_FILE in done.stderr
    assert SCENARIO_FILE in done.stderr


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_no_text_of_a_file_is_obeyed_by_a_terminal(tmp_path: Path, form: str) -> None:
    """Titles and names with control characters are shown, and JSON still says what the file does."""
    told = "\x1b[31m\x9b2J\u202eA"
    for name, text in starter_files("talks").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    scenario = {"scenario": told, "dossier": "dossier.yaml", "world": "open"}
    path = tmp_path / "hostile.scenario.json"
    path.write_text(json.dumps(scenario), encoding="utf-8")
    done = run("check", path, "--format", form)

    assert not set("\x1b\x9b\u202e") & set(done.stdout)
    assert form != "json" or told in {one["scenario"] for one in json.loads(done.stdout)["scenarios"]}
