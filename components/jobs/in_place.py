"""Imports without a worker: the same work, in the caller's thread, done when the call returns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from components import store
from components.actors import Roster
from components.analysis import Method
from components.ingest import MAX_BYTES, ReadOptions
from components.jobs.queueing import PASTED
from components.jobs.reading import packed_options
from components.jobs.running import given_bytes, run_job, worker_name
from components.jobs.scoring import Progress, no_progress
from components.store import JobInput, Status


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: every input has exactly one, and ``reason`` says it in words."""

    input: str
    status: Status
    reason: str
    article_id: str | None = None


def import_files(
    engine: Engine,
    collection_id: str,
    files: Iterable[tuple[str, bytes | Path]],
    *,
    roster: Roster,
    max_characters: int,
    max_bytes: int = MAX_BYTES,
    total: int = 0,
    progress: Progress = no_progress,
    options: ReadOptions | None = None,
    keep_originals: bool = True,
    method: Method | None = None,
) -> list[Outcome]:
    """Read, analyse and store files in order, and keep the outcomes with the collection.

    ``progress(done, total, name)`` is called before each file with the file at work. Raises
    nothing for bad input: it ends as a refusal. Raises StoreError when the collection is gone.
    """
    given = list(files)
    sources = {number: data for number, (_, data) in enumerate(given)}
    inputs = [
        JobInput(number, "file", name, size=len(data) if isinstance(data, bytes) else 0)
        for number, (name, data) in enumerate(given)
    ]
    kept = {
        "max_characters": max_characters,
        "max_bytes": max_bytes,
        "keep_originals": keep_originals,
        "read": packed_options(options),
    }
    return _run(
        engine,
        collection_id,
        inputs,
        sources,
        kept,
        roster,
        method,
        lambda done, _, name: progress(done, total, name),
    )


def import_text(
    engine: Engine, collection_id: str, text: str, *, roster: Roster, max_characters: int
) -> list[Outcome]:
    """Read, analyse and store pasted text. Raises StoreError when the collection is gone."""
    data = text.encode("utf-8", "surrogatepass")
    kept = {
        "max_characters": max_characters,
        "max_bytes": MAX_BYTES,
        "keep_originals": False,
        "read": {},
    }
    inputs = [JobInput(0, "text", PASTED, size=len(data))]
    return _run(engine, collection_id, inputs, {0: data}, kept, roster, None, no_progress)


def _run(
    engine: Engine,
    collection_id: str,
    inputs: list[JobInput],
    sources: dict[int, bytes | Path],
    options: dict[str, object],
    roster: Roster,
    method: Method | None,
    progress: Progress,
) -> list[Outcome]:
    job_id = store.create_job(
        engine, collection_id, "import", inputs, options=options, worker=worker_name()
    )
    job = store.get_job(engine, job_id)
    if job is None:
        raise store.StoreError("This collection is no longer here. Somebody may have deleted it.")
    run_job(
        engine,
        job,
        source=given_bytes(sources),
        roster=roster,
        method=method,
        progress=progress,
    )
    return [
        Outcome(each.input, each.status, " ".join((each.reason, *each.warnings)), each.article_id)
        for each in store.import_outcomes(engine, job_id)
    ]
