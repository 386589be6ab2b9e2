"""Small facts about the store itself, such as whether the samples have been put in."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from components.store import schema
from components.store.database import reading, writing
from components.store.values import insert_for


def get_meta(engine: Engine, key: str) -> str | None:
    """The value kept under `key`, or None."""
    table = schema.meta
    with reading(engine) as connection:
        return connection.execute(sa.select(table.c.value).where(table.c.key == key)).scalar()


def set_meta(engine: Engine, key: str, value: str) -> None:
    """Keep `value` under `key`, in the place of what was there."""
    with writing(engine) as connection:
        statement = insert_for(connection, schema.meta).values(key=key, value=value)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
        )


def claim_meta(engine: Engine, key: str, value: str) -> bool:
    """Keep `value` under `key` unless something is there already; whether it was kept.

    Of several processes that claim the same key at once exactly one is told True.
    """
    with writing(engine) as connection:
        statement = insert_for(connection, schema.meta).values(key=key, value=value)
        claimed = statement.on_conflict_do_nothing(index_elements=["key"])
        return connection.execute(claimed.returning(schema.meta.c.key)).scalar() is not None
