"""Inputs for the evaluator of the page, and its answers beside those of the reference interpreter."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from conditions.check import Checker
from conditions.errors import ConditionsError
from conditions.explain import explain
from conditions.explain.tree import ExplainedNode
from conditions.files.scenario import read_scenario
from conditions.formula import Formula
from conditions.knowledge import Knowledge
from conditions.model.data import to_data
from conditions.model.dossier import Dossier
from conditions.model.scenario import Scenario
from conditions.obligations import obligations
from conditions.periods import Period
from conditions.report.phrases import Source
from conditions.report.whatif import markup
from conditions.report.whatif.courses import scenario_data, state_data
from conditions.report.whatif.nodes import TRUTHS, Nodes, period_data
from conditions.report.whatif.program import program
from conditions.results import CheckResult
from conditions.testing import dossiers, formulas, knowledges, scenarios
from conditions.testing.drawn_formulas import LETTERS
from conditions.testing.drawn_scenarios import FIRST, NOW
from conditions.verdicts import Verdict, decide, gated
from conditions.vocabulary import Vocabulary
from conditions.wording import Wording

if TYPE_CHECKING:
    from playwright.sync_api import Page

Answers = dict[str, Any]

_LOAD: Final = f"""(text) => {{
"use strict";
{markup.parts(*markup.EVALUATOR, markup.STATE)}
const read = (fields) => ({{
  ...fields, events: new Map(Object.entries(fields.events)), facts: new Map(Object.entries(fields.facts)),
  readings: new Map(Object.entries(fields.readings)),
}});
const ofFields = (evaluator, fields) => {{
  const {{ course, problems }} = courseOf(evaluator, fields);
  if (problems.length) return {{ findings: problems.map((one) => one.words), file: "" }};
  return {{ ...plainAnswers(evaluator.check(course)), file: scenarioFile(evaluator.program, course) }};
}};
const open = ([low, high]) => [low ?? -Infinity, high ?? Infinity];
const ofFormula = ({{ setting, compiled, now, entries, relations, otherwise, facts }}) => {{
  const [occurs, ...days] = otherwise;
  const [earliest, latest] = open(days);
  const listed = entries.map(([event, known, ...range]) => newEntry(event, known, ...open(range)));
  const timeline = new Timeline(listed, relations, {{ occurs, earliest, latest }});
  const states = new Map(Object.entries(facts).map(([name, state]) => [name, readState(state)]));
  const found = decide(compiled, new Knowledge(new Rules(setting), timeline, states, now));
  const {{ status, answer, compliance, final, vacuous, blocked, unsettled }} = found;
  const reasons = found.reasons.map(({{ why, what }}) => `${{why}}: ${{what}}`);
  return {{ status, answer, compliance, final, vacuous, blocked, unsettled, reasons, versions: {{}} }};
}};
const leaves = (node) => (node.parts.length ? node.parts.flatMap(leaves) : [`${{node.words}}: ${{node.because}}`]);
const reasonsFor = (evaluator, course) => {{
  const {{ parties, rules, known }} = evaluator.check(course);
  const conditions = parties.flatMap((party) => party.conditions);
  const verdicts = conditions.flatMap((one) => [...one.verdicts].map((each) => [one.id, each]));
  return Object.fromEntries(verdicts.map(([id, [reading, verdict]]) => {{
    const telling = new Telling(rules, known);
    const {{ act }} = rules.setting.conditions[id][reading];
    const asked = verdict.readiness && telling.requirement(verdict.readiness, act);
    return [`${{id}} ${{reading}}`, [...leaves(asked || telling.tree(verdict.judgement)), ...telling.missing(verdict)]];
  }}));
}};
const caught = (answer) => {{ try {{ return answer(); }} catch (error) {{ return {{ error: error.stack }}; }} }};
return JSON.stringify(JSON.parse(text).map(({{ program, courses, fields, formulas, explained }}) => {{
  if (formulas) return formulas.map((one) => caught(() => ofFormula(one)));
  const evaluator = new Evaluator(program);
  if (explained) return courses.map((course) => caught(() => reasonsFor(evaluator, course)));
  return {{
    courses: courses.map((course) => caught(() => plainAnswers(evaluator.check(course)))),
    again: courses.map((course) => caught(() => ofFields(evaluator, fieldsOf(evaluator, course)))),
    fields: fields.map((one) => caught(() => ofFields(evaluator, read(one)))),
  }};
}}));
}}"""


# --- the reference ------------------------------------------------------------------


def answers(result: CheckResult) -> Answers:
    """Everything that a check answers, as the evaluator says it."""
    incidents = result.dossier.instruments and result.scenario.incidents
    owed = [
        [
            {
                "obligation": f"{one.instrument}.{one.obligation}",
                "debtor": one.debtor,
                "answer": one.answer.value,
                "by_reading": {name: answer.value for name, answer in one.by_reading.items()},
                "grounds": [f"{ground.kind}: {ground.truth.value}" for ground in one.grounds],
            }
            for one in found.duties
        ]
        for found in (obligations(result.dossier, result.scenario).incidents if incidents else ())
    ]
    parties = {
        code: {
            "answer": party.answer.value,
            "compliance": party.compliance.value,
            "by_reading": {
                names: {
                    "answer": one.answer.value,
                    "compliance": one.compliance.value,
                    "status": one.status.value,
                    "vacuous": one.vacuous,
                    "final": one.final,
                    "blocked": one.blocked,
                    "decided_by": list(one.decided_by),
                    "doubtful": list(one.doubtful),
                    "contested": list(one.contested),
                    "waived": list(one.waived),
                }
                for names, one in party.by_reading.items()
            },
            "conditions": {
                one.id: {
                    "in_force": one.in_force.value,
                    "counts": one.counts,
                    "waived": one.waived.value,
                    "verdicts": {name: _verdict(verdict) for name, verdict in one.verdicts.items()},
                }
                for one in party.conditions
            },
        }
        for code, party in result.parties.items()
    }
    views = {name: answers(seen) for name, seen in result.viewpoints.items()}
    return {"parties": parties, "viewpoints": views, "incidents": owed}


def _verdict(verdict: Verdict) -> Answers:
    return {
        "status": verdict.status.value,
        "answer": verdict.answer.value,
        "compliance": verdict.compliance.value,
        "final": verdict.final,
        "vacuous": verdict.vacuous,
        "blocked": verdict.blocked,
        "unsettled": verdict.unsettled,
        "reasons": [f"{reason.why.value}: {reason.what}" for reason in verdict.reasons],
        "versions": {label: one.answer.value for label, one in verdict.versions.items()},
    }


def differences(expected: object, actual: object, path: str = "") -> Iterator[str]:
    """Where two answers differ, and how."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in {**expected, **actual}:
            yield from differences(expected.get(key, "nothing"), actual.get(key, "nothing"), f"{path}/{key}")
    elif expected != actual:
        yield f"{path}: {expected!r} and not {actual!r}"


