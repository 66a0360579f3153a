"""Reading and writing clauses: text to model to text, model to text to model, model to JSON to model."""

from __future__ import annotations

import json
import time
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conditions.language import grammar, phrases
from conditions.language.atoms import Holds, Is
from conditions.language.base import Kind, Scope, Syntax, Words, listed, mentioned
from conditions.language.clauses import KINDS, SurfaceClause, read_clause
from conditions.language.connectives import AllOf, AnyOf, Counted, If, Not
from conditions.language.gates import OnlyAfter, OnlyIf
from conditions.language.grammar import parse
from conditions.language.groups import Members
from conditions.language.orders import Order
from conditions.language.quantities import Quantity
from conditions.language.rationals import number_text, parse_number
from conditions.language.types import Moment, Name
from conditions.periods import Period
from tests import strategies
from tests.strategies import VOCABULARY, clauses, of_kind

EXAMPLES = [(kind, text) for kind in KINDS for text in kind.examples]


def holds(name: str) -> Holds:
    """An event or yes/no fact by its name."""
    return Holds(what=Moment(Name(name)))


# --- every kind -----------------------------------------------------------------------


def test_every_kind_has_a_strategy_and_a_name_of_its_own() -> None:
    """A new kind that is left out of the tests fails here."""
    assert set(KINDS) == set(strategies.KINDS)
    assert len(KINDS) == len({kind.name() for kind in KINDS})
    assert KINDS == get_args(SurfaceClause)


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_every_example_is_canonical_text_of_its_kind(kind: type[Kind], text: str) -> None:
    """It reads as the kind, and is written as it was."""
    clause = parse(text)

    assert kind is type(clause)
    assert text == clause.text() == str(clause)
    assert clause == read_clause(clause.model_dump(mode="json"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_and_read_back(kind: type[Kind]) -> None:
    """Model to text to model, and model to JSON to model, with clauses of every kind inside."""

    @settings(max_examples=30)
    @given(of_kind(kind))
    def check(clause: Kind) -> None:
        text = clause.text()
        data = json.loads(json.dumps(clause.model_dump(mode="json")))
        short = json.loads(json.dumps(clause.model_dump(mode="json", exclude_defaults=True)))

        assert clause == parse(text)
        assert text == parse(text).text()
        assert clause == read_clause(data) == read_clause(short) == read_clause(text)
        assert (kind.name(), kind.name()) == (data["kind"], short["kind"])

    check()


@given(clauses(depth=4))
@example(Not(condition=AllOf(of=(AnyOf(of=(holds("AT"), holds("BY"))), If(premise=holds("AND"), then=holds("NO"))))))
def test_parentheses_keep_every_nesting(clause: Kind) -> None:
    """Whatever stands inside what, the text reads back as the same tree."""
    assert clause == parse(clause.text())


@given(clauses())
def test_every_generated_clause_is_lowered_without_a_mistake(clause: Kind) -> None:
    """The strategies use the vocabulary as it is meant, so the other tests are about sound clauses."""
    scope = Scope(VOCABULARY)
    clause.lower(scope)

    assert [] == scope.mistakes


@given(clauses())
def test_every_clause_is_put_in_words(clause: Kind) -> None:
    """The wording names no id that has a label, and is one line."""
    said = clause.say(Words(VOCABULARY))

    assert said.strip()
    assert "\n" not in said


@given(clauses(), st.data())
def test_space_is_free(clause: Kind, data: st.DataObject) -> None:
    """Line breaks and any number of blanks stand for one, also inside phrases."""
    text = clause.text()
    spaces = st.sampled_from([" ", "  ", "\n", "\t ", "\n\n    "])
    spread = "".join(data.draw(spaces) if char == " " else char for char in text)

    assert clause == parse(f" {spread}\n")


# --- precedence -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("NO or AT and BY", "NO or (AT and BY)"),
        ("NO and AT or BY and AND", "(NO and AT) or (BY and AND)"),
        ("not NO and AT", "(not NO) and AT"),
        ("not NO or AT", "(not NO) or AT"),
        ("if NO or AT then BY or AND", "if (NO or AT) then (BY or AND)"),
        ("if NO then if AT then BY", "if NO then (if AT then BY)"),
        ("if NO then AT only after BY or AND", "if NO then (AT only after (BY or AND))"),
        ("NO only after AT and BY", "NO only after (AT and BY)"),
        ("NO only if AT or BY", "NO only if (AT or BY)"),
        ("NO only if not AT before BY", "NO only if (not (AT before BY))"),
        ("NO between AT and BY and AND", "(NO between AT and BY) and AND"),
        ("NO within 3 days of AT or BY", "(NO within 3 days of AT) or BY"),
        ("at least 1 of (NO or AT, if BY then AND)", "at least 1 of ((NO or AT), (if BY then AND))"),
        ("crimea is agreed_in_principle or later or AT", "(crimea is agreed_in_principle or later) or AT"),
    ],
)
def test_what_binds_tighter(text: str, grouped: str) -> None:
    """`not` before `and` before `or` before `then` and `only`."""
    assert parse(grouped) == parse(text)


