"""Tone toward the relation between two sides, on a cooperation–conflict scale of its own."""

from components.relations.frames import Frame, frames
from components.relations.sentence import (
    Presence,
    SentenceRelation,
    author_side,
    presence,
    relation_cues,
    sentence_relations,
)

__all__ = [
    "Frame",
    "Presence",
    "SentenceRelation",
    "author_side",
    "frames",
    "presence",
    "relation_cues",
    "sentence_relations",
]
