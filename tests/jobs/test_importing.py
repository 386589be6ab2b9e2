"""Imports as jobs: every input to one outcome, once, whatever happens on the way."""

import tracemalloc
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import Engine

from components import jobs, store
from components.ingest import ReadOptions
from components.ingest.web import FetchPolicy
from components.jobs import importing, running, scoring
from components.settings import Settings
from tests.jobs.building import METHOD, ROSTER, archive, articles, text


def do(engine: Engine, settings: Settings) -> None:
    jobs.work_off(engine, settings, roster=ROSTER, method=METHOD)


def imported(
    engine: Engine, settings: Settings, collection: str, *uploads: tuple[str, bytes]
) -> store.Job:
    job_id = jobs.queue_import(engine, collection, uploads, settings=settings)
    do(engine, settings)
    job = store.get_job(engine, job_id)
    assert job is not None
    return job


def test_a_zip_is_imported_member_by_member(
    engine: Engine, settings: Settings, collection: str
) -> None:
    mixed = archive({"a.txt": text(1).encode(), "2022/b.txt": text(2).encode(), "c.txt": b"   "})
    job_id = jobs.queue_import(engine, collection, [("set.zip", mixed)], settings=settings)
    [waiting] = store.active_jobs(engine, collection)
    assert (waiting.id, waiting.state, waiting.n_inputs) == (job_id, "queued", 1)
    do(engine, settings)
    job = store.get_job(engine, job_id)
    assert job is not None and job.state == "done" and job.error == ""
    assert (job.total, job.done, job.counts.total) == (3, 3, 3)
    assert (job.share, job.seconds_left, job.is_over) == (1.0, None, True)
    assert store.active_jobs(engine) == []
    outcomes = {each.input: each for each in store.import_outcomes(engine, job_id)}
    assert sorted(outcomes) == ["set.zip › 2022/b.txt", "set.zip › a.txt", "set.zip › c.txt"]
    assert outcomes["set.zip › c.txt"].status == "refused"
    kept = store.get_article(engine, outcomes["set.zip › a.txt"].article_id or "")
    assert kept is not None and kept.input_name == "set.zip › a.txt"
    original = store.get_original(engine, kept.id)
    assert original is not None and original.data == text(1).encode()
    assert not list((settings.data_dir / "spool").iterdir())


def test_originals_are_not_kept_where_that_is_switched_off(
    engine: Engine, settings: Settings, collection: str
) -> None:
    off = settings.model_copy(update={"keep_originals": "off"})
    imported(engine, off, collection, ("a.txt", text(1).encode()))
    [article] = store.list_articles(engine, collection)
    assert not article.has_original
    assert store.get_original(engine, article.id) is None
    with pytest.raises(store.StoreError, match="not kept"):
        jobs.reread(engine, article.id, ReadOptions(), roster=ROSTER, method=METHOD)


def test_limits_become_outcomes(engine: Engine, settings: Settings, collection: str) -> None:
    few = settings.model_copy(update={"max_files": 2, "max_upload_mb": 1, "max_characters": 500})
    job = imported(
        engine,
        few,
        collection,
        ("a.txt", text(1).encode() * 9),
        ("b.txt", b"x" * (2**20 + 1)),
        ("c.txt", text(3).encode()),
    )
    said = [each.reason for each in store.import_outcomes(engine, job.id)]
    assert "too long" in said[0] and "too large" in said[1] and "Only 2 files" in said[2]
    assert job.counts.refused == 3 and job.state == "done"


