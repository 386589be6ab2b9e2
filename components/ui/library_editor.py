"""Title, source and date of articles, edited in one table and saved with one button."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components import jobs, store
from components.store import ArticleSummary
from components.ui import library_tables
from components.ui.library_parts import articles as n_articles
from components.ui.library_parts import say
from components.ui.resources import engine, roster

# A date picker takes a fifth digit of a year, which no table can hold.
EARLIEST, LATEST = datetime.date(1700, 1, 1), datetime.date(2199, 12, 31)


def show(articles: Sequence[ArticleSummary], key: str) -> None:
    """The table with its Save button. What is refused stays in the table to be mended."""
    round_key, order_key = f"{key}_round", f"{key}_order"
    # A new date moves an article in the list, and edits that were refused go by their row.
    articles = _in_order(articles, st.session_state.get(order_key, ()))
    before = library_tables.edit_table(articles)
    number = st.session_state.get(round_key, 0)
    with st.form(key, border=False):
        after = st.data_editor(
            before,
            key=f"{key}_table_{number}",
            hide_index=True,
            placeholder="none",
            disabled=["from", "input"],
            column_order=("input", "title", "source", "date", "from"),
            column_config=_COLUMNS,
            alt="Titles, sources and dates, to be edited",
        )
        st.caption(
            "Click twice in a cell to change it, or press Enter on it. An empty date means "
            "“no date”: the timeline leaves the article out."
        )
        saved = st.form_submit_button(
            "Save changes", type="primary", icon=":material/save:", key=f"{key}_save"
        )
    if not saved:
        return
    changed = library_tables.edits(before, after)
    if _save(changed, {each.id: each for each in articles}):
        st.session_state[round_key] = number + 1
        st.session_state.pop(order_key, None)
    else:
        st.session_state[order_key] = tuple(each.id for each in articles)
    st.rerun()


_COLUMNS: Mapping[str, Any] = {
    "title": st.column_config.TextColumn("Title", width=240),
    "source": st.column_config.TextColumn("Source", width=140),
    "date": st.column_config.DateColumn(
        "Date", format="YYYY-MM-DD", width=110, min_value=EARLIEST, max_value=LATEST
    ),
    "from": st.column_config.TextColumn(
        "Title, source, date are",
        width=272,
        help="Found: the file says so. Guessed: please check. Edited: changed by hand.",
    ),
    "input": st.column_config.TextColumn("File", width=130),
}


def _in_order(articles: Sequence[ArticleSummary], order: Sequence[str]) -> Sequence[ArticleSummary]:
    by_id = {each.id: each for each in articles}
    return [by_id[each] for each in order] if set(order) == set(by_id) else articles


def _save(changed: Mapping[str, Mapping[str, Any]], articles: Mapping[str, ArticleSummary]) -> bool:
    """Store the edits one by one, re-score what got another date; whether all went in."""
    done, refused, redated = 0, 0, set()
    for article_id, fields in changed.items():
        article = articles[article_id]
        try:
            store.edit_article(engine(), article_id, **fields)
        except store.StoreError as error:
            refused += 1
            say("error", f"“{library_tables.shown_title(article)}” was not changed. {error}")
            continue
        done += 1
        if "date" in fields:
            redated.add(article.collection_id)
    scored = 0
    try:
        for collection_id in redated:
            scored += jobs.rescore(engine(), collection_id, roster=roster())
    except store.StoreError as error:
        say("warning", f"The new dates are saved, but not all scores are up to date yet. {error}")
    if done:
        again = f" {n_articles(scored)} scored again for the new date." if scored else ""
        say("success", f"Saved: {n_articles(done)} changed.{again}")
    if not changed:
        say("warning", "There was nothing to save: no cell was changed.")
    return not refused
