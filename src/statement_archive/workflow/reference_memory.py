"""Reference memories: translations made elsewhere, brought in to compare with.

::

    TMX ──parsed by its codec──▶ units ─▶ two blobs (the file as it came, the units as read) ─▶ ``imported``
    ``removed`` takes a memory out of use; with ``redact`` its bytes as well

They are for translators of this archive only: no match from one is ever shown to the public.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, Damaged, InvalidInput, NotFound, TooLarge
from statement_archive.domain.events import Draft, Event
from statement_archive.domain.ids import (
    reference_file_path,
    reference_of_stream,
    reference_stream,
    reference_units_path,
)
from statement_archive.domain.language import language_tag
from statement_archive.domain.ports import BlobKey
from statement_archive.domain.reference import MAX_UNITS, ReferenceUnit
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.commit import blob, commit
from statement_archive.workflow.names import slug


@dataclass(frozen=True, slots=True)
class ReferenceMemory:
    """An imported memory. ``languages``: of its passages; ``removed`` says why it is out of use, if it is."""

    id: str
    name: str
    by: str
    at: datetime
    rights: str
    file_name: str
    size: int
    languages: tuple[str, ...]
    units: BlobKey
    file: BlobKey
    head: int
    removed: str = ""


def references(archive: Archive, actor: Actor) -> list[ReferenceMemory]:
    """Memories in use, by name. Raises NotAllowed."""
    actor.require("translate")
    return sorted((r for r in all_references(archive) if not r.removed), key=lambda r: (r.name, r.id))


def all_references(archive: Archive) -> list[ReferenceMemory]:
    """Every memory whose ledger can be read, those removed too; for the verbs, never for a reader."""
    found: list[ReferenceMemory] = []
    for stream in archive.ledger.streams("translations/memory/"):
        name = reference_of_stream(stream)
        try:
            if name and (one := reference(archive, name)):
                found.append(one)
        except ArchiveError:
            continue  # a damaged ledger is for ``verify`` to report
    return found


def reference(archive: Archive, name: str) -> ReferenceMemory | None:
    """Raises Damaged."""
    events = archive.ledger.read(reference_stream(name))
    return _fold(name, events) if events else None


def _fold(name: str, events: Sequence[Event]) -> ReferenceMemory:
    state: ReferenceMemory | None = None
    removed = ""
    for event in events:
        data = event.data
        try:
            if event.kind == "imported":
                removed = ""
                state = ReferenceMemory(
                    name,
                    data["name"],
                    event.by,
                    event.at,
                    data["rights"],
                    data["upload"]["name"],
                    data["kept"]["units"],
                    tuple(data["languages"]),
                    BlobKey(data["kept"]["path"], data["kept"]["sha256"]),
                    BlobKey(data["upload"]["path"], data["upload"]["sha256"]),
                    event.n,
                )
            elif event.kind == "removed":
                removed = data["reason"]
        except (KeyError, TypeError) as error:
            raise Damaged(f"event {event.n} of the memory {name} cannot be read: {error}") from error
    if state is None:
        raise Damaged(f"the ledger of the memory {name} does not begin with an import")
    # One object with what came last: the number of the newest event is what the next one follows.
    return ReferenceMemory(
        state.id,
        state.name,
        state.by,
        state.at,
        state.rights,
        state.file_name,
        state.size,
        state.languages,
        state.units,
        state.file,
        events[-1].n,
        removed,
    )


def import_reference(
    archive: Archive,
    actor: Actor,
    name: str,
    units: Sequence[ReferenceUnit],
    content: bytes,
    now: datetime,
    *,
    file_name: str = "memory.tmx",
    rights: str = "",
) -> ReferenceMemory:
    """Bring a memory in, or a newer state of the one of this name. ``units`` as its codec read them from ``content``.

    Raises NotAllowed (a memory of this name is somebody else's, and the actor may not correct), InvalidInput (no
    name, no unit), TooLarge.
    """
    actor.require("translate")
    title = " ".join(name.split())[:200]
    if not title:
        raise InvalidInput("a memory needs a name")
    if not units:
        raise InvalidInput("there is no unit in this memory")
    if len(units) > MAX_UNITS:
        raise TooLarge(f"more than {MAX_UNITS} units in one memory", limit=MAX_UNITS)
    rows = "".join(_row(unit) + "\n" for unit in units)
    tags = sorted({tag for unit in units for tag, _ in unit.variants})
    extension = slug(file_name.rpartition(".")[2], 8) or "tmx"
    with archive.ledger.exclusive():
        ident, before = _named(archive, title)
        if before is not None and not before.removed and before.by != actor.person and not actor.may("correct"):
            raise InvalidInput("somebody else brought in a memory of this name: choose another name", field="name")
        head = before.head if before else 0
        kept = blob("", rows.encode("utf-8"))
        read = blob(reference_units_path(ident, kept[0].sha256), kept[1])
        came = blob("", content)
        file = blob(reference_file_path(came[0].sha256, extension), content)
        data = {
            "name": title,
            "rights": rights.strip()[:1000],
            "languages": tags,
            "upload": {"path": file[0].path, "sha256": file[0].sha256, "name": file_name[:200]},
            "kept": {"path": read[0].path, "sha256": read[0].sha256, "units": len(units)},
        }
        draft = Draft("imported", actor.person, now, data)
        commit(archive, reference_stream(ident), draft, head=head, writes=(file, read))
    made = reference(archive, ident)
    if made is None:
        raise NotFound(f"no memory {ident}")
    return made


def _named(archive: Archive, title: str) -> tuple[str, ReferenceMemory | None]:
    """Id for a memory of this name, and the one that has it. Names that look alike as ids are told apart."""
    base = slug(title) or "memory"
    for ident in (base, *(f"{base}-{i}" for i in range(2, 10_000))):
        found = reference(archive, ident)
        if found is None or found.name == title:
            return ident, found
    raise InvalidInput("too many memories of this name: choose another name", field="name")


def remove_reference(
    archive: Archive, actor: Actor, name: str, now: datetime, *, reason: str, redact: bool = False
) -> ReferenceMemory:
    """Take a memory out of use; with ``redact`` its bytes are removed as well. Who brought it in may, and whoever
    may correct. Raises NotAllowed, NotFound, InvalidInput."""
    actor.require("translate")
    if not reason.strip():
        raise InvalidInput("removing a memory needs its reason")
    with archive.ledger.exclusive():
        found = reference(archive, name) if reference_of_stream(reference_stream(name)) else None
        if found is None or found.removed:
            raise NotFound(f"no memory {name[:80]!r}")
        if found.by != actor.person:
            actor.require("correct")
        if redact:
            actor.require("withdraw")
        data = {"reason": reason.strip()[:1000], "redacted": redact}
        commit(archive, reference_stream(name), Draft("removed", actor.person, now, data), head=found.head)
        if redact:
            _remove_bytes(archive, name)
    return reference(archive, name) or found


def _remove_bytes(archive: Archive, name: str) -> None:
    """Of every import under this name, but the file that another memory came from, too."""
    others = {r.file for r in all_references(archive) if r.id != name and not r.removed}
    for event in archive.ledger.read(reference_stream(name)):
        for part in ("upload", "kept"):
            key = BlobKey(event.data[part]["path"], event.data[part]["sha256"]) if part in event.data else None
            if key is not None and key not in others:
                archive.blobs.remove(key)
    archive.memo.clear()


def _row(unit: ReferenceUnit) -> str:
    variants = [[language_tag(tag), text] for tag, text in unit.variants]
    said = {"by": unit.by, "at": unit.at, "note": unit.note}
    return json.dumps({"variants": variants} | {k: v for k, v in said.items() if v}, ensure_ascii=False)


def units_of_reference(archive: Archive, memory: ReferenceMemory) -> tuple[ReferenceUnit, ...]:
    """The units, in the order of the file. Raises Missing, DigestMismatch, Gone, Damaged."""

    def read() -> tuple[ReferenceUnit, ...]:
        raw = archive.blobs.get(memory.units)
        try:
            # Not splitlines: other characters than LF may stand in a text.
            rows = [json.loads(line) for line in raw.decode("utf-8").split("\n") if line]
            return tuple(
                ReferenceUnit(
                    tuple((tag, text) for tag, text in row["variants"]),
                    row.get("by", ""),
                    row.get("at", ""),
                    row.get("note", ""),
                )
                for row in rows
            )
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(f"{memory.units.path} cannot be read: {error}") from error

    return archive.memo.get(("reference", memory.units), read)
