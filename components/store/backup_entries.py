"""The JSON files inside a backup: written from rows, and read back with suspicion."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.analysis import Analysis, Dyad, from_json
from components.store.articles import Values, article_values
from components.store.errors import StoreError
from components.store.scores import ScoreRows, score_rows
from components.store.sound import is_sound
from components.store.values import as_utc, checked_name

FORMAT = "detente-backup"
VERSION = 1


class NotABackupError(Exception):
    """The content has not the shape of a backup."""


@dataclass(frozen=True, slots=True)
class CollectionEntry:
    """collection.json."""

    name: str
    description: str
    is_sample: bool
    dyad: Dyad
    n_articles: int


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """One file of articles/: the row to insert, and its scores where they could be read."""

    values: Values
    analysis: Analysis | None
    rows: ScoreRows | None
    lost_analysis: bool


@dataclass(frozen=True, slots=True)
class _Proposal:
    value: str | None
    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Draft:
    text: str
    title: _Proposal
    date: _Proposal
    source: _Proposal
    language: str
    warnings: Sequence[str]


def collection_entry(row: Any, n_articles: int) -> dict[str, Any]:
    """The content of collection.json."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": row.name,
        "description": row.description,
        "is_sample": row.is_sample,
        "dyad": {"a": row.dyad_a, "b": row.dyad_b},
        "n_articles": n_articles,
    }


def article_entry(row: Any, analysis: dict[str, Any] | None) -> dict[str, Any]:
    """The content of one file of articles/."""
    entry: dict[str, Any] = {
        name: {
            "value": row[name].isoformat() if name == "date" and row[name] else row[name],
            "origin": row[f"{name}_origin"],
            "reason": row[f"{name}_reason"],
        }
        for name in ("title", "source", "date")
    }
    return {
        **entry,
        "language": row["language"],
        "input_name": row["input_name"],
        "warnings": list(row["warnings"]),
        "created": as_utc(row["created"]).isoformat(),
        "text": row["text"],
        "analysis": analysis,
    }


def read_collection(data: bytes) -> CollectionEntry:
    """Raises NotABackupError, or StoreError when a newer version of Détente wrote it."""
    content = _parsed(data)
    if content.get("format") != FORMAT:
        raise NotABackupError
    version = _field(content, "version", int)
    if version > VERSION:
        raise StoreError(
            "This backup was made by a newer version of Détente. Please update Détente first."
        )
    dyad = _field(content, "dyad", dict)
    return CollectionEntry(
        name=checked_name(_string(content, "name")),
        description=_string(content, "description"),
        is_sample=_field(content, "is_sample", bool),
        dyad=Dyad(_string(dyad, "a"), _string(dyad, "b")),
        n_articles=_field(content, "n_articles", int),
    )


def read_article(data: bytes) -> ArticleEntry:
    """Raises NotABackupError or StoreError; an analysis that cannot be used is left out."""
    content = _parsed(data)
    warnings = _field(content, "warnings", list)
    if not all(isinstance(each, str) for each in warnings):
        raise NotABackupError
    draft = _Draft(
        text=_string(content, "text"),
        title=_proposal(content, "title"),
        date=_proposal(content, "date"),
        source=_proposal(content, "source"),
        language=_string(content, "language"),
        warnings=warnings,
    )
    values = article_values(draft, _string(content, "input_name"))
    values["created"] = _moment(_string(content, "created"))
    stored = content.get("analysis")
    analysis, rows = _analysis(draft.text, stored)
    return ArticleEntry(values, analysis, rows, stored is not None and analysis is None)


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        content = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NotABackupError from error
    if not isinstance(content, dict):
        raise NotABackupError
    return content


def _field(content: dict[str, Any], name: str, kind: type) -> Any:
    value = content.get(name)
    if type(value) is not kind:
        raise NotABackupError
    return value


def _string(content: dict[str, Any], name: str) -> str:
    return str(_field(content, name, str))


def _proposal(content: dict[str, Any], name: str) -> _Proposal:
    stored = _field(content, name, dict)
    value = None if stored.get("value") is None else _string(stored, "value")
    return _Proposal(value, _string(stored, "origin"), _string(stored, "reason"))


def _moment(value: str) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    except (ValueError, OverflowError) as error:
        raise NotABackupError from error
    return moment


def _analysis(text: str, stored: Any) -> tuple[Analysis | None, ScoreRows | None]:
    if stored is None:
        return None, None
    try:
        analysis = from_json(stored)
        if not is_sound(analysis, len(text)):
            return None, None
        rows = score_rows(text, analysis)
    except Exception:  # whatever a stranger's JSON makes the reader stumble over
        return None, None
    return analysis, rows
