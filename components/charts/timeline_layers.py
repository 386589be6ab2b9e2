"""The layers that the timeline's charts are put together from."""

from dataclasses import dataclass
from datetime import datetime

import altair as alt
import pandas as pd

from components.charts import look
from components.charts.timeline_frames import Domain, time_ticks
from components.trends import Unit

PERIOD, ARTICLE = "period", "article"  # selections
ENDS, PERIODS, LINE, POINTS = "ends", "periods", "line", "points"  # data
AXIS_WIDTH = 44  # pixels, the same in every chart: it aligns them
# Text of a date on the axis; the first one and each January say the year.
_YEAR_TOO = "(datum.index == 0 || month(datum.value) == 0 ? timeFormat(datum.value, ' %Y') : '')"
_DAY = "timeFormat({}, '%-d %b') + (datum.index == 0 ? timeFormat({}, ' %Y') : '')"
_WEEK_START = "datum.value - 302400000"  # half a week before its middle
_TICK_LABELS: dict[Unit, str] = {
    "day": _DAY.format("datum.value", "datum.value"),
    "week": _DAY.format(_WEEK_START, _WEEK_START),
    "month": f"timeFormat(datum.value, '%b') + {_YEAR_TOO}",
    "quarter": "timeFormat(datum.value, 'Q%q %Y')",
    "year": "timeFormat(datum.value, '%Y')",
}
# Shapes go with side colours, so that colour is never the only sign.
SIDE_SHAPES = {
    "US": "circle",
    "RU": "diamond",
    "UA": "square",
    "EU": "triangle-up",
    "NATO": "cross",
}
OTHER_SHAPE = "triangle-down"


@dataclass(frozen=True, slots=True)
class Layout:
    """All that a chart's shape depends on: its time, and what there is to draw.

    ``banded``: some period has a band; ``articles``: raw points are articles, not bins; ``most``:
    articles in the fullest period; ``side`` of the actor.
    """

    domain: Domain
    unit: Unit
    banded: bool = True
    articles: bool = True
    most: int = 1
    side: str = ""


def named(name: str) -> alt.NamedData:
    return alt.NamedData(name=name)


def dates(layout: Layout, *, labels: bool = True) -> alt.X:
    """The x axis, spanned by the domain's ends; the other layers add nothing to it."""
    marked = time_ticks(layout.domain, layout.unit)
    axis = alt.Axis(
        title=None,
        grid=False,
        labels=labels,
        ticks=False,
        labelOverlap="parity",
        labelExpr=_TICK_LABELS[marked.unit],
        values=[_moment(each) for each in marked.places],
    )
    return alt.X("date:T", scale=alt.Scale(nice=False), axis=axis)


def _moment(place: datetime) -> alt.DateTime:
    return alt.DateTime(year=place.year, month=place.month, date=place.day, hours=place.hour)


def tone(field: str, axis: alt.Axis | None = None) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[-1, 1], nice=False), axis=axis)


def tone_axis() -> alt.Axis:
    return alt.Axis(
        values=[-1, -0.6, -0.2, 0.2, 0.6, 1],
        labelExpr="replace(format(datum.value, '+.1f'), '-', '−')",
        title=None,
        minExtent=AXIS_WIDTH,
        maxExtent=AXIS_WIDTH,
    )


def grounds(layout: Layout) -> alt.LayerChart:
    """The quiet grounds of the named bands, and the axes of the chart."""
    data = pd.DataFrame(look.BANDS, columns=["name", "low", "high"])
    data = data.assign(fill=list(look.TONE_COLOURS))
    ends = alt.Chart(named(ENDS)).mark_point(opacity=0, tooltip=None)
    fills = (
        alt.Chart(data)
        .mark_rect(opacity=0.09, tooltip=None)
        .encode(y=tone("low"), y2="high:Q", color=alt.Color("fill:N", scale=None, legend=None))
    )
    axes = ends.encode(x=dates(layout, labels=False), y=tone("zero", tone_axis()))
    return alt.layer(fills, axes).resolve_axis(y="independent")


