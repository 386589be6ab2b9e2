"""Jobs as rows: claimed by one, kept alive, taken over, ended."""

import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from components.store import (
    Batch,
    Counts,
    ImportOutcome,
    JobInput,
    StoreError,
    active_jobs,
    beat,
    cancel_job,
    claim_job,
    commit_batch,
    create_collection,
    create_job,
    delete_articles,
    delete_collection,
    finish_job,
    forget_job,
    get_job,
    import_outcomes,
    is_waiting,
    job_inputs,
    job_state,
    known_reading,
    list_articles,
    list_jobs,
    mark_done,
    outcomes_per_input,
    prepare,
    release_job,
    schema,
    spooled,
)
from tests.store.building import analysis, draft
from tests.store.test_concurrency import in_threads

FILES = [JobInput(0, "file", "a.txt", "0" * 64, 5), JobInput(1, "file", "b.txt", "1" * 64, 7)]


@pytest.fixture
def job_id(engine: Engine, collection: str) -> str:
    return create_job(engine, collection, "import", FILES, options={"read": {}})


def aged(engine: Engine, seconds: float) -> None:
    """Let every heartbeat be so much older."""
    table = schema.jobs
    with engine.begin() as connection:
        for row in connection.execute(sa.select(table)).all():
            if row.heartbeat:
                older = row.heartbeat - datetime.timedelta(seconds=seconds)
                connection.execute(
                    sa.update(table).where(table.c.id == row.id).values(heartbeat=older)
                )


def outcome(number: int, **values: object) -> ImportOutcome:
    given = {"status": "refused", "reason": "Because.", "input": f"{number}.txt", "part": ""}
    return ImportOutcome(number=number, **{**given, **values})  # type: ignore[arg-type]


def commit(engine: Engine, job_id: str, collection: str, batch: Batch, worker: str = "me") -> None:
    commit_batch(
        engine, job_id, collection, worker, batch, lambda added: added.status, current="x", total=9
    )


def test_a_job_as_it_was_written_down(engine: Engine, collection: str, job_id: str) -> None:
    [job] = active_jobs(engine, collection)
    assert job == get_job(engine, job_id)
    assert (job.kind, job.state, job.total, job.done, job.n_inputs) == ("import", "queued", 2, 0, 2)
    assert (job.started, job.finished, job.error, job.counts) == (None, None, "", Counts())
    assert (job.share, job.seconds_left, job.is_over) == (0.0, None, False)
    assert job_inputs(engine, job_id) == FILES
    assert spooled(engine) == {"0" * 64, "1" * 64}
    assert active_jobs(engine, create_collection(engine, "Other")) == []
    for unknown in ("234567892345", "\0"):
        assert get_job(engine, unknown) is None
        assert list_jobs(engine, unknown) == [] == import_outcomes(engine, unknown)
        with pytest.raises(StoreError, match="no longer here"):
            create_job(engine, unknown, "import")


def test_one_worker_gets_it(engine: Engine, collection: str, job_id: str) -> None:
    claimed = in_threads(lambda index: claim_job(engine, f"worker {index}"))
    assert [each.id for each in claimed if each] == [job_id]
    assert claim_job(engine, "another") is None


def test_a_dead_workers_job_is_taken_over(engine: Engine, collection: str, job_id: str) -> None:
    assert claim_job(engine, "first")
    assert beat(engine, job_id, "first", "a.txt", 5) == "running"
    aged(engine, 10)
    assert claim_job(engine, "second") is None
    aged(engine, 15)
    taken = claim_job(engine, "second")
    assert taken is not None and (taken.worker, taken.attempts, taken.total) == ("second", 2, 5)
    # The first one may still live; whatever it says now counts for nothing.
    assert beat(engine, job_id, "first", "b.txt", 5) is None
    with pytest.raises(StoreError, match="another process"):
        commit(engine, job_id, collection, Batch([(outcome(0), None)]), "first")
    finish_job(engine, job_id, "first", "failed")
    assert job_state(engine, job_id) == "running"
    # A worker that is known to be gone need not grow old.
    assert claim_job(engine, "third") is None
    assert claim_job(engine, "third", is_dead=lambda worker: worker == "second")


