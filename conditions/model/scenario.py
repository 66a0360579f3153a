"""A scenario: what is known of one course of events, and what is expected of it."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from conditions.errors import ScenarioError, did_you_mean
from conditions.language.types import Flag, Moment, Name, mistake
from conditions.model.base import CalendarDay, Code, DateOrRange, OneOrMore, Several, Told, Word, Words
from conditions.model.expected_days import ExpectedDayText
from conditions.model.findings import problems_of
from conditions.model.given import FactGiven, NumberRange
from conditions.model.incidents import ExpectedDuties, Incident, incident_names
from conditions.model.parts import MOST_MEMBERS, repeated
from conditions.model.positions import Waiver
from conditions.model.short_steps import ORDER_FIELDS, read_step, read_timeline

Occurs = Literal["yes", "no", "unknown"]

_DISPUTED = "write `on` alone; what orders it stands in the entries of other events"
_WORLDS = "write `world: closed`, `world: open`, or `world: until 2022-04-26`"


class World(Told):
    """What is assumed of events that a scenario does not list; declared, never guessed.

    `closed`: they never happen. `open`: nothing is known of them.
    `until` a day: they have not happened by the end of that day, and may later.
    """

    kind: Literal["closed", "open", "until"]
    until: CalendarDay | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        if isinstance(value, str):
            word, _, day = value.partition(" ")
            return {"kind": "until", "until": day.strip()} if word == "until" else {"kind": value}
        if isinstance(value, dict) and set(value) == {"until"}:
            return {"kind": "until", "until": value["until"]}
        return value

    @model_validator(mode="after")
    def _day_with_until(self) -> "World":
        if (self.kind == "until") != (self.until is not None):
            raise mistake("world-day", "only the world `until` has a day, and it needs one", _WORLDS)
        return self

    def __str__(self) -> str:
        return f"until {self.until}" if self.until else self.kind


class Step(Told):
    """One entry of a timeline: events, and what is known of when they happen.

    Several events in one step happen on the same day.

    Attributes:
        events: What happens (`event` in files).
        happens: Whether it does: `yes`, `no` or `unknown`.
        on: The day, as far as known.
        then: Strictly later than the step before.
        after: Strictly later than these moments.
        on_or_after: On the day of these moments or later; `referendum + 30 days` is at least 30 days later.
        before: Strictly earlier than these moments.
        on_or_before: On the day of these moments or earlier.
        same_day_as: On the day of these moments.
        disputed: Other sources give another day, or say that it never happened, in an entry of their own.
    """

    events: OneOrMore[Name] = Field(alias="event", min_length=1, max_length=50)
    happens: Occurs = "yes"
    on: DateOrRange | None = None
    then: Flag = False
    after: OneOrMore[Moment] = ()
    on_or_after: OneOrMore[Moment] = ()
    before: OneOrMore[Moment] = ()
    on_or_before: OneOrMore[Moment] = ()
    same_day_as: OneOrMore[Moment] = ()
    disputed: Flag = False
    note: Words | None = None
    source: OneOrMore[Code] = ()

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        return read_step(value)

    @model_validator(mode="after")
    def _order_only_if_it_may_happen(self) -> "Step":
        if self.happens == "no" and (self.on or self.then or self.relations()):
            raise mistake(
                "never-with-day", "an event that never happens has no day and no order", "delete the day and the order"
            )
        if self.disputed and (self.then or self.relations() or len(self.events) > 1):
            raise mistake(
                "disputed-order", "a disputed entry says on which day one event happened, and no order", _DISPUTED
            )
        place = repeated(self.events)
        if place is not None:
            raise mistake("repeated-event", f"`{self.events[place]}` stands twice", "name it once", ("event", place))
        return self

    def relations(self) -> tuple[tuple[str, Moment], ...]:
        """Every order that the step states, with the field that states it."""
        return tuple((field, moment) for field in ORDER_FIELDS for moment in getattr(self, field))


class Expected(Told):
    """What is expected of a party or condition, as a whole or per reading."""

    answer: str | None = None
    compliance: str | None = None
    status: str | None = None
    final: Flag | None = None
    vacuous: Flag | None = None
    waived: Flag | None = None
    readings: "dict[str, Expected]" = {}

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        return read_expected(value)

    @model_validator(mode="after")
    def _known_words(self) -> "Expected":
        for field, words in (("answer", ANSWERS), ("compliance", ANSWERS), ("status", STATUSES)):
            said = getattr(self, field)
            if said is not None and said not in words:
                possible = (*ANSWERS, *STATUSES) if field == "answer" else words
                hint = did_you_mean(said, possible) or f"write {', '.join(f'`{word}`' for word in possible)}"
                raise mistake("unknown-expectation", f"`{said}` is no answer", hint, (field,))
        return self


ANSWERS = ("met", "not met", "unknown", "depends on the reading", "no condition on record")
STATUSES = ("satisfied", "violated", "ready", "waiting", "undecided")


def read_expected(value: object) -> object:
    """An expectation in its full form: a word for the whole, or a mapping of readings to words."""
    if isinstance(value, Enum):  # an `Answer` or a `Status`
        value = value.value
    if isinstance(value, str):
        return {"status" if value in STATUSES else "answer": str(value)}
    if isinstance(value, dict) and value and not set(value) & set(Expected.model_fields):
        return {"readings": value}
    if isinstance(value, dict):
        return {key: _word(item) if key in {"answer", "compliance", "status"} else item for key, item in value.items()}
    return value


def _word(said: object) -> str:
    return str(said.value if isinstance(said, Enum) else said)


def _yes_or_no(said: object) -> object:
    return ("yes" if said else "no") if isinstance(said, bool) else said


InForceWord = Annotated[Literal["yes", "no", "unknown"], BeforeValidator(_yes_or_no)]
"""Whether something is in force."""

OF_VERDICTS: Final = ("expect", "expect_compliance", "expect_exactly")
"""The fields that say what should come out of parties and conditions."""
EXPECTATIONS: Final = (*OF_VERDICTS, "expect_moments", "expect_in_force", "expect_obligations")
"""The fields that say what should come out."""


class Viewpoint(Told):
    """How somebody values facts, and reads conditions, of which others think differently.

    Attributes:
        label: Whose view it is, in words.
        facts: Values of facts, in the place of the scenario's own.
        readings: Readings of ambiguous conditions, by condition.
        expect: What is expected as so seen, by party or condition; likewise the other expectations.
    """

    label: Words | None = None
    facts: dict[Name, FactGiven] = {}
    readings: dict[Code, Code] = {}
    expect: dict[Code, Expected] = {}
    expect_compliance: dict[Code, Expected] = {}
    expect_exactly: dict[Code, Expected] = {}
    expect_moments: dict[Name, ExpectedDayText] = {}
    expect_in_force: dict[Code, dict[Moment, InForceWord]] = {}
    expect_obligations: dict[Code, ExpectedDuties] = {}
    note: Words | None = None
    source: OneOrMore[Code] = ()


MOST_EVENTS: Final = 1_000
"""Most events of a timeline."""


class Scenario(Told):
    """What is known of one course of events.

    >>> scenario = Scenario(
    ...     scenario="the referendum comes first",
    ...     world="closed",
    ...     timeline=["referendum", {"then": "ua_signs"}],
    ... )
    >>> scenario.timeline[1].then
    True

    Attributes:
        title: Name of the scenario (`scenario` in files).
        dossier: Path of the dossier file, relative to the scenario's.
        world: What is assumed of events that are not listed.
        as_of: The day whose positions count; without one, every position counts that the record does not end.
        known_at: Only what had been reported by the end of this day counts as known of positions.
        accounts: Parties, and speakers for none, whose word on the positions of others is taken.
        timeline: What happens, when and in what order.
        facts: Values of facts; those not given are unknown.
        viewpoints: Values and readings on which parties differ; the answers are given as each sees it, too.
        waivers: What parties accept in this course of events though it does not keep a condition of theirs.
        groups: Members of groups that the dossier leaves unnamed.
        incidents: Incidents that may trigger obligations.
        expect: What is expected, by party or condition.
        expect_compliance: Expected compliance, by party or condition.
        expect_exactly: What is expected over all that may be so, by party or condition.
        expect_moments: On which day a moment or an event is expected to come, if it does.
        expect_in_force: Whether a state or an instrument is expected to be in force, by its id and by moment.
        expect_obligations: Who is expected to have to act, by incident.
        known_failures: Why an expectation is known not to be met, by its name, such as `RU.strict.answer`,
            or by the first parts of it, such as `RU`.
        tags: Words to find it by.

    Raises:
        ScenarioError: Something is wrong, with every problem.
    """

    title: Words = Field(alias="scenario")
    dossier: Words = "dossier.yaml"
    world: World
    as_of: CalendarDay | None = None
    known_at: CalendarDay | None = None
    accounts: OneOrMore[Words] = ()
    timeline: tuple[Step, ...] = Field(default=(), max_length=MOST_EVENTS)
    facts: dict[Name, FactGiven] = {}
    viewpoints: dict[Code, Viewpoint] = {}
    waivers: dict[Code, Waiver] = {}
    groups: dict[Word, Annotated[Several[Code], Field(min_length=1, max_length=MOST_MEMBERS)]] = {}
    incidents: Several[Incident] = ()
    expect: dict[Code, Expected] = {}
    expect_compliance: dict[Code, Expected] = {}
    expect_exactly: dict[Code, Expected] = {}
    expect_moments: dict[Name, ExpectedDayText] = {}
    expect_in_force: dict[Code, dict[Moment, InForceWord]] = {}
    expect_obligations: dict[Code, ExpectedDuties] = {}
    known_failures: dict[Words, Words] = {}
    tags: OneOrMore[Words] = ()
    note: Words | None = None
    source: OneOrMore[Code] = ()

    @model_validator(mode="before")
    @classmethod
    def _timeline_as_steps(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "timeline" not in value:
            return value
        return {**value, "timeline": read_timeline(value["timeline"])}

    @model_validator(mode="after")
    def _not_too_many(self) -> Self:
        count = 0
        for number, step in enumerate(self.timeline):
            count += len(step.events)
            if count > MOST_EVENTS:
                message = f"the timeline has more than {MOST_EVENTS:,} events"
                raise mistake("too-many-events", message, "leave out what decides nothing", ("timeline", number))
        return self

    @model_validator(mode="after")
    def _first_step(self) -> Self:
        if self.timeline and self.timeline[0].then:
            raise mistake(
                "then-first",
                "the first step of a timeline cannot be `then`",
                "there is nothing that it could come after",
                ("timeline", 0),
            )
        return self

    @classmethod
    def build(cls, data: Mapping[str, object]) -> "Scenario":
        """A scenario from plain data, such as a file holds.

        Raises:
            ScenarioError: The data is not a scenario.
        """
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise ScenarioError(problems_of(error, cls, data)) from None

    def seen_by(self, viewpoint: str) -> "Scenario":
        """The scenario with the facts of a viewpoint, and what is expected as so seen."""
        view = self.viewpoints[viewpoint]
        expected = {name: getattr(view, name) for name in EXPECTATIONS}
        return self.model_copy(update={"facts": {**self.facts, **view.facts}, "viewpoints": {}, **expected})

    def expecting_nothing(self) -> "Scenario":
        """The scenario without what it expects."""
        views = {
            name: view.model_copy(update={key: {} for key in EXPECTATIONS}) for name, view in self.viewpoints.items()
        }
        return self.model_copy(update={"viewpoints": views, **{key: {} for key in EXPECTATIONS}})

    @property
    def incident_names(self) -> tuple[str, ...]:
        """What each incident is called: by its id, else by its place, else by its number."""
        return incident_names(self.incidents)

    @property
    def expects_something(self) -> bool:
        """Whether it says anything of what should come out."""
        sides = (self, *self.viewpoints.values())
        return any(getattr(one, name) for one in sides for name in EXPECTATIONS)

    @property
    def now(self) -> date | None:
        """The last day of which the scenario knows everything, in an `until` world."""
        return self.world.until


__all__ = ["Expected", "FactGiven", "NumberRange", "Scenario", "Step", "Viewpoint", "World"]
