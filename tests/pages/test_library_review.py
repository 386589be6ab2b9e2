"""The review table: cells edited, one value set for many, files read again."""

import datetime
import json

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from components import store
from components.analysis import Analysis, method_version
from components.ingest import read
from components.ui import resources
from components.ui.library_remarks import SAID_ANEW, remarks
from components.ui.library_review import edit_table, edits
from tests.pages.library_driver import (
    COLD,
    WARM,
    Open,
    add,
    by_title,
    click,
    edit,
    run,
    upload,
    words,
    work,
)

AMBIGUOUS = "title,date,text\nOne,03/04/2022,{}\nTwo,05/06/2022,{}\n".format(
    "Washington and Moscow agreed to talk. " * 5, "Moscow condemned the sanctions. " * 5
).encode()


def editing(library: Open, collection: str) -> AppTest:
    app = library(set=collection)
    app.toggle(key="library_editing").set_value(True)
    return run(app)


def looks(app: AppTest) -> list[str]:
    found: list[str] = app.dataframe[0].value["look"].tolist()
    return found


def test_what_was_proposed_is_edited_at_once(
    library: Open, engine: Engine, collection: str
) -> None:
    app = upload(library("Add articles", set=collection), ("2025-02-03 a.txt", WARM.encode()))
    [before] = store.list_articles(engine, collection)
    assert before.date == datetime.date(2025, 2, 3) and before.date_origin.kind == "guessed"
    key = f"library_check_{collection}"
    edit(app, key, {0: {"title": "Talks", "date": None, "author": "A. Writer"}})
    click(app, f"{key}_save")
    [after] = store.list_articles(engine, collection)
    assert (after.title, after.date, after.author) == ("Talks", None, "A. Writer")
    assert after.date_origin.kind == "edited"
    assert "Saved: 1 article changed. Their new scores are being made." in words(app)


