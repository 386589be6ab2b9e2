"""What a file is, by its content; the name only decides between kinds of text."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from typing import Literal

from components.ingest.archives import check_directory
from components.ingest.records import Unreadable
from components.ingest.signatures import READABLE, is_binary, refuse_signatures

Kind = Literal[
    "text", "markdown", "html", "mhtml", "pdf", "docx", "doc", "rtf", "odt", "epub",
    "mail", "mbox", "table", "json", "feed", "zip",
]  # fmt: skip

_SAVE_AS_DOCX = "Save it as .docx or as plain text and upload it again."
_PASSWORD = "This file is password-protected; remove the password and upload it again."
_NOT_TEXT = f"This is not text: it holds data that only a program can read. {READABLE}"
_XML = f"This is XML, but neither a web page nor an RSS or Atom feed. {READABLE}"
_DAMAGED_ZIP = "This file is a damaged zip or Office file. Save or download it again and upload it."
_SLIDES = f"This is a presentation, not an article. {READABLE}"

#: Streams inside Microsoft's compound files, and what each tells about the file.
_COMPOUND: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", _PASSWORD),
    ("Workbook", "This is an old Excel file (.xls). Save it as .xlsx or .csv and upload that."),
    ("PowerPoint Document", _SLIDES),
    ("__substg1.0_", "This is an Outlook message (.msg). Save it as .eml or .txt and upload that."),
)
_TABLE_NAMES = ("csv", "tsv", "tab")
_JSON_NAMES = ("json", "jsonl", "ndjson")
_PROLOGUE = re.compile(r"\s*(?:(?:<\?.*?\?>|<!--.*?-->)\s*)*", re.DOTALL)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|article|main)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TAG = re.compile(
    r"<(?:p|div|br|span|h[1-6]|a|ul|ol|li|table|em|strong|section|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)\b")
_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,60}?(?:title|date|source|author)[ \t]*:", re.IGNORECASE
)
_MARKUP = re.compile(r"^(?:#{1,6} \S|```|\s*[-*] \[|!\[)", re.MULTILINE)
_MBOX_START = re.compile(
    r"From \S.*\d{1,2}:\d{2}.*\r?\n(?:>From .*\r?\n)?[A-Za-z][\w-]*:", re.ASCII
)
_HEADERS = re.compile(r"(?:[A-Za-z][\w-]*:[^\r\n]*(?:\r\n?|\n)(?:[ \t][^\r\n]*(?:\r\n?|\n))*)+")
_MACHINE_HEADERS = ("mime-version", "message-id", "received", "return-path", "delivered-to")


def extension(name: str) -> str:
    """Lower-case file name extension without the dot, "" when there is none."""
    stem, dot, last = name.strip().rstrip(".").rpartition(".")
    return last.strip().lower() if dot and stem else ""


def kind_of(name: str, data: bytes) -> Kind:
    """Which reader opens data; raises Unreadable with the right word when none does."""
    if not data.strip(b"\x00\xef\xbb\xbf\xfe\xff \t\r\n\x0b\x0c"):
        raise Unreadable("The file is empty. Check that it was saved completely and upload again.")
    # A zip file first: it may hold a PDF right at its start, uncompressed.
    if is_zip(data):
        return _kind_of_zip(data)
    if b"%PDF-" in data[:1024] and not _names_pdf(data):
        return "pdf"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        for stream, message in _COMPOUND:
            if stream.encode("utf-16-le") in data:
                raise Unreadable(message)
        return "doc"
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    refuse_signatures(data)
    if is_binary(data):
        raise Unreadable(_NOT_TEXT)
    return _kind_of_text(name, data, _head(data))


def is_zip(data: bytes) -> bool:
    """Whether data is a zip file, which many kinds of documents are too."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def is_mbox(data: bytes) -> bool:
    """Whether data is a mailbox: messages behind lines that start with “From ”."""
    return data.startswith(b"From ") and bool(_MBOX_START.match(_head(data)))


def _names_pdf(data: bytes) -> bool:
    """Whether a text only speaks of the mark of PDF files, well inside its first lines."""
    start = data.find(b"%PDF-")
    return start > 0 and b"\x00" not in data[:1024] and data[:start].strip()[-1:].isalnum()


