"""Collections looked after: renamed, deleted, backed up, and the samples."""

from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from components import jobs, store
from components.ui import library as library_page
from tests.pages.library_driver import WARM, Open, add, keys, run, words, work


def test_rename_and_describe(library: Open, engine: Engine, collection: str) -> None:
    store.create_collection(engine, "Taken")
    app = library("This collection", set=collection)
    app.text_input(key=f"library_name_{collection}").set_value("Taken")
    app.button(key=f"library_describe_save_{collection}").click()
    run(app)
    assert "There is already a collection" in words(app)
    app.text_input(key=f"library_name_{collection}").set_value("Treaties")
    app.text_area(key=f"library_description_{collection}").set_value("From SALT on")
    app.button(key=f"library_describe_save_{collection}").click()
    run(app)
    changed = store.get_collection(engine, collection)
    assert changed is not None
    assert (changed.name, changed.description) == ("Treaties", "From SALT on")


def deleted_elsewhere(app: AppTest, engine: Engine, collection: str) -> AppTest:
    """What a click gives when another tab has deleted the collection that is looked at."""
    store.delete_collection(engine, collection)
    app = run(app)
    assert "not here any more" in words(app)
    return app


def test_saving_a_collection_deleted_elsewhere_changes_no_other(
    library: Open, engine: Engine, collection: str
) -> None:
    other = store.create_collection(engine, "Other", description="Kept")
    app = library("This collection", set=collection)
    app.text_input(key=f"library_name_{collection}").set_value("Treaties")
    app.button(key=f"library_describe_save_{collection}").click()
    app = deleted_elsewhere(app, engine, collection)
    assert "are saved" not in words(app)
    [left] = store.list_collections(engine)
    assert (left.id, left.name, left.description) == (other, "Other", "Kept")
    assert "not here any more" not in words(run(app))


def test_deleting_a_collection_deleted_elsewhere_asks_for_no_other(
    library: Open, engine: Engine, collection: str
) -> None:
    other = store.create_collection(engine, "Other")
    app = library("This collection", set=collection)
    app.button(key=f"library_delete_{collection}").click()
    app = deleted_elsewhere(app, engine, collection)
    assert "for good?" not in words(app)
    assert [each.id for each in store.list_collections(engine)] == [other]


def test_backing_up_a_collection_deleted_elsewhere_packs_no_other(
    library: Open, engine: Engine, collection: str
) -> None:
    store.create_collection(engine, "Other")
    app = library("This collection", set=collection)
    app.button(key=f"library_backup_make_{collection}").click()
    app = deleted_elsewhere(app, engine, collection)
    assert "library_backup" not in app.session_state


def test_what_is_added_to_a_collection_deleted_elsewhere_lands_in_no_other(
    library: Open, engine: Engine, collection: str
) -> None:
    other = store.create_collection(engine, "Other")
    app = library("Add articles", set=collection)
    app.text_area(key="library_paste").set_value(WARM)
    app.button(key=f"library_add_text_{collection}").click()
    app = deleted_elsewhere(app, engine, collection)
    assert store.list_articles(engine, other) == []
    assert app.text_area(key="library_paste").value == WARM
    app.button(key=f"library_add_text_{other}").click()
    work(run(app))
    assert len(store.list_articles(engine, other)) == 1


def test_a_notice_outlives_a_run_that_ends_in_another(
    library: Open, engine: Engine, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is cut short has not been seen by anybody."""
    reruns = iter([True])

    def once(number: int) -> None:
        if next(reruns, False):
            st.rerun()

    app = library(set=collection)
    monkeypatch.setattr(library_page, "forget_said", once)
    assert "not here any more" in words(deleted_elsewhere(app, engine, collection))


def test_deleting_a_collection_names_it_and_counts_what_goes(
    library: Open, engine: Engine, collection: str
) -> None:
    other = store.create_collection(engine, "Other")
    kept = add(engine, other, WARM)
    add(engine, collection, WARM)
    app = library("This collection", set=collection)
    app.button(key=f"library_delete_{collection}").click()
    run(app)
    assert "Delete “Arms *control*” with 1 article for good?" in words(app)
    app.button(key="library_delete_no").click()
    assert f"library_delete_yes_{collection}" not in keys(run(app))
    app.button(key=f"library_delete_{collection}").click()
    run(app)
    app.button(key=f"library_delete_yes_{collection}").click()
    run(app)
    assert [each.id for each in store.list_collections(engine)] == [other]
    assert [each.id for each in store.list_articles(engine, other)] == [kept]
    assert app.query_params["set"] == other


def test_backup_and_restore(library: Open, engine: Engine, collection: str) -> None:
    add(engine, collection, WARM, title="Talks", date="2025-02-03")
    app = library("This collection", set=collection)
    app.button(key=f"library_backup_make_{collection}").click()
    run(app)
    _, data = app.session_state["library_backup"]
    assert data == store.backup(engine, collection)
    app.segmented_control(key="library_section").set_value("All collections")
    run(app)
    assert "library_backup" not in app.session_state
    app.file_uploader(key="library_restore_file").upload("a.zip", b"nonsense")
    app.button(key="library_restore_go").click()
    assert "nothing was restored" in words(run(app))
    app.file_uploader(key="library_restore_file").upload("a.zip", data)
    app.button(key="library_restore_go").click()
    run(app)
    assert "Arms *control* (restored)" in words(app)
    restored = store.get_collection(engine, app.query_params["set"])
    assert restored is not None and restored.n_articles == 1


def test_samples_are_marked_removed_and_added_again(
    library: Open, engine: Engine, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def two(*args: Any) -> Any:
        return real()[:2]

    real = jobs.sample_drafts
    monkeypatch.setattr("components.jobs.samples.sample_drafts", two)
    app = library("All collections", set=collection)
    app.button(key="library_samples_add").click()
    run(app)
    samples = app.query_params["set"]
    assert "Samples" in words(app) and "2 articles" in words(app)
    app.segmented_control(key="library_section").set_value("All collections")
    run(app)
    assert app.dataframe[0].value["kind"].tolist() == ["", "samples"]
    app.button(key=f"library_samples_remove_{samples}").click()
    run(app)
    assert "Delete “Sample articles” with 2 articles for good?" in words(app)
    app.button(key=f"library_delete_yes_{samples}").click()
    run(app)
    assert store.get_collection(engine, samples) is None
    assert "library_samples_add" in keys(app)
