"""The people of this server, and the plug points that keep what belongs to them.

::

    workflow ── People, Sessions, Drafts, OneTime, Attempts ──▶ accounts (sql, memory)
             ── Claims, Presence, Typing, Readings (domain.desk) ▶ accounts (sql_desk, memory_desk)
             ── FeedKeys (domain.feed_keys) ───────────────────▶ accounts (feed_keys)
             ── SavedSearches (domain.saved_searches) ─────────▶ accounts (saved_searches)
             ── QuoteReports (domain.quote_reports) ───────────▶ accounts (quote_reports)
             ── Passwords ────────────────────────────────────▶ accounts (Argon2id)
    Accounts = all of them, handed to workflow as one

Private to one server, never part of the archive: ledgers know a person by an opaque id and nothing
else. Every implementation is safe for threads; the SQL one also for processes. A secret (session,
link) is returned once and kept only as its SHA-256. Times carry a zone; no method reads a clock.
"""

from __future__ import annotations

import json
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from statement_archive.domain.actors import Role
from statement_archive.domain.desk import Claims, Presence, Readings, Typing
from statement_archive.domain.errors import ArchiveError, Conflict, InvalidInput, NotFound, Refused, TooLarge
from statement_archive.domain.events import sha256
from statement_archive.domain.feed_keys import FeedKeys
from statement_archive.domain.ids import PersonId
from statement_archive.domain.quote_reports import QuoteReports
from statement_archive.domain.saved_searches import SavedSearches

OneTimePurpose = Literal["setup", "reset", "invite"]
NOBODY = PersonId("")  # owns the drafts of visitors who have not signed in
MAX_DRAFT_DATA = 10 * 1024 * 1024  # bytes of JSON: several times the longest text that is typed by hand
MAX_DRAFT_FILE = 50 * 1024 * 1024  # bytes


class LoginTaken(Refused):
    """Another account has this login (``details["login"]``)."""

    code = "login-taken"


class LastAdministrator(Refused):
    """Without this person nobody could administer the server."""

    code = "last-administrator"


class WeakPassword(InvalidInput):
    """``details["reason"]``: too-short, too-long, common, repetitive, same-as-login or not-text."""

    code = "weak-password"


class SignInThrottled(ArchiveError):
    """Too many failed tries; ``wait`` is the number of seconds until the next one is looked at."""

    code = "sign-in-throttled"

    def __init__(self, wait: int) -> None:
        super().__init__(f"too many failed tries: the next one is possible in {wait} seconds", wait=wait)
        self.wait = wait


class LinkSpent(NotFound):
    """A one-time link that was used, has expired or never was: which one is not told."""

    code = "link-spent"


@dataclass(frozen=True, slots=True)
class Person:
    """An account. ``id`` is what ledgers know; the password's hash is not part of it."""

    id: PersonId
    login: str
    display_name: str
    roles: frozenset[Role]
    active: bool
    created_at: datetime
    email: str | None = field(default=None, repr=False)
    # Languages to which a role is held; a role without one counts for all.
    limits: frozenset[tuple[Role, str]] = frozenset()
    erased_at: datetime | None = None  # since when the name is gone: what is left is the id


