"""The program of the what-if form: what it carries, what it declares that it does not, and how it stands in a page."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from html import unescape
from typing import Any, Final

import pytest

from conditions.check import check
from conditions.formula import Event, Formula, Named, Shift
from conditions.model.data import to_data
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.periods import Period
from conditions.report.build import document_of
from conditions.report.html import render_html
from conditions.report.phrases import Source
from conditions.report.whatif import duties as compiling_duties
from conditions.report.whatif import markup, nodes
from conditions.report.whatif import program as compiling
from conditions.report.whatif.nodes import Nodes, TooLargeError
from conditions.report.whatif.program import program, to_json
from conditions.report.whatif.section import whatif
from conditions.testing import formulas
from conditions.vocabulary import Vocabulary
from conditions.wording import Wording
from tests.whatif_cases import differences, drawn
from tests.whatif_hard import OWING

BARE: Final[dict[str, Any]] = {
    "dossier": "bare",
    "title": "Two parties",
    "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
    "groups": {"guarantors": {"unnamed": "several countries"}},
    "events": {"vote": {"label": "the vote"}, "sign": {"by": "UA"}, "ratify": {"each": "guarantors"}},
    "facts": {"turnout": {"unit": "voters"}},
    "statements": {"said": {"speaker": "The minister", "for": "UA", "said": "2022-03-29", "quote": "first the vote"}},
    "conditions": {
        "UA-vote": {"party": "UA", "condition": "sign only after vote", "source": "said", "from": "2022-03"},
        "RU-turnout": {
            "party": "RU",
            "readings": {
                "low": "sign only if turnout >= 10 voters",
                "high": "sign only if turnout >= 20.5 voters",
            },
        },
        "UA-all": {"party": "UA", "condition": "sign only after all of guarantors ratify"},
    },
}


def dossier(**changes: object) -> Dossier:
    """The dossier, with some of its parts replaced."""
    return Dossier.build({**BARE, **changes})


def compiled(*scenarios: Scenario, of: Dossier | None = None) -> Any:
    """The program, as the page reads it."""
    return json.loads(to_json(program(Source(of or dossier()), scenarios)))


def scenario(title: str = "first the vote", **more: object) -> Scenario:
    """A scenario of the dossier."""
    return Scenario.build({"scenario": title, "world": "closed", **more})


def test_every_condition_is_compiled_in_every_reading() -> None:
    """With its formula, the act that it gates, and what that requires."""
    found = compiled()
    setting = found["settings"][0]

    assert list(BARE["conditions"]) == list(setting["conditions"])
    assert ["low", "high"] == list(setting["conditions"]["RU-turnout"])
    for readings in setting["conditions"].values():
        for one in readings.values():
            assert "G" == setting["formulas"][one["formula"]][0]
            assert ["e", "sign"] == setting["points"][one["act"]]


def test_numbers_are_exact_texts() -> None:
    """No number becomes a float on its way to the page."""
    shared = scenario(facts={"turnout": {"from": "10.1 voters", "to": "31 voters"}})

    assert '["a","41/2"]' in to_json(program(Source(dossier()), [shared]))
    assert {"between": ["101/10", "31"]} == compiled(shared)["scenarios"][0]["facts"]["turnout"]["state"]


def test_positions_carry_their_days_and_whose_word_they_rest_on() -> None:
    """So that the page can say what counted on a day."""
    one = compiled()["conditions"]["UA-vote"]

    assert [738215, 738245] == one["since"]
    assert one["until"] is None
    assert ["said"] == one["readings"][""]["source"]
    assert "“first the vote”" == compiled()["statements"]["said"]["words"]
    assert "The minister, for Ukraine, on 2022-03-29" == compiled()["statements"]["said"]["who"]


def test_members_that_a_scenario_names_have_a_setting_of_their_own() -> None:
    """In which conditions speak of them."""
    found = compiled(
        scenario(groups={"guarantors": ["US", "GB"]}), scenario("again", groups={"guarantors": ["US", "GB"]})
    )

    assert [{}, {"guarantors": ["US", "GB"]}] == [setting["groups"] for setting in found["settings"]]
    assert "ratify[GB]" in found["settings"][1]["events"]


def test_scenarios_beyond_what_a_page_can_carry_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are carried keep their numbers."""
    monkeypatch.setattr(compiling, "MOST_SCENARIO_CHARACTERS", 300)
    long = scenario(
        "long", timeline=[{"event": "vote", "on": "2022-03-29"}, "sign"], facts={"turnout": "5 voters"}, tags="x"
    )
    found = compiled(scenario("one"), long, long, scenario("two"))

    assert found["left_out"] == 4 - len(found["scenarios"]) > 0
    assert [1, 2] == [one["number"] for one in found["scenarios"]][:2]


