"""Who may write to an index: one at a time, over threads and processes.

::

    <folder>.lock    held while an index is written to; freed by the system when its holder dies
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from statement_archive.domain.errors import HomeBusy


class Turns:
    """``wait``: seconds to wait for another writer."""

    def __init__(self, folder: Path, wait: float) -> None:
        self._folder = folder
        self._wait = wait
        self._threads = threading.RLock()
        self._processes = FileLock(folder.with_name(folder.name + ".lock"), thread_local=False)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer; whoever is may ask again. Raises HomeBusy."""
        if not self._threads.acquire(timeout=self._wait):
            raise HomeBusy("the search index is being written to")
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._processes.acquire(timeout=self._wait)
            except Timeout as error:
                raise HomeBusy("another process is writing to the search index") from error
            try:
                yield
            finally:
                self._processes.release()
        finally:
            self._threads.release()
