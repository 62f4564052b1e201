"""One line of a ledger, its canonical form and its chain.

::

    line   {"n": 1, "at": "...", "by": "...", "kind": "...", "data": {...}, "prev": "<hash>", "hash": "<hash>"}
    hash   SHA-256 of the RFC 8785 form of the line without ``hash``, in which every value named
           ``text`` is replaced by its own SHA-256

So a text can be *redacted* (its bytes gone, ``{"redacted": "<sha256>"}`` in its place) and the chain
still verifies. ``prev`` of the first line is 64 zeros. Times are UTC with microseconds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785

from statement_archive.domain.errors import Damaged, InvalidInput

GENESIS = "0" * 64
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before it has a place in a ledger."""

    kind: str
    by: str
    at: datetime
    data: Data


@dataclass(frozen=True, slots=True)
class Event:
    """An acknowledged line."""

    n: int
    at: datetime
    by: str
    kind: str
    data: Data
    prev: str
    hash: str


def sha256(content: bytes) -> str:
    """Digest as 64 lower-case hex digits."""
    return hashlib.sha256(content).hexdigest()


def stamp(at: datetime) -> str:
    """``2026-11-21T17:00:00.000000Z``: one form, so that equal times are equal bytes."""
    if at.tzinfo is None:
        raise InvalidInput("a time without a zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def chain(draft: Draft, *, n: int, prev: str) -> Event:
    """The event that a draft becomes as line ``n`` after ``prev``.

    Raises InvalidInput where the data is not JSON (RFC 8785 refuses NaN, lone surrogates, integers
    beyond 2**53).
    """
    data = _plain(draft.data)
    at = draft.at.astimezone(UTC)
    return Event(n, at, draft.by, draft.kind, data, prev, _digest(n, at, draft.by, draft.kind, data, prev))


def _plain(data: Data) -> Data:
    try:
        loaded: Data = json.loads(json.dumps(data, ensure_ascii=False, allow_nan=False))
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"event data is not JSON: {error}") from error
    return loaded


def _digest(n: int, at: datetime, by: str, kind: str, data: Data, prev: str) -> str:
    line = {"n": n, "at": stamp(at), "by": by, "kind": kind, "data": _without_texts(data), "prev": prev}
    try:
        return sha256(rfc8785.dumps(line))
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise InvalidInput(f"event cannot be written in canonical form: {error}") from error


def _without_texts(value: Any) -> Any:
    return map_texts(value, lambda text: text["redacted"] if isinstance(text, dict) else _text_digest(text))


def _text_digest(text: str) -> str:
    try:
        return sha256(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise InvalidInput("a text holds half a surrogate pair") from error


def map_texts(value: Any, change: Callable[[Any], Any]) -> Any:
    """A copy of JSON data in which ``change`` was applied to every value named ``text``.

    A value named ``text`` is a string, or ``{"redacted": "<sha256>"}``; anything else is damage.
    """
    if isinstance(value, Mapping):
        return {
            key: _changed(item, change) if key == "text" else map_texts(item, change) for key, item in value.items()
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [map_texts(item, change) for item in value]
    return value


def _changed(item: Any, change: Callable[[Any], Any]) -> Any:
    redacted = isinstance(item, Mapping) and set(item) == {"redacted"} and isinstance(item["redacted"], str)
    if not (isinstance(item, str) or redacted):
        raise InvalidInput("a value named text must be a string")
    return change(item)


def to_line(event: Event) -> bytes:
    """The stored form of an event: one line of UTF-8 JSON that ends in LF.

    U+2028 and U+2029 are escaped, so that no tool sees two lines in one.
    """
    line = {
        "n": event.n,
        "at": stamp(event.at),
        "by": event.by,
        "kind": event.kind,
        "data": event.data,
        "prev": event.prev,
        "hash": event.hash,
    }
    raw = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    for char in "\u0085\u2028\u2029":
        raw = raw.replace(char, f"\\u{ord(char):04x}")
    return raw.encode("utf-8") + b"\n"


def from_line(line: bytes) -> Event:
    """Read a stored line and check its own hash. Raises Damaged."""
    try:
        raw = json.loads(line)
        at = datetime.fromisoformat(raw["at"])
        event = Event(raw["n"], at, raw["by"], raw["kind"], raw["data"], raw["prev"], raw["hash"])
        good = set(raw) == {"n", "at", "by", "kind", "data", "prev", "hash"} and event.hash == _digest(
            event.n, at, event.by, event.kind, event.data, event.prev
        )
    except (ValueError, KeyError, TypeError, AttributeError, InvalidInput) as error:
        raise Damaged(f"not an event: {error}") from error
    if not good:
        raise Damaged(f"event {event.n} does not have the hash it claims")
    return event


def check_chain(events: Sequence[Event], *, after: int = 0, prev: str = GENESIS) -> None:
    """Numbers without a gap, each line's ``prev`` the hash of the one before. Raises Damaged."""
    for event in events:
        if event.n != after + 1 or event.prev != prev:
            raise Damaged(f"the chain breaks at event {event.n} (expected {after + 1})")
        after, prev = event.n, event.hash
