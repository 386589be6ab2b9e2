"""One collection looked after: its name, description and backup, and its end."""

import re

import streamlit as st

from components import store
from components.store import Collection
from components.ui import library_tables
from components.ui.library_parts import (
    ALL,
    ask,
    asked,
    asked_about,
    cancel,
    complain,
    forget,
    open_collection,
    refusals_shown,
    say,
    turn_to,
)
from components.ui.library_parts import articles as n_articles
from components.ui.resources import engine
from components.ui.words import plain

_NEW, _DELETE = "new collection", "delete collection"
_BACKUP = "library_backup"


def new_collection_button() -> None:
    """The button that opens the form for a new collection."""
    st.button(
        "New collection …", icon=":material/add:", key="library_new", on_click=ask, args=(_NEW,)
    )


def new_collection() -> None:
    """The form for a new collection, where it was asked for."""
    if not asked(_NEW):
        return
    with st.container(border=True, key="library_new_card"):
        st.subheader("New collection", anchor=False)
        new_collection_form(can_cancel=True)


def new_collection_form(*, can_cancel: bool = False) -> None:
    """Name and description of a collection to be made; it is opened at once."""
    with st.form("library_new_form", border=False):
        name = st.text_input("Name", key="library_new_name", placeholder="Such as: Arms control")
        description = st.text_area(
            "Description (may stay empty)", key="library_new_description", height="content"
        )
        with st.container(horizontal=True):
            made = st.form_submit_button(
                "Make the collection", type="primary", icon=":material/add:", key="library_new_make"
            )
            if can_cancel:
                st.form_submit_button("Cancel", key="library_new_cancel", on_click=forget)
    if not made:
        return
    with refusals_shown():
        collection_id = store.create_collection(engine(), name or "", description=description or "")
        open_collection(collection_id)
        say("success", "The collection is there. Now add the first articles.")
        st.rerun()


# Every key below names the collection: a click on what is drawn for one that was deleted
# meanwhile must not reach the one that is shown in its place.


def show(collection: Collection) -> None:
    """Name and description, backup, deletion."""
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True):
        _describe(collection)
    with right:
        with st.container(border=True):
            _back_up(collection)
        with st.container(border=True):
            st.subheader("Delete", anchor=False)
            st.caption("Deletes the collection with all its articles, after asking once more.")
            st.button(
                "Delete this collection …",
                icon=":material/delete:",
                key=f"library_delete_{collection.id}",
                on_click=ask,
                args=(_DELETE, collection.id),
            )
            if asked(_DELETE) and asked_about() == collection.id:
                confirm_deletion(collection)


def _describe(collection: Collection) -> None:
    st.subheader("Name and description", anchor=False)
    with st.form(f"library_describe_{collection.id}", border=False):
        name = st.text_input("Name", collection.name, key=f"library_name_{collection.id}")
        description = st.text_area(
            "Description",
            collection.description,
            key=f"library_description_{collection.id}",
            height=140,
        )
        saved = st.form_submit_button(
            "Save",
            type="primary",
            icon=":material/save:",
            key=f"library_describe_save_{collection.id}",
        )
    if not saved:
        return
    try:
        store.rename_collection(engine(), collection.id, name or "")
        store.describe_collection(engine(), collection.id, description or "")
    except store.StoreError as error:
        complain(error)
        return
    say("success", "Name and description are saved.")
    st.rerun()


def _back_up(collection: Collection) -> None:
    st.subheader("Back up", anchor=False)
    st.caption(
        "One zip file with every article, its title, source and date, and its scores. "
        "Restore it under “All collections”, here or in another installation."
    )
    if st.button(
        "Prepare a backup", icon=":material/archive:", key=f"library_backup_make_{collection.id}"
    ):
        with st.spinner("Packing …"), refusals_shown():
            st.session_state[_BACKUP] = (collection.id, store.backup(engine(), collection.id))
    made_of, data = st.session_state.get(_BACKUP, (None, b""))
    if made_of != collection.id:
        drop_backup()
        return
    st.download_button(
        f"Download the backup ({_size(len(data))})",
        data,
        file_name=backup_name(collection.name),
        mime="application/zip",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        key="library_backup_download",
    )


def drop_backup() -> None:
    """Forget the backup that was prepared: what is in the collection may change now."""
    st.session_state.pop(_BACKUP, None)


def _size(n_bytes: int) -> str:
    return f"{n_bytes / 1e6:,.1f} MB" if n_bytes >= 1e5 else f"{max(n_bytes // 1000, 1)} kB"


def backup_name(name: str) -> str:
    """A file name for a collection's backup that every system can hold."""
    slug = re.sub(r"[^\w]+", "-", name).strip("-_").lower()[:60]
    return f"detente-{slug or 'collection'}.zip"


def confirm_deletion(collection: Collection) -> None:
    """Ask once more, naming the collection and counting what goes, and then delete it."""
    with st.container(border=True, key="library_confirm"):
        st.markdown(
            f"**Delete “{plain(collection.name)}” with "
            f"{n_articles(collection.n_articles)} for good?**"
        )
        dates = library_tables.date_span(collection)
        st.caption(
            (f"Its articles are dated {dates}. " if dates else "")
            + "Their scores go too, and links to them stop working. There is no undo, but a "
            "backup made before can be restored. No other collection is touched."
        )
        with st.container(horizontal=True):
            if st.button(
                "Delete the collection",
                type="primary",
                icon=":material/delete:",
                key=f"library_delete_yes_{collection.id}",
            ):
                with refusals_shown():
                    store.delete_collection(engine(), collection.id)
                    say(
                        "success",
                        f"Deleted: “{collection.name}” with {n_articles(collection.n_articles)}.",
                    )
                    open_collection(None)
                    turn_to(ALL)
                    st.rerun()
            cancel("library_delete_no")
