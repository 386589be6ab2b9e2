"""Explanation of the encoder's relation tone: exact sums over the paragraph's words."""

import math
from collections.abc import Sequence
from datetime import date

import pytest

from components.actors import load_roster, mentions
from components.relations import model
from components.relations.explain import explain_relation
from components.text import paragraphs, sentences
from components.tone import encoder
from components.tone.explain import Explanation

SIDES = ("US", "RU")
TEXT = "The United States condemned Russia. Later both sides agreed on useful talks."
SPAN = paragraphs(TEXT)[0]
PART = sentences(TEXT, SPAN)
FOUND = mentions(TEXT, PART, load_roster(), date(2021, 6, 1))
pytestmark = pytest.mark.skipif(not encoder.MODEL.exists(), reason="no model in this checkout")


def score() -> model.ModelRelation:
    return model.paragraph(TEXT, SPAN, PART, FOUND, load_roster(), SIDES)


def explain(*, shares: Sequence[float] = (1.0,), draws: int = 2) -> Explanation:
    return explain_relation(
        TEXT, SPAN, PART, FOUND, load_roster(), SIDES, shares=shares, draws=draws
    )


def test_baseline_and_words_make_the_paragraphs_score() -> None:
    found = explain()
    assert found.score == score().tone
    assert abs(found.baseline + math.fsum(w.value for w in found.words) - found.score) <= 1e-9
    assert found == explain()


def test_shares_of_paragraph_and_sentence_are_explained_together() -> None:
    scores = score()
    found = explain(shares=(0.5, 0.0, 0.5))
    assert math.isclose(found.score, 0.5 * scores.tone + 0.5 * scores.sentences[1], abs_tol=1e-6)
    assert abs(found.baseline + math.fsum(w.value for w in found.words) - found.score) <= 1e-9


def test_condemned_is_cold_and_agreed_is_warm() -> None:
    values = {w.text: w.value for w in explain(draws=8).words}
    assert values["condemned"] < 0 < values["agreed"]


def test_shares_for_sentences_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="4 shares"):
        explain(shares=(1.0, 0.0, 0.0, 0.0))
