"""Files that show the state of a ledger and can be made again from it: ``work.toml``, ``*.po``.

::

    ledger ──▶ rendering at event k ──▶ file
    file equal to the rendering at the event it names  ──▶ made again where it is not the newest
    file that differs                                  ──▶ somebody's edit by hand: kept, reported, taken in
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from statement_archive.domain.authorities import fold_authorities
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import (
    AUTHORITY_KINDS,
    StreamId,
    WorkId,
    authority_stream,
    translation_stream,
    work_stream,
)
from statement_archive.domain.translation_events import fold_translation
from statement_archive.domain.translations import Translation
from statement_archive.domain.works import fold_work
from statement_archive.formats import po, toml
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.exchange import translation_po
from statement_archive.workflow.reading import Work, load, work_ids


class Lies(Enum):
    """How a rendering lies in the home."""

    CURRENT = "current"
    ABSENT = "absent"
    EARLIER = "earlier"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendering as it should be (``content``) and as it lies (``found``)."""

    path: str
    lies: Lies
    content: bytes
    found: bytes | None


def path_of(stream: StreamId) -> str:
    """Where the rendering of a ledger lies."""
    if stream.startswith("archive/works/"):
        return stream.removesuffix("events.jsonl") + "work.toml"
    ending = ".toml" if stream.startswith("archive/authorities/") else ".po"
    return stream.removesuffix(".events.jsonl") + ending


def of_work(archive: Archive, work: WorkId) -> Rendered | None:
    """``work.toml``; None for a work without events."""
    stream = work_stream(work)
    events = archive.ledger.read(stream)
    state = fold_work(work, events)
    if state is None:
        return None
    content = archive.memo.get(("work.toml", work, state.head_hash), partial(toml.work_toml, state))

    def at_event(k: int) -> bytes | None:
        earlier = fold_work(work, events[:k])
        return toml.work_toml(earlier) if earlier else None

    return _compare(archive, path_of(stream), content, state.head, toml.shown_event, at_event)


def of_authorities(archive: Archive, kind: str) -> Rendered | None:
    stream = authority_stream(kind)
    events = archive.ledger.read(stream)
    if not events:
        return None

    def at_event(k: int) -> bytes:
        return toml.authorities_toml(fold_authorities(events[:k]))

    return _compare(archive, path_of(stream), at_event(len(events)), len(events), toml.shown_event, at_event)


def of_translation(archive: Archive, work: Work, translation: Translation) -> Rendered:
    """The PO file of a translation made here."""
    stream = translation_stream(work.id, translation.expression.id)

    def was_at(k: int, found: bytes) -> bool:
        earlier = fold_translation(translation.expression.id, archive.ledger.read(stream)[:k])
        version = po.shown_source_version(found)
        known = _with_earlier_facts(archive, work) if earlier else ()
        return any(translation_po(archive, then, earlier, version) == found for then in known if earlier)

    path = path_of(stream)
    found = archive.renderings.read(path)
    content = translation_po(archive, work, translation)
    if found is None or found == content:
        return Rendered(path, Lies.ABSENT if found is None else Lies.CURRENT, content, found)
    shown = po.shown_event(found)
    same = shown is not None and 0 < shown <= translation.head and was_at(shown, found)
    return Rendered(path, Lies.EARLIER if same else Lies.EDITED, content, found)


def _with_earlier_facts(archive: Archive, work: Work) -> Iterator[Work]:
    """A work as it is, and with the facts that it had before: a PO file shows some of them."""
    yield work
    shown = work.state.facts
    events = archive.ledger.read(work_stream(work.id))
    for k in range(len(events) - 1, 0, -1):
        state = fold_work(work.id, events[:k])
        if state and state.facts != shown:
            shown = state.facts
            yield replace(work, state=replace(work.state, facts=shown))


def _compare(
    archive: Archive,
    path: str,
    content: bytes,
    head: int,
    shown_event: Callable[[bytes], int | None],
    at_event: Callable[[int], bytes | None],
) -> Rendered:
    found = archive.renderings.read(path)
    if found is None or found == content:
        return Rendered(path, Lies.ABSENT if found is None else Lies.CURRENT, content, found)
    shown = shown_event(found)
    same = shown is not None and 0 < shown <= head and at_event(shown) == found
    return Rendered(path, Lies.EARLIER if same else Lies.EDITED, content, found)


def all_renderings(archive: Archive) -> Iterator[Rendered]:
    """Every rendering of the home."""
    for kind in AUTHORITY_KINDS:
        rendered = of_authorities(archive, kind)
        if rendered:
            yield rendered
    for name in work_ids(archive):
        yield from renderings_of(archive, name)


def renderings_of(archive: Archive, name: WorkId) -> Iterator[Rendered]:
    """The renderings of one work. A ledger that cannot be read has none (``verify`` says so)."""
    try:
        rendered = of_work(archive, name)
        work = load(archive, name)
    except ArchiveError:
        return
    if rendered:
        yield rendered
    for translation in work.translations.values():
        yield of_translation(archive, work, translation)


def refresh(archive: Archive, rendered: Rendered) -> bool:
    """Write a rendering that is absent or shows an earlier state; an edited one is left as it lies.

    Returns whether it was written.
    """
    if rendered.lies not in (Lies.ABSENT, Lies.EARLIER):
        return False
    archive.renderings.write(rendered.path, rendered.content)
    return True


def replace_edited(archive: Archive, rendered: Rendered, reason: str) -> None:
    """Write a rendering over an edit by hand whose content was taken in; the edited file is kept."""
    if rendered.found is not None:
        archive.renderings.set_aside(rendered.path, rendered.found, reason)
    archive.renderings.write(rendered.path, rendered.content)


def refresh_work(archive: Archive, name: WorkId) -> list[Rendered]:
    """Bring the renderings of one work up to date; returns those that somebody edited by hand."""
    edited: list[Rendered] = []
    for rendered in renderings_of(archive, name):
        refresh(archive, rendered)
        if rendered.lies is Lies.EDITED:
            edited.append(rendered)
    return edited
