"""Analyses as JSON (whole) and CSV (one row per paragraph × actor)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from components.analysis import SCHEMA_VERSION, Analysis, to_json
from components.export.tables import to_csv

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
    "state",
    "n",
    "weight",
    "vader",
    "method_version",
)


def analyses_json(analyses: Sequence[Analysis], errors: Sequence[Mapping[str, str]]) -> str:
    """``{"schema": 1, "articles": […], "errors": [{"input", "message"}]}``."""
    document = {
        "schema": SCHEMA_VERSION,
        "articles": [
            {key: value for key, value in to_json(each).items() if key != "schema"}
            for each in analyses
        ],
        "errors": list(errors),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


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
                "state": actor.state,
                "n": actor.n,
                "weight": _rounded(actor.weight),
                "vader": _rounded(actor.vader),
            }


def analyses_csv(analyses: Iterable[Analysis]) -> str:
    """The rows of all analyses as CSV text."""
    return to_csv((row for each in analyses for row in analysis_rows(each)), ROW_FIELDS)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
