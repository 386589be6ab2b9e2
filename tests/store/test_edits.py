"""Edits of many articles at once."""

import dataclasses
import datetime
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from components.store import (
    StoreError,
    add_article,
    backup,
    get_article,
    list_articles,
    replace_reading,
    restore,
    stale_articles,
    update_articles,
)
from tests.store.building import DAY, METHOD, ROSTER, analysis, draft

NEW_DAY = datetime.date(2023, 1, 31)


@pytest.fixture
def three(engine: Engine, collection: str) -> list[str]:
    texts = [f"Article {number}." for number in range(3)]
    return [
        add_article(engine, collection, draft(text), analysis(text, tones=[0.1])).article_id
        for text in texts
    ]


def test_every_field_of_many_articles(engine: Engine, three: list[str]) -> None:
    changes: dict[str, dict[str, Any]] = {
        three[0]: {
            "title": " A  title ",
            "source": "Wire",
            "date": NEW_DAY,
            "time": "2023-01-31T09:30+03:00",
            "author": "A. Writer",
            "url": "https://example.org/a",
            "section": "World",
            "completeness": "truncated",
        },
        three[1]: {"date": "2023-01-31", "source": None},
    }
    assert update_articles(engine, changes) == []
    one, two, other = (get_article(engine, each) for each in three)
    assert one is not None and two is not None and other is not None
    assert (one.title, one.source, one.date) == ("A title", "Wire", NEW_DAY)
    assert (one.author, one.url, one.section) == ("A. Writer", "https://example.org/a", "World")
    assert (one.time, one.completeness) == ("2023-01-31T09:30:00+03:00", "truncated")
    kinds = {
        name: getattr(one, f"{name}_origin").kind
        for name in ("title", "source", "date", "time", "author", "url", "section")
    }
    assert set(kinds.values()) == {"edited"}
    assert (two.date, two.source, two.author_origin.kind) == (NEW_DAY, None, "none")
    assert other.title_origin.kind == "found"
    assert stale_articles(engine, None, ROSTER, METHOD) == three[:2]


def test_what_cannot_be_changed_is_said_and_the_rest_is_saved(
    engine: Engine, collection: str, three: list[str]
) -> None:
    twin = add_article(engine, collection, draft("Article 0.", date=None), None).article_id
    refused = update_articles(
        engine,
        {
            twin: {"title": "Never", "date": DAY},
            three[0]: {"date": "yesterday"},
            three[1]: {"time": "noon"},
            three[2]: {"source": "Wire"},
            "234567892345": {"title": "Nobody"},
        },
    )
    said = dict(refused)
    assert set(said) == {twin, three[0], three[1], "234567892345"}
    assert "same text, source and date" in said[twin] and "YYYY-MM-DD" in said[three[0]]
    assert "not a time" in said[three[1]] and "no longer here" in said["234567892345"]
    listed = {each.id: each for each in list_articles(engine, collection)}
    assert listed[twin].title == "Talks frozen" and listed[three[2]].source == "Wire"


@pytest.mark.parametrize(
    ("field", "value"), [("completeness", "half"), ("title", 3), ("language", 3), ("url", b"x")]
)
def test_a_value_that_is_none(engine: Engine, three: list[str], field: str, value: object) -> None:
    [(article_id, why)] = update_articles(engine, {three[0]: {field: value}})
    assert article_id == three[0] and why


def test_only_known_fields(engine: Engine, three: list[str]) -> None:
    with pytest.raises(StoreError, match="not something that can be edited"):
        update_articles(engine, {three[0]: {"text": "New"}})


def test_another_language_makes_the_scores_stale(engine: Engine, three: list[str]) -> None:
    assert update_articles(engine, {three[0]: {"language": "ru"}}) == []
    assert stale_articles(engine, None, ROSTER, METHOD) == [three[0]]


def test_another_reading_leaves_an_edited_language_and_completeness(
    engine: Engine, three: list[str]
) -> None:
    decided = {"language": "uk", "completeness": "headline"}
    assert update_articles(engine, {three[0]: decided}) == []
    for article_id in three[:2]:
        again = dataclasses.replace(draft("Read again."), language="ru")
        made = analysis("Read again.", tones=[0.1])
        replace_reading(engine, article_id, again, made, read_options={})
        update_articles(engine, {article_id: {"source": f"Source of {article_id}"}})
    one, two = (get_article(engine, each) for each in three[:2])
    assert one is not None and two is not None and one.text == two.text == "Read again."
    assert (one.language, one.completeness) == ("uk", "headline")
    assert (one.language_origin.kind, one.completeness_origin.kind) == ("edited", "edited")
    assert (two.language, two.completeness) == ("ru", "full")
    assert (two.language_origin.kind, two.completeness_origin.kind) == ("none", "none")


def test_a_backup_knows_what_was_decided(engine: Engine, collection: str, three: list[str]) -> None:
    update_articles(engine, {three[0]: {"language": "uk"}})
    copy = restore(engine, backup(engine, collection)).collection_id
    kinds = {each.language: each.language_origin.kind for each in list_articles(engine, copy)}
    assert kinds == {"uk": "edited", "en": "none"}