def _kind_of_zip(data: bytes) -> Kind:
    check_directory(BytesIO(data), len(data))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(80) if "mimetype" in names else b""
    except Exception as error:
        raise Unreadable(_DAMAGED_ZIP) from error
    if "word/document.xml" in names:
        return "docx"
    if b"epub" in mimetype or "META-INF/container.xml" in names:
        return "epub"
    if b"opendocument.text" in mimetype:
        return "odt"
    if b"opendocument" in mimetype:
        raise Unreadable(f"This is an OpenDocument file that is no text. {_SAVE_AS_DOCX}")
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "table"
    if "ppt/presentation.xml" in names:
        raise Unreadable(_SLIDES)
    if "Index/Document.iwa" in names:
        raise Unreadable(f"This is an Apple Pages file. {_SAVE_AS_DOCX}")
    return "zip"


def _kind_of_text(name: str, data: bytes, head: str) -> Kind:
    ending = extension(name)
    body = head[_PROLOGUE.match(head).end() :] if _PROLOGUE.match(head) else head  # type: ignore[union-attr]
    if _HTML_START.match(body):
        return "html"
    if head.lstrip().startswith("<?xml") or re.match(r"<(?:rss|feed|rdf:RDF|!DOCTYPE)\b", body):
        # Doctypes of feeds may stand in front of the feed, so the whole opening is searched.
        if _FEED.search(body):
            return "feed"
        raise Unreadable(_XML)
    if is_mbox(data):
        return "mbox"
    if mail := _mail(head, ending):
        return mail
    if ending in _JSON_NAMES or (head.lstrip().startswith(("{", "[")) and _is_json(data)):
        return "json"
    if ending in ("md", "markdown") or _FRONT_MATTER.match(head):
        return "markdown"
    if ending in _TABLE_NAMES:
        return "table"
    tags = len(_HTML_TAG.findall(head))
    if ending in ("html", "htm", "xhtml") or (head.lstrip().startswith("<") and tags >= 2):
        return "html" if tags or "<" in head else "text"
    if _is_table(name, data):
        return "table"
    return "html" if tags >= 6 and not _MARKUP.search(head) else "text"


def _is_table(name: str, data: bytes) -> bool:
    from components.ingest.tables import is_table

    return is_table(name, data)


def _mail(head: str, ending: str) -> Kind | None:
    """Whether a text opens with the headers of a message, and of which kind."""
    match = _HEADERS.match(head)
    if match is None:
        return None
    block = match.group()
    fields = {line.partition(":")[0].lower() for line in block.splitlines() if ":" in line}
    if "mime-version" in fields and (
        "snapshot-content-location" in fields
        or ending in ("mht", "mhtml")
        or re.search(r"^From: <?Saved by ", block, re.MULTILINE | re.IGNORECASE)
    ):
        return "mhtml"
    if ending == "eml" and fields & {"from", "to", "subject", "date"}:
        return "mail"
    # Mail programs print and save messages under a few headers of their own.
    if {"from", "to", "subject"} <= fields and fields & {"sent", "date"}:
        return "mail"
    known = fields & {"from", "to", "subject", "date", "sent"}
    return "mail" if len(known) >= 2 and fields & set(_MACHINE_HEADERS) else None


def _head(data: bytes) -> str:
    """Opening of a text, good enough to look for tags in whatever its encoding is."""
    sample = data[:20_000]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or sample.count(0) > len(sample) // 5:
        sample = sample.replace(b"\x00", b"")
    return sample.decode("utf-8", errors="replace").lstrip("\ufeff\ufffd")


def _is_json(data: bytes) -> bool:
    try:
        value = json.loads(data)
    except RecursionError:
        return True
    except ValueError:
        return _is_json_lines(data)
    return isinstance(value, dict | list)


def _is_json_lines(data: bytes) -> bool:
    lines = data[:2_000_000].split(b"\n")[:2]
    try:
        return all(isinstance(json.loads(line), dict) for line in lines if line.strip())
    except (ValueError, RecursionError):
        return False
