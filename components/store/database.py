"""Opening the database, an SQLite file or PostgreSQL, and bringing its tables up to date."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from components.store.errors import StoreError, plain_errors

SCHEMA_VERSION = "0002"  # the newest file in migrations/versions; read here so that a start is fast
BUSY_SECONDS = 15  # how long a writer waits for another before it gives up
_MIGRATION_LOCK = 0x64_C3_A9_74  # any number, the same in every process that migrates


def connect(url: str) -> Engine:
    """Open the store at `url`, creating or upgrading its tables, and return its engine.

    `url` is sqlite:///relative.db, sqlite:////absolute.db or postgresql+psycopg://… . The folder of
    an SQLite file is created. Safe to call from several processes at once. One engine serves all
    threads: each piece of work takes a connection of its own.
    Raises StoreError when the address, the folder or the database cannot be used.
    """
    address = _parsed(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    engine = _sqlite(address) if is_sqlite else _postgresql(address)
    try:
        with plain_errors():
            _migrate(engine)
    except StoreError:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one unchanging state of the store. Raises StoreError only."""
    options = {"isolation_level": "REPEATABLE READ"} if _is_postgresql(engine) else {}
    with (
        plain_errors(),
        engine.connect().execution_options(**options) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction: all of it is kept, or after any exception none of it.

    Raises StoreError for what the database refuses; other exceptions pass through.
    """
    # An SQLite transaction that reads first and writes later can fail half-way when another
    # writer came between; BEGIN IMMEDIATE makes it wait at the start instead.
    with (
        plain_errors(),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        yield connection


def _parsed(url: str) -> URL:
    try:
        address = sa.make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        backend = ""
    if backend == "postgres":
        backend = "postgresql"
    if backend == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StoreError(
            "The database address is not understood. It should begin with sqlite:/// or "
            "postgresql+psycopg:// ."
        )
    if address.database in (None, "", ":memory:"):
        raise StoreError("The database address names no file. Write sqlite:/// and then a path.")
    return address.set(drivername="sqlite+pysqlite")


def _is_postgresql(engine: Engine) -> bool:
    return engine.dialect.name == "postgresql"


def _sqlite(address: URL) -> Engine:
    folder = Path(str(address.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The data folder {folder} cannot be created. Choose another, or check who may write "
            "there."
        ) from error
    engine = sa.create_engine(
        address, connect_args={"timeout": BUSY_SECONDS}, pool_size=5, max_overflow=20
    )

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.isolation_level = None  # the driver opens no transactions by itself; _begin does
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")  # safe with WAL

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    with plain_errors():
        _write_ahead(engine)
    return engine


def _write_ahead(engine: Engine) -> None:
    """Let readers read while one writes. The file remembers it; a file system may refuse it."""
    raw = engine.raw_connection()
    try:
        for _ in range(50):
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except engine.dialect.loaded_dbapi.OperationalError as error:
                # SQLite does not wait here when another process is switching the same new file.
                if "locked" not in str(error):
                    raise OperationalError("PRAGMA journal_mode", None, error) from error
                time.sleep(0.1)
    finally:
        raw.close()


def _postgresql(address: URL) -> Engine:
    try:
        return sa.create_engine(address, pool_size=5, max_overflow=20, pool_pre_ping=True)
    except ImportError as error:
        raise StoreError(
            "PostgreSQL needs the package psycopg. Install it with: pip install 'psycopg[binary]'"
        ) from error


def _migrate(engine: Engine) -> None:
    with engine.connect() as connection:
        found = _version(connection)
    if found == SCHEMA_VERSION:
        return
    if found is not None and found > SCHEMA_VERSION:
        raise StoreError(
            "This database was made by a newer version of Détente. Please update Détente."
        )
    with writing(engine) as connection:
        if _is_postgresql(engine):
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        if _version(connection) != SCHEMA_VERSION:  # another process may just have done it
            upgrade(connection)


def _version(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to `to` inside the connection's transaction."""
    from alembic import command  # 0.3 s, and needed only when there is something to migrate
    from alembic.config import Config

    config = Config()
    # Config reads % as the start of a variable, and a folder may have one in its name.
    folder = str(Path(__file__).parent / "migrations").replace("%", "%%")
    config.set_main_option("script_location", folder)
    config.attributes["connection"] = connection
    command.upgrade(config, to)
