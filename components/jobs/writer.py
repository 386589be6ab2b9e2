"""Writing an import down in batches: outcomes in order, whole articles, many to a transaction."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

from sqlalchemy import Engine

from components import store
from components.store import Batch, ImportOutcome, Job, Prepared

_MOST_ARTICLES, _MOST_OUTCOMES, _MOST_SECONDS = 50, 1000, 1.0
_TRIES = 5
_log = logging.getLogger(__name__)

SAID = {
    "added": "Added.",
    "copy": "Added; the same text is already here under another source or date, and both are "
    "marked as copies.",
    "duplicate": "Already here with the same text, source and date, so nothing was added.",
}


def said(added: store.Added) -> str:
    """What became of an article, in words."""
    if added.status == "copy" and added.similarity is not None and added.similarity < 1:
        return (
            f"Added; nearly the same text is already here ({added.similarity:.0%} of the wording "
            "of both is shared), and both are marked as copies."
        )
    return SAID[added.status]


@dataclass(slots=True)
class AtWork:
    """What a job is at, for whoever looks: written by the work, read by the heartbeat."""

    current: str = ""
    total: int = 0


@dataclass(slots=True)
class Writer:
    """Collects what became of the inputs of one job, and commits it now and then.

    number: of the next outcome. pending: identity → id of articles that wait to be written.
    """

    engine: Engine
    job: Job
    at_work: AtWork
    number: int
    pending: dict[str, str] = field(default_factory=dict)
    _articles: list[tuple[ImportOutcome, Prepared | None]] = field(default_factory=list)
    _readings: list[tuple[str, int, int]] = field(default_factory=list)
    _inputs: list[int] = field(default_factory=list)
    _since: float = field(default_factory=time.monotonic)

    def add(
        self,
        input_number: int,
        name: str,
        part: str,
        *,
        status: store.Status,
        reason: str = "",
        warnings: tuple[str, ...] = (),
        article_id: str | None = None,
        prepared: Prepared | None = None,
    ) -> None:
        """Take the next outcome; with an article, its status and reason come from the store."""
        outcome = ImportOutcome(
            self.number, name, part, status, reason, warnings, article_id, input_number
        )
        self.number += 1
        self._articles.append((outcome, prepared))
        if prepared is not None:
            self.pending[prepared.values["identity"]] = prepared.id

    def refuse(self, input_number: int, name: str, reason: str, part: str = "") -> None:
        """Take a refusal."""
        self.add(input_number, name, part, status="refused", reason=reason)

    def close_reading(self, key: str, first: int) -> None:
        """Say that the outcomes from `first` on are all of what was read under `key`."""
        if self.number > first:
            self._readings.append((key, first, self.number - 1))

    def close_input(self, number: int) -> None:
        """Say that an input was read to its end."""
        self._inputs.append(number)

    def flush_if_due(self) -> None:
        """Commit when enough has gathered or enough time has passed."""
        is_full = len(self.pending) >= _MOST_ARTICLES or len(self._articles) >= _MOST_OUTCOMES
        if is_full or time.monotonic() - self._since >= _MOST_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Commit what has gathered. Raises StoreError when the store cannot, even after a while."""
        batch = Batch(tuple(self._articles), tuple(self._readings), tuple(self._inputs))
        if self._articles or self._inputs:
            self._commit(batch)
        self.pending.clear()
        self._articles.clear()
        self._readings.clear()
        self._inputs.clear()
        self._since = time.monotonic()

    def _commit(self, batch: Batch) -> None:
        for attempt in range(_TRIES):
            try:
                store.commit_batch(
                    self.engine,
                    self.job.id,
                    self.job.collection_id,
                    self.job.worker,
                    batch,
                    said,
                    current=self.at_work.current,
                    total=max(self.at_work.total, self.number),
                )
                return
            except store.StoreError:
                # A store that is busy may be free in a moment; a job that is gone will not be back.
                state = store.job_state(self.engine, self.job.id)
                if state is None or attempt == _TRIES - 1:
                    raise
                _log.warning("a batch could not be written, trying again", exc_info=True)
                time.sleep(0.2 * 2**attempt)
