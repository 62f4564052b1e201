"""Remarks on a unit, open until resolved, and findings of checks that somebody let stand."""

from __future__ import annotations

from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.claimed import claimed_as
from statement_archive.domain.errors import InvalidInput, NotFound
from statement_archive.domain.events import Event
from statement_archive.domain.translations import Translation
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, see
from statement_archive.workflow.targets import made_here, target_for
from statement_archive.workflow.translation_file import live_sources
from statement_archive.workflow.unit_commit import note

MAX_COMMENT = 10_000  # characters
MAX_REASON = 2000


def comment(
    archive: Archive,
    actor: Actor,
    work_name: str,
    expression: str,
    unit: str,
    text: str,
    now: datetime,
    *,
    lang: str = "",
    by: str = "",
) -> str:
    """Record a remark on a unit; its id. ``lang``: of a translation that has not begun yet.

    Raises NotAllowed, NotFound, Gone, InvalidInput.
    """
    if not text.strip() or len(text) > MAX_COMMENT:
        raise InvalidInput(f"a comment has 1 to {MAX_COMMENT} characters")
    with archive.ledger.exclusive():
        work, translation = _meant(archive, actor, work_name, expression, lang, now)
        _known_unit(archive, work, translation, unit)
        data = {"unit": unit, "comment": {"text": text}, **claimed_as(by)}
        return f"c{note(archive, actor, work, translation, 'commented', data, now).n}"


def resolve(
    archive: Archive,
    actor: Actor,
    work_name: str,
    expression: str,
    comment_id: str,
    now: datetime,
    *,
    reopen: bool = False,
    by: str = "",
) -> Event | None:
    """Close a remark, or open it again; None where it is so already. Raises NotAllowed, NotFound, Gone."""
    with archive.ledger.exclusive():
        work, translation = _meant(archive, actor, work_name, expression, "", now)
        found = next((c for c in translation.comments if c.id == comment_id), None)
        if found is None:
            raise NotFound(f"no comment {comment_id[:20]} on {expression}")
        if found.open is reopen:
            return None
        data = {"comment": found.id, "open": reopen, **claimed_as(by)}
        return note(archive, actor, work, translation, "resolved", data, now)


def dismiss(
    archive: Archive,
    actor: Actor,
    work_name: str,
    expression: str,
    unit: str,
    check: str,
    fingerprint: str,
    reason: str,
    now: datetime,
    *,
    lang: str = "",
    by: str = "",
) -> Event:
    """Let a finding of a check stand, for a reason. It counts until the finding changes.

    Raises NotAllowed, NotFound, Gone, InvalidInput.
    """
    if not reason.strip():
        raise InvalidInput("a finding is dismissed for a reason")
    with archive.ledger.exclusive():
        work, translation = _meant(archive, actor, work_name, expression, lang, now)
        _known_unit(archive, work, translation, unit)
        data = {
            "unit": unit,
            "check": check[:40],
            "fingerprint": fingerprint[:64],
            "reason": {"text": reason.strip()[:MAX_REASON]},
            **claimed_as(by),
        }
        return note(archive, actor, work, translation, "dismissed", data, now)


def _meant(
    archive: Archive, actor: Actor, work_name: str, expression: str, lang: str, now: datetime
) -> tuple[Work, Translation]:
    work = see(archive, work_name, actor, now)
    translation = target_for(work, lang, expression) if lang else made_here(work, expression)
    actor.require("translate", translation.expression.facts.lang)
    return work, translation


def _known_unit(archive: Archive, work: Work, translation: Translation, unit: str) -> None:
    if unit not in translation.history and all(u.key != unit for u in live_sources(archive, work, translation)):
        raise NotFound(f"no unit {unit[:80]!r} in {translation.source}")
