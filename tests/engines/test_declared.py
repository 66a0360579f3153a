"""What engines declare of themselves, and the page that is made of it."""

from __future__ import annotations

import pytest

from conditions.engines.declared import ENGINES
from conditions.engines.support import NODES, YES, EngineSupport, Feature, Support
from conditions.formula import Gate
from tests.tools import engine_matrix


def test_the_page_is_fresh() -> None:
    """A declaration that changed and a page that did not fail here: `python -m tests.tools.engine_matrix`."""
    assert engine_matrix.page() == engine_matrix.TARGET.read_text(encoding="utf-8")


def test_the_reference_supports_everything() -> None:
    """It says what a formula means."""
    reference = ENGINES[0]

    assert "reference" == reference.name
    assert {YES} == {*reference.nodes.values(), *reference.features.values()}


def test_a_declaration_that_leaves_something_out_is_none() -> None:
    """Cannot is said; what is forgotten is an error at import."""
    nodes, features = dict.fromkeys(NODES, YES), dict.fromkeys(Feature, YES)
    del nodes[Gate], features[Feature.ORDER]

    with pytest.raises(TypeError, match="does not say whether it supports Gate, order and distance between events"):
        EngineSupport("new", "nothing yet", nodes, features)


@pytest.mark.parametrize(("extent", "note"), [("yes", "only on Mondays"), ("no", ""), ("partly", "")])
def test_every_limit_has_a_note(extent: str, note: str) -> None:
    """And what has none has no note."""
    with pytest.raises(TypeError, match="needs a note"):
        Support(extent, note)  # type: ignore[arg-type]  # the words of a parametrized test


def test_every_limit_names_an_engine_that_can() -> None:
    """So that an error can say where to go."""
    limits = [
        support
        for engine in ENGINES
        for support in (*engine.nodes.values(), *engine.features.values())
        if support.extent != "yes"
    ]

    assert [] == [support for support in limits if "reference" not in support.instead]
