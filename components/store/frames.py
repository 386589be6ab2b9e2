"""Scores as tidy DataFrames, filtered and summed in the database.

Every frame has its columns and types even when it has no rows: date is datetime64 (NaT: no date),
tones and weights are float64 with NaN where nothing was said, which is never 0.

Filters, where a frame has them: date_from and date_to are inclusive and leave out articles without
a date; sources and actors are the ones to keep, where None keeps all and an empty list none, and
a None among the sources keeps the articles that have no source.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.sql import ColumnElement

from components.store import schema
from components.store.database import reading
from components.store.values import is_id, storable

_ARTICLES = {
    "article_id": "str",
    "title": "str",
    "date": "datetime64[us]",
    "source": "str",
    "language": "str",
    "copy_group": "str",
    "completeness": "str",
    "n_paragraphs": "Int64",
    "n_relevant": "Int64",
    "relation_tone": "float64",
    "uncertainty": "float64",
}
_RELATION = {
    "article_id": "str",
    "title": "str",
    "date": "datetime64[us]",
    "source": "str",
    "relation_tone": "float64",
    "low": "float64",
    "high": "float64",
    "n_sentences": "int64",
    "n_paragraphs": "int64",
    "n_relevant": "int64",
    "weight": "float64",
    "uncertainty": "float64",
    "copy_group": "str",
    "completeness": "str",
    "shift_after_sentence": "Int64",
    "shift_delta": "float64",
    "shift_p": "float64",
    "shift_reason": "str",
}
_ACTORS = {
    "article_id": "str",
    "title": "str",
    "date": "datetime64[us]",
    "source": "str",
    "copy_group": "str",
    "completeness": "str",
    "actor": "str",
    "name": "str",
    "side": "str",
    "tone": "float64",
    "n": "int64",
    "weight": "float64",
    "vader": "float64",
    "n_paragraphs": "int64",
    "n_scored": "int64",
}
_ACTORS_IN = {
    "actor": "str",
    "name": "str",
    "side": "str",
    "n_articles": "int64",
    "n": "int64",
    "first_date": "datetime64[us]",
    "last_date": "datetime64[us]",
}
_SOURCES_IN = {
    "source": "str",
    "n_articles": "int64",
    "first_date": "datetime64[us]",
    "last_date": "datetime64[us]",
}


def articles_frame(engine: Engine, collection_id: str) -> pd.DataFrame:
    """One row per article, scored or not: title, date, source, language, counts, relation tone.

    copy_group is the same for articles with the same or nearly the same text. completeness is
    "full", "truncated" (the beginning only) or "headline", in every frame that has articles.
    """
    articles, analyses = schema.articles, schema.analyses
    query = (
        sa.select(
            *_article_columns(),
            articles.c.language,
            analyses.c.n_paragraphs,
            analyses.c.n_relevant,
            analyses.c.relation_tone,
            analyses.c.uncertainty,
        )
        .outerjoin(analyses, analyses.c.article_id == articles.c.id)
        .where(*_chosen(collection_id))
        .order_by(articles.c.date.asc().nulls_last(), articles.c.created, articles.c.id)
    )
    return _frame(engine, query, _ARTICLES)


def relation_frame(
    engine: Engine,
    collection_id: str,
    *,
    date_from: datetime.date | None = None,
    date_to: datetime.date | None = None,
    sources: Iterable[str | None] | None = None,
) -> pd.DataFrame:
    """One row per scored article, by date: its relation tone (−1 … 1) with what it rests on.

    relation_tone is NaN for an article that is not about the relation. low and high are the band,
    n_sentences those that bear on the relation, n_relevant the paragraphs that do, of n_paragraphs;
    weight is the sum of their weights, uncertainty the hedged share (0 … 1), copy_group the same
    for articles that are copies of each other, shift_* the turn inside the article (see Shift).
    """
    articles, analyses = schema.articles, schema.analyses
    taken = [analyses.c[name] for name in _RELATION if name in analyses.c and name != "article_id"]
    query = (
        sa.select(*_article_columns(), *taken)
        .join(analyses, analyses.c.article_id == articles.c.id)
        .where(*_chosen(collection_id, date_from, date_to, sources))
        .order_by(articles.c.date.asc().nulls_last(), articles.c.created, articles.c.id)
    )
    return _frame(engine, query, _RELATION)


def actor_frame(
    engine: Engine,
    collection_id: str,
    *,
    actors: Iterable[str] | None = None,
    date_from: datetime.date | None = None,
    date_to: datetime.date | None = None,
    sources: Iterable[str | None] | None = None,
) -> pd.DataFrame:
    """One row per article and actor in it, by date.

    tone and vader (−1 … 1) are means over the article's paragraphs, weighted by `weight`; a
    paragraph without a tone counts in neither. n mentions, n_paragraphs paragraphs that name the
    actor, n_scored of them in the state "scored" (0: no cues at all).
    """
    articles, scores = schema.articles, schema.actor_scores
    query = (
        sa.select(
            *_article_columns(),
            scores.c.actor,
            sa.func.min(scores.c.name).label("name"),
            sa.func.min(scores.c.side).label("side"),
            _mean(scores.c.tone, scores.c.weight).label("tone"),
            sa.func.sum(scores.c.n).label("n"),
            sa.func.sum(scores.c.weight).label("weight"),
            _mean(scores.c.vader, scores.c.weight).label("vader"),
            sa.func.count().label("n_paragraphs"),
            sa.func.sum(sa.case((scores.c.state == "scored", 1), else_=0)).label("n_scored"),
        )
        .join(scores, scores.c.article_id == articles.c.id)
        .where(*_chosen(collection_id, date_from, date_to, sources))
        .group_by(articles.c.id, scores.c.actor)
        .order_by(
            articles.c.date.asc().nulls_last(), articles.c.created, articles.c.id, scores.c.actor
        )
    )
    if actors is not None:
        query = query.where(scores.c.actor.in_([each for each in actors if storable(each)]))
    return _frame(engine, query, _ACTORS)


def actors_in(engine: Engine, collection_id: str) -> pd.DataFrame:
    """One row per actor of the collection, most mentioned first: articles, mentions n, dates."""
    articles, scores = schema.articles, schema.actor_scores
    mentions = sa.func.sum(scores.c.n)
    query = (
        sa.select(
            scores.c.actor,
            sa.func.min(scores.c.name).label("name"),
            sa.func.min(scores.c.side).label("side"),
            sa.func.count(articles.c.id.distinct()).label("n_articles"),
            mentions.label("n"),
            sa.func.min(articles.c.date).label("first_date"),
            sa.func.max(articles.c.date).label("last_date"),
        )
        .join(scores, scores.c.article_id == articles.c.id)
        .where(*_chosen(collection_id))
        .group_by(scores.c.actor)
        .order_by(mentions.desc(), scores.c.actor)
    )
    return _frame(engine, query, _ACTORS_IN)


def sources_in(engine: Engine, collection_id: str) -> pd.DataFrame:
    """One row per source of the collection, most articles first; a missing one is “no source”."""
    articles = schema.articles
    query = (
        sa.select(
            articles.c.source,
            sa.func.count().label("n_articles"),
            sa.func.min(articles.c.date).label("first_date"),
            sa.func.max(articles.c.date).label("last_date"),
        )
        .where(*_chosen(collection_id))
        .group_by(articles.c.source)
        .order_by(sa.func.count().desc(), articles.c.source)
    )
    return _frame(engine, query, _SOURCES_IN)


def _article_columns() -> list[ColumnElement[Any]]:
    articles = schema.articles
    return [
        articles.c.id.label("article_id"),
        articles.c.title,
        articles.c.date,
        articles.c.source,
        articles.c.copy_group,
        articles.c.completeness,
    ]


def _mean(values: ColumnElement[Any], weights: ColumnElement[Any]) -> ColumnElement[Any]:
    weighed = sa.func.sum(sa.case((values.is_not(None), weights)))
    return sa.func.sum(values * weights) / sa.func.nullif(weighed, 0.0)


def _chosen(
    collection_id: str,
    date_from: datetime.date | None = None,
    date_to: datetime.date | None = None,
    sources: Iterable[str | None] | None = None,
) -> list[ColumnElement[bool]]:
    if not is_id(collection_id):
        return [sa.false()]
    articles = schema.articles
    chosen = [articles.c.collection_id == collection_id]
    if date_from is not None:
        chosen.append(articles.c.date >= date_from)
    if date_to is not None:
        chosen.append(articles.c.date <= date_to)
    if sources is not None:
        wanted = list(sources)
        named = [each for each in wanted if each is not None and storable(each)]
        among = articles.c.source.in_(named)
        chosen.append(among if None not in wanted else among | articles.c.source.is_(None))
    return chosen


def _frame(engine: Engine, query: sa.Select[Any], types: dict[str, str]) -> pd.DataFrame:
    with reading(engine) as connection:
        result = connection.execute(query)
        names = list(result.keys())
        rows = result.all()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=pd.Index(names))
    for name, kind in types.items():
        if kind.startswith("datetime64"):
            frame[name] = pd.to_datetime(frame[name]).astype(kind)
    return frame[list(types)].astype(types)
