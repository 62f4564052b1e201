"""Keys of private feeds, in SQL and in memory. One row for each person; making another replaces it."""

from __future__ import annotations

import re
from datetime import datetime
from threading import RLock

from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Transaction

from statement_archive.accounts.database import Database
from statement_archive.accounts.tables import FeedKeyRow
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import new_token, token_digest


class SqlFeedKeys:
    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, person: PersonId, now: datetime) -> str:
        token = new_token()
        with self._database.write() as transaction:
            _remove(transaction, person)
            transaction.add(FeedKeyRow(person=person, digest=token_digest(token), created_at=now))
        return token

    def find(self, token: str) -> PersonId | None:
        wanted = select(FeedKeyRow.person).where(FeedKeyRow.digest == token_digest(token))
        with self._database.read() as transaction:
            found = transaction.scalar(wanted)
        return PersonId(found) if found else None

    def since(self, person: str) -> datetime | None:
        with self._database.read() as transaction:
            row = transaction.get(FeedKeyRow, _id(person))
            return row.created_at if row else None

    def revoke(self, person: str) -> bool:
        with self._database.write() as transaction:
            return _remove(transaction, person)


def _remove(transaction: Transaction, person: str) -> bool:
    gone = delete(FeedKeyRow).where(FeedKeyRow.person == _id(person))
    return bool(transaction.scalars(gone.returning(FeedKeyRow.person)).all())


def _id(raw: str) -> str:
    """PostgreSQL refuses NUL, SQLite half surrogate pairs: what cannot be an id is none."""
    return raw if re.fullmatch(r"[a-z0-9-]{1,40}", raw) else ""


class MemoryFeedKeys:
    def __init__(self) -> None:
        self._lock = RLock()
        self._kept: dict[str, tuple[str, datetime]] = {}

    def create(self, person: PersonId, now: datetime) -> str:
        token = new_token()
        with self._lock:
            self._kept[person] = (token_digest(token), now)
        return token

    def find(self, token: str) -> PersonId | None:
        digest = token_digest(token)
        with self._lock:
            return next((PersonId(person) for person, (kept, _at) in self._kept.items() if kept == digest), None)

    def since(self, person: str) -> datetime | None:
        with self._lock:
            return self._kept[person][1] if person in self._kept else None

    def revoke(self, person: str) -> bool:
        with self._lock:
            return self._kept.pop(person, None) is not None
