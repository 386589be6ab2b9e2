"""What the timeline's charts draw, as tidy frames small enough to send."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pandas as pd

from components.charts.look import band_name, signed
from components.trends import UNITS, Observation, Period, Unit, period_end, period_start
from components.trends.periods import MINIMUM_FOR_BAND

MOST_POINTS = 2000  # raw points sent to the browser, above which they are binned
MINIMUM_SOURCES = 3  # for a band that resamples sources too
NO_SOURCE = "no source"
_LONGEST_TITLE = 90  # characters of a title in a tooltip

_PERIOD_COLUMNS = {
    "period": "str", "label": "str", "from": "datetime64[us]", "middle": "datetime64[us]",
    "to": "datetime64[us]", "mean": "float64", "low": "float64", "high": "float64",
    "n": "Int64", "n_sources": "Int64", "mean_text": "str", "band_text": "str", "chosen": "bool",
}  # fmt: skip

Domain = tuple[date, date]
_MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Ticks:
    """Where dates are marked on an axis: in the middle of periods of ``unit``."""

    unit: Unit
    places: tuple[datetime, ...]


def time_domain(first: date, last: date, unit: Unit) -> Domain:
    """The x domain: from the start of the first period to the day after the last one."""
    return period_start(first, unit), period_end(period_start(last, unit), unit) + timedelta(days=1)


def time_ticks(domain: Domain, unit: Unit) -> Ticks:
    """About ten marks at most, under the middles of periods of ``unit`` or of a longer one."""
    for longer in UNITS[UNITS.index(unit) :]:
        starts = _starts(domain, longer)
        if len(starts) <= 4 * _MOST_TICKS:
            break
    step = -(-len(starts) // _MOST_TICKS)
    return Ticks(longer, tuple(_middle(start, longer) for start in starts[::step]))


def _starts(domain: Domain, unit: Unit) -> list[date]:
    """First days of the periods whose middles lie in the domain; not all of a very long list."""
    first, after = domain
    starts = [period_start(first, unit)]
    while len(starts) <= 4 * _MOST_TICKS or unit == "year":
        following = period_end(starts[-1], unit) + timedelta(days=1)
        if following >= after:
            break
        starts.append(following)
    inside = (datetime.combine(each, time()) for each in domain)
    low, high = inside
    return [start for start in starts if low <= _middle(start, unit) <= high]


def observations(frame: pd.DataFrame, tone: str) -> tuple[Observation, ...]:
    """The dated rows of a relation or actor frame that have a tone, for ``trends.period_table``."""
    kept = frame.dropna(subset=["date", tone])
    return tuple(
        Observation(day, source, float(value), group)
        for day, source, value, group in zip(
            kept["date"].dt.date,
            kept["source"].fillna(NO_SOURCE),
            kept[tone],
            kept["copy_group"],
            strict=True,
        )
    )


def period_name(start: date, unit: Unit) -> str:
    """“12 Feb 2025”, “week of 10 Feb 2025”, “Feb 2025”, “Q1 2025”, “2025”."""
    match unit:
        case "day":
            return day_name(start)
        case "week":
            return f"week of {day_name(start)}"
        case "month":
            return f"{start:%b} {start.year}"
        case "quarter":
            return f"Q{(start.month + 2) // 3} {start.year}"
        case "year":
            return str(start.year)


def day_name(day: date) -> str:
    """“8 Nov 2024”."""
    return f"{day.day} {day:%b} {day.year}"


def period_frame(periods: Sequence[Period], unit: Unit, chosen: date | None = None) -> pd.DataFrame:
    """One row per period, and one without a mean in each gap, which breaks the line there.

    ``from`` and ``to`` (the day after the last one) bound the period, ``middle`` is where its
    mean stands; ``chosen`` marks the period that begins on that day.
    """
    rows: list[dict[str, object]] = []
    expected = None
    for period in periods:
        if expected is not None and period.start != expected:
            rows.append(_row(expected, period.start, unit))
        after = period.end + timedelta(days=1)
        rows.append(
            _row(period.start, after, unit)
            | {
                "mean": period.mean,
                "low": period.low,
                "high": period.high,
                "n": period.n,
                "n_sources": period.n_sources,
                "mean_text": f"{signed(period.mean)} ({band_name(period.mean)})",
                "band_text": band_text(period),
                "chosen": period.start == chosen,
            }
        )
        expected = after
    frame = pd.DataFrame(rows, columns=list(_PERIOD_COLUMNS))
    return frame.astype(_PERIOD_COLUMNS)


def _row(start: date, after: date, unit: Unit) -> dict[str, object]:
    begins, ends = pd.Timestamp(start), pd.Timestamp(after)
    return {
        "period": start.isoformat(),
        "label": period_name(start, unit),
        "from": begins,
        "middle": begins + (ends - begins) / 2,
        "to": ends,
        "mean_text": "",
        "band_text": "",
        "chosen": False,
    }


def band_text(period: Period) -> str:
    """A period's band in words, or why there is none."""
    if period.low is None:
        return f"too few for a band ({period.n} of {MINIMUM_FOR_BAND} articles)"
    band = f"{signed(period.low)} … {signed(period.high)}"
    if period.n_sources < MINIMUM_SOURCES:
        return f"{band} (over articles only: under {MINIMUM_SOURCES} sources)"
    return band


