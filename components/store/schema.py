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
    sa.UniqueConstraint("collection_id", "identity"),
    sa.Index(None, "collection_id", "text_hash"),
    sa.Index(None, "collection_id", "date"),
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
    sa.Index(None, "actor"),
)
