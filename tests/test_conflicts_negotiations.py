"""Conflicts of the real negotiations: what a careful analyst expects of each, written down by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from conditions import load_dossier
from conditions.check import check
from conditions.conflicts import InConflict, Possible, conflicts
from conditions.model.dossier import Dossier
from conditions.verdicts import Answer

SCENARIOS: Final = Path(__file__).parents[1] / "scenarios"


@cache
def dossier(name: str) -> Dossier:
    """One of the dossiers."""
    return load_dossier(SCENARIOS / name / "dossier.yaml")


class Model(NamedTuple):
    """A question with its answers.

    Attributes:
        dossier: The dossier.
        as_of: The day whose positions count.
        goal: What is to happen.
        given: What holds whatever the parties want.
        cores: The minimal cores; none where there is no conflict.
        concessions: The minimal concession sets.
        alone: Who could clear it alone.
    """

    dossier: str
    as_of: str
    goal: tuple[str, ...]
    given: tuple[str, ...]
    cores: tuple[str, ...] = ()
    concessions: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


def days(first: int, last: int, *events: str) -> Iterator[str]:
    """That events happen on one of these abstract days, if at all."""
    for event in events:
        yield f"if {event} then {event} on or after 2030-01-{first:02} and {event} on or before 2030-01-{last:02}"


LATER: Final = ("foreign_forces_out", "local_elections", "osce_report", "status_permanent", "border_start")
BACKGROUND: Final = (
    "border_complete only on or after border_start",
    "osce_report only after local_elections",
    *days(1, 1, "heavy_weapons_withdrawn", "amnesty_law"),
    *days(2, 7, *LATER, "border_complete"),
    "heavy_weapons_withdrawn",
    "elections_under_ua_law",
    "osce_finds_free",
)
FULL: Final = ("foreign_forces_out", "local_elections", "status_permanent", "border_complete")
PAST: Final = ("unscr2231", "iaea_report", "eu_lifted", "us_lifted")
RETURN: Final = (
    *days(2, 4, "us_relifted", "iran_verifies", "iran_returns"),
    *days(2, 2, "guarantee_given", "irgc_delisted"),
    "unscr2231 on or before 2015-07-20",
    *(f"{event} on or after 2016-01-16 and {event} on or before 2016-01-16" for event in PAST[1:]),
)
BOTH: Final = ("iran_returns", "us_relifted")

MODELS: Final = {
    "full implementation of Minsk in December 2019": Model(
        "minsk-2015",
        "2019-12-11",
        FULL,
        BACKGROUND,
        ("RU-ORDER UA-BORDER", "LDNR-MILITIA UA-NOGUNS UA-STEIN"),
        (
            "LDNR-MILITIA RU-ORDER",
            "LDNR-MILITIA UA-BORDER",
            "RU-ORDER UA-NOGUNS",
            "RU-ORDER UA-STEIN",
            "UA-BORDER UA-NOGUNS",
            "UA-BORDER UA-STEIN",
        ),
        ("UA",),
    ),
    "the same goal in March 2015": Model("minsk-2015", "2015-03-01", FULL, BACKGROUND),
    "a ceasefire alone": Model("minsk-2015", "2019-12-11", ("ceasefire",), BACKGROUND),
    "mutual return, 3 February 2021": Model("jcpoa-2015", "2021-02-03", BOTH, RETURN),
    "mutual return, 5 February 2021": Model(
        "jcpoa-2015", "2021-02-05", BOTH, RETURN, ("IR-SYNC US-FIRST",), ("IR-SYNC", "US-FIRST"), ("US", "IR")
    ),
    "mutual return, 8 February 2021": Model(
        "jcpoa-2015",
        "2021-02-08",
        BOTH,
        RETURN,
        ("IR-FIRST IR-VERIFY US-FIRST",),
        ("IR-FIRST", "IR-VERIFY", "US-FIRST"),
        ("US", "IR"),
    ),
    "Iran returns, May 2022": Model(
        "jcpoa-2015",
        "2022-05-03",
        ("iran_returns",),
        RETURN,
        ("IR-GUAR US-NOGUAR", "IR-IRGC US-IRGC"),
        ("IR-GUAR IR-IRGC", "IR-GUAR US-IRGC", "IR-IRGC US-NOGUAR", "US-IRGC US-NOGUAR"),
        ("IR", "US"),
    ),
    "Iran returns, September 2022": Model(
        "jcpoa-2015",
        "2022-09-01",
        ("iran_returns",),
        RETURN,
        ("IR-GUAR US-NOGUAR",),
        ("IR-GUAR", "US-NOGUAR"),
        ("IR", "US"),
    ),
}


def sets(texts: Iterable[str]) -> set[frozenset[str]]:
    """Sets of ids as they are written above."""
    return {frozenset(text.split()) for text in texts}


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_every_core_and_every_concession_set(model: Model) -> None:
    """And who could clear it alone; or that there is no conflict, with a course that `check` accepts."""
    rules = dossier(model.dossier)
    found = conflicts(rules, model.goal, given=model.given, as_of=model.as_of)
    result = found.result
    if not model.cores:
        assert isinstance(result, Possible)
        parties = check(rules, result.course.scenario).parties.values()
        assert {Answer.MET, Answer.NONE} >= {party.compliance for party in parties}
        return

    assert isinstance(result, InConflict)
    assert found.complete
    assert sets(model.cores) == {frozenset(core.ids) for core in result.cores}
    assert sets(model.concessions) == {frozenset(one.id for one in given_up) for given_up in result.concessions()}
    assert set(model.alone) == set(result.alone or ())
    assert all(core.is_proved() for core in result.cores)


# --- Istanbul ---------------------------------------------------------------------------------


SIGNED: Final = ("ua_signs", "ru_signs")


def istanbul(**asked: Any) -> dict[str, object]:
    """What is found for both signatures as of 26 April 2022: nothing, or the cores, by reading."""
    found = conflicts(dossier("istanbul-2022"), SIGNED, as_of="2022-04-26", **asked)
    assert found.complete
    return {
        name: None if isinstance(one, Possible) else {frozenset(core.ids) for core in one.cores}
        for name, one in found.by_reading.items()
        if isinstance(one, Possible | InConflict)
    }


def test_no_conflict_on_the_stated_conditions_in_any_reading() -> None:
    """An order of events keeps both sides' conditions, even in the strict reading."""
    assert {"": None} == istanbul()
    found = conflicts(dossier("istanbul-2022"), SIGNED, as_of="2022-04-26", readings={"RU-territory": "strict"})
    assert isinstance(found.result, Possible)

    parties = check(dossier("istanbul-2022"), found.result.course.scenario, readings={"RU-territory": "strict"}).parties
    assert {Answer.MET} == {party.answer for party in parties.values()}


