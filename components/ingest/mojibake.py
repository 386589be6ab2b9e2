"""Letters that were decoded wrongly before the text came here (â€™ for ’) set right again."""

from __future__ import annotations

import re

# What bytes above 127 look like when UTF-8 is read as a single-byte encoding.
_SUSPECT = re.compile(
    "[ÂÃÄÅâäåðÐÑÎÏïРСГВ]["
    "\u0080-\u00bf\u0192\u02c6\u02dc\u0152\u0153\u0160\u0161\u0178\u017d\u017e"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u0400-\u040f"
    "\u0450-\u045f\u0490\u0491\u2116]|в\u0402|[\u0080-\u009f]"
)
# The third sign of a closing quotation mark is invisible and often lost on the way.
_CLOSING = re.compile("â€(?=[\\s.,;:!?)—–-]|$)")


def repaired(text: str) -> str:
    """Text with such letters repaired; the same text where nothing points to them."""
    if not _SUSPECT.search(text):
        return text
    import ftfy

    return ftfy.fix_encoding(_CLOSING.sub("”", text))
