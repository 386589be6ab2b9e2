"""The timeline's charts: tone by period over raw article points, and articles per period below.

Frames come from :mod:`components.charts.timeline_frames`. A chart names its data and knows of
it only what its :class:`Layout` says, so that a chart is built once and its data are sent anew;
building one takes Altair much longer than sending it. Each chart has the selections “period”
(field ``period``, ISO first day) and, where raw points are articles, “article” (field
``article_id``). The charts of a page share their x domain and the width of their axes, so that
they stand above each other.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import pandas as pd

from components.charts import look
from components.charts.timeline_frames import Domain
from components.charts.timeline_layers import (
    ARTICLE,
    AXIS_WIDTH,
    ENDS,
    LINE,
    OTHER_SHAPE,
    PERIOD,
    PERIODS,
    POINTS,
    SIDE_SHAPES,
    Layout,
    band_names,
    dates,
    grounds,
    mean_points,
    named,
    period_layers,
    period_tooltip,
    raw_points,
    zero,
)
from components.trends import Unit

__all__ = [
    "ARTICLE",
    "PERIOD",
    "Kind",
    "Layout",
    "actor_chart",
    "count_chart",
    "drawn",
    "layout_of",
    "relation_chart",
]

Kind = Literal["relation", "actor", "count"]
_PADDING = {"left": 2, "top": 7, "right": 8, "bottom": 5}


def layout_of(
    periods: pd.DataFrame, points: pd.DataFrame, domain: Domain, unit: Unit, side: str = ""
) -> Layout:
    """The layout that fits these frames."""
    return Layout(
        domain=domain,
        unit=unit,
        banded=bool(periods["low"].notna().any()),
        articles="article_id" in points.columns,
        most=int(periods["n"].max()) if len(periods) else 1,
        side=side,
    )


def drawn(
    kind: Kind, periods: pd.DataFrame, points: pd.DataFrame, layout: Layout
) -> dict[str, Any]:
    """A chart as a Vega-Lite specification with its data frames, ready to be shown."""
    filled = periods.dropna(subset=["mean"])
    frames = {
        ENDS: pd.DataFrame({"date": pd.to_datetime(list(layout.domain)), "zero": [0.0, 0.0]}),
        PERIODS: filled.assign(bottom=-1.0, top=1.0, none=0),
    }
    if kind != "count":
        frames |= {LINE: periods[["middle", "mean"]], POINTS: points}
    spec: dict[str, Any] = json.loads(_built(kind, layout))
    return {**spec, "datasets": {**spec.get("datasets", {}), **frames}}


@lru_cache(maxsize=512)
def _built(kind: Kind, layout: Layout) -> str:
    builders: dict[Kind, Callable[[Layout], alt.LayerChart]] = {
        "relation": relation_chart,
        "actor": actor_chart,
        "count": count_chart,
    }
    return builders[kind](layout).to_json(indent=None)


def relation_chart(layout: Layout) -> alt.LayerChart:
    """Relation tone: named bands, period bands, raw points, means joined where periods touch.

    Dates are marked on the chart of counts, which stands below on the same x axis.
    """
    # Mixed in RGB, the way from orange to gray does not lead through olive.
    scale = alt.Scale(
        domain=[-1, -0.5, 0, 0.5, 1], range=list(look.TONE_COLOURS), clamp=True, interpolate="rgb"
    )
    colour = alt.Color("mean:Q", scale=scale, legend=None)
    chart = alt.layer(
        grounds(layout),
        band_names(),
        *period_layers(layout, look.NEUTRAL),
        raw_points(layout),
        mean_points().encode(color=colour),
    )
    return _finished(chart.resolve_axis(y="independent"), 320)


def actor_chart(layout: Layout) -> alt.LayerChart:
    """Tone toward one actor, in the colour and shape of the actor's side."""
    colour = look.SIDE_COLOURS.get(layout.side, look.OTHER_SIDE)
    shape = SIDE_SHAPES.get(layout.side, OTHER_SHAPE)
    chart = alt.layer(
        zero(layout),
        *period_layers(layout, colour),
        raw_points(layout),
        mean_points(shape=shape, colour=colour),
    )
    return _finished(chart.resolve_axis(y="independent"), 200)


def count_chart(layout: Layout) -> alt.LayerChart:
    """Articles per period as bars, on the same x axis as the chart above."""
    axis = alt.Axis(
        title=None,
        minExtent=AXIS_WIDTH,
        maxExtent=AXIS_WIDTH,
        values=[0, layout.most],
        labelExpr="datum.value ? 'n = ' + datum.value : '0'",
    )
    ends = alt.Chart(named(ENDS)).mark_point(opacity=0, tooltip=None)
    bars = (
        alt.Chart(named(PERIODS))
        .mark_rect(color=look.NEUTRAL, cursor="pointer", xOffset=0.5, x2Offset=-0.5)
        .encode(
            x="from:T",
            x2="to:T",
            y=alt.Y("n:Q", scale=alt.Scale(domain=[0, layout.most], nice=False), axis=axis),
            y2="none:Q",
            opacity=alt.condition("datum.chosen", alt.value(1.0), alt.value(0.6)),
            tooltip=period_tooltip(),
        )
        .add_params(alt.selection_point(name=PERIOD, fields=[PERIOD]))
    )
    return _finished(alt.layer(ends.encode(x=dates(layout), y="zero:Q"), bars), 104)


def _finished(chart: Any, height: int) -> alt.LayerChart:
    finished: Any = look.styled(chart.properties(height=height, padding=_PADDING))
    return finished
