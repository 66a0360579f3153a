"""What a report says: all that is on record, each word with its speaker, each answer with its reasons."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conditions.check import check
from conditions.files.scenario import load_folder
from conditions.model.dossier import Dossier
from conditions.report.build import build_report
from conditions.report.document import (
    Block,
    Columns,
    Document,
    Line,
    Mark,
    Paragraph,
    Quote,
    Ref,
    Row,
    Section,
    Table,
    anchors,
    blocks_in,
)
from conditions.report.html import render_html
from conditions.report.lines import plain
from conditions.report.write import render_report
from conditions.testing import dossiers
from conditions.testing import scenarios as drawn_scenarios
from tests.report_samples import Page, dossier, scenarios

FORMATS: Final = ("html", "markdown", "json", "mermaid", "dot")
SAMPLE = build_report(dossier(), scenarios())
ISTANBUL = load_folder(Path(__file__).parent.parent / "scenarios" / "istanbul-2022")


@cache
def istanbul() -> Document:
    """The report of a real dossier."""
    return build_report(ISTANBUL.dossier.dossier, [one.scenario for one in ISTANBUL.scenarios])


def whole(document: Document) -> tuple[Block, ...]:
    return tuple(blocks_in((*document.lead, *document.sections)))


def section(name: str, document: Document = SAMPLE) -> Section:
    return next(block for block in whole(document) if isinstance(block, Section) and block.anchor == name)


def said(*blocks: Block) -> str:
    """The text of these blocks as a page shows it."""
    return Page(render_html(Document("", "", (), (Section("x", (), blocks),), ()))).text


def row(name: str, document: Document = SAMPLE) -> Row:
    tables = (block for block in whole(document) if isinstance(block, Table))
    return next(one for table in tables for one in table.rows if one.anchor == name)


# --- the whole ------------------------------------------------------------------


def test_sections_stand_in_the_order_in_which_one_reads() -> None:
    """From the whole in short, through who holds what and what blocks it, to the answers and the sources."""
    expected = (
        "in-short about parties conditions over-time order conflicts deadlocks roadmaps key scenarios what-if duties "
        "terms claims states instruments territory names ambiguities expectations coverage sources not-encoded"
    )

    assert expected.split() == [one.anchor for one in SAMPLE.sections]


def test_sections_with_nothing_in_them_are_left_out() -> None:
    """A dossier of parties alone has a short page, which says that there is nothing."""
    bare = build_report(Dossier.build({"dossier": "bare", "parties": {"UA": {"name": "Ukraine"}}}), [])

    assert ["in-short", "about", "parties", "conditions", "scenarios", "names", "sources", "not-encoded"] == [
        one.anchor for one in bare.sections
    ]
    assert "bare" == bare.title
    assert "no scenarios, so nothing was checked" in said(section("scenarios", bare))


def test_every_link_leads_somewhere() -> None:
    """In the model itself, so in every format."""
    document = istanbul()
    page = Page(render_html(document))
    targets = {value.removeprefix("#") for value in page.values("href") if value.startswith("#")}

    assert len(anchors(document)) == len(set(anchors(document)))
    assert set() == targets - {*anchors(document), "content"}


def test_the_colophon_says_with_what_but_not_when() -> None:
    """Equal input gives an equal page."""
    assert "Made from the dossier sample by conditions " in plain(SAMPLE.colophon)
    assert build_report(dossier(), scenarios()) == SAMPLE


def test_what_the_page_is_comes_from_the_record() -> None:
    """Counts of what is there, and the limits; no advice."""
    text = said(section("about"))

    assert "The record of 2 parties: 3 statements by 2 speakers" in text
    assert "2 conditions that a party has stated" in text
    assert "1 of them can be understood in more than one way" in text
    assert "2 more positions, shown but part of no answer: 1 inferred, said by nobody; 1 that is neither" in text
    assert "3 scenarios, each checked against the conditions of each party: 6 answers" in text
    assert "does not say who is right" in text


# --- what is held ---------------------------------------------------------------


def test_a_condition_stands_in_words_and_as_written_beside_who_said_it() -> None:
    """The sentence, the text of the file, the quote, the speaker, the day, the chain of reporters."""
    text = said(*section("condition-UA-vote").blocks)

    assert "“the sign” only after “the vote”." in text
    assert "sign only after vote" in text
    assert "“the quote” the speaker, for the UA, on 2022-03-29, to the to, in the place; " in text
    assert "reported by the agency, then the newspaper on 2022-04-26 · said" in text
    assert "precondition · stated · since 2022-03-29 · takes part in answers" in text
    assert "the condition note" in text


def test_readings_stand_by_themselves() -> None:
    """Each with its words, and the statement it rests on; none is preferred."""
    text = said(*section("condition-RU-crimea").blocks)

    assert "2 readings; the sources do not settle which is meant" in text
    assert "strict “the sign” only after “the ladder” is settled." in text
    assert "lenient: the reading “the sign” only if “the fact” or “the number” is at least 50 voters." in text
    assert "since a day between 2022-03 and 2022-04, until 2023" in text


def test_what_nobody_has_said_says_so() -> None:
    """An inference is shown, marked, and takes no part."""
    text = said(*section("condition-UA-guess").blocks)

    assert "inferred: nobody has said so" in text
    assert "takes no part in answers" in text
    assert "names no statement that it rests on" in text


def test_parties_stand_side_by_side() -> None:
    """One column for each, in the order of the dossier."""
    (columns,) = [block for block in section("conditions").blocks if isinstance(block, Columns)]

    assert ["conditions-UA", "conditions-RU"] == [one.anchor for one in columns.sections]


def test_terms_bind_nobody() -> None:
    """They stand apart from the conditions, and are introduced so."""
    assert "Until then a term binds nobody" in said(section("terms"))
    assert "commitment" in said(section("term-UA-term"))


def test_claims_that_contradict_each_other_stand_beside_each_other() -> None:
    """Each headed by whose it is; a prediction is told apart from a condition."""
    (columns,) = [block for block in section("contradiction-1").blocks if isinstance(block, Columns)]

    assert ["claim-one", "claim-two"] == [one.anchor for one in columns.sections]
    assert "Assertion by the speaker: the claim." == plain(columns.sections[0].title)
    assert "Prediction by the speaker: the prediction." in said(section("claims"))
    assert "a prediction is not a condition" in said(section("claims"))


def test_obligations_say_who_owes_what_to_whom_when_and_where() -> None:
    """In one row, with the zones that are left out."""
    text = said(Table((), ((),) * 6, (row("obligation-treaty.help"),)))

    assert "the duty" in text
    assert "each of the group, the UA" in text
    assert "in case of the trigger" in text
    assert "after consultation within 3 days" in text
    assert "within 2 weeks" in text
    assert "in the zone" in text
    assert "except in the city" in text
    assert "no trigger is named" in said(Table((), ((),) * 6, (row("obligation-treaty.bare"),)))


def test_names_stand_with_what_they_mean() -> None:
    """Events, rungs, values and zones."""
    text = said(section("names"))

    for expected in (
        "one for each of guarantors",
        "open → agreed → settled",
        "stands on “open” from the outset",
        "a number of voters",
        "applicant / candidate",
        "not named: the unnamed",
        "the UA (UA), the RU (RU)",
        "near the coast; whether it belongs to it is open",
    ):
        assert expected in text


def test_open_questions_have_all_their_answers() -> None:
    """And say what they bear on."""
    text = said(section("ambiguities"))

    assert "the question" in text
    assert "first: the first meaning." in text
    assert "bears on UA-vote, the bearing" in text


def test_sources_say_what_rests_on_them() -> None:
    """And which ones nothing rests on."""
    text = said(section("sources"))

    assert "Nothing rests on idle." in text
    assert "Rests on it: UA-vote, RU-crimea (reading lenient), UA-term, claim one, instrument treaty" in text
    assert "scenario 1" in text
    assert "the document · the url · archived: the archived · language of the original: the language" in text


def test_a_passage_that_is_not_expressed_says_why() -> None:
    """With its source."""
    assert "“the left out” the meaning. Why: the why. source: told" in said(section("not-encoded"))


def test_ids_between_backticks_become_links() -> None:
    """Where they lead somewhere; a lone backtick is text."""
    told = {"note of UA": "see `UA-vote` and `nothing`", "condition note": "a ` b"}
    document = build_report(dossier(lambda field: told.get(field, field)), [])

    notes = [block.line for block in whole(document) if isinstance(block, Paragraph) and block.role == "note"]
    assert any(Ref("UA-vote", "condition-UA-vote") in line for line in notes)
    assert ("a ` b",) in notes


# --- answers --------------------------------------------------------------------


def _marks(lines: tuple[Line, ...]) -> list[str]:
    return [part.word for line in lines for part in line if isinstance(part, Mark)]


@pytest.mark.parametrize("number", range(len(ISTANBUL.scenarios)))
def test_every_cell_shows_the_answer_of_the_check(number: int) -> None:
    """And where readings matter, the answer of each."""
    dossier, scenario = ISTANBUL.dossier.dossier, ISTANBUL.scenarios[number].scenario
    cells = row(f"scenario-{number + 1}", istanbul()).cells[1:]
    parties = check(dossier, scenario).parties.values()

    for cell, party in zip(cells, parties, strict=True):
        expected = [party.answer.value.upper()]
        if len(party.by_reading) > 1:
            expected += [one.answer.value.upper() for one in party.by_reading.values()]
        assert expected == _marks(cell.lines)


def test_behind_a_cell_stand_its_reasons() -> None:
    """What decided, what is missing, and what would turn it."""
    _, ukraine, russia = row("scenario-2").cells
    assert ukraine.details is not None
    assert russia.details is not None
    text = said(*ukraine.details.blocks)

    assert "NOT MET waiting: the act has not happened; what it requires does not hold yet" in text
    assert "It would be MET if “the vote”" in text
    assert "What is missing: " in said(*russia.details.blocks)
    assert "UA-guess (inferred; by itself " in text


def test_a_row_tells_what_happens() -> None:
    """The world, the steps in order, the facts, the incidents."""
    first, second, third = (row(f"scenario-{number}").cells[0] for number in (1, 2, 3))
    assert first.details is not None
    assert second.details is not None
    assert third.details is not None

    assert "What is not listed never happens. “the vote” then “the sign” source: said" in said(*first.details.blocks)
    assert "“the number”: at least 40 voters and at most 60 voters" in said(*first.details.blocks)
    assert "“the words”: one of applicant or candidate" in said(*first.details.blocks)
    assert "has not happened by the end of 2022-05-01, and may later" in said(*second.details.blocks)
    assert "“the leave”, in 2022-04" in said(*second.details.blocks)
    assert "“the ladder: agreed”, on or after 30 days after “the leave”" in said(*second.details.blocks)
    assert "incident: the incident, at the city" in said(*second.details.blocks)
    assert "Of what is not listed nothing is known. never: “the vote” not known whether: “the sign”" in said(
        *third.details.blocks
    )


def test_expectations_are_compared() -> None:
    """Which scenario did not come out as it says, and which says nothing."""
    text = said(section("expectations"))

    assert "2 scenarios say what they expect; 1 came out so, 1 did not." in text
    assert "scenario 1 RU: expected answer met, got unknown" in text
    assert "Without an expectation: 3." in text
    assert "not as expected" in said(Paragraph(row("scenario-1").cells[0].lines[-1]))


def test_quotes_are_not_repeated_behind_every_cell() -> None:
    """A quote stands beside its conditions and claims, and once among the sources."""
    document = istanbul()
    quotes = [block.text for block in whole(document) if isinstance(block, Quote)]

    assert 2 == quotes.count("Under these circumstances")


def test_the_page_of_istanbul_stays_compact() -> None:
    """A megabyte for forty scenarios with their timelines, most of it folded away."""
    document = istanbul()

    assert len(render_html(document).encode()) < 1_400_000


def test_who_must_act_stands_beside_the_reasons() -> None:
    """Every incident of the Istanbul scenarios is answered, with what is open and where it is said."""
    told = said(section("duties", istanbul()))

    assert "kyiv: aggression at Kyiv on 2022-10-01" in told
    assert "Simferopol is part of Crimea, which is excepted" in told
    assert "Do the guarantees hold in Sevastopol? (sevastopol-excluded)" in told
    assert "“International security guarantees for Ukraine” is not in force that day" in told


def test_states_and_shapes_are_shown_as_they_are_given() -> None:
    """A state with its days and provisos; a zone with its latitudes and its shape."""
    shape = {"type": "Polygon", "coordinates": [[["1.10", "2"], [3, 2], [3, 4], ["1.10", "2"]]]}
    dossier = Dossier.build(
        {
            "dossier": "talks",
            "parties": {"NO": {"name": "Norway"}},
            "events": {"signed": {}, "ended": {}},
            "facts": {"cap": {"unit": "kg", "steps": [{"value": "3"}, {"value": "5 kg", "from": "signed"}]}},
            "states": {"truce": {"start": "signed", "suspended": {"from": "ended"}, "void_if": "never ended"}},
            "zones": {"belt": {"latitude": {"from": "44.5 degrees"}, "geometry": shape}},
        }
    )
    report = build_report(dossier, [])

    assert "suspended from ended void from the beginning if ended never happens" in said(section("states", report))
    assert "3 from the outset 5 kg from signed" in said(section("names", report))
    assert "latitude from 44.5 degrees" in said(section("names", report))
    assert '[["1.10","2"],["3","2"],["3","4"],["1.10","2"]]' in said(section("names", report))


def test_a_page_of_a_big_dossier_does_not_write_out_every_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers stand there all the same, each with what a script needs to work out the rest; the page says so."""
    monkeypatch.setattr("conditions.report.matrix.MOST_REASONED", 11)
    document = build_report(dossier(), scenarios())
    cells = [cell for number in (1, 2, 3) for cell in row(f"scenario-{number}", document).cells[1:]]

    assert [None] * 6 == [cell.details for cell in cells]
    assert [(str(number), party) for number in (1, 2, 3) for party in ("UA", "RU")] == [one.evaluated for one in cells]
    assert [cell.lines for number in (1, 2, 3) for cell in row(f"scenario-{number}").cells[1:]] == [
        one.lines for one in cells
    ]
    assert "the reasons are not written out" in said(section("scenarios", document))


@settings(max_examples=10)
@given(st.data())
def test_any_dossier_has_a_report(data: st.DataObject) -> None:
    """In every format, with places that are unique."""
    drawn = data.draw(dossiers())
    report = build_report(drawn, [data.draw(drawn_scenarios(drawn))])
    written = {form: render_report(report, form) for form in FORMATS}

    assert all(written.values())
    assert len(anchors(report)) == len({*anchors(report)})
