"""What the parts of the Library share: what was asked, what is to be said, which part is open."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import streamlit as st

from components.store import StoreError
from components.ui import view
from components.ui.words import counted, plain

ARTICLES, ADD, THIS, ALL = "Articles", "Add articles", "This collection", "All collections"
SECTIONS = (ARTICLES, ADD, THIS, ALL)

_SECTION, _NEXT = "library_section", "library_next_section"
_ASKED, _SAID = "library_asked", "library_said"
_ICONS = {
    "success": ":material/check_circle:",
    "warning": ":material/info:",
    "error": ":material/error:",
}
_NAMED = 5
_LONG_TABLE = 8

Kind = Literal["success", "warning", "error"]


def section() -> str:
    """The part of the Library that is open; draws the choice."""
    if _NEXT in st.session_state:
        st.session_state[_SECTION] = st.session_state.pop(_NEXT)
    st.session_state.setdefault(_SECTION, ARTICLES)
    chosen = st.segmented_control(
        "Part of the Library",
        SECTIONS,
        key=_SECTION,
        required=True,
        label_visibility="collapsed",
        wrap=True,
        on_change=forget,
    )
    return str(chosen)


def turn_to(name: str) -> None:
    """Open another part of the Library on the next run."""
    st.session_state[_NEXT] = name


def ask(what: str, about: Any = None) -> None:
    """Open the question `what`; at most one is open, and a click elsewhere closes none."""
    st.session_state[_ASKED] = (what, about)


def asked(what: str) -> bool:
    """Whether the question `what` is open."""
    return bool(st.session_state.get(_ASKED, ("", None))[0] == what)


def asked_about() -> Any:
    """What the open question is about."""
    return st.session_state.get(_ASKED, ("", None))[1]


def forget() -> None:
    """Close the open question."""
    st.session_state.pop(_ASKED, None)


def cancel(key: str) -> None:
    """The button that closes the open question."""
    st.button("Cancel", key=key, on_click=forget)


def say(kind: Kind, sentence: str) -> None:
    """Keep a sentence for the top of the Library, for the next time it is drawn. Plain text."""
    st.session_state.setdefault(_SAID, []).append((kind, sentence))


def show_said() -> int:
    """Draw the sentences that were kept; how many."""
    kept = st.session_state.get(_SAID, [])
    # A slot of its own: without it, what comes below would change places as sentences come and go.
    with st.container(key="library_said"):
        for kind, sentence in kept:
            getattr(st, kind)(plain(sentence), icon=_ICONS[kind])
    return len(kept)


def forget_said(number: int) -> None:
    """Forget the first sentences, which a whole run has shown; a run that ends early keeps them."""
    st.session_state[_SAID] = st.session_state.get(_SAID, [])[number:]


def complain(error: StoreError) -> None:
    """Draw why the store refused."""
    st.error(plain(str(error)), icon=_ICONS["error"])


@contextmanager
def refusals_shown() -> Iterator[None]:
    """What the store refuses is shown in its own words, and the page goes on."""
    try:
        yield
    except StoreError as error:
        complain(error)


def open_collection(collection_id: str | None) -> None:
    """Make it the collection that is looked at, with none of the old one's filters."""
    forget()
    view.change(collection=collection_id, article=None, paragraph=None, actors=(), sources=())


def static_table(rows: Sequence[Mapping[str, str]], icons: Mapping[str, str], alt: str) -> None:
    """A table whose words wrap. Cells are data; one that is a key of `icons` gets that icon."""
    cells = [
        {
            name: f"{icons[value]}\u00a0{plain(value)}" if value in icons else plain(value)
            for name, value in row.items()
        }
        for row in rows
    ]
    height: int | Literal["content"] = 420 if len(rows) > _LONG_TABLE else "content"
    st.table(cells, border="horizontal", height=height, hide_index=True, alt=alt)


def listed(names: Sequence[str]) -> str:
    """Names for a sentence: “A”, “B” and 3 more."""
    shown = ", ".join(f"“{name}”" for name in names[:_NAMED])
    rest = len(names) - _NAMED
    return f"{shown} and {rest:,} more" if rest > 0 else shown


def articles(number: int) -> str:
    """“1 article”, “3 articles”."""
    return counted(number, "article")
