"""Explanations: what decided, who said it, what is missing, what would turn it; as data and as text."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conditions.check import CheckResult, check
from conditions.errors import UnknownNameError, width
from conditions.explain import explain, explain_party, flips, to_text, why
from conditions.explain.evidence import ExplainedNode, Telling
from conditions.formula import Event, Formula
from conditions.knowledge import Knowledge
from conditions.language.base import Kind, Scope
from conditions.language.grammar import parse
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.plain import plain
from conditions.semantics import judge
from conditions.timeline import Timeline
from conditions.truth import Truth
from conditions.verdicts import BLOCKED_PHRASE, PHRASES, UNSETTLED_PHRASES, Answer, Status, decide
from conditions.wording import Wording
from tests import knowing, strategies
from tests.test_istanbul import checked, istanbul, titles

SEPARATE = "signed, Crimea 15 years, texts separate"
DOSSIER = Dossier.build(
    {
        "dossier": "example",
        "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}, "US": {"name": "United States"}},
        "groups": {"guarantors": {"unnamed": "several countries"}},
        "events": {
            "withdrawal": {"label": "Troops leave"},
            "referendum": {"label": "Ukrainians vote"},
            "ua_signs": {"label": "Ukraine signs"},
            "annexation": {"label": "Annexation"},
            "ratify": {"label": "Ratification", "each": "guarantors"},
        },
        "ladders": {"crimea": {"label": "Crimea", "rungs": ["open", "agreed", "resolved"]}},
        "facts": {
            "separate": {"label": "The texts are separate"},
            "troops": {"label": "Number of troops", "number": True, "unit": "persons"},
        },
        "statements": {
            "vote": {
                "speaker": "Volodymyr Zelenskyy",
                "for": "UA",
                "said": "2022-03",
                "to": "the press",
                "place": "Kyiv",
                "via": ["Interfax", "Ukrainska Pravda"],
                "reported": "2022-04-26",
                "quote": "only after a referendum",
                "says": "First the vote.",
                "document": "an interview",
                "note": "Translated.",
            },
            "paraphrased": {"speaker": "A diplomat", "says": "The texts must stay apart."},
        },
        "conditions": {
            "vote": {
                "party": "UA",
                "condition": "ua_signs only after referendum",
                "source": "vote",
                "from": "2022-03-29",
            },
            "leave": {"party": "UA", "condition": "referendum only after withdrawal", "source": "vote"},
            "crimea": {"party": "UA", "condition": "ua_signs only if crimea is agreed or later"},
            "apart": {"party": "UA", "condition": "ua_signs only if separate", "source": "paraphrased"},
            "troops": {"party": "UA", "condition": "troops is at most 85000 persons"},
            "members": {"party": "UA", "condition": "ua_signs only after all of guarantors ratify"},
            "before": {"party": "UA", "condition": "ua_signs only before annexation"},
            "together": {"party": "UA", "condition": "if referendum then withdrawal before referendum"},
            "wish": {"party": "UA", "condition": "separate", "modality": "preference"},
            "guess": {"party": "UA", "condition": "separate", "level": "inferred"},
            "old": {"party": "UA", "condition": "separate", "from": "2022-01-01", "until": "2022-02-01"},
            "perhaps": {"party": "RU", "condition": "separate", "from": "2022-03/2022-05"},
        },
    }
)


def _checked(*timeline: object, world: str = "closed", as_of: str | None = None, **facts: str) -> CheckResult:
    scenario = Scenario.model_validate(
        {"scenario": "a case", "world": world, "as_of": as_of, "timeline": list(timeline), "facts": facts}
    )
    return check(DOSSIER, scenario)


def _nodes(node: ExplainedNode) -> Iterator[ExplainedNode]:
    yield node
    for part in node.parts:
        yield from _nodes(part)


# --- the first dossier ----------------------------------------------------------


def test_three_readings_rest_on_three_quotes() -> None:
    """Russia in the scenario of separate texts: each reading with its own turn of phrase."""
    explained = explain(checked(SEPARATE), "RU-territory")

    assert {
        "strict": Answer.NOT_MET,
        "lenient": Answer.NOT_MET,
        "separation": Answer.MET,
    } == {one.reading: one.answer for one in explained}
    quotes = {one.reading: next(cited.quote for cited in one.statements if cited.direct) for one in explained}
    assert "without first resolving" in quotes["strict"]
    assert "without at least preliminarily agreeing" in quotes["lenient"]
    assert "Under these circumstances" in quotes["separation"]


def test_who_said_it_when_and_through_whom() -> None:
    """One line names the speaker, the party, the day, the hearer and the chain of reporters."""
    (strict,) = explain(checked(SEPARATE), "RU-territory", "strict")

    assert (
        "Vladimir Putin, for Russia, on 2022-04-26, to António Guterres, via Interfax and Ukrainska Pravda"
        == strict.statements[0].attribution
    )


def test_what_would_flip_each_reading() -> None:
    """Two territorial questions for the strict and the lenient reading, one fact for the third."""
    strict, lenient, separation = explain(checked(SEPARATE), "RU-territory")

    assert [2, 2, 1] == [one.flips[0].size for one in (strict, lenient, separation)]
    assert "resolved” were reached before “Russia signs" in strict.flips[0].words
    assert "agreed in principle” were reached on or before the day of “Russia signs" in lenient.flips[0].words
    assert ["if “The guarantees are kept apart from the territorial questions” were no"] == [
        flip.words for flip in separation.flips
    ]


def test_the_text_of_an_explanation() -> None:
    """The whole of one explanation, as it is printed."""
    (strict,) = explain(checked(SEPARATE), "RU-territory", "strict")

    expected = """\
        [not met] Russia: RU-territory, reading `strict` — violated
          Russia signs only once the territorial questions are settled
          Understood as: resolved first, on an earlier day than the signature
          Condition: “Russia signs Ukraine's security guarantees” only after “Status of
            Crimea and Sevastopol” is resolved and “Question of Donbas” is resolved
          What it requires is not kept. Nothing in this scenario changes that.
          It counts on 2022-04-26 (from 2022-04-26).
          Why
            [does not hold] “Russia signs Ukraine's security guarantees” only if all of
              these hold — it happens on a day that is not known
              [does not hold] “Status of Crimea and Sevastopol: resolved” before that
                day — it is never reached in this scenario
              [does not hold] “Question of Donbas: resolved” before that day — it is
                never reached in this scenario
          What it rests on
            - Vladimir Putin, for Russia, on 2022-04-26, to António Guterres, via
              Interfax and Ukrainska Pravda: “we simply cannot sign [Ukraine’s] security
              guarantees without first resolving the question”
              Paraphrase: The territories of Crimea, Sevastopol and Donbas come first,
                Russia's signature afterwards.
            - The condition as a whole also rests on putin-preliminarily,
              putin-circumstances.
          Note: The three readings rest on three turns of phrase in one answer.
          The smallest changes that would turn it to met: 2 things at once
            - if “Status of Crimea and Sevastopol: resolved” were reached before “Russia
              signs Ukraine's security guarantees”, and “Question of Donbas: resolved”
              were reached before “Russia signs Ukraine's security guarantees”
        """
    assert textwrap.dedent(expected) == to_text(strict)


@cache
def _every_text() -> tuple[str, ...]:
    results = [checked(title) for title in titles()]
    return tuple(to_text(explain_party(result, party)) for result in results for party in result.parties)


def test_no_line_is_wider_than_80_columns() -> None:
    """Every explanation of the first dossier fits a terminal, except for a long word."""
    lines = [line for text in _every_text() for line in text.splitlines()]

    assert [] == [line for line in lines if width(line) > 80]


def test_no_text_has_gaps() -> None:
    """No placeholder, no doubled blank inside a sentence, no unfinished mark."""
    for text in _every_text():
        assert "None" not in text
        assert [] == [line for line in text.splitlines() if "  " in line.strip() or line != line.rstrip()]


def test_every_headline_has_its_word() -> None:
    """The answer stands in brackets at the start, as a word."""
    words = {f"[{answer.value}]" for answer in Answer}

    assert all(text.partition("]")[0] + "]" in words for text in _every_text())


def test_everything_is_plain_data() -> None:
    """Each explanation of the first dossier can be written as JSON."""
    for title in titles():
        result = checked(title)
        for party in result.parties:
            told = explain_party(result, party, flips=False).to_dict()
            assert told == json.loads(json.dumps(told))


def test_statuses_and_phrases_agree_with_the_verdicts() -> None:
    """An explanation has the answer of the verdict that it explains, and its fixed phrase."""
    for title in titles():
        result = checked(title)
        for name, found in result.conditions.items():
            for one in explain(result, name, flips=False):
                verdict = found.verdicts[one.reading]
                assert (verdict.answer, verdict.status, verdict.phrase) == (one.answer, one.status, one.phrase)
                assert one.phrase in {*PHRASES.values(), *UNSETTLED_PHRASES.values(), BLOCKED_PHRASE}


def test_every_flip_of_the_first_dossier_turns_its_answer() -> None:
    """Readings of one condition are turned by what is said to turn them; party answers too."""
    for loaded in istanbul().scenarios:
        result = check(istanbul().dossier.dossier, loaded.scenario)
        for name in result.conditions:
            assert all(one.flips for one in explain(result, name) if one.answer is Answer.NOT_MET)


# --- statuses -------------------------------------------------------------------


def test_a_waiting_act_is_told_as_what_would_have_to_hold() -> None:
    """Readiness is a question of its own; compliance is met, and why that says little is said."""
    (told,) = explain(_checked(), "vote")

    assert (Status.WAITING, Answer.NOT_MET, Answer.MET) == (told.status, told.answer, told.compliance)
    assert "were “Ukraine signs” to happen next, this would have to hold" == told.tree.words
    assert "it never happens in this scenario" == told.tree.parts[0].because
    assert "“Ukraine signs” never happens in this scenario" == told.vacuous_because
    assert "met, only because “Ukraine signs” never happens in this scenario" in " ".join(to_text(told).split())


def test_an_act_of_another_party_is_told_as_such() -> None:
    """What a party asks of the other's act is no promise of its own; once the act is there, there is nothing to say."""
    dossier = Dossier.build(
        {
            "dossier": "acts",
            "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
            "events": {"withdrawal": {}, "ua_signs": {"by": "UA"}},
            "conditions": {
                "UA-own": {"party": "UA", "condition": "ua_signs only after withdrawal"},
                "RU-other": {"party": "RU", "condition": "ua_signs only after withdrawal"},
            },
        }
    )
    open_, done = (
        check(dossier, Scenario.build({"scenario": "one", "world": "closed", "timeline": timeline}))
        for timeline in ([], ["withdrawal", {"then": "ua_signs"}])
    )
    (own,), (others,), (past,) = (
        explain(result, name) for result, name in ((open_, "UA-own"), (open_, "RU-other"), (done, "RU-other"))
    )

    assert "The act is Ukraine's, and this is what Russia asks of it." in to_text(others)
    assert "The act is" not in to_text(own) + to_text(past)