@dataclass(frozen=True, slots=True)
class Session:
    person: PersonId
    created_at: datetime
    seen_at: datetime
    agent: str


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A one-time link that would work now. ``id`` names it to ``revoke_one`` and opens nothing."""

    id: str
    purpose: OneTimePurpose
    subject: str
    data: dict[str, Any] = field(repr=False)
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """``idle`` without a request, ``absolute`` since signing in: whichever comes first ends it.

    A request is noted once in ``grain``, so that reading pages does not write.
    """

    idle: timedelta = timedelta(days=14)
    absolute: timedelta = timedelta(days=90)
    grain: timedelta = timedelta(minutes=10)

    def alive(self, session: Session, now: datetime) -> bool:
        return now - session.seen_at < self.idle and now - session.created_at < self.absolute


@dataclass(frozen=True, slots=True)
class DraftFile:
    """An uploaded file, byte for byte, under the name it came with."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """Typed or uploaded and not yet submitted. ``revision`` counts its changes from 1."""

    id: str
    owner: PersonId
    kind: str
    data: dict[str, Any] = field(repr=False)
    file_name: str | None
    revision: int
    created_at: datetime
    updated_at: datetime


class DraftChanged(Conflict):
    """The draft was changed in another window; ``current`` is what is kept, ``head`` its revision."""

    code = "draft-changed"

    def __init__(self, current: Draft) -> None:
        super().__init__("the draft was changed elsewhere in the meantime", head=current.revision)
        self.current = current


class People(Protocol):
    """Accounts. Their logins have been folded and their names checked by the caller."""

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
        """A limit of a role that is not given is left out. Raises LoginTaken. With ``first``, raises Refused
        unless this is the first account ever: one of any number of racing callers succeeds."""

    def by_id(self, person: str) -> Person | None: ...

    def by_login(self, login: str) -> Person | None:
        """Looked up as folded by ``logins.fold_login``."""

    def all(self) -> Sequence[Person]:
        """By login, the inactive ones too."""

    def count(self) -> int:
        """The inactive ones too."""

    def password_hash(self, person: str) -> str | None:
        """None where there is no such person."""

    def set_password(self, person: str, password_hash: str, *, replacing: str | None = None) -> bool:
        """With ``replacing``, only where that is the hash still kept; says whether it was done. Raises NotFound."""

    def set_roles(self, person: str, roles: Iterable[Role], limits: Iterable[tuple[Role, str]] = ()) -> Person:
        """Replaces roles and limits. Raises NotFound, LastAdministrator (also where two administrators demote
        each other at once)."""

    def set_active(self, person: str, *, active: bool) -> Person:
        """An account is never deleted, since ledgers name it. Raises NotFound, LastAdministrator, Refused (to
        activate one whose name was erased)."""

    def erase(self, person: str, now: datetime) -> Person:
        """Login, display name, mail, password, roles and limits are gone for ever; the id stays and is not
        active. Nothing changes where it was done before. Raises NotFound, LastAdministrator."""


class Sessions(Protocol):
    """Who is signed in, on which browser."""

    def create(self, person: PersonId, *, agent: str, now: datetime) -> str:
        """The token for the cookie: 32 random bytes, URL-safe."""

    def find(self, token: str, now: datetime) -> Session | None:
        """The session, noted as seen; None where it is unknown, ended or past its limits."""

    def end(self, token: str) -> None: ...

    def end_all(self, person: str, *, keep: str | None = None) -> int:
        """End every session of a person but the one whose token is ``keep``; returns how many."""


class Drafts(Protocol):
    """What was typed or uploaded and not yet submitted.

    Every method takes the owner: another person's draft is NotFound, as one that never was. A draft of
    ``NOBODY`` is open to whoever knows its id, which cannot be guessed.
    """

    def save(
        self, owner: PersonId, kind: str, data: dict[str, Any], *, now: datetime, file: DraftFile | None = None
    ) -> Draft:
        """Raises InvalidInput (not JSON), TooLarge."""

    def get(self, owner: PersonId, draft: str) -> Draft:
        """Raises NotFound."""

    def file(self, owner: PersonId, draft: str) -> DraftFile | None:
        """The file as it came. Raises NotFound."""

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
        """Replace the data, and the file where one is given. Raises DraftChanged unless ``revision`` is
        the current one, NotFound, InvalidInput, TooLarge."""

    def list(self, owner: PersonId, kind: str | None = None) -> Sequence[Draft]:
        """Last changed first. Nothing for ``NOBODY``: its drafts are reached by id only."""

    def delete(self, owner: PersonId, draft: str) -> None:
        """Nothing happens where there is none."""


class OneTime(Protocol):
    """Links that work once: setting up, resetting a password, inviting."""

    def create(
        self, purpose: OneTimePurpose, *, subject: str = "", data: dict[str, Any], expires: datetime, now: datetime
    ) -> str:
        """The secret of the link: 32 random bytes, URL-safe. ``subject``: whom it is about, for ``revoke``."""

    def peek(self, purpose: OneTimePurpose, token: str, now: datetime) -> dict[str, Any] | None:
        """The data of a link that would work now; it is not used up."""

    def use(self, purpose: OneTimePurpose, token: str, now: datetime) -> dict[str, Any] | None:
        """The data, to one caller only, however many threads and processes ask at once."""

    def revoke(self, purpose: OneTimePurpose, subject: str = "") -> int:
        """End every unused link of this purpose about this subject; returns how many."""

    def open(self, purpose: OneTimePurpose, now: datetime) -> Sequence[OpenLink]:
        """Those that would work now, newest first."""

    def revoke_one(self, purpose: OneTimePurpose, link: str) -> bool:
        """End one by the id of ``open``; whether it was there."""


class Attempts(Protocol):
    """Failed sign-ins, by login and by network, both kept as keyed hashes only: what was typed as a
    login may have been a password."""

    def admit(self, login: str, address: str, now: datetime) -> int:
        """0, and the try is counted as failed until ``forget``; or the seconds to wait, and it is not
        counted. One step, so that parallel guesses cannot all pass before the first has failed."""

    def throttle(self, login: str, address: str, now: datetime) -> int:
        """The seconds that ``admit`` would ask for."""

    def forget(self, login: str, address: str) -> None:
        """After a success: this login's tries from this network do not count. Others' stay, so that
        nobody resets the count of their network by signing in to their own account."""


class Passwords(Protocol):
    def check(self, password: str, *, login: str) -> None:
        """Raises WeakPassword. For new passwords only."""

    def hash(self, password: str) -> str: ...

    def verify(self, stored: str | None, password: str) -> bool:
        """Takes as long where nothing is stored (no such login) as where the password is wrong."""

    def outdated(self, stored: str) -> bool:
        """Whether it was hashed with other parameters than are in use now."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """What workflow needs of the people of this server."""

    people: People
    sessions: Sessions
    drafts: Drafts
    one_time: OneTime
    attempts: Attempts
    passwords: Passwords
    claims: Claims
    presence: Presence
    typing: Typing
    readings: Readings
    feed_keys: FeedKeys
    saved_searches: SavedSearches
    quote_reports: QuoteReports
    close: Callable[[], None] = lambda: None


def erased_login(person: str) -> str:
    """What stands in place of the login of somebody whose name was erased: nobody can sign in with it."""
    return f"erased-{person}"[:40]


_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"


def new_person_id() -> PersonId:
    """60 random bits: says nothing, not even who came first."""
    return PersonId("p-" + "".join(secrets.choice(_BASE32) for _ in range(12)))


def new_draft_id() -> str:
    """130 random bits: knowing the id of a visitor's draft is the right to read it."""
    return "d-" + "".join(secrets.choice(_BASE32) for _ in range(26))


