"""The list of a collection's articles, without their texts."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Engine

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
    articles, analyses = schema.articles, schema.analyses
    columns = [each for each in articles.c if each.name not in ("text", "identity")]
    query = (
        sa.select(
            *columns,
            analyses.c.key,
            analyses.c.n_paragraphs,
            analyses.c.relation_tone,
            analyses.c.uncertainty,
            sa.func.first_value(articles.c.id)
            .over(partition_by=articles.c.text_hash, order_by=(articles.c.created, articles.c.id))
            .label("first_id"),
            sa.func.count().over(partition_by=articles.c.text_hash).label("n_same_text"),
        )
        .outerjoin(analyses, analyses.c.article_id == articles.c.id)
        .where(articles.c.collection_id == collection_id)
        .order_by(*_NEWEST_FIRST)
    )
    with reading(engine) as connection:
        rows = connection.execute(query).mappings().all()
    return [
        ArticleSummary(
            **common_values(row),
            is_scored=row["key"] is not None,
            n_paragraphs=row["n_paragraphs"],
            relation_tone=row["relation_tone"],
            uncertainty=row["uncertainty"],
            copy_of=None if row["first_id"] == row["id"] else row["first_id"],
            n_copies=row["n_same_text"] - 1,
        )
        for row in rows
    ]
