"""A checked scenario with the verdicts over all completions of what is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from conditions.knowledge import Knowledge
from conditions.results import CheckResult
from conditions.stated_facts import with_counts
from conditions.verdicts import Verdict
from conditions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from conditions.engines.exact import Limit


def exactly(result: CheckResult, limit: Limit | None = None) -> CheckResult:
    """The same result with exact verdicts: known wherever all completions give the same answer.

    They are worked out as they are asked for. What the limit does not leave time for is left as it was.

    Args:
        result: What was checked.
        limit: How long to look, all verdicts together.
    """
    if result.exact is not None:
        return result.exact
    parties = {
        code: replace(
            party,
            conditions=tuple(
                replace(one, verdicts=_Verdicts(one.verdicts, result.known, result.vocabulary, limit))
                for one in party.conditions
            ),
        )
        for code, party in result.parties.items()
    }
    viewpoints = {name: exactly(seen, limit) for name, seen in result.viewpoints.items()}
    return replace(result, parties=parties, viewpoints=viewpoints)


class _Verdicts(Mapping[str, Verdict]):
    """The exact verdict of each reading, decided when it is first asked for."""

    def __init__(
        self, verdicts: Mapping[str, Verdict], known: Knowledge, vocabulary: Vocabulary, limit: Limit | None
    ) -> None:
        self._verdicts, self._known, self._vocabulary = verdicts, with_counts(known, vocabulary), vocabulary
        self._limit = limit
        self._decided: dict[str, Verdict] = {}

    def __getitem__(self, reading: str) -> Verdict:
        if reading not in self._decided:
            from conditions.engines.exact import declared_values  # a heavy package
            from conditions.engines.exact.verdicts import exact_verdict

            declared = declared_values(self._vocabulary)
            self._decided[reading] = exact_verdict(self._verdicts[reading], self._known, declared, self._limit)
        return self._decided[reading]

    def __iter__(self) -> Iterator[str]:
        return iter(self._verdicts)

    def __len__(self) -> int:
        return len(self._verdicts)

    def __repr__(self) -> str:
        return repr(dict(self))
