"""The pytest plugin: a test for each expected answer of a scenario file."""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import Mock, create_autospec

import pytest

from conditions.files.scenario import ENDINGS
from conditions.pytest_plugin import ENDINGS as COLLECTED

ROOT = Path(__file__).resolve().parents[1]
DOSSIER = """\
dossier: d
parties: {UA: {name: Ukraine}, RU: {name: Russia}}
events: {signs: {}, votes: {}, talks: {}}
facts: {p: {}, q: {}}
statements:
  speech: {speaker: A, for: UA, said: 2022-03-29, quote: only after the vote}
conditions:
  UA-vote: {party: UA, condition: signs only after votes, source: speech, from: 2022-03-29}
  RU-terms: {party: RU, readings: {strict: signs only if q, lenient: signs only if p}, level: hypothetical}
"""
SCENARIO = """\
scenario: nothing signed
world: closed
as_of: 2022-04-26
facts: {p: yes, q: no}
timeline: [votes]
tags: [smoke test, skip]
expect:
  UA: met
  UA-vote: {status: ready, vacuous: yes}
  RU-terms: {strict: waiting, lenient: ready}
expect_compliance:
  UA: met
"""
NAMES = [
    "UA.answer",
    "UA-vote.status",
    "UA-vote.vacuous",
    "RU-terms.strict.status",
    "RU-terms.lenient.status",
    "compliance.UA",
]
FILE = "one.scenario.yaml"


