"""Labels in other languages: marked where a label stands alone or is mentioned, never inside prose or quotes."""

from __future__ import annotations

from conditions.model.dossier import Dossier
from conditions.report.build import build_report
from conditions.report.document import Document, Label, Paragraph, Quote, Section
from conditions.report.html import render_html
from conditions.report.labelling import labelled, labels
from conditions.report.phrases import Source

DATA: dict[str, object] = {
    "dossier": "d",
    "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
    "events": {"sign": {"label": "the signature", "by": "UA"}, "vote": {"label": "the vote"}, "bare": {}},
    "ladders": {"crimea": {"label": "Status of Crimea", "rungs": ["open", "settled"]}},
    "zones": {"crimea": {"label": "Crimea"}},
    "conditions": {"one": {"party": "UA", "label": "First the vote", "condition": "sign only after vote"}},
}
UK: dict[str, object] = {
    "UA": "Україна",
    "sign": "підпис",
    "crimea": "Статус Криму",
    "crimea.settled": "вирішено",
    "zones.crimea": "Крим",
    "one": "Спершу голосування",
    "bare": "подія",
}


def dossier(**more: object) -> Dossier:
    return Dossier.build({**DATA, **more})


def test_without_other_languages_there_is_no_choice() -> None:
    """The page has no control for it, and nothing is marked."""
    page = render_html(build_report(dossier(), []))

    assert {} == labels(Source(dossier()))
    assert 'id="tool-language"' not in page
    assert ' data-name="' not in page


def test_every_label_has_its_own_in_english() -> None:
    """A rung is named with its ladder, a zone is told from a ladder of its name; a bare name has nothing to swap."""
    known = labels(Source(dossier(labels={"uk": UK})))

    assert {
        "UA": "Ukraine",
        "sign": "the signature",
        "crimea": "Status of Crimea",
        "crimea.settled": "Status of Crimea: settled",
        "zones.crimea": "Crimea",
        "one": "First the vote",
    } == known["en"]
    assert "Статус Криму: вирішено" == known["uk"]["crimea.settled"]
    assert "bare" not in known["uk"]


def test_a_label_is_marked_where_it_stands_alone_or_is_mentioned() -> None:
    """Not inside a sentence of prose, and never in a quote."""
    mentioned = "“the signature” only after “the vote”."
    blocks = (Paragraph((mentioned,), "said"), Paragraph(("Ukraine wants the signature.",)), Quote("the signature", ()))
    document = Document(
        "t", "k", (), (Section("s", ("Ukraine",), blocks),), (), labels=labels(Source(dossier(labels={"uk": UK})))
    )
    (section,) = labelled(document).sections

    assert (Label("UA", "Ukraine"),) == section.title
    assert (
        Paragraph(("“", Label("sign", "the signature"), "” only after “", "the vote", "”."), "said"),
        *blocks[1:],
    ) == section.blocks


def test_hostile_labels_stay_in_their_place() -> None:
    """They end no script, and are text like any other."""
    page = render_html(build_report(dossier(labels={"uk": {"UA": "</script><script>alert(1)</script>"}}), []))

    assert "<script>alert" not in page
    assert r"\u003c/script\u003e" in page
