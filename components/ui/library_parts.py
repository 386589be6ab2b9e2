"""What the parts of the Library share: what was asked, what is to be said, which part is open."""

import datetime
import re
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
_LONG_WORD = 18  # letters of a word that a narrow screen may break
_SEAM = re.compile(r"([_/.=&?%-]|[a-z](?=[A-Z])|\w{14}(?=\w))")
_MOST_WRAPPED = 60  # rows of a table whose words wrap; a longer one is a grid that scrolls

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


def is_adding() -> bool:
    """Whether the part where articles are added is open, or about to be."""
    return st.session_state.get(_NEXT, st.session_state.get(_SECTION)) == ADD


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


def say(kind: Kind, sentence: str, place: str = "") -> None:
    """Keep a sentence for the top of the Library, or for a place of it. Plain text.

    It is shown the next time that is drawn.
    """
    st.session_state.setdefault(_SAID + place, []).append((kind, sentence))


def show_said(place: str = "") -> int:
    """Draw the sentences that were kept; how many. Those of a place are forgotten at once."""
    kept = st.session_state.get(_SAID + place, [])
    # A slot of its own: without it, what comes below would change places as sentences come and go.
    with st.container(key=_SAID + place):
        for kind, sentence in kept:
            getattr(st, kind)(plain(sentence), icon=_ICONS[kind])
    if place:
        st.session_state.pop(_SAID + place, None)
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
    """A table whose words wrap; a long one is a grid, where a click opens a cell.

    Cells are data; one of the last column that begins with a key of `icons` gets that icon.
    """
    if len(rows) > _MOST_WRAPPED:
        last = list(rows[0])[-1]
        wide = {last: st.column_config.TextColumn(last, width="large")}
        st.dataframe(list(rows), hide_index=True, height=420, column_config=wide, alt=alt)
        return
    last = list(rows[0])[-1] if rows else ""
    # A file may be called “refused”: only the last column is of our own words.
    cells = [
        {name: _cell(value, icons if name == last else {}) for name, value in row.items()}
        for row in rows
    ]
    height: int | Literal["content"] = 420 if len(rows) > _LONG_TABLE else "content"
    st.table(cells, border="horizontal", height=height, hide_index=True, alt=alt)


def _cell(value: str, icons: Mapping[str, str]) -> str:
    """The words with places to wrap in long ones, and the icon of what they begin with."""
    words = " ".join(
        _SEAM.sub("\\1\u200b", word) if len(word) > _LONG_WORD else word for word in value.split()
    )
    icon = icons.get(value.partition(": ")[0])
    return f"{icon}\u00a0{plain(words)}" if icon else plain(words)


def listed(names: Sequence[str]) -> str:
    """Names for a sentence: “A”, “B” and 3 more."""
    shown = ", ".join(f"“{name}”" for name in names[:_NAMED])
    rest = len(names) - _NAMED
    return f"{shown} and {rest:,} more" if rest > 0 else shown


def named(names: Sequence[str]) -> str:
    """Articles for a sentence: “A”, or 2 articles (“A”, “B”)."""
    return listed(names) if len(names) == 1 else f"{articles(len(names))} ({listed(names)})"


def grouped(refused: Sequence[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """(id, reason) by reason: each once, with the ids it holds for."""
    by_reason: dict[str, list[str]] = {}
    for article_id, reason in refused:
        by_reason.setdefault(reason, []).append(article_id)
    return list(by_reason.items())


def articles(number: int) -> str:
    """“1 article”, “3 articles”."""
    return counted(number, "article")


def today() -> datetime.date:
    """The server's day, by UTC."""
    return datetime.datetime.now(datetime.UTC).date()
