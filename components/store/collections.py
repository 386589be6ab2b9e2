"""Collections: named sets of articles that are looked at together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, Row
from sqlalchemy.exc import IntegrityError

from components.analysis import DEFAULT_DYAD, Dyad
from components.store import schema
from components.store.database import reading, writing
from components.store.errors import StoreError
from components.store.originals import drop_unused_originals
from components.store.records import Collection
from components.store.values import (
    as_utc,
    checked_description,
    checked_name,
    is_id,
    line,
    name_key,
    new_id,
    now,
)

GONE = "This collection is no longer here. Somebody may have deleted it."


def create_collection(
    engine: Engine,
    name: str,
    *,
    description: str = "",
    is_sample: bool = False,
    dyad: Dyad = DEFAULT_DYAD,
) -> str:
    """Make an empty collection and return its id.

    Raises StoreError when the name is empty, too long or taken (case and spacing aside), or the
    description too long.
    """
    with writing(engine) as connection:
        return insert_collection(connection, name, description, is_sample, dyad)


def rename_collection(engine: Engine, collection_id: str, name: str) -> None:
    """Raises StoreError when the name is empty, too long or taken, or the collection gone."""
    cleaned = checked_name(name)
    with writing(engine) as connection:
        refuse_taken(connection, cleaned, apart_from=collection_id)
        with _name_race(cleaned):
            _update(connection, collection_id, name=cleaned, name_key=name_key(cleaned))


def describe_collection(engine: Engine, collection_id: str, description: str) -> None:
    """Raises StoreError when the description is too long or the collection gone."""
    cleaned = checked_description(description)
    with writing(engine) as connection:
        _update(connection, collection_id, description=cleaned)


def delete_collection(engine: Engine, collection_id: str) -> None:
    """Delete the collection with its articles and scores. Raises StoreError when it is gone."""
    with writing(engine) as connection:
        table = schema.collections
        done = connection.execute(sa.delete(table).where(table.c.id == _known(collection_id)))
        if done.rowcount == 0:
            raise StoreError(GONE)
        drop_unused_originals(connection)


def get_collection(engine: Engine, collection_id: str) -> Collection | None:
    """The collection with its counts, or None when there is none (any string may be asked for)."""
    if not is_id(collection_id):
        return None
    with reading(engine) as connection:
        row = connection.execute(
            _with_counts().where(schema.collections.c.id == collection_id)
        ).first()
    return None if row is None else _collection(row)


def get_dyad(engine: Engine, collection_id: str) -> Dyad | None:
    """The collection's dyad, without counting its articles, or None when it is gone."""
    if not is_id(collection_id):
        return None
    with reading(engine) as connection:
        return _dyad(connection, collection_id)


def list_collections(engine: Engine) -> list[Collection]:
    """All collections with their counts, by name, samples last."""
    with reading(engine) as connection:
        rows = connection.execute(_with_counts()).all()
    found = [_collection(row) for row in rows]
    # Sorted here: databases differ in how they order letters.
    return sorted(found, key=lambda each: (each.is_sample, name_key(each.name), each.id))


def insert_collection(
    connection: Connection, name: str, description: str, is_sample: bool, dyad: Dyad
) -> str:
    """create_collection within a transaction of the caller's."""
    cleaned = checked_name(name)
    refuse_taken(connection, cleaned)
    collection_id = new_id()
    values = {
        "id": collection_id,
        "name": cleaned,
        "name_key": name_key(cleaned),
        "description": checked_description(description),
        "is_sample": is_sample,
        "dyad_a": _country(dyad.a),
        "dyad_b": _country(dyad.b),
        "created": now(),
    }
    with _name_race(cleaned):
        connection.execute(sa.insert(schema.collections), values)
    return collection_id


def is_taken(connection: Connection, name: str, apart_from: str = "") -> bool:
    """Whether another collection has this name."""
    table = schema.collections
    taken = connection.execute(sa.select(table.c.id).where(table.c.name_key == name_key(name)))
    return any(each != apart_from for each in taken.scalars())


def refuse_taken(connection: Connection, name: str, apart_from: str = "") -> None:
    """Raises StoreError when another collection has this name."""
    if is_taken(connection, name, apart_from):
        raise StoreError(_taken(name))


def require_collection(connection: Connection, collection_id: str) -> Dyad:
    """The collection's dyad. Raises StoreError when the collection is gone."""
    dyad = _dyad(connection, _known(collection_id))
    if dyad is None:
        raise StoreError(GONE)
    return dyad


def _dyad(connection: Connection, collection_id: str) -> Dyad | None:
    table = schema.collections
    row = connection.execute(
        sa.select(table.c.dyad_a, table.c.dyad_b).where(table.c.id == collection_id)
    ).first()
    return None if row is None else Dyad(row.dyad_a, row.dyad_b)


@contextmanager
def _name_race(name: str) -> Iterator[None]:
    """The name was free when looked up, and another process has taken it since."""
    try:
        yield
    except IntegrityError as error:
        raise StoreError(_taken(name)) from error


def _taken(name: str) -> str:
    return f"There is already a collection called “{name}”. Choose another name."


def _known(collection_id: str) -> str:
    if not is_id(collection_id):
        raise StoreError(GONE)
    return collection_id


def _country(value: str) -> str:
    cleaned = line(value)
    if cleaned is None:
        raise StoreError("A collection is about two countries: name both.")
    return cleaned


def _update(connection: Connection, collection_id: str, **values: str) -> None:
    table = schema.collections
    done = connection.execute(
        sa.update(table).where(table.c.id == _known(collection_id)).values(**values)
    )
    if done.rowcount == 0:
        raise StoreError(GONE)


def _with_counts() -> sa.Select[tuple[object, ...]]:
    articles = schema.articles
    counts = (
        sa.select(
            articles.c.collection_id,
            sa.func.count().label("n_articles"),
            sa.func.count(articles.c.date).label("n_dated"),
            sa.func.min(articles.c.date).label("first_date"),
            sa.func.max(articles.c.date).label("last_date"),
        )
        .group_by(articles.c.collection_id)
        .subquery()
    )
    return sa.select(
        schema.collections,
        sa.func.coalesce(counts.c.n_articles, 0).label("n_articles"),
        sa.func.coalesce(counts.c.n_dated, 0).label("n_dated"),
        counts.c.first_date,
        counts.c.last_date,
    ).outerjoin(counts, counts.c.collection_id == schema.collections.c.id)


def _collection(row: Row[tuple[object, ...]]) -> Collection:
    return Collection(
        id=row.id,
        name=row.name,
        description=row.description,
        is_sample=row.is_sample,
        dyad=Dyad(row.dyad_a, row.dyad_b),
        created=as_utc(row.created),
        n_articles=row.n_articles,
        n_dated=row.n_dated,
        first_date=row.first_date,
        last_date=row.last_date,
    )
