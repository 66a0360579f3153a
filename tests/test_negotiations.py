"""Two real negotiations, Minsk 2015-2019 and the JCPOA 2015-2022, against what a careful analyst concludes."""

from __future__ import annotations

from datetime import date

import pytest

from conditions.check import CheckResult, check
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.truth import Truth
from conditions.verdicts import Answer


def dossier(name: str, parties: str, events: str, facts: str, conditions: dict[str, tuple[str, ...]]) -> Dossier:
    """A dossier of conditions, each with its text, first day and perhaps the first day on which it no longer counts."""
    return Dossier.build(
        {
            "dossier": name,
            "parties": {code: {"name": code} for code in parties.split()},
            "events": {event: {} for event in events.split()},
            "facts": {fact: {} for fact in facts.split()},
            "conditions": {
                code: {
                    "party": code.split("-")[0],
                    "condition": text,
                    "from": since,
                    **({"until": until[0]} if until else {}),
                }
                for code, (text, since, *until) in conditions.items()
            },
        }
    )


MINSK = dossier(
    "minsk-2015",
    "UA RU LDNR",
    "ceasefire heavy_weapons_withdrawn foreign_forces_out amnesty_law status_law_adopted formula_accepted "
    "normandy_summit local_elections osce_report status_permanent border_start border_complete",
    "elections_under_ua_law osce_finds_free",
    {
        "UA-P9": ("border_start only from local_elections + 1 day", "2015-02-12", "2019-10-01"),
        "UA-WEAPONS": ("local_elections only after heavy_weapons_withdrawn", "2015-02-12"),
        "UA-LAW": ("if local_elections then elections_under_ua_law", "2015-02-12"),
        "UA-BORDER": ("local_elections only after border_complete", "2019-10-01"),
        "UA-NOGUNS": ("local_elections only after foreign_forces_out", "2019-10-01"),
        "UA-STEIN": (
            "(status_permanent only on or after osce_report) and (if status_permanent then osce_finds_free)",
            "2019-10-01",
        ),
        "RU-ORDER": ("border_start only from local_elections + 1 day", "2015-02-12"),
        "RU-SUMMIT": ("normandy_summit only after formula_accepted", "2019-09-18", "2019-12-10"),
        "RU-AMNESTY": ("border_complete only after amnesty_law", "2019-12-10"),
        "LDNR-MILITIA": ("foreign_forces_out only after status_permanent", "2015-05-13"),
    },
)
AS_WRITTEN = (
    "ceasefire 2015-02-15, heavy_weapons_withdrawn 2015-03-03, status_law_adopted 2015-03-17, "
    "local_elections 2015-10-25, border_start 2015-10-26, border_complete 2015-12-31, osce_report 2015-11-25, "
    "status_permanent 2015-11-25, amnesty_law 2015-12-01, foreign_forces_out 2015-12-01"
)
BORDER_FIRST = (
    "heavy_weapons_withdrawn 2020-02-01, foreign_forces_out 2020-06-01, border_start 2020-07-01, "
    "amnesty_law 2020-08-01, border_complete 2020-09-01, local_elections 2020-10-25, "
    "osce_report 2020-12-01, status_permanent 2020-12-01"
)
BOTH_YES = {"elections_under_ua_law": "yes", "osce_finds_free": "yes"}
TALKS = "formula_accepted 2019-10-01, normandy_summit 2019-12-09"

