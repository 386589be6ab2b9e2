"""The one error of the store, and how database errors become it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, TimeoutError

_BUSY = "The store is busy with other work. Please try again in a moment."


class StoreError(Exception):
    """Something the store cannot do. str(error) is one or two plain sentences for the reader."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn what the database raises into StoreError; the database's own error stays its cause."""
    try:
        yield
    except IntegrityError as error:
        raise StoreError(
            "Something else changed the same data at the same moment, so nothing was saved. "
            "Please try again."
        ) from error
    except TimeoutError as error:
        raise StoreError(_BUSY) from error
    except (DBAPIError, sqlite3.Error) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        raise StoreError(_in_words(str(reason).lower())) from error


def _in_words(reason: str) -> str:
    if "locked" in reason or "busy" in reason or "deadlock" in reason:
        return _BUSY
    if "readonly" in reason or "read-only" in reason:
        return "The store can be read but not written to. Check who may write to the data folder."
    if "disk is full" in reason or "disk full" in reason or "no space" in reason:
        return "The disk is full, so nothing was saved. Free some space and try again."
    if "unable to open" in reason or "connect" in reason:
        return "The store could not be opened. Check the data folder or the database address."
    strange = ("no such table", "already exists", "malformed", "not a database")
    if any(each in reason for each in strange):
        return "The database file is damaged or is not one of Détente's."
    return (
        "The database could not do this, so nothing was saved. "
        "Please try again, and report it if it happens again."
    )
