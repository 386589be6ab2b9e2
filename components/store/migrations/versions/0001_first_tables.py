"""The first tables: collections, articles, analyses and their scores.

A revision is never edited once it has shipped: write 0002_….py with down_revision = "0001",
change schema.py to match, and raise database.SCHEMA_VERSION; tests/store/test_database.py checks
all three.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _article_key(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("article_id", sa.String(12), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=f"fk_{table}_article_id", ondelete="CASCADE"
        ),
    ]


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "collections",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("is_sample", sa.Boolean, nullable=False),
        sa.Column("dyad_a", sa.Text, nullable=False),
        sa.Column("dyad_b", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_collections"),
        sa.UniqueConstraint("name_key", name="uq_collections_name_key"),
    )
    op.create_table(
        "articles",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("collection_id", sa.String(12), nullable=False),
        sa.Column("text_hash", sa.String(64), nullable=False),
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
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collections.id"],
            name="fk_articles_collection_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("collection_id", "identity", name="uq_articles_collection_id_identity"),
    )
    op.create_index(
        "ix_articles_collection_id_text_hash", "articles", ["collection_id", "text_hash"]
    )
    op.create_index("ix_articles_collection_id_date", "articles", ["collection_id", "date"])
    op.create_table(
        "analyses",
        *_article_key("analyses"),
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
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_analyses"),
    )
    op.create_table(
        "paragraph_scores",
        *_article_key("paragraph_scores"),
        sa.Column("paragraph", sa.Integer, nullable=False),
        sa.Column("relation_tone", sa.Double),
        sa.Column("weight", sa.Double, nullable=False),
        sa.Column("relevance", sa.Text, nullable=False),
        sa.Column("uncertainty", sa.Double),
        sa.Column("n_sentences", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "paragraph", name="pk_paragraph_scores"),
    )
    op.create_table(
        "actor_scores",
        *_article_key("actor_scores"),
        sa.Column("paragraph", sa.Integer, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("side", sa.Text, nullable=False),
        sa.Column("tone", sa.Double),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("weight", sa.Double, nullable=False),
        sa.Column("vader", sa.Double),
        sa.PrimaryKeyConstraint("article_id", "paragraph", "actor", name="pk_actor_scores"),
    )
    op.create_index("ix_actor_scores_actor", "actor_scores", ["actor"])


def downgrade() -> None:
    for table in (
        "actor_scores",
        "paragraph_scores",
        "analyses",
        "articles",
        "collections",
        "meta",
    ):
        op.drop_table(table)
