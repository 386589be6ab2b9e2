"""A collection as a zip file, and back. All in memory: nothing is written to disk.

The zip holds collection.json and articles/00001.json … : each article with its text, its metadata
and where they come from, and its analysis in the JSON shape of components.analysis; and the bytes
that articles were read from (backup_originals), where they are not too large together.
"""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from components.store import schema
from components.store.articles import insert_article
from components.store.backup_entries import (
    ArticleEntry,
    CollectionEntry,
    NotABackupError,
    article_entry,
    collection_entry,
    read_article,
    read_collection,
)
from components.store.backup_originals import (
    LEFT_OUT,
    MAX_ORIGINALS_BYTES,
    ORIGINAL,
    insert_originals,
    is_whole,
    lacks_originals,
    originals_of,
)
from components.store.collections import GONE, insert_collection, is_taken
from components.store.database import reading, writing
from components.store.errors import StoreError
from components.store.originals import drop_unused_originals
from components.store.records import Restored
from components.store.scores import key_of, write_scores
from components.store.values import MAX_NAME, is_id, new_id

# What a backup may hold at most. backup() keeps to the same, so that what it makes can be restored.
MAX_ZIP_BYTES = 128 * 2**20
MAX_UNPACKED_BYTES = 512 * 2**20
MAX_ENTRY_BYTES = 32 * 2**20
MAX_ARTICLES = 20_000

_COLLECTION = "collection.json"
_ARTICLE = re.compile(r"articles/[0-9]{5}\.json")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    NotImplementedError,
)
_TOO_LARGE = "This file is larger than a backup can be, so nothing was restored."
_DAMAGE = (
    "This file is damaged or is not a zip file, so nothing was restored. "
    "Choose a backup that was made in the Library."
)
_STRANGE = (
    "This zip file is not a backup of a collection, so nothing was restored. "
    "Choose a file that was made with “Back up” in the Library."
)


