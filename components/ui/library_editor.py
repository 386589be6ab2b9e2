"""The review table: what is known of each article, edited in its cells or for many at once."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components import store
from components.ingest.languages import name_of
from components.store import ArticleSummary
from components.ui import library_bulk, library_jobs
from components.ui.library_parts import articles as n_articles
from components.ui.library_parts import grouped, named, say, show_said, today
from components.ui.library_remarks import COMPLETENESS
from components.ui.library_review import Changes, edit_table, edits, language_codes, merged
from components.ui.library_tables import shown_title
from components.ui.resources import engine

# A date picker takes a fifth digit of a year, which no table can hold.
EARLIEST, LATEST = datetime.date(1700, 1, 1), datetime.date(2199, 12, 31)
_ORDER = ("title", "source", "date", "look", "author", "language", "completeness", "url")


def show(
    articles: Sequence[ArticleSummary], everything: Sequence[ArticleSummary], key: str
) -> None:
    """The table with its buttons. What is refused stays in the table to be mended.

    articles: those to show; everything: those that may be shown at all, which are needed while
    changes wait to be saved, because edits go by their row.
    """
    rounds = f"{key}_round"
    table_key = f"{key}_table_{st.session_state.get(rounds, 0)}"
    shown = _held(articles, everything, key, table_key)
    before = edit_table(shown, today())
    after = st.data_editor(
        before,
        key=table_key,
        on_change="ignore",
        hide_index=True,
        placeholder="none",
        disabled=["look", "input"],
        # What has no title is known by its file.
        column_order=(
            ("pick", *_ORDER, "input")
            if all(each.title for each in shown)
            else ("pick", "input", *_ORDER)
        ),
        column_config=_columns(shown),
        height=min(35 * (len(shown) + 1) + 3, 563),
        alt="Articles, to be edited",
    )
    st.caption(
        "Click twice in a cell to change it, or press Enter on it. An empty date means “no date”: "
        "the timeline leaves the article out."
    )
    changed = edits(before, after)
    with st.container(horizontal=True):
        saved = st.button("Save changes", type="primary", icon=":material/save:", key=f"{key}_save")
        discarded = st.button("Discard changes", icon=":material/undo:", key=f"{key}_discard")
    show_said(key)
    wanted = library_bulk.show(shown, [str(each) for each in after.index[after["pick"]]], key)
    if discarded:
        _done(key)
        st.rerun()
    if not saved and wanted is None:
        return
    if saved and not changed:
        say("warning", "There was nothing to save: no cell was changed.", key)
        st.rerun()
    ids, fields = wanted if wanted else ((), {})
    if _save(merged(changed, ids, **fields), {each.id: each for each in shown}, key):
        if wanted and not fields:
            library_bulk.read_again(ids, {each.id: each for each in shown}, key)
        _done(key)
    st.rerun()


def _columns(shown: Sequence[ArticleSummary]) -> Mapping[str, Any]:
    column = st.column_config
    return {
        "pick": column.CheckboxColumn("Tick", width=70),
        "title": column.TextColumn("Title", width=230),
        "source": column.TextColumn("Source", width=130),
        "date": column.DateColumn(
            "Date", format="YYYY-MM-DD", width=100, min_value=EARLIEST, max_value=LATEST
        ),
        "look": column.TextColumn(
            "To check",
            width=300,
            help="What is guessed, and from what; what is missing; and what is odd. Click to read.",
        ),
        "author": column.TextColumn("Author", width=120),
        "language": column.SelectboxColumn(
            "Language",
            options=language_codes(shown),
            format_func=_language,
            required=True,
            width=100,
        ),
        "completeness": column.SelectboxColumn(
            "Completeness",
            options=list(COMPLETENESS),
            format_func=_completeness,
            required=True,
            width=120,
        ),
        "url": column.TextColumn("Web address", width=150),
        "input": column.TextColumn("File", width=150),
    }


def _language(code: object) -> str:
    return name_of(str(code)) or str(code)


def _completeness(value: object) -> str:
    return COMPLETENESS.get(str(value), str(value))


def _held(
    articles: Sequence[ArticleSummary],
    everything: Sequence[ArticleSummary],
    key: str,
    table_key: str,
) -> Sequence[ArticleSummary]:
    """The rows of the run before while edits wait to be saved: an edit goes by its row's number."""
    held: tuple[str, ...] = st.session_state.get(f"{key}_rows", ())
    now = tuple(each.id for each in articles)
    if held != now and _waits(table_key):
        by_id = {each.id: each for each in everything}
        if all(each in by_id for each in held):
            if set(held) != set(now):
                st.caption(
                    ":material/info: Save or discard the changes in this table first: then it "
                    "follows what you are looking for."
                )
            return [by_id[each] for each in held]
        st.warning(
            "An article of this table is no longer here, so changes that were not saved are gone.",
            icon=":material/info:",
        )
    st.session_state[f"{key}_rows"] = now
    return articles


def _waits(table_key: str) -> bool:
    state = st.session_state.get(table_key)
    rows = state["edited_rows"].values() if state else ()
    return any(set(cells) - {"pick"} for cells in rows)


def _done(key: str) -> None:
    """Begin with an empty list of edits, in a table of today's order."""
    rounds = f"{key}_round"
    st.session_state[rounds] = st.session_state.get(rounds, 0) + 1
    st.session_state.pop(f"{key}_rows", None)


def _save(changed: Changes, articles: Mapping[str, ArticleSummary], key: str) -> bool:
    """Store the changes, have scored again what got another date or language; whether all went."""
    if not changed:
        return True
    refused = store.update_articles(engine(), changed)
    why = dict(refused)
    for reason, ids in grouped(refused):
        names = [shown_title(articles[each]) for each in ids if each in articles]
        say("error", f"Not changed: {named(names)}. {reason}", key)
    done = [each for each in changed if each not in why]
    if done:
        again = library_jobs.score_again(
            {
                articles[each].collection_id
                for each in done
                if {"date", "language"} & changed[each].keys() and each in articles
            }
        )
        say("success", f"Saved: {n_articles(len(done))} changed.{again}", key)
    return not refused
