"""Two windows, one draft: what both agree on is joined, the rest is shown as base, theirs and mine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that was changed in the other window. ``both``: here as well, and to something else."""

    field: str
    base: str
    theirs: str
    mine: str
    both: bool


def three_way(
    base: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]
) -> tuple[dict[str, str], list[Difference]]:
    """Values to show, and what differs. A field changed on one side only takes that side; one changed on
    both keeps mine on the page, beside what the others are."""
    joined: dict[str, str] = {}
    differences: list[Difference] = []
    for name in sorted({*base, *theirs, *mine}):
        b, t, m = (each.get(name, "") for each in (base, theirs, mine))
        joined[name] = t if m == b else m
        if t not in (b, m):
            differences.append(Difference(name, b, t, m, both=m != b))
    return joined, differences


def pack(values: Mapping[str, str]) -> str:
    """For a hidden field: what a page was made from."""
    return json.dumps(dict(values), ensure_ascii=True, sort_keys=True)


def unpack(raw: str) -> dict[str, str]:
    """What ``pack`` wrote; nothing where the field does not hold it any more."""
    try:
        loaded = json.loads(raw or "{}")
    except ValueError:
        return {}
    if not isinstance(loaded, dict):
        return {}
    return {str(key): value for key, value in loaded.items() if isinstance(value, str)}
