"""Rows of cells to a table: where its header stands, if it has one, and what lies around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from components.ingest.tables.cell_dates import written
from components.ingest.tables.delimited import named_fields
from components.ingest.tables.records import MAX_COLUMNS, Row, Table, distinct

#: Rows at the top among which a header is looked for; people write titles and notes above it.
_SEARCHED = 15
_LONGEST_HEADER = 60
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?[\d.,\s]+%?")


def table_of(
    rows: Sequence[Row], warnings: tuple[str, ...] = (), header: Sequence[str] = ()
) -> Table:
    """Rows under their header; rows above it are dropped.

    header: names that the header must hold, where somebody has chosen columns by them.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row.cells) or row.unstored]
    index = _header_index(rows, header)
    if index is None:
        n_columns = min(MAX_COLUMNS, max((len(row.cells) for row in rows), default=0))
        made_up = tuple(f"column {number + 1}" for number in range(n_columns))
        return Table(made_up, tuple(rows), named=False, warnings=warnings)
    body = tuple(rows[index + 1 :])
    if index:
        above = "One row" if index == 1 else f"{index} rows"
        warnings += (f"Left out: {above.lower()} above the header.",)
    names = _widened(_without_tail(rows[index].cells), body[:1000])
    return Table(distinct(names[:MAX_COLUMNS]), body, warnings=warnings)


def _widened(names: tuple[str, ...], rows: Sequence[Row]) -> tuple[str, ...]:
    """Headers with those added that the file leaves out, where nearly all rows have more cells.

    Other surplus cells come from text that holds the delimiter without quotation marks.
    """
    widths = Counter(len(_without_tail(row.cells)) for row in rows)
    width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    if width <= len(names) or count < 0.9 * len(rows):
        return names
    # R writes the number of each row in front, and no header for it.
    first = [row.cell(0).strip() for row in rows]
    if width == len(names) + 1 and all(cell.isdecimal() for cell in first):
        return ("", *names)
    return names + ("",) * (width - len(names))


def _header_index(rows: Sequence[Row], header: Sequence[str]) -> int | None:
    if header:
        wanted = {name.casefold() for name in header}
        for index, row in enumerate(rows[:_SEARCHED]):
            if wanted <= {name.casefold() for name in distinct(row.cells)}:
                return index
    scores = [len(named_fields(row.cells)) for row in rows[:_SEARCHED]]
    best = max(scores, default=0)
    if best:
        index = scores.index(best)
        cells = [cell for cell in rows[index].cells if cell.strip()]
        if (best >= 2 or len(cells) <= 2 or _is_plain(cells)) and not any(map(_is_data, cells)):
            return index
    if rows and (cells := [cell for cell in rows[0].cells if cell.strip()]) and len(cells) > 1:
        return 0 if _is_plain(cells) and _differs(cells, rows[1:20]) else None
    return None


def _is_plain(cells: Sequence[str]) -> bool:
    """Whether cells could be headers: short, different, neither numbers nor dates."""
    keys = [cell.strip().casefold() for cell in cells]
    return (
        not any(map(_is_data, cells))
        and len(set(keys)) == len(keys)
        and all(len(cell.split()) <= 5 for cell in cells)
    )


def _differs(cells: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether the rows below hold anything that no header holds."""
    return not rows or any(_is_data(cell) for row in rows for cell in row.cells if cell.strip())


def _is_data(cell: str) -> bool:
    text = cell.strip()
    if len(text) > _LONGEST_HEADER or _NUMBER.fullmatch(text) or _URL.match(text):
        return True
    return bool(written(text).days)


def _without_tail(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
