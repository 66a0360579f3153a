"""Checks scenarios of a negotiation against the parties' stated conditions."""

from __future__ import annotations

__version__ = "0.1.0"
