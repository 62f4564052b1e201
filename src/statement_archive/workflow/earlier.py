"""What the same speaker said before: earlier statements of a person, or of the body spoken for.

::

    this statement ── person, body, date ──▶ earlier ones ── same forum first, newest first
                                                             the same body before another one of the same person
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.dates import sort_key
from statement_archive.domain.facts import WorkFacts
from statement_archive.domain.ids import WorkId
from statement_archive.domain.text import fold
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.reading import Work, see
from statement_archive.workflow.visible import visible


@dataclass(frozen=True, slots=True)
class Earlier:
    """A statement before this one; ``day`` is the earliest that its date can mean."""

    work: WorkId
    title: str
    date: str
    day: str
    forum: str
    speaker: str
    same_forum: bool
    same_person: bool
    same_body: bool


@dataclass(frozen=True, slots=True)
class _Known:
    work: WorkId
    facts: WorkFacts
    day: str


def earlier(archive: Archive, actor: Actor, work: Work, now: datetime) -> tuple[Earlier, ...]:
    """Statements that the actor may see; none for a work without a date, without speaker and body, or that is no
    statement."""
    facts = work.state.facts
    day = sort_key(date_of(facts))
    if not day or facts.kind != "statement":
        return ()
    known = visible(archive, actor, now, "who spoke when", _known)
    found = [_beside(facts, k) for k in known if k.work != work.id and k.facts.kind == "statement"]
    # Two of one day are not told apart: neither is the earlier one.
    mine = [e for e in found if "" < e.day < day and (e.same_person or e.same_body)]
    mine.sort(key=lambda e: e.work)
    mine.sort(key=lambda e: (e.same_forum, e.same_body or not _body(facts), e.day), reverse=True)
    return tuple(mine)


def load_earlier(archive: Archive, actor: Actor, one: Earlier, now: datetime) -> Work:
    return see(archive, one.work, actor, now)


def _known(work: Work) -> _Known:
    return _Known(work.id, work.state.facts, sort_key(date_of(work.state.facts)))


def _beside(this: WorkFacts, known: _Known) -> Earlier:
    that = known.facts
    return Earlier(
        known.work,
        that.title,
        date_of(that),
        known.day,
        that.occasion.forum,
        that.speaker.name or that.body.name,
        _same(_word(this.occasion.forum), _word(that.occasion.forum)),
        _same(_person(this), _person(that)),
        _same(_body(this), _body(that)),
    )


def _same(a: str, b: str) -> bool:
    """What is not known is not the same as anything."""
    return bool(a) and a == b


def _person(facts: WorkFacts) -> str:
    return facts.speaker.person or _word(facts.speaker.name)


def _body(facts: WorkFacts) -> str:
    return facts.body.body or _word(facts.body.name)


def _word(value: str) -> str:
    return fold(value).text.strip()