def test_today_is_named_in_a_world_known_until_a_day() -> None:
    """What has not happened is told as of that day, and what is still to come as such."""
    (told,) = explain(_checked(world="until 2022-04-26"), "vote")

    assert "(on the day after 2022-04-26)" in told.tree.words
    assert "it has not happened by the end of 2022-04-26" == told.tree.parts[0].because
    assert all(reason.endswith("and may later (pending)") for reason in told.missing)
    assert "it can still go either way" in to_text(told)


def test_blocked_for_good_is_said_plainly() -> None:
    """What an act had to come before has already happened."""
    (told,) = explain(_checked({"annexation": "2022-01-01"}, world="until 2022-04-26"), "before")

    assert told.blocked
    assert "What it requires can no longer hold" in to_text(told) or "can no longer hold" in to_text(told)
    assert "“Annexation” has not happened by the end of that day" == told.tree.parts[0].words
    assert told.tree.parts[0].because.startswith("it is on 2022-01-01")


def test_days_are_shown_with_their_distance() -> None:
    """Two known days give a number of days between them."""
    (told,) = explain(_checked({"referendum": "2022-04-10"}, {"ua_signs": "2022-04-20"}), "vote")

    assert "it happens on 2022-04-20" == told.tree.because
    assert "it is on 2022-04-10, 10 days earlier" == told.tree.parts[0].because


