"""Files in their usual form: what is rewritten, what is left alone, and that the meaning stays."""

from __future__ import annotations

import stat
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conditions.errors import FileError
from conditions.files import tidy
from conditions.files.broken_lines import WIDTH
from conditions.files.dossier import LoadedDossier, load_dossier_file
from conditions.files.scenario import load_scenario_file
from conditions.files.tidy import replace_file, tidy_dossier, tidy_scenario
from conditions.language.clauses import KINDS
from tests.command_line import ROOT

HEAD = """\
dossier: example
parties: {A: {name: Ay}}
events: {sign: {}, vote: {}, leave: {}}
ladders: {border: [open, agreed, closed]}
facts: {approved: {}, troops: {number: yes}}
"""
# The text of a condition as it stands in a file, and in its usual form.
WAYS = [
    ("sign  only   after vote", "sign only after vote"),
    ("sign only from vote + 30 days", "sign only on or after vote + 30 days"),
    ("sign only by 2022-12-31", "sign only on or before 2022-12-31"),
    ("no sign while approved", "sign only if not approved"),
    ("sign only if (vote)", "sign only if vote"),
    ("sign only if vote or leave and approved", "sign only if vote or (leave and approved)"),
    ("'sign only  if vote'", "'sign only if vote'"),
    ('"sign only  if vote"', '"sign only if vote"'),
    ("'at least 1 of (vote,leave)'", "'at least 1 of (vote, leave)'"),
    ("vote never happens", "never vote"),
    ("border is not closed", "not border is closed"),
]
LONG = (
    "sign only if (vote or leave) and (border is agreed or later or approved) and "
    "(troops is at most 85000 or border is closed)"
)


def loaded(tmp_path: Path, text: str, name: str = "dossier.yaml") -> LoadedDossier:
    """A dossier with the text below what every example needs."""
    file = tmp_path / name
    file.write_text(HEAD + text, encoding="utf-8", newline="")
    return load_dossier_file(file)


def with_condition(condition: str) -> str:
    """A section with one condition."""
    return f"conditions:\n  c:\n    party: A\n    condition: {condition}\n"


# --- conditions -----------------------------------------------------------------


@pytest.mark.parametrize(("written", "usual"), WAYS)
def test_a_condition_gets_its_usual_form(tmp_path: Path, written: str, usual: str) -> None:
    """Words, spaces and parentheses change; quotes do not."""
    found = tidy_dossier(loaded(tmp_path, with_condition(written)))

    assert HEAD + with_condition(usual) == found


@pytest.mark.parametrize(
    "section",
    [
        "conditions: {c: {party: A, condition: WAY}}",
        "conditions: {c: {party: A, readings: {one: WAY, two: {condition: WAY, label: two}}}}",
        "terms: {t: {party: A, label: a term, condition: WAY}}",
        "instruments: {i: {in_force: WAY}}",
    ],
)
def test_conditions_are_found_wherever_they_stand(tmp_path: Path, section: str) -> None:
    """In conditions, readings of either form, terms and instruments."""
    found = tidy_dossier(loaded(tmp_path, section.replace("WAY", "sign only  from vote") + "\n"))

    assert HEAD + section.replace("WAY", "sign only on or after vote") + "\n" == found


def test_comments_and_order_stay(tmp_path: Path) -> None:
    """Also on the line of a condition that changes."""
    text = dedent("""\
        # about conditions
        conditions:
          c: # the first
            condition: sign  only after vote # strictly
            # whose it is
            party: A
        """)

    assert HEAD + text.replace("sign  only", "sign only") == tidy_dossier(loaded(tmp_path, text))


def test_lines_that_the_author_broke_stay_broken(tmp_path: Path) -> None:
    """A condition in its usual words keeps its lines, whatever their width."""
    for head in (" >-", " |", ""):
        text = with_condition(f"{head}\n      sign only if vote\n      and approved").replace(":  ", ": ")
        text = text.replace(": \n", ":\n")

        assert HEAD + text == tidy_dossier(loaded(tmp_path, text.replace("only if", "only  if")))


