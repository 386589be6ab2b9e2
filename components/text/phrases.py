"""Phrase tables: words and phrases with values, found longest first among a sentence's words."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from components.text.spans import Span
from components.text.words import Word, words

Value = TypeVar("Value")
Table = Mapping[str, Sequence[tuple[tuple[str, ...], Value]]]


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """A phrase found at words ``first`` … ``last`` (both included), with the table's value."""

    first: int
    last: int
    value: Value


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV table with a header, in order."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_table(path: Path, value: Callable[[Mapping[str, str]], Value]) -> Table[Value]:
    """The table of a CSV file: each row's ``forms``, parted by “|”, with the row's value."""
    rows = read_rows(path)
    return compile_table(
        {form.strip(): value(row) for row in rows for form in row["forms"].split("|")}
    )


def compile_table(forms: Mapping[str, Value]) -> Table[Value]:
    """A table from forms (“cut ties”) to values, indexed by first word, longest phrase first."""
    table: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
    for form, value in forms.items():
        keys = tuple(word.key for word in words(form, Span(0, len(form))))
        variants = {keys, tuple(part for key in keys for part in key.split("-"))}
        for variant in variants:
            if variant:
                table.setdefault(variant[0], []).append((variant, value))
    for phrases in table.values():
        phrases.sort(key=lambda entry: -len(entry[0]))
    return table


def find(keys: Sequence[str], table: Table[Value]) -> list[Hit[Value]]:
    """Every phrase of ``table`` among the word keys, leftmost and longest, none overlapping."""
    hits: list[Hit[Value]] = []
    index = 0
    while index < len(keys):
        for phrase, value in table.get(keys[index], ()):
            if tuple(keys[index : index + len(phrase)]) == phrase:
                hits.append(Hit(index, index + len(phrase) - 1, value))
                index += len(phrase) - 1
                break
        index += 1
    return hits


def plain_key(word: Word) -> str:
    """A word's key without its possessive ending: “war's” → “war”."""
    return word.key.removesuffix("'s")
