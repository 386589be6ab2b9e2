"""Which column holds what: by the usual names, and by what stands in the columns."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.ingest.tables.cell_dates import is_nothing, written
from components.ingest.tables.names import FIELDS, Named, continued, named
from components.ingest.tables.records import Table

_SAMPLE = 300
#: Words that the values of a column without a telling name have, on average, in a text column.
_TEXT_WORDS = 25
#: The same where there are no headlines either, and where the table has no headers.
_FEW_WORDS, _FEWEST_WORDS = 12, 8
_TITLE_WORDS = range(3, 31)
#: A later name is taken for the text only where it holds this much more of it.
_MORE = 1.5
_COUNTED = re.compile(r" \(\d+\)$")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns for each field, the first one first; further ones serve where it is empty.

    reasons: field to a sentence for the reader. chosen: by somebody, not by us.
    missing: chosen headers that the table does not have.
    """

    columns: Mapping[str, tuple[int, ...]]
    reasons: Mapping[str, str]
    chosen: bool = False
    missing: tuple[str, ...] = ()

    def first(self, field: str) -> int | None:
        """The column taken for a field, None without one."""
        columns = self.columns.get(field, ())
        return columns[0] if columns else None

    @property
    def readable(self) -> bool:
        """Whether any column can be an article's text, its summary or its headline."""
        return any(self.columns.get(field) for field in ("text", "title", "summary"))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What stands in one column: shares are of its filled cells."""

    n_filled: int
    n_characters: int
    mean_words: float
    dates: float
    urls: float
    letters: float


def mapped(table: Table, chosen: Mapping[str, str] | None = None) -> Columns:
    """Columns for each field that has one.

    chosen: field to header, as somebody decided; "" says that no column holds the field. Fields
    that it does not mention are found as always.
    """
    evidence = [_evidence(table, column) for column in range(len(table.headers))]
    candidates = _named_columns(table, evidence)
    columns: dict[str, tuple[int, ...]] = {}
    reasons: dict[str, str] = {}
    for field in FIELDS:
        hits = candidates.get(field, [])
        if hits:
            columns[field] = tuple(column for column, _ in hits)
            reasons[field] = by_name(table.headers[hits[0][0]])
    if "text" in columns:
        columns["text"], reasons["text"] = _best_text(table, columns["text"], evidence)
    _guess(table, evidence, columns, reasons)
    missing = _choose(table, chosen or {}, columns, reasons)
    return Columns(columns, reasons, chosen=bool(chosen), missing=missing)


def by_name(header: str) -> str:
    """Reason for a column whose name is plain."""
    return f"The name “{header[:60]}” says so."


def no_text(table: Table) -> str:
    """Refusal of a table without any text, naming what it has."""
    shown = ", ".join(header[:60] for header in table.headers[:12]) + (
        " …" if len(table.headers) > 12 else ""
    )
    what = "field" if table.records else "column"
    return (
        f"No {what} looks like article text. The {what}s are: {shown}. "
        f"Choose the {what} that holds the text, or upload a file that has one."
    )


def _named_columns(
    table: Table, evidence: Sequence[_Evidence]
) -> dict[str, list[tuple[int, Named]]]:
    candidates: dict[str, list[tuple[int, Named]]] = {}
    if not table.named:
        return candidates
    for column, header in enumerate(table.headers):
        hit = named(_COUNTED.sub("", header))
        if hit is not None and _is_possible(hit.field, evidence[column]):
            candidates.setdefault(hit.field, []).append((column, hit))
    for field, hits in candidates.items():
        # A date column without a single date serves only where there is no better one.
        hits.sort(
            key=lambda item: (
                "date" in field and not evidence[item[0]].dates,
                not evidence[item[0]].n_filled,
                item[1].rank,
                item[0],
            )
        )
    return candidates


def _is_possible(field: str, evidence: _Evidence) -> bool:
    if field == "text" and evidence.n_filled:
        return evidence.urls < 0.5 and evidence.letters > 0.5 and evidence.dates < 0.5
    if field == "title" and evidence.n_filled:
        return evidence.urls < 0.5 and evidence.letters > 0
    if field in ("date", "weak_date"):
        return evidence.dates > 0 or evidence.mean_words < 8
    if field == "url" and evidence.n_filled:
        return evidence.urls > 0
    return True


def _best_text(
    table: Table, columns: tuple[int, ...], evidence: Sequence[_Evidence]
) -> tuple[tuple[int, ...], str]:
    best = columns[0]
    for column in columns[1:]:
        if evidence[column].n_characters > _MORE * max(1, evidence[best].n_characters):
            best = column
    header = table.headers[best]
    others = [table.headers[column] for column in columns if column != best]
    reason = by_name(header)
    if others and not table.records:
        names = ", ".join(f"“{name}”" for name in others[:5])
        also = "looks" if len(others) == 1 else "look"
        reason = f"“{header}” was taken for the text; {names} {also} like text too."
    parts = continued(table.headers, best)
    if len(parts) > 1:
        joined = ", ".join(f"“{table.headers[part]}”" for part in parts[:12])
        reason = f"The text runs over several columns, which were joined: {joined}."
    rest = tuple(column for column in columns if column != best and column not in parts)
    return (best, *rest), reason


def _guess(
    table: Table,
    evidence: Sequence[_Evidence],
    columns: dict[str, tuple[int, ...]],
    reasons: dict[str, str],
) -> None:
    """Columns by what stands in them, for what no name tells."""
    taken = {column for hits in columns.values() for column in hits}
    free = [column for column in range(len(table.headers)) if column not in taken]
    if "text" not in columns and "summary" not in columns:
        least = _TEXT_WORDS if "title" in columns else _FEW_WORDS
        least = least if table.named else _FEWEST_WORDS
        texts = [
            column
            for column in free
            if evidence[column].mean_words >= least and evidence[column].letters > 0.5
        ]
        if texts:
            best = max(texts, key=lambda column: evidence[column].n_characters)
            columns["text"] = (best,)
            reasons["text"] = f"“{table.headers[best]}” holds the longest texts."
            free.remove(best)
    if "date" not in columns and "weak_date" not in columns:
        dates = [column for column in free if evidence[column].dates >= 0.6]
        if dates:
            columns["date"] = (dates[0],)
            reasons["date"] = f"“{table.headers[dates[0]]}” holds dates."
            free.remove(dates[0])
    if table.named or "text" not in columns:
        return
    if "url" not in columns and (urls := [c for c in free if evidence[c].urls >= 0.6]):
        columns["url"] = (urls[0],)
        reasons["url"] = f"“{table.headers[urls[0]]}” holds web addresses."
    titles = [
        column
        for column in free
        if evidence[column].urls < 0.1
        and evidence[column].letters > 0.5
        and round(evidence[column].mean_words) in _TITLE_WORDS
    ]
    if "title" not in columns and titles:
        best = max(titles, key=lambda column: evidence[column].mean_words)
        columns["title"] = (best,)
        reasons["title"] = f"“{table.headers[best]}” holds lines as long as headlines."


def _choose(
    table: Table,
    chosen: Mapping[str, str],
    columns: dict[str, tuple[int, ...]],
    reasons: dict[str, str],
) -> tuple[str, ...]:
    """Sets what somebody decided on; headers that the table does not have are returned."""
    missing: list[str] = []
    places = {header.casefold(): column for column, header in enumerate(table.headers)}
    for field, header in chosen.items():
        if field not in FIELDS:
            continue
        if field == "date":
            columns.pop("weak_date", None)
        if not header:
            columns.pop(field, None)
            reasons[field] = "No column, as chosen."
        elif (column := places.get(header.casefold())) is not None:
            columns[field] = (column,)
            reasons[field] = "As chosen."
        else:
            missing.append(header)
    return tuple(missing)


def _datedness(cell: str) -> float:
    """1 for a date, ½ for a number that might be one, 0 for the rest."""
    if len(cell) > 60 or not (value := written(cell)).days:
        return 0.0
    return 0.5 if value.basis else 1.0


def _evidence(table: Table, column: int) -> _Evidence:
    step = max(1, len(table.rows) // _SAMPLE)
    cells = [
        cell for row in table.rows[::step][:_SAMPLE] if not is_nothing(cell := row.cell(column))
    ]
    if not cells:
        return _Evidence(0, 0, 0.0, 0.0, 0.0, 0.0)
    n = len(cells)
    return _Evidence(
        n_filled=n,
        n_characters=sum(map(len, cells)),
        mean_words=statistics.fmean(len(cell[:5000].split()) for cell in cells),
        dates=sum(map(_datedness, cells)) / n,
        urls=sum(bool(_URL.fullmatch(cell.strip())) for cell in cells) / n,
        letters=sum(
            len(_LETTERS.findall(head := cell[:200])) > 0.1 * len(head.strip()) for cell in cells
        )
        / n,
    )