@pytest.mark.parametrize("head", [">-", ">", "|", "|-", ">- # why"])
def test_a_block_text_in_other_words_is_folded_again(tmp_path: Path, head: str) -> None:
    """Its header stays, and its lines are as long as usual."""
    text = with_condition(f"{head}\n      {LONG.replace('only if', 'only  if  (', 1)})")
    found = tidy_dossier(loaded(tmp_path, text))
    lines = found.removeprefix(HEAD).splitlines()

    assert f"    condition: {head}" == lines[3]
    assert len(lines) > 5
    assert all(line.startswith("      ") and len(line) <= WIDTH for line in lines[4:])
    assert LONG == " ".join(" ".join(lines[4:]).split())


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_text_over_several_lines_is_folded_again(tmp_path: Path, quote: str) -> None:
    """Within its quotes, and under its second line."""
    whole = f"{quote}{LONG.replace('only if', 'only if (', 1)}){quote}".replace(" and ", "\n        and ", 1)
    found = tidy_dossier(loaded(tmp_path, with_condition(whole)))
    lines = found.removeprefix(HEAD).splitlines()[3:]

    assert all(len(line) <= WIDTH for line in lines)
    assert all(line.startswith("        ") for line in lines[1:])
    assert f"{quote}{LONG}{quote}" == " ".join(" ".join(lines).split()).removeprefix("condition: ")


BROKEN = [
    (
        ["sign only  if vote", "  or leave", "  and approved"],
        ["sign only if vote", "  or (leave", "  and approved)"],
    ),
    (
        ["sign only if (", "  vote and", "  approved", ")"],
        ["sign only if", "  vote and", "  approved"],
    ),
    (
        ["sign only from vote", "and leave + 30 days"],
        ["sign only on or after vote", "and leave + 30 days"],
    ),
    (
        ["sign", "  only from", "    vote"],
        ["sign", "  only on or after", "    vote"],
    ),
    (
        ["sign only if at least 2 of (", "  vote  happens,", "  leave,", "  approved", ")"],
        ["sign only if at least 2 of (", "  vote,", "  leave,", "  approved", ")"],
    ),
    (
        ["sign only if vote  or", "", "leave and approved"],
        ["sign only if vote or", "", "(leave and approved)"],
    ),
]


@pytest.mark.parametrize("head", ["|", "|-", ">", ">-"])
@pytest.mark.parametrize(("written", "usual"), BROKEN)
def test_a_block_text_is_not_flattened(tmp_path: Path, head: str, written: list[str], usual: list[str]) -> None:
    """Where its words change, each line still begins with the word with which the author began it."""

    def block(lines: list[str]) -> str:
        return with_condition("\n".join([head, *(f"      {line}".rstrip() for line in lines)]))

    assert HEAD + block(usual) == tidy_dossier(loaded(tmp_path, block(written)))


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_text_over_several_lines_is_not_flattened(tmp_path: Path, quote: str) -> None:
    """Also one that is no block."""
    written = with_condition(f"{quote}sign only  if (vote\n        or leave)\n        and (approved){quote}")
    usual = with_condition(f"{quote}sign only if (vote\n        or leave)\n        and approved{quote}")

    assert HEAD + usual == tidy_dossier(loaded(tmp_path, written))


def test_a_text_with_escapes_is_folded_anew(tmp_path: Path) -> None:
    """What stands in the file is not what is read, so its lines cannot be compared."""
    written = with_condition('"sign only \\\n        from vote"')

    assert HEAD + with_condition('"sign only on or after vote"') == tidy_dossier(loaded(tmp_path, written))


def test_line_ends_of_windows_stay(tmp_path: Path) -> None:
    """Also in a condition of several lines whose words change."""
    text = HEAD + with_condition(">-\n      sign only   from\n      vote") + "\n\n\n# end  \n"
    file = tmp_path / "dossier.yaml"
    file.write_bytes(text.replace("\n", "\r\n").encode())
    found = tidy_dossier(load_dossier_file(file))

    assert 0 == found.replace("\r\n", "").count("\n")
    assert "      sign only on or after\r\n      vote\r\n" in found
    assert found.endswith("# end\r\n")


