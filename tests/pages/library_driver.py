"""Driving the Library in tests: opening it, adding to it, reading what it says."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from components import jobs, store
from components.analysis import DEFAULT_DYAD
from components.ingest import ArticleDraft, Proposal
from components.ingest.records import Completeness
from components.ui import resources

FRAME = Path(__file__).parents[2] / "components" / "frame.py"
WARM = (
    "Washington and Moscow agreed to resume arms talks.\n\n"
    "The presidents praised the warm and friendly meeting."
)
COLD = "Moscow condemned the American sanctions. Russia threatened the United States."

Open = Callable[..., AppTest]


def opened(section: str | None = None, **params: str) -> AppTest:
    """The Library in a new session; params: of its address; section: the part that is open."""
    app = AppTest.from_file(str(FRAME), default_timeout=30)
    for name, value in params.items():
        app.query_params[name] = value
    if section:
        app.session_state["library_section"] = section
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, [each.value for each in app.exception]
    return app


def click(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return run(app)


def add(
    engine: Engine,
    collection_id: str,
    text: str,
    name: str = "a.txt",
    *,
    language: str = "en",
    completeness: Completeness = "full",
    **found: str,
) -> str:
    def proposal(value: str | None) -> Proposal:
        return Proposal(value, "found" if value else "none", "said so")

    title, source, date = (proposal(found.get(each)) for each in ("title", "source", "date"))
    draft = ArticleDraft(
        text, title=title, date=date, source=source, language=language, completeness=completeness
    )
    analysis = jobs.analyse_draft(draft, resources.roster(), DEFAULT_DYAD, "context")
    return store.add_article(engine, collection_id, draft, analysis, input_name=name).article_id


def words(app: AppTest) -> str:
    """Everything that is said on the page, without the escapes of Markdown."""
    kinds = ("title", "subheader", "caption", "text", "markdown", "info", "success", "warning")
    parts = [each.value for kind in (*kinds, "error") for each in getattr(app, kind)]
    parts += [str(cell) for table in app.table for cell in table.value.to_numpy().ravel()]
    return re.sub(r"\\(.)", r"\1", "\n".join(parts).replace("\u200b", ""))


def keys(app: AppTest) -> set[str | None]:
    return {each.key for each in app.button}


def uploader(app: AppTest) -> Any:
    """The box for files, whatever its key."""
    return app.get("file_uploader")[0]


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    for name, data in files:
        uploader(app).upload(name, data)
    return work(click(app, f"library_add_{app.query_params['set']}"))


def work(app: AppTest) -> AppTest:
    """What the worker does beside a real server, and the page afterwards."""
    jobs.work_off(resources.engine(), resources.settings(), method="context")
    return run(app)


def edit(app: AppTest, key: str, rows: Mapping[int, Mapping[str, Any]]) -> None:
    """What an analyst types into the review table; by row and column."""
    app.session_state[f"{key}_table_0"] = {
        "edited_rows": {row: dict(cells) for row, cells in rows.items()},
        "added_rows": [],
        "deleted_rows": [],
    }


def tick(app: AppTest, *rows: int) -> AppTest:
    """Choose rows of the table of articles."""
    [key] = [each.key for each in app.dataframe if str(each.key).startswith("library_articles_")]
    app.session_state[str(key)] = {"selection": {"rows": list(rows), "columns": [], "cells": []}}
    return run(app)


def by_title(engine: Engine, collection_id: str) -> dict[str | None, store.ArticleSummary]:
    return {each.title: each for each in store.list_articles(engine, collection_id)}
