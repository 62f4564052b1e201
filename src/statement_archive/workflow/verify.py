"""Verify: every chain, every digest, every segment table, every rendering, every unnamed file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from statement_archive.domain.beads import from_rows
from statement_archive.domain.errors import ArchiveError, Gone
from statement_archive.domain.events import Event
from statement_archive.domain.ids import StreamId
from statement_archive.domain.ports import BlobKey
from statement_archive.workflow import renderings
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import load, table_of, work_ids


@dataclass(frozen=True, slots=True)
class Problem:
    """``where`` is a path below the home; ``code`` one of chain, blob, segments, state, rendering, orphan."""

    where: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Verified:
    """``checked`` counts ledgers, events, blobs, segment tables and renderings. ``left``: what a writer that was
    stopped leaves behind, and the next index update puts right: nothing is wrong and nothing is lost."""

    checked: dict[str, int]
    problems: tuple[Problem, ...]
    left: tuple[Problem, ...] = ()


def verify(archive: Archive, progress: Callable[[str], None] | None = None) -> Verified:
    """Check a whole home; reads every byte of it, changes nothing."""
    checked = dict.fromkeys(("ledgers", "events", "blobs", "segment_tables", "renderings"), 0)
    problems: list[Problem] = []
    left: list[Problem] = []
    named: set[str] = set()
    for stream in archive.ledger.streams():
        if progress:
            progress(stream)
        problems += _check_stream(archive, stream, checked, named)
    problems += _check_states(archive, checked)
    unnamed = (path for path in archive.blobs.paths() if path not in named)
    left += [Problem(path, "orphan", "no event names this file: a commit that never happened") for path in unnamed]
    for rendered in renderings.all_renderings(archive):
        checked["renderings"] += 1
        if rendered.lies is renderings.Lies.EDITED:
            problems.append(
                Problem(rendered.path, "rendering", "differs from every state of its ledger: edited by hand")
            )
        elif rendered.lies is not renderings.Lies.CURRENT:
            left.append(Problem(rendered.path, "rendering", f"is {rendered.lies.value}; index update makes it again"))
    return Verified(checked, tuple(problems), tuple(left))


def referenced(archive: Archive) -> set[str]:
    """Path of every blob that an event names."""
    return {
        key.path for stream in archive.ledger.streams() for event in archive.ledger.read(stream) for key in _keys(event)
    }


def _keys(event: Event) -> Iterator[BlobKey]:
    data: dict[str, Any] = event.data
    version = data.get("version")
    parts = [version[k] for k in ("wording", "table", "file") if version.get(k)] if isinstance(version, dict) else []
    parts += [data[k] for k in ("upload", "kept") if data.get(k)]
    for part in parts:
        yield BlobKey(part["path"], part["sha256"])


def _check_stream(archive: Archive, stream: StreamId, checked: dict[str, int], named: set[str]) -> Iterator[Problem]:
    checked["ledgers"] += 1
    try:
        events = archive.ledger.read(stream)
    except ArchiveError as error:
        yield Problem(stream, "chain", error.message)
        return
    checked["events"] += len(events)
    for event in events:
        if event.kind == "aligned":
            try:
                from_rows(event.data["beads"])
            except (ArchiveError, KeyError) as error:
                yield Problem(stream, "state", f"beads of event {event.n}: {error}")
        for key in _keys(event):
            if key.path in named:
                continue
            named.add(key.path)
            checked["blobs"] += 1
            try:
                archive.blobs.get(key)
            except Gone:
                continue  # redacted: the ledger says why
            except ArchiveError as error:
                yield Problem(key.path, "blob", error.message)


def _check_states(archive: Archive, checked: dict[str, int]) -> Iterator[Problem]:
    for name in work_ids(archive):
        where = f"archive/works/{name}/events.jsonl"
        try:
            work = load(archive, name)
        except ArchiveError as error:
            yield Problem(where, "state", error.message)
            continue
        for expression in work.expressions.values():
            for version in expression.versions:
                checked["segment_tables"] += 1
                try:
                    table_of(archive, version)
                except Gone:
                    redacted = [s for s in (work.state.tombstone, expression.tombstone, version.tombstone) if s]
                    if not any(s.redacted for s in redacted):
                        yield Problem(version.text.path, "blob", "redacted, but no event says so")
                except ArchiveError as error:
                    yield Problem(version.table.path, "segments", error.message)
