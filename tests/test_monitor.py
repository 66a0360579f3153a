"""The monitor says after every entry what the reference interpreter says of the same knowledge."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from conditions.dates import PartialDate
from conditions.engines.forward import EngineFaultError
from conditions.engines.forward.memory import Memory
from conditions.errors import ScenarioError
from conditions.files.dossier import load_dossier
from conditions.model.dossier import Dossier
from conditions.monitor import (
    ActChange,
    Change,
    DutyChange,
    Monitor,
    MonitorError,
    PartyChange,
    StateChange,
    VerdictChange,
)
from conditions.monitor.course import Course
from conditions.monitor.entries import LogEntry, Reported
from conditions.truth import Truth
from conditions.verdicts import Answer, Status
from tests.monitored import START, Told, differences, followed, told

pytest.importorskip("durable_rules_engine", reason="it is built for Python 3.12 and older")

SCENARIOS = Path(__file__).parents[1] / "scenarios"
AGGRESSION = {"incident": "aggression", "place": "kyiv", "day": "2022-04-20"}


@pytest.fixture(scope="module")
def istanbul() -> Dossier:
    return load_dossier(SCENARIOS / "istanbul-2022")


@pytest.fixture
def monitor(istanbul: Dossier) -> Monitor:
    """A monitor of Istanbul that counts the positions of 26 April throughout."""
    return Monitor(istanbul, now="2022-03-28", as_of="2022-04-26")


def status(monitor: Monitor, condition: str, reading: str) -> str:
    """The status of a condition in a reading."""
    return monitor.verdicts[condition, reading].status.value


@settings(max_examples=25)
@given(told())
def test_every_entry_leaves_what_the_reference_says(case: Told) -> None:
    """Whatever is recorded, corrected or withdrawn, verdicts, parties and states equal the reference after each."""
    monitor = Monitor(case.dossier, now=START, groups=case.groups)

    assert [] == differences(monitor)
    for taken in followed(monitor, case.steps):
        if taken:
            assert [] == differences(monitor)


def test_a_change_names_its_entry_and_what_it_rests_on(monitor: Monitor) -> None:
    """The event that settles a condition is announced with its number, and the words say why."""
    monitor.advance(to="2022-04-26")
    changes = monitor.record("referendum", on="2022-04-20")
    (held,) = (one for one in changes if isinstance(one, VerdictChange) and one.reading == "held")

    assert (2, "UA-referendum", "UA") == (held.entry, held.condition, held.party)
    assert held.before is not None
    assert held.after is not None
    assert (Status.WAITING, Status.READY) == (held.before.status, held.after.status)
    assert "it is on 2022-04-20, 7 days earlier" in held.facts[0]
    assert "UA-referendum, held is ready, was waiting" in held.words


def test_a_correction_and_a_withdrawal_change_the_answers_back(monitor: Monitor) -> None:
    """A corrected day counts from then on; what is withdrawn leaves no trace in the answers."""
    monitor.advance(to="2022-04-26")
    before = monitor.verdicts
    monitor.record("withdrawal.complete", on="2022-04-10")
    monitor.record("referendum", on="2022-04-05")
    assert "violated" == status(monitor, "UA-withdrawal", "all_territory")
    monitor.record("referendum", on="2022-04-15", corrects=3)
    assert "satisfied" == status(monitor, "UA-withdrawal", "all_territory")
    monitor.record(withdraws=2)
    monitor.record(withdraws=4)

    assert before == monitor.verdicts


@pytest.mark.parametrize(
    ("steps", "touched"),
    [
        ([("withdrawal.begun", 1)], "begun to_24_February_lines complete"),
        ([("withdrawal.begun", 1), ("withdrawal.complete", 5)], "to_24_February_lines complete"),
        ([("withdrawal.begun", 1), ("withdrawal.to_24_February_lines", 5)], "to_24_February_lines"),
        ([("withdrawal.complete", 5), ("withdrawal.begun", 1)], "begun"),
    ],
)
def test_a_rung_touches_those_of_which_it_tells_more(
    istanbul: Dossier, steps: list[tuple[str, int]], touched: str
) -> None:
    """The first rung that is told orders its ladder; a further one bears on those between it and the others."""
    course, found = Course(istanbul, date(2022, 4, 26)), None
    for number, (event, day) in enumerate(steps, 1):
        on = date(2022, 4, day)
        take = course.plan(LogEntry(number, Reported(event, on=PartialDate(on.isoformat(), on, on))), [])
        found = None if take is None else take().events

    assert frozenset(f"withdrawal.{rung}" for rung in touched.split()) == found


def test_the_last_entry_on_a_fact_counts(monitor: Monitor) -> None:
    """A fact may be said again; withdrawing that brings back what was said before."""
    monitor.record(fact="texts_separate", value="yes")
    monitor.record(fact="texts_separate", value="no")
    assert "waiting" == status(monitor, "RU-territory", "separation")
    monitor.record(withdraws=2)

    assert "ready" == status(monitor, "RU-territory", "separation")


def test_positions_come_and_go_with_the_days(istanbul: Dossier) -> None:
    """Without a day for positions, those of `now` count: Russia's of 26 April begins to count on that day."""
    monitor = Monitor(istanbul, now="2022-04-25")
    assert "no condition on record" == monitor.answers["RU"].value
    changes = monitor.advance(to="2022-04-26")

    assert "depends on the reading" == monitor.answers["RU"].value
    assert {"RU-territory"} <= {one.condition for one in changes if isinstance(one, VerdictChange)}
    assert [("RU", Answer.NONE)] == [(one.party, one.before) for one in changes if isinstance(one, PartyChange)]


