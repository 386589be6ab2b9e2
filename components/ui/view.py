"""The view of this session: read from the URL when one arrives, written back as it changes.

The URL is the state. ``set``, ``doc``, ``actor`` and ``source`` are written here; ``unit``,
``from`` and ``to`` by the widgets bound to them. Switching pages clears the URL's unbound
parameters, so the session remembers them and puts them back.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from components.sharing import ViewState, identity_params, parse_view

_VIEW, _URL, _PAGE, _IGNORED = "view", "view_url", "view_page", "view_ignored"
_NOTICES = "view_notices"
_PAGES = Path(__file__).parents[2] / "pages"
_OURS = ("set", "doc", "actor", "source", "par", "v")


def current() -> ViewState:
    """The view of this session."""
    view: ViewState = st.session_state.get(_VIEW, ViewState())
    return view


def change(**fields: Any) -> None:
    """Change parts of the view; the URL follows at the end of the run."""
    st.session_state[_VIEW] = replace(current(), **fields)


def ignored() -> tuple[str, ...]:
    """Parameters of the arriving link that could not be read."""
    names: tuple[str, ...] = st.session_state.get(_IGNORED, ())
    return names


def arrive(page: str) -> bool:
    """Take over what the URL asks for, if it is a new one; whether it was.

    Called once a run before any widget is made.
    """
    params = _from_url()
    switched = st.session_state.get(_PAGE) != page
    new = params != st.session_state.get(_URL) and not (
        switched and not params and _PAGE in st.session_state
    )
    if new:
        asked, st.session_state[_IGNORED] = parse_view(
            page, {name: st.query_params.get_all(name) for name in st.query_params}
        )
        st.session_state[_VIEW] = asked
    st.session_state[_PAGE] = page
    change(page=page)
    return new


def publish() -> None:
    """Write the view's identity into the URL."""
    wanted = identity_params(current())
    for name in _OURS:
        if name not in wanted and name in st.query_params:
            del st.query_params[name]
    for name, values in wanted.items():
        if st.query_params.get_all(name) != values:
            st.query_params[name] = values
    st.session_state[_URL] = _from_url()


def _from_url() -> Mapping[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in _OURS if name in st.query_params}


def notice(sentence: str) -> None:
    """Keep a sentence to be shown once, at the top of the page."""
    st.session_state.setdefault(_NOTICES, []).append(sentence)


def take_notices() -> list[str]:
    """The sentences kept so far; they are forgotten with this."""
    sentences: list[str] = st.session_state.pop(_NOTICES, [])
    return sentences


def go(page: str, **fields: Any) -> None:
    """Go to another page with parts of the view changed. Ends the run."""
    change(page=page, **fields)
    # The switch writes these parameters itself: they are no new link to arrive at.
    st.session_state[_URL] = identity_params(current())
    st.switch_page(_PAGES / f"{page}.py", query_params=identity_params(current()))
