"""The engine for large archives. Tantivy is named here, in :mod:`.tantivy_layout` and :mod:`.tantivy_clauses`.

::

    <folder>.lock       one writer at a time, across processes
    <folder>/format     which index counts ──▶ <folder>/<name>/

    Query ──Translator──▶ tantivy: first hits and total ──▶ keys
                                   └─ documents of each group ──▶ facets, order by an attribute

It finds the set that ``scan`` finds. Its ranking is tantivy's own BM25, with the same constants and lengths
rounded; equal scores stand as the documents lie. What cannot be read is thrown away and reported as empty; sync
fills it again.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

import tantivy

from statement_archive.domain.errors import HomeBusy
from statement_archive.domain.query import Candidate, Change, DocumentKey, Everything, Matches, Query, Term, Window
from statement_archive.search import tantivy_layout as layout
from statement_archive.search.groups import Groups
from statement_archive.search.later import Later
from statement_archive.search.tantivy_clauses import Translator
from statement_archive.search.tantivy_ranking import first_by_date, first_hits, group_counts, group_lengths
from statement_archive.search.turns import Turns

logger = logging.getLogger(__name__)
T = TypeVar("T")

# Segments from which on tantivy is asked to merge; each costs every query a little.
MAX_SEGMENTS = 12
# Changes from which on a second thread indexes, and memory in bytes for each.
MANY = 2_000
HEAP_FEW, HEAP_MANY = 20_000_000, 256_000_000
RETRIES = 10


class UnreadableError(Exception):
    """What lies on the disk is not what was written."""


class _NoIndexError(Exception):
    """Nothing lies in the folder, or nothing that may be opened."""


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Over damaged files tantivy raises ValueError or OSError, or panics, which is no ``Exception``. Raises
    UnreadableError for these."""
    try:
        yield
    except (ValueError, FileNotFoundError) as error:
        raise UnreadableError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(str(error)) from error


@dataclass(frozen=True, slots=True)
class _State:
    """One commit, opened. ``values`` remembers what was asked of it."""

    index: tantivy.Index
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    name: str
    signature: tuple[object, ...]
    groups: Groups
    values: dict[object, Sequence[str]] = field(default_factory=dict)

    def removed(self) -> int:
        """Documents that are marked as removed and whose words still lie there."""
        return int(self.searcher.doc_freq("attribute", layout.ALL)) - int(self.searcher.num_docs)


