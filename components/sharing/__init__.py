"""Links: the view an analyst looks at, as a URL and back."""

from components.sharing.links import build_link
from components.sharing.view_state import (
    LINK_VERSION,
    PAGES,
    ViewState,
    identity_params,
    parse_view,
    to_params,
)

__all__ = [
    "LINK_VERSION",
    "PAGES",
    "ViewState",
    "build_link",
    "identity_params",
    "parse_view",
    "to_params",
]
