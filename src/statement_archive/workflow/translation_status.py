"""Progress: how many units of each language are in which state, and how many are outdated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import Gone, NotFound
from statement_archive.domain.ids import ExpressionId, WorkId
from statement_archive.domain.translations import Unit
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, see, work_ids
from statement_archive.workflow.translation_file import units_of


@dataclass(frozen=True, slots=True)
class Progress:
    """Units of one translation by state. ``outdated`` units are counted under their state as well."""

    work: WorkId
    expression: ExpressionId
    lang: str
    initial: int
    translated: int
    reviewed: int
    final: int
    outdated: int
    total: int
    conflicts: int = 0


def progress_of(archive: Archive, work: Work) -> list[Progress]:
    """Progress of every translation of a work that is made here."""
    return [
        _count(work.id, name, t.expression.facts.lang, units_of(archive, work, t), len(t.conflicts))
        for name, t in work.translations.items()
        if t.expression.tombstone is None
    ]


def _count(work: WorkId, name: ExpressionId, lang: str, units: Iterable[Unit], conflicts: int) -> Progress:
    units = [u for u in units if not u.verbatim]
    states = Counter(u.state for u in units)
    outdated = sum(u.outdated for u in units)
    return Progress(
        work=work,
        expression=name,
        lang=lang,
        initial=states["initial"],
        translated=states["translated"],
        reviewed=states["reviewed"],
        final=states["final"],
        outdated=outdated,
        total=len(units),
        conflicts=conflicts,
    )


def status(archive: Archive, actor: Actor, now: datetime, work_name: str = "") -> list[Progress]:
    """Progress of one work, or of all that the actor may see. Raises NotFound, Gone."""
    if work_name:
        return progress_of(archive, see(archive, work_name, actor, now))
    found: list[Progress] = []
    for name in work_ids(archive):
        try:
            found += progress_of(archive, see(archive, name, actor, now))
        except (NotFound, Gone):
            continue
    return found
