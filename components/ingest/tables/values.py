"""Cells and record values as article text, headlines, names and addresses."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from components.ingest.characters import clean, one_line
from components.ingest.completeness import without_marker
from components.ingest.lines import paragraphs
from components.ingest.tables.cell_dates import is_nothing

#: Most characters that Excel keeps in a cell; a text of just this length was cut there.
EXCEL_CELL = 32_767
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|figure|figcaption|img|table"
    r"|section|article|aside|script|style|iframe|html|body)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_BY = re.compile(r"by[:\s]\s*(?=\S)", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|[\w-]+(?:\.[\w-]+)+/[^\s<>\"]*", re.IGNORECASE
)


def text_of(value: str) -> tuple[tuple[str, ...], bool]:
    """Paragraphs of an article in a cell, and whether it is only the beginning of one."""
    value, cut = without_marker(value.strip())
    if is_nothing(value):
        return (), cut
    cut = cut or len(value) == EXCEL_CELL
    if _TAG.search(value):
        # Loaded here because it takes long, and few tables hold markup.
        from components.ingest.webpage import html_paragraphs

        result = html_paragraphs(value)
        if result:
            last, cut_inside = without_marker(result[-1])
            result, cut = (*result[:-1], last), cut or cut_inside
        return tuple(line for line in result if line.strip()), cut
    if "\n" not in value and "\\n" in value:
        value = value.replace("\\r", "").replace("\\n", "\n").replace("\\t", " ")
    return paragraphs(clean(unescaped(value))), cut


def line_of(value: str) -> str:
    """A headline, a name: one line without markup, "" when there is nothing."""
    if is_nothing(value):
        return ""
    if _TAG.search(value):
        value = _TAG.sub(" ", value)
    return one_line(unescaped(value))


def author_of(value: str) -> str:
    """Names of the authors without “By”; a mere number is none."""
    line = line_of(value)
    if not _LETTER.search(line):
        return ""
    return _BY.sub("", line, count=1) if _BY.match(line) else line


def address_of(value: str) -> str:
    """A web address, "" when the value is none."""
    match = _ADDRESS.search(value[:2000])
    return match.group() if match else ""


def outlet_of(value: str) -> str:
    """Name of an outlet; of an address only the site; a mere number is none."""
    line = line_of(value)
    if not _LETTER.search(line):
        return ""
    if re.match(r"https?://", line, re.IGNORECASE):
        try:
            host = urlsplit(line).hostname or ""
        except ValueError:
            return line
        return host.removeprefix("www.") or line
    return line


def unescaped(value: str) -> str:
    """Text in which “&amp;” and “&#8217;” are the characters that they stand for."""
    return html.unescape(value) if _ENTITY.search(value) else value
