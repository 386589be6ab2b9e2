"""Imports and re-scoring that are done when the call returns, through the real store."""

from datetime import date

import pytest
from sqlalchemy import Engine

from components import jobs, store
from tests.jobs.building import ROSTER

WARM = b"Moscow and Washington praised constructive talks.\n"
COLD = b"Moscow and Washington traded new threats.\n"


def put(engine: Engine, collection: str, *files: tuple[str, bytes]) -> list[jobs.Outcome]:
    return jobs.import_files(engine, collection, files, roster=ROSTER, max_characters=10_000)


def test_every_input_ends_in_one_outcome(engine: Engine) -> None:
    collection = store.create_collection(engine, "Mine")
    seen: list[tuple[int, int, str]] = []
    outcomes = jobs.import_files(
        engine,
        collection,
        [("a.txt", WARM), ("b.txt", b""), ("c.txt", WARM), ("2025-01-02.txt", COLD)],
        roster=ROSTER,
        max_characters=10_000,
        total=4,
        progress=lambda done, total, name: seen.append((done, total, name)),
    )
    assert [each.status for each in outcomes] == ["added", "refused", "duplicate", "added"]
    assert all(each.reason for each in outcomes)
    assert outcomes[2].article_id == outcomes[0].article_id
    assert seen == [(0, 4, "a.txt"), (1, 4, "b.txt"), (2, 4, "c.txt"), (3, 4, "2025-01-02.txt")]
    assert len(store.list_articles(engine, collection)) == 2
    # The import stays with the collection, as one that a worker did does.
    [job] = store.list_jobs(engine, collection)
    assert (job.state, job.done, job.n_inputs) == ("done", 4, 4)
    assert [each.status for each in store.import_outcomes(engine, job.id)] == [
        each.status for each in outcomes
    ]


def test_no_collection_no_import(engine: Engine) -> None:
    with pytest.raises(store.StoreError, match="no longer here"):
        put(engine, "2345678923", ("a.txt", WARM))


def test_too_long_an_article_is_refused_with_the_limit(engine: Engine) -> None:
    collection = store.create_collection(engine, "Mine")
    [outcome] = put(engine, collection, ("long.txt", b"word " * 5000))
    assert outcome.status == "refused"
    assert "10,000" in outcome.reason


def test_a_new_date_rescores_just_that_article(engine: Engine) -> None:
    collection = store.create_collection(engine, "Mine")
    text = b"The Russian president praised the talks. Moscow and Washington were content.\n"
    first, second = put(engine, collection, ("a.txt", text), ("b.txt", COLD))
    assert first.article_id and second.article_id
    before = store.load_analysis(engine, first.article_id)
    assert before is not None
    assert "dmitry-medvedev" not in {a.actor for p in before.paragraphs for a in p.actors}
    store.edit_article(engine, first.article_id, date=date(2010, 6, 24))
    asked: list[str] = []
    done = jobs.rescore(
        engine, collection, roster=ROSTER, progress=lambda d, t, name: asked.append(name)
    )
    assert done == 1 and len(asked) == 1
    after = store.load_analysis(engine, first.article_id)
    assert after is not None
    assert "dmitry-medvedev" in {a.actor for p in after.paragraphs for a in p.actors}
    assert jobs.rescore(engine, collection, roster=ROSTER) == 0


def test_samples_come_once_and_stay_away_when_removed(engine: Engine) -> None:
    collection = jobs.seed_samples(engine, roster=ROSTER)
    assert collection is not None
    found = store.get_collection(engine, collection)
    assert found is not None and found.is_sample
    assert found.n_articles == found.n_dated == len(jobs.sample_drafts())
    store.delete_collection(engine, collection)
    assert jobs.seed_samples(engine, roster=ROSTER) is None
    assert store.list_collections(engine) == []


def test_the_same_text_in_two_collections_lives_two_lives(engine: Engine) -> None:
    one, two = (store.create_collection(engine, name) for name in ("One", "Two"))
    [first], [second] = put(engine, one, ("a.txt", WARM)), put(engine, two, ("a.txt", WARM))
    assert first.article_id and second.article_id
    store.delete_articles(engine, [first.article_id])
    assert store.get_article(engine, second.article_id) is not None
