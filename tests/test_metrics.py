"""Measures against values computed by hand, and the ranges they must stay in."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import metrics
from components.tone import LABELS

GOLD = np.array(["neg", "neg", "neu", "pos"])
SAID = np.array(["neg", "pos", "neu", "neu"])

LABELLED = st.lists(
    st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS), st.floats(0, 1)),
    min_size=2,
    max_size=40,
)
PAIRS = st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=3, max_size=40)


def test_macro_f1_by_hand() -> None:
    # neg: 2·1/(2+1); neu: 2·1/(1+2); pos: 0
    assert metrics.macro_f1(GOLD, SAID) == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)


def test_accuracy_flips_and_the_confident_half_by_hand() -> None:
    assert metrics.accuracy(GOLD, SAID) == 0.5
    assert metrics.flips(GOLD, SAID) == 0.25
    assert metrics.confident_half(GOLD, SAID, np.array([0.9, 0.8, 0.4, 0.5])) == 0.5
    assert metrics.confident_half(GOLD, SAID, np.array([0.9, 0.4, 0.8, 0.5])) == 1.0


def test_auc_by_hand() -> None:
    positive = np.array([True, True, False, False])
    assert metrics.auc(positive, np.array([0.9, 0.4, 0.5, 0.1])) == 0.75
    assert metrics.auc(positive, np.zeros(4)) == 0.5
    assert math.isnan(metrics.auc(np.ones(3, dtype=bool), np.zeros(3)))


def test_r_within_documents_leaves_levels_and_short_documents_out() -> None:
    documents = np.array(["a"] * 4 + ["b"] * 4 + ["c"] * 3)
    gold = np.array([1.0, 2, 3, 4, 11, 12, 13, 14, 0, 0, 50])
    said = np.array([4.0, 3, 2, 1, 24, 23, 22, 21, 0, 0, 50])
    assert metrics.correlation(gold, said) > 0.8
    assert metrics.within_documents(gold, said, documents) == pytest.approx(-1)


def test_sign_and_balanced_accuracy_by_hand() -> None:
    assert metrics.sign_accuracy(np.array([0.5, -0.2, 0, 1]), np.array([0.1, 0.3, 9, 0])) == (
        pytest.approx(1 / 3)
    )
    null, called = np.array([True, True, False, False, False]), np.array([True, *[False] * 4])
    assert metrics.balanced_accuracy(null, called) == 0.75
    assert metrics.balanced_accuracy(null, np.zeros(5, dtype=bool)) == 0.5


def test_calibration_error_by_hand() -> None:
    sure = np.array([0.95, 0.95, 0.55, 0.55])
    right = np.array([True, True, True, False])
    assert metrics.calibration_error(sure, right) == pytest.approx((2 * 0.05 + 2 * 0.05) / 4)


@given(LABELLED)
def test_measures_of_labels_stay_in_range(rows: list[tuple[str, str, float]]) -> None:
    gold, said, sure = (np.array(column) for column in zip(*rows, strict=True))
    for value in (
        metrics.macro_f1(gold, said),
        metrics.accuracy(gold, said),
        metrics.flips(gold, said),
        metrics.confident_half(gold, said, sure),
        metrics.calibration_error(sure, gold == said),
    ):
        assert 0 <= value <= 1
    assert metrics.flips(gold, said) <= 1 - metrics.accuracy(gold, said) + 1e-12


@given(PAIRS)
def test_correlation_is_symmetric_and_in_range(pairs: list[tuple[float, float]]) -> None:
    x, y = (np.array(column) for column in zip(*pairs, strict=True))
    r = metrics.correlation(x, y)
    assert math.isnan(r) or -1 <= r <= 1
    assert r == pytest.approx(metrics.correlation(y, x), nan_ok=True)


@given(PAIRS)
def test_auc_turns_with_the_score(pairs: list[tuple[float, float]]) -> None:
    x, y = (np.array(column) for column in zip(*pairs, strict=True))
    value = metrics.auc(y > 0, x)
    assert math.isnan(value) or value == pytest.approx(1 - metrics.auc(y > 0, -x))


def test_the_interval_is_seeded_and_draws_whole_groups() -> None:
    values = np.array([0.0, 0.0, 1.0, 1.0])
    groups = np.array(["a", "a", "b", "b"])

    def mean(indices: np.ndarray) -> float:
        assert len(indices) == 4
        return float(values[indices].mean())

    found = metrics.interval(mean, groups, draws=200)
    assert found == metrics.interval(mean, groups, draws=200)
    assert found == (0.0, 1.0)


def test_one_group_has_no_interval() -> None:
    low, high = metrics.interval(lambda indices: 1.0, np.array(["a", "a"]))
    assert math.isnan(low) and math.isnan(high)
