"""The worker as a process of its own: killed, orphaned, restarted."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from components import jobs, store
from components.jobs import keeper, running
from components.settings import Settings
from components.store import schema
from tests.jobs.building import articles

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "components.jobs.worker")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_METHOD", "context")


def start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(COMMAND, cwd=ROOT, stdin=subprocess.PIPE)


def wait_for(is_so: Callable[[], bool], seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def done(engine: Engine, job_id: str) -> int:
    job = store.get_job(engine, job_id)
    return job.done if job else 0


def state(engine: Engine, job_id: str) -> str:
    return store.job_state(engine, job_id) or "gone"


def counts(engine: Engine) -> tuple[int, int, int]:
    """Articles, analyses, and articles among the outcomes."""
    with engine.connect() as connection:
        tables = (schema.articles, schema.analyses, schema.outcomes)
        first, second, third = (
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in tables
        )
    return first, second, third


def test_a_killed_worker_leaves_whole_articles_and_another_goes_on(
    engine: Engine, settings: Settings, collection: str
) -> None:
    count = 150
    upload = ("set.zip", articles(count))
    job_id = jobs.queue_import(engine, collection, [upload], settings=settings)
    first = start()
    wait_for(lambda: done(engine, job_id) > 0)
    first.kill()
    first.wait()
    at_rest = counts(engine)
    assert 0 < at_rest[0] < count and len(set(at_rest)) == 1
    assert state(engine, job_id) == "running"
    second = start()
    try:
        # Its process is gone, so nobody waits for the heartbeat to grow old.
        wait_for(lambda: state(engine, job_id) == "done")
    finally:
        assert second.stdin is not None
        second.stdin.close()
        assert second.wait(20) == 0
    assert counts(engine) == (count, count, count)
    outcomes = store.import_outcomes(engine, job_id)
    assert {each.status for each in outcomes} == {"added"}
    assert len({each.input for each in outcomes}) == count


def test_a_worker_ends_with_its_parent_and_puts_the_job_back(
    engine: Engine, settings: Settings, collection: str
) -> None:
    upload = ("set.zip", articles(150))
    job_id = jobs.queue_import(engine, collection, [upload], settings=settings)
    worker = start()
    wait_for(lambda: done(engine, job_id) > 0)
    assert worker.stdin is not None
    worker.stdin.close()
    assert worker.wait(20) == 0
    assert state(engine, job_id) == "queued"
    articles_now, analyses_now, outcomes_now = counts(engine)
    assert articles_now == analyses_now == outcomes_now > 0


def test_a_kept_worker_is_started_again_and_stopped_for_good(
    engine: Engine, settings: Settings, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "_LONGEST_WAIT", 0.1)
    stop = jobs.keep_worker()
    try:
        job_id = jobs.queue_import(engine, collection, [("a.zip", articles(2))], settings=settings)
        wait_for(lambda: state(engine, job_id) == "done")
        job = store.get_job(engine, job_id)
        assert job is not None
        os.kill(int(job.worker.split(":")[-2]), signal.SIGKILL)
        again = jobs.queue_import(engine, collection, [("b.zip", articles(4))], settings=settings)
        wait_for(lambda: state(engine, again) == "done")
        job = store.get_job(engine, again)
        assert job is not None and job.counts == store.Counts(added=2, duplicate=2)
    finally:
        stop()
    assert running.is_dead(job.worker)


def test_a_worker_says_what_is_wrong_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_DATABASE_URL", "mysql://nowhere")
    worker = subprocess.run(COMMAND, cwd=ROOT, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert worker.returncode == 1
    assert b"DETENTE_DATABASE_URL" in worker.stderr and b"Traceback" not in worker.stderr


def test_who_is_dead() -> None:
    mine = running.worker_name()
    host, pid, _ = mine.rsplit(":", 2)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert not running.is_dead(mine)
    assert running.is_dead(f"{host}:{pid}:another")  # a container gives its processes the same ids
    assert running.is_dead(f"{host}:{gone.pid}:x")
    assert not running.is_dead(f"{host}:{os.getppid()}:x")
    assert not running.is_dead("another-host:1:x")
    assert not running.is_dead("")
