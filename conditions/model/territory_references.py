"""Whether the zones that a dossier names are there, and whether none is part of itself."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.errors import Problem
from conditions.model.findings import Finding, Path
from conditions.model.lookup import Lookup


class Territory(Lookup):
    """One pass over zones, and over the ways to understand them."""

    def findings(self) -> Iterator[Finding]:
        """Every zone that is not there, and every circle."""
        zones = self.parts.zones
        for name, zone in zones.items():
            yield from self.many("zone", zones, zone.part_of, ("zones", name, "part_of"))
            yield from self.many("zone", zones, zone.near, ("zones", name, "near"))
        yield from self._circles()

    def readings(self) -> Iterator[Finding]:
        """Every zone that is not there in the readings of ambiguities."""
        zones = self.parts.zones
        for name, ambiguity in self.parts.ambiguities.items():
            for reading, meaning in ambiguity.readings.items():
                for field, said in (("part_of", meaning.part_of), ("not_part_of", meaning.not_part_of)):
                    path: Path = ("ambiguities", name, "readings", reading, field)
                    for zone, others in said.items():
                        for finding in self.one("zone", zones, zone, (*path, zone)):
                            yield finding._replace(at_key=True)
                        yield from self.many("zone", zones, others, (*path, zone))

    def _circles(self) -> Iterator[Finding]:
        """A zone cannot be part of itself, however many steps away."""
        zones, done = self.parts.zones, set[str]()
        for start in zones:
            way: dict[str, Iterator[str]] = {}
            here: str | None = None if start in done else start
            while here is not None:
                steps = way.setdefault(here, iter(zones[here].part_of))
                wider = next((one for one in steps if one in zones and one not in done), None)
                if wider is None:
                    done.add(here)
                    del way[here]
                    here = next(reversed(way), None)
                elif wider in way:
                    circle = [*way][[*way].index(wider) :]
                    shown = [*circle, wider] if len(circle) < 8 else [*circle[:4], "…", circle[-1], wider]
                    message = f"`{wider}` is part of itself: {' → '.join(shown)}"
                    path: Path = ("zones", here, "part_of")
                    if len(zones[here].part_of) > 1:
                        path = (*path, zones[here].part_of.index(wider))
                    yield Finding(path, Problem("zone-circle", message, hint="delete one of the steps"))
                else:
                    here = wider
