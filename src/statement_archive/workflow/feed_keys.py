"""A private address for feed readers, which cannot sign in: made, ended, and used."""

from __future__ import annotations

from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import NotAllowed, NotFound
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts
from statement_archive.workflow.accounts import actor_of


def make_key(accounts: Accounts, actor: Actor, now: datetime) -> str:
    """The token of the address, told this once; an earlier address of the same person is dead.

    Raises NotAllowed (not signed in).
    """
    return accounts.feed_keys.create(_self(actor), now)


def revoke_key(accounts: Accounts, actor: Actor) -> bool:
    """Whether there was an address. Raises NotAllowed (not signed in)."""
    return accounts.feed_keys.revoke(_self(actor))


def key_since(accounts: Accounts, actor: Actor) -> datetime | None:
    """When the address of this person was made; None where there is none."""
    return accounts.feed_keys.since(actor.person) if actor.person else None


def reader_of(accounts: Accounts, token: str) -> Actor:
    """Who reads at a private address, with the roles of today. Raises NotFound, also where the account was
    closed since: which one is not told."""
    person = accounts.feed_keys.find(token)
    found = accounts.people.by_id(person) if person else None
    if found is None or not found.active:
        raise NotFound("no feed is at this address")
    return actor_of(found)


def _self(actor: Actor) -> PersonId:
    if not actor.person:
        raise NotAllowed("sign in first")
    return PersonId(actor.person)
