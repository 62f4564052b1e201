"""Bring everything derived to what the ledgers say, and take in what people edited by hand.

::

    PO file edited where it lies   ─▶ attributed submission (kept, then rendered again)
    work.toml edited               ─▶ offered for adoption; left as it lies
    rendering absent or earlier    ─▶ made again
    beads missing or stale         ─▶ aligned
    index                          ─▶ difference of digests
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, Gone
from statement_archive.domain.ids import AUTHORITY_KINDS, WorkId
from statement_archive.formats import po
from statement_archive.workflow import indexing, renderings
from statement_archive.workflow.aligning import align_work
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, load, work_ids
from statement_archive.workflow.translate import SubmissionResult, submit


@dataclass(slots=True)
class Synced:
    """What was brought up to date. ``offers``: edited renderings that wait for somebody to adopt them;
    ``failed``: path and reason of what could not be taken in (it lies untouched)."""

    rendered: int = 0
    aligned: int = 0
    indexed: int = 0
    submissions: list[SubmissionResult] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def sync(archive: Archive, actor: Actor, now: datetime, progress: Callable[[int], None] | None = None) -> Synced:
    """The whole home."""
    done = Synced()
    for name in work_ids(archive):
        sync_work(archive, actor, name, now, done)
    for kind in AUTHORITY_KINDS:
        _render(archive, renderings.of_authorities(archive, kind), done)
    done.indexed = indexing.update(archive, now, progress)
    return done


def sync_work(archive: Archive, actor: Actor, name: WorkId, now: datetime, done: Synced) -> None:
    """One work: hand edits first, since they make events; then beads and renderings."""
    try:
        work = load(archive, name)
        take_in_edits(archive, actor, work, now, done)
        done.aligned += align_work(archive, load(archive, name), actor.person, now)
        for rendered in renderings.renderings_of(archive, name):
            _render(archive, rendered, done)
    except ArchiveError as error:
        done.failed[f"archive/works/{name}"] = error.message


def _render(archive: Archive, rendered: renderings.Rendered | None, done: Synced) -> None:
    if rendered is None:
        return
    if rendered.lies is renderings.Lies.EDITED:
        if rendered.path.endswith(".toml"):
            done.offers.append(rendered.path)
    elif renderings.refresh(archive, rendered):
        done.rendered += 1


def take_in_edits(archive: Archive, actor: Actor, work: Work, now: datetime, done: Synced) -> None:
    """PO files that somebody edited where they lie become submissions, attributed as the file claims."""
    for translation in work.translations.values():
        rendered = renderings.of_translation(archive, work, translation)
        if rendered.lies is not renderings.Lies.EDITED or rendered.found is None:
            continue
        if translation.expression.tombstone:
            renderings.replace_edited(archive, rendered, "of a translation that was withdrawn")
            done.rendered += 1
            continue
        try:
            claimed = po.read(rendered.found).translator or "unknown (edited in the folder)"
            result = submit(
                archive,
                actor,
                rendered.found,
                now,
                by=claimed,
                file_name=rendered.path.rsplit("/", 1)[-1],
                via="edited in the folder",
                work_name=work.id,
                expression=translation.expression.id,
            )
        except Gone:  # it shows a source that was withdrawn since: kept aside, nothing to take in
            renderings.replace_edited(archive, rendered, "shows a source that was withdrawn")
            done.rendered += 1
            continue
        except ArchiveError as error:
            done.failed[rendered.path] = error.message
            continue
        after = load(archive, work.id)
        fresh = renderings.of_translation(archive, after, after.translations[translation.expression.id])
        renderings.replace_edited(archive, fresh, "edited in the folder, taken in as a submission")
        done.submissions.append(result)
