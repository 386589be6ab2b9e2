"""Records that the ingest room hands out, and the ones its readers hand to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Origin = Literal["found", "guessed", "none"]
#: "truncated": the service gave only the beginning; "headline": there is no article text at all.
Completeness = Literal["full", "truncated", "headline"]
DateOrder = Literal["dmy", "mdy", "ymd"]

#: Longest article, in characters of stored text, that is read when the caller states no limit.
MAX_CHARACTERS = 2_000_000
#: Largest file, in bytes, that is opened when the caller states no limit.
MAX_BYTES = 50_000_000

#: Every kind of file that is read: file name extension (lower case, no dot) to its plain name.
FORMATS: dict[str, str] = {
    "txt": "plain text",
    "text": "plain text",
    "md": "Markdown",
    "markdown": "Markdown",
    "html": "web page",
    "htm": "web page",
    "xhtml": "web page",
    "mhtml": "web archive",
    "mht": "web archive",
    "pdf": "PDF",
    "docx": "Word document",
    "doc": "old Word document",
    "rtf": "Rich Text",
    "odt": "OpenDocument",
    "epub": "e-book",
    "eml": "e-mail",
    "mbox": "mailbox",
    "csv": "table",
    "tsv": "table",
    "tab": "table",
    "xlsx": "Excel workbook",
    "json": "JSON",
    "jsonl": "JSON",
    "ndjson": "JSON",
    "rss": "news feed",
    "atom": "news feed",
    "xml": "news feed",
    "zip": "zip",
}

#: The same as words, for a sentence: “plain text (.txt), Markdown (.md) …”.
FORMATS_IN_WORDS = (
    "plain text (.txt), Markdown (.md), saved web pages (.html, .mhtml), PDF (.pdf), documents "
    "(.docx, .rtf, .odt, .epub), e-mail (.eml, .mbox), tables (.csv, .tsv, .xlsx), JSON (.json, "
    ".jsonl), news feeds (.rss, .xml), exports of LexisNexis, Nexis Uni, Factiva and ProQuest, "
    "and zip files of these"
)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What somebody has decided about a file before it is read; None leaves it to the readers.

    columns: field ("text", "title", "date", "source", "author", "url", "section", "language") to
    the header of the table column that holds it; "" says that no column does.
    date_order: order of day, month and year where numeric dates leave it open.
    encoding: name of a Python codec, such as "cp1251", for files of text.
    """

    columns: Mapping[str, str] | None = None
    date_order: DateOrder | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed piece of metadata.

    value: the text itself, a date as ISO YYYY-MM-DD; None when there is nothing to propose.
    origin: "found" where the format states it, "guessed" where the text or the file name suggests
    it, "none" otherwise.
    reason: where it comes from, in words for the reader; may say why there is no value.
    """

    value: str | None
    origin: Origin
    reason: str = ""


NOTHING = Proposal(None, "none", "")


def found(value: str, reason: str) -> Proposal:
    """A value that the file states about itself."""
    return Proposal(value, "found", reason)


def guessed(value: str, reason: str) -> Proposal:
    """A value that somebody should look at."""
    return Proposal(value, "guessed", reason)


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """One article as it was read, before anybody edits it.

    text: normalised text, never empty; one line per paragraph, paragraphs separated by one blank
    line ("\\n\\n"); no control characters. Every offset in an analysis counts in it.
    language: two-letter code, "en" when English, "und" when the text is too short to tell.
    warnings: sentences for the reader, empty when all went well.
    time: moment of publication, ISO 8601 with the offset that the source states; only where it
    states one. Its day is `date`.
    completeness: whether the text is the whole article, its beginning or only its headline.
    paragraph_languages: one code for each paragraph of text.
    part: place in a file of several articles (“row 7”, “entry 3: Title”), "" in a file of one.
    """

    text: str
    title: Proposal = NOTHING
    date: Proposal = NOTHING
    source: Proposal = NOTHING
    language: str = "und"
    warnings: tuple[str, ...] = ()
    author: Proposal = NOTHING
    url: Proposal = NOTHING
    section: Proposal = NOTHING
    time: Proposal = NOTHING
    completeness: Completeness = "full"
    paragraph_languages: tuple[str, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an input became no article.

    input: name of the input as shown to the reader, without folders.
    message: what happened and what to do, in plain words.
    part: place in a file of several articles, "" when the whole input is refused.
    """

    input: str
    message: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one input: at least one article or at least one refusal.

    warnings: sentences about the input as a whole, where it holds several articles; those about
    one article stand with it.
    """

    articles: tuple[ArticleDraft, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader took out of one file: paragraphs in order, and what the format says of itself.

    The fields are those of ArticleDraft; what a format does not state stays NOTHING.
    headed: True where the format marks headlines, so that a first line which is not marked as one
    is not taken for one.
    created: day on which the file was made, for want of anything better.
    """

    paragraphs: tuple[str, ...]
    title: Proposal = NOTHING
    date: Proposal = NOTHING
    source: Proposal = NOTHING
    author: Proposal = NOTHING
    warnings: tuple[str, ...] = ()
    headed: bool = False
    created: Proposal = NOTHING
    url: Proposal = NOTHING
    section: Proposal = NOTHING
    time: Proposal = NOTHING
    completeness: Completeness = "full"
    part: str = ""


@dataclass(frozen=True, slots=True)
class Extracts:
    """What a reader took out of a file of several articles.

    articles: in the file's order, each with its part.
    refusals: (part, message) of what became no article, message as in Refusal.
    warnings: sentences about the file as a whole.
    """

    articles: tuple[Extract, ...] = ()
    refusals: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()


def too_long(n_characters: int, limit: int) -> str:
    """Refusal of a text of more than limit characters."""
    return (
        f"The text is too long: {n_characters:,} characters or more, and the limit is "
        f"{limit:,}. Split it into parts and upload those."
    )


class Unreadable(Exception):
    """A file that becomes no article; its message is the refusal shown to the reader."""
