"""The button that copies the link of the view, with the link beside it."""

from pathlib import Path

import streamlit as st

from components.sharing import ViewState, build_link
from components.ui.resources import settings

LOCAL_NOTE = "works on this machine only"

_HERE = Path(__file__)
_HTML = """
<div class="copy-link">
  <button type="button">Copy link</button>
  <span role="status"></span>
  <input type="text" readonly aria-label="Link to this view">
  <span class="note"></span>
</div>
"""
_COMPONENT = st.components.v2.component(
    "detente_copy_link",
    html=_HTML,
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def show(state: ViewState, *, key: str = "copy_link") -> str:
    """Draw the button for ``state`` and return its link, which restores the same view."""
    url = build_link(settings().public_url, state)
    _COMPONENT(key=key, data={"url": url, "note": LOCAL_NOTE if settings().is_local else ""})
    return url
