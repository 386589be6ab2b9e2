"""Timeline: a collection over time, and the articles behind each of its points."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

import pandas as pd
import streamlit as st

from components import store
from components.charts import timeline as charts
from components.charts.timeline_frames import (
    Domain,
    described,
    observations,
    period_frame,
    period_name,
    point_frame,
    time_domain,
)
from components.trends import (
    Observation,
    Period,
    Unit,
    best_unit,
    densest_run,
    period_table,
)
from components.ui import copy_link, timeline_articles, timeline_pick, timeline_whole, view
from components.ui.resources import engine, roster
from components.ui.timeline_words import Coverage, dyad_name, filter_sentence
from components.ui.words import counted, plain

DEFAULT_ACTORS = 4
MOST_ACTORS = 12  # charts side by side; more are no picture any more


@dataclass(frozen=True, slots=True)
class _Scene:
    """What all charts of the page share."""

    unit: Unit
    domain: Domain
    chosen: timeline_pick.Pick | None

    @property
    def period(self) -> date | None:
        return self.chosen.period if self.chosen else None

    @property
    def article(self) -> str | None:
        return self.chosen.article if self.chosen else None


def show() -> None:
    """Draw the page."""
    wanted = view.current()
    collection = store.get_collection(engine(), wanted.collection) if wanted.collection else None
    if collection is None:
        _empty("There is no collection yet. Make one in the Library, then come back.")
        return
    sources = list(wanted.sources) or None
    everything = store.relation_frame(engine(), collection.id, sources=sources)
    if everything.empty and not sources:
        _empty("This collection has no articles yet. Add some in the Library.")
        return
    if collection.is_sample:
        st.caption("Sample articles: written for Détente, by sources that do not exist.")
    whole = timeline_whole.choose(everything)
    dated = whole.dropna(subset=["date"])
    if dated.empty and everything["date"].notna().any():
        st.info(timeline_whole.NONE_WHOLE, icon=":material/content_cut:")
        return
    if dated.empty and not sources:
        _empty(
            "None of the articles here has a date, so there is no timeline. "
            "Give them their dates in the Library."
        )
        return
    _ranges(dated)
    within = _between(dated, wanted.date_from, wanted.date_to)
    shown = within.dropna(subset=["relation_tone"])
    if shown.empty:
        _nothing_left(wanted.date_from, wanted.date_to, len(within))
        return

    days = [day.date() for day in shown["date"]]
    unit = cast(Unit, wanted.unit.lower()) if wanted.unit else best_unit(days)
    seen = observations(shown, "relation_tone")
    periods = period_table(seen, unit)
    coverage = Coverage(
        n=len(shown),
        n_sources=shown["source"].fillna("").nunique(),
        first=min(days),
        last=max(days),
        undated=len(whole) - len(dated),
        not_about=len(within) - len(shown),
        copies=len(shown) - len(shown.drop_duplicates(["source", "copy_group"])),
        not_whole=len(everything) - len(whole),
        taken_in=int((shown["completeness"] != "full").sum()),
    )
    dyad = dyad_name(collection.dyad, roster().actors)
    with st.container(key="timeline_sentence"):
        st.text(filter_sentence(dyad, unit, coverage))
    copy_link.show(view.current())
    chosen = timeline_pick.current(periods, set(shown["article_id"]))
    scene = _Scene(unit, time_domain(min(days), max(days), unit), chosen)
    _relation(shown, periods, scene, f"Tone toward {dyad} relations")
    timeline_articles.show(within, seen, periods, unit, chosen)
    _actors(collection.id, scene)
    _numbers(periods, unit)


def _empty(sentence: str) -> None:
    st.info(sentence, icon=":material/timeline:")
    if st.button("Open the Library", key="timeline_to_library"):
        view.go("library")


def _nothing_left(first: date | None, last: date | None, n: int) -> None:
    if first and last and first > last:
        sentence = "No day lies between these dates: “From” is after “To”."
    elif n:
        sentence = f"The filters leave {n:,} articles, and none of them is about the relation."
    else:
        sentence = "No article is left with these filters."
    st.info(sentence, icon=":material/filter_alt_off:")
    st.button("Clear the filters", key="clear_filters", on_click=_clear_filters)


def _clear_filters() -> None:
    _set_range(None, None)
    view.change(actors=(), sources=())


def _set_range(first: date | None, last: date | None) -> None:
    view.change(date_from=first, date_to=last)


def _between(frame: pd.DataFrame, first: date | None, last: date | None) -> pd.DataFrame:
    days = frame["date"]
    after = days >= pd.Timestamp(first or date.min) if first else days.notna()
    before = days <= pd.Timestamp(last) if last else days.notna()
    return frame[after & before]


def _ranges(dated: pd.DataFrame) -> None:
    """One click to the ranges one looks at first."""
    days = [day.date() for day in dated["date"]]
    if not days:
        return
    offered: list[tuple[str, date | None, date | None]] = [("All dates", None, None)]
    if run := densest_run(days):
        names = " – ".join(period_name(day, "month") for day in run)
        offered.append((f"Densest run: {names}", *run))
    year_ago = max(days) - timedelta(days=365)
    if min(days) < year_ago:
        offered.append(("Last 12 months of data", year_ago + timedelta(days=1), max(days)))
    if len(offered) == 1:
        return
    now = (view.current().date_from, view.current().date_to)
    with st.container(horizontal=True, key="ranges"):
        for number, (label, first, last) in enumerate(offered):
            st.button(
                label,
                key=f"range_{number}",
                on_click=_set_range,
                args=(first, last),
                disabled=now == (first, last),
            )


def _relation(shown: pd.DataFrame, periods: tuple[Period, ...], scene: _Scene, title: str) -> None:
    frame = period_frame(periods, scene.unit, scene.period)
    points, binned = point_frame(shown, "relation_tone", "n_sentences", "sentence", scene.article)
    layout = charts.layout_of(frame, points, scene.domain, scene.unit)
    st.subheader("Relation tone", anchor=False)
    with st.container(gap=None):
        _chart(
            charts.drawn("relation", frame, points, layout),
            "relation_chart",
            described(title, periods, scene.unit),
        )
        _chart(
            charts.drawn("count", frame, points, layout),
            "count_chart",
            f"Articles per {scene.unit}: at most {max(period.n for period in periods)}.",
        )
    st.caption(_reading(scene.unit, binned))


def _reading(unit: Unit, binned: Unit | None) -> str:
    rings = (
        f"Rings are means per {binned}, because there are too many articles to draw each one"
        if binned
        else "Rings are single articles"
    )
    return (
        f"{rings}; dots are the mean over sources per {unit}, joined only where one {unit} follows "
        f"on the next; the shaded box is the 95 % band, drawn from five articles on; bars count "
        f"the articles. Click a dot, a ring or a bar to see the articles."
    )


def _chart(spec: dict[str, Any], name: str, alt_text: str) -> None:
    with st.container(key=name):
        key = timeline_pick.chart_key(name)
        st.vega_lite_chart(
            spec,
            key=key,
            alt=alt_text,
            width="stretch",
            on_select=lambda: timeline_pick.from_chart(name, key),
        )


def _actors(collection_id: str, scene: _Scene) -> None:
    wanted = view.current()
    known = store.actors_in(engine(), collection_id)
    chosen = list(wanted.actors) or known["actor"].head(DEFAULT_ACTORS).tolist()
    st.subheader("Tone toward actors", anchor=False)
    if not chosen:
        st.caption("No actor of the roster is named in these articles.")
        return
    note = "" if wanted.actors else "The most mentioned; choose others under Filters. "
    if len(chosen) > MOST_ACTORS:
        note = f"The first {MOST_ACTORS} of the {len(chosen)} chosen ones. "
        chosen = chosen[:MOST_ACTORS]
    st.caption(f"{note}Same scale and same dates as above; a colour and a shape for each side.")
    frame = timeline_whole.kept(
        store.actor_frame(
            engine(),
            collection_id,
            actors=chosen,
            date_from=wanted.date_from,
            date_to=wanted.date_to,
            sources=list(wanted.sources) or None,
        )
    )
    names = known.set_index("actor")
    first, last = scene.domain
    frame = frame[(frame["date"] >= pd.Timestamp(first)) & (frame["date"] < pd.Timestamp(last))]
    for pair in (chosen[i : i + 2] for i in range(0, len(chosen), 2)):
        for column, actor in zip(st.columns(2), pair, strict=False):
            with column:
                _actor(
                    str(names.at[actor, "name"]),
                    str(names.at[actor, "side"]),
                    actor,
                    frame[frame["actor"] == actor],
                    scene,
                )


def _actor(name: str, side: str, actor: str, frame: pd.DataFrame, scene: _Scene) -> None:
    # An article that names the actor in no tone is no article with tone 0.
    kept = frame[frame["tone"].notna() & (frame["n_scored"] > 0)]
    seen: tuple[Observation, ...] = observations(kept, "tone")
    st.markdown(f"**{plain(name)}**{f' · {plain(side)}' if side else ''}")
    if not seen:
        named = f"Named in {counted(len(frame), 'article')}, but in no tone."
        st.caption(named if len(frame) else "Not named in these articles.")
        return
    periods = period_table(seen, scene.unit)
    table = period_frame(periods, scene.unit, scene.period)
    points, _ = point_frame(kept, "tone", "n", "mention", scene.article)
    layout = charts.layout_of(table, points, scene.domain, scene.unit, side)
    _chart(
        charts.drawn("actor", table, points, layout),
        f"actor_chart_{actor}",
        described(f"Tone toward {name}", periods, scene.unit),
    )
    mentions = counted(int(kept["n"].sum()), "mention")
    silent = len(frame) - len(kept)
    note = f"; named without counting words in {silent:,} more" if silent else ""
    st.caption(f"n = {mentions} in {counted(len(kept), 'article')}{note}")


def _numbers(periods: tuple[Period, ...], unit: Unit) -> None:
    with st.expander("The numbers behind the chart", icon=":material/table:"):
        st.dataframe(
            pd.DataFrame(
                {
                    unit.capitalize(): [period_name(each.start, unit) for each in periods],
                    "Relation tone": [each.mean for each in periods],
                    "Band from": [each.low for each in periods],
                    "Band to": [each.high for each in periods],
                    "Articles": [each.n for each in periods],
                    "Sources": [each.n_sources for each in periods],
                }
            ),
            key="timeline_numbers",
            hide_index=True,
            column_config={
                name: st.column_config.NumberColumn(format="%+.2f")
                for name in ("Relation tone", "Band from", "Band to")
            },
        )
