"""A home: the folder that holds one archive.

::

    <home>/ ─┬─ archive/ ── FORMAT.md, format.toml    only grows
             ├─ translations/                         every state can be shown again
             ├─ search_index/   0700                  may vanish
             ├─ instance/       0700                  private to this server
             └─ .gitattributes, .gitignore            Git changes no byte, and never sees what is private
"""

from __future__ import annotations

import tomllib
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path

import tomli_w

from statement_archive.domain.errors import Damaged, InvalidInput, Refused
from statement_archive.domain.events import stamp
from statement_archive.storage.disk import OsDisk
from statement_archive.storage.durable import DurableWriter
from statement_archive.storage.layout import (
    ARCHIVE,
    FORMAT_MD,
    FORMAT_TOML,
    INSTANCE,
    LOCK,
    SEARCH_INDEX,
    TRANSLATIONS,
)
from statement_archive.storage.lock import HomeLock

FORMAT = 1
_PRIVATE = 0o700
_ATTRIBUTES = (
    "# Texts of the archive are bytes: Git must never touch one.",
    "archive/** -text",
    "translations/** -text",
)
_IGNORED = (
    "# Private to this server, derived, or half written.",
    "/instance/",
    "/search_index/",
    "/manifest.sha256",
    ".tmp-*",
)


@dataclass(frozen=True, slots=True)
class Home:
    """A folder known to be a home of this format; ``id`` is its UUID, ``created`` a UTC time."""

    path: Path
    id: str
    created: str

    @classmethod
    def create(cls, path: Path, *, home_id: str, now: datetime) -> Home:
        """Make a home, in a new folder or in one that holds other things. Raises Refused where there is one.

        ``format.toml`` comes last: a folder without it is not a home yet, and creating can be repeated.
        """
        try:
            name = str(uuid.UUID(home_id))
        except ValueError as error:
            raise InvalidInput(f"not a UUID: {home_id!r}", value=home_id) from error
        try:
            path.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise Refused(f"not a folder: {path}", path=str(path)) from error
        disk = OsDisk(path)
        make_skeleton(disk)
        with HomeLock(disk.root / LOCK, timeout=10).held():
            if disk.state(FORMAT_TOML) is not None:
                raise Refused(f"there is a home already: {path}", path=str(path))
            writer = DurableWriter(disk)
            _add_lines(writer, ".gitattributes", _ATTRIBUTES)
            _add_lines(writer, ".gitignore", _IGNORED)
            writer.replace(FORMAT_MD, specification())
            created = stamp(now)
            facts = {"format": FORMAT, "home": name, "created": created}
            writer.new(FORMAT_TOML, tomli_w.dumps(facts).encode("utf-8"))
        return cls(disk.root, name, created)

    @classmethod
    def open(cls, path: Path) -> Home:
        """Raises Refused: not a home, or one of a newer format; Damaged: its format.toml cannot be read."""
        try:
            raw = OsDisk(path).read(FORMAT_TOML)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise Refused(f"not a home (no {FORMAT_TOML}): {path}", path=str(path)) from error
        try:
            facts = tomllib.loads(raw.decode("utf-8"))
            number, name, created = int(facts["format"]), str(facts["home"]), str(facts["created"])
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(f"{FORMAT_TOML} cannot be read: {error}", path=str(path)) from error
        if number != FORMAT:
            raise Refused(
                f"the home is of format {number}, this program knows format {FORMAT}", path=str(path), format=number
            )
        disk = OsDisk(path)
        if disk.state(INSTANCE) is None or disk.state(SEARCH_INDEX) is None:
            make_skeleton(disk)  # a clone brings only what is published
        return cls(disk.root, name, created)


def make_skeleton(disk: OsDisk) -> None:
    """The four folders, those that are there left as they are."""
    writer = DurableWriter(disk)
    for folder, mode in ((ARCHIVE, 0o777), (TRANSLATIONS, 0o777), (SEARCH_INDEX, _PRIVATE), (INSTANCE, _PRIVATE)):
        writer.folder(folder, mode)


def specification() -> bytes:
    """FORMAT.md as it ships with every home."""
    return resources.files("statement_archive.storage").joinpath("FORMAT.md").read_bytes()


def _add_lines(writer: DurableWriter, path: str, wanted: tuple[str, ...]) -> None:
    """Add the lines that a file does not hold yet; what people wrote there stays."""
    there = b""
    with suppress(FileNotFoundError):
        there = writer.disk.read(path)
    held = there.decode("utf-8", errors="surrogateescape").splitlines()
    missing = [line for line in wanted if line not in held]
    if missing:
        start = there if not there or there.endswith(b"\n") else there + b"\n"
        writer.replace(path, start + "".join(f"{line}\n" for line in missing).encode("utf-8"))
