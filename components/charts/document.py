"""One article in charts: relation tone by paragraph, and tone toward each actor by paragraph."""

from typing import cast

import altair as alt
import pandas as pd

from components.analysis import Analysis
from components.charts.document_frames import (
    MOST_ACTORS,
    cell_frame,
    paragraph_frame,
    sentence_frame,
    shift_place,
)
from components.charts.look import BANDS, NEUTRAL, TONE_COLOURS, signed, styled

PARAGRAPH_SELECTION, CELL_SELECTION = "paragraph_click", "cell_click"
# A colour that no tone and no side has, at least 3:1 on both themes' grounds.
CHOSEN = "#7a6bd8"
_ROW, _AXIS = 30, 60  # pixels
MOST_WIDE = 24  # paragraphs up to which a column has room for words
_BOUNDS = sorted({edge for _, low, high in BANDS for edge in (low, high)})
# Without “lab” Vega mixes by hue, and runs from orange to gray through olive.
_SCALE = alt.Scale(
    domain=[-1, -0.5, 0, 0.5, 1], range=list(TONE_COLOURS), clamp=True, interpolate="lab"
)


def paragraph_chart(analysis: Analysis, selected: int | None = None) -> alt.LayerChart:
    """Relation tone by paragraph as bars with gaps, its sentences as points, its shift as a rule.

    A click anywhere in a paragraph's column selects {paragraph} under PARAGRAPH_SELECTION.
    ``selected`` is the index (from 0) of the paragraph that is open.
    """
    parts = paragraph_frame(analysis, selected)
    click = alt.selection_point(
        name=PARAGRAPH_SELECTION, fields=["paragraph"], toggle="true", clear=False
    )
    tooltip = [
        alt.Tooltip("paragraph:Q", title="paragraph"),
        alt.Tooltip("shown:N", title="relation tone"),
        alt.Tooltip("n:Q", title="sentences about it"),
        alt.Tooltip("weight:Q", title="weight Σ w·h", format=".2f"),
        alt.Tooltip("hedged:N", title="hedged share"),
        alt.Tooltip("begins:N", title="begins"),
    ]
    column = alt.Chart(parts).encode(
        x=alt.X(
            "left:Q",
            scale=alt.Scale(domain=[0.5, max(len(parts), 1) + 0.5], nice=False, zero=False),
            axis=alt.Axis(
                title="paragraph", values=_ticks(len(parts)), format="d", grid=False, tickSize=0
            ),
        ),
        x2="right:Q",
        tooltip=tooltip,
    )
    # Rectangles the height of the plot take the clicks, so that a gap can be opened too.
    hit = (
        column.mark_rect(cursor="pointer", strokeWidth=2, cornerRadius=4)
        .encode(
            fill=alt.value(CHOSEN),
            stroke=alt.value(CHOSEN),
            fillOpacity=alt.condition("datum.selected", alt.value(0.10), alt.value(0)),
            strokeOpacity=alt.condition("datum.selected", alt.value(1), alt.value(0)),
        )
        .add_params(click)
    )
    colour = alt.Color("tone:Q", scale=_SCALE, legend=None)
    about = column.transform_filter("datum.about")
    bars = about.mark_rect(opacity=0.38, cursor="pointer").encode(
        y=_tone_with_bands("tone"), y2=alt.datum(0), color=colour
    )
    ends = about.mark_rule(strokeWidth=4, cursor="pointer").encode(
        y=_tone_with_bands("tone"), color=colour
    )
    layers = [_quiet_bands(), hit, bars, ends, _gaps(parts, tooltip), _sentences(analysis)]
    layered = alt.layer(*layers, *_shift(analysis, len(parts))).properties(height=360)
    return cast(alt.LayerChart, styled(layered))


