"""The translation memory without an index: every passage is compared. Oracle of the contract suite, and what an
archive in memory uses."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence

from statement_archive.analysis.similarity import LEAST_FLOOR, SIMILARITY_VERSION, Profile, percent, profile
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.language import primary
from statement_archive.domain.ports import Sentence, Similar


class MemoryScan:
    """Holds profiles in memory. Safe for threads; knows nothing of other processes."""

    def __init__(self) -> None:
        self._owners: dict[str, tuple[str, tuple[tuple[str, str, Profile], ...]]] = {}
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        return SIMILARITY_VERSION

    def holds(self, prefix: str = "") -> Mapping[str, str]:
        with self._lock:
            return {owner: digest for owner, (digest, _) in self._owners.items() if owner.startswith(prefix)}

    def put(self, owner: str, digest: str, sentences: Iterable[Sentence]) -> None:
        held = tuple((s.segment, primary(s.lang), profile(s.text, s.lang)) for s in sentences)
        with self._lock:
            self._owners[owner] = digest, tuple(each for each in held if len(each[2]))

    def forget(self, owner: str) -> None:
        with self._lock:
            self._owners.pop(owner, None)

    def similar(self, text: str, lang: str, *, limit: int, floor: int) -> Sequence[Similar]:
        check_floor(floor)
        asked, language = profile(text, lang), primary(lang)
        if not len(asked):
            return ()
        with self._lock:
            owners = list(self._owners.items())
        found = [
            Similar(score, owner, segment)
            for owner, (_, passages) in owners
            for segment, of, each in passages
            if of == language and (score := percent(asked, each, floor))
        ]
        return sorted(found, key=lambda s: (-s.percent, s.owner, s.segment))[: max(limit, 0)]

    def purge(self) -> None:
        """Nothing to do: what is forgotten is gone."""

    def clear(self) -> None:
        with self._lock:
            self._owners = {}


def check_floor(floor: int) -> None:
    """Raises InvalidInput."""
    if not LEAST_FLOOR <= floor <= 100:
        raise InvalidInput(f"a floor is from {LEAST_FLOOR} to 100 percent", value=floor)