# --- scenarios ----------------------------------------------------------------------


def drawn(strategy: st.SearchStrategy[Any], count: int, number: int) -> list[Any]:
    """So many examples of a strategy, the same ones for the same seed."""
    found: list[Any] = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(strategy)
    def collect(example: Any) -> None:
        found.append(example)

    collect()
    return found[:count]


def scenarios_of(dossier: Dossier, count: int, number: int) -> list[Scenario]:
    """Generated scenarios of a dossier; half of them with what generated scenarios lack."""
    random = Random(number)
    found: list[Scenario] = drawn(scenarios(dossier, most=8), count, number)
    return [_more(dossier, one, random) if place % 2 else one for place, one in enumerate(found)]


def _more(dossier: Dossier, scenario: Scenario, random: Random) -> Scenario:
    """The scenario with accounts, days of report, contested facts, viewpoints, waivers or an order without days."""
    data = to_data(scenario)
    assert isinstance(data, dict)
    for change in random.sample((_told, _contested, _seen, _waived, _ordered, _in_months), 2):
        changed = change(dossier, json.loads(json.dumps(data, default=str)), random)
        try:
            Checker(dossier).check(Scenario.build(changed))
        except ConditionsError:
            continue
        data = changed
    return Scenario.build(data)


def _told(dossier: Dossier, data: Any, random: Random) -> Any:
    data["known_at"] = str(FIRST + timedelta(days=random.randrange(120)))
    data["accounts"] = random.sample(sorted(dossier.parties), 1)
    return data


