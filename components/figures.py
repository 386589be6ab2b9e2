"""Figures: what was measured, on how much, with which interval; as a table and as plain values."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of one method on ``n`` items, with its interval, and VADER's; NaN if undefined."""

    file: str
    measure: str
    method: str
    n: int
    value: float
    interval: tuple[float, float]
    vader: float
    vader_interval: tuple[float, float]


MEASURED = Path(__file__).with_name("measured.json")


@cache
def measured() -> tuple[Figure, ...]:
    """The figures that the project shows, as they were last measured (see MEASURED)."""
    rows = json.loads(MEASURED.read_text(encoding="utf-8"))
    return tuple(
        Figure(
            row["file"], row["measure"], row["method"], row["n"],
            _back(row["value"]), (_back(row["interval"][0]), _back(row["interval"][1])),
            _back(row["vader"]), (_back(row["vader_interval"][0]), _back(row["vader_interval"][1])),
        )
        for row in rows
    )  # fmt: skip


def figure(file: str, measure: str, method: str) -> Figure:
    """One of the figures that the project shows. Raises ``KeyError`` for one that is not there."""
    found = {(each.file, each.measure, each.method): each for each in measured()}
    return found[file, measure, method]


def table(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table."""
    head = "| file | measure | n | method | value | 95 % | VADER | 95 % |\n|---|---|---|---|---|---|---|---|\n"
    return head + "".join(
        f"| {f.file} | {f.measure} | {f.n} | {f.method} | {_number(f.value)} | {_range(f.interval)} "
        f"| {_number(f.vader)} | {_range(f.vader_interval)} |\n"
        for f in figures
    )


def as_rows(figures: Sequence[Figure]) -> list[dict[str, object]]:
    """The figures as plain JSON values; undefined ones are null."""
    return [
        {
            "file": f.file, "measure": f.measure, "method": f.method, "n": f.n,
            "value": _plain(f.value), "interval": [_plain(x) for x in f.interval],
            "vader": _plain(f.vader), "vader_interval": [_plain(x) for x in f.vader_interval],
        }
        for f in figures
    ]  # fmt: skip


def _back(value: float | None) -> float:
    return math.nan if value is None else value


def _plain(value: float) -> float | None:
    return None if math.isnan(value) else value


def _range(interval: tuple[float, float]) -> str:
    return f"{_number(interval[0])} … {_number(interval[1])}"


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.3f}".replace("-", "−")
