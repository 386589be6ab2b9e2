"""The arithmetic behind a paragraph's numbers, step by step, as the method has it.

Each function repeats the sums of :mod:`components.analysis` from the stored parts, so that what
a reader adds up is what was scored.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from components.analysis import ActorTone, Paragraph, ScoredMention
from components.relations.combined import sentence_tone
from components.tone import Contribution
from components.tone.contributions import squash


@dataclass(frozen=True, slots=True)
class SentenceStep:
    """A sentence's share in the relation tone of its paragraph.

    ``total`` is S = Σ values of the rules' words, ``rules`` q = S / √(S² + 15), ``model`` the
    encoder's score of the sentence (None: it did not run), ``tone`` r, made of both (or q alone).
    """

    number: int
    total: float
    rules: float
    model: float | None
    tone: float
    weight: float
    certainty: float
    contributions: tuple[Contribution, ...]

    @property
    def share(self) -> float:
        """w · h · r, what the sentence adds to the paragraph's sum."""
        return self.weight * self.certainty * self.tone


@dataclass(frozen=True, slots=True)
class MentionStep:
    """A mention with the sentence it stands in and the words the context rules count for it."""

    number: int
    mention: ScoredMention
    contributions: tuple[Contribution, ...]


def relation_steps(paragraph: Paragraph) -> tuple[SentenceStep, ...]:
    """One step for each sentence that is about the relation, numbered in the paragraph from 1."""
    steps = []
    for number, sentence in enumerate(paragraph.sentences, 1):
        if sentence.relation_tone is None:
            continue
        # The rules are silent on a sentence that they give no weight, whatever words it has.
        counted = sentence.contributions if sentence.rules_weight or paragraph.model is None else ()
        total = math.fsum(c.value for c in counted)
        rules = squash(total)
        tone = (
            rules
            if paragraph.model is None or sentence.model is None
            else sentence_tone(paragraph.model, sentence.model, rules)
        )
        steps.append(
            SentenceStep(
                number,
                total,
                rules,
                sentence.model,
                tone,
                sentence.weight,
                sentence.certainty,
                counted,
            )
        )
    return tuple(steps)


def relation_sum(steps: Sequence[SentenceStep]) -> tuple[float, float, float | None]:
    """(Σ w·h·r, Σ w·h, their quotient): the last is the paragraph's relation tone."""
    top = math.fsum(step.share for step in steps)
    bottom = math.fsum(step.weight * step.certainty for step in steps)
    return top, bottom, top / bottom if bottom else None


def mention_steps(paragraph: Paragraph, actor: ActorTone) -> tuple[MentionStep, ...]:
    """One step for each mention of ``actor``, each with the words that count toward it."""
    steps, taken = [], 0
    for mention in actor.mentions:
        words = actor.contributions[taken : taken + mention.n_contributions]
        taken += mention.n_contributions
        number = next(
            (n for n, s in enumerate(paragraph.sentences, 1) if s.start <= mention.start < s.end), 1
        )
        steps.append(MentionStep(number, mention, words))
    return tuple(steps)


def mention_sum(actor: ActorTone) -> tuple[float, float, float | None]:
    """(Σ g·t, Σ g, their quotient): the last is the tone toward the actor in the paragraph."""
    top = math.fsum(each.weight * each.tone for each in actor.mentions)
    bottom = math.fsum(each.weight for each in actor.mentions)
    return top, bottom, top / bottom if bottom else None
