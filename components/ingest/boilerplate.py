"""Closing lines of web pages that belong to the site and not to the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LISTING = re.compile(
    r"(?:more (?:must-reads|from|on|stories|news|in)|most (?:read|popular|viewed)"
    r"|read (?:more|also|next)|related|recommended|you (?:may|might) also like|see also"
    r"|trending|editors?['’]s? picks?"
    r"|top stories|latest (?:news|stories|headlines)|also (?:on|in|read)|popular (?:now|stories)"
    r"|up next|don['’]t miss)\b.{0,60}$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:©|copyright\b|\(c\) \d{4}).{0,300}$"
    r"|.{0,200}\ball rights reserved\b.{0,100}$"
    r"|(?:write to|contact) .{1,80}@\S+$"
    r"|(?:follow|like|find) (?:us|the|\w+ \w+|@\w+) .{0,80}"
    r"\b(?:facebook|twitter|instagram|telegram|x)\b.{0,60}$"
    r"|(?:sign up|subscribe|get our|want weekly)\b.{0,160}$"
    r"|(?:share|print|e-?mail|tweet|advertisement|comments?|back to top)\b.{0,20}$",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile("[.!?…][\"'”’»)\\]]*$")
_LONGEST_LISTING = 25


def without_tail(paragraphs: Sequence[str]) -> Sequence[str]:
    """Paragraphs without the site's own lines at their end; the first two always stay."""
    end = len(paragraphs)
    while end > 2 and _CLOSING.match(paragraphs[end - 1]):
        end -= 1
    start = max(2, end - _LONGEST_LISTING)
    for index in range(start, end):
        rest = paragraphs[index + 1 : end]
        if _LISTING.match(paragraphs[index]) and all(_is_teaser(line) for line in rest):
            return without_tail(paragraphs[:index])
    return paragraphs[:end]


def _is_teaser(line: str) -> bool:
    """A headline or an invitation: short, and no statement that ends in a full stop."""
    return len(line) <= 160 and (not _ENDS_SENTENCE.search(line) or line.endswith("?"))
