"""How Alembic runs the migrations: on the connection that the ledger has opened, in its transaction."""

from alembic import context

from reportedly.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,
)
context.run_migrations()
