"""The Library as a reader meets it, driven through the frame."""

from typing import Any

import pytest
from sqlalchemy import Engine

from components import store
from tests.pages.library_driver import Open, keys, run, words


def test_without_a_collection_it_says_what_to_do(library: Open) -> None:
    app = library()
    assert "There is no collection yet" in words(app)
    assert {"library_new_make", "library_samples_add", "library_restore_go"} <= keys(app)


def test_a_first_collection_is_made_and_opened(library: Open, engine: Engine) -> None:
    app = library()
    app.text_input(key="library_new_name").set_value("Arms *control*")
    app.text_area(key="library_new_description").set_value("Treaties\nand talks")
    app.button(key="library_new_make").click()
    run(app)
    [made] = store.list_collections(engine)
    assert (made.name, made.description) == ("Arms *control*", "Treaties\nand talks")
    assert app.query_params["set"] == made.id
    assert "Nothing in this collection yet" in words(app)
    assert app.get("file_uploader")


def test_a_name_that_is_taken_is_refused_in_words(
    library: Open, engine: Engine, collection: str
) -> None:
    app = library()
    app.button(key="library_new").click()
    run(app)
    app.text_input(key="library_new_name").set_value("arms  *CONTROL*")
    app.button(key="library_new_make").click()
    run(app)
    assert "There is already a collection called" in words(app)
    assert app.text_input(key="library_new_name").value == "arms  *CONTROL*"
    app.button(key="library_new_cancel").click()
    assert "library_new_make" not in keys(run(app))


def test_a_link_opens_its_collection(library: Open, engine: Engine, collection: str) -> None:
    other = store.create_collection(engine, "Another one")
    assert "Arms *control*" in words(library(set=collection))
    assert "Another one" in words(library(set=other))
    assert "not here any more" in words(library(set="gone222222"))


def test_what_the_store_refuses_is_never_a_traceback(
    library: Open, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*args: Any, **rest: Any) -> Any:
        raise store.StoreError("The store is busy with other work. [Try] *again*.")

    app = library("This collection", set=collection)
    monkeypatch.setattr(store, "backup", busy)
    app.button(key=f"library_backup_make_{collection}").click()
    assert "busy with other work. [Try] *again*." in words(run(app))
    monkeypatch.setattr(store, "get_collection", busy)
    assert "busy with other work" in words(run(app))
