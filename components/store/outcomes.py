"""The outcomes of an import: written with the articles they speak of, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from components.store import schema
from components.store.articles import insert_prepared
from components.store.database import reading, writing
from components.store.drafts import Prepared
from components.store.errors import StoreError
from components.store.job_records import OPEN_STATES, ImportOutcome, outcome_of
from components.store.records import Added
from components.store.values import insert_for, is_id, line, now

JOB_GONE = "This import is no longer here, or another process goes on with it."


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be written in one transaction.

    articles: with each outcome the article to store, None where nothing is to be stored.
    readings: (key, first outcome, last outcome) of what was read to its end.
    inputs: numbers of the job's inputs that were read to their end.
    """

    articles: Sequence[tuple[ImportOutcome, Prepared | None]] = ()
    readings: Sequence[tuple[str, int, int]] = ()
    inputs: Sequence[int] = ()


def commit_batch(
    engine: Engine,
    job_id: str,
    collection_id: str,
    worker: str,
    batch: Batch,
    reason: Callable[[Added], str],
    *,
    current: str,
    total: int,
) -> None:
    """Store whole articles with their outcomes, all or none.

    reason(added) words what became of an article. Raises StoreError when the job is gone or is
    another worker's by now, or the collection is gone.
    """
    jobs = schema.jobs
    with writing(engine) as connection:
        owner = connection.execute(
            sa.select(jobs.c.worker, jobs.c.state).where(jobs.c.id == job_id).with_for_update()
        ).first()
        if owner is None or owner.worker != worker or owner.state not in OPEN_STATES:
            raise StoreError(JOB_GONE)
        written = _write(connection, collection_id, batch, reason)
        if written:
            rows = [
                {
                    "job_id": job_id,
                    "number": each.number,
                    "input_number": each.input_number,
                    "input": line(each.input) or "",
                    "part": line(each.part) or "",
                    "status": each.status,
                    "reason": line(each.reason) or "",
                    "warnings": [kept for one in each.warnings if (kept := line(one))],
                    "article_id": each.article_id,
                }
                for each in written
            ]
            connection.execute(sa.insert(schema.outcomes), rows)
        _close(connection, job_id, collection_id, batch)
        progress = {"attempts": 0} if written else {}
        connection.execute(
            sa.update(jobs)
            .where(jobs.c.id == job_id)
            .values(
                done=jobs.c.done + len(written),
                total=total,
                current=line(current) or "",
                heartbeat=now(),
                **progress,
            )
        )


def import_outcomes(engine: Engine, job_id: str) -> list[ImportOutcome]:
    """What became of every input of an import, in order; empty when there is no such job."""
    if not is_id(job_id):
        return []
    table = schema.outcomes
    query = sa.select(table).where(table.c.job_id == job_id).order_by(table.c.number)
    with reading(engine) as connection:
        return [outcome_of(row) for row in connection.execute(query).mappings()]


def outcomes_per_input(engine: Engine, job_id: str) -> dict[int, int]:
    """Input number → outcomes that are stored already, for going on after a stop."""
    table = schema.outcomes
    query = (
        sa.select(table.c.input_number, sa.func.count().label("n"))
        .where(table.c.job_id == job_id)
        .group_by(table.c.input_number)
    )
    with reading(engine) as connection:
        return {row.input_number: row.n for row in connection.execute(query)}


def known_reading(engine: Engine, collection_id: str, key: str) -> list[ImportOutcome] | None:
    """The outcomes of what was imported under `key` before, where all of it is still here.

    None when it was not imported to its end, or when one of its articles was deleted or moved.
    """
    readings, outcomes, articles = schema.readings, schema.outcomes, schema.articles
    query = (
        sa.select(outcomes, (articles.c.collection_id == collection_id).label("is_here"))
        .join(readings, readings.c.job_id == outcomes.c.job_id)
        .outerjoin(articles, articles.c.id == outcomes.c.article_id)
        .where(
            readings.c.collection_id == collection_id,
            readings.c.key == key,
            outcomes.c.number.between(readings.c.first, readings.c.last),
        )
        .order_by(outcomes.c.number)
    )
    with reading(engine) as connection:
        rows = connection.execute(query).mappings().all()
    if not rows or any(row["status"] != "refused" and not row["is_here"] for row in rows):
        return None
    plain = ({name: row[name] for name in row if name != "is_here"} for row in rows)
    return [outcome_of(each) for each in plain]  # type: ignore[arg-type]


def _write(
    connection: Connection,
    collection_id: str,
    batch: Batch,
    reason: Callable[[Added], str],
) -> list[ImportOutcome]:
    # An article that another process added meanwhile has another id than was planned.
    kept_as: dict[str, str] = {}
    written = []
    for outcome, prepared in batch.articles:
        if prepared is None:
            kept = outcome.article_id and kept_as.get(outcome.article_id, outcome.article_id)
            written.append(replace(outcome, article_id=kept))
            continue
        added = insert_prepared(connection, collection_id, prepared)
        kept_as[prepared.id] = added.article_id
        warnings = () if added.status == "duplicate" else outcome.warnings
        written.append(
            replace(
                outcome,
                status=added.status,
                reason=reason(added),
                warnings=warnings,
                article_id=added.article_id,
            )
        )
    return written


def _close(connection: Connection, job_id: str, collection_id: str, batch: Batch) -> None:
    inputs, readings = schema.job_inputs, schema.readings
    if batch.inputs:
        connection.execute(
            sa.update(inputs)
            .where(inputs.c.job_id == job_id, inputs.c.number.in_(batch.inputs))
            .values(is_read=True)
        )
    rows = [
        {"collection_id": collection_id, "key": key, "job_id": job_id, "first": a, "last": b}
        for key, a, b in dict((each[0], each) for each in batch.readings).values()
    ]
    if rows:
        statement = insert_for(connection, readings)
        new = {name: statement.excluded[name] for name in ("job_id", "first", "last")}
        connection.execute(
            statement.on_conflict_do_update(index_elements=["collection_id", "key"], set_=new),
            rows,
        )
