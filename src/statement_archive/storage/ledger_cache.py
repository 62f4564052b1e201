"""Ledgers already read, so that asking for a head costs one look at the file's state.

::

    same size, time and inode ──▶ what was read before
    same inode, grown         ──▶ read on from the last line known, which must still stand there
    anything else             ──▶ read the whole file
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from statement_archive.domain.errors import Damaged
from statement_archive.domain.ids import StreamId
from statement_archive.storage.disk import Disk, FileState
from statement_archive.storage.ledger_lines import NOTHING, LedgerLines, parse

# Bytes of ledger lines kept parsed; parsed events take about five times as much memory.
BUDGET = 32 * 1024 * 1024


class LedgerCache:
    """Safe for threads. Holds what was used last, up to ``budget`` bytes of lines."""

    def __init__(self, disk: Disk, budget: int = BUDGET) -> None:
        self._disk = disk
        self._budget = budget
        self._held: OrderedDict[StreamId, LedgerLines] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def load(self, stream: StreamId, *, look: bool = False) -> LedgerLines:
        """The ledger as it stands; with ``look``, its last line is compared even where the file's state
        is unchanged (two lines of one length within one tick of the file system's clock).

        Raises Damaged.
        """
        try:
            return self._load(stream, look=look)
        except Damaged:
            # A reader without the lock may have met a line that was just being taken back: look again.
            self.forget(stream)
            return self._load(stream, look=look)

    def _load(self, stream: StreamId, *, look: bool) -> LedgerLines:
        state = self._disk.state(stream)
        if state is None:
            self.forget(stream)
            return NOTHING
        known = self._get(stream)
        same = known.state == state
        if same and not look:
            return known
        try:
            lines = self._read_on(stream, known, state, same=same) or parse(self._disk.read(stream), state, stream)
        except FileNotFoundError:
            return NOTHING
        self.put(stream, lines)
        return lines

    def _read_on(self, stream: StreamId, known: LedgerLines, state: FileState, *, same: bool) -> LedgerLines | None:
        if known.state is None or known.state.inode != state.inode or not known.last:
            return None
        if not same and state.size <= known.state.size:
            return None
        tail = self._disk.read(stream, known.end - len(known.last))
        if not tail.startswith(known.last):
            return None
        return parse(tail[len(known.last) :], state, stream, known)

    def _get(self, stream: StreamId) -> LedgerLines:
        with self._lock:
            if stream not in self._held:
                return NOTHING
            self._held.move_to_end(stream)
            return self._held[stream]

    def put(self, stream: StreamId, lines: LedgerLines) -> None:
        with self._lock:
            self._drop(stream)
            self._held[stream] = lines
            self._bytes += lines.end
            while self._bytes > self._budget and len(self._held) > 1:
                self._drop(next(iter(self._held)))

    def forget(self, stream: StreamId) -> None:
        with self._lock:
            self._drop(stream)

    def _drop(self, stream: StreamId) -> None:
        gone = self._held.pop(stream, None)
        if gone is not None:
            self._bytes -= gone.end
