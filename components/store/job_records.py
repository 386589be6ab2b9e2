"""What the store says about jobs and their outcomes: frozen records."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy.engine import RowMapping

from components.store.values import as_utc

JobKind = Literal["import", "rescore", "fetch"]
JobState = Literal["queued", "running", "cancelling", "done", "cancelled", "failed"]
Status = Literal["added", "copy", "duplicate", "refused"]
OPEN_STATES = ("queued", "running", "cancelling")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many inputs ended in what; each in exactly one. warned: added with a warning, and no copy."""

    added: int = 0
    warned: int = 0
    copy: int = 0
    duplicate: int = 0
    refused: int = 0

    @property
    def total(self) -> int:
        """All outcomes."""
        return self.added + self.warned + self.copy + self.duplicate + self.refused


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of long work on a collection.

    total: inputs known so far (members of an archive and rows of a table count one each once they
    are seen), or articles to score; done: of these. current: the file or article at work.
    n_inputs: files that were handed in. error: plain words, for a failed job. options: how it is
    to be done. worker: who is at it. attempts: how often it was begun without any progress.
    """

    id: str
    collection_id: str
    kind: JobKind
    state: JobState
    total: int
    done: int
    current: str
    created: datetime.datetime
    started: datetime.datetime | None
    heartbeat: datetime.datetime | None
    finished: datetime.datetime | None
    error: str
    options: Mapping[str, Any]
    worker: str
    attempts: int
    n_inputs: int
    counts: Counts

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state not in OPEN_STATES

    @property
    def share(self) -> float:
        """How much is done, 0 … 1."""
        if self.state == "done":
            return 1.0
        return min(self.done / self.total, 1.0) if self.total else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Seconds to the end at the speed so far; None while that cannot be said."""
        if self.state != "running" or self.started is None or self.done < 3:
            return None
        spent = (datetime.datetime.now(datetime.UTC) - self.started).total_seconds()
        return max(spent, 0.0) / self.done * max(self.total - self.done, 0)


@dataclass(frozen=True, slots=True)
class JobInput:
    """One thing that was handed in. kind: "file", "text" or "address".

    sha256 names its bytes where they were spooled; refusal: why it is not read at all, or "".
    """

    number: int
    kind: str
    name: str
    sha256: str | None = None
    size: int = 0
    refusal: str = ""
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one input: of a file, a member of an archive, or a part of either.

    number: its place in the import, from 0; input_number: of the file that was handed in.
    reason: a sentence; warnings: more sentences, of an article that was added. article_id: of the
    article that was added or, for a duplicate, was there; it may be gone by now.
    """

    number: int
    input: str
    part: str
    status: Status
    reason: str
    warnings: tuple[str, ...] = field(default=())
    article_id: str | None = None
    input_number: int = 0

    @property
    def is_warned(self) -> bool:
        """Whether it was added, as no copy, and something about it should be looked at."""
        return self.status == "added" and bool(self.warnings)

    @property
    def label(self) -> str:
        """added, added with a warning, copy, duplicate or refused."""
        return "added with a warning" if self.is_warned else self.status


def job_of(row: RowMapping, counts: Counts, n_inputs: int) -> Job:
    """A Job from its row."""
    values = {name: row[name] for name in row if name != "n_inputs"}
    for name in ("created", "started", "heartbeat", "finished"):
        values[name] = None if row[name] is None else as_utc(row[name])
    return Job(**values, counts=counts, n_inputs=n_inputs)


def outcome_of(row: RowMapping) -> ImportOutcome:
    """An ImportOutcome from its row."""
    values = {name: row[name] for name in row if name not in ("job_id", "warnings")}
    return ImportOutcome(**values, warnings=tuple(row["warnings"]))
