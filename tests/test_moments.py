"""Named and derived moments: how they are written, what they mean, what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from conditions import formula as f
from conditions.binding import know
from conditions.errors import ConditionsError, DossierError, ScenarioError
from conditions.files.dossier import dump_dossier, read_dossier
from conditions.language.base import Scope, Words
from conditions.language.grammar import parse, parse_definition, parse_moment
from conditions.language.types import Derived, MistakeError, Moment, Name
from conditions.model.dossier import Dossier
from conditions.model.moments import DEEPEST, LARGEST
from conditions.model.scenario import Scenario
from conditions.periods import Period
from conditions.truth import Truth
from conditions.vocabulary import Vocabulary
from tests.strategies import moments

A, B, C = (Moment(Name(name)) for name in "pqr")
THIRTY = Period(days=30)


def dossier(**named: Any) -> Dossier:
    """A dossier with these moments over a few events, one fact, and a group."""
    return Dossier.build(
        {
            "dossier": "example",
            "parties": {"UA": {"name": "Ukraine"}},
            "groups": {"guarantors": {"members": ["US", "GB", "NO"]}, "observers": {"unnamed": "several"}},
            "events": {
                **{name: {} for name in "pqrs"},
                "ratify": {"each": "guarantors"},
                "attend": {"each": "observers"},
            },
            "facts": {"valid": {}, "approve": {"each": "guarantors"}},
            "moments": named,
        }
    )


def codes(error: ConditionsError) -> list[tuple[str, str]]:
    """The codes and messages of an error."""
    return [(problem.code, problem.message) for problem in error.problems]


# --- writing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment", "canonical"),
    [
        ("p", A, "p"),
        ("p + 30 days", Moment(Name("p"), THIRTY), None),
        ("30 days after p", Moment(Name("p"), THIRTY), "p + 30 days"),
        ("6 months before p", Moment(Name("p"), -Period(months=6)), "p - 6 months"),
        ("earliest of (p, q)", Moment(Derived("earliest", (A, B))), None),
        ("earlier of (p, 2022-05-09)", Moment(Derived("earliest", (A, Moment(date(2022, 5, 9))))), None),
        ("later of (p, q) + 30 days", Moment(Derived("latest", (A, B)), THIRTY), "latest of (p, q) + 30 days"),
        ("2nd of (p, q, r)", Moment(Derived(2, (A, B, C))), None),
        ("11th of council ratify", Moment(Derived(11, group=Name("council"), what=Name("ratify"))), None),
        (
            "latest of (p, earliest of (q, r + 30 days))",
            Moment(Derived("latest", (A, Moment(Derived("earliest", (B, Moment(Name("r"), THIRTY))))))),
            None,
        ),
    ],
)
def test_moments_are_written_in_words(text: str, moment: Moment, canonical: str | None) -> None:
    """Earlier is earliest, and a period may stand before."""
    assert moment == parse_moment(text)
    assert str(moment) == (canonical or text.replace("earlier", "earliest"))


@given(moments(depth=2))
def test_the_text_of_a_moment_reads_back(moment: Moment) -> None:
    """As the same moment."""
    assert moment == Moment.parse(str(moment)) == parse_moment(str(moment))


def test_a_definition_may_have_a_proviso() -> None:
    """A clause after `but only if`."""
    assert (Moment(Name("p"), THIRTY), parse("valid and not q on or before p"), None) == parse_definition(
        "p + 30 days but only if valid and not q on or before p"
    )
    assert (A, None, None) == parse_definition("p")


def test_a_proviso_may_name_what_takes_its_place() -> None:
    """After `else`, with or without a comma."""
    expected = (A, parse("valid"), Moment(Name("q"), THIRTY))

    assert expected == parse_definition("p but only if valid, else q + 30 days")
    assert expected == parse_definition("p but only if valid else q + 30 days")


def test_a_derived_moment_stands_wherever_an_event_does() -> None:
    """In gates, orders and windows."""
    for text in (
        "p only after earliest of (q, r)",
        "earliest of (p, q) on or before 2022-05-09",
        "p within 30 days after 2nd of guarantors ratify",
        "never latest of (p, q)",
    ):
        assert text == parse(text).text()


def test_moments_are_said_in_words() -> None:
    """With the labels of the dossier."""
    words = Words(Vocabulary(events={"p": "the signature"}, labels={"guarantors": "the guarantors"}))

    assert "30 days after the earliest of “the signature” and q" == words.moment(
        parse_moment("earliest of (p, q) + 30 days")
    )
    assert "the 2nd of the guarantors: ratify" == words.moment(parse_moment("2nd of guarantors ratify"))


@pytest.mark.parametrize(
    ("text", "code", "message", "underlined"),
    [
        ("3rd of (p, q)", "no-such-place", "there is no 3rd of 2", "3rd of (p, q"),
        ("0th of (p, q)", "no-such-place", "there is no 0th of 2", "0th of (p, q"),
        ("30 days after p + 1 day", "two-shifts", "`p + 1 day` is already shifted", "p + 1 day"),
        (
            "earliest of (p, 2022-02-30)",
            "bad-date",
            "`2022-02-30` is no day: February 2022 has 28 days",
            "2022-02-30",
        ),
        ("9999-12-31 + 15 years", "day-out-of-range", None, "9999-12-31 + 15 years"),
    ],
)
def test_mistakes_in_definitions(text: str, code: str, message: str | None, underlined: str) -> None:
    """Each with its place."""
    with pytest.raises(MistakeError) as caught:
        parse_definition(text)
    ((problem, span),) = caught.value.mistakes

    assert (code, underlined) == (problem.code, text[slice(*span)] if span else None)
    assert message in (None, problem.message)


def test_a_proviso_stands_only_in_definitions() -> None:
    """Elsewhere a moment is named."""
    with pytest.raises(MistakeError) as caught:
        parse_moment("earliest of (p, q) but only if r")

    assert ["proviso-outside-moments"] == [problem.code for problem in caught.value.problems]


# --- meaning ------------------------------------------------------------------------------------


def test_definitions_are_lowered_where_they_are_used() -> None:
    """Named, chained, with the proviso judged at that moment."""
    known = dossier(
        adoption="earlier of (p + 90 days, q)",
        transition="adoption + 8 years",
        snapback="r + 30 days but only if valid and not s",
    ).vocabulary
    p, q, r, s = map(f.Event, "pqrs")
    adoption = f.Named("adoption", f.Kth((f.Shift(p, Period(days=90)), q), 1))
    notice = f.Shift(r, THIRTY)
    guard = f.All((f.Matches("valid", (True,)), f.Not(f.Within(notice, s, least=Period()))))

    scope = Scope(known)
    assert f.Named("transition", f.Shift(adoption, Period(years=8))) == scope.point(Moment(Name("transition")))
    assert f.Named("snapback", f.Guarded(notice, guard)) == scope.point(Moment(Name("snapback")))
    assert [] == scope.mistakes


def test_the_members_of_a_group_make_a_moment() -> None:
    """The last ratification; unknown where nobody says who the members are."""
    scope = Scope(dossier().vocabulary)
    known = know(Scenario(scenario="x", world="closed"), dossier().vocabulary)  # type: ignore[arg-type]  # short form

    last = scope.point(parse_moment("latest of guarantors ratify"))
    assert f.Kth(tuple(f.Event(f"ratify[{code}]") for code in ("US", "GB", "NO")), 3) == last
    assert Truth.FALSE is known.comes(last)
    somebody = scope.point(parse_moment("earliest of observers attend"))
    assert Truth.UNKNOWN is known.comes(somebody)
    assert known.days(somebody) == (date.min.toordinal(), date.max.toordinal())


@pytest.mark.parametrize(
    ("valid", "answer"),
    [
        ("yes", (Truth.TRUE, "2022-01-01", "2022-01-01")),
        ("no", (Truth.TRUE, "2022-03-01", "2022-03-01")),
        ("unknown", (Truth.TRUE, "2022-01-01", "2022-03-01")),
    ],
)
def test_one_of_two_moments_comes_whichever_way_a_proviso_turns_out(valid: str, answer: tuple[Truth, str, str]) -> None:
    """A deadline that may have been moved is a deadline all the same."""
    names = dossier(due="p but only if valid, else q").vocabulary
    data = {"scenario": "x", "world": "closed", "timeline": {"p": "2022-01-01", "q": "2022-03-01"}}
    known = know(Scenario.build({**data, "facts": {"valid": valid}}), names)
    point = Scope(names).point(Moment(Name("due")))
    first, last = (date.fromordinal(int(day)).isoformat() for day in known.days(point))

    assert answer == (known.comes(point), first, last)


def test_what_takes_the_place_of_nothing_is_refused() -> None:
    """Without a proviso nothing takes its place."""
    with pytest.raises(DossierError) as caught:
        dossier(m={"when": "p", "else": "q"})

    assert [("else-without-proviso", "`else` needs a proviso")] == codes(caught.value)


JCPOA = {
    "adoption": "earlier of (p + 90 days, q)",
    "snapback": "r + 30 days but only if valid and not (s on or before r + 30 days) and r + 30 days before expiry",
    "expiry": "adoption + 10 years",
    "termination": "expiry but only if not snapback",
}


@pytest.mark.parametrize(
    ("notice", "valid", "snapback", "termination"),
    [
        ("2025-08-28", "yes", (Truth.TRUE, "2025-09-27"), (Truth.FALSE, "2025-10-18")),
        ("2025-09-17", "yes", (Truth.TRUE, "2025-10-17"), (Truth.FALSE, "2025-10-18")),
        ("2025-09-18", "yes", (Truth.FALSE, "2025-10-18"), (Truth.TRUE, "2025-10-18")),
        ("2025-08-28", "no", (Truth.FALSE, "2025-09-27"), (Truth.TRUE, "2025-10-18")),
        ("2025-08-28", "unknown", (Truth.UNKNOWN, "2025-09-27"), (Truth.UNKNOWN, "2025-10-18")),
    ],
)
def test_a_snapback_takes_effect_unless_something_happens(
    notice: str, valid: str, snapback: tuple[Truth, str], termination: tuple[Truth, str]
) -> None:
    """Whether it comes and when it would are two questions."""
    known_names = dossier(**JCPOA).vocabulary
    scenario = Scenario.build(
        {
            "scenario": "x",
            "world": "until 2025-10-19",
            "timeline": {"p": "2015-07-20", "r": notice},
            "facts": {"valid": valid},
        }
    )
    known, scope = know(scenario, known_names), Scope(known_names)

    def seen(name: str) -> tuple[Truth, str]:
        point = scope.point(Moment(Name(name)))
        first, last = known.days(point)
        assert first == last
        return known.comes(point), date.fromordinal(int(first)).isoformat()

    assert (snapback, termination) == (seen("snapback"), seen("termination"))


# --- in timelines ---------------------------------------------------------------------------------


def scenario(*timeline: Any) -> Scenario:
    """A closed scenario with this timeline."""
    return Scenario.build({"scenario": "x", "world": "closed", "timeline": list(timeline)})


def test_a_timeline_may_be_ordered_by_a_named_moment() -> None:
    """Where events and days alone say the same: chains of periods, after the latest, before the earliest."""
    known_names = dossier(soon="p + 30 days", then_yet="soon + 5 days", both="latest of (p, q + 3 days)").vocabulary
    known = know(
        scenario({"p": "2022-01-01"}, {"q": "2022-03-01"}, {"r": "on or after then_yet"}, {"s": "after both"}),
        known_names,
    )

    assert date(2022, 2, 5).toordinal() == known.timeline.bounds("r")[0]
    assert date(2022, 3, 5).toordinal() == known.timeline.bounds("s")[0]


@pytest.mark.parametrize(
    ("step", "code", "message"),
    [
        ({"m": "2022-01-01"}, "derived-moment", "`m` is a moment, whose day follows from its definition"),
        (
            {"r": "before both"},
            "order-by-derived",
            "a timeline cannot be ordered by `both`, which several events or a proviso decide",
        ),
        (
            {"r": "after guarded"},
            "order-by-derived",
            "a timeline cannot be ordered by `guarded`, which several events or a proviso decide",
        ),
    ],
)
def test_what_no_timeline_can_say(step: dict[str, str], code: str, message: str) -> None:
    """The day of a derived moment follows; it is not told."""
    known = dossier(m="p + 30 days", both="latest of (p, q)", guarded="p but only if valid").vocabulary

    with pytest.raises(ScenarioError) as caught:
        know(scenario("p", "q", step), known)

    assert [(code, message)] == codes(caught.value)


# --- dossiers -------------------------------------------------------------------------------------


def test_a_dossier_with_moments_reads_back() -> None:
    """From its text, with the short form where it is enough."""
    whole = dossier(
        m="earliest of (p, q) + 30 days",
        n={"when": "m - 6 months", "label": "the notice", "note": "half a year before"},
        o="n but only if valid and not r",
        t="p but only if (if valid then q), else o + 1 day",
    )
    text = dump_dossier(whole)

    assert "  m: earliest of (p, q) + 30 days\n" in text
    assert "  o: n but only if valid and not r\n" in text
    assert "  t: p but only if (if valid then q), else o + 1 day\n" in text
    assert whole == read_dossier(text) == read_dossier(dump_dossier(whole, json=True), json=True)
    assert "the notice" == whole.vocabulary.label("n")


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({"m": "m + 1 day"}, [("moment-circle", "`m` hangs on itself: m → m")]),
        (
            {"m": "n + 1 day", "n": "p but only if o", "o": "earliest of (q, m)"},
            [("moment-circle", "`m` hangs on itself: m → n → o → m")],
        ),
        ({"m": "aa + 1 day"}, [("unknown-event", "unknown event `aa`")]),
        ({"m": "p but only if vald"}, [("unknown-event", "unknown event `vald`")]),
        ({"m": "valid + 1 day"}, [("not-an-event", "`valid` is a fact, not an event")]),
        ({"m": "latest of guarantors sign"}, [("unknown-event", "unknown event `sign`")]),
        (
            {"m": "latest of guarantors p"},
            [("not-per-member", "`p` is one thing, not one for each member of guarantors")],
        ),
        (
            {"m": "latest of guarantors attend"},
            [("other-group", "`attend` is for each of `observers`, not of `guarantors`")],
        ),
        (
            {"m": "latest of guarantors approve"},
            [("needs-member", "`approve` stands for one thing for each of guarantors")],
        ),
        (
            {"m": "4th of guarantors ratify"},
            [("no-such-place", "there is no 4th of the 3 members of `guarantors`")],
        ),
        ({"p": "q + 1 day"}, [("ambiguous-name", "`p` is defined in `events` and in `moments`")]),
    ],
)
def test_definitions_that_lead_nowhere(named: dict[str, str], expected: list[tuple[str, str]]) -> None:
    """Circles with their path, names that are not there."""
    with pytest.raises(DossierError) as caught:
        dossier(**named)

    assert expected == codes(caught.value)


def test_definitions_that_grow_too_large() -> None:
    """Each doubles the one before, in a file of a few lines."""
    named = {"m0": "earliest of (p, q)"}
    named |= {f"m{n}": f"earliest of (m{n - 1}, m{n - 1} + 1 day)" for n in range(1, 30)}

    with pytest.raises(DossierError) as caught:
        dossier(**named)

    assert [("moment-too-large", f"`m9` hangs on more than {LARGEST:,} mentions of events")] == codes(caught.value)[:1]


@pytest.mark.parametrize("backward", [False, True])
def test_definitions_over_too_many_steps(backward: bool) -> None:
    """Whatever the order in which they stand in the file."""
    named = {"m0": "p"} | {f"m{n}": f"m{n - 1} + 1 day" for n in range(1, 2_000)}
    ordered = dict(reversed(named.items())) if backward else named

    with pytest.raises(DossierError) as caught:
        dossier(**ordered)

    assert {"moment-too-deep"} == {code for code, _ in codes(caught.value)}
    assert DEEPEST == len(dossier(**dict(list(named.items())[:DEEPEST])).moments)
