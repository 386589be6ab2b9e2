"""Phrases with a gap: “hold Russia accountable”, “cut off the banks' access”."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from components.text import Span, words
from components.text.phrases import Hit, read_rows

GAP = "…"
_WIDEST = 6  # words a gap may hold
Phrase = tuple[tuple[str, ...], tuple[str, ...], float]


@cache
def gapped() -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases by their first word, the longest first: words before the gap, after it, value."""
    table: dict[str, list[Phrase]] = {}
    for row in read_rows(Path(__file__).with_name("gaps.csv")):
        for form in row["forms"].split("|"):
            head, tail = (_keys(part) for part in form.split(GAP))
            table.setdefault(head[0], []).append((head, tail, float(row["value"])))
    return {key: tuple(sorted(found, key=lambda p: -len(p[0]))) for key, found in table.items()}


def find_gapped(keys: Sequence[str], ends_after: Callable[[int], bool]) -> list[Hit[float]]:
    """The phrases among the word keys, leftmost first, none overlapping.

    ``ends_after(i)`` tells that a clause ends after word i: no gap reaches over it.
    """
    table = gapped()
    hits: list[Hit[float]] = []
    for index, key in enumerate(keys):
        phrases = table.get(key)
        if not phrases or (hits and index <= hits[-1].last):
            continue
        hit = next((h for p in phrases for h in [_at(keys, ends_after, index, p)] if h), None)
        if hit:
            hits.append(hit)
    return hits


def _at(
    keys: Sequence[str], ends_after: Callable[[int], bool], first: int, phrase: Phrase
) -> Hit[float] | None:
    head, tail, value = phrase
    start = first + len(head)
    if tuple(keys[first:start]) != head:
        return None
    for place in range(start, min(start + _WIDEST, len(keys) - len(tail)) + 1):
        if place > first and ends_after(place - 1):
            return None
        if place > start and tuple(keys[place : place + len(tail)]) == tail:
            return Hit(first, place + len(tail) - 1, value)
    return None


def _keys(part: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(part, Span(0, len(part))))
