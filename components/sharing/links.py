"""A view as a whole URL."""

from urllib.parse import urlencode

from components.sharing.view_state import PAGES, ViewState, to_params


def build_link(base: str, view: ViewState) -> str:
    """The URL of ``view`` under ``base`` (no trailing slash), percent-encoded."""
    # The first page lives at the root.
    path = "" if view.page == PAGES[0] else view.page
    return f"{base}/{path}?{urlencode(to_params(view), doseq=True)}"
