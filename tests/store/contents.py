"""All that the store says about a collection's articles, for comparing two collections."""

import dataclasses
from typing import Any

from sqlalchemy.engine import Engine

from components.store import get_article, list_articles, load_analysis


def contents(engine: Engine, collection_id: str) -> list[Any]:
    """All that is known of a collection's articles, apart from their ids."""
    order = {each.id: number for number, each in enumerate(list_articles(engine, collection_id))}
    found = []
    for listed in list_articles(engine, collection_id):
        article, scores = get_article(engine, listed.id), load_analysis(engine, listed.id)
        assert article is not None
        found.append(
            (
                dataclasses.replace(article, id="", collection_id="", copy_group=""),
                order.get(listed.copy_of or ""),
                listed.n_copies,
                scores and dataclasses.replace(scores, id=""),
            )
        )
    return found
