"""Two at once, and a crash in the middle: whole articles, each once, or nothing."""

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from components.store import (
    StoreError,
    add_article,
    claim_meta,
    connect,
    create_collection,
    delete_collection,
    edit_article,
    list_articles,
    list_collections,
    load_analysis,
    schema,
)
from tests.store.building import analysis, draft

ROOT = Path(__file__).resolve().parents[2]
TABLES = (schema.articles, schema.analyses, schema.paragraph_scores, schema.actor_scores)


def counts(engine: Engine) -> list[int]:
    """Rows of articles, analyses, paragraph_scores and actor_scores."""
    with engine.connect() as connection:
        return [
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in TABLES
        ]


@contextmanager
def power_cut(engine: Engine, at: str) -> Iterator[None]:
    """Every statement that begins so fails."""

    def fail(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(at):
            raise RuntimeError("the power went")

    sa.event.listen(engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        sa.event.remove(engine, "before_cursor_execute", fail)


@pytest.mark.parametrize(
    "at", [f"INSERT INTO {table.name}" for table in TABLES] + ["INSERT INTO copy_keys"]
)
def test_a_crash_leaves_no_half_article(engine: Engine, collection: str, at: str) -> None:
    with power_cut(engine, at), pytest.raises(RuntimeError):
        add_article(engine, collection, draft(), analysis())
    assert counts(engine) == [0, 0, 0, 0]
    assert add_article(engine, collection, draft(), analysis()).status == "added"
    assert counts(engine) == [1, 1, 3, 2]


def start(url: str, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.importer", url, str(count)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_two_processes_open_import_and_die(empty_url: str) -> None:
    running = [start(empty_url, 15) for _ in range(2)]
    for each in running:
        assert each.stdout is not None and each.stdout.readline() == "ready\n"
    said = _together(running)
    assert [each.returncode for each in running] == [9, 9], said
    became = Counter(word for out, _ in said for word in out.split())
    assert became == {"added": 15, "duplicate": 15}
    engine = connect(empty_url)
    (shared,) = list_collections(engine)
    assert shared.n_articles == 15
    assert counts(engine)[:3] == [15, 15, 15]
    assert all(load_analysis(engine, each.id) for each in list_articles(engine, shared.id))
    engine.dispose()


def _together(running: list["subprocess.Popen[str]"]) -> list[tuple[str, str]]:
    for each in running:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    return [each.communicate(timeout=60) for each in running]


def in_threads(work: Any, number: int = 4) -> list[Any]:
    """What `work(i)` gives in several threads that begin together."""
    gate = threading.Barrier(number)

    def run(index: int) -> Any:
        gate.wait(10)
        return work(index)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def test_threads_that_import_the_same(engine: Engine, collection: str) -> None:
    texts = [f"Article {number}." for number in range(10)]

    def work(_index: int) -> list[str]:
        return [
            add_article(engine, collection, draft(text), analysis(text)).status for text in texts
        ]

    became = Counter(status for each in in_threads(work) for status in each)
    assert became == {"added": 10, "duplicate": 30}
    assert counts(engine)[:2] == [10, 10]


def test_one_name_and_one_claim_for_many_threads(engine: Engine) -> None:
    def work(index: int) -> str:
        try:
            create_collection(engine, "Wanted by all")
        except StoreError as error:
            assert "already a collection called" in str(error)
            return "refused"
        return "made"

    assert sorted(in_threads(work)) == ["made", "refused", "refused", "refused"]
    claims = in_threads(lambda index: claim_meta(engine, "samples_seeded", str(index)))
    assert sorted(claims) == [False, False, False, True]


def test_edits_of_one_article_are_all_kept(engine: Engine, collection: str) -> None:
    made = add_article(engine, collection, draft(), None).article_id
    values: list[dict[str, Any]] = [{"title": "New"}, {"source": "New"}, {"date": None}, {}]
    in_threads(lambda index: edit_article(engine, made, **values[index]))
    (article,) = list_articles(engine, collection)
    assert (article.title, article.source, article.date) == ("New", "New", None)
    assert add_article(engine, collection, draft(source="New", date=None), None).status == (
        "duplicate"
    )


def test_importing_into_a_collection_that_is_being_deleted(engine: Engine, collection: str) -> None:
    def work(index: int) -> str:
        try:
            if index == 0:
                delete_collection(engine, collection)
            else:
                text = f"Article {index}."
                add_article(engine, collection, draft(text), analysis(text))
        except StoreError as error:
            return str(error)
        return ""

    for said in in_threads(work):
        assert said == "" or "no longer here" in said or "same moment" in said
    assert counts(engine) == [0, 0, 0, 0]
