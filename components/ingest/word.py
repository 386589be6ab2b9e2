"""Word documents (.docx) to paragraphs: body and tables in order, tracked insertions kept."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from components.ingest.characters import clean, one_line
from components.ingest.packages import MAX_MARKUP, check_parts, damaged, opened, too_big
from components.ingest.records import NOTHING, Extract, Proposal, found, guessed

_TITLE_STYLES = re.compile(r"(?:title|heading ?1|überschrift ?1|заголовок ?1)$", re.IGNORECASE)
_DEFAULT_TITLES = re.compile(r"(?:word document|document\d*|untitled|microsoft word.*)?$", re.I)
# The date inside python-docx's own template, which its documents carry unless somebody sets one.
_TEMPLATE_DAY = datetime.date(2013, 12, 23)
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Word writes text boxes twice; the second time for programs that know no shapes.
_LEFT_OUT = (qn("w:del"), qn("w:moveFrom"), f"{_COMPATIBILITY}Fallback")
# What may stand between body, rows and cells: content controls, tracked insertions and the like.
_CONTAINERS = tuple(
    map(qn, "w:tr w:sdt w:sdtContent w:customXml w:smartTag w:ins w:moveTo".split())
)
_DEEPEST = 100
_WHAT = "Word file"


def read_word(data: bytes, max_characters: int) -> Extract:
    """Paragraphs of body and tables in reading order, without headers, footers and deletions.

    Raises Unreadable for zip bombs, files with entity declarations and damaged files.
    """
    with opened(data, _WHAT) as archive:
        check_parts(archive, _WHAT)
        body = max(
            (part.file_size for part in archive.infolist() if _is_body(part.filename)), default=0
        )
        if body > MAX_MARKUP:
            raise too_big(_WHAT)
    try:
        document = docx.Document(BytesIO(data))
        paragraphs = tuple(_paragraphs(document, max_characters))
        heading = _heading(document)
    except Exception as error:
        raise damaged(_WHAT) from error
    return Extract(
        paragraphs=paragraphs,
        title=_title(document, heading),
        created=_created(document),
        author=_author(document),
    )


def _is_body(part: str) -> bool:
    return part.startswith("word/") and part.endswith(".xml")


def _paragraphs(document: Document, max_characters: int) -> Iterator[str]:
    n_characters = 0
    for line in _blocks(document.element.body):
        n_characters += len(line)
        yield line
        # Stop early; the caller refuses texts of this length with the limit.
        if n_characters > max_characters + 1:
            return


def _blocks(container: _Element, is_table: bool = False, depth: int = 0) -> Iterator[str]:
    """Lines of a container's paragraphs; is_table: whether it has cells side by side."""
    if depth > _DEEPEST:
        return
    for block in container:
        if block.tag == qn("w:p"):
            yield from _lines(block)
        elif block.tag == qn("w:tbl"):
            rows = (len(row.findall(qn("w:tc"))) for row in block.iter(qn("w:tr")))
            yield from _blocks(block, max(rows, default=0) > 1, depth + 1)
        elif block.tag == qn("w:tc"):
            lines = tuple(_blocks(block, depth=depth + 1))
            # Row numbers and figures of a table are no article text.
            if not is_table or any(char.isalpha() for line in lines for char in line):
                yield from lines
        elif block.tag in _CONTAINERS and not _is_contents(block):
            yield from _blocks(block, is_table, depth + 1)


def _is_contents(block: _Element) -> bool:
    """Whether a content control is Word's own table of contents."""
    gallery = block.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"


def _lines(paragraph: _Element) -> Iterator[str]:
    for part in re.split(r"\n[ \n]*\n", clean(_text(paragraph))):
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
