"""Re-scoring a collection as a job: just what its text, date, roster, dyad or method made stale."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sqlalchemy import Engine

from components import store
from components.actors import Roster
from components.analysis import Method
from components.jobs.scoring import Progress, rescore_article, stale
from components.jobs.writer import AtWork
from components.store import Job

_log = logging.getLogger(__name__)
_TIMES = 2  # how often scoring may bring the worker down
_EVERY = 10  # articles between two marks of progress


def run_rescore(
    engine: Engine,
    job: Job,
    at_work: AtWork,
    check: Callable[[], None],
    roster: Roster,
    method: Method | None,
    progress: Progress,
) -> None:
    """Score what is stale; begun again after a stop it goes on, as what is done is not stale.

    Raises StoreError, after all others, when some articles could not be scored.
    """
    if job.attempts > _TIMES:
        raise store.StoreError(
            "Détente stopped twice while it scored these articles again, so they keep their old "
            "scores. Whoever runs this server finds more in the log."
        )
    ids = stale(engine, job.collection_id, roster, method)
    at_work.total = job.done + len(ids)
    marked = failed = 0
    for number, article_id in enumerate(ids):
        check()
        article = store.get_article(engine, article_id)
        if article is not None:
            at_work.current = article.title or article.input_name
            progress(job.done + number, at_work.total, at_work.current)
            try:
                rescore_article(engine, article_id, roster, method)
            except store.StoreError:
                # Deleted between the two lines above; anything else shows in the next statement.
                if store.get_article(engine, article_id) is not None:
                    raise
            except Exception:
                _log.exception("could not score article %s", article_id)
                failed += 1
        if (number + 1 - marked) >= _EVERY or number + 1 == len(ids):
            store.mark_done(
                engine, job.id, job.worker, job.done + number + 1, at_work.total, at_work.current
            )
            marked = number + 1
    if failed:
        raise store.StoreError(
            f"{failed:,} of {len(ids):,} articles could not be scored again and keep their old "
            "scores. Whoever runs this server finds the details in the log."
        )
