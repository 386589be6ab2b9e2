"""Scoring articles: as they were read, as they are stored, and again when something changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine

from components import store
from components.actors import Roster
from components.analysis import Analysis, Dyad, Method, analyse, method_version
from components.ingest import ArticleDraft

Progress = Callable[[int, int, str], None]
"""Called with how much is done, how much there is, and the file or article at work."""


def no_progress(done: int, total: int, name: str) -> None:
    """Nobody wants to know."""


def analyse_draft(
    draft: ArticleDraft, roster: Roster, dyad: Dyad, method: Method | None = None
) -> Analysis:
    """The analysis of an article as it was read."""
    return analyse(
        draft.text,
        date=date.fromisoformat(draft.date.value) if draft.date.value else None,
        roster=roster,
        title=draft.title.value,
        source=draft.source.value,
        language=draft.language,
        paragraph_languages=draft.paragraph_languages,
        warnings=draft.warnings,
        dyad=dyad,
        method=method,
    )


def analyse_article(
    article: store.Article, roster: Roster, dyad: Dyad, method: Method | None = None
) -> Analysis:
    """The analysis of an article as it is stored."""
    return analyse(
        article.text,
        date=article.date,
        roster=roster,
        title=article.title,
        source=article.source,
        id=article.id,
        language=article.language,
        paragraph_languages=article.paragraph_languages,
        warnings=article.warnings,
        dyad=dyad,
        method=method,
    )


def stale(
    engine: Engine, collection_id: str | None, roster: Roster, method: Method | None = None
) -> list[str]:
    """Ids of the articles whose scores are not those of today's text, roster, dyad and method."""
    return store.stale_articles(engine, collection_id, roster.version, method_version(method))


def rescore_article(
    engine: Engine, article_id: str, roster: Roster, method: Method | None = None
) -> bool:
    """Score a stored article again; False when it was deleted in the meantime."""
    article = store.get_article(engine, article_id)
    dyad = store.get_dyad(engine, article.collection_id) if article else None
    if article is None or dyad is None:
        return False
    store.save_analysis(engine, article.id, analyse_article(article, roster, dyad, method))
    return True


def rescore(
    engine: Engine,
    collection_id: str | None,
    *,
    roster: Roster,
    progress: Progress = no_progress,
) -> int:
    """Score again, in place, just what has become stale; how many. For many, queue a job."""
    ids = stale(engine, collection_id, roster)
    done = 0
    for number, article_id in enumerate(ids):
        article = store.get_article(engine, article_id)
        if article is None:
            continue
        progress(number, len(ids), article.title or article.input_name)
        done += rescore_article(engine, article_id, roster)
    return done
