"""JSON values to the records in them that are articles, however deep a service wraps them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.ingest.records import Unreadable
from components.ingest.tables.guardian import completed
from components.ingest.tables.json_values import TOO_MANY
from components.ingest.tables.names import key_of, named
from components.ingest.tables.records import MAX_COLUMNS, MAX_ROWS

#: Keys under which services keep their lists of articles.
_LISTS = frozenset(
    "articles article results result response responses docs documents items item data hits "
    "entries entry stories story news posts records rows value values list feed content matches "
    "recentactivityarticles".split()
)
_DEPTH = 40
_NEAR = 4
#: Words that make a “text” an article's and not a service's message.
_SENTENCE_WORDS = 5
_ARTICLE_TYPE = re.compile(r"Article|Posting|Report|CreativeWork|Review")
_NO_RECORD = "It is no article: it has neither a text nor a headline."


@dataclass(frozen=True, slots=True)
class Record:
    """One article: values by path of keys (“source.name”), or why an entry is none."""

    values: Mapping[str, str]
    refusal: str = ""


def records_of(value: Any) -> tuple[Record, ...]:
    """Articles in a JSON value, in order; entries of a list of articles that are none are named.

    Empty where there is no article at all.
    """
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        sentences = sum(len(item.split()) >= _SENTENCE_WORDS for item in value)
        return tuple(Record({"text": item}) for item in value) if sentences else ()
    value = completed(value)
    found = _found(_columnar(value) or value, 0) or list(_longest_list(value, 0))
    return tuple(Record({}, _NO_RECORD) if item is None else Record(_flat(item)) for item in found)


def _longest_list(value: Any, depth: int) -> Sequence[dict[str, Any]]:
    """The longest list of objects in a value whose keys say nothing: somebody may know better."""
    if depth > _NEAR:
        return ()
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return [item for item in value if any(_flat(item).values())]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    lists = (_longest_list(item, depth + 1) for item in inner)
    return max(lists, key=len, default=())


def _columnar(value: Any) -> list[dict[str, Any]]:
    """Records of a table that was written column by column, as data frames are; else empty."""
    if not isinstance(value, dict) or len(value) > MAX_COLUMNS:
        return []
    headers, rows = value.get("columns"), value.get("data")
    if isinstance(headers, list) and isinstance(rows, list):
        if not all(isinstance(row, list) and len(row) == len(headers) for row in rows):
            return []
        return [dict(zip(map(str, headers), row, strict=True)) for row in rows]
    fields = {hit.field for key in value if (hit := named(str(key)))}
    if not fields & {"text", "title"} or len(value) < 2:
        return []
    columns = [list(item.values()) if isinstance(item, dict) else item for item in value.values()]
    if not all(isinstance(column, list) and len(column) == len(columns[0]) for column in columns):
        return []
    if any(isinstance(cell, dict | list) for column in columns for cell in column):
        return []
    return [dict(zip(value, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _found(value: Any, depth: int) -> list[dict[str, Any] | None]:
    """Objects that are articles; None for an entry between them that is none."""
    if depth > _DEPTH:
        return []
    if isinstance(value, list):
        if len(value) > MAX_ROWS and isinstance(value[0], dict | list):
            raise Unreadable(TOO_MANY)
        inside = [_found(item, depth + 1) for item in value]
        if not any(inside):
            return []
        # A list inside the list may be empty; anything else in it stands for an entry.
        return [
            record
            for item, found in zip(value, inside, strict=True)
            for record in (found or ([] if item == [] else [None]))
        ]
    if not isinstance(value, dict):
        return []
    own = "" if _is_other(value) else _own(value, "text")
    if len(own.split()) >= _SENTENCE_WORDS:
        return [value]
    nested = {key: found for key, item in value.items() if (found := _found(item, depth + 1))}
    with_text = {key: found for key, found in nested.items() if any(map(_has_text, found))}
    if with_text:
        if _is_wrapped(value, with_text):
            return [value]
        return list(itertools.chain.from_iterable(with_text.values()))
    if own:
        return [value]
    # What is itself a record beside the list describes it: a feed, a page of results.
    lists = {
        key: found
        for key, found in nested.items()
        if key_of(str(key)) in _LISTS and not (len(found) == 1 and found[0] is value[key])
    }
    if lists:
        return list(itertools.chain.from_iterable(lists.values()))
    if not _is_other(value) and (_own(value, "title") or _own(value, "summary")):
        return [value]
    return list(itertools.chain.from_iterable(nested.values()))


def _is_other(value: Mapping[str, Any]) -> bool:
    """Whether an object says that it is no article: a web site in schema.org's terms, an error."""
    # Thousands of keys are data themselves: names or numbers of entries.
    if len(value) > MAX_COLUMNS:
        return True
    kind = value.get("@type")
    if kind is not None and not _ARTICLE_TYPE.search(str(kind)):
        return True
    return "message" in value and not any(
        _own(value, field) for field in ("title", "date", "url", "author")
    )


def _has_text(record: dict[str, Any] | None) -> bool:
    return record is not None and any(
        (hit := named(path)) and hit.field == "text" for path in _flat(record)
    )


def _is_wrapped(value: dict[str, Any], nested: Mapping[str, list[Any]]) -> bool:
    """Whether the one object with a text inside is a part of this article (Guardian's “fields”)."""
    if len(nested) != 1:
        return False
    ((key, found),) = nested.items()
    inner = value[key]
    hit = named(str(key))
    if isinstance(inner, list) and hit is not None and hit.field == "text":
        # Blocks of one text: [{"type": "p", "text": "…"}, …].
        return not any(record and _own(record, "title") for record in found)
    if not isinstance(inner, dict) or len(found) != 1 or found[0] is not inner:
        return False
    return any(_own(value, field) for field in ("title", "date", "url", "source", "author"))


def _own(record: Mapping[str, Any], field: str) -> str:
    """The first value of a field that stands in the object itself."""
    for key, value in record.items():
        hit = named(str(key))
        if hit is None or hit.field != field:
            continue
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, dict) and field in ("text", "title", "summary"):
            for path, text in _flat({key: value}).items():
                if (inner := named(path)) and inner.field == field and text.strip():
                    return text
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return " ".join(value)
    return ""


def _flat(record: Mapping[str, Any]) -> dict[str, str]:
    """Values of an object by path of keys, as text."""
    return {path: text for path, text in _paths(record, "", 0) if text}


def _paths(value: Mapping[str, Any], path: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, item in value.items():
        here = f"{path}.{key}" if path else str(key)
        if isinstance(item, dict):
            if depth < 4:
                yield from _paths(item, here, depth + 1)
        else:
            yield here, _text(item, here)


def _text(value: Any, path: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list):
        return _listed(value, path)
    return str(value)


def _listed(values: Sequence[Any], path: str) -> str:
    """A list as text: paragraphs of a text, names otherwise."""
    hit = named(path)
    is_text = hit is not None and hit.field == "text"
    texts: list[str] = []
    for item in values:
        if isinstance(item, dict):
            keys = ("text", "content", "value", "name", "title", "paragraph", "html", "sentence")
            item = next((item[key] for key in keys if isinstance(item.get(key), str)), "")
        if isinstance(item, str | int | float) and str(item).strip():
            texts.append(str(item))
    return ("\n\n" if is_text else ", ").join(texts)
