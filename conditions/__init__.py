"""Checks scenarios of a negotiation against the parties' stated conditions, and explains every verdict.

    import conditions

    dossier = conditions.load_dossier("scenarios/istanbul-2022")
    scenario = conditions.load_scenario("scenarios/istanbul-2022/withdrawal-unknown.scenario.yaml")
    result = conditions.check(dossier, scenario)
    result.parties["RU"].answer

Each public name is fetched from its module when it is first used, so importing the package is cheap.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from conditions.check import check
    from conditions.compare import (
        Comparison,
        Comparisons,
        Replacement,
        Superfluity,
        Superfluous,
        compare,
        replacements,
        superfluous,
    )
    from conditions.conflicts import (
        Concession,
        Conflicts,
        Core,
        Course,
        Front,
        Impossible,
        InConflict,
        Milder,
        Possible,
        Unsettled,
        conflicts,
    )
    from conditions.coverage import Coverage, coverage
    from conditions.dates import PartialDate, Period
    from conditions.deadlock import Deadlock, Deadlocks, Knot, Latent, Relaxation, Wait, deadlocks
    from conditions.errors import (
        ConditionsError,
        DossierError,
        FileError,
        FrameError,
        LanguageError,
        Problem,
        ScenarioError,
        UnknownNameError,
        UnsupportedConditionError,
    )
    from conditions.expectations import Mismatch, mismatches
    from conditions.explain import Explanation, PartyExplanation, explain, explain_party, to_text
    from conditions.files.dossier import dump_dossier, load_dossier, read_dossier
    from conditions.files.scenario import (
        LoadedFolder,
        LoadedScenario,
        dump_scenario,
        load_folder,
        load_scenario,
        read_scenario,
    )
    from conditions.frames import check_frame
    from conditions.language.grammar import parse
    from conditions.location import Location
    from conditions.model.dossier import Dossier
    from conditions.model.goals import Goal
    from conditions.model.incidents import Incident, Performed
    from conditions.model.instruments import Instrument, Obligation, Scope
    from conditions.model.moments import NamedMoment
    from conditions.model.parts import Event, Fact, Group, Ladder, Party
    from conditions.model.positions import Condition, Reading, Term, Waiver
    from conditions.model.preferences import Preference
    from conditions.model.scenario import Expected, NumberRange, Scenario, Step, Viewpoint, World
    from conditions.model.statements import Ambiguity, Claim, Meaning, NotEncoded, Statement
    from conditions.model.states import State, Suspension
    from conditions.model.zones import Zone
    from conditions.moments import MomentAnswer, Moments, moments
    from conditions.monitor import (
        ActChange,
        Due,
        DutyChange,
        Monitor,
        MonitorError,
        News,
        PartyChange,
        StateChange,
        VerdictChange,
    )
    from conditions.obligations import (
        DutyAnswer,
        DutyResult,
        Ground,
        IncidentResult,
        ObligationsResult,
        Phase,
        obligations,
    )
    from conditions.pivots import influence, power
    from conditions.position_changes import Change
    from conditions.positions import Diff, TurnedAnswer, diff
    from conditions.questions import Question, Questions, Rested, Robustness, questions, robustness
    from conditions.report.build import build_report
    from conditions.report.document import Document
    from conditions.report.write import render_report, write_report
    from conditions.results import CheckResult, ConditionResult, PartyResult, RollUp
    from conditions.roadmap import Plan, Roadmap, Roadmaps, roadmaps
    from conditions.space import AgreementSpace, Cost, Package, Room, Size, space
    from conditions.stability import Stability, Standing, stability
    from conditions.states import StateAnswer, in_force
    from conditions.truth import Truth
    from conditions.unused import Unused, unused
    from conditions.verdicts import Answer, Reason, Status, Verdict, Why

__version__ = "0.1.0"

__all__ = [
    "ActChange",
    "AgreementSpace",
    "Ambiguity",
    "Answer",
    "Change",
    "CheckResult",
    "Claim",
    "Comparison",
    "Comparisons",
    "Concession",
    "Condition",
    "ConditionResult",
    "ConditionsError",
    "Conflicts",
    "Core",
    "Cost",
    "Course",
    "Coverage",
    "Deadlock",
    "Deadlocks",
    "Diff",
    "Document",
    "Dossier",
    "DossierError",
    "Due",
    "DutyAnswer",
    "DutyChange",
    "DutyResult",
    "Event",
    "Expected",
    "Explanation",
    "Fact",
    "FileError",
    "FrameError",
    "Front",
    "Goal",
    "Ground",
    "Group",
    "Impossible",
    "InConflict",
    "Incident",
    "IncidentResult",
    "Instrument",
    "Knot",
    "Ladder",
    "LanguageError",
    "Latent",
    "LoadedFolder",
    "LoadedScenario",
    "Location",
    "Meaning",
    "Milder",
    "Mismatch",
    "MomentAnswer",
    "Moments",
    "Monitor",
    "MonitorError",
    "NamedMoment",
    "News",
    "NotEncoded",
    "NumberRange",
    "Obligation",
    "ObligationsResult",
    "Package",
    "PartialDate",
    "Party",
    "PartyChange",
    "PartyExplanation",
    "PartyResult",
    "Performed",
    "Period",
    "Phase",
    "Plan",
    "Possible",
    "Preference",
    "Problem",
    "Question",
    "Questions",
    "Reading",
    "Reason",
    "Relaxation",
    "Replacement",
    "Rested",
    "Roadmap",
    "Roadmaps",
    "Robustness",
    "RollUp",
    "Room",
    "Scenario",
    "ScenarioError",
    "Scope",
    "Size",
    "Stability",
    "Standing",
    "State",
    "StateAnswer",
    "StateChange",
    "Statement",
    "Status",
    "Step",
    "Superfluity",
    "Superfluous",
    "Suspension",
    "Term",
    "Truth",
    "TurnedAnswer",
    "UnknownNameError",
    "Unsettled",
    "UnsupportedConditionError",
    "Unused",
    "Verdict",
    "VerdictChange",
    "Viewpoint",
    "Wait",
    "Waiver",
    "Why",
    "World",
    "Zone",
    "__version__",
    "build_report",
    "check",
    "check_frame",
    "compare",
    "conflicts",
    "coverage",
    "deadlocks",
    "diff",
    "dump_dossier",
    "dump_scenario",
    "explain",
    "explain_party",
    "in_force",
    "influence",
    "load_dossier",
    "load_folder",
    "load_scenario",
    "mismatches",
    "moments",
    "obligations",
    "parse",
    "power",
    "questions",
    "read_dossier",
    "read_scenario",
    "render_report",
    "replacements",
    "roadmaps",
    "robustness",
    "space",
    "stability",
    "superfluous",
    "to_text",
    "unused",
    "write_report",
]

_MODULES: Final = {
    "check": "check",
    "compare": "Comparison Comparisons Replacement Superfluity Superfluous compare replacements superfluous",
    "conflicts": "Concession Conflicts Core Course Front Impossible InConflict Milder Possible Unsettled conflicts",
    "coverage": "Coverage coverage",
    "dates": "PartialDate Period",
    "deadlock": "Deadlock Deadlocks Knot Latent Relaxation Wait deadlocks",
    "errors": "ConditionsError DossierError FileError FrameError LanguageError Problem ScenarioError UnknownNameError "
    "UnsupportedConditionError",
    "expectations": "Mismatch mismatches",
    "explain": "Explanation PartyExplanation explain explain_party to_text",
    "files.dossier": "dump_dossier load_dossier read_dossier",
    "files.scenario": "LoadedFolder LoadedScenario dump_scenario load_folder load_scenario read_scenario",
    "frames": "check_frame",
    "language.grammar": "parse",
    "location": "Location",
    "model.dossier": "Dossier",
    "model.goals": "Goal",
    "model.incidents": "Incident Performed",
    "model.instruments": "Instrument Obligation Scope",
    "model.moments": "NamedMoment",
    "model.parts": "Event Fact Group Ladder Party",
    "model.positions": "Condition Reading Term Waiver",
    "model.preferences": "Preference",
    "model.scenario": "Expected NumberRange Scenario Step Viewpoint World",
    "model.statements": "Ambiguity Claim Meaning NotEncoded Statement",
    "model.states": "State Suspension",
    "model.zones": "Zone",
    "moments": "MomentAnswer Moments moments",
    "monitor": "ActChange Due DutyChange Monitor MonitorError News PartyChange StateChange VerdictChange",
    "obligations": "DutyAnswer DutyResult Ground IncidentResult ObligationsResult Phase obligations",
    "pivots": "influence power",
    "position_changes": "Change",
    "positions": "Diff TurnedAnswer diff",
    "questions": "Question Questions Rested Robustness questions robustness",
    "report.build": "build_report",
    "report.document": "Document",
    "report.write": "render_report write_report",
    "results": "CheckResult ConditionResult PartyResult RollUp",
    "roadmap": "Plan Roadmap Roadmaps roadmaps",
    "space": "AgreementSpace Cost Package Room Size space",
    "stability": "Stability Standing stability",
    "states": "StateAnswer in_force",
    "truth": "Truth",
    "unused": "Unused unused",
    "verdicts": "Answer Reason Status Verdict Why",
}
_HOMES: Final = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """A public name, fetched from its module when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module `conditions` has no attribute `{name}`")
    found: object = getattr(import_module(f"conditions.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, also those not fetched yet."""
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """The package as a module in which `check` stays the function, though a module has the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
