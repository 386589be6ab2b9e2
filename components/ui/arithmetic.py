"""The arithmetic behind a paragraph's numbers, step by step, as the method has it.

Each function repeats the sums of :mod:`components.analysis` from the stored contributions, so
that what a reader adds up is what was scored.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from components.actors import Mention
from components.analysis import RESOLUTION, ActorTone, Paragraph
from components.text.spans import inside
from components.tone import Contribution
from components.tone.contributions import squash

_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class SentenceStep:
    """A sentence's share: S = Σ values, q = S / √(S² + 15), and its weight w·h."""

    number: int
    total: float
    tone: float
    weight: float
    certainty: float
    contributions: tuple[Contribution, ...]

    @property
    def share(self) -> float:
        """w · h · q, what the sentence adds to the paragraph's sum."""
        return self.weight * self.certainty * self.tone


@dataclass(frozen=True, slots=True)
class MentionStep:
    """A mention's share in an actor's tone: S, q(S), and its weight g (None: not told apart)."""

    number: int
    mention: Mention
    total: float
    tone: float
    weight: float | None
    contributions: tuple[Contribution, ...]


def relation_steps(paragraph: Paragraph) -> tuple[SentenceStep, ...]:
    """One step for each sentence that is about the relation, numbered in the paragraph from 1."""
    return tuple(
        SentenceStep(
            number,
            total := math.fsum(c.value for c in sentence.contributions),
            squash(total),
            sentence.weight,
            sentence.certainty,
            sentence.contributions,
        )
        for number, sentence in enumerate(paragraph.sentences, 1)
        if sentence.relation_tone is not None
    )


def relation_sum(steps: Sequence[SentenceStep]) -> tuple[float, float, float | None]:
    """(Σ w·h·q, Σ w·h, their quotient): the last is the paragraph's relation tone."""
    top = math.fsum(step.share for step in steps)
    bottom = math.fsum(step.weight * step.certainty for step in steps)
    return top, bottom, top / bottom if bottom else None


def mention_steps(paragraph: Paragraph, actor: ActorTone) -> tuple[MentionStep, ...]:
    """One step for each mention of ``actor``, each with the words that count toward it.

    A record lists contributions mention by mention; every mention of a sentence meets the same
    words, which tells where one list ends and the next begins. Where the parts found this way do
    not add up to the record's tone, the steps' weights are None: then only the list is true.
    """
    steps: list[MentionStep] = []
    for number, sentence in enumerate(paragraph.sentences, 1):
        here = [m for m in actor.mentions if inside(m, sentence)]
        found = [c for c in actor.contributions if inside(c, sentence)]
        for mention, part in zip(here, _parts(found, len(here)), strict=True):
            total = math.fsum(c.value for c in part)
            weight = RESOLUTION.get(mention.via, 1.0) * sentence.certainty
            steps.append(MentionStep(number, mention, total, squash(total), weight, part))
    _, weight_sum, tone = mention_sum(steps)
    true = tone is not None and abs(tone - actor.tone) < _CLOSE
    if true and abs(weight_sum - actor.weight) < _CLOSE:
        return tuple(steps)
    return tuple(
        MentionStep(s.number, s.mention, s.total, s.tone, None, s.contributions) for s in steps
    )


def mention_sum(steps: Sequence[MentionStep]) -> tuple[float, float, float | None]:
    """(Σ g·t, Σ g, their quotient): the last is the tone toward the actor in the paragraph."""
    known = [(step.weight, step.tone) for step in steps if step.weight is not None]
    top = math.fsum(weight * tone for weight, tone in known)
    bottom = math.fsum(weight for weight, _ in known)
    return top, bottom, top / bottom if bottom else None


def _parts(found: Sequence[Contribution], mentions: int) -> list[tuple[Contribution, ...]]:
    """``found`` cut into one run per mention: a run ends where the places stop rising."""
    if not mentions:
        return []
    runs: list[list[Contribution]] = []
    for each in found:
        if not runs or each.start <= runs[-1][-1].start:
            runs.append([])
        runs[-1].append(each)
    runs += [[] for _ in range(mentions - len(runs))]
    return [tuple(run) for run in runs[:mentions]]
