"""Names exchanged: how the test does it, and that our own sentences keep their scores."""

import random
from datetime import date

import pytest

from components.actors import load_roster, mentions
from components.text import paragraphs, sentences
from components.tone import encoder
from components.training.swaps import (
    NAMES,
    exchanged,
    relation_swaps,
    renamed,
    shifted,
    target_swaps,
)

needs_model = pytest.mark.skipif(not encoder.MODEL.exists(), reason="no model in this checkout")
DAY = date(2022, 6, 1)
PARAGRAPHS = [
    "In 2014 the United States imposed sanctions on Russia after Vladimir Putin annexed Crimea.",
    "Antony Blinken and Sergey Lavrov met in Geneva and called the talks useful. Germany welcomed it.",
    "Joe Biden warned Putin that a new attack on Ukraine would have severe consequences.",
]
SENTENCES = (
    ("Merkel praised Macron for his patience, but Johnson called him reckless.", "Merkel", "Macron", "Johnson"),
    ("Nancy Pelosi accused Mitch McConnell of lying, a charge McConnell rejects.", "Nancy Pelosi", "Mitch McConnell"),
    ("Officials said Smith was honoured for courage while Jones went to prison.", "Smith", "Jones"),
)  # fmt: skip


def rows() -> list[dict[str, object]]:
    return [
        {"sentence": text, "start": text.index(name), "end": text.index(name) + len(name)}
        for text, *names in SENTENCES
        for name in names
    ]


def found_in(text: str):
    part = [s for span in paragraphs(text) for s in sentences(text, span)]
    return mentions(text, part, load_roster(), DAY)


def test_the_list_has_twenty_names():
    assert len(set(NAMES)) == 20


@pytest.mark.parametrize(("old", "name"), [((0, 3), "Maria Lopez"), ((8, 11), "Li")])
def test_the_kept_place_moves_with_the_text(old, name):
    made, (start, end) = renamed("Ann met Bob.", old, name, (8, 11) if old[0] == 0 else (0, 3))
    assert made[start:end] == ("Bob" if old[0] == 0 else "Ann")
    assert name in made


def test_persons_and_countries_stay_on_their_side():
    text = "\n\n".join(PARAGRAPHS)
    roster = load_roster()
    before = found_in(text)
    made = exchanged(text, before, roster, random.Random(3))
    after = found_in(made)
    assert made != text
    assert "Vladimir Putin" not in made

    def sides(found):
        known = [roster.actors[m.actor] for m in found if m.via in ("name", "alias")]
        return [a.side if a.side in ("US", "RU") else "third" for a in known]

    assert sides(after) == sides(before)


def test_years_move():
    assert shifted("From 1994 to 2021, 300 talks.") == "From 1987 to 2014, 300 talks."


@needs_model
def test_no_label_of_ours_follows_a_name():
    own, other = target_swaps(rows())
    assert own.n >= 15 and other.n >= 15
    assert own.changed == 0
    assert other.changed == 0


@needs_model
def test_no_relation_tone_of_ours_follows_names_or_years():
    names, years = relation_swaps([(PARAGRAPHS, DAY)])
    assert names.n == years.n == 3
    assert names.mean <= 0.05
    assert years.mean <= 0.001
