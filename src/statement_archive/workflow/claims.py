"""Claims: "I take this until Friday", so that work is not done twice.

::

    free ── claim ──▶ claimed ── release, or its time is over ──▶ free
                        │ claim(over=True): the former claimer is told
                        └────▶ claimed by another

A claim is a word between people: nothing is locked, and who submits without one is not refused. It may be
of a translation that has not begun, and holds no words of the work, so that one's own list tells it even
where the work was hidden meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from statement_archive.domain.actors import Actor
from statement_archive.domain.desk import MAX_CLAIM, Claim, TakenOver
from statement_archive.domain.errors import NotAllowed, NotFound
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import see
from statement_archive.workflow.targets import target_for


@dataclass(frozen=True, slots=True)
class Mine:
    """What I claimed, and what others took over from me in the last days."""

    claims: tuple[Claim, ...]
    taken_over: tuple[TakenOver, ...]


def end_of(day: date, zone: tzinfo = UTC) -> datetime:
    """The first moment after a day, in a zone: a claim "until Friday" holds on Friday."""
    return datetime.combine(day + timedelta(days=1), time(), zone)


def claim(
    archive: Archive,
    accounts: Accounts,
    actor: Actor,
    work_name: str,
    lang: str,
    until: date,
    now: datetime,
    *,
    expression: str = "",
    source: str = "",
    note: str = "",
    over: bool = False,
    zone: tzinfo = UTC,
) -> Claim:
    """Take a translation until the end of a day, or change one's own claim of it. ``over`` takes it from
    whoever has it.

    Raises NotAllowed, NotFound, Gone, Ambiguous, InvalidInput, Claimed.
    """
    actor.require("translate")
    work = see(archive, work_name, actor, now)
    target = target_for(work, lang, expression, source).expression
    actor.require("translate", target.facts.lang)
    return accounts.claims.take(
        work_name,
        target.id,
        PersonId(actor.person),
        lang=target.facts.lang,
        until=_until(until, now, zone),
        now=now,
        note=note,
        over=over,
    )


def extend(
    archive: Archive,
    accounts: Accounts,
    actor: Actor,
    work_name: str,
    expression: str,
    until: date,
    now: datetime,
    *,
    zone: tzinfo = UTC,
) -> Claim:
    """Raises NotAllowed, NotFound (the work; no claim of this person), Gone, InvalidInput."""
    actor.require("translate")
    see(archive, work_name, actor, now)
    end = _until(until, now, zone)
    return accounts.claims.extend(work_name, expression, PersonId(actor.person), until=end, now=now)


def release(accounts: Accounts, actor: Actor, work_name: str, expression: str) -> None:
    """Give one's own claim back; whoever lost the role or the sight of the work may, too.

    Raises NotAllowed (not signed in), NotFound.
    """
    if not actor.person:
        raise NotAllowed("sign in first")
    if not accounts.claims.release(work_name, expression, PersonId(actor.person)):
        raise NotFound("no such claim of yours")


def of_work(archive: Archive, accounts: Accounts, actor: Actor, work_name: str, now: datetime) -> tuple[Claim, ...]:
    """The claims of a work, for those who translate; nothing for others. Raises NotFound, Gone."""
    work = see(archive, work_name, actor, now)
    if not actor.may("translate"):
        return ()
    return tuple(each for each in accounts.claims.of_work(work.id, now) if each.expression not in work.hidden)


def mine(accounts: Accounts, actor: Actor, now: datetime) -> Mine:
    """Also of works that were hidden from this person meanwhile: names only, nothing of the work.

    Raises NotAllowed (not signed in).
    """
    if not actor.person:
        raise NotAllowed("sign in first")
    claims = accounts.claims
    return Mine(tuple(claims.of_person(actor.person, now)), tuple(claims.taken_over(actor.person, now)))


def _until(day: date, now: datetime, zone: tzinfo) -> datetime:
    """The last day that may be named is cut short, rather than refused for the hours of its evening."""
    end, latest = end_of(day, zone), now + MAX_CLAIM
    return latest if latest < end <= latest + timedelta(days=1) else end
