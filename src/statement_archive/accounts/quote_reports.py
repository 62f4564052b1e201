"""Reports on quotations that people save, in SQL and in memory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from threading import RLock
from uuid import uuid4

from sqlalchemy import delete, select, update

from statement_archive.accounts.database import Database
from statement_archive.accounts.tables import QuoteReportRow
from statement_archive.domain.ids import PersonId
from statement_archive.domain.quote_reports import QuoteReport, check_report


class SqlQuoteReports:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, person: PersonId, name: str, data: str, state: str, now: datetime) -> QuoteReport:
        with self._database.write() as transaction:
            kept = transaction.scalars(select(QuoteReportRow.id).where(QuoteReportRow.person == person)).all()
            clean = check_report(name, data, len(kept))
            row = QuoteReportRow(
                id=uuid4().hex, person=person, name=clean, created_at=now, state=state, data=data, changes="[]"
            )
            transaction.add(row)
            return _report(row)

    def of_person(self, person: str) -> Sequence[QuoteReport]:
        with self._database.read() as transaction:
            rows = transaction.scalars(select(QuoteReportRow).where(QuoteReportRow.person == _id(person))).all()
            return tuple(sorted(map(_report, rows), key=_newest))

    def get(self, person: str, report: str) -> QuoteReport | None:
        wanted = (QuoteReportRow.person == _id(person), QuoteReportRow.id == _id(report))
        with self._database.read() as transaction:
            row = transaction.scalars(select(QuoteReportRow).where(*wanted)).first()
            return _report(row) if row else None

    def update(self, report: QuoteReport, before: str) -> bool:
        change = (
            update(QuoteReportRow)
            .where(QuoteReportRow.id == report.id, QuoteReportRow.state == before)
            .values(state=report.state, data=report.data, changes=report.changes)
            .returning(QuoteReportRow.id)
        )
        with self._database.write() as transaction:
            return bool(transaction.scalars(change).all())

    def remove(self, person: str, report: str) -> bool:
        wanted = (QuoteReportRow.person == _id(person), QuoteReportRow.id == _id(report))
        with self._database.write() as transaction:
            return bool(transaction.scalars(delete(QuoteReportRow).where(*wanted).returning(QuoteReportRow.id)).all())

    def forget(self, person: str) -> int:
        gone = delete(QuoteReportRow).where(QuoteReportRow.person == _id(person)).returning(QuoteReportRow.id)
        with self._database.write() as transaction:
            return len(transaction.scalars(gone).all())


class MemoryQuoteReports:
    def __init__(self) -> None:
        self._lock = RLock()
        self._kept: dict[str, QuoteReport] = {}

    def add(self, person: PersonId, name: str, data: str, state: str, now: datetime) -> QuoteReport:
        with self._lock:
            clean = check_report(name, data, len(self.of_person(person)))
            report = QuoteReport(uuid4().hex, person, clean, now, state, data)
            self._kept[report.id] = report
            return report

    def of_person(self, person: str) -> Sequence[QuoteReport]:
        with self._lock:
            return tuple(sorted((each for each in self._kept.values() if each.person == person), key=_newest))

    def get(self, person: str, report: str) -> QuoteReport | None:
        with self._lock:
            found = self._kept.get(report)
            return found if found is not None and found.person == person else None

    def update(self, report: QuoteReport, before: str) -> bool:
        with self._lock:
            held = self._kept.get(report.id)
            if held is None or held.state != before:
                return False
            self._kept[report.id] = report
            return True

    def remove(self, person: str, report: str) -> bool:
        with self._lock:
            if self.get(person, report) is None:
                return False
            del self._kept[report]
            return True

    def forget(self, person: str) -> int:
        with self._lock:
            gone = [each.id for each in self.of_person(person)]
            for name in gone:
                del self._kept[name]
            return len(gone)


def _report(row: QuoteReportRow) -> QuoteReport:
    return QuoteReport(row.id, PersonId(row.person), row.name, row.created_at, row.state, row.data, row.changes)


def _newest(report: QuoteReport) -> tuple[float, str]:
    return -report.created_at.timestamp(), report.id


def _id(raw: str) -> str:
    """PostgreSQL refuses NUL, SQLite half surrogate pairs: what cannot be an id is none."""
    return raw if re.fullmatch(r"[a-z0-9-]{1,40}", raw) else ""
