"""Cues: table words in a sentence after negation, reversal, refusal, preference and boosters.

One reading of modifiers serves both tables, tone toward actors and tone toward the relation.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from components.text import Word
from components.text.phrases import Hit, Table, find, load_table, plain_keys
from components.text.spans import HasSpan, indexes_in

NEGATED = -0.74  # VADER's N_SCALAR
REVERSED = -0.7  # what is stopped, lifted or averted turns, somewhat weaker
_NEGATION_REACH, _REVERSAL_REACH, _REFUSAL_REACH = 3, 4, 7
# A reversal turns whatever it stops; relief (“ease”, “resolve”) acts only on what is bad.
_TURNS = frozenset({"reversal", "relief"})
_FARTHEST = 7  # the longest of these three reaches, in words
PASSIVE = frozenset("was were been be being is are".split())
_FIRST, _LAST = attrgetter("first"), attrgetter("last")
BREAK = re.compile(
    r"[,;:—–()]|\b(?:but|and then|while|whereas|although|though|because)\b", re.IGNORECASE
)
_COMMON = frozenset(
    "The A An In On At For With And But If As It He She They We This That Its His Her".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words ``first`` … ``last`` of the sentence carry ``value``; ``rule`` says how it came about."""

    text: str
    start: int
    end: int
    first: int
    last: int
    value: float
    rule: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that changes cues: its kind (negator, reversal …) and, for degree words, a factor."""

    kind: str
    factor: float


@cache
def load_operators() -> Table[Operator]:
    """The operators' table."""
    return load_table(
        Path(__file__).with_name("operators.csv"),
        lambda row: Operator(row["kind"], float(row["factor"] or 1.0)),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence being read: its words, its operators, the words inside names, the cues so far."""

    text: str
    words: Sequence[Word]
    operators: Sequence[Hit[Operator]]
    named: set[int]
    found: Sequence[Cue]


Adjust = Callable[[Reading, Hit[float], float, list[str]], tuple[float, list[str]]]


def is_name_word(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether a capitalised word stands beside another one: part of a name, which carries no tone."""
    word = words[index]
    if not text[word.start].isupper() or text[word.start : word.end].isupper():
        return False
    for near in (index - 1, index + 1):
        if 0 <= near < len(words):
            other = words[near]
            gap = text[min(word.end, other.end) : max(word.start, other.start)]
            name_like = text[other.start].isupper() and text[other.start : other.end] not in _COMMON
            if name_like and gap in (" ", "-") and near + index > 1:
                return True
    return index > 0 and words[index - 1].key == "the" and text[words[index - 1].start].islower()


def headline_case(text: str, words: Sequence[Word]) -> bool:
    """Whether capitals say nothing here: a headline or a shout."""
    long = [word for word in words if word.end - word.start > 3]
    capitals = sum(text[word.start].isupper() for word in long)
    return len(long) >= 4 and capitals > 0.8 * len(long)


def cues(
    text: str,
    words: Sequence[Word],
    table: Table[float],
    *,
    fallback: Mapping[str, float] = MappingProxyType({}),
    names: Sequence[HasSpan] = (),
    rule: str,
    fallback_rule: str = "",
    spread: Sequence[Hit[float]] = (),
    adjust: Adjust | None = None,
) -> list[Cue]:
    """The cues of one sentence, in order.

    ``table`` holds the values of words and phrases, ``fallback`` those of single words it
    lacks; a word inside one of ``names``, or that is part of another name, carries nothing.
    ``spread`` are phrases found around names (“hold Russia accountable”), which win over the
    table's. ``adjust`` has the last word on each value and the steps that led to it.
    """
    keys = plain_keys(words)
    taken = {index for hit in spread for index in range(hit.first, hit.last + 1)}
    hits: list[tuple[Hit[float], str]] = [
        (hit, rule) for hit in find(keys, table) if taken.isdisjoint(range(hit.first, hit.last + 1))
    ]
    hits += [(hit, rule) for hit in spread]
    within = {index for hit, _ in hits for index in range(hit.first, hit.last + 1)}
    hits += [
        (Hit(index, index, fallback[key]), fallback_rule)
        for index, key in enumerate(keys)
        if key in fallback and index not in within
    ]
    if not hits:
        return []
    named = {index for name in names for index in indexes_in(words, name)}
    operators = find(keys, load_operators())
    names_matter = not headline_case(text, words)
    hits.sort(key=lambda entry: entry[0].first)
    kept = [
        (hit, source)
        for hit, source in hits
        if hit.value
        and (hit.first in taken or named.isdisjoint(range(hit.first, hit.last + 1)))
        and not (names_matter and hit.first == hit.last and is_name_word(text, words, hit.first))
    ]
    found: list[Cue] = []
    used: set[int] = set()
    for number, (hit, source) in enumerate(kept):
        rival = kept[number - 1][0] if number else None
        value, steps = _modified(text, words, hit, rival, operators, used)
        if adjust is not None:
            value, steps = adjust(Reading(text, words, operators, named, found), hit, value, steps)
        start, end = words[hit.first].start, words[hit.last].end
        found.append(
            Cue(
                text[start:end], start, end, hit.first, hit.last, value, ", ".join([source, *steps])
            )
        )
    # A word that only turned its object is spent: “lifted” in “lifted sanctions”.
    return [cue for cue in found if cue.first not in used]


def _modified(
    text: str,
    words: Sequence[Word],
    hit: Hit[float],
    rival: Hit[float] | None,
    operators: Sequence[Hit[Operator]],
    used: set[int],
) -> tuple[float, list[str]]:
    """The cue's value after the operators around it, and the steps that led there."""
    value, steps = hit.value, []
    begin = bisect_left(operators, hit.first - _FARTHEST, key=_LAST)
    end = bisect_right(operators, hit.last + _FARTHEST, key=_FIRST)
    near = [each for each in operators[begin:end] if each.last < hit.first or hit.last < each.first]
    cancelled = _cancelled(text, words, near)
    for operator in near:
        kind = operator.value.kind
        before = operator.last < hit.first
        gap = hit.first - operator.last if before else operator.first - hit.last
        if operator in cancelled or _broken(text, words, operator, hit):
            continue
        name = text[words[operator.first].start : words[operator.last].end]
        if kind in ("booster", "damper") and before and gap <= 2:
            value *= operator.value.factor
            steps.append(f"{kind} “{name}”")
        elif kind == "negator" and before and gap <= _NEGATION_REACH:
            value *= NEGATED
            steps.append(f"negated by “{name}”")
        elif kind in _TURNS and _acts_on(words, operator, hit, before, gap):
            if kind == "relief" and value > 0:
                continue
            value *= REVERSED
            steps.append(f"turned by “{name}”")
            used.update(range(operator.first, operator.last + 1))
        elif kind == "refusal" and before and gap <= _REFUSAL_REACH and value > 0:
            value *= NEGATED
            steps.append(f"refused by “{name}”")
        elif kind == "preference" and before and gap <= 2 and _preferred(operator, hit, rival):
            value *= REVERSED
            steps.append(f"set aside by “{name}”")
    return value, steps


def _broken(text: str, words: Sequence[Word], one: Hit[Any], other: Hit[Any]) -> bool:
    """Whether a clause ends between the two."""
    left, right = (one, other) if one.last < other.first else (other, one)
    return bool(BREAK.search(text, words[left.last].end, words[right.first].start))


def _cancelled(
    text: str, words: Sequence[Word], near: Sequence[Hit[Operator]]
) -> set[Hit[Operator]]:
    """Pairs that undo each other: “will not lift”, “refused to end” leave what follows as it is."""
    found: set[Hit[Operator]] = set()
    for turning in near:
        if turning.value.kind not in _TURNS:
            continue
        for undoing in near:
            undoes = undoing.value.kind in ("negator", "refusal")
            in_reach = 1 <= turning.first - undoing.last <= _NEGATION_REACH
            if undoes and in_reach and not _broken(text, words, undoing, turning):
                found |= {turning, undoing}
    return found


def _acts_on(
    words: Sequence[Word], operator: Hit[Operator], hit: Hit[float], before: bool, gap: int
) -> bool:
    """Whether a reversal governs the cue: before it, or after it in the passive."""
    if before:
        return gap <= _REVERSAL_REACH
    between = [words[i].key for i in range(hit.last + 1, operator.first)]
    return 0 < len(between) <= 4 and between[-1] in PASSIVE


def _preferred(operator: Hit[Operator], hit: Hit[float], rival: Hit[float] | None) -> bool:
    """Whether something of the other sign is preferred: “talks over war”, not “a row over sanctions”."""
    if rival is None or rival.value * hit.value >= 0:
        return False
    return 0 < operator.first - rival.last <= 3
