"""The lines of one ledger file, read and checked.

::

    bytes ─split─▶ complete lines ─from_line, check_chain─▶ events
                └▶ torn: what a writer that died left behind; never acknowledged, not an event
"""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.domain.errors import Damaged
from statement_archive.domain.events import GENESIS, Event, check_chain, from_line
from statement_archive.storage.disk import FileState


@dataclass(frozen=True, slots=True)
class LedgerLines:
    """A ledger as it was read. ``end``: bytes of its complete lines; ``last``: the newest of them."""

    events: tuple[Event, ...] = ()
    end: int = 0
    last: bytes = b""
    torn: bytes = b""
    state: FileState | None = None

    @property
    def head(self) -> int:
        return len(self.events)

    @property
    def prev(self) -> str:
        """The hash that the next event must name."""
        return self.events[-1].hash if self.events else GENESIS


NOTHING = LedgerLines()


def split(content: bytes) -> tuple[list[bytes], bytes]:
    """Complete lines, each with its LF, and the torn rest.

    Power loss may also leave zeros where blocks of a last line never reached the disk, though its LF
    did. JSON holds no NUL byte, so such a line is torn as well.
    """
    lines = content.splitlines(keepends=True) if b"\r" not in content else _split_lf(content)
    torn = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
    if lines and b"\0" in lines[-1]:
        torn = lines.pop() + torn
    return lines, torn


def _split_lf(content: bytes) -> list[bytes]:
    """Lines at LF alone: ``bytes.splitlines`` also breaks at CR, which is damage to be named as such."""
    *whole, rest = content.split(b"\n")
    return [line + b"\n" for line in whole] + ([rest] if rest else [])


def parse(content: bytes, state: FileState, stream: str, before: LedgerLines = NOTHING) -> LedgerLines:
    """Events of ``content``, which follows ``before`` in the file.

    Raises Damaged with ``details["line"]`` where a line or the chain does not verify.
    """
    lines, torn = split(content)
    found: list[Event] = []
    prev = before.prev
    for number, line in enumerate(lines, start=before.head + 1):
        try:
            event = from_line(line)
            check_chain([event], after=number - 1, prev=prev)
        except Damaged as error:
            raise Damaged(f"{stream}, line {number}: {error.message}", stream=stream, line=number) from error
        found.append(event)
        prev = event.hash
    return LedgerLines(
        events=before.events + tuple(found),
        end=before.end + sum(map(len, lines)),
        last=lines[-1] if lines else before.last,
        torn=torn,
        state=state,
    )
