"""The desks of translators: what is claimed, who is at it now, what is typed and not handed in, how often
a work is asked for.

::

    workflow ── Claims, Presence, Typing, Readings ──▶ accounts (sql_desk, memory_desk)

Private to one server, like everything else of ``domain.people``: who works on what, and what was typed on
the way, is nobody's record. Works, expressions and persons are known by id only; nothing here says whether
the work exists or may be seen. Every implementation is safe for threads, the SQL one also for processes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, Protocol, get_args

from statement_archive.domain.errors import Conflict, InvalidInput, Refused, TooLarge
from statement_archive.domain.ids import ExpressionId, PersonId, WorkId, expression_id, work_id

MAX_CLAIM = timedelta(days=60)
MAX_NOTE = 500  # characters
NOTICE_LASTS = timedelta(days=14)  # for which a former claimer is told who took over
HERE = timedelta(seconds=90)  # since the last sign of a window, which gives one every half minute
GONE = timedelta(hours=1)  # after which a window that never said goodbye is forgotten
MAX_TYPED = 100_000  # characters of one unit: no sentence and few statements are longer
MAX_TYPED_UNITS = 5_000  # of one person, over all works: several of the longest statements there are
MAX_TYPED_SIZE = 20_000_000  # characters of one person, as they are kept
MAX_UNIT = 8_000  # characters of a unit's key: a paragraph of a thousand sentences

ReadingKind = Literal["read", "cited"]
READING_KINDS: tuple[ReadingKind, ...] = get_args(ReadingKind)


@dataclass(frozen=True, slots=True)
class Claim:
    """``person`` says to make ``expression`` (which may not have begun) by ``until``."""

    work: WorkId
    expression: ExpressionId
    lang: str
    person: PersonId
    taken_at: datetime
    until: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """``by`` took at ``at`` what ``person`` had claimed."""

    work: WorkId
    expression: ExpressionId
    lang: str
    person: PersonId
    by: PersonId
    at: datetime


class Claimed(Conflict):
    """Somebody else has this translation: ``claim`` says who and until when."""

    code = "claimed"

    def __init__(self, claim: Claim) -> None:
        super().__init__(f"{claim.expression} of {claim.work} is claimed until {claim.until:%Y-%m-%d %H:%M %Z}", head=0)
        self.claim = claim
        self.details = {"person": claim.person, "until": claim.until.isoformat()}


class TooMuchTyped(Refused):
    """One person has more unfinished texts than are kept (``details["limit"]``); what is kept stays."""

    code = "too-much-typed"


@dataclass(frozen=True, slots=True)
class Present:
    """A window of ``person`` stood at ``unit`` at ``seen_at``."""

    person: PersonId
    unit: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Typed:
    """What one window of one person last held for a unit, not handed in. ``base``: the version of the
    translation that was looked at (0: none yet); ``window``: a random id of the browser's tab, empty for
    a form without one."""

    work: WorkId
    expression: ExpressionId
    unit: str
    window: str
    text: str = field(repr=False)
    base: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    read: int = 0
    cited: int = 0


class Claims(Protocol):
    """Who takes which translation until when. At most one person has a translation at a time; a claim whose
    time is over holds nobody back."""

    def take(
        self,
        work: str,
        expression: str,
        person: PersonId,
        *,
        lang: str,
        until: datetime,
        now: datetime,
        note: str = "",
        over: bool = False,
    ) -> Claim:
        """Also changes one's own claim. With ``over`` another's is taken from them, and they are told by
        ``taken_over``. Raises Claimed, InvalidInput (``until`` is past, or more than MAX_CLAIM away)."""

    def release(self, work: str, expression: str, person: PersonId) -> bool:
        """Whether there was one of this person."""

    def extend(self, work: str, expression: str, person: PersonId, *, until: datetime, now: datetime) -> Claim:
        """Also where its time is over and nobody took it. Raises NotFound (none of this person), InvalidInput."""

    def of_work(self, work: str, now: datetime) -> Sequence[Claim]:
        """Those whose time is not over, by expression."""

    def of_person(self, person: str, now: datetime) -> Sequence[Claim]:
        """Those whose time is not over, the one that ends first before the others."""

    def live(self, now: datetime) -> Sequence[Claim]:
        """All whose time is not over, the one that ends first before the others."""

    def taken_over(self, person: str, now: datetime) -> Sequence[TakenOver]:
        """What others took over from this person within NOTICE_LASTS, newest first; what they took back is
        not told any more."""

    def forget(self, person: str) -> int:
        """Remove every claim of a person, and every notice that names them; returns how many claims."""


class Presence(Protocol):
    """Who has a translation open now. A hint, never a lock."""

    def note(self, work: str, expression: str, unit: str, person: PersonId, window: str, now: datetime) -> None:
        """A sign of life of one window; it is at one unit at a time. Raises InvalidInput."""

    def who(self, work: str, expression: str, now: datetime, within: timedelta = HERE) -> tuple[Present, ...]:
        """Newest first, each person once at each unit."""

    def leave(self, work: str, expression: str, person: str, window: str) -> None:
        """Nothing happens where there is none."""

    def forget(self, person: str) -> None: ...


class Typing(Protocol):
    """Every keystroke. Each window of each person has its own text of a unit, so that none overwrites another.

    Every method takes the owner: another's typing is not there.
    """

    def keep(
        self,
        owner: PersonId,
        work: str,
        expression: str,
        unit: str,
        window: str,
        text: str,
        *,
        base: int,
        now: datetime,
    ) -> Typed:
        """Replaces what this window held for this unit; safe on the disk when it returns.

        Raises InvalidInput, TooLarge (one text), TooMuchTyped (nothing older is dropped for it)."""

    def kept(self, owner: str, work: str, expression: str) -> Sequence[Typed]:
        """Newest first."""

    def all(self, owner: str) -> Sequence[Typed]:
        """Newest first."""

    def drop(self, owner: str, work: str, expression: str, unit: str, window: str | None = None) -> int:
        """Of one window, or of all of them; returns how many texts. Raises InvalidInput (not a window)."""

    def forget(self, owner: str) -> int:
        """Remove everything of a person; returns how many texts."""


class Readings(Protocol):
    """How often a work is read, and how often somebody arrives at one of its passages: a number for each
    work, kind and day. Nobody's name, address or browser."""

    def note(self, work: str, kind: ReadingKind, day: date) -> None:
        """Never fails a page: where it cannot be counted it is not counted."""

    def counts(self, since: date) -> Mapping[str, Counts]:
        """Of every work that was asked for on that day or later."""