def test_an_order_without_days_is_told_as_an_order() -> None:
    """A sequence without dates says earlier or later, and no day."""
    (told,) = explain(_checked("referendum", {"then": "ua_signs"}), "vote")

    assert "it comes earlier" == told.tree.parts[0].because


def test_what_is_missing_names_what_and_why() -> None:
    """Not given, said to be unknown, unknown occurrence, unknown day, members that nobody names."""
    result = _checked({"unknown": "withdrawal"}, {"referendum": "2022-04"}, {"ua_signs": "2022-04"}, separate="unknown")
    missing = {name: explain(result, name)[0].missing for name in ("vote", "leave", "apart", "troops", "members")}

    assert (
        "“Ukrainians vote” happens some day from 2022-04-01 to 2022-04-30: the exact day is not known (missing)"
        in (missing["vote"])
    )
    assert "whether “Troops leave” happens (missing)" in missing["leave"]
    assert ("“The texts are separate” is said to be unknown (missing)",) == missing["apart"]
    assert ("“Number of troops” is not given (missing)",) == missing["troops"]
    assert ("the members of guarantors are not named (missing)",) == missing["members"]


def test_what_does_not_apply_is_told_as_such() -> None:
    """Not applicable is neither absent nor unknown."""
    (told,) = explain(_checked("ua_signs", separate="not applicable"), "apart")

    assert ("“The texts are separate” is not applicable here (not applicable)",) == told.missing
    assert "it does not apply in this scenario" == told.tree.parts[0].because


