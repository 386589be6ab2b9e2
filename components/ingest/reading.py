"""One input in, articles and refusals out: the room's front door."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from dataclasses import replace

from components.ingest.detect import Kind, extension, kind_of
from components.ingest.drafts import check_length, reading_of
from components.ingest.metadata import file_name
from components.ingest.plain import read_pasted
from components.ingest.readers import extracted
from components.ingest.records import (
    FORMATS,
    MAX_BYTES,
    MAX_CHARACTERS,
    Extract,
    Reading,
    ReadOptions,
    Refusal,
    Unreadable,
)

_log = logging.getLogger(__name__)
_KIND_NAMES: dict[Kind, str] = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "web page",
    "mhtml": "web archive",
    "pdf": "PDF",
    "docx": "Word document",
    "doc": "old Word document",
    "rtf": "Rich Text",
    "odt": "OpenDocument",
    "epub": "e-book",
    "mail": "e-mail",
    "table": "table",
    "json": "JSON",
    "feed": "news feed",
}
# Pairs of name and content that are nothing to wonder at.
_ALIKE = (
    {"plain text", "Markdown"},
    {"Excel workbook", "table"},
    {"web page", "news feed"},
    {"plain text", "table"},
)


def read_file(
    name: str,
    data: bytes,
    *,
    max_characters: int = MAX_CHARACTERS,
    max_bytes: int = MAX_BYTES,
    options: ReadOptions | None = None,
) -> Reading:
    """Articles in one file that is no container; bad input is refused, never raised."""
    shown = file_name(name)

    def answer() -> Reading:
        if len(data) > max_bytes:
            raise Unreadable(too_large(len(data), max_bytes))
        kind = kind_of(shown, data)
        result = extracted(kind, shown, data, max_characters, options or ReadOptions())
        reading = reading_of(result, shown, max_characters, _last_day())
        return _with_warning(reading, _name_warning(kind, shown), isinstance(result, Extract))

    return answered(shown, answer)


def read_text(
    text: str, name: str = "Pasted text", *, max_characters: int = MAX_CHARACTERS
) -> Reading:
    """The article in a pasted text; same promises as read."""
    shown = file_name(name)

    def answer() -> Reading:
        if not text.strip():
            raise Unreadable("Nothing was pasted. Paste the article's text and try again.")
        check_length(len(text), max_characters)
        return reading_of(read_pasted(text), shown, max_characters, _last_day())

    return answered(shown, answer)


def answered(name: str, answer: Callable[[], Reading]) -> Reading:
    """The answer, or the refusal that looking for it ended in."""
    try:
        return answer()
    except Unreadable as refusal:
        message = str(refusal)
    except RecursionError:
        message = "The file is nested too deeply to be read. Save it as plain text and try again."
    except Exception:
        # The readers' libraries fail in many ways on damaged files, and none may end an import.
        _log.exception("could not read %r", name)
        message = "The file could not be read; it seems to be damaged. Save it again and retry."
    return Reading(refusals=(Refusal(name, message),))


def too_large(n_bytes: int, limit: int) -> str:
    """Refusal of a file of more than limit bytes."""
    return (
        f"The file is too large: {n_bytes / 1e6:,.1f} MB, and the limit is {limit / 1e6:,.1f} MB. "
        "Split it or save only its text and upload that."
    )


def _last_day() -> datetime.date:
    """The day that it is where the day is furthest on."""
    return (datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(hours=14)).date()


def _name_warning(kind: Kind, name: str) -> tuple[str, ...]:
    """A word where the name promises another kind of file than its content is."""
    promised, actual = FORMATS.get(extension(name)), _KIND_NAMES[kind]
    if promised is None or promised == actual or {promised, actual} in _ALIKE:
        return ()
    return (
        f"The name ends in .{extension(name)}, but the content is a {actual} file; "
        "it was read as that.",
    )


def _with_warning(reading: Reading, warnings: tuple[str, ...], is_single: bool) -> Reading:
    if not warnings:
        return reading
    if not is_single:
        return replace(reading, warnings=warnings + reading.warnings)
    articles = tuple(
        replace(draft, warnings=warnings + draft.warnings) for draft in reading.articles
    )
    return replace(reading, articles=articles)
