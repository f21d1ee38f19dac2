"""Alembic's entry: runs on the connection that `persistence.migrate` hands over."""

from alembic import context

from topp_desktop.persistence.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
