"""Phrases with a gap: “hold Russia accountable”, “cut off the banks' access”, “broke the arms treaty”."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from components.relations.grammar import STOP
from components.text import Span, words
from components.text.phrases import Hit, read_rows

GAP = "…"
_WIDEST = 6  # words a gap may hold
_NARROW = 4  # words before the noun of one phrase: “broke the 1987 missile treaty”


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words before a gap, those after it, and the value; a ``narrow`` gap lies in one noun phrase."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    value: float
    narrow: bool


@cache
def gapped() -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases by their first word, the longest first.

    A row's ``forms`` hold their gap; where it has ``ends``, each form goes with each of them.
    """
    table: dict[str, list[Phrase]] = {}
    for row in read_rows(Path(__file__).with_name("gaps.csv")):
        value, narrow = float(row["value"]), bool(row["ends"])
        for form in row["forms"].split("|"):
            head, _, tail = form.partition(GAP)
            for end in row["ends"].split("|") if narrow else [tail]:
                phrase = Phrase(_keys(head), _keys(end), value, narrow)
                table.setdefault(phrase.head[0], []).append(phrase)
    return {key: tuple(sorted(found, key=lambda p: -len(p.head))) for key, found in table.items()}


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
    start, length = first + len(phrase.head), len(phrase.tail)
    if tuple(keys[first:start]) != phrase.head:
        return None
    widest = _NARROW if phrase.narrow else _WIDEST
    for place in range(start, min(start + widest, len(keys) - length) + 1):
        if place > first and ends_after(place - 1):
            return None
        if phrase.narrow and place > start and keys[place - 1] in STOP:
            return None
        if (
            place >= start + (not phrase.narrow)
            and tuple(keys[place : place + length]) == phrase.tail
        ):
            return Hit(first, place + length - 1, phrase.value)
    return None


def _keys(part: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(part, Span(0, len(part))))
