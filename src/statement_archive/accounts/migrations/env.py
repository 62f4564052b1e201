"""Run by Alembic; the connection is handed in by ``database.alembic_config``."""

from __future__ import annotations

from alembic import context

from statement_archive.accounts.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    compare_server_default=True,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