def test_a_chain_is_one_clause_and_parentheses_are_kept() -> None:
    """Three alternatives are one list; two and one more are a list inside a list."""
    assert AnyOf(of=(holds("NO"), holds("AT"), holds("BY"))) == parse("NO or AT or BY")
    assert AnyOf(of=(AnyOf(of=(holds("NO"), holds("AT"))), holds("BY"))) == parse("(NO or AT) or BY")
    assert "(NO or AT) or BY" == parse("(NO or AT) or BY").text()


def test_needless_parentheses_go_and_helpful_ones_come() -> None:
    """Around a whole they mean nothing; `and` inside `or` is set off for the reader."""
    assert "NO" == parse("((NO))").text()
    assert "NO or (AT and BY)" == parse("NO or AT and BY").text()
    assert "NO only after AT and BY" == parse("(NO only after (AT and BY))").text()


# --- other wordings ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("other", "canonical"),
    [
        ("referendum happens", "referendum"),
        ("no ua_signs before referendum", "ua_signs only on or after referendum"),
        ("no ua_signs while annexation", "ua_signs only if not annexation"),
        ("no ua_signs while crimea is unresolved or NO", "ua_signs only if not (crimea is unresolved or NO)"),
        ("ua_signs only from withdrawal + 30 days", "ua_signs only on or after withdrawal + 30 days"),
        ("ua_signs only by 2022-12-31", "ua_signs only on or before 2022-12-31"),
        ("signature by 2022-12-31", "signature on or before 2022-12-31"),
        ("signature no later than 2022-12-31", "signature on or before 2022-12-31"),
        ("signature no earlier than withdrawal", "signature on or after withdrawal"),
        ("signature happens before referendum", "signature before referendum"),
        ("signature happens by 2022-12-31", "signature on or before 2022-12-31"),
        ("signature happens within 3 days of referendum", "signature within 3 days of referendum"),
        ("signature happens between AT and BY", "signature between AT and BY"),
        ("signature happens on the same day as AT", "signature on the same day as AT"),
        ("signature at most 0 days from AT", "signature on the same day as AT"),
        ("ua_signs only at most 0 days from AT", "ua_signs only on the same day as AT"),
        ("annexation never happens", "never annexation"),
        ("status is not neutral", "not status is neutral"),
        ("texts_separate is not no", "not texts_separate is no"),
        ("if NO, then AT", "if NO then AT"),
        ("troops <= 85000 persons", "troops is at most 85000 persons"),
        ("troops < 85_000 persons", "troops is less than 85000 persons"),
        ("votes_for >= 50 percent of votes_cast", "votes_for is at least 50 percent of votes_cast"),
        ("votes_for > votes_against", "votes_for is more than votes_against"),
        ("votes_for = 0.50 of votes_cast", "votes_for is exactly 0.5 of votes_cast"),
        ("votes_for != 10/4", "votes_for is not exactly 2.5"),
        ("votes_for is > 3", "votes_for is more than 3"),
        ("signature + 1 year 6 months", "signature + 1 year 6 months"),
        ("signature -30 days", "signature - 30 days"),
        ("signature+30 days", "signature + 30 days"),
        ("between 2 and 2 of (NO, AT)", "exactly 2 of (NO, AT)"),
        ("all of (NO, AT, BY)", "NO and AT and BY"),
        ("any of (NO, (AT and BY))", "NO or (AT and BY)"),
        ("NO only after all of (AT, any of (BY, AND))", "NO only after AT and (BY or AND)"),
        ("between 0 and 1 of guarantors ratify", "at most 1 of guarantors ratify"),
    ],
)
def test_another_wording_gives_the_same_clause(other: str, canonical: str) -> None:
    """It is read as the canonical text is, and written as that."""
    assert parse(canonical) == parse(other)
    assert canonical == parse(other).text()


