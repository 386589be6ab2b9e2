"""CSV that a spreadsheet program cannot be made to execute."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import TextIO

_LIVE = ("=", "+", "-", "@", "\t", "\r")


def neutralised(cell: object) -> object:
    """``cell``, with an apostrophe before text that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_LIVE) else cell


def write_rows(out: TextIO, rows: Iterable[Mapping[str, object]], fields: Sequence[str]) -> None:
    """Rows as CSV text with a header; None is an empty cell."""
    writer = csv.DictWriter(out, fields, extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: neutralised(value) for key, value in row.items()})


def to_csv(rows: Iterable[Mapping[str, object]], fields: Sequence[str]) -> str:
    """The same as one text."""
    out = StringIO()
    write_rows(out, rows, fields)
    return out.getvalue()
