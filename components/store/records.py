"""What the store takes and gives: frozen records, and the shapes it accepts from others."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from sqlalchemy.engine import RowMapping

from components.analysis import Dyad


class ProposalLike(Protocol):
    """A piece of metadata as somebody proposes it; components.ingest.Proposal is one."""

    @property
    def value(self) -> str | None: ...
    @property
    def origin(self) -> str: ...
    @property
    def reason(self) -> str: ...


class DraftLike(Protocol):
    """An article before it is stored; components.ingest.ArticleDraft is one. Dates are ISO."""

    @property
    def text(self) -> str: ...
    @property
    def title(self) -> ProposalLike: ...
    @property
    def date(self) -> ProposalLike: ...
    @property
    def source(self) -> ProposalLike: ...
    @property
    def language(self) -> str: ...
    @property
    def warnings(self) -> Sequence[str]: ...

    # Read where the draft has them: author, url, section, time (ProposalLike), completeness,
    # paragraph_languages, part.


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a title, source or date comes from.

    kind: "found" in the input, "guessed" from it, "edited" by the analyst, or "none". A language
    and a completeness, which are always the readers' or the analyst's, have "edited" or "none".
    reason: how it was found or guessed, in plain words; may be empty.
    """

    kind: str
    reason: str


NO_ORIGIN = Origin("none", "")


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection with its counts; dates are those of its earliest and latest dated article."""

    id: str
    name: str
    description: str
    is_sample: bool
    dyad: Dyad
    created: datetime.datetime
    n_articles: int
    n_dated: int
    first_date: datetime.date | None
    last_date: datetime.date | None


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article. `text` is as it was imported; everything offsets point into it.

    time: moment of publication, ISO 8601 with the source's offset. completeness: "full",
    "truncated" (the beginning only) or "headline". paragraph_languages: a code a paragraph, or
    empty. copy_group: the same for the same or nearly the same text; copy_separate: the analyst
    took it out of its group. original_hash: SHA-256 of the bytes it was read from, where they
    were kept; part: its place in them; read_options: how they were read.
    """

    id: str
    collection_id: str
    title: str | None
    title_origin: Origin
    source: str | None
    source_origin: Origin
    date: datetime.date | None
    date_origin: Origin
    language: str
    input_name: str
    warnings: tuple[str, ...]
    created: datetime.datetime
    text_hash: str
    text: str
    author: str | None = None
    author_origin: Origin = NO_ORIGIN
    url: str | None = None
    url_origin: Origin = NO_ORIGIN
    section: str | None = None
    section_origin: Origin = NO_ORIGIN
    time: str | None = None
    time_origin: Origin = NO_ORIGIN
    language_origin: Origin = NO_ORIGIN
    completeness_origin: Origin = NO_ORIGIN
    completeness: str = "full"
    paragraph_languages: tuple[str, ...] = ()
    copy_group: str = ""
    copy_separate: bool = False
    original_hash: str | None = None
    part: str = ""
    read_options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One line of a list of articles.

    relation_tone: −1 … 1, or None when the article is not about the relation or not scored.
    copy_of: id of the earliest other article of its copy group, when there is one.
    n_copies: how many other articles its copy group has.
    has_original: whether the bytes it was read from were kept. The rest is as in Article.
    """

    id: str
    collection_id: str
    title: str | None
    title_origin: Origin
    source: str | None
    source_origin: Origin
    date: datetime.date | None
    date_origin: Origin
    language: str
    input_name: str
    warnings: tuple[str, ...]
    created: datetime.datetime
    text_hash: str
    is_scored: bool
    n_paragraphs: int | None
    relation_tone: float | None
    uncertainty: float | None
    copy_of: str | None
    n_copies: int
    has_original: bool = False
    author: str | None = None
    author_origin: Origin = NO_ORIGIN
    url: str | None = None
    url_origin: Origin = NO_ORIGIN
    section: str | None = None
    section_origin: Origin = NO_ORIGIN
    time: str | None = None
    time_origin: Origin = NO_ORIGIN
    language_origin: Origin = NO_ORIGIN
    completeness_origin: Origin = NO_ORIGIN
    completeness: str = "full"
    paragraph_languages: tuple[str, ...] = ()
    copy_group: str = ""
    copy_separate: bool = False
    original_hash: str | None = None
    part: str = ""
    read_options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article: "duplicate" was not stored again, its id is the one kept.

    copy_of: for a copy, the id of the article it is most like; similarity: how alike, 0 … 1.
    """

    status: Literal["added", "copy", "duplicate"]
    article_id: str
    copy_of: str | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes an article was read from, as they came; size in bytes."""

    name: str
    data: bytes
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup brought back. `warnings` are plain sentences, empty when all went in."""

    collection_id: str
    name: str
    n_articles: int
    n_analyses: int
    warnings: tuple[str, ...]


DETAILS = ("author", "url", "section", "time")
# What every article has: that the analyst decided it is all there is to say of its origin.
DECIDED = ("language", "completeness")
_AS_STORED = (
    "id",
    "collection_id",
    "title",
    "source",
    "date",
    "language",
    "input_name",
    "text_hash",
    *DETAILS,
    "completeness",
    "copy_group",
    "copy_separate",
    "original_hash",
    "part",
    "read_options",
)


def common_values(row: RowMapping) -> dict[str, Any]:
    """What Article and ArticleSummary have in common, from a row of articles."""
    origins = row["detail_origins"]
    return {
        **{name: row[name] for name in _AS_STORED},
        **{
            f"{name}_origin": Origin(row[f"{name}_origin"], row[f"{name}_reason"])
            for name in ("title", "source", "date")
        },
        **{
            f"{name}_origin": Origin(*origins.get(name, ("none", "")))
            for name in (*DETAILS, *DECIDED)
        },
        "warnings": tuple(row["warnings"]),
        "paragraph_languages": tuple(row["paragraph_languages"]),
        "created": row["created"].replace(tzinfo=datetime.UTC),
    }
