"""The shared look: band names, signs, and colours that can be told apart."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.charts import look


@pytest.mark.parametrize(
    ("tone", "name"),
    [
        (-1, "hostile"), (-0.6, "hostile"), (-0.59, "strained"), (-0.21, "strained"),
        (-0.2, "mixed"), (0, "mixed"), (0.2, "mixed"), (0.21, "warming"), (0.59, "warming"),
        (0.6, "cooperative"), (1, "cooperative"),
    ],
)  # fmt: skip
def test_band_names(tone, name):
    assert look.band_name(tone) == name


@given(st.floats(-1, 1))
def test_every_tone_has_the_name_of_a_band_that_holds_it(tone):
    bounds = {name: (low, high) for name, low, high in look.BANDS}
    low, high = bounds[look.band_name(tone)]
    assert low <= tone <= high


def test_the_bands_cover_the_scale_without_a_gap():
    edges = [(low, high) for _, low, high in look.BANDS]
    assert edges[0][0] == -1 and edges[-1][1] == 1
    assert all(one[1] == other[0] for one, other in pairwise(edges))


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.42, "+0.42"), (-0.31, "−0.31"), (0, "0.00"), (0.001, "0.00"), (-0.001, "0.00"),
     (None, "–"), (float("nan"), "–"), (1, "+1.00")],
)  # fmt: skip
def test_signed(value, text):
    assert look.signed(value) == text


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ground", ["#fdfcf9", "#15191c"])
@pytest.mark.parametrize("colour", [look.NEUTRAL, *look.SIDE_COLOURS.values(), look.OTHER_SIDE])
def test_marks_stand_out_from_both_grounds(colour, ground):
    assert contrast(colour, ground) >= 3


def test_the_tone_scale_is_fixed():
    axis: Any = look.tone_axis("mean").to_dict()
    scale = axis["scale"]
    assert scale["domain"] == [-1, 1]
