"""A dossier with a text in every field, and readers that see a page as a browser or a git host does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Final

from markdown_it import MarkdownIt

from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.report.build import build_report
from conditions.report.document import Document

Says = Callable[[str], str]
"""What stands in a field, by the field's name."""

_VOID: Final = {"meta", "br", "hr", "input"}
_NAMING: Final = ("id", "href", "rel", "class", "scope", "role", "lang", "dir", "tabindex", "start")


def plain(field: str) -> str:
    """A harmless text."""
    return f"the {field}"


def dossier(says: Says = plain) -> Dossier:
    """A dossier in which every text for people is given by a function."""
    return Dossier.build(
        {
            "dossier": "sample",
            "title": says("title"),
            "summary": says("summary"),
            "parties": {
                "UA": {"name": says("UA"), "note": says("note of UA")},
                "RU": {"name": says("RU")},
            },
            "groups": {
                "guarantors": {"unnamed": says("unnamed"), "label": says("group"), "note": says("group note")},
                "sides": {"members": ["UA", "RU"]},
            },
            "events": {
                "vote": {"label": says("vote"), "by": "UA", "note": says("event note"), "source": "said"},
                "sign": {"label": says("sign"), "by": "UA"},
                "leave": {"label": says("leave"), "by": "RU"},
                "ratify": {"label": says("ratify"), "each": "guarantors"},
            },
            "ladders": {
                "crimea": {"label": says("ladder"), "rungs": ["open", "agreed", "settled"], "note": says("rungs")}
            },
            "facts": {
                "neutral": {"label": says("fact"), "note": says("fact note")},
                "turnout": {"label": says("number"), "unit": "voters"},
                "status": {"values": ["applicant", "candidate"], "label": says("words")},
            },
            "zones": {
                "country": {"label": says("zone"), "note": says("zone note")},
                "city": {"label": says("city"), "part_of": "country", "near": "coast"},
                "coast": {"label": says("coast")},
            },
            "statements": {
                "said": _statement(says),
                "told": {"speaker": says("speaker"), "for": "RU", "says": says("paraphrase"), "reported": "2022-05"},
                "idle": {"speaker": says("idle speaker"), "said": "2022-04-26", "quote": says("idle quote")},
            },
            "conditions": _conditions(says),
            "terms": {
                "UA-term": {
                    "party": "UA",
                    "label": says("term"),
                    "condition": "neutral",
                    "source": "said",
                    "note": says("t"),
                }
            },
            "claims": {
                "one": {"source": "said", "says": says("claim"), "about": ["UA", says("about")], "contradicts": "two"},
                "two": {"source": "told", "says": says("other claim"), "note": says("claim note")},
                "guess": {"source": "told", "says": says("prediction"), "kind": "prediction"},
            },
            "states": {
                "talks": {
                    "label": says("state"),
                    "start": "vote",
                    "end": "leave + 1 year",
                    "suspended": {"from": "sign"},
                    "only_if": "neutral",
                    "void_if": "never vote",
                    "note": says("state note"),
                    "source": "told",
                }
            },
            "instruments": {"treaty": _treaty(says)},
            "ambiguities": {
                "which": {
                    "question": says("question"),
                    "readings": {"first": says("first meaning"), "second": {"says": says("second"), "note": says("n")}},
                    "bears_on": ["UA-vote", says("bearing")],
                    "source": "said",
                    "note": says("question note"),
                }
            },
            "not_encoded": [{"source": "told", "quote": says("left out"), "says": says("meaning"), "why": says("why")}],
        }
    )


def _statement(says: Says) -> dict[str, object]:
    return {
        "speaker": says("speaker"),
        "for": "UA",
        "said": "2022-03-29",
        "to": says("to"),
        "via": [says("agency"), says("newspaper")],
        "reported": "2022-04-26",
        "place": says("place"),
        "quote": says("quote"),
        "says": says("paraphrase"),
        "document": says("document"),
        "url": says("url"),
        "archived": says("archived"),
        "language": says("language"),
        "note": says("statement note"),
    }


