"""The people of a server that forgets: for tests, demonstrations and comparison with the SQL form.

::

    in_memory() ──▶ Accounts, every part behind one lock

Values go through the same JSON as in SQL, so that what one refuses the other does too.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import RLock
from typing import Any

from statement_archive.accounts.feed_keys import MemoryFeedKeys
from statement_archive.accounts.memory_desk import MemoryClaims, MemoryPresence, MemoryReadings, MemoryTyping
from statement_archive.accounts.passwords import Argon2Passwords
from statement_archive.accounts.quote_reports import MemoryQuoteReports
from statement_archive.accounts.saved_searches import MemorySavedSearches
from statement_archive.domain.actors import Role
from statement_archive.domain.errors import NotFound, Refused
from statement_archive.domain.ids import PersonId
from statement_archive.domain.logins import (
    FAILURES_COUNT_FOR,
    FREE_PER_LOGIN,
    FREE_PER_NETWORK,
    attempt_key,
    fold_login,
    network,
    seconds_to_wait,
)
from statement_archive.domain.people import (
    NOBODY,
    Accounts,
    Draft,
    DraftChanged,
    DraftFile,
    LastAdministrator,
    LoginTaken,
    OneTimePurpose,
    OpenLink,
    Passwords,
    Person,
    Session,
    SessionLimits,
    clean_draft_file,
    draft_json,
    erased_login,
    new_draft_id,
    new_person_id,
    new_token,
    token_digest,
)

_DEFAULT_LIMITS = SessionLimits()


def in_memory(*, limits: SessionLimits = _DEFAULT_LIMITS, passwords: Passwords | None = None) -> Accounts:
    return Accounts(
        people=MemoryPeople(),
        sessions=MemorySessions(limits),
        drafts=MemoryDrafts(),
        one_time=MemoryOneTime(),
        attempts=MemoryAttempts(),
        passwords=passwords or Argon2Passwords(),
        claims=MemoryClaims(),
        presence=MemoryPresence(),
        typing=MemoryTyping(),
        readings=MemoryReadings(),
        feed_keys=MemoryFeedKeys(),
        saved_searches=MemorySavedSearches(),
        quote_reports=MemoryQuoteReports(),
    )


class MemoryPeople:
    def __init__(self) -> None:
        self._lock = RLock()
        self._people: dict[str, Person] = {}
        self._hashes: dict[str, str] = {}

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
        with self._lock:
            if first and self._people:
                raise Refused("there are accounts already")
            if self.by_login(login):
                raise LoginTaken(f"the login {login} is taken", login=login)
            held = frozenset(roles)
            person = Person(new_person_id(), login, display_name, held, True, now, email, _of(held, limits))
            self._hashes[person.id] = password_hash
            return self._put(person)

    def by_id(self, person: str) -> Person | None:
        return self._people.get(person)

    def by_login(self, login: str) -> Person | None:
        folded = fold_login(login)
        return next((person for person in self.all() if person.login == folded), None)

    def all(self) -> Sequence[Person]:
        with self._lock:
            return tuple(sorted(self._people.values(), key=lambda person: person.login))

    def count(self) -> int:
        return len(self._people)

    def password_hash(self, person: str) -> str | None:
        return self._hashes.get(person)

    def set_password(self, person: str, password_hash: str, *, replacing: str | None = None) -> bool:
        with self._lock:
            self._required(person)
            if replacing is not None and self._hashes[person] != replacing:
                return False
            self._hashes[person] = password_hash
            return True

    def set_roles(self, person: str, roles: Iterable[Role], limits: Iterable[tuple[Role, str]] = ()) -> Person:
        held = frozenset(roles)
        with self._lock:
            return self._change(replace(self._required(person), roles=held, limits=_of(held, limits)))

    def set_active(self, person: str, *, active: bool) -> Person:
        with self._lock:
            found = self._required(person)
            if active and found.erased_at:
                raise Refused("this name was erased", person=person)
            return self._change(replace(found, active=active))

    def erase(self, person: str, now: datetime) -> Person:
        with self._lock:
            found = self._required(person)
            if found.erased_at:
                return found
            gone = Person(
                found.id, erased_login(found.id), "", frozenset(), False, found.created_at, None, frozenset(), now
            )
            erased = self._change(gone)
            self._hashes[found.id] = ""
            return erased

    def _required(self, person: str) -> Person:
        found = self._people.get(person)
        if found is None:
            raise NotFound("no such person", person=person)
        return found

    def _change(self, changed: Person) -> Person:
        administrators = {each.id for each in self.all() if each.active and "administrator" in each.roles}
        if administrators == {changed.id} and not (changed.active and "administrator" in changed.roles):
            raise LastAdministrator("this is the last administrator", person=changed.id)
        return self._put(changed)

    def _put(self, person: Person) -> Person:
        self._people[person.id] = person
        return person


def _of(roles: frozenset[Role], limits: Iterable[tuple[Role, str]]) -> frozenset[tuple[Role, str]]:
    return frozenset((role, lang) for role, lang in limits if role in roles)


class MemorySessions:
    def __init__(self, limits: SessionLimits) -> None:
        self._lock = RLock()
        self._limits = limits
        self._sessions: dict[str, Session] = {}

    def create(self, person: PersonId, *, agent: str, now: datetime) -> str:
        token = new_token()
        with self._lock:
            self._sessions = {key: held for key, held in self._sessions.items() if self._limits.alive(held, now)}
            self._sessions[token_digest(token)] = Session(person, now, now, agent)
        return token

    def find(self, token: str, now: datetime) -> Session | None:
        digest = token_digest(token)
        with self._lock:
            found = self._sessions.get(digest)
            if found is None or not self._limits.alive(found, now):
                return None
            if now - found.seen_at >= self._limits.grain:
                found = self._sessions[digest] = replace(found, seen_at=now)
            return found

    def end(self, token: str) -> None:
        with self._lock:
            self._sessions.pop(token_digest(token), None)

    def end_all(self, person: str, *, keep: str | None = None) -> int:
        kept = token_digest(keep) if keep is not None else None
        with self._lock:
            gone = [key for key, held in self._sessions.items() if held.person == person and key != kept]
            for key in gone:
                del self._sessions[key]
            return len(gone)


class MemoryDrafts:
    def __init__(self) -> None:
        self._lock = RLock()
        self._drafts: dict[str, tuple[Draft, DraftFile | None]] = {}

    def save(
        self, owner: PersonId, kind: str, data: dict[str, Any], *, now: datetime, file: DraftFile | None = None
    ) -> Draft:
        clean = clean_draft_file(file)
        plain = json.loads(draft_json(data))
        draft = Draft(new_draft_id(), owner, kind, plain, clean.name if clean else None, 1, now, now)
        with self._lock:
            self._drafts[draft.id] = draft, clean
        return _copy(draft)

    def get(self, owner: PersonId, draft: str) -> Draft:
        return _copy(self._required(owner, draft)[0])

    def file(self, owner: PersonId, draft: str) -> DraftFile | None:
        return self._required(owner, draft)[1]

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
        plain = json.loads(draft_json(data))
        clean = clean_draft_file(file)
        with self._lock:
            current, held = self._required(owner, draft)
            if current.revision != revision:
                raise DraftChanged(_copy(current))
            kept = clean or held
            name = kept.name if kept else None
            changed = replace(current, data=plain, file_name=name, revision=revision + 1, updated_at=now)
            self._drafts[draft] = changed, kept
        return _copy(changed)

    def list(self, owner: PersonId, kind: str | None = None) -> Sequence[Draft]:
        with self._lock:
            held = [draft for draft, _ in self._drafts.values() if draft.owner == owner != NOBODY]
        wanted = sorted((each for each in held if kind in {None, each.kind}), key=lambda each: each.id)
        return tuple(_copy(each) for each in sorted(wanted, key=lambda each: each.updated_at, reverse=True))

    def delete(self, owner: PersonId, draft: str) -> None:
        with self._lock:
            if draft in self._drafts and self._drafts[draft][0].owner == owner:
                del self._drafts[draft]

    def _required(self, owner: PersonId, draft: str) -> tuple[Draft, DraftFile | None]:
        found = self._drafts.get(draft)
        if found is None or found[0].owner != owner:
            raise NotFound("no such draft")
        return found


def _copy(draft: Draft) -> Draft:
    """The caller may change its dict, not ours."""
    return replace(draft, data=json.loads(json.dumps(draft.data)))


@dataclass(frozen=True, slots=True)
class _Link:
    purpose: OneTimePurpose
    subject: str
    data: str
    created: datetime
    expires: datetime


class MemoryOneTime:
    def __init__(self) -> None:
        self._lock = RLock()
        self._links: dict[str, _Link] = {}

    def create(
        self, purpose: OneTimePurpose, *, subject: str = "", data: dict[str, Any], expires: datetime, now: datetime
    ) -> str:
        token = new_token()
        with self._lock:
            self._links = {key: link for key, link in self._links.items() if link.expires > now}
            self._links[token_digest(token)] = _Link(purpose, subject, draft_json(data), now, expires)
        return token

    def peek(self, purpose: OneTimePurpose, token: str, now: datetime) -> dict[str, Any] | None:
        link = self._links.get(token_digest(token))
        if link is None or link.purpose != purpose or link.expires <= now:
            return None
        data: dict[str, Any] = json.loads(link.data)
        return data

    def use(self, purpose: OneTimePurpose, token: str, now: datetime) -> dict[str, Any] | None:
        with self._lock:
            data = self.peek(purpose, token, now)
            if data is not None:
                del self._links[token_digest(token)]
            return data

    def revoke(self, purpose: OneTimePurpose, subject: str = "") -> int:
        with self._lock:
            gone = [key for key, link in self._links.items() if (link.purpose, link.subject) == (purpose, subject)]
            for key in gone:
                del self._links[key]
            return len(gone)

    def open(self, purpose: OneTimePurpose, now: datetime) -> Sequence[OpenLink]:
        with self._lock:
            held = [(k, link) for k, link in self._links.items() if link.purpose == purpose and link.expires > now]
        found = [OpenLink(k, e.purpose, e.subject, json.loads(e.data), e.created, e.expires) for k, e in sorted(held)]
        return tuple(sorted(found, key=lambda link: link.created_at, reverse=True))

    def revoke_one(self, purpose: OneTimePurpose, link: str) -> bool:
        with self._lock:
            held = self._links.get(link)
            if held is None or held.purpose != purpose:
                return False
            del self._links[link]
            return True


class MemoryAttempts:
    def __init__(self) -> None:
        self._lock = RLock()
        self._key = secrets.token_bytes(32)
        self._failures: list[tuple[str, str, datetime]] = []  # login key, network key, when

    def admit(self, login: str, address: str, now: datetime) -> int:
        with self._lock:
            self._failures = [each for each in self._failures if now - each[2] < FAILURES_COUNT_FOR]
            wait = self.throttle(login, address, now)
            if not wait:
                self._failures.append((*self._keys(login, address), now))
            return wait

    def throttle(self, login: str, address: str, now: datetime) -> int:
        login_key, network_key = self._keys(login, address)
        with self._lock:
            by_login = [at for held, _, at in self._failures if held == login_key]
            by_network = [at for _, held, at in self._failures if held == network_key]
        return max(
            seconds_to_wait(by_login, now, free=FREE_PER_LOGIN),
            seconds_to_wait(by_network, now, free=FREE_PER_NETWORK),
        )

    def forget(self, login: str, address: str) -> None:
        with self._lock:
            gone = self._keys(login, address)
            self._failures = [each for each in self._failures if each[:2] != gone]

    def _keys(self, login: str, address: str) -> tuple[str, str]:
        return attempt_key(self._key, "login", login), attempt_key(self._key, "network", network(address))
