"""A file becomes a ledger, or a ledger of today's shape.

In: an open engine. Out: nothing; afterwards the tables are those of `schema`.
What a newcomer would get wrong: Alembic is imported only where there is something to do, since every command opens
a ledger and few change its shape.
"""

import sqlalchemy as sa

from reportedly.errors import LedgerError, LedgerNewer
from reportedly.ledger.engine import use_write_ahead_log
from reportedly.ledger.migrations import HEAD, REVISIONS

# "rply" as a number: SQLite keeps it in the file's header, and `file` can tell it.
APPLICATION_ID = 0x72706C79


def shape(connection: sa.Connection) -> str | None:
    """The revision of the ledger, None for an empty file.

    Raises LedgerError where the file is another program's database, LedgerNewer where its shape is not known.
    """
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if mark != APPLICATION_ID:
        if tables:
            raise LedgerError("it is a database of another program, not a ledger; give another --ledger")
        return None
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    if revision not in REVISIONS:
        raise LedgerNewer(f"it has the shape {revision!r} of a newer version; update reportedly")
    return str(revision)


def migrate(engine: sa.Engine) -> None:
    """Bring the ledger to today's shape in one transaction; nothing happens where it has it."""
    with engine.connect() as connection:
        known = shape(connection)
    use_write_ahead_log(engine)
    if known == HEAD:
        return
    from alembic import command, config

    with engine.begin() as connection:
        if shape(connection) == HEAD:  # another process was faster
            return
        settings = config.Config()
        settings.set_main_option("script_location", "reportedly.ledger:migrations")
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
