"""OpenDocument texts (.odt) to paragraphs: without notes, comments and tracked deletions."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from components.ingest.characters import clean, one_line
from components.ingest.dates import stated_date
from components.ingest.packages import damaged, declares_entities, opened, part_of
from components.ingest.records import NOTHING, Extract, Proposal, Unreadable, found, guessed

_WHAT = "OpenDocument file"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_LEFT_OUT = frozenset(
    (
        f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_TEXT}table-of-content", f"{_TEXT}bibliography",
        f"{_TEXT}alphabetical-index", f"{_TEXT}illustration-index", f"{_TEXT}sequence-decls",
        f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_OFFICE}scripts", f"{_TEXT}page-number",
    )
)  # fmt: skip
_TITLE_STYLES = re.compile(r"(?:title|heading(?:_20_|\s)?1)$", re.IGNORECASE)
# The date inside python-docx's own template, which converted documents carry.
_TEMPLATE_DAY = datetime.date(2013, 12, 23)
_BREAK = "\x00"


def read_odt(data: bytes, max_characters: int) -> Extract:
    """Paragraphs of body, lists and tables in order; title and author as the file states them.

    Raises Unreadable for zip bombs, files with entities, encrypted and damaged files.
    """
    with opened(data, _WHAT) as archive:
        names = set(archive.namelist())
        if "META-INF/manifest.xml" in names:
            manifest = part_of(archive, "META-INF/manifest.xml", _WHAT)
            if b"encryption-data" in manifest:
                raise Unreadable(
                    "This file is password-protected; remove the password and upload it again."
                )
        content = _tree(part_of(archive, "content.xml", _WHAT))
        meta = _tree(part_of(archive, "meta.xml", _WHAT)) if "meta.xml" in names else None
    body = content.find(f".//{_OFFICE}text")
    if body is None:
        raise damaged(_WHAT)
    return Extract(
        paragraphs=tuple(_lines(body)),
        title=_title(content, body, meta),
        created=_created(meta),
        author=_author(meta),
    )


def _tree(markup: bytes) -> Element:
    try:
        return fromstring(markup)
    except DefusedXmlException as error:
        raise declares_entities(_WHAT) from error
    except ParseError as error:
        raise damaged(_WHAT) from error


def _lines(body: Element) -> Iterator[str]:
    text = clean("".join(_pieces(body)).replace(_BREAK, "\n\n"))
    yield from (line for part in re.split(r"\n[ \n]*\n", text) if (line := one_line(part)))


def _pieces(root: Element) -> Iterator[str]:
    """Text with a mark at every paragraph's edge; a walk of its own, as deep as any file nests."""
    stack: list[tuple[Element | None, str]] = [(root, "")]
    while stack:
        element, text = stack.pop()
        if element is None:
            yield text
            continue
        if element.tag in _LEFT_OUT:
            continue
        if element.tag == f"{_TEXT}s":
            yield " "
            continue
        if element.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield "\n" if element.tag.endswith("line-break") else " "
            continue
        is_paragraph = element.tag in _PARAGRAPHS
        if is_paragraph:
            yield _BREAK
        yield _flow(element.text)
        stack.append((None, _BREAK if is_paragraph else ""))
        for child in reversed(element):
            stack.append((None, _flow(child.tail)))
            stack.append((child, ""))


def _flow(text: str | None) -> str:
    return re.sub(r"\s+", " ", text.replace(_BREAK, "")) if text else ""


def _title(content: Element, body: Element, meta: Element | None) -> Proposal:
    parents = {
        style.get(f"{_STYLE}name"): style.get(f"{_STYLE}parent-style-name")
        for style in content.iter(f"{_STYLE}style")
    }
    for element in body.iter():
        if element.tag in _PARAGRAPHS and (line := one_line("".join(_pieces(element)))):
            style = element.get(f"{_TEXT}style-name") or ""
            is_heading = element.tag.endswith("}h") and element.get(f"{_TEXT}outline-level") == "1"
            styled = (style, parents.get(style) or "")
            if is_heading or any(map(_TITLE_STYLES.match, styled)):
                return found(line, "the document's heading")
            break
    title = _meta(meta, f"{_DC}title")
    return found(title, "the document's properties") if title else NOTHING


def _author(meta: Element | None) -> Proposal:
    author = _meta(meta, f"{_META}initial-creator") or _meta(meta, f"{_DC}creator")
    if not author or author.lower() in ("python-docx", "user", "admin", "unknown"):
        return NOTHING
    return found(author, "the document's properties")


def _created(meta: Element | None) -> Proposal:
    day = stated_date(_meta(meta, f"{_META}creation-date"))
    if day is None or day == _TEMPLATE_DAY:
        return NOTHING
    return guessed(day.isoformat(), "the day the file was made")


def _meta(meta: Element | None, tag: str) -> str:
    element = meta.find(f".//{tag}") if meta is not None else None
    return one_line(element.text or "") if element is not None else ""
