"""Uploads on their way to the worker."""

import io
import os
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine

from components import jobs, store
from components.jobs.spool import drop_unused, put, spool_folder
from components.settings import Settings


def test_each_content_lies_there_once(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "spool"
    path = tmp_path / "upload.bin"
    path.write_bytes(b"words")
    hashes = {put(folder, each) for each in (b"words", io.BytesIO(b"words"), path)}
    assert len(hashes) == 1
    [(sha256, size)] = hashes
    assert size == 5 and [each.name for each in folder.iterdir()] == [sha256]
    assert (folder / sha256).read_bytes() == b"words"


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(store.StoreError, match="data folder"):
        put(tmp_path / "file" / "spool", b"words")


def test_only_what_nobody_needs_is_dropped(
    engine: Engine, settings: Settings, collection: str
) -> None:
    folder = spool_folder(settings.data_dir)
    drop_unused(engine, folder)
    job_id = jobs.queue_import(engine, collection, [("a.txt", b"needed")], settings=settings)
    needed = store.job_inputs(engine, job_id)[0].sha256
    forgotten, _ = put(folder, b"forgotten")
    fresh, _ = put(folder, b"fresh")
    long_ago = time.time() - 7200
    for each in (forgotten, needed):
        os.utime(folder / str(each), (long_ago, long_ago))
    drop_unused(engine, folder)
    assert {each.name for each in folder.iterdir()} == {needed, fresh}
    drop_unused(engine, folder, {str(needed), fresh})
    assert {each.name for each in folder.iterdir()} == {needed}