def test_imports_come_before_scoring(engine: Engine, collection: str) -> None:
    scoring = create_job(engine, collection, "rescore", total=3)
    assert not is_waiting(engine, but_not="rescore")
    first, second = (create_job(engine, collection, "import", FILES) for _ in range(2))
    assert is_waiting(engine, but_not="rescore")
    claimed = [claim_job(engine, "me") for _ in range(3)]
    assert [each.id for each in claimed if each] == [first, second, scoring]
    mark_done(engine, scoring, "me", 2, 3, "x")
    job = get_job(engine, scoring)
    assert job is not None and (job.done, job.attempts, round(job.share, 2)) == (2, 0, 0.67)


def test_cancelling(engine: Engine, collection: str, job_id: str) -> None:
    cancel_job(engine, job_id)
    job = claim_job(engine, "me")
    assert job is not None and job.state == "cancelling"
    finish_job(engine, job_id, "me", "cancelled")
    cancel_job(engine, job_id)
    assert job_state(engine, job_id) == "cancelled"
    assert active_jobs(engine) == [] == list(spooled(engine))
    over = list_jobs(engine, collection)[0]
    assert over.is_over and over.finished is not None and over.finished.tzinfo is not None


def test_put_back(engine: Engine, collection: str, job_id: str) -> None:
    claim_job(engine, "me")
    release_job(engine, job_id, "another")
    assert job_state(engine, job_id) == "running"
    release_job(engine, job_id, "me")
    assert job_state(engine, job_id) == "queued"
    assert claim_job(engine, "another")


def test_articles_and_outcomes_are_written_together(
    engine: Engine, collection: str, job_id: str
) -> None:
    claim_job(engine, "me")
    one = prepare(draft("One."), analysis("One.", tones=[0.1]), input_name="a.txt")
    again = prepare(draft("One."), None, input_name="b.txt")
    batch = Batch(
        [
            (outcome(0, status="added", warnings=("Look at the date.",)), one),
            (outcome(1, status="added", warnings=("Not said.",)), again),
            (outcome(2, status="duplicate", article_id=again.id, part="row 2"), None),
            (outcome(3, input_number=1, input=" A\0 name "), None),
        ],
        readings=[("key", 0, 2)],
        inputs=[0],
    )
    commit(engine, job_id, collection, batch)
    job = get_job(engine, job_id)
    assert job is not None
    assert job.counts == Counts(warned=1, duplicate=2, refused=1) and job.counts.total == job.done
    found = import_outcomes(engine, job_id)
    assert [each.label for each in found] == [
        "added with a warning",
        "duplicate",
        "duplicate",
        "refused",
    ]
    # All speak of the one article that is there, also the one that was not stored.
    assert {each.article_id for each in found[:3]} == {one.id}
    assert (found[1].warnings, found[2].part, found[3].input) == ((), "row 2", "A name")
    assert [each.is_read for each in job_inputs(engine, job_id)] == [True, False]
    assert outcomes_per_input(engine, job_id) == {0: 3, 1: 1}
    assert known_reading(engine, collection, "key") == found[:3]
    assert known_reading(engine, collection, "other") is None
    other = create_collection(engine, "Other")
    assert known_reading(engine, other, "key") is None
    delete_articles(engine, [one.id])
    assert known_reading(engine, collection, "key") is None
    assert import_outcomes(engine, job_id) == found


def test_nothing_of_a_batch_that_fails_is_kept(
    engine: Engine, collection: str, job_id: str
) -> None:
    claim_job(engine, "me")
    one = prepare(draft("One."), None)
    twice = Batch([(outcome(0), one), (outcome(0), None)])
    with pytest.raises(StoreError):
        commit(engine, job_id, collection, twice)
    assert list_articles(engine, collection) == [] == import_outcomes(engine, job_id)


def test_a_job_goes_with_its_collection_and_can_be_forgotten(
    engine: Engine, collection: str, job_id: str
) -> None:
    forget_job(engine, job_id)
    assert get_job(engine, job_id) is not None, "it is not over yet"
    claim_job(engine, "me")
    commit(engine, job_id, collection, Batch([(outcome(0), None)], [("key", 0, 0)]))
    finish_job(engine, job_id, "me", "done")
    job = get_job(engine, job_id)
    assert job is not None and job.share == 1.0
    forget_job(engine, job_id)
    assert get_job(engine, job_id) is None and import_outcomes(engine, job_id) == []
    assert known_reading(engine, collection, "key") is None
    kept = create_job(engine, collection, "import", FILES)
    delete_collection(engine, collection)
    assert get_job(engine, kept) is None
