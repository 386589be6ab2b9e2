"""Labelled data → examples of word pieces, masks laid as at run time."""

import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from components.actors import load_roster, mentions
from components.relations.model import Passage, passage
from components.text import Span, paragraphs, sentences
from components.tone.encoder import target_pieces
from components.tone.masking import SIDE_A, SIDE_B, THIRD

LONGEST = 176  # pieces in training
SIDES = ("US", "RU")


@dataclass(frozen=True, slots=True)
class TargetExample:
    """Pieces of a sentence, places of the target's mask, label 0 neg · 1 neu · 2 pos."""

    pieces: tuple[int, ...]
    places: tuple[int, ...]
    label: int


@dataclass(frozen=True, slots=True)
class RelationExample:
    """A paragraph in its document: tone −1 … 1, or None for null.

    ``cues`` holds 1 (+), −1 (−) or 0 for each piece; ``signs`` the same for each sentence.
    """

    document: str
    passage: Passage
    tone: float | None
    cues: tuple[int, ...]
    signs: tuple[int, ...]
    index: int = 0  # number of the paragraph among the rows given


def read_lines(path: Path) -> list[dict]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def target_examples(path: Path) -> list[TargetExample]:
    """NewsMTSC rows as examples."""
    found = []
    for row in read_lines(path):
        text = row["sentence"]
        made, places = target_pieces(
            text, Span(0, len(text)), Span(row["start"], row["end"]), (), longest=LONGEST
        )
        found.append(TargetExample(tuple(made), tuple(places), row["label"] + 1))
    return found


def day_of(text: str | None) -> date | None:
    """“2022”, “2022-04” or “2022-04-21” as a day; None for none."""
    parts = [int(part) for part in (text or "").split("-") if part.isdigit()]
    return date(*[*parts, 1, 1][:3]) if parts else None


def document(
    name: str, day: str | None, rows: Sequence[dict], title: str | None
) -> list[RelationExample]:
    """The coded paragraphs of one document; paragraphs that stood together give context."""
    clean = [" ".join(row["text"].split()) for row in rows]
    text = "\n\n".join(clean)
    spans = paragraphs(text)
    split = [sentences(text, span) for span in spans]
    found = mentions(text, [s for part in split for s in part], load_roster(), day_of(day))
    examples = []
    for number, (row, span, part) in enumerate(zip(rows, spans, split, strict=True)):
        if row.get("relation_tone", "disputed") == "disputed":
            continue
        adjacent = number > 0 and rows[number - 1]["index"] == row["index"] - 1
        before = spans[number - 1] if adjacent else None
        made = passage(
            text,
            span,
            part,
            found,
            load_roster(),
            SIDES,
            before=before,
            title=title,
            longest=LONGEST,
        )
        cues = _cues(text, span, row.get("cues", ()))
        marks = [0] * len(made.pieces)
        for index, (start, end) in enumerate(made.offsets):
            for first, last, sign in cues:
                if start < last and first < end:
                    marks[index] = sign
        signs = [_sign({c[2] for c in cues if s.start <= c[0] < s.end}) for s in part]
        examples.append(
            RelationExample(name, made, row["relation_tone"], tuple(marks), tuple(signs), number)
        )
    return examples


def _cues(text: str, span: Span, cues: Sequence[Sequence[str]]) -> list[tuple[int, int, int]]:
    found = []
    for words, sign in cues:
        start = text.find(" ".join(words.split()), span.start, span.end)
        if start >= 0:
            found.append((start, start + len(words), 1 if sign == "+" else -1))
    return found


def _sign(signs: set[int]) -> int:
    return signs.pop() if len(signs) == 1 else 0


def relation_train(path: Path) -> list[RelationExample]:
    """relation_tone_train.json: rows of many documents, in the order of their paragraphs."""
    by_document: dict[tuple[str, str | None], list[dict]] = defaultdict(list)
    for row in json.loads(path.read_text("utf-8")):
        by_document[row["doc"], row.get("date")].append(row)
    return [
        example
        for (name, day), rows in by_document.items()
        for example in document(name, day, sorted(rows, key=lambda r: r["index"]), None)
    ]


def relation_dev(path: Path) -> list[RelationExample]:
    """A dev file: documents with all their paragraphs."""
    return [
        example
        for each in json.loads(path.read_text("utf-8"))
        for example in document(
            each["doc"], each.get("date"), each["paragraphs"], each.get("title")
        )
    ]


def _alone(name: str, text: str, tone: float | None) -> RelationExample:
    row = {"text": text, "index": 0, "relation_tone": tone}
    return document(name, None, [row], None)[0]


def coded_news(newsmtsc: Path) -> list[RelationExample]:
    """NewsMTSC sentences that name Russia, coded for the relation in ``news_relation.csv``."""
    by_id = {row["id"]: row["sentence"] for row in read_lines(newsmtsc)}
    with Path(__file__).with_name("news_relation.csv").open(encoding="utf-8", newline="") as file:
        return [
            _alone(
                "news " + row["id"], by_id[row["id"]], float(row["tone"]) if row["tone"] else None
            )
            for row in csv.DictReader(file)
        ]


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
    return [_alone("null news", " ".join(a[: chance.randint(1, 3)]), None) for a in chosen]


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
        found.append(_alone("petrarch", text, 0.6 * sign))
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
        found += document(f"third {number}", None, rows, None)
    for example in news:
        if example.tone is not None and has_both(example):
            pieces = tuple(THIRD if p == SIDE_A else p for p in example.passage.pieces)
            found.append(
                replace(example, passage=replace(example.passage, pieces=pieces), tone=None)
            )
    return found


def has_both(example: RelationExample) -> bool:
    """Whether both sides are named in the passage."""
    return {SIDE_A, SIDE_B} <= set(example.passage.pieces)