JCPOA = dossier(
    "jcpoa-2015",
    "IR US E3",
    "unscr2231 iaea_report eu_lifted us_lifted broader_conclusion us_withdrawal us_relifted iran_verifies iran_returns "
    "guarantee_given irgc_delisted",
    "",
    {
        "E3-SIM": (
            (
                "(eu_lifted only on or after iaea_report) and "
                "(if eu_lifted and iaea_report then eu_lifted on the same day as iaea_report)"
            ),
            "2015-07-14",
        ),
        "US-2015": ("us_lifted only on or after iaea_report", "2015-07-14", "2018-05-08"),
        "IR-SIM": (
            (
                "(if iaea_report then eu_lifted within 0 days of iaea_report) and "
                "(if iaea_report then us_lifted within 0 days of iaea_report)"
            ),
            "2015-07-14",
        ),
        "IR-SYNC": (
            "if us_relifted and iran_returns then us_relifted on the same day as iran_returns",
            "2021-02-01",
            "2021-02-07",
        ),
        "US-FIRST": ("us_relifted only after iran_returns", "2021-02-05", "2021-04-06"),
        "IR-FIRST": ("iran_returns only after iran_verifies", "2021-02-07", "2022-08-15"),
        "IR-VERIFY": ("iran_verifies only after us_relifted", "2021-02-07", "2022-08-15"),
        "IR-GUAR": ("iran_returns only on or after guarantee_given", "2021-11-26"),
        "US-NOGUAR": ("never guarantee_given", "2021-11-29"),
        "IR-IRGC": ("iran_returns only on or after irgc_delisted", "2022-03-26", "2022-08-15"),
        "US-IRGC": ("never irgc_delisted", "2022-04-08"),
    },
)
IMPLEMENTED = "unscr2231 2015-07-20, iaea_report 2016-01-16, eu_lifted 2016-01-16, us_lifted 2016-01-16"
LEFT = f"{IMPLEMENTED}, us_withdrawal 2018-05-08"
BOTH_IN_MAY = f"{LEFT}, us_relifted 2021-05-01, iran_returns 2021-05-01, iran_verifies 2021-05-01"
RETURNED = (
    f"{LEFT}, us_relifted 2022-05-15, iran_verifies 2022-05-20, iran_returns 2022-06-01, guarantee_given 2022-05-14"
)


def result(of: Dossier, world: str, as_of: str, timeline: str, facts: dict[str, str] | None = None) -> CheckResult:
    """The check of a course of events, given as events with their days."""
    steps = {event: " ".join(when) for event, *when in (step.split() for step in timeline.split(","))}
    data = {"scenario": "a course of events", "world": world, "timeline": steps, "facts": facts or {}}
    return check(of, Scenario.model_validate(data), as_of=date.fromisoformat(as_of))


def shown(of: CheckResult) -> dict[str, str]:
    """Compliance: the codes of the conditions in force by answer, those met vacuously, and the parties."""
    counted = {code: of.conditions[code] for code in of.dossier.conditions}
    counted = {code: one for code, one in counted.items() if one.in_force is Truth.TRUE}
    by_answer = {
        answer.value: " ".join(code for code, one in counted.items() if one.compliance is answer)
        for answer in (Answer.MET, Answer.NOT_MET, Answer.UNKNOWN)
    }
    vacuous = " ".join(code for code, one in counted.items() if one.verdicts[""].vacuous)
    parties = ", ".join(f"{code} {party.compliance.value}" for code, party in of.parties.items())
    return {name: text for name, text in {**by_answer, "vacuous": vacuous, "parties": parties}.items() if text}


