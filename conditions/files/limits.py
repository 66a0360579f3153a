"""How large an input may be; what is beyond is refused with a sentence, in less than a second."""

from __future__ import annotations

FILE_BYTES = 8 * 1024 * 1024
"""Size of a file, in bytes."""

DEPTH = 64
"""Mappings and lists inside one another, after aliases are put in place."""

VALUES = 100_000
"""Keys, values and anchors of a file, after aliases are put in place; a dossier of 1,000 conditions has some 15,000."""

TEXT_LENGTH = 100_000
"""Length of one value, in characters."""

KEY_LENGTH = 1_024
"""Length of one key, in characters."""

PROBLEMS = 100
"""Problems shown of one file; more are counted."""
