"""What each way to untie a deadlock means: another dossier, written anew, in which the goal can come about or not.

*Same day*, *exchange*, *package*, *escrow*: wherever one waits for another, and the way of doing things concerns that
wait, `only after` becomes `only on or after`. *Split* and *third party*: what waits for an event waits for another one
in its place, which waits for nothing: for a rung below it, or for one that is new; the event itself must still come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any, Final, Literal, NamedTuple, TypeAlias, assert_never

from hypothesis import strategies as st

from conditions.conflicts.goals import demands
from conditions.deadlock import Relaxation, deadlocks
from conditions.model.dossier import Dossier
from tests.courses import Course
from tests.small_conflicts import DAYS, within

LOW, HIGH = "pull.begun", "pull.complete"
EVENTS: Final = ("x1", "y1", "z1", LOW, HIGH)
PARTIES: Final = ("UA", "RU", "NO")
STEP: Final = "step"
"""An event of an edited dossier: the provisional part, or a neutral's step."""
Form: TypeAlias = Literal[
    "after", "on or after", "both", "either", "latest", "day later", "before", "not after", "other"
]


class Edit(NamedTuple):
    """What becomes of one wait: the same day passes, both come in any order, or something else is awaited."""

    same_day: bool = False
    lifted: bool = False
    instead: str = ""


Editing: TypeAlias = Callable[[int, str, str], Edit]
"""The edit of a wait of a condition: its number, what waits and what it waits for."""


class Said(NamedTuple):
    """A condition: its form, whom it is about, and its text where it has no waits."""

    form: Form
    one: str
    other: str
    third: str
    text: str

    @property
    def waits(self) -> list[tuple[str, str]]:
        """What waits, and for what."""
        match self.form:
            case "after" | "on or after" | "day later":
                return [(self.one, self.other)]
            case "both" | "either" | "latest":
                return [(self.one, self.other), (self.one, self.third)]
            case "before" | "not after":
                return [(self.other, self.one)]
            case "other":
                return []
            case _:
                assert_never(self.form)

    @property
    def is_strict(self) -> bool:
        """Whether its waits want one day between."""
        return self.form not in {"on or after", "other"}

    def edited(self, edits: list[Edit]) -> str:
        """Its text with its waits edited."""
        if all(edit == Edit() for edit in edits):
            return self.text
        match self.form:
            case "both" | "latest":
                return f"if {self.one} then ({self._seen(edits[0], self.other)} and {self._seen(edits[1], self.third)})"
            case "either":
                return f"if {self.one} then ({self._seen(edits[0], self.other)} or {self._seen(edits[1], self.third)})"
            case "after" | "on or after":
                return f"if {self.one} then ({self._seen(edits[0], self.other)})"
            case "day later":
                lag = "" if edits[0].same_day else " + 1 day"
                late = f"{self.one} on or after {edits[0].instead or self.other}{lag}"
                return f"if {self.one} then ({self.other if edits[0].lifted else late})"
            case "before":
                if edits[0].lifted:
                    return f"{self.one} and {self.other}"
                word = "on or before" if edits[0].same_day else "before"
                return f"{edits[0].instead or self.one} {word} {self.other}"
            case "not after":
                if edits[0].lifted:
                    return f"{self.one} or never {self.one}"
                word = "after" if edits[0].same_day else "on or after"
                return f"not ({edits[0].instead or self.one} {word} {self.other})"
            case "other":
                return self.text
            case _:
                assert_never(self.form)

    def _seen(self, edit: Edit, awaited: str) -> str:
        if edit.lifted:
            return awaited
        word = "before" if self.is_strict and not edit.same_day else "on or before"
        return f"{edit.instead or awaited} {word} {self.one}"


@st.composite
def said(draw: st.DrawFn) -> Said:
    """A condition."""
    one, other, third = draw(st.permutations(EVENTS))[:3]
    day = draw(st.sampled_from(DAYS))
    whole: dict[str, Form] = {
        f"{one} only after {other}": "after",
        f"{one} only on or after {other}": "on or after",
        f"{one} only after {other} and {third}": "both",
        f"{one} only after {other} or {third}": "either",
        f"{one} only after latest of ({other}, {third})": "latest",
        f"{one} only on or after {other} + 1 day": "day later",
        f"{one} before {other}": "before",
        f"not ({one} on or after {other})": "not after",
        f"{one} only from {other} + 2 days": "other",
        f"{one} only after {day}": "other",
        f"if {one} then {other}": "other",
        f"{one} on or before {day}": "other",
    }
    text = draw(st.sampled_from([*whole, *list(whole)[:5]]))
    return Said(whole[text], one, other, third, text)


