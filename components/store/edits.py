"""What an analyst changes about articles: one, many at once, or a whole new reading of one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy.engine import Connection, Engine

from components.analysis import Analysis
from components.store.articles import refuse_duplicate, require_article, update_row
from components.store.copy_groups import rejoin
from components.store.database import writing
from components.store.drafts import Values, checked_completeness, prepare, value_of
from components.store.errors import StoreError
from components.store.records import DECIDED, DETAILS, Article, DraftLike
from components.store.scores import key_of, write_scores
from components.store.values import identity, line


class Unchanged:
    """The type of KEEP."""


KEEP: Final = Unchanged()
"""For edit_article: leave this as it is (None would say that there is none)."""

FIELDS = ("title", "source", "date", *DETAILS, *DECIDED)
"""What update_articles changes."""

_AT_ONCE = 200  # articles to a transaction, so that nobody else waits long


def edit_article(
    engine: Engine,
    article_id: str,
    *,
    title: str | Unchanged | None = KEEP,
    source: str | Unchanged | None = KEEP,
    date: datetime.date | Unchanged | None = KEEP,
) -> Article:
    """Change what is said about an article and return it; what changes is marked as edited.

    None says that there is no title, source or date. A new date makes the analysis stale.
    Raises StoreError when the article is gone, or would become the duplicate of another.
    """
    given = {"title": title, "source": source, "date": date}
    wanted = {name: value for name, value in given.items() if not isinstance(value, Unchanged)}
    with writing(engine) as connection:
        _change(connection, article_id, wanted)
        return require_article(connection, article_id)


def update_articles(
    engine: Engine, changes: Mapping[str, Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """Change many articles: id → {field: value}, the fields of FIELDS, None for “there is none”.

    A date is a datetime.date or ISO text, a time ISO 8601, a language a code, completeness full,
    truncated or headline. What changes is marked as edited; a new date or language makes the
    analysis stale. Returns (article id, why) for each article that could not be changed (gone, no
    date, duplicate of another): of such an article nothing is changed, of the others all.
    Raises StoreError when a field is none of FIELDS.
    """
    for unknown in {name for each in changes.values() for name in each} - set(FIELDS):
        raise StoreError(f"“{line(unknown, 40)}” is not something that can be edited.")
    refused = []
    several = list(changes.items())
    for at in range(0, len(several), _AT_ONCE):
        with writing(engine) as connection:
            for article_id, wanted in several[at : at + _AT_ONCE]:
                try:
                    _change(connection, article_id, wanted)
                except StoreError as error:
                    refused.append((article_id, str(error)))
    return refused


def replace_reading(
    engine: Engine,
    article_id: str,
    draft: DraftLike,
    analysis: Analysis,
    *,
    read_options: Mapping[str, Any],
) -> Article:
    """Put another reading of the same original in the article's place; its id stays.

    What the analyst edited stays as edited. Raises StoreError when the article is gone or would
    become the duplicate of another, or the draft cannot be stored.
    """
    with writing(engine) as connection:
        article = require_article(connection, article_id)
        prepared = prepare(draft, analysis, input_name=article.input_name)
        new = prepared.values
        kept = {"id", "copy_group", "original_hash", "input_name", "created", "read_options"}
        changes = {name: value for name, value in new.items() if name not in kept}
        for name in ("title", "source", "date"):
            if getattr(article, f"{name}_origin").kind == "edited":
                for column in (name, f"{name}_origin", f"{name}_reason"):
                    changes.pop(column)
        origins = dict(changes["detail_origins"])
        for name in (*DETAILS, *DECIDED):
            origin = getattr(article, f"{name}_origin")
            if origin.kind == "edited":
                changes.pop(name)
                origins[name] = [origin.kind, origin.reason]
        if "language" not in changes:
            changes["paragraph_languages"] = relabelled(
                new["paragraph_languages"], new["language"], article.language
            )
        changes |= {"detail_origins": origins, "read_options": dict(read_options)}
        _keep_identity(connection, article, changes)
        update_row(connection, article_id, changes)
        if changes["text_hash"] != article.text_hash:
            rejoin(connection, article_id)
        if prepared.rows is not None:
            key = key_of(article_id, new["text_hash"], analysis)
            write_scores(connection, article_id, key, prepared.rows)
        return require_article(connection, article_id)


def relabelled(languages: Sequence[str], old: str, new: str) -> list[str]:
    """A code a paragraph: what was of the article's language is of the new one, others stay."""
    return [new if each == old else each for each in languages]


def _change(connection: Connection, article_id: str, wanted: Mapping[str, Any]) -> None:
    article = require_article(connection, article_id)
    changes: Values = {}
    for name, given in wanted.items():
        value = _checked(name, given)
        if value == getattr(article, name):
            continue
        changes[name] = value
        if name in ("title", "source", "date"):
            changes |= {f"{name}_origin": "edited", f"{name}_reason": ""}
    if edited := [name for name in changes if name in (*DETAILS, *DECIDED)]:
        changes["detail_origins"] = {
            **{
                name: [origin.kind, origin.reason]
                for name in (*DETAILS, *DECIDED)
                if (origin := getattr(article, f"{name}_origin")).kind != "none"
            },
            **{name: ["edited", ""] for name in edited},
        }
    if "language" in changes and article.paragraph_languages:
        changes["paragraph_languages"] = relabelled(
            article.paragraph_languages, article.language, changes["language"]
        )
    if changes:
        _keep_identity(connection, article, changes)
        update_row(connection, article_id, changes)


def _keep_identity(connection: Connection, article: Article, changes: Values) -> None:
    changes["identity"] = identity(
        changes.get("text_hash", article.text_hash),
        changes.get("source", article.source),
        changes.get("date", article.date),
    )
    refuse_duplicate(connection, article.collection_id, changes["identity"], article.id)


def _checked(name: str, given: Any) -> Any:
    if name == "completeness":
        return checked_completeness(given)
    if name == "date" and isinstance(given, datetime.date):
        return given.date() if isinstance(given, datetime.datetime) else given
    if given is not None and not isinstance(given, str):
        raise StoreError(f"What was given for the {name} is not text.")
    return (line(given) or "") if name == "language" else value_of(name, given)
