"""Reading YAML and JSON: nothing is resolved, everything knows its place, no input breaks it."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from conditions.errors import FileError, Problem
from conditions.files import limits
from conditions.files.ids import check_ids, skeleton
from conditions.files.nodes import Mapping, Node, Sequence, Text, locate, locate_key, locate_path, to_plain
from conditions.files.yaml_nodes import read_file, read_mapping, read_text
from conditions.location import Location


def read(text: str) -> Mapping:
    """The text as a mapping."""
    return read_mapping(text, "x.yaml")


def codes(text: str, *, json: bool = False) -> list[str]:
    """The codes of what is wrong with a text."""
    with pytest.raises(FileError) as caught:
        read_text(text, "x", json=json)
    return [problem.code for problem in caught.value.problems]


def tried(text: str, *, json: bool = False) -> tuple[Node, tuple[Problem, ...]]:
    """What is read of a text, or what is wrong with it, in words too."""
    try:
        return read_text(text, "x", json=json), ()
    except FileError as error:
        return None, (error.problems if str(error) else ())


def underlined(location: Location | None) -> str:
    """What is underlined in the line that is shown."""
    assert location is not None
    return location.text[location.column - 1 : location.column - 1 + location.length]


def place(location: Location | None) -> tuple[int, int, int]:
    """Line, column and length."""
    assert location is not None
    return location.line, location.column, location.length


# --- values -----------------------------------------------------------------


@pytest.mark.parametrize(
    "scalar",
    ["NO", "on", "yes", "012", "0o14", "21:09", "1e16", "2022-04-26", "2022-02-30", "true", ".inf", "1_000", "="],
)
def test_nothing_is_resolved(scalar: str) -> None:
    """Norway stays Norway: every plain scalar is the text that stands there, as a value and as a key."""
    node = read(f"{scalar}: {scalar}\nlist: [{scalar}]\n")
    value = node[scalar]

    assert {scalar: scalar, "list": [scalar]} == node
    assert isinstance(value, Text)
    assert value.plain


@pytest.mark.parametrize("scalar", ["'NO'", '"NO"', "|-\n  NO", ">-\n  NO"])
def test_quoted_text_is_not_plain(scalar: str) -> None:
    """A text in quotes or a block is always text, never a number or a truth value."""
    value = read(f"a: {scalar}\n")["a"]

    assert isinstance(value, Text)
    assert (False, "NO") == (value.plain, value)


@pytest.mark.parametrize("scalar", ["", "~", "null", "Null", "NULL", "# nothing here"])
def test_plain_nothing_is_none(scalar: str) -> None:
    """An empty plain value is `None`, and so are `~` and `null`."""
    assert {"a": None, "b": [None]} == read(f"a: {scalar}\nb:\n- {scalar}\n")


@pytest.mark.parametrize("key", ["null", "~", "'null'"])
def test_a_key_is_never_none(key: str) -> None:
    """Keys are texts, whatever they look like."""
    assert [key.strip("'")] == list(read(f"{key}: 1\n"))


def test_nodes_are_plain_data_to_others() -> None:
    """Nodes compare with, and turn into, ordinary dictionaries, lists and texts."""
    node = read("a: [b, {c: ~}]\n")
    plain = to_plain(node)

    assert {"a": ["b", {"c": None}]} == node == plain
    assert isinstance(plain, dict)
    assert [str, list] == [type(next(iter(plain))), type(plain["a"])]


def test_aliases_stand_for_what_they_name() -> None:
    """An alias is the node that it names, and knows where that stands."""
    node = read("a: &x {b: &y c}\nd: *x\n*y : &z\ne: *z\n")

    assert {"a": {"b": "c"}, "d": {"b": "c"}, "c": None, "e": None} == node
    assert node["a"] is node["d"]
    assert "{b: &y c}" == underlined(locate_path(node, ["d"]))


@given(st.text(st.sampled_from("ab:-?#&*!|>'\"%@`{}[],~ \n\t\\01é東"), max_size=40))
@example("a: 'b''c'\n")
@example("? a\n: - b\n  -\tc\n")
def test_agrees_with_the_parser_alone(text: str) -> None:
    """What is read is what PyYAML reads without resolving anything; nothing is read that it refuses."""
    node, problems = tried(text)
    if not problems:
        assert _emptied(yaml.load(text, yaml.CBaseLoader)) == _emptied(node)


def _emptied(data: Any) -> Any:
    """The data with every kind of nothing made equal."""
    if isinstance(data, dict):
        return {key: _emptied(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_emptied(item) for item in data]
    return "" if data in ("~", None) else data


# --- JSON -------------------------------------------------------------------

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(_JSON, st.booleans(), st.sampled_from([None, 1, "\t"]))
@example({"😀\u2028\x7f": "\U0001f600"}, True, None)
def test_json_agrees_with_the_standard_library(data: Any, ascii_only: bool, indent: Any) -> None:
    """What `json` writes is read as the same data, numbers and truth values as they are written."""
    written = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    node, problems = tried(written, json=True)
    about_ids = {"invisible-character", "unnormalized-id", "look-alike-id", "mixed-scripts"}

    assert {problem.code for problem in problems} <= about_ids
    assert problems or _as_texts(data) == node


def _as_texts(data: Any) -> Any:
    """The data with every scalar but null as JSON writes it."""
    if isinstance(data, dict):
        return {key: _as_texts(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_texts(item) for item in data]
    return data if data is None or isinstance(data, str) else json.dumps(data)


def test_json_keeps_places() -> None:
    """Values of JSON know their place too, and only texts in quotes are never numbers."""
    node = read_mapping(
        '{\n\t"name": "Ки\\u0457в\\/\\ud83d\\ude00!",\n\t"turnout": [50.5, true, null]\n}', "x.json", json=True
    )
    name, turnout = node["name"], node["turnout"]

    assert isinstance(name, Text)
    assert isinstance(turnout, Sequence)
    assert ("Київ/😀!", False) == (name, name.plain)
    assert [(3, 14, 4), (3, 20, 4), (3, 26, 4)] == [place(locate_path(turnout, [i])) for i in range(3)]
    assert ["\\u0457", "\\/", "\\ud83d\\ude00", "!"] == [underlined(locate(name, (i, i + 1))) for i in (2, 4, 5, 6)]
    assert [True, True] == [item.plain for item in turnout if isinstance(item, Text)]


@given(st.text(st.sampled_from('{}[]",:\\ \n01-.eEtrunl/u"ab'), max_size=30))
def test_json_refuses_what_is_not_json(text: str) -> None:
    """What the standard library refuses is refused, with a problem that has a place."""
    try:
        json.loads(text)
        assume(False)
    except ValueError:
        _, problems = tried(text, json=True)

    assert problems[0].location is not None


# --- places -----------------------------------------------------------------

STYLES = {
    "plain": "a: ua_signs only after referndum\n",
    "single": "a: 'it''s: ua_signs only after referndum'\n",
    "double": 'a: "\\u0423\\x41 \\"ua_signs\\" only after referndum"\n',
    "cyrillic": "назва: Україна after referndum\n",
    "wide": "a: 東京 only after referndum\n",
    "combining": "a: e\u0301 only after referndum\n",
    "astral": "a: 😀😀 only after referndum\n",
    "plain over lines": "a: ua_signs\n  only after\n\n  referndum\n",
    "single over lines": "a: 'ua_signs  \n   only ''after''\n\n\n  referndum'\n",
    "double over lines": 'a: "ua_signs \\\n   only after\\n\n\n   \\  referndum"\n',
    "literal": "a: |\n  ua_signs\n    only after\n\n  referndum\n",
    "literal kept": "a: |+   # a comment\n\n\n  referndum\n\n\nb: c\n",
    "literal indented": "a:\n  - b: |2-\n        ua_signs\n      referndum\n",
    "folded": "a: >-\n  ua_signs\n  only\n\n\n  after\n    more\n    indented\n\n  and referndum now\n",
    "folded indented": "a: >1\n   ua_signs\n  referndum\n",
    "windows": "a: 'ua_signs\r\n\r\n  only after\r\n  referndum'\r\n",
    "windows literal": "a: |\r\n  ua_signs\r\n\r\n  referndum\r\n",
    "old mac": "a: |\r  ua_signs\r\r  referndum\r",
    "mark": "\ufeffa: referndum\n",
    "in brackets": "a: {b: [c, ua_signs only after referndum]}\n",
    "anchor": "a: &x # named\n  'referndum'\n",
    "explicit": "? a\n: referndum\n",
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES.keys())
def test_a_word_is_found_in_every_style(text: str) -> None:
    """A span of the value is underlined exactly, however the scalar is written."""
    value = _scalar_with(read(text), "referndum")
    start = value.index("referndum")
    location = locate(value, (start, start + len("referndum")))
    line = next(
        i for i, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1) if "referndum" in line
    )

    assert "referndum" == underlined(location)
    assert line == location.line


def _scalar_with(node: Node, word: str) -> Text:
    """The scalar that holds the word."""
    if isinstance(node, Text):
        return node if word in node else Text()
    return next((found for part in _children(node) if (found := _scalar_with(part, word))), Text())


@given(
    st.text(st.sampled_from("ab é東Ж😀\n\t'\"\\:#-"), min_size=1, max_size=60),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.integers(4, 30),
    st.sampled_from([None, "\r\n"]),
    st.data(),
)
def test_every_letter_is_found_in_every_style(
    value: str, style: str | None, width: int, line_break: Any, data: st.DataObject
) -> None:
    """Whatever PyYAML writes, each visible character of the value is found where it stands."""
    written = yaml.dump({"a": [value]}, default_style=style, width=width, allow_unicode=True, line_break=line_break)
    node = read_text(written, "x.yaml")
    assert isinstance(node, Mapping)
    assert {"a": [value]} == node
    text = _scalar_with(node, value)
    index = data.draw(st.integers(0, len(value) - 1))
    found = underlined(locate(text, (index, index + 1)))

    if value[index] not in " \n\t" and not found.startswith("\\"):
        assert found == value[index] * len(found)
    if value[index] not in " \n":
        line = written.replace("\r\n", "\n").split("\n")[locate(text, (index, index + 1)).line - 1]
        assert found in line


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("a: one\n  two\n", (0, 7), (1, 4, 3)),
        ("a: one\n  two\n", (4, 7), (2, 3, 3)),
        ("a: |\n  one\n  two\n", None, (2, 3, 3)),
        ("a: 'one'\n", None, (1, 4, 5)),
        ("a: 'one'\n", (3, 3), (1, 8, 1)),
        ("a: one\n", (3, 3), (1, 7, 1)),
        ("a: |\n  one\n\n\n", (6, 9), (2, 6, 1)),
        ("a: ''\n", (0, 0), (1, 5, 1)),
        ("a: |\n\n", (0, 0), (1, 4, 1)),
    ],
)
def test_the_ends_of_a_span(text: str, span: tuple[int, int] | None, expected: tuple[int, int, int]) -> None:
    """What runs over lines is underlined on the first; the end is the place after the last letter."""
    value = read(text)["a"]

    assert isinstance(value, Text)
    assert expected == place(locate(value, span))


def test_places_of_keys_and_collections() -> None:
    """A key stands where it is written; a block begins at its first key or dash, brackets run to their end."""
    node = read("parties:\n  UA: {name: Ukraine}\nlist:\n  - a\n  - [b,\n     c]\n")

    assert (2, 3, 2) == place(locate(_at(node, "parties")))
    assert (2, 7, 15) == place(locate(_at(node, "parties", "UA")))
    assert (4, 3, 1) == place(locate(_at(node, "list")))
    assert (5, 5, 3) == place(locate(_at(node, "list", 1)))
    assert (3, 1, 4) == place(locate_key(node, "list"))
    assert (3, 1, 4) == place(node.key_origins["list"].source.location(*_ends(node.key_origins["list"])))
    with pytest.raises(KeyError):
        locate_key(node, "groups")


def _at(node: Any, *path: str | int) -> Any:
    for part in path:
        node = node[part]
    return node


def _ends(origin: Any) -> tuple[int, int]:
    return origin.start, origin.end


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        ([], False, "parties"),
        (["parties", "UA", "name"], False, "Ukraine"),
        (["parties", "UA", "name"], True, "name"),
        (["parties", "UA", "[key]"], False, "UA"),
        (["parties", "union-tag", "UA", "nickname"], False, "{name: Ukraine}"),
        (["parties", "UA", "nickname"], True, "UA"),
        (["list", 0], False, "a"),
        (["list", 1], False, "~"),
        (["list", 7], False, "["),
        (["empty"], False, "empty"),
        (["empty", "more"], False, "empty"),
        (["null"], False, "null"),
    ],
)
def test_places_of_paths(path: list[str | int], key: bool, expected: str) -> None:
    """A path is placed as deep as the file goes; parts that it does not have are passed over."""
    node = read("parties:\n  UA: {name: Ukraine}\nlist: [a, ~]\nempty:\n'null': null\n")

    assert underlined(locate_path(node, path, key=key)).startswith(expected)


def test_place_in_nothing() -> None:
    """Nothing stands nowhere."""
    assert locate_path(None, ["a"]) is None


def test_places_on_many_lines() -> None:
    """Lines are counted right in a long file, and the line that is shown is the right one."""
    node = read("".join(f"# {'ж' * (i % 97)}\nk{i}: v{i}\n" for i in range(5000)))

    assert [(2 * i + 2, 1, len(f"k{i}")) for i in range(5000)] == [
        place(locate_key(node, f"k{i}")) for i in range(5000)
    ]
    assert "k4321: v4321" == locate_key(node, "k4321").text


# --- limits -----------------------------------------------------------------


def test_depth_has_a_limit() -> None:
    """The deepest nesting allowed is read, in brackets, blocks and JSON; one more level is refused."""
    deepest, deeper = "[" * limits.DEPTH + "]" * limits.DEPTH, "[" * (limits.DEPTH + 1)

    assert [] != read_text(deepest, "x")
    assert [] != read_text(deepest, "x", json=True)
    assert [] != read_text("- " * limits.DEPTH, "x")
    assert ["too-deep"] == codes(deeper) == codes(deeper, json=True) == codes("- " * (limits.DEPTH + 1))


def test_brackets_in_text_are_no_depth() -> None:
    """A quote full of brackets is a quote."""
    brackets = "[{(" * 5000

    assert {"a": brackets, "b": brackets} == read(f"a: '{brackets}'\n# {brackets}\nb: |-\n  {brackets}\n")


def test_values_have_a_limit() -> None:
    """As many values as allowed are read; one more is refused."""
    items = limits.VALUES - 3

    assert {"a": ["x"] * items} == read(f"a: [{'x,' * items}]")
    assert ["too-many-values"] == codes(f"a: [{'x,' * (items + 1)}]")
    assert ["too-many-values"] == codes('{"a": [' + "1," * (items + 1), json=True)


def test_texts_and_keys_have_a_limit() -> None:
    """The longest text and key allowed are read; one character more is refused."""
    text, key = "x" * limits.TEXT_LENGTH, "k" * (limits.KEY_LENGTH - 1)

    assert {key: text} == read(f"{key}: {text}\n")
    assert ["text-too-long"] == codes(f"a: {text}x\n") == codes(f'["{text}x"]', json=True)
    assert ["text-too-long"] == codes(f"{key}kk: a\n") == codes(f"? {key}kk\n: a\n")


# --- files ------------------------------------------------------------------


def test_a_file_is_yaml_or_json_by_its_name(tmp_path: Path) -> None:
    """`.json` is read as JSON, all else as YAML; a byte order mark is no part of the text."""
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: NO\r\n")
    (tmp_path / "a.JSON").write_bytes(b'\xef\xbb\xbf{"a": "\\ud83d\\ude00"}')

    assert {"a": "NO"} == read_file(tmp_path / "a.yaml")
    assert {"a": "😀"} == read_file(tmp_path / "a.JSON")


def test_the_place_of_a_bad_byte(tmp_path: Path) -> None:
    """Columns before a byte that is not UTF-8 are counted in characters."""
    (tmp_path / "a.yaml").write_bytes("назва: ".encode() + b"\xff\r\n")
    with pytest.raises(FileError) as caught:
        read_file(tmp_path / "a.yaml")

    assert (1, 8, 1) == place(caught.value.problems[0].location)


@pytest.mark.parametrize("name", ["a\0b.yaml", f"{'x' * 5000}.yaml", "a.yaml/b.yaml"])
def test_impossible_names(name: str, tmp_path: Path) -> None:
    """A name that cannot be a file is refused like any other."""
    (tmp_path / "a.yaml").touch()
    with pytest.raises(FileError) as caught:
        read_file(tmp_path / name)

    assert ["unreadable-file"] == [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), "`a.yaml` cannot be read: permission denied"),
        (IsADirectoryError(21, "Is a directory"), "`a.yaml` is a folder, not a file"),
        (OSError(5, "Input/output error"), "`a.yaml` cannot be read: input/output error"),
    ],
)
def test_what_the_system_refuses(error: OSError, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal of the system is passed on as a sentence."""

    def refuse(*_: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FileError) as caught:
        read_file(Path("a.yaml"))

    assert message == str(caught.value)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """No bytes make anything but a node or problems that can be printed."""
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    try:
        read_file(path)
        said = "no problem"
    except FileError as error:
        said = str(error)

    assert said != ""


