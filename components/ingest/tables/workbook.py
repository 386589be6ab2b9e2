"""Excel workbooks (.xlsx) to rows of cells, sheet by sheet: nothing is computed or followed."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from components.ingest.records import Unreadable
from components.ingest.tables.records import MAX_ROWS, Row

#: Most bytes that a workbook may unpack to; how many times its size, from a certain size on.
MAX_UNPACKED = 100_000_000
MAX_RATIO = 100
_RATIO_COUNTS_FROM = 10_000_000
#: Most cells that are read, and different texts in them.
MAX_CELLS = 500_000
_MOST_PARTS = 5_000
_CHUNK = 1 << 20
_DAMAGED = (
    "The Excel file could not be read; it seems to be damaged. Open it in Excel, save it again, "
    "and upload the new file."
)
_TOO_LARGE = (
    "The Excel file is too large: unpacked it has {size:,.0f} MB, and the limit is "
    "{limit:,.0f} MB. Split it into several files."
)
_BOMB = (
    f"The Excel file unpacks to more than {MAX_RATIO} times its size, as files do that are made to "
    "block a program. If it is an honest one, save it as .csv and upload that."
)
_TOO_MANY = (
    "The table is too large: it has more than {limit:,} {what}. Split it into several files."
)
_FAR = (
    "A cell of the sheet stands far away from the others, beyond column ZZ or row 999,999. Delete "
    "what is there, save, and upload again."
)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_CELL = re.compile(rb"<(?:\w+:)?(?:c|si)[ >/]")
_ROW = re.compile(rb"<(?:\w+:)?row[ >/]")
_FAR_PLACE = re.compile(rb"\sr\s*=\s*[\"'](?:[A-Za-z]{3,}\d+|[A-Za-z]*\d{7,})")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with the rows that hold anything, counted as Excel counts them.

    hidden: the sheet is hidden from its readers, so its rows are not read.
    """

    name: str
    rows: tuple[Row, ...] = ()
    hidden: bool = False


def sheets_of(data: bytes) -> tuple[Sheet, ...]:
    """Every sheet of a workbook. Raises Unreadable when it cannot be read or is too large.

    Cells are text: dates in ISO form, numbers without needless decimals.
    """
    has_formulas = _checked(data)
    # The library takes long to load, so it waits for a workbook.
    import openpyxl

    try:
        values = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(BytesIO(data), read_only=True) if has_formulas else None
        return tuple(_sheets(values, formulas))
    except (Unreadable, MemoryError, RecursionError):
        raise
    except Exception as error:
        raise Unreadable(_DAMAGED) from error


def _checked(data: bytes) -> bool:
    """Whether any sheet holds formulas; raises Unreadable for a workbook that is no safe one."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable(
                    "This file is password-protected; remove the password and upload it again."
                )
            # A part never unpacks to more than it states: the reader stops there.
            size = sum(part.file_size for part in parts)
            if size > MAX_UNPACKED or len(parts) > _MOST_PARTS:
                raise Unreadable(_TOO_LARGE.format(size=size / 1e6, limit=MAX_UNPACKED / 1e6))
            if size > max(_RATIO_COUNTS_FROM, MAX_RATIO * len(data)):
                raise Unreadable(_BOMB)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_markup(archive, part)
            # A sheet may stand anywhere in the archive, so every part is looked at.
            return any([_checked_cells(archive, part) for part in parts])
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise Unreadable(_DAMAGED) from error


def _check_markup(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as stream:
        head = stream.read(4096)
    # Excel writes no document type; what it could hold are entities that grow without end.
    if b"<!DOCTYPE" in head.replace(b"\x00", b"") or b"<!ENTITY" in head.replace(b"\x00", b""):
        raise Unreadable(_DAMAGED)


def _checked_cells(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part holds formulas; raises Unreadable where it has more than can be read.

    Looks at the bytes only: the library would take minutes to find out.
    """
    n_cells = n_rows = 0
    has_formulas = False
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            # An element that the chunk's end cuts in two is looked at with the next one.
            chunk = tail + chunk
            end = max(chunk.rfind(b"<"), len(chunk) - 200)
            chunk, tail = chunk[:end], chunk[end:]
            n_cells += len(_CELL.findall(chunk))
            n_rows += len(_ROW.findall(chunk))
            has_formulas = has_formulas or _FORMULA.search(chunk) is not None
            if n_cells > MAX_CELLS:
                raise Unreadable(_TOO_MANY.format(limit=MAX_CELLS, what="cells"))
            if n_rows > MAX_ROWS:
                raise Unreadable(_TOO_MANY.format(limit=MAX_ROWS, what="rows"))
            if _FAR_PLACE.search(chunk):
                raise Unreadable(_FAR)
    return has_formulas or _FORMULA.search(tail) is not None


def _sheets(values: Any, formulas: Any) -> Iterator[Sheet]:
    for name in values.sheetnames:
        sheet = values[name]
        if not hasattr(sheet, "iter_rows"):
            continue
        if sheet.sheet_state != "visible":
            yield Sheet(name, hidden=True)
            continue
        yield Sheet(name, tuple(_rows(sheet, formulas[name] if formulas is not None else None)))


def _rows(sheet: Any, formulas: Any) -> Iterator[Row]:
    # Some programs state a wrong size, up to the largest there is.
    sheet.reset_dimensions()
    written = None
    if formulas is not None:
        formulas.reset_dimensions()
        written = formulas.iter_rows()
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        beside = next(written, ()) if written is not None else ()
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        unstored = frozenset(
            column
            for column, cell in enumerate(beside)
            if getattr(cell, "data_type", "") == "f"
            and (column >= len(cells) or cells[column].value is None)
        )
        if texts or unstored:
            yield Row(f"row {number}", tuple(texts), unstored)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None or getattr(cell, "data_type", "") == "e":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    # Excel writes control characters as _x000D_.
    return _ESCAPE.sub(_unescaped, str(value))


def _unescaped(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return "\n" if char == "\r" else char if char.isprintable() or char in "\n\t" else ""
