"""The ports of one home, handed to every verb."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from dataclasses import dataclass, field
from typing import Any, TypeVar

from statement_archive.domain.ports import Blobs, Ledger, MeaningIndex, MemoryIndex, Renderings, SearchEngine
from statement_archive.domain.segments import SegmentTable

T = TypeVar("T")


class Memo:
    """A bounded memory for pure results, keyed by digests, so that it can never be stale.

    ``size`` results at most, and about ``budget`` bytes; what was used last stays.
    """

    def __init__(self, size: int = 65_536, budget: int = 256 * 1024 * 1024) -> None:
        self._size = size
        self._budget = budget
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for ``key``, or ``make()`` now."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                found: T = self._held[key][0]
                return found
        made = make()
        weight = _weight(made)
        with self._lock:
            if key not in self._held:
                self._held[key] = (made, weight)
                self._weight += weight
            while len(self._held) > self._size or (self._weight > self._budget and len(self._held) > 1):
                self._weight -= self._held.popitem(last=False)[1][1]
        return made

    def known(self, key: Hashable) -> Any:
        """What is held for ``key``; None where nothing is."""
        with self._lock:
            return self._held.get(key, (None, 0))[0]

    def clear(self) -> None:
        """Forget everything: words were redacted."""
        with self._lock:
            self._held.clear()
            self._weight = 0


_EACH = 400  # bytes that a segment, a unit, a bead or an event's share of a state take, measured roughly


def _weight(made: object) -> int:
    """About how many bytes a result takes: enough to keep a few huge texts from filling the memory."""
    if isinstance(made, str | bytes):
        return sys.getsizeof(made)
    if isinstance(made, SegmentTable):
        return _EACH * len(made.segments)
    return _EACH * (len(made) if isinstance(made, Sized) else 10)


@dataclass(frozen=True)
class Archive:
    """Stores, engine, translation memory and vectors of one home; concretes are chosen in bootstrap. ``home`` is the
    home's id; empty where the archive lives in memory."""

    ledger: Ledger
    blobs: Blobs
    renderings: Renderings
    engine: SearchEngine
    memory: MemoryIndex
    meaning: MeaningIndex
    memo: Memo = field(default_factory=Memo, compare=False)
    home: str = ""
