"""The exact engine: all completions of what is known, by a solver; answers carry certificates.

`exact(formula, known, declared)` gives the truth of one formula over all completions. Analyses use `Completions`:

>>> from conditions.engines.exact import Completions, Limit, Refuted, Witness
>>> from conditions.formula import All, Event, Gate, Happens, Within
>>> from conditions.knowledge import Knowledge
>>> from conditions.periods import Period
>>> from conditions.timeline import Timeline, Unlisted
>>> from conditions.truth import Truth
>>> known = Knowledge(Timeline((), (), Unlisted(Truth.UNKNOWN)), {})  # an open world
>>> a, b, day = Event("a"), Event("b"), Period(days=1)
>>> search = Completions(known, free=True, start=738_000)
>>> search.require(All((Happens(a), Happens(b))))          # background and goal: hold in any case
>>> search.select("A", Gate(a, Within(a, b, least=day)))    # conditions: hold where their names are asked for
>>> search.select("B", Gate(b, Within(b, a, least=day)))
>>> found = search.find(["A"], Limit.seconds(5))            # Witness | Refuted | Undecided
>>> isinstance(found, Witness), found.days                  # ordinals, the first from `start` on; None: never
(True, {'a': 738001, 'b': 738000})
>>> sorted(search.find(["A", "B"]).core)                    # names that cannot hold together, not yet minimal
['A', 'B']

`require` and `select` may go on after a question; what was learnt stays. `choose(name, literal)` selects any literal
of `search.encoding`: `true(formula)`, `not_true(formula)`, `event(name)` (it happens), `le(Le(a, b, k))` (both happen
and day(a) - day(b) <= k). `witness.knowledge(known)` is what one knows where the witness has come about, for `judge`.
`declared_values(vocabulary)` are the values that facts may have; `free=True` lets what nothing decides turn out
either way. What it cannot answer is declared in `support.SUPPORT`. Heavy: import it inside functions.
"""

from __future__ import annotations

from conditions.certificates import Witness
from conditions.engines.exact.answers import Always, Either, ExactTruth, confirmed, declared_values, exact
from conditions.engines.exact.cases import cases
from conditions.engines.exact.completions import Completions, Limit, Outcome, Refuted, Undecided
from conditions.engines.exact.facts import OTHER
from conditions.engines.exact.terms import ORIGIN, Le, Term

__all__ = [
    "ORIGIN",
    "OTHER",
    "Always",
    "Completions",
    "Either",
    "ExactTruth",
    "Le",
    "Limit",
    "Outcome",
    "Refuted",
    "Term",
    "Undecided",
    "Witness",
    "cases",
    "confirmed",
    "declared_values",
    "exact",
]
