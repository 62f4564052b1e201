"""Private addresses of feeds: a feed reader cannot sign in, so the address itself is the key.

::

    make ──▶ token, shown once ──▶ /feeds/private/<token>/…      kept: its SHA-256 only
    find(token) ──▶ whose it is     make again, revoke ──▶ the old address is dead
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from statement_archive.domain.ids import PersonId


class FeedKeys(Protocol):
    """At most one for each person. It opens feeds to read and nothing else. Safe for threads and processes."""

    def create(self, person: PersonId, now: datetime) -> str:
        """The token: 32 random bytes, URL-safe. An earlier one of this person ends."""

    def find(self, token: str) -> PersonId | None:
        """Whose token it is, if it is one; whether that account is still open is not looked at."""

    def since(self, person: str) -> datetime | None:
        """When this person's token was made; None where there is none."""

    def revoke(self, person: str) -> bool:
        """Whether there was one."""