def actor_chart(
    analysis: Analysis,
    *,
    most: int | None = MOST_ACTORS,
    selected: tuple[str, int] | None = None,
) -> alt.LayerChart:
    """The heat map actor × paragraph. Absent: blank; no cues: dashed with a dot; scored: filled.

    A click on a cell selects {actor, paragraph} under CELL_SELECTION. ``selected`` is the open
    (actor, paragraph's index).
    """
    cells = cell_frame(analysis, most=most, selected=selected)
    rows = list(dict.fromkeys(cells["row"]))
    numbers = [part.index + 1 for part in analysis.paragraphs]
    click = alt.selection_point(
        name=CELL_SELECTION, fields=["actor", "paragraph"], toggle="true", clear=False
    )
    narrow = len(numbers) > MOST_WIDE
    base = alt.Chart(cells).encode(
        x=alt.X(
            "paragraph:O",
            scale=alt.Scale(domain=numbers, paddingInner=0.06),
            axis=alt.Axis(
                title="paragraph",
                orient="top",
                labelAngle=0,
                labelOverlap=True,
                grid=False,
                ticks=False,
                domain=False,
            ),
        ),
        y=alt.Y(
            "row:N",
            scale=alt.Scale(domain=rows, paddingInner=0.12),
            axis=alt.Axis(title=None, labelLimit=170, grid=False, ticks=False, domain=False),
        ),
        tooltip=[
            alt.Tooltip("row:N", title="actor"),
            alt.Tooltip("paragraph:O", title="paragraph"),
            alt.Tooltip("number:N", title="tone"),
            alt.Tooltip("state:N", title="state"),
            alt.Tooltip("n:Q", title="mentions"),
            alt.Tooltip("weight:Q", title="weight Σ g", format=".2f"),
            alt.Tooltip("vader:N", title="plain VADER"),
        ],
    )
    silent = (
        base.transform_filter("!datum.scored")
        .mark_rect(
            cursor="pointer",
            cornerRadius=0 if narrow else 3,
            strokeDash=[] if narrow else [3, 3],
            strokeWidth=1,
        )
        .encode(fill=alt.value(NEUTRAL), fillOpacity=alt.value(0.12), stroke=alt.value(NEUTRAL))
        .add_params(click)
    )
    scored = (
        base.transform_filter("datum.scored")
        .mark_rect(cursor="pointer", cornerRadius=0 if narrow else 3)
        .encode(fill=alt.Fill("tone:Q", scale=_SCALE, legend=None))
    )
    chosen = (
        base.transform_filter("datum.selected")
        .mark_rect(cornerRadius=3, filled=False, strokeWidth=3.5, cursor="pointer")
        .encode(stroke=alt.value(CHOSEN))
    )
    layers = [silent, scored, chosen]
    if narrow:
        # No room for a sign: above the row's middle is positive, below negative.
        place = alt.YOffset("level:N", scale=alt.Scale(domain=["+", "0", "−"], paddingInner=0.1))
        level = "datum.scored ? datum.sign : '0'"
        layers = [each.transform_calculate(level=level).encode(yOffset=place) for each in layers]
    else:
        layers.append(_cell_text(base, len(numbers)))
    layered = alt.layer(*layers).properties(height=max(len(rows), 1) * _ROW + _AXIS)
    return cast(alt.LayerChart, styled(layered))


def _cell_text(base: alt.Chart, columns: int) -> alt.Chart:
    """Each cell's number, or its sign where the cell is narrow; ink by the cell, not by the theme."""
    ink = (
        alt.when("!datum.scored")
        .then(alt.value(NEUTRAL))
        .when("abs(datum.tone) > 0.6")
        .then(alt.value("#ffffff"))
        .otherwise(alt.value("#0d1012"))
    )
    label = f"width / {max(columns, 1)} >= 40 ? datum.number : datum.sign"
    return (
        base.transform_calculate(label=label)
        .mark_text(fontSize=12, cursor="pointer")
        .encode(text="label:N", color=ink)
    )


def _ticks(paragraphs: int) -> list[int]:
    """Every paragraph's number, or every fifth or tenth of many."""
    step = 1 if paragraphs <= 30 else 5 if paragraphs <= 120 else 10
    return [1, *range(step if step > 1 else 2, paragraphs + 1, step)] if paragraphs else []


