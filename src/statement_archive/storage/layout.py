"""Which path is what: one rule for every reader of a home.

::

    archive/, translations/ ─┬─ *events.jsonl               ledger
                             ├─ *.toml  *.po                rendering   (not below sources/ and uploads/)
                             ├─ *.redacted                  tombstone of a blob
                             ├─ .tmp-*                      being written, or left by a crash
                             └─ everything else             blob

Paths are relative to the home and always use ``/``.
"""

from __future__ import annotations

import re
from typing import Literal

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.ids import EVENTS

PathKind = Literal["ledger", "blob", "rendering", "tombstone", "temporary", "fixed"]

ARCHIVE = "archive"
TRANSLATIONS = "translations"
TRUTH = (ARCHIVE, TRANSLATIONS)
SEARCH_INDEX = "search_index"
INSTANCE = "instance"
ASIDE = f"{INSTANCE}/aside"
LOCK = f"{INSTANCE}/write.lock"
FORMAT_TOML = f"{ARCHIVE}/format.toml"
FORMAT_MD = f"{ARCHIVE}/FORMAT.md"
MANIFEST = "manifest.sha256"
TOMBSTONE = ".redacted"
TEMPORARY = ".tmp-"
_FIXED = frozenset({FORMAT_TOML, FORMAT_MD})
# Folders of files as received: their names end as the sender chose, so an ending says nothing there.
_RECEIVED = frozenset({"sources", "uploads"})
# Folders that hold no ledgers, so that a search for ledgers need not enter them.
BLOB_FOLDERS = frozenset({"texts", *_RECEIVED})
# A home may lie on a file system that stores names as 255 bytes.
_MAX_NAME_BYTES = 255
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")  # control characters, and the other system's separator


def check_path(path: str) -> str:
    """A path below the home that cannot lead out of it by its spelling. Raises InvalidInput."""
    parts = path.split("/")
    try:
        longest = len(path.encode("utf-8"))
        if longest > _MAX_NAME_BYTES:
            longest = max(len(part.encode("utf-8")) for part in parts)
    except UnicodeEncodeError as error:
        raise InvalidInput("a path holds half a surrogate pair") from error
    bad = (
        any(part in {"", ".", ".."} for part in parts)
        or _FORBIDDEN.search(path) is not None
        or longest > _MAX_NAME_BYTES
    )
    if bad:
        raise InvalidInput(f"not a path below the home: {path!r}", path=path)
    return path


def kind_of(path: str) -> PathKind:
    """What lies under a path of ``archive/`` or ``translations/``. Raises InvalidInput elsewhere."""
    parts = check_path(path).split("/")
    name = parts[-1]
    if parts[0] not in TRUTH or len(parts) == 1:
        raise InvalidInput(f"neither below archive/ nor below translations/: {path!r}", path=path)
    if name.startswith(TEMPORARY):
        return "temporary"
    if path in _FIXED:
        return "fixed"
    if name.endswith(TOMBSTONE):
        return "tombstone"
    if _RECEIVED.intersection(parts[:-1]):
        return "blob"
    if name == EVENTS or name.endswith(f".{EVENTS}"):
        return "ledger"
    return "rendering" if name.endswith((".toml", ".po")) else "blob"


def require(path: str, kind: PathKind) -> str:
    """The path, where it is one of that kind. Raises InvalidInput."""
    if kind_of(path) != kind:
        raise InvalidInput(f"not the path of a {kind}: {path!r}", path=path)
    return path


def folder_of(path: str) -> str:
    """The folder a path lies in; the home itself is the empty string."""
    return path.rpartition("/")[0]
