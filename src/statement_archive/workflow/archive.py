"""The ports of one home, handed to every verb."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from statement_archive.domain.ports import Blobs, Ledger, Renderings, SearchEngine

T = TypeVar("T")


class Memo:
    """A bounded memory for pure results, keyed by digests, so that it can never be stale."""

    def __init__(self, size: int = 2048) -> None:
        self._size = size
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for ``key``, or ``make()`` now."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                found: T = self._held[key]
                return found
        made = make()
        with self._lock:
            self._held[key] = made
            while len(self._held) > self._size:
                self._held.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget everything: words were redacted."""
        with self._lock:
            self._held.clear()


@dataclass(frozen=True)
class Archive:
    """Stores and engine of one home; concretes are chosen in bootstrap."""

    ledger: Ledger
    blobs: Blobs
    renderings: Renderings
    engine: SearchEngine
    memo: Memo = field(default_factory=Memo, compare=False)
