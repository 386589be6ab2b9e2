"""Texts that a service cuts off: the marks it leaves where the rest would stand."""

from __future__ import annotations

import re

_CUT = re.compile(
    r"\s*(?:…|\.\.\.)?\s*\[\s*\+?\s*[\d,. ]+\s*(?:chars?|characters|words|more)\s*\]\s*$"
    r"|\s*\(?\bONLY AVAILABLE IN (?:PAID|PROFESSIONAL AND CORPORATE) PLANS\b\)?\s*$"
    r"|\s*\[(?:…|\.\.\.|&hellip;)\]\s*$",
    re.IGNORECASE,
)


def without_marker(text: str) -> tuple[str, bool]:
    """Text without the mark of a cut (“[+2310 chars]”), and whether there was one.

    The mark stands at the very end. The characters in front of it are kept as they are.
    """
    match = _CUT.search(text[-200:])
    if match is None:
        return text, False
    ellipsis = "…" if "…" in match.group() or "..." in match.group() else ""
    return text[: len(text) - len(match.group())] + ellipsis, True
