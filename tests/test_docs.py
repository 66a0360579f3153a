"""Pages that are generated from the code are those that the code gives."""

from __future__ import annotations

import re

import pytest

from conditions.language.types import Moment
from tests.tools.language_reference import TARGET, content

EXAMPLES = re.search(r"## Moments\n.*?```text\n(.*?)```", content(), re.DOTALL)


def test_the_language_reference_is_that_of_the_kinds() -> None:
    """A kind that changed and a page that did not fail here: run tests.tools.language_reference."""
    assert content() == TARGET.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", EXAMPLES[1].splitlines() if EXAMPLES else [""])
def test_the_examples_of_moments_are_moments(text: str) -> None:
    """Each line reads as a moment, and is written as it was."""
    assert text == str(Moment.parse(text))