def is_draft_id(raw: str) -> bool:
    """Ids come out of addresses: what cannot be one is not asked for."""
    return re.fullmatch("d-[a-z2-7]{26}", raw) is not None


def new_token() -> str:
    """32 random bytes, URL-safe."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """What is kept of a token. Fast on purpose: 256 random bits cannot be guessed."""
    return sha256(token.encode("utf-8", "replace"))


def draft_json(data: dict[str, Any]) -> str:
    """Draft data as ASCII JSON: half surrogate pairs and NUL come back as they were typed, from every store.

    Raises InvalidInput (not JSON), TooLarge.
    """
    try:
        encoded = json.dumps(data, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidInput(f"draft data is not JSON: {error}") from error
    if len(encoded) > MAX_DRAFT_DATA:
        raise TooLarge(f"a draft of more than {MAX_DRAFT_DATA} bytes", limit=MAX_DRAFT_DATA)
    return encoded


def clean_draft_file(file: DraftFile | None) -> DraftFile | None:
    """The bytes untouched, the name such that every store takes it and every page can show it.

    Raises TooLarge.
    """
    if file is None:
        return None
    if len(file.content) > MAX_DRAFT_FILE:
        raise TooLarge(f"a file of more than {MAX_DRAFT_FILE} bytes", limit=MAX_DRAFT_FILE)
    # The end of a long name is kept: it holds the extension.
    name = "".join("\ufffd" if unicodedata.category(char) in {"Cc", "Cs"} else char for char in file.name[-255:])
    return DraftFile(name, file.content)
