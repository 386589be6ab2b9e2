"""Every test that takes `engine` or `empty_url` runs on SQLite and, where installed, on PostgreSQL."""

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from components.analysis import Dyad, Shift
from components.store import add_article, connect, create_collection, edit_article
from components.store.schema import metadata
from tests.store import postgres
from tests.store.building import analysis, draft

BACKENDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """The address of a running PostgreSQL, with {} for the database's name."""
    folder = postgres.programs()
    if folder is None:
        message = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            pytest.fail(message)
        pytest.skip(message)
    with postgres.server(folder) as address:
        yield address


@pytest.fixture(scope="session")
def postgres_database(postgres_address: str) -> Callable[[str], str]:
    """Makes an empty database and gives its address."""

    def make(name: str) -> str:
        plain = postgres_address.format("postgres").replace("+psycopg", "")
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return postgres_address.format(name)

    return make


@pytest.fixture(scope="session", params=BACKENDS)
def any_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    if request.param == "postgresql":
        # pytest may make this fixture more than once in a session.
        name = f"store-{uuid.uuid4().hex[:8]}"
        engine = connect(request.getfixturevalue("postgres_database")(name))
    else:
        engine = connect(f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'store.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def engine(any_engine: Engine) -> Engine:
    """An empty store: emptied and not made anew, which is many times faster."""
    with any_engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(sa.delete(table))
    return any_engine


@pytest.fixture(params=BACKENDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "postgresql":
        make = request.getfixturevalue("postgres_database")
        return str(make(f"empty-{tmp_path.name}"))
    return f"sqlite:///{tmp_path / 'new folder' / 'store.db'}"


@pytest.fixture
def collection(engine: Engine) -> str:
    """The id of an empty collection."""
    return create_collection(engine, "Arms control")


@pytest.fixture
def full(engine: Engine) -> str:
    """A collection with a scored article, an edited copy, and one that is not scored."""
    made = create_collection(
        engine, "Talks", description="Two\nlines", is_sample=True, dyad=Dyad("russia", "china")
    )
    scored = analysis(
        band=(-1, 0.5), shift=Shift(1, 0.5, 0.01, "a turn"), dyad=Dyad("russia", "china")
    )
    add_article(engine, made, draft(warnings=["The date is a guess."]), scored, input_name="a.txt")
    copy = add_article(engine, made, draft(source="Baltic Ledger"), scored).article_id
    edit_article(engine, copy, title="Edited “title” 🕊", date=None)
    add_article(engine, made, draft("Not\r\nscored.", title=None), None)
    return made
