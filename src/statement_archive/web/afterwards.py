"""What follows a commit, after the answer: whoever saves sentence by sentence does not wait for the index.

::

    change_of(work) ──▶ a thread of its own ── after_change, once for all that came meanwhile
                        when nothing waits  ── vectors of its passages, which take a thousand times as long
                        nothing of it is truth: what a crash leaves undone, the next look at the folder repairs
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import current_app

from statement_archive.domain.ids import WorkId
from statement_archive.web import here
from statement_archive.workflow import meaning_sync
from statement_archive.workflow.after import after_change
from statement_archive.workflow.archive import Archive

log = logging.getLogger(__name__)


@dataclass
class Afterwards:
    """Works that wait for their beads, renderings and index. One thread looks after them all."""

    _waiting: dict[WorkId, tuple[Archive, here.Clock, str]] = field(default_factory=dict)
    _unread: dict[WorkId, Archive] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _running: bool = False

    def add(self, archive: Archive, clock: here.Clock, name: WorkId, by: str) -> None:
        with self._lock:
            self._waiting[name] = (archive, clock, by)
            if self._running:
                return
            self._running = True
        threading.Thread(target=self._work, name="afterwards", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                act = self._next()
                if act is None:
                    self._running = False
                    return
            try:
                act()
            except Exception:
                # The thread looks after other works too; the next look at the folder repairs this one.
                log.exception("after a change")

    def _next(self) -> Callable[[], object] | None:
        """What to do now; called with the lock held."""
        if self._waiting:
            name = next(iter(self._waiting))
            archive, clock, by = self._waiting.pop(name)
            self._unread[name] = archive
            return lambda: after_change(archive, name, by, clock())
        if self._unread:
            name, archive = self._unread.popitem()
            return lambda: meaning_sync.update_work(archive, name)
        return None


_afterwards = Afterwards()


def change_of(name: WorkId, by: str) -> None:
    """Bring beads, renderings and index of a work up to date: soon; at once in tests, which look at them."""
    services = here.services()
    if current_app.testing:
        after_change(services.archive, name, by, here.now())
    else:
        _afterwards.add(services.archive, services.clock, name, by)
