"""Articles: added, found, moved and deleted. What is said about them is edited in edits.py."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from components.analysis import Analysis
from components.store import schema
from components.store.analyses import ARTICLE_GONE
from components.store.collections import require_collection
from components.store.copy_groups import find_copy, rejoin, write_keys
from components.store.database import reading, writing
from components.store.drafts import Prepared, Values, prepare
from components.store.errors import StoreError
from components.store.originals import drop_unused_originals, insert_original
from components.store.records import Added, Article, DraftLike, common_values
from components.store.scores import write_scores
from components.store.values import identity, insert_for, is_id, line, parsed_date, text_hash


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
    the same or nearly the same text under another source or date is stored as a "copy". Without
    an analysis the article is listed by stale_articles until it has one.
    Raises StoreError when the text is blank or cannot be stored unchanged (NUL), the date is none,
    the analysis is not one of this text, or the collection is gone.
    """
    prepared = prepare(draft, analysis, input_name=input_name)
    with writing(engine) as connection:
        require_collection(connection, collection_id)
        return insert_prepared(connection, collection_id, prepared)


def insert_prepared(connection: Connection, collection_id: str, prepared: Prepared) -> Added:
    """Write an article with all that belongs to it, or say which article it duplicates."""
    values = prepared.values
    likest = find_copy(
        connection, collection_id, values["text"], values["text_hash"], prepared.copy_keys
    )
    if likest is not None:
        values = {**values, "copy_group": likest.group}
    if not insert_article(connection, collection_id, values):
        kept = find_identity(connection, collection_id, values["identity"])
        return Added("duplicate", str(kept))
    write_keys(connection, prepared.id, prepared.copy_keys)
    if prepared.original is not None:
        insert_original(connection, prepared.original)
    if prepared.rows is not None:
        write_scores(connection, prepared.id, prepared.key, prepared.rows, is_new=True)
    if likest is None:
        return Added("added", prepared.id)
    return Added("copy", prepared.id, likest.article_id, likest.similarity)


def insert_article(connection: Connection, collection_id: str, values: Values) -> bool:
    """Insert the row, which has its id; False when the collection has the article already."""
    table = schema.articles
    done = connection.execute(
        insert_for(connection, table)
        .values(**values, collection_id=collection_id)
        .on_conflict_do_nothing(index_elements=["collection_id", "identity"])
        .returning(table.c.id)
    )
    return done.scalar() is not None


def find_duplicate(
    engine: Engine, collection_id: str, text: str, source: str | None, date: str | None
) -> str | None:
    """Id of the collection's article with this text, source and ISO date: no need to score it.

    Raises StoreError when the date is none.
    """
    wanted = identity_of(text, source, date)
    if not is_id(collection_id):
        return None
    with reading(engine) as connection:
        return find_identity(connection, collection_id, wanted)


def identity_of(text: str, source: str | None, date: str | None) -> str:
    """What makes an article the same one within a collection. Raises StoreError for no date."""
    return identity(text_hash(text), line(source), parsed_date(date))


def move_article(engine: Engine, article_id: str, collection_id: str) -> None:
    """Move an article to another collection. It keeps its id, so links to it go on working.

    Where the other collection is about two other countries its analysis becomes stale; its copies
    are those of the other collection.
    Raises StoreError when either is gone, or the other collection has the article already.
    """
    with writing(engine) as connection:
        article = require_article(connection, article_id)
        require_collection(connection, collection_id)
        if article.collection_id == collection_id:
            return
        same = identity(article.text_hash, article.source, article.date)
        refuse_duplicate(connection, collection_id, same, article_id)
        update_row(connection, article_id, {"collection_id": collection_id})
        rejoin(connection, article_id)


def delete_articles(engine: Engine, article_ids: Sequence[str]) -> int:
    """Delete articles with their scores; return how many. Unknown ids are passed over."""
    known = [each for each in article_ids if is_id(each)]
    table = schema.articles
    with writing(engine) as connection:
        deleted = sum(
            connection.execute(
                sa.delete(table).where(table.c.id.in_(known[at : at + 500]))
            ).rowcount
            for at in range(0, len(known), 500)
        )
        drop_unused_originals(connection)
        return deleted


def get_article(engine: Engine, article_id: str) -> Article | None:
    """The article with its text, or None when there is none (any string may be asked for)."""
    with reading(engine) as connection:
        return _get(connection, article_id)


def find_identity(connection: Connection, collection_id: str, wanted: str) -> str | None:
    """Id of the collection's article with this identity."""
    table = schema.articles
    return connection.execute(
        sa.select(table.c.id).where(
            table.c.collection_id == collection_id, table.c.identity == wanted
        )
    ).scalar()


def refuse_duplicate(
    connection: Connection, collection_id: str, wanted: str, article_id: str
) -> None:
    """Raises StoreError when another article of the collection has this identity."""
    same = find_identity(connection, collection_id, wanted)
    if same is not None and same != article_id:
        raise StoreError(
            "That collection already has an article with the same text, source and date, so "
            "nothing was changed."
        )


def update_row(connection: Connection, article_id: str, changes: Values) -> None:
    """Change columns of an article, which the caller has checked."""
    table = schema.articles
    connection.execute(sa.update(table).where(table.c.id == article_id).values(**changes))


def require_article(connection: Connection, article_id: str) -> Article:
    """The article, locked until the transaction ends. Raises StoreError when it is gone."""
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
