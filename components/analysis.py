"""The one pipeline: a text, its date, a roster and a dyad → an :class:`Analysis`.

A pure function of its inputs and the method version; nothing is read or written besides.
The records below, as :func:`to_json` prints them, are a public interface (``SCHEMA_VERSION``).
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from components.actors import Mention, Roster, mentions
from components.attribution import Attribution, Hedge, attributions, certainty, hedges
from components.records_json import pack, unpack
from components.relations import Frame, SentenceRelation, relation_cues, sentence_relations
from components.text import Span, Word, paragraphs, quotations, sentences, words
from components.text.spans import inside
from components.tone import (
    Contribution,
    Cue,
    compound,
    label,
    mention_tone,
)
from components.tone.context import sentence_cues
from components.trends import bootstrap_band, document_shift

SCHEMA_VERSION = 1
SCORED_LANGUAGES = ("en", "", "und")  # what has no known language is read as English
ENGINE_VERSION = "1.0"
MINIMUM_FOR_BAND = 8  # relevant sentences

# Weight of a mention by the way it was resolved (method.md: g = resolution × certainty).
RESOLUTION = {"name": 1.0, "alias": 1.0, "title": 0.9, "group": 0.7, "pronoun": 0.7}


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
    """The article as a whole: relation tone (−1 … 1 or None), 95 % band or None, and n."""

    relation_tone: float | None
    band: tuple[float, float] | None
    n_sentences: int
    uncertainty: float | None
    shift: Shift


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: relation tone (None: not about the relation), weight, certainty, VADER beside it."""

    start: int
    end: int
    relation_tone: float | None
    weight: float
    certainty: float
    vader: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class ActorTone:
    """Tone toward one actor in one paragraph, over ``n`` mentions of total weight ``weight``.

    ``state`` is "scored", or "no_cues" where no counting word was found; an actor who is
    absent from the paragraph has no record at all.
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
    mentions: tuple[Mention, ...]
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. ``relation_tone`` is None where it does not bear on the relation."""

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


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything Détente says about one article."""

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


@cache
def method_version() -> str:
    """The engine's version and a hash of the word tables it reads: “1.0-3fa2…”."""
    rooms = Path(__file__).parent
    tables = sorted(
        path
        for room in ("attribution", "tone", "relations")
        for path in (rooms / room).glob("*.csv")
    )
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in tables)).hexdigest()[:8]
    return f"{ENGINE_VERSION}-{digest}"


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence with what was found in it."""

    span: Span
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    hedges: tuple[Hedge, ...]
    attributions: tuple[Attribution, ...]
    tone_cues: list[Cue]
    relation_cues: list[Cue]


def analyse(
    text: str,
    *,
    date: date | None,
    roster: Roster,
    title: str | None = None,
    source: str | None = None,
    id: str = "",
    language: str = "en",
    warnings: Sequence[str] = (),
    dyad: Dyad = DEFAULT_DYAD,
) -> Analysis:
    """Analyse one article.

    ``text`` is the stored text; every offset in the result counts its characters. Text that
    is not English is kept, but nothing in it is scored. Raises ``KeyError`` if the dyad names
    a country that the roster lacks.
    """
    sides = (roster.actors[dyad.a].side, roster.actors[dyad.b].side)
    spans = paragraphs(text)
    split = [sentences(text, span) for span in spans]
    scored = language in SCORED_LANGUAGES
    found = mentions(text, [s for part in split for s in part], roster, date) if scored else ()
    result = tuple(
        _paragraph(text, index, span, part, found, roster, sides)
        if scored
        else _unscored(text, index, span, part)
        for index, (span, part) in enumerate(zip(spans, split, strict=True))
    )
    return Analysis(
        id, title, date, source, language, dyad, method_version(), roster.version,
        tuple(warnings), _document(result), result,
    )  # fmt: skip


def _unscored(text: str, index: int, span: Span, part: Sequence[Span]) -> Paragraph:
    kept = tuple(Sentence(s.start, s.end, None, 0.0, 1.0, 0.0, ()) for s in part)
    return Paragraph(
        index, span.start, span.end, text[span.start : span.end],
        None, 0.0, "none", None, kept, (), (), (), (),
    )  # fmt: skip


def _read(text: str, sentence: Span, here: Sequence[Mention], quoted: Sequence[Span]) -> _Read:
    inner = tuple(m for m in here if inside(m, sentence))
    tokens = words(text, sentence)
    return _Read(
        sentence,
        tokens,
        inner,
        hedges(text, tokens),
        attributions(text, sentence, tokens, inner, quoted),
        sentence_cues(text, tokens, inner),
        relation_cues(text, tokens, inner),
    )


def _paragraph(
    text: str,
    index: int,
    span: Span,
    part: Sequence[Span],
    found: Sequence[Mention],
    roster: Roster,
    sides: tuple[str, str],
) -> Paragraph:
    here = [m for m in found if inside(m, span)]
    quoted = quotations(text, span)
    read = [_read(text, sentence, here, quoted) for sentence in part]
    relations = sentence_relations([(r.mentions, r.relation_cues) for r in read], sides, roster)
    kept = tuple(
        _sentence(text, each, relation) for each, relation in zip(read, relations, strict=True)
    )
    tone, weight, uncertainty = _weighted(kept)
    return Paragraph(
        index=index,
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        relation_tone=tone,
        weight=weight,
        relevance=_relevance(kept),
        uncertainty=uncertainty,
        sentences=kept,
        hedges=tuple(hedge for each in read for hedge in each.hedges),
        attributions=tuple(each for one in read for each in one.attributions),
        frames=(),
        actors=_actor_tones(read, kept, quoted, roster),
    )


def _sentence(text: str, read: _Read, relation: SentenceRelation) -> Sentence:
    span = read.span
    return Sentence(
        span.start, span.end, relation.tone, relation.weight, certainty(read.hedges),
        compound(text[span.start : span.end]), relation.contributions,
    )  # fmt: skip


def _relevance(kept: Sequence[Sentence]) -> str:
    heaviest = max((sentence.weight for sentence in kept), default=0.0)
    return "direct" if heaviest == 1.0 else "indirect" if heaviest > 0 else "none"


def _weighted(kept: Sequence[Sentence]) -> tuple[float | None, float, float | None]:
    """Σ w h r / Σ w h, Σ w h, and the hedged share of Σ w."""
    relevant = [s for s in kept if s.relation_tone is not None]
    weight = math.fsum(s.weight * s.certainty for s in relevant)
    if not weight:
        return None, 0.0, None
    tone = math.fsum(s.weight * s.certainty * (s.relation_tone or 0.0) for s in relevant) / weight
    hedged = math.fsum(s.weight for s in relevant if s.certainty < 1)
    return tone, weight, hedged / math.fsum(s.weight for s in relevant)


def _actor_tones(
    read: Sequence[_Read], kept: Sequence[Sentence], quoted: Sequence[Span], roster: Roster
) -> tuple[ActorTone, ...]:
    """One record per actor of the paragraph, in order of first mention."""
    gathered: dict[str, list[tuple[Mention, int]]] = {}
    for number, each in enumerate(read):
        for mention in each.mentions:
            gathered.setdefault(mention.actor, []).append((mention, number))
    return tuple(
        _actor_tone(actor, places, read, kept, quoted, roster) for actor, places in gathered.items()
    )


def _actor_tone(
    actor: str,
    places: Sequence[tuple[Mention, int]],
    read: Sequence[_Read],
    kept: Sequence[Sentence],
    quoted: Sequence[Span],
    roster: Roster,
) -> ActorTone:
    weights: list[float] = []
    tones: list[float] = []
    contributions: list[Contribution] = []
    for mention, number in places:
        each = read[number]
        scored = mention_tone(mention, each.words, each.tone_cues, each.attributions, quoted)
        weights.append(RESOLUTION[mention.via] * kept[number].certainty)
        tones.append(scored.tone)
        contributions += scored.contributions
    total = math.fsum(weights)
    tone = math.fsum(w * t for w, t in zip(weights, tones, strict=True)) / total
    in_sentences = dict.fromkeys(number for _, number in places)
    return ActorTone(
        actor=actor,
        name=roster.actors[actor].name,
        side=roster.actors[actor].side,
        tone=tone,
        label=label(tone),
        state="scored" if contributions else "no_cues",
        n=len(places),
        weight=total,
        vader=math.fsum(kept[i].vader for i in in_sentences) / len(in_sentences),
        mentions=tuple(mention for mention, _ in places),
        contributions=tuple(contributions),
    )


def _document(parts: Sequence[Paragraph]) -> Document:
    numbered = list(enumerate(s for part in parts for s in part.sentences))
    relevant = [(i, s) for i, s in numbered if s.relation_tone is not None]
    tones = [s.relation_tone or 0.0 for _, s in relevant]
    weights = [s.weight * s.certainty for _, s in relevant]
    weight = math.fsum(part.weight for part in parts)
    tone = (
        math.fsum(p.weight * p.relation_tone for p in parts if p.relation_tone is not None) / weight
        if weight
        else None
    )
    sure = math.fsum(s.weight for _, s in relevant)
    hedged = math.fsum(s.weight for _, s in relevant if s.certainty < 1)
    found = document_shift(tones)
    return Document(
        relation_tone=tone,
        band=bootstrap_band(tones, weights, minimum=MINIMUM_FOR_BAND),
        n_sentences=len(relevant),
        uncertainty=hedged / sure if sure else None,
        shift=Shift(
            relevant[found.after][0] if found.after is not None else None,
            found.delta,
            found.p,
            found.reason,
        ),
    )


def to_json(analysis: Analysis) -> dict[str, object]:
    """The analysis as plain JSON values; the keys are the records' field names (``cls`` is "class")."""
    return {"schema": SCHEMA_VERSION, **pack(analysis)}


def from_json(data: dict[str, object]) -> Analysis:
    """The analysis that :func:`to_json` printed. Raises ``ValueError`` for another schema or shape."""
    if data.get("schema") != SCHEMA_VERSION:
        raise ValueError(f"analysis has schema {data.get('schema')!r}, not {SCHEMA_VERSION}")
    return unpack(Analysis, {key: value for key, value in data.items() if key != "schema"})
