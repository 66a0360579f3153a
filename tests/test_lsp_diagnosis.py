"""What an editor underlines."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from conditions.errors import FileError
from conditions.files import limits
from conditions.files.scenario import load_scenario_file
from conditions.lsp.columns import Position
from conditions.lsp.completing import complete
from conditions.lsp.diagnosis import diagnose
from conditions.lsp.hovering import hover
from conditions.lsp.workspace import Workspace
from tests.command_line import ROOT
from tests.edited import COURSE, TALKS, edit, folder

BAD = sorted((ROOT / "tests" / "bad").glob("*.scenario.*ml")) + sorted((ROOT / "tests" / "bad").glob("*.dossier.*ml"))


def codes(workspace: Workspace, path: Path, severity: str = "error") -> list[str]:
    """The codes of remarks of some severity."""
    return [one.code for one in diagnose(workspace, path) if one.severity == severity]


def test_a_mistake_is_underlined_with_its_hint(tmp_path: Path) -> None:
    """At its columns in UTF-16, behind Cyrillic letters and an emoji."""
    workspace = folder(tmp_path)
    path = tmp_path / "dossier.yaml"
    workspace.open(path, TALKS.replace("  referendum: {label: Переговори й", "  referndum: {label: Переговори 🙂"))
    found = [one for one in diagnose(workspace, path) if one.code == "unknown-event"]
    line = TALKS[: TALKS.index("condition: ua_signs only after referendum")].count("\n")

    assert "unknown event `referendum`\nhint: did you mean `referndum`?" == found[0].message
    assert (Position(line, 35), Position(line, 45)) == found[0].range

    workspace.open(path, TALKS.replace("голосування, by: UA", "голосування 🙂, by: UB"))
    (party,) = [one for one in diagnose(workspace, path) if one.code == "unknown-party"]

    assert len("  referendum: {label: Переговори й голосування 🙂, by: ") + 1 == party.range.start.character


def test_doubtful_places_are_warnings(tmp_path: Path) -> None:
    """What `conditions lint` warns of; what a scenario uses is not unused."""
    workspace = folder(tmp_path, one=COURSE)
    dossier = tmp_path / "dossier.yaml"

    assert ["unused-fact", "never-true", "own-creditor"] == codes(workspace, dossier, "warning")
    workspace.open(tmp_path / "one.scenario.yaml", COURSE.replace("  status:", "  troops: 5 persons\n  status:"))
    assert ["never-true", "own-creditor"] == codes(workspace, dossier, "warning")


def test_answers_that_are_not_as_expected_are_shown(tmp_path: Path) -> None:
    """A mismatch at its line; one that is known to fail, and what nothing reads, as mere information."""
    workspace = folder(tmp_path, one=COURSE.replace("UA-again: met", "UA-again: not met"))
    path = tmp_path / "one.scenario.yaml"
    found = {one.code: one for one in diagnose(workspace, path) if one.severity == "warning"}
    known = [one.message for one in diagnose(workspace, path) if one.severity == "information"]

    assert ["expectation-failed"] == list(found)
    assert "expected `not met`, got `met`" == found["expectation-failed"].message
    assert COURSE[: COURSE.index("UA-again")].count("\n") == found["expectation-failed"].range.start.line
    assert "expected `met`, got `not met`\nhint: known to fail: an example" in known


def test_the_unsaved_dossier_counts_for_its_scenarios(tmp_path: Path) -> None:
    """What is in the editor is checked, not what is on the disk; closing the file turns back to that."""
    workspace = folder(tmp_path, one=COURSE)
    dossier, scenario = tmp_path / "dossier.yaml", tmp_path / "one.scenario.yaml"

    assert [] == codes(workspace, scenario)
    workspace.open(dossier, TALKS.replace("  approved:", "  accepted:"))
    assert ["unknown-fact"] == codes(workspace, scenario)
    workspace.close(dossier)
    assert [] == codes(workspace, scenario)


def test_of_a_wrong_dossier_its_scenarios_say_only_that(tmp_path: Path) -> None:
    """With a link to its first mistake, and the scenario's own mistakes."""
    workspace = folder(tmp_path, TALKS.replace("party: UA", "parti: UA", 1), one=COURSE.replace("closed", "shut"))
    found = diagnose(workspace, tmp_path / "one.scenario.yaml")
    (broken,) = [one for one in found if one.code == "no-dossier"]

    assert {"no-dossier", "unknown-choice"} == {one.code for one in found}
    assert [tmp_path / "dossier.yaml"] == [path for path, _, _ in broken.related]


