"""Whether the ledgers that a slip names only grew since, and its time fits them.

::

    ledger ── 1 ── 2 ── 3 (named, with its hash) ── 4 ── …
                             issued somewhere here ┘
"""

from __future__ import annotations

from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, Gone
from statement_archive.domain.events import Event, stamp
from statement_archive.domain.ids import StreamId
from statement_archive.quotes.slip import SlipFields
from statement_archive.quotes.slip_checks import Line, judged
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import see


def ledger_line(archive: Archive, reader: Actor, name: str, number: int, digest: str, now: datetime) -> Line:
    """History only grew: the event that was the newest is still there, and the chain up to it holds."""
    what = f"ledger {name}"
    if not _may_be_told(archive, reader, name, now):
        return Line(what, "failed", "there is no such ledger")
    try:
        events = archive.ledger.read(StreamId(name))  # checks the whole chain
    except ArchiveError as error:
        return Line(what, "failed", error.message)
    if len(events) < number:
        return Line(what, "failed", f"it has no event {number}: history was cut")
    later = len(events) - number
    grew = f"event {number} is in the chain; {later} since" if later else f"event {number} is its newest"
    return judged(
        what, events[number - 1].hash == digest, grew, f"event {number} has another hash: history was changed"
    )


def _may_be_told(archive: Archive, reader: Actor, name: str, now: datetime) -> bool:
    """Whether this reader may know of the ledger: of an authority file, or of a work (and text) that may be seen."""
    if name.startswith("archive/authorities/"):
        return True
    parts = name.split("/")
    try:
        work = see(archive, parts[-2] if len(parts) > 2 else "", reader, now)
    except Gone:
        return True
    except ArchiveError:
        return False
    return not any(
        parts[-1].startswith(f"{text}.events") or text in parts[-1].split(".events")[0].split("~")
        for text in work.hidden
    )


def time_line(archive: Archive, fields: SlipFields, now: datetime) -> Line:
    """The time must lie between the newest events that the slip names and those that came after them."""
    try:
        issued = datetime.fromisoformat(fields.issued)
        if stamp(issued) != fields.issued:
            return Line("time", "failed", f"not a time of this archive: {fields.issued[:40]}")
    except (ValueError, ArchiveError):
        return Line("time", "failed", f"not a time: {fields.issued[:40]!r}")
    if issued > now:
        return Line("time", "failed", "it says that it was issued in the future")
    for head in fields.ledgers:
        before, after = _around(archive, head.ledger, head.event)
        if before is not None and before.at > issued:
            return Line("time", "failed", f"event {head.event} of {head.ledger} came after it")
        if after is not None and after.at < issued:
            return Line("time", "failed", f"event {after.n} of {head.ledger} had come before it")
    return Line("time", "ok", f"{fields.issued} fits the events before and after")


def _around(archive: Archive, name: str, number: int) -> tuple[Event | None, Event | None]:
    try:
        events = archive.ledger.read(StreamId(name))
    except ArchiveError:
        return None, None
    return (events[number - 1] if len(events) >= number else None), (events[number] if len(events) > number else None)
