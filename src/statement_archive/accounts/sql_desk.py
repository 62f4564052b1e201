"""The desks of translators in SQL.

::

    claim       SELECT … FOR UPDATE, then INSERT or UPDATE     the primary key decides between two that are first
    typed, presence, reading
                UPDATE … RETURNING; none there: INSERT; somebody else's INSERT came first: UPDATE again
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session as Transaction

from statement_archive.accounts.database import Database
from statement_archive.accounts.tables import Base, ClaimRow, PresenceRow, ReadingRow, TakenOverRow, TypedRow
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
    is_place,
    place,
    typed_json,
    unit_name,
    window_name,
)
from statement_archive.domain.errors import HomeBusy, InvalidInput, NotFound, StorageFull
from statement_archive.domain.events import sha256
from statement_archive.domain.ids import ExpressionId, PersonId, WorkId, work_id

_log = logging.getLogger(__name__)
_Made = TypeVar("_Made")
# How often a row that another transaction inserted and deleted again in between is tried anew.
_TRIES = 5


def _claim(row: ClaimRow) -> Claim:
    return Claim(
        WorkId(row.work),
        ExpressionId(row.expression),
        row.lang,
        PersonId(row.person),
        row.taken_at,
        row.until,
        json.loads(row.note),
    )


def _retried(attempt: Callable[[], _Made]) -> _Made:
    """Once more where another one inserted the same key between the look and the insert."""
    for _ in range(_TRIES - 1):
        try:
            return attempt()
        except IntegrityError:
            continue
    return attempt()


def _upsert(transaction: Transaction, row: Base, where: Sequence[ColumnElement[bool]], values: dict[str, Any]) -> None:
    """Raises IntegrityError where another transaction inserts the same key first: see ``_retried``."""
    change = update(type(row)).where(*where).values(values)
    found = transaction.scalars(change.returning(where[0].left), execution_options={"synchronize_session": False})
    if not found.all():
        transaction.add(row)
        transaction.flush()


class SqlClaims:
    def __init__(self, database: Database) -> None:
        self._database = database

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
        encoded = json.dumps(claim_note(note))
        claim_end(until, now)

        def attempt() -> Claim:
            with self._database.write() as transaction:
                row = transaction.get(ClaimRow, key, with_for_update=True)
                if row is None:
                    row = ClaimRow(work=work, expression=expression, taken_at=now, person=person)
                    transaction.add(row)
                elif row.until <= now:
                    row.taken_at = now
                elif row.person != person:
                    if not over:
                        raise Claimed(_claim(row))
                    told = TakenOverRow(
                        work=work, expression=expression, lang=row.lang, person=row.person, by=person, at=now
                    )
                    transaction.add(told)
                    row.taken_at = now
                row.person, row.lang, row.until, row.note = person, lang, until, encoded
                taken_back = (
                    (TakenOverRow.work == work)
                    & (TakenOverRow.expression == expression)
                    & (TakenOverRow.person == person)
                )
                old = TakenOverRow.at <= now - NOTICE_LASTS
                transaction.execute(delete(TakenOverRow).where(or_(taken_back, old)))
                transaction.flush()
                return _claim(row)

        return _retried(attempt)

    def release(self, work: str, expression: str, person: PersonId) -> bool:
        if not is_place(work, expression):
            return False
        gone = delete(ClaimRow).where(
            ClaimRow.work == work, ClaimRow.expression == expression, ClaimRow.person == person
        )
        with self._database.write() as transaction:
            return bool(transaction.scalars(gone.returning(ClaimRow.work)).all())

    def extend(self, work: str, expression: str, person: PersonId, *, until: datetime, now: datetime) -> Claim:
        claim_end(until, now)
        key = place(work, expression)
        with self._database.write() as transaction:
            row = transaction.get(ClaimRow, key, with_for_update=True)
            if row is None or row.person != person:
                raise NotFound("no such claim")
            row.until = until
            transaction.flush()
            return _claim(row)

    def of_work(self, work: str, now: datetime) -> Sequence[Claim]:
        found = self._live(now, ClaimRow.work == work) if _is_work(work) else ()
        return tuple(sorted(found, key=lambda claim: claim.expression))

    def of_person(self, person: str, now: datetime) -> Sequence[Claim]:
        return self._live(now, ClaimRow.person == person)

    def live(self, now: datetime) -> Sequence[Claim]:
        return self._live(now)

    def taken_over(self, person: str, now: datetime) -> Sequence[TakenOver]:
        told = select(TakenOverRow).where(TakenOverRow.person == person, TakenOverRow.at > now - NOTICE_LASTS)
        with self._database.read() as transaction:
            rows = transaction.scalars(told.order_by(TakenOverRow.at.desc(), TakenOverRow.id)).all()
        return tuple(
            TakenOver(WorkId(r.work), ExpressionId(r.expression), r.lang, PersonId(r.person), PersonId(r.by), r.at)
            for r in rows
        )

    def forget(self, person: str) -> int:
        named = or_(TakenOverRow.person == person, TakenOverRow.by == person)
        gone = delete(ClaimRow).where(ClaimRow.person == person).returning(ClaimRow.work)
        with self._database.write() as transaction:
            transaction.execute(delete(TakenOverRow).where(named))
            return len(transaction.scalars(gone).all())

    def _live(self, now: datetime, *where: ColumnElement[bool]) -> tuple[Claim, ...]:
        wanted = select(ClaimRow).where(ClaimRow.until > now, *where)
        with self._database.read() as transaction:
            rows = transaction.scalars(wanted.order_by(ClaimRow.until, ClaimRow.work, ClaimRow.expression))
            return tuple(_claim(row) for row in rows)


def _is_work(work: str) -> bool:
    try:
        work_id(work)
    except InvalidInput:
        return False
    return True


class SqlPresence:
    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, work: str, expression: str, unit: str, person: PersonId, window: str, now: datetime) -> None:
        place(work, expression)
        key = {"work": work, "expression": expression, "person": person, "tab": window_name(window)}
        values = {"unit": unit_name(unit), "seen_at": now}

        def attempt() -> None:
            with self._database.write() as transaction:
                transaction.execute(delete(PresenceRow).where(PresenceRow.seen_at <= now - GONE))
                where = [getattr(PresenceRow, name) == value for name, value in key.items()]
                _upsert(transaction, PresenceRow(**key, **values), where, values)

        _retried(attempt)

    def who(self, work: str, expression: str, now: datetime, within: timedelta = HERE) -> tuple[Present, ...]:
        if not is_place(work, expression):
            return ()
        here = select(PresenceRow).where(
            PresenceRow.work == work, PresenceRow.expression == expression, PresenceRow.seen_at > now - within
        )
        newest: dict[tuple[str, str], Present] = {}
        with self._database.read() as transaction:
            for row in transaction.scalars(here.order_by(PresenceRow.seen_at.desc(), PresenceRow.tab)):
                newest.setdefault((row.person, row.unit), Present(PersonId(row.person), row.unit, row.seen_at))
        return tuple(newest.values())

    def leave(self, work: str, expression: str, person: str, window: str) -> None:
        try:
            place(work, expression)
            window_name(window)
        except InvalidInput:
            return
        gone = delete(PresenceRow).where(
            PresenceRow.work == work,
            PresenceRow.expression == expression,
            PresenceRow.person == person,
            PresenceRow.tab == window,
        )
        with self._database.write() as transaction:
            transaction.execute(gone)

    def forget(self, person: str) -> None:
        with self._database.write() as transaction:
            transaction.execute(delete(PresenceRow).where(PresenceRow.person == person))


def _typed(row: TypedRow) -> Typed:
    return Typed(
        WorkId(row.work), ExpressionId(row.expression), row.unit, row.tab, json.loads(row.text), row.base, row.at
    )


def _unit_key(unit: str) -> str:
    return sha256(unit.encode("utf-8", "surrogatepass"))


class SqlTyping:
    def __init__(self, database: Database) -> None:
        self._database = database

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
        named, part = place(work, expression)
        key = {
            "owner": owner,
            "work": work,
            "expression": expression,
            "unit_key": _unit_key(unit_name(unit)),
            "tab": window_name(window),
        }
        values = {"unit": unit, "text": encoded, "size": len(encoded), "base": base, "at": now}
        where = [getattr(TypedRow, name) == value for name, value in key.items()]

        def attempt() -> None:
            with self._database.write() as transaction:
                size = transaction.scalar(select(TypedRow.size).where(*where))
                count, total = transaction.execute(
                    select(func.count(), func.coalesce(func.sum(TypedRow.size), 0)).where(TypedRow.owner == owner)
                ).one()
                check_room(count - (size is not None), int(total) - (size or 0), len(encoded))
                _upsert(transaction, TypedRow(**key, **values), where, values)

        _retried(attempt)
        return Typed(named, part, unit, window, json.loads(encoded), base, now)

    def kept(self, owner: str, work: str, expression: str) -> Sequence[Typed]:
        if not is_place(work, expression):
            return ()
        return self._own(owner, TypedRow.work == work, TypedRow.expression == expression)

    def all(self, owner: str) -> Sequence[Typed]:
        return self._own(owner)

    def drop(self, owner: str, work: str, expression: str, unit: str, window: str | None = None) -> int:
        if window is not None:
            window_name(window)
        if not is_place(work, expression):
            return 0
        gone = delete(TypedRow).where(
            TypedRow.owner == owner,
            TypedRow.work == work,
            TypedRow.expression == expression,
            TypedRow.unit_key == _unit_key(unit),
        )
        if window is not None:
            gone = gone.where(TypedRow.tab == window)
        with self._database.write() as transaction:
            return len(transaction.scalars(gone.returning(TypedRow.tab)).all())

    def forget(self, owner: str) -> int:
        gone = delete(TypedRow).where(TypedRow.owner == owner).returning(TypedRow.tab)
        with self._database.write() as transaction:
            return len(transaction.scalars(gone).all())

    def _own(self, owner: str, *where: ColumnElement[bool]) -> tuple[Typed, ...]:
        wanted = select(TypedRow).where(TypedRow.owner == owner, *where)
        order = (TypedRow.at.desc(), TypedRow.work, TypedRow.expression, TypedRow.unit, TypedRow.tab)
        with self._database.read() as transaction:
            return tuple(_typed(row) for row in transaction.scalars(wanted.order_by(*order)))


class SqlReadings:
    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, work: str, kind: ReadingKind, day: date) -> None:
        if not _is_work(work):
            return
        key = {"work": work, "kind": kind, "day": day.isoformat()}
        where = [getattr(ReadingRow, name) == value for name, value in key.items()]

        def attempt() -> None:
            with self._database.write() as transaction:
                _upsert(transaction, ReadingRow(**key, count=1), where, {"count": ReadingRow.count + 1})

        try:
            _retried(attempt)
        except (StorageFull, HomeBusy, SQLAlchemyError):  # a database that may not be written to, too
            _log.warning("a reading of %s was not counted", work)

    def counts(self, since: date) -> Mapping[str, Counts]:
        wanted = (
            select(ReadingRow.work, ReadingRow.kind, func.sum(ReadingRow.count))
            .where(ReadingRow.day >= since.isoformat())
            .group_by(ReadingRow.work, ReadingRow.kind)
        )
        found: dict[str, dict[str, int]] = {}
        with self._database.read() as transaction:
            for work, kind, count in transaction.execute(wanted):
                found.setdefault(work, {})[kind] = int(count)
        return {work: Counts(kinds.get("read", 0), kinds.get("cited", 0)) for work, kinds in found.items()}
