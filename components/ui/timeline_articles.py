"""The articles of a picked point of the timeline, each with the way to its document."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.charts.look import band_name, signed
from components.charts.timeline_frames import NO_SOURCE, day_name, period_name
from components.trends import Observation, Period, Unit, period_start
from components.ui import timeline_pick, view
from components.ui.library_remarks import COMPLETENESS
from components.ui.timeline_pick import Pick
from components.ui.words import counted, plain

PORTION = 20  # articles listed at once
_SHOWN = "timeline_listed"


def show(
    within: pd.DataFrame,
    seen: Sequence[Observation],
    periods: Sequence[Period],
    unit: Unit,
    chosen: Pick | None,
) -> None:
    """A choice of periods, and below it the articles of the picked period or point.

    ``within`` holds all articles the filters leave, those not about the relation too.
    """
    with st.container(key="timeline_list"):
        _choice(periods, unit, chosen)
        if chosen is None:
            return
        if chosen.article:
            listed = within[within["article_id"] == chosen.article]
        else:
            starts = within["date"].map(lambda day: period_start(day.date(), unit))
            listed = within[starts == chosen.period]
        if chosen.period:
            [period] = [each for each in periods if each.start == chosen.period]
            st.text(_summary(period, unit, int(listed["relation_tone"].isna().sum())))
        ordered = listed.sort_values(["date", "source"], kind="stable")
        limit = st.session_state.get(_SHOWN, {}).get(chosen, PORTION)
        sizes = within.groupby("copy_group")["article_id"].size()
        for row in ordered.head(limit).itertuples():
            _article(row, int(sizes[row.copy_group]))
        if len(ordered) > limit:
            st.button(
                f"Show {min(PORTION, len(ordered) - limit)} more of {len(ordered):,}",
                key="timeline_more",
                on_click=lambda: st.session_state.update({_SHOWN: {chosen: limit + PORTION}}),
            )


def _choice(periods: Sequence[Period], unit: Unit, chosen: Pick | None) -> None:
    key = "timeline_period"
    options = [each.start for each in reversed(periods)]
    counts = {each.start: each.n for each in periods}
    wanted = chosen.period if chosen else None
    if st.session_state.get(key) != wanted:
        st.session_state[key] = wanted
    st.selectbox(
        f"Articles of a {unit}",
        options,
        index=None,
        format_func=lambda start: (
            f"{period_name(start, unit)} ({counted(counts.get(start, 0), 'article')})"
        ),
        key=key,
        placeholder="Choose one here, or click in the chart",
        on_change=lambda: timeline_pick.choose(
            Pick(period=st.session_state[key]) if st.session_state[key] else None
        ),
        width=420,
    )


def _summary(period: Period, unit: Unit, not_about: int) -> str:
    sentence = (
        f"{period_name(period.start, unit)}: relation tone {signed(period.mean)} "
        f"({band_name(period.mean)}), the mean over {counted(period.n_sources, 'source')}, "
        f"n = {counted(period.n, 'article')}."
    )
    sentence = sentence[0].upper() + sentence[1:]
    if not_about:
        verb = "is" if not_about == 1 else "are"
        sentence += f" {not_about} more {verb} not about the relation."
    return sentence


def _article(row: object, copies: int) -> None:
    article_id, tone = str(row.article_id), row.relation_tone  # type: ignore[attr-defined]
    title = row.title if isinstance(row.title, str) and row.title else "Untitled"  # type: ignore[attr-defined]
    source = row.source if isinstance(row.source, str) else NO_SOURCE  # type: ignore[attr-defined]
    said = (
        "not about the relation"
        if pd.isna(tone)
        else f"tone {signed(tone)} ({band_name(tone)}), "
        f"n = {counted(int(row.n_sentences), 'sentence')}"  # type: ignore[attr-defined]
    )
    notes = [source, day_name(row.date), said]  # type: ignore[attr-defined]
    if row.completeness != "full":  # type: ignore[attr-defined]
        notes.append(COMPLETENESS[row.completeness])  # type: ignore[attr-defined]
    if copies > 1:
        notes.append(f"one of {copies} copies of the same text")
    with st.container(key=f"listed_{article_id}", gap=None):
        if st.button(
            plain(title),
            key=f"open_{article_id}",
            type="tertiary",
            icon=":material/article:",
            help="Open the document",
        ):
            view.go("document", article=article_id, paragraph=None)
        st.caption(" · ".join(plain(note) for note in notes))
