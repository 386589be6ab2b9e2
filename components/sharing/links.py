"""A view as a whole URL."""

from urllib.parse import urlencode

from components.sharing.view_state import ViewState, to_params


def build_link(base: str, view: ViewState) -> str:
    """The URL of ``view`` under ``base`` (no trailing slash), percent-encoded."""
    return f"{base}/{view.page}?{urlencode(to_params(view), doseq=True)}"
