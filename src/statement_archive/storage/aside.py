"""Bytes that had to make way, kept in the instance's private folder.

::

    instance/aside/20261121T170000Z-1-archive-works-w-events.jsonl.torn        the bytes
    instance/aside/20261121T170000Z-1-archive-works-w-events.jsonl.torn.json   path, reason, time, digest
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from typing import Literal

from statement_archive.domain.events import sha256, stamp
from statement_archive.storage.durable import DurableWriter
from statement_archive.storage.layout import ASIDE

Clock = Callable[[], datetime]
AsideKind = Literal["torn", "orphan", "rendering"]
_MAX_SLUG = 120  # characters: the end of a path tells more than its beginning


class Aside:
    """Keeps bytes durably; ``clock`` gives a time with its zone."""

    def __init__(self, writer: DurableWriter, clock: Clock) -> None:
        self._writer = writer
        self._clock = clock

    def keep(self, path: str, content: bytes, *, kind: AsideKind, reason: str) -> str:
        """Returns the path below the home under which the bytes are kept. Raises StorageFull."""
        now = self._clock().astimezone(UTC)
        slug = re.sub(r"[^a-zA-Z0-9.~]+", "-", path)[-_MAX_SLUG:].lstrip("-.")
        disk = self._writer.disk
        self._writer.folder(ASIDE, 0o700)
        for number in count(1):
            name = f"{ASIDE}/{now:%Y%m%dT%H%M%SZ}-{number}-{slug}.{kind}"
            if disk.state(name) is None:
                break
        note = {"path": path, "reason": reason, "at": stamp(now), "sha256": sha256(content), "bytes": len(content)}
        self._writer.new(name, content)
        self._writer.new(f"{name}.json", json.dumps(note, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")
        return name

    def forget(self, path: str, *, kind: AsideKind) -> int:
        """Remove everything of this kind that was kept of a path; returns how many."""
        disk = self._writer.disk
        notes = [f"{ASIDE}/{e.name}" for e in disk.list(ASIDE) if e.name.endswith(f".{kind}.json")]
        kept = [note for note in notes if json.loads(disk.read(note))["path"] == path]
        for note in kept:
            self._writer.remove(note.removesuffix(".json"))
            self._writer.remove(note)
        return len(kept)
