"""Articles: the text as it came, and beside it the title, source and date that may be edited."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from components.analysis import Analysis
from components.store import schema
from components.store.analyses import ARTICLE_GONE
from components.store.collections import require_collection
from components.store.database import reading, writing
from components.store.errors import StoreError
from components.store.records import Added, Article, DraftLike, ProposalLike, common_values
from components.store.scores import key_of, score_rows, write_scores
from components.store.values import (
    checked_text,
    identity,
    is_id,
    line,
    new_id,
    now,
    parsed_date,
    text_hash,
)

Values = dict[str, Any]
ORIGINS = frozenset({"found", "guessed", "edited", "none"})


class Unchanged:
    """The type of KEEP."""


KEEP: Final = Unchanged()
"""For edit_article: leave this as it is (None would say that there is none)."""


def add_article(
    engine: Engine,
    collection_id: str,
    draft: DraftLike,
    analysis: Analysis | None,
    *,
    input_name: str = "",
) -> Added:
    """Store an article with its analysis and scores in one transaction.

    The same text, source and date again in the collection is a "duplicate" and is not stored;
    the same text under another source or date is stored as a "copy". Without an analysis the
    article is listed by stale_articles until it has one.
    Raises StoreError when the text is blank or cannot be stored unchanged (NUL), the date is none,
    the analysis is not one of this text, or the collection is gone.
    """
    values = article_values(draft, input_name)
    rows = None if analysis is None else score_rows(draft.text, analysis)
    with writing(engine) as connection:
        require_collection(connection, collection_id)
        had_text = _with_text(connection, collection_id, values["text_hash"])
        article_id = insert_article(connection, collection_id, values)
        if article_id is None:
            kept = _same(connection, collection_id, values["identity"])
            return Added("duplicate", str(kept))
        if analysis is not None and rows is not None:
            key = key_of(article_id, values["text_hash"], analysis)
            write_scores(connection, article_id, key, rows)
        return Added("copy" if had_text else "added", article_id)


def find_duplicate(
    engine: Engine, collection_id: str, text: str, source: str | None, date: str | None
) -> str | None:
    """Id of the collection's article with this text, source and ISO date: no need to score it.

    Raises StoreError when the date is none.
    """
    wanted = identity(text_hash(text), line(source), parsed_date(date))
    if not is_id(collection_id):
        return None
    with reading(engine) as connection:
        return _same(connection, collection_id, wanted)


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
    with writing(engine) as connection:
        article = _require(connection, article_id)
        wanted: Values = {}
        if not isinstance(title, Unchanged):
            wanted["title"] = line(title)
        if not isinstance(source, Unchanged):
            wanted["source"] = line(source)
        if not isinstance(date, Unchanged):
            wanted["date"] = date
        changes: Values = {}
        for name, value in wanted.items():
            if value != getattr(article, name):
                changes |= {name: value, f"{name}_origin": "edited", f"{name}_reason": ""}
        if changes:
            changes["identity"] = identity(
                article.text_hash,
                changes.get("source", article.source),
                changes.get("date", article.date),
            )
            _refuse_duplicate(connection, article.collection_id, changes["identity"], article_id)
            _update(connection, article_id, changes)
        return _require(connection, article_id)


def move_article(engine: Engine, article_id: str, collection_id: str) -> None:
    """Move an article to another collection. It keeps its id, so links to it go on working.

    Where the other collection is about two other countries its analysis becomes stale.
    Raises StoreError when either is gone, or the other collection has the article already.
    """
    with writing(engine) as connection:
        article = _require(connection, article_id)
        require_collection(connection, collection_id)
        same = identity(article.text_hash, article.source, article.date)
        _refuse_duplicate(connection, collection_id, same, article_id)
        _update(connection, article_id, {"collection_id": collection_id})


def delete_articles(engine: Engine, article_ids: Sequence[str]) -> int:
    """Delete articles with their scores; return how many. Unknown ids are passed over."""
    known = [each for each in article_ids if is_id(each)]
    table = schema.articles
    with writing(engine) as connection:
        return sum(
            connection.execute(
                sa.delete(table).where(table.c.id.in_(known[at : at + 500]))
            ).rowcount
            for at in range(0, len(known), 500)
        )


def get_article(engine: Engine, article_id: str) -> Article | None:
    """The article with its text, or None when there is none (any string may be asked for)."""
    with reading(engine) as connection:
        return _get(connection, article_id)


def article_values(draft: DraftLike, input_name: str) -> Values:
    """The draft as a row, checked and cleaned, without id and collection. Raises StoreError."""
    text = checked_text(draft.text)
    values: Values = {"text": text, "text_hash": text_hash(text)}
    for name, proposal in (("title", draft.title), ("source", draft.source), ("date", draft.date)):
        values |= _proposed(name, proposal)
    values["identity"] = identity(values["text_hash"], values["source"], values["date"])
    values["language"] = line(draft.language) or ""
    values["input_name"] = line(input_name) or ""
    values["warnings"] = [kept for each in draft.warnings if (kept := line(each))]
    values["created"] = now()
    return values


def insert_article(connection: Connection, collection_id: str, values: Values) -> str | None:
    """Insert the row and return its new id, or None when the collection has the article already."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return connection.execute(
        insert(schema.articles)
        .values(**values, id=new_id(12), collection_id=collection_id)
        .on_conflict_do_nothing(index_elements=["collection_id", "identity"])
        .returning(schema.articles.c.id)
    ).scalar()


def _proposed(name: str, proposal: ProposalLike) -> Values:
    if proposal.origin not in ORIGINS:
        raise StoreError("Where a title, source or date comes from is found, guessed or none.")
    value = parsed_date(proposal.value) if name == "date" else line(proposal.value)
    origin = proposal.origin if value is not None or proposal.origin == "edited" else "none"
    reason = line(proposal.reason) or ""
    return {name: value, f"{name}_origin": origin, f"{name}_reason": reason}


def _same(connection: Connection, collection_id: str, wanted: str) -> str | None:
    table = schema.articles
    return connection.execute(
        sa.select(table.c.id).where(
            table.c.collection_id == collection_id, table.c.identity == wanted
        )
    ).scalar()


def _with_text(connection: Connection, collection_id: str, wanted: str) -> bool:
    table = schema.articles
    found = connection.execute(
        sa.select(table.c.id)
        .where(table.c.collection_id == collection_id, table.c.text_hash == wanted)
        .limit(1)
    )
    return found.first() is not None


def _refuse_duplicate(
    connection: Connection, collection_id: str, wanted: str, article_id: str
) -> None:
    same = _same(connection, collection_id, wanted)
    if same is not None and same != article_id:
        raise StoreError(
            "That collection already has an article with the same text, source and date, so "
            "nothing was changed."
        )


def _update(connection: Connection, article_id: str, changes: Values) -> None:
    table = schema.articles
    connection.execute(sa.update(table).where(table.c.id == article_id).values(**changes))


def _require(connection: Connection, article_id: str) -> Article:
    article = _get(connection, article_id, for_update=True)
    if article is None:
        raise StoreError(ARTICLE_GONE)
    return article


def _get(connection: Connection, article_id: str, *, for_update: bool = False) -> Article | None:
    if not is_id(article_id):
        return None
    table = schema.articles
    query = sa.select(*(each for each in table.c if each.name != "identity"))
    query = query.where(table.c.id == article_id)
    if for_update:
        query = query.with_for_update()
    row = connection.execute(query).mappings().first()
    return None if row is None else Article(**common_values(row), text=row["text"])
