"""Save one unit from a page: a submission of one, against what the page showed.

::

    words + base (the version the page showed) ── submit_units ──▶ accepted | conflict (all three kept) | refused
    the same words, of an outdated unit        ── left: nobody says that they still hold by walking past them
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from statement_archive.domain.actors import Actor
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.domain.text import text_digest
from statement_archive.domain.translations import Departure, How, Unit
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.desk import Desk
from statement_archive.workflow.fact_units import was_ever
from statement_archive.workflow.reading import version_of
from statement_archive.workflow.translate import SubmissionResult, submit_units
from statement_archive.workflow.translation_file import sentences_of

Outcome = Literal["accepted", "unchanged", "conflict", "refused", "left", "empty"]


@dataclass(frozen=True, slots=True)
class UnitSave:
    """What a page sends. ``base``: the version of the translation it showed; ``source_version`` and ``digest``: the
    source it showed; ``confirmed``: the person says that the words hold as they stand."""

    key: str
    text: str
    base: int
    source_version: int
    digest: str
    draft: bool = False
    how: How = "typed"
    origin: str = ""
    departure: Departure | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """``reason``: why it was refused. ``result`` is None where nothing was handed in."""

    outcome: Outcome
    reason: str = ""
    result: SubmissionResult | None = None


def save_unit(archive: Archive, actor: Actor, desk: Desk, save: UnitSave, now: datetime) -> Saved:
    """Hand in one unit of a desk.

    Raises NotAllowed, NotFound, Gone, InvalidInput, Conflict, HomeBusy, StorageFull.
    """
    unit = desk.find(save.key)
    unit = unit if unit is not None and unit.source.key == save.key else None
    same = unit is not None and save.text.strip() == unit.text.strip()
    if not save.text.strip() and (save.departure is None or save.departure.kind != "omission"):
        return Saved("empty")
    if unit is not None and same and unit.outdated and not save.confirmed and save.departure == unit.departure:
        return Saved("left")
    result = submit_units(
        archive, actor, _submission(archive, desk, unit, save), now, by="", via="page", decided_here=True
    )
    if result.conflicts:
        return Saved("conflict", result=result)
    if result.refused:
        return Saved("refused", result.refused[0].reason, result)
    return Saved("accepted" if result.accepted else "unchanged", result=result)


def _submission(archive: Archive, desk: Desk, unit: Unit | None, save: UnitSave) -> Submission:
    shown = SubmittedUnit(
        save.key,
        _shown(archive, desk, unit, save),
        save.text,
        save.draft,
        0,
        save.how,
        save.origin,
        save.departure,
    )
    return Submission(
        work=desk.work.id,
        expression=desk.name,
        lang=desk.lang,
        source_expression=desk.translation.source,
        source_version=save.source_version,
        base_version=min(save.base, desk.base),
        translator="",
        units=(shown,),
    )


def _shown(archive: Archive, desk: Desk, unit: Unit | None, save: UnitSave) -> str:
    """The source text that the page showed."""
    if unit is not None and unit.source.digest == save.digest:
        return unit.source.text
    if unit is not None and unit.source.is_fact:
        earlier = was_ever(archive, desk.work, save.key)
        return next((text for text in earlier if text_digest(text) == save.digest), unit.source.text)
    version = version_of(desk.source, save.source_version)
    found = sentences_of(archive, desk.source, version).named(save.key)
    return found.text if found else ""
