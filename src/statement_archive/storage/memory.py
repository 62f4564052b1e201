"""The ports in memory: for tests, and the oracle that the files are compared with.

::

    MemoryLedger ─┐
    MemoryBlobs ──┼─ one lock among threads
    MemoryRenderings ┘
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import count

from statement_archive.domain.errors import Conflict, DigestMismatch, Gone, InvalidInput, Missing
from statement_archive.domain.events import GENESIS, Draft, Event, chain, sha256
from statement_archive.domain.ids import StreamId
from statement_archive.domain.ports import BlobKey
from statement_archive.storage.layout import TOMBSTONE, check_path, require
from statement_archive.storage.lock import ThreadLock, WriteLock
from statement_archive.storage.redaction import redacted


class MemoryLedger:
    """Streams as tuples of events."""

    def __init__(self, lock: WriteLock | None = None) -> None:
        self._lock = lock or ThreadLock(10)
        self._streams: dict[StreamId, tuple[Event, ...]] = {}
        self._redactions: dict[StreamId, int] = {}

    def streams(self, prefix: str = "") -> Iterable[StreamId]:
        return sorted(stream for stream in list(self._streams) if stream.startswith(prefix))

    def states(self) -> Mapping[StreamId, Hashable]:
        redactions = dict(self._redactions)
        return {
            stream: (events[-1].hash, redactions.get(stream, 0))
            for stream, events in list(self._streams.items())
            if events
        }

    def head(self, stream: StreamId) -> int:
        return len(self.read(stream))

    def read(self, stream: StreamId, after: int = 0) -> Sequence[Event]:
        return self._streams.get(_ledger(stream), ())[max(after, 0) :]

    def exclusive(self) -> AbstractContextManager[None]:
        return self._lock.held()

    def append(self, stream: StreamId, draft: Draft, *, head: int) -> Event:
        with self._lock.held():
            events = self._streams.get(_ledger(stream), ())
            if len(events) != head:
                raise Conflict(
                    f"{stream} is at event {len(events)}, not {head}", head=len(events), since=events[max(head, 0) :]
                )
            prev = events[-1].hash if events else GENESIS
            event = chain(draft, n=head + 1, prev=prev)
            self._streams[stream] = (*events, event)
            return event

    def redact(self, stream: StreamId, digests: Iterable[str], *, within: str = "") -> int:
        with self._lock.held():
            events, count = redacted(self._streams.get(_ledger(stream), ()), digests, within)
            if count:
                self._streams[stream] = events
                self._redactions[stream] = self._redactions.get(stream, 0) + 1
            return count


class MemoryBlobs:
    """Bytes by path; ``aside`` holds what had to make way, by path."""

    def __init__(self, lock: WriteLock | None = None) -> None:
        self._lock = lock or ThreadLock(10)
        self._held: dict[str, bytes] = {}
        self._gone: dict[str, str] = {}
        self.aside: list[tuple[str, bytes]] = []

    def get(self, key: BlobKey) -> bytes:
        path = _blob(key)
        with self._lock.held():
            self._refuse_gone(path)
            if path not in self._held:
                raise Missing(f"no such blob: {path}", path=path)
            content = self._held[path]
        if sha256(content) != key.sha256:
            raise DigestMismatch(f"{path} does not have the digest on record", path=path, expected=key.sha256)
        return content

    def _refuse_gone(self, path: str) -> None:
        if path in self._gone:
            raise Gone(f"redacted: {path}", path=path)

    def put(self, key: BlobKey, content: bytes) -> None:
        path = _blob(key)
        if sha256(content) != key.sha256:
            raise DigestMismatch(f"the bytes for {path} do not have its digest", path=path, expected=key.sha256)
        with self._lock.held():
            self._refuse_gone(path)
            there = self._held.get(path)
            if there is not None and there != content:
                self.aside.append((path, there))
            self._held[path] = bytes(content)

    def remove(self, key: BlobKey) -> None:
        path = _blob(key)
        with self._lock.held():
            self._gone.setdefault(path, key.sha256)
            self._held.pop(path, None)

    def paths(self, prefix: str = "") -> Iterator[str]:
        return iter(sorted(path for path in list(self._held) if path.startswith(prefix)))


class MemoryRenderings:
    """Bytes by path; ``aside`` holds (path, bytes, reason) by the name they are kept under."""

    def __init__(self, lock: WriteLock | None = None) -> None:
        self._lock = lock or ThreadLock(10)
        self._held: dict[str, bytes] = {}
        self.aside: dict[str, tuple[str, bytes, str]] = {}
        self._names = count(1)

    def read(self, path: str) -> bytes | None:
        return self._held.get(require(path, "rendering"))

    def write(self, path: str, content: bytes) -> None:
        require(path, "rendering")
        with self._lock.held():
            self._held[path] = bytes(content)

    def set_aside(self, path: str, content: bytes, reason: str) -> str:
        check_path(path)
        with self._lock.held():
            name = f"aside/{next(self._names)}"
            self.aside[name] = (path, bytes(content), reason)
            return name

    def forget_aside(self, path: str) -> int:
        with self._lock.held():
            kept = {name: held for name, held in self.aside.items() if held[0] != path}
            gone, self.aside = len(self.aside) - len(kept), kept
            return gone


def _ledger(stream: StreamId) -> StreamId:
    return StreamId(require(stream, "ledger"))


def _blob(key: BlobKey) -> str:
    if key.path.endswith(TOMBSTONE):
        raise InvalidInput(f"a blob cannot be named like a tombstone: {key.path}", path=key.path)
    return require(key.path, "blob")
