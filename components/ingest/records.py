"""Records that the ingest room hands out, and the ones its readers hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Origin = Literal["found", "guessed", "none"]

#: Longest article, in characters of stored text, that is read when the caller states no limit.
MAX_CHARACTERS = 1_000_000
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
    "docx": "Word document",
    "pdf": "PDF",
}

#: The same as words, for a sentence: “plain text (.txt), Markdown (.md) …”.
FORMATS_IN_WORDS = (
    "plain text (.txt), Markdown (.md), saved web pages (.html), Word (.docx) and PDF (.pdf)"
)


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
    """

    text: str
    title: Proposal = NOTHING
    date: Proposal = NOTHING
    source: Proposal = NOTHING
    language: str = "und"
    warnings: tuple[str, ...] = ()
    author: Proposal = NOTHING


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an input became no article.

    input: name of the input as shown to the reader, without folders.
    message: what happened and what to do, in plain words.
    """

    input: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one input: at least one article or at least one refusal."""

    articles: tuple[ArticleDraft, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader took out of one file: paragraphs in order, and what the format says of itself.

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


def too_long(n_characters: int, limit: int) -> str:
    """Refusal of a text of more than limit characters."""
    return (
        f"The text is too long: {n_characters:,} characters or more, and the limit is "
        f"{limit:,}. Split it into parts and upload those."
    )


class Unreadable(Exception):
    """A file that becomes no article; its message is the refusal shown to the reader."""
