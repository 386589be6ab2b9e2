"""vaderSentiment: the baseline score of a sentence, and its lexicon."""

from collections.abc import Mapping
from functools import cache

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def compound(sentence: str) -> float:
    """VADER's compound score (−1 … 1) of one sentence. Never call it on a paragraph: it saturates."""
    return float(_analyzer().polarity_scores(sentence)["compound"])


@cache
def word_valences() -> Mapping[str, float]:
    """VADER's lexicon: lower-case word → valence, −4 … 4."""
    return {word: float(value) for word, value in _analyzer().lexicon.items()}
