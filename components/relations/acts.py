"""What a cue is worth as an act between two sides: ended by itself, softened, or demanded."""

import re
from itertools import pairwise

from components.relations.grammar import DETERMINERS
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
# “No one denies that …” says that it is so; “It is not true that …” that it is not.
_UNDENIED_REACH = 3  # words between a negator and “deny”
_UNTRUE = re.compile(
    r"\b(?:(?:it|that|this)(?:\s+is|\s+was|['’]s)\s+(?:simply\s+|just\s+)?"
    r"(?:(?:not\s+(?:true|correct|the\s+case|so)|untrue|false|a\s+(?:myth|lie|fallacy)|nonsense)"
    r"(?:\s+to\s+(?:say|claim|think|suggest|believe))?"
    r"|(?:wrong|incorrect|misleading|a\s+mistake)\s+to\s+(?:say|claim|think|suggest|believe))\s+that"
    r"|(?:nobody|no\s+one)\s+(?:says|said|claims|claimed|believes|thinks)(?:\s+that)?)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"[;:—()]|\b(?:but|whereas|although|though)\b", re.IGNORECASE)
_STOPS = re.compile(r"[.;:—()]|\b(?:but|while|whereas|although|though|because)\b", re.IGNORECASE)


def as_act(
    reading: Reading, hit: Hit[float], value: float, steps: list[str]
) -> tuple[float, list[str]]:
    """The cue's value as an act between two sides, and the steps that led there."""
    if steps and _undenied(reading, hit):
        return hit.value, []
    if spent := _spent(reading, hit, steps):
        value, steps = value / REVERSED, [step for step in steps if step != spent]
    untrue = _untrue(reading, hit, steps)
    if untrue:
        value, steps = value * NEGATED, [*steps, f"negated by “{untrue}”"]
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


def _spent(reading: Reading, hit: Hit[float], steps: list[str]) -> str:
    """The step that turned a second verb: “violated the truce and attacked” attacks all the same."""
    before = reading.found[-1] if reading.found else None
    if before is None or before.value >= 0 or hit.value >= 0:
        return ""
    if not reading.words[hit.first].key.endswith("ed"):
        return ""
    turned = before.rule.partition(", turned by “")[2].partition("”")[0]
    step = f"turned by “{turned}”"
    return step if turned and step in steps else ""


def _undenied(reading: Reading, hit: Hit[float]) -> bool:
    """Whether a denial before the cue is denied itself: “no one denies that …”."""
    negators = [o for o in reading.operators if o.value.kind == "negator" and o.last < hit.first]
    return any(
        reading.words[two.first].key.startswith(("deny", "deni"))
        and two.first - one.last <= _UNDENIED_REACH
        and hit.first - two.last <= _LEADING_REACH
        and _same(reading, one.last, hit.first)
        for one, two in pairwise(negators)
    )


def _untrue(reading: Reading, hit: Hit[float], steps: list[str]) -> str:
    """The words by which the whole statement is said not to be so, “” if none do."""
    words = reading.words
    opening = reading.text[words[0].start : words[hit.first].start]
    found = _UNTRUE.search(opening)
    if found is None or _CONTRAST.search(opening, found.end()):
        return ""
    negated = (step.partition("“")[2].rstrip("”") for step in steps if step.startswith("negated"))
    return "" if any(word in found.group() for word in negated) else found.group()


def _ended(reading: Reading, hit: Hit[float]) -> str:
    """The word after the cue that says it ended, “” if none does."""
    text, words = reading.text, reading.words
    for index in range(hit.last + 1, min(hit.last + 4, len(words))):
        if words[index].key in _ENDS:
            broken = BREAK.search(text, words[hit.last].end, words[index].start)
            # “accused of having broken the truce”: it is something else that ended.
            ended = index + 1 < len(words) and words[index + 1].key in DETERMINERS
            return "" if broken or ended else _surface(reading, index, index)
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
