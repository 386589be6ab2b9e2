"""Whose “I” a whole text is: the signer of a statement, by its title or its byline."""

import re
from collections.abc import Sequence
from datetime import date

from components.actors import Mention, Roster, mentions
from components.text import Span
from components.text.spans import starting_in

_TITLED = re.compile(
    r"(?:statements?|remarks|address|message|speech|letter|op-ed|article|testimony)\s+(?:from|by|of)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_HEAD = 6  # paragraphs in which a byline may stand
_BYLINE = 90  # characters of a byline at most


def signer(
    text: str,
    paragraphs: Sequence[Span],
    named: Sequence[Mention],
    *,
    title: str | None,
    roster: Roster,
    day: date | None,
) -> str | None:
    """The roster id of who signed the text; None where neither title nor byline says.

    A title names the signer after “Statement from”; a byline is a short paragraph near the
    top that is a person's name and office, and nothing else: “Jane Doe, Secretary of State”.
    """
    lead = _TITLED.search(title or "")
    if title and lead:
        heading = mentions(title, [Span(0, len(title))], roster, day)
        first = next((m for m in heading if m.start >= lead.end()), None)
        if first and first.start - lead.end() < 40:
            return first.actor
    for span in paragraphs[:_HEAD]:
        if span.end - span.start > _BYLINE or text[span.end - 1] in '.!?:;,”"':
            continue
        inside = starting_in(named, span.start, span.end)
        first = inside[0] if inside else None
        if (
            first
            and first.start == span.start
            and roster.actors[first.actor].is_person
            and (first.end == span.end or text[first.end : first.end + 2] == ", ")
        ):
            return first.actor
    return None
