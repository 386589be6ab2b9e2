"""Title, date, source and author: what the file states, else what its opening lines suggest.

Dates inside running prose are never taken: a sentence that mentions a day is no publication date.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import PurePosixPath

from components.ingest.characters import one_line
from components.ingest.dates import (
    ambiguous_date,
    ambiguous_file_name_date,
    file_name_date,
    first_date,
    only_date,
)
from components.ingest.file_names import source_and_title
from components.ingest.records import Extract, Proposal, guessed

_HEADER_LINES = 10
_LABEL = re.compile(
    r"(?P<label>title|headline|date|published(?: on)?|publication date|source|publication"
    r"|newspaper|publisher|outlet|author|byline)\s*:\s*(?P<value>\S.{0,250})",
    re.IGNORECASE,
)
_FIELD_OF_LABEL = {
    "title": "title",
    "headline": "title",
    "date": "date",
    "published": "date",
    "published on": "date",
    "publication date": "date",
    "source": "source",
    "publication": "source",
    "newspaper": "source",
    "publisher": "source",
    "outlet": "source",
    "author": "author",
    "byline": "author",
}
_BYLINE = re.compile(
    r"By (?P<author>[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|and|de|von|van|&))*,?.{0,40})"
)
_OUTLET = re.compile(
    r"\b(?:Press|News|Times|Post|Journal|Agency|Wire|Herald|Tribune|Gazette|Guardian|Reuters|TASS"
    r"|Interfax|AFP|AP|BBC|CNN|NPR|Radio|Television|TV|Media|Daily|Weekly|Monitor|Observer"
    r"|Department|Ministry|Office|Bureau|Service|House|Kremlin|Embassy|Mission|Council"
    r"|Institute|Center|Centre|Review|Magazine|Chronicle|Telegraph|Mail|Economist)\b"
)
_SALUTATION = re.compile(
    r"(?:ladies|dear|mr|mrs|ms|madam|sir|thank|good (?:morning|evening|afternoon|day)|your "
    r"|excellenc|distinguished|my fellow|hello|hi\b|to the )",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"(?:QUESTION|ANSWER|MODERATOR|(?:MRS?|MS|DR|THE|SECRETARY|PRESIDENT|SENATOR|AMBASSADOR|MINISTER"
    r"|GENERAL|SENIOR)\.? [A-Z .]+):(?:\s|$)|[QA][.:]?\s"
)
_SENTENCE_INSIDE = re.compile(r"[a-z]{3}[.!?][\"”’)]?\s+[\"“‘(]?[A-Z]")
_ENDS_SENTENCE = re.compile("[.!?…:;,][\"'”’»)\\]]*$")
_BULLET = re.compile(r"[-*•·–—▪◦●]\s|\(?\w{1,3}[.)]\s|\(.*\)$")
_DASH = re.compile(r"\s*(?:—|–|--)\s*|\s+-\s+|(?<=\))\s*-\s+")
_PLACE_IN_CAPITALS = re.compile(r"[A-Z][A-Z.'’-]{2,}(?![a-z])")
_IN_BRACKETS = re.compile(r"\((?P<source>[^()]{2,50})\)")
_STAMP = re.compile(
    r"\d{4}[-_. ]?\d{1,2}[-_. ]?\d{1,2}|\d{1,2}[-_.]\d{1,2}[-_.]\d{2,4}|\d{2}\.\d{2}(?:\.\d{2})?"
)


def propose(extract: Extract, name: str, today: datetime.date) -> Extract:
    """Extract with title, date, source and author filled as far as anything suggests them.

    Opening lines that were taken as metadata leave the paragraphs; the last paragraph never does.
    Guessed dates are never in the future.
    """
    result = _header_read(extract, today)
    result = _dateline_read(result, today)
    result = _headline_date_read(result, today)
    return _file_name_read(result, name, today)


def file_name(name: str) -> str:
    """Last part of a name as shown to the reader: no folders, one line."""
    base = re.split(r"[/\\]", name.strip())[-1]
    return one_line(base) or "Unnamed file"


def same_words(a: str, b: str) -> bool:
    """Whether two lines are the same but for case, punctuation and spaces."""
    return bool(a) and re.findall(r"\w+", a.casefold()) == re.findall(r"\w+", b.casefold())


def _title_lines_joined(extract: Extract) -> tuple[str, ...]:
    """Paragraphs, with a known title that is set over two to four lines made one."""
    for n_lines in (2, 3, 4):
        opening = " ".join(extract.paragraphs[:n_lines])
        if extract.title.value and same_words(opening, extract.title.value):
            return (opening, *extract.paragraphs[n_lines:])
    return extract.paragraphs


def _repeats(extract: Extract, line: str) -> bool:
    if extract.title.value and same_words(line, extract.title.value):
        return True
    day = only_date(line)
    if day and extract.date.value == day.isoformat():
        return True
    byline = re.match(r"by\s+(?P<author>.+)", line, re.IGNORECASE)
    return bool(byline and extract.author.value and same_words(byline[1], extract.author.value))


def _header_read(extract: Extract, today: datetime.date) -> Extract:
    rest = list(_title_lines_joined(extract))
    first = True
    for _ in range(_HEADER_LINES):
        if len(rest) < 2:
            break
        after = _line_taken(extract, rest, first, today)
        if after is None:
            break
        extract, first = after, False
        del rest[0]
    return replace(extract, paragraphs=tuple(rest))


def _line_taken(
    extract: Extract, lines: list[str], first: bool, today: datetime.date
) -> Extract | None:
    """Extract with what the first line says, None when that line belongs to the text."""
    line = lines[0]
    if _repeats(extract, line):
        return extract
    if (match := _LABEL.fullmatch(line)) is not None:
        return _label_taken(extract, match, today)
    day = only_date(line)
    if day is not None:
        return _with_date(extract, day, f"the line “{line}” at the top", today)
    if first and not extract.headed and extract.title.value is None and _is_headline(lines):
        return replace(extract, title=guessed(line, "the first line reads like a headline"))
    if (match := _BYLINE.fullmatch(line)) is not None and not _ENDS_SENTENCE.search(line):
        author = guessed(match["author"], f"the line “{line}” at the top")
        return extract if extract.author.value else replace(extract, author=author)
    if not first and _above_date(lines):
        return _credit_taken(extract, line)
    return None


def _label_taken(extract: Extract, match: re.Match[str], today: datetime.date) -> Extract | None:
    field = _FIELD_OF_LABEL[" ".join(match["label"].lower().split())]
    value, reason = match["value"].strip(), f"the line “{match.group()[:80]}” at the top"
    if field == "date":
        hit = first_date(value)
        return _with_date(extract, hit.date, reason, today) if hit else None
    if getattr(extract, field).value is not None:
        return None
    proposal = guessed(value, reason)
    if field == "title":
        return replace(extract, title=proposal)
    if field == "source":
        return replace(extract, source=proposal)
    return replace(extract, author=proposal)


def _credit_taken(extract: Extract, line: str) -> Extract | None:
    """A line between headline and date: an outlet or a person."""
    proposal = guessed(line, "the line between headline and date")
    if _OUTLET.search(line) and extract.source.value is None:
        return replace(extract, source=proposal)
    if extract.author.value is None:
        return replace(extract, author=proposal)
    return None


def _with_date(
    extract: Extract, day: datetime.date, reason: str, today: datetime.date
) -> Extract | None:
    if extract.date.value is not None:
        return extract if extract.date.origin == "guessed" else None
    if day > today:
        return None
    return replace(extract, date=guessed(day.isoformat(), reason))


def _above_date(lines: list[str]) -> bool:
    short = all(len(line) <= 90 and not _SENTENCE_INSIDE.search(line) for line in lines[:1])
    ends = bool(re.search('[.!?]["”’]?$', lines[0])) and not re.search(r"\b\w\.$", lines[0])
    return short and not ends and any(only_date(line) for line in lines[1:3])


def _is_headline(lines: list[str]) -> bool:
    line = lines[0]
    n_words = len(line.split())
    if not 2 <= n_words <= 30 or len(line) > 220:
        return False
    capitals = line.upper() == line
    ends = _ENDS_SENTENCE.search(line)
    # Headlines may ask, and may end in an abbreviation (“with the U.S.”).
    if ends and not capitals and not line.endswith("?") and not re.search(r"[A-Z]\.[A-Z]\.$", line):
        return False
    if _SENTENCE_INSIDE.search(line) and not capitals:
        return False
    if _SALUTATION.match(line) or _SPEAKER.match(line) or _BULLET.match(line):
        return False
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘«¿"):
        return False
    body = lines[1:8]
    return any(len(text.split()) >= 8 and re.search("[.!?…:;][\"'”’»)]*$", text) for text in body)


def _dateline_read(extract: Extract, today: datetime.date) -> Extract:
    """Place, date and wire in front of the first sentences: “MOSCOW, March 3, 2022 (Wire) —”."""
    for paragraph in extract.paragraphs[:3]:
        match = _DASH.search(paragraph, 0, 130)
        if match is None or match.start() < 4:
            continue
        line = paragraph[: match.start()]
        wire = _IN_BRACKETS.search(line)
        if not _PLACE_IN_CAPITALS.match(line) and not (wire and wire.end() == len(line)):
            continue
        if len(line) > 90 or (len(line.split()) > 9 and wire is None):
            continue
        reason = f"the dateline “{line}”"
        hit = first_date(line)
        if hit is not None and extract.date.value is None and hit.date <= today:
            extract = replace(extract, date=guessed(hit.date.isoformat(), reason))
        if wire and extract.source.value is None and not first_date(wire["source"]):
            extract = replace(extract, source=guessed(wire["source"].strip(), reason))
        break
    return extract


def _headline_date_read(extract: Extract, today: datetime.date) -> Extract:
    title = extract.title.value
    if title is None or extract.date.value is not None:
        return extract
    hit = first_date(title)
    if hit is None or hit.date > today:
        return extract
    return replace(extract, date=guessed(hit.date.isoformat(), "the headline names this day"))


def _file_name_read(extract: Extract, name: str, today: datetime.date) -> Extract:
    stem = PurePosixPath(file_name(name)).stem
    if extract.date.value is None:
        day = file_name_date(stem)
        if day is not None and day <= today:
            date = guessed(day.isoformat(), "the file name")
        elif extract.created.value:
            date = extract.created
        elif written := ambiguous_file_name_date(stem) or _ambiguous_at_top(extract):
            date = Proposal(None, "none", f"“{written}” can be read as more than one day")
        else:
            date = Proposal(None, "none", "no date stands outside the running text")
        extract = replace(extract, date=date)
    if named := source_and_title(stem):
        source, title = (guessed(each, "the file name") for each in named)
        if extract.source.value is None:
            extract = replace(extract, source=source)
        if extract.title.value is None:
            extract = replace(extract, title=title)
    if extract.title.value is None:
        words = " ".join(_STAMP.sub(" ", stem).replace("_", " ").split()).strip(" -–—,.")
        if " " in stem.strip() and len(words.split()) >= 4 and re.search("[^\\W\\d_]{3}", words):
            extract = replace(extract, title=guessed(words, "the file name"))
        else:
            none = Proposal(None, "none", "no line reads like a headline")
            extract = replace(extract, title=none)
    if extract.source.value is None:
        extract = replace(extract, source=Proposal(None, "none", "the text names no source"))
    return extract


def _ambiguous_at_top(extract: Extract) -> str | None:
    for line in extract.paragraphs[:4]:
        if len(line) <= 60 and (written := ambiguous_date(line)):
            return written
    return None
