import dataclasses
import io
import json
import zipfile
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from components.store import (
    StoreError,
    actor_frame,
    add_article,
    backup,
    create_collection,
    delete_collection,
    get_collection,
    list_collections,
    relation_frame,
    restore,
    stale_articles,
)
from components.store.values import MAX_NAME
from tests.store.building import METHOD, ROSTER, TEXT, draft
from tests.store.contents import contents


def test_a_backup_comes_back_equal(engine: Engine, full: str) -> None:
    saved, before = backup(engine, full), get_collection(engine, full)
    wanted, stale = contents(engine, full), len(stale_articles(engine, full, ROSTER, METHOD))
    delete_collection(engine, full)
    restored = restore(engine, saved)
    after = get_collection(engine, restored.collection_id)
    assert before is not None and after is not None and after.id != before.id
    assert dataclasses.replace(after, id=before.id, created=before.created) == before
    assert contents(engine, after.id) == wanted
    assert (restored.name, restored.n_articles, restored.n_analyses) == ("Talks", 3, 2)
    assert restored.warnings == ()
    assert len(stale_articles(engine, after.id, ROSTER, METHOD)) == stale
    assert backup(engine, after.id) == saved


def test_scores_come_back_too(engine: Engine, full: str) -> None:
    again = restore(engine, backup(engine, full)).collection_id
    for frame in (relation_frame, actor_frame):
        first, second = (frame(engine, each).drop(columns="article_id") for each in (full, again))
        assert len(first) == len(second) > 0
        # The groups are the same, and have names of their own.
        for each in (first, second):
            each["copy_group"] = each["copy_group"].factorize()[0]
        assert first.equals(second)


def test_restoring_changes_nothing_that_is_there(engine: Engine, full: str) -> None:
    saved, before = backup(engine, full), contents(engine, full)
    names = [restore(engine, saved).name for _ in range(3)]
    assert names == ["Talks (restored)", "Talks (restored 2)", "Talks (restored 3)"]
    assert contents(engine, full) == before
    assert len(list_collections(engine)) == 4
    warnings = restore(engine, saved).warnings
    assert warnings == (
        "There is already a collection called “Talks”, so this one is called “Talks (restored 4)”.",
    )


def test_a_long_name_still_has_room(engine: Engine) -> None:
    made = create_collection(engine, "x" * MAX_NAME)
    name = restore(engine, backup(engine, made)).name
    assert len(name) == MAX_NAME and name.endswith(" (restored)")


def test_a_collection_that_is_gone_has_no_backup(engine: Engine) -> None:
    for gone in ("2345678923", "\0"):
        with pytest.raises(StoreError, match="no longer here"):
            backup(engine, gone)


def test_a_backup_is_readable_by_people(engine: Engine, full: str) -> None:
    with zipfile.ZipFile(io.BytesIO(backup(engine, full))) as archive:
        assert archive.namelist() == [
            "collection.json",
            "articles/00001.json",
            "articles/00002.json",
            "articles/00003.json",
        ]
        second = json.loads(archive.read("articles/00002.json"))
    assert second["text"] == TEXT
    assert second["title"] == {"value": "Edited “title” 🕊", "origin": "edited", "reason": ""}
    assert second["date"] == {"value": None, "origin": "edited", "reason": ""}
    assert second["analysis"]["paragraphs"][0]["relation_tone"] == -0.5


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_comes_back_unchanged(engine: Engine, text: str) -> None:
    made = create_collection(engine, "Any")
    try:
        add_article(engine, made, draft(text), None)
    except StoreError:
        assert not text.strip()
    again = restore(engine, backup(engine, made)).collection_id
    assert contents(engine, again) == contents(engine, made)
    delete_collection(engine, made)
    delete_collection(engine, again)


def test_a_crash_while_restoring_leaves_nothing(engine: Engine, full: str) -> None:
    saved, seen = backup(engine, full), []

    def fail(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO articles"):
            seen.append(statement)
        if len(seen) == 2:
            raise RuntimeError("the power went")

    sa.event.listen(engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(RuntimeError):
            restore(engine, saved)
    finally:
        sa.event.remove(engine, "before_cursor_execute", fail)
    assert [each.id for each in list_collections(engine)] == [full]
