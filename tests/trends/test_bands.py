"""Bootstrap bands: seeded, around the mean, and silent where there is too little."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.trends import bootstrap_band, clustered_band
from components.trends.bands import LEVEL

tones = st.floats(-1, 1, allow_nan=False)
weights = st.floats(0.05, 5, allow_nan=False)


def weighted_mean(pairs: list[tuple[float, float]]) -> float:
    return math.fsum(v * w for v, w in pairs) / math.fsum(w for _, w in pairs)


@settings(max_examples=60)
@given(st.lists(st.tuples(tones, weights), min_size=8, max_size=40))
def test_a_band_lies_on_the_scale_around_the_weighted_mean(pairs):
    band = bootstrap_band([v for v, _ in pairs], [w for _, w in pairs], minimum=8)
    assert band is not None
    low, high = band
    assert -1 - 1e-9 <= low <= weighted_mean(pairs) + 1e-9
    assert weighted_mean(pairs) - 1e-9 <= high <= 1 + 1e-9


@settings(max_examples=60)
@given(st.lists(st.tuples(tones, st.sampled_from("abcd")), min_size=5, max_size=30))
def test_a_clustered_band_lies_around_the_mean_of_the_clusters(pairs):
    band = clustered_band([v for v, _ in pairs], [c for _, c in pairs], minimum=5)
    assert band is not None
    means = [np.mean([v for v, c in pairs if c == name]) for name in {c for _, c in pairs}]
    assert band[0] - 1e-9 <= np.mean(means) <= band[1] + 1e-9


def test_the_same_values_give_the_same_band():
    values = [0.1, -0.4, 0.3, 0.0, 0.2, -0.1, 0.5, 0.4]
    assert bootstrap_band(values, [1.0] * 8, minimum=8) == bootstrap_band(
        values, [1.0] * 8, minimum=8
    )
    assert clustered_band(values, "aabbccdd", minimum=5) == clustered_band(
        values, "aabbccdd", minimum=5
    )


@pytest.mark.parametrize("n", range(5))
def test_too_few_values_give_no_band(n):
    assert bootstrap_band([0.2] * n, [1.0] * n, minimum=5) is None
    assert clustered_band([0.2] * n, ["a"] * n, minimum=5) is None


def test_values_without_weight_give_no_band():
    assert bootstrap_band([0.2] * 8, [0.0] * 8, minimum=8) is None


def test_a_weighted_band_ignores_values_without_weight():
    low, high = bootstrap_band([0.5] * 6 + [-1.0] * 6, [1.0] * 6 + [0.0] * 6, minimum=8) or (0, 0)
    assert low == pytest.approx(0.5) and high == pytest.approx(0.5)


def test_under_three_sources_only_articles_are_resampled():
    # Two sources far apart and each of one mind: without resampling of sources, no width.
    values, sources = [-0.5] * 4 + [0.5] * 4, ["a"] * 4 + ["b"] * 4
    assert clustered_band(values, sources, minimum=5) == pytest.approx((0, 0))
    three = clustered_band([*values, 0.0, 0.0], [*sources, "c", "c"], minimum=5)
    assert three is not None and three[1] - three[0] > 0.5


def test_a_source_drawn_twice_is_resampled_twice():
    # Three sources with the same two values: every draw of sources leaves six free values, so
    # the band is that of six independent ones, not that of fewer.
    values, sources = [-1.0, 1.0] * 3, ["a", "a", "b", "b", "c", "c"]
    low, high = clustered_band(values, sources, minimum=5) or (0, 0)
    # Each slot is −1, 0 or 1 with probability ¼, ½, ¼: P(sum = ±3) = 1/64 < 2.5 %, so ±2/3.
    assert (low, high) == pytest.approx((-2 / 3, 2 / 3))


def test_bands_cover_the_true_mean_about_as_often_as_they_say():
    generator = np.random.default_rng(3)
    samples = generator.normal(0.1, 0.3, (200, 40))
    covered = 0
    for sample in samples:
        low, high = bootstrap_band(sample.tolist(), [1.0] * 40, minimum=8) or (0, 0)
        covered += low <= 0.1 <= high
    assert LEVEL - 0.06 <= covered / 200 <= 1


def test_a_large_group_is_resampled_in_portions():
    values = np.random.default_rng(1).normal(0, 0.3, 3000).clip(-1, 1).tolist()
    low, high = clustered_band(values, ["a"] * 3000, minimum=5) or (1, -1)
    assert low < np.mean(values) < high and high - low < 0.05


def test_neighbours_that_are_alike_widen_the_band():
    values = [v for v in (-0.6, 0.5, -0.4, 0.6, 0.0, 0.3) for _ in range(5)]
    blocks = [block for block in range(6) for _ in range(5)]
    single = bootstrap_band(values, [1.0] * 30, minimum=8)
    together = bootstrap_band(values, [1.0] * 30, blocks, minimum=8)
    assert single is not None and together is not None
    assert together[1] - together[0] > 1.5 * (single[1] - single[0])
    few = bootstrap_band(values[:20], [1.0] * 20, blocks[:20], minimum=8)
    assert few == bootstrap_band(values[:20], [1.0] * 20, minimum=8)