@pytest.mark.parametrize(
    ("world", "as_of", "timeline", "facts", "expected"),
    [
        pytest.param(
            *("closed", "2015-02-13", AS_WRITTEN, BOTH_YES),
            {
                "met": "UA-P9 UA-WEAPONS UA-LAW RU-ORDER",
                "parties": "UA met, RU met, LDNR no condition on record",
            },
            id="S1 as written, by the positions of the day",
        ),
        pytest.param(
            *("closed", "2019-12-11", AS_WRITTEN, BOTH_YES),
            {
                "met": "UA-WEAPONS UA-LAW UA-STEIN RU-ORDER RU-AMNESTY LDNR-MILITIA",
                "not met": "UA-BORDER UA-NOGUNS",
                "parties": "UA not met, RU met, LDNR met",
            },
            id="S2 the same, by the positions of 2019",
        ),
        pytest.param(
            *("closed", "2019-12-11", f"{BORDER_FIRST}, status_law_adopted 2020-09-15", BOTH_YES),
            {
                "met": "UA-WEAPONS UA-LAW UA-BORDER UA-NOGUNS UA-STEIN RU-AMNESTY",
                "not met": "RU-ORDER LDNR-MILITIA",
                "parties": "UA met, RU not met, LDNR not met",
            },
            id="S3 border first",
        ),
        pytest.param(
            *("closed", "2019-12-11"),
            "heavy_weapons_withdrawn 2020-02-01, status_law_adopted 2020-09-15, local_elections 2020-10-25, "
            "osce_report 2020-12-01",
            {"elections_under_ua_law": "unknown", "osce_finds_free": "unknown"},
            {
                "met": "UA-WEAPONS UA-STEIN RU-ORDER RU-AMNESTY LDNR-MILITIA",
                "not met": "UA-BORDER UA-NOGUNS",
                "unknown": "UA-LAW",
                "vacuous": "UA-STEIN RU-ORDER RU-AMNESTY LDNR-MILITIA",
                "parties": "UA not met, RU met, LDNR met",
            },
            id="S4 elections without the border, finding unknown",
        ),
        pytest.param(
            *("closed", "2019-12-11"),
            "heavy_weapons_withdrawn 2020-02-01, foreign_forces_out 2020-10-25, border_start 2020-10-25, "
            "border_complete 2020-10-25, amnesty_law 2020-10-25, local_elections 2020-10-25",
            {"elections_under_ua_law": "yes", "osce_finds_free": "unknown"},
            {
                "met": "UA-WEAPONS UA-LAW UA-STEIN",
                "not met": "UA-BORDER UA-NOGUNS RU-ORDER RU-AMNESTY LDNR-MILITIA",
                "vacuous": "UA-STEIN",
                "parties": "UA not met, RU not met, LDNR not met",
            },
            id="S5 everything on one day",
        ),
        pytest.param(
            *("open", "2019-12-11"),
            "heavy_weapons_withdrawn 2020-02-01/2020-03-01, local_elections 2020-10-25, "
            "border_start 2020-10-25/2020-10-30, border_complete maybe 2020-11-01/2021-12-31, amnesty_law 2020-11-01",
            {"elections_under_ua_law": "yes"},
            {
                "met": "UA-WEAPONS UA-LAW",
                "not met": "UA-BORDER",
                "unknown": "UA-NOGUNS UA-STEIN RU-ORDER RU-AMNESTY LDNR-MILITIA",
                "parties": "UA not met, RU unknown, LDNR unknown",
            },
            id="S6 uncertain dates",
        ),
        pytest.param(
            *("until 2019-12-09", "2019-12-09", TALKS, {}),
            {
                "met": "RU-SUMMIT",
                "unknown": "UA-WEAPONS UA-LAW UA-BORDER UA-NOGUNS UA-STEIN RU-ORDER LDNR-MILITIA",
                "parties": "UA unknown, RU unknown, LDNR unknown",
            },
            id="S7 the day of the summit",
        ),
        pytest.param(
            *("until 2019-12-09", "2019-12-09"),
            f"{TALKS}, heavy_weapons_withdrawn 2019-11-10, foreign_forces_out 2019-11-15, border_start 2019-11-01, "
            "border_complete 2019-11-30",
            {},
            {
                "met": "UA-WEAPONS UA-BORDER UA-NOGUNS RU-SUMMIT",
                "not met": "RU-ORDER LDNR-MILITIA",
                "unknown": "UA-LAW UA-STEIN",
                "parties": "UA unknown, RU not met, LDNR not met",
            },
            id="S8 the border handed back, elections ahead",
        ),
        pytest.param(
            *("closed", "2019-12-11", f"{BORDER_FIRST}, status_law_adopted 2020-10-26"),
            {"elections_under_ua_law": "yes", "osce_finds_free": "no"},
            {
                "met": "UA-WEAPONS UA-LAW UA-BORDER UA-NOGUNS RU-AMNESTY",
                "not met": "UA-STEIN RU-ORDER LDNR-MILITIA",
                "parties": "UA not met, RU not met, LDNR not met",
            },
            id="S9 a negative report",
        ),
    ],
)
def test_minsk(world: str, as_of: str, timeline: str, facts: dict[str, str], expected: dict[str, str]) -> None:
    """Compliance with the positions of Minsk and of the Steinmeier formula."""
    assert expected == shown(result(MINSK, world, as_of, timeline, facts))


