"""What a look at the agreement space gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from functools import cached_property
from itertools import islice

from conditions.conflicts import Course, Named
from conditions.conflicts.goals import Demand
from conditions.language.rationals import number_text
from conditions.notebooks import table
from conditions.pivots import Power, Value
from conditions.records import dataclass
from conditions.space.packages import Size


@dataclass(frozen=True)
class Package:
    """One way in which the goal can come about, as far as conditions tell ways apart.

    Attributes:
        happens: The events that happen.
        never: Those that do not.
        orders: Which orders and distances hold between those that happen, in words.
        facts: The values of yes/no and enumerated facts.
        others: How numbers compare, and how what is left open turns out, in words.
    """

    happens: tuple[str, ...]
    never: tuple[str, ...]
    orders: tuple[str, ...]
    facts: Mapping[str, bool | str]
    others: tuple[str, ...] = ()
    _course: Callable[[], Course | None] = field(default=lambda: None, repr=False, compare=False)

    @cached_property
    def course(self) -> Course | None:
        """A course of events with days in which it comes about; `None` if none was found in time."""
        return self._course()

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "happens": list(self.happens),
            "never": list(self.never),
            "orders": list(self.orders),
            "facts": dict(self.facts),
            "others": list(self.others),
        }


@dataclass(frozen=True)
class Said:
    """Something that a package settles, and in what share of the packages it is so.

    Attributes:
        text: It in words.
        share: The share: 1 where it is so in every package.
    """

    text: str
    share: Fraction

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {"text": self.text, "share": number_text(self.share)}


@dataclass(frozen=True)
class Cost:
    """What a condition costs: how much larger the space is without it.

    Attributes:
        condition: The condition, in one reading.
        without: The size of the space without it.
        size: The size with it.
    """

    condition: Named
    without: Size
    size: Size

    @property
    def removed(self) -> Fraction | None:
        """The share of the space without it that it removes; `None` where sizes are not known, or nothing is there."""
        without, size = self.without.exact, self.size.exact
        return None if not without or size is None else 1 - Fraction(size, without)

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "condition": self.condition.id,
            "reading": self.condition.reading or None,
            "party": self.condition.party,
            "without": self.without.to_dict(),
            "size": self.size.to_dict(),
            "removed": None if self.removed is None else number_text(self.removed),
        }


@dataclass(frozen=True)
class Pivot:
    """How much turns on a condition, with all sets of the others in view.

    Attributes:
        condition: The condition, in one reading.
        blocks: Its power to rule the goal out: a set of conditions is worth 1 if no package keeps them all.
        removes: Its part in what is removed: a set is worth the share of the space that it removes.
    """

    condition: Named
    blocks: Power
    removes: Power

    def to_dict(self) -> dict[str, object]:
        """It as plain data."""
        return {
            "condition": self.condition.id,
            "reading": self.condition.reading or None,
            "party": self.condition.party,
            "blocks": self.blocks.to_dict(),
            "removes": self.removes.to_dict(),
        }


@dataclass(frozen=True)
class Inside:
    """What a room was asked for: found when it is first looked at.

    Attributes:
        costs: What each condition costs.
        said: What packages settle, each with its share; `None` if it was not found in time.
        packages: The packages, one after the other.
        sample: So many packages, drawn with a seed.
        chance: How likely it is that there is a package; `None` where nobody gave odds, or it was not found in time.
        pivots: How much turns on each condition; `None` if that was not found in time.
    """

    costs: Callable[[], tuple[Cost, ...]]
    said: Callable[[], tuple[Said, ...] | None]
    packages: Callable[[], Iterator[Package]]
    sample: Callable[[int, int], list[Package]]
    chance: Callable[[], Fraction | None]
    pivots: Callable[[], tuple[Pivot, ...] | None]


@dataclass(frozen=True)
class Room:
    """The agreement space in one choice of readings: all packages in which the goal comes about with every condition.

    Attributes:
        size: How many packages there are.
    """

    size: Size
    _inside: Inside = field(repr=False, compare=False)

    @cached_property
    def costs(self) -> tuple[Cost, ...]:
        """What each condition costs, on top of all others."""
        return self._inside.costs()

    @cached_property
    def said(self) -> tuple[Said, ...] | None:
        """What packages settle, each with the share in which it is so; `None` if it was not found in time."""
        return self._inside.said()

    @property
    def certain(self) -> tuple[str, ...]:
        """What is so in every package: the backbone."""
        return tuple(one.text for one in self.said or () if one.share == 1)

    @property
    def free(self) -> tuple[Said, ...]:
        """What is so in some packages, and not in others."""
        return tuple(one for one in self.said or () if one.share != 1)

    @cached_property
    def chance(self) -> Fraction | None:
        """How likely it is that chance leaves room for an agreement, where odds were given."""
        return self._inside.chance()

    @cached_property
    def pivots(self) -> tuple[Pivot, ...] | None:
        """How much turns on each condition; `None` if that was not found in time, or nothing is there to remove."""
        return self._inside.pivots()

    def packages(self, most: int | None = None) -> Iterator[Package]:
        """The packages one after the other, in an order that is always the same; no more than `most`.

        Raises:
            GivenUpError: The time was over before the first could be found.
        """
        return islice(self._inside.packages(), most)

    def sample(self, number: int, seed: int = 0) -> list[Package]:
        """So many packages, each as likely as any other and drawn independently; none if there is none.

        Raises:
            GivenUpError: The time was over.
        """
        return self._inside.sample(number, seed)

    def to_dict(self, most: int = 0, drawn: int = 0, seed: int = 0, *, pivots: bool = False) -> dict[str, object]:
        """It as plain data; with so many packages, and so many drawn ones, and perhaps with what turns on whom."""
        known = self.size.most is not None and self.said is not None
        listed = [one.to_dict() for one in self.packages(most)] if most and known else []
        return {
            "size": self.size.to_dict(),
            "costs": [one.to_dict() for one in self.costs],
            "certain": None if self.said is None else list(self.certain),
            "free": None if self.said is None else [one.to_dict() for one in self.free],
            "chance": None if self.chance is None else number_text(self.chance),
            "packages": listed,
            "pivots": [one.to_dict() for one in self.pivots or ()] if pivots else [],
            "all_packages": self.size.most is not None and len(listed) == self.size.most,
            "drawn": [one.to_dict() for one in self.sample(drawn, seed)] if drawn and known else [],
        }


@dataclass(frozen=True)
class AgreementSpace:
    """The room that conditions leave for a goal.

    Attributes:
        goal: What is to happen.
        given: What holds whatever the parties want.
        taking_part: The conditions that were looked at, in every reading.
        whole: How many packages there are in which the goal comes about, if no condition need be kept.
        alone: What each condition costs if it is the only one.
        by_reading: The room for each choice of the readings that matter, by their names; if none matters the only
            key is "".
        left_out: How many choices of readings were not looked at.
    """

    goal: tuple[Demand, ...]
    given: tuple[Demand, ...]
    taking_part: tuple[Named, ...]
    whole: Size
    alone: tuple[Cost, ...]
    by_reading: Mapping[str, Room]
    left_out: int = 0
    _readings: Callable[[], Mapping[str, Value]] = field(default=dict, repr=False, compare=False)

    @cached_property
    def readings(self) -> Mapping[str, Value]:
        """For each condition with several readings in what share of the choices of all others it decides.

        What it decides is whether there is any room. Without any, where that was not found in time.
        """
        return self._readings()

    @property
    def room(self) -> Room:
        """The room, where it is the same in every reading.

        Raises:
            ValueError: It depends on the reading.
        """
        if len(self.by_reading) > 1:
            raise ValueError(f"the room depends on the reading: {', '.join(self.by_reading)}")
        return next(iter(self.by_reading.values()))

    @property
    def complete(self) -> bool:
        """Whether every number is exact, in every reading."""
        sizes: Iterable[Size] = (self.whole, *(one.size for one in self.by_reading.values()))
        return not self.left_out and all(size.exact is not None for size in sizes)

    def to_dict(self, most: int = 0, drawn: int = 0, seed: int = 0, *, pivots: bool = False) -> dict[str, object]:
        """Everything as plain data; what there is of each room, as there."""
        readings = self.readings if pivots else {}
        return {
            "goal": [{"text": one.text, "words": one.words} for one in self.goal],
            "given": [{"text": one.text, "words": one.words} for one in self.given],
            "conditions": [one.to_dict() for one in self.taking_part],
            "whole": self.whole.to_dict(),
            "alone": [one.to_dict() for one in self.alone],
            "results": [
                {"reading": name, **room.to_dict(most, drawn, seed, pivots=pivots)}
                for name, room in self.by_reading.items()
            ],
            "left_out": self.left_out,
            "pivotal_readings": {name: value.to_dict() for name, value in readings.items()},
            "complete": self.complete,
        }

    def to_records(self) -> list[dict[str, object]]:
        """One flat record for each condition in each reading: how many packages there are, and what it removes."""
        return [
            {
                "reading": reading,
                "packages": room.size.exact,
                "condition": cost.condition.name,
                "party": cost.condition.party,
                "removed": None if cost.removed is None else number_text(cost.removed),
            }
            for reading, room in self.by_reading.items()
            for cost in room.costs
        ]

    def _repr_html_(self) -> str:
        """A table for notebooks: how many packages there are in every reading."""
        rooms = [("no condition kept", self.whole), *((name, room.size) for name, room in self.by_reading.items())]
        rows = ((name, str(size)) for name, size in rooms)
        goal = "; ".join(one.text for one in self.goal)
        return table(f"The agreement space of: {goal}", ("Reading", "Packages"), rows)
