"""Who has a translation open now: a hint among translators, so that two do not type the same sentence.

::

    window ── note, every half minute and at each unit ──▶ here for HERE ── leave, or silence ──▶ gone
"""

from __future__ import annotations

from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.desk import Present
from statement_archive.domain.errors import NotFound
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import see


def note(
    archive: Archive,
    accounts: Accounts,
    actor: Actor,
    work_name: str,
    expression: str,
    unit: str,
    window: str,
    now: datetime,
) -> tuple[Present, ...]:
    """A sign of life of this window; returns who else is there. Raises NotAllowed, NotFound, Gone, InvalidInput."""
    others = who_else(archive, accounts, actor, work_name, expression, now)
    accounts.presence.note(work_name, expression, unit, PersonId(actor.person), window, now)
    return others


def who_else(
    archive: Archive, accounts: Accounts, actor: Actor, work_name: str, expression: str, now: datetime
) -> tuple[Present, ...]:
    """Others than this actor, newest first. Raises NotAllowed, NotFound, Gone."""
    actor.require("translate")
    work = see(archive, work_name, actor, now)
    if expression in work.hidden:
        raise NotFound(f"no expression {expression} of {work.id}")
    here = accounts.presence.who(work.id, expression, now)
    return tuple(each for each in here if each.person != actor.person)


def leave(accounts: Accounts, actor: Actor, work_name: str, expression: str, window: str) -> None:
    """The window was closed, or went on to another text. Nothing happens where it was not there."""
    accounts.presence.leave(work_name, expression, actor.person, window)
