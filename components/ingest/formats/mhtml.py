"""Web archives (.mhtml): the page that a browser saved as one file."""

from __future__ import annotations

from dataclasses import replace
from email.message import Message
from urllib.parse import urlsplit

from components.ingest.dates import stated_date
from components.ingest.formats.mail import parsed, subject_of
from components.ingest.mail_headers import header
from components.ingest.records import Extract, Proposal, Unreadable, found, guessed
from components.ingest.webpage import read_webpage

_NO_PAGE = "There is no web page in this web archive. Save the page again and upload it."


def read_mhtml(data: bytes, max_characters: int) -> Extract:
    """The article of the saved page, as read_webpage gives it, with the page's address.

    Raises Unreadable when the archive holds no page, or as read_webpage does.
    """
    message = parsed(data)
    pages = [part for part in message.walk() if part.get_content_type().endswith("html")]
    start = header(message, "Content-Type")
    marked = [p for p in pages if (cid := header(p, "Content-ID")) and cid in start]
    page = next(iter(marked or pages), None)
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes):
        raise Unreadable(_NO_PAGE)
    extract = read_webpage(payload, max_characters, page.get_content_charset())
    url = _address(message, page)
    if extract.url.value is None and url.value:
        extract = replace(extract, url=url)
    if extract.title.value is None:
        extract = replace(extract, title=subject_of(message))
    if extract.source.value is None and url.value:
        host = (urlsplit(url.value).hostname or "").removeprefix("www.")
        if host:
            extract = replace(extract, source=guessed(host, "the page's web address"))
    saved = stated_date(header(message, "Date"))
    created = guessed(saved.isoformat(), "the day the page was saved") if saved else extract.created
    return replace(extract, created=created)


def _address(message: Message, page: Message) -> Proposal:
    for part, name in ((message, "Snapshot-Content-Location"), (page, "Content-Location")):
        value = header(part, name)
        if value.startswith(("http://", "https://")):
            return found(value, "the web archive")
    return Proposal(None, "none", "")
