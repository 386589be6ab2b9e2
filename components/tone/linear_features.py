"""What the linear model sees of a mention: masked n-grams around it and sums of cues."""

import math
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

import numpy as np

from components.actors import Mention
from components.attribution import Attribution
from components.text import Span, Word
from components.text.spans import indexes_in
from components.tone.context import FOREIGN_QUOTATION, HALF_LIFE, SPEAKER
from components.tone.cues import Cue

TARGET, NAME, NUMBER = "TT", "NN", "00"  # masks; words are lower case
NEAR = 4  # tokens; nearer n-grams have names of their own
_NEAR_CUE, _CUE_HALF_LIFE = 5, 6.0
_SATURATION = 3.0
_WINDOWS = ((-2, 1), (-1, 2), (0, 3), (0, 2), (-1, 1), (-2, 2), (-1, 3))  # around the target
_PRONOUNS = frozenset("he she it they him her them his its their who i me my we us our you".split())
_CLAUSE = re.compile(r"[,;:—–]|\b(?:but|while|although|because|who|that|and)\b")
_NEGATIONS = frozenset(("not", "no", "never"))
_ENDINGS = ("'s", "ing", "ed", "es", "s", "ly")

# Dense features. SIGNED sums are squashed with their sign, SUMS run 0 … 1, FLAGS are taken as they are.
_SIGNED = ("rules", "rules, size")
_BY_SIGN = (
    "before", "after", "near", "far", "count", "largest", "decayed", "decayed before",
    "decayed after", "quoted", "said by target", "across clauses", "same clause",
    "nearer to a name", "nearest to the target", "VADER",
)  # fmt: skip
_SUMS = (*(kind + sign for kind in _BY_SIGN for sign in "+-"), "turned", "negated")
_FLAGS = (
    "speaks", "speaks of others", "attributed", "open attribution", "in quotation", "quotations",
    "place", "length", "opens", "possessive", "pronoun", "question", "exclamation", "negations",
)  # fmt: skip
DENSE = _SIGNED + _SUMS + _FLAGS
_AT = {name: index for index, name in enumerate(DENSE)}
_FIRST_SUM, _FIRST_FLAG = len(_SIGNED), len(_SIGNED) + len(_SUMS)

