"""How Alembic runs: on the connection that it is given (`service.storage.database.migrate`)."""

from __future__ import annotations

from alembic import context

from service.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
