"""Who is said to have made something, where that is not the account that handed it in.

::

    "as": {"text": "A. Translator"}          can be redacted: the chain holds its digest only
    "as": {"text": {"redacted": "<sha256>"}} a name that was erased
    "as": "A. Translator"                    as written before; stands in the chain

Names of accounts are in no ledger: those know an opaque id, and the name is looked up where it is shown.
"""

from __future__ import annotations

from typing import Any

from statement_archive.domain.text import text_digest

MAX_CLAIMED = 200  # characters


def claimed_as(name: str) -> dict[str, Any]:
    """Members of event data that claim a name; none for an empty one."""
    return {"as": {"text": name[:MAX_CLAIMED]}} if name else {}


def claimed_name(data: dict[str, Any]) -> str:
    """The name that event data claims; empty where none is claimed, or it was erased."""
    raw = data.get("as")
    if isinstance(raw, dict):
        raw = raw.get("text")
    return raw if isinstance(raw, str) else ""


def claimed_digest(data: dict[str, Any]) -> str:
    """The digest of the name that event data claims, which stays when the name is erased; empty where none is
    claimed."""
    raw = data.get("as")
    if isinstance(raw, dict):
        raw = raw.get("text")
    if isinstance(raw, dict):
        return str(raw.get("redacted", ""))
    return text_digest(raw) if raw else ""


def is_claimed(data: dict[str, Any]) -> bool:
    """Whether somebody is said to have made it, also where the name was erased since."""
    return bool(data.get("as"))


def is_in_chain(data: dict[str, Any]) -> bool:
    """Whether the name was written in the form that cannot be erased."""
    return isinstance(data.get("as"), str) and bool(data["as"])
