"""Labelled data → examples of word pieces, masks laid as at run time."""

import csv
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from components.actors import load_roster, mentions
from components.relations.model import Passage, passage
from components.text import Span, paragraphs, sentences
from components.tone.encoder import TargetInput, masked_input
from components.tone.masking import SIDE_A, SIDE_B, TARGET, YEAR, target_masks

LONGEST = 176  # pieces in training
SIDES = ("US", "RU")


@dataclass(frozen=True, slots=True)
class TargetExample:
    """A sentence as it is read, the same with the other names visible, and its label.

    ``label`` is 0 for negative, 1 neutral, 2 positive.
    """

    made: TargetInput
    seen: TargetInput
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
        whole = Span(0, len(text))
        masks = target_masks(text, 0, len(text), Span(row["start"], row["end"]), ())
        made = masked_input(text, whole, masks, longest=LONGEST)
        few = [mask for mask in masks if mask.piece in (TARGET, YEAR)]
        seen = masked_input(text, whole, few, longest=LONGEST)
        found.append(TargetExample(made, seen, row["label"] + 1))
    return found


def day_of(text: str | None) -> date | None:
    """“2022”, “2022-04” or “2022-04-21” as a day; None for none."""
    parts = [int(part) for part in (text or "").split("-") if part.isdigit()]
    return date(*[*parts, 1, 1][:3]) if parts else None


def document(name: str, day: str | None, rows: Sequence[dict]) -> list[RelationExample]:
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
        for example in document(name, day, sorted(rows, key=lambda r: r["index"]))
    ]


def alone(name: str, text: str, tone: float | None) -> RelationExample:
    """One passage that is a document of its own."""
    row = {"text": text, "index": 0, "relation_tone": tone}
    return document(name, None, [row])[0]


def coded_news(newsmtsc: Path) -> list[RelationExample]:
    """NewsMTSC sentences that name Russia, coded for the relation in ``news_relation.csv``."""
    by_id = {row["id"]: row["sentence"] for row in read_lines(newsmtsc)}
    with Path(__file__).with_name("news_relation.csv").open(encoding="utf-8", newline="") as file:
        return [
            alone(
                "news " + row["id"], by_id[row["id"]], float(row["tone"]) if row["tone"] else None
            )
            for row in csv.DictReader(file)
        ]


def has_both(example: RelationExample) -> bool:
    """Whether both sides are named in the passage."""
    return {SIDE_A, SIDE_B} <= set(example.passage.pieces)
