"""What analyses look for: named goals, with what holds whatever the parties want."""

from typing import Final

from pydantic import Field

from conditions.language.clauses import Clause
from conditions.model.base import CalendarDay, Code, Model, OneOrMore, Words

MOST_DEMANDS: Final = 200
"""Most conditions of one goal, and most that are given with it."""


class Goal(Model):
    """What an analysis is to look for: whether it can come about, what stands in the way, in which order it could.

    It is nobody's position and decides no verdict.

    Attributes:
        reach: What is to happen and to hold, all of it.
        given: What holds whatever the parties want, such as that control of a border begins before it is complete.
        as_of: The day whose positions count; by default all that the record does not end.
        label: It in your words.
    """

    reach: OneOrMore[Clause] = Field(min_length=1, max_length=MOST_DEMANDS)
    given: OneOrMore[Clause] = Field(default=(), max_length=MOST_DEMANDS)
    as_of: CalendarDay | None = None
    label: Words | None = None
    note: Words | None = None
    source: OneOrMore[Code] = ()
