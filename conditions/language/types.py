"""The small values of the language: names with their place in the text, moments, periods, exact numbers."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from conditions.dates import Period, add, parse_day, parse_period
from conditions.errors import LanguageError, Problem
from conditions.language.joined import joined_hint
from conditions.language.read_by import ReadBy
from conditions.records import dataclass

Span = tuple[int, int]
T = TypeVar("T")

NAME_PATTERN: Final = r"[^\W\d]\w*"
REFERENCE_PATTERN: Final = rf"{NAME_PATTERN}(?:\.{NAME_PATTERN})?(?:\[{NAME_PATTERN}\])?"
_UNIT_PATTERN = r"(?:year|month|week|day)s?"
PERIOD_PATTERN: Final = rf"[0-9]+\s+{_UNIT_PATTERN}(?:\s+[0-9]+\s+{_UNIT_PATTERN})*"
PERIOD_AHEAD: Final = rf"[0-9]+\s+{_UNIT_PATTERN}"
"""How a period begins."""
_REFERENCE = re.compile(REFERENCE_PATTERN)
_JOINED_PERIODS = rf"(\S+\s+([+-])\s+{PERIOD_PATTERN})\s+\2\s+({PERIOD_PATTERN})"
_DERIVED = re.compile(r"\s*(?:earliest|earlier|latest|later|[0-9]+(?:st|nd|rd|th)|[0-9]+\s+\w+\s+\w+\s)")
_MOMENT = re.compile(rf"\s*(\S+?)\s*(?:([+-])\s+({PERIOD_PATTERN})\s*)?")

KEPT: Final = frozenset(
    "a apart days each members month months once unanimously until week weeks when year years".split()
)
"""Words that the grammar does not know, or only in periods, and that are kept for it all the same."""


class MistakeError(LanguageError):
    """Mistakes in one text, each with the span of characters it concerns.

    Attributes:
        mistakes: Problems without a location, with start and end offsets in the
            text (`None`: the whole text).
    """

    def __init__(self, *mistakes: tuple[Problem, Span | None]) -> None:
        self.mistakes = mistakes
        super().__init__([problem for problem, _ in mistakes])


def carried(error: LanguageError, at: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """Our error inside one of Pydantic's, for a validator to raise and a loader to unpack.

    Args:
        error: Our error.
        at: The part of the value that it concerns: fields, keys and indices.
    """
    return PydanticCustomError("language", "{shown}", {"shown": str(error), "error": error, "at": at})


def mistake(code: str, message: str, hint: str | None = None, at: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """One mistake in a value, or in the part of it that `at` names, for a validator to raise."""
    return carried(MistakeError((Problem(code, message, hint=hint), None)), at)


def not_text(what: str, value: object) -> PydanticCustomError:
    """The mistake of a value that is not text, where `what` is expected."""
    return mistake("not-text", f"{what} must be text, and this is {kind_of(value)}")


def kind_of(value: object) -> str:
    """What a value is, in words: "a list"."""
    match value:
        case None:
            return "nothing"
        case str():
            return "text"
        case bool():
            return "a truth value"
        case int() | float():
            return "a number"
        case Mapping():
            return "a mapping"
        case list() | tuple() | set() | frozenset():
            return "a list"
        case _:
            return f"of the type {type(value).__name__}"


def reported(read: Callable[[object], T]) -> Callable[[object], T]:
    """The same reader for use as a Pydantic validator: our errors travel inside Pydantic's."""

    def validate(value: object) -> T:
        try:
            return read(value)
        except LanguageError as error:
            raise carried(error) from None

    return validate


def checked(check: Callable[[], None]) -> None:
    """Run a check inside a Pydantic validator, so that our mistakes travel inside Pydantic's."""
    reported(lambda _: check())(None)


class Name(str):
    """A name of the vocabulary as a text mentions it: `referendum`, `crimea.resolved`, `ratify[GB]`.

    Attributes:
        span: Start and end offset in the text it was read from; ignored by equality.
    """

    __slots__ = ("span",)
    span: Span | None

    def __new__(cls, text: str, span: Span | None = None) -> "Name":
        name = super().__new__(cls, text)
        name.span = span
        return name

    @classmethod
    def _validated(cls, value: object) -> "Name":
        if isinstance(value, Name):
            return value
        if not isinstance(value, str):
            raise not_text("a name", value)
        if not _REFERENCE.fullmatch(value):
            raise mistake("bad-name", f"`{value}` is not a name", "a name has letters, digits and `_`")
        return cls(str(value), (0, len(value)))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validated, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "description": "An event, fact, ladder or group of the dossier."}