def _contested(dossier: Dossier, data: Any, random: Random) -> Any:
    kinds = {name: kind for name, kind in dossier.vocabulary.facts.items() if not kind.steps}
    for name in random.sample(sorted(kinds), min(2, len(kinds))):
        values = {"yes_no": ["yes", "no"], "one_of": list(kinds[name].values), "number": ["5", "80"]}[kinds[name].kind]
        unit = f" {kinds[name].unit}" if kinds[name].unit else ""
        data.setdefault("facts", {})[name] = {"told": [{"value": f"{value}{unit}"} for value in values[:2]]}
    listed = [step for step in data.get("timeline", []) if isinstance(step, dict) and set(step) == {"event", "on"}]
    for step in listed[:1]:
        step["disputed"] = "yes"
        data["timeline"].append({**step, "on": str(FIRST + timedelta(days=random.randrange(70)))})
    return data


def _seen(dossier: Dossier, data: Any, random: Random) -> Any:
    facts = [name for name, kind in dossier.vocabulary.facts.items() if kind.kind == "yes_no" and not kind.steps]
    ambiguous = {name: tuple(one.readings or ()) for name, one in dossier.conditions.items() if one.readings}
    readings = {
        name: random.choice(ambiguous[name]) for name in random.sample(sorted(ambiguous), min(1, len(ambiguous)))
    }
    view = {"facts": {name: random.choice(["yes", "no"]) for name in facts[:2]}, "readings": readings}
    data["viewpoints"] = {"one": view, "other": {"facts": dict.fromkeys(facts[:1], "unknown")}}
    return data


def _waived(dossier: Dossier, data: Any, random: Random) -> Any:
    if dossier.conditions:
        name = random.choice(sorted(dossier.conditions))
        on = random.choice([{}, {"on": "2022-04"}, {"on": "2022-04-26"}])
        data["waivers"] = {"own": {"condition": name, "party": dossier.conditions[name].party, **on}}
    return data


def _ordered(dossier: Dossier, data: Any, random: Random) -> Any:
    """A sequence without days, some of it on the same day, some of it perhaps."""
    events = [name for name in sorted(dossier.vocabulary.events) if "." not in name]
    random.shuffle(events)
    steps: list[Any] = []
    while events and len(steps) < 5:
        some = [events.pop() for _ in range(min(len(events), random.choice([1, 1, 2])))]
        step: dict[str, Any] = {"event": some, "then": "yes"} if steps else {"event": some}
        steps.append({**step, "happens": random.choice(["yes", "yes", "yes", "unknown"])})
    data["timeline"] = steps
    if data["world"] not in ("closed", "open"):
        data["world"] = random.choice(["closed", "open"])
    return data


def _in_months(dossier: Dossier, data: Any, random: Random) -> Any:
    """Distances in months between events of which one may have no day."""
    events = [name for name in sorted(dossier.vocabulary.events) if "." not in name]
    first, *others = random.sample(events, min(len(events), 4))
    start = random.choice([{}, {"on": "2021-11-30/2022-01-31"}, {"on": "2022-01-31"}])
    steps: list[Any] = [{"event": first, **start}]
    for event in others:
        field = random.choice(["on_or_after", "on_or_before", "same_day_as"])
        period = random.choice(["1 month", "2 months", "6 months", "15 years", "1 year 1 month 3 days", "40 days"])
        happens = random.choice(["yes", "yes", "unknown"])
        steps.append({"event": event, field: f"{first} {random.choice('+-')} {period}", "happens": happens})
    data["timeline"] = steps
    data["world"] = random.choice(["closed", "open"])
    return data


# --- what stands in the form --------------------------------------------------------