def claim_end(until: datetime, now: datetime) -> datetime:
    """Check until when something is claimed. Raises InvalidInput."""
    if until <= now:
        raise InvalidInput("a claim ends in the future", field="until")
    if until - now > MAX_CLAIM:
        raise InvalidInput(f"a claim lasts at most {MAX_CLAIM.days} days", field="until", limit=MAX_CLAIM.days)
    return until


def claim_note(note: str) -> str:
    """Raises InvalidInput."""
    if len(note) > MAX_NOTE:
        raise InvalidInput(f"a note of more than {MAX_NOTE} characters", field="note", limit=MAX_NOTE)
    return note.strip()


def place(work: str, expression: str) -> tuple[WorkId, ExpressionId]:
    """Check what is named. Raises InvalidInput."""
    return work_id(work), expression_id(expression)


def is_place(work: str, expression: str) -> bool:
    """Whether anything can be kept under these names: they come out of addresses."""
    try:
        place(work, expression)
    except InvalidInput:
        return False
    return True


def typed_json(text: str) -> str:
    """A text as ASCII JSON: half surrogate pairs and NUL come back as they were typed, from every store.

    Raises TooLarge.
    """
    if len(text) > MAX_TYPED:
        raise TooLarge(f"a text of more than {MAX_TYPED} characters", limit=MAX_TYPED)
    return json.dumps(text)


def check_room(others: int, size: int, more: int) -> None:
    """``others``: texts of this person beside the one at hand, ``size`` of them together. Raises TooMuchTyped."""
    if others >= MAX_TYPED_UNITS:
        raise TooMuchTyped(
            f"{MAX_TYPED_UNITS} texts are typed and not handed in: hand some in first", limit=MAX_TYPED_UNITS
        )
    if size + more > MAX_TYPED_SIZE:
        raise TooMuchTyped("too much is typed and not handed in: hand some in first", limit=MAX_TYPED_SIZE)


def unit_name(unit: str) -> str:
    """Check the key of a unit. Raises InvalidInput."""
    if len(unit) > MAX_UNIT or not unit.isprintable():
        raise InvalidInput("not the name of a unit", field="unit")
    return unit


def window_name(window: str) -> str:
    """Check the id of a browser's tab. Raises InvalidInput."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,64}", window):
        raise InvalidInput("not the name of a window", field="window")
    return window