@pytest.fixture
def talks(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with a dossier and one scenario, and strict marks."""
    pytester.makeini("[pytest]\naddopts = --strict-markers\nfilterwarnings = default\n")
    (pytester.path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    write(pytester)
    return pytester


def write(talks: pytest.Pytester, name: str = FILE, **changes: str) -> None:
    """Write a scenario; a change puts another text in the place of the first line with its key."""
    lines = SCENARIO.splitlines()
    for key, text in changes.items():
        place = next(number for number, line in enumerate(lines) if line.strip().startswith(f"{key}:"))
        lines[place] = text
    (talks.path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_endings_are_those_of_the_files() -> None:
    """They stand in the plugin again, which imports nothing heavy."""
    assert ENDINGS == COLLECTED


def test_every_expected_answer_is_a_test(talks: pytest.Pytester) -> None:
    """With a name that stays; no name has `::` or a bracket."""
    done = talks.runpytest("--collect-only", "-q")

    assert [f"{FILE}::{name}" for name in NAMES] == [line for line in done.outlines if "::" in line]
    talks.runpytest().assert_outcomes(passed=len(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_a_test_can_be_selected_by_its_node_and_its_name(talks: pytest.Pytester, name: str) -> None:
    """Every one of them, and the name alone with `-k`."""
    talks.runpytest(f"{FILE}::{name}").assert_outcomes(passed=1)
    talks.runpytest("-k", name).assert_outcomes(passed=1, deselected=len(NAMES) - 1)


def test_tags_are_marks(talks: pytest.Pytester) -> None:
    """Registered, so that strict marks allow them; a tag never means what pytest's own mark means."""
    talks.runpytest("-m", "smoke_test").assert_outcomes(passed=len(NAMES))
    talks.runpytest("-m", "skip_").assert_outcomes(passed=len(NAMES))
    talks.runpytest("-m", "not smoke_test").assert_outcomes(deselected=len(NAMES))


def test_a_failure_says_what_came_out_and_why(talks: pytest.Pytester) -> None:
    """Expected and got at the place, the explanation, the quote; no traceback."""
    write(talks, UA="  UA: not met")

    done = talks.runpytest()

    done.assert_outcomes(passed=len(NAMES) - 1, failed=1)
    done.stdout.fnmatch_lines(
        [
            f"*{FILE}: UA.answer*",
            f"{FILE}:8:7: expected `not met`, got `met`",
            "*^^^^^^^*",
            "*UA-vote*ready",
            "*only after the vote*",
        ]
    )
    done.stdout.no_fnmatch_line("*Traceback*")
    done.stdout.no_fnmatch_line("*pytest_plugin.py*")


def test_an_expectation_of_what_does_not_count_on_the_day_fails(talks: pytest.Pytester) -> None:
    """And says so, also where the verdict would have been the expected one."""
    write(talks, as_of="as_of: 2022-03-28")

    done = talks.runpytest("-k", "UA-vote.status")

    done.stdout.fnmatch_lines([f"{FILE}:9:*expected status `ready`, got no answer: it does not count on 2022-03-28*"])


def test_a_known_failure_is_a_strict_xfail(talks: pytest.Pytester) -> None:
    """With its reason; what is known to fail and does not is a failure."""
    known = "\nknown_failures:\n  UA.answer: the source contradicts itself\n  compliance: to be mended"
    write(talks, UA="  UA: not met", tags=f"tags: []{known}")

    done = talks.runpytest("-rx")

    done.assert_outcomes(passed=len(NAMES) - 2, xfailed=1, failed=1)
    done.stdout.fnmatch_lines(["*XPASS(strict)*to be mended*", "XFAIL*UA.answer - the source contradicts itself*"])


def test_a_known_failure_of_nothing_is_an_error(talks: pytest.Pytester) -> None:
    """A name that nothing has would hide nothing, and be forgotten."""
    write(talks, tags="known_failures: {UA.anwser: a reason}")

    done = talks.runpytest()

    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines([f"{FILE}:6:18: nothing is expected by the name of `UA.anwser`", "*UA.answer*"])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"timeline": "timeline: [vote]"}, f"{FILE}:5:12: unknown event `vote`"),
        ({"timeline": "timeline: [{votes: 2022-05-01}, {talks: [before 2022-04-01, after votes]}]"}, f"{FILE}:5:*"),
        ({"facts": "facts: {p: yes"}, f"{FILE}:*"),
    ],
)
def test_a_broken_file_is_an_error_at_its_place(talks: pytest.Pytester, changes: dict[str, str], expected: str) -> None:
    """In our words, without a traceback; other files are tested all the same."""
    write(talks, "two.scenario.yaml", scenario="scenario: another")
    write(talks, **changes)

    done = talks.runpytest("--continue-on-collection-errors")

    done.assert_outcomes(errors=1, passed=len(NAMES))
    done.stdout.fnmatch_lines([expected])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_a_broken_dossier_is_told_once(talks: pytest.Pytester) -> None:
    """The other files say in one line where."""
    text = DOSSIER.replace("only after votes", "only after vote")
    (talks.path / "dossier.yaml").write_text(text, encoding="utf-8")
    write(talks, "two.scenario.yaml", scenario="scenario: another")

    done = talks.runpytest()

    assert 1 == sum("unknown event `vote`" in line for line in done.outlines)
    done.stdout.fnmatch_lines([f"dossier.yaml:*`dossier.yaml` cannot be read: see `{FILE}`"])


def test_two_scenarios_of_one_name_are_an_error(talks: pytest.Pytester) -> None:
    """Both places are shown."""
    write(talks, "two.scenario.yaml")

    done = talks.runpytest()

    done.stdout.fnmatch_lines(
        ["two.scenario.yaml:1:11: another scenario of this folder is called*", f"*{FILE}:1:11: it is called so here"]
    )


def test_what_nothing_reads_is_a_warning_at_its_place(talks: pytest.Pytester) -> None:
    """Never silently ignored."""
    write(talks, timeline="timeline: [votes, talks]")

    done = talks.runpytest()

    done.assert_outcomes(passed=len(NAMES), warnings=1)
    done.stdout.fnmatch_lines([f"*{FILE}:5: UnusedKnowledgeWarning:*reads the event `talks`*"])


def test_a_warning_that_is_an_error_is_told_without_a_traceback(talks: pytest.Pytester) -> None:
    """As with `-W error`."""
    write(talks, timeline="timeline: [votes, talks]")

    done = talks.runpytest("-W", "error")

    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines([f"{FILE}:5:19: warning: no condition*reads the event `talks`"])


