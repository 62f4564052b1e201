"""Files being checked for their quotations: in memory only, for an hour, for the browser that handed them in.

::

    upload ─▶ Job (bytes, manuscript, quotations found) ── each look at its page checks some more ──▶ done
    left alone for an hour, too many, the server stopped ──▶ gone: nothing was written anywhere
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import current_app

from statement_archive.domain.actors import Actor
from statement_archive.importing.manuscript import Manuscript
from statement_archive.quotes.found import FoundQuotation
from statement_archive.workflow.document_check import CheckedQuotation

KEPT = timedelta(hours=1)
MOST_BYTES = 256 * 1024 * 1024  # of all files together; the one left alone longest goes first
MOST_JOBS = 50
_AT_ONCE = 1.0  # seconds of work for one look


@dataclass
class Job:
    """``reader``: whoever handed it in, for as long as it is checked."""

    token: str
    name: str
    content: bytes = field(repr=False)
    manuscript: Manuscript = field(repr=False)
    found: tuple[FoundQuotation, ...] = field(repr=False)
    reader: Actor
    state: str
    seen: datetime
    checked: list[CheckedQuotation] = field(default_factory=list, repr=False)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def done(self) -> bool:
        return len(self.checked) == len(self.found)

    def go_on(self, check: Callable[[FoundQuotation], CheckedQuotation]) -> None:
        """Check some more; a second look meanwhile does not wait."""
        if not self.lock.acquire(blocking=False):
            return
        try:
            until = time.monotonic() + _AT_ONCE
            while not self.done and time.monotonic() < until:
                self.checked.append(check(self.found[len(self.checked)]))
        finally:
            self.lock.release()


class Jobs:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[str, Job] = OrderedDict()

    def add(
        self,
        name: str,
        content: bytes,
        manuscript: Manuscript,
        found: tuple[FoundQuotation, ...],
        reader: Actor,
        state: str,
        now: datetime,
    ) -> Job:
        job = Job(secrets.token_urlsafe(24), name, content, manuscript, found, reader, state, now)
        with self._lock:
            self._held[job.token] = job
            self._drop(now)
        return job

    def get(self, token: str, now: datetime) -> Job | None:
        with self._lock:
            self._drop(now)
            job = self._held.get(token)
            if job is not None:
                job.seen = now
                self._held.move_to_end(token)
            return job

    def forget(self, token: str) -> None:
        with self._lock:
            self._held.pop(token, None)

    def _drop(self, now: datetime) -> None:
        for token in [t for t, job in self._held.items() if job.seen + KEPT < now]:
            del self._held[token]
        while len(self._held) > 1 and (
            len(self._held) > MOST_JOBS or sum(len(job.content) for job in self._held.values()) > MOST_BYTES
        ):
            self._held.popitem(last=False)


def jobs() -> Jobs:
    """Those of this application."""
    found: Jobs = current_app.extensions.setdefault("statement_archive.documents", Jobs())
    return found
