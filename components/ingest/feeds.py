"""News feeds (RSS, RDF, Atom) to articles, one per entry. Only the bytes are read, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import feedparser

from components.ingest.characters import clean, one_line
from components.ingest.completeness import without_marker
from components.ingest.dates import stated_date, stated_time
from components.ingest.records import (
    NOTHING,
    Completeness,
    Extract,
    Extracts,
    Proposal,
    Unreadable,
    found,
    guessed,
)
from components.ingest.webpage import html_paragraphs

#: Largest feed, in bytes, and most entries read of one.
MAX_FEED_BYTES = 10_000_000
MAX_ENTRIES = 5_000
#: A summary of at least so many words may be the whole article.
_WHOLE_SUMMARY = 150
#: Longest replacement text of an entity that a feed may declare for itself.

_NOT_A_FEED = (
    "This is XML, but not a news feed (RSS or Atom). Save the article as a web page or as text and "
    "upload that."
)
_ENTITIES = (
    "This feed declares XML entities that point elsewhere or unfold into more text, which feeds do "
    "not need and attacks do. It was not read."
)
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\b(?P<rest>[^>]{0,4000})", re.IGNORECASE)
_HARMLESS = re.compile(r"\s+[\w:.-]+\s+(?P<mark>[\"'])(?:&#\w{1,8};|[^&%\"']){0,200}(?P=mark)\s*\Z")
_CUT = re.compile(
    r"(?:\[\s*(?:…|\.\.\.|&hellip;)\s*\]|…|\.\.\.)\s*$"
    r"|\b(?:read|see|show|continue|learn)\s+(?:more|on|reading|the (?:full|rest)\b.{0,30})"
    r"(?:\s*(?:…|\.\.\.|»|→|>))?\s*$",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"(?:the post .{1,300} (?:first )?appeared first on .{1,120}\.?"
    r"|(?:read|see|show|continue|learn)\s+(?:more|on|reading|the full (?:story|article))\b.{0,20}"
    r"|(?:comments?|source|link)(?:: .{0,120})?)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[a-z!/][^<>]*>|&(?:[a-z]{2,8}|#\d{2,6});", re.IGNORECASE)


def read_feed(data: bytes) -> Extracts:
    """Entries of a feed in its order, each an article or a named refusal.

    The text of an entry is its full content; where the feed has only a summary or a headline, the
    article says so. Raises Unreadable for what is no feed, has no entries, is larger than
    MAX_FEED_BYTES or declares entities that could unfold or reach outside the file.
    """
    if len(data) > MAX_FEED_BYTES:
        raise Unreadable(
            f"The feed is too large: {len(data) / 1e6:,.1f} MB, and the limit is "
            f"{MAX_FEED_BYTES / 1e6:,.0f} MB. Save a shorter one and upload that."
        )
    _refuse_entities(data)
    # A stream, never a name or an address: from those feedparser would open files and fetch.
    parsed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") and not parsed.entries:
        raise Unreadable(_NOT_A_FEED)
    if not parsed.entries:
        raise Unreadable("This feed has no entries, so there is nothing to read in it.")
    articles: list[Extract] = []
    refusals: list[tuple[str, str]] = []
    for number, entry in enumerate(parsed.entries[:MAX_ENTRIES], start=1):
        article = _article(entry, number, parsed.feed, str(parsed.version or ""))
        if article.paragraphs:
            articles.append(article)
        else:
            refusals.append((article.part, _without_text(entry)))
    left = len(parsed.entries) - MAX_ENTRIES
    if left > 0:
        refusals.append(
            (f"entries {MAX_ENTRIES + 1:,} to {len(parsed.entries):,}", "The feed is too long.")
        )
    warnings = ("The feed is damaged in places; what could be read was.",) if parsed.bozo else ()
    return Extracts(tuple(articles), tuple(refusals), _serious(parsed, warnings))


def _serious(parsed: Any, warnings: tuple[str, ...]) -> tuple[str, ...]:
    """Warnings, unless all that feedparser minds is how the feed names its encoding."""
    mild = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return () if isinstance(parsed.get("bozo_exception"), mild) else warnings


def _refuse_entities(data: bytes) -> None:
    """Entities are allowed as names of characters only, as old feeds have them."""
    head = data.replace(b"\x00", b"").decode("latin-1")
    if not _DOCTYPE.search(head):
        return
    if re.search(r"<!ENTITY\s+%", head, re.IGNORECASE):
        raise Unreadable(_ENTITIES)
    if not all(_HARMLESS.match(match["rest"]) for match in _ENTITY.finditer(head)):
        raise Unreadable(_ENTITIES)


def _article(entry: Any, number: int, feed: Any, version: str) -> Extract:
    title = _title(entry)
    part = f"entry {number}: {title}".removesuffix(": ")
    paragraphs, completeness = _text(entry, title)
    date, time = _date(entry, version)
    return Extract(
        paragraphs=paragraphs,
        title=_stated(title, "the feed’s entry"),
        date=date,
        time=time,
        source=_source(entry, feed),
        author=_stated(one_line(_plain(str(entry.get("author") or ""))), "the feed’s entry"),
        section=_stated(_section(entry), "the feed’s entry"),
        url=_stated(_address(entry), "the feed’s entry"),
        completeness=completeness,
        headed=True,
        part=part,
    )


def _title(entry: Any) -> str:
    value = str(entry.get("title") or "")
    kind = str(entry.get("title_detail", {}).get("type") or "")
    if kind != "text/plain" or re.search(r"&(?:[a-z]{2,8}|#\d{2,6});", value):
        return (
            one_line(" ".join(html_paragraphs(value))) if _MARKUP.search(value) else one_line(value)
        )
    return one_line(value)


def _text(entry: Any, title: str) -> tuple[tuple[str, ...], Completeness]:
    for content in _contents(entry):
        paragraphs = _paragraphs(content)
        if paragraphs:
            cut, paragraphs = _cut(paragraphs)
            return paragraphs, "truncated" if cut else "full"
    summary = _paragraphs(entry.get("summary_detail") or {"value": entry.get("summary") or ""})
    cut, summary = _cut(summary)
    if summary and not (title and one_line(" ".join(summary)) == title):
        n_words = sum(len(line.split()) for line in summary)
        whole = not cut and n_words >= _WHOLE_SUMMARY
        return summary, "full" if whole else "truncated"
    return ((title,) if title else ()), "headline"


def _contents(entry: Any) -> Iterator[Any]:
    """Full texts of an entry, the longest first: feeds may carry more than one."""
    contents = [item for item in entry.get("content") or () if item.get("value")]
    textual = [item for item in contents if "text" in _kind(item) or "xml" in _kind(item)]
    yield from sorted(textual or contents, key=lambda item: -len(str(item["value"])))


def _kind(item: Any) -> str:
    return str(item.get("type") or "text/html").lower()


def _paragraphs(item: Any) -> tuple[str, ...]:
    value = str(item.get("value") or "")
    if _kind(item) == "text/plain" and not _MARKUP.search(value):
        lines: tuple[str, ...] = tuple(re.split(r"\n\s*\n", clean(value)))
    elif _kind(item) == "text/plain" and not re.search(r"</?(?:p|br|div|a|b|i|em)\b", value):
        lines = tuple(re.split(r"\n\s*\n", clean(value)))
    else:
        lines = html_paragraphs(value) if value.strip() else ()
    return tuple(line for text in lines if re.search(r"\w", line := one_line(text)))


def _cut(paragraphs: tuple[str, ...]) -> tuple[bool, tuple[str, ...]]:
    """Whether a text breaks off, and its paragraphs without the words that say so."""
    cut = False
    while len(paragraphs) > 1 and _POINTER.fullmatch(paragraphs[-1]):
        cut = cut or bool(re.match(r"(?:read|see|show|continue|learn)", paragraphs[-1], re.I))
        paragraphs = paragraphs[:-1]
    if not paragraphs:
        return False, paragraphs
    last, marked = without_marker(paragraphs[-1])
    return cut or marked or bool(_CUT.search(last)), (*paragraphs[:-1], last)


def _date(entry: Any, version: str) -> tuple[Proposal, Proposal]:
    for field, reason in (("published", "the feed’s entry"), ("created", "the feed’s entry")):
        if day := stated_date(str(entry.get(field) or "")):
            return found(day.isoformat(), reason), _time(str(entry[field]))
    updated = str(entry.get("updated") or "") if "updated" in entry else ""
    day = stated_date(updated)
    if day is None:
        return NOTHING, NOTHING
    if version.startswith("rss"):
        # In RSS this is what dc:date and its like are read as.
        return found(day.isoformat(), "the feed’s entry"), _time(updated)
    reason = "the day on which the feed’s entry was last changed"
    return guessed(day.isoformat(), reason), NOTHING


def _time(value: str) -> Proposal:
    moment = stated_time(value)
    return found(moment, "the feed’s entry") if moment else NOTHING


def _source(entry: Any, feed: Any) -> Proposal:
    own = one_line(_plain(str((entry.get("source") or {}).get("title") or "")))
    if own:
        return found(own, "the feed’s entry")
    title = one_line(_plain(str(feed.get("title") or "")))
    return _stated(title, "the feed’s title")


def _section(entry: Any) -> str:
    terms = [one_line(str(tag.get("term") or "")) for tag in entry.get("tags") or ()]
    return ", ".join(dict.fromkeys(term for term in terms if term))[:200]


def _address(entry: Any) -> str:
    link = str(entry.get("link") or "").strip()
    return link if link.startswith(("http://", "https://")) else ""


def _without_text(entry: Any) -> str:
    linked = [str(item.get("src")) for item in entry.get("content") or () if item.get("src")]
    if linked:
        return f"This entry only points to {linked[0][:200]} and holds no text."
    return "This entry has no title and no text."


def _plain(value: str) -> str:
    return " ".join(html_paragraphs(value)) if _MARKUP.search(value) else value


def _stated(value: str, reason: str) -> Proposal:
    return found(value, reason) if value else NOTHING
