"""How well files are read: against an index of inputs with the texts, dates and outcomes expected.

from components.bench_ingest import bench_ingest
print(bench_ingest(Path("inputs/index.csv")))
"""

from __future__ import annotations

from pathlib import Path

from components.bench_ingest.answers import answers, peak_memory
from components.bench_ingest.outcomes import outcome_table
from components.bench_ingest.rows import load
from components.bench_ingest.splitting import splitting_table
from components.bench_ingest.tables import input_tables


def bench_ingest(path: Path) -> str:
    """Tables of agreement, as plain text, over an index.csv or the folder it lies in.

    An index with a `verdict` column (refuse, accept, warn) is held against outcomes; one with
    `expected_text` against words, dates, paragraphs and counts, kind by kind, and its files of
    sentences against how they are split here.
    Raises OSError for a file that cannot be opened, ValueError for an index without its columns.
    """
    index = load(path)
    before = peak_memory()
    given = answers(index.rows, index.folder)
    after = peak_memory()
    if index.has_verdicts:
        return outcome_table(given) + _memory(before, after)
    tables = (
        input_tables(given, index.folder),
        splitting_table(index.splitting, index.folder),
    )
    return "\n".join(filter(None, tables))


def _memory(before: float | None, after: float | None) -> str:
    if before is None or after is None:
        return ""
    return f"memory at most {(after - before) / 1e6:.0f} MB above the start, the readers included\n"


__all__ = ["bench_ingest"]
