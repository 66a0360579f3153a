"""The forward engine: conditions as rules of durable-rules, and what follows as facts come and go."""

from __future__ import annotations

from conditions.engines.forward.door import EngineFaultError
from conditions.engines.forward.plain import Cell, Plain
from conditions.engines.forward.rules import TODAY, Decided, ForwardRules, ForwardSession
from conditions.engines.forward.settings import Told
from conditions.engines.forward.support import SUPPORT

__all__ = ["SUPPORT", "TODAY", "Cell", "Decided", "EngineFaultError", "ForwardRules", "ForwardSession", "Plain", "Told"]