def test_values_that_are_words_of_the_language() -> None:
    """`yes` and `no` are values of a fact, though `no` also begins a sentence."""
    assert Is(what=Name("texts_separate"), value=Name("no")) == parse("texts_separate is no")
    assert ("yes", "no") == getattr(parse("texts_separate is one of (yes, no)"), "values", None)
    assert [OnlyAfter] == [type(part) for part in Counted.model_validate(parse("at least 1 of (no AT before BY)")).of]


def test_a_clause_keeps_the_places_of_its_names() -> None:
    """Names know their characters in the text, and are equal without them."""
    clause = parse("NO only if crimea is resolved and подписание")
    names = [name for part in mentioned(clause) for name in _names(part)]

    assert {"NO": (0, 2), "crimea": (11, 17), "resolved": (21, 29), "подписание": (34, 44)} == {
        str(name): name.span for name in names
    }
    assert Name("NO", (0, 2)) == Name("NO") == "NO"


def _names(clause: Kind) -> list[Name]:
    values = [getattr(clause, field) for field in type(clause).model_fields]
    anchors = [value.anchor if isinstance(value, Moment) else value for value in values]
    return [value for value in anchors if isinstance(value, Name)]


@pytest.mark.parametrize("code", ["NO", "AT", "BY", "AND", "OR", "IF", "NOT", "ON", "IS"])
def test_a_code_in_capitals_is_a_name(code: str) -> None:
    """Norway, Austria, Belarus, Andorra beside the words of the language."""
    assert holds(code) == parse(code)
    assert Not(condition=AllOf(of=(holds(code), holds("AT")))) == parse(f"not ({code} and AT)")
    assert OnlyAfter(act=Moment(Name("AND")), after=holds(code)) == parse(f"AND only after {code}")
    assert OnlyIf(act=Moment(Name(f"ratify[{code}]")), requires=holds(code)) == parse(f"ratify[{code}] only if {code}")
    assert Order(event=Moment(Name("BY")), order="on_or_before", moment=Moment(Name(code))) == parse(f"BY by {code}")


# --- the structured form ------------------------------------------------------------------


def test_clauses_inside_the_structured_form_may_be_text() -> None:
    """Both forms mix at every level."""
    clause = read_clause(
        {"kind": "not", "condition": {"kind": "any", "of": ["NO and AT", {"kind": "holds", "what": "BY"}]}}
    )

    assert parse("not ((NO and AT) or BY)") == clause
    assert clause is read_clause(clause)


@pytest.mark.parametrize("kind", ["all", "any"])
def test_a_list_of_fewer_than_two_is_a_clause(kind: str) -> None:
    """Programs write them; they are read, written and judged as any other list."""
    none, one = read_clause({"kind": kind, "of": []}), read_clause({"kind": kind, "of": ["NO"]})

    assert [f"{kind} of ()", f"{kind} of (NO)", f"not ({kind} of ())"] == [
        clause.text() for clause in (none, one, Not(condition=none))
    ]
    assert [none, one] == [parse(none.text()), parse(one.text())]
    assert f"{kind} of (NO)" == one.say(Words())