def test_a_condition_that_is_too_large_is_declared_not_to_be_evaluated(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never silently wrong: the page names it."""
    monkeypatch.setattr(nodes, "MOST_NODES", 5)

    assert None in compiled()["settings"][0]["conditions"].values()


def test_an_obligation_whose_zones_count_for_a_time_is_declared_not_to_be_evaluated() -> None:
    """The others are."""
    data: Any = to_data(OWING)
    data["instruments"]["pact"]["obligations"]["help"]["scope"] = {"within": {"zone": "country", "from": "signed"}}
    found = compiled(of=Dossier.build(data))["settings"][0]["obligations"]["duties"]

    assert [("help", False), ("talk", True)] == [(one["id"], one["evaluated"]) for one in found]


def test_too_many_places_are_not_carried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then no obligation is evaluated."""
    monkeypatch.setattr(compiling_duties, "MOST_PLACES", 5)
    found = compiled(of=OWING)

    assert {} == found["places"]
    assert not any(one["evaluated"] for one in found["settings"][0]["obligations"]["duties"])


def test_a_formula_without_bottom_is_too_large() -> None:
    """Rather than an endless page."""
    point: Any = Event("a")
    for number in range(nodes.MOST_DEPTH + 2):
        point = Shift(Named(f"n{number}", point), Period(days=1))

    with pytest.raises(TooLargeError):
        Nodes(Wording(Vocabulary())).point(point)


def test_equal_formulas_stand_once() -> None:
    """Places say what equality says."""
    found = Nodes(Wording(Vocabulary(events={name: name for name in "abcde"})))
    known: dict[Formula, int] = {}
    for one in drawn(formulas(2), 200, 1):
        known[one] = found.formula(one)

    assert len(known) == len(set(known.values()))
    assert all(found.formula(one) == place for one, place in known.items())


def test_the_program_of_a_page_ends_where_it_should() -> None:
    """No text in it can end the element that it stands in, or the page."""
    hostile = "</script><script>alert(1)</script><!--"
    parties = {"UA": {"name": hostile}, "RU": {"name": "R\u202eussia"}}
    page = markup.embedded(to_json(program(Source(dossier(parties=parties)), [scenario(hostile)])))

    assert "<" not in page
    assert ">" not in page
    assert hostile == json.loads(page)["parties"]["UA"]
    assert "R<U+202E>ussia" == json.loads(page)["parties"]["RU"]


def test_a_dossier_without_conditions_has_no_form() -> None:
    """There is nothing to ask."""
    assert whatif(Source(dossier(conditions={})), []) is None


def test_a_page_allows_the_script_of_the_form_by_its_hash() -> None:
    """No other script can run, and none is loaded."""
    page = render_html(document_of(dossier(), [check(dossier(), scenario())]))
    policy = unescape(page.partition("</head>")[0].partition("<style>")[0])
    digest = base64.b64encode(hashlib.sha256(markup.script().encode()).digest()).decode()

    assert f"<script>{markup.script()}</script>" in page
    assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def code_lines() -> Iterator[str]:
    """The script without its comments."""
    for line in markup.script().splitlines():
        if not line.strip().startswith(("//", "*", "/*")):
            yield line


def test_the_script_shows_texts_as_texts_and_keeps_nothing() -> None:
    """Nothing that makes markup of text, runs text, stores or sends."""
    forbidden: tuple[str, ...] = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
    forbidden += (
        "new Function",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "cookie",
        "fetch(",
        "XMLHttpRequest",
        "import(",
    )

    assert [] == [(word, line) for line in code_lines() for word in forbidden if word in line]


def test_differences_are_found_at_their_place() -> None:
    """The comparison with the reference would see one."""
    assert ["/a/b: 1 and not 2", "/c: 'nothing' and not 3"] == list(
        differences({"a": {"b": 1}}, {"a": {"b": 2}, "c": 3})
    )
