"""From an Analysis to rows: the packed record and the scores that charts read.

The record is kept as zlib-compressed JSON: with its contributions it is many times longer than
the article, and it is only ever read whole. What is filtered or summed has columns of its own.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from components.analysis import ActorTone, Analysis, Paragraph, from_json, to_json
from components.store import schema
from components.store.errors import StoreError
from components.store.values import analysis_key, finite, now, storable

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ScoreRows:
    """All rows of one analysis, without the article's id and the key."""

    analysis: Row
    paragraphs: tuple[Row, ...]
    actors: tuple[Row, ...]


def score_rows(text: str, analysis: Analysis) -> ScoreRows:
    """The rows of `analysis`, which must be one of `text`.

    Raises StoreError when it is not: when a paragraph's offsets do not give its words, or when a
    score is no number or a name cannot be stored.
    """
    for paragraph in analysis.paragraphs:
        if text[paragraph.start : paragraph.end] != paragraph.text or paragraph.start < 0:
            raise StoreError("This analysis belongs to another text. Please score it again.")
    rows = ScoreRows(
        _analysis_row(analysis),
        tuple(_paragraph_row(paragraph) for paragraph in analysis.paragraphs),
        tuple(
            _actor_row(paragraph.index, actor)
            for paragraph in analysis.paragraphs
            for actor in paragraph.actors
        ),
    )
    _check(rows)
    return rows


def write_scores(
    connection: Connection, article_id: str, key: str, rows: ScoreRows, *, is_new: bool = False
) -> None:
    """Put the rows in the place of whatever scores the article had; a new one has none."""
    for table in () if is_new else (schema.analyses, schema.paragraph_scores, schema.actor_scores):
        connection.execute(sa.delete(table).where(table.c.article_id == article_id))
    connection.execute(
        sa.insert(schema.analyses),
        {**rows.analysis, "article_id": article_id, "key": key, "created": now()},
    )
    for table, several in (
        (schema.paragraph_scores, rows.paragraphs),
        (schema.actor_scores, rows.actors),
    ):
        if several:
            connection.execute(
                sa.insert(table), [{**row, "article_id": article_id} for row in several]
            )


def key_of(article_id: str, text_hash: str, analysis: Analysis) -> str:
    """The key under which `analysis` answers for the article."""
    return analysis_key(
        article_id,
        text_hash,
        analysis.date,
        analysis.roster_version,
        (analysis.dyad.a, analysis.dyad.b),
        analysis.method_version,
        analysis.language,
    )


def packed(analysis: Analysis) -> bytes:
    """The analysis as compressed JSON."""
    # ASCII only, so that no character of a document can trouble a decoder.
    return zlib.compress(json.dumps(to_json(analysis), separators=(",", ":")).encode("ascii"), 6)


def unpacked(data: bytes) -> Analysis:
    """The analysis that `packed` made these bytes of."""
    return from_json(json.loads(zlib.decompress(data)))


def _analysis_row(analysis: Analysis) -> Row:
    document = analysis.document
    low, high = document.band if document.band is not None else (None, None)
    shift = document.shift
    relevant = [p for p in analysis.paragraphs if p.relation_tone is not None]
    return {
        "method_version": analysis.method_version,
        "roster_version": analysis.roster_version,
        "relation_tone": finite(document.relation_tone),
        "low": finite(low),
        "high": finite(high),
        "n_sentences": document.n_sentences,
        "n_paragraphs": len(analysis.paragraphs),
        "n_relevant": len(relevant),
        "weight": sum(finite(p.weight) or 0.0 for p in relevant),
        "uncertainty": finite(document.uncertainty),
        "shift_after_sentence": shift.after_sentence,
        "shift_delta": finite(shift.delta),
        "shift_p": finite(shift.p),
        "shift_reason": shift.reason,
        "data": packed(analysis),
    }


def _paragraph_row(paragraph: Paragraph) -> Row:
    return {
        "paragraph": paragraph.index,
        "relation_tone": finite(paragraph.relation_tone),
        "weight": finite(paragraph.weight) or 0.0,
        "relevance": paragraph.relevance,
        "uncertainty": finite(paragraph.uncertainty),
        "n_sentences": len(paragraph.sentences),
        "rules": finite(getattr(paragraph, "rules", None)),
    }


def _actor_row(index: int, actor: ActorTone) -> Row:
    return {
        "paragraph": index,
        "actor": actor.actor,
        "name": actor.name,
        "side": actor.side,
        "tone": finite(actor.tone),
        "label": actor.label,
        "state": actor.state,
        "n": actor.n,
        "weight": finite(actor.weight) or 0.0,
        "vader": finite(actor.vader),
        "context": finite(getattr(actor, "context", None)),
        "confidence": finite(getattr(actor, "confidence", None)),
    }


_INTEGERS = frozenset({"paragraph", "n", "n_sentences", "shift_after_sentence"})
_STRINGS = frozenset(
    {
        "method_version",
        "roster_version",
        "shift_reason",
        "relevance",
        "actor",
        "name",
        "side",
        "label",
        "state",
    }
)


def _check(rows: ScoreRows) -> None:
    # A backup from elsewhere may claim anything; what is stored is read by every chart.
    for row in (rows.analysis, *rows.paragraphs, *rows.actors):
        for column, value in row.items():
            if value is None and column == "shift_after_sentence":
                continue
            if column in _STRINGS and not (isinstance(value, str) and storable(value)):
                raise StoreError("The analysis holds a name that cannot be stored.")
            if column in _INTEGERS and not (type(value) is int and 0 <= value < 2**31):
                raise StoreError("The analysis holds a count that cannot be right.")
    numbered = [row["paragraph"] for row in rows.paragraphs]
    named = [(row["paragraph"], row["actor"]) for row in rows.actors]
    if len(set(numbered)) < len(numbered) or len(set(named)) < len(named):
        raise StoreError("The analysis counts the same paragraph or actor twice.")