def test_a_border_handed_back_decides_for_good() -> None:
    """Russia's order is broken for good, Ukraine's border is kept for good, though elections are still ahead."""
    known = result(
        MINSK,
        *("until 2019-12-09", "2019-12-09"),
        f"{TALKS}, heavy_weapons_withdrawn 2019-11-10, border_start 2019-11-01, border_complete 2019-11-30",
    )
    order, border = (known.conditions[code].verdicts[""] for code in ("RU-ORDER", "UA-BORDER"))

    assert ("violated", True) == (order.status.value, order.final)
    assert ("ready", True, Answer.MET) == (border.status.value, border.final, border.compliance)


@pytest.mark.parametrize(
    ("world", "as_of", "timeline", "expected"),
    [
        pytest.param(
            *("until 2016-01-17", "2016-01-17", IMPLEMENTED),
            {"met": "E3-SIM US-2015 IR-SIM", "parties": "IR met, US met, E3 met"},
            id="J1 implementation day",
        ),
        pytest.param(
            *("closed", "2016-01-20"),
            "unscr2231 2015-07-20, iaea_report 2016-01-16, eu_lifted 2016-01-15, us_lifted 2016-01-18",
            {"met": "US-2015", "not met": "E3-SIM IR-SIM", "parties": "IR not met, US met, E3 not met"},
            id="J2 a day early, two days late",
        ),
        pytest.param(
            *("closed", "2016-01-20", f"{IMPLEMENTED}, broader_conclusion 2019-03-01"),
            {"met": "E3-SIM US-2015 IR-SIM", "parties": "IR met, US met, E3 met"},
            id="J3 broader conclusion",
        ),
        pytest.param(
            *("until 2021-02-08", "2021-02-08", LEFT),
            {
                "met": "E3-SIM IR-SIM",
                "unknown": "US-FIRST IR-FIRST IR-VERIFY",
                "parties": "IR unknown, US unknown, E3 met",
            },
            id="J4 nothing has moved",
        ),
        pytest.param(
            *("closed", "2021-02-08"),
            f"{LEFT}, iran_returns 2021-05-01, us_relifted 2021-05-15, iran_verifies 2021-05-20",
            {
                "met": "E3-SIM IR-SIM US-FIRST IR-VERIFY",
                "not met": "IR-FIRST",
                "parties": "IR not met, US met, E3 met",
            },
            id="J5 Iran goes first",
        ),
        pytest.param(
            *("closed", "2021-02-03", BOTH_IN_MAY),
            {"met": "E3-SIM IR-SIM IR-SYNC", "parties": "IR met, US no condition on record, E3 met"},
            id="J6 both on one day, as of 3 February",
        ),
        pytest.param(
            *("closed", "2021-02-08", BOTH_IN_MAY),
            {
                "met": "E3-SIM IR-SIM",
                "not met": "US-FIRST IR-FIRST IR-VERIFY",
                "parties": "IR not met, US not met, E3 met",
            },
            id="J7 both on one day, as of 8 February",
        ),
        pytest.param(
            *("closed", "2022-05-03", RETURNED),
            {
                "met": "E3-SIM IR-SIM IR-FIRST IR-VERIFY IR-GUAR US-IRGC",
                "not met": "US-NOGUAR IR-IRGC",
                "parties": "IR not met, US not met, E3 met",
            },
            id="J8 no delisting, as of May 2022",
        ),
        pytest.param(
            *("closed", "2022-09-01", RETURNED),
            {
                "met": "E3-SIM IR-SIM IR-GUAR US-IRGC",
                "not met": "US-NOGUAR",
                "parties": "IR met, US not met, E3 met",
            },
            id="J9 no delisting, as of September 2022",
        ),
    ],
)
def test_jcpoa(world: str, as_of: str, timeline: str, expected: dict[str, str]) -> None:
    """Compliance with the positions on the way into the JCPOA and back."""
    assert expected == shown(result(JCPOA, world, as_of, timeline))