def band_names() -> alt.Chart:
    """The bands' names inside the right edge: labels of a second axis follow the theme's colours."""
    middles = {name: round((low + high) / 2, 3) for name, low, high in look.BANDS}
    said = "".join(f"abs(datum.value - {m}) < 0.01 ? '{name}' : " for name, m in middles.items())
    axis = alt.Axis(
        orient="right",
        values=list(middles.values()),
        labelExpr=f"{said}''",
        labelAlign="right",
        labelPadding=-8,
        labelOpacity=0.75,
        ticks=False,
        domain=False,
        grid=False,
        title=None,
    )
    data = pd.DataFrame({"middle": list(middles.values())})
    return alt.Chart(data).mark_point(opacity=0, tooltip=None).encode(y=tone("middle", axis))


def zero(layout: Layout) -> alt.Chart:
    return (
        alt.Chart(named(ENDS))
        .mark_line(color=look.NEUTRAL, strokeDash=[3, 3], strokeWidth=1, tooltip=None)
        .encode(x=dates(layout), y=tone("zero", tone_axis()))
    )


def period_layers(layout: Layout, colour: str) -> list[alt.Chart]:
    """Columns to click, the 95 % band where there is one, and the line through the means."""
    columns = (
        alt.Chart(named(PERIODS))
        .mark_rect(color=look.NEUTRAL, cursor="pointer")
        .encode(
            x="from:T",
            x2="to:T",
            y=tone("bottom"),
            y2="top:Q",
            # Not 0: what cannot be seen at all cannot be clicked either.
            opacity=alt.condition("datum.chosen", alt.value(0.28), alt.value(0.002)),
            tooltip=period_tooltip(),
        )
        .add_params(alt.selection_point(name=PERIOD, fields=[PERIOD]))
    )
    bands = (
        alt.Chart(named(PERIODS))
        .transform_filter("isValid(datum.low)")
        .mark_rect(color=colour, opacity=0.22, tooltip=None)
        .encode(x="from:T", x2="to:T", y=tone("low"), y2="high:Q")
    )
    line = (
        alt.Chart(named(LINE))
        .mark_line(color=colour, strokeWidth=2, invalid="break-paths-show-domains", tooltip=None)
        .encode(x="middle:T", y=tone("mean"), order="middle:T")
    )
    return [columns, bands, line] if layout.banded else [columns, line]


def mean_points(*, shape: str = "circle", colour: str = look.NEUTRAL) -> alt.Chart:
    return (
        alt.Chart(named(PERIODS))
        .mark_point(shape=shape, color=colour, filled=True, size=95, opacity=1, cursor="pointer")
        .encode(x="middle:T", y=tone("mean"), tooltip=period_tooltip())
    )


def raw_points(layout: Layout) -> alt.Chart:
    """Articles as small rings, or as counts per period where there are too many to send."""
    base = alt.Chart(named(POINTS)).mark_point(
        shape="circle", color=look.NEUTRAL, size=30, strokeWidth=1.4, opacity=0.85
    )
    place = {"x": "date:T", "y": tone("tone")}
    if not layout.articles:
        return base.encode(
            **place,
            size=alt.Size("n_articles:Q", legend=None, scale=alt.Scale(range=[20, 160])),
            tooltip=[
                alt.Tooltip("when:N", title="Articles of"),
                alt.Tooltip("tone_text:N", title="Mean tone"),
                alt.Tooltip("n_articles:Q", title="Articles"),
            ],
        )
    return (
        base.encode(
            **place,
            size=alt.condition("datum.chosen", alt.value(120), alt.value(30)),
            tooltip=[
                alt.Tooltip("title:N", title="Article"),
                alt.Tooltip("when:N", title="Date"),
                alt.Tooltip("source:N", title="Source"),
                alt.Tooltip("tone_text:N", title="Tone"),
                alt.Tooltip("basis:N", title="Rests on"),
            ],
        )
        .properties(name="articles")
        .add_params(alt.selection_point(name=ARTICLE, fields=["article_id"]))
    )


def period_tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title="Period"),
        alt.Tooltip("mean_text:N", title="Mean over sources"),
        alt.Tooltip("band_text:N", title="95 % band"),
        alt.Tooltip("n:Q", title="Articles"),
        alt.Tooltip("n_sources:Q", title="Sources"),
    ]
