"""The public checkpoint that is handed out: made when what is public has changed, which is looked for once a minute."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from statement_archive.domain.actors import PUBLIC
from statement_archive.domain.checkpoints import Checkpoint, Signer
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.checkpoints import make_checkpoint

_PAUSE = timedelta(minutes=1)


@dataclass
class Latest:
    """One for each process. A checkpoint stays the same, time and signature too, while what it says stays true."""

    archive: Archive
    home: str
    signer: Callable[[], Signer]
    _held: Checkpoint | None = None
    _looked: datetime | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, now: datetime) -> Checkpoint:
        """Raises Damaged."""
        with self._lock:
            if self._held is None or self._looked is None or not self._looked <= now < self._looked + _PAUSE:
                made = make_checkpoint(self.archive, PUBLIC, self.signer(), self.home, now, "public")
                if self._held is None or _says(made) != _says(self._held):
                    self._held = made
                self._looked = now
            return self._held


def _says(checkpoint: Checkpoint) -> tuple[object, ...]:
    return checkpoint.streams, checkpoint.public_key
