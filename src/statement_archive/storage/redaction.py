"""Taking texts out of events while their hashes stay: the one rule for every ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from statement_archive.domain.events import Event, map_texts, sha256


def redacted(events: Sequence[Event], digests: Iterable[str], within: str = "") -> tuple[tuple[Event, ...], int]:
    """The events with ``{"redacted": "<sha256>"}`` in place of each ``text`` whose digest is named, and
    how many were replaced. ``within``: only in this member of the data."""
    wanted = frozenset(digests)
    count = 0

    def change(text: Any) -> Any:
        nonlocal count
        if not isinstance(text, str) or (digest := sha256(text.encode("utf-8"))) not in wanted:
            return text
        count += 1
        return {"redacted": digest}

    def without(data: dict[str, Any]) -> dict[str, Any]:
        if not within:
            return {**map_texts(data, change)}
        return {key: map_texts(value, change) if key == within else value for key, value in data.items()}

    changed = tuple(replace(event, data=without(event.data)) for event in events)
    return changed, count
