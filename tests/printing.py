"""What a user sees when a file is loaded; imports as little as it can, so that it can be measured."""

from __future__ import annotations

import importlib
from pathlib import Path

from conditions.errors import ConditionsError

# Which function loads a file, by a part of its name; of other files only the reading is tried.
LOADERS = {
    ".dossier.": ("conditions.files.dossier", "load_dossier"),
    ".scenario.": ("conditions.files.scenario", "load_scenario"),
    "": ("conditions.files.yaml_nodes", "read_file"),
}


def printed(path: Path) -> str:
    """What a user sees when the file is loaded; the path is printed as it is given."""
    module, function = next(loader for part, loader in LOADERS.items() if part in path.name)
    try:
        getattr(importlib.import_module(module), function)(path)
    except ConditionsError as error:
        return f"{error}\n"
    return "no problem\n"
