"""Saved web pages and HTML fragments to paragraphs. Nothing is fetched, no script is run."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from html import unescape

import trafilatura
from lxml import html as lxml_html
from lxml.etree import _Element
from lxml.html import HtmlElement

from components.ingest.boilerplate import without_tail
from components.ingest.characters import clean, one_line
from components.ingest.decode import Decoded, decode
from components.ingest.lines import paragraphs as paragraphs_of
from components.ingest.page_metadata import (
    page_body,
    page_date,
    page_section,
    page_source,
    page_time,
    page_title,
    page_url,
)
from components.ingest.records import NOTHING, Extract, Unreadable, found, too_long

#: Larger pages are mostly data, and reading them would hold up everybody else.
MAX_HTML_BYTES = 8_000_000
#: Beyond so many elements choosing the article takes too long, and all text is taken.
MAX_ELEMENTS = 20_000
#: A page that shows fewer words shows a menu, a teaser or a word on scripts.
_FEW_WORDS = 15
#: Beyond so many tags a tree of them takes too much memory, and the text is taken without one.
MAX_TAGS = 200_000

_WHOLE = (
    "The page is unusually large, so its menus and adverts may have been read with the article."
)
_STATED = (
    "The page shows its text only when a script runs, so the text was taken from the page's "
    "description of itself. Check that it is complete."
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_PAGE_PARTS = re.compile(
    r"<(?:nav|aside|header|footer|form|script|article|main|iframe|button)\b", re.I
)
_WHOLE_PAGE = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
_SKIPPED = frozenset(
    "script style noscript template head title nav aside footer button select textarea svg "
    "iframe object embed audio video canvas math figure figcaption del".split()
)
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre table tr td th tbody thead section "
    "article main header body html address center hr caption".split()
)
_UNREAD = frozenset("script style noscript template title textarea select svg iframe".split())
_TAG = re.compile(r"(<[^<>]*>)")
_TAG_NAME = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*)[^<>]*>$|<[!?][^<>]*>$(?P<none>)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BREAK, _ENDS = "\x00", re.compile("[.!?…:][\"'”’»)\\]]*$")
# Trafilatura's own elements that hold a paragraph each.
_PARAGRAPHS = frozenset("p head item cell quote code fw ab row list table div".split())


def page_source_text(data: bytes, encoding: str | None = None) -> str:
    """The page's source as characters: in the encoding chosen, declared or most likely."""
    return _source(decode(data, _declared(data), encoding))


def _source(decoded: Decoded) -> str:
    return _XML_DECLARATION.sub("", decoded.text.replace("\x00", "").lstrip("\ufeff"))


def read_webpage(data: bytes, max_characters: int, encoding: str | None = None) -> Extract:
    """Article text of a page without navigation, adverts and comments; metadata as stated.

    Raises Unreadable when the page is too large, or its text is far beyond max_characters.
    """
    if len(data) > MAX_HTML_BYTES:
        raise Unreadable(
            f"The page is too large: {len(data) / 1e6:,.1f} MB, and the limit for web pages is "
            f"{MAX_HTML_BYTES / 1e6:,.0f} MB. Copy the article's text and paste it instead."
        )
    decoded = decode(data, _declared(data), encoding)
    html = _source(decoded)
    if html.count("<") > MAX_TAGS:
        warnings = (*decoded.warnings, _WHOLE)
        return Extract(tuple(_stripped(html)), warnings=warnings, headed=True)
    tree = _parse(html)
    if tree is None:
        return Extract(tuple(_stripped(html)), warnings=decoded.warnings, headed=True)
    plain = _blocks(tree)
    if (n_characters := sum(map(len, plain))) > 2 * max_characters:
        raise Unreadable(too_long(n_characters, max_characters))
    n_elements = sum(1 for _ in tree.iter())
    document = _document(tree) if n_elements <= MAX_ELEMENTS else None
    title = page_title(tree, document.title if document else None)
    paragraphs = _article(html, plain, document)
    warnings = decoded.warnings
    if stated := _stated_text(tree, paragraphs):
        paragraphs = stated
        warnings += (_STATED,)
    if n_elements > MAX_ELEMENTS:
        warnings += (_WHOLE,)
    author = document.author if document else None
    date = page_date(tree, title.value)
    return Extract(
        paragraphs=paragraphs,
        title=title,
        date=date,
        time=page_time(tree, date),
        url=page_url(tree, html),
        section=page_section(tree),
        source=page_source(
            tree,
            title.value,
            document.sitename if document else None,
            document.hostname if document else None,
        ),
        author=found(one_line(author), "the page's metadata") if author else NOTHING,
        warnings=warnings,
        headed=True,
    )


