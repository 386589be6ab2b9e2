"""What others may hand in as a backup: refused in plain words, and nothing is changed."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from components.store import (
    StoreError,
    backup,
    backups,
    delete_collection,
    list_articles,
    list_collections,
    restore,
)
from tests.store.contents import contents

Files = dict[str, Any]
Scores = dict[str, Any]


def unzipped(data: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return target.getvalue()


def refused(engine: Engine, data: bytes) -> str:
    """What restore says; and that it changed nothing."""
    before = list_collections(engine)
    with pytest.raises(StoreError) as caught:
        restore(engine, data)
    assert list_collections(engine) == before
    message = str(caught.value)
    assert message.endswith(".") and "Error" not in message and "\n" not in message
    return message


FIRST = "articles/00001.json"
HOSTILE: dict[str, Callable[[Files], Any]] = {
    "no collection": lambda f: f.pop("collection.json"),
    "no article": lambda f: f.pop(FIRST),
    "one article more": lambda f: f.update({"articles/00004.json": f[FIRST]}),
    "the same twice": lambda f: f.update({"articles/00002.json": f[FIRST]}),
    "another format": lambda f: f["collection.json"].update(format="something"),
    "no format": lambda f: f["collection.json"].pop("format"),
    "a newer version": lambda f: f["collection.json"].update(version=2),
    "a version in words": lambda f: f["collection.json"].update(version="1"),
    "no name": lambda f: f["collection.json"].update(name=" "),
    "a name that is a list": lambda f: f["collection.json"].update(name=["Talks"]),
    "a description without end": lambda f: f["collection.json"].update(description="x" * 10_000),
    "no dyad": lambda f: f["collection.json"].update(dyad=None),
    "half a dyad": lambda f: f["collection.json"].update(dyad={"a": "russia", "b": "\0"}),
    "a sample perhaps": lambda f: f["collection.json"].update(is_sample="perhaps"),
    "a collection that is a list": lambda f: f.update({"collection.json": []}),
    "a collection that is no JSON": lambda f: f.update({"collection.json": b"{"}),
    "a collection in Latin-1": lambda f: f.update({"collection.json": b'"\xe9"'}),
    "JSON without a bottom": lambda f: f.update({FIRST: b"[" * 200_000}),
    "a number without end": lambda f: f.update({FIRST: b"1" * 10_000}),
    "an article that is a number": lambda f: f.update({FIRST: 7}),
    "an article without a text": lambda f: f[FIRST].pop("text"),
    "an empty text": lambda f: f[FIRST].update(text=""),
    "NUL in a text": lambda f: f[FIRST].update(text="a\0b"),
    "half a character": lambda f: f[FIRST].update(text="\ud800"),
    "a text that is a number": lambda f: f[FIRST].update(text=7),
    "a title without origin": lambda f: f[FIRST].update(title={"value": "x"}),
    "a title from a dream": lambda f: f[FIRST]["title"].update(origin="dreamt"),
    "a title that is a list": lambda f: f[FIRST]["title"].update(value=[]),
    "no such day": lambda f: f[FIRST]["date"].update(value="2024-02-30"),
    "a day that is a number": lambda f: f[FIRST]["date"].update(value=20240230),
    "no such time": lambda f: f[FIRST].update(created="yesterday"),
    "a time before time": lambda f: f[FIRST].update(created="0001-01-01T00:00:00+23:00"),
    "warnings that are numbers": lambda f: f[FIRST].update(warnings=[1]),
    "a way out": lambda f: f.update({"../../outside.json": f[FIRST]}),
    "an absolute path": lambda f: f.update({"/etc/outside.json": f[FIRST]}),
    "a way out inside": lambda f: f.update({"articles/../00001.json": f[FIRST]}),
    "another drive": lambda f: f.update({"C:\\articles\\00001.json": f[FIRST]}),
    "a program": lambda f: f.update({"run.exe": b"MZ"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_zip_of_another_shape_is_refused(engine: Engine, full: str, name: str) -> None:
    files = unzipped(backup(engine, full))
    HOSTILE[name](files)
    refused(engine, zipped(files))


LOST: dict[str, Callable[[Scores], Any]] = {
    "no analysis but words": lambda a: a.clear(),
    "another schema": lambda a: a.update(schema=99),
    "a tone in words": lambda a: a["document"].update(relation_tone="cold"),
    "a tone that is none": lambda a: a["document"].update(relation_tone=float("nan")),
    "a tone that is endless": lambda a: a["document"].update(relation_tone=10**400),
    "paragraphs of another text": lambda a: a["paragraphs"][0].update(text="Prague froze it."),
    "offsets beyond the text": lambda a: a["paragraphs"][0]["sentences"][0].update(end=10**6),
    "offsets in words": lambda a: a["paragraphs"][0]["hedges"][0].update(start="0"),
    "offsets backwards": lambda a: a["paragraphs"][0]["frames"][0].update(start=5, end=2),
    "an actor that is null": lambda a: a["paragraphs"][0]["actors"][0].update(actor=None),
    "an actor with NUL": lambda a: a["paragraphs"][0]["actors"][0].update(actor="a\0"),
    "a way that is no word": lambda a: a["paragraphs"][0]["actors"][0]["mentions"][0].update(via=3),
    "a count below zero": lambda a: a["paragraphs"][0]["actors"][0].update(n=-1),
    "a count too large": lambda a: a["paragraphs"][0]["actors"][0].update(n=2**40),
    "an actor twice": lambda a: a["paragraphs"][0].update(actors=a["paragraphs"][0]["actors"] * 2),
    "half a band": lambda a: a["document"].update(band=[0.1]),
}


@pytest.mark.parametrize("name", LOST)
def test_scores_that_cannot_be_read_are_left_out(engine: Engine, full: str, name: str) -> None:
    files = unzipped(backup(engine, full))
    LOST[name](files[FIRST]["analysis"])
    restored = restore(engine, zipped(files))
    assert (restored.n_articles, restored.n_analyses) == (3, 1)
    assert "The scores of 1 of 3 articles could not be read" in restored.warnings[-1]
    unscored = [
        each for each in list_articles(engine, restored.collection_id) if not each.is_scored
    ]
    assert len(unscored) == 2


def test_a_newer_backup_is_told_apart(engine: Engine, full: str) -> None:
    files = unzipped(backup(engine, full))
    files["collection.json"]["version"] = 2
    assert "newer version" in refused(engine, zipped(files))


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, b"%PDF-1.4", b"x" * 5000])
def test_what_is_no_zip_is_refused(engine: Engine, data: bytes) -> None:
    refused(engine, data)


def test_a_damaged_zip_is_refused(engine: Engine, full: str) -> None:
    saved = backup(engine, full)
    for keep in range(0, len(saved) - 1, len(saved) // 60):
        refused(engine, saved[:keep])


def test_flipped_bytes_are_refused_or_harmless(engine: Engine, full: str) -> None:
    saved, wanted = backup(engine, full), contents(engine, full)
    for at in range(0, len(saved), len(saved) // 120):
        broken = bytearray(saved)
        broken[at] ^= 0xFF
        try:
            restored = restore(engine, bytes(broken))
        except StoreError:
            continue
        assert contents(engine, restored.collection_id) == wanted
        delete_collection(engine, restored.collection_id)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(engine: Engine, full: str, method: int) -> None:
    refused(engine, zipped(unzipped(backup(engine, full)), method))


def test_a_zip_that_was_unpacked_and_packed_again_is_taken(engine: Engine, full: str) -> None:
    files = {"articles/": b"", **unzipped(backup(engine, full))}
    assert restore(engine, zipped(files, zipfile.ZIP_STORED)).n_articles == 3


def test_two_entries_of_one_name_are_refused(engine: Engine, full: str) -> None:
    target = io.BytesIO(backup(engine, full))
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(FIRST, "{}")
    refused(engine, target.getvalue())


def test_a_locked_zip_is_refused(engine: Engine, full: str) -> None:
    locked = backup(engine, full).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )
    assert locked != backup(engine, full)
    refused(engine, locked)


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        ("MAX_ZIP_BYTES", 500),
        ("MAX_UNPACKED_BYTES", 3000),
        ("MAX_ENTRY_BYTES", 1000),
        ("MAX_ARTICLES", 2),
    ],
)
def test_what_is_too_large_is_neither_saved_nor_restored(
    engine: Engine, full: str, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    saved = backup(engine, full)
    monkeypatch.setattr(backups, limit, value)
    assert "larger than a backup" in refused(engine, saved)
    with pytest.raises(StoreError, match="too large for one backup"):
        backup(engine, full)


def test_a_bomb_is_refused_unopened(engine: Engine) -> None:
    bomb = zipped({"collection.json": b" " * (backups.MAX_ENTRY_BYTES + 1)})
    assert len(bomb) < 100_000
    assert "larger than a backup" in refused(engine, bomb)


def test_a_bomb_that_lies_about_its_size_is_refused(engine: Engine) -> None:
    size = 4 * 2**20
    bomb = zipped({"collection.json": b" " * size})
    liar = bomb.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert liar != bomb
    refused(engine, liar)


def test_a_directory_of_millions_is_refused(engine: Engine) -> None:
    assert "larger than a backup" in refused(engine, b"PK\x01\x02" * 2**20)
