"""Phrase tables: words and phrases with values, found longest first among a sentence's words."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from components.text.spans import Span
from components.text.words import Word, words

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Phrases(Generic[Value]):
    """The phrases that begin with one word: their lengths in words, the longest first, and values."""

    lengths: Sequence[int]
    values: Mapping[tuple[str, ...], Value]


Table = Mapping[str, Phrases[Value]]


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
    """A table from forms (“cut ties”) to values, indexed by first word."""
    table: dict[str, dict[tuple[str, ...], Value]] = {}
    for form, value in forms.items():
        keys = tuple(word.key for word in words(form, Span(0, len(form))))
        variants = {keys, tuple(part for key in keys for part in key.split("-"))}
        for variant in variants:
            if variant:
                table.setdefault(variant[0], {}).setdefault(variant, value)
    return {
        first: Phrases(sorted({len(phrase) for phrase in values}, reverse=True), values)
        for first, values in table.items()
    }


def find(keys: Sequence[str], table: Table[Value]) -> list[Hit[Value]]:
    """Every phrase of ``table`` among the word keys, leftmost and longest, none overlapping."""
    hits: list[Hit[Value]] = []
    last = -1
    for index in [index for index, key in enumerate(keys) if key in table]:
        if index <= last:
            continue
        phrases = table[keys[index]]
        for length in phrases.lengths:
            phrase = tuple(keys[index : index + length])
            if phrase in phrases.values:
                last = index + len(phrase) - 1
                hits.append(Hit(index, last, phrases.values[phrase]))
                break
    return hits


def plain_keys(words: Sequence[Word]) -> list[str]:
    """The words' keys without their possessive endings: “war's” → “war”."""
    return [word.key.removesuffix("'s") for word in words]
