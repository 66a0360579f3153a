"""`python -m conditions`, where the program itself is not on the path."""

from __future__ import annotations

from conditions.cli import process

if __name__ == "__main__":
    process()
