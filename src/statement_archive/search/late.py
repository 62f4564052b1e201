"""Indexes that are made when they are first asked: loading Whoosh, NumPy and usearch takes longer than most commands.

::

    wording, describe, list ── never ask ──▶ nothing is loaded
    deposit, search, serve  ── first call ─▶ made once, also where threads ask together

Each hands everything on to the index that it stands for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from statement_archive.domain.ports import (
    Alike,
    MeaningIndex,
    MemoryIndex,
    PassageIndex,
    SearchEngine,
    Sentence,
    Similar,
)
from statement_archive.domain.query import Change, DocumentKey, Matches, Query, Term, Window

T = TypeVar("T")
P = TypeVar("P", bound=PassageIndex)


class _Late(Generic[T]):
    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: T | None = None
        self._turn = threading.Lock()

    @property
    def index(self) -> T:
        """The index itself, made now where nobody asked before."""
        with self._turn:
            if self._made is None:
                self._made = self._make()
            return self._made


class LateEngine(_Late[SearchEngine]):
    """A ``SearchEngine``."""

    def holds(self, work: str | None = None) -> Mapping[DocumentKey, str]:
        return self.index.holds(work)

    def apply(self, changes: Iterable[Change]) -> None:
        self.index.apply(changes)

    def match(self, query: Query, window: Window) -> Matches:
        return self.index.match(query, window)

    def terms(self, prefix: str, limit: int) -> Sequence[Term]:
        return self.index.terms(prefix, limit)

    def values(self, attribute: str, filters: Mapping[str, frozenset[str]]) -> Sequence[str]:
        return self.index.values(attribute, filters)

    def lengths(self, attribute: str, filters: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
        return self.index.lengths(attribute, filters)

    def purge(self) -> None:
        self.index.purge()

    def clear(self) -> None:
        self.index.clear()


class _LatePassages(_Late[P]):
    """What both indexes of passages have alike."""

    @property
    def version(self) -> str:
        return self.index.version

    def holds(self, prefix: str = "") -> Mapping[str, str]:
        return self.index.holds(prefix)

    def put(self, owner: str, digest: str, sentences: Iterable[Sentence]) -> None:
        self.index.put(owner, digest, sentences)

    def forget(self, owner: str) -> None:
        self.index.forget(owner)

    def purge(self) -> None:
        self.index.purge()

    def clear(self) -> None:
        self.index.clear()


class LateMemory(_LatePassages[MemoryIndex]):
    """A ``MemoryIndex``."""

    def similar(self, text: str, lang: str, *, limit: int, floor: int) -> Sequence[Similar]:
        return self.index.similar(text, lang, limit=limit, floor=floor)


class LateMeaning(_LatePassages[MeaningIndex]):
    """A ``MeaningIndex``."""

    def knows(self, lang: str) -> bool:
        return self.index.knows(lang)

    def alike(self, texts: Sequence[str], *, langs: Collection[str] | None, limit: int) -> Sequence[Alike]:
        return self.index.alike(texts, langs=langs, limit=limit)
