"""Tables as every format hands them over: spreadsheets, delimited text and JSON records alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Most rows of one file that are read.
MAX_ROWS = 200_000
#: Most columns, or different fields of JSON records, that are read.
MAX_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, or one record.

    part: where it stands, in the analyst's words (“row 7”, counted as a spreadsheet counts).
    cells: values as text, one for each header or fewer; "" where there is none.
    unstored: columns whose value is a formula without a stored result.
    refusal: why the row cannot be read at all, "" when it can.
    warnings: sentences about this row.
    """

    part: str
    cells: tuple[str, ...] = ()
    unstored: frozenset[int] = frozenset()
    refusal: str = ""
    warnings: tuple[str, ...] = ()

    def cell(self, column: int) -> str:
        """Value in a column, "" beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headers.

    headers: different from each other; made up (“column 1”) where named is False.
    records: True for JSON, whose headers are paths of keys (“source.name”).
    delimiter: what stands between cells in the file, "" where cells are set apart otherwise.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    named: bool = True
    records: bool = False
    delimiter: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a table looks like and which column was taken for what, for somebody to change.

    headers: every column, in order, each once.
    samples: the first five rows, values under the headers.
    mapping: field ("text", "title", "date", "source", "author", "url", "section", "summary") to
    the header of its column; fields without a column are missing.
    reasons: field to a sentence on the choice.
    warnings: sentences about the file as a whole.
    open_dates: values of the date column whose day and month nothing tells apart: somebody has
    to choose an order (ReadOptions.date_order).
    """

    headers: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    mapping: Mapping[str, str]
    reasons: Mapping[str, str]
    warnings: tuple[str, ...] = ()
    open_dates: tuple[str, ...] = ()


def distinct(headers: tuple[str, ...]) -> tuple[str, ...]:
    """Headers made different from each other: a second “text” becomes “text (2)”."""
    taken: set[str] = set()
    result: list[str] = []
    for index, header in enumerate(headers):
        name = plain = " ".join(header.split()) or f"column {index + 1}"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain} ({number})"
        taken.add(name.casefold())
        result.append(name)
    return tuple(result)
