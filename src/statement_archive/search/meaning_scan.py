"""Passages by meaning without a file: the oracle of the contract suite, and for archives in memory that want one."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping, Sequence

from statement_archive.domain.language import primary
from statement_archive.domain.ports import Alike, Sentence
from statement_archive.search.encoders import Encoder, Vectors


class MeaningScan:
    """Holds vectors as the encoder gives them. Safe for threads; knows nothing of other processes."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._owners: dict[str, tuple[str, list[tuple[str, str]], Vectors]] = {}
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        return self._encoder.name

    def knows(self, lang: str) -> bool:
        return self._encoder.knows(lang)

    def holds(self, prefix: str = "") -> Mapping[str, str]:
        with self._lock:
            return {owner: digest for owner, (digest, _, _) in self._owners.items() if owner.startswith(prefix)}

    def put(self, owner: str, digest: str, sentences: Iterable[Sentence]) -> None:
        known = [s for s in sentences if self._encoder.knows(s.lang) and s.text.strip()]
        vectors = self._encoder.encode([s.text for s in known])
        with self._lock:
            self._owners[owner] = digest, [(s.segment, primary(s.lang)) for s in known], vectors

    def forget(self, owner: str) -> None:
        with self._lock:
            self._owners.pop(owner, None)

    def alike(self, texts: Sequence[str], *, langs: Collection[str] | None, limit: int) -> Sequence[Alike]:
        asked = self._encoder.encode([t for t in texts if t.strip()])
        if not len(asked):
            return ()
        with self._lock:
            owners = list(self._owners.items())
        found = []
        for owner, (_, places, vectors) in owners:
            best = (vectors @ asked.T).max(axis=1) if len(vectors) else ()
            for (segment, lang), likeness in zip(places, best, strict=True):
                if langs is None or lang in langs:
                    found.append(Alike(float(likeness), owner, segment))
        return sorted(found, key=lambda a: (-a.likeness, a.owner, a.segment))[: max(limit, 0)]

    def purge(self) -> None:
        """Nothing to do: what is forgotten is gone."""

    def clear(self) -> None:
        with self._lock:
            self._owners = {}
