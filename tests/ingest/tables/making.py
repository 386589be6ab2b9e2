"""Tables and texts made on the spot."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl

TEXT = (
    "The two presidents met in Geneva on Wednesday and agreed to send their ambassadors back. "
    "Both sides called the talks constructive.\n\nObservers warned that little had been settled, "
    "and that the next round would be harder."
)
OTHER = "A spokesman said on Friday that the ministry had not yet seen the new proposal."


def csv_bytes(
    rows: Iterable[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8"
) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_bytes(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
