"""CSV that a spreadsheet program cannot be made to execute."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

_LIVE = ("=", "+", "-", "@", "\t", "\r")


def neutralised(cell: object) -> object:
    """``cell``, with an apostrophe before text that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_LIVE) else cell


def to_csv(rows: Iterable[Mapping[str, object]], fields: Sequence[str]) -> str:
    """Rows as CSV text with a header; None is an empty cell."""
    out = StringIO()
    writer = csv.DictWriter(out, fields, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({key: neutralised(value) for key, value in row.items()} for row in rows)
    return out.getvalue()
