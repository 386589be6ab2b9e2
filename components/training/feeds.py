"""Batches for ever: of targets by length, of paragraphs by document."""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from components.tone.wordpiece import BLANK
from components.training import data, made

FIRST_WORD = 999  # the first row of the vocabulary that is a word


def by_length(
    items: list[data.TargetExample],
    size: int,
    visible: float,
    blanks: float,
    chance: random.Random,
) -> Iterator[list[data.TargetExample]]:
    """Batches of similar length, in random order, for ever."""
    while True:
        chance.shuffle(items)
        for start in range(0, len(items), size * 16):
            part = sorted(items[start : start + size * 16], key=lambda e: len(e.made.pieces))
            batches = [part[i : i + size] for i in range(0, len(part), size)]
            chance.shuffle(batches)
            for batch in batches:
                yield [_varied(each, visible, blanks, chance) for each in batch]


def _varied(
    item: data.TargetExample, visible: float, blanks: float, chance: random.Random
) -> data.TargetExample:
    """The example with the others' names visible, or some words blank, at these chances."""
    made = item.seen if chance.random() < visible else item.made
    return replace(item, made=replace(made, pieces=_blanked(made.pieces, blanks, chance)))


def _blanked(row: tuple[int, ...], blanks: float, chance: random.Random) -> tuple[int, ...]:
    """Half of the rows as they are; in the others words are blank, each at a chance of ``blanks``."""
    if chance.random() < 0.5:
        return row
    return tuple(BLANK if p >= FIRST_WORD and chance.random() < blanks else p for p in row)


def by_document(
    items: Sequence[data.RelationExample],
    extra: Sequence[data.RelationExample],
    size: int,
    options: argparse.Namespace,
    chance: random.Random,
) -> Iterator[list[data.RelationExample]]:
    """Runs of one document's paragraphs, each batch with a few passages of news beside them."""
    documents = defaultdict(list)
    for item in items:
        documents[item.document].append(item)
    while True:
        runs = []
        for rows in documents.values():
            offset = chance.randrange(size) if len(rows) > size else 0
            cuts = [0, *range(offset or size, len(rows), size), len(rows)]
            runs += [rows[a:b] for a, b in pairwise(cuts) if a < b]
        chance.shuffle(runs)
        for run in runs:
            if chance.random() < options.exchange:
                run = made.exchanged(run)
            run = run + (chance.sample(extra, min(5, len(extra))) if extra else [])
            yield [
                replace(
                    each,
                    passage=replace(
                        each.passage, pieces=_blanked(each.passage.pieces, options.blanks, chance)
                    ),
                )
                for each in run
            ]
