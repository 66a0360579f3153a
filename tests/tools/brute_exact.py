"""Compare exact answers with every course of events, on as many generated formulas as asked for.

    python -m tests.tools.brute_exact 3000 1

The first number is how many, the second the seed. Every certificate is checked. Where all events have a range of
days and no number is asked, the courses tried are all there are, so the answers must be the same.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from itertools import islice

from hypothesis import HealthCheck, Phase, assume, given, seed, settings

from conditions import formula as f
from conditions.engines.exact import confirmed, exact
from conditions.knowledge import Knowledge
from conditions.semantics import judge
from conditions.truth import Truth
from tests.courses import courses, over_all
from tests.knowing import formulas, knowledges

DECLARED = {"s": ("x", "y", "z"), "p": (True, False), "q": (True, False)}
MOST = 5_000


def compare(formula: f.Formula, known: Knowledge) -> str:
    """What is found, after it was compared."""
    found = exact(formula, known, DECLARED)
    kleene = judge(formula, known).truth
    assert kleene in {Truth.UNKNOWN, found.truth}, (formula, known)
    assert found.certificate is not None, (formula, known)
    assert confirmed(found.truth, found.certificate, formula, known, DECLARED), (formula, known)
    tried = list(islice((course.holds(formula) for course in courses(known, [formula])), MOST))
    answer = over_all(tried)
    if found.truth is not Truth.UNKNOWN:
        assert answer in {None, found.truth}, (formula, known)
    elif len(tried) < MOST and _is_counted(formula, known):
        assert answer is Truth.UNKNOWN, (formula, known)
    alone = "" if kleene is found.truth else ", by exact mode alone"
    return f"{found.truth.value}{alone}"


def _is_counted(formula: f.Formula, known: Knowledge) -> bool:
    """Whether the courses tried are all there are, and none leaves anything open."""
    events = {*f.events_in(formula), *known.timeline.events()}
    events |= {end for one in known.timeline.relations for end in (one.first, one.second)}
    entries = [known.timeline.entry(event) for event in events]
    bounded = all(one.occurs is Truth.FALSE or math.isfinite(one.earliest + one.latest) for one in entries)
    parts = list(f.walk(formula))
    return bounded and not any(isinstance(part, f.Compare | f.Constant) for part in parts) and not _open(formula, known)


def _open(formula: f.Formula, known: Knowledge) -> bool:
    return any(getattr(known.fact(fact), "why", "") == "not applicable" for fact in f.facts_in(formula))


def main(count: int, start: int) -> None:
    """Compare so many, and print what was found how often."""
    kinds: Counter[str] = Counter()
    everything = list(HealthCheck)

    @seed(start)
    @settings(
        max_examples=count, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=everything
    )
    @given(formulas(), knowledges(calendar=True))
    def run(formula: f.Formula, known: Knowledge) -> None:
        assume(known.timeline.contradiction() is None)
        kinds[compare(formula, known)] += 1

    run()
    print(dict(kinds))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
