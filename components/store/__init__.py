"""Where Détente keeps what it was given and what it worked out.

The story: `connect(url)` opens an SQLite file (or a PostgreSQL database) and brings its tables up
to date. A *collection* is a named set of articles about one pair of countries (its dyad). An
*article* is a text, kept for ever as it came, with a title, source and date beside it that can be
edited; each remembers whether it was found, guessed or edited. `add_article` writes an article and
its *analysis* in one transaction, so that a crash leaves all of it or nothing. Scores are read from
small rows as DataFrames (`relation_frame`, `actor_frame` …); the whole analysis, with the words
behind each number, by `load_analysis`.

An analysis is a function of the article's text and date, the roster, the dyad and the method. When
one of them changes, `stale_articles` lists just the articles that need scoring again, and
`save_analysis` replaces their scores. An article's id is its own; its text's hash only finds
duplicates, so nothing done in one collection reaches another.

Whatever cannot be done is a StoreError whose message is meant for the reader. Those who ask for
one thing by its id (`get_collection`, `get_article`, `load_analysis`) get None when it is gone.

Articles with the same or nearly the same text share a *copy group*, so that a mean can count them
once for each source. The bytes an article was read from are kept once, as its *original*. A *job* is
long work as a row: it is claimed by one worker, shows by a heartbeat that it goes on, and an import
keeps the *outcome* of every input, written in one transaction with the articles it speaks of.
Modules: database (connections, transactions), schema and migrations/ (tables), values (what may go
into a column), collections, drafts and articles, edits, copy_groups, originals, analyses, scores,
listing, frames, jobs and outcomes, backups, meta.
"""

from components.store.analyses import load_analysis, save_analysis, stale_articles
from components.store.articles import (
    add_article,
    delete_articles,
    find_duplicate,
    get_article,
    identity_of,
    move_article,
)
from components.store.backups import backup, restore
from components.store.collections import (
    create_collection,
    delete_collection,
    describe_collection,
    get_collection,
    get_dyad,
    list_collections,
    rename_collection,
)
from components.store.copy_groups import index_copies, regroup, ungroup
from components.store.database import connect
from components.store.drafts import Prepared, prepare
from components.store.edits import (
    KEEP,
    edit_article,
    relabelled,
    replace_reading,
    update_articles,
)
from components.store.errors import StoreError
from components.store.frames import (
    actor_frame,
    actors_in,
    articles_frame,
    relation_frame,
    sources_in,
)
from components.store.job_records import (
    Counts,
    ImportOutcome,
    Job,
    JobInput,
    JobKind,
    JobState,
    Status,
)
from components.store.jobs import (
    active_jobs,
    beat,
    cancel_job,
    claim_job,
    create_job,
    finish_job,
    forget_job,
    get_job,
    is_waiting,
    job_inputs,
    job_state,
    list_jobs,
    mark_done,
    release_job,
    spooled,
)
from components.store.listing import copy_group, first_article, list_articles
from components.store.meta import claim_meta, get_meta, set_meta
from components.store.originals import PackedOriginal, get_original, pack_original
from components.store.outcomes import (
    Batch,
    commit_batch,
    import_outcomes,
    known_reading,
    outcomes_per_input,
)
from components.store.records import (
    Added,
    Article,
    ArticleSummary,
    Collection,
    DraftLike,
    Origin,
    Original,
    ProposalLike,
    Restored,
)

__all__ = [
    "KEEP",
    "Added",
    "Article",
    "ArticleSummary",
    "Batch",
    "Collection",
    "Counts",
    "DraftLike",
    "ImportOutcome",
    "Job",
    "JobInput",
    "JobKind",
    "JobState",
    "Origin",
    "Original",
    "PackedOriginal",
    "Prepared",
    "ProposalLike",
    "Restored",
    "Status",
    "StoreError",
    "active_jobs",
    "actor_frame",
    "actors_in",
    "add_article",
    "articles_frame",
    "backup",
    "beat",
    "cancel_job",
    "claim_job",
    "claim_meta",
    "commit_batch",
    "connect",
    "copy_group",
    "create_collection",
    "create_job",
    "delete_articles",
    "delete_collection",
    "describe_collection",
    "edit_article",
    "find_duplicate",
    "finish_job",
    "first_article",
    "forget_job",
    "get_article",
    "get_collection",
    "get_dyad",
    "get_job",
    "get_meta",
    "get_original",
    "identity_of",
    "import_outcomes",
    "index_copies",
    "is_waiting",
    "job_inputs",
    "job_state",
    "known_reading",
    "list_articles",
    "list_collections",
    "list_jobs",
    "load_analysis",
    "mark_done",
    "move_article",
    "outcomes_per_input",
    "pack_original",
    "prepare",
    "regroup",
    "relabelled",
    "relation_frame",
    "release_job",
    "rename_collection",
    "replace_reading",
    "restore",
    "save_analysis",
    "set_meta",
    "sources_in",
    "spooled",
    "stale_articles",
    "ungroup",
    "update_articles",
]
