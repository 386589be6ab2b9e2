"""The linear model: tone toward one mention, fast, and the sum of what its words add.

A multinomial logistic regression over word n-grams that know where the target stands (its
own words and all names are masked) and over sums of the context rules' cues; trained on
NewsMTSC (``components/training/linear.py``). The model file is a NumPy archive.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from components.actors import Mention
from components.attribution import Attribution
from components.text import Span, Word
from components.tone.contributions import Contribution
from components.tone.cues import Cue
from components.tone.linear_features import (
    Grams,
    Part,
    grams,
    masked_words,
    parts,
    reading,
    target_reading,
    values,
)
from components.tone.linear_rows import Rows, by_kind, rows_of

MODEL = Path(__file__).with_name("model") / "linear.npz"

Probabilities = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Linear:
    """A trained model of G n-grams and D dense features.

    ``rows``: n-gram → row of ``rarity`` (G, its weight in a sentence) and ``weights`` (G × 3),
    ``by_kind`` the same, quicker to look up;
    ``dense`` (D × 3) and ``bias`` (3) take the dense features as they are. Columns are
    negative, neutral, positive, in log-odds already divided by the temperature.
    ``starters`` are words that may open a sentence without being a name.
    """

    rows: Mapping[str, int]
    by_kind: Rows
    rarity: np.ndarray
    weights: np.ndarray
    dense: np.ndarray
    bias: np.ndarray
    starters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """``baseline`` plus the values of ``contributions`` is log(p_pos / p_neg)."""

    probabilities: Probabilities
    baseline: float
    contributions: tuple[Contribution, ...]


@cache
def load(path: Path = MODEL) -> Linear:
    """The model in ``path``. Raises ``OSError`` or ``ValueError`` if it cannot be read."""
    with np.load(path, allow_pickle=False) as file:
        names = bytes(file["grams"]).decode("utf-8").split("\n")
        starters = bytes(file["starters"]).decode("utf-8").split("\n")
        rows = {name: row for row, name in enumerate(names)}
        return Linear(
            rows,
            by_kind(rows),
            file["rarity"].astype(np.float32),
            file["weights"].astype(np.float32) * file["scale"],
            file["dense"].astype(np.float64),
            file["bias"].astype(np.float64),
            frozenset(starters),
        )


def target_probabilities(
    text: str,
    words: Sequence[Word],
    mention: Mention,
    cues: Sequence[Cue],
    attributions: Sequence[Attribution],
    quotations: Sequence[Span],
) -> Probabilities:
    """Probabilities of (negative, neutral, positive) tone toward ``mention`` in its sentence.

    ``words`` are the sentence's words, ``cues`` its tone cues (``sentence_cues``).
    """
    return scorer(text, words, cues, attributions, quotations)(mention)


def scorer(
    text: str,
    words: Sequence[Word],
    cues: Sequence[Cue],
    attributions: Sequence[Attribution],
    quotations: Sequence[Span],
) -> Callable[[Mention], Probabilities]:
    """:func:`target_probabilities` of each mention of one sentence, which is read once."""
    model = load()
    common = masked_words(text, words, model.starters)

    def score(mention: Mention) -> Probabilities:
        read = target_reading(common, words, mention)
        found = values(parts(text, words, read, mention, cues, attributions, quotations))
        return _softmax(_logits(model, rows_of(read, model.by_kind), found))

    return score


def tone(probabilities: Probabilities) -> float:
    """One number for three: p_pos − p_neg, −1 … 1."""
    return probabilities[2] - probabilities[0]


def explain(
    text: str,
    words: Sequence[Word],
    mention: Mention,
    cues: Sequence[Cue],
    attributions: Sequence[Attribution],
    quotations: Sequence[Span],
) -> Explanation:
    """As :func:`target_probabilities`, with what each word added to the log-odds.

    An n-gram's share is split evenly over its words; what no word stands for (the target's
    place, who speaks, the length) is in the baseline.
    """
    model = load()
    read = reading(text, words, mention, model.starters)
    made = grams(read)
    pieces = parts(text, words, read, mention, cues, attributions, quotations)
    found = values(pieces)
    total = _logits(model, rows_of(read, model.by_kind), found)
    added = _from_grams(model, made)
    by_cue = _from_cues(model, pieces, found)
    contributions = [
        Contribution(
            text[words[i].start : words[i].end],
            words[i].start,
            words[i].end,
            value,
            "linear model: the word and its neighbours",
        )
        for i, value in added.items()
    ]
    contributions += [
        Contribution(cue.text, cue.start, cue.end, value, f"linear model: {cue.rule}")
        for cue, value in by_cue
    ]
    contributions.sort(key=lambda c: (c.start, c.end))
    margin = float(total[2] - total[0])
    baseline = margin - math.fsum(c.value for c in contributions)
    return Explanation(_softmax(total), baseline, tuple(contributions))


def _logits(model: Linear, rows: Iterable[int], found: np.ndarray) -> np.ndarray:
    total: np.ndarray = model.bias + found @ model.dense
    known = np.fromiter(rows, np.intp)
    if len(known):
        rarity, weights = model.rarity.take(known), model.weights.take(known, axis=0)
        total = total + (rarity @ weights) / math.sqrt(float(rarity @ rarity))
    return total


def _softmax(logits: np.ndarray) -> Probabilities:
    found = logits.tolist()
    top = max(found)
    raised = [math.exp(z - top) for z in found]
    total = math.fsum(raised)
    return raised[0] / total, raised[1] / total, raised[2] / total


def _from_grams(model: Linear, made: Grams) -> dict[int, float]:
    """Word index → log-odds that the n-grams with this word added."""
    known = [
        (row, places) for gram, places in made.items() if (row := model.rows.get(gram)) is not None
    ]
    length = math.sqrt(math.fsum(float(model.rarity[row]) ** 2 for row, _ in known)) or 1.0
    added: dict[int, float] = {}
    for row, places in known:
        value = float(model.rarity[row] * (model.weights[row, 2] - model.weights[row, 0])) / length
        for place in places:
            added[place] = added.get(place, 0.0) + value / len(places)
    return dict(sorted(added.items()))


def _from_cues(model: Linear, pieces: Sequence[Part], found: np.ndarray) -> list[tuple[Cue, float]]:
    """Each cue's share in the dense features that it is part of."""
    totals: dict[int, float] = {}
    for feature, amount, _ in pieces:
        totals[feature] = totals.get(feature, 0.0) + amount
    added: dict[tuple[int, int], float] = {}
    cues: dict[tuple[int, int], Cue] = {}
    for feature, amount, cue in pieces:
        if cue is not None and totals[feature]:
            weight = float(model.dense[feature, 2] - model.dense[feature, 0])
            place = (cue.first, cue.last)
            cues[place] = cue
            added[place] = (
                added.get(place, 0.0) + weight * found[feature] * amount / totals[feature]
            )
    return [(cues[place], float(value)) for place, value in added.items()]
