"""Goals of the dossier by their names: the same as what they say, wherever a goal is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from conditions.conflicts import conflicts, robustness
from conditions.conflicts.sought import sought
from conditions.deadlock import deadlocks
from conditions.errors import ConditionsError, LanguageError
from conditions.language.grammar import parse
from conditions.model.dossier import Dossier
from conditions.roadmap import roadmaps
from conditions.space import space

Search = Callable[..., Any]
SEARCHES: dict[str, Search] = {
    "conflicts": conflicts,
    "robustness": robustness,
    "deadlocks": deadlocks,
    "roadmaps": roadmaps,
    "space": space,
}


@pytest.fixture(scope="module")
def talks() -> Dossier:
    """Two conditions, of which one counts from May on, and three goals."""
    return Dossier.build(
        {
            "dossier": "talks",
            "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
            "events": {
                "ua_signs": {"by": "UA"},
                "ru_signs": {"by": "RU"},
                "summit": {},
                "vote": {"by": "UA"},
            },
            "conditions": {
                "UA-last": {"party": "UA", "condition": "ua_signs only after ru_signs", "from": "2022-03-01"},
                "RU-last": {"party": "RU", "condition": "ru_signs only after ua_signs", "from": "2022-05-01"},
            },
            "goals": {
                "both-sign": {"reach": ["ua_signs", "ru_signs"], "given": "summit before vote", "as_of": "2022-05-01"},
                "april": {"reach": "ua_signs", "as_of": "2022-04-01"},
                "meeting": {"reach": "summit", "given": "never vote"},
            },
        }
    )


@pytest.mark.parametrize("search", SEARCHES.values(), ids=SEARCHES)
def test_a_name_is_the_same_as_what_it_stands_for(search: Search, talks: Dossier) -> None:
    """With what is given and the day, in every search."""
    written = search(talks, ["ua_signs", "ru_signs"], given="summit before vote", as_of="2022-05-01")

    assert written.to_dict() == search(talks, "both-sign").to_dict()
    assert written.to_dict() == search(talks, ["both-sign"]).to_dict()


@pytest.mark.parametrize("search", SEARCHES.values(), ids=SEARCHES)
def test_the_day_that_is_asked_for_counts(search: Search, talks: Dossier) -> None:
    """That of the goal counts only where none is."""
    written = search(talks, ["ua_signs", "ru_signs"], given="summit before vote", as_of="2022-04-01")

    assert written.to_dict() == search(talks, "both-sign", as_of="2022-04-01").to_dict()
    assert written.to_dict() != search(talks, "both-sign").to_dict()


def test_names_and_words_together(talks: Dossier) -> None:
    """In their order; what is given stands beside what goals bring with them."""
    found = sought(talks, ["april", parse("vote"), "summit"], "never summit")

    assert ["ua_signs", "vote", "summit"] == [str(one) for one in found.goal]
    assert ("never summit",) == found.given
    assert date(2022, 4, 1) == found.as_of
    assert ["never vote", "never summit"] == [str(one) for one in sought(talks, "meeting", "never summit").given]
    assert found == sought(talks, *found)


def test_goals_of_different_days_have_no_day(talks: Dossier) -> None:
    """Unless one is asked for; a goal without a day is for no day, too."""
    for others in (["both-sign", "april"], ["both-sign", "meeting"]):
        with pytest.raises(ConditionsError, match="different days"):
            sought(talks, others)
        assert "2022-06-01" == sought(talks, others, as_of="2022-06-01").as_of


@pytest.mark.parametrize("search", SEARCHES.values(), ids=SEARCHES)
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("both-sing", "goal:1:1: unknown goal `both-sing`\n.*\n.*\n   hint: did you mean `both-sign`"),
        (" aprill", "goal:1:2: unknown goal `aprill`\n.*\n.*\n   hint: did you mean `april`"),
        ("ua_sings", "unknown event `ua_sings`\n.*\n.*\n   hint: did you mean `ua_signs`"),
        ("elsewhere-bound", "`-` has no meaning"),
    ],
)
def test_a_name_that_is_none(search: Search, talks: Dossier, wrong: str, said: str) -> None:
    """The nearest name is told, be it that of a goal or of an event."""
    with pytest.raises(LanguageError, match=said):
        search(talks, wrong)
