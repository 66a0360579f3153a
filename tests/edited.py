"""Files in an editor, as a test of the language server writes them: `¦` is where one stands."""

from __future__ import annotations

from pathlib import Path

from conditions.lsp.workspace import Workspace

CURSOR = "¦"
TALKS = """\
dossier: talks
parties:
  UA: {name: Ukraine}
  RU: {name: Russia}
groups:
  guarantors: {label: the guarantors, members: [US, GB, UA]}
events:
  referendum: {label: Переговори й голосування, by: UA}
  ua_signs: {label: Ukraine signs, by: UA, source: speech}
  ratify: {label: Ratification, each: guarantors}
ladders:
  crimea: {label: Status of Crimea, rungs: [unresolved, agreed_in_principle, resolved]}
moments:
  closing: {when: ua_signs + 30 days, label: Closing}
facts:
  approved: {label: The voters approve}
  status: {values: [neutral, allied]}
  troops: {unit: persons}
zones:
  land: {}
  city: {label: The city, part_of: land}
statements:
  speech: {speaker: Ann Example, for: UA, said: 2022-03-29, to: the press, via: Agency, quote: after a vote}
  reply: {speaker: Bob Example, for: RU, said: 2022-04-01, quote: not before it is settled}
conditions:
  UA-vote:
    party: UA
    label: A vote first
    condition: ua_signs only after referendum
    source: speech
    from: 2022-03-29
  RU-land:
    party: RU
    source: [reply, speech]
    readings:
      strict: ua_signs only if crimea is resolved
      lenient: {condition: ua_signs only if crimea is agreed_in_principle or later, label: agreed is enough}
  UA-all:
    party: UA
    condition: if all of guarantors ratify then closing before 2023-01-01 and not status is allied
    source: speech
  UA-again:
    party: UA
    condition: {kind: only_after, act: ua_signs, after: referendum}
    supersedes: UA-vote
    from: 2022-04-01
    source: reply
states:
  truce: {start: ua_signs, end: closing, source: speech}
instruments:
  pact:
    in_force: ua_signs and truce is in force on closing
    obligations:
      help: {debtors: each of guarantors, to: UA, duty: help, trigger: aggression, scope: {within: land, except: city}}
claims:
  hope: {source: reply, says: It will be settled., about: crimea}
labels:
  uk: {UA: Україна, crimea.resolved: вирішено, zones.city: місто}
"""
COURSE = """\
scenario: one course
world: closed
as_of: 2022-05-01
timeline:
  - referendum
  - then: [crimea.agreed_in_principle, ua_signs]
  - {'ratify[US]': at least 30 days after ua_signs}
  - {never: 'ratify[GB]'}
facts:
  approved: yes
  status: neutral
expect:
  UA-again: met
  RU-land: {strict: not met, lenient: met}
  RU: {strict: met}
known_failures:
  RU.strict.answer: an example
"""


def pointed(text: str) -> tuple[str, int]:
    """A text without its cursor, and where that was."""
    assert text.count(CURSOR) == 1
    return text.replace(CURSOR, ""), text.index(CURSOR)


def folder(home: Path, dossier: str = TALKS, **scenarios: str) -> Workspace:
    """A workspace of one folder, saved and open: `dossier.yaml`, and each scenario by its name."""
    workspace = Workspace([home])
    for name, text in {
        "dossier.yaml": dossier,
        **{f"{key}.scenario.yaml": one for key, one in scenarios.items()},
    }.items():
        (home / name).write_text(text, encoding="utf-8")
        workspace.open(home / name, text)
    return workspace


def edit(workspace: Workspace, path: Path, text: str) -> int:
    """Type a text with a cursor into an open file; the offset of the cursor."""
    plain, offset = pointed(text)
    workspace.open(path, plain)
    return offset
