"""Roadmaps in words."""

from __future__ import annotations

from typing import Final

from conditions.roadmap.measures import By
from conditions.roadmap.results import Roadmap

BY: Final[dict[By, str]] = {
    "earliest": "the earliest end first",
    "shortest": "the fewest days first",
    "fewest": "the fewest steps first",
    "even": "what keeps the parties in step first",
}
"""What counts first."""


def roadmap_words(one: Roadmap) -> str:
    """How many steps and days a roadmap takes, and whether it is proved to be best."""
    count = len(one.days)
    steps = f"{count} step{'' if count == 1 else 's'}"
    days = f"{one.span:,} day{'' if one.span == 1 else 's'} from the first to the last"
    return f"{steps}, {days}{'' if one.is_best else ' (perhaps not the best)'}"


__all__ = ["BY", "roadmap_words"]
