"""Pages that are generated from the code are those that the code gives."""

from __future__ import annotations

from tests.tools.language_reference import TARGET, content


def test_the_language_reference_is_that_of_the_kinds() -> None:
    """A kind that changed and a page that did not fail here: run tests.tools.language_reference."""
    assert content() == TARGET.read_text(encoding="utf-8")
