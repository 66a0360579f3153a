"""The command line `conditions`. Nothing here is imported by the rest of the library."""

from __future__ import annotations

from conditions.cli.app import main, process

__all__ = ["main", "process"]
