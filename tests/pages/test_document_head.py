"""The head of the Document: what is said of an article before any number."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from components import jobs, store
from components.ingest.records import Completeness
from components.ui import resources
from tests.pages.library_driver import COLD, FRAME, WARM, add, run, words

Open = Callable[[str, str], AppTest]


@pytest.fixture
def document(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.setenv("DETENTE_METHOD", "context")

    def start(collection: str, article: str) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=30)
        app.run()
        app.switch_page("../pages/document.py")
        app.query_params["set"], app.query_params["doc"] = collection, article
        return run(app)

    return start


@pytest.mark.parametrize(
    ("completeness", "said"),
    [("full", ""), ("truncated", "Cut off: only the beginning"), ("headline", "Headline only:")],
)
def test_what_is_not_whole_is_marked(
    document: Open, engine: Engine, collection: str, completeness: Completeness, said: str
) -> None:
    article = add(engine, collection, WARM, completeness=completeness)
    shown = words(document(collection, article))
    assert said in shown and ("Cut off" in shown) == (completeness == "truncated")


def test_a_date_that_cannot_be_right_is_doubted(
    document: Open, engine: Engine, collection: str
) -> None:
    article = add(engine, collection, WARM, date="1812-06-24")
    assert "The date 1812-06-24 is before 1900" in words(document(collection, article))
    store.update_articles(engine, {article: {"date": "2022-02-24"}})
    assert "before 1900" not in words(document(collection, article))


def test_scores_of_before_a_change_say_so(document: Open, engine: Engine, collection: str) -> None:
    article = add(engine, collection, WARM, date="2025-02-03")
    assert "Scored with" not in words(document(collection, article))
    store.update_articles(engine, {article: {"date": "2022-02-24"}})
    assert "older date or language; the Library can have it scored again" in words(
        document(collection, article)
    )
    jobs.queue_rescore(engine, collection)
    assert "a new scoring is under way" in words(document(collection, article))


def test_scores_of_an_older_method_say_so(
    document: Open, engine: Engine, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = add(engine, collection, WARM)
    monkeypatch.setenv("DETENTE_METHOD", "linear")
    assert "Scored with an older version of the method" in words(document(collection, article))


def test_the_original_is_one_click_away(document: Open, engine: Engine, collection: str) -> None:
    jobs.queue_import(engine, collection, [("a.txt", COLD.encode())], settings=resources.settings())
    jobs.work_off(engine, resources.settings(), method="context")
    [article] = store.list_articles(engine, collection)
    app = document(collection, article.id)
    assert app.get("popover") and "not kept" not in words(app)
    typed = add(engine, collection, WARM)
    assert "Its original was not kept" in words(document(collection, typed))
