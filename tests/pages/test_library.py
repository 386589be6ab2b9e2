"""The Library as a reader meets it, driven through the frame."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from components import jobs, store
from components.analysis import DEFAULT_DYAD, Analysis, method_version
from components.ingest import ArticleDraft, Proposal
from components.ui import library as library_page
from components.ui import library_tables, library_upload, resources

FRAME = Path(__file__).parents[2] / "components" / "frame.py"
WARM = (
    "Washington and Moscow agreed to resume arms talks.\n\n"
    "The presidents praised the warm and friendly meeting."
)
COLD = "Moscow condemned the American sanctions. Russia threatened the United States."

Open = Callable[..., AppTest]


@pytest.fixture
def collection(engine: Engine) -> str:
    return store.create_collection(engine, "Arms *control*")


@pytest.fixture
def library(engine: Engine) -> Open:
    def start(section: str | None = None, **params: str) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=30)
        for name, value in params.items():
            app.query_params[name] = value
        if section:
            app.session_state["library_section"] = section
        return run(app)

    return start


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, [each.value for each in app.exception]
    return app


def add(engine: Engine, collection_id: str, text: str, name: str = "a.txt", **found: str) -> str:
    def proposal(value: str | None) -> Proposal:
        return Proposal(value, "found" if value else "none", "said so")

    title, source, date = (proposal(found.get(each)) for each in ("title", "source", "date"))
    draft = ArticleDraft(text, title=title, date=date, source=source, language="en")
    analysis = jobs.analyse_draft(draft, resources.roster(), DEFAULT_DYAD)
    return store.add_article(engine, collection_id, draft, analysis, input_name=name).article_id


def words(app: AppTest) -> str:
    """Everything that is said on the page, without the escapes of Markdown."""
    kinds = ("title", "subheader", "caption", "text", "markdown", "info", "success", "warning")
    parts = [each.value for kind in (*kinds, "error") for each in getattr(app, kind)]
    parts += [str(cell) for table in app.table for cell in table.value.to_numpy().ravel()]
    return re.sub(r"\\(.)", r"\1", "\n".join(parts))


def keys(app: AppTest) -> set[str | None]:
    return {each.key for each in app.button}


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    for name, data in files:
        app.file_uploader(key="library_files").upload(name, data)
    app.button(key=f"library_add_{app.query_params['set']}").click()
    return run(app)


def edit(app: AppTest, key: str, row: int, **cells: Any) -> AppTest:
    app.session_state[f"{key}_table_0"] = {
        "edited_rows": {row: cells},
        "added_rows": [],
        "deleted_rows": [],
    }
    app.button(key=f"{key}_save").click()
    return run(app)


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
    assert app.file_uploader(key="library_files")


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
    assert table["copy"].tolist() == ["has copies", "copy", ""]
    assert "3 articles · 2025-02-03 · 2 articles without a date" in words(app)


def test_articles_are_found_by_words(library: Open, engine: Engine, collection: str) -> None:
    add(engine, collection, WARM, title="Talks in Geneva")
    add(engine, collection, COLD, title="Sanctions")
    app = library(set=collection)
    app.text_input(key="library_find").set_value("GENEVA talks")
    assert run(app).dataframe[0].value["title"].tolist() == ["Talks in Geneva"]
    app.text_input(key="library_find").set_value("Vienna")
    assert "No article has these words" in words(run(app))


def test_a_link_opens_its_collection(library: Open, engine: Engine, collection: str) -> None:
    other = store.create_collection(engine, "Another one")
    assert "Arms *control*" in words(library(set=collection))
    assert "Another one" in words(library(set=other))
    assert "not here any more" in words(library(set="gone222222"))


def test_every_uploaded_file_ends_as_something(
    library: Open, engine: Engine, collection: str
) -> None:
    app = library("Add articles", set=collection)
    warm = WARM.encode()
    upload(app, ("2025-02-03 a.txt", warm), ("broken.pdf", b"%PDF-1.4 nonsense"), ("b.txt", warm))
    outcomes = app.table[0].value
    assert [each.split("\u00a0")[-1] for each in outcomes["Status"]] == ["added", "refused", "copy"]
    assert "damaged" in outcomes["What happened"].iloc[1]
    assert "1 added, 1 added as a copy, 1 refused." in words(app)
    assert "Date guessed: the file name" in words(app)
    assert len(store.list_articles(engine, collection)) == 2

    upload(app, ("2025-02-03 a.txt", warm))
    assert "1 already here." in words(app)
    run(app)  # nothing is imported again by looking
    assert len(store.list_articles(engine, collection)) == 2


def test_what_was_proposed_is_edited_at_once(
    library: Open, engine: Engine, collection: str
) -> None:
    app = upload(library("Add articles", set=collection), ("2025-02-03 a.txt", WARM.encode()))
    before = store.list_articles(engine, collection)[0]
    assert before.date == datetime.date(2025, 2, 3) and before.date_origin.kind == "guessed"
    edit(app, f"library_check_{collection}", 0, title="Talks", date=None)
    after = store.list_articles(engine, collection)[0]
    assert (after.title, after.date, after.date_origin.kind) == ("Talks", None, "edited")
    assert "1 article scored again" in words(app)


def test_limits_hold_on_the_server(
    library: Open, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_MAX_FILES", "1")
    monkeypatch.setenv("DETENTE_MAX_CHARACTERS", "200")
    resources.settings.clear()
    app = library("Add articles", set=collection)
    assert "Up to 1 file at once" in words(app)
    upload(app, ("a.txt", WARM.encode() * 9), ("b.txt", COLD.encode()))
    said = app.table[0].value["What happened"].tolist()
    assert "too long" in said[0] and "Only 1 file" in said[1]
    monkeypatch.setattr(library_upload, "_MB", 1)
    upload(app, ("c.txt", COLD.encode()))
    assert "too large" in app.table[0].value["What happened"].iloc[0]


def test_a_stopped_import_says_what_was_not_reached(
    library: Open, engine: Engine, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = jobs.import_files

    def stops(engine: Engine, collection_id: str, files: Any, **rest: Any) -> Any:
        if files[0][0] == "b.txt":
            raise store.StoreError("The store is busy with other work.")
        if files[0][0] == "c.txt":
            st.stop()  # What Streamlit does to a run when the reader clicks elsewhere.
        return real(engine, collection_id, files, **rest)

    monkeypatch.setattr(jobs, "import_files", stops)
    app = library("Add articles", set=collection)
    upload(app, *((f"{each}.txt", WARM.encode()) for each in "abcd"))
    outcomes = run(app).table[0].value["What happened"].tolist()
    assert "Added" in outcomes[0] and "busy" in outcomes[1]
    assert all("stopped before this file" in each for each in outcomes[2:])
    assert len(store.list_articles(engine, collection)) == 1


def test_pasted_text(library: Open, engine: Engine, collection: str) -> None:
    app = library("Add articles", set=collection)
    app.button(key=f"library_add_text_{collection}").click()
    assert "Paste the text of an article first" in words(run(app))
    app.text_area(key="library_paste").set_value("– – –")
    app.button(key=f"library_add_text_{collection}").click()
    run(app)
    assert "1 refused." in words(app)
    assert app.text_area(key="library_paste").value == "– – –"
    app.text_area(key="library_paste").set_value(WARM)
    app.button(key=f"library_add_text_{collection}").click()
    run(app)
    assert "1 added." in words(app)
    assert app.text_area(key="library_paste").value == ""
    assert len(store.list_articles(engine, collection)) == 1
    app.button(key="library_results_done").click()
    assert len(run(app).dataframe[0].value) == 1


def test_a_new_date_re_scores_just_that_article(
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
    app = library(set=collection)
    app.toggle(key="library_editing").set_value(True)
    run(app)
    edit(app, f"library_edit_{collection}", 0, date="1994-05-06")
    assert scored == [moved]
    article = store.get_article(engine, moved)
    assert article is not None and article.date == datetime.date(1994, 5, 6)
    analysis = store.load_analysis(engine, moved)
    assert analysis is not None and analysis.date == article.date
    roster = resources.roster()
    assert store.stale_articles(engine, collection, roster.version, method_version()) == []


def test_an_edit_that_makes_a_duplicate_is_refused_and_kept(
    library: Open, engine: Engine, collection: str
) -> None:
    add(engine, collection, WARM, source="Wire", title="First")
    add(engine, collection, WARM, source="Post", title="Second")
    app = library(set=collection)
    app.toggle(key="library_editing").set_value(True)
    run(app)
    edit(app, f"library_edit_{collection}", 1, source="Wire")
    assert "“Second” was not changed." in words(app)
    assert "same text, source and date" in words(app)
    table = f"library_edit_{collection}"
    assert app.session_state[f"{table}_table_0"]["edited_rows"] == {1: {"source": "Wire"}}
    app.button(key=f"{table}_save").click()
    run(app)
    assert {each.source for each in store.list_articles(engine, collection)} == {"Wire", "Post"}


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
    run(app)
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
    monkeypatch.setattr(jobs, "sample_drafts", two)
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


def test_edits_are_what_changed(engine: Engine, collection: str) -> None:
    first = add(engine, collection, WARM, title="Talks", source="Wire", date="2025-02-03")
    add(engine, collection, COLD)
    before = library_tables.edit_table(store.list_articles(engine, collection))
    after = before.copy()
    assert library_tables.edits(before, after) == {}
    after.loc[first, ["title", "source", "date"]] = ["  More   talks ", " ", None]
    changed = {"title": "More talks", "source": None, "date": None}
    assert library_tables.edits(before, after) == {first: changed}