def test_a_new_date_has_just_that_article_scored_again_by_a_job(
    library: Open, engine: Engine, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = add(engine, collection, WARM, date="2025-02-03")
    add(engine, collection, COLD, date="2025-01-03")
    scored: list[str] = []
    save = store.save_analysis

    def noted(engine: Engine, article_id: str, analysis: Analysis) -> None:
        scored.append(article_id)
        save(engine, article_id, analysis)

    monkeypatch.setattr(store, "save_analysis", noted)
    app = editing(library, collection)
    edit(app, f"library_edit_{collection}", {0: {"date": "1994-05-06"}})
    click(app, f"library_edit_{collection}_save")
    assert scored == [] and [job.kind for job in store.active_jobs(engine)] == ["rescore"]
    work(app)
    assert scored == [moved]
    analysis = store.load_analysis(engine, moved)
    assert analysis is not None and analysis.date == datetime.date(1994, 5, 6)
    versions = resources.roster().version, method_version()
    assert store.stale_articles(engine, collection, *versions) == []


def test_an_edit_that_makes_a_duplicate_is_refused_and_kept(
    library: Open, engine: Engine, collection: str
) -> None:
    add(engine, collection, WARM, source="Wire", title="First")
    add(engine, collection, WARM, source="Post", title="Second")
    app = editing(library, collection)
    table = f"library_edit_{collection}"
    edit(app, table, {1: {"source": "Wire"}})
    click(app, f"{table}_save")
    assert "Not changed: “Second”." in words(app)
    assert "same text, source and date" in words(app)
    assert app.session_state[f"{table}_table_0"]["edited_rows"] == {1: {"source": "Wire"}}
    click(app, f"{table}_discard")
    assert f"{table}_table_0" not in app.session_state
    assert {each.source for each in store.list_articles(engine, collection)} == {"Wire", "Post"}


def test_edits_stay_with_their_articles_while_the_list_changes(
    library: Open, engine: Engine, collection: str
) -> None:
    add(engine, collection, WARM, title="Talks", date="2025-02-03")
    app = editing(library, collection)
    table = f"library_edit_{collection}"
    edit(app, table, {0: {"title": "Talks begun"}})
    run(app)
    add(engine, collection, COLD, title="Newer", date="2025-06-01")  # would be the first row
    app.text_input(key="library_find").set_value("Newer")
    assert "Save or discard the changes" in words(run(app))
    click(app, f"{table}_save")
    assert set(by_title(engine, collection)) == {"Talks begun", "Newer"}


def test_one_value_is_set_for_the_ticked_ones_along_with_edited_cells(
    library: Open, engine: Engine, collection: str
) -> None:
    for number, text in enumerate((WARM, COLD, f"{WARM} {COLD}")):
        add(engine, collection, text, title=f"T{number}", date=f"2025-03-0{9 - number}")
    app = editing(library, collection)
    key = f"library_edit_{collection}"
    click(app, f"{key}_bulk_ticked")
    assert "Tick the articles it is for first" in words(app)
    app.text_input(key=f"{key}_bulk_source").set_value("  The   Wire ")
    edit(app, key, {0: {"pick": True}, 1: {"title": "Renamed"}, 2: {"pick": True}})
    click(app, f"{key}_bulk_ticked")
    found = by_title(engine, collection)
    assert {title: each.source for title, each in found.items()} == {
        "T0": "The Wire", "Renamed": None, "T2": "The Wire",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("what", "widget", "value", "field"),
    [
        ("Language", "language", "ru", "language"),
        ("Completeness", "completeness", "headline", "completeness"),
    ],
)
def test_language_and_completeness_are_set_for_all(
    library: Open, engine: Engine, collection: str, what: str, widget: str, value: str, field: str
) -> None:
    add(engine, collection, WARM, title="A")
    add(engine, collection, COLD, title="B")
    app = editing(library, collection)
    key = f"library_edit_{collection}"
    app.selectbox(key=f"{key}_bulk_what").set_value(what)
    run(app)
    app.selectbox(key=f"{key}_bulk_{widget}").set_value(value)
    click(app, f"{key}_bulk_all")
    assert {getattr(each, field) for each in store.list_articles(engine, collection)} == {value}
    assert bool(store.active_jobs(engine)) == (what == "Language")


def test_the_order_of_dates_is_set_for_all_by_reading_the_file_again(
    library: Open, engine: Engine, collection: str
) -> None:
    upload(library("Add articles", set=collection), ("rows.csv", AMBIGUOUS))
    app = editing(library, collection)
    assert all("day or month first" in each for each in looks(app))
    key = f"library_edit_{collection}"
    app.selectbox(key=f"{key}_bulk_what").set_value("Order of day and month")
    run(app)
    app.selectbox(key=f"{key}_bulk_order").set_value("mdy")
    click(app, f"{key}_bulk_all")
    assert "Read again: 2 articles." in words(app) and "Saved" not in words(app)
    found = {title: each.date for title, each in by_title(engine, collection).items()}
    assert found == {"One": datetime.date(2022, 3, 4), "Two": datetime.date(2022, 5, 6)}


def test_an_encoding_is_set_and_what_has_no_original_says_so(
    library: Open, engine: Engine, collection: str
) -> None:
    text = "Москва и Вашингтон договорились о переговорах. " * 4
    upload(library("Add articles", set=collection), ("a.txt", text.encode("koi8_r")))
    add(engine, collection, WARM, title="Typed")
    app = editing(library, collection)
    key = f"library_edit_{collection}"
    app.selectbox(key=f"{key}_bulk_what").set_value("Encoding of the file")
    run(app)
    app.selectbox(key=f"{key}_bulk_encoding").set_value("cp866")
    click(app, f"{key}_bulk_all")
    said = words(app)
    assert "Not changed: “Typed”." in said and "was not kept" in said
    assert "Read again: 1 article." in said
    texts = [
        article.text
        for each in store.list_articles(engine, collection)
        if (article := store.get_article(engine, each.id)) and each.title != "Typed"
    ]
    assert texts and "Москва" not in texts[0]


def test_what_to_check_is_said_in_words(engine: Engine, collection: str) -> None:
    add(engine, collection, WARM, title="A", source="Wire", date="2031-05-05")
    add(
        engine,
        collection,
        COLD,
        title="B",
        source="Wire",
        date="1812-06-24",
        completeness="headline",
    )
    add(engine, collection, f"{WARM} {COLD}", title="C", source="Wire", date="2022-02-24")
    today = datetime.date(2026, 11, 23)
    said = {each.title: remarks(each, today) for each in store.list_articles(engine, collection)}
    assert said["A"] == ("The date 2031-05-05 is in the future: please check it.",)
    assert said["B"][0].startswith("Headline only") and "before 1900" in said["B"][1]
    assert said["C"] == ()


def test_warnings_that_the_screens_say_themselves_are_not_said_twice() -> None:
    [draft] = read("a.json", json.dumps([{"title": "T", "publishedAt": "2031-05-05T00:00:00Z",
        "content": WARM + " [+2310 chars]"}]).encode()).articles  # fmt: skip
    assert len(draft.warnings) >= 2
    kept = [each for each in draft.warnings if not each.startswith(SAID_ANEW)]
    assert not [each for each in kept if "future" in each or "cut off" in each]


def test_edits_are_what_changed(engine: Engine, collection: str) -> None:
    first = add(engine, collection, WARM, title="Talks", source="Wire", date="2025-02-03")
    add(engine, collection, COLD)
    before = edit_table(store.list_articles(engine, collection), datetime.date(2026, 1, 1))
    after = before.copy()
    assert edits(before, after) == {}
    after.loc[first, ["title", "source", "date"]] = ["  More   talks ", " ", None]
    changed = {"title": "More talks", "source": None, "date": None}
    assert edits(before, after) == {first: changed}