def test_json_is_tidied_in_the_same_way(tmp_path: Path) -> None:
    """Conditions in JSON are conditions."""
    file = tmp_path / "dossier.json"
    text = (
        '{"dossier": "d", "parties": {"A": {"name": "Ay"}}, "events": {"sign": {}, "vote": {}},\n'
        ' "conditions": {"c": {"party": "A", "condition": "sign  only from vote"}}}   '
    )
    file.write_text(text, encoding="utf-8")

    expected = text.replace("sign  only from", "sign only on or after").rstrip() + "\n"

    assert expected == tidy_dossier(load_dossier_file(file))


def test_the_structured_form_is_left_alone(tmp_path: Path) -> None:
    """It has only one way of writing."""
    text = "conditions:\n  c: {party: A, condition: {kind: never, event: sign}}\n"

    assert HEAD + text == tidy_dossier(loaded(tmp_path, text))


# --- white space ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("events: {}   \n", "events: {}\n"),
        ("events: {} # here \t\n", "events: {} # here\n"),
        ("events: {}", "events: {}\n"),
        ("events: {}\n\n\n", "events: {}\n"),
        ("events: {}\n   \n", "events: {}\n"),
        ("events: {}\n   ", "events: {}\n"),
        ("\n\nevents: {}\n", "events: {}\n"),
        ("events: {}\n\n \n\nfacts: {}\n", "events: {}\n\nfacts: {}\n"),
        ("events: {}\n\nfacts: {}\n", "events: {}\n\nfacts: {}\n"),
        ("title: |\n  a  \n\n\n  b\nfacts: {}\n", "title: |\n  a  \n\n\n  b\nfacts: {}\n"),
        ('title: "a\n\n\n  b"\nfacts: {}\n', 'title: "a\n\n\n  b"\nfacts: {}\n'),
        ("title: |+\n  a\n\n\n", "title: |+\n  a\n\n\n"),
        ("title: |\n  a", "title: |\n  a"),
        ("title: 'a'  \nfacts: {}\n", "title: 'a'\nfacts: {}\n"),
    ],
)
def test_white_space_is_tidied_where_it_has_no_meaning(tmp_path: Path, before: str, after: str) -> None:
    """At the ends of lines, second blank lines, the edges of the file; never inside a text of several lines."""
    file = tmp_path / "dossier.yaml"
    start = "dossier: d\nparties: {A: {name: Ay}}\n" if not before.startswith("\n") else ""
    end = "" if start else "dossier: d\nparties: {A: {name: Ay}}\n"
    file.write_text(start + before + end, encoding="utf-8")

    assert start + after + end == tidy_dossier(load_dossier_file(file))


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").rglob("*.yaml")), ids=lambda path: path.name)
def test_shipped_files_are_in_their_usual_form(path: Path) -> None:
    """What we ship is an example: run `conditions fmt scenarios/*`."""
    if path.name.endswith(".scenario.yaml"):
        tidied = tidy_scenario(load_scenario_file(path))
    else:
        tidied = tidy_dossier(load_dossier_file(path))

    assert path.read_text(encoding="utf-8") == tidied


# --- laws -----------------------------------------------------------------------


@given(
    # A state is in force on a day; without one it is only read inside a gate.
    st.sampled_from([one for kind in KINDS for one in kind.examples if one != "ceasefire is in force"]),
    st.sampled_from(["{}", "'{}'", '"{}"', ">-\n      {}", "|\n      {}"]),
    st.lists(st.sampled_from([" ", "  ", "   "]), min_size=40, max_size=40),
    st.sampled_from(["", "\n\n\n", "\n\n    # why  \n"]),
)
def test_tidying_keeps_the_meaning_and_is_done_once(example: str, style: str, spaces: list[str], tail: str) -> None:
    """Whatever the style and the spaces: an equal dossier comes out, and tidying it again changes nothing."""
    words = example.split(" ")
    spaced = "".join(word + space for word, space in zip(words, spaces, strict=False)).strip()
    if "\n" in style:
        spaced = spaced.replace("   ", "\n        ")
    if style == "{}" and "," in spaced:
        style = "'{}'"
    text = EXAMPLES + f"conditions:\n  c:\n    party: A\n    condition: {style.format(spaced)}{tail}\n"
    before = dossier_of(text)
    tidied = tidy_dossier(before)

    assert before.dossier == dossier_of(tidied).dossier
    assert tidied == tidy_dossier(dossier_of(tidied))
    assert " ".join(style.format(example).split()) in " ".join(tidied.split())


