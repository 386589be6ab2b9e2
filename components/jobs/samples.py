"""The sample collection: articles that ship with Détente."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from components import store
from components.actors import Roster
from components.analysis import DEFAULT_DYAD, Method
from components.ingest import ArticleDraft, Proposal, read
from components.jobs.scoring import analyse_draft

SAMPLES_NAME = "Sample articles"
_SAMPLES_SEEDED = "samples_seeded"
_SAMPLES = Path(__file__).parents[2] / "sample_articles"


def sample_drafts() -> list[tuple[str, ArticleDraft]]:
    """(file name, draft) of every sample article, with title, source and date from the manifest."""
    with (_SAMPLES / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["file"], _sample(row)) for row in rows]


def _sample(row: dict[str, str]) -> ArticleDraft:
    [draft] = read(row["file"], (_SAMPLES / row["file"]).read_bytes()).articles

    def stated(value: str) -> Proposal:
        return Proposal(value, "found", "the samples’ manifest")

    return replace(
        draft,
        title=stated(row["title"]),
        source=stated(row["source"]),
        date=stated(row["date"]),
        language="en",
        paragraph_languages=(),
        warnings=(),
    )


def seed_samples(engine: Engine, *, roster: Roster, method: Method | None = None) -> str | None:
    """Put the sample collection into a new store; None where that was done before.

    Samples that were removed stay removed: it happens once in a store's life.
    """
    if not store.claim_meta(engine, _SAMPLES_SEEDED, "1"):
        return None
    return add_samples(engine, roster=roster, method=method)


def add_samples(engine: Engine, *, roster: Roster, method: Method | None = None) -> str:
    """Make the sample collection; returns its id. Raises StoreError if its name is taken."""
    collection_id = store.create_collection(
        engine,
        SAMPLES_NAME,
        description="Articles written for Détente about real events, by sources that do not exist.",
        is_sample=True,
    )
    for name, draft in sample_drafts():
        analysis = analyse_draft(draft, roster, DEFAULT_DYAD, method)
        store.add_article(engine, collection_id, draft, analysis, input_name=name)
    return collection_id
