"""The home's one write lock.

::

    thread ──▶ lock among threads ──▶ lock of the file instance/write.lock among processes

Re-entrant within a thread. The system drops a file lock with the process that held it, so a killed
writer never leaves the home locked; a lock that only exists as a marker file would, and is not used.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import filelock

from statement_archive.domain.errors import HomeBusy

_POLL = 0.01  # seconds between two looks at a lock another process holds


class WriteLock(Protocol):
    """Mutual exclusion of writers."""

    def held(self) -> AbstractContextManager[None]:
        """Hold the lock. Raises HomeBusy where it cannot be had in time."""


class ThreadLock:
    """Excludes threads of this process; ``timeout`` in seconds."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._lock = threading.RLock()

    @contextmanager
    def held(self) -> Iterator[None]:
        if not self._lock.acquire(timeout=self._timeout):
            raise HomeBusy(f"another thread has been writing for {self._timeout} s")
        try:
            yield
        finally:
            self._lock.release()


class HomeLock:
    """Excludes threads and processes; ``timeout`` in seconds over both."""

    def __init__(self, path: Path, timeout: float) -> None:
        self._timeout = timeout
        self._threads = threading.RLock()
        # fallback_to_soft would put a marker file in place of a lock where the system has none.
        self._file = filelock.FileLock(path, mode=0o600, poll_interval=_POLL, fallback_to_soft=False)

    @contextmanager
    def held(self) -> Iterator[None]:
        until = time.monotonic() + self._timeout
        if not self._threads.acquire(timeout=self._timeout):
            raise HomeBusy(f"another thread has been writing for {self._timeout} s")
        try:
            try:
                self._file.acquire(timeout=max(0.0, until - time.monotonic()))
            except filelock.Timeout as error:
                raise HomeBusy(f"another process has been writing for {self._timeout} s") from error
            try:
                yield
            finally:
                self._file.release()
        finally:
            self._threads.release()