def test_a_day_that_cannot_matter_is_not_missed() -> None:
    """Where only the occurrence is open, no day is asked for."""
    result = _checked({"withdrawal": "maybe before referendum"}, "referendum")

    assert ("whether “Troops leave” happens (missing)",) == explain(result, "leave")[0].missing


def test_a_ladder_is_told_as_one_thing() -> None:
    """Rungs that all share one fate are not told one by one."""
    (never,) = explain(_checked("ua_signs"), "crimea")
    (later,) = explain(_checked("ua_signs", {"then": "crimea.resolved"}), "crimea")

    assert "“Crimea” at “agreed” or later, on or before that day" == never.tree.parts[0].words
    assert "it never gets so far in this scenario" == never.tree.parts[0].because
    assert "“Crimea: resolved”: comes later" in later.tree.parts[0].because
    assert {"“Crimea: agreed”", "“Crimea: resolved”"} < {shown.label for shown in never.tree.parts[0].seen}


def test_if_and_then_are_marked() -> None:
    """The two sides of an implication carry their words."""
    (told,) = explain(_checked("referendum"), "together")

    assert ["if", "then"] == [part.role for part in told.tree.parts]
    assert "if: “Ukrainians vote” happens" in to_text(told)


def test_an_implication_that_asks_nothing_says_so() -> None:
    """Its premise does not come about."""
    (told,) = explain(_checked(), "together")

    assert told.vacuous
    assert "what the “if” asks for does not come about" == told.vacuous_because


