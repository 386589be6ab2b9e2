"""The bytes that articles were read from."""

import io
import zipfile

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from components.store import (
    StoreError,
    backup,
    create_collection,
    delete_articles,
    delete_collection,
    get_original,
    list_articles,
    pack_original,
    prepare,
    restore,
    schema,
)
from components.store.articles import insert_prepared
from components.store.database import writing
from tests.store.building import draft

BYTES = b"\x00\xff raw bytes, as they came" * 100


def put(engine: Engine, collection: str, text: str, *, keep: bool = True) -> str:
    original = pack_original(BYTES, keep=keep)
    prepared = prepare(draft(text), None, input_name="a.html", original=original)
    with writing(engine) as connection:
        return insert_prepared(connection, collection, prepared).article_id


def kept(engine: Engine) -> int:
    with engine.connect() as connection:
        counted = sa.select(sa.func.count()).select_from(schema.originals)
        return connection.execute(counted).scalar_one()


def test_they_come_back_as_they_went_in_and_are_kept_once(engine: Engine, collection: str) -> None:
    ids = [put(engine, collection, f"Article {number}.") for number in range(3)]
    assert kept(engine) == 1
    for each in ids:
        original = get_original(engine, each)
        assert original is not None
        assert (original.name, original.data, original.size) == ("a.html", BYTES, len(BYTES))
    assert all(each.has_original for each in list_articles(engine, collection))


def test_the_last_article_takes_them_along(engine: Engine, collection: str) -> None:
    other = create_collection(engine, "Other")
    first, second = (put(engine, collection, f"Article {number}.") for number in range(2))
    put(engine, other, "Article 3.")
    delete_articles(engine, [first])
    assert kept(engine) == 1 and get_original(engine, second) is not None
    delete_collection(engine, collection)
    assert kept(engine) == 1
    delete_collection(engine, other)
    assert kept(engine) == 0


def test_not_kept(engine: Engine, collection: str) -> None:
    made = put(engine, collection, "Article 1.", keep=False)
    assert kept(engine) == 0 and get_original(engine, made) is None
    [article] = list_articles(engine, collection)
    assert article.original_hash is None and not article.has_original


@pytest.mark.parametrize("unknown", ["234567892345", "", "\0"])
def test_an_unknown_article_has_none(engine: Engine, unknown: str) -> None:
    assert get_original(engine, unknown) is None


def test_a_backup_brings_them_along(engine: Engine, collection: str) -> None:
    put(engine, collection, "Article 1.")
    saved = backup(engine, collection)
    delete_collection(engine, collection)
    assert kept(engine) == 0
    restored = restore(engine, saved)
    assert restored.warnings == ()
    [article] = list_articles(engine, restored.collection_id)
    original = get_original(engine, article.id)
    assert original is not None and original.data == BYTES
    assert backup(engine, restored.collection_id) == saved


def test_a_backup_goes_without_what_is_too_large(
    engine: Engine, collection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.store.backup_originals.MAX_ORIGINALS_BYTES", 100)
    put(engine, collection, "Article 1.")
    saved = backup(engine, collection)
    delete_collection(engine, collection)
    restored = restore(engine, saved)
    assert "were not in the backup" in restored.warnings[0]
    [article] = list_articles(engine, restored.collection_id)
    assert not article.has_original


def test_a_backup_with_other_bytes_than_it_says_is_damaged(engine: Engine, collection: str) -> None:
    put(engine, collection, "Article 1.")
    saved, changed = io.BytesIO(backup(engine, collection)), io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            is_original = name.startswith("originals/")
            target.writestr(name, b"other bytes" if is_original else source.read(name))
    with pytest.raises(StoreError, match="damaged"):
        restore(engine, changed.getvalue())
