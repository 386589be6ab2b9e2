"""Rows under known columns to articles: each row ends in an article or in a refusal."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable, Sequence

from components.ingest.records import (
    NOTHING,
    Completeness,
    Extract,
    Extracts,
    Proposal,
    ReadOptions,
    found,
    guessed,
)
from components.ingest.tables.column_dates import ColumnDates, column_dates, dated
from components.ingest.tables.mapping import Columns, by_name
from components.ingest.tables.names import continued
from components.ingest.tables.odd_rows import fitted, joined_lines
from components.ingest.tables.records import Row, Table
from components.ingest.tables.values import (
    EXCEL_CELL,
    address_of,
    author_of,
    line_of,
    outlet_of,
    text_of,
)

_SHORT_WORDS = 25
_EMPTY = "There is neither a text nor a headline in it, so it became no article."
_UNSTORED = (
    "Its text is a formula whose result the file does not hold. Open the file in Excel, save it, "
    "and upload it again."
)
_UNSTORED_CELLS = "Formulas without a stored result were left out: {names}."
_SUMMARY = "The text is only the summary in “{header}”: the column of the text is empty here."
_CELL_LIMIT = "The text ends at 32,767 characters, the most that Excel keeps in a cell."
#: Outlets whose service answers with addresses and never with their own name.
_OUTLETS = {"theguardian.com": "The Guardian"}
_FEWER = "The file counts {stated:,} words in this article and holds {held:,}."


def articles_of(table: Table, columns: Columns, options: ReadOptions) -> Extracts:
    """Articles and refusals for every row of a table, in its order."""
    if lines := joined_lines(table, columns):
        return Extracts((lines,), warnings=table.warnings)
    dates = dates_of(table, columns, options)
    articles: list[Extract] = []
    refusals: list[tuple[str, str]] = []
    for row in table.rows:
        if row.refusal:
            refusals.append((row.part, row.refusal))
            continue
        result = _article(table, fitted(table, row, columns), columns, dates)
        if isinstance(result, str):
            refusals.append((row.part, result))
        else:
            articles.append(result)
    unsettled = open_dates(dates)
    warnings = (*table.warnings, *_warnings(table, columns, articles), *_ask(unsettled))
    return Extracts(tuple(articles), tuple(refusals), warnings)


def _article(
    table: Table, row: Row, columns: Columns, dates: Sequence[tuple[int, ColumnDates]]
) -> Extract | str:
    """The article of a row, or why there is none."""
    title = _first(row, columns, "title", line_of)
    text_column = columns.first("text")
    parts = continued(table.headers, text_column) if text_column is not None else ()
    if any(part in row.unstored for part in parts):
        return _UNSTORED
    paragraphs, completeness, warnings = _text(table, row, columns, parts)
    if not paragraphs and title:
        paragraphs, completeness = (title,), "headline"
    if not paragraphs:
        return _EMPTY
    date, time, notes = _date(row, dates)
    address = _first(row, columns, "url", address_of)
    unstored = ", ".join(f"“{table.headers[column]}”" for column in sorted(row.unstored))
    if unstored:
        warnings += (_UNSTORED_CELLS.format(names=unstored),)
    return Extract(
        paragraphs=paragraphs,
        title=_proposal(table, columns, "title", title),
        date=date,
        time=time,
        source=_source(table, row, columns, address),
        author=_proposal(table, columns, "author", _first(row, columns, "author", author_of)),
        url=_proposal(table, columns, "url", address),
        section=_proposal(table, columns, "section", _first(row, columns, "section", line_of)),
        warnings=(*row.warnings, *warnings, *notes),
        # Where headlines have a column, no line of the text is one.
        headed=columns.first("title") is not None,
        completeness=completeness,
        part=_part(table, row, title),
    )


def _text(
    table: Table, row: Row, columns: Columns, parts: Sequence[int]
) -> tuple[tuple[str, ...], Completeness, tuple[str, ...]]:
    for column in columns.columns.get("text", ()):
        value = _joined(row, parts) if column in parts else row.cell(column)
        paragraphs, cut = text_of(value)
        if paragraphs:
            warnings: tuple[str, ...] = ()
            if len(value.strip()) == EXCEL_CELL:
                warnings = (_CELL_LIMIT,)
            n_words = sum(len(line.split()) for line in paragraphs)
            if not cut and 0 < n_words < 0.6 * (stated := _stated_words(row, columns)):
                cut, warnings = True, (_FEWER.format(stated=stated, held=n_words),)
            return paragraphs, "truncated" if cut else "full", warnings
    # Several summaries repeat each other: the longest one says most.
    summaries = [(row.cell(column), column) for column in columns.columns.get("summary", ())]
    if summaries:
        value, column = max(summaries, key=lambda item: len(item[0]))
        paragraphs, _ = text_of(value)
        if paragraphs:
            note = _SUMMARY.format(header=table.headers[column])
            return paragraphs, "truncated", (note,) if columns.first("text") is not None else ()
    return (), "full", ()


def _joined(row: Row, parts: Sequence[int]) -> str:
    """A text that runs over several cells; one that was cut at a round length goes on at once."""
    pieces = [piece for part in parts if (piece := row.cell(part)).strip()]
    result = "".join(pieces[:1])
    for previous, piece in itertools.pairwise(pieces):
        cut = len(previous) % 1000 == 0 or len(previous) in (255, EXCEL_CELL)
        result += piece if cut else f"\n\n{piece}"
    return result


def _stated_words(row: Row, columns: Columns) -> int:
    column = columns.first("words")
    digits = "".join(char for char in row.cell(column)[:20] if char.isdecimal()) if column else ""
    return int(digits) if digits and "." not in row.cell(column or 0) else 0


def dates_of(
    table: Table, columns: Columns, options: ReadOptions
) -> tuple[tuple[int, ColumnDates], ...]:
    """How each column of dates writes them, the surest column first."""
    return tuple(
        (
            column,
            column_dates(
                _label(table, column),
                (row.cell(column) for row in table.rows),
                options.date_order,
                weak=field == "weak_date",
            ),
        )
        for field in ("date", "weak_date")
        for column in columns.columns.get(field, ())
    )


def open_dates(dates: Sequence[tuple[int, ColumnDates]]) -> tuple[str, ...]:
    """Values of the first date column whose day and month nothing tells apart."""
    return dates[0][1].open if dates else ()


def _ask(unsettled: Sequence[str]) -> tuple[str, ...]:
    if not unsettled:
        return ()
    return (
        f"Dates such as “{unsettled[0]}” can be read with the day or the month first. Choose the "
        "order and read the file again.",
    )


def _date(
    row: Row, dates: Sequence[tuple[int, ColumnDates]]
) -> tuple[Proposal, Proposal, tuple[str, ...]]:
    """The first date column that has a day; what the first filled one says, where none has."""
    nothing: tuple[Proposal, Proposal, tuple[str, ...]] | None = None
    for column, dates_of_column in dates:
        date, time, notes = dated(dates_of_column, row.cell(column))
        if date.value:
            return date, time, notes
        if nothing is None or (notes and not nothing[2]):
            nothing = date, time, notes
    return nothing or (Proposal(None, "none", "no column holds dates"), NOTHING, ())


def _first(row: Row, columns: Columns, field: str, read: Callable[[str], str]) -> str:
    for column in columns.columns.get(field, ()):
        if column not in row.unstored and (value := read(row.cell(column))):
            return value
    return ""


def _source(table: Table, row: Row, columns: Columns, address: str) -> Proposal:
    """The outlet that the row names, else the site of its address."""
    if outlet := _first(row, columns, "source", outlet_of):
        return _proposal(table, columns, "source", outlet)
    site = outlet_of(address) if address.lower().startswith("http") else ""
    return guessed(_OUTLETS.get(site, site), "the web address") if "." in site else NOTHING


def _proposal(table: Table, columns: Columns, field: str, value: str) -> Proposal:
    if not value:
        return NOTHING
    column = columns.first(field)
    assert column is not None
    make = found if table.named else guessed
    return make(value, _label(table, column))


def _label(table: Table, column: int) -> str:
    what = "field" if table.records else "column"
    return f"the {what} “{table.headers[column][:60]}”"


def _part(table: Table, row: Row, title: str) -> str:
    if not table.records or not title or not row.part:
        return row.part
    return f"{row.part}: {title if len(title) <= 80 else title[:79].rstrip() + '…'}"


def _warnings(table: Table, columns: Columns, articles: Sequence[Extract]) -> tuple[str, ...]:
    text = columns.first("text")
    what = "field" if table.records else "column"
    warnings = [f"There is no {what} “{header}” in this file." for header in columns.missing]
    reason = columns.reasons.get("text", "")
    if text is not None and not columns.chosen and reason != by_name(table.headers[text]):
        warnings.append(reason)
    if articles and all(article.completeness == "headline" for article in articles):
        warnings.append("There is no article text in this file, only headlines.")
    full = [article for article in articles if article.completeness == "full"]
    if len(full) >= 20:
        words = statistics.median(
            sum(len(line.split()) for line in article.paragraphs) for article in full
        )
        if words < _SHORT_WORDS:
            warnings.append(
                f"The rows are very short (half of them under {int(words) + 1} words): check that "
                "each row is an article."
            )
    return tuple(warnings)
