"""Files of rows to tables: delimited text and Excel workbooks, and a word on what is neither."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

from components.ingest.decode import decode
from components.ingest.records import ReadOptions, Unreadable
from components.ingest.tables.delimited import (
    Dialect,
    Sniffed,
    cells_of,
    sniffed,
    without_separator_line,
)
from components.ingest.tables.gdelt import gdelt_refusal
from components.ingest.tables.headers import table_of
from components.ingest.tables.mapping import mapped
from components.ingest.tables.names import named
from components.ingest.tables.records import MAX_ROWS, Row, Table

_EMPTY = "The file is empty. Check that it is the right one."
_NO_ROWS = "The table has no rows, only a header. Check that it is the right file."
_SAVE = "Open it in Excel or LibreOffice, save it as .xlsx or .csv, and upload that."
_OLD_EXCEL = f"This is an older Excel file (.xls), which is not read. {_SAVE}"
_ODS = f"This is an OpenDocument spreadsheet (.ods), which is not read. {_SAVE}"
_PARQUET = "This is a Parquet file, which is not read. Save the table as .csv and upload that."
_NO_WORKBOOK = f"This is no Excel workbook that can be read. {_SAVE}"
_TOO_MANY = (
    f"The table is too large: it has more than {MAX_ROWS:,} rows. Split it into several files."
)
_HIDDEN = "The hidden sheet “{name}” was left out."
_ALL_HIDDEN = "All sheets with content are hidden. Show them in Excel, save, and upload again."
_LEFT_OUT = "The sheet “{name}” holds no articles and was left out."
_TOO_WIDE = "The table is too large: one of its lines has more than 100,000 columns."
#: Marks between cells in one line beyond which it is neither a row nor an article's text.
_MOST_MARKS = 100_000
#: How evenly an unnamed table must be cut to be one; prose with commas never is.
_EVEN = 0.6
_SNIFFED = 64_000


def is_table(name: str, data: bytes) -> bool:
    """Whether a file's content is a table, whatever its name is; looks at its beginning only.

    True for Excel and OpenDocument spreadsheets and for delimited text with telling headers.
    """
    if _refused(data) or _is_workbook(data):
        return True
    if data.startswith(b"PK"):
        return False
    text = decode(data[: _SNIFFED - _SNIFFED % 4]).text
    if len(data) > _SNIFFED:
        text = text[: max(text.rfind("\n"), 0) or len(text)]
    hit = sniffed(text)
    if hit is None:
        return False
    rows = _sample_of(text, hit.dialect)
    if gdelt_refusal(rows):
        return True
    first = {found.field for cell in rows[0] if (found := named(cell))} if rows else set()
    return len(rows) > 1 and len(first) >= 2 and hit.evenness >= 0.8


def tables_of(name: str, data: bytes, options: ReadOptions) -> tuple[Table, ...]:
    """Every table of a file that may hold articles; empty where a text file is no table.

    Raises Unreadable for what is empty, too large, damaged, or a kind that is not read.
    """
    if not data.strip():
        raise Unreadable(_EMPTY)
    if refusal := _refused(data):
        raise Unreadable(refusal)
    if data.startswith(b"PK"):
        return _workbook_tables(data, options)
    return _text_tables(data, options)


def _text_tables(data: bytes, options: ReadOptions) -> tuple[Table, ...]:
    decoded = decode(data, chosen=options.encoding)
    text = decoded.text.lstrip("\ufeff").replace("\x00", "")
    if not text.strip():
        raise Unreadable(_EMPTY)
    hit = sniffed(text)
    dialect = hit.dialect if hit is not None and _is_even(hit) else None
    if dialect is None and not named(text.lstrip().split("\n", 1)[0].strip().strip('"')):
        return ()
    text = without_separator_line(text)
    if dialect is not None and _widest(text, dialect) > _MOST_MARKS:
        raise Unreadable(_TOO_WIDE)
    # A column alone has no delimiter; this one is in no text.
    dialect = dialect or Dialect("\x1f")
    rows: list[Row] = []
    for number, (cells, note) in enumerate(cells_of(text, dialect), start=1):
        if number > MAX_ROWS:
            raise Unreadable(_TOO_MANY)
        if cells:
            rows.append(Row(f"row {number}", cells, warnings=(note,) if note else ()))
    if refusal := gdelt_refusal([row.cells for row in rows[:20]]):
        raise Unreadable(refusal)
    table = table_of(rows, decoded.warnings, _chosen(options))
    if not table.rows:
        raise Unreadable(_NO_ROWS)
    return (replace(table, delimiter=dialect.delimiter),)


def _widest(text: str, dialect: Dialect) -> int:
    return max(line.count(dialect.delimiter) for line in re.split(r"[\r\n]+", text))


def _is_even(hit: Sniffed) -> bool:
    return hit.n_named >= 2 or hit.evenness >= _EVEN


def _workbook_tables(data: bytes, options: ReadOptions) -> tuple[Table, ...]:
    if not _is_workbook(data):
        raise Unreadable(_NO_WORKBOOK)
    from components.ingest.tables.workbook import sheets_of

    every = sheets_of(data)
    hidden = tuple(_HIDDEN.format(name=sheet.name) for sheet in every if sheet.hidden)
    sheets = [sheet for sheet in every if sheet.rows]
    if not sheets and hidden:
        raise Unreadable(_ALL_HIDDEN)
    if not sheets:
        raise Unreadable(_EMPTY)
    tables = {sheet.name: table_of(sheet.rows, header=_chosen(options)) for sheet in sheets}
    for table in tables.values():
        if refusal := gdelt_refusal([table.headers, *(row.cells for row in table.rows[:20])]):
            raise Unreadable(refusal)
    filled = {name: table for name, table in tables.items() if table.rows}
    if not filled:
        raise Unreadable(_NO_ROWS)
    taken = _with_articles(filled, options)
    left = tuple(_LEFT_OUT.format(name=sheet.name) for sheet in sheets if sheet.name not in taken)
    first, *others = (
        table if len(taken) == 1 else _under_sheet_name(table, name)
        for name, table in filled.items()
        if name in taken
    )
    return (replace(first, warnings=(*hidden, *left, *first.warnings)), *others)


def _with_articles(tables: Mapping[str, Table], options: ReadOptions) -> tuple[str, ...]:
    """Names of the sheets with articles; of the largest one where none has any."""
    worth = {name: _worth(table, options) for name, table in tables.items()}
    best = max(worth.values())
    if not best[0]:
        # Nothing can be read; the largest sheet shows what there is to choose from.
        return (max(tables, key=lambda name: len(tables[name].rows)),)
    return tuple(name for name in tables if worth[name] == best)


def _under_sheet_name(table: Table, name: str) -> Table:
    rows = (replace(row, part=f"sheet “{name}”, {row.part}") for row in table.rows)
    return replace(table, rows=tuple(rows))


def _worth(table: Table, options: ReadOptions) -> tuple[int, bool]:
    """Whether a sheet has texts (2), only headlines (1) or neither, and headers that say so."""
    columns = mapped(table, options.columns)
    if columns.first("text") is not None:
        return 2, table.named
    return int(columns.readable), table.named


def _chosen(options: ReadOptions) -> tuple[str, ...]:
    return tuple(name for name in (options.columns or {}).values() if name)


def _sample_of(text: str, dialect: Dialect) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for cells, _ in cells_of(without_separator_line(text.lstrip("\ufeff")), dialect):
        if any(cell.strip() for cell in cells):
            rows.append(cells)
        if len(rows) >= 20:
            break
    return rows


def _refused(data: bytes) -> str | None:
    """The refusal of a spreadsheet of a kind that is not read."""
    if data.startswith(b"PAR1"):
        return _PARQUET
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        # An old Word document may hold an Excel table, and is still a document.
        word, excel = ("WordDocument".encode("utf-16-le"), "Workbook".encode("utf-16-le"))
        return _OLD_EXCEL if excel in data and word not in data else None
    if data.startswith(b"\x09\x08\x10\x00"):
        return _OLD_EXCEL
    if data.startswith(b"PK") and b"opendocument.spreadsheet" in data[:200]:
        return _ODS
    return None


def _is_workbook(data: bytes) -> bool:
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return False
