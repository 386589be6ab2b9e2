"""Imports in the Library: what comes in, how far it is, and what became of it."""

import datetime

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from components import jobs, store
from components.jobs import queueing
from components.ui import resources
from tests.pages.library_driver import (
    COLD,
    WARM,
    Open,
    add,
    click,
    keys,
    run,
    upload,
    uploader,
    words,
    work,
)


def outcomes(app: AppTest) -> list[str]:
    said: list[str] = app.table[0].value["What became of it"].tolist()
    return said


def test_every_uploaded_file_ends_as_something(
    library: Open, engine: Engine, collection: str
) -> None:
    app = library("Add articles", set=collection)
    warm = WARM.encode()
    upload(app, ("2025-02-03 a.txt", warm), ("broken.pdf", b"%PDF-1.4 nonsense"), ("b.txt", warm))
    said = [each.split(":\u00a0")[-1] for each in outcomes(app)]
    assert [each.split(":")[0].split("\\")[0] for each in said] == ["added", "refused", "copy"]
    assert "damaged" in said[1]
    assert "3 inputs: 1 added, 1 added as a copy, 1 refused." in words(app)
    look = app.dataframe[0].value["look"]
    assert any("Date guessed: the file name" in each for each in look)
    assert len(store.list_articles(engine, collection)) == 2

    upload(app, ("2025-02-03 a.txt", warm))
    assert "1 input: 1 already here." in words(app)
    run(app)  # nothing is imported again by looking
    assert len(store.list_articles(engine, collection)) == 2


