"""One SQLite file of what can be made again: what cannot be read is thrown away and reported as empty.

::

    do(act) ── open (or the one that lies there now) ──▶ act(connection)
               damaged, or of another layout         ──▶ an empty file, and act again

Deleted bytes are overwritten (``secure_delete``), since what was indexed may have to go without a trace.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from statement_archive.domain.errors import HomeBusy, StorageFull

logger = logging.getLogger(__name__)
T = TypeVar("T")


class DerivedFile:
    """Safe for threads (which take turns) and processes.

    ``schema``: statements that make the tables; ``layout``: names them and what is in them, another one means an
    empty file. ``wait``: seconds to wait for another writer; then HomeBusy.
    """

    def __init__(self, path: Path, schema: str, layout: str, *, wait: float) -> None:
        self._path = path
        self._schema = schema
        self._layout = layout
        self._wait = wait
        self._lock = threading.RLock()
        self._db: sqlite3.Connection | None = None
        self._opened: tuple[int, int] = (0, 0)

    @property
    def identity(self) -> tuple[int, int]:
        """Which file is open: another one after it was thrown away, here or elsewhere."""
        return self._opened

    def do(self, act: Callable[[sqlite3.Connection], T], *, writes: bool = False) -> T:
        """Act on the file as it lies; where it cannot be read, throw it away and act on an empty one.

        Raises HomeBusy, StorageFull.
        """
        with self._lock:
            for attempt in (1, 2):
                try:
                    db = self._open()
                    with _transaction(db) if writes else contextlib.nullcontext():
                        return act(db)
                except sqlite3.DatabaseError as error:
                    _raise_known(error, self._path)
                    if attempt == 2:
                        raise
                    logger.warning("%s cannot be read and is thrown away", self._path, exc_info=True)
                    self._throw_away()
            raise AssertionError("unreachable: the second attempt returns or raises")

    def purge(self) -> None:
        """Leave no trace of what was deleted."""

        def rewrite(db: sqlite3.Connection) -> None:
            db.execute("VACUUM")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

        self.do(rewrite)

    def clear(self) -> None:
        with self._lock:
            self._throw_away()
            self.do(lambda _db: None)

    def close(self) -> None:
        """Release the file. It is opened again when it is used."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _open(self) -> sqlite3.Connection:
        """The file at its path: another one may lie there since (it was deleted, or thrown away elsewhere)."""
        if self._db is not None and self._opened == _identity(self._path):
            return self._db
        self.close()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self._path, timeout=self._wait, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA secure_delete = ON")
            db.execute("PRAGMA cache_size = -131072")
            db.execute("PRAGMA wal_autocheckpoint = 8000")  # pages: a text touches thousands, far apart
            self._make(db)
        except BaseException:
            db.close()
            raise
        self._db, self._opened = db, _identity(self._path)
        return db

    def _make(self, db: sqlite3.Connection) -> None:
        """The tables, where they are not of this layout."""
        if _layout(db) == self._layout:
            return
        with _transaction(db):
            if _layout(db) == self._layout:  # another process made them meanwhile
                return
            for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                db.execute(f'DROP TABLE "{table}"')
            db.execute("CREATE TABLE layout (name TEXT NOT NULL)")
            for statement in filter(str.strip, self._schema.split(";")):
                db.execute(statement)
            db.execute("INSERT INTO layout VALUES (?)", (self._layout,))

    def _throw_away(self) -> None:
        self.close()
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


def _identity(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_dev, found.st_ino


def _layout(db: sqlite3.Connection) -> str:
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'layout'").fetchone():
        return ""
    row = db.execute("SELECT name FROM layout").fetchone()
    return str(row[0]) if row else ""


def _raise_known(error: sqlite3.DatabaseError, path: Path) -> None:
    """Raises what is no damage under its name."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        raise HomeBusy(f"another process is writing to {path.name}") from error
    if name.startswith("SQLITE_FULL"):
        raise StorageFull(f"no room for {path.name}") from error


@contextlib.contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # the first error is the one to report
            db.execute("ROLLBACK")
        raise
