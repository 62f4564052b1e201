"""A checkpoint: what the newest line of every ledger was at one moment, signed.

::

    {"format": ..., "home": ..., "at": ..., "scope": "complete" | "public",
     "streams": [{"stream": "archive/works/x/events.jsonl", "events": 12, "hash": "<of event 12>"}, ...],
     "public_key": "<64 hex digits>", "signature": "<128 hex digits>"}

The signature (Ed25519, RFC 8032) is over the RFC 8785 form of everything but ``signature``. A line of a ledger has
the hash of the line before it in its own, so a ledger that still holds the line of this hash still holds all that
stood before it. A public checkpoint says nothing of numbers: see ``docs/integrity.md``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

import msgspec
import rfc8785

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.events import sha256, stamp
from statement_archive.domain.ids import StreamId

FORMAT = "statement-archive checkpoint 1"
KEY_DIGITS = 64
MAX_BYTES = 64 * 1024 * 1024
Scope = Literal["complete", "public"]
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_HASH = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
# public key, signature (both hex), what was signed
Verify = Callable[[str, str, bytes], bool]


class Signer(Protocol):
    """The key of a home. ``public_key`` as 64 hex digits."""

    @property
    def public_key(self) -> str: ...

    def sign(self, content: bytes) -> str:
        """The signature as 128 hex digits."""


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The newest line of a ledger; ``events``: its number, left out of what is public."""

    stream: str
    hash: str
    events: int = 0


class Checkpoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``streams`` sorted by their ids; ``at`` as in ledgers."""

    format: str = FORMAT
    home: str
    at: str
    scope: Scope
    streams: tuple[Head, ...]
    public_key: str
    signature: str = ""

    def content(self) -> bytes:
        """What is signed."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        del data["signature"]
        return rfc8785.dumps(data)

    def to_json(self) -> bytes:
        return rfc8785.dumps(msgspec.to_builtins(self)) + b"\n"

    @property
    def digest(self) -> str:
        """SHA-256 of what is signed: a short name for this checkpoint."""
        return sha256(self.content())


@dataclass(frozen=True, slots=True)
class Difference:
    """``stream`` is empty for what concerns the whole. ``code``: signature, key, home, order; of a stream: missing,
    damaged, shorter, changed."""

    code: str
    message: str
    stream: StreamId | Literal[""] = ""


def signed(home: str, at: datetime, scope: Scope, heads: Sequence[Head], signer: Signer) -> Checkpoint:
    """A checkpoint under the signer's key."""
    streams = tuple(sorted(heads, key=lambda head: head.stream))
    plain = Checkpoint(home=home, at=stamp(at), scope=scope, streams=streams, public_key=signer.public_key)
    return msgspec.structs.replace(plain, signature=signer.sign(plain.content()))


def read_checkpoint(raw: bytes) -> Checkpoint:
    """Read a checkpoint, however its JSON is laid out. Says nothing of its signature. Raises InvalidInput."""
    if len(raw) > MAX_BYTES:
        raise InvalidInput("not a checkpoint: too large")
    try:
        # A name given twice would be signed once and read twice.
        data = json.loads(raw, object_pairs_hook=_once)
        found = msgspec.convert(data, Checkpoint, strict=True)
    except (ValueError, RecursionError) as error:  # msgspec's and JSON's errors both are values
        raise InvalidInput(f"not a checkpoint: {error}") from error
    if found.format != FORMAT:
        raise InvalidInput(f"not a checkpoint of this format: {found.format[:80]}")
    names = [head.stream for head in found.streams]
    good = (
        _STAMP.fullmatch(found.at)
        and _HASH.fullmatch(found.public_key)
        and _SIGNATURE.fullmatch(found.signature)
        and all(_HASH.fullmatch(head.hash) for head in found.streams)
        and all((head.events > 0) == (found.scope == "complete") for head in found.streams)
        and names == sorted(set(names))
    )
    if not good:
        raise InvalidInput("not a checkpoint: a value has not the form it must have")
    return found


def public_key(raw: str) -> str:
    """A public key as people write it: 64 hex digits, with or without gaps. Raises InvalidInput."""
    key = re.sub(r"[\s:]", "", raw).lower()
    if not _HASH.fullmatch(key):
        raise InvalidInput("not a public key: 64 hex digits are expected")
    return key


def grown(before: Checkpoint, after: Checkpoint) -> list[Difference]:
    """What two checkpoints tell without any ledger: whether the second can be a later one of the first."""
    found: list[Difference] = []
    if before.home != after.home:
        found.append(Difference("home", "the two are of different homes"))
    if after.at < before.at:
        found.append(Difference("order", "the second is older than the first"))
    if before.scope != "complete" or after.scope != "complete":
        return found  # what is not public any more is not named any more, and numbers are not told
    later = {head.stream: head for head in after.streams}
    for head in before.streams:
        stream, now = StreamId(head.stream), later.get(head.stream)
        if now is None:
            found.append(Difference("missing", "the second does not name it", stream))
        elif now.events < head.events:
            found.append(Difference("shorter", f"{head.events} events, then {now.events}", stream))
        elif now.events == head.events and now.hash != head.hash:
            found.append(Difference("changed", f"event {head.events} has another hash", stream))
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found
