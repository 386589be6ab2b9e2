"""What the store takes and gives: frozen records, and the shapes it accepts from others."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a title, source or date comes from.

    kind: "found" in the input, "guessed" from it, "edited" by the analyst, or "none".
    reason: how it was found or guessed, in plain words; may be empty.
    """

    kind: str
    reason: str


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
    """A stored article. `text` is as it was imported; everything offsets point into it."""

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


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One line of a list of articles.

    relation_tone: −1 … 1, or None when the article is not about the relation or not scored.
    copy_of: id of the earliest article of the collection with the same text, when there is one.
    n_copies: how many other articles of the collection have the same text.
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


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article: "duplicate" was not stored again, its id is the one kept."""

    status: Literal["added", "copy", "duplicate"]
    article_id: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup brought back. `warnings` are plain sentences, empty when all went in."""

    collection_id: str
    name: str
    n_articles: int
    n_analyses: int
    warnings: tuple[str, ...]


def common_values(row: RowMapping) -> dict[str, Any]:
    """What Article and ArticleSummary have in common, from a row of articles."""
    return {
        **{
            name: row[name]
            for name in (
                "id",
                "collection_id",
                "title",
                "source",
                "date",
                "language",
                "input_name",
                "text_hash",
            )
        },
        **{
            f"{name}_origin": Origin(row[f"{name}_origin"], row[f"{name}_reason"])
            for name in ("title", "source", "date")
        },
        "warnings": tuple(row["warnings"]),
        "created": row["created"].replace(tzinfo=datetime.UTC),
    }
