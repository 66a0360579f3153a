"""New names: every use changes, nothing else, and everything means the same afterwards."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conditions.check import Checker
from conditions.expectations import mismatches
from conditions.files.dossier import dump_dossier
from conditions.lsp.names import Mention
from conditions.lsp.renaming import RENAMED, Change, RenameError, renamable, rename
from conditions.lsp.workspace import Workspace
from tests.command_line import ROOT
from tests.edited import COURSE, TALKS, folder

DOSSIERS = sorted((ROOT / "scenarios").glob("*/dossier.yaml"))
ALL = os.environ.get("CONDITIONS_RENAME_ALL") == "1"
"""Rename everything in the shipped dossiers instead of a few things."""
SHIPPED = Workspace([ROOT])

Verdicts = dict[str, object]


def applied(workspace: Workspace, changes: dict[Path, list[Change]], files: list[Path]) -> Workspace:
    """A workspace in which all files are as they are after the changes."""
    after = Workspace(workspace.roots)
    for path in files:
        page = workspace.page(path)
        text, place = "", 0
        for one in changes.get(path, []):
            start, end = page.offset(one.range.start), page.offset(one.range.end)
            text, place = text + page.text[place:start] + one.text, end
        after.open(path, text + page.text[place:])
    return after


def verdicts(workspace: Workspace, files: list[Path]) -> Verdicts:
    """What comes out of every scenario: of conditions by their number, and of everything that is expected."""
    found: Verdicts = {}
    for path in files:
        read = workspace.read(path)
        assert () == read.problems
        if read.scenario is None:
            continue
        result = Checker(read.scenario.dossier).check(read.scenario.scenario, read.scenario.known)
        answers = [
            [(one.answer, one.status, one.final) for one in condition.verdicts.values()]
            for condition in result.conditions.values()
        ]
        parties = [(party.answer, party.compliance) for party in result.parties.values()]
        found[path.name] = (answers, parties, len(mismatches(result)))
    return found


@cache
def family(dossier: Path) -> list[Path]:
    """A shipped dossier with its scenarios."""
    return [dossier, *SHIPPED.family(dossier)]


@cache
def before(dossier: Path) -> Verdicts:
    """What comes out of the shipped scenarios."""
    return verdicts(SHIPPED, family(dossier))


def defined(dossier: Path) -> list[Mention]:
    """What a shipped dossier defines and can be renamed."""
    return [one for one in SHIPPED.mentions(dossier) if one.defines and one.symbol.kind in RENAMED]


EVERYTHING = [(path, one) for path in DOSSIERS for one in defined(path)]


def check_renamed(dossier: Path, mention: Mention, name: str) -> None:
    """Rename something in a shipped dossier, read everything again, and compare all verdicts."""
    files = family(dossier)
    changes = rename(SHIPPED, dossier, mention.start, name)
    after = applied(SHIPPED, changes, files)
    uses = [one for path in files for one in SHIPPED.mentions(path) if one.symbol == mention.symbol]

    assert len(uses) == sum(len(made) for made in changes.values())
    assert before(dossier) == verdicts(after, files)
    assert mention.symbol not in {one.symbol for path in files for one in after.mentions(path)}


@given(st.sampled_from(EVERYTHING), st.sampled_from(["zz_new", "нова_назва", "Q1"]))
@settings(max_examples=2, deadline=None)
def test_everything_means_the_same_under_a_new_name(drawn: tuple[Path, Mention], name: str) -> None:
    """Each event, statement, condition, rung and so on of the shipped dossiers: same verdicts, and no use left."""
    check_renamed(*drawn, name)


def test_each_shipped_name_can_be_changed() -> None:
    """One of each kind; all of them with `CONDITIONS_RENAME_ALL=1`, which takes minutes."""
    of_kind = {one.symbol.kind: (path, one) for path, one in reversed(EVERYTHING)}
    small = [drawn for drawn in of_kind.values() if len(family(drawn[0])) < 30] + [EVERYTHING[3]]
    for path, mention in EVERYTHING if ALL else small:
        check_renamed(path, mention, "zz_new")


def offset_of(text: str, after: str, said: str = TALKS) -> int:
    """Where a text stands behind another one."""
    return said.index(text, said.index(after))


@pytest.mark.parametrize(
    ("text", "after", "name", "old", "new"),
    [
        ("referendum", "events", "vote", "referendum", "vote"),
        ("crimea", "ladders", "status_of_crimea", " crimea is", " status_of_crimea is"),
        ("resolved]", "agreed_in_principle", "settled", "crimea is resolved", "crimea is settled"),
        ("speech", "statements", "speech-of-march", "source: speech\n", "source: speech-of-march\n"),
        ("strict", "readings", "narrow", "strict:", "narrow:"),
        ("US", "members", "USA", "[US, GB", "[USA, GB"),
        ("closing", "moments", "end_of_talks", "then closing", "then end_of_talks"),
        ("guarantors", "groups", "states", "all of guarantors ratify", "all of states ratify"),
        ("city", "zones", "town", "zones.city", "zones.town"),
        ("truce", "states", "ceasefire", "truce is in force", "ceasefire is in force"),
    ],
)
def test_every_kind_of_name_changes_in_all_files(
    text: str, after: str, name: str, old: str, new: str, tmp_path: Path
) -> None:
    """In the dossier and in its scenario, also in one that is not open."""
    workspace = folder(tmp_path, one=COURSE)
    workspace.close(tmp_path / "one.scenario.yaml")
    dossier = tmp_path / "dossier.yaml"
    files = [dossier, tmp_path / "one.scenario.yaml"]
    result = applied(workspace, rename(workspace, dossier, offset_of(text, after), name), files)

    assert new in result.page(dossier).text
    assert old not in result.page(dossier).text
    assert verdicts(workspace, files) == verdicts(result, files)


def test_the_names_of_known_failures_follow(tmp_path: Path) -> None:
    """A party and a reading in `RU.strict.answer`."""
    workspace = folder(tmp_path, one=COURSE)
    files = [tmp_path / "dossier.yaml", tmp_path / "one.scenario.yaml"]
    found = []
    for text, after, name in (("RU", "parties", "RUS"), ("strict", "readings", "narrow")):
        result = applied(workspace, rename(workspace, files[0], offset_of(text, after), name), files)
        found += [line for line in result.page(files[1]).text.splitlines() if "an example" in line]

    assert ["  RUS.strict.answer: an example", "  RU.narrow.answer: an example"] == found


def test_free_text_is_left_alone(tmp_path: Path) -> None:
    """Labels, notes and comments that have the name in them."""
    text = TALKS.replace("label: A vote first", "label: referendum # of the referendum\n    note: referendum")
    workspace = folder(tmp_path, text)
    path = tmp_path / "dossier.yaml"
    result = applied(workspace, rename(workspace, path, offset_of("referendum", "events", text), "vote"), [path])

    assert "    label: referendum # of the referendum\n    note: referendum\n" in result.page(path).text


@pytest.mark.parametrize(
    ("text", "after", "name", "sentence"),
    [
        ("referendum", "events", "two words", "`two words` is not a name: a name begins with a letter"),
        ("referendum", "events", "ua-vote", "`ua-vote` is not a name"),
        ("referendum", "events", "", "`` is not a name"),
        ("referendum", "events", "ua_signs", "`ua_signs` is already the name of an event"),
        ("referendum", "events", "crimea", "`crimea` is already the name of a ladder"),
        ("referendum", "events", "only", "is a word of the condition language"),
        ("referendum", "events", "unknown", "`unknown` cannot be the name"),
        ("resolved", "crimea is", "unresolved", "`unresolved` is already the name of a rung of `crimea`"),
        ("speech", "statements", "reply", "`reply` is already the name of a statement"),
        ("speech", "statements", "a b", "`a b` is not an id"),
        ("UA-vote", "conditions", "RU-land", "`RU-land` is already the name of a condition"),
        ("RU", "parties", "US", "`US` is already the name of a party"),
        ("speech", "statements", "null", "`null` cannot be the name"),
        ("help", "obligations", "aid", "can only be renamed by hand"),
        ("A vote first", "label", "x", "there is no name here that could be changed"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    text: str, after: str, name: str, sentence: str, tmp_path: Path
) -> None:
    """No name, a word of the language, and names that something else has."""
    workspace = folder(tmp_path, one=COURSE)

    with pytest.raises(RenameError) as refused:
        rename(workspace, tmp_path / "dossier.yaml", offset_of(text, after), name)
    assert sentence in str(refused.value)


def test_nothing_is_renamed_while_a_file_has_mistakes(tmp_path: Path) -> None:
    """A use might be overlooked, so the mistake is named."""
    workspace = folder(tmp_path, one=COURSE.replace("world: closed", "world: shut"))

    with pytest.raises(RenameError, match=r"first mend what is wrong in `one\.scenario\.yaml`: .*\(line 2\)"):
        rename(workspace, tmp_path / "dossier.yaml", offset_of("referendum", "events"), "vote")


def test_what_the_dossier_does_not_define_is_not_renamed(tmp_path: Path) -> None:
    """The rungs of the usual ladder belong to the language."""
    text = TALKS.replace("ladders:\n", "ladders:\n  talks: agreement\n").replace(
        "after referendum\n", "after talks.signed\n", 1
    )
    workspace = folder(tmp_path, text)

    with pytest.raises(RenameError, match="the rung `signed` is not defined in this dossier"):
        rename(workspace, tmp_path / "dossier.yaml", text.index("talks.signed") + 7, "sealed")


def test_a_name_can_be_asked_for_before(tmp_path: Path) -> None:
    """The editor shows what it would rename; the same name changes nothing."""
    workspace = folder(tmp_path)
    path = tmp_path / "dossier.yaml"
    offset = offset_of("ua_signs", "condition")

    assert "ua_signs" == renamable(workspace, path, offset)[1]
    assert {} == rename(workspace, path, offset, "ua_signs")


def test_json_and_structured_conditions_are_renamed_too(tmp_path: Path) -> None:
    """In strings of JSON, where conditions are in their structured form."""
    before_it = folder(tmp_path, one=COURSE)
    yaml = before_it.read(tmp_path / "dossier.yaml").dossier
    assert yaml is not None
    home = tmp_path / "json"
    home.mkdir()
    files = [home / "dossier.json", home / "one.scenario.yaml"]
    files[0].write_text(dump_dossier(yaml.dossier, json=True), encoding="utf-8")
    files[1].write_text(COURSE.replace("world:", "dossier: dossier.json\nworld:"), encoding="utf-8")
    workspace = Workspace([home])
    text = files[0].read_text(encoding="utf-8")
    for name, new in (("ua_signs", "підпис"), ("crimea", "status_of_crimea"), ("agreed_in_principle", "agreed")):
        offset = text.index(f'"{name}"') + 1
        result = applied(workspace, rename(workspace, files[0], offset, new), files)

        assert f'"{name}"' not in result.page(files[0]).text
        assert verdicts(workspace, files) == verdicts(result, files)
