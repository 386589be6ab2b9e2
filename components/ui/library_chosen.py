"""The one article that is chosen in the Library: what to know of it, its copies, its original."""

import streamlit as st

from components import store
from components.store import ArticleSummary
from components.ui import library_original, library_tables
from components.ui.library_parts import say, static_table, today
from components.ui.library_remarks import remarks
from components.ui.resources import engine
from components.ui.words import plain


def show(article: ArticleSummary) -> None:
    """Draw them below the table."""
    with st.container(border=True, key="library_chosen"):
        st.markdown(f"**{plain(library_tables.shown_title(article))}**")
        for remark in remarks(article, today()):
            st.caption(f":material/info: {plain(remark)}")
        _copies(article)
        library_original.show(article, "library")


def _copies(article: ArticleSummary) -> None:
    if article.copy_separate:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                ":material/content_copy: Taken out of its group of copies by hand: it counts by "
                "itself."
            )
            st.button(
                "Group it again",
                icon=":material/link:",
                key="library_regroup",
                on_click=_regroup,
                args=(article.id,),
            )
        return
    if not article.n_copies:
        return
    members = store.copy_group(engine(), article.id)
    n_sources = len({each.source for each in members})
    counting = (
        "All are of one source, so they count once in every mean."
        if n_sources == 1
        else f"They are of {n_sources} sources and count {n_sources} times, once for each."
    )
    st.caption(
        f":material/content_copy: One of {len(members):,} articles with the same or nearly the "
        f"same text. {counting}"
    )
    static_table(library_tables.copy_rows(members), {}, "Copies of this article")
    st.button(
        "Take this one out of the group",
        icon=":material/link_off:",
        key="library_ungroup",
        help="It then counts by itself. This can be undone.",
        on_click=_ungroup,
        args=(article.id,),
    )


def _ungroup(article_id: str) -> None:
    try:
        store.ungroup(engine(), article_id)
        say("success", "Taken out of its group: it now counts by itself.")
    except store.StoreError as error:
        say("error", str(error))


def _regroup(article_id: str) -> None:
    try:
        store.regroup(engine(), article_id)
        if len(store.copy_group(engine(), article_id)) > 1:
            say("success", "It is in the group of its copies again.")
        else:
            say("warning", "There is no other article with its text any more: it stays alone.")
    except store.StoreError as error:
        say("error", str(error))
