"""JSON files to one table of records, whatever service they come from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from components.ingest.decode import decode
from components.ingest.records import ReadOptions, Unreadable
from components.ingest.tables.json_records import Record, records_of
from components.ingest.tables.json_values import TOO_MANY, Value, duplicate_keys, values_of
from components.ingest.tables.names import named
from components.ingest.tables.records import MAX_COLUMNS, MAX_ROWS, Row, Table

_MOST_CELLS, _FEWEST_COLUMNS = 5_000_000, 50
_NOTHING = "This JSON holds no articles{what}. Upload a list of articles with their texts."
_NO_RECORD = "It is no article: it has neither a text nor a headline."


def json_table(name: str, data: bytes, options: ReadOptions) -> Table:
    """Every record of a JSON file under the paths of their keys.

    Raises Unreadable where it is no valid JSON or holds no articles.
    """
    decoded = decode(data, chosen=options.encoding)
    values = values_of(decoded.text, name)
    rows: list[tuple[str, Record, tuple[str, ...]]] = []
    for value in values:
        rows.extend(_records(value))
        if len(rows) > MAX_ROWS:
            raise Unreadable(TOO_MANY)
    if all(record.refusal for _, record, _ in rows) and not any(value.refusal for value in values):
        raise Unreadable(_NOTHING.format(what=_what(values)))
    paths: dict[str, None] = {}
    for _, record, _ in rows:
        paths.update(dict.fromkeys(record.values))
    headers = _kept(tuple(paths), len(rows))
    return Table(
        headers,
        tuple(
            Row(
                part,
                tuple(record.values.get(path, "") for path in headers) if record.values else (),
                refusal=record.refusal,
                warnings=warnings,
            )
            for part, record, warnings in rows
        ),
        records=True,
        warnings=decoded.warnings,
    )


def _kept(paths: tuple[str, ...], n_rows: int) -> tuple[str, ...]:
    """As many paths as can be read; keys that are data themselves (names, numbers) go first."""
    n_kept = min(MAX_COLUMNS, max(_FEWEST_COLUMNS, _MOST_CELLS // max(1, n_rows)))
    if len(paths) <= n_kept:
        return paths
    kept = sorted(paths, key=lambda path: named(path) is None)[:n_kept]
    return tuple(path for path in paths if path in set(kept))


def _records(value: Value) -> list[tuple[str, Record, tuple[str, ...]]]:
    """Records of one value, each with its place and sentences about it."""
    if value.refusal:
        return [(value.part, Record({}, value.refusal), ())]
    records = records_of(value.value)
    warnings = duplicate_keys(value.value)
    if not records:
        return [(value.part, Record({}, _NO_RECORD), ())] if value.part else []
    if feed := _feed_title(value.value):
        records = tuple(
            replace(record, values={**record.values, "feed.title": feed}) for record in records
        )
    if len(records) == 1 and (value.part or isinstance(value.value, dict)):
        return [(value.part, records[0], warnings)]
    before = f"{value.part}, " if value.part else ""
    return [
        (f"{before}entry {number}", record, ()) for number, record in enumerate(records, start=1)
    ]


def _feed_title(value: Any) -> str:
    """Title of a JSON Feed, which names the outlet of all its entries."""
    if not isinstance(value, dict) or "jsonfeed.org" not in str(value.get("version")):
        return ""
    title = value.get("title")
    return title if isinstance(title, str) else ""


def _what(values: tuple[Value, ...]) -> str:
    """A word on what the file holds instead."""
    value = values[0].value if len(values) == 1 else None
    if isinstance(value, dict) and value:
        keys = ", ".join(f"“{str(key)[:40]}”" for key in list(value)[:8])
        return f"; its keys are {keys}"
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return ", only a number"
    if isinstance(value, str):
        return ", only a line of text"
    return "; the list is empty" if value == [] else ""