def point_frame(
    frame: pd.DataFrame, tone: str, count: str, noun: str, chosen: str | None = None
) -> tuple[pd.DataFrame, Unit | None]:
    """The raw points of a relation or actor frame, and the unit they were binned by (None: none).

    ``count`` names the column that says what a tone rests on, ``noun`` what it counts;
    ``chosen`` is the id of an article to mark. Above 2,000 articles the points are means per
    day, or per the shortest unit that stays under 2,000 points.
    """
    kept = frame.dropna(subset=["date", tone])
    if len(kept) <= MOST_POINTS:
        points = pd.DataFrame(
            {
                "article_id": kept["article_id"].astype(str),
                "title": [_short(title) for title in kept["title"]],
                "date": kept["date"],
                "when": [day_name(day) for day in kept["date"]],
                "source": kept["source"].fillna(NO_SOURCE).astype(str),
                "tone": kept[tone].astype("float64"),
                "tone_text": [signed(value) for value in kept[tone]],
                "basis": [f"{n} {noun}{'' if n == 1 else 's'}" for n in kept[count]],
                "chosen": (kept["article_id"] == chosen).astype(bool),
            }
        )
        return points.reset_index(drop=True), None
    for unit in UNITS:
        starts = kept["date"].map(lambda day, unit=unit: period_start(day.date(), unit))
        if starts.nunique() <= MOST_POINTS:
            break
    grouped = kept.groupby(starts)[tone].agg(["mean", "size"]).sort_index()
    points = pd.DataFrame(
        {
            "date": [_middle(start, unit) for start in grouped.index],
            "when": [period_name(start, unit) for start in grouped.index],
            "tone": grouped["mean"].to_numpy(),
            "tone_text": [signed(value) for value in grouped["mean"]],
            "n_articles": grouped["size"].to_numpy(),
        }
    )
    return points, unit


def _middle(start: date, unit: Unit) -> datetime:
    days = (period_end(start, unit) - start).days + 1
    return datetime.combine(start, time()) + timedelta(days=days) / 2


def _short(title: object) -> str:
    text = str(title) if isinstance(title, str) and title else "Untitled"
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1] + "…"


def described(what: str, periods: Iterable[Period], unit: Unit) -> str:
    """The chart in words, for those who do not see it: its span, ends and extremes."""
    known = list(periods)
    if not known:
        return f"{what}: nothing to show."
    first, last = known[0], known[-1]
    low, high = min(known, key=lambda p: p.mean), max(known, key=lambda p: p.mean)

    def said(period: Period) -> str:
        return f"{signed(period.mean)} in {period_name(period.start, unit)}"

    articles = sum(period.n for period in known)
    return (
        f"{what} by {unit}: {len(known)} periods with {articles} articles, from {said(first)} to "
        f"{said(last)}; lowest {said(low)}, highest {said(high)}."
    )
