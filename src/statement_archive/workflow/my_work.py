"""My work: what one translator has taken, what came back, what is outdated, and what is new.

::

    claims of this person ─────────────▶ claimed (until when)
    sheets ── units whose words I gave ─┬▶ sent back (by whom, why, since when)
              (my languages only)       ├▶ outdated  (since which correction, how many words)
                                        ├▶ commented (open remarks on them)
                                        └▶ in conflict
    works in my languages without a translation ──▶ new, most read first
    units of others that wait for a second person ─▶ to review (where I may)

*Mine* is a unit whose words this account handed in, also under another name. My languages are those to which my
role is held; where it is held to none, those I have worked in or claimed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from statement_archive.domain.actors import PUBLIC, Actor
from statement_archive.domain.desk import Claim, Counts, TakenOver
from statement_archive.domain.errors import NotAllowed
from statement_archive.domain.facts import WorkFacts
from statement_archive.domain.ids import ExpressionId, WorkId
from statement_archive.domain.language import matches, primary
from statement_archive.domain.people import Accounts
from statement_archive.domain.translations import Review
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.overview import Correction, Sheet, Tally, Waiting, WorkSheet, each_sheet, sheets
from statement_archive.workflow.review import waits_for

READ_SINCE = timedelta(days=30)
Wanted = Callable[[Waiting], bool]


@dataclass(frozen=True, slots=True)
class Claimed:
    """What I took. ``sheet`` and ``facts`` are None where the translation has not begun, or the work cannot be
    seen any more; ``words``: of what is left to do."""

    claim: Claim
    facts: WorkFacts | None
    sheet: Sheet | None
    words: int


@dataclass(frozen=True, slots=True)
class Pile:
    """Units of one translation that wait for the same reason. ``at``: since when the oldest does; ``reviews``
    says who sent back and why, ``since`` which corrections made them outdated."""

    work: WorkId
    facts: WorkFacts
    expression: ExpressionId
    lang: str
    amount: Tally
    at: datetime | None
    units: tuple[str, ...]
    reviews: tuple[Review, ...] = ()
    since: tuple[Correction, ...] = ()
    comments: int = 0


@dataclass(frozen=True, slots=True)
class New:
    """A work without a translation into ``lang``. ``read``: how often in the last days."""

    work: WorkId
    facts: WorkFacts
    lang: str
    source_lang: str
    words: int
    at: datetime
    read: int


@dataclass(frozen=True, slots=True)
class MyWork:
    languages: tuple[str, ...]
    claimed: tuple[Claimed, ...]
    taken_over: tuple[TakenOver, ...]
    sent_back: tuple[Pile, ...]
    outdated: tuple[Pile, ...]
    commented: tuple[Pile, ...]
    conflicts: tuple[Pile, ...]
    to_review: tuple[Pile, ...]
    new: tuple[New, ...]


def my_work(archive: Archive, accounts: Accounts, actor: Actor, now: datetime, *, only_public: bool = False) -> MyWork:
    """``only_public``: leave out works and texts that the public may not see, whatever this person may.

    Raises NotAllowed (not signed in, or no translator).
    """
    if not actor.person:
        raise NotAllowed("sign in first")
    actor.require("translate")
    found = sheets(archive, PUBLIC if only_public else actor, now)
    claims = accounts.claims.of_person(actor.person, now)
    langs = _languages(found, actor, claims)
    mine = [(work, sheet) for work, sheet in each_sheet(found) if actor.may("translate", sheet.lang)]
    counts = accounts.readings.counts((now - READ_SINCE).date())
    return MyWork(
        languages=langs,
        claimed=tuple(_claimed(found, claims)),
        taken_over=tuple(accounts.claims.taken_over(actor.person, now)),
        sent_back=_piles(mine, lambda w: w.returned is not None and w.hand.person == actor.person),
        outdated=_piles(mine, lambda w: w.outdated and w.hand.person == actor.person),
        commented=_piles(mine, lambda w: w.comments > 0 and w.hand.person == actor.person),
        conflicts=tuple(_in_conflict(mine, actor)),
        to_review=review_queue(found, actor),
        new=tuple(_new(found, langs, claims, counts)),
    )


def review_queue(found: Sequence[WorkSheet], actor: Actor, lang: str = "") -> tuple[Pile, ...]:
    """Finished units of others that nobody has reviewed, in languages in which the actor may; oldest first."""
    able = [
        (work, sheet)
        for work, sheet in each_sheet(found)
        if actor.may("review", sheet.lang) and (not lang or matches(sheet.lang, lang))
    ]

    return _piles(able, lambda unit: waits_for(unit, actor.person, in_conflict=unit.in_conflict))


def _languages(found: Sequence[WorkSheet], actor: Actor, claims: Sequence[Claim]) -> tuple[str, ...]:
    limits = {tag for role, tag in actor.limits if role == "translator"}
    worked = {s.lang for _w, s in each_sheet(found) if any(h.person == actor.person for h in s.hands)}
    return tuple(sorted(limits or worked | {each.lang for each in claims}))


def _claimed(found: Sequence[WorkSheet], claims: Sequence[Claim]) -> Iterator[Claimed]:
    works = {work.work: work for work in found}
    for each in claims:
        work = works.get(each.work)
        sheet = next((s for s in work.made if s.expression == each.expression), None) if work else None
        left = sheet.states["initial"].words if sheet else work.words if work else 0
        yield Claimed(each, work.facts if work else None, sheet, left)


def _piles(found: Sequence[tuple[WorkSheet, Sheet]], wanted: Wanted) -> tuple[Pile, ...]:
    """One for each translation that has such units; the one that waits longest first."""
    piles: list[Pile] = []
    for work, sheet in found:
        units = [unit for unit in sheet.waiting if wanted(unit)]
        if not units:
            continue
        reviews = tuple(u.returned for u in units if u.returned)
        since = tuple(dict.fromkeys(u.since for u in units if u.outdated and u.since))
        times = [r.at for r in reviews] or [s.at for s in since] or [u.given_at for u in units if u.given_at]
        amount = Tally(len(units), sum(u.words for u in units))
        names = tuple(u.unit for u in units)
        comments = sum(u.comments for u in units)
        at = min(times, default=None)
        piles.append(
            Pile(work.work, work.facts, sheet.expression, sheet.lang, amount, at, names, reviews, since, comments)
        )
    return tuple(sorted(piles, key=lambda p: (p.at is None, p.at, p.work, p.expression)))


def _in_conflict(found: Sequence[tuple[WorkSheet, Sheet]], actor: Actor) -> Iterator[Pile]:
    """Of translations in which words of mine stand: two versions wait for a decision."""
    for work, sheet in found:
        if sheet.conflicts and any(hand.person == actor.person for hand in sheet.hands):
            amount = Tally(len(sheet.conflicts))
            yield Pile(work.work, work.facts, sheet.expression, sheet.lang, amount, sheet.changed_at, sheet.conflicts)


def _new(
    found: Sequence[WorkSheet], langs: Sequence[str], claims: Sequence[Claim], counts: Mapping[str, Counts]
) -> Iterator[New]:
    """Most read first, then newest."""
    taken = {(each.work, each.lang) for each in claims}
    fresh = [
        New(work.work, work.facts, lang, work.source_lang, work.words, work.since, _read(counts, work.work))
        for work in found
        for lang in langs
        if work.words and not has_text(work, lang) and (work.work, lang) not in taken
    ]
    return iter(sorted(fresh, key=lambda each: (each.read, each.at, each.work), reverse=True))


def has_text(work: WorkSheet, lang: str) -> bool:
    """Whether there is anything in a language: a tag, or a primary language, which then covers every script."""
    known = {*work.texts, *(sheet.lang for sheet in work.made)}
    return any(matches(tag, lang) or (primary(tag) == tag and primary(lang) == tag) for tag in known)


def _read(counts: Mapping[str, Counts], work: WorkId) -> int:
    count = counts.get(work)
    return count.read + count.cited if count else 0