@pytest.mark.parametrize(
    ("condition", "timeline", "world", "because"),
    [
        (
            "withdrawal before referendum",
            [{"withdrawal": "2022-05-01"}, {"referendum": "2022-05-20"}],
            "closed",
            "“Ukrainians vote” is on 2022-05-20, 19 days later than “Troops leave” on 2022-05-01",
        ),
        (
            "withdrawal before referendum",
            ["withdrawal", {"then": "referendum"}],
            "closed",
            "“Ukrainians vote” is later than “Troops leave”",
        ),
        (
            "withdrawal on the same day as referendum",
            [["withdrawal", "referendum"]],
            "closed",
            "“Troops leave” is on the same day as “Ukrainians vote”",
        ),
        (
            "withdrawal before referendum",
            ["withdrawal", "referendum"],
            "closed",
            "whether “Ukrainians vote” is before or after “Troops leave” is not known",
        ),
        (
            "withdrawal before referendum",
            [{"withdrawal": "2022-05"}, "referendum"],
            "closed",
            "is not known; “Troops leave” is some day from 2022-05-01 to 2022-05-31",
        ),
        (
            "withdrawal before referendum",
            ["referendum"],
            "closed",
            "“Troops leave” never happens in this scenario",
        ),
        (
            "withdrawal before referendum",
            [{"withdrawal": "2022-05-01"}],
            "open",
            "not known whether “Ukrainians vote” happens",
        ),
        (
            "withdrawal before referendum",
            [],
            "until 2022-06-01",
            "“Ukrainians vote” and “Troops leave” have not come about by the end of 2022-06-01, and may later",
        ),
        (
            "withdrawal before referendum",
            [{"withdrawal": "2022-05-01"}],
            "until 2022-06-01",
            "“Ukrainians vote” has not happened by the end of 2022-06-01, and may later; if so, at least 32 days later",
        ),
        (
            "ua_signs on or before 2022-12-31",
            [{"ua_signs": "2023-01-15"}],
            "closed",
            "it is on 2023-01-15, 15 days later",
        ),
        (
            "ua_signs on or before 2022-12-31",
            [{"ua_signs": "2022-12-01/2023-01-15"}],
            "closed",
            "it is some day from 2022-12-01 to 2023-01-15",
        ),
        ("ua_signs on or before 2022-12-31", ["ua_signs"], "closed", "it is on a day that is not known"),
        (
            "ua_signs on or before 2022-12-31",
            [{"ua_signs": "maybe 2023"}],
            "closed",
            "not known whether it happens; if so, some day from 2023-01-01 to 2023-12-31",
        ),
        ("crimea.agreed before crimea.resolved", [], "closed", "“Crimea: resolved” is never reached in this scenario"),
        ("referendum + 30 days before ua_signs", ["ua_signs"], "closed", "never comes in this scenario"),
    ],
)
def test_a_demand_tells_of_both_its_events(condition: str, timeline: list[object], world: str, because: str) -> None:
    """Days where they are known, an order where that is known, and what is open as open."""
    demand = {"party": "UA", "condition": condition}
    dossier = DOSSIER.model_copy(
        update={"conditions": {"demand": type(DOSSIER.conditions["vote"]).model_validate(demand)}}
    )
    scenario = Scenario.model_validate({"scenario": "a case", "world": world, "timeline": timeline})

    (told,) = explain(check(dossier, scenario), "demand")

    assert because in told.tree.because


# --- who said it ----------------------------------------------------------------


def test_a_statement_is_attributed_in_full() -> None:
    """Speaker, party, day as given, place, hearer, chain, day of the report, document; quote and paraphrase apart."""
    (cited,) = explain(_checked(), "vote")[0].statements

    assert (
        "Volodymyr Zelenskyy, for Ukraine, in 2022-03, in Kyiv, to the press, via Interfax and Ukrainska Pravda, "
        "reported on 2022-04-26, in an interview" == cited.attribution
    )
    assert "“only after a referendum”" == cited.words
    assert "First the vote." == cited.paraphrase


