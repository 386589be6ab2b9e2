"""Delimited text (CSV, TSV and their kin) to rows of cells: whatever the mark and the quotes."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from components.ingest.tables.names import named

_DELIMITERS = (",", ";", "\t", "|", "¦", "^", "~", "\x1f", "\x01")
_SAMPLE = 100_000
_SAMPLE_ROWS = 60
#: Rows whose quotation mark is never closed that are mended one by one.
_MOST_MENDED = 20
_MENDED = "A quotation mark in this row is never closed; the row was read as it stands."
_CUT = "The file ends in the middle of this row: it may be cut off."
_SEPARATOR_LINE = re.compile(r"sep=(?P<mark>[^\r\n]|\\t)\s*(?:\r\n|\n|\r|$)", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")

# The library's limit of 131,072 characters a cell is shorter than a long speech.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text is cut into cells.

    quoted: cells may stand in quotation marks; escaped: a backslash frees a mark; spaced: a space
    stands between the delimiter and the quotation mark.
    """

    delimiter: str
    quoted: bool = True
    escaped: bool = False
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Sniffed:
    """A dialect, how evenly it cuts the sample (0 … 1), and how many headers it finds there."""

    dialect: Dialect
    evenness: float
    n_columns: int
    n_named: int


def sniffed(text: str) -> Sniffed | None:
    """The dialect that cuts the opening of a text into a table; None where none does.

    text: decoded; a line “sep=;” at the top decides.
    """
    text = text.lstrip("\ufeff")
    stated = _SEPARATOR_LINE.match(text)
    if stated:
        mark = stated["mark"].replace("\\t", "\t")
        return _tried(without_separator_line(text)[:_SAMPLE], Dialect(mark))
    sample = text[:_SAMPLE]
    best: Sniffed | None = None
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        for dialect in _dialects(delimiter, sample):
            tried = _tried(sample, dialect)
            if tried and (best is None or _worth(tried) > _worth(best)):
                best = tried
    return best


def without_separator_line(text: str) -> str:
    """Text without the line “sep=;” that Excel reads and nobody else."""
    match = _SEPARATOR_LINE.match(text)
    return text[match.end() :] if match else text


def cells_of(text: str, dialect: Dialect) -> Iterator[tuple[tuple[str, ...], str]]:
    """Cells of each row in order, and a sentence where the row had to be mended, else "".

    A quotation mark that is never closed would swallow all rows after it: such a row is read as
    it stands, without quotation marks.
    """
    lines = _lines(text)
    position, n_mended, width = 0, 0, 0
    while position < len(lines):
        start, read = position, 0
        reader = _reader(lines[position:] if position else lines, dialect)
        for cells in reader:
            start, read = position + read, reader.line_num
            if position + read >= len(lines) and _is_open(lines[start:], dialect):
                break
            width = len(cells) or width
            yield tuple(cells), ""
        else:
            return
        n_mended += 1
        if not _holds_rows(lines[start + 1 :], dialect, width):
            # The file ends inside the last cell; what there is of it is kept.
            yield tuple(cells), _CUT
            return
        yield _plain_cells(lines[start], dialect), _MENDED
        position = start + 1
        if n_mended >= _MOST_MENDED:
            yield from ((_plain_cells(line, dialect), _MENDED) for line in lines[position:])
            return


def _holds_rows(lines: Sequence[str], dialect: Dialect, width: int) -> bool:
    """Whether lines inside an open quotation mark are rows of their own, not its text."""
    filled = [line for line in lines if line.strip()][:200]
    alike = sum(len(_plain_cells(line, dialect)) == width for line in filled)
    return width > 1 and bool(filled) and alike >= 0.5 * len(filled)


def _dialects(delimiter: str, sample: str) -> Iterator[Dialect]:
    yield Dialect(delimiter)
    if '\\"' in sample:
        yield Dialect(delimiter, escaped=True)
    if f'{delimiter} "' in sample:
        yield Dialect(delimiter, spaced=True)
    if '"' in sample:
        yield Dialect(delimiter, quoted=False)


def _tried(sample: str, dialect: Dialect) -> Sniffed | None:
    rows: list[tuple[str, ...]] = []
    for cells, mended in cells_of(sample, dialect):
        if mended and len(sample) == _SAMPLE:
            break
        if any(cell.strip() for cell in cells):
            rows.append(cells)
        if len(rows) > _SAMPLE_ROWS:
            break
    if len(sample) >= _SAMPLE and len(rows) > 1:
        # The sample ends in the middle of a row.
        rows.pop()
    if not rows:
        return None
    widths = Counter(len(cells) for cells in rows)
    n_columns, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    if n_columns < 2:
        wider = {width: n for width, n in widths.items() if width > 1}
        if not wider:
            return None
        n_columns, count = max(wider.items(), key=lambda item: (item[1], item[0]))
    n_named = max(len(named_fields(cells)) for cells in rows[:10])
    return Sniffed(dialect, count / len(rows), n_columns, n_named)


def named_fields(cells: Sequence[str]) -> set[str]:
    """Fields that the cells of a row would name as headers; none where it reads like prose."""
    if any(len(cell) > 80 or cell.rstrip().endswith((".", "!", "?")) for cell in cells):
        return set()
    return {hit.field for cell in cells if len(cell) <= 60 and (hit := named(cell))}


def _worth(tried: Sniffed) -> tuple[float, float, int, int]:
    """What makes a dialect the likelier one; commas in prose are many, but never even."""
    dialect = tried.dialect
    plain = dialect.quoted and not dialect.escaped and not dialect.spaced
    return (
        min(tried.n_named, 4) + 2.0 * tried.evenness,
        tried.evenness,
        tried.n_columns,
        1 if plain else 0,
    )


def _reader(lines: Sequence[str], dialect: Dialect) -> Any:
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
        escapechar="\\" if dialect.escaped else None,
        doublequote=not dialect.escaped,
        skipinitialspace=dialect.spaced,
        strict=False,
    )


def _is_open(lines: Sequence[str], dialect: Dialect) -> bool:
    """Whether the last row ends inside quotation marks."""
    if not dialect.quoted:
        return False
    reader = csv.reader(
        lines,
        delimiter=dialect.delimiter,
        escapechar="\\" if dialect.escaped else None,
        doublequote=not dialect.escaped,
        skipinitialspace=dialect.spaced,
        strict=True,
    )
    try:
        for _ in reader:
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _plain_cells(line: str, dialect: Dialect) -> tuple[str, ...]:
    return tuple(cell.strip().strip('"') for cell in line.rstrip("\r\n").split(dialect.delimiter))


def _lines(text: str) -> list[str]:
    """Physical lines with their ends; only what a table program takes for a line end."""
    return [line for line in _LINE.findall(text.replace("\x00", "")) if line]