def test_an_act_is_unlocked_when_all_conditions_of_a_party_are_ready(monitor: Monitor) -> None:
    """Ukraine may sign once the referendum was held and approved; signing is done when it has happened."""
    monitor.advance(to="2022-04-26")
    monitor.record("withdrawal.complete", on="2022-04-10")
    monitor.record("referendum", on="2022-04-15")
    assert "locked" != monitor.acts["UA", "ua_signs"]
    changes = monitor.record(fact="referendum_approved", value="yes")
    assert [("UA", "ua_signs", "unlocked")] == [
        (one.party, one.act, one.after) for one in changes if isinstance(one, ActChange)
    ]
    monitor.record("ua_signs", on="2022-04-26")

    assert "done" == monitor.acts["UA", "ua_signs"]


def test_instruments_come_into_force_and_bind(istanbul: Dossier) -> None:
    """Once all guarantors have ratified the guarantees are in force, and an aggression obliges each of them."""
    monitor = Monitor(istanbul, now="2022-04-26", groups={"guarantors": ["GB", "TR"]})
    monitor.record("ua_signs", on="2022-04-10")
    monitor.record("ratify[GB]", on="2022-04-11")
    changes = monitor.record("ratify[TR]", on="2022-04-12")
    assert [("guarantees", Truth.TRUE)] == [(one.state, one.after) for one in changes if isinstance(one, StateChange)]
    changes = monitor.record(incident=AGGRESSION)
    duties = [one for one in changes if isinstance(one, DutyChange)]
    assert {("GB", "obliged"), ("TR", "obliged")} == {(one.debtor, one.after.value) for one in duties if one.after}
    assert "OBLIGED to close the sky over Ukraine" in next(one.words for one in duties if one.obligation == "close-sky")
    withdrawn = monitor.record(withdraws=4)

    assert {None} == {one.after for one in withdrawn if isinstance(one, DutyChange)}


def test_what_is_due_is_told_with_its_clause_and_quote() -> None:
    """A deadline counted from something that happened, a window that opens, a position that ends, each with a quote."""
    dossier = Dossier.build(
        {
            "dossier": "deadlines",
            "parties": {"UA": {"name": "Ukraine"}},
            "events": {"ceasefire": {}, "exchange": {}, "vote": {}},
            "statements": {"said": {"speaker": "The minister", "for": "UA", "said": "2022-03-29", "quote": "in time"}},
            "conditions": {
                "soon": {"party": "UA", "condition": "exchange within 10 days after ceasefire", "source": "said"},
                "late": {"party": "UA", "condition": "vote only from ceasefire + 20 days", "until": "2022-05-01"},
            },
        }
    )
    monitor = Monitor(dossier, now="2022-04-01")
    assert () == tuple(one for one in monitor.due(within="20 days") if one.kind != "position")
    monitor.record("ceasefire", on="2022-04-01")

    found = {(one.kind, one.day, one.clause) for one in monitor.due(within="40 days")}
    assert ("deadline", "2022-04-11", "soon") in found
    assert ("opens", "2022-04-21", "late") in found
    assert ("position", "2022-05-01", "late") in found
    assert "“in time”, The minister on 2022-03-29" in {one.quote for one in monitor.due(within="40 days")}
    monitor.advance(to="2022-04-12")

    assert not any(one.kind == "deadline" for one in monitor.due(within="40 days"))


