"""The picked point of the timeline: a period or an article, from a chart or from the list.

A pick lives in the session only. Each chart keeps the selection made in it; a pick made
elsewhere gives the other charts a new key, so that a click on the same point counts again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from components.charts.timeline import ARTICLE, PERIOD
from components.trends import Period

_PICK, _ROUND = "timeline_pick", "timeline_round"


@dataclass(frozen=True, slots=True)
class Pick:
    """A period by its first day, or an article by its id."""

    period: date | None = None
    article: str | None = None


def current(periods: Iterable[Period], articles: Collection[str]) -> Pick | None:
    """The pick, unless what it names is not on the page any more."""
    pick: Pick | None = st.session_state.get(_PICK)
    if pick is None:
        return None
    if pick.period is not None:
        return pick if any(each.start == pick.period for each in periods) else None
    return pick if pick.article in articles else None


def choose(pick: Pick | None, by: str = "") -> None:
    """Pick a point; ``by`` names the chart it was made in."""
    st.session_state[_PICK] = pick
    rounds: dict[str, int] = dict(st.session_state.get(_ROUND, {}))
    for name in rounds:
        if name != by:
            rounds[name] += 1
    st.session_state[_ROUND] = rounds


def chart_key(name: str) -> str:
    """The widget key of a chart."""
    rounds: dict[str, int] = st.session_state.setdefault(_ROUND, {})
    return f"{name}_{rounds.setdefault(name, 0)}"


def from_chart(name: str, key: str) -> None:
    """Take over what was clicked in a chart."""
    state = st.session_state.get(key)
    selection = state["selection"] if state else {}
    # A click reaches every selection of a layered chart; only one of them finds its field.
    if article := _last(selection, ARTICLE, "article_id"):
        choose(Pick(article=article), name)
    elif period := _last(selection, PERIOD, PERIOD):
        choose(Pick(period=date.fromisoformat(period)), name)
    else:
        choose(None, name)


def _last(selection: Mapping[str, Any], name: str, field: str) -> str | None:
    found = [each[field] for each in selection.get(name) or () if each.get(field)]
    return str(found[-1]) if found else None
