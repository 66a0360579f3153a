"""What Hypothesis runs when it is imported: strategies for our models, registered once a model is imported.

Importing Hypothesis must not import models, so nothing is imported here but the standard library.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Final

STRATEGIES: Final = {
    "conditions.model.dossier": "Dossier",
    "conditions.model.scenario": "Scenario",
    "conditions.model.statements": "Statement",
}
"""The models that `hypothesis.strategies.from_type` knows, by their modules."""


def register() -> None:
    """Register the strategies of models that are imported, and wait for the others."""
    waiting = {module for module in STRATEGIES if module not in sys.modules}
    for module in STRATEGIES.keys() - waiting:
        _register(module)
    if waiting:
        sys.meta_path.insert(0, _Waiting(waiting))


def _register(module: str) -> None:
    from hypothesis import strategies as st

    name = STRATEGIES[module]
    model = getattr(sys.modules[module], name)
    st.register_type_strategy(model, lambda _model: import_module("conditions.testing.by_type").BY_TYPE[name]())


class _Waiting(MetaPathFinder):
    """Stands before all other finders, and sees when a model is imported."""

    def __init__(self, modules: set[str]) -> None:
        self.modules = modules

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module as others find it, with a loader that registers its model."""
        if fullname not in self.modules:
            return None
        self.modules.remove(fullname)
        found = find_spec(fullname)
        if found is not None and found.loader is not None:
            found.loader = _Registering(found.loader)
        return found


class _Registering(Loader):
    """Loads a module as another loader does, and registers its model."""

    def __init__(self, loader: Loader) -> None:
        self.loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As the other loader."""
        return self.loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """As the other loader; from then on the module has that one."""
        assert module.__spec__ is not None
        module.__spec__.loader = module.__loader__ = self.loader
        self.loader.exec_module(module)
        _register(module.__name__)


__all__ = ["STRATEGIES", "register"]
