import datetime
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

from components.store import (
    StoreError,
    backup,
    connect,
    create_collection,
    database,
    list_articles,
    list_collections,
    values,
)
from components.store.schema import metadata


def test_connect_makes_the_folder_and_the_tables(empty_url: str) -> None:
    engine = connect(empty_url)
    assert list_collections(engine) == []
    engine.dispose()


def test_what_was_stored_is_there_again(empty_url: str) -> None:
    first = connect(empty_url)
    create_collection(first, "Arms control")
    first.dispose()
    second = connect(empty_url)
    assert [each.name for each in list_collections(second)] == ["Arms control"]
    second.dispose()


def test_migrations_and_tables_agree(empty_url: str) -> None:
    engine = connect(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        rules = {
            (table, key["constrained_columns"][0]): key["options"].get("ondelete")
            for table in metadata.tables
            for key in sa.inspect(connection).get_foreign_keys(table)
        }
    engine.dispose()
    assert rules and set(rules.values()) == {"CASCADE"}


def test_the_newest_migration_is_the_one_connect_looks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == database.SCHEMA_VERSION


def test_a_store_of_a_newer_version_is_left_alone(empty_url: str) -> None:
    engine = connect(empty_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(StoreError, match="newer version"):
        connect(empty_url)


def test_sqlite_is_set_up_for_several_readers_and_a_writer(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'store.db'}")
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": database.BUSY_SECONDS * 1000,
    }


@pytest.mark.parametrize("writes", [True, False])
def test_only_writers_wait_for_a_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: bool
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    path = tmp_path / "store.db"
    engine = connect(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    if writes:
        with pytest.raises(StoreError, match="busy"):
            create_collection(engine, "Arms control")
    else:
        assert list_collections(engine) == []
    other.close()
    engine.dispose()


def test_a_folder_may_have_strange_characters_in_its_name(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / '100% détente' / 'store.db'}")
    assert list_collections(engine) == []
    engine.dispose()


@pytest.mark.parametrize("backend", ["postgres", "postgresql", "postgresql+psycopg"])
@pytest.mark.postgres
def test_all_spellings_of_a_postgresql_address_are_taken(
    postgres_address: str, backend: str
) -> None:
    address = postgres_address.format("postgres").replace("postgresql+psycopg", backend)
    assert database._parsed(address).drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "not understood"),
        ("store.db", "not understood"),
        ("mysql://somewhere/store", "not understood"),
        ("nonsense://somewhere", "not understood"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql://nobody:secret@127.0.0.1:1/store", "could not be opened"),
    ],
)
def test_an_address_that_cannot_be_used_is_explained(url: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        connect(url)
    assert "secret" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be created"):
        connect(f"sqlite:///{tmp_path / 'file' / 'folder' / 'store.db'}")


def test_a_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("This is a letter and not a database. " * 100)
    with pytest.raises(StoreError, match="damaged or is not one of"):
        connect(f"sqlite:///{tmp_path / 'store.db'}")


def test_an_exception_takes_back_the_whole_transaction(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), database.writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('a', 'b')")
        _ = 1 / 0
    with database.reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar() == 0


def test_a_store_of_the_first_version_is_brought_up_to_date(
    empty_url: str,
) -> None:
    engine = sa.create_engine(database._parsed(empty_url))
    if engine.dialect.name == "sqlite":
        Path(str(engine.url.database)).parent.mkdir()
    with engine.begin() as connection:
        database.upgrade(connection, "0001")
        connection.execute(
            sa.text(
                "INSERT INTO collections VALUES "
                "('c', 'Talks', 'talks', '', :no, 'united-states', 'russia', :moment)"
            ),
            {"no": False, "moment": datetime.datetime(2024, 5, 17)},
        )
        for each, text in (("b2", "Same."), ("b3", "Same."), ("b4", "Other.")):
            connection.execute(
                sa.text(
                    "INSERT INTO articles (id, collection_id, text_hash, identity, title_origin, "
                    "title_reason, source_origin, source_reason, date_origin, date_reason, "
                    "language, input_name, warnings, created, text) VALUES (:id, 'c', :hash, :id, "
                    "'none', '', 'none', '', 'none', '', 'en', '', '[]', :moment, :text)"
                ),
                {
                    "id": each,
                    "hash": values.text_hash(text),
                    "text": text,
                    "moment": datetime.datetime(2024, 5, 17),
                },
            )
    engine.dispose()
    opened = connect(empty_url)
    listed = {each.id: each for each in list_articles(opened, "c")}
    assert {each.id: each.copy_group for each in listed.values()} == {
        "b2": "b2",
        "b3": "b2",
        "b4": "b4",
    }
    one = listed["b2"]
    assert (one.completeness, one.author, one.paragraph_languages) == ("full", None, ())
    assert (one.copy_separate, one.part, one.read_options) == (False, "", {})
    assert backup(opened, "c")
    with opened.begin() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
    opened.dispose()
