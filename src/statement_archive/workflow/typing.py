"""What is typed and not handed in: kept with every pause of the keys, for whoever typed it.

::

    keys ── keep ──▶ (person, work, translation, unit, window) ── kept ──▶ the same person, on any machine
                                       └── drop: handed in, or thrown away

Nobody else reads it, whatever their role. Whoever has begun may go on, even where the work was hidden or the
role was taken away in between: what was typed is theirs. Handing it in asks again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.desk import Typed
from statement_archive.domain.errors import Gone, NotAllowed, NotFound
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import see


def keep(
    archive: Archive,
    accounts: Accounts,
    actor: Actor,
    work_name: str,
    expression: str,
    unit: str,
    window: str,
    text: str,
    now: datetime,
    *,
    lang: str,
    base: int,
) -> Typed:
    """What a window holds for a unit now. ``lang``: language of a translation that has not begun; ``base``:
    the version of the translation that was looked at.

    Raises NotAllowed, NotFound, Gone, InvalidInput, TooLarge, TooMuchTyped; what was kept before stays.
    """
    owner = _person(actor)
    try:
        _check(archive, actor, work_name, expression, lang, now)
    except (NotAllowed, NotFound, Gone):
        if not accounts.typing.kept(owner, work_name, expression):
            raise
    return accounts.typing.keep(owner, work_name, expression, unit, window, text, base=base, now=now)


def _check(archive: Archive, actor: Actor, work_name: str, expression: str, lang: str, now: datetime) -> None:
    work = see(archive, work_name, actor, now)
    if expression in work.hidden:
        raise NotFound(f"no expression {expression} of {work.id}")
    made = work.expressions.get(expression)  # type: ignore[call-overload]  # any string is looked up
    actor.require("translate", made.facts.lang if made else lang)


def kept(accounts: Accounts, actor: Actor, work_name: str, expression: str) -> Sequence[Typed]:
    """My own of one translation, newest first. Raises NotAllowed (not signed in)."""
    return accounts.typing.kept(_person(actor), work_name, expression)


def drop(
    accounts: Accounts, actor: Actor, work_name: str, expression: str, unit: str, window: str | None = None
) -> int:
    """My own of one unit, of one window or of all; returns how many texts. Raises NotAllowed, InvalidInput."""
    return accounts.typing.drop(_person(actor), work_name, expression, unit, window)


def _person(actor: Actor) -> PersonId:
    if not actor.person:
        raise NotAllowed("sign in first")
    return PersonId(actor.person)