def test_the_structured_form_reads_what_files_hold() -> None:
    """Numbers and switches as text, lists for tuples, periods in words or in ISO 8601."""
    count = {"kind": "count", "at_least": "1", "of": ["NO", "AT"]}
    after = {"kind": "only_after", "act": "NO + 1 year", "after": "AT", "same_day": "yes"}
    window = {"kind": "only_within", "act": "NO", "period": "P1Y6M", "moment": "AT"}

    assert parse("at least 1 of (NO, AT)") == read_clause(count)
    assert parse("NO + 1 year only on or after AT") == read_clause(after)
    assert parse("NO only within 1 year 6 months of AT") == read_clause(window)


def test_a_kind_that_lacks_a_part_is_refused_at_once() -> None:
    """Docstring, examples, syntax, lowering, wording and text are all needed."""
    with pytest.raises(
        TypeError, match="Half lacks standard_name, examples, syntax, lower, say, text, docstring, kind"
    ):
        type("Half", (Kind,), {"__module__": __name__})


# --- words, names and numbers ----------------------------------------------------------------


def test_every_word_of_the_language_is_reserved() -> None:
    """No event can be called as a word that the grammar knows, or that a phrase begins or ends with."""
    words = {word for phrase in phrases.KEYWORDS for word in phrase.split()}

    assert set() == words - phrases.RESERVED


@given(strategies.numbers)
def test_numbers_are_written_and_read_exactly(number: Fraction) -> None:
    """Whole numbers, finite decimals, and fractions where no decimal is exact."""
    assert number == parse_number(number_text(number))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("85_000", "85000"),
        ("0.50", "0.5"),
        ("-4", "-4"),
        ("2/4", "0.5"),
        ("2/3", "2/3"),
        ("-0.125", "-0.125"),
        ("007", "7"),
    ],
)
def test_numbers_have_one_writing(text: str, written: str) -> None:
    """The shortest that is exact."""
    assert written == number_text(parse_number(text))


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("85000 persons", Quantity(parse_number("85000"), "persons")),
        ("50 percent of votes_cast", Quantity(parse_number("50"), of=Name("votes_cast"), percent=True)),
        ("2/3 of members[GB]", Quantity(parse_number("2/3"), of=Name("members[GB]"))),
        ("votes_cast", Quantity(of=Name("votes_cast"))),
        ("members[GB]", Quantity(of=Name("members[GB]"))),
        ("-3 days", Quantity(parse_number("-3"), "days")),
        ("-3", Quantity(parse_number("-3"))),
    ],
)
def test_quantities_are_written_and_read(text: str, quantity: Quantity) -> None:
    """In the structured form as in text."""
    assert quantity == Quantity.parse(text)
    assert text == str(quantity)
    assert hash(quantity) == hash(Quantity.parse(text))
    assert f"Quantity({text!r})" == repr(quantity)
    assert quantity != text


@given(strategies.moments())
def test_moments_are_written_and_read(moment: Moment) -> None:
    """An event or a day, shifted forward or back."""
    assert moment == Moment.parse(str(moment)) == Moment.parse(f"  {moment} ")


def test_an_empty_shift_is_not_written() -> None:
    """A moment and the same moment plus nothing are one."""
    assert Moment(Name("NO")) == Moment.parse("NO + 0 days")
    assert "NO - 1 year" == str(Moment(Name("NO"), Period(years=-1)))


