"""The context rules: tone toward one mention from the words around it.

Names and the target's own words carry nothing; near words weigh more than far ones (soft
decay); a speaker is mostly neutral; words inside a quotation that the target is not in
count little. Constants are those measured on NewsMTSC train and dev (see tests/tone/).
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Literal

from components.actors import Mention
from components.attribution import Attribution
from components.text import Span, Word
from components.text.phrases import Table, load_table
from components.text.spans import indexes_in, overlaps
from components.tone.contributions import Contribution, tone_of
from components.tone.cues import Cue, cues
from components.tone.vader import word_valences

Label = Literal["neg", "neu", "pos"]

HALF_LIFE = 12.0  # words after which a word counts half
REACH = 96  # words beyond which a word would count less than half a percent
SPEAKER = 0.2  # weight of the words said by the target itself
FOREIGN_QUOTATION = 0.3  # weight of quoted words about something else
LABEL_AT = 0.15  # tone from which a mention is called positive or negative


@dataclass(frozen=True, slots=True)
class MentionTone:
    """Tone (−1 … 1) toward one mention and the contributions that sum, squashed, to it."""

    tone: float
    contributions: tuple[Contribution, ...]


@cache
def political_table() -> Table[float]:
    """Political-news words with their valence; 0 silences a word that VADER reads wrongly."""
    return load_table(
        Path(__file__).with_name("political.csv"),
        lambda row: float(row["value"]),
    )


def sentence_cues(text: str, words: Sequence[Word], mentions: Sequence[Mention]) -> list[Cue]:
    """The tone-bearing words of a sentence; words inside mentions are left out."""
    return cues(
        text,
        words,
        political_table(),
        fallback=word_valences(),
        names=mentions,
        rule="political word",
        fallback_rule="VADER word",
    )


def mention_tone(
    mention: Mention,
    words: Sequence[Word],
    found: Sequence[Cue],
    attributions: Sequence[Attribution],
    quotations: Sequence[Span],
) -> MentionTone:
    """Tone toward ``mention`` from the cues of its sentence."""
    place = indexes_in(words, mention)
    if not place:
        return MentionTone(0.0, ())
    nearest = bisect_left(found, place[0] - REACH, key=attrgetter("first"))
    weigh = _weight(mention, attributions, quotations)
    contributions = []
    for cue in found[nearest:]:
        if cue.first > place[-1] + REACH:
            break
        if overlaps(cue, mention):
            continue
        distance = max(cue.first - place[-1], place[0] - cue.last, 1)
        factor, reason = weigh(cue)
        value = cue.value * 0.5 ** ((distance - 1) / HALF_LIFE) * factor
        rule = f"{cue.rule}, {distance} word{'s' if distance > 1 else ''} away{reason}"
        contributions.append(Contribution(cue.text, cue.start, cue.end, value, rule))
    return MentionTone(tone_of(contributions), tuple(contributions))


def _weight(
    mention: Mention, attributions: Sequence[Attribution], quotations: Sequence[Span]
) -> Callable[[Cue], tuple[float, str]]:
    own = next((q for q in quotations if q.start <= mention.start < q.end), None)
    spoken = [
        a
        for a in attributions
        if a.speaker == mention.actor and not a.start <= mention.start < a.end
    ]

    def weight(cue: Cue) -> tuple[float, str]:
        if any(a.start <= cue.start < a.end for a in spoken):
            return SPEAKER, ", said by the target"
        if any(q.start <= cue.start < q.end and q != own for q in quotations):
            return FOREIGN_QUOTATION, ", in a quotation"
        return 1.0, ""

    return weight


def label(tone: float) -> Label:
    """Negative, neutral or positive."""
    return "neg" if tone <= -LABEL_AT else "pos" if tone >= LABEL_AT else "neu"
