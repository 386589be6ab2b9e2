"""The timeline's frames and charts, without a browser."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.charts import timeline
from components.charts.timeline_frames import (
    MOST_POINTS,
    described,
    observations,
    period_frame,
    period_name,
    point_frame,
    time_domain,
    time_ticks,
)
from components.trends import UNITS, Observation, period_table


def articles(days: list[date], tones: list[float | None] | None = None) -> pd.DataFrame:
    n = len(days)
    return pd.DataFrame(
        {
            "article_id": [f"a{i}" for i in range(n)],
            "title": [f"Title {i}" for i in range(n)],
            "date": pd.to_datetime(days).astype("datetime64[us]"),
            "source": ["Courier" if i % 2 else None for i in range(n)],
            "copy_group": [f"t{i}" for i in range(n)],
            "relation_tone": tones or [0.1] * n,
            "n_sentences": [i + 1 for i in range(n)],
        }
    )


MARCH = [date(2025, 3, d) for d in (3, 4, 5, 6, 7)]
FRAME = articles([*MARCH, date(2025, 5, 9)], [-0.4, -0.2, 0.0, 0.2, 0.3, 0.5])


def drawn(unit="month", frame=FRAME):
    periods = period_table(observations(frame, "relation_tone"), unit)
    days = [day.date() for day in frame["date"]]
    return (
        period_frame(periods, unit),
        point_frame(frame, "relation_tone", "n_sentences", "sentence")[0],
        time_domain(min(days), max(days), unit),
    )


def test_a_month_without_articles_breaks_the_line():
    periods, _, _ = drawn()
    assert periods["label"].tolist() == ["Mar 2025", "Apr 2025", "May 2025"]
    assert periods["mean"].isna().tolist() == [False, True, False]


def test_touching_months_are_joined():
    periods, _, _ = drawn(frame=articles([date(2024, 12, 5), date(2025, 1, 9)]))
    assert not periods["mean"].isna().any()


def test_a_band_from_five_articles_on_else_the_reason():
    periods, _, _ = drawn()
    march, _, may = periods.to_dict("records")
    assert march["low"] < march["mean"] < march["high"]
    assert "over articles only" in march["band_text"]
    assert pd.isna(may["low"]) and may["band_text"] == "too few for a band (1 of 5 articles)"


def test_texts_carry_sign_and_name():
    periods, points, _ = drawn()
    assert periods["mean_text"].iloc[2] == "+0.50 (warming)"
    assert points["tone_text"].iloc[0] == "−0.40"
    assert points["basis"].tolist()[:2] == ["1 sentence", "2 sentences"]
    assert points["source"].tolist()[:2] == ["no source", "Courier"]


def test_null_tones_and_missing_dates_are_no_points():
    frame = articles([date(2025, 3, 3), date(2025, 3, 4)], [None, 0.2])
    frame.loc[1, "date"] = pd.NaT
    assert observations(frame, "relation_tone") == ()
    points, binned = point_frame(frame, "relation_tone", "n_sentences", "sentence")
    assert len(points) == 0 and binned is None


def test_many_articles_are_binned_and_the_unit_is_told():
    days = [date(2020, 1, 1) + timedelta(days=i // 3) for i in range(MOST_POINTS + 100)]
    points, binned = point_frame(articles(days), "relation_tone", "n_sentences", "sentence")
    assert binned == "day" and len(points) <= MOST_POINTS
    assert points["n_articles"].sum() == MOST_POINTS + 100
    long = [date(2000, 1, 1) + timedelta(days=i) for i in range(MOST_POINTS + 100)]
    points, binned = point_frame(articles(long), "relation_tone", "n_sentences", "sentence")
    assert binned == "week" and points["n_articles"].sum() == MOST_POINTS + 100


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("day", "3 Feb 2025"),
        ("week", "week of 3 Feb 2025"),
        ("month", "Feb 2025"),
        ("quarter", "Q1 2025"),
        ("year", "2025"),
    ],
)
def test_periods_have_names(unit, name):
    assert period_name(date(2025, 2, 3), unit) == name


@settings(max_examples=80)
@given(st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.integers(0, 20_000), st.sampled_from(UNITS))
def test_ticks_are_few_ordered_and_inside(first, span, unit):
    domain = time_domain(first, first + timedelta(days=span), unit)
    ticks = time_ticks(domain, unit)
    assert 1 <= len(ticks.places) <= 10
    assert UNITS.index(ticks.unit) >= UNITS.index(unit)
    assert all(a < b for a, b in pairwise(ticks.places))
    assert all(domain[0] <= place.date() <= domain[1] for place in ticks.places)


@pytest.mark.parametrize("unit", UNITS)
def test_charts_are_valid_and_share_the_scale(unit):
    periods, points, domain = drawn(unit)
    layout = timeline.layout_of(periods, points, domain, unit, "RU")
    for chart in (timeline.relation_chart(layout), timeline.actor_chart(layout)):
        spec = chart.to_dict()
        text = json.dumps(spec)
        assert '"domain": [-1, 1]' in text
        assert {"period", "article"} <= {p["name"] for p in _params(spec)}
        assert "break-paths" in text
    count = timeline.count_chart(layout).to_dict()
    assert {p["name"] for p in _params(count)} == {"period"}


def _params(node):
    if isinstance(node, dict):
        yield from (p for p in node.get("params", []) if "select" in p)
        for key, each in node.items():
            if key not in ("datasets", "data"):
                yield from _params(each)
    elif isinstance(node, list):
        for each in node:
            yield from _params(each)


@pytest.mark.parametrize("kind", ["relation", "actor", "count"])
def test_every_data_name_of_a_chart_has_its_frame(kind):
    periods, points, domain = drawn()
    layout = timeline.layout_of(periods, points, domain, "month")
    spec = timeline.drawn(kind, periods, points, layout)
    asked = set(_data_names({**spec, "datasets": {}}))
    assert asked == set(spec["datasets"])
    for name in ("periods", "ends"):
        assert isinstance(spec["datasets"][name], pd.DataFrame)
    # Marking a picked period changes data only: the chart is the same.
    marked = timeline.drawn(kind, periods.assign(chosen=True), points, layout)
    assert {**marked, "datasets": 0} == {**spec, "datasets": 0}


def _data_names(node):
    if isinstance(node, dict):
        if isinstance(node.get("data"), dict):
            yield node["data"]["name"]
        for each in node.values():
            yield from _data_names(each)
    elif isinstance(node, list):
        for each in node:
            yield from _data_names(each)


def test_without_any_band_no_band_is_drawn():
    periods, points, domain = drawn("day")
    layout = timeline.layout_of(periods, points, domain, "day")
    assert not layout.banded
    assert "isValid" not in timeline.relation_chart(layout).to_json()


def test_binned_points_cannot_be_picked_as_articles():
    days = [date(2020, 1, 1) + timedelta(days=i // 3) for i in range(MOST_POINTS + 100)]
    frame = articles(days)
    periods, points, domain = drawn("year", frame)
    spec = timeline.relation_chart(timeline.layout_of(periods, points, domain, "year")).to_dict()
    assert {p["name"] for p in _params(spec)} == {"period"}


def test_sides_differ_by_shape_and_colour():
    periods, points, domain = drawn()
    marks = set()
    for side in ("US", "RU", "UA", "EU", "NATO", ""):
        layout = timeline.layout_of(periods, points, domain, "month", side)
        spec = timeline.actor_chart(layout).to_dict()
        mean = spec["layer"][-1]["mark"]
        marks.add((mean["shape"], mean["color"]))
    assert len({shape for shape, _ in marks}) == len({colour for _, colour in marks}) == 6


def test_a_chart_is_described_in_words():
    days = [date(2025, 3, 3), date(2025, 4, 3), date(2025, 5, 3)]
    seen = [
        Observation(day, "a", tone, str(day))
        for day, tone in zip(days, (-0.5, 0.4, 0.1), strict=True)
    ]
    assert described("Tone", period_table(seen, "month"), "month") == (
        "Tone by month: 3 periods with 3 articles, from −0.50 in Mar 2025 to +0.10 in May 2025; "
        "lowest −0.50 in Mar 2025, highest +0.40 in Apr 2025."
    )
    assert "nothing" in described("Tone", (), "month")
