"""Whether numbers are parts of numbers: in the same unit, and of no part of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conditions.errors import Problem, did_you_mean
from conditions.model.findings import Finding
from conditions.model.parts import Fact


def fact_problems(facts: Mapping[str, Fact], broken: frozenset[str]) -> Iterator[Finding]:
    """What is wrong with what facts are parts of."""
    for name, fact in facts.items():
        if fact.part_of is not None and fact.part_of not in broken:
            problem = _problem(name, fact, fact.part_of, facts)
            if problem is not None:
                yield Finding(("facts", name, "part_of"), problem)


def _problem(name: str, fact: Fact, whole: str, facts: Mapping[str, Fact]) -> Problem | None:
    if whole not in facts:
        hint = did_you_mean(whole, facts) or "add it to `facts`"
        return Problem("unknown-fact", f"unknown fact `{whole}`", hint=hint)
    kind = facts[whole].type()
    if kind.kind != "number":
        return Problem("not-a-number", f"`{whole}` is not a number, so nothing is a part of it")
    if (kind.unit or "") != (fact.unit or ""):
        shown = [f"in {unit}" if unit else "without a unit" for unit in (fact.unit, kind.unit)]
        message = f"`{name}` is {shown[0]}, but `{whole}`, of which it is a part, is {shown[1]}"
        return Problem("unit-mismatch", message, hint="a part has the unit of its whole")
    if facts[whole].each not in {None, fact.each}:
        message = f"`{whole}` is for each of `{facts[whole].each}`, so `{name}` has no single whole"
        return Problem("needs-member", message, hint=f"declare `{name}` with `each: {facts[whole].each}` too")
    way = [name]
    while whole not in way:
        way.append(whole)
        following = facts[whole].part_of if whole in facts else None
        if following is None:
            return None
        whole = following
    if whole != name:
        return None
    message = f"`{name}` is part of itself: {' → '.join([*way, name])}"
    return Problem("part-circle", message, hint="delete one of the steps")


__all__ = ["fact_problems"]
