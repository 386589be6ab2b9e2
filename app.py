"""Launcher: `streamlit run app.py`, or `uvicorn app:app`. What is shown begins in components/frame.py."""

import logging
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import net_util

from components.ui.resources import engine
from components.ui.security import SecurityHeaders

# Streamlit asks a server on the internet for its own address when a request comes under an
# unknown name; nothing here may leave the machine.
net_util.get_external_ip = lambda: None


@asynccontextmanager
async def lifespan(_: st.App):  # type: ignore[no-untyped-def]
    """Open the store and make the samples before the first visitor comes."""
    engine()
    yield {}


def in_plain_words(error: Exception) -> bool:
    """Say on the screen that something went wrong; the details go to the server's log."""
    logging.getLogger("detente").error("A page failed", exc_info=error)
    st.error(
        "Something went wrong while drawing this page. Nothing that was stored is lost. "
        "Reload the page; if it happens again, tell whoever runs this server: the log has the details.",
        icon=":material/error:",
    )
    return True


app = st.App(
    Path(__file__).parent / "components" / "frame.py",
    lifespan=lifespan,
    on_script_error=in_plain_words,
    middleware=[Middleware(SecurityHeaders)],
)
