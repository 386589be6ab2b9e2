"""Quotations: what stands between quotation marks."""

import re

from components.text.spans import HasSpan, Span

# Straight double quotes are paired in order; a quotation that its paragraph leaves open
# runs to the paragraph's end, as newspapers print speech over several paragraphs.
_CURLY = re.compile(r"“([^“”]*)(?:”|$)|«([^«»]*)(?:»|$)|„([^„“”]*)(?:[“”]|$)", re.DOTALL)
_STRAIGHT = re.compile(r'"([^"]*)(?:"|$)', re.DOTALL)


def quotations(text: str, paragraph: HasSpan) -> tuple[Span, ...]:
    """Spans between quotation marks in ``paragraph``, marks left out, in order."""
    part = text[paragraph.start : paragraph.end]
    found = []
    for pattern in (_CURLY, _STRAIGHT):
        for match in pattern.finditer(part):
            group = match.lastindex or 0
            start, end = match.span(group)
            if start < end:
                found.append(Span(paragraph.start + start, paragraph.start + end))
    return tuple(sorted(found))
