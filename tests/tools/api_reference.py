"""Writes the pages of docs/api: every public name, by what somebody wants to do, with the first line of its docstring.

The site adds the full description of each name (docs/conf.py). A new public name needs a place in `GROUPS`.

Run: python -m tests.tools.api_reference
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import conditions

TARGET: Final = Path(__file__).resolve().parents[2] / "docs" / "api"
"""The folder of the pages."""


@dataclass(frozen=True)
class Group:
    """Names that serve one purpose, on a page of their own.

    Attributes:
        file: The page's file without its ending.
        title: What somebody wants to do.
        says: A sentence or two of introduction, as Markdown.
        names: What serves it: functions first, then what they give.
    """

    file: str
    title: str
    says: str
    names: str


GROUPS: Final = (
    Group(
        "files",
        "Read and write files",
        "Files are read whole: an error carries every mistake in them, each with its place. What may stand in them"
        " is in [The files](../files.md).",
        "load_dossier load_scenario load_folder read_dossier read_scenario dump_dossier dump_scenario LoadedFolder"
        " LoadedScenario",
    ),
    Group(
        "dossier",
        "Build a dossier",
        "The parts of a dossier. Each is built from the same words as a file has, as keywords or as plain data, and is"
        " checked in the same way. What every field says is in [The files](../files.md).",
        "Dossier Party Group Event Fact Ladder NamedMoment Statement Claim Ambiguity Meaning NotEncoded Condition"
        " Reading Term Waiver Preference Goal State Suspension Zone Instrument Obligation Scope",
    ),
    Group(
        "scenario",
        "Build a scenario",
        "What is known of one course of events, and what is expected to come out. What every field says is in"
        " [The files](../files.md#the-scenario-file).",
        "Scenario World Step NumberRange Incident Performed Viewpoint Expected",
    ),
    Group(
        "language",
        "Read conditions, days and periods",
        "The texts that stand in files, as values. The language is described in"
        " [The condition language](../language.md).",
        "parse PartialDate Period Truth",
    ),
    Group(
        "check",
        "Check a scenario",
        "The answers, party by party, condition by condition, reading by reading. What they mean is in"
        " [What the answers mean](../semantics.md).",
        "check CheckResult PartyResult RollUp ConditionResult Verdict Answer Status Reason Why mismatches Mismatch"
        " unused Unused coverage Coverage",
    ),
    Group(
        "explain",
        "Explain an answer",
        "Why an answer is what it is: the days, facts and quotes that decided, and the smallest change that would"
        " turn it.",
        "explain explain_party to_text Explanation PartyExplanation",
    ),
    Group(
        "time",
        "Ask about days and states",
        "Days that follow from others, and what is in force when.",
        "moments Moments MomentAnswer in_force StateAnswer",
    ),
    Group(
        "obligations",
        "Ask who must act",
        "See [Ask who must act](../how-to/ask-who-must-act.md).",
        "obligations ObligationsResult IncidentResult DutyResult DutyAnswer Ground Phase",
    ),
    Group(
        "positions",
        "Compare positions",
        "Over time, with [two days](../how-to/compare-two-days.md), and by"
        " [what they mean](../how-to/compare-positions.md).",
        "diff Diff Change TurnedAnswer compare Comparison Comparisons replacements Replacement superfluous Superfluity"
        " Superfluous",
    ),
    Group(
        "conflicts",
        "Find what blocks a deal",
        "Conflicts between conditions and a goal, what would have to give, and who waits for whom in a circle. See"
        " [Find what blocks a deal](../how-to/find-what-blocks-a-deal.md) and"
        " [Untie a deadlock](../how-to/untie-a-deadlock.md).",
        "conflicts Conflicts Possible InConflict Impossible Unsettled Core Concession Front Milder Course deadlocks"
        " Deadlocks Deadlock Knot Wait Relaxation Latent",
    ),
    Group(
        "agreement",
        "Plan, count and rank agreements",
        "Orders of steps, the room for agreement, the next question, and packages that would last. See"
        " [Plan a roadmap](../how-to/plan-a-roadmap.md),"
        " [Measure the agreement space](../how-to/measure-the-agreement-space.md),"
        " [Ask the next question](../how-to/ask-the-next-question.md) and"
        " [Look for stable packages](../how-to/look-for-stable-packages.md).",
        "roadmaps Roadmaps Roadmap Plan space AgreementSpace Room Package Size Cost questions Questions Question"
        " robustness Robustness Rested stability Stability Standing influence power",
    ),
    Group(
        "many",
        "Check tables and watch events",
        "Many courses of events at once, and one as it unfolds. See [Check a table](../how-to/check-a-table.md) and"
        " [Watch a negotiation](../how-to/watch-a-negotiation.md).",
        "check_frame Monitor News PartyChange VerdictChange ActChange StateChange DutyChange Due",
    ),
    Group(
        "reports",
        "Make a page of a dossier",
        "A report as data, and written in any format. See [Make a page of a dossier](../how-to/report.md).",
        "build_report render_report write_report Document",
    ),
    Group(
        "errors",
        "Deal with mistakes",
        "Every error carries its problems: each with a code, a sentence, a place and a hint. The codes are in"
        " [Errors](../errors.md).",
        "ConditionsError Problem Location FileError DossierError ScenarioError LanguageError UnknownNameError"
        " FrameError UnsupportedConditionError MonitorError",
    ),
)

_INDEX: Final = """\
# The Python API

Everything that stands on these pages is a public name of the package `conditions`: `from conditions import check`.
`conditions.__version__` is its version. Names that do not stand here may change without notice.

| you want to | with |
|---|---|
{rows}

[The extra `testing`](../how-to/property-tests.md) has strategies for Hypothesis; `conditions.report`
[makes pages](../how-to/report.md).

These pages are made from the docstrings (`python -m tests.tools.api_reference`). The site has the docstrings in full.
"""


def pages() -> dict[str, str]:
    """Every page by its file name."""
    return {"README.md": _index(), **{f"{group.file}.md": _page(group) for group in GROUPS}}


def _index() -> str:
    rows = [f"| [{group.title}]({group.file}.md) | {_few(group.names.split())} |" for group in GROUPS]
    return _INDEX.format(rows="\n".join(rows))


def _few(names: list[str]) -> str:
    """The functions of a group, or its first names where it has none."""
    functions = [name for name in names if inspect.isfunction(getattr(conditions, name))]
    shown = functions or names[:3]
    return ", ".join(f"`{name}`" for name in shown) + (", …" if len(shown) < len(names) else "")


def _page(group: Group) -> str:
    rows = [f"| `{name}` | {summary(name)} |" for name in group.names.split()]
    return "\n".join([f"# {group.title}", "", group.says, "", "| name | what it is |", "|---|---|", *rows, ""])


def summary(name: str) -> str:
    """The first line of the docstring of a public name, for a cell of a table."""
    return (inspect.getdoc(getattr(conditions, name)) or "").partition("\n")[0].replace("|", "\\|")


def main() -> None:
    """Write them."""
    TARGET.mkdir(exist_ok=True)
    for name, text in pages().items():
        (TARGET / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
