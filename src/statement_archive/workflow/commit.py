"""The one way in which anything becomes true: blobs first, then one line, then acknowledge."""

from __future__ import annotations

from collections.abc import Sequence

from statement_archive.domain.errors import Conflict
from statement_archive.domain.events import Draft, Event, sha256
from statement_archive.domain.ids import StreamId
from statement_archive.domain.ports import BlobKey
from statement_archive.workflow.archive import Archive

Write = tuple[BlobKey, bytes]


def blob(path: str, content: bytes) -> Write:
    """A blob about to be written, under its digest."""
    return BlobKey(path, sha256(content)), content


def commit(archive: Archive, stream: StreamId, draft: Draft, *, head: int, writes: Sequence[Write] = ()) -> Event:
    """Write blobs and then the event that names them, under the home's lock.

    Raises Conflict where the newest event is not ``head`` (nothing is written then), HomeBusy,
    StorageFull. When it returns, the change survives power loss.
    """
    with archive.ledger.exclusive():
        now_at = archive.ledger.head(stream)
        if now_at != head:
            since = archive.ledger.read(stream, after=head)
            raise Conflict("somebody else wrote in between", head=now_at, since=since)
        for key, content in writes:
            archive.blobs.put(key, content)
        return archive.ledger.append(stream, draft, head=head)
