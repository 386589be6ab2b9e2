"""What an analysis says: plain frozen records, and their JSON.

The records, as :func:`to_json` prints them, are a public interface (``SCHEMA_VERSION``). A field
with a default came later: where an older analysis lacks it, it is read with its default.
"""

from dataclasses import dataclass
from datetime import date

from components.actors.records import Via
from components.analysis.methods import Method
from components.attribution import Attribution, Hedge
from components.records_json import pack, unpack
from components.relations import Frame
from components.tone import Contribution

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Dyad:
    """The two sides whose relation is read: roster ids of two countries."""

    a: str = "united-states"
    b: str = "russia"


DEFAULT_DYAD = Dyad()


@dataclass(frozen=True, slots=True)
class Shift:
    """The document's change point: after which sentence, by how much, how surely.

    ``after_sentence`` is an index from 0 over all sentences of the document; None when no shift
    is claimed.
    """

    after_sentence: int | None
    delta: float | None
    p: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """The article as a whole: relation tone (−1 … 1 or None), 95 % band or None, and n.

    ``rules`` is the relation tone by the rules alone, ``vader`` the mean over all sentences of plain
    VADER's compound: both stand beside the method's own.
    """

    relation_tone: float | None
    band: tuple[float, float] | None
    n_sentences: int
    uncertainty: float | None
    shift: Shift
    rules: float | None = None
    vader: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: relation tone (None: not about the relation), weight, certainty, VADER beside it.

    ``rules`` and ``rules_weight`` are tone and weight by the rules alone, made of ``contributions``;
    ``model`` is the encoder's own score of the sentence, None where it did not run.
    """

    start: int
    end: int
    relation_tone: float | None
    weight: float
    certainty: float
    vader: float
    contributions: tuple[Contribution, ...]
    rules: float | None = None
    rules_weight: float = 0.0
    model: float | None = None


@dataclass(frozen=True, slots=True)
class ScoredMention:
    """One mention, resolved with ``confidence`` 0 … 1, and the tone (−1 … 1) toward it.

    ``label`` (neg, neu, pos) is right with ``probability`` (0 … 1); ``context`` is the tone by the
    context rules, made of the next ``n_contributions`` of the actor's contributions. ``weight`` is
    how it was resolved × how certain its clause is. ``voice`` is "author" or "attributed", and
    ``holder`` then the speaker's roster id, None where the speaker is open.
    """

    start: int
    end: int
    actor: str
    surface: str
    via: Via
    confidence: float
    tone: float = 0.0
    label: str = "neu"
    probability: float | None = None
    context: float = 0.0
    weight: float = 1.0
    voice: str = "author"
    holder: str | None = None
    n_contributions: int = 0


@dataclass(frozen=True, slots=True)
class ActorTone:
    """Tone toward one actor in one paragraph, over ``n`` mentions of total weight ``weight``.

    ``tone`` is the weighted mean over the mentions. ``state`` is "scored", or "no_cues" where the
    context rules find no counting word and the method says neutral; an actor who is absent from
    the paragraph has no record at all. ``context`` and ``vader`` are the same by the context rules
    and by plain VADER; ``contributions`` are the context rules'. ``probability`` (0 … 1): how likely
    ``label`` is right.
    """

    actor: str
    name: str
    side: str
    tone: float
    label: str
    state: str
    n: int
    weight: float
    vader: float
    mentions: tuple[ScoredMention, ...]
    contributions: tuple[Contribution, ...]
    context: float = 0.0
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. ``relation_tone`` is None where it does not bear on the relation.

    ``rules`` is its relation tone by the rules alone, of weight ``rules_weight``; ``model`` the
    encoder's score of the whole paragraph and ``null`` its probability (0 … 1) that nothing here
    bears on the relation, both None where it did not run. ``language`` is "" where it is the
    article's.
    """

    index: int
    start: int
    end: int
    text: str
    relation_tone: float | None
    weight: float
    relevance: str
    uncertainty: float | None
    sentences: tuple[Sentence, ...]
    hedges: tuple[Hedge, ...]
    attributions: tuple[Attribution, ...]
    frames: tuple[Frame, ...]
    actors: tuple[ActorTone, ...]
    rules: float | None = None
    model: float | None = None
    null: float | None = None
    rules_weight: float = 0.0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything Détente says about one article, by ``method`` (encoder, linear or context)."""

    id: str
    title: str | None
    date: date | None
    source: str | None
    language: str
    dyad: Dyad
    method_version: str
    roster_version: str
    warnings: tuple[str, ...]
    document: Document
    paragraphs: tuple[Paragraph, ...]
    method: Method = "context"


def to_json(analysis: Analysis) -> dict[str, object]:
    """The analysis as plain JSON values; the keys are the records' field names (``cls`` is "class")."""
    return {"schema": SCHEMA_VERSION, **pack(analysis)}


def from_json(data: dict[str, object]) -> Analysis:
    """The analysis that :func:`to_json` printed. Raises ``ValueError`` for another schema or shape."""
    if data.get("schema") != SCHEMA_VERSION:
        raise ValueError(f"analysis has schema {data.get('schema')!r}, not {SCHEMA_VERSION}")
    return unpack(Analysis, {key: value for key, value in data.items() if key != "schema"})
