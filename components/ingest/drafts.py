"""What a reader took out of a file to articles: guesses, languages, limits and words on them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from components.ingest.boilerplate import without_site_lines
from components.ingest.characters import one_line
from components.ingest.completeness import without_marker
from components.ingest.languages import UNKNOWN, language_of, name_of, paragraph_languages
from components.ingest.metadata import propose
from components.ingest.mojibake import repaired
from components.ingest.records import (
    NOTHING,
    ArticleDraft,
    Completeness,
    Extract,
    Extracts,
    Proposal,
    Reading,
    Refusal,
    Unreadable,
    too_long,
)

_EARLIEST = datetime.date(1900, 1, 1)
_EMPTY = "There is no text in this file. Check that it is the right one."
_EMPTY_PART = "There is no text in it, so it became no article."
_NO_ARTICLES = "There are no articles in this file. Check that it is the right one."
_COMPLETENESS = {
    "full": (),
    "truncated": (
        "The text is cut off: this export holds only its beginning, and only that is scored.",
    ),
    "headline": ("Only the headline is here, no article text; its tone is the headline's.",),
}


def reading_of(
    extracted: Extract | Extracts, name: str, max_characters: int, today: datetime.date
) -> Reading:
    """Articles and refusals for all that a file held; name is the file's, without folders.

    today: the latest day, anywhere, that is not in the future. Raises Unreadable where a file of
    one article is not one, or a file of many holds none.
    """
    if isinstance(extracted, Extract):
        return Reading(articles=(draft_of(extracted, name, max_characters, today),))
    articles: list[ArticleDraft] = []
    refusals = [Refusal(name, message, part) for part, message in extracted.refusals]
    for extract in extracted.articles:
        try:
            # The name of the file says nothing about one of its many articles.
            articles.append(draft_of(extract, "", max_characters, today))
        except Unreadable as refusal:
            message = _EMPTY_PART if str(refusal) == _EMPTY else str(refusal)
            refusals.append(Refusal(name, message, extract.part))
    if not articles and not refusals:
        raise Unreadable(" ".join((_NO_ARTICLES, *extracted.warnings)))
    return Reading(tuple(articles), tuple(refusals), extracted.warnings)


def draft_of(
    extract: Extract, name: str, max_characters: int, today: datetime.date
) -> ArticleDraft:
    """The article as it is stored; raises Unreadable when it has no text or too much."""
    extract, mended = _mended(_without_cut(extract))
    paragraphs = tuple(line for text in extract.paragraphs if (line := one_line(text)))
    if not any(re.search(r"\w", line) for line in paragraphs):
        raise Unreadable(_EMPTY)
    check_length(sum(map(len, paragraphs)), max_characters)
    paragraphs = tuple(without_site_lines(paragraphs))
    extract = propose(replace(extract, paragraphs=paragraphs), name, today)
    paragraphs = extract.paragraphs
    text = "\n\n".join(paragraphs)
    language = language_of(text)
    languages = paragraph_languages(paragraphs, language)
    return ArticleDraft(
        text=text,
        title=extract.title,
        date=extract.date,
        source=extract.source,
        language=language,
        warnings=(
            *extract.warnings,
            *mended,
            *_COMPLETENESS[extract.completeness],
            *_language_warning(language, languages),
            *_date_warning(extract.date, today),
        ),
        author=extract.author,
        url=extract.url,
        section=extract.section,
        time=extract.time,
        completeness=extract.completeness,
        paragraph_languages=languages,
        part=extract.part,
    )


def check_length(n_characters: int, limit: int) -> None:
    """Raises Unreadable when a text is longer than the limit."""
    if n_characters > limit:
        raise Unreadable(too_long(n_characters, limit))


def _without_cut(extract: Extract) -> Extract:
    """Extract marked as truncated where a service's mark of a cut ends its text."""
    if not extract.paragraphs:
        return extract
    last, is_cut = without_marker(extract.paragraphs[-1])
    if not is_cut:
        return extract
    kept = (*extract.paragraphs[:-1], *([last] if last else []))
    completeness: Completeness = "headline" if extract.completeness == "headline" else "truncated"
    return replace(extract, paragraphs=kept, completeness=completeness)


def _mended(extract: Extract) -> tuple[Extract, tuple[str, ...]]:
    """Extract with characters repaired that were decoded wrongly before they came here."""
    paragraphs = tuple(map(repaired, extract.paragraphs))
    fields = {
        field: replace(proposal, value=repaired(proposal.value))
        for field in ("title", "source", "author", "section")
        if (proposal := getattr(extract, field)).value
    }
    n_mended = sum(a != b for a, b in zip(extract.paragraphs, paragraphs, strict=True))
    warnings = (_mending(n_mended),) if n_mended else ()
    return replace(extract, paragraphs=paragraphs, **fields), warnings


def _mending(n_paragraphs: int) -> str:
    where = "one paragraph" if n_paragraphs == 1 else f"{n_paragraphs:,} paragraphs"
    return f"Wrongly stored letters, such as â€™ for ’, were repaired in {where}."


def _language_warning(language: str, paragraphs: Sequence[str]) -> tuple[str, ...]:
    if language not in ("en", UNKNOWN):
        return (f"Not scored: {name_of(language)}. Only English texts are scored.",)
    others = [code for code in paragraphs if code not in ("en", UNKNOWN)]
    if not others:
        return ()
    names = ", ".join(dict.fromkeys(map(name_of, others)))
    where = "One paragraph is" if len(others) == 1 else f"{len(others):,} paragraphs are"
    return (f"{where} not scored: {names}. Only English text is scored.",)


def _date_warning(date: Proposal, today: datetime.date) -> tuple[str, ...]:
    if date == NOTHING or date.value is None:
        return ()
    day = datetime.date.fromisoformat(date.value)
    if day > today:
        return (f"The date {day.isoformat()} is in the future. Please check it.",)
    if day < _EARLIEST:
        return (f"The date {day.isoformat()} is before 1900. Please check it.",)
    return ()
