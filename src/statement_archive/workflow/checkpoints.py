"""Checkpoints: the heads of all ledgers, signed, to be kept by somebody else; and later, whether history only grew.

::

    complete   every ledger: number and hash of its newest event          for the administrator, and whom they trust
    public     ledgers of what everybody may see: the hash of the newest   for everybody
               event that everybody is told of, without its number

    check      the ledger holds the event of this hash ──▶ it holds all that stood before it, unchanged

A public checkpoint follows from what is public alone: a draft, a text that is not public in a work that is, and who
works on them leave no name in it, no number, and no other bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from statement_archive.domain.actors import PUBLIC, Actor
from statement_archive.domain.checkpoints import Checkpoint, Difference, Head, Scope, Signer, Verify, grown, signed
from statement_archive.domain.errors import ArchiveError, Gone, NotFound
from statement_archive.domain.ids import (
    ExpressionId,
    StreamId,
    WorkId,
    bead_stream,
    glossary_lang,
    translation_stream,
    work_stream,
)
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.history import is_told
from statement_archive.workflow.reading import Work, load, narrowed, see, work_ids


@dataclass(frozen=True, slots=True)
class CheckedCheckpoint:
    """``agree``: how many of its ``streams`` still hold their event. ``key``: ``pinned`` (the one that was asked for),
    ``home`` (this home's), ``other`` or ``unknown`` (nothing to compare it with). ``unnamed``: of two public
    checkpoints, what only the first names."""

    checkpoint: Checkpoint
    key: str
    streams: int
    agree: int
    differences: tuple[Difference, ...]
    unnamed: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        return not self.differences


def make_checkpoint(
    archive: Archive, actor: Actor, signer: Signer, home: str, now: datetime, scope: Scope = "complete"
) -> Checkpoint:
    """The state of the ledgers now. Raises NotAllowed (a complete one names what is not public), Damaged."""
    if scope == "complete":
        actor.require("administer")
        with archive.ledger.exclusive():  # all of one moment
            return signed(home, now, scope, list(_complete(archive)), signer)
    return signed(home, now, scope, public_heads(archive, now), signer)


def _complete(archive: Archive) -> Iterator[Head]:
    for stream in archive.ledger.streams():
        events = archive.ledger.read(stream)
        if events:
            yield Head(stream, events[-1].hash, events[-1].n)


def public_heads(archive: Archive, now: datetime) -> list[Head]:
    """Of every ledger that tells of what everybody may see, the newest event that everybody is told of."""
    found: list[Head] = []
    for name in work_ids(archive):
        work = as_everybody_sees(archive, name, now)
        if work is not None:
            found += _of_work(archive, work)
    glossaries = (s for s in archive.ledger.streams("translations/glossary/") if glossary_lang(s))
    found += [Head(stream, archive.ledger.read(stream)[-1].hash) for stream in glossaries]
    return sorted(found, key=lambda head: head.stream)


def as_everybody_sees(archive: Archive, name: WorkId, now: datetime) -> Work | None:
    """A work with what is public of it, also where it was withdrawn: that it was is told. None where it is not
    public. Raises Damaged."""
    try:
        return see(archive, name, PUBLIC, now)
    except Gone:
        return narrowed(load(archive, name), PUBLIC, now)
    except NotFound:
        return None


def _of_work(archive: Archive, work: Work) -> Iterator[Head]:
    streams = [work_stream(work.id), *(translation_stream(work.id, name) for name in work.translations)]
    there = set(archive.ledger.streams(f"translations/{work.id}/"))
    names = [ExpressionId(name) for name in work.expressions]
    beads = (bead_stream(work.id, a, b) for a in names for b in names if a != b)
    streams += [stream for stream in beads if stream in there]
    for stream in streams:
        events = archive.ledger.read(stream)
        newest = next((event for event in reversed(events) if is_told(event, work)), None)
        if newest is not None:
            yield Head(stream, newest.hash)


def check_checkpoint(
    archive: Archive,
    checkpoint: Checkpoint,
    verify: Verify,
    *,
    home: str,
    home_key: str = "",
    pinned: str = "",
    against: Checkpoint | None = None,
) -> CheckedCheckpoint:
    """Whether the signature is good, and every ledger named still holds its event; of ``against``, a later checkpoint,
    the same, and that it can follow the first. ``home_key``: the public key of this home where it has one."""
    key, differences = _signatures(checkpoint, verify, home, home_key, pinned, "")
    held = _held(archive, checkpoint)
    differences += held
    unnamed: tuple[str, ...] = ()
    if against is not None:
        differences += _signatures(against, verify, home, home_key, pinned, "the second: ")[1]
        differences += [d for d in _held(archive, against) if d not in held]
        differences += [d for d in grown(checkpoint, against) if d not in differences]
        later = {head.stream for head in against.streams}
        unnamed = tuple(head.stream for head in checkpoint.streams if head.stream not in later)
    count = len(checkpoint.streams)
    return CheckedCheckpoint(checkpoint, key, count, count - len(held), tuple(differences), unnamed)


def _signatures(
    checkpoint: Checkpoint, verify: Verify, home: str, home_key: str, pinned: str, which: str
) -> tuple[str, list[Difference]]:
    found: list[Difference] = []
    if not verify(checkpoint.public_key, checkpoint.signature, checkpoint.content()):
        found.append(
            Difference("signature", f"{which}the signature does not fit: it was changed since, or never signed")
        )
    expected = pinned or home_key
    fits = checkpoint.public_key == expected
    if expected and not fits:
        whose = "the key that was named" if pinned else "this home's key: name the key it had, if you know it"
        found.append(Difference("key", f"{which}signed under {checkpoint.public_key}, which is not {whose}"))
    if checkpoint.home != home:
        found.append(Difference("home", f"{which}of another home: {checkpoint.home or 'not said'}"))
    return ("unknown" if not expected else "other" if not fits else "pinned" if pinned else "home"), found


def _held(archive: Archive, checkpoint: Checkpoint) -> list[Difference]:
    """What the ledgers of this home do not hold of it."""
    there = set(archive.ledger.streams())
    found: list[Difference] = []
    for head in checkpoint.streams:
        stream = StreamId(head.stream)
        if stream not in there:
            found.append(Difference("missing", "there is no such ledger here", stream))
            continue
        try:
            events = archive.ledger.read(stream)
        except ArchiveError as error:
            found.append(Difference("damaged", error.message, stream))
            continue
        if head.events > len(events):
            found.append(Difference("shorter", f"held {head.events} events, holds {len(events)} now", stream))
        elif head.events:
            if events[head.events - 1].hash != head.hash:
                found.append(Difference("changed", f"event {head.events} is another one now", stream))
        elif not any(event.hash == head.hash for event in events):
            found.append(Difference("changed", f"none of its {len(events)} events has this hash", stream))
    return found
