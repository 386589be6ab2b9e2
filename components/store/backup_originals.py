"""The originals inside a backup: originals/<SHA-256>, the bytes as they came."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from components.store import schema
from components.store.originals import insert_original, pack_original

MAX_ORIGINALS_BYTES = 64 * 2**20  # of one backup, unpacked; with more it goes without them
ORIGINAL = re.compile(r"originals/[0-9a-f]{64}")
LEFT_OUT = (
    "The files that the articles were read from were not in the backup, so they cannot be shown "
    "or read again."
)


def originals_of(
    connection: Connection, collection_id: str, most_each: int
) -> Iterator[tuple[str, bytes]]:
    """(name in the zip, bytes) of the collection's originals; none where they are too large."""
    originals, articles = schema.originals, schema.articles
    used = sa.select(articles.c.original_hash).where(articles.c.collection_id == collection_id)
    chosen = originals.c.sha256.in_(used)
    total, largest = connection.execute(
        sa.select(
            sa.func.coalesce(sa.func.sum(originals.c.size), 0),
            sa.func.coalesce(sa.func.max(originals.c.size), 0),
        ).where(chosen)
    ).one()
    if total > MAX_ORIGINALS_BYTES or largest > most_each:
        return
    query = sa.select(originals.c.sha256, originals.c.data).where(chosen)
    for row in connection.execute(query.order_by(originals.c.sha256)):
        yield f"originals/{row.sha256}", zlib.decompress(row.data)


def is_whole(name: str, data: bytes) -> bool:
    """Whether an entry holds the bytes that its name promises."""
    return hashlib.sha256(data).hexdigest() == name.removeprefix("originals/")


def insert_originals(connection: Connection, entries: Mapping[str, bytes]) -> None:
    """Keep what articles of the backup were read from."""
    for data in entries.values():
        insert_original(connection, pack_original(data))


def lacks_originals(connection: Connection, collection_id: str) -> bool:
    """Whether the bytes that some article was read from are not here."""
    originals, articles = schema.originals, schema.articles
    here = sa.select(originals.c.sha256).where(originals.c.sha256 == articles.c.original_hash)
    query = sa.select(articles.c.id).where(
        articles.c.collection_id == collection_id,
        articles.c.original_hash.is_not(None),
        ~here.exists(),
    )
    return connection.execute(query.limit(1)).first() is not None
