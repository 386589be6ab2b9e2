"""An answer's body within its limits, packed or not, and whether its kind can be read."""

from __future__ import annotations

import codecs
import re
import zlib

import httpx

from components.ingest.web.connecting import Deadline
from components.ingest.web.records import FetchRefused

_READABLE = frozenset(
    "application/xhtml+xml application/xml application/rss+xml application/atom+xml "
    "application/rdf+xml application/json application/feed+json application/ld+json "
    "application/pdf application/msword application/rtf application/epub+zip "
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document "
    "application/vnd.oasis.opendocument.text application/octet-stream message/rfc822 "
    "multipart/related binary/octet-stream".split()
)
_KINDS = {"image": "a picture", "video": "a video", "audio": "a sound file", "font": "a font"}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_PIECE = 65_536


def checked_type(header: str) -> str:
    """Kind of content that a header names, "" for none; raises FetchRefused for unreadable ones."""
    kind = header.partition(";")[0].strip().lower()
    if not kind or kind.startswith("text/") or kind in _READABLE:
        return "" if kind == "text/css" else kind
    what = _KINDS.get(kind.partition("/")[0], "a file that cannot be read here")
    raise FetchRefused(f"The address leads to {what} ({kind[:60]}), not to a page or a feed.")


def stated_encoding(header: str, data: bytes) -> str | None:
    """Codec that a header names for data; None where it names none, or where data is UTF-8."""
    match = _CHARSET.search(header)
    if match is None:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # Many servers state an old encoding for pages that have moved to UTF-8 since.
        return None
    try:
        codec = codecs.lookup(match[1]).name
        data.decode(codec)
    except (LookupError, UnicodeError, ValueError):
        return None
    # Browsers read both names as Windows-1252, and pages count on it.
    return "cp1252" if codec in ("iso8859-1", "ascii") else codec


def body_of(response: httpx.Response, max_bytes: int, deadline: Deadline) -> bytes:
    """Bytes of an answer; raises FetchRefused beyond max_bytes, packed or unpacked.

    httpx would unpack a whole piece before its size is known, so it is unpacked here.
    """
    stated = response.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > max_bytes:
        raise FetchRefused(_too_large(max_bytes))
    unpacker = _unpacker(response.headers.get("content-encoding", ""))
    body = bytearray()
    n_received = 0
    for piece in response.iter_raw(_PIECE):
        deadline.left()
        n_received += len(piece)
        if n_received > max_bytes:
            raise FetchRefused(_too_large(max_bytes))
        body += piece if unpacker is None else _unpacked(unpacker, piece, max_bytes - len(body))
        if len(body) > max_bytes:
            raise FetchRefused(_too_large(max_bytes))
    if unpacker is not None and not unpacker.eof:
        raise FetchRefused("The site broke off in the middle of the page. Try again later.")
    return bytes(body)


def _unpacked(unpacker: zlib._Decompress, piece: bytes, allowed: int) -> bytes:
    try:
        # One byte more than is allowed shows that there is more.
        return unpacker.decompress(piece, allowed + 1)
    except zlib.error:
        raise FetchRefused("The site sent a page that cannot be unpacked.") from None


def _unpacker(encoding: str) -> zlib._Decompress | None:
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        # 32 recognises gzip and zlib by their first bytes.
        return zlib.decompressobj(zlib.MAX_WBITS | 32)
    raise FetchRefused(
        "The site sent the page packed in a way that cannot be unpacked here. Save it in your "
        "browser and upload the file."
    )


def _too_large(max_bytes: int) -> str:
    return (
        f"The page is larger than {max_bytes / 1e6:,.1f} MB, the limit for what is fetched. Save "
        "its text and upload that."
    )
