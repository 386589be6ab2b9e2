"""Import and re-score: the long work, apart from any page.

Both run in the caller's thread for now, commit whole articles, and report progress as they
go; what they already did stays when they are stopped.
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine

from components import store
from components.actors import Roster
from components.analysis import Analysis, Dyad, analyse, method_version
from components.ingest import ArticleDraft, Proposal, Reading, read, read_text

SAMPLES_NAME = "Sample articles"
_SAMPLES_SEEDED = "samples_seeded"
_SAMPLES = Path(__file__).parents[1] / "sample_articles"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: every input has exactly one, and ``reason`` says it in words."""

    input: str
    status: Literal["added", "copy", "duplicate", "refused"]
    reason: str
    article_id: str | None = None


_SAID = {
    "added": "Added.",
    "copy": "Added; the same text is already here under another source or date, and is marked as a copy.",
    "duplicate": "Already here with the same text, source and date, so nothing was added.",
}


def analyse_draft(draft: ArticleDraft, roster: Roster, dyad: Dyad) -> Analysis:
    """The analysis of an article as it was read."""
    return analyse(
        draft.text,
        date=date.fromisoformat(draft.date.value) if draft.date.value else None,
        roster=roster,
        title=draft.title.value,
        source=draft.source.value,
        language=draft.language,
        warnings=draft.warnings,
        dyad=dyad,
    )


def add_reading(
    engine: Engine, collection_id: str, name: str, reading: Reading, *, roster: Roster
) -> list[Outcome]:
    """Store what was read from one input; one outcome for each article and refusal in it."""
    # Without a collection nothing is stored: add_article says so for each article.
    dyad = store.get_dyad(engine, collection_id) or Dyad()
    outcomes = [Outcome(name, "refused", each.message) for each in reading.refusals]
    for draft in reading.articles:
        try:
            kept = store.find_duplicate(
                engine, collection_id, draft.text, draft.source.value, draft.date.value
            )
            if kept:
                outcomes.append(Outcome(name, "duplicate", _SAID["duplicate"], kept))
                continue
            added = store.add_article(
                engine, collection_id, draft, analyse_draft(draft, roster, dyad), input_name=name
            )
        except store.StoreError as error:
            outcomes.append(Outcome(name, "refused", str(error)))
            continue
        reason = " ".join((_SAID[added.status], *draft.warnings))
        outcomes.append(Outcome(name, added.status, reason, added.article_id))
    return outcomes


def import_files(
    engine: Engine,
    collection_id: str,
    files: Iterable[tuple[str, bytes]],
    *,
    roster: Roster,
    max_characters: int,
    total: int = 0,
    progress: Progress = lambda done, total, name: None,
) -> list[Outcome]:
    """Read, analyse and store files in order.

    ``progress(done, total, name)`` is called before each file with the file at work. Raises
    nothing for bad input: it ends as a refusal.
    """
    outcomes: list[Outcome] = []
    for done, (name, data) in enumerate(files):
        progress(done, total, name)
        reading = read(name, data, max_characters=max_characters)
        outcomes += add_reading(engine, collection_id, name, reading, roster=roster)
    return outcomes


def import_text(
    engine: Engine, collection_id: str, text: str, *, roster: Roster, max_characters: int
) -> list[Outcome]:
    """Read, analyse and store pasted text."""
    reading = read_text(text, max_characters=max_characters)
    return add_reading(engine, collection_id, "Pasted text", reading, roster=roster)


def rescore(
    engine: Engine,
    collection_id: str | None,
    *,
    roster: Roster,
    progress: Progress = lambda done, total, name: None,
) -> int:
    """Analyse again just what its text, date, roster, dyad or method has made stale; how many."""
    stale = store.stale_articles(engine, collection_id, roster.version, method_version())
    done = 0
    for number, article_id in enumerate(stale):
        article = store.get_article(engine, article_id)
        dyad = store.get_dyad(engine, article.collection_id) if article else None
        if article is None or dyad is None:
            continue  # deleted in the meantime
        progress(number, len(stale), article.title or article.input_name)
        analysis = analyse(
            article.text,
            date=article.date,
            roster=roster,
            title=article.title,
            source=article.source,
            id=article.id,
            language=article.language,
            warnings=article.warnings,
            dyad=dyad,
        )
        store.save_analysis(engine, article.id, analysis)
        done += 1
    return done


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
        warnings=(),
    )


def seed_samples(engine: Engine, *, roster: Roster) -> str | None:
    """Put the sample collection into a new store; None where that was done before.

    Samples that were removed stay removed: it happens once in a store's life.
    """
    if not store.claim_meta(engine, _SAMPLES_SEEDED, "1"):
        return None
    return add_samples(engine, roster=roster)


def add_samples(engine: Engine, *, roster: Roster) -> str:
    """Make the sample collection; returns its id. Raises StoreError if its name is taken."""
    collection_id = store.create_collection(
        engine,
        SAMPLES_NAME,
        description="Articles written for Détente about real events, by sources that do not exist.",
        is_sample=True,
    )
    for name, draft in sample_drafts():
        add_reading(engine, collection_id, name, Reading(articles=(draft,)), roster=roster)
    return collection_id
