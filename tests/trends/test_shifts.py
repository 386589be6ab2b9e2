"""Document shifts: a planted turn is found, noise is not taken for one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.trends import document_shift
from components.trends.shifts import ALPHA, EDGE, LEAST, MINIMUM


def turned(before: float, after: float, at: int, n: int, seed: int = 0) -> list[float]:
    noise = np.random.default_rng(seed).normal(0, 0.15, n)
    level = np.where(np.arange(n) < at, before, after)
    return [float(value) for value in (level + noise).clip(-1, 1)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("n", "at"), [(20, 8), (36, 24), (60, 30)])
def test_a_planted_turn_is_found_where_it_was_planted(seed, n, at):
    found = document_shift(turned(-0.4, 0.4, at, n, seed))
    assert found.after is not None and abs(found.after - (at - 1)) <= 1
    assert found.delta == pytest.approx(0.8, abs=0.2)
    assert found.p is not None and found.p < ALPHA
    assert found.reason == "warmer after"


def test_a_turn_to_the_cold_is_colder():
    found = document_shift(turned(0.4, -0.4, 12, 24))
    assert found.after == 11
    assert found.delta is not None and found.delta < 0
    assert found.reason == "colder after"


def test_noise_is_seldom_taken_for_a_shift():
    generator = np.random.default_rng(20250623)
    claimed = sum(
        document_shift(generator.normal(0, 0.4, int(n)).clip(-1, 1).tolist()).after is not None
        for n in generator.integers(MINIMUM, 40, 200)
    )
    assert claimed <= 0.1 * 200


@pytest.mark.parametrize("n", range(MINIMUM))
def test_under_twelve_sentences_nothing_is_tested(n):
    found = document_shift(turned(-0.9, 0.9, n // 2, n))
    assert (found.after, found.delta, found.p) == (None, None, None)
    assert found.reason.startswith("too few")


def test_a_flat_text_has_no_shift():
    found = document_shift([0.2] * 20)
    assert (found.after, found.p) == (None, None)
    assert "same" in found.reason


def test_a_real_but_small_change_is_not_claimed():
    steps = [0.0, 0.01] * 10 + [0.2, 0.21] * 10
    found = document_shift(steps)
    assert found.after is None
    assert found.p is not None and found.p < ALPHA
    assert found.delta is not None and abs(found.delta) < LEAST
    assert "smaller" in found.reason


def test_the_same_text_gives_the_same_answer():
    series = turned(-0.3, 0.3, 10, 25)
    assert document_shift(series) == document_shift(series)


@settings(max_examples=25)
@given(st.lists(st.floats(-1, 1, allow_nan=False), min_size=MINIMUM, max_size=30))
def test_whatever_is_found_keeps_the_rules(series):
    found = document_shift(series)
    if found.p is not None:
        assert 0 < found.p <= 1
    if found.after is not None:
        assert EDGE <= found.after + 1 <= len(series) - EDGE
        assert found.p is not None and found.p < ALPHA
        assert found.delta is not None and abs(found.delta) >= LEAST
        split = found.after + 1
        assert found.delta == pytest.approx(np.mean(series[split:]) - np.mean(series[:split]))


@settings(max_examples=15)
@given(st.lists(st.floats(-1, 1, allow_nan=False), min_size=MINIMUM, max_size=24))
def test_turning_every_sign_turns_the_shift(series):
    one, other = document_shift(series), document_shift([-value for value in series])
    assert one.after == other.after
    assert one.p == other.p
    if one.delta is not None and other.delta is not None and one.after is not None:
        assert one.delta == pytest.approx(-other.delta)


def paragraphs_in(order: np.ndarray, levels: np.ndarray) -> tuple[list[float], list[int]]:
    """Sentences of paragraphs that each have a level of their own, in this order."""
    noise = np.random.default_rng(7).normal(0, 0.05, (len(levels), 4))
    values = [float(v) for each in order for v in levels[each] + noise[each]]
    return values, [place for place, _ in enumerate(order) for _ in range(4)]


def test_paragraphs_in_any_order_are_seldom_taken_for_a_shift():
    generator = np.random.default_rng(20250302)
    levels = generator.uniform(-0.8, 0.8, 8)
    claims = {True: 0, False: 0}
    for _ in range(60):
        values, blocks = paragraphs_in(generator.permutation(8), levels)
        claims[True] += document_shift(values, blocks).after is not None
        claims[False] += document_shift(values).after is not None
    assert claims[True] <= 0.12 * 60 < claims[False]


def test_a_turn_between_paragraphs_is_found_and_four_paragraphs_are_too_few():
    levels = np.array([-0.5] * 4 + [0.5] * 4)
    values, blocks = paragraphs_in(np.arange(8), levels)
    found = document_shift(values, blocks)
    assert found.after == 15 and found.p is not None and found.p < ALPHA
    few = document_shift(values[:16], blocks[:16])
    assert few.after is None and few.reason.startswith("too few paragraphs")


def test_one_paragraph_is_tested_sentence_by_sentence():
    values = turned(-0.4, 0.4, 10, 20)
    assert document_shift(values, [3] * 20) == document_shift(values)