def test_a_paraphrase_is_marked_as_one() -> None:
    """What is not a quote does not look like one."""
    (told,) = explain(_checked(), "apart")

    assert "A diplomat, on a day that is not given" == told.statements[0].attribution
    assert "in paraphrase: The texts must stay apart." == told.statements[0].words


def test_a_condition_without_a_source_says_so() -> None:
    """Nothing is passed over in silence."""
    assert "It rests on no statement on record." in to_text(explain(_checked(), "troops")[0])


# --- parties --------------------------------------------------------------------


def test_a_party_says_which_condition_decides_and_which_take_no_part() -> None:
    """With the reason for each: not in force, how firm, what it is."""
    told = explain_party(_checked(as_of="2022-04-01"), "UA", flips=False)

    assert Answer.NOT_MET is told.answer
    assert {"vote", "leave"} <= set(told.choices[0].decided_by)
    assert {
        "wish": "it is a preference, which decides no verdict",
        "guess": "it is inferred, and the answer counts only what is at least reported",
        "old": "it does not count on 2022-04-01 (from 2022-01-01 until 2022-02-01)",
        "apart": "only A diplomat told that Ukraine holds it",
    } == {one.condition: one.why for one in told.left_out}


def test_a_position_of_uncertain_date_says_so() -> None:
    """It may or may not count on that day."""
    (told,) = explain(_checked(as_of="2022-04-01", separate="no"), "perhaps")

    assert Truth.UNKNOWN is told.in_force
    assert (
        "it may or may not count on 2022-04-01: its dates are known only as from a day between 2022-03 and 2022-05"
        == told.in_force_words
    )


def test_no_condition_on_record_is_never_met() -> None:
    """A party without a condition is told apart from one whose conditions are met."""
    told = explain_party(_checked(as_of="2022-01-01"), "RU")

    assert Answer.NONE is told.answer
    assert "This is not the same as met." in " ".join(to_text(told).split())


def test_a_party_is_turned_as_a_whole() -> None:
    """Its own smallest change serves all its conditions."""
    result = checked("referendum before withdrawal")
    told = explain_party(result, "UA")

    assert all(choice.flips for choice in told.choices if choice.answer is Answer.NOT_MET)
    assert all({"UA-referendum", "UA-withdrawal"} == set(choice.read_as) for choice in told.choices)
    assert "UA-withdrawal read as `all_territory`" in " ".join(to_text(told).split())


def test_more_changes_than_can_be_shown_are_counted() -> None:
    """A long list is cut, and says so."""
    (told,) = explain(_checked("referendum", "ua_signs"), "vote")
    many = replace(told, flips=told.flips * 9)

    assert f"or one of {len(many.flips) - 6} others of that size" in to_text(many)
    assert f"or one of {len(many.flips) - 6} others of that size" in to_text(replace(many, flips_complete=False))
    assert "not all changes were looked at" in to_text(replace(many, flips_complete=False))
    assert "not all changes were looked at" in to_text(replace(told, flips_complete=False))


def test_no_change_is_a_result() -> None:
    """Where nothing up to the limit turns the answer, that is said; where the search was cut, that too."""
    (told,) = explain(_checked(), "members")

    assert "No change of up to 3 things turns it to met." in to_text(told)
    assert "No change of up to 3 things was found that turns it to met, but not all were looked at." in " ".join(
        to_text(replace(told, flips_complete=False)).split()
    )


