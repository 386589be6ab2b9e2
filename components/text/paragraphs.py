"""Paragraphs of a stored text.

Ingestion stores one paragraph per block with blank lines between. Text that reaches the
analysis without ingestion (a caller of the Python API) may use single newlines; then each
line is a paragraph.
"""

import re

from components.text.spans import Span, trimmed

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_NEWLINE = re.compile(r"\n")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Spans of the paragraphs of ``text``, in order; white space around them left out."""
    separator = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _NEWLINE
    edges = [0]
    for gap in separator.finditer(text):
        edges += [gap.start(), gap.end()]
    edges.append(len(text))
    spans = (trimmed(text, *pair) for pair in zip(edges[::2], edges[1::2], strict=True))
    return tuple(span for span in spans if span.start < span.end)
