"""The commit that all crash tests make, and what must hold after any crash."""

from __future__ import annotations

from datetime import UTC, datetime

from statement_archive.domain.events import Draft, Event, check_chain, sha256
from statement_archive.domain.ids import StreamId, text_path, work_id, work_stream
from statement_archive.domain.ports import BlobKey
from statement_archive.storage import Stores, stores_at
from statement_archive.storage.aside import Aside
from statement_archive.storage.disk import Disk
from statement_archive.storage.durable import DurableWriter
from statement_archive.storage.files import Place
from statement_archive.storage.lock import ThreadLock, WriteLock

NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
WORK = work_id("2018-08-29-statement")
STREAM = work_stream(WORK)


def place_on(disk: Disk, lock: WriteLock | None = None) -> Place:
    writer = DurableWriter(disk)
    return Place(disk, lock or ThreadLock(5), writer, Aside(writer, lambda: NOW))


def blob_of(content: bytes, version: int) -> BlobKey:
    return BlobKey(text_path(WORK, "ru.delivered", version), sha256(content))  # type: ignore[arg-type]  # a known good name


def commit(stores: Stores, content: bytes, *, stream: StreamId = STREAM) -> Event:
    """One blob and the event that names it, as a deposit does; returns what was acknowledged."""
    with stores.ledger.exclusive():
        head = stores.ledger.head(stream)
        key = blob_of(content, head + 1)
        stores.blobs.put(key, content)
        data = {"path": key.path, "sha256": key.sha256, "note": {"text": content.decode("utf-8")}}
        return stores.ledger.append(stream, Draft("text.deposited", "p-1", NOW, data), head=head)


def assert_holds(stores: Stores, acknowledged: list[Event], attempted: int, *, stream: StreamId = STREAM) -> None:
    """Acknowledged is present, in order; what was not is whole or absent; every named blob is there."""
    events = list(stores.ledger.read(stream))
    assert events[: len(acknowledged)] == acknowledged
    assert len(acknowledged) <= len(events) <= attempted
    check_chain(events)
    for event in events:
        content = stores.blobs.get(BlobKey(event.data["path"], event.data["sha256"]))
        assert content.decode("utf-8") == event.data["note"]["text"]


def reopen(disk: Disk) -> tuple[Place, Stores]:
    place = place_on(disk)
    return place, stores_at(place)