def test_items_are_listed_in_a_row() -> None:
    """With `and` or another word before the last."""
    assert ["a", "a and b", "a, b or c"] == [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")]


# --- wording ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("referendum + 30 days", "30 days after “the referendum”"),
        ("never referendum - 6 months", "6 months before “the referendum” never happens"),
        ("crimea is agreed_in_principle or later", "crimea is agreed in principle or later"),
        ("not (NO or AT)", "not (NO or AT)"),
        ("if NO and AT then BY", "if NO and AT, then BY"),
        ("at least 2 of (NO, AT, BY)", "at least 2 of (NO; AT; BY)"),
        ("majority of guarantors ratify", "a majority of guarantors: ratify"),
        ("all of guarantors ratify", "all of guarantors: ratify"),
        ("exactly 2 of guarantors ratify", "exactly 2 of guarantors: ratify"),
        ("votes_for is more than 2/3 of votes_cast", "votes_for is more than 2/3 of votes_cast"),
        ("troops is at most 85000 persons", "troops is at most 85000 persons"),
        ("status is one of (neutral, non_aligned)", "status is one of neutral, non aligned"),
        ("NO before referendum", "NO before “the referendum” (both happen)"),
        ("NO on or before 2022-12-31", "NO on or before 2022-12-31"),
        ("NO within 3 days of AT", "NO no later than 3 days after AT (earlier counts)"),
        ("NO within 3 days before AT", "NO within 3 days before AT"),
        ("NO between AT and BY", "NO between AT and BY"),
        ("NO on the same day as AT", "NO on the same day as AT"),
        ("NO at most 3 days from AT", "NO at most 3 days from AT"),
        ("ratify[GB] only on or after referendum", "“ratification by GB” only on or after “the referendum”"),
        ("NO only after AT", "NO only after AT"),
        ("NO only if AT", "NO only if AT"),
        ("NO only before AT", "NO only before AT"),
        ("NO only on or before AT", "NO only on or before AT"),
        ("NO only within 3 days after AT", "NO only within 3 days after AT"),
        ("NO only within 3 days of AT", "NO only no later than 3 days after AT (earlier counts)"),
        ("NO only between AT and BY", "NO only between AT and BY"),
        ("NO only on the same day as AT", "NO only on the same day as AT"),
        ("NO only at most 3 days from AT", "NO only at most 3 days from AT"),
    ],
)
def test_clauses_in_words(text: str, said: str) -> None:
    """Labels in quotation marks, rungs without underscores, windows whose ends leave no doubt."""
    assert said == parse(text).say(Words(VOCABULARY))


# --- speed ----------------------------------------------------------------------------------------


def test_a_long_clause_is_read_in_time() -> None:
    """Ten thousand characters of alternatives."""
    text = " or ".join(["подписание", "crimea is resolved", "NO before AT"] * 200)[:9_990].rsplit(" or ", 1)[0]
    start = time.process_time()

    clause = parse(text)

    assert isinstance(clause, AnyOf)
    assert len(clause.of) > 500
    assert time.process_time() - start < 2


def test_ways_of_writing_are_data() -> None:
    """Every way names a rule of the grammar and fields of its kind."""
    for kind in KINDS:
        for way in kind.syntax:
            assert isinstance(way, Syntax)
            named = {part for name in way.fields if name != "**" for part in name.removeprefix("*").split("=")}
            assert named | set(way.fixed) <= set(kind.model_fields)
    assert Members in KINDS


def test_shapes_of_another_grammar_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A grammar that changed parses every clause anew."""
    grammar.known_shapes.cache_clear()
    monkeypatch.setattr(grammar, "digest", lambda: "another")

    assert {} == grammar.known_shapes()
    assert holds("NO") == parse("NO")
    grammar.known_shapes.cache_clear()


def test_no_more_shapes_are_kept_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not kept is parsed again."""
    monkeypatch.setattr(grammar, "_MOST_SHAPES", 0)
    before = len(grammar.known_shapes())
    text = "NO or (AT and (BY or (AND and (OR or not not not not not not NO))))"

    assert parse(text) == parse(text)
    assert before == len(grammar.known_shapes())
