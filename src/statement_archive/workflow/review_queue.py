"""What waits for review: translations with units that somebody else translated and that are current.

::

    works the reviewer may see ──▶ translations into their languages ──▶ units translated, current, not theirs
    readings of the last 90 days ──▶ how much a work is asked for          ──▶ sorted by what was asked
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias, get_args

from statement_archive.align.diff import tokens
from statement_archive.domain.actors import Actor
from statement_archive.domain.desk import Counts, Readings
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.translations import Translation, Unit, hand
from statement_archive.domain.unit_states import Verdict
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, see, work_ids
from statement_archive.workflow.review import waits_for
from statement_archive.workflow.translation_file import units_of

Order: TypeAlias = Literal["age", "asked", "language"]
ORDERS: tuple[Order, ...] = get_args(Order)
ASKED_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A translation with work for a reviewer. ``since``: when the oldest of the ``units`` was given; ``words``: of
    their sources; ``own`` and ``outdated``: further units that this reviewer cannot accept now, and why; ``asked``:
    how often the work was read and cited lately."""

    work: Work
    translation: Translation
    units: int
    words: int
    since: datetime
    own: int
    outdated: int
    comments: int
    asked: Counts

    @property
    def lang(self) -> str:
        return self.translation.expression.facts.lang


def open_to(unit: Unit, verdict: Verdict, reviewer: str) -> bool:
    """Whether a reviewer could decide so about a unit as it stands (conflicts aside). ``reviewer``: as
    :func:`hand` names them."""
    if verdict == "send back":
        return bool(unit.text or unit.omitted) and not unit.returned
    state = "translated" if verdict == "accept" else "reviewed"
    return unit.state == state and not unit.outdated and reviewer not in unit.authors


def review_queue(
    archive: Archive,
    readings: Readings,
    actor: Actor,
    now: datetime,
    *,
    lang: str = "",
    order: Order = "age",
    by: str = "",
) -> tuple[Waiting, ...]:
    """Translations that wait for this reviewer, into the languages they may review; ``lang``: only this one.

    Raises NotAllowed.
    """
    actor.require("review")
    asked = readings.counts((now - ASKED_WITHIN).date())
    found = [w for w in _all(archive, actor, now, asked, hand(actor.person, by)) if lang in ("", w.lang)]
    return tuple(sorted(found, key=lambda w: _key(w, order)))


def _key(waiting: Waiting, order: Order) -> tuple[object, ...]:
    name = (waiting.work.id, waiting.translation.expression.id)
    if order == "asked":
        return (-waiting.asked.read - waiting.asked.cited, waiting.since, *name)
    return (waiting.since, *name) if order == "age" else (waiting.lang, waiting.since, *name)


def _all(
    archive: Archive, actor: Actor, now: datetime, asked: Mapping[str, Counts], reviewer: str
) -> Iterator[Waiting]:
    for name in work_ids(archive):
        try:
            work = see(archive, name, actor, now)
        except ArchiveError:
            continue
        for translation in work.translations.values():
            if translation.expression.tombstone or not actor.may("review", translation.expression.facts.lang):
                continue
            waiting = _waiting(archive, work, translation, reviewer, asked.get(work.id, Counts()))
            if waiting:
                yield waiting


def _waiting(archive: Archive, work: Work, translation: Translation, reviewer: str, asked: Counts) -> Waiting | None:
    met = {c.unit for c in translation.conflicts}
    units: Sequence[Unit] = [u for u in units_of(archive, work, translation) if u.state == "translated"]
    ready = [u for u in units if waits_for(u, reviewer, in_conflict=u.source.key in met)]
    if not ready:
        return None
    given = [last.at for u in ready if (last := translation.last(u.source.key))]
    return Waiting(
        work,
        translation,
        len(ready),
        sum(t[0].isalnum() for u in ready for t in tokens(u.source.text)),
        min(given),
        sum(reviewer in u.authors for u in units),
        sum(u.outdated for u in units),
        sum(c.open for c in translation.comments),
        asked,
    )
