"""Progress of long work on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from io import StringIO

import pytest

from conditions.cli.progress import Progress
from conditions.conflicts import conflicts
from conditions.deadlock import deadlocks
from conditions.model.dossier import Dossier
from conditions.questions import questions
from conditions.roadmap import roadmaps
from conditions.space import space
from tests.command_line import ISTANBUL, run


class Terminal(StringIO):
    """Standard error that somebody looks at."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def told(monkeypatch: pytest.MonkeyPatch, stream: StringIO, *, quiet: bool = False, seconds: float = 0.1) -> str:
    """What is said of a search that takes some time."""
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress("choices of readings", quiet=quiet, first=0.02, every=0.02) as progress:
        time.sleep(seconds / 2)
        progress(3, 12)
        time.sleep(seconds / 2)
    return stream.getvalue()


def test_long_work_says_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """First only that it goes on, then how much has been looked at."""
    lines = told(monkeypatch, StringIO(), seconds=0.5).splitlines()

    assert "still looking, 0 s" == lines[0]
    assert "looked at 3 of 12 choices of readings, 0 s" in lines


def test_short_work_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less than a second is no wait."""
    stream = StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress("steps", quiet=False) as progress:
        progress(1, 2)

    assert "" == stream.getvalue()


def test_nothing_is_said_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `--quiet` asks."""
    assert "" == told(monkeypatch, StringIO(), quiet=True)


def test_a_terminal_keeps_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line is written anew, and in the end it is blank."""
    text = told(monkeypatch, Terminal(), seconds=0.5)

    assert "\n" not in text
    assert "\rlooked at 3 of 12 choices of readings, 0 s" in text
    assert text.endswith("\r")
    assert not text.split("\r")[-2].strip()


def test_it_stops_where_the_work_fails() -> None:
    """An error is not followed by a word on progress."""
    progress = Progress("steps", quiet=False)
    with pytest.raises(ValueError, match="amiss"), progress:
        raise ValueError("amiss")

    assert not progress._thread.is_alive()


CIRCLE = Dossier.build(
    {
        "dossier": "circle",
        "parties": {"UA": {"name": "Ukraine"}, "RU": {"name": "Russia"}},
        "events": {"ceasefire": {"by": "UA"}, "talks": {"by": "RU"}},
        "conditions": {
            "UA-one": {
                "party": "UA",
                "readings": {"strict": "ceasefire only after talks", "same": "ceasefire only on or after talks"},
            },
            "RU-one": {"party": "RU", "condition": "talks only on or after ceasefire"},
        },
    }
)
"""A deadlock in one reading and none in the other."""

SEARCHES: dict[str, Callable[[Callable[[int, int], None]], object]] = {
    "conflicts": lambda progress: conflicts(CIRCLE, "ceasefire", progress=progress),
    "deadlock": lambda progress: deadlocks(CIRCLE, "ceasefire", progress=progress),
    "roadmap": lambda progress: roadmaps(CIRCLE, "ceasefire", progress=progress),
    "space": lambda progress: space(CIRCLE, "ceasefire", progress=progress),
    "ask": lambda progress: questions(CIRCLE, progress=progress),
}


@pytest.mark.parametrize("search", SEARCHES.values(), ids=SEARCHES)
def test_every_search_counts_its_steps_to_the_end(search: Callable[[Callable[[int, int], None]], object]) -> None:
    """One step after another, and in the end all that there are."""
    told: list[tuple[int, int]] = []
    search(lambda done, whole: told.append((done, whole)))

    assert list(range(1, len(told) + 1)) == [done for done, _ in told]
    assert all(done <= whole for done, whole in told)
    assert told[-1][0] == told[-1][1] > 1


@pytest.mark.parametrize("command", ["conflicts", "concessions", "deadlock", "roadmap", "space", "ask"])
def test_every_command_can_be_quiet(command: str) -> None:
    """Then standard error stays empty."""
    goal = [] if command == "ask" else ["--goal", "referendum"]
    done = run(command, ISTANBUL, *goal, "--quiet", "--timeout", "1")

    assert "" == done.stderr
