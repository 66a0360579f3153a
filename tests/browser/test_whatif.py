"""The what-if form in a browser: the same answers as the reference interpreter, for whatever stands in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

import pytest

from conditions.check import check
from conditions.files.scenario import LoadedFolder, load_folder, read_scenario
from conditions.model.dossier import Dossier
from conditions.obligations import obligations
from conditions.report.answers import ANSWERS
from conditions.report.build import document_of
from conditions.report.document import Cell, Document, Row, Section, Table
from conditions.report.duties import MARKS
from conditions.report.html import render_html
from tests.browser.chromium import PHONE, Chromium, accessibility_violations, overflow
from tests.browser.conftest import SCENARIOS, each_dossier
from tests.whatif_cases import (
    differences,
    disagreements,
    evaluated,
    fields_of,
    formula_cases,
    formula_disagreements,
    formula_job,
    generated_jobs,
    job,
    reasons,
    scenarios_of,
)
from tests.whatif_hard import HARD, OWING, incidents
from tests.whatif_hard import SCENARIOS as HARD_SCENARIOS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CASES: Final = int(os.environ.get("CONDITIONS_WHATIF_CASES", "30"))
"""How many scenarios and how many fillings of the form are compared for each dossier."""


def folder(name: str) -> LoadedFolder:
    """A dossier that the project ships, with its scenarios."""
    return load_folder(SCENARIOS / name)


# --- the same answers ---------------------------------------------------------------


@each_dossier
def test_the_page_answers_as_the_reference_interpreter(chromium: Chromium, name: str) -> None:
    """Scenarios, the same in the form and as its file, and fillings of the form: every verdict, reason and roll-up."""
    loaded, random = folder(name), Random(name)
    dossier = loaded.dossier.dossier
    told = [*(one.scenario for one in loaded.scenarios), *scenarios_of(dossier, CASES, 11)]
    fields = [fields_of(dossier, random) for _ in range(CASES)]
    page = chromium.browser.new_page()
    try:
        (found,) = evaluated(page, [job(dossier, told, fields)])
    finally:
        page.close()

    assert [] == list(disagreements(dossier, told, fields, found))[:5]


def test_the_page_answers_likewise_for_generated_dossiers(chromium: Chromium) -> None:
    """Whatever their conditions, moments, groups and ladders are."""
    drawn = generated_jobs(CASES, 5)
    page = chromium.browser.new_page()
    try:
        answers = evaluated(page, [job(dossier, told, []) for dossier, told in drawn])
    finally:
        page.close()
    found = [
        one
        for (dossier, told), answer in zip(drawn, answers, strict=True)
        for one in disagreements(dossier, told, [], answer)
    ]

    assert [] == found[:5]


def test_hard_cases_are_answered_alike(chromium: Chromium) -> None:
    """Months without days, provisos that decide nothing, what sources differ about, the edges of the calendar."""
    page = chromium.browser.new_page()
    try:
        (found,) = evaluated(page, [job(HARD, HARD_SCENARIOS, [])])
    finally:
        page.close()

    assert [] == list(disagreements(HARD, HARD_SCENARIOS, [], found))[:5]


def test_obligations_are_answered_alike(chromium: Chromium) -> None:
    """By members that join, times that exclude, triggers, places, and in each way to understand what is open."""
    told = incidents()
    page = chromium.browser.new_page()
    try:
        (found,) = evaluated(page, [job(OWING, told, [])])
    finally:
        page.close()

    assert [] == list(disagreements(OWING, told, [], found))[:5]


@each_dossier
def test_the_page_gives_the_same_reasons(chromium: Chromium, name: str) -> None:
    """Of every verdict in every scenario: what was judged, the days and facts that decided it, and what is missing."""
    loaded = folder(name)
    dossier, told = loaded.dossier.dossier, [one.scenario for one in loaded.scenarios]
    page = chromium.browser.new_page()
    try:
        (found,) = evaluated(page, [{**job(dossier, told, []), "explained": True}])
    finally:
        page.close()
    expected = [reasons(check(dossier, scenario)) for scenario in told]

    assert [] == [one for pair in zip(expected, found, strict=True) for one in differences(*pair)][:5]


def test_formulas_mean_the_same(chromium: Chromium) -> None:
    """Every node, on days that are uncertain, in months, or that nothing is known of."""
    cases = formula_cases(CASES * 4, 3)
    page = chromium.browser.new_page()
    try:
        (found,) = evaluated(page, [formula_job(cases)])
    finally:
        page.close()

    assert [] == list(formula_disagreements(cases, found))[:5]


# --- a reader at the form -----------------------------------------------------------


def event(page: Page, name: str) -> Locator:
    """The fields of an event, unfolded."""
    found = page.locator(f'.what-if [data-event="{name}"]')
    found.evaluate(
        "one => { for (let at = one; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true }"
    )
    return found


def place(page: Page, name: str, happens: str, when: str = "", day: str = "", last: str = "", number: str = "") -> None:
    """Fill the fields of an event as a reader does."""
    fields = event(page, name)
    fields.get_by_label("It", exact=True).select_option(label=happens)
    if happens in ("happens", "not known whether"):
        fields.get_by_label("When").select_option(label=when or "day not given")
        for label, text in (("Day" if when == "on" else "Earliest day", day), ("Latest day", last)):
            if text:
                fields.get_by_label(label, exact=True).fill(text)
        fields.get_by_label("Place in the order").fill(number)


def settled(page: Page) -> None:
    """Wait until the answers are those for what stands in the form."""
    page.locator(".what-if .result:not([aria-busy])").wait_for()


def shown(page: Page) -> dict[str, str]:
    """The answer of each party as the page shows it."""
    settled(page)
    parties = page.locator(".what-if .party")
    return {
        str(one.get_attribute("data-party")): one.locator("p.answer .mark").first.inner_text().split(" ", 1)[1]
        for one in parties.all()
    }


def of_file(page: Page, dossier: Dossier, **readings: str) -> dict[str, str]:
    """The answers that the command line gives for the scenario file that the form shows."""
    settled(page)
    scenario = read_scenario(page.locator(".what-if .file textarea").input_value(), dossier)
    parties = check(dossier, scenario, readings=readings).parties
    return {code: ANSWERS[party.answer].word for code, party in parties.items()}


def start_from(page: Page, words: str) -> None:
    """Choose what to start from, by a part of its name."""
    options = page.get_by_label("Start from").locator("option").all_inner_texts()
    page.get_by_label("Start from").select_option(label=next(one for one in options if words in one))


def test_the_form_answers_as_it_is_filled(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """Days, an order, uncertain days, facts, readings, positions and the world: each change is answered at once."""
    dossier = folder("istanbul-2022").dossier.dossier
    with chromium.open(pages["istanbul-2022"]) as page:
        form = page.locator(".what-if")

        start_from(page, "nothing")
        assert {"UA": "NOT MET", "RU": "DEPENDS ON THE READING"} == {**shown(page), "RU": "DEPENDS ON THE READING"}
        assert of_file(page, dossier) == shown(page)

        place(page, "withdrawal.complete", "happens", "on", "2022-05-01")
        place(page, "referendum", "happens", "on", "2022-06-01")
        place(page, "ua_signs", "happens", "on", "2022-07-01")
        assert of_file(page, dossier) == shown(page)

        place(page, "referendum", "happens", "between", "2022-05-15", "2022-07-15")
        assert of_file(page, dossier) == shown(page)

        place(page, "referendum", "happens", number="2")
        place(page, "ua_signs", "happens", number="1")
        assert "NOT MET" == shown(page)["UA"]
        assert of_file(page, dossier) == shown(page)

        place(page, "referendum", "not known whether", number="1")
        assert of_file(page, dossier) == shown(page)

        form.locator('[data-fact="referendum_approved"] select').select_option(label="no")
        assert of_file(page, dossier) == shown(page)

        form.locator('[data-fact="meeting_agenda"] select').select_option(label="mixed")
        assert of_file(page, dossier) == shown(page)

        form.get_by_label("Positions held on").fill("2022-04-26")
        assert of_file(page, dossier) == shown(page)

        form.get_by_label("Positions held on").fill("")
        form.get_by_label("What is not listed").select_option(label="may or may not happen: nothing is known of it")
        assert of_file(page, dossier) == shown(page)

        place(page, "ru_signs", "happens", "on", "2022-08-01")
        place(page, "crimea.agreed_in_principle", "happens", "on", "2022-07-01")
        place(page, "donbas.agreed_in_principle", "happens", "on", "2022-07-01")
        assert of_file(page, dossier) == shown(page)

        form.locator('[data-condition="RU-territory"] select').select_option(label="lenient")
        assert of_file(page, dossier, **{"RU-territory": "lenient"}) == shown(page)

        place(page, "ua_signs", "does not happen")
        assert of_file(page, dossier, **{"RU-territory": "lenient"}) == shown(page)


@each_dossier
def test_the_form_starts_from_every_scenario(chromium: Chromium, pages: Mapping[str, Path], name: str) -> None:
    """With the answers that the scenario has in the matrix."""
    loaded = folder(name)
    dossier = loaded.dossier.dossier
    with chromium.open(pages[name]) as page:
        for number, one in list(enumerate(loaded.scenarios, 1))[::9]:
            start_from(page, f"{number} · ")
            expected = check(dossier, one.scenario).parties

            assert {code: ANSWERS[party.answer].word for code, party in expected.items()} == shown(page)


def test_a_contradiction_is_named_in_words_beside_the_field(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """With the circle of what cannot all be; the answers come back once it is gone."""
    with chromium.open(pages["minsk-2015"]) as page:
        start_from(page, "nothing")
        before = shown(page)
        place(page, "local_elections", "happens", "on", "2015-10-25", number="2")
        place(page, "amnesty_law", "happens", "on", "2015-11-25", number="1")
        settled(page)
        error = page.locator(".what-if .thing .error:visible")

        assert 1 == error.count()
        assert "contradicts itself" in error.inner_text()
        assert "2015-10-25" in error.inner_text()
        assert "2015-11-25" in error.inner_text()
        assert page.locator(".what-if [role=status]").inner_text().startswith("No answers:")
        assert {} == shown(page)

        place(page, "local_elections", "is not listed")
        place(page, "amnesty_law", "is not listed")

        assert before == shown(page)
        assert 0 == page.locator(".what-if .error:visible").count()


def test_what_is_no_day_is_said_to_be_none(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """Beside its field, which is marked as invalid."""
    with chromium.open(pages["minsk-2015"]) as page:
        start_from(page, "nothing")
        place(page, "local_elections", "happens", "on")
        settled(page)
        fields = event(page, "local_elections")

        assert "A day is needed" in fields.locator(".error").inner_text()
        assert "true" == fields.get_by_label("Day", exact=True).get_attribute("aria-invalid")

        fields.get_by_label("Day", exact=True).fill("2015-10-25")
        settled(page)

        assert not fields.locator(".error").is_visible()


def test_behind_every_answer_stand_its_reasons_and_whose_words(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """The judged parts, the days that decided, the quote and its chain of reporting."""
    with chromium.open(pages["istanbul-2022"]) as page:
        start_from(page, "referendum before withdrawal")
        settled(page)
        party = page.locator('.what-if .party[data-party="UA"]')
        party.locator("summary").first.click()
        condition = party.locator("li", has=page.locator(".mark")).first
        condition.locator("summary").first.click()

        assert condition.locator(".tree .mark").first.is_visible()
        assert condition.locator("blockquote").first.is_visible()
        assert "Ukrainska Pravda" in condition.locator("figcaption").first.inner_text()


def test_an_incident_is_answered_for_each_duty(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """With the clause that decides: the place, the trigger, or that the instrument is not in force that day."""
    loaded = folder("istanbul-2022")
    dossier = loaded.dossier.dossier
    with chromium.open(pages["istanbul-2022"]) as page:
        start_from(page, "one guarantor has not ratified")
        incident = page.locator(".what-if .incident")
        for kind, where, day in (
            ("aggression", "kyiv", "2022-10-01"),
            ("aggression", "crimea", "2022-10-01"),
            ("aggression", "sevastopol", "2021-01-01"),
            ("unknown", "", "2022-10-01"),
        ):
            incident.get_by_label("Kind of incident").select_option(kind)
            incident.get_by_label("Place").select_option(where)
            incident.get_by_label("When").select_option("on")
            incident.get_by_label("Day, or the earliest").fill(day)
            settled(page)
            scenario = read_scenario(page.locator(".what-if .file textarea").input_value(), dossier)
            expected = dict.fromkeys(
                MARKS[one.answer].word for one in obligations(dossier, scenario).incidents[0].duties
            )
            duties = page.locator(".what-if .duties").first
            words = [one.inner_text().split(" ", 1)[1] for one in duties.locator("li > p:first-child .mark").all()]

            assert list(expected) == list(dict.fromkeys(words))
            assert duties.locator(".tree li").count() >= len(words)


def test_names_follow_the_language_of_the_page(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """Where the dossier has them."""
    with chromium.open(pages["istanbul-2022"]) as page:
        chosen = page.locator("#tool-language")
        chosen.evaluate("one => { one.value = 'uk'; one.dispatchEvent(new Event('change')) }")

        assert 0 < page.locator(".what-if legend[lang=uk]").count()


# --- cells --------------------------------------------------------------------------


def without_details(document: Document) -> Document:
    """The document whose matrix carries no reasons, as that of a very large dossier."""

    def bare(cell: Cell) -> Cell:
        return cell if cell.evaluated is None else replace(cell, details=None)

    def emptied(section: Section) -> Section:
        blocks = tuple(
            replace(one, rows=tuple(Row(row.anchor, tuple(map(bare, row.cells))) for row in one.rows))
            if isinstance(one, Table)
            else one
            for one in section.blocks
        )
        return replace(section, blocks=blocks)

    return replace(document, sections=tuple(map(emptied, document.sections)))


def test_a_cell_without_reasons_works_them_out(chromium: Chromium, tmp_path: Path) -> None:
    """For its scenario and its party."""
    loaded = folder("minsk-2015")
    dossier = loaded.dossier.dossier
    results = [check(dossier, one.scenario) for one in loaded.scenarios]
    file = tmp_path / "page.html"
    file.write_text(render_html(without_details(document_of(dossier, results))), encoding="utf-8")
    with chromium.open(file) as page:
        cells = page.locator("[data-evaluated]")
        cell = page.locator('[data-evaluated="3 UA"]')
        cell.locator("summary").first.click()

        assert len(results) * len(dossier.parties) == cells.count()
        for one in results[2].parties["UA"].taking_part:
            assert cell.locator(f'a[href="#condition-{one.id}"]').is_visible()


# --- for everyone -------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_form_is_accessible(chromium: Chromium, pages: Mapping[str, Path], dark: bool) -> None:
    """The rules of axe-core find nothing wrong, with fields, reasons and an error open, on a narrow screen."""
    with chromium.open(pages["minsk-2015"], dark=dark, width=PHONE) as page:
        start_from(page, "uncertain dates")
        page.evaluate("() => document.querySelectorAll('.what-if details').forEach(one => (one.open = true))")
        settled(page)

        assert 0 == overflow(page)
        assert [] == accessibility_violations(page, ".what-if")

        place(page, "local_elections", "happens", "on")
        settled(page)

        assert [] == accessibility_violations(page, ".what-if")


def test_the_form_can_be_filled_by_keyboard(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """From the choice of a scenario by tabulator to the first field of an event, and on."""
    with chromium.open(pages["minsk-2015"]) as page:
        page.get_by_label("Start from").focus()
        visited: list[str] = []
        for _ in range(8):
            page.keyboard.press("Tab")
            visited.append(str(page.evaluate("() => document.activeElement.closest('fieldset')?.dataset.event ?? ''")))

        assert any(visited)


def test_without_scripts_the_page_says_what_answers_instead(chromium: Chromium, pages: Mapping[str, Path]) -> None:
    """And shows no empty form."""
    with chromium.open(pages["minsk-2015"], scripts=False) as page:
        assert page.locator(".what-if .note").is_visible()
        assert 0 == page.locator(".what-if form").count()
