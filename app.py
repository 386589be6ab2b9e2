"""Launcher: `streamlit run app.py`, or `uvicorn app:app`. What is shown begins in components/frame.py."""

import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import net_util

from components.ui.security import SecurityHeaders

# Streamlit asks a server on the internet for its own address when a request comes under an
# unknown name; nothing here may leave the machine.
net_util.get_external_ip = lambda: None


def warm_up(at_end: list[Callable[[], None]]) -> None:
    """Open the store and make the samples, so that the first visitor need not wait for it.

    Then start the process that imports and scores; what stops it goes on the list `at_end`.
    """
    # Imported here: the server answers after a second, the libraries behind the store take longer.
    from components.jobs import keep_worker
    from components.ui.resources import engine

    engine()
    at_end.append(keep_worker())


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, object]]:
    """Warm up beside the server, not before it."""
    at_end: list[Callable[[], None]] = []
    threading.Thread(target=warm_up, args=(at_end,), name="warm-up", daemon=True).start()
    yield {}
    for stop in at_end:
        stop()


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
