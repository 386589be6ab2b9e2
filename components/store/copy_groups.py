"""Copy groups: articles of a collection with the same or nearly the same text.

An article that comes in joins the group of the article it is most like (components.copies says
when two are copies); groups are never merged. The analyst can take an article out of its group,
and it then stays alone until it is put back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from components import copies
from components.store import schema
from components.store.analyses import ARTICLE_GONE
from components.store.database import reading, writing
from components.store.errors import StoreError
from components.store.values import insert_for, is_id, new_id

_MOST_COMPARED = 16  # candidates whose texts are compared, the likeliest first


@dataclass(frozen=True, slots=True)
class Likest:
    """The article that another is most like: its id, its group, and how alike, 0 … 1."""

    article_id: str
    group: str
    similarity: float


def find_copy(
    connection: Connection,
    collection_id: str,
    text: str,
    text_hash: str,
    keys: Sequence[int],
    *,
    apart_from: str = "",
) -> Likest | None:
    """The collection's article of which `text` is a copy; those that stand alone are left out."""
    articles, copy_keys = schema.articles, schema.copy_keys
    others = (
        (articles.c.collection_id == collection_id)
        & (articles.c.id != apart_from)
        & articles.c.copy_separate.is_(False)
    )
    same = connection.execute(
        sa.select(articles.c.id, articles.c.copy_group)
        .where(others, articles.c.text_hash == text_hash)
        .order_by(articles.c.created, articles.c.id)
        .limit(1)
    ).first()
    if same is not None:
        return Likest(same.id, same.copy_group, 1.0)
    candidates = connection.execute(
        sa.select(articles.c.id)
        .join(copy_keys, copy_keys.c.article_id == articles.c.id)
        .where(copy_keys.c.key.in_(keys), others)
        .group_by(articles.c.id)
        .order_by(sa.func.count().desc(), articles.c.id)
        .limit(_MOST_COMPARED)
    ).scalars()
    if not (ids := list(candidates)):
        return None
    found = connection.execute(
        sa.select(articles.c.id, articles.c.copy_group, articles.c.text).where(
            articles.c.id.in_(ids)
        )
    ).all()
    own = copies.shingles(text)
    likest = None
    for row in sorted(found, key=lambda each: each.id):
        other = copies.shingles(row.text)
        if copies.are_copies(own, other):
            alike = Likest(row.id, row.copy_group, copies.similarity(own, other))
            likest = alike if likest is None or alike.similarity > likest.similarity else likest
    return likest


def write_keys(connection: Connection, article_id: str, keys: Sequence[int]) -> None:
    """Let the article be found by its keys."""
    rows = [{"key": key, "article_id": article_id} for key in dict.fromkeys(keys)]
    connection.execute(insert_for(connection, schema.copy_keys).on_conflict_do_nothing(), rows)


def rejoin(connection: Connection, article_id: str) -> None:
    """Find the group of an article anew: after a move, another text, or when it is put back."""
    articles, copy_keys = schema.articles, schema.copy_keys
    row = connection.execute(
        sa.select(articles.c.collection_id, articles.c.text, articles.c.text_hash).where(
            articles.c.id == article_id
        )
    ).one()
    keys = copies.keys(copies.shingles(row.text))
    connection.execute(sa.delete(copy_keys).where(copy_keys.c.article_id == article_id))
    write_keys(connection, article_id, keys)
    likest = find_copy(
        connection, row.collection_id, row.text, row.text_hash, keys, apart_from=article_id
    )
    _put(connection, article_id, likest.group if likest else new_id(12), separate=False)


def ungroup(engine: Engine, article_id: str) -> None:
    """Take an article out of its copy group, for good. Raises StoreError when it is gone."""
    with writing(engine) as connection:
        _require(connection, article_id)
        _put(connection, article_id, new_id(12), separate=True)


def regroup(engine: Engine, article_id: str) -> None:
    """Let an article join the group of its likest again. Raises StoreError when it is gone."""
    with writing(engine) as connection:
        _require(connection, article_id)
        rejoin(connection, article_id)


def index_copies(engine: Engine, collection_id: str, *, at_once: int = 100) -> int:
    """Look for copies of articles that came in before there were keys, or by a backup; how many.

    Those that are in a group with others already stay in it. Does nothing the second time.
    """
    articles, copy_keys = schema.articles, schema.copy_keys
    keyed = sa.select(copy_keys.c.article_id).where(copy_keys.c.article_id == articles.c.id)
    query = (
        sa.select(articles.c.id, articles.c.text)
        .where(articles.c.collection_id == collection_id, ~keyed.exists())
        .order_by(articles.c.created, articles.c.id)
        .limit(at_once)
    )
    done = 0
    while is_id(collection_id):
        with reading(engine) as connection:
            rows = connection.execute(query).all()
        if not rows:
            break
        found = [(row.id, copies.keys(copies.shingles(row.text))) for row in rows]
        with writing(engine) as connection:
            for article_id, keys in found:
                _index(connection, article_id, keys)
        done += len(found)
    return done


def _index(connection: Connection, article_id: str, keys: Sequence[int]) -> None:
    articles = schema.articles
    other = articles.alias()
    row = connection.execute(
        sa.select(
            articles.c.collection_id,
            articles.c.text,
            articles.c.text_hash,
            articles.c.copy_separate,
            sa.select(other.c.id)
            .where(
                other.c.collection_id == articles.c.collection_id,
                other.c.copy_group == articles.c.copy_group,
                other.c.id != articles.c.id,
            )
            .exists()
            .label("has_copies"),
        ).where(articles.c.id == article_id)
    ).first()
    if row is None:
        return
    write_keys(connection, article_id, keys)
    if not row.copy_separate and not row.has_copies:
        likest = find_copy(
            connection, row.collection_id, row.text, row.text_hash, keys, apart_from=article_id
        )
        if likest:
            _put(connection, article_id, likest.group, separate=False)


def _put(connection: Connection, article_id: str, group: str, *, separate: bool) -> None:
    table = schema.articles
    connection.execute(
        sa.update(table)
        .where(table.c.id == article_id)
        .values(copy_group=group, copy_separate=separate)
    )


def _require(connection: Connection, article_id: str) -> None:
    table = schema.articles
    known = (
        is_id(article_id)
        and connection.execute(sa.select(table.c.id).where(table.c.id == article_id)).first()
    )
    if not known:
        raise StoreError(ARTICLE_GONE)
