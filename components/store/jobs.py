"""Jobs: long work as rows, so that it outlives a page, a reload and a crash.

A job is created, claimed by one worker at a time, and ends as done, cancelled or failed. A worker
shows by its heartbeat that it lives; when that stops, another may claim the job and go on.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from components.store import schema
from components.store.collections import require_collection
from components.store.database import reading, writing
from components.store.job_records import OPEN_STATES, Counts, Job, JobInput, JobKind, job_of
from components.store.values import is_id, line, new_id, now

STALE_SECONDS = 20.0  # without a heartbeat for so long, a worker is taken to be dead


def create_job(
    engine: Engine,
    collection_id: str,
    kind: JobKind,
    inputs: Sequence[JobInput] = (),
    *,
    options: Mapping[str, Any] | None = None,
    worker: str = "",
    total: int | None = None,
) -> str:
    """Write a job down and return its id; with a worker's name it runs from now on.

    Raises StoreError when the collection is gone.
    """
    job_id = new_id(12)
    moment = now()
    values = {
        "id": job_id,
        "collection_id": collection_id,
        "kind": kind,
        "state": "running" if worker else "queued",
        "total": len(inputs) if total is None else total,
        "done": 0,
        "current": "",
        "created": moment,
        "started": moment if worker else None,
        "heartbeat": moment if worker else None,
        "worker": worker,
        "attempts": 1 if worker else 0,
        "error": "",
        "options": dict(options or {}),
    }
    rows = [
        {
            "job_id": job_id,
            "number": number,
            "kind": each.kind,
            "name": line(each.name) or "unnamed",
            "sha256": each.sha256,
            "size": each.size,
            "refusal": each.refusal,
            "is_read": False,
        }
        for number, each in enumerate(inputs)
    ]
    with writing(engine) as connection:
        require_collection(connection, collection_id)
        connection.execute(sa.insert(schema.jobs), values)
        if rows:
            connection.execute(sa.insert(schema.job_inputs), rows)
    return job_id


def get_job(engine: Engine, job_id: str) -> Job | None:
    """The job with its counts, or None when there is none."""
    if not is_id(job_id):
        return None
    found = _jobs(engine, sa.select(schema.jobs).where(schema.jobs.c.id == job_id))
    return found[0] if found else None


def active_jobs(engine: Engine, collection_id: str | None = None) -> list[Job]:
    """Jobs that wait, run or are being cancelled, oldest first; None asks in all collections."""
    table = schema.jobs
    query = sa.select(table).where(table.c.state.in_(OPEN_STATES))
    if collection_id is not None:
        query = query.where(table.c.collection_id == collection_id)
    return _jobs(engine, query.order_by(table.c.created, table.c.id))


def list_jobs(
    engine: Engine, collection_id: str, *, kind: JobKind | None = None, limit: int = 20
) -> list[Job]:
    """The collection's jobs, newest first."""
    if not is_id(collection_id):
        return []
    table = schema.jobs
    query = sa.select(table).where(table.c.collection_id == collection_id)
    if kind is not None:
        query = query.where(table.c.kind == kind)
    return _jobs(engine, query.order_by(table.c.created.desc(), table.c.id).limit(limit))


def job_inputs(engine: Engine, job_id: str) -> list[JobInput]:
    """What was handed in with the job, in order."""
    table = schema.job_inputs
    columns = [each for each in table.c if each.name != "job_id"]
    query = sa.select(*columns).where(table.c.job_id == job_id).order_by(table.c.number)
    with reading(engine) as connection:
        return [JobInput(**row) for row in connection.execute(query).mappings()]


def spooled(engine: Engine) -> set[str]:
    """Hashes of the files that open jobs still have to read."""
    inputs, jobs = schema.job_inputs, schema.jobs
    query = (
        sa.select(inputs.c.sha256)
        .join(jobs, jobs.c.id == inputs.c.job_id)
        .where(jobs.c.state.in_(OPEN_STATES), inputs.c.sha256.is_not(None))
    )
    with reading(engine) as connection:
        return {str(each) for each in connection.execute(query).scalars()}


def claim_job(
    engine: Engine, worker: str, *, is_dead: Callable[[str], bool] = lambda worker: False
) -> Job | None:
    """Take the next job that waits, or whose worker has died; None when there is none.

    Imports come before re-scoring. is_dead(name) may say of a worker that it is surely gone, so
    that its heartbeat need not be waited for.
    """
    table = schema.jobs
    open_jobs = (
        sa.select(table.c.id, table.c.state, table.c.heartbeat, table.c.worker)
        .where(table.c.state.in_(OPEN_STATES))
        .order_by(sa.case((table.c.kind == "rescore", 1), else_=0), table.c.created, table.c.id)
        .with_for_update(skip_locked=True)
    )
    with reading(engine) as connection:  # an idle worker asks often, and should disturb nobody
        waits = sa.select(table.c.id).where(table.c.state.in_(OPEN_STATES)).limit(1)
        if connection.execute(waits).first() is None:
            return None
    moment = now()
    with writing(engine) as connection:
        for row in connection.execute(open_jobs).all():
            if row.state != "queued" and not _is_stale(row, moment) and not is_dead(row.worker):
                continue
            connection.execute(
                sa.update(table)
                .where(table.c.id == row.id)
                .values(
                    state="cancelling" if row.state == "cancelling" else "running",
                    started=sa.func.coalesce(table.c.started, moment),
                    heartbeat=moment,
                    worker=worker,
                    attempts=table.c.attempts + 1,
                )
            )
            break
        else:
            return None
    return get_job(engine, row.id)


