"""Bytes and names to articles, with a word on what happened to every input.

from components.ingest import each_reading, read, read_text

reading = read("speech.pdf", data)   # any kind of file, containers unpacked
reading.articles   # tuple of ArticleDraft
reading.refusals   # tuple of Refusal
reading.warnings   # sentences about a file of several articles as a whole

for name, data, reading in each_reading("articles.zip", Path("articles.zip")):
    ...            # one member after the other, whatever the size of the archive

Nothing is raised for bad input, and nothing is fetched, run or written.
"""

from components.ingest.archives import MAX_FILES
from components.ingest.containers import each_reading, read
from components.ingest.reading import read_text
from components.ingest.records import (
    FORMATS,
    FORMATS_IN_WORDS,
    MAX_BYTES,
    MAX_CHARACTERS,
    ArticleDraft,
    Completeness,
    Extract,
    Extracts,
    Proposal,
    Reading,
    ReadOptions,
    Refusal,
)

__all__ = [
    "FORMATS",
    "FORMATS_IN_WORDS",
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "MAX_FILES",
    "ArticleDraft",
    "Completeness",
    "Extract",
    "Extracts",
    "Proposal",
    "ReadOptions",
    "Reading",
    "Refusal",
    "each_reading",
    "read",
    "read_text",
]
