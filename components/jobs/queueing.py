"""Handing work in: it is written down as a job, and a worker does it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from components import store
from components.actors import Roster, load_roster
from components.analysis import Method
from components.ingest import ReadOptions
from components.jobs.reading import packed_options
from components.jobs.scoring import stale
from components.jobs.spool import Upload, put, spool_folder
from components.settings import Settings
from components.store import JobInput

PASTED = "Pasted text"
_MB = 2**20


def queue_import(
    engine: Engine,
    collection_id: str,
    uploads: Iterable[tuple[str, Upload]],
    *,
    settings: Settings,
    options: ReadOptions | None = None,
) -> str:
    """Spool the uploads and write their import down; the job's id.

    uploads: (name, bytes or path or opened file). What is beyond the limits of `settings` becomes
    a refused outcome. Raises StoreError when the collection is gone or the disk full.
    """
    folder = spool_folder(settings.data_dir)
    inputs = []
    for number, (name, upload) in enumerate(uploads):
        if number >= settings.max_files:
            inputs.append(JobInput(number, "file", name, refusal=_too_many(settings)))
            continue
        sha256, size = put(folder, upload)
        if size > settings.max_upload_mb * _MB:
            (folder / sha256).unlink(missing_ok=True)
            refusal = _too_large(size, settings)
            inputs.append(JobInput(number, "file", name, size=size, refusal=refusal))
            continue
        inputs.append(JobInput(number, "file", name, sha256, size))
    kept = job_options(settings, options)
    return store.create_job(engine, collection_id, "import", inputs, options=kept)


def queue_text(engine: Engine, collection_id: str, text: str, *, settings: Settings) -> str:
    """Write the import of a pasted text down; the job's id. Raises StoreError."""
    data = text.encode("utf-8", "surrogatepass")
    sha256, size = put(spool_folder(settings.data_dir), data)
    given = JobInput(0, "text", PASTED, sha256, size)
    return store.create_job(engine, collection_id, "import", [given], options=job_options(settings))


def queue_addresses(
    engine: Engine,
    collection_id: str,
    addresses: Sequence[str],
    *,
    settings: Settings,
    options: ReadOptions | None = None,
) -> str:
    """Write the fetching of pages or feeds down; the job's id. Raises StoreError.

    Whether anything may be fetched is a setting: where it may not, each address is refused. So is
    what comes after the first FetchPolicy.max_addresses.
    """
    from components.ingest.web import FetchPolicy

    most = FetchPolicy().max_addresses
    inputs = [
        JobInput(number, "address", each, refusal="" if number < most else _too_many_pages(most))
        for number, each in enumerate(addresses)
    ]
    kept = job_options(settings, options)
    return store.create_job(engine, collection_id, "fetch", inputs, options=kept)


def queue_rescore(
    engine: Engine,
    collection_id: str | None = None,
    *,
    roster: Roster | None = None,
    method: Method | None = None,
    unless_ended_since: datetime.datetime | None = None,
) -> list[str]:
    """A job for each collection with stale scores; the jobs' ids. One that waits is not doubled.

    unless_ended_since: leaves out collections whose last such job failed or was cancelled later
    than that, so that nothing is tried again and again, or against somebody's wish.
    """
    known = roster or load_roster()
    wanted = (
        [collection_id]
        if collection_id is not None
        else [each.id for each in store.list_collections(engine)]
    )
    waiting = {
        job.collection_id
        for job in store.active_jobs(engine)
        if job.kind == "rescore" and job.state != "cancelling"
    }
    made = []
    for each in wanted:
        if each in waiting or _was_given_up(engine, each, unless_ended_since):
            continue
        if ids := stale(engine, each, known, method):
            made.append(store.create_job(engine, each, "rescore", total=len(ids)))
    return made


def cancel(engine: Engine, job_id: str) -> None:
    """Ask for a job's end. What it has added stays; what it has not reached is refused as such."""
    store.cancel_job(engine, job_id)


def _was_given_up(engine: Engine, collection_id: str, since: datetime.datetime | None) -> bool:
    last = store.list_jobs(engine, collection_id, kind="rescore", limit=1)
    if since is None or not last or last[0].state == "done":
        return False
    return last[0].finished is not None and last[0].finished >= since


def job_options(settings: Settings, options: ReadOptions | None = None) -> dict[str, Any]:
    """What a job has to know later: the limits of today and how to read."""
    return {
        "max_characters": settings.max_characters,
        "max_bytes": settings.max_upload_mb * _MB,
        "max_files": settings.max_zip_files,
        "keep_originals": settings.keep_originals == "on",
        "read": packed_options(options),
    }


def spooled_path(folder: Path, given: JobInput) -> Path:
    """Where an input's bytes lie."""
    return folder / str(given.sha256)


def _too_many(settings: Settings) -> str:
    files = "1 file" if settings.max_files == 1 else f"{settings.max_files:,} files"
    return (
        f"Only {files} can be added at once, and this one came later. Add it again in another "
        "upload."
    )


def _too_many_pages(most: int) -> str:
    return (
        f"Only {most:,} addresses can be fetched at once, and this one came later. Fetch it with "
        "the next lot."
    )


def _too_large(size: int, settings: Settings) -> str:
    return (
        f"The file is too large: {size / _MB:,.1f} MB, and the limit is "
        f"{settings.max_upload_mb:,} MB. Split it, or save only its text and upload that."
    )
