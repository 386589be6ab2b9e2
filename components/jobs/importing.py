"""An import: input by input, member by member, article by article, each to exactly one outcome."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from sqlalchemy import Engine

from components import store
from components.actors import Roster
from components.analysis import Dyad, Method
from components.ingest import MAX_FILES, ArticleDraft, Reading, Refusal
from components.jobs.reading import (
    Source,
    expected_items,
    read_items,
    reading_key,
    unpacked_options,
)
from components.jobs.scoring import Progress, analyse_draft, no_progress
from components.jobs.writer import SAID, AtWork, Writer
from components.store import ImportOutcome, Job, JobInput, PackedOriginal

_log = logging.getLogger(__name__)
_TIMES = 2  # how often one input may bring the worker down
_CRASHED = (
    "Détente stopped twice while it read this file, so the rest of it was left out. Split it, or "
    "save it in another format, and add it again."
)
_GONE = "The upload is no longer here. Add it again."
_NOT_SCORED = (
    "Something went wrong while this article was scored, so it was not added. Whoever runs this "
    "server finds the details in the log."
)


@dataclass(frozen=True, slots=True)
class Work:
    """What an import needs besides its row: how to get the bytes, how to score, when to stop.

    check() raises when the job is to end early.
    """

    engine: Engine
    roster: Roster
    source: Callable[[JobInput], Source]
    check: Callable[[], None]
    at_work: AtWork
    method: Method | None = None
    fetch: Any = None
    progress: Progress = no_progress


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the work is: the input at hand, and what goes with all of its articles.

    kept: limits and options, which make a reading what it is. is_suspect: whether something in
    this input brought the worker down.
    """

    work: Work
    job: Job
    writer: Writer
    dyad: Dyad
    given: JobInput
    kept: Mapping[str, Any]
    is_suspect: bool

    def known(self, key: str) -> list[ImportOutcome] | None:
        """The outcomes of the same reading in an earlier import, where they still hold."""
        return store.known_reading(self.work.engine, self.job.collection_id, key)

    def key(self, name: str, sha256: str) -> str:
        """What the reading of these bytes is a function of."""
        return reading_key(name, sha256, self.kept)


def run_import(work: Work, job: Job, writer: Writer) -> None:
    """Do what is left of the job; raises what work.check raises, with nothing lost or doubled."""
    dyad = store.get_dyad(work.engine, job.collection_id) or Dyad()
    store.index_copies(work.engine, job.collection_id)
    stored = store.outcomes_per_input(work.engine, job.id)
    inputs = store.job_inputs(work.engine, job.id)
    limits = {name: job.options[name] for name in ("max_characters", "max_bytes", "read")}
    limits["max_files"] = job.options.get("max_files", MAX_FILES)
    is_suspect = job.attempts > _TIMES
    # At first just the next member is left out; when that does not help, the whole input is.
    is_lost = job.attempts > 2 * _TIMES
    for number, given in enumerate(inputs):
        if given.is_read:
            continue
        left = sum(not each.is_read for each in inputs[number + 1 :])
        work.at_work.current = given.name
        work.at_work.total = writer.number + 1 + left
        work.progress(number, len(inputs), given.name)
        work.check()
        if given.refusal:
            writer.refuse(given.number, given.name, given.refusal)
        elif is_lost:
            writer.refuse(given.number, given.name, _CRASHED)
            is_suspect = is_lost = False
        else:
            kept = {**limits, "kind": given.kind}
            place = _Place(work, job, writer, dyad, given, kept, is_suspect)
            _read(place, stored.get(given.number, 0), left)
            is_suspect = False
        writer.close_input(given.number)
        writer.flush_if_due()
    writer.flush()


def leave_out(engine: Engine, job: Job, writer: Writer, reason: str) -> None:
    """Refuse what was not read, for this reason, so that every input has its outcome."""
    for given in store.job_inputs(engine, job.id):
        if not given.is_read:
            writer.refuse(given.number, given.name, reason)
            writer.close_input(given.number)
    writer.flush()


def _read(place: _Place, n_stored: int, n_inputs_left: int) -> None:
    """Read one input and add its outcomes, apart from the first n_stored, which are there."""
    writer, given = place.writer, place.given
    whole = place.key(given.name, given.sha256) if given.sha256 else None
    first = writer.number - n_stored
    before = place.known(whole) if whole and not n_stored else None
    is_whole = True
    if before is not None:
        for outcome in before:
            _repeat(place, given.name, outcome)
    else:
        try:
            source = place.work.source(given)
        except OSError:
            writer.refuse(given.number, given.name, _GONE)
            return
        is_whole = _read_items(place, source, n_stored, n_inputs_left)
    if whole and is_whole:
        writer.close_reading(whole, first)


