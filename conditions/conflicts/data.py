"""What a search for conflicts gives, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import islice
from typing import Any, assert_never

from conditions.conflicts.concessions import Concession, equally_cheap
from conditions.conflicts.results import Conflicts, Impossible, InConflict, Possible, Result, Unsettled


def to_data(found: Conflicts, most: int) -> dict[str, object]:
    """Everything as plain data; of the concession sets no more than `most`."""
    return {
        "goal": [one.text for one in found.goal],
        "given": [one.text for one in found.given],
        "complete": found.complete,
        "readings_left_out": found.left_out,
        "left_open": list(found.left_open),
        "conditions": [one.to_dict() for one in found.taking_part],
        "results": [{"reading": name, **result_data(result, most)} for name, result in found.by_reading.items()],
    }


def to_records(found: Conflicts) -> list[dict[str, object]]:
    """One flat record for each conflict in each reading, and one for each reading without any."""
    records: list[dict[str, object]] = []
    for reading, result in found.by_reading.items():
        kind = result_data(result, most=0)["result"]
        cores = result.cores if isinstance(result, InConflict) else ()
        told = [([one.name for one in core.conditions], list(core.parties)) for core in cores] or [([], [])]
        records += [
            {"reading": reading, "result": kind, "conditions": conditions, "parties": parties}
            for conditions, parties in told
        ]
    return records


def result_data(result: Result, most: int) -> dict[str, Any]:
    """One result."""
    match result:
        case Possible():
            return {"result": "possible", "course": result.course.to_dict()}
        case Impossible(because):
            return {"result": "impossible", "because": [one.text for one in because]}
        case Unsettled():
            return {"result": "unsettled"}
        case InConflict():
            return _conflict_data(result, most)
        case _:
            assert_never(result)


def _conflict_data(result: InConflict, most: int) -> dict[str, Any]:
    return {
        "result": "in conflict",
        "complete": result.complete,
        "parts": [
            {
                "complete": part.complete,
                "cores": [
                    {
                        "conditions": [one.name for one in core.conditions],
                        "parties": list(core.parties),
                        "one_party_alone": core.is_own,
                    }
                    for core in part.cores
                ],
                "concessions": [[one.name for one in given_up] for given_up in islice(part.concessions, most)],
            }
            for part in result.parts
        ],
        "concession_sets": result.count,
        "concessions": [[one.name for one in given_up] for given_up in islice(result.concessions(), most)],
        "could_clear_it_alone": None if result.alone is None else list(result.alone),
    }


def concession_data(one: Concession | None) -> dict[str, Any] | None:
    """A concession with what it weighs."""
    if one is None:
        return None
    gives = {party: str(weight) for party, weight in one.gives.items()}
    return {"conditions": [each.name for each in one.conditions], "weight": str(one.weight), "gives": gives}


def concessions_data(found: Conflicts, weights: Mapping[str, Fraction], most: int) -> dict[str, object]:
    """What would have to be given, with weights, milder forms and courses of events."""
    return {
        **to_data(found, most),
        "results": [
            {"reading": name, **result_data(result, most), **_given_up(result, weights, most)}
            for name, result in found.by_reading.items()
        ],
    }


def _given_up(result: Result, weights: Mapping[str, Fraction], most: int) -> dict[str, Any]:
    if not isinstance(result, InConflict):
        return {}
    front, cheapest = result.front(weights), result.cheapest(weights)
    return {
        "cheapest": concession_data(cheapest),
        "equally_cheap": [concession_data(one) for one in equally_cheap(result, cheapest, weights)] if cheapest else [],
        "front": {"complete": front.complete, "points": [concession_data(one) for one in front.points]},
        "concessions": [
            {
                "conditions": [one.name for one in given_up],
                "milder": [
                    [{"condition": one.condition.name, "how": one.how, "text": one.text} for one in way]
                    for way in result.milder(given_up)
                ],
                "course": None if (course := result.course_without(given_up)) is None else course.to_dict(),
            }
            for given_up in islice(result.concessions(), most)
        ],
    }