def test_a_party_whose_search_was_cut_short_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many changes to try, too many choices of readings, or no search at all: three different things."""
    result = checked("referendum before withdrawal")
    told = explain_party(result, "UA")
    unsought = explain_party(result, "UA", flips=False)
    tried = replace(told, choices=tuple(replace(one, flips=(), flips_complete=False) for one in told.choices))
    monkeypatch.setattr(why, "MOST_CHOICES", 0)
    cut = explain_party(result, "UA")

    assert all(one.flips_limit == 3 for one in told.choices)
    assert "not all were looked at" in " ".join(to_text(tried).split())
    assert all(one.flips_limit == 0 for one in (*cut.choices, *unsought.choices))
    assert "What would turn it" not in to_text(unsought)
    some = replace(told, choices=(*told.choices, *cut.choices))
    assert "What would turn it was not looked for, because there are so many choices." in " ".join(
        to_text(some).split()
    )


def test_a_search_that_is_cut_short_is_told() -> None:
    """Whatever limit stops the search, the text says that not everything was looked at."""
    result = _checked("referendum", "ua_signs")
    for limit in ("MOST_TRIES", "MOST_CHOICES", "MOST_FLIPS"):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(flips, limit, 0)
            (told,) = explain(result, "vote")

        assert not told.flips_complete
        assert "not all" in to_text(told)


def test_an_open_act_is_told_twice() -> None:
    """Where it is not known whether the act happens, both questions have their tree."""
    (told,) = explain(_checked(world="open"), "vote")

    assert told.course is not None
    assert "Over the whole course of events\n" in to_text(told)


def test_only_data_is_plain() -> None:
    """What JSON cannot say is refused."""
    with pytest.raises(TypeError, match="set is no plain data"):
        plain({1})


# --- wrong names ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "reading", "message"),
    [
        ("RU-teritory", None, "unknown condition `RU-teritory`"),
        ("RU-territory", "stricct", "unknown reading `stricct`"),
    ],
)
def test_unknown_names_are_refused_with_a_hint(condition: str, reading: str | None, message: str) -> None:
    """A condition or reading that is not there is named, with the nearest one that is."""
    with pytest.raises(UnknownNameError, match=message) as raised:
        explain(checked(SEPARATE), condition, reading)

    assert "did you mean" in (raised.value.problems[0].hint or "")


def test_an_unknown_party_is_refused() -> None:
    """The same for a party."""
    with pytest.raises(UnknownNameError, match="unknown party `UK`"):
        explain_party(checked(SEPARATE), "UK")


# --- whatever is said -----------------------------------------------------------


@pytest.mark.parametrize("text", ["not not referendum", "not not not referendum", "not not never NO"])
def test_double_negations_are_told_as_what_they_say(text: str) -> None:
    """With the truth of the whole."""
    known = Knowledge(Timeline([]), {})
    judgement = judge(parse(text).lower(Scope(strategies.VOCABULARY)), known)

    assert judgement.truth is Telling(Wording(strategies.VOCABULARY), known).tree(judgement).truth


@given(strategies.clauses(), knowing.knowledges())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
def test_every_clause_can_be_told(clause: Kind, known: Knowledge) -> None:
    """Every kind of clause has a tree in words, with the truths of its judgement."""
    judgement = judge(clause.lower(Scope(strategies.VOCABULARY)), known)

    told = Telling(Wording(strategies.VOCABULARY), known).tree(judgement)

    assert judgement.truth is told.truth
    assert all(node.words and "None" not in node.words + node.because for node in _nodes(told))


@given(knowing.formulas(2), knowing.knowledges(), st.booleans())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
def test_every_verdict_can_be_told(formula: Formula, known: Knowledge, vacuously: bool) -> None:
    """Whatever is known, the tree says what the verdict says; a vacuous truth has its reason."""
    if known.timeline.contradiction() is not None:
        return
    verdict = decide(formula, known)
    telling = Telling(Wording(strategies.VOCABULARY), known)

    assert verdict.judgement.truth is telling.tree(verdict.judgement).truth
    assert verdict.vacuous is bool(telling.why_vacuous(verdict.judgement))
    if verdict.readiness is not None and verdict.act is not None:
        assert verdict.readiness.truth is telling.requirement(verdict.readiness, Event(verdict.act)).truth


def test_the_positions_of_a_day_are_explained() -> None:
    """An explanation says of which day the positions are."""
    result = check(istanbul().dossier.dossier, checked(SEPARATE).scenario, as_of=date(2022, 3, 29))

    assert date(2022, 3, 29) == explain_party(result, "UA", flips=False).as_of