def test_a_folder_without_a_dossier_is_fine(tmp_path: Path) -> None:
    """A scenario alone says that it has no dossier; other files say nothing."""
    workspace = Workspace([tmp_path])
    workspace.open(tmp_path / "one.scenario.yaml", COURSE)
    workspace.open(tmp_path / "compose.yaml", "services: {}")

    assert ["no-dossier"] == codes(workspace, tmp_path / "one.scenario.yaml")
    assert [] == diagnose(workspace, tmp_path / "compose.yaml")
    assert [] == complete(workspace, tmp_path / "compose.yaml", 3)


def test_a_dossier_that_was_never_saved_is_found(tmp_path: Path) -> None:
    """A new dossier and a new scenario, both only in the editor."""
    workspace = Workspace([tmp_path])
    workspace.open(tmp_path / "dossier.yaml", TALKS)
    workspace.open(tmp_path / "one.scenario.yaml", COURSE)

    assert [] == codes(workspace, tmp_path / "one.scenario.yaml")


def test_two_folders_do_not_mix(tmp_path: Path) -> None:
    """Each scenario belongs to the dossier of its own folder."""
    for name, event in (("one", "referendum"), ("two", "plebiscite")):
        (tmp_path / name).mkdir()
        folder(tmp_path / name, TALKS.replace("referendum", event), a=COURSE)
    workspace = Workspace([tmp_path / "one", tmp_path / "two"])

    assert [] == codes(workspace, tmp_path / "one" / "a.scenario.yaml")
    assert ["unknown-event"] == codes(workspace, tmp_path / "two" / "a.scenario.yaml")
    assert [tmp_path / "two" / "a.scenario.yaml"] == workspace.family(tmp_path / "two" / "dossier.yaml")


def test_a_broken_file_keeps_what_was_last_understood(tmp_path: Path) -> None:
    """Completion and hover go on while one types."""
    workspace = folder(tmp_path)
    path = tmp_path / "dossier.yaml"
    workspace.read(path)
    broken = TALKS.replace("    source: speech\n    from: 2022-03-29", "    source: ¦\n  {{{")
    offset = edit(workspace, path, broken)

    assert ["speech", "reply"] == [one.label for one in complete(workspace, path, offset) if one.kind == "name"]
    assert workspace.read(path).problems
    assert "Ukraine" == complete(workspace, path, edit(workspace, path, "conditions:\n  X: {party: U¦ ]"))[0].detail


def test_a_dossier_that_was_never_right_helps_with_its_sound_part(tmp_path: Path) -> None:
    """A file with an old mistake still shows what its other names are."""
    workspace = folder(tmp_path, TALKS.replace("kind: only_after", "kind: nonsense"))
    path = tmp_path / "dossier.yaml"
    shown = hover(workspace, path, TALKS.index("after referendum") + 8)

    assert shown is not None
    assert "Переговори й голосування" == shown.card.words


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_every_mistake_of_wrong_files_is_underlined(path: Path) -> None:
    """The same codes as the loader reports, whatever is wrong."""
    workspace = Workspace([ROOT])
    try:
        workspace.open(path, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        pytest.skip("an editor has no such text")
    found = diagnose(workspace, path)

    assert all(one.range.start <= one.range.end for one in found)
    if path.name.endswith(".scenario.yaml"):
        with pytest.raises(FileError) as expected:
            load_scenario_file(path)
        own = {one.code for one in expected.value.problems if one.location and one.location.path == str(path)}
        assert own <= {one.code for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "a" * (limits.FILE_BYTES + 1),
        "dossier: " + "[" * 100_000,
        "dossier: d\nparties: {A: {name: " + "x" * 200_000 + "}}",
        "\x00\ud800",
        "parties: &a [*a, *a]\ndossier: *a",
        "dossier: d\nparties:\n" + "".join(f"  P{n}: {{name: p}}\n" for n in range(5_000)),
    ],
    ids=["large", "deep", "long", "control", "alias", "many"],
)
def test_hostile_texts_are_bounded(text: str, tmp_path: Path) -> None:
    """A few remarks within seconds, and no crash, also of hover and completion."""
    workspace = Workspace([tmp_path])
    path = tmp_path / "dossier.yaml"
    begun = time.monotonic()
    workspace.open(path, text)
    found = diagnose(workspace, path)
    hover(workspace, path, len(text) // 2)
    complete(workspace, path, len(text) // 2)

    assert time.monotonic() - begun < 20
    assert len(found) <= 300
