"""A dossier and a scenario that use every field there is."""

from __future__ import annotations

DOSSIER = """\
dossier: every-field
title: Every field
summary: A dossier in which every field stands at least once.
parties:
  UA: {name: Ukraine, note: The first}
  RU: {name: Russia}
groups:
  guarantors: {unnamed: several countries, label: the guarantors, note: not named, source: speech}
  observers: {members: [CH, NO, AT]}
  hosts: {members: [CH, {party: TR, from: 2022-03-10, until: 2022-06~}, {party: TR, from: 2023}]}
events:
  ua_signs: {label: Ukraine signs, by: UA, note: the text, source: [speech, report]}
  ru_signs: {}
  referendum: {label: the referendum}
  withdrawal: {by: RU}
  ratify: {label: ratification, each: guarantors}
  arrive: {each: observers}
ladders:
  crimea: [unresolved, agreed_in_principle, resolved]
  talks: agreement
  donbas: {rungs: [open, closed], start: none, label: Donbas, note: two rungs, source: speech}
moments:
  opening: earlier of (referendum + 90 days, crimea.resolved)
  review: {when: opening + 8 years, only_if: approved, else: opening + 9 years, label: Review, note: a, source: speech}
facts:
  approved: {label: The voters approve, note: yes or no, source: report}
  status: {values: [neutral, allied]}
  troops: {unit: persons}
  votes: {number: yes}
  ballots: {count: yes}
  ballots_won: {count: yes, part_of: ballots}
  joins: {each: observers}
  cap: {unit: persons, steps: [{value: 100}, {value: 200 persons, from: opening}]}
zones:
  ukraine: {}
  crimea: {label: Crimea, part_of: ukraine, note: the peninsula, source: speech}
  sevastopol: {part_of: [ukraine], near: crimea}
  belt: {latitude: {from: 44.5 degrees, to: 60}}
  plot: {geometry: {type: Polygon, coordinates: [[[30, 50], [31.5, 50], [31, 51], [30, 50]]]}}
statements:
  speech:
    speaker: Ann Example
    for: UA
    said: 2022-03-29
    to: Bob Example
    via: [Agency, Newspaper]
    reported: 2022-03/2022-04
    place: Istanbul
    quote: "“Yes”, she said: no."
    says: She agrees
    document: A text
    url: https://example.org/text
    archived: https://example.org/archive
    language: uk
    note: a fragment
  report: {speaker: Bob Example, for: [UA, RU], said: 2022-06-01, withdraws: UA-harder, denies: [RU-rest, weapons]}
conditions:
  UA-vote:
    party: UA
    readings:
      held: ua_signs only after referendum
      approved: {condition: ua_signs only if approved, label: approved, note: stronger, source: report}
    source: [speech, report]
    from: 2022-03-29
    until: 2022-05~
    level: reported
    label: the vote
    note: two readings
    modality: red_line
  UA-withdrawal: {party: UA, condition: referendum only on or after withdrawal + 30 days, source: speech}
  UA-many:
    party: UA
    condition:
      kind: only_after
      act: ua_signs
      after:
        kind: count
        at_least: 2
        of: [referendum, withdrawal, {kind: members, quantifier: all, group: guarantors, what: ratify}]
    source: speech
  RU-status:
    party: RU
    condition: ru_signs only if status is neutral and troops is at most 85000 persons
    source: speech
  RU-crimea: {party: RU, condition: if ua_signs then crimea is agreed_in_principle or later, level: hypothetical}
  RU-rest: {party: RU, condition: talks is signed or donbas is closed or any of observers joins, source: speech}
  UA-harder: {party: UA, condition: never ru_signs, from: 2022-05-02, hardens: UA-withdrawal, source: speech}
  UA-softer: {party: UA, condition: ru_signs, from: 2022-06-01, softens: [UA-harder], restates: UA-many}
  UA-other: {party: UA, condition: ru_signs, from: 2022-07-01, supersedes: UA-softer, level: hypothetical}
terms:
  weapons: {party: UA, label: Weapons, condition: votes > 1/3 of votes, source: speech, modality: preference}
  weapons-later: {party: UA, label: Weapons, from: 2022-05, restates: weapons}
  more-weapons: {party: UA, label: Weapons, from: 2022-06, hardens: weapons-later, softens: talks-first}
  talks-first: {party: UA, label: Talks, from: 2022-01-01}
  no-weapons: {party: UA, label: None, from: 2022-07, supersedes: more-weapons}
  talks:
    party: RU
    label: Talks on Crimea
    readings: {deadline: crimea.resolved within 15 years of ua_signs, free: 2022-01-01}
    from: 2022-03-29
    until: 2022-04-26
    level: reported
    note: its anchor is open
waivers:
  UA-late: {condition: UA-withdrawal, party: UA, on: 2022-05, source: speech, label: late, note: accepted}
preferences:
  UA:
    - {prefers: approved is yes, source: speech, label: a vote that is won, note: above all}
    - ua_signs happens
  RU:
    - prefers: not ua_signs happens
      source: [speech, report]
claims:
  hope: {source: speech, says: It will pass, kind: hope, about: [UA, referendum], contradicts: fear, note: only a hope}
  fear: {source: [report], says: It will not pass, ends: UA-many, begins: [talks], when: 2022-04}
states:
  ceasefire:
    label: The ceasefire
    start: ua_signs
    end: withdrawal + 1 year
    suspended: {from: ru_signs, until: referendum}
    only_if: approved
    void_if: never referendum
    note: half-open
    source: speech
  sanctions: {start: 2014-03-17, suspended: [{from: opening, until: review}, {from: referendum}]}
instruments:
  guarantees:
    label: The guarantees
    in_force: ua_signs and all of guarantors ratify
    obligations:
      close-sky:
        debtors: each of guarantors
        to: UA
        duty: close the sky
        trigger: [aggression, blockade]
        scope: {within: ukraine, except: [crimea, {zone: sevastopol, from: 2022-05-01, until: review}]}
        consultation: 3 days
        deadline: 2 weeks
        performance: ratify
        suspended: {from: referendum, until: withdrawal}
        until: withdrawal
        discharged: review
        source: speech
        label: the sky
        note: the third duty
      weapons: {debtors: [RU, observers], to: UA, duty: supply weapons}
    source: speech
    note: one instrument
ambiguities:
  which:
    question: Which troops?
    readings:
      all: all of them
      some: {says: some of them, part_of: {sevastopol: crimea}, not_part_of: {belt: [plot]}, note: few, source: report}
    source: speech
    bears_on: [withdrawal, UA-withdrawal]
    note: left open
not_encoded:
  - {source: report, quote: an aside, says: An aside, why: It says nothing of conditions}
goals:
  both:
    label: Both sign
    reach: [ua_signs, ru_signs]
    given: withdrawal on or before 2022-12-31
    as_of: 2022-04-26
    note: nobody's position
    source: speech
  one: {reach: ua_signs}
labels:
  uk: {UA: Україна, ua_signs: Україна підписує, crimea.resolved: вирішено, UA-withdrawal: Спершу відведення}
  ru: {UA: Украина, zones.crimea: Крым}
"""