def test_a_duty_is_due_after_an_incident() -> None:
    """What somebody must do by a day is among what is due, with the obligation and its words."""
    dossier = Dossier.build(
        {
            "dossier": "pact",
            "parties": {"NV": {"name": "Northvale"}, "SV": {"name": "Southvale"}},
            "events": {"signature": {}},
            "zones": {"strait": {}},
            "instruments": {
                "pact": {
                    "in_force": "signature",
                    "obligations": {
                        "rescue": {
                            "debtors": "NV",
                            "to": "SV",
                            "duty": "send rescue boats",
                            "trigger": "wreck",
                            "deadline": "3 days",
                            "consultation": "1 day",
                        }
                    },
                }
            },
        }
    )
    monitor = Monitor(dossier, now="2031-05-01")
    monitor.record("signature", on="2031-04-01")
    monitor.record(incident={"incident": "wreck", "place": "strait", "day": date(2031, 5, 1)})

    assert [("duty", "2031-05-02", "pact.rescue", "NV"), ("duty", "2031-05-04", "pact.rescue", "NV")] == [
        (one.kind, one.day, one.clause, one.party) for one in monitor.due(within="10 days")
    ]
    assert "“send rescue boats”, owed by NV after strait, is due by then" in monitor.due(within="10 days")[1].words


def test_callbacks_hear_of_every_change_in_order(monitor: Monitor) -> None:
    """What a callback hears is what `record` returns, and it is in the answers by then."""
    heard: list[tuple[Change, int]] = []
    monitor.on_change(lambda change: heard.append((change, monitor.entries)))
    changes = monitor.record(fact="texts_separate", value="yes")

    assert [(change, 1) for change in changes] == heard
    assert changes == monitor.changes


