"""Searches that somebody who is signed in keeps, each with a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import NotAllowed
from statement_archive.domain.ids import PersonId
from statement_archive.domain.people import Accounts
from statement_archive.domain.saved_searches import SavedSearch
from statement_archive.workflow.asked import Asked, address


def save_search(accounts: Accounts, actor: Actor, name: str, asked: Asked, now: datetime) -> SavedSearch:
    """Raises NotAllowed (not signed in), InvalidInput."""
    return accounts.saved_searches.add(_self(actor), name or asked.words, address(asked), now)


def saved_searches(accounts: Accounts, actor: Actor) -> Sequence[SavedSearch]:
    """One's own, by name. Raises NotAllowed (not signed in)."""
    return accounts.saved_searches.of_person(_self(actor))


def remove_search(accounts: Accounts, actor: Actor, search: str) -> bool:
    """Whether there was such a one. Raises NotAllowed (not signed in)."""
    return accounts.saved_searches.remove(_self(actor), search)


def _self(actor: Actor) -> PersonId:
    if not actor.person:
        raise NotAllowed("sign in first")
    return PersonId(actor.person)