SCENARIO = """\
scenario: everything at once
dossier: ../dossier.yaml
world: until 2022-04-26
as_of: 2022-04-26
known_at: 2022-05-01
accounts: [RU, UA]
timeline:
  - withdrawal
  - then: referendum
  - [crimea.agreed_in_principle, talks.raised]
  - 2022-04-20: talks.signed
    disputed: yes
  - donbas.open: 2022-03/2022-04
  - never: ru_signs
  - unknown: crimea.resolved
  - donbas.closed: maybe 2022-04-21/2022-04-25
  - arrive[CH]: after withdrawal
  - arrive[NO]: at least 3 days after withdrawal
  - arrive[AT]: maybe on the same day as arrive[CH]
  - event: ua_signs
    on: 2022-04
    then: yes
    on_or_after: [withdrawal + 2 days, referendum]
    before: 2022-04-27
    on_or_before: [2022-04-26]
    note: everything known of it
    source: speech
  - {event: talks.signed, on: 2022-04-21, disputed: yes}
groups: {guarantors: [US, GB, NO]}
facts:
  approved: yes
  status: [neutral, allied]
  troops: {from: 10 persons, to: 85_000 persons}
  votes: {from: 1/3}
  joins[NO]: unknown
  joins[CH]: not applicable
  joins[AT]:
    told:
      - {value: yes, source: speech, note: on the day}
      - {value: no}
waivers:
  RU-so-be-it: {condition: RU-status, party: RU}
viewpoints:
  UA:
    label: Ukraine
    facts: {approved: no}
    readings: {UA-vote: held}
    expect: {UA: met}
    expect_compliance: {RU: unknown}
    expect_exactly: {RU-status: {compliance: unknown}}
    expect_moments: {ua_signs: 2022-04}
    expect_in_force: {guarantees: {2022-04-26: unknown}}
    expect_obligations: {crimea: not obliged}
    note: its view
    source: speech
incidents:
  - {incident: aggression, place: crimea, day: 2022-04, note: an incident}
  - id: second
    incident: blockade
    latitude: 45.25 degrees
    longitude: -31 degrees
    performed: [{obligation: weapons, by: [RU, CH], on: 2022-05~}, {obligation: guarantees.weapons}]
expect:
  UA: {held: met, approved: not met}
  RU: unknown
  RU-status: waiting
  RU-rest: {answer: met, compliance: met, final: no, vacuous: yes, waived: no}
  UA-vote: {readings: {held: {status: satisfied}}}
expect_compliance: {UA: depends on the reading}
expect_exactly: {RU: {status: undecided}, UA-vote: {held: {compliance: unknown}}}
expect_moments: {ua_signs: 2022-04-22/2022-04-26}
expect_in_force:
  ceasefire: {2022-04-26: unknown, ua_signs: no}
  guarantees: {withdrawal + 30 days: no}
expect_obligations:
  crimea: unknown
  second:
    close-sky: {answer: unknown, state: created, readings: {all: obliged}, debtors: {US: {answer: obliged}}}
    weapons: violated
known_failures: {UA: the source says otherwise}
tags: [rich, test]
note: a scenario
source: [speech, report]
"""
