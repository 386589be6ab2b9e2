"""Periods: calendars, the mean over sources, copies, the unit that fits, the densest run."""

import math
from collections import defaultdict
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.trends import (
    UNITS,
    Observation,
    best_unit,
    densest_run,
    period_end,
    period_start,
    period_table,
)

DAY = date(2025, 2, 12)
units = st.sampled_from(UNITS)
_numbers = count()


def seen(value: float, source: str = "a", day: date = DAY, group: str = "") -> Observation:
    return Observation(day, source, value, group or f"text-{next(_numbers)}")


observations = st.lists(
    st.builds(
        Observation,
        st.dates(date(2020, 1, 1), date(2022, 12, 31)),
        st.sampled_from("abc"),
        st.floats(-1, 1, allow_nan=False),
        st.sampled_from([f"text-{i}" for i in range(8)]),
    ),
    max_size=40,
)


@given(st.dates(), units)
def test_a_day_lies_in_its_period(day, unit):
    # The last week of the calendar runs out of it.
    if unit == "week" and day > date.max - timedelta(days=7):
        return
    start = period_start(day, unit)
    end = period_end(start, unit)
    assert start <= day <= end
    assert period_start(end, unit) == start
    assert end == date.max or period_start(end + timedelta(days=1), unit) == end + timedelta(days=1)


@pytest.mark.parametrize(
    ("unit", "start", "end"),
    [
        ("day", DAY, DAY),
        ("week", date(2025, 2, 10), date(2025, 2, 16)),
        ("month", date(2025, 2, 1), date(2025, 2, 28)),
        ("quarter", date(2025, 1, 1), date(2025, 3, 31)),
        ("year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_known_periods(unit, start, end):
    assert period_start(DAY, unit) == start
    assert period_end(start, unit) == end


def test_a_leap_february_has_29_days():
    assert period_end(date(2024, 2, 1), "month") == date(2024, 2, 29)


@settings(max_examples=60)
@given(observations, units)
def test_a_period_is_the_mean_over_sources_of_each_sources_mean(given_observations, unit):
    expected: dict = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for each in given_observations:
        expected[period_start(each.day, unit)][each.source][each.copy_group].append(each.value)
    table = period_table(given_observations, unit)
    assert [period.start for period in table] == sorted(expected)
    for period in table:
        sources = expected[period.start]
        means = [
            math.fsum(math.fsum(copies) / len(copies) for copies in groups.values()) / len(groups)
            for groups in sources.values()
        ]
        assert period.mean == pytest.approx(math.fsum(means) / len(means), abs=1e-12)
        assert period.n == sum(len(groups) for groups in sources.values())
        assert period.n_sources == len(sources)
        assert (period.low is None) == (period.n < 5)
        if period.low is not None and period.high is not None:
            assert period.low - 1e-9 <= period.mean <= period.high + 1e-9


@settings(max_examples=30)
@given(observations, units, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter_to_the_mean(given_observations, unit, random):
    shuffled = list(given_observations)
    random.shuffle(shuffled)
    one, other = period_table(given_observations, unit), period_table(shuffled, unit)
    assert [p.mean for p in one] == pytest.approx([p.mean for p in other])


def test_a_loud_source_weighs_no_more_than_a_quiet_one():
    [period] = period_table([*(seen(-0.5, "loud") for _ in range(9)), seen(0.5, "quiet")], "month")
    assert period.mean == pytest.approx(0)
    assert (period.n, period.n_sources) == (10, 2)


def test_copies_count_once_for_each_of_their_sources():
    wire = [seen(0.8, source, group="wire") for source in ("a", "a", "a", "b")]
    [period] = period_table([*wire, seen(-0.4, "a")], "month")
    # a: (0.8 + −0.4) / 2 = 0.2; b: 0.8.
    assert period.mean == pytest.approx(0.5)
    assert period.n == 3


def test_four_articles_are_too_few_for_a_band_and_five_are_not():
    values = [0.1, 0.3, -0.2, 0.4, 0.0]
    [four] = period_table([seen(v) for v in values[:4]], "month")
    [five] = period_table([seen(v) for v in values], "month")
    assert (four.low, four.high) == (None, None)
    assert five.low is not None and five.high is not None and five.low < five.mean < five.high


def test_five_copies_are_one_article_and_too_few():
    [period] = period_table([seen(0.3, group="wire") for _ in range(5)], "month")
    assert period.n == 1 and period.low is None


def test_periods_without_an_article_are_left_out():
    table = period_table([seen(0.1), seen(0.2, day=DAY + timedelta(days=90))], "month")
    assert [period.start for period in table] == [date(2025, 2, 1), date(2025, 5, 1)]
    assert period_table([], "month") == ()


@pytest.mark.parametrize(
    ("span", "unit"),
    [(0, "day"), (21, "day"), (22, "week"), (120, "week"), (240, "month"), (1500, "month"),
     (3000, "quarter"), (9000, "year")],
)  # fmt: skip
def test_the_unit_fits_the_span(span, unit):
    assert best_unit([DAY + timedelta(days=span), DAY]) == unit


def test_the_unit_of_nothing_is_a_day():
    assert best_unit([]) == "day"


@given(st.integers(0, 40_000))
def test_the_best_unit_shows_a_readable_number_of_periods(span):
    first = date(1900, 1, 1)
    unit = best_unit([first, first + timedelta(days=span)])
    length = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25}[unit]
    assert span / length <= 110


def month(year: int, number: int, n: int) -> list[date]:
    return [date(year, number, 3 + i) for i in range(n)]


def test_the_densest_run_is_found_among_scattered_articles():
    run = [day for number in (2, 3, 4, 5) for day in month(2025, number, 4)]
    assert densest_run([date(2001, 9, 25), date(2010, 4, 9), *run, date(2026, 2, 6)]) == (
        date(2025, 2, 1),
        date(2025, 5, 31),
    )


def test_of_two_runs_the_one_with_more_articles():
    long = [day for number in (1, 2, 3, 4) for day in month(2020, number, 3)]
    full = [day for number in (1, 2, 3) for day in month(2022, number, 9)]
    assert densest_run([*long, *full]) == (date(2022, 1, 1), date(2022, 3, 31))


def test_a_run_goes_on_over_new_year():
    run = [*month(2024, 11, 3), *month(2024, 12, 3), *month(2025, 1, 3)]
    assert densest_run([date(2001, 1, 1), *run]) == (date(2024, 11, 1), date(2025, 1, 31))


@pytest.mark.parametrize(
    "days",
    [
        [],
        month(2025, 1, 20),
        [*month(2025, 1, 3), *month(2025, 2, 3)],
        [*month(2025, 1, 3), *month(2025, 2, 2), *month(2025, 3, 3)],
        [day for number in (1, 2, 3) for day in month(2025, number, 5)],
    ],
)
def test_no_run_worth_a_button(days):
    assert densest_run(days) is None
