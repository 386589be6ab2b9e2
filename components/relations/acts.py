"""What a cue is worth as an act between two sides: ended by itself, softened, or demanded."""

import re

from components.text.phrases import Hit
from components.tone.cues import BREAK, NEGATED, PASSIVE, REVERSED, Reading

# Tried on relation_tone_train. What one side demands of the other is no gift but mildly cold
# (−.3; the paragraphs with such words average −.5); a war that is stopped or a threat that is
# denied is only a little good (.3: r within documents .547 → .556; 1 … 0 tried).
_DEMANDED = -0.3
_SOFTENED = 0.3
_DEMAND_REACH = 10  # words between a demand and what it demands
_LEADING_REACH = 6  # words between a negator and what its verb leads to
_LEADS = frozenset(
    "come came coming reach reached reaching to a an any the make made making have had been be able yet sign "
    "signed take taken hold held find found get see seen seeing show shown give given want wanted wish planning "
    "plan plans intend seek seeking pose posed represent constitute engage in into enter of kind sort new".split()
)
_ALONG = 5  # words between a thing that is stopped and one that is stopped with it
_MUST = frozenset("must needs has have".split())  # “must”, “needs to”, “has to”
_FIRST_PERSON = frozenset("i we our us my".split())
# A reversal without object after what it ends: “the talks collapsed”, “the sanctions stop”.
_ENDS = frozenset(
    "stop stops stopped end ends ended cease ceases ceased collapse collapses collapsed fail fails failed "
    "failing stall stalls stalled break breaks broke broken go goes went gone expire expires expired".split()
)
_AUXILIARY = PASSIVE | frozenset(
    "have has had having could can may might would should must will do does did ultimately finally all".split()
)
_STOPS = re.compile(r"[.;:—()]|\b(?:but|while|whereas|although|though|because)\b", re.IGNORECASE)


def as_act(
    reading: Reading, hit: Hit[float], value: float, steps: list[str]
) -> tuple[float, list[str]]:
    """The cue's value as an act between two sides, and the steps that led there."""
    if not steps:
        denied = _denied(reading, hit)
        if denied:
            value, steps = value * NEGATED, [f"negated by “{denied}”"]
    if not steps:
        ending = _stopped_along(reading, hit) if hit.value < 0 else ""
        ending = ending or _ended(reading, hit)
        if ending:
            value, steps = value * REVERSED, [f"turned by “{ending}”"]
    if hit.value < 0 < value:
        value, steps = value * _SOFTENED, [*steps, "softened"]
    demand = _demand(reading, hit) if value > 0 else ""
    if demand:
        value, steps = value * _DEMANDED, [*steps, f"demanded by “{demand}”"]
    return value, steps


def _denied(reading: Reading, hit: Hit[float]) -> str:
    """A negator whose verb only leads to the cue: “have not yet come to a compromise”."""
    for operator in reading.operators:
        gap = range(operator.last + 1, hit.first)
        near = operator.value.kind == "negator" and 0 < len(gap) <= _LEADING_REACH
        if near and all(reading.words[index].key in _LEADS for index in gap):
            return _surface(reading, operator.first, operator.last)
    return ""


def _ended(reading: Reading, hit: Hit[float]) -> str:
    """The word after the cue that says it ended, “” if none does."""
    text, words = reading.text, reading.words
    for index in range(hit.last + 1, min(hit.last + 4, len(words))):
        if words[index].key in _ENDS:
            broken = BREAK.search(text, words[hit.last].end, words[index].start)
            return "" if broken else _surface(reading, index, index)
        if words[index].key not in _AUXILIARY:
            return ""
    return ""


def _stopped_along(reading: Reading, hit: Hit[float]) -> str:
    """What stops a bad word right before, and so this one: “end the death and destruction”."""
    before = reading.found[-1] if reading.found else None
    if before is None or before.value <= 0 or hit.first - before.last > _ALONG:
        return ""
    turned = before.rule.partition(", turned by “")[2].partition("”")[0]
    words = reading.words
    broken = BREAK.search(reading.text, words[before.last].end, words[hit.first].start)
    return "" if broken else turned


def _demand(reading: Reading, hit: Hit[float]) -> str:
    """The word by which somebody demands what the cue says, “” if nobody does."""
    words = reading.words
    for operator in reading.operators:
        near = 0 < hit.first - operator.last <= _DEMAND_REACH
        if near and operator.value.kind == "demand" and _same(reading, operator.last, hit.first):
            return _surface(reading, operator.first, operator.last)
    for index in range(max(1, hit.first - _DEMAND_REACH), hit.first):
        if words[index].key not in _MUST or index - 1 not in reading.named:
            continue
        must = words[index].key == "must" or words[index + 1].key == "to"
        ours = words[index - 1].key in _FIRST_PERSON
        if must and not ours and _same(reading, index, hit.first):
            return _surface(reading, index, index)
    return ""


def _same(reading: Reading, first: int, last: int) -> bool:
    """Whether no clause ends between the two words; a comma does not end a demand."""
    words = reading.words
    return not _STOPS.search(reading.text, words[first].end, words[last].start)


def _surface(reading: Reading, first: int, last: int) -> str:
    return reading.text[reading.words[first].start : reading.words[last].end]