def _tone_with_bands(field: str) -> alt.Y:
    """The whole tone scale, its bounds as numbers and its bands by name.

    Every layer has to have it: a layer with an axis by default brings its own rule of overlap.
    """
    middles = {round((low + high) / 2, 1): name for name, low, high in BANDS}
    worded = "".join(
        f"abs(datum.value - {value}) < 0.01 ? '{'0 · ' if value == 0 else ''}{name}' : "
        for value, name in middles.items()
    )
    bound = " || ".join(f"abs(datum.value - {value}) < 0.01" for value in (*_BOUNDS, 0))
    axis = alt.Axis(
        values=sorted({*_BOUNDS, *middles}),
        labelExpr=f"{worded}replace(format(datum.value, '+.1f'), '-', '−')",
        title=None,
        labelOverlap="greedy",
        labelSeparation=-2,
        labelFlush=False,
        grid=True,
        gridColor=NEUTRAL,
        gridOpacity={"condition": {"test": bound, "value": 0.5}, "value": 0},
        gridDash={"condition": {"test": "datum.value == 0", "value": []}, "value": [2, 3]},
        tickOpacity=0,
        domain=False,
    )
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[-1, 1]), axis=axis)


def _quiet_bands() -> alt.Chart:
    bands = pd.DataFrame(
        [{"low": low, "high": high, "middle": (low + high) / 2} for _, low, high in BANDS]
    )
    return (
        alt.Chart(bands)
        .mark_rect(opacity=0.055)
        .encode(
            y=_tone_with_bands("low"),
            y2="high:Q",
            color=alt.Color("middle:Q", scale=_SCALE, legend=None),
        )
    )


def _gaps(parts: pd.DataFrame, tooltip: list[alt.Tooltip]) -> alt.Chart:
    """What marks a gap: words, or a gray strip on the axis where there is no room."""
    gaps = alt.Chart(parts).transform_filter("!datum.about")
    if len(parts) > MOST_WIDE:
        return (
            gaps.transform_calculate(foot="-1", top="-0.96")
            .mark_rect(color=NEUTRAL, cursor="pointer")
            .encode(
                x="left:Q", x2="right:Q", y=_tone_with_bands("foot"), y2="top:Q", tooltip=tooltip
            )
        )
    return (
        gaps.transform_calculate(foot="-0.97")
        .mark_text(
            text="not about the relation",
            angle=270,
            align="left",
            fontSize=12,
            fontStyle="italic",
            color=NEUTRAL,
            cursor="pointer",
        )
        .encode(x="paragraph:Q", y=_tone_with_bands("foot"), tooltip=tooltip)
    )


def _sentences(analysis: Analysis) -> alt.Chart:
    points = sentence_frame(analysis)
    sizes = alt.Scale(domain=[0, 1], range=[12, 120 if len(points) <= 80 else 50])
    return (
        alt.Chart(points)
        .mark_point(strokeWidth=1.8, cursor="pointer")
        .encode(
            x="x:Q",
            y=_tone_with_bands("tone"),
            fill=alt.Fill("tone:Q", scale=_SCALE, legend=None),
            stroke=alt.Stroke("tone:Q", scale=_SCALE, legend=None),
            fillOpacity=alt.condition("datum.hedged", alt.value(0), alt.value(1)),
            size=alt.Size("weight:Q", scale=sizes, legend=None),
            tooltip=[
                alt.Tooltip("sentence:Q", title="sentence"),
                alt.Tooltip("shown:N", title="relation tone"),
                alt.Tooltip("weight:Q", title="weight", format=".2f"),
                alt.Tooltip("certainty:Q", title="certainty", format=".2f"),
                alt.Tooltip("paragraph:Q", title="paragraph"),
            ],
        )
    )


def _shift(analysis: Analysis, paragraphs: int) -> list[alt.Chart]:
    """A rule where the tone turns, with its size; nothing where no shift is claimed."""
    found = shift_place(analysis)
    if found is None:
        return []
    place, paragraph = found
    words = f"shift {signed(analysis.document.shift.delta)}"
    data = pd.DataFrame([{"x": place, "words": words, "paragraph": paragraph}])
    late = place > paragraphs / 2
    base = alt.Chart(data).encode(x="x:Q")
    return [
        base.mark_rule(color=CHOSEN, strokeWidth=2, strokeDash=[6, 4]),
        base.mark_text(
            color=CHOSEN,
            align="right" if late else "left",
            dx=3 if late else -3,
            baseline="bottom",
            fontSize=12,
            fontWeight="bold",
        ).encode(y=alt.value(-5), text="words:N"),
    ]
