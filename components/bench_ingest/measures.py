"""Agreement of one reading with what its row expects."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from components.bench_ingest.answers import Answer
from components.ingest.dates import only_date
from components.ingest.decode import decode
from components.text import paragraphs, sentences

_MONTHS = tuple(datetime.date(2000, month, 1).strftime("%B") for month in range(1, 13))
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_BINARY = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")
#: Headline, byline, date line and end mark may be counted as paragraphs or not.
_TOLERANCE = 3
_OPENING = 6


@dataclass(frozen=True, slots=True)
class Words:
    """Shares 0 … 1: expected words that were read, and read words that were expected."""

    recall: float
    precision: float
    paragraph_error: float


def words_of(text: str) -> list[str]:
    """Words for comparison: in lower case, ligatures and other forms of letters made plain."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def measure_words(answer: Answer, folder: Path) -> Words | None:
    """Words and paragraphs against the expected text; None where the row has none."""
    name = answer.row.get("expected_text")
    if not name:
        return None
    expected = (folder / name).read_text(encoding="utf-8")
    text = "\n\n".join(draft.text for draft in answer.articles)
    stated = " ".join(
        proposal.value or ""
        for draft in answer.articles
        for proposal in (draft.title, draft.author, draft.source)
    )
    blocks = [block for block in re.split(r"\n\s*\n", expected) if re.search(r"\w", block)]
    optional = Counter(
        word
        for block in blocks[:_OPENING]
        if _is_optional(block, stated, answer)
        for word in words_of(block)
    )
    wanted, got = Counter(words_of(expected)), Counter(words_of(text))
    shared = (wanted & got).total()
    excused = ((wanted - got) & optional).total()
    headline = Counter(words_of(f"{stated} {answer.row.get('title')}"))
    extra = got - wanted
    allowed = (extra & headline).total()
    n_blocks = len([block for block in text.split("\n\n") if block])
    stated_count = answer.row.get("expected_paragraphs")
    n_expected = int(stated_count) if stated_count.isdecimal() else len(blocks)
    off = max(0, abs(n_blocks - n_expected) - _TOLERANCE)
    return Words(
        recall=(shared + excused) / max(wanted.total(), 1),
        precision=(shared + allowed) / max(got.total(), 1) if got else 0.0,
        paragraph_error=off / max(n_expected, 1),
    )


def _is_optional(block: str, stated: str, answer: Answer) -> bool:
    """Headline, byline, office and date line: metadata to some readers, text to others."""
    line = " ".join(block.split())
    if only_date(line):
        return True
    these = set(words_of(line))
    return bool(these) and these <= set(words_of(f"{stated} {answer.row.get('title')}"))


def date_verdict(answer: Answer) -> str:
    """ "exact", "wrong" or "missing" where the file carries its date; else "kept open" or
    "invented"; "" where the index has no day to compare with.

    A date less precise than a day is compared as far as it goes; leaving it open is right too.
    """
    expected = answer.row.get("date")
    if not _DAY.fullmatch(expected) or "date approx" in answer.row.get("notes"):
        return ""
    if len(answer.articles) != 1:
        return "missing" if answer.row.expected == "accept" and not answer.articles else ""
    date = answer.articles[0].date
    if not carries(answer, expected) or (len(expected) < 10 and date.value is None):
        return "kept open" if date.value is None or date.origin == "guessed" else "invented"
    if date.value is None:
        return "missing"
    return "exact" if date.value.startswith(expected) else "wrong"


def carries(answer: Answer, expected: str) -> bool:
    """Whether the file's name or characters hold the date; packed files are taken to."""
    if answer.data.startswith(_BINARY) or "no date inside" in answer.row.get("notes"):
        return answer.data.startswith(_BINARY)
    raw = f"{answer.row.name} {decode(answer.data).text}"
    return any(form in raw for form in _spellings(expected))


def _spellings(expected: str) -> list[str]:
    if len(expected) < 10:
        return [expected[:4]]
    year, month, day = expected.split("-")
    name, number = _MONTHS[int(month) - 1], str(int(day))
    days, months = {day, number}, {name, name[:3], f"{name[:3]}.", name.upper(), f"{name[:4]}"}
    spelled = [expected, f"{year}{month}{day}", f"{year}/{month}/{day}", f"{year}_{month}_{day}"]
    for each in days:
        for word in months:
            spelled += [f"{word} {each}, {year}", f"{each} {word} {year}", f"{each}-{word}-{year}"]
        for mark in "/.-":
            for number_of_month in {month, str(int(month))}:
                spelled.append(f"{each}{mark}{number_of_month}{mark}{year}")
                spelled.append(f"{number_of_month}{mark}{each}{mark}{year}")
    return spelled


def sentences_of(answer: Answer) -> tuple[str, ...]:
    """All sentences of the articles read from an input."""
    return tuple(
        draft.text[span.start : span.end]
        for draft in answer.articles
        for paragraph in paragraphs(draft.text)
        for span in sentences(draft.text, paragraph)
    )


def outcome_agrees(answer: Answer) -> bool:
    """Whether the input became articles, as many as expected, or a refusal where it should.

    A file in a known encoding must also decode as that encoding's codec does.
    """
    expected, count = answer.row.expected, answer.row.count
    if expected == "either":
        return bool(answer.articles or answer.reading.refusals)
    if expected == "refuse" or not answer.articles:
        return expected == "refuse" and not answer.articles
    return count in (None, len(answer.articles)) and decodes(answer)


def decodes(answer: Answer) -> bool:
    """Whether characters come out as the index's encoding has them; True where it names none."""
    if "known encoding" not in answer.row.get("kind"):
        return True
    try:
        wanted = answer.data.decode(answer.row.get("encoding"))
    except (LookupError, UnicodeError):
        return True
    return decode(answer.data).text.lstrip("\ufeff") == wanted.lstrip("\ufeff")
