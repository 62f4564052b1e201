"""Accounts and sessions in SQL, and ``open_sql``, which puts all parts together.

::

    open_sql(path or address) ──▶ Database ──▶ SqlPeople, SqlSessions           (here)
                                          ──▶ SqlDrafts, SqlOneTime, SqlAttempts (sql_kept)
                                          ──▶ SqlClaims, SqlPresence, SqlTyping, SqlReadings (sql_desk)
                                          ──▶ SqlFeedKeys, SqlSavedSearches, SqlQuoteReports

What must happen at most once is decided by one statement or one constraint, never by a look before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as Transaction

from statement_archive.accounts.database import Database, open_file, open_url
from statement_archive.accounts.feed_keys import SqlFeedKeys
from statement_archive.accounts.passwords import Argon2Passwords
from statement_archive.accounts.quote_reports import SqlQuoteReports
from statement_archive.accounts.saved_searches import SqlSavedSearches
from statement_archive.accounts.sql_desk import SqlClaims, SqlPresence, SqlReadings, SqlTyping
from statement_archive.accounts.sql_kept import SqlAttempts, SqlDrafts, SqlOneTime
from statement_archive.accounts.tables import PersonRow, RoleLanguageRow, RoleRow, SessionRow
from statement_archive.domain.actors import ROLES, Role
from statement_archive.domain.errors import HomeBusy, NotFound, Refused, StorageFull
from statement_archive.domain.ids import PersonId
from statement_archive.domain.logins import fold_login
from statement_archive.domain.people import (
    Accounts,
    LastAdministrator,
    LoginTaken,
    Passwords,
    Person,
    Session,
    SessionLimits,
    erased_login,
    new_person_id,
    new_token,
    token_digest,
)

_DEFAULT_LIMITS = SessionLimits()


def open_sql(
    where: Path | str, *, key: bytes, limits: SessionLimits = _DEFAULT_LIMITS, passwords: Passwords | None = None
) -> Accounts:
    """Open ``instance/accounts.sqlite`` (a Path; made where there is none) or an SQLAlchemy address.

    ``key``: secret of this server, under which failed tries are hashed; another key forgets them.
    Raises Refused where a newer program wrote the accounts.
    """
    database = open_file(where) if isinstance(where, Path) else open_url(where)
    return Accounts(
        people=SqlPeople(database),
        sessions=SqlSessions(database, limits),
        drafts=SqlDrafts(database),
        one_time=SqlOneTime(database),
        attempts=SqlAttempts(database, key),
        passwords=passwords or Argon2Passwords(),
        claims=SqlClaims(database),
        presence=SqlPresence(database),
        typing=SqlTyping(database),
        readings=SqlReadings(database),
        feed_keys=SqlFeedKeys(database),
        saved_searches=SqlSavedSearches(database),
        quote_reports=SqlQuoteReports(database),
        close=database.close,
    )


def _id(raw: str) -> str:
    """An id from an address or a cookie; one that cannot be any is none. PostgreSQL refuses NUL, SQLite
    half surrogate pairs, each with an error of its own."""
    return raw if re.fullmatch(r"[a-z0-9-]{1,40}", raw) else ""


def _person(row: PersonRow) -> Person:
    # A role that this version does not know allows nothing.
    roles = frozenset(role for role in ROLES if any(held.role == role for held in row.roles))
    limits = frozenset((role, held.lang) for role in roles for held in row.limits if held.role == role)
    return Person(
        PersonId(row.id),
        row.login,
        row.display_name,
        roles,
        row.active,
        row.created_at,
        row.email,
        limits,
        row.erased_at,
    )


def _put_roles(row: PersonRow, roles: Iterable[Role], limits: Iterable[tuple[Role, str]]) -> None:
    """What stays keeps its row, so that no key is deleted and inserted in one flush."""
    wanted = sorted(set(roles))
    kept = [held for held in row.roles if held.role in wanted]
    row.roles = kept + [RoleRow(role=role) for role in wanted if role not in {held.role for held in kept}]
    to = sorted({(role, lang) for role, lang in limits if role in wanted})
    still = [held for held in row.limits if (held.role, held.lang) in to]
    known = {(held.role, held.lang) for held in still}
    row.limits = still + [RoleLanguageRow(role=role, lang=lang) for role, lang in to if (role, lang) not in known]


class SqlPeople:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        *,
        login: str,
        display_name: str,
        password_hash: str,
        roles: Iterable[Role],
        now: datetime,
        email: str | None = None,
        first: bool = False,
        limits: Iterable[tuple[Role, str]] = (),
    ) -> Person:
        row = PersonRow(
            id=new_person_id(),
            login=login,
            display_name=display_name,
            email=email,
            password_hash=password_hash,
            active=True,
            created_at=now,
            founder=True if first else None,
        )
        _put_roles(row, roles, limits)
        try:
            with self._database.write() as transaction:
                if first and transaction.scalar(select(func.count()).select_from(PersonRow)):
                    raise Refused("there are accounts already")
                transaction.add(row)
                transaction.flush()
                return _person(row)
        except IntegrityError as error:
            if self.by_login(login) is None:
                raise Refused("there are accounts already") from error
            raise LoginTaken(f"the login {login} is taken", login=login) from error

    def by_id(self, person: str) -> Person | None:
        with self._database.read() as transaction:
            row = transaction.get(PersonRow, _id(person))
            return _person(row) if row else None

    def by_login(self, login: str) -> Person | None:
        with self._database.read() as transaction:
            row = transaction.scalar(select(PersonRow).where(PersonRow.login == fold_login(login)))
            return _person(row) if row else None

    def all(self) -> Sequence[Person]:
        with self._database.read() as transaction:
            return tuple(_person(row) for row in transaction.scalars(select(PersonRow).order_by(PersonRow.login)))

    def count(self) -> int:
        with self._database.read() as transaction:
            return transaction.scalar(select(func.count()).select_from(PersonRow)) or 0

    def password_hash(self, person: str) -> str | None:
        with self._database.read() as transaction:
            return transaction.scalar(select(PersonRow.password_hash).where(PersonRow.id == _id(person)))

    def set_password(self, person: str, password_hash: str, *, replacing: str | None = None) -> bool:
        change = update(PersonRow).where(PersonRow.id == _id(person)).values(password_hash=password_hash)
        if replacing is not None:
            change = change.where(PersonRow.password_hash == replacing)
        with self._database.write() as transaction:
            changed = transaction.scalars(change.returning(PersonRow.id)).all()
            if not changed:
                _required(transaction, person)
            return bool(changed)

    def set_roles(self, person: str, roles: Iterable[Role], limits: Iterable[tuple[Role, str]] = ()) -> Person:
        wanted = sorted(set(roles))
        with self._database.write() as transaction:
            administrators = _locked_administrators(transaction)
            row = _required(transaction, person)
            if "administrator" not in wanted:
                _check_another(administrators, row)
            _put_roles(row, wanted, limits)
            transaction.flush()
            return _person(row)

    def set_active(self, person: str, *, active: bool) -> Person:
        with self._database.write() as transaction:
            administrators = _locked_administrators(transaction)
            row = _required(transaction, person)
            if not active:
                _check_another(administrators, row)
            elif row.erased_at:
                raise Refused("this name was erased", person=person)
            row.active = active
            return _person(row)

    def erase(self, person: str, now: datetime) -> Person:
        with self._database.write() as transaction:
            administrators = _locked_administrators(transaction)
            row = _required(transaction, person)
            if row.erased_at is None:
                _check_another(administrators, row)
                row.login, row.display_name, row.email = erased_login(row.id), "", None
                row.password_hash, row.active, row.erased_at = "", False, now
                _put_roles(row, (), ())
                transaction.flush()
            erased = _person(row)
        self._database.fold_log()
        return erased


def _required(transaction: Transaction, person: str) -> PersonRow:
    row = transaction.get(PersonRow, _id(person), with_for_update=True)
    if row is None:
        raise NotFound("no such person", person=person)
    return row


def _locked_administrators(transaction: Transaction) -> Sequence[str]:
    """Ids of the active ones. Their rows stay locked, so that two cannot leave at once (on SQLite the
    whole database is). Always the first lock, and in the order of ids: nobody waits in a circle."""
    return transaction.scalars(
        select(PersonRow.id)
        .join(RoleRow, RoleRow.person == PersonRow.id)
        .where(RoleRow.role == "administrator", PersonRow.active)
        .order_by(PersonRow.id)
        .with_for_update()
    ).all()


def _check_another(administrators: Sequence[str], leaving: PersonRow) -> None:
    """Raises LastAdministrator."""
    if list(administrators) == [leaving.id]:
        raise LastAdministrator("this is the last administrator", person=leaving.id)


class SqlSessions:
    def __init__(self, database: Database, limits: SessionLimits) -> None:
        self._database = database
        self._limits = limits

    def create(self, person: PersonId, *, agent: str, now: datetime) -> str:
        token = new_token()
        over = or_(SessionRow.seen_at <= now - self._limits.idle, SessionRow.created_at <= now - self._limits.absolute)
        with self._database.write() as transaction:
            transaction.execute(delete(SessionRow).where(over))
            transaction.add(
                SessionRow(digest=token_digest(token), person=person, agent=agent, created_at=now, seen_at=now)
            )
        return token

    def find(self, token: str, now: datetime) -> Session | None:
        digest = token_digest(token)
        with self._database.read() as transaction:
            row = transaction.get(SessionRow, digest)
            if row is None:
                return None
            found = Session(PersonId(row.person), row.created_at, row.seen_at, row.agent)
        if not self._limits.alive(found, now):
            return None
        if now - found.seen_at < self._limits.grain:
            return found
        noted = update(SessionRow).where(SessionRow.digest == digest).values(seen_at=now)
        try:
            with self._database.write() as transaction:
                # Ended in between: nothing is updated, and it is not found.
                if not transaction.scalars(noted.returning(SessionRow.digest)).all():
                    return None
        except (StorageFull, HomeBusy):
            return found  # a full disk keeps nobody from reading
        return Session(found.person, found.created_at, now, found.agent)

    def end(self, token: str) -> None:
        with self._database.write() as transaction:
            transaction.execute(delete(SessionRow).where(SessionRow.digest == token_digest(token)))

    def end_all(self, person: str, *, keep: str | None = None) -> int:
        gone = delete(SessionRow).where(SessionRow.person == _id(person))
        if keep is not None:
            gone = gone.where(SessionRow.digest != token_digest(keep))
        with self._database.write() as transaction:
            return len(transaction.scalars(gone.returning(SessionRow.digest)).all())
