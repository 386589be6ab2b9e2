"""Jobs with their outcomes, originals, copy groups, and more about an article."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _added_to_articles() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("author", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("section", sa.Text),
        sa.Column("time", sa.Text),
        sa.Column("detail_origins", sa.JSON, nullable=False, server_default="{}"),
        sa.Column("completeness", sa.Text, nullable=False, server_default="full"),
        sa.Column("paragraph_languages", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("copy_group", sa.String(12), nullable=False, server_default=""),
        sa.Column("copy_separate", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("original_hash", sa.String(64)),
        sa.Column("part", sa.Text, nullable=False, server_default=""),
        sa.Column("read_options", sa.JSON, nullable=False, server_default="{}"),
    )


def _belongs_to(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{owner}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def upgrade() -> None:
    for column in _added_to_articles():
        op.add_column("articles", column)
    op.add_column("paragraph_scores", sa.Column("rules", sa.Double))
    op.add_column("actor_scores", sa.Column("context", sa.Double))
    op.add_column("actor_scores", sa.Column("confidence", sa.Double))
    # Equal texts were shown as copies of each other before there were groups.
    op.execute(
        "UPDATE articles SET copy_group = (SELECT min(other.id) FROM articles AS other WHERE "
        "other.collection_id = articles.collection_id AND other.text_hash = articles.text_hash)"
    )
    op.create_index(
        "ix_articles_collection_id_copy_group", "articles", ["collection_id", "copy_group"]
    )
    op.create_index("ix_articles_original_hash", "articles", ["original_hash"])
    op.create_table(
        "originals",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_originals"),
    )
    op.create_table(
        "copy_keys",
        sa.Column("key", sa.BigInteger, nullable=False),
        sa.Column("article_id", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("key", "article_id", name="pk_copy_keys"),
        _belongs_to("copy_keys", "article_id", "articles"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_copy_keys_article_id", "copy_keys", ["article_id"])
    _create_jobs()


def _create_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("collection_id", sa.String(12), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("current", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("started", sa.DateTime),
        sa.Column("heartbeat", sa.DateTime),
        sa.Column("finished", sa.DateTime),
        sa.Column("worker", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        _belongs_to("jobs", "collection_id", "collections"),
    )
    op.create_index("ix_jobs_state", "jobs", ["state"])
    op.create_index("ix_jobs_collection_id", "jobs", ["collection_id"])
    op.create_table(
        "job_inputs",
        sa.Column("job_id", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("refusal", sa.Text, nullable=False),
        sa.Column("is_read", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "number", name="pk_job_inputs"),
        _belongs_to("job_inputs", "job_id", "jobs"),
    )
    op.create_table(
        "outcomes",
        sa.Column("job_id", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("input_number", sa.Integer, nullable=False),
        sa.Column("input", sa.Text, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("warnings", sa.JSON, nullable=False),
        sa.Column("article_id", sa.String(12)),
        sa.PrimaryKeyConstraint("job_id", "number", name="pk_outcomes"),
        _belongs_to("outcomes", "job_id", "jobs"),
    )
    op.create_table(
        "readings",
        sa.Column("collection_id", sa.String(12), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("job_id", sa.String(12), nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("collection_id", "key", name="pk_readings"),
        _belongs_to("readings", "collection_id", "collections"),
        _belongs_to("readings", "job_id", "jobs"),
    )
    op.create_index("ix_readings_job_id", "readings", ["job_id"])


def downgrade() -> None:
    for table in ("readings", "outcomes", "job_inputs", "jobs", "copy_keys", "originals"):
        op.drop_table(table)
    op.drop_index("ix_articles_original_hash", "articles")
    op.drop_index("ix_articles_collection_id_copy_group", "articles")
    for column in _added_to_articles():
        op.drop_column("articles", column.name)
    op.drop_column("paragraph_scores", "rules")
    op.drop_column("actor_scores", "context")
    op.drop_column("actor_scores", "confidence")
