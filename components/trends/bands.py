"""Percentile bootstrap bands (Efron & Tibshirani 1993), seeded."""

from collections.abc import Sequence

import numpy as np

DRAWS = 2000
LEVEL = 0.95
MINIMUM_BLOCKS = 5
_SEED = 20250212
_AT_ONCE = 1_000_000  # values held in memory at once


def bootstrap_band(
    values: Sequence[float],
    weights: Sequence[float],
    blocks: Sequence[int] | None = None,
    *,
    minimum: int,
) -> tuple[float, float] | None:
    """The 95 % band of a weighted mean: values resampled with their weights, 2,000 draws.

    ``blocks`` says which values belong together, such as the sentences of a paragraph: with at
    least ``MINIMUM_BLOCKS`` of them whole blocks are resampled. None (“too few for a band”) under
    ``minimum`` values or without weight.
    """
    value, weight = np.asarray(values, float), np.asarray(weights, float)
    if len(value) < minimum or weight.sum() <= 0:
        return None
    if blocks is not None:
        _, block = np.unique(blocks, return_inverse=True)
        if block.max() + 1 >= MINIMUM_BLOCKS:
            total, sums = np.bincount(block, weight), np.bincount(block, weight * value)
            value = np.divide(sums, total, out=np.zeros_like(sums), where=total > 0)
            weight = total
    generator = np.random.default_rng(_SEED)
    means = []
    rows = max(1, _AT_ONCE // len(value))
    for done in range(0, DRAWS, rows):
        drawn = generator.integers(0, len(value), (min(rows, DRAWS - done), len(value)))
        total = weight.take(drawn).sum(axis=1)
        sums = (value * weight).take(drawn).sum(axis=1)
        means.append(sums[total > 0] / total[total > 0])
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(np.concatenate(means), (tail, 1 - tail))
    return float(low), float(high)


def clustered_band(
    values: Sequence[float], clusters: Sequence[str], *, minimum: int, minimum_clusters: int = 3
) -> tuple[float, float] | None:
    """The 95 % band of the mean over clusters' means: clusters resampled, then values in them.

    With fewer than ``minimum_clusters`` clusters only values are resampled, within their
    cluster. None under ``minimum`` values.
    """
    value = np.asarray(values, float)
    if len(value) < minimum:
        return None
    members = [
        value[[i for i, each in enumerate(clusters) if each == name]]
        for name in dict.fromkeys(clusters)
    ]
    generator = np.random.default_rng(_SEED)
    # One row of resampled means per cluster, then clusters drawn over them.
    means = np.stack([_resampled_means(group, generator) for group in members])
    if len(members) >= minimum_clusters:
        # A cluster drawn twice brings two resamples of its own values, not the same one twice.
        chosen = generator.integers(0, len(members), means.shape)
        means = means[chosen, generator.integers(0, DRAWS, means.shape)]
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(means.mean(axis=0), (tail, 1 - tail))
    return float(low), float(high)


def _resampled_means(group: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """DRAWS means of ``group`` resampled with replacement; a large group goes in portions."""
    rows = max(1, _AT_ONCE // len(group))
    portions = [min(rows, DRAWS - done) for done in range(0, DRAWS, rows)]
    return np.concatenate(
        [
            group[generator.integers(0, len(group), (portion, len(group)))].mean(axis=1)
            for portion in portions
        ]
    )