def test_an_error_of_a_callback_reaches_the_recorder_and_loses_nothing(monitor: Monitor) -> None:
    """What a callback raises goes to whoever recorded; the entry stays, and the monitor goes on."""

    def fail(change: Change) -> None:
        raise RuntimeError("no")

    monitor.on_change(fail)
    with pytest.raises(RuntimeError, match="no"):
        monitor.record(fact="texts_separate", value="yes")

    assert 1 == monitor.entries
    assert [] == differences(monitor)


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ({"event": "referndum"}, "unknown-event"),
        ({"event": "referendum", "on": "2022-05-01"}, "after-now"),
        ({"event": "proposals", "on": "2022-03-28"}, "repeated-event"),
        ({"event": "withdrawal.complete", "on": "2022-03-01"}, "contradiction"),
        ({"fact": "texts_separate", "value": "perhaps"}, "unknown-value"),
        ({"fact": "texts_separat", "value": "yes"}, "unknown-fact"),
        ({"withdraws": 9}, "no-such-entry"),
        ({"withdraws": 3}, "entry-without-effect"),
        ({"corrects": 7, "event": "referendum"}, "no-such-entry"),
        ({"event": "referendum", "source": "nobody"}, "unknown-statement"),
        ({"incident": {"incident": "aggression", "place": "kiev"}}, "unknown-zone"),
        ({"incident": {"incident": "aggression", "day": "2022-05-01"}}, "after-now"),
        ({"event": "referendum", "fact": "texts_separate"}, "log-entry"),
        ({}, "log-entry"),
        ({"withdraws": 1, "corrects": 1}, "log-entry"),
        ({"event": "referendum", "happens": "no", "on": "2022-04-01"}, "never-with-day"),
        ({"event": "referendum", "happens": "maybe"}, "log-value"),
        ({"event": "referendum", "corrects": 0}, "log-value"),
        ({"incident": {"incident": {1, 2}}}, "log-value"),
        ({"fact": "texts_separate", "value": object()}, "log-value"),
        ({"fact": "texts_separate", "value": {"told": [{"value": "yes"}, {"value": "no"}]}}, "log-value"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(monitor: Monitor, step: dict[str, object], code: str) -> None:
    """A mistake is an error of its own, and nothing is recorded."""
    monitor.record("proposals", on="2022-03-20")
    monitor.record("withdrawal.begun", on="2022-03-10")
    monitor.advance(to="2022-04-02")
    before = monitor.verdicts
    with pytest.raises(ScenarioError) as caught:
        monitor.record(**step)  # type: ignore[arg-type]  # what is wrong is the point

    assert [code] == [problem.code for problem in caught.value.problems]
    assert (before, 3) == (monitor.verdicts, monitor.entries)


def test_now_only_moves_on(monitor: Monitor) -> None:
    """Going back, or standing still, is refused; so is a monitor without a day."""
    with pytest.raises(ScenarioError, match="already known until 2022-03-28"):
        monitor.advance(to="2022-03-28")
    with pytest.raises(ScenarioError, match="needs the day"):
        Monitor(monitor.dossier)


def test_two_threads_record_one_after_the_other(istanbul: Dossier) -> None:
    """Entries from several threads are taken in one at a time, each with its own number."""
    monitor = Monitor(istanbul, now="2022-04-26")
    numbers: list[int] = []

    def record(name: str) -> None:
        for value in ("yes", "no") * 10:
            monitor.record(fact=name, value=value)
            numbers.append(monitor.entries)

    names = ("texts_separate", "referendum_approved", "crimea_over_15_years")
    threads = [threading.Thread(target=record, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (60, []) == (monitor.entries, differences(monitor))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_forked_process_is_told_to_open_the_log_itself(monitor: Monitor) -> None:
    """In a child process the parent's monitor refuses to work, and one of its own does."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            monitor.record(fact="texts_separate", value="yes")
        except MonitorError as error:
            own = Monitor(monitor.dossier, now="2022-04-26")
            own.record(fact="texts_separate", value="yes")
            os.write(writing, f"{error.problems[0].code} {own.entries}".encode())
        os._exit(0)
    os.waitpid(child, 0)

    assert b"monitor-elsewhere 1" == os.read(reading, 100)
    monitor.record(fact="texts_separate", value="yes")


def test_a_monitor_cannot_be_sent_to_another_process(monitor: Monitor) -> None:
    """Spawned workers get the log, not the monitor."""
    with pytest.raises(MonitorError, match="cannot be sent"):
        pickle.dumps(monitor)


def test_a_closed_monitor_says_so(monitor: Monitor) -> None:
    """After `close` nothing is recorded."""
    with monitor:
        pass
    with pytest.raises(MonitorError, match="it is closed"):
        monitor.record(fact="texts_separate", value="yes")


def test_a_monitor_whose_engine_failed_twice_says_so(monitor: Monitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the engine is never swallowed, and what it left behind is not used."""

    def fail(*arguments: object) -> None:
        raise EngineFaultError("lost")

    monkeypatch.setattr(Memory, "_with", fail)
    with pytest.raises(EngineFaultError):
        monitor.record(fact="texts_separate", value="yes")
    with pytest.raises(MonitorError, match="it was broken off"):
        monitor.record(fact="texts_separate", value="no")


def test_monitors_of_one_dossier_share_its_rules(istanbul: Dossier) -> None:
    """Rules are compiled once for a dossier and its members."""
    first, second = Monitor(istanbul, now="2022-04-26"), Monitor(istanbul, now="2022-03-01")

    assert first._answers.rules is second._answers.rules


def test_few_changes_are_kept(istanbul: Dossier) -> None:
    """However much is recorded, only the last changes are kept in memory."""
    monitor = Monitor(istanbul, now="2022-04-26", keep=3)
    for value in ("yes", "no") * 4:
        monitor.record(fact="texts_separate", value=value)

    assert 3 == len(monitor.changes)
