"""Sentence splitting against cases whose sentences are known."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from components.bench_ingest.rows import Row
from components.text import paragraphs, sentences


def splitting_table(rows: Sequence[Row], folder: Path) -> str:
    """A line for each file of cases: how many are split as they should be; "" without files.

    Cases are JSON: a list of {"input": text, "expected": [sentence, …]}, or of documents
    {"paragraphs": [[sentence, …], …]}. A case counts where all its sentences agree, white space
    aside.
    """
    lines = []
    for row in rows:
        path = folder / row.path
        if not path.is_file():
            raise FileNotFoundError(f"The index names {row.path}, which is not in {folder}.")
        cases = list(_cases(json.loads(path.read_text(encoding="utf-8"))))
        if not cases:
            continue
        split = [(_split(text), expected) for text, expected in cases]
        exact = sum(got == expected for got, expected in split)
        found = sum((Counter(got) & Counter(expected)).total() for got, expected in split)
        total = sum(len(expected) for _, expected in cases)
        lines.append(f"{row.name[:40]:<42}{f'{exact}/{len(cases)}':>12}{f'{found}/{total}':>14}")
    if not lines:
        return ""
    head = f"{'sentence splitting':<42}{'cases exact':>12}{'sentences':>14}"
    return "\n".join([head, *lines, ""])


def _cases(value: Any) -> Iterator[tuple[str, list[str]]]:
    for each in value if isinstance(value, list) else ():
        if not isinstance(each, dict):
            continue
        if isinstance(each.get("input"), str) and isinstance(each.get("expected"), list):
            yield each["input"], _lines(each["expected"])
        else:
            for paragraph in each.get("paragraphs") or ():
                yield " ".join(paragraph), _lines(paragraph)


def _split(text: str) -> list[str]:
    spans = [span for part in paragraphs(text) for span in sentences(text, part)]
    return _lines([text[span.start : span.end] for span in spans])


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for text in texts if (line := " ".join(text.split()))]
