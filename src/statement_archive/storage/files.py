"""The ports on files: ledgers that grow, blobs written once, renderings replaced as a whole.

::

    commit = with exclusive():  blobs: write ─ fsync ─ name ─ fsync folder
                                ledger: head as expected? ─ append one line ─ fsync ─ acknowledge
    append fails            ──▶ cut back: as if it never happened
    writer dies             ──▶ a torn last line; the next append or ``recover`` sets it aside
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass

import tomli_w

from statement_archive.domain.errors import ArchiveError, Conflict, DigestMismatch, Gone, InvalidInput, Missing
from statement_archive.domain.events import Draft, Event, chain, check_chain, from_line, sha256, to_line
from statement_archive.domain.ids import EVENTS, StreamId
from statement_archive.domain.ports import BlobKey
from statement_archive.storage.aside import Aside
from statement_archive.storage.disk import Disk, walk_prefix
from statement_archive.storage.durable import DurableWriter
from statement_archive.storage.layout import BLOB_FOLDERS, TEMPORARY, TOMBSTONE, TRUTH, check_path, kind_of, require
from statement_archive.storage.ledger_cache import LedgerCache
from statement_archive.storage.ledger_lines import LedgerLines
from statement_archive.storage.lock import WriteLock
from statement_archive.storage.redaction import redacted


@dataclass(frozen=True, slots=True)
class Place:
    """What every store of one home stands on."""

    disk: Disk
    lock: WriteLock
    writer: DurableWriter
    aside: Aside


class FilesLedger:
    """Streams as JSON Lines files; a stream id is the path of its file below the home."""

    def __init__(self, place: Place) -> None:
        self._disk = place.disk
        self._lock = place.lock
        self._writer = place.writer
        self._aside = place.aside
        self._cache = LedgerCache(place.disk)

    def streams(self, prefix: str = "") -> Iterable[StreamId]:
        return sorted(StreamId(path) for path in _paths(self._disk, prefix, "ledger", skip=BLOB_FOLDERS))

    def states(self) -> Mapping[StreamId, Hashable]:
        found = (each for top in TRUTH for each in self._disk.states(top, EVENTS, BLOB_FOLDERS))
        return {StreamId(path): state for path, state in found if _names_ledger(path.rpartition("/")[2])}

    def head(self, stream: StreamId) -> int:
        return self._cache.load(_ledger(stream)).head

    def read(self, stream: StreamId, after: int = 0) -> Sequence[Event]:
        """See the port. The events are shared between readers: their ``data`` is not to be changed."""
        events = self._cache.load(_ledger(stream)).events
        return events[max(after, 0) :]

    def exclusive(self) -> AbstractContextManager[None]:
        return self._lock.held()

    def append(self, stream: StreamId, draft: Draft, *, head: int) -> Event:
        with self._lock.held():
            lines = self._cache.load(_ledger(stream), look=True)
            if lines.head != head:
                since = lines.events[max(head, 0) :]
                raise Conflict(f"{stream} is at event {lines.head}, not {head}", head=lines.head, since=since)
            event = chain(draft, n=head + 1, prev=lines.prev)
            line = to_line(event)
            if lines.state is None:
                self._writer.new(stream, line)
            else:
                self._mend(stream, lines)
                self._append(stream, line, lines.end)
            self._remember(stream, lines, event, line)
            return event

    def _mend(self, stream: StreamId, lines: LedgerLines) -> None:
        """Set a torn last line aside, and make durable what its writer was killed before syncing."""
        if lines.torn:
            self._aside.keep(stream, lines.torn, kind="torn", reason="a last line that was never acknowledged")
            self._disk.truncate(stream, lines.end)  # synced with what is written next
        self._writer.settle_name(stream)

    def _append(self, stream: StreamId, line: bytes, end: int) -> None:
        try:
            self._disk.append(stream, line)
            self._disk.sync(stream)
        except BaseException:
            # After a failed fsync nobody knows what is on the disk: take the line back.
            self._cache.forget(stream)
            with suppress(OSError, ArchiveError):
                self._disk.truncate(stream, end)
                self._disk.sync(stream)
            raise

    def _remember(self, stream: StreamId, before: LedgerLines, event: Event, line: bytes) -> None:
        state = self._disk.state(stream)
        end = before.end + len(line)
        if state is not None and state.size == end:
            self._cache.put(stream, LedgerLines((*before.events, event), end, line, b"", state))

    def redact(self, stream: StreamId, digests: Iterable[str], *, within: str = "") -> int:
        with self._lock.held():
            lines = self._cache.load(_ledger(stream), look=True)
            events, count = redacted(lines.events, digests, within)
            if count:
                rewritten = [to_line(event) for event in events]
                check_chain([from_line(line) for line in rewritten])  # never replace a ledger by one that fails
                self._mend(stream, lines)
                self._writer.replace(stream, b"".join(rewritten))
                self._cache.forget(stream)
            return count


class FilesBlobs:
    """Immutable files. A redacted one leaves ``<path>.redacted``, a TOML file that names its digest."""

    def __init__(self, place: Place) -> None:
        self._disk = place.disk
        self._lock = place.lock
        self._writer = place.writer
        self._aside = place.aside

    def get(self, key: BlobKey) -> bytes:
        self._refuse_gone(_blob(key))
        try:
            content = self._disk.read(key.path)
        except FileNotFoundError as error:
            self._refuse_gone(key.path)  # redacted in between
            raise Missing(f"no such blob: {key.path}", path=key.path) from error
        if sha256(content) != key.sha256:
            raise DigestMismatch(f"{key.path} does not have the digest on record", path=key.path, expected=key.sha256)
        return content

    def _refuse_gone(self, path: str) -> None:
        if self._disk.state(path + TOMBSTONE) is not None:
            raise Gone(f"redacted: {path}", path=path)

    def put(self, key: BlobKey, content: bytes) -> None:
        path = _blob(key)
        if sha256(content) != key.sha256:
            raise DigestMismatch(f"the bytes for {path} do not have its digest", path=path, expected=key.sha256)
        with self._lock.held():
            self._refuse_gone(path)
            if self._disk.state(path) is not None:
                there = self._disk.read(path)
                if there == content:
                    self._writer.settle(path)
                    return
                self._aside.keep(path, there, kind="orphan", reason="in the place of another blob, named by no event")
                self._writer.remove(path)
            self._writer.new(path, content)

    def remove(self, key: BlobKey) -> None:
        path = _blob(key)
        with self._lock.held():
            if self._disk.state(path + TOMBSTONE) is None:
                self._writer.new(path + TOMBSTONE, tomli_w.dumps({"sha256": key.sha256}).encode("utf-8"))
            else:
                self._writer.settle(path + TOMBSTONE)
            self._writer.remove(path)

    def paths(self, prefix: str = "") -> Iterator[str]:
        found = set(_paths(self._disk, prefix, "blob"))
        gone = {path.removesuffix(TOMBSTONE) for path in _paths(self._disk, prefix, "tombstone")}
        return iter(sorted(found - gone))


class FilesRenderings:
    """Files that can be made again, each replaced in one step."""

    def __init__(self, place: Place) -> None:
        self._disk = place.disk
        self._lock = place.lock
        self._writer = place.writer
        self._aside = place.aside

    def read(self, path: str) -> bytes | None:
        try:
            return self._disk.read(require(path, "rendering"))
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, path: str, content: bytes) -> None:
        require(path, "rendering")
        with self._lock.held():
            self._writer.replace(path, content)

    def set_aside(self, path: str, content: bytes, reason: str) -> str:
        check_path(path)
        with self._lock.held():
            return self._aside.keep(path, content, kind="rendering", reason=reason)

    def forget_aside(self, path: str) -> int:
        with self._lock.held():
            return self._aside.forget(path, kind="rendering")


def _names_ledger(name: str) -> bool:
    return (name == EVENTS or name.endswith(f".{EVENTS}")) and not name.startswith(TEMPORARY)


def _ledger(stream: StreamId) -> StreamId:
    return StreamId(require(stream, "ledger"))


def _blob(key: BlobKey) -> str:
    if key.path.endswith(TOMBSTONE):
        raise InvalidInput(f"a blob cannot be named like a tombstone: {key.path}", path=key.path)
    return require(key.path, "blob")


def _paths(disk: Disk, prefix: str, kind: str, *, skip: frozenset[str] = frozenset()) -> Iterator[str]:
    starts = [prefix] if "/" in prefix else [f"{top}/" for top in TRUTH if f"{top}/".startswith(prefix)]
    for start in starts:
        for path in walk_prefix(disk, start, skip=skip):
            if kind_of(path) == kind:
                yield path
