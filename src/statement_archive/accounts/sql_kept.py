"""Drafts, one-time links and failed tries in SQL.

::

    draft      UPDATE … WHERE revision = the one it was made from     else DraftChanged
    one_time   DELETE … RETURNING data                                one caller gets the row
    attempt    count and insert under one lock
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session as Transaction

from statement_archive.accounts.database import Database
from statement_archive.accounts.tables import AttemptRow, DraftRow, OneTimeRow
from statement_archive.domain.errors import NotFound
from statement_archive.domain.ids import PersonId
from statement_archive.domain.logins import (
    FAILURES_COUNT_FOR,
    FREE_PER_LOGIN,
    FREE_PER_NETWORK,
    attempt_key,
    network,
    seconds_to_wait,
)
from statement_archive.domain.people import (
    NOBODY,
    Draft,
    DraftChanged,
    DraftFile,
    OneTimePurpose,
    OpenLink,
    clean_draft_file,
    draft_json,
    is_draft_id,
    new_draft_id,
    new_token,
    token_digest,
)


def _draft(row: DraftRow) -> Draft:
    return Draft(
        row.id,
        PersonId(row.owner),
        row.kind,
        json.loads(row.data),
        row.file_name,
        row.revision,
        row.created_at,
        row.updated_at,
    )


class SqlDrafts:
    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self, owner: PersonId, kind: str, data: dict[str, Any], *, now: datetime, file: DraftFile | None = None
    ) -> Draft:
        clean = clean_draft_file(file)
        row = DraftRow(
            id=new_draft_id(),
            owner=owner,
            kind=kind,
            data=draft_json(data),
            file_name=clean.name if clean else None,
            file=clean.content if clean else None,
            revision=1,
            created_at=now,
            updated_at=now,
        )
        with self._database.write() as transaction:
            transaction.add(row)
            transaction.flush()
            return _draft(row)

    def get(self, owner: PersonId, draft: str) -> Draft:
        with self._database.read() as transaction:
            return _draft(_required(transaction, owner, draft))

    def file(self, owner: PersonId, draft: str) -> DraftFile | None:
        with self._database.read() as transaction:
            row = _required(transaction, owner, draft)
            return None if row.file_name is None or row.file is None else DraftFile(row.file_name, row.file)

    def update(
        self,
        owner: PersonId,
        draft: str,
        data: dict[str, Any],
        *,
        revision: int,
        now: datetime,
        file: DraftFile | None = None,
    ) -> Draft:
        values: dict[str, Any] = {"data": draft_json(data), "revision": revision + 1, "updated_at": now}
        if clean := clean_draft_file(file):
            values |= {"file_name": clean.name, "file": clean.content}
        with self._database.write() as transaction:
            row = _required(transaction, owner, draft)
            change = update(DraftRow).where(DraftRow.id == row.id, DraftRow.revision == revision).values(values)
            changed = transaction.scalars(
                change.returning(DraftRow.id), execution_options={"synchronize_session": False}
            ).all()
            transaction.refresh(row)
            if not changed:
                raise DraftChanged(_draft(row))
            return _draft(row)

    def list(self, owner: PersonId, kind: str | None = None) -> Sequence[Draft]:
        if owner == NOBODY:
            return ()
        wanted = select(DraftRow).where(DraftRow.owner == owner).order_by(DraftRow.updated_at.desc(), DraftRow.id)
        if kind is not None:
            wanted = wanted.where(DraftRow.kind == kind)
        with self._database.read() as transaction:
            return tuple(_draft(row) for row in transaction.scalars(wanted))

    def delete(self, owner: PersonId, draft: str) -> None:
        if not is_draft_id(draft):
            return
        with self._database.write() as transaction:
            transaction.execute(delete(DraftRow).where(DraftRow.id == draft, DraftRow.owner == owner))


def _required(transaction: Transaction, owner: PersonId, draft: str) -> DraftRow:
    row = transaction.get(DraftRow, draft) if is_draft_id(draft) else None
    if row is None or row.owner != owner:
        raise NotFound("no such draft")
    return row


class SqlOneTime:
    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self, purpose: OneTimePurpose, *, subject: str = "", data: dict[str, Any], expires: datetime, now: datetime
    ) -> str:
        token = new_token()
        row = OneTimeRow(
            digest=token_digest(token),
            purpose=purpose,
            subject=subject,
            data=draft_json(data),
            created_at=now,
            expires_at=expires,
        )
        with self._database.write() as transaction:
            transaction.execute(delete(OneTimeRow).where(OneTimeRow.expires_at <= now))
            transaction.add(row)
        return token

    def peek(self, purpose: OneTimePurpose, token: str, now: datetime) -> dict[str, Any] | None:
        valid = select(OneTimeRow.data).where(*_valid(purpose, token, now))
        with self._database.read() as transaction:
            return _loaded(transaction.scalar(valid))

    def use(self, purpose: OneTimePurpose, token: str, now: datetime) -> dict[str, Any] | None:
        used = delete(OneTimeRow).where(*_valid(purpose, token, now))
        with self._database.write() as transaction:
            return _loaded(transaction.scalar(used.returning(OneTimeRow.data)))

    def revoke(self, purpose: OneTimePurpose, subject: str = "") -> int:
        gone = delete(OneTimeRow).where(OneTimeRow.purpose == purpose, OneTimeRow.subject == subject)
        with self._database.write() as transaction:
            return len(transaction.scalars(gone.returning(OneTimeRow.digest)).all())

    def open(self, purpose: OneTimePurpose, now: datetime) -> Sequence[OpenLink]:
        valid = select(OneTimeRow).where(OneTimeRow.purpose == purpose, OneTimeRow.expires_at > now)
        with self._database.read() as transaction:
            rows = transaction.scalars(valid.order_by(OneTimeRow.created_at.desc(), OneTimeRow.digest))
            return tuple(
                OpenLink(r.digest, purpose, r.subject, json.loads(r.data), r.created_at, r.expires_at) for r in rows
            )

    def revoke_one(self, purpose: OneTimePurpose, link: str) -> bool:
        if not re.fullmatch("[0-9a-f]{64}", link):
            return False  # out of a form: PostgreSQL refuses NUL, SQLite half surrogate pairs
        gone = delete(OneTimeRow).where(OneTimeRow.purpose == purpose, OneTimeRow.digest == link)
        with self._database.write() as transaction:
            return bool(transaction.scalars(gone.returning(OneTimeRow.digest)).all())


def _valid(purpose: OneTimePurpose, token: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return OneTimeRow.digest == token_digest(token), OneTimeRow.purpose == purpose, OneTimeRow.expires_at > now


def _loaded(data: str | None) -> dict[str, Any] | None:
    if data is None:
        return None
    loaded: dict[str, Any] = json.loads(data)
    return loaded


class SqlAttempts:
    """Rows stay few: a try that has to wait is not counted, and counted ones go after an hour."""

    def __init__(self, database: Database, key: bytes) -> None:
        self._database = database
        self._key = key

    def admit(self, login: str, address: str, now: datetime) -> int:
        login_key, network_key = self._keys(login, address)
        with self._database.write() as transaction:
            transaction.execute(delete(AttemptRow).where(AttemptRow.at <= now - FAILURES_COUNT_FOR))
            wait = _wait(transaction, login_key, network_key, now)
            if not wait:
                transaction.add(AttemptRow(login_key=login_key, network_key=network_key, at=now))
            return wait

    def throttle(self, login: str, address: str, now: datetime) -> int:
        with self._database.read() as transaction:
            return _wait(transaction, *self._keys(login, address), now)

    def forget(self, login: str, address: str) -> None:
        login_key, network_key = self._keys(login, address)
        with self._database.write() as transaction:
            transaction.execute(
                delete(AttemptRow).where(AttemptRow.login_key == login_key, AttemptRow.network_key == network_key)
            )

    def _keys(self, login: str, address: str) -> tuple[str, str]:
        return attempt_key(self._key, "login", login), attempt_key(self._key, "network", network(address))


def _wait(transaction: Transaction, login_key: str, network_key: str, now: datetime) -> int:
    by_login = transaction.scalars(select(AttemptRow.at).where(AttemptRow.login_key == login_key)).all()
    by_network = transaction.scalars(select(AttemptRow.at).where(AttemptRow.network_key == network_key)).all()
    return max(
        seconds_to_wait(by_login, now, free=FREE_PER_LOGIN),
        seconds_to_wait(by_network, now, free=FREE_PER_NETWORK),
    )
