"""Rich Text files to paragraphs, by striprtf: no pictures, headers, footers or link targets."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from components.ingest.characters import clean, one_line
from components.ingest.records import (
    NOTHING,
    Extract,
    Proposal,
    Unreadable,
    found,
    guessed,
)

#: Largest size, in characters, of the markup that is left without its pictures.
MAX_MARKUP = 12_000_000

# Pictures stand in the file as long runs of hexadecimal digits.
_PICTURE = re.compile(r"(?:[0-9a-fA-F]{32,}[\r\n]*)+")
# The library sets the target behind the words of a link, and takes long to look for both, unless
# a field looks a little different; the target is left out then, as every instruction is.
_FIELD = "{\\field{"
_FONTS = re.compile(r"\{\\fonttbl(?![a-z])")
_FONT = re.compile(r"\\f(\d{1,5})(?=[\\\s])[^;{}]{0,300}?\\fcharset(\d{1,3})")
_BRACE = re.compile(r"[{}]")
_DAMAGED = (
    "The Rich Text file is damaged. Open it, save it again or save it as .docx, and upload that."
)
# Tracked deletions and hidden text, up to the end of their group.
_UNSEEN = re.compile(r"(?<!\\)\\(?=(?:deleted|v)(?![a-z0-9]))")
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
# A soft hyphen in the file is a place where a word may break, none where it does.
_SOFT_HYPHEN = re.compile(r"(?<!\\)\\-")
_INFO = r"\{\\%s[ ]?((?:[^{}\\]|\\[\\{}']|\\[a-z]+-?\d* ?\??)*)\}"
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


def read_rtf(data: bytes, max_characters: int) -> Extract:
    """Paragraphs of a Rich Text file, and title, author and day from its information group.

    Raises Unreadable when the file is damaged or too large.
    """
    markup = _PICTURE.sub("", data.decode("latin-1").lstrip("ï»¿ \t\r\n"))
    if len(markup) > MAX_MARKUP:
        raise Unreadable(
            f"The Rich Text file is too large: {len(markup) / 1e6:,.1f} MB without its pictures, "
            f"and the limit is {MAX_MARKUP / 1e6:,.0f} MB. Save it as .docx or split it."
        )
    markup = _with_plain_fonts(markup)
    markup = _UNSEEN.sub(r"\\*\\", markup)
    body = _SOFT_HYPHEN.sub("", _CELL.sub(r"\\par ", markup.replace(_FIELD, "{\\field {")))
    lines = _plain(body).split("\n")
    return Extract(
        paragraphs=tuple(line for line in map(one_line, lines) if line),
        title=_stated(markup, "title"),
        author=_stated(markup, "author"),
        created=_created(markup),
    )


def _with_plain_fonts(markup: str) -> str:
    """Markup with a table of fonts that names only their character sets.

    The library searches that table in a way that takes for ever on damaged ones.
    """
    start = _FONTS.search(markup)
    if start is None:
        return markup
    depth = 1
    for brace in _BRACE.finditer(markup, start.end()):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            table = markup[start.end() : brace.end()]
            fonts = (
                f"{{\\f{number}\\fcharset{charset} F;}}" for number, charset in _FONT.findall(table)
            )
            return f"{markup[: start.start()]}{{\\fonttbl{''.join(fonts)}}}{markup[brace.end() :]}"
    raise Unreadable(_DAMAGED)


def _plain(markup: str) -> str:
    try:
        return clean(rtf_to_text(markup, errors="replace"))
    except Exception as error:
        raise Unreadable(_DAMAGED) from error


def _stated(markup: str, field: str) -> Proposal:
    match = re.search(_INFO % field, markup[:200_000])
    if match is None:
        return NOTHING
    charset = "\\ansicpg" + cp[1] if (cp := re.search(r"\\ansicpg(\d+)", markup[:500])) else ""
    value = one_line(_plain(f"{{\\rtf1\\ansi{charset} {match[1]}}}"))
    if not value or value.lower() in ("untitled", "user", "admin", "unknown"):
        return NOTHING
    return found(value, "the document's properties")


def _created(markup: str) -> Proposal:
    match = _CREATED.search(markup[:200_000])
    if match is None or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return NOTHING
    day = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    # LibreOffice's converters write the day of a template that they did not make themselves.
    return NOTHING if day == "2013-12-23" else guessed(day, "the day the file was made")