class Held(NamedTuple):
    """Conditions of parties, whose acts the events are, and a goal."""

    conditions: tuple[Said, ...]
    doers: dict[str, str]
    goal: tuple[str, ...]

    def dossier(self, editing: Editing, *more: str) -> Dossier:
        """The dossier with every wait edited, and further events."""
        named = [name for name in EVENTS if "." not in name]
        events: dict[str, Any] = {name: {"by": self.doers[name]} if name in self.doers else {} for name in named}
        return Dossier.build(
            {
                "dossier": "held",
                "parties": {code: {"name": code} for code in PARTIES},
                "events": {**events, **{name: {} for name in more}},
                "ladders": {"pull": ["here", "begun", "complete"]},
                "conditions": {
                    f"C{number}": {"party": PARTIES[number % 3], "condition": text}
                    for number, text in enumerate(self.texts(editing))
                },
            }
        )

    def texts(self, editing: Editing) -> Iterator[str]:
        """What the conditions say with every wait edited."""
        for number, one in enumerate(self.conditions):
            yield one.edited([editing(number, *wait) for wait in one.waits])


@st.composite
def holding(draw: st.DrawFn) -> Held:
    """Some conditions and a goal; of some events it is on record whose acts they are."""
    conditions = draw(st.lists(said(), min_size=2, max_size=6))
    doers = {name: code for name in ("x1", "y1", "z1") if (code := draw(st.sampled_from(["", *PARTIES])))}
    goal = draw(st.lists(st.sampled_from(EVENTS), min_size=1, max_size=2, unique=True))
    return Held(tuple(conditions), doers, tuple(goal))


def _as_it_is(_number: int, _waiter: str, _awaited: str) -> Edit:
    return Edit()


def meaning(held: Held, tried: Relaxation) -> tuple[Editing, tuple[str, ...]]:
    """What a way of doing things makes of every wait, and what must come about besides the goal."""
    names = {one.id for one in tried.asks}

    def doers(waiter: str, awaited: str) -> tuple[str | None, str | None]:
        return held.doers.get(waiter), held.doers.get(awaited)

    def editing(number: int, waiter: str, awaited: str) -> Edit:
        first, second = doers(waiter, awaited)
        match tried.how:
            case "same day":
                return Edit(same_day=f"C{number}" in names)
            case "package":
                return Edit(same_day=True)
            case "exchange":
                return Edit(same_day=first is None or first != second)
            case "escrow":
                return Edit(same_day=None not in (first, second) and first != second)
            case "third party":
                return Edit(instead=STEP) if f"C{number}" in names and (waiter, awaited) == tried.of else Edit()
            case "split" if tried.into is None:
                return Edit(instead=STEP) if (awaited,) == tried.of else Edit()
            case "split":
                if awaited == HIGH and waiter != LOW:
                    return Edit(instead=LOW)
                asked = {its for waits, its in held.conditions[number].waits if waits == HIGH}
                return Edit(lifted=waiter == LOW and awaited in asked)
            case _:
                assert_never(tried.how)

    coming = {"third party": tried.of[-1:], "split": tried.of}.get(tried.how, ())
    return editing, coming


def possible(held: Held, editing: Editing, coming: Iterable[str]) -> bool:
    """Whether the goal can come about, from every course of events on few days; a step by nobody comes before them."""
    vocabulary = held.dossier(editing, STEP).vocabulary
    formulas = [one.formula for one in demands(held.texts(editing), vocabulary, is_goal=True)]
    asked = {*held.goal, *coming}
    early: date = DAYS[0] - timedelta(days=1)
    for days in product(*(DAYS if name in asked else (None, *DAYS) for name in EVENTS)):
        happening = {name: day for name, day in zip(EVENTS, days, strict=True) if day is not None}
        if LOW in happening and HIGH in happening and happening[HIGH] < happening[LOW]:
            continue
        course = Course({**happening, STEP: early}, {})
        if all(course.holds(formula) for formula in formulas):
            return True
    return False


def compare(held: Held, *, brute: bool = True) -> list[str]:
    """What was tried, after each was compared with the edited dossier: searched from scratch, and by brute force."""
    given = tuple(within(EVENTS))
    (found,) = deadlocks(held.dossier(_as_it_is), held.goal, given=given).by_reading.values()
    if brute:
        assert possible(held, _as_it_is, ()) == (found.kind == "none"), held
    for tried in found.relaxations:
        editing, coming = meaning(held, tried)
        again = deadlocks(held.dossier(editing, STEP), (*held.goal, *coming), given=given)
        (edited,) = again.by_reading.values()
        assert (edited.kind == "none") == tried.dissolves, (held, tried)
        if brute:
            assert possible(held, editing, coming) == tried.dissolves, (held, tried)
    return [f"{tried.how}: {'yes' if tried.dissolves else 'no'}" for tried in found.relaxations] or [found.kind]