Grams = dict[str, tuple[int, ...]]  # n-gram → indices of the words it is made of
Part = tuple[int, float, Cue | None]  # dense feature, amount, the cue that brings it


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as tokens, the target one of them (``target``).

    ``words[i]`` is the index of token i's word, −1 for a mask; ``place`` maps each word's
    index to its token's.
    """

    tokens: list[str]
    words: list[int]
    place: list[int]
    target: int
    masked: AbstractSet[int]


@cache
def stem(key: str) -> str:
    """A word without its commonest endings, four letters kept."""
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 4:
            return key[: -len(ending)]
    return key


def masked_words(
    text: str, words: Sequence[Word], starters: AbstractSet[str]
) -> list[tuple[str, str]]:
    """Each word's token, all names masked, whoever the target is, and its name if it may be one.

    The name is the capitalised word's key without its possessive ending, else empty.
    """
    found = []
    for index, word in enumerate(words):
        key = word.key
        capital = text[word.start].isupper()
        if capital and key != "i" and (index > 0 or key not in starters):
            token = NAME
        else:
            token = NUMBER if key.isdigit() else stem(key)
        found.append((token, key.removesuffix("'s") if capital else ""))
    return found


def reading(
    text: str, words: Sequence[Word], mention: Mention, starters: AbstractSet[str]
) -> Reading:
    """The sentence with its target and all names masked; a name of many words is one token."""
    return target_reading(masked_words(text, words, starters), words, mention)


def target_reading(
    common: Sequence[tuple[str, str]], words: Sequence[Word], mention: Mention
) -> Reading:
    """As :func:`reading`, from what is the same for all targets (:func:`masked_words`)."""
    tokens: list[str] = []
    origin: list[int] = []
    place: list[int] = []
    masked: set[int] = set()
    inner = indexes_in(words, mention)
    own = {words[index].key.removesuffix("'s") for index in inner}

    def add(first: int, last: int) -> None:
        for index in range(first, last):
            token, name = common[index]
            if name and name in own:
                token = TARGET
            if token in (TARGET, NAME):
                masked.add(index)
                if not tokens or tokens[-1] != token:
                    tokens.append(token)
                    origin.append(-1)
            else:
                tokens.append(token)
                origin.append(index)
            place.append(len(tokens) - 1)

    add(0, inner.start)
    target = len(tokens)
    tokens.append(TARGET)
    origin.append(-1)
    place += [target] * len(inner)
    masked.update(inner)
    add(inner.stop, len(words))
    return Reading(tokens, origin, place, target, masked)


def grams(read: Reading) -> Grams:
    """The n-grams of a sentence, in order, each once."""
    tokens, words, target = read.tokens, read.words, read.target
    found: Grams = {}
    for at, token in enumerate(tokens):
        if at != target:
            own = (words[at],) if words[at] >= 0 else ()
            for name in alone(token, *beside(at - target)):
                found.setdefault(name, own)
            if at + 1 < len(tokens):
                after = words[at + 1]
                found.setdefault(f"{token} {tokens[at + 1]}", (*own, after) if after >= 0 else own)
    for name, window in windows(read):
        found.setdefault(name, tuple(words[at] for at in window if words[at] >= 0))
    return found


def alone(token: str, side: str, reach: str) -> tuple[str, str, str]:
    """The n-grams of a single token on one ``side`` of the target, within reach of it or not."""
    return token, side + token, side + reach + token


def beside(gap: int) -> tuple[str, str]:
    """Side and reach of the token ``gap`` tokens after the target."""
    return "<" if gap < 0 else ">", "n" if -NEAR <= gap <= NEAR else "f"


def windows(read: Reading) -> Iterator[tuple[str, range]]:
    """The n-grams around the target, each with the tokens it is made of."""
    target = read.target
    tokens = [*read.tokens[:target], "**", *read.tokens[target + 1 :]]
    for first, last in _WINDOWS:
        window = range(max(target + first, 0), min(target + last, len(tokens)))
        yield "@" + " ".join(tokens[window.start : window.stop]), window


def parts(
    text: str,
    words: Sequence[Word],
    read: Reading,
    mention: Mention,
    cues: Sequence[Cue],
    attributions: Sequence[Attribution],
    quotations: Sequence[Span],
) -> list[Part]:
    """The amounts that make up the dense features."""
    own = next((q for q in quotations if q.start <= mention.start < q.end), None)
    speaks = [a for a in attributions if a.speaker == mention.actor]
    of_others = [a for a in speaks if not a.start <= mention.start < a.end]
    found: list[Part] = []
    largest: dict[str, Cue] = {}
    for cue in cues:
        if cue.first in read.masked and cue.last in read.masked:
            continue
        found += _cue_parts(text, cue, read, mention, own, of_others, quotations)
        sign = "+" if cue.value > 0 else "-"
        if sign not in largest or abs(cue.value) > abs(largest[sign].value):
            largest[sign] = cue
    for sign, cue in largest.items():
        found.append((_AT["largest" + sign], abs(cue.value), cue))
    n = len(read.tokens)
    ending = text[words[-1].end : words[-1].end + 3] if words else ""
    flags = (
        bool(speaks),
        bool(of_others),
        bool(attributions),
        any(a.speaker is None for a in attributions),
        own is not None,
        bool(quotations),
        read.target / n,
        min(n, 60) / 60,
        read.target == 0,
        text[mention.end : mention.end + 2] in ("'s", "’s"),
        text[mention.start : mention.end].lower() in _PRONOUNS,
        "?" in ending,
        "!" in ending,
        sum(1 for token in read.tokens if token in _NEGATIONS or token[-3:] == "n't") / 3,
    )
    found += [(_FIRST_FLAG + at, float(flag), None) for at, flag in enumerate(flags) if flag]
    return found


def _cue_parts(
    text: str,
    cue: Cue,
    read: Reading,
    mention: Mention,
    own: Span | None,
    of_others: Sequence[Attribution],
    quotations: Sequence[Span],
) -> list[Part]:
    before = cue.end <= mention.start
    gap = read.target - read.place[cue.last] if before else read.place[cue.first] - read.target
    distance = max(gap, 1)
    said = any(a.start <= cue.start < a.end for a in of_others)
    quoted = any(q.start <= cue.start < q.end and q != own for q in quotations)
    factor = SPEAKER if said else FOREIGN_QUOTATION if quoted else 1.0
    weighed = cue.value * 0.5 ** ((distance - 1) / HALF_LIFE) * factor
    size, sign = abs(cue.value), "+" if cue.value > 0 else "-"
    decayed = size * 0.5 ** ((distance - 1) / _CUE_HALF_LIFE)
    between = text[cue.end : mention.start] if before else text[mention.end : cue.start]
    side = "before" if before else "after"
    amounts = [
        ("rules", weighed),
        ("rules, size", weighed),
        (side + sign, size),
        (("near" if distance <= _NEAR_CUE else "far") + sign, size),
        ("count" + sign, 1.0),
        ("decayed" + sign, decayed),
        (f"decayed {side}{sign}", decayed),
        (("across clauses" if _CLAUSE.search(between) else "same clause") + sign, decayed),
    ]
    rival = any(read.tokens[at] == NAME for at in _around(read, cue, distance))
    amounts.append((("nearer to a name" if rival else "nearest to the target") + sign, decayed))
    if quoted:
        amounts.append(("quoted" + sign, size))
    if said:
        amounts.append(("said by target" + sign, size))
    if "VADER" in cue.rule:
        amounts.append(("VADER" + sign, size))
    if "turned" in cue.rule:
        amounts.append(("turned", 1.0))
    if "negated" in cue.rule:
        amounts.append(("negated", 1.0))
    return [(_AT[name], amount, cue) for name, amount in amounts]


def _around(read: Reading, cue: Cue, distance: int) -> range:
    """Tokens nearer to the cue than the target is."""
    first, last = read.place[cue.first], read.place[cue.last]
    return range(max(first - distance + 1, 0), min(last + distance, len(read.tokens)))


def values(found: Sequence[Part]) -> np.ndarray:
    """The dense features (length ``len(DENSE)``) from their parts."""
    totals = [0.0] * len(DENSE)
    for feature, amount, _ in found:
        totals[feature] += amount
    for at in range(_FIRST_FLAG):
        total = totals[at]
        if total:
            scale = math.sqrt(total * total + 15) if at < _FIRST_SUM else total + _SATURATION
            totals[at] = total / scale
    totals[1] = abs(totals[1])
    return np.array(totals)
