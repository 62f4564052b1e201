"""Signing in, and keeping the accounts of this server.

::

    no account ── offer_setup ──▶ token in the server's log ── setup_first_administrator ──▶ first administrator
    administrator ── add_user, invite, invitations, set_roles, deactivate, reset_link
    anybody ── sign_in ──▶ (person, token for the cookie) ── signed_in ──▶ Actor of each request

What a stranger can learn by trying is the same for a wrong password, an unknown login and a
deactivated account: one message, one cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from statement_archive.domain import logins
from statement_archive.domain.actors import Actor, Role
from statement_archive.domain.errors import NotAllowed, NotFound, Refused
from statement_archive.domain.people import (
    Accounts,
    LinkSpent,
    LoginTaken,
    OpenLink,
    Person,
    SignInThrottled,
    token_digest,
)
from statement_archive.workflow.roles import limits_named, pairs_kept, roles_named

SETUP_LASTS = timedelta(days=1)
RESET_LASTS = timedelta(days=1)
INVITATION_LASTS = timedelta(days=7)
_WRONG = "the login or the password is wrong"


def actor_of(person: Person) -> Actor:
    """Whoever was deactivated acts as the public does, under their own id."""
    return Actor(person.id, person.roles, person.limits) if person.active else Actor(person.id)


# --- the first account ---------------------------------------------------------------------------


def offer_setup(accounts: Accounts, now: datetime) -> str | None:
    """The token of the set-up page, for the server's log; None where there are accounts.

    The one offered before ends: after a restart only the newest works.
    """
    if accounts.people.count():
        return None
    accounts.one_time.revoke("setup")
    return accounts.one_time.create("setup", data={}, expires=now + SETUP_LASTS, now=now)


def setup_first_administrator(
    accounts: Accounts, token: str, *, login: str, display_name: str, password: str, now: datetime
) -> Person:
    """Raises InvalidInput, WeakPassword (the token still works), LinkSpent."""
    new_login, name, _ = _checked(accounts, login, display_name, password)
    if accounts.people.count() or accounts.one_time.peek("setup", token, now) is None:
        raise _spent()
    password_hash = accounts.passwords.hash(password)
    if accounts.one_time.use("setup", token, now) is None:
        raise _spent()
    try:
        return accounts.people.add(
            login=new_login,
            display_name=name,
            password_hash=password_hash,
            roles=["administrator"],
            now=now,
            first=True,
        )
    except Refused as error:
        raise _spent() from error


def person_by_login(accounts: Accounts, login: str) -> Person:
    """Raises NotFound."""
    person = accounts.people.by_login(login)
    if person is None:
        raise NotFound(f"nobody signs in as {login[:40]!r}")
    return person


# --- signing in and out --------------------------------------------------------------------------


def sign_in(
    accounts: Accounts, login: str, password: str, *, address: str, now: datetime, agent: str = ""
) -> tuple[Person, str]:
    """The person, and the token of a new session. Raises NotAllowed, SignInThrottled."""
    person = accounts.people.by_login(login)
    # What cannot be a login is counted as it was typed: those share no count.
    tried = logins.fold_login(login) or login[:200]
    stored = _admitted(accounts, tried, person, password, address, now)
    if person is None or stored is None or not person.active:
        raise NotAllowed(_WRONG)
    accounts.attempts.forget(tried, address)
    if accounts.passwords.outdated(stored):
        # Not where the password was changed in this moment: the new one would be lost.
        accounts.people.set_password(person.id, accounts.passwords.hash(password), replacing=stored)
    return person, accounts.sessions.create(person.id, agent=logins.agent(agent), now=now)


def signed_in(accounts: Accounts, token: str | None, now: datetime) -> Person | None:
    """Whose session this is; roles and deactivation count from the next request on."""
    session = accounts.sessions.find(token, now) if token else None
    person = accounts.people.by_id(session.person) if session else None
    return person if person and person.active else None


def sign_out(accounts: Accounts, token: str) -> None:
    accounts.sessions.end(token)


def change_password(
    accounts: Accounts,
    actor: Actor,
    *,
    old: str,
    new: str,
    address: str,
    now: datetime,
    keep: str | None = None,
) -> None:
    """Ends the person's other sessions and reset links; ``keep`` is the token of the one at hand.

    Raises NotAllowed (not signed in, the old one is wrong), SignInThrottled, WeakPassword.
    """
    person = _present(accounts, actor)
    accounts.passwords.check(new, login=person.login)
    stored = _proved(accounts, person, old, address, now)
    if not accounts.people.set_password(person.id, accounts.passwords.hash(new), replacing=stored):
        raise NotAllowed("the password is wrong")
    accounts.one_time.revoke("reset", person.id)
    accounts.sessions.end_all(person.id, keep=keep)


def prove(accounts: Accounts, actor: Actor, password: str, *, address: str, now: datetime) -> Person:
    """Who is signed in is who they say: before what cannot be undone. Raises NotAllowed, SignInThrottled."""
    person = _present(accounts, actor)
    _proved(accounts, person, password, address, now)
    return person


# --- what administrators do ----------------------------------------------------------------------


def add_user(
    accounts: Accounts,
    actor: Actor,
    *,
    login: str,
    display_name: str,
    password: str,
    roles: Iterable[str],
    now: datetime,
    email: str | None = None,
    limits: Iterable[tuple[str, str]] = (),
) -> Person:
    """``limits``: pairs of a role and a language to which it is held.

    Raises NotAllowed, InvalidInput, WeakPassword, LoginTaken.
    """
    actor.require("administer")
    held = roles_named(roles)
    new_login, name, mail = _checked(accounts, login, display_name, password, email)
    return accounts.people.add(
        login=new_login,
        display_name=name,
        password_hash=accounts.passwords.hash(password),
        roles=held,
        limits=limits_named(held, limits),
        now=now,
        email=mail,
    )


def list_people(accounts: Accounts, actor: Actor) -> tuple[Person, ...]:
    """Raises NotAllowed."""
    actor.require("administer")
    return tuple(accounts.people.all())


def set_roles(
    accounts: Accounts, actor: Actor, person: str, roles: Iterable[str], limits: Iterable[tuple[str, str]] = ()
) -> Person:
    """Roles and the languages to which they are held, in place of those of before.

    Raises NotAllowed, NotFound, InvalidInput, LastAdministrator.
    """
    actor.require("administer")
    held = roles_named(roles)
    changed = accounts.people.set_roles(person, held, limits_named(held, limits))
    if not actor_of(changed).may("administer"):
        accounts.one_time.revoke("invite", changed.id)
    return changed


def deactivate(accounts: Accounts, actor: Actor, person: str) -> Person:
    """Ends sessions, reset links, and the invitations they gave out. Raises NotAllowed, NotFound, LastAdministrator."""
    actor.require("administer")
    deactivated = accounts.people.set_active(person, active=False)
    accounts.one_time.revoke("reset", deactivated.id)
    accounts.one_time.revoke("invite", deactivated.id)
    accounts.sessions.end_all(deactivated.id)
    return deactivated


def reactivate(accounts: Accounts, actor: Actor, person: str) -> Person:
    """With the roles and the password of before. Raises NotAllowed, NotFound, Refused (the name was erased)."""
    actor.require("administer")
    return accounts.people.set_active(person, active=True)


def reset_link(accounts: Accounts, actor: Actor, person: str, now: datetime) -> str:
    """The token of a link with which this person sets a new password; earlier ones end.

    Raises NotAllowed, NotFound.
    """
    actor.require("administer")
    found = accounts.people.by_id(person)
    if found is None or not found.active:
        raise NotFound("no such active person", person=person)
    accounts.one_time.revoke("reset", found.id)
    return accounts.one_time.create(
        "reset", subject=found.id, data={"person": found.id}, expires=now + RESET_LASTS, now=now
    )


def use_reset_link(accounts: Accounts, token: str, *, password: str, now: datetime) -> Person:
    """Ends every session of the person. Raises WeakPassword (the link still works), LinkSpent."""
    data = accounts.one_time.peek("reset", token, now)
    person = accounts.people.by_id(data["person"]) if data else None
    if person is None or not person.active:
        raise _spent()
    accounts.passwords.check(password, login=person.login)
    password_hash = accounts.passwords.hash(password)
    if accounts.one_time.use("reset", token, now) is None:
        raise _spent()
    accounts.people.set_password(person.id, password_hash)
    accounts.sessions.end_all(person.id)
    return person


def invite(
    accounts: Accounts, actor: Actor, *, roles: Iterable[str], now: datetime, limits: Iterable[tuple[str, str]] = ()
) -> str:
    """The token of a link with which somebody opens an account with these roles.

    Raises NotAllowed, InvalidInput.
    """
    actor.require("administer")
    held = roles_named(roles)
    data = {"roles": held, "limits": limits_named(held, limits), "by": actor.person}
    return accounts.one_time.create("invite", subject=actor.person, data=data, expires=now + INVITATION_LASTS, now=now)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that nobody used yet. ``id`` names it to ``revoke_invitation``; the link itself is not kept."""

    id: str
    roles: frozenset[Role]
    limits: frozenset[tuple[Role, str]]
    by: str
    made_at: datetime
    expires_at: datetime