def _read_items(place: _Place, source: Source, n_stored: int, n_inputs_left: int) -> bool:
    """Whether everything was read: the process may have ended at a member, and that is left out."""
    work, writer, given = place.work, place.writer, place.given
    known: dict[str, list[ImportOutcome]] = {}
    crashed: list[str] = []

    def is_known(name: str, data: bytes) -> bool:
        work.at_work.current = name
        if place.is_suspect and not skip and not crashed:
            # It was at this member that the process ended, again and again.
            crashed.append(name)
            known[name] = [ImportOutcome(0, name, "", "refused", _CRASHED)]
            return True
        before = place.known(place.key(name, hashlib.sha256(data).hexdigest()))
        if before is not None:
            known[name] = before
        return before is not None

    items = read_items(
        given,
        source,
        max_characters=place.kept["max_characters"],
        max_bytes=place.kept["max_bytes"],
        max_files=place.kept["max_files"],
        options=unpacked_options(place.kept["read"]),
        is_known=is_known,
        fetch=work.fetch,
    )
    expected = expected_items(given, source)
    skip = n_stored
    for seen, (name, data, reading) in enumerate(items):
        steps = _steps(place, name, data, reading, known.pop(name, None))
        skipped = min(skip, len(steps))
        skip -= skipped
        start = writer.number - skipped
        rest = max(expected - seen - 1, 0) + n_inputs_left
        work.at_work.current = name
        work.at_work.total = start + len(steps) + rest
        for step in steps[skipped:]:
            work.check()  # before and not after: what is finished is not cancelled any more
            step()
            writer.flush_if_due()
        if data and name not in crashed:
            writer.close_reading(place.key(name, hashlib.sha256(data).hexdigest()), start)
    return not crashed


def _steps(
    place: _Place,
    name: str,
    data: bytes,
    reading: Reading,
    before: Sequence[ImportOutcome] | None,
) -> list[Callable[[], None]]:
    """What is to be done about one member: a step for each of its outcomes."""
    if before is not None:
        return [partial(_repeat, place, name, outcome) for outcome in before]
    original = _original(place, data)
    refusals: list[Callable[[], None]] = [
        partial(place.writer.refuse, place.given.number, name, each.message, _part(name, each))
        for each in reading.refusals
    ]
    # What is to be said of the whole file is said with its first article.
    return refusals + [
        partial(_add, place, name, draft, () if number else reading.warnings, original)
        for number, draft in enumerate(reading.articles)
    ]


def _repeat(place: _Place, name: str, outcome: ImportOutcome) -> None:
    """What became of it before, now that it is here: refused again, or a duplicate."""
    is_refused = outcome.status == "refused"
    place.writer.add(
        place.given.number,
        outcome.input if name == place.given.name else name,
        outcome.part,
        status="refused" if is_refused else "duplicate",
        reason=outcome.reason if is_refused else SAID["duplicate"],
        article_id=outcome.article_id,
    )
    place.writer.flush_if_due()


def _add(
    place: _Place,
    name: str,
    draft: ArticleDraft,
    warnings: tuple[str, ...],
    original: Callable[[], PackedOriginal] | None,
) -> None:
    """Score an article that is not here yet, and hand it to the writer."""
    work, writer, number = place.work, place.writer, place.given.number
    part = draft.part
    try:
        identity = store.identity_of(draft.text, draft.source.value, draft.date.value)
        here = writer.pending.get(identity) or store.find_duplicate(
            work.engine, place.job.collection_id, draft.text, draft.source.value, draft.date.value
        )
        if here:
            reason = SAID["duplicate"]
            writer.add(number, name, part, status="duplicate", reason=reason, article_id=here)
            return
        prepared = store.prepare(
            draft,
            analyse_draft(draft, work.roster, place.dyad, work.method),
            input_name=name,
            original=original() if original else None,
            read_options=place.kept["read"],
        )
    except store.StoreError as error:
        writer.refuse(number, name, str(error), part)
        return
    except Exception:
        _log.exception("could not score an article of %r", name)
        writer.refuse(number, name, _NOT_SCORED, part)
        return
    said = (*warnings, *draft.warnings)
    writer.add(number, name, part, status="added", warnings=said, prepared=prepared)


def _original(place: _Place, data: bytes) -> Callable[[], PackedOriginal] | None:
    """How to get the packed bytes: packed once, and only when an article of them is added."""
    if place.given.kind == "text" or not data:
        return None
    return cache(partial(store.pack_original, data, keep=place.job.options["keep_originals"]))


def _part(name: str, refusal: Refusal) -> str:
    """The refused part; a member that is refused as a whole is named by the input already."""
    return refusal.part if refusal.part and not name.endswith(refusal.part) else ""