def fields_of(dossier: Dossier, random: Random) -> Answers:
    """What a reader may fill into the form."""
    vocabulary = dossier.vocabulary
    world = random.choice(["closed", "closed", "open", "until"])
    ambiguous = {name: tuple(one.readings or ()) for name, one in dossier.conditions.items() if one.readings}
    chosen = random.sample(sorted(ambiguous), random.randrange(min(2, len(ambiguous)) + 1))
    return {
        "title": "tried",
        "world": world,
        "now": str(NOW) if world == "until" else "",
        "asOf": random.choice(["", "", _day(random), "2022-04-26"]),
        "knownAt": None,
        "accounts": [],
        "setting": 0,
        "events": {name: _event(random) for name in vocabulary.events},
        "facts": {name: _fact(kind.kind, kind.values, random) for name, kind in vocabulary.facts.items()},
        "readings": {name: random.choice(ambiguous[name]) for name in chosen},
        "viewpoints": {},
        "waivers": {},
        "incident": _incident(dossier, random),
        "incidents": [],
    }


def _incident(dossier: Dossier, random: Random) -> Answers:
    """An incident, where the dossier has obligations that may answer to it."""
    kinds = [kind for one in dossier.instruments.values() for owed in one.obligations.values() for kind in owed.trigger]
    if not kinds or random.random() < 0.3:
        return {"kind": "", "place": "", "when": "", "from": "", "to": ""}
    first, last = sorted((_day(random), _day(random)))
    return {
        "kind": random.choice([*kinds, "unknown"]),
        "place": random.choice(["", *dossier.zones]),
        "when": random.choice(["", "on", "on", "between", "after", "before"]),
        "from": first,
        "to": last,
    }


def _day(random: Random) -> str:
    start = random.choice([FIRST, date(2015, 10, 18), date(2019, 10, 1), date(2023, 10, 18), date(2025, 8, 28)])
    return str(start + timedelta(days=random.choice([0, 1, 5, 10, 29, 30, 31, 60])))


def _event(random: Random) -> Answers:
    fields: Answers = {"happens": "", "when": "", "from": "", "to": "", "place": "", "orders": [], "told": []}
    if random.random() < 0.45:
        return fields
    fields["happens"] = random.choice(["yes", "yes", "yes", "no", "unknown"])
    if random.random() < 0.5:
        fields["when"] = random.choice(["on", "on", "between", "after", "before"])
        fields["from"], fields["to"] = sorted((_day(random), _day(random)))
    if random.random() < 0.4:
        fields["place"] = str(random.randrange(1, 5))
    return fields


def _fact(kind: str, values: Sequence[str], random: Random) -> Answers:
    options = {
        "yes_no": ["yes", "no"],
        "one_of": [f"={value}" for value in values],
        "number": ["exactly", "between", "at least", "at most"],
    }[kind]
    low, high = sorted((random.randrange(120), random.randrange(120)))
    choice = random.choice(["", *options, *options, "unknown", "not applicable"])
    return {"choice": choice, "low": str(low), "high": str(high), "kept": None}


# --- side by side -------------------------------------------------------------------


def job(dossier: Dossier, told: Sequence[Scenario], fields: Sequence[Answers]) -> Answers:
    """What the page is asked: the program, courses of events, and what may stand in the form."""
    return {
        "program": program(Source(dossier), told, most_settings=len(told) + 1),
        "courses": [scenario_data(dossier, one) for one in told],
        "fields": list(fields),
    }


def evaluated(page: Page, jobs: Sequence[Answers]) -> list[Any]:
    """The answers of the page, in one call."""
    found: list[Any] = json.loads(page.evaluate(_LOAD, json.dumps(jobs)))
    return found


def disagreements(
    dossier: Dossier, told: Sequence[Scenario], fields: Sequence[Answers], found: Answers
) -> Iterator[str]:
    """Where the page and the reference interpreter differ."""
    checker = Checker(dossier)
    for place, (scenario, own, again) in enumerate(zip(told, found["courses"], found["again"], strict=True)):
        expected = answers(checker.check(scenario))
        yield from (f"scenario {place}{one}" for one in differences(expected, own))
        # A scenario taken into the form, and out of it as a file, is still the same.
        file = again.pop("file", "")
        yield from (f"scenario {place} in the form{one}" for one in differences(expected, again))
        yield from (f"scenario {place} as a file{one}" for one in differences(expected, _of_file(dossier, file, {})))
    for place, (filled, answer) in enumerate(zip(fields, found["fields"], strict=True)):
        file = answer.pop("file", "")
        if answer.get("findings"):
            if "error" not in _of_file(dossier, file, {}):
                yield f"form {place}: the page finds {answer['findings']}, and the file is sound"
        else:
            expected = _of_file(dossier, file, filled["readings"])
            yield from (f"form {place}{one}" for one in differences(expected, answer))


