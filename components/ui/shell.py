"""The frame around every page: navigation, the chosen collection, filters, notices."""

from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import store
from components.sharing import ViewState, address_params
from components.ui import filters, view
from components.ui.resources import engine

TITLES = {
    "library": ("Library", ":material/folder_open:"),
    "document": ("Document", ":material/article:"),
    "timeline": ("Timeline", ":material/timeline:"),
    "method": ("Method", ":material/functions:"),
}


def run(pages: Path) -> None:
    """Draw the frame and run the chosen page in it."""
    st.set_page_config(page_title="Détente", page_icon="🕊️", layout="wide")
    page = st.navigation(
        [
            st.Page(
                pages / f"{name}.py",
                title=title,
                icon=icon,
                url_path=name,
                default=name == "library",
            )
            for name, (title, icon) in TITLES.items()
        ],
        # Its own links lose the view: Back would have to pass the address without it.
        position="hidden",
    )
    name = page.url_path or "library"
    view.arrive(name)
    collections = store.list_collections(engine())
    _settle(collections)
    # Above the page and not in the sidebar, which covers the page on a phone.
    links = st.container(key="pages").empty()
    linked = _link_pages(links, pages)
    with st.sidebar:
        _choose_collection(collections)
        filters.show(name)
    st.title(page.title)
    shown = _notices()
    page.run()
    if view.current() != linked:
        _link_pages(links, pages)
    view.publish()
    view.forget_notices(shown)


def _link_pages(place: DeltaGenerator, pages: Path) -> ViewState:
    """Draw the links to the pages, each with the view, which is returned."""
    seen = view.current()
    with place.container(horizontal=True, gap="small"):
        for name, (title, icon) in TITLES.items():
            wanted = seen
            if name == "document" and seen.collection and not seen.article:
                # The article that will be opened: the page would write it into the address, and
                # Back would first return to the address without it.
                wanted = replace(seen, article=store.first_article(engine(), seen.collection))
            st.page_link(
                pages / f"{name}.py",
                label=title,
                icon=icon,
                width="content",
                query_params=address_params(wanted),
            )
    return seen


def _settle(collections: list[store.Collection]) -> None:
    """Open a collection when the view names none; say so when what it names is gone."""
    wanted = view.current()
    known = {each.id for each in collections}
    if wanted.article:
        article = store.get_article(engine(), wanted.article)
        if article is None:
            view.notice(
                "The article this link points to is not here any more: it was deleted, or it belongs "
                "to another installation."
            )
            view.change(article=None, paragraph=None)
        elif article.collection_id != wanted.collection:
            view.change(collection=article.collection_id)
    wanted = view.current()
    if wanted.collection and wanted.collection not in known:
        view.notice(
            "The collection this link points to is not here any more: it was deleted, or it belongs "
            "to another installation."
        )
        view.change(collection=None, article=None, paragraph=None)
    if view.current().collection is None and collections:
        view.change(collection=collections[0].id)


def _choose_collection(collections: list[store.Collection]) -> None:
    if not collections:
        st.caption("No collection yet. Make one in the Library.")
        return
    names = {each.id: _shown_name(each) for each in collections}
    key = "collection_choice"
    chosen = view.current().collection
    if st.session_state.get(key) != chosen and chosen in names:
        st.session_state[key] = chosen
    st.selectbox(
        "Collection",
        list(names),
        format_func=lambda each: names.get(each, "gone"),
        key=key,
        on_change=lambda: view.change(
            collection=st.session_state[key],
            article=None,
            paragraph=None,
            actors=(),
            sources=(),
        ),
    )


def _shown_name(collection: store.Collection) -> str:
    """The collection's name; samples stay marked as samples, whatever they are called."""
    marked = not collection.is_sample or "sample" in collection.name.lower()
    return collection.name if marked else f"{collection.name} (samples)"


def _notices() -> list[str]:
    """Draw what is to be said; what was drawn."""
    sentences = view.notices()
    for sentence in sentences:
        st.warning(sentence, icon=":material/link_off:")
    if names := view.ignored():
        st.caption(f"Part of this link could not be read and was left out: {', '.join(names[:5])}.")
    return sentences
