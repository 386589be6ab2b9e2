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
Modules: database (connections, transactions), schema and migrations/ (tables), values (what may go
into a column), collections, articles, analyses, scores, listing, frames, backups, meta.
"""

from components.store.analyses import load_analysis, save_analysis, stale_articles
from components.store.articles import (
    KEEP,
    add_article,
    delete_articles,
    edit_article,
    find_duplicate,
    get_article,
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
from components.store.database import connect
from components.store.errors import StoreError
from components.store.frames import (
    actor_frame,
    actors_in,
    articles_frame,
    relation_frame,
    sources_in,
)
from components.store.listing import first_article, list_articles
from components.store.meta import claim_meta, get_meta, set_meta
from components.store.records import (
    Added,
    Article,
    ArticleSummary,
    Collection,
    DraftLike,
    Origin,
    ProposalLike,
    Restored,
)

__all__ = [
    "KEEP",
    "Added",
    "Article",
    "ArticleSummary",
    "Collection",
    "DraftLike",
    "Origin",
    "ProposalLike",
    "Restored",
    "StoreError",
    "actor_frame",
    "actors_in",
    "add_article",
    "articles_frame",
    "backup",
    "claim_meta",
    "connect",
    "create_collection",
    "delete_articles",
    "delete_collection",
    "describe_collection",
    "edit_article",
    "find_duplicate",
    "first_article",
    "get_article",
    "get_collection",
    "get_dyad",
    "get_meta",
    "list_articles",
    "list_collections",
    "load_analysis",
    "move_article",
    "relation_frame",
    "rename_collection",
    "restore",
    "save_analysis",
    "set_meta",
    "sources_in",
    "stale_articles",
]
