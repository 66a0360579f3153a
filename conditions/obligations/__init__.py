"""Who must act after an incident, by which clause, and how far each obligation has come."""

from __future__ import annotations

from conditions.obligations.ask import obligations
from conditions.obligations.results import DutyAnswer, DutyResult, Ground, IncidentResult, ObligationsResult, Phase

__all__ = ["DutyAnswer", "DutyResult", "Ground", "IncidentResult", "ObligationsResult", "Phase", "obligations"]
