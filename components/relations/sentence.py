"""Relation tone of sentences (method “rules”).

A sentence's tone is the squashed sum of its cooperation–conflict cues; its weight says how
surely it is about the two sides: 1 names both or their relation, .5 names one side and
has a cue, .25 names neither but has a cue in a paragraph that has a sentence of weight 1,
0 otherwise. Both sides named and nothing said is 0, not null.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from components.actors import Mention, Roster
from components.text import Word
from components.text.phrases import Table, load_table
from components.tone import Contribution, Cue, cues
from components.tone.contributions import tone_of

NAMES_BOTH, ONE_SIDE, NEITHER = 1.0, 0.5, 0.25


@dataclass(frozen=True, slots=True)
class SentenceRelation:
    """A sentence's relation tone (−1 … 1, None if it is not about the relation), weight and words."""

    tone: float | None
    weight: float
    contributions: tuple[Contribution, ...]


@cache
def scale() -> Table[float]:
    """The cooperation–conflict table: words and phrases, −4 (force) … 4 (full cooperation)."""
    return load_table(
        Path(__file__).with_name("scale.csv"),
        lambda row: float(row["value"]),
    )


def relation_cues(text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> list[Cue]:
    """The cooperation–conflict cues of a sentence; words inside names are left out."""
    return cues(
        text,
        words,
        scale(),
        names=mentions,
        rule="cooperation–conflict word",
    )


def sentence_relations(
    sentences: Sequence[tuple[Sequence[Mention], Sequence[Cue]]],
    sides: tuple[str, str],
    roster: Roster,
) -> tuple[SentenceRelation, ...]:
    """Relation tone of each sentence of one paragraph, given its mentions and cues."""
    named = [
        {roster.actors[m.actor].side for m in mentions} & set(sides) for mentions, _ in sentences
    ]
    direct = any(len(sides_named) == 2 for sides_named in named)
    return tuple(
        _sentence(found, len(sides_named), direct)
        for (_, found), sides_named in zip(sentences, named, strict=True)
    )


def _sentence(found: Sequence[Cue], sides_named: int, direct: bool) -> SentenceRelation:
    if sides_named == 2:
        weight = NAMES_BOTH
    elif not found:
        weight = 0.0
    elif sides_named == 1:
        weight = ONE_SIDE
    else:
        weight = NEITHER if direct else 0.0
    if not weight:
        return SentenceRelation(None, 0.0, ())
    contributions = tuple(Contribution(c.text, c.start, c.end, c.value, c.rule) for c in found)
    return SentenceRelation(tone_of(contributions), weight, contributions)
