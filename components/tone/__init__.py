"""Tone toward an actor, each score with the words that made it.

Scores run −1 … 1. The methods stand behind one seam (``targets.py``): the encoder, the linear
model, the context rules, and plain VADER as the baseline.
"""

from components.tone.context import MentionTone, label, mention_tone
from components.tone.contributions import Contribution, squash
from components.tone.cues import Cue, cues, load_operators
from components.tone.targets import LABELS, TARGET_METHODS, ReadSentence, TargetTone
from components.tone.vader import compound, word_valences

__all__ = [
    "LABELS",
    "TARGET_METHODS",
    "Contribution",
    "Cue",
    "MentionTone",
    "ReadSentence",
    "TargetTone",
    "compound",
    "cues",
    "label",
    "load_operators",
    "mention_tone",
    "squash",
    "word_valences",
]
