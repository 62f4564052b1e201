"""What can go wrong, named by noun.

::

    ArchiveError ─┬─ Refused     the request cannot be done; says why and what was kept
                  ├─ NotFound    no such work, expression, version, segment
                  ├─ Gone        it was here and was taken out of sight (tombstone stays)
                  ├─ Conflict    somebody else wrote in between
                  ├─ NotAllowed  the actor's roles do not suffice
                  └─ Damaged     stored bytes do not agree with their record

Identifiers are attributes, messages are lower case and complete sentences are left to the edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from statement_archive.domain.events import Event


class ArchiveError(Exception):
    """Base of every error this package raises on purpose.

    ``code`` is a stable word for machines; ``kept`` says what was kept of what was handed in.
    """

    code = "error"

    def __init__(self, message: str, *, kept: str | None = None, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.kept = kept
        self.details = details


class Refused(ArchiveError):
    """The request is understood and not carried out; nothing was stored halfway."""

    code = "refused"


class InvalidInput(Refused):
    """A value has not the form it must have."""

    code = "invalid-input"


class Undecodable(Refused):
    """The bytes are not text in any encoding that was declared or can be told apart.

    ``details["candidates"]``: encodings that would fit, each to be confirmed by a person.
    """

    code = "undecodable"


class TooLarge(Refused):
    """More bytes, lines or units than this archive takes in one piece."""

    code = "too-large"


class Ambiguous(Refused):
    """Several things answer to the request; ``details["choices"]`` lists them."""

    code = "ambiguous"


class NotFound(ArchiveError):
    """There is no such thing in this archive, or it is not to be seen by this actor."""

    code = "not-found"


class NoDeliveredText(NotFound):
    """The work is known, its delivered wording is not held.

    ``details["languages"]``: languages it was delivered in, as far as known;
    ``details["offers"]``: other expressions that can be had *under their own names*.
    """

    code = "no-delivered-text"


class Gone(ArchiveError):
    """Withdrawn or redacted: the tombstone says since when, why and on whose authority."""

    code = "gone"


class Conflict(ArchiveError):
    """Somebody else wrote after the state this change was made from.

    ``head`` is the number of the newest event, ``since`` the events that came in between.
    """

    code = "conflict"

    def __init__(self, message: str, *, head: int, since: Sequence[Event] = (), kept: str | None = None) -> None:
        super().__init__(message, kept=kept)
        self.head = head
        self.since = tuple(since)


class HomeBusy(ArchiveError):
    """Another process holds the home's write lock for longer than the caller would wait."""

    code = "home-busy"


class NotAllowed(ArchiveError):
    """The actor's roles do not include the one this act needs (``details["needs"]``)."""

    code = "not-allowed"


class Missing(ArchiveError):
    """A blob that the record names is not in the store."""

    code = "missing"


class Damaged(ArchiveError):
    """Stored bytes do not agree with their record: digest, chain or segment table."""

    code = "damaged"


class DigestMismatch(Damaged):
    """The bytes under a key are not the bytes that were recorded."""

    code = "digest-mismatch"


class StorageFull(ArchiveError):
    """The disk took no more; nothing was stored halfway."""

    code = "storage-full"
