"""Relation tone by the default method: the encoder's paragraph and sentences, and the rules.

r_s = SPREAD · (PARAGRAPH · P + SENTENCE · S_s + RULES · q_s), cut to −1 … 1, where P is the
encoder's score of the whole paragraph, S_s its score of the sentence and q_s the rules' tone of it
(0 where they are silent). So a paragraph's number is the weighted mean of its sentences', and can
be added up. Means of three scores are too timid: SPREAD gives them the width that coders use.
Weights, spread and thresholds are the best of a few tried on the dev files (see
components/training/MODEL_CARD.md).
"""

from collections.abc import Sequence

from components.relations.model import ModelRelation
from components.relations.sentence import NAMES_BOTH, NEITHER, SentenceRelation

PARAGRAPH, SENTENCE, RULES, SPREAD = 0.35, 0.35, 0.3, 4 / 3
# Probability from which the encoder's word “null” is taken, by what the rules see in a paragraph:
# neither side (read without the paragraph before, whose subject the encoder would carry over); a
# side, but nothing that bears on the relation; something that does.
# Never null where a sentence names both sides: that is 0 at least.
NULL_AT_NOTHING, NULL_AT_SILENT, NULL_AT_BEARS = 0.5, 0.3, 0.7


def sentence_tone(paragraph: float, sentence: float, rules: float) -> float:
    """r_s of one sentence from the encoder's two scores and the rules' tone; all −1 … 1."""
    mixed = PARAGRAPH * paragraph + SENTENCE * sentence + RULES * rules
    return max(-1.0, min(1.0, SPREAD * mixed))


def is_null(null: float, rules: Sequence[SentenceRelation], *, names_side: bool) -> bool:
    """Whether a paragraph bears on the relation not at all.

    ``null`` is the encoder's probability of it, ``rules`` the rules' reading with their own null;
    ``names_side``: whether the paragraph names one of the sides.
    """
    if any(each.weight == NAMES_BOTH for each in rules):
        return False
    if any(each.weight for each in rules):
        return null >= NULL_AT_BEARS
    return null >= (NULL_AT_SILENT if names_side else NULL_AT_NOTHING)


def combined(
    model: ModelRelation, rules: Sequence[SentenceRelation]
) -> tuple[SentenceRelation, ...]:
    """Tone and weight of each sentence of one paragraph that bears on the relation.

    ``rules`` are the rules' readings without their null. A sentence weighs what they say, at least
    ``NEITHER``: in a paragraph about the relation every sentence may carry it.
    """
    return tuple(
        SentenceRelation(
            sentence_tone(model.tone, score, each.tone or 0.0),
            max(each.weight, NEITHER),
            each.contributions,
        )
        for score, each in zip(model.sentences, rules, strict=True)
    )
