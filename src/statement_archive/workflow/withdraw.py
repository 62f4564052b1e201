"""Withdraw and merge: taken out of sight, a tombstone stays; two works found to be one."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, InvalidInput, Refused
from statement_archive.domain.events import Draft, Event
from statement_archive.domain.ids import StreamId, translation_stream, work_stream
from statement_archive.domain.locator import reference
from statement_archive.domain.ports import BlobKey
from statement_archive.domain.text import text_digest
from statement_archive.domain.translations import Translation
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow import indexing, meaning_sync, renderings
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.commit import commit
from statement_archive.workflow.reading import Work, load

_log = logging.getLogger(__name__)


def withdraw(
    archive: Archive,
    actor: Actor,
    work_name: str,
    reason: str,
    authority: str,
    now: datetime,
    *,
    ref: str = "",
    redact: bool = False,
) -> Event:
    """Take a work, an expression or one version (``ru.delivered@2``) out of sight. With ``redact`` its bytes
    are removed as well: files, and every ``text`` of its ledgers; digests, reason and authority stay.

    The event is written first: a crash in between leaves something out of sight whose bytes ``verify``
    reports as still there, never bytes gone without a reason. Raises NotAllowed, NotFound, InvalidInput.
    """
    actor.require("withdraw")
    if not reason.strip():
        raise InvalidInput("a withdrawal needs its reason")
    if redact and not authority.strip():
        raise InvalidInput("a redaction needs the authority that demands it")
    with archive.ledger.exclusive():
        work = load(archive, work_name)
        name, n = reference(ref) if ref else ("", None)
        data: dict[str, Any] = {"reason": reason, "authority": authority, "redacted": redact}
        expressions = [work.expression(name)] if name else list(work.expressions.values())
        if n is not None:
            if expressions[0].version(n) is None:
                raise InvalidInput(f"{name} has no version {n}")
            data["version"] = n
        stream, head = work_stream(work.id), work.state.head
        if name and expressions[0].id in work.translations:
            made = work.translations[expressions[0].id]
            stream, head = translation_stream(work.id, made.expression.id), made.head
        elif name:
            data["expression"] = name
        event = commit(archive, stream, Draft("withdrawn", actor.person, now, data), head=head)
        if redact:
            _redact(archive, work, expressions, n)
            archive.memo.clear()
            _render_without(archive, load(archive, work_name))
    if redact:
        _forget(archive, work, now)
    return event


def _forget(archive: Archive, work: Work, now: datetime) -> None:
    """Take the words out of the index too. Where that fails, ``index rebuild`` does it."""
    try:
        indexing.update_work(archive, work.id, now)
        archive.engine.purge()
        archive.memory.purge()
        meaning_sync.forget_gone(archive, work.id)
    except (ArchiveError, OSError):
        _log.exception("words of %s may still be in the index: rebuild it", work.id)


def _redact(archive: Archive, work: Work, expressions: Sequence[Expression], n: int | None) -> None:
    """Remove bytes that no version outside this redaction, and those before it, needs."""
    going = [v for e in expressions for v in e.versions if n is None or v.n == n]
    staying = {
        key
        for e in work.expressions.values()
        for v in e.versions
        if v not in going and not _is_redacted(e, v)
        for key in (v.text, _file(v))
    }
    for version in going:
        for key in (version.text, _file(version)):
            if key is not None and key not in staying:
                archive.blobs.remove(key)
    names = {e.id for e in expressions}
    for name, made in work.translations.items():
        if names & {made.source, name}:
            _remove_uploads(archive, translation_stream(work.id, name))  # they hold source and target
        if name in names:
            _redact_units(archive, work, made, n)


def _redact_units(archive: Archive, work: Work, made: Translation, n: int | None) -> None:
    """Remove what was typed for a translation; of one version, what no other version shows."""
    stream = translation_stream(work.id, made.expression.id)
    events = archive.ledger.read(stream)
    if n is None:
        going, staying = events, set()
    else:
        going = [e for e in events if e.kind in ("submitted", "regrouped", "rebased") and e.data["version"]["n"] == n]
        others = [v.n for v in made.expression.versions if v.n != n and not _is_redacted(made.expression, v)]
        staying = {text_digest(made.at_version(key, m)) for key in made.history for m in others}
    archive.ledger.redact(stream, {d for event in going for d in _texts(event.data)} - staying)


def _is_redacted(expression: Expression, version: Version) -> bool:
    return any(stone is not None and stone.redacted for stone in (expression.tombstone, version.tombstone))


def _render_without(archive: Archive, work: Work) -> None:
    """PO files show the words of their source: written again at once, without keeping what lay there, or what
    was set aside before."""
    for translation in work.translations.values():
        rendered = renderings.of_translation(archive, work, translation)
        archive.renderings.write(rendered.path, rendered.content)
        archive.renderings.forget_aside(rendered.path)


def _file(version: Version) -> BlobKey | None:
    return version.file.key if version.file else None


def _remove_uploads(archive: Archive, stream: StreamId) -> None:
    for event in archive.ledger.read(stream):
        upload = event.data.get("upload")
        if upload:
            archive.blobs.remove(BlobKey(upload["path"], upload["sha256"]))


def _texts(value: Any) -> list[str]:
    """Digests of every ``text`` in event data."""
    if isinstance(value, dict):
        own = [text_digest(value["text"])] if isinstance(value.get("text"), str) else []
        return own + [d for v in value.values() for d in _texts(v)]
    return [d for v in value for d in _texts(v)] if isinstance(value, list) else []


def merge(archive: Archive, actor: Actor, old_name: str, into_name: str, reason: str, now: datetime) -> Event:
    """Record that two works are one. Bytes stay where they are; links to ``old`` answer with a notice.

    Raises NotAllowed, NotFound, InvalidInput, Refused.
    """
    actor.require("correct")
    if not reason.strip():
        raise InvalidInput("a merge needs its reason")
    with archive.ledger.exclusive():
        old, into = load(archive, old_name), load(archive, into_name)
        if old.id == into.id:
            raise InvalidInput("a work cannot be merged into itself")
        for work in (old, into):
            if work.state.merged_into:
                raise Refused(f"{work.id} was merged into {work.state.merged_into} already")
        if into.state.tombstone:
            raise InvalidInput(f"{into.id} was withdrawn: nothing can be merged into it")
        absorbed = Draft("absorbed", actor.person, now, {"work": old.id, "reason": reason})
        if old.id not in into.state.absorbed:
            commit(archive, work_stream(into.id), absorbed, head=into.state.head)
        merged = Draft("merged", actor.person, now, {"into": into.id, "reason": reason})
        return commit(archive, work_stream(old.id), merged, head=old.state.head)