def _of_file(dossier: Dossier, file: str, readings: Mapping[str, str]) -> Answers:
    """The answers for a scenario file."""
    try:
        return answers(Checker(dossier, readings=readings).check(read_scenario(file, dossier)))
    except ConditionsError as error:
        return {"error": str(error)}


def generated_jobs(count: int, number: int) -> list[tuple[Dossier, list[Scenario]]]:
    """Generated dossiers, each with three generated scenarios."""

    @st.composite
    def cases(draw: st.DrawFn) -> tuple[Dossier, list[Scenario]]:
        dossier = draw(dossiers(depth=3, most=6))
        return dossier, [draw(scenarios(dossier, most=8)) for _ in range(3)]

    return drawn(cases(), count, number)


# --- reasons ------------------------------------------------------------------------


def reasons(result: CheckResult) -> Answers:
    """The parts that were judged by themselves, what decided each, and what is missing, for every verdict."""
    return {
        f"{one.condition} {one.reading}": [*_leaves(one.tree), *one.missing]
        for name in result.conditions
        for one in explain(result, name, flips=False)
    }


def _leaves(node: ExplainedNode) -> Iterator[str]:
    if not node.parts:
        yield f"{node.words}: {node.because}"
    for part in node.parts:
        yield from _leaves(part)


# --- formulas -----------------------------------------------------------------------


def formula_cases(count: int, number: int) -> list[tuple[Formula, Knowledge]]:
    """Generated formulas of every node, and what may be known of their events and facts; half of it in months."""
    known = st.booleans().flatmap(lambda calendar: knowledges(calendar=calendar))
    return drawn(st.tuples(formulas(), known), count, number)


def formula_job(cases: Sequence[tuple[Formula, Knowledge]]) -> Answers:
    """What the page is asked about formulas."""
    return {"formulas": [_formula(formula, known) for formula, known in cases]}


def _formula(formula: Formula, known: Knowledge) -> Answers:
    nodes = Nodes(Wording(Vocabulary(events={event: event for event in LETTERS.events})))
    compiled = {"formula": nodes.add(formula)}
    gate = gated(formula)
    if gate is not None:
        compiled |= {"act": nodes.point(gate[0]), "requires": nodes.add(gate[1], gate[0])}
    timeline, otherwise = known.timeline, known.timeline.otherwise
    entries = [timeline.entry(event) for event in timeline.events()]
    return {
        "setting": {"formulas": nodes.formulas, "points": nodes.points},
        "compiled": compiled,
        "now": known.now,
        "entries": [[one.event, TRUTHS[one.occurs], *_days(one.earliest, one.latest)] for one in entries],
        "relations": [
            {"first": one.first, "second": one.second, "least": _period(one.least), "most": _period(one.most)}
            for one in timeline.relations
        ],
        "otherwise": [TRUTHS[otherwise.occurs], *_days(otherwise.earliest, otherwise.latest)],
        "facts": {name: state_data(state) for name, state in known.facts.items()},
    }


def _days(*days: float) -> list[float | None]:
    return [None if math.isinf(day) else day for day in days]


def _period(period: Period | None) -> object:
    return None if period is None else period_data(period)


def formula_disagreements(cases: Sequence[tuple[Formula, Knowledge]], found: Sequence[Answers]) -> Iterator[str]:
    """Where the page decides a formula otherwise than the reference interpreter."""
    for place, ((formula, known), answer) in enumerate(zip(cases, found, strict=True)):
        for one in differences(_verdict(decide(formula, known)), answer):
            yield f"formula {place}{one}: {formula} {known}"