def _conditions(says: Says) -> dict[str, object]:
    return {
        "UA-vote": {
            "party": "UA",
            "label": says("condition"),
            "condition": "sign only after vote",
            "source": "said",
            "from": "2022-03-29",
            "note": says("condition note"),
        },
        "UA-guess": {"party": "UA", "condition": "never leave", "level": "inferred", "label": says("inference")},
        "RU-crimea": {
            "party": "RU",
            "source": ["told"],
            "from": "2022-03/2022-04",
            "until": "2023",
            "readings": {
                "strict": {
                    "condition": "sign only after crimea is settled",
                    "note": says("n"),
                },
                "lenient": {
                    "condition": "sign only if neutral or turnout is at least 50 voters",
                    "label": says("reading"),
                    "source": "said",
                },
            },
        },
        "RU-hope": {"party": "RU", "condition": "leave on or before 2022-06-01", "modality": "preference"},
    }


def _treaty(says: Says) -> dict[str, object]:
    return {
        "label": says("treaty"),
        "in_force": "sign",
        "note": says("treaty note"),
        "source": "said",
        "obligations": {
            "help": {
                "debtors": ["each of guarantors", "UA"],
                "to": "UA",
                "duty": says("duty"),
                "trigger": says("trigger"),
                "scope": {"within": "country", "except": ["city"]},
                "consultation": "3 days",
                "deadline": "2 weeks",
                "until": "leave",
                "suspended": {"from": "vote", "until": "sign"},
                "discharged": "vote",
                "label": says("obligation"),
                "note": says("obligation note"),
                "source": "told",
            },
            "bare": {"debtors": "RU", "to": "UA", "duty": says("bare duty")},
        },
    }


def scenarios(says: Says = plain) -> list[Scenario]:
    """Three courses of events, with an answer of every sort between them."""
    return [
        Scenario.build(
            {
                "scenario": says("closed"),
                "world": "closed",
                "as_of": "2022-04-15",
                "timeline": ["vote", {"event": "sign", "then": True, "note": says("step note"), "source": "said"}],
                "facts": {
                    "neutral": "no",
                    "turnout": {"from": "40 voters", "to": "60 voters"},
                    "status": ["applicant", "candidate"],
                },
                "note": says("scenario note"),
                "source": "told",
                "expect": {"UA": "met", "RU": "met"},
            }
        ),
        Scenario.build(
            {
                "scenario": says("until"),
                "world": "until 2022-05-01",
                "as_of": "2022-05-01",
                "timeline": {"leave": "2022-04", "crimea.agreed": "at least 30 days after leave"},
                "incidents": [{"incident": says("incident"), "place": "city", "note": says("incident note")}],
                "expect": {"UA": "not met"},
            }
        ),
        Scenario.build(
            {"scenario": says("open"), "world": "open", "timeline": [{"never": "vote"}, {"unknown": "sign"}]}
        ),
    ]


def document(says: Says = plain) -> Document:
    """The report of the sample."""
    return build_report(dossier(says), scenarios(says))


class Page(HTMLParser):
    """A page as a browser sees it: its elements with the attributes that matter, and its text.

    Attributes:
        elements: Each start tag with those attributes, and each end tag, in order.
        text: All text outside of styles and scripts, in one line.
        attributes: Every attribute of every element, as `(tag, name, value)`.
        open: Elements that have not been closed.
    """

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self._pieces: list[str] = []
        self.feed(markup)
        self.close()
        self.text = " ".join("".join(self._pieces).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._pieces.append(_gap(tag))
        kept = [f"{name}={value if name in _NAMING else '…'}" for name, value in attrs]
        self.elements.append(" ".join([tag, *kept]))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag
        self._pieces.append(_gap(tag))
        self.elements.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"style", "script"}:
            return
        self._pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.append(f"comment {data}")

    def values(self, name: str) -> list[str]:
        """Every value of an attribute, in order."""
        return [value for _, own, value in self.attributes if own == name]


def around_pictures(elements: list[str]) -> Iterator[str]:
    """The elements outside of drawings: within them texts wrap as wide as they are, and are laid out by that."""
    depth = 0
    for element in elements:
        depth -= element == "/svg"
        if not depth:
            yield element
        depth += element.split()[0] == "svg"


def _gap(tag: str) -> str:
    """What separates the text of an element from what stands around it."""
    return "" if tag in {"a", "span", "code", "strong", "em"} else " "


def git_host(markdown: str) -> Page:
    """A Markdown text as a git host shows it."""
    return Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))
