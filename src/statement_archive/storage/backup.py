"""A consistent copy while people write, and the way back.

::

    1  renderings                      they show an event that the cut below holds
    2  cut: sizes of all ledgers       under the lock, a moment
    3  each ledger up to its cut       without the lock: below the cut a ledger never changes
    4  blobs, tombstones               a blob is durable before the line that names it: step 3 names no
                                       blob that step 4 does not find; a newer one is a harmless orphan
    5  what was redacted meanwhile     under the lock: redacted in the copy as well
    6  instance/                       SQLite through its own backup, further files as they are
    7  manifest.sha256                 last: a copy without it is not complete

Why renderings come first: one that shows an event beyond the cut would look, once restored, like an
edit by hand. All ledgers are cut at one moment because events of one name events of another.
``search_index/`` is never copied: it can be made again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from statement_archive.domain.errors import Damaged, InvalidInput, Refused
from statement_archive.domain.events import sha256
from statement_archive.domain.manifest import to_manifest
from statement_archive.storage.disk import FileState, OsDisk, walk
from statement_archive.storage.durable import DurableWriter
from statement_archive.storage.files import Place
from statement_archive.storage.home import make_skeleton
from statement_archive.storage.layout import (
    FORMAT_TOML,
    INSTANCE,
    LOCK,
    MANIFEST,
    TEMPORARY,
    TOMBSTONE,
    TRUTH,
    PathKind,
    folder_of,
    kind_of,
)
from statement_archive.storage.manifest import check_manifest, read_manifest

_TOP_FILES = (".gitattributes", ".gitignore")
_OF_SQLITE = (".sqlite-wal", ".sqlite-shm", ".sqlite-journal")


@dataclass(frozen=True, slots=True)
class Copied:
    """``files`` and ``bytes`` of a copy, its manifest not counted."""

    files: int
    bytes: int


class _Copy:
    """A folder that is being filled, and the digests of what is in it. Its folders and files are private
    where the home's are: a copy holds the accounts."""

    def __init__(self, target: Path) -> None:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(target.iterdir()):
            raise Refused(f"not an empty folder: {target}", path=str(target))
        target.chmod(0o700)
        self.disk = OsDisk(target)
        self._writer = DurableWriter(self.disk)
        self.digests: dict[str, str] = {}
        self.sizes: dict[str, int] = {}

    def add(self, path: str, content: bytes) -> None:
        self._writer.folder(folder_of(path))
        self.disk.create(path, content)
        self._note(path, content)

    def replace(self, path: str, content: bytes) -> None:
        if path in self.digests:
            self.disk.remove(path)
        self.add(path, content)

    def _note(self, path: str, content: bytes) -> None:
        self.digests[path] = sha256(content)
        self.sizes[path] = len(content)

    def drop(self, path: str) -> None:
        self.disk.remove(path)
        del self.digests[path], self.sizes[path]

    def add_database(self, path: str, source: Path) -> None:
        """A SQLite database as of one moment, though others write to it (sqlite.org/backup.html)."""
        self._writer.folder(folder_of(path))
        target = self.disk.root / path
        with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target)) as here:
            there.backup(here)
        self._note(path, self.disk.read(path))

    def finish(self) -> Copied:
        for path in self.digests:
            self.disk.sync(path)
        for folder in sorted({folder_of(path) for path in self.digests}):
            self.disk.sync_folder(folder)
        self._writer.new(MANIFEST, to_manifest(self.digests))
        return Copied(len(self.sizes), sum(self.sizes.values()))


def backup(place: Place, target: Path) -> Copied:
    """Copy a home into a new or empty folder, while others write. Raises Refused, HomeBusy, StorageFull."""
    home = place.disk
    if not isinstance(home, OsDisk):
        raise InvalidInput("only a home on a real disk can be backed up")
    if target.resolve().is_relative_to(home.root):
        raise Refused(f"a backup cannot lie in its own home: {target}", path=str(target))
    copy = _Copy(target)
    for path in (*_files(home, "rendering"), *_files(home, "fixed"), *_TOP_FILES):
        _copy(home, copy, path)
    cut = _copy_ledgers(place, home, copy)
    for path in _files(home, "blob"):
        _copy(home, copy, path)
    with place.lock.held():
        _follow_redactions(home, copy, cut)
    _copy_instance(home, copy)
    return copy.finish()


