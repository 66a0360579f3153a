"""What is said of a name when one points at it: its label, what it means, who said so, with the quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from conditions.citations import cited
from conditions.english import listing, partial_words
from conditions.errors import visible
from conditions.language.base import Words
from conditions.lsp.names import Symbol
from conditions.model.dossier import Dossier
from conditions.model.moments import NamedMoment
from conditions.model.parts import Fact
from conditions.model.positions import SINGLE, Position

LONGEST: Final = 1_000
"""Most characters of one line of a card."""
MOST_LINES: Final = 24
"""Most lines of a card."""
_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
_SAID_OF_KIND: Final = {"value": "value", "meaning": "answer", "incident": "incident"}


class Card(NamedTuple):
    """What is said of something.

    Attributes:
        title: What it is, and its name.
        words: What it is called or says, in words; may be empty.
        lines: What else there is to say, a sentence each.
        quotes: The words of its sources, each with who said them.
    """

    title: str
    words: str = ""
    lines: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()

    def with_lines(self, lines: Iterable[str]) -> Card:
        """The same with more lines at the end."""
        return self._replace(lines=(*self.lines, *lines))


def as_markdown(card: Card) -> str:
    """The card as Markdown in which every text is only text."""
    parts = [f"**{_escaped(card.title)}**" + (f" — {_escaped(card.words)}" if card.words else "")]
    parts += [f"- {_escaped(line)}" for line in card.lines[:MOST_LINES]]
    quotes = [f"> {_escaped(quote)}\n>\n> — {_escaped(who)}" for quote, who in card.quotes[:MOST_LINES]]
    head, rest = parts[0], "\n".join(parts[1:])
    return "\n\n".join(part for part in (head, rest, *quotes) if part)


def as_text(card: Card) -> str:
    """The card as plain text."""
    head = f"{_plain(card.title)}: {_plain(card.words)}" if card.words else _plain(card.title)
    quotes = [f"{_plain(quote)}\n  {_plain(who)}" for quote, who in card.quotes[:MOST_LINES]]
    return "\n".join([head, *(f"- {_plain(line)}" for line in card.lines[:MOST_LINES]), *quotes])


def _plain(text: str) -> str:
    """The text on one line, without what cannot be seen, cut where it is very long."""
    cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return visible(" ".join(cut.split()))


def _escaped(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", _plain(text))


def card_of(symbol: Symbol, dossier: Dossier | None) -> Card:
    """What is said of a symbol; only its name where the dossier, as it was last understood, does not have it."""
    title = f"{_SAID_OF_KIND.get(symbol.kind, symbol.kind)} {symbol.name}"
    if dossier is None:
        return Card(title)
    make = _CARDS.get(symbol.kind)
    made = make(symbol, dossier) if make is not None else None
    if made is None:
        return Card(title)
    return made._replace(title=made.title or title)


# --- kinds ------------------------------------------------------------------------


def _party(symbol: Symbol, dossier: Dossier) -> Card | None:
    party = dossier.parties.get(symbol.name)
    return Card("", party.name, _notes(party)) if party is not None else Card("", "a member of a group")


def _group(symbol: Symbol, dossier: Dossier) -> Card | None:
    group = dossier.groups.get(symbol.name)
    if group is None:
        return None
    members = "members: " + listing(list(group.codes)) if group.codes is not None else f"not named: {group.unnamed}"
    return Card("", group.label or "", (members, *_notes(group)), _quotes(group.source, dossier))


def _event(symbol: Symbol, dossier: Dossier) -> Card | None:
    event = dossier.events.get(symbol.name)
    if event is None:
        return None
    lines = [f"acts: {_named(event.by, dossier)}"] if event.by else []
    lines += [f"one for each of {event.each}"] if event.each else []
    return Card("", event.label or "", (*lines, *_notes(event)), _quotes(event.source, dossier))


def _ladder(symbol: Symbol, dossier: Dossier) -> Card | None:
    ladder = dossier.ladders.get(symbol.name)
    if ladder is None:
        return None
    outset = f"stands on {ladder.rungs[0]} from the outset" if ladder.start == "first" else "stands on no rung at first"
    lines = ("rungs: " + ", ".join(ladder.rungs), outset, *_notes(ladder))
    return Card("", ladder.label or "", lines, _quotes(ladder.source, dossier))


def _rung(symbol: Symbol, dossier: Dossier) -> Card | None:
    ladder = dossier.ladders.get(symbol.owner)
    if ladder is None or symbol.name not in ladder.rungs:
        return None
    place = f"rung {ladder.rungs.index(symbol.name) + 1} of {len(ladder.rungs)}: {', '.join(ladder.rungs)}"
    return Card("", ladder.label or symbol.owner, (place,), _quotes(ladder.source, dossier))


def _fact(symbol: Symbol, dossier: Dossier) -> Card | None:
    fact = dossier.facts.get(symbol.name)
    if fact is None:
        return None
    lines = (_type_words(fact), *([f"one for each of {fact.each}"] if fact.each else []), *_notes(fact))
    return Card("", fact.label or "", lines, _quotes(fact.source, dossier))


def _type_words(fact: Fact) -> str:
    if fact.values is not None:
        return f"one of {', '.join(fact.values)}"
    if fact.type().kind != "number":
        return "yes or no"
    unit = f" of {fact.unit}" if fact.unit else ""
    part = f", a part of {fact.part_of}" if fact.part_of else ""
    steps = "; ".join(f"{one.value} from {one.since or 'the outset'}" for one in fact.steps)
    return f"a {'whole ' if fact.count else ''}number{unit}{part}" + (f": {steps}" if steps else "")


def _value(symbol: Symbol, dossier: Dossier) -> Card | None:
    fact = dossier.facts.get(symbol.owner)
    return None if fact is None else Card("", fact.label or symbol.owner, (_type_words(fact),))


def _moment(symbol: Symbol, dossier: Dossier) -> Card | None:
    moment = dossier.moments.get(symbol.name)
    if moment is None:
        return None
    lines = (moment.text(), *_in_words(moment, dossier), *_notes(moment))
    return Card("", moment.label or "", lines, _quotes(moment.source, dossier))


def _in_words(moment: NamedMoment, dossier: Dossier) -> Iterator[str]:
    words = Words(dossier.vocabulary)
    yield f"in words: {words.moment(moment.when)}"
    if moment.only_if is not None:
        yield f"only if: {moment.only_if.say(words)}"
    if moment.otherwise is not None:
        yield f"else: {words.moment(moment.otherwise)}"


def _zone(symbol: Symbol, dossier: Dossier) -> Card | None:
    zone = dossier.zones.get(symbol.name)
    if zone is None:
        return None
    lines = [f"part of {listing(list(zone.part_of))}"] if zone.part_of else []
    lines += [f"open whether it belongs to {listing(list(zone.near))}"] if zone.near else []
    return Card("", zone.label or "", (*lines, *_notes(zone)), _quotes(zone.source, dossier))


def _statement(symbol: Symbol, dossier: Dossier) -> Card | None:
    if symbol.name not in dossier.statements:
        return None
    said = cited(dossier, symbol.name)
    lines = [] if said.quote else [said.attribution]
    lines += [f"in paraphrase: {said.paraphrase}"] if said.paraphrase else []
    lines += [f"address: {said.url}"] if said.url else []
    lines += [f"note: {said.note}"] if said.note else []
    return Card("", said.speaker, tuple(lines), ((f"“{said.quote}”", said.attribution),) if said.quote else ())


def _position(symbol: Symbol, dossier: Dossier) -> Card | None:
    positions: Mapping[str, Position] = dossier.terms if symbol.kind == "term" else dossier.conditions
    position = positions.get(symbol.name)
    if position is None:
        return None
    lines = [f"{_named(position.party, dossier)}, {_modality(position)}, {position.level}", *_period(position)]
    words = Words(dossier.vocabulary)
    for reading, clause in position.clauses().items():
        said = clause.say(words)
        lines.append(f"in words: {said}" if reading == SINGLE else f"read as {reading}: {said}")
    lines += [f"{how} {older}" for how, _, older in position.replaces()]
    return Card("", position.label or "", (*lines, *_notes(position)), _quotes(position.sources(), dossier))


def _modality(position: Any) -> str:
    return str(position.modality).replace("_", " ")


def _period(position: Position) -> Iterator[str]:
    ends = [f"counts from: {partial_words(position.since)}"] if position.since else []
    ends += [f"until: {partial_words(position.until)}"] if position.until else []
    if ends:
        yield ", ".join(ends)


def _reading(symbol: Symbol, dossier: Dossier) -> Card | None:
    position = dossier.conditions.get(symbol.owner) or dossier.terms.get(symbol.owner)
    reading = (position.readings or {}).get(symbol.name) if position is not None else None
    if position is None or reading is None:
        return None
    said = f"in words: {reading.condition.say(Words(dossier.vocabulary))}"
    sources = reading.source or position.source
    lines = (f"a reading of {symbol.owner}", said, *_notes(reading))
    return Card("", reading.label or "", lines, _quotes(sources, dossier))


def _claim(symbol: Symbol, dossier: Dossier) -> Card | None:
    claim = dossier.claims.get(symbol.name)
    return None if claim is None else Card("", claim.says, (claim.kind, *_notes(claim)), _quotes(claim.source, dossier))


def _state(symbol: Symbol, dossier: Dossier) -> Card | None:
    state = dossier.states.get(symbol.name)
    if state is None:
        return None
    words = Words(dossier.vocabulary)
    lines = [f"from {words.moment(state.start)}" + (f" until {words.moment(state.end)}" if state.end else "")]
    lines += [f"suspended from {words.moment(one.since)}" for one in state.suspended]
    return Card("", state.label or "", (*lines, *_notes(state)), _quotes(state.source, dossier))


def _instrument(symbol: Symbol, dossier: Dossier) -> Card | None:
    instrument = dossier.instruments.get(symbol.name)
    if instrument is None:
        return None
    rule = instrument.in_force
    lines = [f"in force if {rule.say(Words(dossier.vocabulary))}"] if rule is not None else []
    lines += [f"{name}: {one.duty}" for name, one in instrument.obligations.items()]
    return Card("", instrument.label or "", (*lines, *_notes(instrument)), _quotes(instrument.source, dossier))


def _obligation(symbol: Symbol, dossier: Dossier) -> Card | None:
    instrument = dossier.instruments.get(symbol.owner)
    one = instrument.obligations.get(symbol.name) if instrument is not None else None
    if one is None:
        return None
    lines = [f"{listing(list(one.debtors))} to {_named(one.creditor, dossier)}"]
    lines += [f"triggered by {listing(list(one.trigger))}"] if one.trigger else []
    return Card("", one.label or one.duty, (*lines, *_notes(one)), _quotes(one.source, dossier))


def _ambiguity(symbol: Symbol, dossier: Dossier) -> Card | None:
    ambiguity = dossier.ambiguities.get(symbol.name)
    if ambiguity is None:
        return None
    lines = tuple(f"{name}: {meaning.says}" for name, meaning in ambiguity.readings.items())
    return Card("", ambiguity.question, (*lines, *_notes(ambiguity)), _quotes(ambiguity.source, dossier))


def _meaning(symbol: Symbol, dossier: Dossier) -> Card | None:
    ambiguity = dossier.ambiguities.get(symbol.owner)
    meaning = ambiguity.readings.get(symbol.name) if ambiguity is not None else None
    return None if meaning is None or ambiguity is None else Card("", meaning.says, (ambiguity.question,))


def _waiver(symbol: Symbol, dossier: Dossier) -> Card | None:
    waiver = dossier.waivers.get(symbol.name)
    if waiver is None:
        return None
    lines = (f"{_named(waiver.party, dossier)} waives {waiver.condition}", *_notes(waiver))
    return Card("", waiver.label or "", lines, _quotes(waiver.source, dossier))


def _goal(symbol: Symbol, dossier: Dossier) -> Card | None:
    goal = dossier.goals.get(symbol.name)
    if goal is None:
        return None
    words = Words(dossier.vocabulary)
    lines = [f"in words: {clause.say(words)}" for clause in goal.reach]
    lines += [f"given: {clause.say(words)}" for clause in goal.given]
    return Card("", goal.label or "", (*lines, *_notes(goal)), _quotes(goal.source, dossier))


_CARDS: Final[Mapping[str, Callable[[Symbol, Dossier], Card | None]]] = {
    "party": _party,
    "group": _group,
    "event": _event,
    "ladder": _ladder,
    "rung": _rung,
    "moment": _moment,
    "fact": _fact,
    "value": _value,
    "zone": _zone,
    "statement": _statement,
    "condition": _position,
    "term": _position,
    "reading": _reading,
    "waiver": _waiver,
    "claim": _claim,
    "state": _state,
    "instrument": _instrument,
    "obligation": _obligation,
    "ambiguity": _ambiguity,
    "meaning": _meaning,
    "goal": _goal,
}


def _notes(part: Any) -> tuple[str, ...]:
    return (f"note: {part.note}",) if part.note else ()


def _named(who: str, dossier: Dossier) -> str:
    party = dossier.parties.get(who)
    return party.name if party is not None else who


def _quotes(sources: Iterable[str], dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """What the statements say, in their own words where there are any, with who said it."""
    said = [cited(dossier, name) for name in dict.fromkeys(sources) if name in dossier.statements]
    return tuple((one.words or one.statement, one.attribution) for one in said)
