"""Periods: a collection's values by day, week, month, quarter or year."""

import calendar
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from components.trends.bands import clustered_band

Unit = Literal["day", "week", "month", "quarter", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")
MINIMUM_FOR_BAND = 5  # articles

# The longest span of days, in days, that a unit shows in about fifty periods or fewer.
_MOST_DAYS: dict[Unit, int] = {"day": 21, "week": 120, "month": 1500, "quarter": 4400}
_RUN_MONTHS, _RUN_ARTICLES = 3, 3


@dataclass(frozen=True, slots=True)
class Observation:
    """One article's value on a day, from a source; copies share a ``copy_group``."""

    day: date
    source: str
    value: float
    copy_group: str


@dataclass(frozen=True, slots=True)
class Period:
    """Mean tone of a period: over sources, of the mean over each source's articles.

    ``n`` counts articles (copies within a source once), ``low``/``high`` are the 95 % band
    or None when there are too few articles for one.
    """

    start: date
    end: date
    mean: float
    low: float | None
    high: float | None
    n: int
    n_sources: int


def period_start(day: date, unit: Unit) -> date:
    """The first day of the period that holds ``day``; weeks begin on Monday."""
    match unit:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        case "year":
            return date(day.year, 1, 1)


def period_end(start: date, unit: Unit) -> date:
    """The last day of the period that begins on ``start``."""
    match unit:
        case "day":
            return start
        case "week":
            return start + timedelta(days=6)
        case _:
            last = start.month + {"month": 0, "quarter": 2, "year": 11}[unit]
            return date(start.year, last, calendar.monthrange(start.year, last)[1])


def best_unit(days: Iterable[date]) -> Unit:
    """The unit that shows a span of days in a readable number of periods."""
    known = sorted(days)
    span = (known[-1] - known[0]).days if known else 0
    for unit, most in _MOST_DAYS.items():
        if span <= most:
            return unit
    return "year"


def densest_run(days: Iterable[date]) -> tuple[date, date] | None:
    """First and last day of the run of months that holds most of ``days``.

    A run is at least three consecutive months with at least three days each (a day counts as
    often as it is given). None where there is no run, or where it holds every day.
    """
    known = list(days)
    counts = Counter(period_start(each, "month") for each in known)
    runs: list[list[date]] = []
    for month in sorted(each for each, n in counts.items() if n >= _RUN_ARTICLES):
        if runs and period_end(runs[-1][-1], "month") + timedelta(days=1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    long = [run for run in runs if len(run) >= _RUN_MONTHS]
    if not long:
        return None
    best = max(long, key=lambda run: sum(counts[month] for month in run))
    if sum(counts[month] for month in best) == len(known):
        return None
    return best[0], period_end(best[-1], "month")


def period_table(observations: Iterable[Observation], unit: Unit) -> tuple[Period, ...]:
    """The periods that have observations, in order. A group of copies counts once for each source."""
    cells: dict[date, dict[tuple[str, str], list[float]]] = {}
    for each in observations:
        period = cells.setdefault(period_start(each.day, unit), {})
        period.setdefault((each.source, each.copy_group), []).append(each.value)
    return tuple(_period(start, unit, cells[start]) for start in sorted(cells))


def _period(start: date, unit: Unit, articles: dict[tuple[str, str], list[float]]) -> Period:
    values = [math.fsum(copies) / len(copies) for copies in articles.values()]
    sources = [source for source, _ in articles]
    by_source: dict[str, list[float]] = {}
    for source, value in zip(sources, values, strict=True):
        by_source.setdefault(source, []).append(value)
    means = [math.fsum(group) / len(group) for group in by_source.values()]
    band = clustered_band(values, sources, minimum=MINIMUM_FOR_BAND)
    low, high = band or (None, None)
    mean = math.fsum(means) / len(means)
    return Period(start, period_end(start, unit), mean, low, high, len(values), len(by_source))
