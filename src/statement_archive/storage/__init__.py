"""Ledgers, blobs and renderings: what is true, and how it is kept.

::

    open_files(home) ──▶ Stores ─┬─ ledger      FilesLedger      only grows
    memory()         ──▶         ├─ blobs       FilesBlobs       written once
                                 └─ renderings  FilesRenderings  can be made again
                    files ── DurableWriter ── Disk ── the operating system
    Home          makes and opens a home          recover         after a crash, on opening
    backup        a consistent copy while running restore         brought back

The format is written down in FORMAT.md, which every home carries.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from statement_archive.domain.ports import Blobs, Ledger, Renderings
from statement_archive.storage.aside import Aside, Clock
from statement_archive.storage.backup import Copied, backup, restore
from statement_archive.storage.disk import OsDisk
from statement_archive.storage.durable import DurableWriter
from statement_archive.storage.files import FilesBlobs, FilesLedger, FilesRenderings, Place
from statement_archive.storage.home import Home
from statement_archive.storage.layout import LOCK
from statement_archive.storage.lock import HomeLock, ThreadLock
from statement_archive.storage.manifest import home_manifest, write_manifest
from statement_archive.storage.memory import MemoryBlobs, MemoryLedger, MemoryRenderings
from statement_archive.storage.recovery import Recovery
from statement_archive.storage.recovery import recover as _recover

__all__ = [
    "Clock",
    "Copied",
    "Home",
    "Recovery",
    "Stores",
    "backup",
    "home_manifest",
    "memory",
    "open_files",
    "open_place",
    "recover",
    "restore",
    "stores_at",
    "write_manifest",
]


@dataclass(frozen=True, slots=True)
class Stores:
    """The three ports over one home. One value serves all threads of a process."""

    ledger: Ledger
    blobs: Blobs
    renderings: Renderings


def _utc_now() -> datetime:
    return datetime.now(UTC)


def open_place(home: Path, *, lock_timeout: float, clock: Clock = _utc_now) -> Place:
    """What the stores of a home stand on. Raises Refused where the folder is not a home of this format."""
    root = Home.open(home).path
    writer = DurableWriter(OsDisk(root))
    return Place(writer.disk, HomeLock(root / LOCK, lock_timeout), writer, Aside(writer, clock))


def open_files(home: Path, *, lock_timeout: float, clock: Clock = _utc_now) -> Stores:
    """Stores over the files of a home; ``lock_timeout`` in seconds; ``clock`` stamps what is set aside.

    Raises Refused where the folder is not a home of this format.
    """
    return stores_at(open_place(home, lock_timeout=lock_timeout, clock=clock))


def stores_at(place: Place) -> Stores:
    """Stores over a place: for tests with a disk of their own."""
    return Stores(FilesLedger(place), FilesBlobs(place), FilesRenderings(place))


def memory(*, lock_timeout: float = 10) -> Stores:
    """Stores that live as long as the process; ``lock_timeout`` in seconds."""
    lock = ThreadLock(lock_timeout)
    return Stores(MemoryLedger(lock), MemoryBlobs(lock), MemoryRenderings(lock))


def recover(
    home: Path, *, lock_timeout: float, referenced: Callable[[], Collection[str]] | None = None, clock: Clock = _utc_now
) -> Recovery:
    """Put a home in order after a crash; see :mod:`statement_archive.storage.recovery`."""
    return _recover(open_place(home, lock_timeout=lock_timeout, clock=clock), referenced=referenced, now=clock())
