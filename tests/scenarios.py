"""Random scenarios as they would be written, over the vocabulary of the strategies."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.strategies import FACTS, LADDERS, VOCABULARY, moments, positive_periods

EVENTS = sorted(VOCABULARY.events)
DATES = [
    "2022-05-01",
    "2022-05-09",
    "2022-05",
    "2022",
    "2022-04-01/2022-05-03",
    "2022-05-02/..",
    "../2022-05-05",
    "2022-05~",
]
dates = st.sampled_from(DATES)
orders = st.sampled_from(["after", "on or after", "before", "on or before", "same day as"])


@st.composite
def whens(draw: st.DrawFn) -> Any:
    """What is said of when an event happens, in any form."""
    order = f"{draw(orders)} {draw(moments())}"
    bound, side = draw(st.sampled_from(["least", "most"])), draw(st.sampled_from(["after", "before"]))
    distance = f"at {bound} {draw(positive_periods)} {side} {draw(st.sampled_from(EVENTS))}"
    said = draw(st.sampled_from([draw(dates), draw(dates), order, distance, "unknown", "never", None]))
    if isinstance(said, str) and said not in {"unknown", "never"}:
        second = f"{draw(orders)} {draw(moments())}" if said in DATES else draw(dates)
        return draw(st.sampled_from([said, said, f"maybe {said}", [said, second]]))
    return said


@st.composite
def steps(draw: st.DrawFn, event: str) -> Any:
    """A step of one event, perhaps of more."""
    other = draw(st.sampled_from(EVENTS))
    forms: list[Any] = [event, {event: draw(whens())}, {draw(st.sampled_from(["then", "never", "unknown"])): event}]
    if other != event:
        forms.append([event, other])
    return draw(st.sampled_from([*forms, forms[1], forms[1]]))


@st.composite
def values(draw: st.DrawFn, name: str) -> Any:
    """A value of a fact, fitting mostly."""
    kind = FACTS[name]
    number = draw(st.integers(-5, 100))
    fitting: list[Any] = ["yes", "no"] if kind.kind == "yes_no" else [*kind.values]
    if kind.kind == "number":
        unit = f" {kind.unit}" if kind.unit else ""
        fitting = [f"{number}{unit}", {"from": f"{number}{unit}"}, [f"{number}{unit}", f"7{unit}"]]
    return draw(st.sampled_from([*fitting, *fitting, "unknown", "not applicable", "nonsense"]))


@st.composite
def scenarios(draw: st.DrawFn) -> dict[str, Any]:
    """A scenario in any world; it may name what is not there and contradict itself."""
    events = draw(st.lists(st.sampled_from(EVENTS), unique=True, max_size=5))
    timeline = [draw(steps(event)) for event in events]
    if timeline and isinstance(timeline[0], dict) and "then" in timeline[0]:
        timeline[0] = events[0]
    chosen = draw(st.lists(st.sampled_from(sorted(FACTS)), unique=True, max_size=3))
    strange = draw(st.sampled_from([{}, {}, {}, {"unknown_fact": "yes"}, {min(LADDERS): "resolved"}]))
    return {
        "scenario": "so",
        "world": draw(st.sampled_from(["closed", "open", "until 2022-05-03", {"until": "2022-06-01"}])),
        "timeline": timeline,
        "facts": {**{name: draw(values(name)) for name in chosen}, **strange},
        "groups": draw(st.sampled_from([{}, {}, {"observers": ["NO", "AT"]}, {"guarantors": ["NO"]}])),
    }
