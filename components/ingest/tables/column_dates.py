"""Days of a whole column: its plain rows decide what its open ones mean."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from components.ingest.records import DateOrder, Proposal, found, guessed
from components.ingest.tables.cell_dates import Written, written

_WORDS: dict[DateOrder | str, str] = {
    "dmy": "day first",
    "mdy": "month first",
    "ymd": "year first",
}


@dataclass(frozen=True, slots=True)
class Order:
    """Order of day and month in a column's numeric dates of one kind.

    order: None where the column does not tell.
    proof: a value that proves it, "" without one.
    contradicted: rows of the column prove different orders.
    """

    order: DateOrder | str | None = None
    proof: str = ""
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class ColumnDates:
    """How a column writes its dates: with dots, and with other marks.

    label: the column in words (“the column “date””).
    open: different values, as written, whose day and month nothing tells apart.
    """

    label: str
    dotted: Order
    other: Order
    chosen: DateOrder | None = None
    weak: bool = False
    open: tuple[str, ...] = ()


def column_dates(
    label: str, values: Iterable[str], chosen: DateOrder | None = None, weak: bool = False
) -> ColumnDates:
    """The order that a column's values prove.

    chosen: the order that somebody decided on for dates that are open.
    weak: the column does not date the publication itself (“seen”, “indexed”, “updated”).
    """
    numeric = [cell for value in dict.fromkeys(values) if (cell := written(value)).mark]
    column = ColumnDates(
        label,
        dotted=_order([cell for cell in numeric if cell.mark == "."]),
        other=_order([cell for cell in numeric if cell.mark != "."]),
        chosen=chosen,
        weak=weak,
    )
    unsettled = tuple(cell.text for cell in numeric if _decided(column, cell)[0] is None)
    return replace(column, open=unsettled)


def dated(column: ColumnDates, value: str) -> tuple[Proposal, Proposal, tuple[str, ...]]:
    """Date and time that a cell of the column states, and sentences for the reader about it.

    The time's day is the date: that of the source's own offset.
    """
    cell = written(value)
    nothing = Proposal(None, "none", f"{column.label} is empty here")
    if not cell.text:
        return nothing, nothing, ()
    if cell.problem:
        return _none(f"{cell.problem}"), _none(""), (f"No date: {cell.problem}.",)
    day, reason, sure = _decided(column, cell)
    if day is None:
        return _none(reason), _none(""), (f"No date: {reason}.",)
    reason = column.label + (f", {reason}" if reason else "")
    make = found if sure and not column.weak else guessed
    if column.weak:
        reason += ", which may not be the day of publication"
    time = make(f"{day.isoformat()}T{cell.time}", reason) if cell.time else _none("")
    return make(day.isoformat(), reason), time, ()


def _decided(column: ColumnDates, cell: Written) -> tuple[datetime.date | None, str, bool]:
    """Day, a word on how it was understood, and whether that is certain."""
    if len(cell.days) == 1:
        ((order, day),) = cell.days.items()
        return day, cell.basis or (_WORDS[order] if order else ""), cell.sure
    if column.chosen in cell.days:
        assert column.chosen is not None
        return cell.days[column.chosen], f"{_WORDS[column.chosen]}, as chosen", True
    known = column.dotted if cell.mark == "." else column.other
    if known.order in cell.days and known.order is not None:
        return cell.days[known.order], f"{_WORDS[known.order]} as in “{known.proof}”", True
    if cell.mark == "." and not known.contradicted and "dmy" in cell.days:
        return cell.days["dmy"], "day first, as dates with dots are written", False
    days = " or ".join(f"{day.day} {day:%B %Y}" for day in dict.fromkeys(cell.days.values()))
    return None, f"“{cell.text}” can be {days}: day or month first? Choose the order", False


def _order(cells: list[Written]) -> Order:
    possible: set[DateOrder | str] | None = None
    for cell in cells:
        possible = set(cell.days) if possible is None else possible & set(cell.days)
        if not possible:
            return Order(contradicted=True)
    if possible is None or len(possible) != 1:
        return Order()
    (order,) = possible
    return Order(order, min(cells, key=lambda cell: len(cell.days)).text)


def _none(reason: str) -> Proposal:
    return Proposal(None, "none", reason)
