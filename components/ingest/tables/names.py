"""What a column's header says it holds: the usual names of news databases, services and people."""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

#: Everything that a column can hold for us, in the order in which a choice is shown.
FIELDS = (
    "text", "title", "summary", "date", "weak_date", "source", "author", "url", "section", "words",
)  # fmt: skip
#: Keys under which records keep the value itself of something that has several properties.
_VALUE_KEYS = frozenset(
    "name title main original rendered value text full content html plain label display default "
    "en date iso datetime".split()
)
_LONGEST = 200
#: Keys that wrap a record without saying what it is; under any other key stands another thing.
_WRAPPERS = frozenset(
    "fields source attributes article story news data metadata meta thread node item document doc "
    "post content properties info details object record payload entry feed response "
    "result links".split()
)
#: Names that many things have, so that they are a headline only of the record itself.
_WEAK_TITLES = frozenset(("name", "subject", "heading"))
_BETWEEN = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(?<=[^\W\d])[\s_.-]*(\d{1,3})$")


class Named(NamedTuple):
    """A field that a header names; rank 0 is the surest name, deeper paths rank lower."""

    field: str
    rank: int


def key_of(header: str) -> str:
    """Letters and digits of a header, lower case, one form for each accented letter."""
    return _BETWEEN.sub("", unicodedata.normalize("NFC", header).casefold())


@functools.cache
def _names() -> dict[str, Named]:
    table: dict[str, Named] = {}
    with Path(__file__).with_name("columns.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for rank, name in enumerate(row["names"].split("|")):
                table.setdefault(key_of(name), Named(row["field"], rank))
    return table


@functools.lru_cache(maxsize=10_000)
def named(header: str) -> Named | None:
    """The field that a header names, None when it is no usual name.

    Headers with dots are paths of keys in a record (“source.name”, “fields.body”).
    """
    if len(header) > _LONGEST:
        return None
    names = _names()
    if whole := names.get(key_of(header)):
        return whole
    keys = [key for key in header.split(".") if key.strip("_@#$ ")]
    if len(keys) < 2 or " " in header.strip():
        return _numbered(header)
    for depth, key in enumerate(keys):
        # Search engines keep the record itself under “_source”.
        field = None if key.startswith("_") else names.get(key_of(key))
        if field is None:
            if key_of(key) in _WRAPPERS:
                continue
            return None
        rest = keys[depth + 1 :]
        if not rest:
            if depth and key_of(key) in _WEAK_TITLES:
                return None
            return Named(field.field, field.rank + 100 * depth)
        # “source.url” is the source's, not the article's address.
        tail = names.get(key_of(key + rest[-1]))
        if tail is not None and len(rest) == 1:
            return Named(tail.field, tail.rank + 100 * depth)
        if all(key_of(part) in _VALUE_KEYS for part in rest):
            return Named(field.field, field.rank + 100 * depth + 10)
        if key_of(key) not in _WRAPPERS:
            return None
    return None


def _numbered(header: str) -> Named | None:
    """“article_full_text_1” opens a text that is spread over several columns."""
    match = _NUMBER.search(header.strip())
    if match is None or match[1].lstrip("0") not in ("", "1"):
        return None
    base = _names().get(key_of(header.strip()[: match.start()]))
    return Named(base.field, base.rank + 5) if base and base.field == "text" else None


def continued(headers: Sequence[str], column: int) -> tuple[int, ...]:
    """Columns that carry a text on: “text_1”, “text_2” …, or Factiva's LP and TD."""
    header = headers[column].strip()
    if len(header) > _LONGEST:
        return (column,)
    if key_of(header) in ("lp", "td"):
        parts = {key_of(name): index for index, name in reversed(list(enumerate(headers)))}
        return tuple(parts[key] for key in ("lp", "td") if key in parts)
    match = _NUMBER.search(header)
    if match is None:
        return (column,)
    stem, number = header[: match.start()].casefold(), int(match[1])
    numbers = {
        int(other[1]): index
        for index, name in enumerate(headers)
        if len(name) <= _LONGEST
        and (other := _NUMBER.search(name.strip()))
        and name.strip()[: other.start()].casefold() == stem
    }
    columns = [column]
    while (number := number + 1) in numbers:
        columns.append(numbers[number])
    return tuple(columns)
