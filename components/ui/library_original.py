"""The file an article was read from, to be saved as it came. It is never drawn on a page."""

import re
from pathlib import PurePosixPath

import streamlit as st

from components import store
from components.store import ArticleSummary, Original
from components.ui.library_remarks import own_name
from components.ui.resources import engine, settings

_LONGEST = 120


def show(article: ArticleSummary, where: str) -> None:
    """The way to the original, or why there is none. where: names the page, for keys."""
    if not article.has_original:
        st.caption(f":material/draft: {why_not(article)}")
        return
    popover = st.popover(
        "Show the original",
        icon=":material/draft:",
        key=f"{where}_original_{article.id}",
        on_change="rerun",
    )
    if not popover.open:
        return
    with popover:
        original = store.get_original(engine(), article.id)
        if original is None:
            st.caption("The original is no longer here.")
            return
        st.text(original.name)
        if article.part:
            st.text(f"There: {article.part}")
        st.caption(
            f"{size_words(original.size)}, as it came. It is saved to your disk and not opened "
            "here: open it only if you trust where it is from."
        )
        st.download_button(
            "Save it",
            original.data,
            file_name=file_name(original),
            mime="application/octet-stream",
            icon=":material/download:",
            on_click="ignore",
            key=f"{where}_original_save_{article.id}",
        )


def why_not(article: ArticleSummary) -> str:
    """Why there is no original to show."""
    if settings().keep_originals == "off":
        return "Originals are not kept in this installation (DETENTE_KEEP_ORIGINALS=off)."
    if not article.input_name:
        return "There is no original: it did not come from a file."
    return "Its original was not kept: it came in before originals were, or without one."


def size_words(n_bytes: int) -> str:
    """“812 bytes”, “24.3 kB”, “1.2 MB”."""
    if n_bytes < 1000:
        return f"{n_bytes} bytes"
    return f"{n_bytes / 1e3:,.1f} kB" if n_bytes < 1e6 else f"{n_bytes / 1e6:,.1f} MB"


def file_name(original: Original) -> str:
    """A name to save it under: its own, without folders and what a disk cannot hold."""
    own = own_name(original.name)
    safe = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "-", own).strip(" .-")
    stem, suffix = PurePosixPath(safe or "original").stem, PurePosixPath(safe).suffix
    if not suffix:
        suffix = ".txt" if own == "Pasted text" else ""
    return f"{stem[:_LONGEST]}{suffix[:12]}"
