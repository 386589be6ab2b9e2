"""Shared filters, made in the frame so that they outlive a change of page."""

from typing import Any

import streamlit as st

from components import store
from components.sharing.view_state import FIRST_DAY, LAST_DAY, UNITS
from components.ui import view
from components.ui.resources import engine


def show(page: str) -> None:
    """The filters of the pages that have any; call inside the sidebar."""
    chosen = view.current()
    if page != "timeline" or chosen.collection is None:
        return
    st.subheader("Filters", anchor=False)
    # Not bound to the address: when a bound widget goes, it takes its parameter out by itself,
    # and every such change is a step of the browser's Back.
    st.segmented_control(
        "Period",
        UNITS,
        help="Empty: chosen by the span of dates.",
        **_held("unit", "unit"),
    )
    for label, key in (("From", "from"), ("To", "to")):
        # Without bounds of its own the widget takes no day older than ten years.
        st.date_input(
            label,
            value=None,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="YYYY-MM-DD",
            **_held(key, f"date_{key}"),
        )
    actors = store.actors_in(engine(), chosen.collection)
    names = dict(zip(actors["actor"], actors["name"], strict=True))
    _many("Actors", "actors", names)
    sources = store.sources_in(engine(), chosen.collection)["source"]
    _many("Sources", "sources", {each: each for each in sources.dropna()})


def _held(key: str, field: str) -> dict[str, Any]:
    """Key and callback of a widget that holds one field of the view."""
    value = getattr(view.current(), field)
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return {
        "key": key,
        "on_change": lambda: view.change(**{field: st.session_state[key]}),
    }


def _many(label: str, field: str, names: dict[str, str]) -> None:
    """A multiple choice by stable id; what a link names and the collection lacks is said."""
    key = f"{field}_choice"
    asked = getattr(view.current(), field)
    present = [each for each in asked if each in names]
    if len(present) < len(asked):
        st.caption(
            f"Not in this collection: {', '.join(each for each in asked if each not in names)}"
        )
        view.change(**{field: tuple(present)})
    if st.session_state.get(key) != present:
        st.session_state[key] = present
    st.multiselect(
        label,
        list(names),
        format_func=lambda each: names.get(each, each),
        key=key,
        on_change=lambda: view.change(**{field: tuple(st.session_state[key])}),
    )
