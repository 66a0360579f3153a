"""The vocabulary of a negotiation as models: parties, groups, events, ladders, facts."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from conditions.dates import add
from conditions.language.rationals import parse_number
from conditions.language.types import Flag, MistakeError, Moment, carried, mistake
from conditions.model.base import Code, DateOrRange, Model, OneOrMore, Several, Value, Word, Words, shorthand
from conditions.vocabulary import FactType, LadderType, Membership, NumberStep

AGREEMENT: Final = (
    "raised",
    "proposed",
    "agreed_in_principle",
    "agreed_in_text",
    "signed",
    "ratified",
    "in_force",
    "implemented",
)
"""The rungs of the standard ladder `agreement`, none of which is reached at the outset."""

MOST_MEMBERS: Final = 1_000
"""Most members of a group."""
NOTHING_SET: Final = "none"
"""The value of a step from which on a number is not set any more."""
MOST_STEPS: Final = 40
"""Most steps of a number."""
MOST_CHANGES: Final = 40
"""Most different days on which members of a group join or leave."""
_GROUP: Final = "list them, as in `members: [US, GB]`, or say in words who is meant with `unnamed: …`"


def repeated(items: tuple[str, ...]) -> int | None:
    """The place of the first item that has stood before, or `None` where all are different."""
    first = {item: place for place, item in reversed([*enumerate(items)])}
    return next((place for place, item in enumerate(items) if first[item] != place), None)


class Party(Model):
    """Who holds positions: a state, an organisation, an armed group, a coalition."""

    name: Words
    note: Words | None = None


class Member(Model):
    """A member of a group; a bare code is one from the outset to the end.

    Attributes:
        party: Whose code it is; it need not be a party's.
        since: First day as a member (`from` in files).
        until: First day on which it no longer is one.
    """

    party: Code
    since: DateOrRange | None = Field(default=None, alias="from")
    until: DateOrRange | None = None

    def as_known(self) -> Membership:
        """The membership as the language sees it."""
        return Membership(self.party, self.since, self.until)


class Group(Model):
    """A named list of parties or states; its members may be unknown, and may join and leave.

    Exactly one of `members` and `unnamed` is given; `unnamed` says in words who is meant.
    """

    members: Several[Annotated[Member, BeforeValidator(shorthand("party"))]] | None = Field(
        default=None, max_length=MOST_MEMBERS
    )
    unnamed: Words | None = None
    label: Words | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()

    @model_validator(mode="after")
    def _members_or_words(self) -> "Group":
        if (self.members is None) == (self.unnamed is None):
            hint = _GROUP if self.members is None else "delete one of the two"
            raise mistake("group-members", "a group has either `members` or `unnamed`", hint)
        if self.members is not None and not self.members:
            raise mistake("empty-group", "a group needs at least one member", _GROUP, ("members",))
        check_members(self.members or ())
        return self

    @property
    def codes(self) -> tuple[str, ...] | None:
        """The codes of all who ever are members, `None` where they are not named."""
        return None if self.members is None else tuple(dict.fromkeys(member.party for member in self.members))

    @property
    def memberships(self) -> tuple[Membership, ...]:
        """Who is a member when; empty where nobody joins or leaves."""
        members = self.members or ()
        dated = any(member.since or member.until for member in members)
        return tuple(member.as_known() for member in members) if dated else ()


def check_members(members: tuple[Member, ...]) -> None:
    """Refuse a member that leaves before it joins, one that is a member twice at once, and too many changes.

    Raises:
        PydanticCustomError: With our mistake inside.
    """
    periods: dict[str, list[Member]] = {}
    for place, member in enumerate(members):
        since, until = member.since, member.until
        if since and until and since.earliest and until.latest and since.earliest >= until.latest:
            message = f"`{member.party}` leaves (`{until.text}`) before it joins (`{since.text}`)"
            hint = "`until` is the first day on which it no longer is a member"
            raise mistake("leaves-early", message, hint, ("members", place, "until"))
        if any(_overlap(other, member) for other in periods.setdefault(member.party, [])):
            hint = "name each member once, or give it periods that do not overlap"
            raise mistake("repeated-member", f"`{member.party}` is a member twice", hint, ("members", place))
        periods[member.party].append(member)
    days = {day for member in members for end in (member.since, member.until) if end for day in end.bounds}
    if len(days) > MOST_CHANGES:
        message = f"the members change on more than {MOST_CHANGES} different days"
        raise mistake("too-many-changes", message, "leave out the changes that decide nothing", ("members",))


def _overlap(one: Member, other: Member) -> bool:
    """Whether two memberships certainly have a day in common."""
    return _ends_after(one, other) and _ends_after(other, one)


def _ends_after(one: Member, other: Member) -> bool:
    """Whether one certainly still is a member when the other joins."""
    if one.until is None or other.since is None:
        return True
    return bool(one.until.earliest and other.since.latest and one.until.earliest > other.since.latest)


class Event(Model):
    """Something that happens at most once, on a day; with `each`, once for each member of a group."""

    label: Words | None = None
    by: Code | None = None
    each: Word | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()


class Ladder(Model):
    """An issue that climbs ordered rungs.

    The issue stands on the first rung from the outset; with `start: none` even
    the first rung must be reached. `ladder.rung` is the event of reaching a rung.
    """

    rungs: Several[Word] = Field(min_length=2, max_length=64)
    start: Literal["first", "none"] = "first"
    label: Words | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        if value == "agreement":
            return {"rungs": AGREEMENT, "start": "none"}
        return {"rungs": value} if isinstance(value, list | tuple) else value

    @model_validator(mode="after")
    def _distinct(self) -> "Ladder":
        place = repeated(self.rungs)
        if place is not None:
            message = f"the rung `{self.rungs[place]}` stands twice"
            raise mistake("repeated-rung", message, "name each rung once, lowest first", ("rungs", place))
        return self

    def type(self) -> LadderType:
        """The ladder as the language sees it."""
        return LadderType(self.rungs, self.rungs[0] if self.start == "first" else None)


class FactStep(Model):
    """A value that a number has from a moment on.

    Attributes:
        value: The number, with or without its unit; `none` where none is set any more.
        since: The moment from which it has it, that day included (`from` in files); the first may be from the outset.
    """

    value: Value
    since: Moment | None = Field(default=None, alias="from")


def _step_value(step: FactStep, unit: str | None, place: int) -> Fraction | None:
    """The number of a step, which has the fact's unit or none; `None` where it sets no number.

    Raises:
        PydanticCustomError: With our mistake inside.
    """
    if step.value == NOTHING_SET:
        return None
    number, _, written = step.value.strip().partition(" ")
    at = ("steps", place, "value")
    if written.strip() not in ("", unit or ""):
        shown = f"in {unit}" if unit else "without a unit"
        raise mistake("unit-mismatch", f"`{step.value}` is in {written.strip()}", f"write the number {shown}", at)
    try:
        return parse_number(number)
    except MistakeError as error:
        raise carried(error, at) from None


class Fact(Model):
    """A value of a deal or a situation: yes or no, one of listed words, or an exact number with a unit.

    Attributes:
        number: It is a number; so is what has a unit, counts, or is part of another number.
        unit: The unit of the number.
        count: It counts something: a whole number, never below 0.
        part_of: The number of which this one counts or measures a part. A scenario in which it is more
            is kept, and the answers say so.
        steps: The values of a number that changes on known moments; the last step that has begun counts.
    """

    label: Words | None = None
    values: Several[Word] | None = Field(default=None, min_length=2, max_length=200)
    number: Flag = False
    unit: Word | None = None
    count: Flag = False
    part_of: Word | None = None
    steps: Several[FactStep] = Field(default=(), max_length=MOST_STEPS)
    each: Word | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()

    @model_validator(mode="after")
    def _one_type(self) -> "Fact":
        if self.values is not None and self._is_number:
            raise mistake("fact-type", "a fact either has listed `values` or is a number", "delete one of the two")
        place = repeated(self.values or ())
        if place is not None:
            message = f"the value `{(self.values or ())[place]}` stands twice"
            raise mistake("repeated-value", message, "name each value once", ("values", place))
        if self.steps:
            self._check_steps()
        return self

    def _check_steps(self) -> None:
        """Refuse steps of what is no number, values of another unit, and steps that are not in their order.

        Raises:
            PydanticCustomError: With our mistake inside.
        """
        if not self._is_number or self.each is not None:
            message = "only a number that is not one for each member has `steps`"
            raise mistake("steps-without-number", message, "give it a `unit`, or `number: yes`", ("steps",))
        last: date | None = None
        for place, step in enumerate(self.steps):
            _step_value(step, self.unit, place)
            if step.since is None and place:
                message = "only the first step can do without `from`"
                raise mistake("steps-out-of-order", message, "say from when it counts", ("steps", place))
            if step.since is not None and isinstance(step.since.anchor, date):
                day = add(step.since.anchor, step.since.shift)
                if last is not None and day <= last:
                    message = f"a step begins on {day}, and the one before it on {last}"
                    at = ("steps", place, "from")
                    raise mistake("steps-out-of-order", message, "put the steps in their order", at)
                last = day

    def type(self) -> FactType:
        """The fact's type as the language sees it."""
        if self.values is not None:
            return FactType("one_of", self.values)
        if not self._is_number:
            return FactType()
        steps = tuple(NumberStep(one.since, _step_value(one, self.unit, n)) for n, one in enumerate(self.steps))
        return FactType("number", unit=self.unit, count=self.count, part_of=self.part_of, steps=steps)

    @property
    def _is_number(self) -> bool:
        return bool(self.number or self.unit or self.count or self.part_of)
