"""Every input read once, and how long it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from components.bench_ingest.rows import Row
from components.ingest import ArticleDraft, Reading, read


def peak_memory() -> float | None:
    """Most memory this process has held, in bytes; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak if sys.platform == "darwin" else peak * 1024)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an input: its reading, its bytes, and the seconds that reading it took."""

    row: Row
    data: bytes
    reading: Reading
    seconds: float

    @property
    def articles(self) -> tuple[ArticleDraft, ...]:
        return self.reading.articles


def answers(rows: Iterable[Row], folder: Path) -> tuple[Answer, ...]:
    """Each input read by its name and bytes; raises OSError for one that cannot be opened."""
    warmed: set[str] = set()
    result = []
    for row in rows:
        if not (folder / row.path).is_file():
            raise FileNotFoundError(f"The index names {row.path}, which is not in {folder}.")
        data = (folder / row.path).read_bytes()
        kind = row.name.rpartition(".")[2].lower()
        if kind not in warmed and len(data) < 2_000_000:
            # The first file of a kind loads the library that reads it.
            read(row.name, data)
            warmed.add(kind)
        started = time.perf_counter()
        reading = read(row.name, data)
        result.append(Answer(row, data, reading, time.perf_counter() - started))
    return tuple(result)
