"""An archive as it was: what was read of which ledger, and the same ledgers read only so far.

::

    act on noting(archive) ──▶ heads: of each ledger that was read, the number and hash of its newest event
    as_it_was(archive, heads) ──▶ an archive in which nothing else ever happened
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from statement_archive.domain.errors import Refused
from statement_archive.domain.events import Draft, Event
from statement_archive.domain.ids import StreamId
from statement_archive.domain.ports import Ledger
from statement_archive.workflow.archive import Archive, Memo


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """Where a ledger stood: number and hash of its newest event."""

    ledger: str
    event: int
    hash: str


class _OnlyRead:
    """A ledger that nobody can write by."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def streams(self, prefix: str = "") -> Iterable[StreamId]:
        return self._ledger.streams(prefix)

    def states(self) -> Mapping[StreamId, Hashable]:
        return self._ledger.states()

    def head(self, stream: StreamId) -> int:
        return len(self.read(stream))

    def read(self, stream: StreamId, after: int = 0) -> Sequence[Event]:
        return self._ledger.read(stream, after)

    def append(self, stream: StreamId, draft: Draft, *, head: int) -> Event:  # noqa: ARG002  # the port's signature
        raise Refused(f"{stream} is only read here")

    def exclusive(self) -> AbstractContextManager[None]:
        raise Refused("nothing is written here")

    def redact(self, stream: StreamId, digests: Iterable[str], *, within: str = "") -> int:  # noqa: ARG002  # the port's signature
        raise Refused(f"{stream} is only read here")


class NotingLedger(_OnlyRead):
    """Notes what is read: ``heads`` of every ledger that holds an event."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self.heads: dict[str, Head] = {}

    def read(self, stream: StreamId, after: int = 0) -> Sequence[Event]:
        events = self._ledger.read(stream, after)
        if events:
            self.heads[stream] = Head(stream, events[-1].n, events[-1].hash)
        return events


class PastLedger(_OnlyRead):
    """Ledgers up to their ``heads``. ``missed``: what was asked for beyond them, with its first event."""

    def __init__(self, ledger: Ledger, heads: Iterable[Head]) -> None:
        super().__init__(ledger)
        self._last = {head.ledger: head.event for head in heads}
        self.missed: dict[str, Event] = {}

    def streams(self, prefix: str = "") -> Iterable[StreamId]:
        return [stream for stream in self._ledger.streams(prefix) if stream in self._last]

    def states(self) -> Mapping[StreamId, Hashable]:
        known = self._ledger.states().items()
        return {stream: (state, self._last[stream]) for stream, state in known if stream in self._last}

    def read(self, stream: StreamId, after: int = 0) -> Sequence[Event]:
        events = self._ledger.read(stream)
        if stream not in self._last and events:
            self.missed[stream] = events[0]
        return [event for event in events if after < event.n <= self._last.get(stream, 0)]


def noting(archive: Archive) -> tuple[Archive, NotingLedger]:
    """The same archive, only read; and what notes which ledgers were."""
    ledger = NotingLedger(archive.ledger)
    return replace(archive, ledger=ledger), ledger


def as_it_was(archive: Archive, heads: Iterable[Head]) -> tuple[Archive, PastLedger]:
    """The archive with these ledgers up to these events, and no others; nothing is remembered from before, so every
    text is read again."""
    ledger = PastLedger(archive.ledger, heads)
    return replace(archive, ledger=ledger, memo=Memo()), ledger
