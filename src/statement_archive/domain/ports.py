"""The plug points: what workflow asks of the world, each small enough to implement twice.

::

    workflow ── Ledger, Blobs, Renderings ──▶ storage (files, memory)
             ── SearchEngine ───────────────▶ search  (whoosh, scan)
             ── MemoryIndex ────────────────▶ search  (memory_sqlite, memory_scan)
             ── MeaningIndex ───────────────▶ search  (meaning_sqlite, meaning_scan, no_meaning)

One contract suite per port runs over every implementation (``tests/contracts``).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from statement_archive.domain.events import Draft, Event
from statement_archive.domain.ids import StreamId
from statement_archive.domain.query import Change, DocumentKey, Matches, Query, Term, Window


@dataclass(frozen=True, slots=True)
class BlobKey:
    """Where a blob lies (path below the home, with ``/``) and the SHA-256 it must have."""

    path: str
    sha256: str


class Ledger(Protocol):
    """Streams of events, only appended to. Called by workflow; safe for threads and processes."""

    def streams(self, prefix: str = "") -> Iterable[StreamId]:
        """Every stream whose id begins with ``prefix``, sorted."""

    def states(self) -> Mapping[StreamId, Hashable]:
        """Of every stream, what is equal to an earlier answer only while it was not appended to, redacted or
        replaced since. One look at all of them, much cheaper than reading each: what follows from them can be
        remembered."""

    def head(self, stream: StreamId) -> int:
        """Number of the newest event; 0 where the stream does not exist."""

    def read(self, stream: StreamId, after: int = 0) -> Sequence[Event]:
        """Events after number ``after``; empty where there are none.

        Raises Damaged where a line or the chain does not verify. A torn last line was never
        acknowledged and is not an event.
        """

    def append(self, stream: StreamId, draft: Draft, *, head: int) -> Event:
        """Write one event durably. Raises Conflict where the newest event is not ``head``,
        StorageFull, HomeBusy."""

    def exclusive(self) -> AbstractContextManager[None]:
        """The home's one write lock, re-entrant within a thread. Raises HomeBusy."""

    def redact(self, stream: StreamId, digests: Iterable[str], *, within: str = "") -> int:
        """Replace every value named ``text`` whose SHA-256 is in ``digests`` by its digest, in all
        events of the stream, or only inside the member ``within`` of their data; returns how many. The one
        exception to "only appended to"."""


class Blobs(Protocol):
    """Immutable files under a path. Called by workflow; safe for threads and processes."""

    def get(self, key: BlobKey) -> bytes:
        """The bytes. Raises Missing, DigestMismatch; Gone where a redaction left a tombstone."""

    def put(self, key: BlobKey, content: bytes) -> None:
        """Write once, durably; the same bytes again are accepted. Other bytes under the same path are
        an orphan of a commit that never happened: they are set aside and reported, never lost.
        Must be called with the ledger's write lock held. Raises DigestMismatch where ``content`` has
        not the key's digest, StorageFull, Gone."""

    def remove(self, key: BlobKey) -> None:
        """Redact: the bytes go, a tombstone with the digest stays. Idempotent."""

    def paths(self, prefix: str = "") -> Iterator[str]:
        """Paths of every blob that begins with ``prefix``, sorted."""


class Renderings(Protocol):
    """Files that can be made again from ledgers (``work.toml``, ``*.po``), and that people edit."""

    def read(self, path: str) -> bytes | None:
        """The file as it lies, or None."""

    def write(self, path: str, content: bytes) -> None:
        """Replace the file as a whole (write aside, fsync, rename)."""

    def set_aside(self, path: str, content: bytes, reason: str) -> str:
        """Keep bytes that are about to be replaced, in the instance's private folder; returns the
        name under which they are kept."""

    def forget_aside(self, path: str) -> int:
        """Remove what was set aside of a rendering (its words were redacted); returns how many files."""


class SearchEngine(Protocol):
    """Finds candidates; holds tokens and attributes, never words to be shown."""

    def holds(self, work: str | None = None) -> Mapping[DocumentKey, str]:
        """Every document in the index, or every one of a work, with the digest it was indexed under.

        A document must carry its work as attribute ``work`` too."""

    def apply(self, changes: Iterable[Change]) -> None:
        """Add, replace and remove documents; visible to ``match`` when this returns."""

    def match(self, query: Query, window: Window) -> Matches:
        """Candidates in rank order. May hold too many where ``Matches.exact`` is false, never too few."""

    def terms(self, prefix: str, limit: int) -> Sequence[Term]:
        """Exact-field terms that begin with ``prefix``, most frequent first."""

    def values(self, attribute: str, filters: Mapping[str, frozenset[str]]) -> Sequence[str]:
        """Every value of an attribute that a document let through by ``filters`` has, sorted. Cheap: asked
        for with each search."""

    def lengths(self, attribute: str, filters: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
        """Of every value of an attribute, how many tokens the documents have that bear it and are let through by
        ``filters``; values without a document are left out."""

    def purge(self) -> None:
        """Leave no trace of what was removed (its words were redacted); costs as much as indexing anew."""

    def clear(self) -> None:
        """Forget everything."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage that can be found again: ``segment`` names it within its owner."""

    segment: str
    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A passage like the one asked for, by name; ``percent`` as :mod:`statement_archive.analysis.similarity`
    counts."""

    percent: int
    owner: str
    segment: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A passage that means something like what was asked for, by name; ``likeness`` is the cosine of their vectors,
    1 for the same words."""

    likeness: float
    owner: str
    segment: str


class PassageIndex(Protocol):
    """Finds passages; holds numbers for words, never words. Safe for threads; what is stored on disk also for
    processes."""

    @property
    def version(self) -> str:
        """What the numbers are made by: of another version they are made again."""

    def holds(self, prefix: str = "") -> Mapping[str, str]:
        """Every owner whose name begins with ``prefix``, with the digest it was put under."""

    def put(self, owner: str, digest: str, sentences: Iterable[Sentence]) -> None:
        """Replace all that an owner holds; visible when this returns."""

    def forget(self, owner: str) -> None:
        """Remove an owner; nothing happens where there is none."""

    def purge(self) -> None:
        """Leave no trace of what was forgotten (its words were redacted)."""

    def clear(self) -> None:
        """Forget everything."""


class MemoryIndex(PassageIndex, Protocol):
    """Finds passages of much the same words."""

    def similar(self, text: str, lang: str, *, limit: int, floor: int) -> Sequence[Similar]:
        """Passages of the same primary language, ``floor`` percent alike or more: the most alike first, then by
        owner and segment. None is missed. Raises InvalidInput for a floor below 60."""


class MeaningIndex(PassageIndex, Protocol):
    """Finds passages of like meaning, in whatever language it knows."""

    def knows(self, lang: str) -> bool:
        """Whether passages of a language are held and asked for. Others are put and not found."""

    def alike(self, texts: Sequence[str], *, langs: Collection[str] | None, limit: int) -> Sequence[Alike]:
        """Passages nearest to any of the texts, of these primary languages or of all: the most alike first, then
        by owner and segment."""
