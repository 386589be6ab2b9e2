"""Tone toward an actor, each score with the words that made it.

Scores run −1 … 1. Method “context” (the rules of this room) is the default; plain VADER
stands beside it as the baseline.
"""

from components.tone.context import MentionTone, label, mention_tone
from components.tone.contributions import Contribution, squash
from components.tone.cues import Cue, cues, load_operators
from components.tone.vader import compound, word_valences

__all__ = [
    "Contribution",
    "Cue",
    "MentionTone",
    "compound",
    "cues",
    "label",
    "load_operators",
    "mention_tone",
    "squash",
    "word_valences",
]
