"""One look for every chart: the tone scale, its named bands, side colours, number format."""

import altair as alt
import pandas as pd

# Orange to teal through gray: told apart by colour-blind readers, at least 3:1 on both themes' grounds.
NEUTRAL = "#8a8d8a"
TONE_COLOURS = ("#a84a0c", "#d08a4f", NEUTRAL, "#4fa3aa", "#0d737c")
# Bounds of the named bands of relation tone (method.md).
BANDS = (
    ("hostile", -1.0, -0.6),
    ("strained", -0.6, -0.2),
    ("mixed", -0.2, 0.2),
    ("warming", 0.2, 0.6),
    ("cooperative", 0.6, 1.0),
)
SIDE_COLOURS = {
    "US": "#3f74b5",
    "RU": "#b5485d",
    "UA": "#9c7a12",
    "EU": "#7a5fb0",
    "NATO": "#4d8a57",
}
OTHER_SIDE = "#7d8184"


def tone_axis(field: str, *, title: str = "relation tone") -> alt.Y:
    """The y axis of a tone chart: always the whole scale, so that charts can be compared."""
    axis = alt.Axis(values=[-1, -0.6, -0.2, 0, 0.2, 0.6, 1], format="+.1f", title=title)
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[-1, 1]), axis=axis)


def styled(chart: alt.TopLevelMixin) -> alt.TopLevelMixin:
    """The finishing touches all charts share."""
    return (
        chart.configure_view(stroke=None)
        .configure_axis(
            grid=True,
            gridOpacity=0.35,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
        )
        .configure_legend(labelFontSize=12, titleFontSize=12, titleFontWeight="normal")
    )


def band_name(tone: float) -> str:
    """The name of the band a tone falls in."""
    if -0.2 <= tone <= 0.2:
        return "mixed"
    if tone < 0:
        return "hostile" if tone <= -0.6 else "strained"
    return "cooperative" if tone >= 0.6 else "warming"


def signed(value: float | None) -> str:
    """A tone as text: “+0.42”, “−0.31”, “0.00”, or “–” for none."""
    if value is None or pd.isna(value):
        return "–"
    text = f"{value:+.2f}"
    return "0.00" if text in ("+0.00", "-0.00") else text.replace("-", "−")
