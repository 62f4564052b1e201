"""The desks of translators on a server that forgets; see ``memory``.

::

    MemoryClaims, MemoryPresence, MemoryTyping, MemoryReadings: a dict behind a lock each
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from threading import RLock

from statement_archive.domain.desk import (
    GONE,
    HERE,
    NOTICE_LASTS,
    Claim,
    Claimed,
    Counts,
    Present,
    ReadingKind,
    TakenOver,
    Typed,
    check_room,
    claim_end,
    claim_note,
    place,
    typed_json,
    unit_name,
    window_name,
)
from statement_archive.domain.errors import InvalidInput, NotFound
from statement_archive.domain.ids import PersonId, WorkId, work_id


class MemoryClaims:
    def __init__(self) -> None:
        self._lock = RLock()
        self._claims: dict[tuple[str, str], Claim] = {}
        self._notices: list[TakenOver] = []

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
        key = place(work, expression)
        wanted = Claim(*key, lang, person, now, claim_end(until, now), claim_note(note))
        with self._lock:
            held = self._claims.get(key)
            if held and held.person == person and held.until > now:
                wanted = replace(wanted, taken_at=held.taken_at)
            elif held and held.until > now:
                if not over:
                    raise Claimed(held)
                self._notices.append(TakenOver(*key, held.lang, held.person, person, now))
            self._notices = [n for n in self._notices if (n.work, n.expression, n.person) != (*key, person)]
            self._notices = [n for n in self._notices if now - n.at < NOTICE_LASTS]
            self._claims[key] = wanted
        return wanted

    def release(self, work: str, expression: str, person: PersonId) -> bool:
        with self._lock:
            held = self._claims.get((work, expression))
            if held is None or held.person != person:
                return False
            del self._claims[work, expression]
            return True

    def extend(self, work: str, expression: str, person: PersonId, *, until: datetime, now: datetime) -> Claim:
        claim_end(until, now)
        with self._lock:
            held = self._claims.get((work, expression))
            if held is None or held.person != person:
                raise NotFound("no such claim")
            self._claims[work, expression] = extended = replace(held, until=until)
            return extended

    def of_work(self, work: str, now: datetime) -> Sequence[Claim]:
        return tuple(sorted((c for c in self.live(now) if c.work == work), key=lambda c: c.expression))

    def of_person(self, person: str, now: datetime) -> Sequence[Claim]:
        return tuple(claim for claim in self.live(now) if claim.person == person)

    def live(self, now: datetime) -> Sequence[Claim]:
        with self._lock:
            held = [claim for claim in self._claims.values() if claim.until > now]
        return tuple(sorted(held, key=lambda c: (c.until, c.work, c.expression)))

    def taken_over(self, person: str, now: datetime) -> Sequence[TakenOver]:
        with self._lock:
            told = [n for n in self._notices if n.person == person and now - n.at < NOTICE_LASTS]
        return tuple(sorted(told, key=lambda n: n.at, reverse=True))

    def forget(self, person: str) -> int:
        with self._lock:
            gone = [key for key, claim in self._claims.items() if claim.person == person]
            for key in gone:
                del self._claims[key]
            self._notices = [n for n in self._notices if person not in (n.person, n.by)]
            return len(gone)


class MemoryPresence:
    def __init__(self) -> None:
        self._lock = RLock()
        self._windows: dict[tuple[str, str, str, str], Present] = {}

    def note(self, work: str, expression: str, unit: str, person: PersonId, window: str, now: datetime) -> None:
        key = (*place(work, expression), person, window_name(window))
        seen = Present(person, unit_name(unit), now)
        with self._lock:
            self._windows = {k: held for k, held in self._windows.items() if now - held.seen_at < GONE}
            self._windows[key] = seen

    def who(self, work: str, expression: str, now: datetime, within: timedelta = HERE) -> tuple[Present, ...]:
        with self._lock:
            here = [held for key, held in self._windows.items() if key[:2] == (work, expression)]
        newest: dict[tuple[str, str], Present] = {}
        for held in sorted((h for h in here if now - h.seen_at < within), key=lambda h: h.seen_at, reverse=True):
            newest.setdefault((held.person, held.unit), held)
        return tuple(newest.values())

    def leave(self, work: str, expression: str, person: str, window: str) -> None:
        with self._lock:
            self._windows.pop((work, expression, person, window), None)

    def forget(self, person: str) -> None:
        with self._lock:
            self._windows = {key: held for key, held in self._windows.items() if held.person != person}


class MemoryTyping:
    def __init__(self) -> None:
        self._lock = RLock()
        self._typed: dict[tuple[str, str, str, str, str], tuple[Typed, int]] = {}  # with its size as kept

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
        encoded = typed_json(text)
        typed = Typed(
            *place(work, expression), unit_name(unit), window_name(window), json.loads(encoded), base=base, at=now
        )
        key = (owner, work, expression, unit, window)
        with self._lock:
            sizes = [size for k, (_, size) in self._typed.items() if k[0] == owner and k != key]
            check_room(len(sizes), sum(sizes), len(encoded))
            self._typed[key] = typed, len(encoded)
        return typed

    def kept(self, owner: str, work: str, expression: str) -> Sequence[Typed]:
        return tuple(typed for typed in self.all(owner) if (typed.work, typed.expression) == (work, expression))

    def all(self, owner: str) -> Sequence[Typed]:
        with self._lock:
            own = [typed for key, (typed, _) in self._typed.items() if key[0] == owner]
        own.sort(key=lambda t: (t.work, t.expression, t.unit, t.window))
        return tuple(sorted(own, key=lambda t: t.at, reverse=True))

    def drop(self, owner: str, work: str, expression: str, unit: str, window: str | None = None) -> int:
        if window is not None:
            window_name(window)
        with self._lock:
            gone = [k for k in self._typed if k[:4] == (owner, work, expression, unit) and window in (None, k[4])]
            for key in gone:
                del self._typed[key]
            return len(gone)

    def forget(self, owner: str) -> int:
        with self._lock:
            gone = [key for key in self._typed if key[0] == owner]
            for key in gone:
                del self._typed[key]
            return len(gone)


class MemoryReadings:
    def __init__(self) -> None:
        self._lock = RLock()
        self._counts: dict[tuple[WorkId, ReadingKind, date], int] = {}

    def note(self, work: str, kind: ReadingKind, day: date) -> None:
        try:
            key = work_id(work), kind, day
        except InvalidInput:
            return
        with self._lock:
            self._counts[key] = self._counts.get(key, 0) + 1

    def counts(self, since: date) -> Mapping[str, Counts]:
        found: dict[str, Counts] = {}
        with self._lock:
            for (work, kind, day), n in self._counts.items():
                if day >= since:
                    sofar = found.get(work, Counts())
                    found[work] = replace(sofar, **{kind: getattr(sofar, kind) + n})
        return found