def backup(engine: Engine, collection_id: str) -> bytes:
    """The collection as a zip file; the same collection gives the same bytes.

    Raises StoreError when the collection is gone or too large for one backup.
    """
    if not is_id(collection_id):
        raise StoreError(GONE)
    articles, analyses, collections = schema.articles, schema.analyses, schema.collections
    in_it = articles.c.collection_id == collection_id
    query = (
        sa.select(articles, analyses.c.data)
        .outerjoin(analyses, analyses.c.article_id == articles.c.id)
        .where(in_it)
        .order_by(articles.c.created, articles.c.id)
        .execution_options(yield_per=50)
    )
    target = io.BytesIO()
    with (
        reading(engine) as connection,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        row = connection.execute(
            sa.select(collections).where(collections.c.id == collection_id)
        ).first()
        if row is None:
            raise StoreError(GONE)
        n_articles = connection.execute(sa.select(sa.func.count()).where(in_it)).scalar_one()
        left = MAX_UNPACKED_BYTES - _write(archive, _COLLECTION, collection_entry(row, n_articles))
        groups: dict[str, int] = {}
        for number, article in enumerate(connection.execute(query).mappings(), start=1):
            group = groups.setdefault(article["copy_group"], len(groups) + 1)
            analysis = (
                None if article["data"] is None else json.loads(zlib.decompress(article["data"]))
            )
            entry = article_entry(article, group, analysis)
            size = _write(archive, f"articles/{number:05d}.json", entry)
            left -= size
            if number > MAX_ARTICLES or size > MAX_ENTRY_BYTES or left < 0:
                raise StoreError(_too_large_to_save())
        if left > MAX_ORIGINALS_BYTES:
            for name, original in originals_of(connection, collection_id, MAX_ENTRY_BYTES):
                _put(archive, name, original)
    if target.tell() > MAX_ZIP_BYTES:
        raise StoreError(_too_large_to_save())
    return target.getvalue()


def restore(engine: Engine, data: bytes) -> Restored:
    """Bring a backup back as a new collection; nothing that is there is changed.

    All of it comes in or none of it. A name that is taken gets “(restored)” behind it, and an
    analysis that cannot be read is left out, so that stale_articles lists its article; both are
    said in `warnings`. Articles get new ids.
    Raises StoreError when the file is no backup, damaged, too large, or from a newer version.
    """
    collection, articles, originals = _read(data)
    with writing(engine) as connection:
        name = _free_name(connection, collection.name)
        collection_id = insert_collection(
            connection, name, collection.description, collection.is_sample, collection.dyad
        )
        groups: dict[object, str] = {}
        for article in articles:
            # Older backups know no groups: then the same text makes one.
            own = article.values["text_hash"] if article.group is None else article.group
            group = groups.setdefault(own, new_id(12))
            _insert(connection, collection_id, article, group)
        insert_originals(connection, originals)
        drop_unused_originals(connection)
        lacks = lacks_originals(connection, collection_id)
    lost = sum(article.lost_analysis for article in articles)
    warnings = []
    if name != collection.name:
        warnings.append(
            f"There is already a collection called “{collection.name}”, so this one is called "
            f"“{name}”."
        )
    if lost:
        warnings.append(
            f"The scores of {lost} of {len(articles)} articles could not be read. "
            "They have to be worked out again."
        )
    if lacks:
        warnings.append(LEFT_OUT)
    scored = sum(article.analysis is not None for article in articles)
    return Restored(collection_id, name, len(articles), scored, tuple(warnings))


def _too_large_to_save() -> str:
    return (
        f"This collection is too large for one backup: {MAX_ARTICLES:,} articles or "
        f"{MAX_UNPACKED_BYTES // 2**20} MB are the most. Move some articles to another collection."
    )


def _write(archive: zipfile.ZipFile, name: str, content: dict[str, Any]) -> int:
    data = json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    _put(archive, name, data)
    return len(data)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name)  # without a date, so that equal collections give equal bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _read(data: bytes) -> tuple[CollectionEntry, list[ArticleEntry], dict[str, bytes]]:
    # Every entry of the directory bears this mark; counted before a directory of millions is read.
    if len(data) > MAX_ZIP_BYTES or data.count(b"PK\x01\x02") > 2 * MAX_ARTICLES + 100:
        raise StoreError(_TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names, kept = _checked_names(archive)
            collection = read_collection(_entry(archive, _COLLECTION))
            if collection.n_articles != len(names):
                raise StoreError(_DAMAGE)
            originals = {name: _entry(archive, name) for name in kept}
            if not all(is_whole(name, original) for name, original in originals.items()):
                raise StoreError(_DAMAGE)
            articles = [read_article(_entry(archive, name)) for name in names]
            return collection, articles, originals
    except NotABackupError as error:
        raise StoreError(_STRANGE) from error
    except _DAMAGED as error:
        raise StoreError(_DAMAGE) from error


def _checked_names(archive: zipfile.ZipFile) -> tuple[list[str], list[str]]:
    """Names of the articles and of the originals."""
    folders = ("articles/", "originals/")
    entries = [entry for entry in archive.infolist() if entry.filename not in folders]
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or _COLLECTION not in names:
        raise NotABackupError
    names.remove(_COLLECTION)
    originals = sorted(name for name in names if ORIGINAL.fullmatch(name))
    names = sorted(set(names) - set(originals))
    if not all(_ARTICLE.fullmatch(name) for name in names):
        raise NotABackupError
    for entry in entries:
        is_encrypted = entry.flag_bits & 1
        if is_encrypted or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotABackupError
    sizes = [entry.file_size for entry in entries]
    if len(names) > MAX_ARTICLES or max(sizes) > MAX_ENTRY_BYTES or sum(sizes) > MAX_UNPACKED_BYTES:
        raise StoreError(_TOO_LARGE)
    if sum(archive.getinfo(name).file_size for name in originals) > MAX_ORIGINALS_BYTES:
        raise StoreError(_TOO_LARGE)
    return names, originals


def _entry(archive: zipfile.ZipFile, name: str) -> bytes:
    # zipfile gives out no more than the size that was checked, whatever the entry unpacks to.
    with archive.open(name) as entry:
        return entry.read(MAX_ENTRY_BYTES)


def _free_name(connection: Connection, name: str) -> str:
    wanted, number = name, 1
    while is_taken(connection, wanted):
        tail = " (restored)" if number == 1 else f" (restored {number})"
        wanted = name[: MAX_NAME - len(tail)].rstrip() + tail
        number += 1
    return wanted


def _insert(connection: Connection, collection_id: str, article: ArticleEntry, group: str) -> None:
    article_id = new_id(12)
    values = {**article.values, "id": article_id, "copy_group": group}
    if not insert_article(connection, collection_id, values):
        raise StoreError("This backup holds the same article twice, so nothing was restored.")
    if article.analysis is not None and article.rows is not None:
        key = key_of(article_id, values["text_hash"], article.analysis)
        write_scores(connection, article_id, key, article.rows, is_new=True)