def dossier_of(text: str) -> LoadedDossier:
    """The dossier in a text, as if it stood in a file."""
    from conditions.files.dossier import read_dossier
    from conditions.files.yaml_nodes import read_mapping

    return LoadedDossier(read_dossier(text), Path("dossier.yaml"), read_mapping(text, "dossier.yaml"))


EXAMPLES = dedent("""\
    dossier: d
    parties: {A: {name: Ay}}
    groups: {guarantors: {members: [US, GB, NO]}}
    states: {ceasefire: {start: signature}, sanctions: {start: notice}}
    ladders: {crimea: [open, agreed_in_principle, resolved], donbas: [open, agreed_in_principle, resolved]}
    """) + (
    "events: {ratify: {each: guarantors}, "
    + ", ".join(
        f"{name}: {{}}"
        for name in (
            "ua_signs ru_signs referendum withdrawal signature ratification annexation us_lifts iaea_reports "
            "notice expiry partition"
        ).split()
    )
    + "}\nfacts: {referendum_approved: {}, occupation: {}, texts_separate: {}, "
    + "status: {values: [neutral, non_aligned]}, troops: {unit: persons}, votes_for: {number: yes}, "
    + "troop_limit: {unit: persons, steps: [{value: 6000}, {value: 3000, from: signature}]}, "
    + "votes_cast: {number: yes}, votes_against: {number: yes}, members_present: {number: yes}}\n"
)


# --- writing --------------------------------------------------------------------


def test_a_file_is_replaced_at_once_with_its_permissions(tmp_path: Path) -> None:
    """Nothing else is left in the folder."""
    file = tmp_path / "dossier.yaml"
    file.write_text("old\n", encoding="utf-8")
    file.chmod(0o640)
    replace_file(file, "old\n", "new\n")

    assert "new\n" == file.read_text(encoding="utf-8")
    assert 0o640 == stat.S_IMODE(file.stat().st_mode)
    assert [file] == list(tmp_path.iterdir())


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file behind it changes."""
    file, link = tmp_path / "file.yaml", tmp_path / "link.yaml"
    file.write_text("old\n", encoding="utf-8")
    link.symlink_to(file)
    replace_file(link, "old\n", "new\n")

    assert link.is_symlink()
    assert "new\n" == file.read_text(encoding="utf-8")


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    """An editor put it there."""
    file = tmp_path / "dossier.yaml"
    file.write_bytes(b"\xef\xbb\xbfold\n")
    replace_file(file, "old\n", "new\n")

    assert b"\xef\xbb\xbfnew\n" == file.read_bytes()


def test_a_file_that_somebody_else_changed_is_left_alone(tmp_path: Path) -> None:
    """Their work is not lost."""
    file = tmp_path / "dossier.yaml"
    file.write_text("theirs\n", encoding="utf-8")
    with pytest.raises(FileError, match="changed by somebody else"):
        replace_file(file, "old\n", "new\n")

    assert "theirs\n" == file.read_text(encoding="utf-8")


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a changed file nor a part of one."""
    file = tmp_path / "dossier.yaml"
    file.write_text("old\n", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="disk"):
        replace_file(file, "old\n", "new\n")

    assert "old\n" == file.read_text(encoding="utf-8")
    assert [file] == list(tmp_path.iterdir())


def failing(*_: object) -> None:
    """A disk that breaks at the worst moment."""
    raise OSError("disk")


def test_a_file_whose_meaning_would_change_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the tool ever be wrong about a condition, the file is not touched."""
    one = loaded(tmp_path, with_condition("sign  only after vote"))
    monkeypatch.setattr(tidy, "parse", lambda _: "sign only after leave")
    with pytest.raises(FileError, match="would not mean the same"):
        tidy_dossier(one)


def test_a_scenario_keeps_its_meaning(tmp_path: Path) -> None:
    """Only its white space is tidied."""
    (tmp_path / "dossier.yaml").write_text(HEAD, encoding="utf-8")
    file = tmp_path / "s.scenario.yaml"
    text = "scenario: s  \nworld: closed\n\n\ntimeline:\n  - vote   # first\n"
    file.write_text(text, encoding="utf-8")

    assert "scenario: s\nworld: closed\n\ntimeline:\n  - vote   # first\n" == tidy_scenario(load_scenario_file(file))
