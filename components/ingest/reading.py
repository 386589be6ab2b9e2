"""One input in, articles and refusals out: the room's front door."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Callable
from dataclasses import replace

from components.ingest.characters import one_line
from components.ingest.detect import Kind, extension, kind_of
from components.ingest.languages import UNKNOWN, language_of, name_of
from components.ingest.metadata import file_name, propose
from components.ingest.plain import read_pasted, read_plain
from components.ingest.records import (
    FORMATS,
    MAX_BYTES,
    MAX_CHARACTERS,
    ArticleDraft,
    Extract,
    Reading,
    Refusal,
    Unreadable,
    too_long,
)

_log = logging.getLogger(__name__)
_KIND_NAMES: dict[Kind, str] = {
    "text": "plain text",
    "markdown": "Markdown",
    "html": "web page",
    "docx": "Word document",
    "pdf": "PDF",
}
_EARLIEST = datetime.date(1900, 1, 1)


def read(
    name: str, data: bytes, *, max_characters: int = MAX_CHARACTERS, max_bytes: int = MAX_BYTES
) -> Reading:
    """Articles in one file; bad input is refused, never raised.

    name: file name, used for display, guesses and to tell kinds of text apart; folders are dropped.
    data: the file's bytes; nothing is fetched or run.
    max_characters, max_bytes: longest text and largest file accepted; beyond them it is refused.
    Returns a Reading with at least one article or at least one refusal.
    """
    shown = file_name(name)

    def draft() -> ArticleDraft:
        if len(data) > max_bytes:
            raise Unreadable(_too_large(len(data), max_bytes))
        kind = kind_of(shown, data)
        extract = _extract(kind, data, max_characters)
        extract = replace(extract, warnings=_name_warning(kind, shown) + extract.warnings)
        return _draft(extract, shown, max_characters)

    return _answered(shown, draft)


def read_text(
    text: str, name: str = "Pasted text", *, max_characters: int = MAX_CHARACTERS
) -> Reading:
    """The article in a pasted text; same promises as read."""
    shown = file_name(name)

    def draft() -> ArticleDraft:
        if not text.strip():
            raise Unreadable("Nothing was pasted. Paste the article's text and try again.")
        _check_length(len(text), max_characters)
        return _draft(read_pasted(text), shown, max_characters)

    return _answered(shown, draft)


def _answered(name: str, draft: Callable[[], ArticleDraft]) -> Reading:
    """The draft as a Reading, or the refusal that its making ended in."""
    try:
        return Reading(articles=(draft(),))
    except Unreadable as refusal:
        message = str(refusal)
    except RecursionError:
        message = "The file is nested too deeply to be read. Save it as plain text and try again."
    except Exception:
        # The readers' libraries fail in many ways on damaged files, and none may end an import.
        _log.exception("could not read %r", name)
        message = "The file could not be read; it seems to be damaged. Save it again and retry."
    return Reading(refusals=(Refusal(name, message),))


def _extract(kind: Kind, data: bytes, max_characters: int) -> Extract:
    # The libraries behind each kind take long to load, so they wait for a file that needs them.
    if kind == "html":
        from components.ingest.webpage import read_webpage

        return read_webpage(data, max_characters)
    if kind == "docx":
        from components.ingest.word import read_word

        return read_word(data, max_characters)
    if kind == "pdf":
        from components.ingest.pdf import read_pdf

        return read_pdf(data, max_characters)
    # Four bytes is the most that one character takes in any encoding read here.
    _check_length(len(data) // 4, max_characters)
    if kind == "markdown":
        from components.ingest.markdown import read_markdown

        return read_markdown(data)
    return read_plain(data)


def _draft(extract: Extract, name: str, max_characters: int) -> ArticleDraft:
    paragraphs = tuple(line for text in extract.paragraphs if (line := one_line(text)))
    if not any(re.search(r"\w", line) for line in paragraphs):
        raise Unreadable("There is no text in this file. Check that it is the right one.")
    _check_length(sum(map(len, paragraphs)), max_characters)
    today = datetime.datetime.now(tz=datetime.UTC).date() + datetime.timedelta(days=1)
    extract = propose(replace(extract, paragraphs=paragraphs), name, today)
    text = "\n\n".join(extract.paragraphs)
    language = language_of(text)
    return ArticleDraft(
        text=text,
        title=extract.title,
        date=extract.date,
        source=extract.source,
        language=language,
        warnings=(*extract.warnings, *_language_warning(language), *_date_warning(extract, today)),
        author=extract.author,
    )


def _name_warning(kind: Kind, name: str) -> tuple[str, ...]:
    """A word where the name promises another kind of file than its content is."""
    promised = FORMATS.get(extension(name))
    if promised is None or promised == _KIND_NAMES[kind]:
        return ()
    if {promised, _KIND_NAMES[kind]} == {"plain text", "Markdown"}:
        return ()
    return (
        f"The name ends in .{extension(name)}, but the content is a {_KIND_NAMES[kind]} file; "
        "it was read as that.",
    )


def _language_warning(language: str) -> tuple[str, ...]:
    if language in ("en", UNKNOWN):
        return ()
    return (f"Not scored: {name_of(language)}. Only English texts are scored.",)


def _date_warning(extract: Extract, today: datetime.date) -> tuple[str, ...]:
    if extract.date.value is None:
        return ()
    day = datetime.date.fromisoformat(extract.date.value)
    if day > today:
        return (f"The date {day.isoformat()} is in the future. Please check it.",)
    if day < _EARLIEST:
        return (f"The date {day.isoformat()} is before 1900. Please check it.",)
    return ()


def _check_length(n_characters: int, limit: int) -> None:
    if n_characters > limit:
        raise Unreadable(too_long(n_characters, limit))


def _too_large(n_bytes: int, limit: int) -> str:
    return (
        f"The file is too large: {n_bytes / 1e6:,.1f} MB, and the limit is {limit / 1e6:,.1f} MB. "
        "Split it or save only its text and upload that."
    )
