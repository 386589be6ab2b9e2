"""Word documents (.docx) to paragraphs: body and tables in order, tracked insertions kept."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from components.ingest.characters import clean, one_line
from components.ingest.records import NOTHING, Extract, Proposal, Unreadable, found, guessed

#: Largest size, in bytes, that the parts of a document may unpack to, together.
MAX_UNPACKED = 60_000_000
#: Largest growth on unpacking; ordinary documents stay below 30.
MAX_RATIO = 200
MAX_PARTS = 5_000

_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TITLE_STYLES = re.compile(r"(?:title|heading ?1|überschrift ?1|заголовок ?1)$", re.IGNORECASE)
_DEFAULT_TITLES = re.compile(r"(?:word document|document\d*|untitled|microsoft word.*)?$", re.I)
# The date inside python-docx's own template, which its documents carry unless somebody sets one.
_TEMPLATE_DAY = datetime.date(2013, 12, 23)
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Word writes text boxes twice; the second time for programs that know no shapes.
_LEFT_OUT = (qn("w:del"), qn("w:moveFrom"), f"{_COMPATIBILITY}Fallback")
_TOO_BIG = (
    "The Word file unpacks to far more data than a document holds, so it was not opened. "
    "Copy its text into a new document and upload that."
)
_DAMAGED = "The Word file is damaged. Open it in Word, save it again and upload it."


def read_word(data: bytes, max_characters: int) -> Extract:
    """Paragraphs of body and tables in reading order, without headers, footers and deletions.

    Raises Unreadable for zip bombs, files with entity declarations and damaged files.
    """
    _guard(data)
    try:
        document = docx.Document(BytesIO(data))
        paragraphs = tuple(_paragraphs(document, max_characters))
        heading = _heading(document)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(_DAMAGED) from error
    return Extract(
        paragraphs=paragraphs,
        title=_title(document, heading),
        created=_created(document),
        author=_author(document),
    )


def _guard(data: bytes) -> None:
    """Refuse what would unpack to too much, by declared and by actual size, and any entity."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            declared = sum(part.file_size for part in parts)
            if len(parts) > MAX_PARTS or declared > MAX_UNPACKED:
                raise Unreadable(_TOO_BIG)
            if declared > 1_000_000 and declared > MAX_RATIO * len(data):
                raise Unreadable(_TOO_BIG)
            actual = 0
            for part in parts:
                actual += _unpacked(archive, part, MAX_UNPACKED - actual)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(_DAMAGED) from error


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, allowed: int) -> int:
    size = 0
    with archive.open(part) as stream:
        head = b""
        while chunk := stream.read(65_536):
            size += len(chunk)
            if size > allowed:
                raise Unreadable(_TOO_BIG)
            if part.filename.lower().endswith((".xml", ".rels")):
                window = head[-16:] + chunk
                if _ENTITY.search(window) or _ENTITY.search(window.replace(b"\x00", b"")):
                    raise Unreadable(
                        "The Word file declares XML entities, which documents do not need and "
                        "attacks do. Open it in Word, save it again and upload it."
                    )
                head = chunk
    return size


def _paragraphs(document: Document, max_characters: int) -> Iterator[str]:
    n_characters = 0
    for line in _blocks(document, depth=0):
        n_characters += len(line)
        # Stop early; the caller refuses texts of this length with the limit.
        if n_characters > max_characters + 1:
            yield line
            return
        yield line


def _blocks(container: Document | _Cell, depth: int) -> Iterator[str]:
    if depth > 20:
        return
    for block in container.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _lines(block)
        elif isinstance(block, Table):
            seen: set[_Element] = set()
            for row in block.rows:
                for cell in row.cells:
                    # A merged cell comes up once for every column it spans.
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        yield from _cell(cell, depth)


def _cell(cell: _Cell, depth: int) -> Iterator[str]:
    lines = tuple(_blocks(cell, depth + 1))
    # Row numbers and figures of a table are no article text.
    if any(char.isalpha() for line in lines for char in line):
        yield from lines


def _lines(paragraph: Paragraph) -> Iterator[str]:
    for part in re.split(r"\n[ \n]*\n", clean(_text(paragraph._p))):
        if line := one_line(part):
            yield line


def _text(element: _Element) -> str:
    """Text of runs, links, insertions and content controls; without deletions and field codes."""
    pieces: list[str] = []
    for node in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if _is_left_out(node, element):
            continue
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        elif node.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif node.tag == qn("w:tab"):
            # Tab stops of the paragraph's layout share the name with tabs in its text.
            pieces.append(" " if node.getparent().tag == qn("w:r") else "")
        else:
            pieces.append("\n")
    return "".join(pieces)


def _is_left_out(node: _Element, root: _Element) -> bool:
    parent = node.getparent()
    while parent is not None and parent is not root:
        if parent.tag in _LEFT_OUT:
            return True
        parent = parent.getparent()
    return False


def _heading(document: Document) -> str | None:
    """First paragraph when its style is that of a title or a first-level heading."""
    for paragraph in document.paragraphs[:5]:
        line = one_line(_text(paragraph._p))
        if line:
            style = paragraph.style
            return line if style is not None and _TITLE_STYLES.match(style.name or "") else None
    return None


def _title(document: Document, heading: str | None) -> Proposal:
    if heading:
        return found(heading, "the document's heading")
    title = one_line(document.core_properties.title or "")
    if _DEFAULT_TITLES.match(title):
        return NOTHING
    return found(title, "the document's properties")


def _author(document: Document) -> Proposal:
    author = one_line(document.core_properties.author or "")
    if not author or author.lower() in ("python-docx", "user", "admin", "microsoft office user"):
        return NOTHING
    return found(author, "the document's properties")


def _created(document: Document) -> Proposal:
    try:
        created = document.core_properties.created
    except Exception:
        # A malformed date in the properties; the text may still hold one.
        return NOTHING
    if created is None or created.date() == _TEMPLATE_DAY:
        return NOTHING
    return guessed(created.date().isoformat(), "the day the Word file was made")
