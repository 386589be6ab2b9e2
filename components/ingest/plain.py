"""Plain text files and pasted text."""

from __future__ import annotations

from components.ingest.characters import clean
from components.ingest.decode import decode
from components.ingest.lines import paragraphs
from components.ingest.printed import without_page_breaks
from components.ingest.records import Extract


def read_plain(data: bytes, encoding: str | None = None) -> Extract:
    """Paragraphs of a text file in any encoding, or in the one that somebody chose."""
    decoded = decode(data, chosen=encoding)
    return Extract(paragraphs(clean(without_page_breaks(decoded.text))), warnings=decoded.warnings)


def read_pasted(text: str) -> Extract:
    """Paragraphs of a text that is characters already."""
    return Extract(paragraphs(clean(without_page_breaks(text))))
