"""Searches that people keep, in SQL and in memory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from threading import RLock
from uuid import uuid4

from sqlalchemy import delete, select

from statement_archive.accounts.database import Database
from statement_archive.accounts.tables import SavedSearchRow
from statement_archive.domain.ids import PersonId
from statement_archive.domain.saved_searches import SavedSearch, check_number, check_saved


class SqlSavedSearches:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, person: PersonId, name: str, address: str, now: datetime) -> SavedSearch:
        clean = check_saved(name, address)
        with self._database.write() as transaction:
            rows = transaction.scalars(select(SavedSearchRow).where(SavedSearchRow.person == person)).all()
            held = next((row for row in rows if row.address == address), None)
            if held is None:
                check_number(len(rows))
                held = SavedSearchRow(id=_new(), person=person, name=clean, address=address, created_at=now)
                transaction.add(held)
            held.name = clean
            return _saved(held)

    def of_person(self, person: str) -> Sequence[SavedSearch]:
        with self._database.read() as transaction:
            rows = transaction.scalars(select(SavedSearchRow).where(SavedSearchRow.person == _id(person))).all()
            return tuple(sorted(map(_saved, rows), key=_by_name))

    def remove(self, person: str, search: str) -> bool:
        wanted = (SavedSearchRow.person == _id(person), SavedSearchRow.id == _id(search))
        with self._database.write() as transaction:
            return bool(transaction.scalars(delete(SavedSearchRow).where(*wanted).returning(SavedSearchRow.id)).all())

    def forget(self, person: str) -> int:
        gone = delete(SavedSearchRow).where(SavedSearchRow.person == _id(person)).returning(SavedSearchRow.id)
        with self._database.write() as transaction:
            return len(transaction.scalars(gone).all())


class MemorySavedSearches:
    def __init__(self) -> None:
        self._lock = RLock()
        self._kept: dict[str, SavedSearch] = {}

    def add(self, person: PersonId, name: str, address: str, now: datetime) -> SavedSearch:
        clean = check_saved(name, address)
        with self._lock:
            own = self.of_person(person)
            held = next((each for each in own if each.address == address), None)
            if held is None:
                check_number(len(own))
                held = SavedSearch(_new(), person, clean, address, now)
            held = self._kept[held.id] = replace(held, name=clean)
            return held

    def of_person(self, person: str) -> Sequence[SavedSearch]:
        with self._lock:
            return tuple(sorted((each for each in self._kept.values() if each.person == person), key=_by_name))

    def remove(self, person: str, search: str) -> bool:
        with self._lock:
            held = self._kept.get(search)
            if held is None or held.person != person:
                return False
            del self._kept[search]
            return True

    def forget(self, person: str) -> int:
        with self._lock:
            gone = [each.id for each in self.of_person(person)]
            for name in gone:
                del self._kept[name]
            return len(gone)


def _saved(row: SavedSearchRow) -> SavedSearch:
    return SavedSearch(row.id, PersonId(row.person), row.name, row.address, row.created_at)


def _by_name(saved: SavedSearch) -> tuple[str, str]:
    return saved.name.casefold(), saved.id


def _new() -> str:
    return uuid4().hex


def _id(raw: str) -> str:
    """PostgreSQL refuses NUL, SQLite half surrogate pairs: what cannot be an id is none."""
    return raw if re.fullmatch(r"[a-z0-9-]{1,40}", raw) else ""