_SEED = (
    "a: b\nc: [1, ~, NO, on: 012]\nd: &x {e: 'it''s'}\nf: *x\n"
    'g:\n  - h: |\n      i\n\n  - >-\n    j\n    k\n  - "l\\u0041\\\n    m"\n? n\n: o # p\n'
)
_PIECES = st.sampled_from(
    [
        *" \n\t\"'\\#:{}[],!|>%@`~éЖ東😀\r\0\u200b\u2028\ud800",
        ": ",
        "- ",
        "? ",
        "&a ",
        "*a",
        "<<: ",
        "---\n",
        "|2-\n",
        ">-\n",
    ]
)


@given(st.lists(st.tuples(st.integers(0, len(_SEED)), st.integers(0, 8), _PIECES), max_size=6), st.booleans())
def test_any_damage_is_read_or_refused(cuts: list[tuple[int, int, str]], as_json: bool) -> None:
    """A file damaged anywhere makes a node or problems, each with its code, its place and its line."""
    text = _SEED
    for start, length, piece in cuts:
        text = text[:start] + piece + text[start + length :]
    node, problems = tried(text, json=as_json)

    assert all(problem.location is not None for problem in problems)
    _locate_all(node)


def _children(node: Node) -> list[Node]:
    return list(node.values()) if isinstance(node, Mapping) else list(node) if isinstance(node, Sequence) else []


