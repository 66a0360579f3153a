"""What is said where YAML cannot be read on: the mistake that a writer made, at the place to mend."""

from __future__ import annotations

import pytest

from conditions.errors import FileError
from conditions.files.yaml_nodes import read_text

PARSERS_WORDS = ("did not find", "could not find", "expected <", "while ", "context", "token", "scalar", "mark")


@pytest.mark.parametrize(
    ("text", "code", "underlined"),
    [
        ('a: "x\\qy"\n', "bad-escape", "\\q"),
        ('a: "x\\u12"\n', "bad-escape", "\\u"),
        ('a: "C:\\Users"\n', "bad-escape", "\\U"),
        ("a: foo\n  b: bar\n", "bad-indentation", "b"),
        ("a:\n  b: c\n d: e\n", "bad-indentation", "d"),
        ("a:\n    b: c\n  d: e\nf: g\n", "bad-indentation", "d"),
        ("a:\n  - b\n - c\n", "bad-indentation", "-"),
        ("  a: b\nc: d\n", "bad-indentation", "c"),
        ("a:\n  - b: c\n   d: e\n", "bad-indentation", "d"),
        ("a:\n  - b: c\n     d: e\n", "bad-indentation", "d"),
        ("a: b #x\n c: d\n", "bad-indentation", "c"),
        ("a: |\n    x\n  y\nb: c\n", "bad-indentation", "y"),
        ('a: b\n "c": d\n', "bad-indentation", '"c"'),
        ("a: b\n\n\n  c: d\n", "bad-indentation", "c"),
        ("a: |foo\n  bar\n", "block-text-header", "foo"),
        ("a: > 5\n", "block-text-header", "5"),
        ("a: |2x\n", "block-text-header", "x"),
        ("a: |0\n b\n", "block-text-header", "0"),
        ("a: >-x\n", "block-text-header", "x"),
        ("a: it's: fine\n", "colon-in-text", ":"),
        ("a: b: c\n", "colon-in-text", ":"),
        ("condition: if x then: y\n", "colon-in-text", ":"),
        ("a: &x b c: d\n", "colon-in-text", ":"),
        ("? a: b: c\n", "colon-in-text", ":"),
        ("{a: b}: c\n", "complex-key", "{"),
        ("%YAML 1.2\n---\na: b\n", "directive", "%YAML 1.2"),
        ("a: b\n%TAG ! x\n", "directive", "%TAG ! x"),
        ("%FOO\n", "directive", "%FOO"),
        ("", "empty-file", ""),
        ("# nothing\n", "empty-file", "#"),
        (": b\n", "empty-key", ":"),
        ("a: [|\n foo]\n", "misplaced-block-text", "|"),
        ("- a\nb: c\n", "misplaced-key", "b"),
        ("a: - b\n", "misplaced-list", "-"),
        ("a: b\n- c\n", "misplaced-list", "-"),
        ("foo\nbar: b\n", "missing-colon", "foo"),
        ("a: b\nfoo\nc: d\n", "missing-colon", "foo"),
        ("a: b\nfoo\n", "missing-colon", "foo"),
        ("a:\n  b\n  c: d\n", "missing-colon", "b"),
        ('"a": b\n"c" d\n', "missing-colon", '"c" d'),
        ("- a\n-b\n", "missing-colon", "-b"),
        ("a:\n  - b\n  c\n", "missing-colon", "c"),
        ("a: [b c: d, {e f: g h: i}]\n", "missing-comma", "h"),
        ("a: {b: c d: e}\n", "missing-comma", "d"),
        ("[a: {b: c}: d]\n", "missing-comma", ":"),
        ("a: [b, , c]\n", "missing-value", ","),
        ("a: ]\n", "missing-value", "]"),
        ("a: {b: c,, d}\n", "missing-value", ","),
        (",\n", "missing-value", ","),
        ("a: ,b\n", "missing-value", ","),
        ("a: [ , b]\n", "missing-value", ","),
        ("a: }\n", "missing-value", "}"),
        ("a: @foo\n", "reserved-character", "@"),
        ("a: `foo`\n", "reserved-character", "`"),
        ("a: %foo\n", "reserved-character", "%"),
        ("a: **bold**\n", "reserved-character", "*"),
        ("a: & co\n", "reserved-character", "&"),
        ("a: ? b\n", "reserved-character", "?"),
        ("a: b\n%FOO: c\n", "reserved-character", "%"),
        ("a: *b c\n", "reserved-character", "*b"),
        ("a: b\n---\nc: d\n", "several-documents", "---"),
        ("a: b\n...\nc: d\n", "several-documents", "c"),
        ("--- a\n--- b", "several-documents", "---"),
        ("a:\n\tb: c\n", "tab-indentation", "\t"),
        ("a: b\n\tc: d\n", "tab-indentation", "\t"),
        ("\ta: b\n", "tab-indentation", "\t"),
        ("a: x\n\ty\n", "tab-indentation", "\t"),
        ("a: |\n\tx\n", "tab-indentation", "\t"),
        ("a: !foo bar\n", "tag", "!foo"),
        ("a: !\n", "tag", "!"),
        ("a: !!python/object:os.system [x]\n", "tag", "!!python/object:os.system"),
        ("a: !foo!bar b\n", "tag", "!foo!bar"),
        ("a: !<x b\n", "tag", "!<x"),
        ("a: 'it's fine'\n", "text-after-value", "s"),
        ("a: [b]]\n", "text-after-value", "]"),
        ('a: "foo" bar\n', "text-after-value", "bar"),
        ("a: [b] c\n", "text-after-value", "c"),
        ("a: {b: c}}\n", "text-after-value", "}"),
        ("a: 'b' 'c'\n", "text-after-value", "'c'"),
        ("a: {b}: c\n", "text-after-value", ":"),
        ('a: "b" *c d\n', "text-after-value", "*c"),
        ("a: [b\n]]\n", "text-after-value", "]"),
        ("parties: {UA: {name: x}\nevents:\n  a: b\n", "unclosed-bracket", "{"),
        ("parties: {UA: {name: x}\n", "unclosed-bracket", "{"),
        ("a: [b, c\nd: e\n", "unclosed-bracket", "["),
        ("a: [b, c\n", "unclosed-bracket", "["),
        ("a: [b}\n", "unclosed-bracket", "}"),
        ("a: {b: {c: d}\n", "unclosed-bracket", "{"),
        ("{a: b\n", "unclosed-bracket", "{"),
        ("[a\n", "unclosed-bracket", "["),
        ("a: {? b : c\n", "unclosed-bracket", "{"),
        ("a: [b, c}\n", "unclosed-bracket", "}"),
        ("a: [\nb: c\n", "unclosed-bracket", "["),
        ("x: {a: [b}\n", "unclosed-bracket", "}"),
        ("a: [a\n  b: c\n", "unclosed-bracket", "["),
        ("a: {b: c\n  d: e}\n", "unclosed-bracket", "{"),
        ('a: "foo\nb: bar\n', "unclosed-quote", '"foo'),
        ('a: "foo\nb: "bar"\nc: d\n', "unclosed-quote", '"foo'),
        ("a: 'foo\n", "unclosed-quote", "'foo"),
        ("a: {b: 'foo}\n", "unclosed-quote", "'foo}"),
        ("'a\n: b\n", "unclosed-quote", "'a"),
        ('a: "x\n---\ny"\n', "unclosed-quote", '"x'),
        ("a: 'b\n\nc: d'e\n", "unclosed-quote", "'b"),
        ("a: *foo\n", "unknown-anchor", "*foo"),
        ("a: b\n}\n", "unopened-bracket", "}"),
    ],
)
def test_the_mistake_is_named_at_its_place(text: str, code: str, underlined: str) -> None:
    """Each slip of a writer has its own code and is underlined where it was made, in none of the parser's words."""
    with pytest.raises(FileError) as caught:
        read_text(text, "x.yaml")
    problem = caught.value.problems[-1]
    location = problem.location
    assert location is not None
    start = location.column - 1

    assert (code, underlined) == (problem.code, location.text[start : start + location.length])
    assert problem.hint is not None
    assert not [word for word in PARSERS_WORDS if word in problem.message]
    assert problem.message[0] == "`" or not problem.message[0].isupper()
    assert not problem.message.endswith(".")
