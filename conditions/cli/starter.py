"""A dossier to begin with: two invented states, and a comment on everything that is not plain."""

from __future__ import annotations

import re
from typing import Final

DOSSIER_FILE: Final = "dossier.yaml"
SCENARIO_FILE: Final = "signed-after-the-ceasefire.scenario.yaml"

_DOSSIER: Final = """\
# What each party has said it needs. Look at this file with `conditions lint`.
#
# For help while typing, let your editor know the schema of this file:
#   conditions schema dossier -o dossier.schema.json
# and put this line at the top:
#   # yaml-language-server: $schema=dossier.schema.json

dossier: {id}
title: Talks between Northland and Southland (an invented example)

# Codes are upper-case, so that they are never mistaken for words of the language.
parties:
  NL: {{name: Northland}}
  SL: {{name: Southland}}

# What can happen, each at most once. Conditions mention these names.
events:
  ceasefire: {{label: The ceasefire takes effect}}
  referendum: {{label: Northland votes on the treaty, by: NL}}
  nl_signs: {{label: Northland signs the treaty, by: NL}}
  sl_signs: {{label: Southland signs the treaty, by: SL}}

# Issues that climb step by step. They stand on the first rung from the outset.
ladders:
  border: {{label: The question of the border, rungs: [open, agreed_in_principle, resolved]}}

# What is so or not so, one of several values, or a number.
facts:
  voters_agree: {{label: The voters approve the treaty}}

# Who said what, for whom, when, and where it can be read. Every condition rests on one of these.
statements:
  northland-speech:
    speaker: The president of Northland
    for: NL
    said: 2031-03-01
    quote: “Our people will decide before I sign.”
  southland-letter:
    speaker: The foreign minister of Southland
    for: SL
    said: 2031-03-05
    via: Example News Agency
    says: Southland cannot sign before the question of the border is settled, at least in principle.

conditions:
  NL-ceasefire:
    party: NL
    condition: nl_signs only after ceasefire
    source: northland-speech
    from: 2031-03-01

  # Said in a way that can be understood in several ways? Write them all down. None is chosen silently.
  NL-referendum:
    party: NL
    source: northland-speech
    from: 2031-03-01
    readings:
      held: nl_signs only after referendum
      approved: nl_signs only if referendum and voters_agree

  SL-border:
    party: SL
    source: southland-letter
    from: 2031-03-05
    readings:
      resolved: sl_signs only if border is resolved
      in_principle: sl_signs only if border is agreed_in_principle or later

# More ways to put a condition:
#   nl_signs only on or after ceasefire + 30 days
#   nl_signs only if at least 2 of (ceasefire, referendum, border is resolved)
#   withdrawal within 6 months of nl_signs
#   never annexation
"""

_SCENARIO: Final = """\
# One course of events. Check it with `conditions check`, and ask why with `conditions explain`.

scenario: signed after the ceasefire, the border agreed in principle
dossier: {dossier}

# What is so of events that are not listed: `closed` (they never happen), `open` (nothing is
# known of them), or `until 2031-06-30` (not by the end of that day, later perhaps).
world: closed

# The day whose positions count.
as_of: 2031-03-31

# What happens, in order. `then` is later than the step before; a list is the same day.
timeline:
  - ceasefire: 2031-04-01
  - then: referendum
  - then: border.agreed_in_principle
  - then: [nl_signs, sl_signs]

facts:
  voters_agree: yes

# What should come out, for each party; `conditions check` says where it does not.
expect:
  NL: met
  SL: {{resolved: not met, in_principle: met}}
"""


def starter_files(folder_name: str) -> dict[str, str]:
    """The files of a new dossier, by name, with an id made from the folder's name."""
    return {
        DOSSIER_FILE: _DOSSIER.format(id=dossier_id(folder_name)),
        SCENARIO_FILE: _SCENARIO.format(dossier=DOSSIER_FILE),
    }


def dossier_id(folder_name: str) -> str:
    """An id that resembles the name of a folder: `My talks (2031)` gives `My-talks-2031`.

    >>> dossier_id("My talks (2031)")
    'My-talks-2031'
    """
    return re.sub(r"[^\w-]+", "-", folder_name).strip("-_") or "dossier"
