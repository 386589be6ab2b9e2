"""The tables. migrations/ holds the same, step by step; a test keeps the two in agreement.

Wide columns (text, data) come last: SQLite then reads the narrow ones without touching them.
A NULL tone means "nothing was said", which is not the same as 0 and is never turned into it.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _article_key() -> sa.Column[str]:
    return sa.Column(
        "article_id",
        sa.String(12),
        sa.ForeignKey("articles.id", ondelete="CASCADE"),
        primary_key=True,
    )


meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

collections = sa.Table(
    "collections",
    metadata,
    sa.Column("id", sa.String(12), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    # The name as compared: two names that differ in case or spacing only would be confused.
    sa.Column("name_key", sa.Text, nullable=False, unique=True),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("is_sample", sa.Boolean, nullable=False),
    sa.Column("dyad_a", sa.Text, nullable=False),
    sa.Column("dyad_b", sa.Text, nullable=False),
    sa.Column("created", sa.DateTime, nullable=False),  # UTC
)

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("id", sa.String(12), primary_key=True),
    sa.Column(
        "collection_id",
        sa.String(12),
        sa.ForeignKey("collections.id", ondelete="CASCADE"),
        nullable=False,
    ),
    sa.Column("text_hash", sa.String(64), nullable=False),
    # Hash of text, source and date. Unique per collection: NULL columns would never be equal.
    sa.Column("identity", sa.String(64), nullable=False),
    sa.Column("title", sa.Text),
    sa.Column("title_origin", sa.Text, nullable=False),
    sa.Column("title_reason", sa.Text, nullable=False),
    sa.Column("source", sa.Text),
    sa.Column("source_origin", sa.Text, nullable=False),
    sa.Column("source_reason", sa.Text, nullable=False),
    sa.Column("date", sa.Date),
    sa.Column("date_origin", sa.Text, nullable=False),
    sa.Column("date_reason", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("input_name", sa.Text, nullable=False),
    sa.Column("warnings", sa.JSON, nullable=False),
    sa.Column("created", sa.DateTime, nullable=False),  # UTC
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("author", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("section", sa.Text),
    sa.Column("time", sa.Text),  # ISO 8601 with the offset that the source stated
    # Where author, url, section and time come from: name → [kind, reason].
    sa.Column("detail_origins", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("completeness", sa.Text, nullable=False, server_default="full"),
    sa.Column("paragraph_languages", sa.JSON, nullable=False, server_default="[]"),
    # The same for articles with the same or nearly the same text; an article alone has its own.
    sa.Column("copy_group", sa.String(12), nullable=False, server_default=""),
    sa.Column("copy_separate", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("original_hash", sa.String(64)),
    sa.Column("part", sa.Text, nullable=False, server_default=""),
    sa.Column("read_options", sa.JSON, nullable=False, server_default="{}"),
    sa.UniqueConstraint("collection_id", "identity"),
    sa.Index(None, "collection_id", "text_hash"),
    sa.Index(None, "collection_id", "date"),
    sa.Index(None, "collection_id", "copy_group"),
    sa.Index(None, "original_hash"),
)

analyses = sa.Table(
    "analyses",
    metadata,
    _article_key(),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("method_version", sa.Text, nullable=False),
    sa.Column("roster_version", sa.Text, nullable=False),
    sa.Column("relation_tone", sa.Double),
    sa.Column("low", sa.Double),
    sa.Column("high", sa.Double),
    sa.Column("n_sentences", sa.Integer, nullable=False),
    sa.Column("n_paragraphs", sa.Integer, nullable=False),
    sa.Column("n_relevant", sa.Integer, nullable=False),
    sa.Column("weight", sa.Double, nullable=False),
    sa.Column("uncertainty", sa.Double),
    sa.Column("shift_after_sentence", sa.Integer),
    sa.Column("shift_delta", sa.Double),
    sa.Column("shift_p", sa.Double),
    sa.Column("shift_reason", sa.Text, nullable=False),
    sa.Column("created", sa.DateTime, nullable=False),  # UTC
    sa.Column("data", sa.LargeBinary, nullable=False),
)

paragraph_scores = sa.Table(
    "paragraph_scores",
    metadata,
    _article_key(),
    sa.Column("paragraph", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("relation_tone", sa.Double),
    sa.Column("weight", sa.Double, nullable=False),
    sa.Column("relevance", sa.Text, nullable=False),
    sa.Column("uncertainty", sa.Double),
    sa.Column("n_sentences", sa.Integer, nullable=False),
    sa.Column("rules", sa.Double),  # relation tone by the rules, beside the model's
)

actor_scores = sa.Table(
    "actor_scores",
    metadata,
    _article_key(),
    sa.Column("paragraph", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("actor", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("side", sa.Text, nullable=False),
    sa.Column("tone", sa.Double),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("weight", sa.Double, nullable=False),
    sa.Column("vader", sa.Double),
    sa.Column("context", sa.Double),  # tone by the context rules, beside the model's
    sa.Column("confidence", sa.Double),
    sa.Index(None, "actor"),
)

# The bytes that articles were read from, each kept once, until no article is left of them.
originals = sa.Table(
    "originals",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),  # bytes, before they were compressed
    sa.Column("created", sa.DateTime, nullable=False),  # UTC
    sa.Column("data", sa.LargeBinary, nullable=False),
)

# What finds near copies: an article has a row for each of its keys (see components.copies).
copy_keys = sa.Table(
    "copy_keys",
    metadata,
    sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    _article_key(),
    sa.Index(None, "article_id"),
    sqlite_with_rowid=False,  # two thirds of the size
)


def _job_key() -> sa.Column[str]:
    return sa.Column(
        "job_id", sa.String(12), sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True
    )


jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.String(12), primary_key=True),
    sa.Column(
        "collection_id",
        sa.String(12),
        sa.ForeignKey("collections.id", ondelete="CASCADE"),
        nullable=False,
    ),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("current", sa.Text, nullable=False),
    sa.Column("created", sa.DateTime, nullable=False),  # UTC, as are all below
    sa.Column("started", sa.DateTime),
    sa.Column("heartbeat", sa.DateTime),
    sa.Column("finished", sa.DateTime),
    sa.Column("worker", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),  # claims since the last progress
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("options", sa.JSON, nullable=False),
    sa.Index(None, "state"),
    sa.Index(None, "collection_id"),
)

job_inputs = sa.Table(
    "job_inputs",
    metadata,
    _job_key(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64)),  # also the name of the spooled file
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("refusal", sa.Text, nullable=False),
    sa.Column("is_read", sa.Boolean, nullable=False),
)

outcomes = sa.Table(
    "outcomes",
    metadata,
    _job_key(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("input_number", sa.Integer, nullable=False),
    sa.Column("input", sa.Text, nullable=False),
    sa.Column("part", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("warnings", sa.JSON, nullable=False),
    sa.Column("article_id", sa.String(12)),  # no foreign key: the outcome outlives the article
)

# What was imported to its end, so that the same bytes need not be read again: outcomes
# first … last of the job are theirs.
readings = sa.Table(
    "readings",
    metadata,
    sa.Column(
        "collection_id",
        sa.String(12),
        sa.ForeignKey("collections.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column(
        "job_id", sa.String(12), sa.ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("first", sa.Integer, nullable=False),
    sa.Column("last", sa.Integer, nullable=False),
    sa.Index(None, "job_id"),
)
