"""Tables and JSON: files of many articles, a row or a record each.

from components.ingest.tables import columns_of, read_json, read_table
choice = columns_of("export.csv", data)        # for somebody to look at and change
extracts = read_table(data, "export.csv", ReadOptions(columns={"text": "Body"}))

Rows are counted as a spreadsheet counts them, the header included: the first article of a plain
table is “row 2”. A row whose cells are all empty is no row; every other one ends in an article or
in a refusal.
"""

from __future__ import annotations

from components.ingest.plain import read_plain
from components.ingest.records import Extracts, ReadOptions, Unreadable
from components.ingest.tables.articles import articles_of, dates_of, open_dates
from components.ingest.tables.json_tables import json_table
from components.ingest.tables.mapping import mapped, no_text
from components.ingest.tables.records import ColumnChoice, Table
from components.ingest.tables.sheets import is_table, tables_of

__all__ = ["ColumnChoice", "columns_of", "is_table", "read_json", "read_table"]

_NO_TABLE = "This is no table, so it was read as plain text."
_SAMPLES = 5
_SAMPLE_CHARACTERS = 300
_SHOWN = ("text", "title", "summary", "date", "source", "author", "url", "section")


def read_table(data: bytes, name: str, options: ReadOptions | None = None) -> Extracts:
    """Articles of a table: delimited text in any encoding, or an Excel workbook (.xlsx).

    Raises Unreadable where the file holds no table that can be read, or no text and no headlines.
    """
    options = options or ReadOptions()
    tables = tables_of(name, data, options)
    if not tables:
        extract = read_plain(data, options.encoding)
        return Extracts((extract,), warnings=(_NO_TABLE,))
    return _all([_read(table, options) for table in tables])


def read_json(data: bytes, name: str, options: ReadOptions | None = None) -> Extracts:
    """Articles of a JSON file: an answer of a news service, a list of records, or JSON lines.

    Raises Unreadable where it is not valid JSON or holds no articles.
    """
    options = options or ReadOptions()
    return _read(json_table(name, data, options), options)


def columns_of(name: str, data: bytes, options: ReadOptions | None = None) -> ColumnChoice:
    """What a table or a JSON file looks like, and which column was taken for what.

    Of a workbook it is the first sheet with articles. Raises Unreadable as reading does, except
    that a table without any text shows its columns for somebody to choose from.
    """
    options = options or ReadOptions()
    table = _table(name, data, options)
    columns = mapped(table, options.columns)
    mapping: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for field in _SHOWN:
        column = columns.first(field)
        reason = columns.reasons.get(field, "")
        if column is None and field == "date":
            column, reason = columns.first("weak_date"), columns.reasons.get("weak_date", "")
        if column is not None:
            mapping[field] = table.headers[column]
        if reason:
            reasons[field] = reason
    width = range(len(table.headers))
    return ColumnChoice(
        headers=table.headers,
        samples=tuple(
            tuple(row.cell(column)[:_SAMPLE_CHARACTERS] for column in width)
            for row in [row for row in table.rows if not row.refusal][:_SAMPLES]
        ),
        mapping=mapping,
        reasons=reasons,
        warnings=table.warnings,
        open_dates=open_dates(dates_of(table, columns, options)),
    )


def _table(name: str, data: bytes, options: ReadOptions) -> Table:
    if data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] in (b"{", b"["):
        return json_table(name, data, options)
    tables = tables_of(name, data, options)
    if not tables:
        raise Unreadable(_NO_TABLE)
    return tables[0]


def _read(table: Table, options: ReadOptions) -> Extracts:
    columns = mapped(table, options.columns)
    if not columns.readable:
        if all(row.refusal for row in table.rows):
            return Extracts(refusals=tuple((row.part, row.refusal) for row in table.rows))
        raise Unreadable(no_text(table))
    return articles_of(table, columns, options)


def _all(extracts: list[Extracts]) -> Extracts:
    return Extracts(
        tuple(article for one in extracts for article in one.articles),
        tuple(refusal for one in extracts for refusal in one.refusals),
        tuple(dict.fromkeys(warning for one in extracts for warning in one.warnings)),
    )
