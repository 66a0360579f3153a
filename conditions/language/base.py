"""What every surface kind has: fields, a docstring, examples, a syntax, its lowering and its wording.

A surface kind is one way in which parties put a condition. `Kind` refuses a
class that lacks a part, at import.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer, model_validator

from conditions import formula as core
from conditions.dates import Period
from conditions.errors import Problem, did_you_mean
from conditions.language.names import no_event, no_fact
from conditions.language.types import Derived, Moment, Name, Span, checked, ordinal
from conditions.records import dataclass
from conditions.truth import Truth
from conditions.vocabulary import Definition, FactType, LadderType, Vocabulary


class Syntax(NamedTuple):
    """One way of writing a kind.

    Attributes:
        rule: The grammar rule that it extends: `sentence`, `disjunction`, `conjunction` or `unit`.
        pattern: What stands there: words in quotation marks, and the rules and terminals of the grammar.
        fields: The fields that the parts of the pattern fill, in order; a `*` collects all that are left,
            and a `**` takes all that its part says by name.
        fixed: Fields that this way of writing sets.
    """

    rule: str
    pattern: str
    fields: tuple[str, ...]
    fixed: Mapping[str, object] = MappingProxyType({})


ONE_DAY = Period(days=1)
SAME_DAY = Period()
_OPEN: Final = core.Constant(Truth.UNKNOWN, "the members are not named")
_ANY_DAY: Final = core.Kth(tuple(core.Guarded(core.Day(day), _OPEN) for day in (date.min, date.max)), 1)
"""A point of which neither is known whether it comes nor when."""


class Kind(BaseModel):
    """One way of putting a condition.

    Attributes:
        standard_name: What the field calls it.
        examples: Texts of this kind, in the canonical wording, over the example vocabulary of the reference.
        syntax: The ways of writing it, from which the grammar is built; the first one that fits is canonical.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    if TYPE_CHECKING:  # Pydantic would read them again for every kind
        standard_name: ClassVar[str]
        examples: ClassVar[tuple[str, ...]]
        syntax: ClassVar[tuple[Syntax, ...]]
        _defaults: ClassVar[dict[str, object]]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        missing = [name for name in ("standard_name", "examples", "syntax") if name not in cls.__dict__]
        missing += [name for name in ("lower", "say", "text") if getattr(cls, name) is getattr(Kind, name)]
        missing += [] if cls.__dict__.get("__doc__") else ["docstring"]
        missing += [] if "kind" in cls.model_fields else ["kind"]
        if missing:
            raise TypeError(f"the condition kind {cls.__name__} lacks {', '.join(missing)}")
        cls._defaults = {name: info.default for name, info in cls.model_fields.items() if not info.is_required()}

    @classmethod
    def name(cls) -> str:
        """The word that stands for the kind in the structured form."""
        return str(cls.model_fields["kind"].default)

    @classmethod
    def made(cls, fields: dict[str, object]) -> Self:
        """A clause of fields that are known to have the right types, as the grammar gives them.

        Raises:
            MistakeError: The fields do not go together.
        """
        clause = cls.__new__(cls)
        values = {**cls._defaults, **fields}
        object.__setattr__(clause, "__dict__", values)
        object.__setattr__(clause, "__pydantic_fields_set__", set(fields))
        object.__setattr__(clause, "__pydantic_extra__", None)
        object.__setattr__(clause, "__pydantic_private__", None)
        clause.check()
        return clause

    def check(self) -> None:
        """Refuse fields that do not go together; raises a `MistakeError`."""

    @model_validator(mode="after")
    def _checked(self) -> Self:
        checked(self.check)
        return self

    def lower(self, scope: "Scope") -> core.Formula:
        """The core formula, with every unknown name reported to the scope."""
        raise NotImplementedError

    def occurs(self, _scope: "Scope", /) -> bool:
        """Whether it says that something happens, so that it can stand after `only after`; clauses inside it apart."""
        return False

    def say(self, words: "Words") -> str:
        """The condition in English, with the labels of the vocabulary."""
        raise NotImplementedError

    def text(self) -> str:
        """The canonical text, which reads back as an equal clause."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.text()

    @model_serializer(mode="wrap")
    def _with_kind(self, handler: SerializerFunctionWrapHandler) -> dict[str, object]:
        """The structured form always names its kind, also where defaults are left out."""
        return {"kind": self.name(), **handler(self)}


@dataclass(frozen=True)
class Scope:
    """Where a clause is being lowered: the vocabulary, and the moment at which it is judged.

    Attributes:
        vocabulary: The names that may be used.
        at: The moment that decides what "has happened" means; `None` for the whole course of events.
        gap: How long before that moment things must have happened: nothing where the same day will do,
            one day for strictly before.
        mistakes: Problems found so far, shared by all scopes of one lowering.
        defining: The named moments whose definitions led here.
    """

    vocabulary: Vocabulary
    at: core.Point | None = None
    gap: Period = SAME_DAY
    mistakes: list[tuple[Problem, Span | None]] = field(default_factory=list, compare=False)
    defining: tuple[str, ...] = ()

    def judged_at(self, act: core.Point, gap: Period = SAME_DAY) -> "Scope":
        """The scope in which clauses speak of what has happened by the act."""
        return replace(self, at=act, gap=gap)

    def report(self, code: str, message: str, name: str | None = None, hint: str | None = None) -> None:
        """Note a mistake, at the place of the name where it has one."""
        self.find(Problem(code, message, hint=hint), name)

    def find(self, problem: Problem, name: str | None) -> None:
        """Note a problem, at the place of the name where it has one."""
        self.mistakes.append((problem, getattr(name, "span", None)))

    def happened(self, point: core.Point) -> core.Formula:
        """The point has come: by the moment of this scope, or ever."""
        if self.at is None:
            return core.Happens(point)
        return core.Within(self.at, point, least=self.gap)

    def all_happened(self, formula: core.Formula, *points: core.Point) -> core.Formula:
        """The formula holds, and all events that it speaks of have happened by the moment of this scope."""
        if self.at is None:
            return formula
        roots = dict.fromkeys(root for point in points if not isinstance(root := core.root(point), core.Day))
        return core.All((formula, *map(self.happened, roots)))

    def point(self, moment: Moment) -> core.Point:
        """The core point of a moment."""
        match moment.anchor:
            case Name() as name if name in self.vocabulary.moments:
                base: core.Point = self.named(name)
            case Name() as name:
                base = self.event(name)
            case Derived() as derived:
                base = self._derived(derived)
            case day:
                base = core.Day(day)
        return base if moment.shift.is_zero else core.Shift(base, moment.shift)

    def named(self, name: str) -> core.Point:
        """The core point of a moment that the vocabulary names, judged wherever it is used in the same way."""
        known = self.vocabulary
        if name in known.broken or name in self.defining:
            return core.Event(str(name))
        if name not in known.points:
            inner = Scope(known, defining=(*self.defining, str(name)))
            known.points[str(name)] = core.Named(str(name), inner.defined(known.moments[name]))
        point: core.Point = known.points[str(name)]
        return point

    def defined(self, definition: Definition) -> core.Point:
        """The core point of a definition; its proviso is judged at that moment, by the end of its day."""
        point = self.point(definition.when)
        if definition.only_if is None:
            return point
        proviso = definition.only_if.lower(self.judged_at(point))
        if definition.otherwise is None:
            return core.Guarded(point, proviso)
        other = core.Guarded(self.point(definition.otherwise), core.Not(proviso))
        return core.Kth((core.Guarded(point, proviso), other), 1)

    def _derived(self, derived: Derived) -> core.Point:
        points: tuple[core.Point, ...] = tuple(self.point(moment) for moment in derived.of)
        if derived.group is not None and derived.what is not None:
            members = self.group(derived.group)
            self.family(derived.what, derived.group)
            if derived.what in self.vocabulary.fact_families:
                self.find(no_event(derived.what, self.vocabulary), derived.what)
            if members is None:
                return _ANY_DAY
            points = tuple(core.Event(f"{derived.what}[{member}]") for member in members)
            if isinstance(derived.which, int) and derived.which > len(points):
                message = f"there is no {ordinal(derived.which)} of the {len(points)} members of `{derived.group}`"
                self.report("no-such-place", message, derived.group, f"name a place from 1 to {len(points)}")
        k = {"earliest": 1, "latest": len(points)}.get(str(derived.which)) or int(derived.which)
        return core.Kth(points, k)

    def family(self, what: str, group: str) -> None:
        """Report a name that does not stand for one thing for each member of the group."""
        known = self.vocabulary
        family = known.families.get(what)
        if family is None and what not in known.broken:
            if what in known.events or what in known.facts:
                message = f"`{what}` is one thing, not one for each member of {group}"
                self.report("not-per-member", message, what, f"declare it with `each: {group}`")
            else:
                self.unknown("event", what, dict(known.families))
        elif family is not None and family != group and group in known.groups:
            self.report("other-group", f"`{what}` is for each of `{family}`, not of `{group}`", group)

    def event(self, name: str) -> core.Event:
        """The event of that name; reports one that the vocabulary lacks."""
        if name not in self.vocabulary.events and self._reportable(name):
            self.find(no_event(name, self.vocabulary), name)
        return core.Event(str(name))

    def fact(self, name: str, *, or_ladder: bool = False) -> FactType | None:
        """The type of the fact of that name; reports one that the vocabulary lacks."""
        if name not in self.vocabulary.facts and self._reportable(name):
            self.find(no_fact(name, self.vocabulary, or_ladder=or_ladder), name)
        return self.vocabulary.facts.get(name)

    def group(self, name: str) -> tuple[str, ...] | None:
        """The members of a group, `None` where they are not named or the group is unknown."""
        if name not in self.vocabulary.groups and self._reportable(name):
            self.unknown("group", name, self.vocabulary.groups)
        return self.vocabulary.groups.get(name)

    def unknown(self, what: str, name: str, known: Iterable[str]) -> None:
        """Report a name that the vocabulary lacks, with the nearest one that it has."""
        near = did_you_mean(name, known) or did_you_mean(name, self.vocabulary.everything())
        self.report(f"unknown-{what}", f"unknown {what} `{name}`", name, near or f"add it to `{what}s`")

    def _reportable(self, name: str) -> bool:
        return not any(
            part in self.vocabulary.broken for part in (name, name.partition(".")[0], name.partition("[")[0])
        )


@dataclass(frozen=True)
class Words:
    """Wording of the names in a clause, for people who do not know the dossier's ids."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def name(self, name: str) -> str:
        """The label of a name between quotation marks, or the bare name where it has none."""
        label = self.vocabulary.label(name)
        return f"“{label}”" if label != name else name

    def moment(self, moment: Moment) -> str:
        """A moment in words."""
        anchor = self._anchor(moment.anchor)
        if moment.shift.is_zero:
            return anchor
        shift = moment.shift
        back = min(shift.years, shift.months, shift.weeks, shift.days) < 0
        return f"{-shift} before {anchor}" if back else f"{shift} after {anchor}"

    def _anchor(self, anchor: Name | date | Derived) -> str:
        match anchor:
            case Name():
                return self.name(anchor)
            case Derived(which, of, None, _):
                return f"the {_place(which)} of {listed([self.moment(moment) for moment in of])}"
            case Derived(which, _, group, what):
                return f"the {_place(which)} of {self.vocabulary.label(group or '')}: {self.name(what or '')}"
            case _:
                return anchor.isoformat()


def _place(which: str | int) -> str:
    return which if isinstance(which, str) else ordinal(which)


def listed(items: list[str], last: str = "and") -> str:
    """Items in a row: `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def rung_reached(scope: Scope, ladder: str, kind: LadderType, rung: str) -> core.Formula:
    """The ladder has been climbed to the rung or beyond, by the moment of the scope."""
    if kind.start is not None and kind.rungs.index(rung) <= kind.rungs.index(kind.start):
        return core.Constant(Truth.TRUE)
    events = [core.Event(f"{ladder}.{step}") for step in kind.rungs[kind.rungs.index(rung) :]]
    return core.Any(tuple(scope.happened(event) for event in events)) if len(events) > 1 else scope.happened(events[0])


def mentioned(clause: Kind) -> Iterator[Kind]:
    """The clause and every clause inside it, outermost first."""
    yield clause
    for field_name in type(clause).model_fields:
        value = getattr(clause, field_name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Kind):
                yield from mentioned(inner)
