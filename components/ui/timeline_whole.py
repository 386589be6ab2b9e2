"""Cut-off texts and bare headlines: left out of the timeline unless one asks for them."""

import pandas as pd
import streamlit as st

from components.ui.words import counted

NONE_WHOLE = (
    "Every dated article here is cut off or a headline only. Such texts are left out, because "
    "their tone is not that of a whole article; the switch above takes them in."
)
_KEY, _KEPT = "timeline_include", "timeline_included"


def choose(frame: pd.DataFrame) -> pd.DataFrame:
    """Draw the switch where there are such articles; the rows that are kept."""
    n = int((frame["completeness"] != "full").sum())
    if not n:
        return frame
    # A widget's own key is forgotten when one goes to another page.
    st.session_state.setdefault(_KEY, st.session_state.get(_KEPT, False))
    st.toggle(
        f"Take in {counted(n, 'article')} cut off or headline only",
        key=_KEY,
        help="Their tone rests on the beginning or the headline alone. Left out by default.",
        on_change=_keep,
    )
    return kept(frame)


def kept(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of whole articles, or all where the switch is on."""
    if st.session_state.get(_KEPT, False):
        return frame
    return frame[frame["completeness"] == "full"]


def _keep() -> None:
    st.session_state[_KEPT] = st.session_state[_KEY]
