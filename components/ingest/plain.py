"""Plain text files and pasted text."""

from __future__ import annotations

from components.ingest.characters import clean
from components.ingest.decode import decode
from components.ingest.lines import paragraphs
from components.ingest.records import Extract


def read_plain(data: bytes) -> Extract:
    """Paragraphs of a text file in any encoding."""
    decoded = decode(data)
    return Extract(paragraphs(clean(decoded.text)), warnings=decoded.warnings)


def read_pasted(text: str) -> Extract:
    """Paragraphs of a text that is characters already."""
    return Extract(paragraphs(clean(text)))
