"""Waive: a typo in the original was corrected, and somebody declares that a translation holds as it is.

::

    unit made from digest A, source now B, every change between them a typo ── who, why ──▶ one ``waived`` line
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.claimed import claimed_as
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.translations import Translation, Unit
from statement_archive.domain.works import Expression
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, see
from statement_archive.workflow.targets import made_here
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.unit_commit import note


@dataclass(frozen=True, slots=True)
class Waived:
    """Units that are current again, and those that are not to be waived, with the reason."""

    units: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def waive(
    archive: Archive,
    actor: Actor,
    work_name: str,
    expression: str,
    units: Sequence[str],
    reason: str,
    now: datetime,
    *,
    by: str = "",
) -> Waived:
    """Declare, unit by unit, that typos corrected in the source do not concern the translation.

    Raises NotAllowed (a reviewer of the language, or whoever may correct, can), NotFound, Gone, InvalidInput.
    """
    if not reason.strip():
        raise InvalidInput("a change is declared harmless for a reason")
    with archive.ledger.exclusive():
        work = see(archive, work_name, actor, now)
        translation = made_here(work, expression)
        if not actor.may("correct"):
            actor.require("review", translation.expression.facts.lang)
        known = {u.source.key: u for u in units_of(archive, work, translation)}
        source = work.expression(translation.source)
        waived, refused = [], []
        for key in dict.fromkeys(units):
            why = _objection(work, translation, source, known.get(key))
            if why:
                refused.append((key, why))
            else:
                waived.append({"unit": key, "from": known[key].made_from, "to": known[key].source.digest})
        if waived:
            data = {"units": waived, "reason": {"text": reason.strip()[:2000]}, **claimed_as(by)}
            note(archive, actor, work, translation, "waived", data, now)
    return Waived(tuple(w["unit"] for w in waived), tuple(refused))


def _objection(work: Work, translation: Translation, source: Expression, unit: Unit | None) -> str:
    """Why a unit cannot be waived; empty where it can."""
    if unit is None:
        return "there is no such unit now"
    if not unit.outdated:
        return "it is not outdated"
    if unit.relayed:
        return "its source is a translation that is itself outdated: that one is to be put right"
    if unit.source.is_fact or source.id in work.translations:
        return "its source was changed and not corrected for a typo: say that the translation still holds"
    last = translation.last(unit.source.key)
    made_from = last.source_version if last else 0
    # What was withdrawn may have been passed over: then the way to the newest text leads back through it too.
    since = [v for v in source.versions[1:] if v.n > made_from or v.tombstone]
    graver = [v.n for v in since if v.significance != "typo" and _touches(unit.source.ids, v.changed)]
    if graver:
        return f"version {graver[0]} changed it by more than a typo"
    return ""


def _touches(ids: Iterable[str], changed: Sequence[str]) -> bool:
    return not set(ids).isdisjoint(changed)
