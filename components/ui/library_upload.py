"""Adding articles: files and pasted text, what became of each, and what to check about them."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.typing import UploadedFile

from components import jobs, store
from components.export import to_csv
from components.ingest import FORMATS, FORMATS_IN_WORDS
from components.jobs import Outcome
from components.store import Collection
from components.ui import library_editor, library_tables
from components.ui.library_parts import ADD, ARTICLES, static_table, turn_to
from components.ui.resources import engine, roster, settings
from components.ui.words import counted, plain

_RESULTS, _EMPTY_PASTE = "library_results", "library_empty_paste"
_MB = 2**20
_ICONS = {
    "added": ":material/check_circle:",
    "copy": ":material/content_copy:",
    "duplicate": ":material/equal:",
    "refused": ":material/block:",
}
_STOPPED = "The import stopped before this file was reached. Add it again."

Upload = tuple[str, int, Callable[[], bytes]]  # name, size in bytes, how to get the bytes


def show(collection: Collection) -> None:
    """What the last import did, if anything, and the two ways to add more."""
    with st.container(key="library_results_slot"):
        results(collection)
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True):
        files = _files(collection)
        at_work = st.empty()
    with right, st.container(border=True):
        text = _paste(collection)
    # The work comes last, so that the whole page is drawn while it goes on.
    with at_work:
        if files:
            import_uploads(collection, [(each.name, each.size, each.getvalue) for each in files])
        elif text is not None:
            _import_text(collection, text)
        else:
            return
    turn_to(ADD)
    st.rerun()


def _files(collection: Collection) -> list[UploadedFile]:
    """The form for files; those that were sent in this run."""
    limits = settings()
    st.subheader("Upload files", anchor=False)
    with st.form("library_upload", clear_on_submit=True, border=False):
        files = st.file_uploader(
            "Files",
            type=list(FORMATS),
            accept_multiple_files=True,
            max_upload_size=limits.max_upload_mb,
            key="library_files",
            label_visibility="collapsed",
        )
        st.caption(
            f"{_capital(FORMATS_IN_WORDS)}. Up to {counted(limits.max_files, 'file')} at once, "
            f"{limits.max_upload_mb:,} MB and {limits.max_characters:,} characters each."
        )
        sent = st.form_submit_button(
            "Add these files",
            type="primary",
            icon=":material/upload_file:",
            key=_add_key("library_add", collection),
        )
    if sent and not files:
        st.warning("Choose one file or more first.", icon=":material/info:")
    return list(files) if sent else []


def _paste(collection: Collection) -> str | None:
    """The form for a text; the one that was sent in this run."""
    limits = settings()
    st.subheader("Paste text", anchor=False)
    if st.session_state.pop(_EMPTY_PASTE, False):
        st.session_state["library_paste"] = ""
    with st.form("library_paste_form", border=False):
        text = st.text_area(
            "Text of one article",
            key="library_paste",
            height=160,
            placeholder="The whole text of one article, with an empty line between paragraphs.",
            label_visibility="collapsed",
        )
        st.caption(
            f"One article at a time, up to {limits.max_characters:,} characters. "
            "You can check its title, source and date right afterwards."
        )
        sent = st.form_submit_button(
            "Add this text",
            type="primary",
            icon=":material/content_paste:",
            key=_add_key("library_add_text", collection),
        )
    if sent and not (text or "").strip():
        st.warning("Paste the text of an article first.", icon=":material/info:")
        return None
    return text if sent else None


def _add_key(key: str, collection: Collection) -> str:
    """A key of this collection's own; what was typed stays, under its own, to be sent again.

    What is sent to a collection that was deleted meanwhile must not land in the one shown instead.
    """
    return f"{key}_{collection.id}"


def _import_text(collection: Collection, text: str) -> None:
    limits = settings()
    with st.spinner("Reading the pasted text …"):
        outcomes = jobs.import_text(
            engine(), collection.id, text, roster=roster(), max_characters=limits.max_characters
        )
    st.session_state[_RESULTS] = (collection.id, [outcomes])
    # What was refused stays in the box, so that it can be mended.
    st.session_state[_EMPTY_PASTE] = all(each.status != "refused" for each in outcomes)


def import_uploads(collection: Collection, uploads: Sequence[Upload]) -> None:
    """Import file by file, and keep what became of each where a stopped run leaves it."""
    limits = settings()
    bar = st.progress(0.0)
    outcomes = [[Outcome(name, "refused", _STOPPED)] for name, _, _ in uploads]
    st.session_state[_RESULTS] = (collection.id, outcomes)
    for number, (name, size, data) in enumerate(uploads):
        at_work = f"File {number + 1:,} of {len(uploads):,}: {name}"
        bar.progress(number / len(uploads), text=plain(at_work))
        if refusal := _beyond(number, size):
            outcomes[number] = [Outcome(name, "refused", refusal)]
            continue
        try:
            outcomes[number] = jobs.import_files(
                engine(),
                collection.id,
                [(name, data())],
                roster=roster(),
                max_characters=limits.max_characters,
                total=1,
            )
        except store.StoreError as error:
            outcomes[number] = [Outcome(name, "refused", str(error))]


def _beyond(number: int, size: int) -> str:
    """Why the file at this place (from 0) is beyond the limits, or nothing."""
    limits = settings()
    if number >= limits.max_files:
        return (
            f"Only {counted(limits.max_files, 'file')} can be added at once, and this one came later. "
            "Add it again in another upload."
        )
    if size > limits.max_upload_mb * _MB:
        return (
            f"The file is too large: {size / _MB:,.1f} MB, and the limit is "
            f"{limits.max_upload_mb:,} MB. Split it, or save only its text and upload that."
        )
    return ""


def results(collection: Collection) -> None:
    """What became of every input of the last import, and the proposals to be checked."""
    kept_for, groups = st.session_state.get(_RESULTS, (None, []))
    if kept_for != collection.id:
        return
    outcomes = [each for group in groups for each in group]
    articles = {each.id: each for each in store.list_articles(engine(), collection.id)}
    new = dict.fromkeys(each.article_id for each in outcomes if each.status in ("added", "copy"))
    added = [articles[each] for each in new if each in articles]
    with st.container(border=True, key="library_results"):
        st.subheader("What became of it", anchor=False)
        st.text(library_tables.result_summary(outcomes))
        static_table(
            [
                {"Status": each.status, "Input": each.input, "What happened": each.reason}
                for each in outcomes
            ],
            _ICONS,
            "What became of every input",
        )
        with st.container(horizontal=True):
            titles = {each.id: each.title for each in articles.values()}
            st.download_button(
                "Download as CSV",
                to_csv(library_tables.result_rows(outcomes, titles), library_tables.RESULT_FIELDS),
                file_name="detente-import.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
                key="library_results_csv",
            )
            st.button(
                "Done: show the articles",
                icon=":material/check:",
                key="library_results_done",
                on_click=_put_away,
            )
    if not added:
        return
    with st.container(border=True, key="library_proposals"):
        st.subheader("Check title, source and date", anchor=False)
        st.caption(
            "These were found in the files or guessed from them. What is guessed is often right "
            "and sometimes not: please have a look, above all at the dates."
        )
        library_editor.show(added, f"library_check_{collection.id}")
        st.caption("Where these come from:")
        static_table(
            library_tables.origin_rows(added), {}, "Where title, source and date come from"
        )


def _put_away() -> None:
    st.session_state.pop(_RESULTS, None)
    turn_to(ARTICLES)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
