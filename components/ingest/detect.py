"""What a file is, by its content; the name only decides between kinds of text."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from typing import Literal

from components.ingest.records import FORMATS_IN_WORDS, Unreadable

Kind = Literal["text", "markdown", "html", "docx", "pdf"]

_READABLE = f"Détente reads {FORMATS_IN_WORDS}."
_PROGRAM = f"This is a program, not an article. {_READABLE}"
_PICTURE = (
    "This is a picture, not text. If it shows an article, run text recognition (OCR) on it and "
    "upload the text."
)
_MEDIA = f"This is a sound or video file, not text. {_READABLE}"
_ARCHIVE = "This is a compressed archive. Unpack it first and upload the files inside it."
_ZIP = "This is a zip file. Unzip it first and upload the files inside; zip files come later."
_TABLE = (
    "This is a table of articles. Tables come later; save each article as a text file and upload "
    "those."
)
_JSON = "This is JSON data. JSON comes later; save each article as a text file and upload those."
_FEED = "This is a news feed (RSS or Atom). Feeds come later; save each article as a web page."
_XML = f"This is XML, but not a web page or a news feed. {_READABLE}"
_MAIL = "This is an e-mail. E-mail comes later; copy its text and paste it instead."
_OLD_OFFICE = (
    "This is an older Office file (such as .doc). Save it as .docx in Word or LibreOffice and "
    "upload it again."
)
_SAVE_AS_DOCX = "Save it as .docx or as plain text and upload it again."
_PASSWORD = "This file is password-protected; remove the password and upload it again."
_NOT_TEXT = f"This is not text: it holds data that only a program can read. {_READABLE}"

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xfe\xed\xfa", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\xce\xfa\xed\xfe", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\x00asm", _PROGRAM),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE),
    (b"GIF89a", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"8BPS", _PICTURE),
    (b"\x00\x00\x01\x00", _PICTURE),
    (b"ID3", _MEDIA),
    (b"OggS", _MEDIA),
    (b"fLaC", _MEDIA),
    (b"\x1a\x45\xdf\xa3", _MEDIA),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"\xfd7zXZ\x00", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"{\\rtf", f"This is a Rich Text file (.rtf), which comes later. {_SAVE_AS_DOCX}"),
    (b"SQLite format 3\x00", f"This is a database, not an article. {_READABLE}"),
    (b"PAR1", _TABLE),
)
_TABLE_NAMES = ("csv", "tsv", "tab", "xls", "xlsx", "ods", "parquet")
_OTHER_NAMES = {"json": _JSON, "jsonl": _JSON, "ndjson": _JSON, "eml": _MAIL, "mbox": _MAIL}
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    r"<(?:p|div|br|span|h[1-6]|a|ul|ol|li|table|em|strong|section|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,60}?(?:title|date|source|author)[ \t]*:", re.IGNORECASE
)
_MARKUP = re.compile(r"^(?:#{1,6} \S|```|\s*[-*] \[|!\[)", re.MULTILINE)
_MAIL_START = re.compile(
    r"(?:From |(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID):)", re.IGNORECASE
)


def extension(name: str) -> str:
    """Lower-case file name extension without the dot, "" when there is none."""
    stem, dot, last = name.strip().rstrip(".").rpartition(".")
    return last.strip().lower() if dot and stem else ""


def kind_of(name: str, data: bytes) -> Kind:
    """Which reader opens data; raises Unreadable with the right word when none does."""
    if not data.strip(b"\x00\xef\xbb\xbf\xfe\xff \t\r\n\x0b\x0c"):
        raise Unreadable("The file is empty. Check that it was saved completely and upload again.")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _kind_of_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        wide = "EncryptedPackage".encode("utf-16-le")
        raise Unreadable(_PASSWORD if wide in data else _OLD_OFFICE)
    _refuse_signatures(data)
    return _kind_of_text(name, data)


def _refuse_signatures(data: bytes) -> None:
    for signature, message in _SIGNATURES:
        # Two letters alone could open a text: a program has zero bytes right behind them.
        if data.startswith(signature) and (len(signature) > 3 or _is_binary(data)):
            raise Unreadable(message)
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise Unreadable(_PICTURE if data[8:12] == b"WEBP" else _MEDIA)
    if data[4:8] == b"ftyp":
        heic = data[8:12] in (b"heic", b"heix", b"mif1", b"avif")
        raise Unreadable(_PICTURE if heic else _MEDIA)
    if data.startswith(b"BM") and _is_binary(data):
        raise Unreadable(_PICTURE)
    if data[257:262] == b"ustar":
        raise Unreadable(_ARCHIVE)


def _kind_of_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(80) if "mimetype" in names else b""
    except Exception as error:
        raise Unreadable(
            "This file is a damaged zip or Word file. Save or download it again and upload it."
        ) from error
    if "word/document.xml" in names:
        return "docx"
    if b"epub" in mimetype:
        raise Unreadable(f"This is an e-book (.epub), which comes later. {_SAVE_AS_DOCX}")
    if b"opendocument" in mimetype:
        raise Unreadable(f"This is an OpenDocument file, which comes later. {_SAVE_AS_DOCX}")
    if any(name.startswith("xl/") for name in names):
        raise Unreadable(_TABLE)
    if any(name.startswith("ppt/") for name in names):
        raise Unreadable(f"This is a presentation, not an article. {_READABLE}")
    raise Unreadable(_ZIP)


def _kind_of_text(name: str, data: bytes) -> Kind:
    ending = extension(name)
    if _is_binary(data):
        raise Unreadable(_NOT_TEXT)
    if ending in _TABLE_NAMES:
        raise Unreadable(_TABLE)
    if ending in _OTHER_NAMES:
        raise Unreadable(_OTHER_NAMES[ending])
    head = _head(data)
    if _HTML_START.match(head):
        return "html"
    if head.lstrip().startswith(("<?xml", "<rss", "<feed", "<!DOCTYPE")):
        raise Unreadable(_FEED if re.search(r"<(?:rss|feed|rdf:RDF)\b", head) else _XML)
    if head.lstrip()[:1] in "{[" and _is_json(data):
        raise Unreadable(_JSON)
    if _MAIL_START.match(head) and re.search(r"^Subject:", head, re.MULTILINE | re.IGNORECASE):
        raise Unreadable(_MAIL)
    if ending in ("md", "markdown") or _FRONT_MATTER.match(head):
        return "markdown"
    tags = len(_HTML_TAG.findall(head))
    if ending in ("html", "htm", "xhtml") or (head.lstrip().startswith("<") and tags >= 2):
        return "html" if tags or "<" in head else "text"
    return "html" if tags >= 6 and not _MARKUP.search(head) else "text"


def _head(data: bytes) -> str:
    """Opening of a text, good enough to look for tags in whatever its encoding is."""
    sample = data[:20_000]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or sample.count(0) > len(sample) // 5:
        sample = sample.replace(b"\x00", b"")
    return sample.decode("utf-8", errors="replace").lstrip("\ufeff\ufffd")


def _is_binary(data: bytes) -> bool:
    sample = data[:8192] + data[len(data) // 2 : len(data) // 2 + 8192]
    zeros = sample.count(0)
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    if zeros:
        even, odd = data[:8192:2].count(0), data[1:8192:2].count(0)
        half = len(data[:8192]) / 2
        if max(even, odd) > 0.4 * half and min(even, odd) < 0.02 * half:
            return False
    control = sum(byte < 32 and byte not in b"\t\n\x0b\x0c\r\x1a\x1b" for byte in sample)
    return control > max(2, 0.02 * len(sample))


def _is_json(data: bytes) -> bool:
    try:
        value = json.loads(data)
    except RecursionError:
        return True
    except ValueError:
        return False
    return isinstance(value, dict | list)
