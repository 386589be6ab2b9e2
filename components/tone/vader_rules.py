"""VADER's rules, word by word: the valence of every word of a text, as vaderSentiment 3.3.2 gives it.

Its oddities are kept, because the baseline must be the published one: any “so” or “this” right
before a word strengthens it, the rule for “but” changes the first of several equal valences, and
“n't” counts only with a straight apostrophe. The speed comes from three things: what is known of a
token is kept, a word with nothing that changes it nearby takes its valence as it is, and “but” is
applied through a table of places instead of a search for each word.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import heappop, heappush
from itertools import compress, count
from string import punctuation
from typing import cast

from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    C_INCR,
    N_SCALAR,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
)

_KEPT = 65_536  # tokens; a million words of English news have about 40,000 different ones
_LONGEST_KEPT = 48  # characters: what is longer is no word that will come again
_IDIOMS: dict[str, float] = {key: value for key, value in SPECIAL_CASES.items() if " " in key}
_DEGREE_PHRASES: dict[str, float] = {key: v for key, v in BOOSTER_DICT.items() if " " in key}
_DEGREES: dict[str, float] = {key: v for key, v in BOOSTER_DICT.items() if " " not in key}
_NEGATORS = frozenset(NEGATE)
_IN_PHRASES = frozenset(word for key in (*_IDIOMS, *_DEGREE_PHRASES) for word in key.split())
# Words too common to be what an idiom is recognised by; every idiom has another one.
_COMMON = frozenset({"the", "to", "of", "for", "just"})
# What the rules below compare words with, besides the tables.
_NAMED = frozenset({"at", "but", "least", "no", "nor", "or", "this"})


_REACH = 3  # words before a lexicon word that can change it


@dataclass(frozen=True, slots=True)
class VaderWord:
    """What the rules ask of a word; the same for every place where it stands.

    ``valence`` is None for a word outside the lexicon. ``changes``: it may change the words after
    it. ``special``: its own valence depends on its neighbours by more than what ``changes``.
    """

    key: str
    valence: float | None = None
    upper: bool = False
    degree: float = 0.0
    negates: bool = False
    changes: bool = False
    special: bool = False


_PLAIN = VaderWord("")
# Stands before the first word: like a lexicon word, it is passed over by the rules for context.
_NOTHING = VaderWord("", valence=0.0)


@cache
def lexicon() -> Mapping[str, float]:
    """VADER's lexicon as its package reads it: word → valence, −4 … 4."""
    return cast(Mapping[str, float], _analyzer().lexicon)


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def _word(token: str) -> VaderWord:
    stripped = token.strip(punctuation)
    key = (stripped if len(stripped) > 2 else token).lower()
    valence = None if key in _DEGREES else lexicon().get(key)
    degree = _DEGREES.get(key, 0.0)
    negates = key in _NEGATORS or "n't" in key
    idiomatic = key in _IN_PHRASES
    if valence is None and not (degree or negates or idiomatic or key in _NAMED):
        return _PLAIN
    marked = idiomatic and key not in _COMMON
    return VaderWord(
        key=key,
        valence=valence,
        upper=token.isupper(),
        degree=degree,
        negates=negates,
        changes=bool(degree or negates or marked or key in ("least", "no", "this")),
        special=marked or key == "no",
    )


class _Words(dict[str, VaderWord | None]):
    """Token → its record if it can count by itself, else None.

    Made on first sight; emptied when full, so that it cannot grow for ever.
    """

    def __missing__(self, token: str) -> VaderWord | None:
        word = _word(token)
        kept = word if word.valence or word.changes or word.key == "but" else None
        if len(token) <= _LONGEST_KEPT:
            if len(self) >= _KEPT:
                self.clear()
            self[token] = kept
        return kept


_words = _Words()
# Records of the words that only matter beside others: “the” in “the bomb”, “at” in “at least”.
_word_beside = lru_cache(maxsize=4096)(_word)


def valences(text: str) -> tuple[list[float], int]:
    """The valences other than 0 in their order, and how many words the text has."""
    tokens = text.split()
    words = [*map(_words.__getitem__, tokens)]
    # Capitals are emphasis unless every word has them; asked only of words that are upper case.
    mixed = not all(map(str.isupper, tokens))
    places: list[int] = []
    values: list[float] = []
    changed_to = but = -1
    for i in compress(count(), words):
        word = cast(VaderWord, words[i])
        if value := word.valence:
            if word.special or i <= changed_to:
                value = _in_context(_around(tokens, i), mixed)
            elif word.upper and mixed:
                value += C_INCR if value > 0 else -C_INCR
            if value:
                places.append(i)
                values.append(value)
        elif but < 0 and word.key == "but":
            but = i
        if word.changes:
            changed_to = i + _REACH
    if but >= 0:
        _weigh_around(but, places, values)
    return values, len(tokens)


