"""An article's original, read again with other options."""

import pytest
from sqlalchemy import Engine

from components import jobs, store
from components.ingest import ReadOptions
from components.settings import Settings
from tests.jobs.building import METHOD, ROSTER

RUSSIAN = "Москва и Вашингтон договорились продолжить переговоры о стратегической стабильности.\n"


@pytest.fixture
def garbled(engine: Engine, settings: Settings, collection: str) -> str:
    """An article that was read as cp1252 and is koi8-r."""
    data = (RUSSIAN * 4).encode("koi8-r")
    options = ReadOptions(encoding="cp1252")
    uploads = [("a.zip/2022/news.txt", data)]
    jobs.queue_import(engine, collection, uploads, settings=settings, options=options)
    jobs.work_off(engine, settings, roster=ROSTER, method=METHOD)
    [article] = store.list_articles(engine, collection)
    return article.id


def test_another_encoding_gives_another_text_under_the_same_id(
    engine: Engine, settings: Settings, garbled: str
) -> None:
    before = store.get_article(engine, garbled)
    assert before is not None and "Москва" not in before.text
    assert before.read_options == {"encoding": "cp1252"}
    store.update_articles(engine, {garbled: {"date": "2022-03-04", "author": "An editor"}})
    options = ReadOptions(encoding="koi8-r")
    after = jobs.reread(engine, garbled, options, roster=ROSTER, method=METHOD)
    assert after.text.startswith("Москва и Вашингтон")
    assert (after.id, after.read_options) == (garbled, {"encoding": "koi8-r"})
    assert str(after.date) == "2022-03-04" and after.date_origin.kind == "edited"
    assert (after.author, after.author_origin.kind) == ("An editor", "edited")
    assert after.language == "ru"
    assert after.text_hash != before.text_hash
    assert jobs.queue_rescore(engine, roster=ROSTER, method=METHOD) == []
    original = store.get_original(engine, garbled)
    assert original is not None and original.data.startswith("Москва".encode("koi8-r"))


def test_an_edited_language_stays_and_is_the_one_that_is_scored(
    engine: Engine, settings: Settings, garbled: str
) -> None:
    store.update_articles(engine, {garbled: {"language": "uk", "completeness": "truncated"}})
    options = ReadOptions(encoding="koi8-r")
    after = jobs.reread(engine, garbled, options, roster=ROSTER, method=METHOD)
    assert after.text.startswith("Москва и Вашингтон")
    assert (after.language, after.completeness) == ("uk", "truncated")
    assert set(after.paragraph_languages) <= {"uk"}
    assert jobs.queue_rescore(engine, roster=ROSTER, method=METHOD) == []


def test_an_article_that_is_gone(engine: Engine) -> None:
    with pytest.raises(store.StoreError, match="no longer here"):
        jobs.reread(engine, "234567892345", ReadOptions(), roster=ROSTER, method=METHOD)