def is_waiting(engine: Engine, *, but_not: JobKind) -> bool:
    """Whether a job of another kind waits for a worker."""
    table = schema.jobs
    query = sa.select(table.c.id).where(table.c.state == "queued", table.c.kind != but_not)
    with reading(engine) as connection:
        return connection.execute(query.limit(1)).first() is not None


def beat(engine: Engine, job_id: str, worker: str, current: str, total: int) -> str | None:
    """Show that the worker lives and what it is at; the job's state, None when it is no longer its."""
    table = schema.jobs
    with writing(engine) as connection:
        return connection.execute(
            sa.update(table)
            .where(table.c.id == job_id, table.c.worker == worker, table.c.state.in_(OPEN_STATES))
            .values(heartbeat=now(), current=line(current) or "", total=total)
            .returning(table.c.state)
        ).scalar()


def mark_done(
    engine: Engine, job_id: str, worker: str, done: int, total: int, current: str
) -> None:
    """Write down how far a job without outcomes has come."""
    table = schema.jobs
    with writing(engine) as connection:
        connection.execute(
            sa.update(table)
            .where(table.c.id == job_id, table.c.worker == worker)
            .values(
                done=done, total=total, current=line(current) or "", heartbeat=now(), attempts=0
            )
        )


def job_state(engine: Engine, job_id: str) -> str | None:
    """The job's state, or None when it is gone."""
    table = schema.jobs
    with reading(engine) as connection:
        return connection.execute(sa.select(table.c.state).where(table.c.id == job_id)).scalar()


def cancel_job(engine: Engine, job_id: str) -> None:
    """Ask for an end: at once where the job still waits, else after the article at work."""
    if not is_id(job_id):
        return
    table = schema.jobs
    with writing(engine) as connection:
        connection.execute(
            sa.update(table)
            .where(table.c.id == job_id, table.c.state.in_(("queued", "running")))
            .values(state="cancelling")
        )


def release_job(engine: Engine, job_id: str, worker: str) -> None:
    """Put a job back among those that wait, to be gone on with later."""
    table = schema.jobs
    mine = (table.c.id == job_id) & (table.c.worker == worker)
    with writing(engine) as connection:
        connection.execute(
            sa.update(table)
            .where(mine, table.c.state == "running")
            .values(state="queued", worker="", attempts=0)
        )
        connection.execute(
            sa.update(table).where(mine, table.c.state == "cancelling").values(worker="")
        )


def finish_job(engine: Engine, job_id: str, worker: str, state: str, error: str = "") -> None:
    """Write down how a job ended: done, cancelled or failed with an error in plain words."""
    table = schema.jobs
    with writing(engine) as connection:
        connection.execute(
            sa.update(table)
            .where(table.c.id == job_id, table.c.worker == worker)
            .values(state=state, error=line(error) or "", finished=now(), current="")
        )


def forget_job(engine: Engine, job_id: str) -> None:
    """Delete a job that is over, with its outcomes; the articles stay."""
    if not is_id(job_id):
        return
    table = schema.jobs
    with writing(engine) as connection:
        connection.execute(
            sa.delete(table).where(table.c.id == job_id, table.c.state.not_in(OPEN_STATES))
        )


def _is_stale(row: Any, moment: datetime.datetime) -> bool:
    alive = datetime.timedelta(seconds=STALE_SECONDS)
    return not row.worker or row.heartbeat is None or moment - row.heartbeat > alive


def _jobs(engine: Engine, query: sa.Select[Any]) -> list[Job]:
    with reading(engine) as connection:
        rows = connection.execute(query).mappings().all()
        ids = [row["id"] for row in rows]
        counts = _counts(connection, ids)
        inputs = schema.job_inputs
        n_inputs = {
            row.job_id: row.n
            for row in connection.execute(
                sa.select(inputs.c.job_id, sa.func.count().label("n"))
                .where(inputs.c.job_id.in_(ids))
                .group_by(inputs.c.job_id)
            )
        }
    return [job_of(row, counts[row["id"]], n_inputs.get(row["id"], 0)) for row in rows]


def _counts(connection: Connection, ids: Sequence[str]) -> dict[str, Counts]:
    table = schema.outcomes
    is_warned = sa.cast(table.c.warnings, sa.Text) != "[]"
    label = sa.case(((table.c.status == "added") & is_warned, "warned"), else_=table.c.status)
    query = (
        sa.select(table.c.job_id, label.label("label"), sa.func.count().label("n"))
        .where(table.c.job_id.in_(ids))
        .group_by(table.c.job_id, sa.text("label"))
    )
    found: dict[str, dict[str, int]] = {each: {} for each in ids}
    for row in connection.execute(query):
        found[row.job_id][row.label] = row.n
    return {each: Counts(**values) for each, values in found.items()}
