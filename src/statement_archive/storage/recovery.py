"""Putting a home in order on opening, after whatever happened to the last writer.

::

    .tmp-*                 half-written files               ─▶ removed
    last line without LF   a line never acknowledged        ─▶ instance/aside, cut off
    bytes + tombstone      a redaction that was interrupted ─▶ bytes removed
    blob, no event names it                                 ─▶ reported, left where it is
    link, socket                                            ─▶ reported, left where it is

Nothing that was acknowledged is touched. A clean home costs one walk and a look at the end of each ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from statement_archive.storage.disk import Disk
from statement_archive.storage.files import Place
from statement_archive.storage.layout import ASIDE, TEMPORARY, TOMBSTONE, TRUTH, kind_of
from statement_archive.storage.ledger_lines import split

# Bytes at the end of a ledger that are looked at: zeros left by power loss come in blocks of 4 KiB.
_TAIL = 4096
# A line that a killed process wrote and never synced may be read by others. The system writes it back by
# itself within about half a minute (Linux: dirty_expire_centisecs); what is younger than this is synced.
_RECENT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was found. ``torn``: ledger path -> where its torn line is kept. ``orphans`` is empty where
    nothing said which paths are referenced."""

    torn: dict[str, str] = field(default_factory=dict)
    temporary: tuple[str, ...] = ()
    redacted: tuple[str, ...] = ()
    orphans: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        return not (self.torn or self.temporary or self.redacted or self.orphans or self.strange)


def recover(place: Place, *, referenced: Callable[[], Collection[str]] | None, now: datetime) -> Recovery:
    """Put a home in order, under its lock. ``referenced`` names the paths of all blobs that events name;
    it is asked after torn lines were set aside. Raises HomeBusy, StorageFull."""
    with place.lock.held():
        strange: list[str] = []
        files: list[str] = []
        for top in TRUTH:
            for path, odd in _everything(place.disk, top):
                (strange if odd else files).append(path)
        kinds = {path: kind_of(path) for path in files}
        temporary = sorted(path for path, kind in kinds.items() if kind == "temporary")
        temporary += [f"{ASIDE}/{entry.name}" for entry in place.disk.list(ASIDE) if entry.name.startswith(TEMPORARY)]
        for path in temporary:
            place.writer.remove(path)
        torn: dict[str, str] = {}
        for path in sorted(path for path, kind in kinds.items() if kind == "ledger"):
            kept = _check_end(place, path, now)
            if kept:
                torn[path] = kept
        blobs = {path for path, kind in kinds.items() if kind == "blob"}
        interrupted = sorted(path for path in blobs if path + TOMBSTONE in kinds)
        for path in interrupted:
            place.writer.settle(path + TOMBSTONE)
            place.writer.remove(path)
        blobs.difference_update(interrupted)
        orphans = sorted(blobs.difference(referenced())) if referenced else []
    return Recovery(torn, tuple(temporary), tuple(interrupted), tuple(orphans), tuple(sorted(strange)))


def _everything(disk: Disk, folder: str) -> Iterator[tuple[str, bool]]:
    for entry in disk.list(folder):
        path = f"{folder}/{entry.name}"
        if entry.folder:
            yield from _everything(disk, path)
        else:
            yield path, entry.strange


def _check_end(place: Place, path: str, now: datetime) -> str | None:
    """Set aside what follows the last complete line; returns where it is kept, if anything did."""
    disk = place.disk
    state = disk.state(path)
    if state is None:
        return None
    if state.mtime_ns / 1e9 > (now - _RECENT).timestamp():
        place.writer.settle(path)
    tail = disk.read(path, max(0, state.size - _TAIL))
    if not tail or (tail.endswith(b"\n") and b"\0" not in tail):
        return None
    content = disk.read(path)
    _, torn = split(content)
    if not torn:
        return None
    kept = place.aside.keep(path, torn, kind="torn", reason="a last line that was never acknowledged")
    disk.truncate(path, len(content) - len(torn))
    disk.sync(path)
    return kept