def test_limits_hold_on_the_server(
    library: Open, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_MAX_FILES", "1")
    monkeypatch.setenv("DETENTE_MAX_CHARACTERS", "200")
    resources.settings.clear()
    app = library("Add articles", set=collection)
    limits = words(app)
    assert "Up to 1 file at once" in limits and "200 characters an article" in limits
    assert "200,000 rows a table" in limits and "15,000 articles a zip" in limits
    upload(app, ("a.txt", WARM.encode() * 9), ("b.txt", COLD.encode()))
    said = outcomes(app)
    assert "too long" in said[0] and "Only 1 file" in said[1]
    monkeypatch.setattr(queueing, "_MB", 1)
    upload(app, ("c.txt", COLD.encode()))
    assert "too large" in outcomes(app)[0]


def test_an_import_is_seen_at_work_and_can_be_stopped(
    library: Open, engine: Engine, collection: str
) -> None:
    app = library("Add articles", set=collection)
    uploader(app).upload("a.txt", WARM.encode())
    app.button(key=f"library_add_{collection}").click()
    run(app)
    [job] = store.active_jobs(engine, collection)
    assert f"library_job_cancel_{job.id}" in keys(app)
    again = library("Add articles", set=collection)  # a reload finds it again
    again.button(key=f"library_job_cancel_{job.id}").click()
    run(again)
    work(again)
    assert not store.active_jobs(engine, collection)
    assert not store.list_articles(engine, collection)
    run(app)
    assert "Stopped before its end" in words(app) and "1 refused" in words(app)


def test_an_import_of_before_can_be_looked_at_again(
    library: Open, engine: Engine, collection: str
) -> None:
    upload(library("Add articles", set=collection), ("a.txt", WARM.encode()))
    app = library("Add articles", set=collection)
    assert "What became of it" not in words(app)
    app.button(key="library_past_show").click()
    assert "1 input: 1 added." in words(run(app))
    app.button(key="library_past_forget").click()
    run(app)
    assert "What became of it" not in words(app) and "library_past_show" not in keys(app)
    assert len(store.list_articles(engine, collection)) == 1


def test_fetching_is_off_until_a_setting_allows_it(
    library: Open, engine: Engine, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "DETENTE_FETCH=on" in words(library("Add articles", set=collection))
    monkeypatch.setenv("DETENTE_FETCH", "on")
    resources.settings.clear()
    app = library("Add articles", set=collection)
    app.text_area(key="library_addresses").set_value("http://127.0.0.1/a and more")
    app.button(key=f"library_add_addresses_{collection}").click()
    work(run(app))
    assert "1 refused" in words(app)


def test_the_columns_of_a_table_can_be_changed(
    library: Open, engine: Engine, collection: str
) -> None:
    table = "day,one,two\n03/04/2022,Headline,{}\n05/06/2022,Another,{}\n".format(
        "Washington and Moscow agreed to talk. " * 5, "Moscow condemned the sanctions. " * 5
    )
    app = library("Add articles", set=collection)
    uploader(app).upload("rows.csv", table.encode())
    run(app)
    by_label = {each.label: each for each in app.selectbox}
    assert by_label["Text"].value == 3
    by_label["Title"].set_value(2)
    orders = next(each for each in app.radio if each.label == "Order of dates")
    orders.set_value("dmy")
    app.button(key=f"library_add_{collection}").click()
    work(run(app))
    found = {each.title: each.date for each in store.list_articles(engine, collection)}
    assert found == {
        "Headline": datetime.date(2022, 4, 3),
        "Another": datetime.date(2022, 6, 5),
    }


def test_pasted_text(library: Open, engine: Engine, collection: str) -> None:
    app = library("Add articles", set=collection)
    app.button(key=f"library_add_text_{collection}").click()
    assert "Paste the text of an article first" in words(run(app))
    app.text_area(key="library_paste").set_value("– – –")
    app.button(key=f"library_add_text_{collection}").click()
    work(run(app))
    assert "1 refused." in words(app)
    app.text_area(key="library_paste").set_value(WARM)
    app.button(key=f"library_add_text_{collection}").click()
    work(run(app))
    assert "1 added." in words(app)
    assert app.text_area(key="library_paste").value == ""
    assert len(store.list_articles(engine, collection)) == 1
    app.button(key="library_results_done").click()
    assert len(run(app).dataframe[0].value) == 1


def test_a_reload_shows_what_is_at_work_and_what_became_of_it(
    library: Open, engine: Engine, collection: str
) -> None:
    jobs.queue_import(engine, collection, [("a.txt", WARM.encode())], settings=resources.settings())
    app = library(set=collection)
    assert [each for each in keys(app) if str(each).startswith("library_job_cancel")]
    assert "The import is over. 1 input: 1 added." in words(work(app))
    app.segmented_control(key="library_section").set_value("Add articles")
    assert "What became of it" in words(run(app))


def test_an_import_that_failed_says_what_to_do(
    library: Open, engine: Engine, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **rest: object) -> None:
        raise store.StoreError("The disk is full. Make room.")

    app = library("Add articles", set=collection)
    with monkeypatch.context() as broken:
        broken.setattr("components.jobs.running.run_import", full)
        upload(app, ("a.txt", WARM.encode()))
    said = words(app)
    assert "It could not be finished." in said
    assert "The disk is full. Make room. Upload the same again" in said
    upload(app, ("a.txt", WARM.encode()))
    assert "1 input: 1 added." in words(app)


def test_outcomes_are_seen_by_kind_and_many_of_them_as_a_grid(
    library: Open, collection: str
) -> None:
    rows = "\n".join(f"Title {n},Moscow and Washington met on day {n}." for n in range(80))
    table = f"title,text\n{rows}\n"
    app = upload(library("Add articles", set=collection), ("t.csv", table.encode()), ("x.txt", b""))
    assert not app.table
    shown = app.dataframe[0].value
    assert len(shown) == 81 and "empty" in shown["What became of it"].iloc[-1]
    by_kind = next(each for each in app.button_group if "library_results" in str(each.key))
    by_kind.set_value("refused")
    assert len(run(app).table[0].value) == 1


def test_scores_that_were_left_behind_are_made_again(
    library: Open, engine: Engine, collection: str
) -> None:
    article_id = add(engine, collection, WARM, date="2025-02-03")
    assert "library_score_again" not in keys(library(set=collection))
    store.update_articles(engine, {article_id: {"date": "2024-02-03"}})
    app = library(set=collection)
    assert "1 article has to be scored again: this begins in a moment" in words(app)
    assert "library_score_again" not in keys(app)
    app.session_state["library_stale_since"] = -60.0  # no worker came
    run(app)
    assert "1 article has no scores yet, or scores of an older version" in words(app)
    click(app, "library_score_again")
    work(app)
    assert "Scored again: 1 article." in words(app)
    assert "library_score_again" not in keys(app)
