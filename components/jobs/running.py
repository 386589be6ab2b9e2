"""Running jobs: claimed, kept alive by a heartbeat, and ended in one of the known ways."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from components import store
from components.actors import Roster, load_roster
from components.analysis import Method
from components.jobs.importing import Work, leave_out, run_import
from components.jobs.queueing import spooled_path
from components.jobs.reading import Source
from components.jobs.rescoring import run_rescore
from components.jobs.scoring import Progress, no_progress
from components.jobs.spool import drop_unused, spool_folder
from components.jobs.writer import AtWork, Writer
from components.settings import Settings
from components.store import Job, JobInput

_BEAT_SECONDS = 1.0
_CHECK_SECONDS = 0.2
_CANCELLED = (
    "The import was cancelled before this was read to its end. Add it again if you want it."
)
_FAILED = "The import stopped before this was read to its end. Add it again."
_UNEXPECTED = (
    "Something went wrong that should not have, and the work stopped. What was added stays. "
    "Whoever runs this server finds the details in the log."
)
_NONCE = secrets.token_hex(4)
_log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Somebody asked for the job's end."""


class Stopped(Exception):
    """The worker is to stop, or to do something else first; the job goes on later."""


def worker_name() -> str:
    """A name for this process that no other has: host, process id and a random part."""
    return f"{socket.gethostname()}:{os.getpid()}:{_NONCE}"


def is_dead(worker: str) -> bool:
    """Whether a worker is surely gone: a process of this machine that no longer runs."""
    host, _, rest = worker.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not rest.isdecimal() or sys.platform == "win32":
        return False
    if int(rest) == os.getpid():
        return not worker.endswith(_NONCE)
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def run_job(
    engine: Engine,
    job: Job,
    *,
    source: Callable[[JobInput], Source],
    roster: Roster | None = None,
    method: Method | None = None,
    fetch: Any = None,
    is_stopping: Callable[[], bool] = lambda: False,
    progress: Progress = no_progress,
) -> None:
    """Do a job that this process has claimed, to its end or until it is stopped.

    Commits whole articles; what is not an article ends as a refused outcome. Never raises: a job
    that cannot be done ends as failed, in plain words.
    """
    at_work = AtWork(job.current, job.total)
    stored = sum(store.outcomes_per_input(engine, job.id).values())
    writer = Writer(engine, job, at_work, stored)
    known = roster or load_roster()
    with _heartbeat(engine, job, at_work):
        check = _checker(engine, job, is_stopping)
        try:
            if job.kind == "rescore":
                run_rescore(engine, job, at_work, check, known, method, progress)
            else:
                work = Work(engine, known, source, check, at_work, method, fetch, progress)
                run_import(work, job, writer)
            store.finish_job(engine, job.id, job.worker, "done")
        except Stopped:
            _end(engine, job, writer)
        except Cancelled:
            _end(engine, job, writer, "cancelled", _CANCELLED)
        except store.StoreError as error:
            _end(engine, job, writer, "failed", f"{_FAILED} {error}", str(error))
        except Exception:
            _log.exception("job %s failed", job.id)
            _end(engine, job, writer, "failed", _FAILED, _UNEXPECTED)


def _end(
    engine: Engine, job: Job, writer: Writer, state: str = "", reason: str = "", error: str = ""
) -> None:
    """Write down what is ready and how the job ended; without a state it goes on later."""
    try:
        writer.flush()
        if not state:
            store.release_job(engine, job.id, job.worker)
            return
        leave_out(engine, job, writer, reason)
    except store.StoreError:
        _log.warning("the end of job %s could not be written down in full", job.id, exc_info=True)
    try:
        store.finish_job(engine, job.id, job.worker, state or "failed", error)
    except store.StoreError:
        # The heartbeat stops with this process, and another worker finds the job.
        _log.warning("the end of job %s could not be written down", job.id, exc_info=True)


def run_next(
    engine: Engine,
    settings: Settings,
    *,
    roster: Roster | None = None,
    method: Method | None = None,
    is_stopping: Callable[[], bool] = lambda: False,
) -> bool:
    """Claim the next job and do it; False when none waits."""
    job = store.claim_job(engine, worker_name(), is_dead=is_dead)
    if job is None:
        return False
    folder = spool_folder(settings.data_dir)

    def source(given: JobInput) -> Source:
        path = spooled_path(folder, given)
        return path.read_bytes() if given.kind == "text" else existing(path)

    run_job(
        engine,
        job,
        source=source,
        roster=roster,
        method=method,
        fetch=_policy(settings) if job.kind == "fetch" else None,
        is_stopping=is_stopping,
    )
    hashes = {each.sha256 for each in store.job_inputs(engine, job.id) if each.sha256}
    drop_unused(engine, folder, hashes)
    return True


def work_off(
    engine: Engine,
    settings: Settings,
    *,
    roster: Roster | None = None,
    method: Method | None = None,
) -> int:
    """Do all jobs that wait, in this thread; how many. For tests and where there is no worker."""
    done = 0
    while run_next(engine, settings, roster=roster, method=method):
        done += 1
    return done


def existing(path: Path) -> Path:
    """The path. Raises FileNotFoundError when nothing is there."""
    if not path.exists():
        raise FileNotFoundError(path)
    return path


def given_bytes(sources: Mapping[int, bytes | Path]) -> Callable[[JobInput], Source]:
    """The source of inputs that are at hand, by their numbers."""
    return lambda given: sources[given.number]


def _policy(settings: Settings) -> Any:
    from components.ingest.web import FetchPolicy

    return FetchPolicy(
        allowed=settings.fetch == "on",
        max_bytes=settings.fetch_mb * 1_000_000,
        max_seconds=settings.fetch_seconds,
    )


def _checker(engine: Engine, job: Job, is_stopping: Callable[[], bool]) -> Callable[[], None]:
    """check(): raises when the job is to end; asks the store a few times a second at most."""
    asked = 0.0

    def check() -> None:
        nonlocal asked
        if is_stopping():
            raise Stopped
        if time.monotonic() - asked < _CHECK_SECONDS:
            return
        asked = time.monotonic()
        state = store.job_state(engine, job.id)
        if state == "cancelling":
            raise Cancelled
        if state is None:
            raise store.StoreError("This work is no longer wanted: its collection was deleted.")
        if job.kind == "rescore" and store.is_waiting(engine, but_not="rescore"):
            raise Stopped

    return check


@contextmanager
def _heartbeat(engine: Engine, job: Job, at_work: AtWork) -> Iterator[None]:
    """Show that this process lives while a long file is read or scored."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(_BEAT_SECONDS):
            try:
                store.beat(engine, job.id, job.worker, at_work.current, at_work.total)
            except store.StoreError:
                _log.debug("a heartbeat was missed", exc_info=True)

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
