"""States that are in force for a time: sanctions, a ceasefire, a special status."""

from datetime import date

from pydantic import Field, model_validator

from conditions.dates import add
from conditions.language.clauses import Clause
from conditions.language.types import Moment, mistake
from conditions.model.base import Code, Model, OneOrMore, Words
from conditions.vocabulary import StateType


class Suspension(Model):
    """A time in which something is suspended, and after which it is restored.

    Attributes:
        since: The moment from which it is suspended (`from` in files).
        until: The moment from which it is in force again; without one, it stays suspended.
    """

    since: Moment = Field(alias="from")
    until: Moment | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Suspension":
        if ends_early(self.since, self.until):
            message = f"the suspension begins on `{self.since}` and ends on `{self.until}`, so there is no day in it"
            hint = "`until` is the first day on which it is in force again"
            raise mistake("state-ends-early", message, hint, ("until",))
        return self


class State(Model):
    """Something that is in force from a moment, that day included, to a moment, that day excluded.

    Attributes:
        start: The moment from which it is in force.
        end: The moment from which it no longer is.
        suspended: Times in which it is not in force.
        only_if: It starts only if this holds then, by the end of that day.
        void_if: If this holds over the whole course of events, it never was in force.
    """

    label: Words | None = None
    start: Moment
    end: Moment | None = None
    suspended: OneOrMore[Suspension] = ()
    only_if: Clause | None = Field(default=None)
    void_if: Clause | None = Field(default=None)
    note: Words | None = None
    source: OneOrMore[Code] = ()

    @model_validator(mode="after")
    def _in_order(self) -> "State":
        if ends_early(self.start, self.end):
            message = f"the state starts on `{self.start}` and ends on `{self.end}`, so it is never in force"
            hint = "`end` is the first day on which it is no longer in force"
            raise mistake("state-ends-early", message, hint, ("end",))
        return self

    def type(self) -> StateType:
        """The state as the language sees it."""
        times = tuple((one.since, one.until) for one in self.suspended)
        return StateType(self.label, self.start, self.end, times, self.only_if, self.void_if)


def ends_early(start: Moment, end: Moment | None) -> bool:
    """Whether an end certainly comes no later than the start, so that nothing lies between: both are fixed days."""
    if end is None or not (isinstance(start.anchor, date) and isinstance(end.anchor, date)):
        return False
    return add(end.anchor, end.shift) <= add(start.anchor, start.shift)
