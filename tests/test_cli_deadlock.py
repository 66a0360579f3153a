"""`conditions deadlock`: the text, the data, and exit codes."""

from __future__ import annotations

import json

from tests.command_line import ISTANBUL, Done, run

GOAL = ("--goal", "ua_signs", "--goal", "ru_signs")


def words(done: Done) -> str:
    """The output in one line."""
    return " ".join(done.stdout.split())


def test_none_on_record_and_what_would_close_one() -> None:
    """The careful answer: none; these readings and demands would make one."""
    done = run("deadlock", ISTANBUL, *GOAL)

    assert 0 == done.code
    assert "✓ NO DEADLOCK: everything is merely pending" in done.lines
    assert "UA-crimea-15-years (moratorium_from_signature): impossible, as read: strict" in words(done)
    assert "UA-no-text-before-leaders and RU-no-meeting-before-agreement: circular" in words(done)
    assert "referendum only after ua_signs: circular, an act of Ukraine alone" in words(done)
    assert 80 >= max(map(len, done.lines))


def test_a_circle_in_words_and_quotes() -> None:
    """Each wait with its condition, the statement behind it, and what was tried."""
    reading = ("--reading", "UA-withdrawal=all_territory", "--reading", "RU-withdraws-after-signature=the_rest")
    done = run("deadlock", ISTANBUL, *GOAL, "--also", "RU-withdraws-after-signature", *reading)
    text = words(done)

    assert 1 == done.code
    assert "✗ CIRCULAR: each waits for another" in done.lines
    assert "circle: ua_signs -> referendum -> withdrawal.complete -> ua_signs" in text
    assert "“Russian troops have to withdraw from the territory of Ukraine before such a referendum”" in text
    assert "(zelenskyy-withdrawal: Volodymyr Zelenskyy, for Ukraine" in text
    assert "no statement stands behind it (hypothetical)" in text
    assert "[does not] the same day, in one condition" in text
    assert "[unties it] splitting an event into a provisional and a final part" in text
    assert "withdrawal.complete, provisionally withdrawal.to_24_February_lines" in text
    assert 80 >= max(map(len, done.lines))


def test_an_impossible_one_and_its_concessions() -> None:
    """What would untie it is called a concession."""
    reading = ("--reading", "UA-crimea-15-years=moratorium_from_signature", "--reading", "RU-territory=strict")
    done = run("deadlock", ISTANBUL, *GOAL, "--also", "UA-crimea-15-years", *reading)
    text = words(done)

    assert 1 == done.code
    assert "✗ IMPOSSIBLE as things stand: only a concession helps" in done.lines
    assert "comes at least 5,477 days after" in text
    assert "[does not] a package" in text
    assert "[unties it, but is a concession] splitting" in text
    assert "giving up one of these is enough: - RU-territory (strict)" in text


def test_a_goal_out_of_reach() -> None:
    """No condition is blamed for it."""
    done = run("deadlock", ISTANBUL, "--goal", "ua_signs", "--given", "never ua_signs")

    assert 1 == done.code
    assert "✗ OUT OF REACH, whatever the parties want" in done.lines
    assert "given: “Ukraine signs the agreement on security guarantees” never happens" in words(done)


def test_without_a_goal() -> None:
    """It is said that nothing is asked."""
    done = run("deadlock", ISTANBUL)

    assert 0 == done.code
    assert "no goal was given" in words(done)


def test_the_data() -> None:
    """The same as JSON."""
    data = json.loads(run("deadlock", ISTANBUL, *GOAL, "--format", "json").stdout)

    assert "istanbul-2022" == data["dossier"]
    assert "none" == data["readings"][""]["kind"]
    assert data["complete"] is True


def test_when_the_time_is_over() -> None:
    """It is said what is not proved, and the exit code is its own."""
    done = run("deadlock", ISTANBUL, *GOAL, "--timeout", "0")

    assert 3 == done.code
    assert "there may be more" in words(done)


def test_an_unknown_name() -> None:
    """It is underlined in the goal."""
    done = run("deadlock", ISTANBUL, "--goal", "ua_sings")

    assert 2 == done.code
    assert "did you mean `ua_signs`?" in done.stderr
