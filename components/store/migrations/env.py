"""Run by alembic. The connection comes from components.store.database, inside its transaction."""

from alembic import context

from components.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite can alter a table only by rebuilding it
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
