"""Examples made for the relation head, not coded by readers of documents.

Sentences of event coding with their places read as the two sides, sentences written for this
model, and passages that cannot bear on the relation.
"""

import csv
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from components.tone.masking import SIDE_A, SIDE_B, THIRD
from components.training.data import (
    RelationExample,
    alone,
    coded_news,
    document,
    has_both,
    read_lines,
)

_RUSSIA = re.compile(
    r"Russia|Putin|Moscow|Kremlin|Soviet|Lavrov|Medvedev|USSR|Gorbachev|Yeltsin|Stalin"
)


def null_news(newsmtsc: Path, count: int, seed: int) -> list[RelationExample]:
    """Passages of NewsMTSC that never name Russia: nothing there bears on the relation."""
    by_article: dict[str, list[str]] = defaultdict(list)
    for row in read_lines(newsmtsc):
        article = "_".join(row["id"].split("_")[:3])
        if row["sentence"] not in by_article[article]:
            by_article[article].append(row["sentence"])
    free = [a for a in by_article.values() if not any(_RUSSIA.search(text) for text in a)]
    chance = random.Random(seed)
    chosen = chance.sample(free, min(count, len(free)))
    return [alone("null news", " ".join(a[: chance.randint(1, 3)]), None) for a in chosen]


_Item = TypeVar("_Item")
_PLACES = re.compile(
    r"\b(Arnor|Gondor|Mordor|Osgiliath|Eriador|Bree|Ithilen|Calenardhon|the Shire|Fornost|Minas Tirith|Cirith Ungol)"
    r"(i|ian)?\b"
)


def _event(sentence: str, swap: dict[str, str]) -> str:
    return "".join(
        part if number % 3 == 0 else "" if number % 3 == 2 else swap.get(part, "Norway")
        for number, part in enumerate(_PLACES.split(sentence))
    )


def _events(path: Path) -> list[tuple[str, list[str], int]]:
    rows = [
        (
            row["sentence"],
            list(dict.fromkeys(m[1] for m in _PLACES.finditer(row["sentence"]))),
            row["label"],
        )
        for row in read_lines(path)
    ]
    return [row for row in rows if len(row[1]) > 1 and row[2]]


def petrarch(path: Path) -> list[RelationExample]:
    """PETRARCH unit sentences: the first two countries named are read as the two sides."""
    found = []
    for number, (sentence, names, sign) in enumerate(_events(path)):
        one, other = names[:2] if number % 2 else names[1::-1]
        text = _event(sentence, {one: "Russia", other: "the United States"})
        found.append(alone("petrarch", text, 0.6 * sign))
    return found


def third_parties(events: Path, newsmtsc: Path, count: int, seed: int) -> list[RelationExample]:
    """News-like paragraphs in which only one of the two sides deals with a third: null.

    Made of PETRARCH sentences (one side and another country), of coded news sentences that
    are null, and of coded news sentences on both sides with one of them read as a third.
    """
    chance = random.Random(seed)
    news = coded_news(newsmtsc)
    pool = []
    for number, (sentence, names, _) in enumerate(_events(events)):
        side = "the United States" if number % 4 == 0 else "Russia"
        one, other = names[:2] if number % 2 else names[1::-1]
        pool.append(_event(sentence, {one: side, other: "Ukraine"}))
    by_id = {row["id"]: row["sentence"] for row in read_lines(newsmtsc)}
    pool += [by_id[e.document.removeprefix("news ")] for e in news if e.tone is None] * 2
    found = []
    for number in range(count):
        texts = [" ".join(chance.sample(pool, chance.randint(1, 2))) for _ in range(2)]
        rows = [{"text": t, "index": i, "relation_tone": None} for i, t in enumerate(texts)]
        found += document(f"third {number}", None, rows)
    for example in news:
        if example.tone is not None and has_both(example):
            pieces = tuple(THIRD if p == SIDE_A else p for p in example.passage.pieces)
            found.append(
                replace(example, passage=replace(example.passage, pieces=pieces), tone=None)
            )
    return found


def _parts(items: Sequence[_Item], size: int) -> list[Sequence[_Item]]:
    return [items[i : i + size] for i in range(0, len(items), size)]


def written(seed: int) -> tuple[list[RelationExample], list[RelationExample]]:
    """``written_relation.csv`` as documents of up to 9 short paragraphs, and its nulls alone.

    Sentences of like tone stand together in a second set of documents, two to a paragraph.
    """
    with (
        Path(__file__).with_name("written_relation.csv").open(encoding="utf-8", newline="") as file
    ):
        rows = list(csv.DictReader(file))
    chance = random.Random(seed)
    scored = [(float(row["tone"]), row["text"]) for row in rows if row["tone"]]
    alike = sorted(scored, key=lambda row: row[0] + chance.uniform(-0.08, 0.08))
    pairs = [
        (sum(tone for tone, _ in each) / len(each), " ".join(text for _, text in each))
        for each in _parts(alike, 2)
    ]
    found = []
    for name, items in (("one", scored), ("two", pairs)):
        chance.shuffle(items)
        for number, part in enumerate(_parts(items, 9)):
            # Every second index: what stands before is no context here.
            shaped = [
                {"text": text, "index": 2 * i, "relation_tone": tone}
                for i, (tone, text) in enumerate(part)
            ]
            found += document(f"written {name} {number}", None, shaped)
    nulls = [row["text"] for row in rows if not row["tone"]]
    chance.shuffle(nulls)
    texts = nulls + [" ".join(each) for each in _parts(nulls, 2)]
    return found, [alone("written null", text, None) for text in texts]


def exchanged(examples: list[RelationExample]) -> list[RelationExample]:
    """The examples with the two sides in each other's place: the relation's tone is the same."""
    swap = {SIDE_A: SIDE_B, SIDE_B: SIDE_A}
    return [
        replace(
            each,
            passage=replace(
                each.passage, pieces=tuple(swap.get(p, p) for p in each.passage.pieces)
            ),
        )
        for each in examples
    ]
