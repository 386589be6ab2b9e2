"""Adding articles: files, pasted text and web addresses become a job; what it did is shown above."""

import streamlit as st
from streamlit.typing import UploadedFile

from components import jobs, store
from components.ingest import FORMATS, FORMATS_IN_WORDS, ReadOptions
from components.ingest.archives import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED
from components.ingest.tables.records import MAX_ROWS
from components.ingest.web import addresses_in
from components.store import Collection
from components.ui import library_columns, library_editor, library_jobs, library_outcomes
from components.ui.library_parts import ADD, refusals_shown, turn_to
from components.ui.resources import engine, settings
from components.ui.words import counted

_EMPTY = "library_emptied"  # session state: the text boxes to empty on the next run
_ROUND = "library_upload_round"  # session state: number of the uploader, which a new one empties


def show(collection: Collection) -> None:
    """What the last import did, if anything, and the ways to add more."""
    with st.container(key="library_results_slot"):
        added = library_outcomes.results(collection)
        if added:
            _check(collection, added)
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True):
        _files(collection)
    with right, st.container(border=True):
        _paste(collection)
    with st.container(border=True):
        _addresses(collection)
    library_outcomes.past(collection)


def _started(collection: Collection, job_id: str) -> None:
    library_jobs.show_job(collection.id, job_id)
    turn_to(ADD)
    st.rerun()


def _files(collection: Collection) -> None:
    limits = settings()
    st.subheader("Upload files", anchor=False)
    is_folder = st.toggle("A whole folder", key="library_folder")
    number = st.session_state.get(_ROUND, 0)
    files = st.file_uploader(
        "Files",
        type=list(FORMATS),
        accept_multiple_files="directory" if is_folder else True,
        max_upload_size=limits.max_upload_mb,
        key=f"library_files_{collection.id}_{number}_{'folder' if is_folder else 'files'}",
        label_visibility="collapsed",
    )
    chosen: list[UploadedFile] = list(files or [])
    options = library_columns.choose(chosen)
    sent = st.button(
        "Add these files",
        type="primary",
        icon=":material/upload_file:",
        key=_add_key("library_add", collection),
    )
    st.caption(_limits())
    if not sent:
        return
    if not chosen:
        st.warning("Choose one file or more first.", icon=":material/info:")
        return
    with refusals_shown():
        job_id = _queue(collection, chosen, options)
        st.session_state[_ROUND] = number + 1
        _started(collection, job_id)


def _limits() -> str:
    limits = settings()
    return (
        f"{_capital(FORMATS_IN_WORDS)}.\n\nUp to {counted(limits.max_files, 'file')} at once, "
        f"{limits.max_upload_mb:,} MB each; {limits.max_characters:,} characters an article; "
        f"{MAX_ROWS:,} rows a table; {limits.max_zip_files:,} articles a zip, which may hold "
        f"{MAX_ENTRIES:,} entries and unpack to {MAX_UNPACKED / 1e9:.1f} GB, at most {MAX_RATIO} "
        "times its size."
    )


def _queue(collection: Collection, files: list[UploadedFile], options: ReadOptions | None) -> str:
    uploads = [(each.name, each) for each in files]
    return jobs.queue_import(engine(), collection.id, uploads, settings=settings(), options=options)


def _paste(collection: Collection) -> None:
    limits = settings()
    st.subheader("Paste text", anchor=False)
    text = _box(
        "library_paste",
        "Text of one article",
        "The whole text of one article, with an empty line between paragraphs.",
        f"One article at a time, up to {limits.max_characters:,} characters. "
        "You can check its title, source and date right afterwards.",
        ("Add this text", ":material/content_paste:", _add_key("library_add_text", collection)),
    )
    if text is None:
        return
    if not text.strip():
        st.warning("Paste the text of an article first.", icon=":material/info:")
        return
    with refusals_shown():
        job_id = jobs.queue_text(engine(), collection.id, text, settings=settings())
        st.session_state[_EMPTY] = "library_paste"
        _started(collection, job_id)


def _addresses(collection: Collection) -> None:
    st.subheader("Web addresses", anchor=False)
    if settings().fetch != "on":
        st.caption(
            "Fetching pages and feeds from the web is off in this installation. Whoever runs it can "
            "turn it on with the setting DETENTE_FETCH=on."
        )
        return
    text = _box(
        "library_addresses",
        "Addresses of pages or feeds",
        "https://…, one a line",
        "Public pages and feeds only, up to "
        f"{settings().fetch_mb:,} MB and {counted(settings().fetch_seconds, 'second')} each. What "
        "an address leads to is read like an uploaded file.",
        ("Fetch these", ":material/travel_explore:", _add_key("library_add_addresses", collection)),
    )
    if text is None:
        return
    found = addresses_in(text)
    if not found:
        st.warning(
            "Type or paste at least one address that begins with http.", icon=":material/info:"
        )
        return
    with refusals_shown():
        job_id = jobs.queue_addresses(engine(), collection.id, found, settings=settings())
        st.session_state[_EMPTY] = "library_addresses"
        _started(collection, job_id)


def _box(key: str, label: str, hint: str, about: str, button: tuple[str, str, str]) -> str | None:
    """A text box with its button; the text when it was sent in this run."""
    if st.session_state.get(_EMPTY) == key:
        st.session_state.pop(_EMPTY)
        st.session_state[key] = ""
    words, icon, button_key = button
    with st.form(f"{key}_form", border=False):
        text = st.text_area(
            label, key=key, height=160, placeholder=hint, label_visibility="collapsed"
        )
        st.caption(about)
        sent = st.form_submit_button(words, type="primary", icon=icon, key=button_key)
    return (text or "") if sent else None


def _add_key(key: str, collection: Collection) -> str:
    """A key of this collection's own; what was typed stays, under its own, to be sent again.

    What is sent to a collection that was deleted meanwhile must not land in the one shown instead.
    """
    return f"{key}_{collection.id}"


def _check(collection: Collection, added: list[str]) -> None:
    """The proposals of what was added, to be looked at and mended."""
    wanted = set(added)
    articles = [each for each in store.list_articles(engine(), collection.id) if each.id in wanted]
    if not articles:
        return
    with st.container(border=True, key="library_proposals"):
        st.subheader("Check what is known of them", anchor=False)
        st.caption(
            "Titles, sources, dates and the rest were found in the files or guessed from them; "
            "“To check” says which. What is guessed is often right and sometimes not: please have "
            "a look, above all at the dates."
        )
        library_editor.show(articles, articles, f"library_check_{collection.id}")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