def test_the_same_set_again_adds_nothing_and_is_not_even_read(
    engine: Engine, settings: Settings, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = imported(engine, settings, collection, ("set.zip", articles(7)))
    assert first.counts.added + first.counts.warned == 7
    # What the analyst has changed since does not make it another article.
    listed = store.list_articles(engine, collection)
    store.update_articles(engine, {listed[0].id: {"date": "2024-05-17", "source": "Wire"}})

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("read again")

    monkeypatch.setattr(importing, "read_items", never)
    again = imported(engine, settings, collection, ("set.zip", articles(7)))
    assert again.counts == store.Counts(duplicate=7)
    ids = {each.article_id for each in store.import_outcomes(engine, again.id)}
    assert ids == {each.id for each in listed}
    assert len(store.list_articles(engine, collection)) == 7


def test_another_archive_with_the_same_members_is_not_scored_again(
    engine: Engine, settings: Settings, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(engine, settings, collection, ("set.zip", articles(5)))
    scored: list[str] = []
    real = scoring.analyse_draft

    def counting(*given: Any) -> Any:
        scored.append(given[0].text)
        return real(*given)

    monkeypatch.setattr("components.jobs.importing.analyse_draft", counting)
    job = imported(engine, settings, collection, ("more.zip", articles(6)))
    assert (job.counts.duplicate, len(scored)) == (5, 1)


def test_what_was_deleted_comes_back(engine: Engine, settings: Settings, collection: str) -> None:
    imported(engine, settings, collection, ("set.zip", articles(3)))
    store.delete_articles(engine, [store.list_articles(engine, collection)[0].id])
    job = imported(engine, settings, collection, ("set.zip", articles(3)))
    assert job.counts.duplicate == 2
    assert len(store.list_articles(engine, collection)) == 3


def test_the_same_article_twice_in_one_import(
    engine: Engine, settings: Settings, collection: str
) -> None:
    job = imported(
        engine, settings, collection, ("a.txt", text(1).encode()), ("b.txt", text(1).encode())
    )
    first, second = store.import_outcomes(engine, job.id)
    assert (second.status, second.article_id) == ("duplicate", first.article_id)


def test_cancelling_leaves_whole_articles_and_says_what_was_not_reached(
    engine: Engine, settings: Settings, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_CHECK_SECONDS", 0.0)
    real, seen = scoring.analyse_draft, []

    def third_time(*given: Any) -> Any:
        seen.append(given)
        if len(seen) == 3:
            jobs.cancel(engine, job_id)
        return real(*given)

    monkeypatch.setattr("components.jobs.importing.analyse_draft", third_time)
    uploads = [("set.zip", articles(5)), ("later.txt", text(99).encode())]
    job_id = jobs.queue_import(engine, collection, uploads, settings=settings)
    do(engine, settings)
    job = store.get_job(engine, job_id)
    assert job is not None and job.state == "cancelled"
    outcomes = store.import_outcomes(engine, job_id)
    assert [each.status == "refused" for each in outcomes] == [False] * 3 + [True] * 2
    assert [each.input for each in outcomes[3:]] == ["set.zip", "later.txt"]
    assert all("cancelled" in each.reason for each in outcomes[3:])
    listed = store.list_articles(engine, collection)
    assert len(listed) == 3 and all(each.is_scored for each in listed)
    # What is added again after a cancel goes on where it stopped.
    monkeypatch.setattr("components.jobs.importing.analyse_draft", real)
    again = imported(engine, settings, collection, *uploads)
    assert (again.counts.duplicate, again.counts.refused) == (3, 0)
    assert len(store.list_articles(engine, collection)) == 6


def test_a_job_that_waits_can_be_cancelled(
    engine: Engine, settings: Settings, collection: str
) -> None:
    job_id = jobs.queue_import(engine, collection, [("a.txt", b"Words.")], settings=settings)
    jobs.cancel(engine, job_id)
    do(engine, settings)
    job = store.get_job(engine, job_id)
    assert job is not None and (job.state, job.counts.refused) == ("cancelled", 1)


def test_a_stopped_worker_puts_the_job_back_and_it_goes_on(
    engine: Engine, settings: Settings, collection: str
) -> None:
    uploads = [("set.zip", articles(6)), ("one.txt", text(50).encode())]
    job_id = jobs.queue_import(engine, collection, uploads, settings=settings)
    asked: list[int] = []

    def after_four() -> bool:
        asked.append(1)
        return len(asked) > 4

    jobs.run_next(engine, settings, roster=ROSTER, method=METHOD, is_stopping=after_four)
    half = store.get_job(engine, job_id)
    assert half is not None and half.state == "queued" and 0 < half.done < 7
    do(engine, settings)
    job = store.get_job(engine, job_id)
    assert job is not None and (job.state, job.done, job.total) == ("done", 7, 7)
    outcomes = store.import_outcomes(engine, job_id)
    assert [each.number for each in outcomes] == list(range(7))
    assert len({each.input for each in outcomes}) == 7
    assert {each.status for each in outcomes} == {"added"}


def test_a_file_that_brings_the_worker_down_is_left_out(
    engine: Engine, settings: Settings, collection: str
) -> None:
    uploads = [("bad.txt", text(1).encode()), ("good.txt", text(2).encode())]
    job_id = jobs.queue_import(engine, collection, uploads, settings=settings)
    for _ in range(2):  # two workers that died
        assert store.claim_job(engine, "elsewhere:1:x", is_dead=lambda _: True)
    jobs_done = store.claim_job(engine, "elsewhere:2:x", is_dead=lambda _: True)
    assert jobs_done is not None and jobs_done.attempts == 3
    running.run_job(
        engine,
        jobs_done,
        source=lambda given: settings.data_dir / "spool" / str(given.sha256),
        roster=ROSTER,
        method=METHOD,
    )
    bad, good = store.import_outcomes(engine, job_id)
    assert bad.status == "refused" and "stopped twice" in bad.reason
    assert good.status == "added"


def test_a_lost_upload_is_said(engine: Engine, settings: Settings, collection: str) -> None:
    job_id = jobs.queue_import(engine, collection, [("a.txt", b"Words.")], settings=settings)
    for path in (settings.data_dir / "spool").iterdir():
        path.unlink()
    do(engine, settings)
    [outcome] = store.import_outcomes(engine, job_id)
    assert outcome.status == "refused" and "no longer here" in outcome.reason


def test_an_article_that_cannot_be_scored_stops_nothing(
    engine: Engine, settings: Settings, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = scoring.analyse_draft

    def fails(draft: Any, *rest: Any) -> Any:
        if "round 1." in draft.text:
            raise ZeroDivisionError
        return real(draft, *rest)

    monkeypatch.setattr("components.jobs.importing.analyse_draft", fails)
    job = imported(engine, settings, collection, ("set.zip", articles(3)))
    assert (job.state, job.counts.refused) == ("done", 1)
    assert len(store.list_articles(engine, collection)) == 2


def test_a_collection_that_is_deleted_meanwhile_ends_its_job(
    engine: Engine, settings: Settings, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = scoring.analyse_draft

    def deletes(*given: Any) -> Any:
        if store.get_collection(engine, collection):
            store.delete_collection(engine, collection)
        return real(*given)

    monkeypatch.setattr("components.jobs.importing.analyse_draft", deletes)
    jobs.queue_import(engine, collection, [("set.zip", articles(3))], settings=settings)
    do(engine, settings)
    assert store.active_jobs(engine) == []


def test_a_pasted_text(engine: Engine, settings: Settings, collection: str) -> None:
    job_id = jobs.queue_text(engine, collection, text(1), settings=settings)
    do(engine, settings)
    [outcome] = store.import_outcomes(engine, job_id)
    assert outcome.input == "Pasted text" and outcome.status == "added"


def test_an_address_is_refused_where_fetching_is_off(
    engine: Engine, settings: Settings, collection: str
) -> None:
    address = "https://example.org/news"
    job_id = jobs.queue_addresses(engine, collection, [address], settings=settings)
    do(engine, settings)
    [outcome] = store.import_outcomes(engine, job_id)
    assert (outcome.input, outcome.status) == (address, "refused")


def test_a_zip_of_more_articles_than_the_setting_allows_is_refused(
    engine: Engine, settings: Settings, collection: str
) -> None:
    few = settings.model_copy(update={"max_zip_files": 2})
    job = imported(engine, few, collection, ("two.zip", articles(2)), ("set.zip", articles(3)))
    outcomes = store.import_outcomes(engine, job.id)
    assert [each.status for each in outcomes] == ["added", "added", "refused"]
    assert "limit is 2" in outcomes[2].reason


def test_addresses_beyond_the_most_at_once_are_refused_by_their_number(
    engine: Engine, settings: Settings, collection: str
) -> None:
    most = FetchPolicy().max_addresses
    addresses = [f"https://example.org/{number}" for number in range(most + 2)]
    job_id = jobs.queue_addresses(engine, collection, addresses, settings=settings)
    refused = [each.refusal for each in store.job_inputs(engine, job_id)]
    assert not any(refused[:most]) and all("next lot" in each for each in refused[most:])
    do(engine, settings)
    outcomes = store.import_outcomes(engine, job_id)
    assert [each.input for each in outcomes] == addresses
    assert outcomes[-1].status == "refused" and f"Only {most}" in outcomes[-1].reason


def test_a_near_copy_is_added_and_says_so(
    engine: Engine, settings: Settings, collection: str
) -> None:
    other = text(1) + "\nThe local paper adds a line of its own here.\n"
    job = imported(
        engine, settings, collection, ("a.txt", text(1).encode()), ("b.txt", other.encode())
    )
    outcome = store.import_outcomes(engine, job.id)[1]
    assert outcome.status == "copy" and "nearly the same text" in outcome.reason
    assert len({each.copy_group for each in store.list_articles(engine, collection)}) == 1


def test_a_copy_with_a_warning_is_called_a_copy_and_keeps_its_warning(
    engine: Engine, settings: Settings, collection: str
) -> None:
    whole = text(1)
    cut = whole + "\nThe local paper began a line of its own … [+2310 chars]\n"
    job = imported(engine, settings, collection, ("a.txt", whole.encode()), ("b.txt", cut.encode()))
    outcomes = store.import_outcomes(engine, job.id)
    assert [each.label for each in outcomes] == ["added", "copy"] and outcomes[1].warnings
    assert (job.counts.added, job.counts.warned, job.counts.copy) == (1, 0, 1)


MEMBERS = st.sampled_from(
    [
        text(1).encode(),
        text(2).encode(),
        text(3).encode("utf-16"),
        b"",
        b"\0\1\2\3",
        b"%PDF-1.7 broken",
        b"a,b\n1,2\n",
        "Привет, мир. Это статья о переговорах в Женеве.".encode(),
        articles(2, start=40),
        articles(1, start=1),
        b"PK\x03\x04 broken",
        b'{"articles": []}',
    ]
)


@examples(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    uploads=st.lists(
        st.tuples(st.sampled_from(["a.txt", "b.pdf", "c.zip", "d.csv", "e.html"]), MEMBERS),
        min_size=1,
        max_size=5,
    )
)
def test_outcomes_are_as_many_as_inputs(
    engine: Engine, settings: Settings, uploads: list[tuple[str, bytes]]
) -> None:
    made = store.create_collection(engine, "Any")
    try:
        job = imported(engine, settings, made, *uploads)
        outcomes = store.import_outcomes(engine, job.id)
        assert job.state == "done", job.error
        assert job.total == job.done == job.counts.total == len(outcomes)
        assert {each.input_number for each in outcomes} == set(range(len(uploads)))
        assert [each.number for each in outcomes] == list(range(len(outcomes)))
        assert all(each.reason for each in outcomes)
        became = Counter(each.label for each in outcomes)
        counted = job.counts
        assert became["refused"] == counted.refused
        assert became["added with a warning"] == counted.warned
        added = {each.article_id for each in outcomes if each.status in ("added", "copy")}
        assert added == {each.id for each in store.list_articles(engine, made)}
        again = imported(engine, settings, made, *uploads)
        assert again.counts.added + again.counts.warned + again.counts.copy == 0
        assert again.counts.total == job.counts.total
    finally:
        store.delete_collection(engine, made)


def test_memory_stays_flat(engine: Engine, settings: Settings, tmp_path: Path) -> None:
    warm = store.create_collection(engine, "Warm")
    imported(engine, settings, warm, ("set.zip", articles(20)))
    peaks = []
    for count in (60, 240):
        made = store.create_collection(engine, f"Of {count}")
        path = tmp_path / f"{count}.zip"
        path.write_bytes(articles(count))
        jobs.queue_import(engine, made, [(path.name, path)], settings=settings)
        tracemalloc.start()
        do(engine, settings)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(store.list_articles(engine, made)) == count
    # An article with its analysis takes some 60 kB: 180 of them kept would be 10 MB.
    assert peaks[1] < peaks[0] + 3_000_000


def test_a_cancel_that_comes_too_late_takes_nothing_back(
    engine: Engine, settings: Settings, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_CHECK_SECONDS", 0.0)
    real = scoring.analyse_draft

    def cancels(*given: Any) -> Any:
        jobs.cancel(engine, job_id)
        return real(*given)

    monkeypatch.setattr("components.jobs.importing.analyse_draft", cancels)
    job_id = jobs.queue_import(engine, collection, [("a.txt", text(1).encode())], settings=settings)
    do(engine, settings)
    [outcome] = store.import_outcomes(engine, job_id)
    assert outcome.status == "added" and len(store.list_articles(engine, collection)) == 1
