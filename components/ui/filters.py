"""Shared filters, made in the frame so that they outlive a change of page."""

from datetime import date

import streamlit as st

from components import store
from components.sharing.view_state import UNITS
from components.ui import view
from components.ui.resources import engine

_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)


def show(page: str) -> None:
    """The filters of the pages that have any; call inside the sidebar."""
    chosen = view.current()
    if page != "timeline" or chosen.collection is None:
        return
    st.subheader("Filters", anchor=False)
    _remember()
    st.segmented_control(
        "Period", UNITS, key="unit", bind="query-params", help="Empty: chosen by the span of dates."
    )
    for label, key in (("From", "from"), ("To", "to")):
        # Without bounds of its own the widget takes no day older than ten years.
        st.date_input(
            label,
            value=None,
            min_value=_FIRST,
            max_value=_LAST,
            key=key,
            bind="query-params",
            format="YYYY-MM-DD",
        )
    actors = store.actors_in(engine(), chosen.collection)
    names = dict(zip(actors["actor"], actors["name"], strict=True))
    _many("Actors", "actors", names)
    sources = store.sources_in(engine(), chosen.collection)["source"]
    _many("Sources", "sources", {each: each for each in sources.dropna()})
    view.change(
        unit=st.session_state.get("unit"),
        date_from=st.session_state.get("from"),
        date_to=st.session_state.get("to"),
    )


def _remember() -> None:
    """Give the bound widgets back what they held before another page was open."""
    chosen = view.current()
    held = {"unit": chosen.unit, "from": chosen.date_from, "to": chosen.date_to}
    for key, value in held.items():
        if value is not None and key not in st.session_state and key not in st.query_params:
            st.session_state[key] = value


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
