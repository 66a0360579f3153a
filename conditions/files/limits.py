"""How large an input may be; what is beyond is refused with a sentence, in less than a second."""

from __future__ import annotations

FILE_BYTES = 8 * 1024 * 1024
"""Size of a file, in bytes."""

DEPTH = 64
"""Mappings and lists inside one another, after aliases are put in place."""

VALUES = 200_000
"""Keys and values of a file, after aliases are put in place."""

TEXT_LENGTH = 100_000
"""Length of one key or value, in characters."""

PROBLEMS = 100
"""Problems shown of one file; more are counted."""