class TantivyEngine:
    """The ``SearchEngine`` port over a folder of its own. Safe for threads and processes; queries of several
    threads run side by side, and go on while somebody writes.

    What ``apply`` is given at once is committed in one step. ``wait`` is the time in seconds to wait for another
    writer; then HomeBusy. With ``background`` false, merging is done before ``apply`` returns.
    """

    def __init__(self, folder: Path, *, wait: float = 30.0, background: bool = True) -> None:
        self._folder = folder
        self._turns = Turns(folder, wait)
        self._opening = threading.RLock()
        self._counting = threading.Lock()  # over the groups
        self._merging = Later(self.merge, background=background)
        self._state: _State | None = None

    # -- the port ---------------------------------------------------------------------------------

    def holds(self, work: str | None = None) -> Mapping[DocumentKey, str]:
        start = "" if work is None else f"{work}\t"
        return self._read(lambda state: dict(layout.parse_ref(ref) for ref, _ in _terms(state, "ref", start)))

    def match(self, query: Query, window: Window) -> Matches:
        return self._read(lambda state: self._matches(state, query, window))

    def values(self, attribute: str, filters: Mapping[str, frozenset[str]]) -> Sequence[str]:
        return self._read(lambda state: self._values(state, attribute, filters))

    def lengths(self, attribute: str, filters: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
        return self._read(lambda state: self._lengths(state, attribute, filters))

    def terms(self, prefix: str, limit: int) -> Sequence[Term]:
        return self._read(lambda state: _most_frequent(state, prefix, limit))

    def apply(self, changes: Iterable[Change]) -> None:
        with self._turns.writing():
            state = self._read(lambda state: state)
            with reading_kept():
                crowded = _commit(state, changes)
        if crowded:
            self._merging.ask()

    def purge(self) -> None:
        with self._turns.writing():
            state = self._read(lambda state: state)
            name = layout.make_beside(self._folder)
            fresh = layout.open_index(self._folder, name)
            with reading(), _writer(fresh, MANY) as writer:
                every = state.searcher.search(tantivy.Query.all_query(), max(1, state.searcher.num_docs))
                storing = layout.Storing()
                for _, address in every.hits:
                    writer.add_document(_copied(state, storing, state.searcher.doc(address)))
            layout.name_index(self._folder, name)

    def clear(self) -> None:
        with self._turns.writing(), self._opening:
            self._state = None
            layout.make(self._folder)

    def close(self) -> None:
        """Wait for a merge and release files. The engine opens again when it is used."""
        self._merging.wait()
        with self._opening:
            self._state = None

    # -- answering --------------------------------------------------------------------------------

    def _matches(self, state: _State, query: Query, window: Window) -> Matches:
        with self._counting:
            translator = Translator(state.searcher, state.schema, state.groups)
            with reading():
                asked = translator.asked(query)
        with reading():
            by_date = window.order is not None and window.order.attribute == layout.DATE
            counted = bool(window.facets or (window.order is not None and not by_date))
            counts = group_counts(state.searcher, state.schema, asked) if counted else {}
            with self._counting:
                facets = state.groups.facets(state.searcher, counts, window.facets)
                named = window.order.attribute if window.order is not None else ""
                least = state.groups.least(state.searcher, counts, named) if named and not by_date else {}
                several = bool(least) and state.groups.several(named)
            if window.order is not None and by_date:
                total, hits = first_by_date(state.searcher, state.schema, asked, window, window.order)
            else:
                total, hits = first_hits(state.searcher, state.schema, asked, window, least, several=several)
            keys = self._keys(state, [address for _, address in hits])
        ranking = tuple(Candidate(key, score) for key, (score, _) in zip(keys, hits, strict=True))
        return Matches(ranking, total, exact=True, facets=facets)

    def _keys(self, state: _State, addresses: list[tantivy.DocAddress]) -> list[DocumentKey]:
        if not addresses:
            return []
        groups = [int(n or 0) for n in state.searcher.fast_field_values("group", addresses)]
        segments = [int(n or 0) for n in state.searcher.fast_field_values("segment", addresses)]
        with self._counting:
            texts = state.groups.texts(state.searcher, groups)
        return [
            DocumentKey(*text, layout.segment_name(segment)) if segment else self._stored_key(state, address)
            for text, segment, address in zip(texts, segments, addresses, strict=True)
        ]

    def _stored_key(self, state: _State, address: tantivy.DocAddress) -> DocumentKey:
        return layout.parse_ref(str(state.searcher.doc(address).get_first("ref")))[0]

    def _values(self, state: _State, attribute: str, filters: Mapping[str, frozenset[str]]) -> Sequence[str]:
        asked = (attribute, tuple(sorted(filters.items(), key=lambda f: f[0])))
        if asked not in state.values:
            translator = Translator(state.searcher, state.schema, state.groups)
            with reading():
                through = translator.asked(Query(Everything(), filters))
                start = layout.attribute_term(attribute, "")
                found = state.searcher.terms_with_prefix("attribute", start, filter_query=through)
            state.values[asked] = sorted(term[len(start) :] for term, n in found if n)
        return state.values[asked]

    def _lengths(self, state: _State, attribute: str, filters: Mapping[str, frozenset[str]]) -> dict[str, int]:
        with reading():
            with self._counting:
                asked = Translator(state.searcher, state.schema, state.groups).asked(Query(Everything(), filters))
            tokens = group_lengths(state.searcher, state.schema, asked)
            counted: dict[str, int] = {}
            with self._counting:
                for number, n in tokens.items():
                    for value in state.groups.attributes(state.searcher, number).get(attribute, ()):
                        counted[value] = counted.get(value, 0) + n
        return counted

    # -- merging ----------------------------------------------------------------------------------

    def merge(self) -> None:
        """Make larger segments of small ones; queries go on meanwhile, writers wait."""
        with self._turns.writing():
            state = self._read(lambda state: state)
            writer = _open_writer(state.index, 1)
            writer.commit()  # tantivy decides on a commit what is merged
            writer.wait_merging_threads()

    # -- opening ----------------------------------------------------------------------------------

    def _read(self, look: Callable[[_State], T]) -> T:
        """Look at the newest state; where it cannot be read, throw it away and look at an empty one."""
        found = ""
        try:
            state = self._state
            if state is None or layout.signature(self._folder, state.name) != state.signature:
                with self._opening:
                    found = layout.instance(self._folder)
                    state = self._opened(found)
            found = state.name
            return look(state)
        except _NoIndexError:
            logger.info("no search index in %s: an empty one is made", self._folder)
        except UnreadableError:
            logger.warning("search index %s cannot be read and is thrown away", self._folder, exc_info=True)
        with self._turns.writing(), self._opening:
            self._state = None
            if layout.instance(self._folder) in {found, ""}:  # else somebody else made another one meanwhile
                layout.make(self._folder)
            return look(self._opened(layout.instance(self._folder)))

    def _opened(self, name: str) -> _State:
        """The newest commit. Raises _NoIndexError, UnreadableError."""
        if not name:
            raise _NoIndexError
        before = self._state
        with reading():
            for attempt in range(RETRIES):
                mark = layout.signature(self._folder, name)
                try:
                    if before is not None and before.name == name:
                        index, groups = before.index, before.groups
                        index.reload()
                    else:
                        index, groups = layout.open_index(self._folder, name), Groups()
                    break
                except (ValueError, FileNotFoundError):
                    # What another process merged away between listing and opening; the next list is without it.
                    if attempt == RETRIES - 1:
                        raise
            self._state = _State(index, index.schema, index.searcher(), name, mark, groups)
        return self._state


# -- writing --------------------------------------------------------------------------------------


@contextlib.contextmanager
def reading_kept() -> Iterator[None]:
    """Errors while writing are the caller's to see; a lock that somebody else holds is HomeBusy."""
    try:
        yield
    except ValueError as error:
        if "LockBusy" in str(error):
            raise HomeBusy("another program is writing to the search index") from error
        raise


def _open_writer(index: tantivy.Index, changes: int) -> tantivy.IndexWriter:
    many = changes >= MANY
    return index.writer(heap_size=HEAP_MANY if many else HEAP_FEW, num_threads=2 if many else 1)


@contextlib.contextmanager
def _writer(index: tantivy.Index, changes: int) -> Iterator[tantivy.IndexWriter]:
    """A writer that commits at the end, or nothing where there is an error."""
    writer = _open_writer(index, changes)
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise


def _copied(state: _State, storing: layout.Storing, document: tantivy.Document) -> tantivy.Document:
    key, digest = layout.parse_ref(str(document.get_first("ref")))
    attributes = state.groups.attributes(state.searcher, int(document["group"][0]))
    return storing.stored(key, digest, str(document.get_first("line") or ""), attributes)


def _commit(state: _State, changes: Iterable[Change]) -> bool:
    """Commit all changes; whether there are many segments now."""
    pending = iter(changes)
    begun = list(islice(pending, MANY))
    if not begun:
        return False
    held = state.searcher.num_docs > 0
    seen: set[str] = set()
    storing = layout.Storing()
    with _writer(state.index, len(begun)) as writer:
        for change in chain(begun, pending):
            name = layout.key_text(change.key)
            if held or name in seen:  # deletions are taken in their place among the additions
                writer.delete_documents_by_term("key", name)
            if change.document is not None:
                seen.add(name)
                writer.add_document(storing.document(change.document))
    return bool(state.searcher.num_segments >= MAX_SEGMENTS)


# -- dictionaries ---------------------------------------------------------------------------------


def _terms(state: _State, field_name: str, start: str, limit: int | None = None) -> list[tuple[str, int]]:
    """Terms with the number of their documents, without removed ones."""
    live = tantivy.Query.all_query() if state.removed() else None
    with reading():
        return list(state.searcher.terms_with_prefix(field_name, start, filter_query=live, limit=limit))


def _most_frequent(state: _State, prefix: str, limit: int) -> Sequence[Term]:
    if limit <= 0:
        return ()
    # Without a beginning stems are among the terms: all are read.
    found = _terms(state, "line", prefix, limit if prefix else None)
    words = ((term, n) for term, n in found if n and not term.startswith(layout.STEM))
    return tuple(Term(term, n) for term, n in islice(words, limit))
