"""Uploads, kept in the data folder until their job has read them; each content once."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Engine

from components import store

_CHUNK = 2**20
_LEFT_OVER = 3600.0  # seconds after which a file that no job asks for is taken for forgotten

Upload = bytes | Path | BinaryIO


def spool_folder(data_dir: Path) -> Path:
    """Where uploads lie."""
    return data_dir / "spool"


def put(folder: Path, upload: Upload) -> tuple[str, int]:
    """Copy an upload in; its SHA-256, which is its name there, and its size in bytes.

    Raises StoreError when the folder cannot be written to or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with (
            _opened(upload) as stream,
            tempfile.NamedTemporaryFile(dir=folder, prefix="new-", delete=False) as target,
        ):
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
        os.replace(target.name, folder / digest.hexdigest())
    except OSError as error:
        raise store.StoreError(
            "The upload could not be kept for reading. Check that the disk has room and that the "
            "data folder can be written to."
        ) from error
    return digest.hexdigest(), size


def drop_unused(engine: Engine, folder: Path, among: set[str] | None = None) -> None:
    """Delete what no open job has to read: of `among`, or else everything that lies there long."""
    if not folder.is_dir():
        return
    needed = store.spooled(engine)
    for path in folder.iterdir():
        is_old = time.time() - path.stat().st_mtime > _LEFT_OVER
        if path.name not in needed and (is_old if among is None else path.name in among):
            path.unlink(missing_ok=True)


def _opened(upload: Upload) -> BinaryIO:
    if isinstance(upload, Path):
        return upload.open("rb")
    return io.BytesIO(upload) if isinstance(upload, bytes) else upload
