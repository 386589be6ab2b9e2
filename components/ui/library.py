"""The Library: collections, their articles, and everything that comes in."""

import streamlit as st

from components import store
from components.store import Collection
from components.ui import (
    library_articles,
    library_collections,
    library_jobs,
    library_manage,
    library_tables,
    library_upload,
    view,
)
from components.ui.library_parts import (
    ADD,
    ALL,
    ARTICLES,
    THIS,
    articles,
    forget_said,
    refusals_shown,
    section,
    show_said,
)
from components.ui.resources import engine
from components.ui.words import plain


def show() -> None:
    """Draw the Library for the collection that is looked at."""
    said = show_said()
    _draw()
    forget_said(said)


def _draw() -> None:
    with refusals_shown():
        chosen = view.current().collection
        collection = store.get_collection(engine(), chosen) if chosen else None
        if collection is None:
            _nothing_yet()
            return
        _header(collection)
        library_jobs.running(collection)
        with st.container(key="library_new_slot"):
            library_manage.new_collection()
        _section(collection)


def _section(collection: Collection) -> None:
    chosen = section()
    if chosen != THIS:
        library_manage.drop_backup()
    if chosen == ALL:
        library_collections.show(collection)
    elif chosen == ADD:
        library_upload.show(collection)
    elif chosen != ARTICLES:
        library_manage.show(collection)
    elif collection.n_articles:
        library_articles.show(collection)
    else:
        st.info(
            "Nothing in this collection yet. Upload files or paste a text below: each article is "
            "scored as it comes in, and then you can read it paragraph by paragraph.",
            icon=":material/upload_file:",
        )
        library_upload.show(collection)


def _header(collection: Collection) -> None:
    with st.container(border=True, key="library_header"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(plain(collection.name), anchor=False, width="content")
            if collection.is_sample:
                st.badge("Samples", icon=":material/science:", color="gray")
        if collection.description:
            st.text(collection.description)
        st.caption(plain(_counts(collection)))
        with st.container(horizontal=True):
            if collection.n_dated and st.button(
                "See it over time", icon=":material/timeline:", key="library_timeline"
            ):
                view.go("timeline", article=None, paragraph=None)
            library_manage.new_collection_button()


def _counts(collection: Collection) -> str:
    parts = [articles(collection.n_articles)]
    if dates := library_tables.date_span(collection):
        parts.append(dates)
    if undated := collection.n_articles - collection.n_dated:
        them = "it" if undated == 1 else "them"
        parts.append(f"{articles(undated)} without a date: the timeline leaves {them} out")
    return " · ".join(parts)


def _nothing_yet() -> None:
    st.info(
        "There is no collection yet. A collection holds the articles you want to look at "
        "together. Make one, or begin with the samples.",
        icon=":material/folder_open:",
    )
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, key="library_new_card"):
        st.subheader("New collection", anchor=False)
        library_manage.new_collection_form()
    with right:
        with st.container(border=True):
            library_collections.samples([])
        with st.container(border=True):
            library_collections.restore()
