"""Rows that are not what a table's rows should be: too wide for it, or lines of one text."""

from __future__ import annotations

import statistics
from dataclasses import replace

from components.ingest.characters import clean
from components.ingest.lines import paragraphs
from components.ingest.records import Extract
from components.ingest.tables.cell_dates import is_nothing
from components.ingest.tables.mapping import Columns
from components.ingest.tables.names import key_of
from components.ingest.tables.records import Row, Table

_PLACES = frozenset(
    "page pageno pagenumber pagenum line lineno linenumber linenum row rowid rownumber id index n "
    "no number volume part unnamed0".split()
)
_LINES = frozenset("line lineno linenumber linenum".split())
_FEWEST_LINES = 20
_LONGEST_LINE_WORDS = 25
_JOINED = (
    "The rows are lines of one text, so they were joined into one article. If each row is an "
    "article of its own, choose “{header}” as the column of the text."
)
_WIDE = "This row has more cells than the table has columns; the surplus was added to the text."


def joined_lines(table: Table, columns: Columns) -> Extract | None:
    """One article of a table whose rows are the numbered lines of one text; else None."""
    column = columns.first("text")
    if column is None or columns.chosen or len(table.rows) < _FEWEST_LINES:
        return None
    others = {key_of(header) for index, header in enumerate(table.headers) if index != column}
    if not others & _LINES or not others <= _PLACES:
        return None
    lines = ["" if is_nothing(cell := row.cell(column)) else cell for row in table.rows]
    n_words = [len(line.split()) for line in lines if line]
    if not n_words or statistics.median(n_words) > _LONGEST_LINE_WORDS:
        return None
    text = clean("\n".join(lines))
    return Extract(paragraphs(text), warnings=(_JOINED.format(header=table.headers[column]),))


def fitted(table: Table, row: Row, columns: Columns) -> Row:
    """A row with more cells than headers, whose text holds the delimiter without quotes."""
    cells = row.cells
    while len(cells) > len(table.headers) and not cells[-1].strip():
        cells = cells[:-1]
    surplus = len(cells) - len(table.headers)
    if surplus <= 0 or not table.delimiter:
        return row
    column = columns.first("text")
    column = columns.first("title") if column is None else column
    if column is None:
        return row
    text = table.delimiter.join(cells[column : column + surplus + 1])
    fitting = (*cells[:column], text, *cells[column + surplus + 1 :])
    return replace(row, cells=fitting, warnings=(*row.warnings, _WIDE))