def test_fifteen_years_as_a_moratorium_and_the_strict_reading() -> None:
    """Only these two rule the signatures out together; with a deadline, a process or a milder reading they do not."""
    found = istanbul(also=["UA-crimea-15-years"])
    broken = {name: cores for name, cores in found.items() if cores is not None}

    assert {"strict, moratorium_from_signature": {frozenset({"RU-territory", "UA-crimea-15-years"})}} == broken


def test_both_inferred_venue_claims_close_a_circle_with_the_lenient_reading() -> None:
    """One of them alone does not, and neither does so for who keeps the texts separate."""
    claims = frozenset({"UA-no-text-before-leaders", "RU-no-meeting-before-agreement", "RU-territory"})
    found = istanbul(level="inferred", accounts=["RU"])

    assert {"strict": {claims}, "lenient": {claims}, "separation": None} == found
    assert {"": None} == istanbul(level="inferred")


def test_withdrawal_after_signature_closes_a_circle_that_splitting_dissolves() -> None:
    """Splitting the withdrawal does; that the same day is enough for the referendum does not."""
    hypothesis = "RU-withdraws-after-signature"
    circle = {frozenset({"UA-referendum", "UA-withdrawal", hypothesis})}
    found = istanbul(also=[hypothesis])

    assert {
        "all_territory, any_part": circle,
        "all_territory, the_rest": circle,
        "february_lines, any_part": circle,
        "february_lines, the_rest": None,
        "begun, any_part": circle,
        "begun, the_rest": None,
    } == found
    chosen = {"UA-withdrawal": "all_territory", hypothesis: "any_part", "UA-referendum": "held"}
    result = conflicts(dossier("istanbul-2022"), SIGNED, as_of="2022-04-26", also=[hypothesis], readings=chosen).result
    assert isinstance(result, InConflict)
    ways = {given_up[0].id: result.milder(given_up) for given_up in result.concessions()}
    assert not any("same day" in way[0].how for one in ways.values() for way in one)


def test_the_union_of_everything_in_quotes() -> None:
    """Two circles, nine ways out; every stated condition stands with its quote."""
    chosen = {
        "UA-withdrawal": "all_territory",
        "RU-withdraws-after-signature": "any_part",
        "RU-territory": "lenient",
        "UA-referendum": "held",
    }
    result = conflicts(
        dossier("istanbul-2022"),
        SIGNED,
        as_of="2022-04-26",
        level="hypothetical",
        accounts=["RU"],
        readings=chosen,
    ).result
    assert isinstance(result, InConflict)
    quoted = {one.id for core in result.cores for one in core.conditions if "“" in "".join(one.quotes)}

    assert [3, 3] == [len(core.ids) for core in result.cores]
    assert 9 == result.count
    assert {"UA", "RU"} == set(result.alone or ())
    assert {
        "UA-referendum",
        "UA-withdrawal",
        "RU-territory",
        "UA-no-text-before-leaders",
        "RU-no-meeting-before-agreement",
    } == quoted
