"""Measures of agreement with coded texts, and their bootstrap intervals.

Arrays are one-dimensional with one entry per scored item. A measure that is undefined on
its items (nothing to measure, or no variation) is NaN.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from components.tone import LABELS

DRAWS = 2000
MINIMUM_IN_DOCUMENT = 4  # scored paragraphs from which a document counts in r within documents

Array = np.ndarray[Any, Any]


def macro_f1(gold: Array, said: Array) -> float:
    """Mean F1 of the three labels; a label that is neither there nor called counts 0."""
    found = []
    for label in LABELS:
        there, called = gold == label, said == label
        total = there.sum() + called.sum()
        found.append(2 * (there & called).sum() / total if total else 0.0)
    return float(np.mean(found)) if len(gold) else math.nan


def accuracy(gold: Array, said: Array) -> float:
    """Share of equal labels, 0 … 1."""
    return float((gold == said).mean()) if len(gold) else math.nan


def flips(gold: Array, said: Array) -> float:
    """Share of items called positive that are negative, or negative that are positive."""
    wrong = ((gold == "neg") & (said == "pos")) | ((gold == "pos") & (said == "neg"))
    return float(wrong.mean()) if len(gold) else math.nan


def confident_half(gold: Array, said: Array, confidence: Array) -> float:
    """Accuracy on the half of the items with the highest confidence (the first of equals)."""
    kept = np.argsort(-confidence, kind="stable")[: len(gold) // 2]
    return accuracy(gold[kept], said[kept])


def auc(positive: Array, score: Array) -> float:
    """Chance that a positive item scores above a negative one, 0 … 1; equals count half."""
    above = int(positive.sum())
    below = len(positive) - above
    if not above or not below:
        return math.nan
    _, where, times = np.unique(score, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(times) - (times - 1) / 2)[where]
    return float((ranks[positive].sum() - above * (above + 1) / 2) / (above * below))


def correlation(one: Array, other: Array) -> float:
    """Pearson's r, −1 … 1."""
    if len(one) < 3:
        return math.nan
    x, y = one - one.mean(), other - other.mean()
    spread = math.sqrt(float(x @ x)) * math.sqrt(float(y @ y))
    return max(-1.0, min(1.0, float(x @ y) / spread)) if spread > 1e-12 else math.nan


def centred(values: Array, documents: Array) -> Array:
    """Values less their document's mean; NaN in documents with fewer than 4 items."""
    found = np.full(len(values), math.nan)
    for document in np.unique(documents):
        here = documents == document
        if here.sum() >= MINIMUM_IN_DOCUMENT:
            found[here] = values[here] - values[here].mean()
    return found


def within_documents(one: Array, other: Array, documents: Array) -> float:
    """Pearson's r of the values less their document's mean."""
    x, y = centred(one, documents), centred(other, documents)
    kept = ~np.isnan(x)
    return correlation(x[kept], y[kept])


def sign_accuracy(gold: Array, score: Array) -> float:
    """Share of items with the gold's sign, where the gold has one; a score of 0 is wrong."""
    signed = gold != 0
    return accuracy(np.sign(gold[signed]), np.sign(score[signed]))


def balanced_accuracy(gold: Array, said: Array) -> float:
    """Mean of the shares found among the true and among the false items (booleans)."""
    if not gold.any() or gold.all():
        return math.nan
    return float((said[gold].mean() + (~said[~gold]).mean()) / 2)


def calibration_error(confidence: Array, right: Array, bins: int = 10) -> float:
    """Expected calibration error, 0 … 1: |confidence − accuracy| over bins of equal width."""
    if not len(confidence):
        return math.nan
    which = np.clip(np.ceil(confidence * bins).astype(int) - 1, 0, bins - 1)
    gaps = np.bincount(which, weights=confidence - right, minlength=bins)
    return float(np.abs(gaps).sum() / len(confidence))


def interval(
    measure: Callable[[Array], float], groups: Array, *, draws: int = DRAWS, seed: int = 1
) -> tuple[float, float]:
    """95 % percentile bootstrap over whole groups: (low, high), NaN if never defined.

    ``measure`` takes indices of items, with repetition; ``groups`` names each item's group.
    """
    _, where = np.unique(groups, return_inverse=True)
    order = np.argsort(where, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(where))[:-1])
    chance = np.random.default_rng(seed)
    drawn = []
    for _ in range(draws if len(members) > 1 else 0):
        picked = chance.integers(len(members), size=len(members))
        value = measure(np.concatenate([members[i] for i in picked]))
        if not math.isnan(value):
            drawn.append(value)
    if not drawn:
        return math.nan, math.nan
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)
