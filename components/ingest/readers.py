"""Which reader opens which kind of file; each is loaded when a file first needs it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from components.ingest.characters import clean
from components.ingest.decode import decode
from components.ingest.detect import Kind
from components.ingest.drafts import check_length
from components.ingest.plain import read_plain
from components.ingest.records import Extract, Extracts, ReadOptions, Unreadable

#: Longest file of several articles, in characters, that a document (Word, PDF …) may hold.
MAX_EXPORT_CHARACTERS = 30_000_000
_SNIFFED = 200_000
# Marks are told by the spaces around them, but not by how many there are.
_SPACES = re.compile(r"[ \t]{5,}")

_NO_DOCUMENT = (
    "This looks like an export of a news database, but no document was found in it, so it was "
    "read as one plain text. If it holds several, export it again with the full text of each."
)

Extracted = Extract | Extracts


def extracted(
    kind: Kind, name: str, data: bytes, max_characters: int, options: ReadOptions
) -> Extracted:
    """What the file holds; raises Unreadable with the word for the reader when it holds nothing.

    kind is not that of a container: "zip" and "mbox" are walked by each_reading.
    """
    if kind in ("table", "json"):
        from components.ingest.tables import read_json, read_table

        return (read_json if kind == "json" else read_table)(data, name, options)
    if kind == "feed":
        from components.ingest.feeds import read_feed

        return read_feed(data)
    if kind == "html":
        return _page(data, max_characters, options.encoding)
    if kind in ("text", "markdown"):
        return _text(kind, data, max_characters, options.encoding)
    if kind in ("mail", "mhtml"):
        from components.ingest.formats.mail import read_mail
        from components.ingest.formats.mhtml import read_mhtml

        return (read_mail if kind == "mail" else read_mhtml)(data, max_characters)
    return _document(kind, data, max_characters)


def _document(kind: Kind, data: bytes, max_characters: int) -> Extracted:
    """A document of paragraphs, which may be the export of a news database."""
    extract = _document_reader(kind)(data, max(max_characters, MAX_EXPORT_CHARACTERS))
    text = "\n".join(extract.paragraphs)
    export = _export(text, "paragraphs")
    return export if isinstance(export, Extracts) else _noted(extract, export)


def _document_reader(kind: Kind) -> Callable[[bytes, int], Extract]:
    if kind == "pdf":
        from components.ingest.pdf import read_pdf

        return read_pdf
    if kind == "docx":
        from components.ingest.word import read_word

        return read_word
    if kind == "rtf":
        from components.ingest.formats.rtf import read_rtf

        return read_rtf
    if kind == "odt":
        from components.ingest.formats.odt import read_odt

        return read_odt
    if kind == "epub":
        from components.ingest.formats.epub import read_epub

        return read_epub
    if kind == "doc":
        from components.ingest.formats.old_word import read_old_word

        return read_old_word
    raise ValueError(f"no reader for {kind}")


def _page(data: bytes, max_characters: int, encoding: str | None) -> Extracted:
    from components.ingest.webpage import page_source_text, read_webpage

    export = _export(page_source_text(data, encoding), "html")
    if isinstance(export, Extracts):
        return export
    return _noted(read_webpage(data, max_characters, encoding), export)


def _text(kind: Kind, data: bytes, max_characters: int, encoding: str | None) -> Extracted:
    beginning = clean(decode(_opening(data), chosen=encoding).text)
    note = ""
    if _service(beginning):
        export = _export(clean(decode(data, chosen=encoding).text), "lines")
        if isinstance(export, Extracts):
            return export
        note = export
    # Four bytes is the most that one character takes in any encoding read here.
    check_length(len(data) // 4, max_characters)
    if kind == "markdown":
        from components.ingest.markdown import read_markdown

        return _noted(read_markdown(data, encoding), note)
    return _noted(read_plain(data, encoding), note)


def _opening(data: bytes) -> bytes:
    """As much of a text as is needed to tell exports, up to a line's end."""
    if len(data) <= 4 * _SNIFFED:
        return data
    return data[: data.rfind(b"\n", 0, 4 * _SNIFFED) + 1] or data[: 4 * _SNIFFED]


def _service(text: str) -> str | None:
    """The news database that a text was exported from, None for everything else."""
    from components.ingest.databases import sniff

    return sniff(_SPACES.sub("    ", text[:_SNIFFED]))


def _export(text: str, form: Literal["lines", "paragraphs", "html"]) -> Extracts | str:
    """Documents of an export; else a word where it only looks like one, "" for other texts."""
    if (service := _service(text)) is None:
        return ""
    from components.ingest.databases import read_export

    try:
        return read_export(service, text, form)
    except Unreadable:
        return _NO_DOCUMENT


def _noted(extract: Extract, note: str) -> Extract:
    return replace(extract, warnings=(*extract.warnings, note)) if note else extract
