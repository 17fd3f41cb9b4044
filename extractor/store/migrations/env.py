"""How alembic runs here: on the connection, and in the transaction, of whoever opens the store."""

from __future__ import annotations

from alembic import context

from extractor.store.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
