"""The embedded engine. Whoosh is named here and in :mod:`.whoosh_layout`, nowhere else.

::

    <folder>.lock        one writer at a time, across processes
    <folder>/format      which layout, and which instance of the index: another one means: open again
    <folder>/...         Whoosh's files

What is asked of Whoosh is storing postings and reading them back. Queries are sets (:mod:`.postings`):
``And([A, Not(B)])`` with a limit loses hits in every fork, and its query parser is never used.

A Whoosh index holds pickles, so the folder is private, is trusted only where no one else could write to it,
and is never imported. What cannot be read is thrown away and reported as empty; sync fills it again.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from statement_archive.domain.query import Change, DocumentKey, Matches, Query, Term, Window
from statement_archive.search import whoosh_layout as layout
from statement_archive.search.array_ranking import answer
from statement_archive.search.later import Later
from statement_archive.search.postings import lengths, values
from statement_archive.search.turns import Turns
from statement_archive.search.whoosh_part import UnreadableError, WhooshPart, reading
from statement_archive.search.whoosh_postings import Codec, Pool

logger = logging.getLogger(__name__)
T = TypeVar("T")

# Small segments that are left lying. Each segment costs every query a look-up for each term; merging costs
# seconds, so it is done rarely.
MAX_SMALL = 10
# Tokens in one commit; many changes are several commits. A commit of so many needs 150 MB; with a third of them
# terms are written three times as often, and every query asks three times as many segments.
RUN = 2_000_000
RETRIES = 10


class _NoIndexError(Exception):
    """Nothing lies in the folder, or nothing that may be opened."""


class WhooshEngine:
    """The ``SearchEngine`` port over a folder of its own. Safe for threads and processes: queries take turns,
    and go on while somebody writes.

    What ``apply`` is given at once is committed in one step up to some ten thousand paragraphs, in several
    beyond; sync repairs what a crash leaves between them. ``wait`` is the time in seconds to wait for
    another writer; then HomeBusy. With ``background`` false, merging is done before ``apply`` returns.
    """

    def __init__(self, folder: Path, *, wait: float = 30.0, background: bool = True) -> None:
        self._folder = folder
        self._wait = wait
        self._turns = Turns(folder, wait)  # before the lock of readers
        self._reader_lock = threading.RLock()
        self._merging = Later(self.merge, background=background)
        self._index: Any = None
        self._instance = ""
        self._generation = -1
        self._parts: dict[tuple[str, int], WhooshPart] = {}
        self._works: dict[str, int] = {}  # the number of each work, over all parts

    # -- the port ---------------------------------------------------------------------------------

    def holds(self, work: str | None = None) -> Mapping[DocumentKey, str]:
        return self._read(lambda parts: {key: digest for part in parts for key, digest in part.references(work)})

    def match(self, query: Query, window: Window) -> Matches:
        return self._read(lambda parts: answer(parts, query, window))

    def values(self, attribute: str, filters: Mapping[str, frozenset[str]]) -> Sequence[str]:
        return self._read(lambda parts: values(parts, attribute, filters))

    def lengths(self, attribute: str, filters: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
        return self._read(lambda parts: lengths(parts, attribute, filters))

    def terms(self, prefix: str, limit: int) -> Sequence[Term]:
        return self._read(lambda parts: _terms(parts, prefix, limit))

    def apply(self, changes: Iterable[Change]) -> None:
        with self._turns.writing():
            pending = iter(changes)
            while (change := next(pending, None)) is not None:
                left = self._commit_run(change, pending)
                if left is not None:
                    pending = chain((left,), pending)
            crowded = self._read(_small) > MAX_SMALL
        if crowded:
            self._merging.ask()

    def purge(self) -> None:
        with self._turns.writing():
            self._read(len)
            with self._committing(optimize=True):  # a segment keeps the words of what is only marked as removed
                pass

    def clear(self) -> None:
        with self._turns.writing(), self._reader_lock:
            self._forget()
            layout.make(self._folder)

    def close(self) -> None:
        """Wait for a merge and release files. The engine opens again when it is used."""
        self._merging.wait()
        with self._reader_lock:
            self._forget()

    # -- writing ----------------------------------------------------------------------------------

    def _commit_run(self, change: Change, pending: Iterator[Change]) -> Change | None:
        """Commit changes up to one too many, and return that one: the run is long enough, or the key was changed
        before in it (a deletion does not see what is not yet committed)."""
        self._read(len)  # nobody else writes: what is open from here on is what the writer sees
        seen: set[DocumentKey] = set()
        tokens = 0
        run: Change | None = change
        with self._committing() as writer:
            starts = layout.first_documents(writer)
            while run is not None and run.key not in seen and tokens < RUN:
                seen.add(run.key)
                for document in self._documents(run.key, starts):
                    writer.delete_document(document)
                if run.document is not None:
                    writer.add_document(**layout.fields_of(run.document))
                    tokens += len(run.document.exact)
                run = next(pending, None)
        return run

    def _documents(self, key: DocumentKey, starts: Mapping[str, int]) -> list[int]:
        with self._reader_lock:
            held = [(starts[segment], part) for (segment, _), part in self._parts.items()]
            return [start + document for start, part in held for document in part.numbers(key)]

    @contextlib.contextmanager
    def _committing(self, **how: object) -> Iterator[Any]:
        writer = self._index.writer(timeout=self._wait, codec=Codec())
        writer.pool = Pool()
        try:
            yield writer
            writer.commit(**(how or {"merge": False}))
        except BaseException:
            with contextlib.suppress(Exception):  # the first error is the one to report
                writer.cancel()
            raise

    def merge(self) -> None:
        """Make one segment of the small ones; queries go on meanwhile, writers wait."""
        with self._turns.writing():
            self._read(len)
            with self._committing(mergetype=layout.merge_small):
                pass

    # -- reading ----------------------------------------------------------------------------------

    def _read(self, look: Callable[[Sequence[WhooshPart]], T]) -> T:
        """Look at the newest state; where it cannot be read, throw it away and look at an empty one."""
        instance = layout.instance(self._folder)
        try:
            with self._reader_lock:
                return look(self._refreshed(instance))
        except _NoIndexError:
            logger.info("no search index in %s: an empty one is made", self._folder)
        except UnreadableError:
            logger.warning("search index %s cannot be read and is thrown away", self._folder, exc_info=True)
        with self._turns.writing(), self._reader_lock:
            self._forget()
            if layout.instance(self._folder) == instance:  # else somebody else made another one meanwhile
                layout.make(self._folder)
            return look(self._refreshed(layout.instance(self._folder)))

    def _refreshed(self, instance: str) -> Sequence[WhooshPart]:
        """The parts of the newest commit. Raises _NoIndexError, UnreadableError."""
        if not instance:
            raise _NoIndexError
        if self._index is None or instance != self._instance:
            self._forget()
            with reading():
                self._index = layout.open_index(self._folder)
            self._instance = instance
        with reading():
            for attempt in range(RETRIES):
                try:
                    if self._index.latest_generation() != self._generation:
                        self._replace_parts()
                    break
                except FileNotFoundError:
                    # What another process merged away between listing and opening; the next list is without it.
                    if attempt == RETRIES - 1:
                        raise
        return list(self._parts.values())

    def _replace_parts(self) -> None:
        """Keep what is open and cached of segments that are as they were; segments only change by deletions."""
        fresh: dict[tuple[str, int], WhooshPart] = {}
        generation, segments = layout.newest(self._index)
        try:
            for segment in segments:
                state = (segment.segment_id(), layout.live(segment))
                fresh[state] = self._parts.get(state) or WhooshPart(
                    layout.open_segment(self._index, segment), self._works
                )
            self._generation = generation
        finally:
            # Also where a segment could not be opened: whoever looks next begins with these.
            dropped = [part for state, part in self._parts.items() if state not in fresh]
            self._parts = fresh
            for part in dropped:
                part.close()

    def _forget(self) -> None:
        for part in self._parts.values():
            part.close()
        self._parts = {}
        self._index = None
        self._instance = ""
        self._generation = -1


def _small(parts: Sequence[WhooshPart]) -> int:
    return sum(part.documents() < layout.FULL for part in parts)


def _terms(parts: Sequence[WhooshPart], prefix: str, limit: int) -> Sequence[Term]:
    counts: dict[str, int] = {}
    for part in parts:
        for token in part.starting(prefix):
            if n := part.documents_with(token):
                counts[token] = counts.get(token, 0) + n
    return tuple(Term(token, -n) for n, token in nsmallest(max(limit, 0), ((-n, t) for t, n in counts.items())))
