"""Opening the database of accounts: the file, its modes, its pragmas, its migrations.

::

    instance/                0700
    ├── accounts.sqlite      0600, created before SQLite opens it
    └── accounts.sqlite-wal, -shm   as the main file

``Database.read`` and ``Database.write`` are the only ways to a transaction. A writing one takes
SQLite's write lock when it begins: one that began by reading and wants to write later would fail at
once where another process wrote in between, whatever the busy timeout.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from statement_archive.domain.errors import HomeBusy, Refused, StorageFull

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT = 10_000  # milliseconds that a writer waits for another one
_UPGRADING = Lock()  # Alembic keeps the environment of a running migration in a global
_WRITES = "statement_archive_writes"  # execution option that marks the engine of writing transactions


class Database:
    """An opened, migrated database. Safe for threads; close it when done."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{_WRITES: True})
        upgrade(self._writer)

    @contextmanager
    def read(self) -> Iterator[Session]:
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Commits at the end, rolls back on any error. Raises StorageFull, HomeBusy."""
        try:
            with Session(self._writer) as session, session.begin():
                yield session
        except OperationalError as error:
            # Extended codes hold the primary one in their lowest byte; other databases have none.
            code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
            if code == sqlite3.SQLITE_FULL:
                raise StorageFull("there is no room left for accounts and drafts") from error
            if code == sqlite3.SQLITE_BUSY:
                raise HomeBusy("another process is writing accounts or drafts") from error
            raise

    def fold_log(self) -> None:
        """Leave nothing of what was deleted in SQLite's write-ahead log. What somebody reads at this moment
        keeps it back; then the next one does it."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self._engine.dispose()


def open_file(path: Path) -> Database:
    """The database in this file, made where there is none. Raises Refused (written by a newer program)."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)  # also where the folder came out of an archive or a careless mkdir
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)
    return open_url(URL.create("sqlite", database=str(path)))


def open_url(url: str | URL) -> Database:
    """The database at an SQLAlchemy address. Raises Refused (written by a newer program)."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        return Database(engine)
    except BaseException:
        engine.dispose()
        raise


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database has not seen. Raises Refused (written by a newer program).

    All of them in one transaction under SQLite's write lock: of two processes that start at once, the
    second waits and then finds nothing to do.
    """
    with _UPGRADING, engine.begin() as connection:
        try:
            command.upgrade(alembic_config(connection), "head")
        except CommandError as error:
            if isinstance(error.__cause__, ResolutionError):
                raise Refused("the accounts were written by a newer version of this program") from error
            raise


def alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))  # % is ConfigParser's own
    config.attributes["connection"] = connection
    return config


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions begin late and end before DDL; SQLAlchemy's "begin" event does it instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT}",  # first: switching to WAL needs the lock
        "journal_mode = WAL",
        "synchronous = FULL",  # an acknowledged draft survives a power cut
        "foreign_keys = ON",
        "secure_delete = ON",  # a deleted draft may be under embargo
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
