"""What all models share: frozen, strict, no unknown fields, our errors; and the small values they are made of."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from conditions.dates import PartialDate, parse_day, parse_partial_date
from conditions.errors import ConditionsError, DossierError, ScenarioError
from conditions.language.phrases import RESERVED
from conditions.language.rationals import number_text
from conditions.language.read_by import ReadBy
from conditions.language.types import NAME_PATTERN, kind_of, mistake, not_text, reported

T = TypeVar("T")

LONGEST_QUOTE: Final = 2_000
CODE_PATTERN: Final = re.compile(r"[^\W_][\w-]*")
WORD_PATTERN: Final = re.compile(NAME_PATTERN)


class Model(BaseModel):
    """Base of every model: frozen, strict, refusing unknown fields.

    Raises:
        ConditionsError: The arguments are not what the model says; each problem has the path of its part.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="forbid", strict=True, populate_by_name=True, defer_build=True
    )

    @classmethod
    def refusal(cls) -> type[ConditionsError]:
        """What the constructor raises."""
        return DossierError

    if not TYPE_CHECKING:  # type checkers know the fields from the class itself

        def __init__(self, /, **data: Any) -> None:
            try:
                super().__init__(**data)
            except ValidationError as error:
                from conditions.model.findings import problems_of  # only where there are mistakes

                raise self.refusal()(problems_of(error, type(self), data)) from None

        # Models inside of models and data are read without it, so that all mistakes are found together.
        __init__.__pydantic_base_init__ = True


class Told(Model):
    """Base of a scenario and its parts."""

    @classmethod
    def refusal(cls) -> type[ConditionsError]:
        """What the constructor raises."""
        return ScenarioError


def _code(value: object) -> str:
    if not isinstance(value, str):
        raise not_text("an id", value)
    if not CODE_PATTERN.fullmatch(value):
        raise mistake("bad-id", f"`{value}` is not an id", "an id has letters, digits, `-` and `_`, and no spaces")
    return str(value)


Code = Annotated[str, ReadBy(_code, {"type": "string", "pattern": r"^[^\W_][\w-]*$"})]
"""Id of a party, statement, condition, zone or instrument."""


_ANSWERS: Final = frozenset({"yes", "no", "true", "false", "unknown"})


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise not_text("a name", value)
    if not WORD_PATTERN.fullmatch(value):
        raise mistake("bad-name", f"`{value}` is not a name", _name_hint(value))
    if value in RESERVED:
        message = f"`{value}` is a word of the condition language and cannot be a name"
        raise mistake("reserved-word", message, "choose another name, or a longer one")
    return str(value)


def _name_hint(value: str) -> str:
    joined = re.sub(r"[\s-]+", "_", value.strip())
    if WORD_PATTERN.fullmatch(joined):
        return f"write `{joined}`"
    return "a name begins with a letter and has letters, digits and `_`"


Word = Annotated[str, ReadBy(_word, {"type": "string", "pattern": r"^[^\W\d]\w*$"})]
"""Name of an event, ladder, rung, fact, group or value, as conditions mention it."""


def _named(value: object) -> str:
    name = _word(value)
    if name in _ANSWERS:
        message = f"`{name}` is a word for what is known of facts and events, and cannot be the name of one"
        raise mistake("reserved-word", message, "choose another name, or a longer one")
    return name


Named = Annotated[str, ReadBy(_named, {"type": "string", "pattern": r"^[^\W\d]\w*$"})]
"""Name of an event or fact, of which it is said whether it is so."""


_LANGUAGE: Final = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}"


def _language(value: object) -> str:
    if not isinstance(value, str):
        raise not_text("a language", value)
    if not re.fullmatch(_LANGUAGE, value):
        hint = "write the code of a language, such as `uk` or `ru`"
        raise mistake("bad-language", f"`{value}` is not the code of a language", hint)
    return str(value)


Language = Annotated[str, ReadBy(_language, {"type": "string", "pattern": f"^{_LANGUAGE}$"})]
"""Code of a language. Source: BCP 47, of which the language, script and region are allowed."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise not_text("this", value)
    if not value.strip():
        raise mistake("empty-text", "this is an empty text", "leave the field out, or say something")
    return str(value)


Words = Annotated[str, ReadBy(_text, {"type": "string", "minLength": 1})]
"""Text for people: a label, a name, a paraphrase."""


def _written(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | Fraction():
            return number_text(Fraction(value))
        case Decimal() if value.is_finite():
            return number_text(Fraction(value))
        case float():
            hint = 'write it as text, such as "0.1", or as a `Fraction`: numbers are exact, and this kind is not'
            raise mistake("not-text", f"this must be text, and this is {kind_of(value)}", hint)
        case _:
            return _text(value)


Value = Annotated[str, ReadBy(_written, {"type": "string", "minLength": 1})]
"""The value of a fact as files write it. In Python it may also be a truth value or an exact number."""


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return parse_day(value)
    raise not_text("a day", value)


CalendarDay = Annotated[date, ReadBy(reported(_day), {"type": "string", "format": "date"}, date.isoformat)]
"""A calendar day, `2022-04-26`."""


def _partial(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, str):
        return parse_partial_date(value)
    if isinstance(value, date):
        return parse_partial_date(value.isoformat())
    raise not_text("a date", value)


DateOrRange = Annotated[
    PartialDate,
    ReadBy(
        reported(_partial),
        {"type": "string", "description": "A day, month, year or interval in EDTF: `2022-03/2022-04`."},
        str,
    ),
]
"""A day as far as it is known: `2022-04-26`, `2022-04`, `2022-03-29/2022-04-12`, `2022~`."""


def _listing(item: object) -> object:
    """A single item where a list is meant."""
    return item if isinstance(item, list | tuple) else (item,)


def _tupled(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Several = Annotated[tuple[T, ...], BeforeValidator(_tupled)]
"""A list."""
OneOrMore = Annotated[tuple[T, ...], BeforeValidator(lambda value: _tupled(_listing(value)))]
"""A single item or a list of them."""


def shorthand(field: str) -> Callable[[Any], Any]:
    """A validator that reads a bare value as a mapping with this one field."""

    def read(value: Any) -> Any:
        return value if isinstance(value, dict | BaseModel) else {field: value}

    return read
