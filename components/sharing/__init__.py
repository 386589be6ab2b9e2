"""Links: the view an analyst looks at, as a URL and back."""

from components.sharing.links import build_link
from components.sharing.view_state import (
    LINK_VERSION,
    PAGES,
    ViewState,
    address_params,
    parse_view,
    to_params,
)

__all__ = [
    "LINK_VERSION",
    "PAGES",
    "ViewState",
    "address_params",
    "build_link",
    "parse_view",
    "to_params",
]
