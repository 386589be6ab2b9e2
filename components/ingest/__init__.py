"""Bytes and names to articles, with a word on what happened to every input.

from components.ingest import read, read_text
reading = read("speech.pdf", data)
reading.articles   # tuple of ArticleDraft
reading.refusals   # tuple of Refusal
"""

from components.ingest.reading import read, read_text
from components.ingest.records import (
    FORMATS,
    FORMATS_IN_WORDS,
    MAX_BYTES,
    MAX_CHARACTERS,
    ArticleDraft,
    Proposal,
    Reading,
    Refusal,
)

__all__ = [
    "FORMATS",
    "FORMATS_IN_WORDS",
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "ArticleDraft",
    "Proposal",
    "Reading",
    "Refusal",
    "read",
    "read_text",
]