def _files(home: OsDisk, kind: PathKind) -> Iterator[str]:
    for top in TRUTH:
        yield from (path for path in walk(home, top) if kind_of(path) == kind)


def _copy(home: OsDisk, copy: _Copy, path: str) -> None:
    try:
        content = home.read(path)
    except FileNotFoundError:  # redacted, or taken away by hand, since it was listed
        return
    copy.add(path, content)


def _copy_ledgers(place: Place, home: OsDisk, copy: _Copy) -> dict[str, FileState]:
    """Copy all ledgers as of one moment; returns their states at the cut."""
    with place.lock.held():
        cut = _cut(home)
    if all(_copy_ledger(home, copy, path, state) for path, state in cut.items()):
        return cut
    # A ledger was redacted after the cut, so its size there says nothing any more. That is rare: begin
    # again, and let writers wait.
    with place.lock.held():
        cut = _cut(home)
        for path, state in cut.items():
            _copy_ledger(home, copy, path, state)
    return cut


def _cut(home: OsDisk) -> dict[str, FileState]:
    return {path: state for path in _files(home, "ledger") if (state := home.state(path)) is not None}


def _copy_ledger(home: OsDisk, copy: _Copy, path: str, cut: FileState) -> bool:
    """Copy up to the last complete line below the cut; False where it is not the file of the cut."""
    content = home.read(path)[: cut.size]
    state = home.state(path)
    if state is None or state.inode != cut.inode:
        return False
    copy.replace(path, content[: content.rfind(b"\n") + 1])
    return True


def _follow_redactions(home: OsDisk, copy: _Copy, cut: dict[str, FileState]) -> None:
    """A redaction is the one change below a cut. It keeps the number of lines, and puts a new file in
    place of the old one, which shows."""
    for path, before in cut.items():
        state = home.state(path)
        if state is not None and state.inode != before.inode:
            count = copy.disk.read(path).count(b"\n")
            copy.replace(path, b"".join(home.read(path).splitlines(keepends=True)[:count]))
    for path in _files(home, "tombstone"):
        _copy(home, copy, path)
        if path.removesuffix(TOMBSTONE) in copy.digests:
            copy.drop(path.removesuffix(TOMBSTONE))


def _copy_instance(home: OsDisk, copy: _Copy) -> None:
    for path in walk(home, INSTANCE):
        if path.endswith(".sqlite"):
            copy.add_database(path, home.root / path)
        elif path != LOCK and not path.endswith(_OF_SQLITE) and TEMPORARY not in path:
            _copy(home, copy, path)


def restore(source: Path, home: Path) -> Copied:
    """Bring a copy back into a new or empty folder.

    Raises Refused where the folder is not empty or the copy has no manifest, Damaged with
    ``details["problems"]`` where the copy does not agree with its manifest; then nothing was written.
    """
    copy = OsDisk(source)
    digests = read_manifest(copy)
    problems = check_manifest(copy, digests)
    problems += [f"{path}: not in the manifest" for path in sorted({*walk(copy, "")} - digests.keys() - {MANIFEST})]
    if problems:
        raise Damaged(
            f"the copy does not agree with its manifest: {problems[0]} ({len(problems)} in all)", problems=problems
        )
    home.mkdir(parents=True, exist_ok=True)
    if any(home.iterdir()):
        raise Refused(f"not an empty folder: {home}", path=str(home))
    disk = OsDisk(home)
    make_skeleton(disk)
    writer = DurableWriter(disk)
    size = 0
    # format.toml last: what was interrupted is not taken for a home.
    for path in sorted(digests, key=lambda path: (path == FORMAT_TOML, path)):
        content = copy.read(path)
        if sha256(content) != digests[path]:
            raise Damaged(f"the copy changed while it was read: {path}", path=path)
        writer.folder(folder_of(path), 0o700 if path.startswith(f"{INSTANCE}/") else 0o777)
        disk.create(path, content)
        disk.sync(path)
        writer.settle_name(path)
        size += len(content)
    return Copied(len(digests), size)
