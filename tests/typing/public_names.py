"""What the type checkers must see of the public names."""

from __future__ import annotations

from typing import assert_type

import conditions

assert_type(conditions.__version__, str)
