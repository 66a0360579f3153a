"""Where something is defined and used, what a file is made of, and files in their usual form."""

from __future__ import annotations

from pathlib import Path

import pytest

from conditions.lsp.navigating import Part, definition, outline, references
from conditions.lsp.tidying import tidy
from conditions.lsp.workspace import Workspace
from tests.command_line import ROOT
from tests.edited import COURSE, TALKS, folder


def spots(workspace: Workspace, path: Path, text: str, after: str, *, declared: bool = True) -> list[tuple[str, int]]:
    """Where what stands at a text is used: file and line, counted from 1."""
    said = workspace.page(path).text
    found = references(workspace, path, said.index(text, said.index(after)), declared=declared)
    return [(place.path.name, place.range.start.line + 1) for place in found]


@pytest.mark.parametrize(
    ("file", "text", "after", "line"),
    [
        ("dossier.yaml", "ua_signs", "condition: ", "  ua_signs: {label"),
        ("dossier.yaml", "speech", "[reply", "  speech: {speaker"),
        ("dossier.yaml", "resolved", "crimea is", "  crimea: {label"),
        ("dossier.yaml", "US", "members", "  guarantors: {label"),
        ("one.scenario.yaml", "crimea.", "then", "  crimea: {label"),
        ("one.scenario.yaml", "UA-again", "expect", "  UA-again:"),
        ("one.scenario.yaml", "lenient", "expect", "      lenient: {"),
        ("one.scenario.yaml", "neutral", "status", "  status: {values"),
        ("one.scenario.yaml", "US", "ratify", "  guarantors: {label"),
    ],
)
def test_a_name_leads_to_its_definition(file: str, text: str, after: str, line: str, tmp_path: Path) -> None:
    """From conditions and from scenarios to the key in the dossier; a member that is no party to its group."""
    workspace = folder(tmp_path, one=COURSE)
    said = workspace.page(tmp_path / file).text
    (found,) = definition(workspace, tmp_path / file, said.index(text, said.index(after)))

    assert tmp_path / "dossier.yaml" == found.path
    assert TALKS.splitlines()[found.range.start.line].startswith(line)


def test_uses_are_found_in_all_scenarios(tmp_path: Path) -> None:
    """Of the dossier's folder, open or not; with the definition or without."""
    folder(tmp_path, one=COURSE, two=COURSE.replace("one course", "another"))
    workspace = Workspace([tmp_path])
    found = spots(workspace, tmp_path / "dossier.yaml", "UA-again", "conditions")

    line = TALKS[: TALKS.index("  UA-again:")].count("\n") + 1

    assert [("dossier.yaml", line), ("one.scenario.yaml", 13), ("two.scenario.yaml", 13)] == found
    assert found[1:] == spots(workspace, tmp_path / "dossier.yaml", "UA-again", "conditions", declared=False)


def test_a_scenario_in_a_folder_below_belongs_to_the_dossier_above(tmp_path: Path) -> None:
    """As far as the loader lets a scenario name it."""
    workspace = folder(tmp_path)
    (tmp_path / "more").mkdir()
    below = tmp_path / "more" / "a.scenario.yaml"
    below.write_text(COURSE.replace("world:", "dossier: ../dossier.yaml\nworld:"), encoding="utf-8")

    assert [below] == workspace.family(tmp_path / "dossier.yaml")


def test_nothing_leads_nowhere(tmp_path: Path) -> None:
    """Free text, unknown names and files of other kinds."""
    workspace = folder(tmp_path, TALKS.replace("only after referendum", "only after referndum"))
    path = tmp_path / "dossier.yaml"

    assert [] == definition(workspace, path, TALKS.index("A vote first"))
    assert [] == definition(workspace, path, TALKS.index("after referendum") + 8)
    assert [] == definition(workspace, tmp_path / "notes.txt", 0)


def test_the_outline_has_sections_with_entries(tmp_path: Path) -> None:
    """Each with its label, and within a condition its readings; every part lies in the one around it."""
    workspace = folder(tmp_path, one=COURSE)
    parts = outline(workspace, tmp_path / "dossier.yaml")
    conditions = next(one for one in parts if one.name == "conditions")
    steps = next(one for one in outline(workspace, tmp_path / "one.scenario.yaml") if one.name == "timeline")

    assert ["UA-vote", "RU-land", "UA-all", "UA-again"] == [one.name for one in conditions.parts]
    assert ["A vote first", "strict", "lenient"] == [
        conditions.parts[0].detail,
        *(one.name for one in conditions.parts[1].parts),
    ]
    assert ["referendum", "then: [crimea.agreed_in_principle, ua_signs]"] == [one.name for one in steps.parts[:2]]
    assert all(nested(one) for one in parts)


def nested(part: Part) -> bool:
    """Whether the parts of a part, and its name, lie in it."""
    ranges = [part.head, *(inner.range for inner in part.parts)]
    inside = all(part.range.start <= one.start and one.end <= part.range.end for one in ranges)
    return inside and all(nested(inner) for inner in part.parts)


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").glob("*/dossier.yaml")), ids=lambda path: path.parent.name)
def test_shipped_files_have_an_outline(path: Path) -> None:
    """Nothing sticks out of what is around it."""
    workspace = Workspace([ROOT])

    assert all(nested(one) for file in (path, *workspace.family(path)) for one in outline(workspace, file))


def test_a_file_is_tidied_as_the_command_does(tmp_path: Path) -> None:
    """Only what changes is replaced; a file with mistakes, and one that is tidy, are left alone."""
    untidy = TALKS.replace("ua_signs only after referendum", "ua_signs  only   after referendum")
    workspace = folder(tmp_path, untidy)
    path = tmp_path / "dossier.yaml"
    (change,) = tidy(workspace, path)
    page = workspace.page(path)
    new = page.text[: page.offset(change.range.start)] + change.text + page.text[page.offset(change.range.end) :]

    assert TALKS == new
    assert change.range.start.line == change.range.end.line - 1
    workspace.open(path, TALKS)
    assert [] == tidy(workspace, path)
    workspace.open(path, untidy.replace("party: UA", "parti: UA"))
    assert [] == tidy(workspace, path)