def _locate_all(node: Node) -> None:
    """Find the place of every part."""
    if node is not None:
        assert 1 <= locate(node).column <= len(locate(node).text) + 1
    if isinstance(node, Text):
        assert 1 <= locate(node, (0, len(node))).column
    for child in _children(node):
        _locate_all(child)


# --- ids --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["crimea", "withdrawal", "UA-signs", "крим", "вивід_військ", "UA-крим", "Ελλάδα", "東京", "ratifies[GB]"], []),
        (["crimea", "crimea"], []),
        (["cop", "сор"], ["look-alike-id"]),
        (["BOP", "ВОР", "ΒΟΡ"], ["look-alike-id", "look-alike-id"]),
        (["сrimea"], ["mixed-scripts"]),
        (["crime\u0430", "crimea"], ["mixed-scripts"]),
        (["ｃrimea", "crimea"], ["look-alike-id"]),
        (["kyiv\u200b"], ["invisible-character"]),
        (["\u202ekyiv"], ["invisible-character"]),
        (["ky\tiv"], ["invisible-character"]),
        (["kyiv\ufe0f"], ["invisible-character"]),
        (["cafe\u0301"], ["unnormalized-id"]),
        (["ua", "UA"], ["case-only-difference"]),
        (["крим", "КРИМ"], ["case-only-difference"]),
    ],
)
def test_ids_that_deceive_the_eye(ids: list[str], expected: list[str]) -> None:
    """Any script may be used; what cannot be told apart or seen is refused, and case alone is warned of."""
    problems = check_ids(ids)

    assert expected == [problem.code for problem in problems]
    assert {"warning" if code == "case-only-difference" else "error" for code in expected} == {
        problem.severity for problem in problems
    }


@given(st.lists(st.text("cоoсpрabü3Ωé", min_size=1, max_size=4) | st.text(min_size=1, max_size=4), max_size=4))
@settings(suppress_health_check=[HealthCheck.filter_too_much])
def test_ids_without_problems_look_different(ids: list[str]) -> None:
    """Ids that pass together have different skeletons, no hidden characters and the composed form."""
    assume(not [problem for problem in check_ids(ids) if problem.severity == "error"])

    assert len(set(ids)) == len({skeleton(one) for one in ids})
    assert all(unicodedata.is_normalized("NFC", one) for one in ids)
    assert not any(unicodedata.category(char) in ("Cc", "Cf") for one in ids for char in one)
