"""Searches that a person keeps: a name, and the address of what was asked.

::

    save ──▶ SavedSearch ──▶ the search today, its feed          forgotten one by one, or with the name of the person

They are nobody's record: they live with the accounts, and go with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.ids import PersonId

MAX_SAVED = 100  # of one person
MAX_NAME = 120  # characters
MAX_ADDRESS = 8000  # characters, percent-encoded


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """``address``: what stands after the question mark, ASCII."""

    id: str
    person: PersonId
    name: str
    address: str
    created_at: datetime


class SavedSearches(Protocol):
    """Safe for threads and processes."""

    def add(self, person: PersonId, name: str, address: str, now: datetime) -> SavedSearch:
        """Keep one; the same address again gets the new name. Raises InvalidInput for a name or an address that is
        none, and beyond :data:`MAX_SAVED`."""

    def of_person(self, person: str) -> Sequence[SavedSearch]:
        """By name."""

    def remove(self, person: str, search: str) -> bool:
        """Whether there was one of this person."""

    def forget(self, person: str) -> int:
        """Remove all of a person; how many there were."""


def check_saved(name: str, address: str) -> str:
    """The name as it is kept. Raises InvalidInput."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not clean:
        raise InvalidInput("a saved search needs a name", field="name")
    if len(clean) > MAX_NAME:
        raise InvalidInput(f"a name has at most {MAX_NAME} characters", field="name")
    if len(address) > MAX_ADDRESS or not address.isascii() or not address.isprintable():
        raise InvalidInput("this is not the address of a search")
    return clean


def check_number(kept: int) -> None:
    """Raises InvalidInput where there is no room for one more."""
    if kept >= MAX_SAVED:
        raise InvalidInput(f"at most {MAX_SAVED} searches are kept; remove one first")
