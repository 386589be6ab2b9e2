"""Documents that are zip files inside (.docx, .odt, .epub): parts taken out within limits."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from components.ingest.records import Unreadable

#: Largest size, in bytes, that the parts of a document may unpack to, together.
MAX_UNPACKED = 60_000_000
#: Largest size, in bytes, of one part of markup: a tree of it takes many times the memory.
MAX_MARKUP = 20_000_000
#: Most tags in one part of markup, for the same reason.
MAX_TAGS = 1_200_000
#: Largest growth on unpacking; ordinary documents stay below 30.
MAX_RATIO = 200
MAX_PARTS = 5_000

_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK = 65_536


def too_big(what: str) -> Unreadable:
    """The refusal of a document, named by what it is (“Word file”), that is a zip bomb."""
    return Unreadable(
        f"The {what} unpacks to far more data than a document holds, so it was not opened. "
        "Copy its text into a new document and upload that."
    )


def damaged(what: str) -> Unreadable:
    """The refusal of a document, named by what it is, that cannot be opened."""
    return Unreadable(f"The {what} is damaged. Open it, save it again and upload it.")


def declares_entities(what: str) -> Unreadable:
    """The refusal of a document with declarations that serve attacks only."""
    return Unreadable(
        f"The {what} declares XML entities, which documents do not need and attacks do. "
        "Open it, save it again and upload it."
    )


@contextmanager
def opened(data: bytes, what: str) -> Iterator[zipfile.ZipFile]:
    """The document as a zip file; raises Unreadable for zip bombs and damaged files."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            declared = sum(part.file_size for part in parts)
            if len(parts) > MAX_PARTS or declared > MAX_UNPACKED:
                raise too_big(what)
            if declared > 1_000_000 and declared > MAX_RATIO * len(data):
                raise too_big(what)
            yield archive
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, EOFError, OSError) as error:
        raise damaged(what) from error
    except (NotImplementedError, RuntimeError, ValueError) as error:
        raise damaged(what) from error


def part_of(archive: zipfile.ZipFile, name: str, what: str, most: int = MAX_MARKUP) -> bytes:
    """One part's bytes; raises Unreadable when it is larger than most, KeyError when absent."""
    chunks: list[bytes] = []
    size = tags = 0
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            tags += chunk.count(b"<")
            if size > most or tags > MAX_TAGS:
                raise too_big(what)
            chunks.append(chunk)
    return b"".join(chunks)


def check_parts(archive: zipfile.ZipFile, what: str) -> None:
    """Raises Unreadable where the parts unpack to too much or any markup declares entities."""
    size = 0
    for part in archive.infolist():
        is_markup = part.filename.lower().endswith((".xml", ".rels"))
        end, tags = b"", 0
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                tags += chunk.count(b"<") if is_markup else 0
                if size > MAX_UNPACKED or tags > MAX_TAGS:
                    raise too_big(what)
                window = end + chunk
                if is_markup and _has_entities(window):
                    raise declares_entities(what)
                end = chunk[-16:]


def _has_entities(markup: bytes) -> bool:
    return bool(_ENTITY.search(markup) or _ENTITY.search(markup.replace(b"\x00", b"")))
