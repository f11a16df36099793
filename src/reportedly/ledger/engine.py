"""How the database is opened: the only file that knows what is particular to SQLite's connections.

In: the ledger's path. Out: a SQLAlchemy engine whose transactions say what they are for.
What a newcomer would get wrong: SQLite lets two transactions begin as readers and then fail to write. So a
writer begins IMMEDIATE: it waits its turn at the start, and then has it to the end.
"""

import os
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa

WAIT_S = 30.0
CACHE_KB = 32_000  # with the 2 MB that SQLite takes, joining reports in a large ledger slows down


def open_database(path: Path, *, writing: bool) -> sa.Engine:
    """An engine on the SQLite file at `path`; with `writing` it may be made, else it is opened read-only."""
    mode = "rwc" if writing else "ro"
    # A reader of a file that it may not write cannot make SQLite's wal-index beside it, and needs none.
    immutable = "" if writing or os.access(path.parent, os.W_OK) else "&immutable=1"
    address = f"file:{quote(str(path.absolute()))}?mode={mode}{immutable}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address,
            uri=True,
            timeout=WAIT_S,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute(f"PRAGMA busy_timeout = {int(WAIT_S * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.QueuePool, pool_size=4)

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def use_write_ahead_log(engine: sa.Engine) -> None:
    """Let readers read while one writes. The file remembers it, so this is for a file that is known to be a ledger."""
    connection = engine.raw_connection()
    try:
        deadline = time.monotonic() + WAIT_S
        while connection.cursor().execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError:  # another process is just doing the same; SQLite does not wait here
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
    finally:
        connection.close()


def why(error: BaseException) -> str:
    """SQLite's own words for what went wrong, without SQLAlchemy's."""
    origin: Any = getattr(error, "orig", None) or error
    return str(origin)
