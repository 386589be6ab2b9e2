"""What a web page states about itself: headline, day of publication, outlet and author."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement

from components.ingest.characters import one_line
from components.ingest.dates import first_date, stated_date, stated_time
from components.ingest.metadata import same_words
from components.ingest.records import NOTHING, Proposal, found, guessed

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "publishdate",
    "publish-date", "publish_date", "pubdate", "publication_date", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "dcterms.date", "citation_publication_date", "date",
)  # fmt: skip
_OUTLETS = ("og:site_name", "article:publisher_name", "application-name", "dc.publisher")
_PUBLISHED_TIME = (
    ".//time[@itemprop='datePublished']",
    ".//time[contains(@class, 'publish')]",
    ".//time[@pubdate]",
    ".//span[@itemprop='datePublished']",
)
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|WebPage|CreativeWork")
_TAIL = re.compile(r"\s(?:[|–—·»-]|::)\s(?P<outlet>[^|–—·»]{2,50})$")
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(?P<url>https?://\S+?)\s*-->"
    r"|Page saved with SingleFile\s+url:\s*(?P<single>https?://\S+)"
)
_NO_TITLE = re.compile(r"(?:table of )?contents|home(?:page)?|untitled(?: document)?|news", re.I)
_TAGS = re.compile(r"<[^>]*>")
#: Longest text, in characters, of a line that may hold nothing but a date and its label.
_LONGEST_LABEL = 60
_MOST_SCRIPT = 500_000


def page_date(tree: HtmlElement, title: str | None) -> Proposal:
    """Day of publication as the page states it, in the time zone that it is written in."""
    for value, reason in _stated_dates(tree):
        if day := stated_date(value):
            return found(day.isoformat(), reason)
    # The extensive search would take any date in the running text.
    day_found = _htmldate(tree)
    hit = first_date(title or "")
    if day_found and hit and hit.date.isoformat() == day_found:
        return guessed(day_found, "the headline names this day")
    return found(day_found, "the page's date") if day_found else NOTHING


def page_time(tree: HtmlElement, date: Proposal) -> Proposal:
    """Moment of publication on that day, where the page states one with its time zone."""
    for value, reason in _stated_dates(tree):
        moment = stated_time(value)
        if moment and date.value and moment.startswith(date.value):
            return found(moment, reason)
    return NOTHING


def page_url(tree: HtmlElement, html: str) -> Proposal:
    """The page's own address: as it states it, or as the browser noted it on saving."""
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and _is_address(link.get("href")):
            return found(link.get("href").strip(), "the page's metadata")
    for value in _metas(tree, ("og:url", "twitter:url")):
        if _is_address(value):
            return found(value, "the page's metadata")
    if match := _SAVED_FROM.search(html[:5000]):
        return found(match["url"] or match["single"], "the browser's note on saving")
    return NOTHING


def page_section(tree: HtmlElement) -> Proposal:
    """Section or desk of the outlet that the page belongs to."""
    for value in _metas(
        tree, ("article:section", "og:article:section", "section", "articlesection")
    ):
        return found(value, "the page's metadata")
    for record in _json_ld(tree):
        section = record.get("articleSection")
        first = section[0] if isinstance(section, list) and section else section
        if isinstance(first, str) and one_line(first):
            return found(one_line(first), "the page's metadata")
    return NOTHING


def page_body(tree: HtmlElement) -> str:
    """The longest text that the page states for machines: characters or HTML, "" for none."""
    bodies = (record.get("articleBody") for record in _json_ld(tree))
    return max((body for body in bodies if isinstance(body, str)), key=len, default="")


def _stated_dates(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Fields that state the moment of publication, most trusted first, each with its reason."""
    for value in _metas(tree, _PUBLISHED):
        yield value, "the page's metadata"
    for path in _PUBLISHED_TIME:
        for element in tree.xpath(path):
            value = element.get("datetime") or element.get("content") or element.text_content()
            yield value, "the page's date of publication"
    for record in _json_ld(tree):
        yield str(record.get("datePublished") or ""), "the page's metadata"
    for value in _metas(tree, ("datepublished",)):
        yield value, "the page's metadata"


def _is_address(value: str | None) -> bool:
    return bool(value) and str(value).strip().startswith(("https://", "http://"))


def page_source(
    tree: HtmlElement, title: str | None, sitename: str | None, host: str | None
) -> Proposal:
    """Name of the outlet, else a guess from the window title or the page's address."""
    for value in _metas(tree, _OUTLETS):
        if not same_words(value, title or ""):
            return found(value, "the page's metadata")
    for record in _json_ld(tree):
        publisher = record.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and one_line(name):
            return found(one_line(name), "the page's metadata")
    window = one_line("".join(tree.xpath("//head/title//text()"))[:500])
    tail = _TAIL.search(window)
    if tail and title and not same_words(window, title):
        return guessed(tail["outlet"].strip(), "the end of the page's window title")
    if sitename and not same_words(sitename, title or "") and len(sitename) <= 60:
        return guessed(one_line(sitename), "the page names this site")
    if host:
        return guessed(host, "the page's web address")
    return NOTHING


def page_title(tree: HtmlElement, proposed: str | None) -> Proposal:
    """Headline: what the extraction proposes, else the only first-level heading."""
    title = one_line(_TAGS.sub(" ", proposed or ""))
    if title and re.search(r"\w", title) and not _NO_TITLE.fullmatch(title):
        return found(title, "the page's headline")
    headings = [one_line(h.text_content()) for h in tree.iter("h1")]
    if len(headings) == 1 and headings[0]:
        return found(headings[0], "the page's headline")
    return NOTHING


def _htmldate(tree: HtmlElement) -> str | None:
    # Even its strict search takes dates out of sentences, so it gets to see none.
    bare = copy.deepcopy(tree)
    for element in bare.iter():
        if element.tag == "script":
            continue
        if element.text and len(element.text) > _LONGEST_LABEL:
            element.text = None
        if element.tail and len(element.tail) > _LONGEST_LABEL:
            element.tail = None
    try:
        return find_date(bare, extensive_search=False, original_date=True)
    except Exception:
        # htmldate trips over odd markup; a page without a date is still a page.
        return None


def _metas(tree: HtmlElement, names: tuple[str, ...]) -> Iterator[str]:
    stated: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        value = one_line(meta.get("content") or "")
        if value:
            stated.setdefault(key.lower(), value)
    yield from (stated[name] for name in names if name in stated)


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        text = script.text or ""
        if len(text) > _MOST_SCRIPT:
            continue
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(value)


def _articles(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 3:
        return
    if isinstance(value, list):
        for item in value[:50]:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        if _ARTICLE_TYPES.search(str(value.get("@type"))):
            yield value
        yield from _articles(value.get("@graph"), depth + 1)
