"""All collections: which there are, the samples, and backups brought back."""

from collections.abc import Sequence

import streamlit as st

from components import jobs, store
from components.store import Collection
from components.ui import library_jobs, library_manage, library_tables
from components.ui.library_parts import (
    ARTICLES,
    ask,
    asked,
    asked_about,
    open_collection,
    refusals_shown,
    say,
    turn_to,
)
from components.ui.library_parts import articles as n_articles
from components.ui.resources import engine, roster, settings

_REMOVE = "remove samples"
_MB = 2**20


def show(chosen: Collection) -> None:
    """The table of collections, the samples, and the place to restore a backup."""
    collections = store.list_collections(engine())
    _table(collections, chosen)
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True):
        samples(collections)
    with right, st.container(border=True):
        restore()


def _table(collections: Sequence[Collection], chosen: Collection) -> None:
    column = st.column_config
    st.dataframe(
        library_tables.collection_table(collections, chosen.id),
        key="library_collections",
        hide_index=True,
        column_config={
            "open": column.ButtonColumn(
                "Open", type="tertiary", width=90, key="library_collection_click"
            ),
            "name": column.TextColumn("Collection", width=260),
            "kind": column.TextColumn("Kind", width=80),
            "articles": column.NumberColumn("Articles", width=75),
            "dates": column.TextColumn("Dates", width=190),
            "description": column.TextColumn("Description", width="large"),
        },
        alt="All collections",
    )
    click = st.session_state.get("library_collection_click")
    if click and click["row"] < len(collections):
        open_collection(collections[click["row"]].id)
        turn_to(ARTICLES)
        st.rerun()


def samples(collections: Sequence[Collection]) -> None:
    """The sample articles: put them back where they are gone, take them away where they are."""
    present = [each for each in collections if each.is_sample]
    st.subheader("Sample articles", anchor=False)
    st.caption(
        "Written for Détente about real events, by sources that do not exist. "
        "Good for trying things out; they are marked as samples wherever they are shown."
    )
    for each in present:
        st.button(
            f"Remove the samples ({n_articles(each.n_articles)}) …",
            icon=":material/delete:",
            key=f"library_samples_remove_{each.id}",
            on_click=ask,
            args=(_REMOVE, each.id),
        )
        if asked(_REMOVE) and asked_about() == each.id:
            library_manage.confirm_deletion(each)
    if not present and st.button(
        "Add the sample articles", icon=":material/science:", key="library_samples_add"
    ):
        with st.spinner("Adding and scoring the samples …"), refusals_shown():
            # Scored by the rules in a moment; the job puts the method's own scores in their place.
            samples_id = jobs.add_samples(engine(), roster=roster(), method="context")
            again = library_jobs.score_again({samples_id})
            open_collection(samples_id)
            say("success", f"The sample articles are back.{again}")
            turn_to(ARTICLES)
            st.rerun()


def restore() -> None:
    """A backup's zip file back into a new collection."""
    limit = settings().max_upload_mb
    st.subheader("Restore a backup", anchor=False)
    st.caption(
        "A zip file made with “Back up”. It becomes a new collection; nothing that is here "
        f"changes. Up to {limit:,} MB."
    )
    with st.form("library_restore", clear_on_submit=True, border=False):
        file = st.file_uploader(
            "Backup",
            type="zip",
            max_upload_size=limit,
            key="library_restore_file",
            label_visibility="collapsed",
        )
        sent = st.form_submit_button(
            "Restore", icon=":material/unarchive:", key="library_restore_go"
        )
    if not sent:
        return
    if file is None:
        st.warning("Choose a backup first.", icon=":material/info:")
        return
    if file.size > limit * _MB:
        st.error(f"The file is too large: the limit is {limit:,} MB.", icon=":material/error:")
        return
    with st.spinner("Restoring …"), refusals_shown():
        restored = store.restore(engine(), file.getvalue())
        open_collection(restored.collection_id)
        turn_to(ARTICLES)
        say("success", f"Restored: “{restored.name}” with {n_articles(restored.n_articles)}.")
        for sentence in restored.warnings:
            say("warning", sentence)
        # A backup from an older version holds older scores.
        if again := library_jobs.score_again({restored.collection_id}):
            say("warning", f"It holds scores of another version of the method.{again}")
        st.rerun()
