"""Analyses as JSON (whole) and CSV (one row per paragraph × actor)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from components.analysis import SCHEMA_VERSION, Analysis, to_json
from components.export.tables import write_rows

ROW_FIELDS = (
    "article",
    "title",
    "date",
    "source",
    "paragraph",
    "relation_tone",
    "relevance",
    "uncertainty",
    "actor",
    "name",
    "side",
    "tone",
    "label",
    "probability",
    "state",
    "n",
    "weight",
    "context",
    "vader",
    "relation_rules",
    "language",
    "method",
    "method_version",
)


def write_json(
    out: TextIO,
    articles: Iterable[tuple[Analysis, Mapping[str, object] | None]],
    errors: Sequence[Mapping[str, str]],
) -> None:
    """``{"schema": 1, "articles": […], "errors": [{"input", "message"}]}``, article by article.

    Each analysis may bring its explanations, which go under "explanations". ``errors`` is read
    last: it may grow while the articles are made.
    """
    out.write(f'{{\n "schema": {SCHEMA_VERSION},\n "articles": [')
    for number, (analysis, explanations) in enumerate(articles):
        record = {key: value for key, value in to_json(analysis).items() if key != "schema"}
        if explanations is not None:
            record["explanations"] = explanations
        out.write(",\n" if number else "\n")
        out.write(json.dumps(record, ensure_ascii=False, indent=1))
    out.write("\n ],\n")
    out.write(f' "errors": {json.dumps(list(errors), ensure_ascii=False, indent=1)}\n}}\n')


def analysis_rows(analysis: Analysis) -> Iterator[dict[str, object]]:
    """One row per paragraph × actor; a paragraph without actors keeps one row with empty actor cells."""
    for paragraph in analysis.paragraphs:
        common: dict[str, object] = {
            "article": analysis.id,
            "title": analysis.title,
            "date": analysis.date,
            "source": analysis.source,
            "paragraph": paragraph.index,
            "relation_tone": _rounded(paragraph.relation_tone),
            "relevance": paragraph.relevance,
            "uncertainty": _rounded(paragraph.uncertainty),
            "relation_rules": _rounded(paragraph.rules),
            "language": paragraph.language or analysis.language,
            "method": analysis.method,
            "method_version": analysis.method_version,
        }
        if not paragraph.actors:
            yield common
        for actor in paragraph.actors:
            yield common | {
                "actor": actor.actor,
                "name": actor.name,
                "side": actor.side,
                "tone": _rounded(actor.tone),
                "label": actor.label,
                "probability": _rounded(actor.probability),
                "state": actor.state,
                "n": actor.n,
                "weight": _rounded(actor.weight),
                "context": _rounded(actor.context),
                "vader": _rounded(actor.vader),
            }


def write_csv(out: TextIO, analyses: Iterable[Analysis]) -> None:
    """The rows of all analyses as CSV text, article by article."""
    write_rows(out, (row for each in analyses for row in analysis_rows(each)), ROW_FIELDS)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
