"""Tone of one sentence between a source and a target: the cues between them weigh most."""

from collections.abc import Sequence

from components.actors import Mention
from components.relations.sentence import relation_cues
from components.text import Span, Word
from components.tone import Contribution, Cue
from components.tone.context import HALF_LIFE, sentence_cues
from components.tone.contributions import tone_of

OUTSIDE = 0.5  # weight of a cue that does not stand between source and target
# Ordinary tone words speak for the relation weakly: they decide where the scale knows no word.
# (.1 … .6 within .005 AUC of one another on relations_petrarch_unit.)
FALLBACK = 0.3
BESIDE = 0.1


def directed_tone(
    text: str, words: Sequence[Word], source: Span | None, target: Span | None
) -> tuple[float, tuple[Contribution, ...]]:
    """Tone (−1 conflict … 1 cooperation) of what passes between ``source`` and ``target``.

    ``words`` are the sentence's. Without both ends every cue counts by its nearness to the
    one that is given, or fully. The contributions sum, squashed, to the tone.
    """
    ends = [end for end in (source, target) if end is not None]
    places = [Mention(e.start, e.end, "", text[e.start : e.end], "name", 1.0) for e in ends]
    scale = relation_cues(text, words, places)
    weighed = [(cue, 1.0) for cue in scale]
    weighed += [(cue, BESIDE if scale else FALLBACK) for cue in sentence_cues(text, words, places)]
    contributions = tuple(
        Contribution(cue.text, cue.start, cue.end, cue.value * weight * near, cue.rule + reason)
        for cue, weight in weighed
        for near, reason in [_nearness(words, cue, ends)]
    )
    return tone_of(contributions), contributions


def _nearness(words: Sequence[Word], cue: Cue, ends: Sequence[Span]) -> tuple[float, str]:
    if not ends:
        return 1.0, ""
    left, right = min(end.end for end in ends), max(end.start for end in ends)
    if len(ends) == 2 and left <= cue.start and cue.end <= right:
        return 1.0, ", between source and target"
    far = min(_words_between(words, cue, end) for end in ends)
    share = OUTSIDE if len(ends) == 2 else 1.0
    return share * 0.5 ** (far / HALF_LIFE), f", {far} words away"


def _words_between(words: Sequence[Word], cue: Cue, end: Span) -> int:
    low, high = (cue.end, end.start) if cue.end <= end.start else (end.end, cue.start)
    return sum(low <= word.start < high for word in words)