def _around(tokens: Sequence[str], i: int) -> list[VaderWord]:
    """Word ``i`` with the three before it and the two after it."""
    near = [
        _word_beside(token) if len(token) <= _LONGEST_KEPT else _word(token)
        for token in tokens[max(i - _REACH, 0) : i + 3]
    ]
    before = [_NOTHING] * max(_REACH - i, 0)
    return [*before, *near, _PLAIN, _PLAIN][:6]


def _in_context(words: Sequence[VaderWord], mixed: bool) -> float:
    """The valence of a lexicon word after the words and idioms that :func:`_around` found."""
    third, second, first, word, after, _ = words
    if word.key == "kind" and after.key == "of":
        return 0.0
    stated = word.valence or 0.0
    value = 0.0 if word.key == "no" and after.valence is not None else stated
    if (
        first.key == "no"
        or second.key == "no"
        or (third.key == "no" and first.key in ("or", "nor"))
    ):
        value = stated * N_SCALAR
    if word.upper and mixed:
        value += C_INCR if value > 0 else -C_INCR
    if first.valence is None:
        value += _degree(first, value, mixed)
        if first.negates:
            value *= N_SCALAR
    if second.valence is None:
        value += _degree(second, value, mixed) * 0.95
        if second.key == "never" and first.key in ("so", "this"):
            value *= 1.25
        elif second.negates and not (second.key == "without" and first.key == "doubt"):
            value *= N_SCALAR
    if third.valence is None:
        value += _degree(third, value, mixed) * 0.9
        # So it is in VADER: “this” or “so” right before the word is enough, without “never”.
        if first.key in ("so", "this") or (third.key == "never" and second.key in ("so", "this")):
            value *= 1.25
        elif third.negates and not (third.key == "without" and "doubt" in (second.key, first.key)):
            value *= N_SCALAR
        value = _idioms(words, value)
    if first.key == "least" and second.key not in ("at", "very"):
        value *= N_SCALAR
    return value


def _degree(word: VaderWord, value: float, mixed: bool) -> float:
    """What a degree word (“very”, “hardly”) adds to the valence after it."""
    if not word.degree:
        return 0.0
    scalar = -word.degree if value < 0 else word.degree
    if word.upper and mixed:
        scalar += C_INCR if value > 0 else -C_INCR
    return scalar


def _idioms(words: Sequence[VaderWord], value: float) -> float:
    """The valence of an idiom that ends before, ends at or begins at the word; “sort of” before it."""
    third, second, first, word, after, later = (each.key for each in words)
    before = (f"{third} {second} {first}", f"{third} {second}", f"{second} {first}")
    for phrase in (f"{first} {word}", f"{second} {first} {word}", before[2], *before[:2]):
        if phrase in _IDIOMS:
            value = _IDIOMS[phrase]
            break
    for phrase in (f"{word} {after}", f"{word} {after} {later}"):
        value = _IDIOMS.get(phrase, value)
    for phrase in before:
        value += _DEGREE_PHRASES.get(phrase, 0.0)
    return value


def _weigh_around(but: int, places: Sequence[int], values: list[float]) -> None:
    """Halve what stands before the first “but” and raise by half what follows it, in place.

    VADER looks each valence up by its value and so changes the *first* equal one, which may have
    been changed before. A heap of places for each value finds that one without a search.
    """
    equal: dict[float, list[int]] = {}
    for k, value in enumerate(values):
        equal.setdefault(value, []).append(k)
    for k in range(len(values)):
        value = values[k]
        if not value:
            continue
        first = heappop(equal[value])
        values[first] = changed = value * (0.5 if places[first] < but else 1.5)
        heappush(equal.setdefault(changed, []), first)


@cache
def _emojis() -> Mapping[str, str]:
    return {key: text for key, text in _analyzer().emojis.items() if len(key) == 1}


@cache
def _may_be_emoji() -> re.Pattern[str]:
    """One range for the many and single characters for the few below it: quick to rule out."""
    low = sorted(char for char in _emojis() if char < "\u2100")
    return re.compile(f"[{re.escape(''.join(low))}\u2100-\U0010ffff]")


def without_emojis(text: str) -> str:
    """The text with emojis in words, as VADER spells them, and without space at its ends."""
    if not text.isascii():
        text = _may_be_emoji().sub(_described, text)
    return text.strip()


def _described(found: re.Match[str]) -> str:
    char, at = found[0], found.start()
    description = _emojis().get(char)
    if description is None:
        return char
    return description if at == 0 or found.string[at - 1] == " " else f" {description}"
