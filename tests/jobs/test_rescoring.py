"""Scores that a new method, date or language has made stale are worked out again by a job."""

import datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from components import jobs, store
from components.analysis import method_version
from components.jobs import running, scoring
from components.settings import Settings
from tests.jobs.building import METHOD, ROSTER, articles, text


@pytest.fixture
def filled(engine: Engine, settings: Settings, collection: str) -> str:
    """A collection of four articles, with scores of the context rules."""
    jobs.queue_import(engine, collection, [("set.zip", articles(4))], settings=settings)
    jobs.work_off(engine, settings, roster=ROSTER, method=METHOD)
    return collection


def test_nothing_is_queued_where_nothing_is_stale(engine: Engine, filled: str) -> None:
    assert jobs.queue_rescore(engine, roster=ROSTER, method=METHOD) == []


def test_a_new_method_is_a_job_for_each_collection(
    engine: Engine, settings: Settings, filled: str
) -> None:
    [job_id] = jobs.queue_rescore(engine, roster=ROSTER, method="linear")
    assert jobs.queue_rescore(engine, filled, roster=ROSTER, method="linear") == []
    [job] = store.active_jobs(engine, filled)
    assert (job.id, job.kind, job.total, job.done) == (job_id, "rescore", 4, 0)
    jobs.work_off(engine, settings, roster=ROSTER, method="linear")
    over = store.get_job(engine, job_id)
    assert over is not None and (over.state, over.done, over.total) == ("done", 4, 4)
    versions = {
        analysis.method_version
        for each in store.list_articles(engine, filled)
        if (analysis := store.load_analysis(engine, each.id))
    }
    assert versions == {method_version("linear")}
    assert store.stale_articles(engine, filled, ROSTER.version, method_version("linear")) == []


def test_an_import_goes_first_and_the_scoring_goes_on_after_it(
    engine: Engine, settings: Settings, filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_CHECK_SECONDS", 0.0)
    [job_id] = jobs.queue_rescore(engine, roster=ROSTER, method="linear")
    order: list[str] = []
    real = scoring.rescore_article

    def watched(engine: Engine, article_id: str, *rest: Any) -> bool:
        order.append("scored")
        if len(order) == 1:
            upload = ("late.txt", text(90).encode())
            jobs.queue_import(engine, filled, [upload], settings=settings)
        return real(engine, article_id, *rest)

    monkeypatch.setattr("components.jobs.rescoring.rescore_article", watched)
    jobs.run_next(engine, settings, roster=ROSTER, method="linear")
    half = store.get_job(engine, job_id)
    assert half is not None and half.state == "queued" and order == ["scored"]
    jobs.run_next(engine, settings, roster=ROSTER, method="linear")
    assert [job.id for job in store.active_jobs(engine)] == [job_id]
    jobs.work_off(engine, settings, roster=ROSTER, method="linear")
    over = store.get_job(engine, job_id)
    assert over is not None and over.state == "done" and len(order) == 4


def test_another_language_is_scored_again(engine: Engine, settings: Settings, filled: str) -> None:
    article = store.list_articles(engine, filled)[0]
    assert store.update_articles(engine, {article.id: {"language": "ru"}}) == []
    jobs.queue_rescore(engine, filled, roster=ROSTER, method=METHOD)
    jobs.work_off(engine, settings, roster=ROSTER, method=METHOD)
    analysis = store.load_analysis(engine, article.id)
    assert analysis is not None and analysis.document.relation_tone is None
    assert jobs.queue_rescore(engine, filled, roster=ROSTER, method=METHOD) == []


def test_an_article_that_is_deleted_meanwhile_is_passed_over(
    engine: Engine, settings: Settings, filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.queue_rescore(engine, filled, roster=ROSTER, method="linear")
    ids = [each.id for each in store.list_articles(engine, filled)]
    real = scoring.rescore_article

    def deletes(engine: Engine, article_id: str, *rest: Any) -> bool:
        store.delete_articles(engine, [each for each in ids if each != article_id])
        return real(engine, article_id, *rest)

    monkeypatch.setattr("components.jobs.rescoring.rescore_article", deletes)
    jobs.work_off(engine, settings, roster=ROSTER, method="linear")
    [job] = store.list_jobs(engine, filled, kind="rescore")
    assert job.state == "done" and len(store.list_articles(engine, filled)) == 1


def test_an_article_that_cannot_be_scored_holds_up_no_other_and_is_not_tried_for_ever(
    engine: Engine, settings: Settings, filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = datetime.datetime.now(datetime.UTC)
    [job_id] = jobs.queue_rescore(engine, roster=ROSTER, method="linear")
    bad = store.list_articles(engine, filled)[1].id
    real = scoring.rescore_article

    def fails(engine: Engine, article_id: str, *rest: Any) -> bool:
        if article_id == bad:
            raise ZeroDivisionError
        return real(engine, article_id, *rest)

    monkeypatch.setattr("components.jobs.rescoring.rescore_article", fails)
    jobs.work_off(engine, settings, roster=ROSTER, method="linear")
    job = store.get_job(engine, job_id)
    assert job is not None and (job.state, job.done) == ("failed", 4)
    assert job.error.startswith("1 of 4 articles could not be scored")
    stale = store.stale_articles(engine, filled, ROSTER.version, method_version("linear"))
    assert stale == [bad]
    again: dict[str, Any] = {"roster": ROSTER, "method": "linear"}
    assert jobs.queue_rescore(engine, **again, unless_ended_since=began) == []
    assert len(jobs.queue_rescore(engine, **again)) == 1
