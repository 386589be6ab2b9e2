"""Examples made for training, without PyTorch and without the labelled data."""

import csv
from itertools import pairwise
from pathlib import Path

from components.relations.model import Passage
from components.tone.masking import SIDE_A, SIDE_B
from components.training import made
from components.training.data import RelationExample


def test_written_sentences_are_codes_of_the_codebook():
    path = Path(made.__file__).with_name("written_relation.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["text"] for row in rows}) == len(rows) > 200
    tones = [float(row["tone"]) for row in rows if row["tone"]]
    assert all(-1 <= tone <= 1 and round(tone, 1) == tone for tone in tones)
    assert min(tones) <= -0.9 and max(tones) >= 0.9


def test_written_documents_are_the_same_for_a_seed_and_hold_tones_that_differ():
    documents, nulls = made.written(1)
    assert documents == made.written(1)[0] != made.written(2)[0]
    assert all(each.tone is None for each in nulls)
    by_name: dict[str, list[float]] = {}
    for each in documents:
        by_name.setdefault(each.document, []).append(each.tone or 0.0)
    assert all(len(tones) <= 9 for tones in by_name.values())
    mixed = sum(any(a * b < 0 for a, b in pairwise(tones)) for tones in by_name.values())
    assert mixed > len(by_name) / 2


def test_exchanged_sides_change_places_and_nothing_else():
    passage = Passage((101, 102, SIDE_A, 2500, SIDE_B, 102), (0, 0, 1, 1, 1, 1), ((2, 3, 4),), ())
    one = RelationExample("a", passage, 0.5, (0,) * 6, (1,))
    (other,) = made.exchanged([one])
    assert other.passage.pieces == (101, 102, SIDE_B, 2500, SIDE_A, 102)
    assert made.exchanged([other]) == [one]
