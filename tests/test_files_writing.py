"""Writing YAML and JSON: what is written reads back as the same data, and reads well."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from conditions.files.disk import put_file
from conditions.files.ids import check_ids
from conditions.files.nodes import Text
from conditions.files.write import Data, to_json, to_yaml
from conditions.files.yaml_nodes import read_text

_LETTERS = st.characters(exclude_categories=["Cs"])
_AWKWARD = st.sampled_from(
    list(" \t\n\r\"'\\#:-?,[]{}&*!|>%@`~=<.0123456789eExXoOtTnNyYaé\x00\x07\x85\xa0\u2028\ufeff\u200bж東😀")
)
_TEXTS = st.text(_LETTERS, max_size=30) | st.text(_AWKWARD, max_size=30)
_PROSE = st.lists(st.text(_AWKWARD | _LETTERS, max_size=12), max_size=40).map(" ".join)
_KEYS = (_TEXTS | _PROSE).filter(lambda key: not check_ids([key]))


def _collections(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    mappings = st.dictionaries(_KEYS, children, max_size=4).filter(lambda mapping: not check_ids(mapping))
    return st.lists(children, max_size=4) | mappings


DATA = st.recursive(_TEXTS | _PROSE | st.none(), _collections, max_leaves=12)


@given(DATA)
@example({"a": "x" * 200, "k" * 1000: {"b": []}})
@example([[["a", "b"], {"c": {"d": [{}]}}], "\n", " a\nb", "a\n\n", "a\n  \nb\n"])
def test_yaml_reads_back_as_it_was(data: Any) -> None:
    """Whatever nested texts are written, reading gives the same."""
    assert data == read_text(to_yaml(data), "x.yaml")


@given(DATA)
def test_json_reads_back_as_it_was(data: Any) -> None:
    """The same for JSON."""
    assert data == read_text(to_json(data), "x.json", json=True)


@given(DATA)
def test_json_is_yaml_too(data: Any) -> None:
    """What is canonical JSON says the same to a reader of YAML, up to characters that only YAML refuses."""
    written = to_json(data)
    if written.isprintable() or all(char == "\n" or char.isprintable() for char in written):
        assert data == read_text(written, "x.yaml")


@given(st.text(_AWKWARD | _LETTERS, max_size=30).filter(lambda text: not text.startswith("=")))
def test_text_is_text_to_other_readers(text: str) -> None:
    """PyYAML with the rules of YAML 1.1 reads every written text as text, but for plain days."""
    read = yaml.safe_load(to_yaml([text, "x" * 120])) if "\ufeff" not in text else [text]

    assert text == read[0]


@pytest.mark.parametrize(
    "text", ["NO", "on", "012", "12", "1e16", "21:09", "null", "~", "", "0x1F", "1_000", "y", "<<"]
)
def test_what_could_be_misread_is_quoted(text: str) -> None:
    """A text that looks like a truth value, a number or nothing is written in quotes."""
    node = read_text(to_yaml(text), "x.yaml")

    assert isinstance(node, Text)
    assert not node.plain
    assert text == node


def test_a_day_stays_plain() -> None:
    """Days, partial days and periods are written as people write them."""
    assert "[2022-04-26, 2022-04, 15 years]\n" == to_yaml(["2022-04-26", "2022-04", "15 years"])


def test_numbers_and_truths_are_plain() -> None:
    """What is no text is written without quotes, so that it is not taken for text."""
    assert "a: true\nb: 12\nc: null\n" == to_yaml({"a": True, "b": 12, "c": None})


def test_layout() -> None:
    """Short lists stand in brackets, long text is folded, lines are kept, items begin beside the dash."""
    data: Data = {
        "parties": {"UA": {"name": "Ukraine"}},
        "crimea": ["unresolved", "resolved"],
        "quote": "word " * 30 + "end",
        "note": "first\nsecond\n",
        "timeline": ["withdrawal", {"then": "referendum", "gap": "30 days"}, {"then": ["a", "b"]}],
        "nothing": {},
    }

    assert """\
parties:
  UA:
    name: Ukraine
crimea: [unresolved, resolved]
quote: >-
  word word word word word word word word word word word word word word word word word word word
  word word word word word word word word word word word end
note: |
  first
  second
timeline:
  - withdrawal
  - then: referendum
    gap: 30 days
  - then: [a, b]
nothing: {}
""" == to_yaml(data)


@pytest.mark.parametrize("write", [to_yaml, to_json])
@pytest.mark.parametrize("data", [1.5, {"a": {1: "b"}}, [object()], {"a": b"x"}])
def test_other_data_is_refused(write: Any, data: Any) -> None:
    """Floats, dates and objects have no one way of being written, so they are refused."""
    with pytest.raises(TypeError, match="cannot write"):
        write(data)


@pytest.mark.parametrize("write", [to_yaml, to_json])
def test_half_a_character_is_refused(write: Any) -> None:
    """Half of a surrogate pair cannot be in a file."""
    with pytest.raises(ValueError, match="surrogates"):
        write({"a": "\ud800"})


# --- files put in place ---------------------------------------------------------


def test_a_file_is_put_in_place_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link and its permissions stay; where the last step fails, so does what was there, and no part is left."""
    target, link = tmp_path / "a.txt", tmp_path / "b.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    put_file(link, "new\n")

    assert (b"new\n", True) == (target.read_bytes(), link.is_symlink())

    def full(_part: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        put_file(link, "newer")

    assert (b"new\n", ["a.txt", "b.txt"]) == (target.read_bytes(), sorted(one.name for one in tmp_path.iterdir()))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
def test_what_is_no_file_is_written_to_and_stays(tmp_path: Path) -> None:
    """A pipe, or a device, is never replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        put_file(pipe, b"page")

        assert (b"page", True) == (os.read(reader, 10), pipe.is_fifo())
    finally:
        os.close(reader)