@dataclass(frozen=True)
class Derived:
    """A day derived from those of several moments: the earliest, the latest, or the k-th of them to come.

    Text: `earliest of (referendum, 2022-05-09)`, `latest of guarantors ratify`, `2nd of (a, b, c)`.

    Attributes:
        which: `earliest`, `latest`, or a number counted from 1.
        of: The moments.
        group: Instead of them, a group,
        what: and what each of its members does.
    """

    which: Literal["earliest", "latest"] | int
    of: "tuple[Moment, ...]" = ()
    group: Name | None = None
    what: Name | None = None

    def __post_init__(self) -> None:
        if isinstance(self.which, int) and self.of and not 1 <= self.which <= len(self.of):
            message = f"there is no {ordinal(self.which)} of {len(self.of)}"
            raise MistakeError((Problem("no-such-place", message, hint=f"name a place from 1 to {len(self.of)}"), None))

    def __str__(self) -> str:
        which = ordinal(self.which) if isinstance(self.which, int) else self.which
        of = f"{self.group} {self.what}" if self.group is not None else f"({', '.join(map(str, self.of))})"
        return f"{which} of {of}"


def ordinal(number: int) -> str:
    """A place in a row: `1st`, `2nd`, `11th`."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@dataclass(frozen=True)
class Moment:
    """An event, a named moment, a fixed day or the earliest or latest of several, possibly shifted by a period.

    Text: `referendum`, `2022-05-09`, `referendum + 30 days`, `signature - 6 months`, `6 months before signature`,
    `earliest of (adoption + 8 years, conclusion)`.
    """

    anchor: Name | date | Derived
    shift: Period = Period()

    def __str__(self) -> str:
        anchor = self.anchor.isoformat() if isinstance(self.anchor, date) else str(self.anchor)
        if self.shift.is_zero:
            return anchor
        parts = (self.shift.years, self.shift.months, self.shift.weeks, self.shift.days)
        return f"{anchor} - {-self.shift}" if min(parts) < 0 else f"{anchor} + {self.shift}"

    @classmethod
    def parse(cls, text: str) -> "Moment":
        """Read a moment from text.

        Raises:
            MistakeError: The text is no moment.
        """
        found = _MOMENT.fullmatch(text)
        if not found:
            return cls._derived(text)
        word, sign, period = found.groups()
        shift = Period() if period is None else parse_period(period)
        if not word[:1].isdigit() and not _REFERENCE.fullmatch(word):
            raise MistakeError((_bad_moment(word), found.span(1)))
        anchor = parse_day(word) if word[:1].isdigit() else Name(word, found.span(1))
        return cls(anchor, -shift if sign == "-" else shift).checked()

    @classmethod
    def _derived(cls, text: str) -> "Moment":
        if not _DERIVED.match(text):
            raise MistakeError((_bad_moment(text), None))
        from conditions.language.grammar import parse_moment  # the grammar is built from what uses this module

        return parse_moment(text)

    def checked(self) -> "Moment":
        """The moment itself.

        Raises:
            DateError: `day-out-of-range`, if it is a fixed day outside the calendar.
        """
        if isinstance(self.anchor, date):
            add(self.anchor, self.shift)
        return self

    def names(self) -> tuple[Name, ...]:
        """The events and moments that it mentions; for members of a group, the group and what each does."""
        match self.anchor:
            case Name():
                return (self.anchor,)
            case Derived(_, of, group, what):
                named = (name for name in (group, what) if name is not None)
                return (*named, *(name for moment in of for name in moment.names()))
            case _:
                return ()

    @classmethod
    def _validated(cls, value: object) -> "Moment":
        if isinstance(value, Moment):
            return value.checked()
        if isinstance(value, str):
            return cls.parse(value)
        raise not_text("a moment", value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            reported(cls._validated), serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "description": "An event, a named moment or a day (YYYY-MM-DD), optionally shifted: "
            "`referendum + 30 days`; or the earliest or latest of several: `earliest of (a, b)`.",
        }


def _bad_moment(text: str) -> Problem:
    hint = "write an event or a day, such as `referendum`, `2022-05-09` or `referendum + 30 days`"
    joined = re.fullmatch(_JOINED_PERIODS, text)
    if joined:
        anchor, sign, one = joined[1].split(maxsplit=2)
        meant = joined_hint(one, joined[3])
        hint = hint if meant is None else meant.replace("write `", f"write `{anchor} {sign} ")
    return Problem("bad-moment", f"`{text}` is not a moment", hint=hint)


def _period(value: object) -> Period:
    if isinstance(value, Period):
        return value
    if isinstance(value, str):
        return parse_period(value)
    raise not_text("a period", value)


PeriodValue = Annotated[
    Period,
    ReadBy(
        reported(_period),
        {"type": "string", "description": "A calendar period: `30 days`, `1 year 6 months`, `P15Y`."},
        str,
    ),
]
"""A calendar period, written in words or as an ISO 8601 duration of years, months, weeks and days."""


def _whole(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{1,9}", value):
            raise mistake("not-a-whole-number", f"`{value}` is not a whole number", "write digits only, as in `3`")
        return int(value)
    return value


WholeNumber = Annotated[int, BeforeValidator(_whole)]
"""A count; in files a row of at most nine ASCII digits."""


def _flag(value: object) -> object:
    if isinstance(value, str):
        if value not in _FLAGS:
            raise mistake("not-yes-or-no", f"`{value}` is neither yes nor no", "write `yes` or `no`")
        return _FLAGS[value]
    return value


_FLAGS = {"yes": True, "true": True, "no": False, "false": False}
Flag = Annotated[bool, BeforeValidator(_flag)]
"""Yes or no; in files `yes`, `no`, `true` or `false`."""
