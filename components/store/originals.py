"""The bytes that articles were read from, each kept once, for as long as an article needs it."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from components.store import schema
from components.store.database import reading
from components.store.records import Original
from components.store.values import insert_for, is_id, now


@dataclass(frozen=True, slots=True)
class PackedOriginal:
    """An original ready to be stored; data is compressed, or None where it is not to be kept."""

    sha256: str
    size: int
    data: bytes | None


def pack_original(data: bytes, *, keep: bool = True) -> PackedOriginal:
    """Hash the bytes and, where they are to be kept, compress them."""
    packed = zlib.compress(data, 6) if keep else None
    return PackedOriginal(hashlib.sha256(data).hexdigest(), len(data), packed)


def get_original(engine: Engine, article_id: str) -> Original | None:
    """What the article was read from, as it came; None where it was not kept."""
    if not is_id(article_id):
        return None
    articles, originals = schema.articles, schema.originals
    query = (
        sa.select(articles.c.input_name, originals)
        .join(originals, originals.c.sha256 == articles.c.original_hash)
        .where(articles.c.id == article_id)
    )
    with reading(engine) as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    return Original(row.input_name, zlib.decompress(row.data), row.sha256, row.size)


def insert_original(connection: Connection, original: PackedOriginal) -> None:
    """Keep the bytes, where they are to be kept and are not here yet."""
    table = schema.originals
    if original.data is None:
        return
    here = sa.select(table.c.sha256).where(table.c.sha256 == original.sha256)
    if connection.execute(here).first() is None:
        connection.execute(
            insert_for(connection, table)
            .values(sha256=original.sha256, size=original.size, created=now(), data=original.data)
            .on_conflict_do_nothing()
        )


def drop_unused_originals(connection: Connection) -> None:
    """Delete the originals that no article was read from any more."""
    originals, articles = schema.originals, schema.articles
    used = sa.select(articles.c.id).where(articles.c.original_hash == originals.c.sha256)
    connection.execute(sa.delete(originals).where(~used.exists()))