def invitations(accounts: Accounts, actor: Actor, now: datetime) -> tuple[Invitation, ...]:
    """Those that would work now, newest first. Raises NotAllowed."""
    actor.require("administer")
    return tuple(_invitation(link) for link in accounts.one_time.open("invite", now))


def _invitation(link: OpenLink) -> Invitation:
    roles = roles_named(link.data["roles"])
    limits = frozenset(limits_named(roles, pairs_kept(link.data)))
    return Invitation(link.id, frozenset(roles), limits, link.subject, link.created_at, link.expires_at)


def invited(accounts: Accounts, token: str, now: datetime) -> Invitation | None:
    """What whoever holds the link would get; None where it would not work."""
    digest = token_digest(token)
    return next((_invitation(link) for link in accounts.one_time.open("invite", now) if link.id == digest), None)


def revoke_invitation(accounts: Accounts, actor: Actor, invitation: str) -> None:
    """Raises NotAllowed, NotFound (used, expired, ended before)."""
    actor.require("administer")
    if not accounts.one_time.revoke_one("invite", invitation):
        raise NotFound("no such open invitation")


def accept_invitation(
    accounts: Accounts,
    token: str,
    *,
    login: str,
    display_name: str,
    password: str,
    now: datetime,
    email: str | None = None,
) -> Person:
    """Raises InvalidInput, WeakPassword, LoginTaken (the link still works), LinkSpent."""
    data = accounts.one_time.peek("invite", token, now)
    if data is None:
        raise _spent()
    new_login, name, mail = _checked(accounts, login, display_name, password, email)
    if accounts.people.by_login(new_login):
        raise LoginTaken(f"the login {new_login} is taken", login=new_login)
    password_hash = accounts.passwords.hash(password)
    if accounts.one_time.use("invite", token, now) is None:
        raise _spent()
    held = roles_named(data["roles"])
    return accounts.people.add(
        login=new_login,
        display_name=name,
        password_hash=password_hash,
        roles=held,
        limits=limits_named(held, pairs_kept(data)),
        now=now,
        email=mail,
    )


