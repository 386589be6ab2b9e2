"""VADER, the baseline: the scores of vaderSentiment 3.3.2, to the last digit and several times as fast.

Nothing is cleaned before it is scored: the baseline is what anybody else gets from the same words.
Text that was typeset for news is another matter: VADER knows “don't” and not “don’t”, and takes the
typeset one for praise in “they don’t like it”. ``compound(normalised(text))`` is that other mode; say
so wherever its figures are shown.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from components.tone.vader_rules import lexicon, valences, without_emojis

_ALPHA = 15  # normalisation, as in method.md's squash
_MOST_EXCLAMATIONS, _EXCLAMATION = 4, 0.292
_QUESTION, _MANY_QUESTIONS = 0.18, 0.96


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of negative, neutral and positive words (0 … 1, 3 decimals); compound (−1 … 1, 4 decimals)."""

    neg: float
    neu: float
    pos: float
    compound: float


def scores(text: str) -> Scores:
    """The four fields of ``SentimentIntensityAnalyzer().polarity_scores(text)``, for any text.

    Meant for one sentence: on a paragraph compound saturates.
    """
    text = without_emojis(text)
    values, n_words = valences(text)
    if not values:
        return Scores(0.0, 1.0 if n_words else 0.0, 0.0, 0.0)
    emphasis = _emphasis(text)
    positive = negative = 0.0
    neutral = n_words - len(values)
    for value in values:
        if value > 0:
            positive += value + 1
        elif value < 0:
            negative += value - 1
        else:
            neutral += 1  # halved by “but” until nothing was left
    if positive > -negative:
        positive += emphasis
    elif positive < -negative:
        negative -= emphasis
    total = positive - negative + neutral
    return Scores(
        round(-negative / total if negative else 0.0, 3),
        round(neutral / total, 3),
        round(positive / total, 3),
        _compound(values, emphasis),
    )


def compound(sentence: str) -> float:
    """VADER's compound score (−1 … 1) of one sentence. Never call it on a paragraph: it saturates."""
    text = without_emojis(sentence)
    values, _ = valences(text)
    return _compound(values, _emphasis(text)) if values else 0.0


def _compound(values: list[float], emphasis: float) -> float:
    # sum() and nothing better: newer Pythons round it less, and so does vaderSentiment with them.
    total = float(sum(values))
    if total > 0:
        total += emphasis
    elif total < 0:
        total -= emphasis
    return round(total / math.sqrt(total * total + _ALPHA), 4)


def _emphasis(text: str) -> float:
    """What exclamation and question marks add to either side."""
    amount = 0.0
    if "!" in text:
        amount = min(text.count("!"), _MOST_EXCLAMATIONS) * _EXCLAMATION
    questions = text.count("?")
    if questions > 1:
        amount += questions * _QUESTION if questions <= 3 else _MANY_QUESTIONS
    return amount


@cache
def word_valences() -> Mapping[str, float]:
    """VADER's lexicon: lower-case word → valence, −4 … 4."""
    return dict(lexicon())


# What a straight quotation mark or apostrophe is set as, besides the ones that mojibake hides.
_STRAIGHT = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ´`′＇\x91\x92", "'"),
        **dict.fromkeys("“”„‟″＂\x93\x94", '"'),
        **dict.fromkeys("\u00a0\u202f\u2007", " "),
    }
)


def normalised(text: str) -> str:
    """News text as VADER can read it, for the mode that is not the baseline.

    Quotation marks and apostrophes become straight ones, no-break spaces plain ones, and UTF-8
    that was read as Windows-1252 once (“donâ€™t”, “cafÃ©”, “Â£”) is put right. Nothing else changes;
    offsets into the text do.
    """
    if text.isascii():
        return text
    repaired = _mojibake().sub(lambda found: _repairs()[found[0]], text)
    return repaired.translate(_STRAIGHT)


@cache
def _repairs() -> Mapping[str, str]:
    """Mojibake → the character it stood for: typographic marks, signs, small letters with accents."""
    signs = "‘’‚‛“”„–—―…•™€\u00a0£§©«®°´·»¿" + "".join(map(chr, range(0xDF, 0x100)))
    return {_misread(char): char for char in signs}


@cache
def _mojibake() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _repairs()), key=len, reverse=True)))


def _misread(char: str) -> str:
    """The character's UTF-8 bytes as Windows-1252; bytes it leaves open read as Latin-1."""
    return "".join(
        bytes([byte]).decode("cp1252" if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "latin-1")
        for byte in char.encode()
    )
