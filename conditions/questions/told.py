"""What answers rest on, in words: over what they hold, what is enough for them, what would decide or turn them."""

from __future__ import annotations

from collections.abc import Iterator

from conditions.english import listing
from conditions.model.dossier import Dossier
from conditions.questions.rested import Decision, Held, Rested
from conditions.verdicts import Answer


def head_words(dossier: Dossier, rested: Rested) -> str:
    """Whose answer it is, and the answer."""
    return f"{dossier.parties[rested.party].name}: {_answer(rested.answer)}"


def held_words(dossier: Dossier, rested: Rested) -> Iterator[str]:
    """The answer in each reading, and with each further account; first as it was asked for."""
    usual, *others = rested.held
    if set(usual.by_reading) != {""} and usual.by_reading:
        yield _in_readings(usual)
    for one in others:
        told = _account(dossier, one.accounts[-1])
        answer = _in_readings(one) if len(one.by_reading) > 1 else _answer(one.answer)
        yield f"with the word of {told} on the positions of others: {answer}"
    if rested.alike:
        yield f"no {'other' if others else 'further'} account of the positions of others changes it"


def settled_words(rested: Rested) -> str:
    """What it means that an answer is settled; nothing of one that is open."""
    return "" if rested.is_open else "it stays so, whatever is learnt of what is unknown"


def decision_words(dossier: Dossier, decision: Decision) -> str:
    """What would be learnt, and the answer then."""
    return f"{listing([one.words(dossier) for one in decision.learnt])}: {_answer(decision.answer)}"


def effect_words(rested: Rested) -> str:
    """What the sets do to the answer."""
    return "what would decide it" if rested.is_open else "what would turn it"


def tried_words(rested: Rested) -> str:
    """What was tried, and what was not."""
    does = "decide" if rested.is_open else "turn"
    if not rested.complete:
        of = f"the {len(rested.unknowns)} answers to what is unknown"
        said = f"the search was cut short: only sets of up to {rested.together} of {of} were all tried"
    elif rested.more:
        said = f"sets of more than {rested.asked} {does} it, too, and are not listed"
    elif rested.more is None:
        said = f"whether sets of more than {rested.asked} {does} it, too, was not settled"
    elif rested.decisions:
        said = f"no other set {does}s it, unless it holds one of these"
    else:
        said = f"nothing that is unknown {does}s it"
    return f"{said}; not tried: {'; '.join(rested.untried)}" if rested.untried else said


def _in_readings(held: Held) -> str:
    return "; ".join(f"as read {reading}: {_answer(answer)}" for reading, answer in held.by_reading.items())


def _answer(answer: Answer) -> str:
    return answer.value.upper()


def _account(dossier: Dossier, account: str) -> str:
    party = dossier.parties.get(account)
    return account if party is None else party.name


__all__ = ["decision_words", "effect_words", "head_words", "held_words", "settled_words", "tried_words"]