# --- parts ---------------------------------------------------------------------------------------


def _present(accounts: Accounts, actor: Actor) -> Person:
    person = accounts.people.by_id(actor.person)
    if person is None or not person.active:
        raise NotAllowed("sign in first")
    return person


def _proved(accounts: Accounts, person: Person, password: str, address: str, now: datetime) -> str:
    """The stored hash. Throttled as signing in is: whoever finds an open browser must not try passwords at
    leisure. Raises NotAllowed, SignInThrottled."""
    stored = _admitted(accounts, person.login, person, password, address, now)
    if stored is None:
        raise NotAllowed("the password is wrong")
    accounts.attempts.forget(person.login, address)
    return stored


def _admitted(
    accounts: Accounts, tried: str, person: Person | None, password: str, address: str, now: datetime
) -> str | None:
    """The stored hash where the password fits it, else None. Raises SignInThrottled."""
    wait = accounts.attempts.admit(tried, address, now)
    if wait:
        raise SignInThrottled(wait)
    # Asked for nobody too, and verified against nothing: an unknown login takes the same steps.
    stored = accounts.people.password_hash(person.id if person else "")
    return stored if accounts.passwords.verify(stored, password) else None


def _checked(
    accounts: Accounts, login: str, display_name: str, password: str, email: str | None = None
) -> tuple[str, str, str | None]:
    new_login = logins.login(login)
    name = logins.display_name(display_name)
    mail = logins.email(email)
    accounts.passwords.check(password, login=new_login)
    return new_login, name, mail


def _spent() -> LinkSpent:
    return LinkSpent("this link was used, has expired, or never was")
