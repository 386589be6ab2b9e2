"""Hedges: words that make a statement uncertain, by class."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from components.text import Word
from components.text.phrases import Table, find, load_table, plain_key


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge in the text: its class and the certainty (0 … 1) that it leaves a statement."""

    text: str
    cls: str
    certainty: float
    start: int
    end: int


@cache
def _table() -> Table[tuple[str, float]]:
    return load_table(
        Path(__file__).with_name("hedges.csv"),
        lambda row: (row["class"], float(row["certainty"])),
    )


def hedges(text: str, sentence_words: Sequence[Word]) -> tuple[Hedge, ...]:
    """The hedges among a sentence's words, in order. “May” the month and “Will” the name are none."""
    keys = [_key(text, word) for word in sentence_words]
    found = []
    for hit in find(keys, _table()):
        start, end = sentence_words[hit.first].start, sentence_words[hit.last].end
        cls, sure = hit.value
        found.append(Hedge(text[start:end], cls, sure, start, end))
    return tuple(found)


def _key(text: str, word: Word) -> str:
    if word.key in ("may", "might", "will") and text[word.start].isupper():
        return ""
    return plain_key(word)


def certainty(found: Iterable[Hedge]) -> float:
    """The certainty of a statement under these hedges: the lowest that applies, 1 without any."""
    return min((hedge.certainty for hedge in found), default=1.0)
