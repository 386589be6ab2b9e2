"""Lists of articles, without their texts: of a collection, and of a copy group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.sql import ColumnElement

from components.store import schema
from components.store.database import reading
from components.store.records import ArticleSummary, common_values
from components.store.values import is_id

_NEWEST_FIRST = (
    schema.articles.c.date.desc().nulls_last(),
    schema.articles.c.created,
    schema.articles.c.id,
)


def first_article(engine: Engine, collection_id: str) -> str | None:
    """Id of the article that :func:`list_articles` names first, or None where there is none."""
    if not is_id(collection_id):
        return None
    articles = schema.articles
    query = (
        sa.select(articles.c.id)
        .where(articles.c.collection_id == collection_id)
        .order_by(*_NEWEST_FIRST)
        .limit(1)
    )
    with reading(engine) as connection:
        return connection.execute(query).scalar()


def list_articles(engine: Engine, collection_id: str) -> list[ArticleSummary]:
    """The collection's articles, newest date first, those without a date last."""
    if not is_id(collection_id):
        return []
    in_it = schema.articles.c.collection_id == collection_id
    with reading(engine) as connection:
        return _summaries(connection, in_it, _NEWEST_FIRST)


def copy_group(engine: Engine, article_id: str) -> list[ArticleSummary]:
    """The articles of this one's copy group, itself among them, earliest date first.

    Empty when there is no such article.
    """
    if not is_id(article_id):
        return []
    articles = schema.articles
    one = sa.select(articles.c.collection_id, articles.c.copy_group)
    with reading(engine) as connection:
        found = connection.execute(one.where(articles.c.id == article_id)).first()
        if found is None:
            return []
        members = (articles.c.collection_id == found.collection_id) & (
            articles.c.copy_group == found.copy_group
        )
        order = (articles.c.date.asc().nulls_last(), articles.c.created, articles.c.id)
        return _summaries(connection, members, order)


def _summaries(
    connection: Connection, chosen: ColumnElement[bool], order: Sequence[ColumnElement[Any]]
) -> list[ArticleSummary]:
    articles, analyses, originals = schema.articles, schema.analyses, schema.originals
    columns = [each for each in articles.c if each.name not in ("text", "identity")]
    # A group never reaches over two collections, but its label may after a move.
    group = (articles.c.collection_id, articles.c.copy_group)
    query = (
        sa.select(
            *columns,
            analyses.c.key,
            analyses.c.n_paragraphs,
            analyses.c.relation_tone,
            analyses.c.uncertainty,
            originals.c.sha256,
            sa.func.first_value(articles.c.id)
            .over(partition_by=group, order_by=(articles.c.created, articles.c.id))
            .label("first_id"),
            sa.func.count().over(partition_by=group).label("n_in_group"),
        )
        .outerjoin(analyses, analyses.c.article_id == articles.c.id)
        .outerjoin(originals, originals.c.sha256 == articles.c.original_hash)
        .where(chosen)
        .order_by(*order)
    )
    return [
        ArticleSummary(
            **common_values(row),
            is_scored=row["key"] is not None,
            n_paragraphs=row["n_paragraphs"],
            relation_tone=row["relation_tone"],
            uncertainty=row["uncertainty"],
            copy_of=None if row["first_id"] == row["id"] else row["first_id"],
            n_copies=row["n_in_group"] - 1,
            has_original=row["sha256"] is not None,
        )
        for row in connection.execute(query).mappings()
    ]
