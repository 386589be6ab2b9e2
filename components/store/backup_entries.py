"""The JSON files inside a backup: written from rows, and read back with suspicion."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.analysis import Analysis, Dyad, from_json
from components.store.drafts import Values, article_values
from components.store.errors import StoreError
from components.store.records import DECIDED, DETAILS
from components.store.scores import ScoreRows, score_rows
from components.store.sound import is_sound
from components.store.values import as_utc, checked_name, storable

FORMAT = "detente-backup"
VERSION = 1
_SHA256 = re.compile("[0-9a-f]{64}")


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
    group: int | None  # of articles with the same number, which are copies; None: not known


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
    author: _Proposal
    url: _Proposal
    section: _Proposal
    time: _Proposal
    completeness: str
    paragraph_languages: Sequence[str]
    part: str


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


def article_entry(row: Any, group: int, analysis: dict[str, Any] | None) -> dict[str, Any]:
    """The content of one file of articles/; group numbers the copy groups from 1."""
    entry: dict[str, Any] = {
        name: {
            "value": row[name].isoformat() if name == "date" and row[name] else row[name],
            "origin": row[f"{name}_origin"],
            "reason": row[f"{name}_reason"],
        }
        for name in ("title", "source", "date")
    }
    for name in DETAILS:
        kind, reason = row["detail_origins"].get(name, ("none", ""))
        entry[name] = {"value": row[name], "origin": kind, "reason": reason}
    origins = row["detail_origins"]
    return {
        **entry,
        "decided": [name for name in DECIDED if origins.get(name, ("none", ""))[0] == "edited"],
        "completeness": row["completeness"],
        "paragraph_languages": list(row["paragraph_languages"]),
        "part": row["part"],
        "copy_group": group,
        "copy_separate": row["copy_separate"],
        "original": row["original_hash"],
        "read_options": dict(row["read_options"]),
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


# What entries of version 1 did not have yet.
_LATER: dict[str, Any] = {
    **{name: {"value": None, "origin": "none", "reason": ""} for name in DETAILS},
    "completeness": "full",
    "decided": [],
    "paragraph_languages": [],
    "part": "",
    "copy_group": None,
    "copy_separate": False,
    "original": None,
    "read_options": {},
}


def read_article(data: bytes) -> ArticleEntry:
    """Raises NotABackupError or StoreError; an analysis that cannot be used is left out."""
    content = {**_LATER, **_parsed(data)}
    draft = _Draft(
        text=_string(content, "text"),
        title=_proposal(content, "title"),
        date=_proposal(content, "date"),
        source=_proposal(content, "source"),
        language=_string(content, "language"),
        warnings=_strings(content, "warnings"),
        author=_proposal(content, "author"),
        url=_proposal(content, "url"),
        section=_proposal(content, "section"),
        time=_proposal(content, "time"),
        completeness=_string(content, "completeness"),
        paragraph_languages=_strings(content, "paragraph_languages"),
        part=_string(content, "part"),
    )
    values = article_values(draft, _string(content, "input_name"))
    decided = _strings(content, "decided")
    values["detail_origins"] |= {name: ["edited", ""] for name in DECIDED if name in decided}
    values["copy_separate"] = _field(content, "copy_separate", bool)
    values["original_hash"] = _hash(content["original"])
    values["read_options"] = _options(_field(content, "read_options", dict))
    values["created"] = _moment(_string(content, "created"))
    stored = content.get("analysis")
    analysis, rows = _analysis(draft.text, stored)
    group = None if content["copy_group"] is None else _field(content, "copy_group", int)
    return ArticleEntry(values, analysis, rows, stored is not None and analysis is None, group)


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


def _strings(content: dict[str, Any], name: str) -> list[str]:
    values = _field(content, name, list)
    if not all(type(each) is str for each in values):
        raise NotABackupError
    return values


def _hash(value: Any) -> str | None:
    if value is not None and not (type(value) is str and _SHA256.fullmatch(value)):
        raise NotABackupError
    return value


def _options(stored: dict[str, Any]) -> dict[str, Any]:
    """Reading options: columns (field → header), date_order and encoding, all strings."""
    columns = stored.get("columns", {})
    texts = [stored.get(name, "") for name in ("date_order", "encoding")]
    if type(columns) is not dict or not set(stored) <= {"columns", "date_order", "encoding"}:
        raise NotABackupError
    texts += [*columns.keys(), *columns.values()]
    if not all(type(each) is str and storable(each) for each in texts):
        raise NotABackupError
    return stored


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
