"""An index that is made when it is first asked: loading NumPy and usearch takes a quarter of a second, which a
deposit on the command line need not wait for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property

from statement_archive.domain.ports import Alike, MeaningIndex, Sentence


class LateMeaning:
    """A ``MeaningIndex`` that hands everything on."""

    def __init__(self, make: Callable[[], MeaningIndex]) -> None:
        self._make = make

    @cached_property
    def _index(self) -> MeaningIndex:
        return self._make()

    @property
    def version(self) -> str:
        return self._index.version

    def knows(self, lang: str) -> bool:
        return self._index.knows(lang)

    def holds(self, prefix: str = "") -> Mapping[str, str]:
        return self._index.holds(prefix)

    def put(self, owner: str, digest: str, sentences: Iterable[Sentence]) -> None:
        self._index.put(owner, digest, sentences)

    def forget(self, owner: str) -> None:
        self._index.forget(owner)

    def alike(self, texts: Sequence[str], *, langs: Collection[str] | None, limit: int) -> Sequence[Alike]:
        return self._index.alike(texts, langs=langs, limit=limit)

    def purge(self) -> None:
        self._index.purge()

    def clear(self) -> None:
        self._index.clear()
