"""What may go into a column: ids, hashes, cleaned strings, checked texts and numbers."""

from __future__ import annotations

import datetime
import hashlib
import math
import re
import secrets
import unicodedata

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from components.analysis import SCHEMA_VERSION
from components.store.errors import StoreError

MAX_NAME = 120
MAX_DESCRIPTION = 4000
MAX_LINE = 2000  # a title, a source, a reason, a file's name

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is misread for something else
_ID = re.compile(f"[{_ALPHABET}]{{1,12}}")
# NUL and the other control characters, and halves of surrogate pairs, which no encoding can hold.
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def new_id(length: int = 10) -> str:
    """A random id for a link: 10 characters are 49 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def is_id(value: object) -> bool:
    """Whether `value` could be an id. Ids come in by links, so they are not to be trusted."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def now() -> datetime.datetime:
    """The time in UTC, without a zone, as it is stored."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def as_utc(value: datetime.datetime) -> datetime.datetime:
    """A stored time with its zone."""
    return value.replace(tzinfo=datetime.UTC)


def line(value: str | None, limit: int = MAX_LINE) -> str | None:
    """One line of metadata: control characters dropped, white space single; None when empty.

    NUL is dropped because PostgreSQL cannot hold it, on SQLite too, so that both store the same.
    What is longer than `limit` characters is cut and ends in “…”.
    """
    if value is None:
        return None
    cleaned = " ".join(_UNSTORABLE.sub("", value).split())
    if len(cleaned) > limit:
        cleaned = cleaned[: limit - 1].rstrip() + "…"
    return cleaned or None


def prose(value: str) -> str:
    """Several lines of metadata: control characters dropped, line breaks kept."""
    return _UNSTORABLE.sub("", value).strip()


def storable(value: str) -> bool:
    """Whether the database can hold `value` exactly as it is."""
    return _encoded(value) is not None and "\0" not in value


def checked_text(text: str) -> str:
    """The text, unchanged. Raises StoreError when it is blank or cannot be stored unchanged."""
    if not text.strip():
        raise StoreError("The article has no text, so there is nothing to store.")
    if not storable(text):
        raise StoreError(
            "The text holds characters that cannot be stored (NUL or broken characters). "
            "Save the file as plain UTF-8 text and try again."
        )
    return text


def checked_name(name: str) -> str:
    """A collection's name, cleaned. Raises StoreError when it is empty or too long."""
    cleaned = line(name, limit=len(name) + 1)
    if cleaned is None:
        raise StoreError("A collection needs a name.")
    if len(cleaned) > MAX_NAME:
        raise StoreError(f"The name is too long: {MAX_NAME} characters are the most.")
    return cleaned


def checked_description(description: str) -> str:
    """A description, cleaned. Raises StoreError when it is too long."""
    cleaned = prose(description)
    if len(cleaned) > MAX_DESCRIPTION:
        raise StoreError(f"The description is too long: {MAX_DESCRIPTION} characters are the most.")
    return cleaned


def name_key(name: str) -> str:
    """The form in which names are compared: “Arms  control” and “arms control” are the same."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def parsed_date(value: str | None) -> datetime.date | None:
    """A date from YYYY-MM-DD. Raises StoreError when it is none."""
    if value is None or not value.strip():
        return None
    try:
        return datetime.date.fromisoformat(value.strip())
    except ValueError as error:
        shown = line(value, 40)
        raise StoreError(f"“{shown}” is not a date. Write it as YYYY-MM-DD.") from error


def parsed_time(value: str | None) -> str | None:
    """A moment as ISO 8601, from the same. Raises StoreError when it is none."""
    if value is None or not value.strip():
        return None
    try:
        return datetime.datetime.fromisoformat(value.strip()).isoformat()
    except ValueError as error:
        shown = line(value, 40)
        raise StoreError(f"“{shown}” is not a time. Write it as YYYY-MM-DDTHH:MM+02:00.") from error


def text_hash(text: str) -> str:
    """SHA-256 of the text, as 64 hexadecimal digits."""
    return _digest(text)


def identity(text_hash: str, source: str | None, date: datetime.date | None) -> str:
    """What makes an article the same one within a collection; no source equals no source."""
    return _digest(text_hash, source or "", date.isoformat() if date else "")


def analysis_key(
    article_id: str,
    text_hash: str,
    date: datetime.date | None,
    roster_version: str,
    dyad: tuple[str, str],
    method_version: str,
    language: str,
) -> str:
    """What an analysis is a function of; another key means that the article has to be re-scored."""
    stamp = date.isoformat() if date else ""
    # The shape of the record too: one in an older shape could not be read any more.
    method = f"{method_version}/{SCHEMA_VERSION}"
    return _digest(article_id, text_hash, stamp, roster_version, *dyad, method, language)


def insert_for(connection: sa.Connection, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that knows on_conflict_do_nothing, in the connection's dialect."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def finite(value: float | None) -> float | None:
    """The number as float, None as None. Raises StoreError for anything else."""
    if value is None:
        return None
    try:
        if not isinstance(value, bool) and math.isfinite(value):
            return float(value)
    except (TypeError, OverflowError):
        pass
    raise StoreError("The analysis holds something that is not a number where one should be.")


def _encoded(value: str) -> bytes | None:
    try:
        return value.encode()
    except UnicodeEncodeError:
        return None


def _digest(*parts: str) -> str:
    # Lengths first, so that ("ab", "c") and ("a", "bc") differ.
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    joined = b"".join(b"%d:%b" % (len(part), part) for part in encoded)
    return hashlib.sha256(joined).hexdigest()
