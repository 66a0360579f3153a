"""What `check` takes and what a result shows."""

from __future__ import annotations

import pytest

from conditions.check import check
from conditions.dates import DateError
from conditions.errors import UnknownNameError
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario

DOSSIER = Dossier.build(
    {
        "dossier": "river",
        "parties": {"A": {"name": "<b>Upland</b>"}, "B": {"name": "Lowland"}},
        "events": {"signs": {}, "votes": {}},
        "conditions": {"A-votes": {"party": "A", "condition": "signs only after votes", "from": "2031-05-01"}},
    }
)
SCENARIO = Scenario.build({"scenario": "both & more", "world": "closed", "timeline": ["votes", {"then": "signs"}]})


def test_the_day_of_the_positions_may_be_text() -> None:
    """A day as text reads like a day in a file."""
    assert "no condition on record" == check(DOSSIER, SCENARIO, as_of="2031-04-30").parties["A"].answer.value
    assert "met" == check(DOSSIER, SCENARIO, as_of="2031-05-01").parties["A"].answer.value
    with pytest.raises(DateError, match="not a d"):
        check(DOSSIER, SCENARIO, as_of="1 May")


def test_unknown_choices_are_refused_in_words() -> None:
    """A level, a condition or a reading that is not there."""
    with pytest.raises(UnknownNameError, match="unknown level `frim`"):
        check(DOSSIER, SCENARIO, level="frim")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(UnknownNameError, match="did you mean `A-votes`"):
        check(DOSSIER, SCENARIO, readings={"A-vote": "x"})
    with pytest.raises(UnknownNameError, match="one way only"):
        check(DOSSIER, SCENARIO, readings={"A-votes": "x"})


def test_a_notebook_shows_every_party_as_text() -> None:
    """Names are shown as text, also a party without a condition."""
    shown = check(DOSSIER, SCENARIO)._repr_html_()

    assert "<caption>both &amp; more</caption>" in shown
    assert "<td>&lt;b&gt;Upland&lt;/b&gt;</td><td></td><td>met</td><td>satisfied</td>" in shown
    assert "<td>Lowland</td><td></td><td>no condition on record</td>" in shown