def test_what_nothing_reads_may_be_an_error(talks: pytest.Pytester) -> None:
    """As a test of its own."""
    write(talks, timeline="timeline: [votes, talks]")

    done = talks.runpytest("-o", "conditions_unused=error")

    done.assert_outcomes(passed=len(NAMES), failed=1)
    done.stdout.fnmatch_lines([f"{FILE}:5:19: no condition*reads the event `talks`"])


def test_the_setting_has_two_values(talks: pytest.Pytester) -> None:
    """Anything else would silently mean one of them."""
    done = talks.runpytest("-o", "conditions_unused=errors")

    assert pytest.ExitCode.USAGE_ERROR == done.ret
    done.stderr.fnmatch_lines(["*conditions_unused = errors: write `warning` or `error`*"])


def test_reports_name_party_condition_reading_and_verdict(talks: pytest.Pytester) -> None:
    """As properties of each test."""
    talks.runpytest("--junit-xml=found.xml", "-k", "strict")

    (case,) = ET.parse(talks.path / "found.xml").iter("testcase")

    expected = {"party": "RU", "condition": "RU-terms", "reading": "strict", "verdict": "waiting"}
    assert expected == {one.attrib["name"]: one.attrib["value"] for one in case.iter("property")}


def test_each_scenario_is_checked_once(talks: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many answers are expected of it; the dossier is read once for all files."""
    from conditions.check import Checker
    from conditions.files import scenario as files
    from conditions.files.dossier import load_dossier_file

    checked = create_autospec(Checker.check, side_effect=Checker.check)
    read = Mock(side_effect=load_dossier_file)
    monkeypatch.setattr(Checker, "check", checked)
    monkeypatch.setattr(files, "load_dossier_file", read)
    write(talks, "two.scenario.yaml", scenario="scenario: another")

    talks.runpytest().assert_outcomes(passed=2 * len(NAMES))

    assert (2, 1) == (checked.call_count, read.call_count)


@pytest.mark.skipif(find_spec("xdist") is None, reason="pytest-xdist is not installed")
def test_it_works_in_several_processes(talks: pytest.Pytester) -> None:
    """Under pytest-xdist, failures included."""
    write(talks, UA="  UA: not met")
    write(talks, "two.scenario.yaml", scenario="scenario: another")

    done = talks.runpytest_subprocess("-n", "2")

    done.assert_outcomes(passed=2 * len(NAMES) - 1, failed=1)
    done.stdout.fnmatch_lines([f"{FILE}:8:7: expected `not met`, got `met`"])


def test_all_of_istanbul_passes_elsewhere(pytester: pytest.Pytester) -> None:
    """A copy of the folder, with nothing else of the repository."""
    shutil.copytree(ROOT / "scenarios" / "istanbul-2022", pytester.path / "istanbul")

    done = pytester.runpytest("-q", "-W", "default")

    assert pytest.ExitCode.OK == done.ret
    assert {"passed", "warnings"} >= set(done.parseoutcomes())


def test_importing_the_plugin_imports_nothing_heavy() -> None:
    """A run without scenario files pays for nothing."""
    heavy = ("pydantic", "yaml", "lark", "click", "rich", "json")
    program = (
        "import sys, pytest; before = set(sys.modules); import conditions.pytest_plugin; "
        f"print(sorted(({set(heavy)!r} | {{m for m in sys.modules if m.startswith('conditions')}}) "
        "& (set(sys.modules) - before)))"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "['conditions', 'conditions.pytest_plugin']" == done.stdout.strip()


GARBAGE = """\
import gc

def test_python_looks_for_garbage_as_usual():
    assert gc.get_threshold() == (600, 9, 8)
    assert bool(gc.get_freeze_count()) is {frozen}
"""


@pytest.mark.parametrize("frozen", [True, False])
def test_garbage(talks: pytest.Pytester, *, frozen: bool) -> None:
    """What is collected of scenario files is set aside; otherwise nothing changes in how Python looks for garbage."""
    talks.makeconftest("import gc\ngc.set_threshold(600, 9, 8)\n")
    talks.makepyfile(test_garbage=GARBAGE.format(frozen=frozen))
    talks.runpytest_subprocess(*(() if frozen else ("test_garbage.py",))).assert_outcomes(passed=7 if frozen else 1)
