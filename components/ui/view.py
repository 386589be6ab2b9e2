"""The view of this session: read from the URL when one arrives, written back as it changes.

The URL is the state. Every change of it is one entry of the browser's history, so it is written
once a run, all of it at once, and the links between pages carry it along.
"""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from components.sharing import ViewState, address_params, parse_view

_VIEW, _URL, _PAGE, _IGNORED = "view", "view_url", "view_page", "view_ignored"
_NOTICES = "view_notices"
_PAGES = Path(__file__).parents[2] / "pages"
_OURS = ("set", "doc", "actor", "source", "from", "to", "unit", "par", "v")


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
    """Take over what the address asks for, if it is a new one; whether it was.

    An address without any parameter asks for nothing: the session keeps its view, and
    :func:`publish` puts it back. Called once a run before any widget is made.
    """
    params = _from_url()
    new = params != st.session_state.get(_URL) and (bool(params) or _PAGE not in st.session_state)
    if new:
        asked, st.session_state[_IGNORED] = parse_view(page, _all_params())
        st.session_state[_VIEW] = asked
    st.session_state[_PAGE] = page
    change(page=page)
    return new


def publish() -> None:
    """Write the view into the address, in one step: each is one of the browser's Back."""
    wanted = address_params(current())
    if _all_params() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_URL] = _from_url()


def _all_params() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _from_url() -> dict[str, list[str]]:
    return {name: values for name, values in _all_params().items() if name in _OURS}


def notice(sentence: str) -> None:
    """Keep a sentence to be shown at the top of the page, by the next run that is not cut short."""
    kept = notices()
    if sentence not in kept:
        st.session_state[_NOTICES] = [*kept, sentence]


def notices() -> list[str]:
    """The sentences kept so far."""
    sentences: list[str] = st.session_state.get(_NOTICES, [])
    return sentences


def forget_notices(shown: Collection[str]) -> None:
    """Forget the sentences that a whole run has shown. One that ends early must not call this."""
    st.session_state[_NOTICES] = [each for each in notices() if each not in shown]


def go(page: str, **fields: Any) -> None:
    """Go to another page with parts of the view changed. Ends the run."""
    change(page=page, **fields)
    # The switch writes these parameters itself: they are no new link to arrive at.
    st.session_state[_URL] = address_params(current())
    st.switch_page(_PAGES / f"{page}.py", query_params=address_params(current()))
