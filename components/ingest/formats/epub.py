"""E-books (.epub) to paragraphs: chapters in reading order, without contents and cover pages."""

from __future__ import annotations

import posixpath
import re
import zipfile
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from components.ingest.characters import one_line
from components.ingest.dates import stated_date
from components.ingest.decode import decode
from components.ingest.packages import damaged, declares_entities, opened, part_of
from components.ingest.records import (
    NOTHING,
    Extract,
    Proposal,
    Unreadable,
    found,
    guessed,
    too_long,
)
from components.ingest.webpage import html_paragraphs

_WHAT = "e-book"
_PROTECTED = "This e-book is copy-protected (DRM) and cannot be read. Upload its text instead."
# Fonts may be obscured without the text being so.
_FONT = re.compile(rb"\.(?:otf|ttf|woff2?)\b", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*href[^>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def read_epub(data: bytes, max_characters: int) -> Extract:
    """Paragraphs of all chapters; title, author and publisher as the book states them.

    Raises Unreadable for zip bombs, copy-protected and damaged books.
    """
    with opened(data, _WHAT) as archive:
        names = set(archive.namelist())
        if "META-INF/encryption.xml" in names:
            encryption = part_of(archive, "META-INF/encryption.xml", _WHAT)
            if encryption.count(b"CipherReference") > len(_FONT.findall(encryption)):
                raise Unreadable(_PROTECTED)
        package_name = _package_name(archive)
        package = _tree(part_of(archive, package_name, _WHAT))
        paragraphs: list[str] = []
        n_characters = 0
        for name in _chapters(package, posixpath.dirname(package_name)):
            if name not in names:
                continue
            page = decode(part_of(archive, name, _WHAT)).text
            if _is_contents(page):
                continue
            chapter = html_paragraphs(page)
            paragraphs += chapter
            n_characters += sum(map(len, chapter))
            if n_characters > max_characters:
                raise Unreadable(too_long(n_characters, max_characters))
    return Extract(
        paragraphs=tuple(paragraphs),
        title=_stated(package, "title", "the book's title"),
        author=_stated(package, "creator", "the book's author"),
        source=_stated(package, "publisher", "the book's publisher"),
        created=_day(package),
        headed=True,
    )


def _package_name(archive: zipfile.ZipFile) -> str:
    container = _tree(part_of(archive, "META-INF/container.xml", _WHAT))
    for element in container.iter():
        if element.tag.rpartition("}")[2] == "rootfile" and element.get("full-path"):
            return unquote(element.get("full-path") or "")
    raise damaged(_WHAT)


def _tree(markup: bytes) -> Element:
    try:
        return fromstring(markup)
    except DefusedXmlException as error:
        raise declares_entities(_WHAT) from error
    except ParseError as error:
        raise damaged(_WHAT) from error


def _chapters(package: Element, folder: str) -> list[str]:
    """Names of the pages in reading order, without the navigation."""
    items = {
        element.get("id"): element
        for element in package.iter()
        if element.tag.rpartition("}")[2] == "item"
    }
    names = []
    for element in package.iter():
        item = items.get(element.get("idref"))
        if element.tag.rpartition("}")[2] != "itemref" or item is None:
            continue
        # Footnotes and the like stand outside the reading order.
        if element.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
            continue
        if "html" in (item.get("media-type") or "html"):
            name = unquote(item.get("href") or "").partition("#")[0]
            names.append(posixpath.normpath(posixpath.join(folder, name)))
    return names


def _is_contents(page: str) -> bool:
    """Whether a page is a list of links to the others."""
    links = _LINK.findall(page)
    linked = sum(len(one_line(_TAG.sub("", link))) for link in links)
    return len(links) >= 3 and linked > 0.6 * sum(map(len, html_paragraphs(page)))


def _stated(package: Element, field: str, reason: str) -> Proposal:
    for element in package.iter(f"{{http://purl.org/dc/elements/1.1/}}{field}"):
        if value := one_line("".join(element.itertext())):
            return found(value, reason) if value.lower() not in ("unknown",) else NOTHING
    return NOTHING


def _day(package: Element) -> Proposal:
    for element in package.iter("{http://purl.org/dc/elements/1.1/}date"):
        if day := stated_date(element.text or ""):
            return guessed(day.isoformat(), "the day the book was made")
    return NOTHING
