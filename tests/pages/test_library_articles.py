"""The articles of a collection: the table, and what is done with the chosen ones."""

import pytest
from sqlalchemy import Engine

from components import store
from components.store import Original
from components.ui import library_original, resources
from tests.pages.library_driver import (
    COLD,
    WARM,
    Open,
    add,
    click,
    keys,
    run,
    tick,
    upload,
    words,
)


def test_chosen_articles_are_deleted_after_asking(
    library: Open, engine: Engine, collection: str
) -> None:
    going = add(engine, collection, WARM, title="*Talks*")
    kept = add(engine, collection, COLD, title="Sanctions")
    app = library(set=collection)
    app.session_state["library_asked"] = ("delete articles", (going,))
    run(app)
    assert "Delete 1 article for good?" in words(app) and "“*Talks*”" in words(app)
    app.button(key="library_delete_articles_yes").click()
    run(app)
    assert [each.id for each in store.list_articles(engine, collection)] == [kept]
    assert "library_delete_articles_yes" not in keys(app)


def test_chosen_articles_are_moved_and_duplicates_stay(
    library: Open, engine: Engine, collection: str
) -> None:
    other = store.create_collection(engine, "Other")
    moving = add(engine, collection, WARM, title="Talks")
    staying = add(engine, collection, COLD, title="Sanctions")
    add(engine, other, COLD)
    app = library(set=collection)
    app.session_state["library_asked"] = ("move articles", (moving, staying))
    run(app)
    app.button(key="library_move_yes").click()
    run(app)
    assert moving in {each.id for each in store.list_articles(engine, other)}
    assert [each.id for each in store.list_articles(engine, collection)] == [staying]
    assert "“Sanctions” stayed where it was." in words(app)


def test_the_table_of_articles(library: Open, engine: Engine, collection: str) -> None:
    add(engine, collection, WARM, title="A = *b*", source="Wire", date="2025-02-03")
    add(engine, collection, WARM, name="again.txt")
    add(engine, collection, "The weather in Lisbon was mild.", name="other.txt")
    app = library(set=collection)
    table = app.dataframe[0].value
    assert table["title"].tolist() == ["A = *b*", "again.txt", "other.txt"]
    assert table["reading"].iloc[2] == "not about the relation"
    assert table["tone"].isna().tolist() == [False, False, True]
    assert table["tone"].iloc[0] > 0 and table["sentences"].iloc[0] > 0
    assert table["origin"].tolist()[:2] == ["all found", "no title · no source · no date"]
    assert table["copies"].tolist() == ["group of 2", "group of 2", ""]
    assert "3 articles · 2025-02-03 · 2 articles without a date" in words(app)


def test_articles_are_found_by_words(library: Open, engine: Engine, collection: str) -> None:
    add(engine, collection, WARM, title="Talks in Geneva")
    add(engine, collection, COLD, title="Sanctions")
    app = library(set=collection)
    app.text_input(key="library_find").set_value("GENEVA talks")
    assert run(app).dataframe[0].value["title"].tolist() == ["Talks in Geneva"]
    app.text_input(key="library_find").set_value("Vienna")
    assert "No article has these words" in words(run(app))


def test_articles_are_seen_by_kind(library: Open, engine: Engine, collection: str) -> None:
    add(engine, collection, WARM, title="Whole", source="Wire", date="2025-02-03")
    add(engine, collection, COLD, title="Cut", completeness="truncated")
    add(engine, collection, "Переговоры начались.", title="Russian", language="ru")
    app = library(set=collection)
    reading = app.dataframe[0].value.set_index("title")["reading"]
    assert reading["Cut"].endswith("· beginning only")
    assert reading["Russian"] == "not scored: Russian"
    kinds = next(each for each in app.button_group if each.key == "library_kind")
    assert "not whole (1)" in kinds.options and "no date (2)" in kinds.options
    kinds.set_value("not whole")
    assert run(app).dataframe[0].value["title"].tolist() == ["Cut"]


def test_a_copy_is_taken_out_of_its_group_and_put_back(
    library: Open, engine: Engine, collection: str
) -> None:
    add(engine, collection, WARM, title="First", source="Wire", date="2025-02-03")
    second = add(engine, collection, WARM, title="Second", source="Post", date="2025-02-02")
    app = tick(library(set=collection), 1)
    said = words(app)
    assert "One of 2 articles with the same or nearly the same text" in said
    assert "of 2 sources and count 2 times" in said and "First · Wire · 2025-02-03" in said
    click(app, "library_ungroup")
    assert [each.id for each in store.copy_group(engine, second)] == [second]
    assert "Taken out of its group of copies by hand" in words(app)
    assert app.dataframe[0].value["copies"].tolist() == ["", "taken out of its group"]
    click(app, "library_regroup")
    assert len(store.copy_group(engine, second)) == 2


def test_the_original_can_be_saved_and_where_there_is_none_it_says_why(
    library: Open, engine: Engine, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(engine, collection, COLD, title="Typed", date="2025-01-01")
    upload(library("Add articles", set=collection), ("2025-02-03 a.txt", WARM.encode()))
    app = tick(library(set=collection), 0)
    assert len(app.get("popover")) == 1 and "original was not kept" not in words(app)
    assert "original was not kept" in words(tick(library(set=collection), 1))
    monkeypatch.setenv("DETENTE_KEEP_ORIGINALS", "off")
    resources.settings.clear()
    assert "DETENTE_KEEP_ORIGINALS=off" in words(tick(library(set=collection), 1))


@pytest.mark.parametrize(
    ("given", "saved"),
    [
        ("articles.zip › 2022/a b.html", "a b.html"),
        ("../../etc/passwd", "passwd"),
        ('<img src="x">.txt', "img src=-x-.txt"),
        ("https://example.org/news/", "news"),
        ("Pasted text", "Pasted text.txt"),
        ("…", "…"),
        (" .. ", "original"),
    ],
)
def test_an_original_is_saved_under_a_name_that_a_disk_can_hold(given: str, saved: str) -> None:
    assert library_original.file_name(Original(given, b"", "", 0)) == saved


def test_sizes_are_said_in_words() -> None:
    sizes = [library_original.size_words(each) for each in (0, 999, 1000, 2_340_000)]
    assert sizes == ["0 bytes", "999 bytes", "1.0 kB", "2.3 MB"]
