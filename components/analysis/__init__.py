"""From a text to everything Détente says about it: records, methods, and the one pipeline."""

from components.analysis.actors import RESOLUTION
from components.analysis.methods import (
    ENGINE_VERSION,
    METHODS,
    Method,
    default_method,
    has_encoder,
    method_version,
)
from components.analysis.pipeline import SCORED_LANGUAGES, analyse
from components.analysis.records import (
    DEFAULT_DYAD,
    SCHEMA_VERSION,
    ActorTone,
    Analysis,
    Document,
    Dyad,
    Paragraph,
    ScoredMention,
    Sentence,
    Shift,
    from_json,
    to_json,
)

__all__ = [
    "DEFAULT_DYAD",
    "ENGINE_VERSION",
    "METHODS",
    "RESOLUTION",
    "SCHEMA_VERSION",
    "SCORED_LANGUAGES",
    "ActorTone",
    "Analysis",
    "Document",
    "Dyad",
    "Method",
    "Paragraph",
    "ScoredMention",
    "Sentence",
    "Shift",
    "analyse",
    "default_method",
    "from_json",
    "has_encoder",
    "method_version",
    "to_json",
]
