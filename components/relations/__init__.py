"""Tone toward the relation between two sides, on a cooperation–conflict scale of its own."""

from components.relations.frames import Frame
from components.relations.sentence import (
    SentenceRelation,
    relation_cues,
    sentence_relations,
)

__all__ = ["Frame", "SentenceRelation", "relation_cues", "sentence_relations"]