def html_paragraphs(fragment: str) -> tuple[str, ...]:
    """Every block of text in a fragment, in order, without scripts, forms and hidden parts."""
    tree = _parse(fragment) if fragment.count("<") <= MAX_TAGS else None
    return _blocks(tree) if tree is not None else tuple(_stripped(fragment))


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", errors="ignore") if match else None


def _parse(html: str) -> HtmlElement | None:
    """Element tree of a page; None where it has none or nests so deep that text would be lost."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        tree = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except Exception:
        return None
    fatal = any(entry.level_name == "FATAL" for entry in parser.error_log)
    return None if fatal else tree


def _document(tree: HtmlElement) -> trafilatura.settings.Document | None:
    try:
        document = trafilatura.bare_extraction(
            copy.deepcopy(tree),
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
        return None if isinstance(document, dict) else document
    except Exception:
        # Metadata code trips over odd markup; the plain reading below still serves.
        return None


def _article(
    html: str, plain: tuple[str, ...], document: trafilatura.settings.Document | None
) -> tuple[str, ...]:
    # A bare fragment has nothing to leave out, and a small page too little to choose from.
    if not _PAGE_PARTS.search(html) and not _WHOLE_PAGE.search(html):
        return plain
    body = document.body if document is not None else None
    chosen = tuple(_of_body(body)) if body is not None else ()
    n_plain, n_chosen = sum(map(len, plain)), sum(map(len, chosen))
    if not chosen or not plain:
        return plain
    if n_plain <= 600 and (n_chosen < 0.9 * n_plain or len(chosen) < len(plain)):
        return plain
    return tuple(without_tail(chosen))


def _stated_text(tree: HtmlElement, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The text that the page states for machines, where it shows next to none of it."""
    body = page_body(tree)
    n_stated, n_shown = len(body.split()), sum(len(line.split()) for line in paragraphs)
    if n_stated < 2 * _FEW_WORDS or n_shown >= max(_FEW_WORDS, n_stated // 5):
        return ()
    return (
        html_paragraphs(body) if re.search(r"<(?:p|br|div)\b", body) else paragraphs_of(clean(body))
    )


def _of_body(body: _Element) -> Iterator[str]:
    """Paragraphs of trafilatura's result tree."""
    yield from _split("".join(_marked(body, _PARAGRAPHS, ("lb",), frozenset())))


def _blocks(tree: HtmlElement) -> tuple[str, ...]:
    return tuple(_split("".join(_marked(tree, _BLOCKS, ("br",), _SKIPPED))))


def _marked(
    root: _Element, blocks: frozenset[str], breaks: tuple[str, ...], skipped: frozenset[str]
) -> Iterator[str]:
    """Text with a mark at every block edge and a newline at every line break.

    Walks with a stack of its own: pages may nest deeper than Python may recurse.
    """
    stack: list[tuple[_Element | None, str]] = [(root, "")]
    while stack:
        element, text = stack.pop()
        if element is None:
            yield text
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        is_block = tag in blocks
        if tag in breaks:
            yield "\n"
            continue
        if not tag or tag in skipped or _is_hidden(element):
            continue
        if is_block:
            yield _BREAK
        yield _flow(element.text)
        stack.append((None, _BREAK if is_block else ""))
        for child in reversed(element):
            stack.append((None, _flow(child.tail)))
            stack.append((child, ""))


def _stripped(html: str) -> Iterator[str]:
    """Text between the tags, for pages that no tree can hold; one pass whatever they contain."""
    pieces: list[str] = []
    closing = ""
    for piece in _TAG.split(html):
        match = _TAG_NAME.match(piece)
        if match is None:
            if not closing:
                pieces.append(_flow(unescape(piece)))
            continue
        name = (match["name"] or "").lower()
        if closing:
            closing = "" if match["end"] and name == closing else closing
        elif name in _UNREAD and not match["end"]:
            closing = name
        elif name in _BLOCKS:
            pieces.append(_BREAK)
        elif name == "br":
            pieces.append("\n")
    yield from _split("".join(pieces))


def _is_hidden(element: _Element) -> bool:
    # Pages hide themselves as a whole until a script has run.
    if element.tag in ("html", "body", "main", "article"):
        return False
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def _flow(text: str | None) -> str:
    return re.sub(r"\s+", " ", text.replace(_BREAK, "")) if text else ""


def _split(text: str) -> Iterator[str]:
    """Paragraphs at block edges, at double line breaks, and at single ones that end a sentence."""
    for block in text.split(_BREAK):
        for part in re.split(r"\n[ \n]*\n", block):
            current = ""
            for line in map(one_line, clean(part).split("\n")):
                if current and line and _ENDS.search(current):
                    yield current
                    current = ""
                current = f"{current} {line}".strip()
            if current:
                yield current
