"""What parties would rather have: ordered statements, the most important first."""

from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from conditions.language.clauses import Clause
from conditions.model.base import Code, Model, OneOrMore, Several, Words

MOST_PREFERENCES: Final = 100
"""Most statements in one party's list."""


class Preference(Model):
    """What a party would rather have so than not, whatever stands below it in the party's list.

    Attributes:
        prefers: What is to hold; the opposite is written with `not`.
        source: The statements it rests on.
        label: It in your words.
    """

    prefers: Clause
    source: OneOrMore[Code] = ()
    label: Words | None = None
    note: Words | None = None


def _preference(value: object) -> object:
    """A bare text or structured clause stands for a preference for it."""
    if isinstance(value, dict) and "kind" not in value:
        return value
    return value if isinstance(value, Preference) else {"prefers": value}


PreferenceValue = Annotated[Preference, BeforeValidator(_preference, json_schema_input_type=str | Preference)]
PreferenceList = Annotated[Several[PreferenceValue], Field(min_length=1, max_length=MOST_PREFERENCES)]
"""A party's preferences, the most important first."""
