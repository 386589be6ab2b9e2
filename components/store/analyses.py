"""The analysis of each article, and which analyses are out of date."""

from __future__ import annotations

import dataclasses

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from components.analysis import Analysis
from components.store import schema
from components.store.database import reading, writing
from components.store.errors import StoreError
from components.store.scores import key_of, score_rows, unpacked, write_scores
from components.store.values import analysis_key, is_id

ARTICLE_GONE = "This article is no longer here. Somebody may have deleted it."


def save_analysis(engine: Engine, article_id: str, analysis: Analysis) -> None:
    """Put this analysis and its scores in the place of the article's old ones, all or nothing.

    Raises StoreError when the article is gone or the analysis is not one of its text.
    """
    if not is_id(article_id):
        raise StoreError(ARTICLE_GONE)
    table = schema.articles
    with writing(engine) as connection:
        found = connection.execute(
            sa.select(table.c.text, table.c.text_hash)
            .where(table.c.id == article_id)
            .with_for_update()
        ).first()
        if found is None:
            raise StoreError(ARTICLE_GONE)
        key = key_of(article_id, found.text_hash, analysis)
        write_scores(connection, article_id, key, score_rows(found.text, analysis))


def load_analysis(engine: Engine, article_id: str) -> Analysis | None:
    """The article's analysis, or None when it has none or there is no such article.

    Its id, title and source are the article's own of today: they change no score. Its date is the
    one it was scored with, which stale_articles compares with the article's.
    """
    if not is_id(article_id):
        return None
    articles, analyses = schema.articles, schema.analyses
    with reading(engine) as connection:
        found = connection.execute(
            sa.select(analyses.c.data, articles.c.title, articles.c.source)
            .join(articles, articles.c.id == analyses.c.article_id)
            .where(articles.c.id == article_id)
        ).first()
    if found is None:
        return None
    try:
        analysis = unpacked(found.data)
    except ValueError:  # in the shape of another version: stale_articles lists it
        return None
    return dataclasses.replace(analysis, id=article_id, title=found.title, source=found.source)


def stale_articles(
    engine: Engine, collection_id: str | None, roster_version: str, method_version: str
) -> list[str]:
    """Ids of the articles to score again, oldest first: never scored, or under another key.

    The wanted key is made of the article's text, date and language, its collection's dyad and these two
    versions. collection_id None asks in all collections.
    """
    if collection_id is not None and not is_id(collection_id):
        return []
    articles, collections, analyses = schema.articles, schema.collections, schema.analyses
    query = (
        sa.select(
            articles.c.id,
            articles.c.text_hash,
            articles.c.date,
            articles.c.language,
            collections.c.dyad_a,
            collections.c.dyad_b,
            analyses.c.key,
        )
        .join(collections, collections.c.id == articles.c.collection_id)
        .outerjoin(analyses, analyses.c.article_id == articles.c.id)
        .order_by(articles.c.created, articles.c.id)
    )
    if collection_id is not None:
        query = query.where(articles.c.collection_id == collection_id)
    with reading(engine) as connection:
        rows = connection.execute(query).all()
    return [
        row.id
        for row in rows
        if row.key
        != analysis_key(
            row.id,
            row.text_hash,
            row.date,
            roster_version,
            (row.dyad_a, row.dyad_b),
            method_version,
            row.language,
        )
    ]
