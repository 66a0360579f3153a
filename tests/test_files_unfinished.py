"""Where one stands in a text that is being written."""

from __future__ import annotations

import pytest

from conditions.files.unfinished import place_at
from tests.edited import TALKS, pointed


@pytest.mark.parametrize(
    ("text", "path", "in_key", "said"),
    [
        ("con¦", (), False, "con"),
        ("dossier: d\ncon¦", (), True, "con"),
        ("dossier: d\n¦", (), True, ""),
        ("conditions:\n  ¦", ("conditions",), False, ""),
        ("conditions:\n  X:\n    party: A\n    so¦", ("conditions", "X"), True, "so"),
        ("conditions:\n  X:\n    party: A\n    ¦\nzones:\n", ("conditions", "X"), True, ""),
        ("conditions:\n  X:\n    par¦ty: A\n", ("conditions", "X"), False, "par"),
        (
            "conditions:\n  X:\n    condition: a only ¦\n    party: A",
            ("conditions", "X", "condition"),
            False,
            "a only ",
        ),
        ("conditions:\n  X: {party: A, con¦", ("conditions", "X"), True, "con"),
        ("conditions:\n  X: {party: A, condition: a only ¦}", ("conditions", "X", "condition"), False, "a only "),
        ("conditions:\n  X: {condition: 'a only ¦", ("conditions", "X", "condition"), False, "a only "),
        ('conditions:\n  X: {condition: "é a ¦"}', ("conditions", "X", "condition"), False, "é a "),
        (
            "conditions:\n  X:\n    condition: >-\n      a\n      only ¦\n",
            ("conditions", "X", "condition"),
            False,
            "a only ",
        ),
        ("conditions:\n  X:\n    source: [a, b¦]", ("conditions", "X", "source", 1), False, "b"),
        ("conditions:\n  X:\n    source:\n      - a\n      - ¦", ("conditions", "X", "source", 1), False, ""),
        ("timeline:\n  - {then: ¦", ("timeline", 0, "then"), False, ""),
        ("expect: {¦}", ("expect",), True, ""),
        ("expect: {UA: ¦}", ("expect", "UA"), False, ""),
        ('{"conditions": {"X": {"condition": "a only ¦"}}}', ("conditions", "X", "condition"), False, "a only "),
        ('{"conditions": {"X": {"par¦"}}}', ("conditions", "X"), True, "par"),
        ("a: 'x\nb: {\nconditions:\n  X:\n   condition: a ¦", ("conditions", "X", "condition"), False, "a "),
        ("a: ]\nconditions:\n  W: {[\n  X:\n   condition: a ¦", ("conditions", "X", "condition"), False, "a "),
    ],
)
def test_the_place_is_found(text: str, path: tuple[str | int, ...], in_key: bool, said: str) -> None:
    """In blocks, in one line, in quotes, in JSON; whatever is wrong elsewhere."""
    place = place_at(*pointed(text))

    assert place is not None
    assert (path, in_key, said) == (place.path, place.in_key, place.said)


@pytest.mark.parametrize("text", ["# some ¦", "a: b # some ¦", "a:\n  # x¦\n"])
def test_there_is_no_place_in_a_comment(text: str) -> None:
    """Comments are nobody's value."""
    assert place_at(*pointed(text)) is None


def test_what_may_become_a_mapping_opens_its_line() -> None:
    """The first key of an entry is, without its colon, still the entry's value."""
    opening = place_at(*pointed("conditions:\n  X:\n    par¦"))
    after = place_at(*pointed("conditions:\n  X: par¦"))

    assert opening is not None
    assert after is not None
    assert (True, False) == (opening.opens_line, after.opens_line)


def test_every_offset_of_a_file_can_be_asked_for() -> None:
    """Nowhere in a file, nor in its first half alone, does asking raise anything; only comments are no place."""
    half = TALKS[: len(TALKS) // 2]
    found = [place_at(text, at) for text in (TALKS, half) for at in range(0, len(text) + 1, 23)]

    assert None not in found
