"""Import and re-score: the long work, apart from any page.

A page hands work in (`queue_import`, `queue_text`, `queue_addresses`, `queue_rescore`): uploads are
spooled to the data folder and a row in the store says what is to be done. One worker process, which
app.py starts, claims such jobs and does them: it reads with components.ingest, scores, and commits
whole articles with the outcome of each input. A job can be cancelled, outlives a reload, and goes
on after a crash where it stopped. `store.active_jobs` and `store.import_outcomes` say how it stands.

The same work in place: `import_files`, `import_text`, `rescore`; `work_off` does what is queued.
Modules: queueing, spool (uploads), reading (inputs → items), importing (items → outcomes), writer
(batches), rescoring, rereading, running (claim, heartbeat, end), worker and keeper (the process),
in_place, samples, scoring.
"""

from components.jobs.in_place import Outcome, import_files, import_text
from components.jobs.keeper import keep_worker
from components.jobs.queueing import (
    cancel,
    queue_addresses,
    queue_import,
    queue_rescore,
    queue_text,
)
from components.jobs.rereading import reread
from components.jobs.running import run_job, run_next, work_off
from components.jobs.samples import SAMPLES_NAME, add_samples, sample_drafts, seed_samples
from components.jobs.scoring import Progress, analyse_draft, rescore

__all__ = [
    "SAMPLES_NAME",
    "Outcome",
    "Progress",
    "add_samples",
    "analyse_draft",
    "cancel",
    "import_files",
    "import_text",
    "keep_worker",
    "queue_addresses",
    "queue_import",
    "queue_rescore",
    "queue_text",
    "reread",
    "rescore",
    "run_job",
    "run_next",
    "sample_drafts",
    "seed_samples",
    "work_off",
]
