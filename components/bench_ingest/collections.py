"""Many articles in one file: the same set in each convention, and files whose count is known."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from components.bench_ingest.answers import Answer

TRUTH = "expected_collection.json"
_HEADLINES = re.compile(r"headlines only|no article text at all", re.IGNORECASE)
_TRUNCATED = re.compile(r"TRUNCATED|not the full text")


@dataclass(frozen=True, slots=True)
class Agreement:
    """One file against the truth: how many articles, and how many titles and dates are exact."""

    name: str
    count: int
    titles: int
    dates: int
    marked: bool
    expected: int
    refused: bool
    should_refuse: bool

    @property
    def is_exact(self) -> bool:
        if self.should_refuse:
            return self.refused
        numbers = {self.count, self.titles, self.dates}
        return numbers == {self.expected} and self.marked


def agreements(answers: Sequence[Answer], folder: Path) -> list[Agreement]:
    """Each file of a collection against the expected articles that lie beside it."""
    result = []
    for answer in answers:
        truth = (folder / answer.row.path).parent / TRUTH
        if "/" in answer.row.path and truth.exists() and answer.row.name != TRUTH:
            result.append(_agreement(answer, json.loads(truth.read_text(encoding="utf-8"))))
    return result


def _agreement(answer: Answer, truth: Sequence[dict[str, str]]) -> Agreement:
    left = {" ".join(each["title"].split()): each["date"] for each in truth}
    n_articles, titles, dates = len(answer.articles), 0, 0
    for draft in answer.articles:
        title = " ".join((draft.title.value or "").split())
        if title in left:
            titles += 1
            dates += draft.date.value == left.pop(title)
    return Agreement(
        name=answer.row.name,
        count=n_articles,
        titles=titles,
        dates=dates,
        marked=_is_marked(answer),
        expected=len(truth),
        refused=not answer.articles and bool(answer.reading.refusals),
        should_refuse=answer.row.expected == "refuse",
    )


def _is_marked(answer: Answer) -> bool:
    """Whether articles whose text is missing or cut say so, and whole ones do not."""
    notes = answer.row.get("notes")
    kinds = {draft.completeness for draft in answer.articles}
    if _HEADLINES.search(notes):
        return kinds == {"headline"}
    if _TRUNCATED.search(notes):
        return "truncated" in kinds
    return kinds <= {"full"}
