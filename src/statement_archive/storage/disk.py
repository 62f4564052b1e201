"""The file layer: the only place that touches the operating system for files of a home.

::

    stores ──paths below the home──▶ Disk ─┬─ OsDisk      the real one
                                           └─ (tests)     one that loses power, fills up, dies at step k

Nothing here is durable until ``sync`` (bytes of a file) and ``sync_folder`` (its name) return. The home
itself is the empty path.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from statement_archive.domain.errors import Damaged, InvalidInput, StorageFull
from statement_archive.storage.layout import check_path, folder_of

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# What link(2) answers on file systems without hard links (exFAT, many network shares).
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES})
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells one state of a file from another; ``size`` in bytes."""

    size: int
    mtime_ns: int
    inode: int
    folder: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a folder. ``strange``: neither a file nor a folder (a link, a socket)."""

    name: str
    folder: bool
    strange: bool = False


class Disk(Protocol):
    """Files below one root. FileNotFoundError and FileExistsError mean what they say; further errors
    are StorageFull, Damaged (a link where a file should be), InvalidInput (a path that leads out)."""

    def state(self, path: str) -> FileState | None:
        """None where nothing lies there."""

    def read(self, path: str, start: int = 0) -> bytes:
        """Bytes from offset ``start`` to the end."""

    def create(self, path: str, content: bytes) -> None:
        """Make a file that is not there yet."""

    def append(self, path: str, content: bytes) -> None:
        """Write at the end of a file that is there."""

    def truncate(self, path: str, size: int) -> None:
        """Cut a file back to ``size`` bytes."""

    def sync(self, path: str) -> None:
        """Make the bytes of a file durable."""

    def sync_folder(self, path: str) -> None:
        """Make the names in a folder durable."""

    def place(self, old: str, new: str) -> None:
        """Give a file another name that is not taken yet."""

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, replacing what has it, in one step."""

    def remove(self, path: str) -> None:
        """Take a file away."""

    def list(self, folder: str) -> tuple[Entry, ...]:
        """The names in a folder, sorted; empty where there is no such folder."""

    def states(self, folder: str, ending: str, skip: frozenset[str]) -> Iterator[tuple[str, FileState]]:
        """Every file below a folder whose name ends so, with its state, in no order; folders named in ``skip``
        are not entered, links are passed over."""

    def make_folder(self, path: str, mode: int = 0o777) -> None:
        """Make one folder; the one above it must be there."""


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Errors of the system by the archive's own names."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(f"no room to write {path}", path=path) from error
        if error.errno == errno.ELOOP:
            raise Damaged(f"a symbolic link where a file should be: {path}", path=path) from error
        if error.errno == errno.ENAMETOOLONG:
            raise InvalidInput(f"path too long for this file system: {path}", path=path) from error
        raise


class OsDisk:
    """The real one. A link inside the home may point to another folder of the home, never out of it;
    a file is never reached through a link of its own name."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve(strict=True)
        self._root = str(self.root)

    def _at(self, path: str) -> Path:
        """The file's place in the system, its folder free of links. Raises InvalidInput."""
        if not path:
            return self.root
        folder, _, name = check_path(path).rpartition("/")
        real = f"{self._root}/{folder}" if folder else self._root
        if self._linked(folder):
            with _named(path):
                real = os.path.realpath(real)  # noqa: PTH
        if real != self._root and not real.startswith(self._root + os.sep):
            raise InvalidInput(f"leads out of the home: {path}", path=path)
        return Path(f"{real}/{name}")

    def _linked(self, folder: str) -> bool:
        """Whether a link may be on the way to a folder. os, not pathlib, and no ``realpath`` where there is none: a
        page that lists works asks some thousand times."""
        if sys.platform == "win32":
            return True  # links of several kinds
        at = self._root
        for name in folder.split("/") if folder else ():
            at = f"{at}/{name}"
            try:
                if stat.S_ISLNK(os.lstat(at).st_mode):
                    return True
            except OSError:
                return False  # nothing there to follow
        return False

    @contextmanager
    def _open(self, path: str, flags: int) -> Iterator[int]:
        place = self._at(path)
        with _named(path):
            handle = os.open(place, flags | _NOFOLLOW, 0o666)
            try:
                yield handle
            finally:
                os.close(handle)

    def state(self, path: str) -> FileState | None:
        try:
            found = self._at(path).lstat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        if stat.S_ISLNK(found.st_mode):
            raise Damaged(f"a symbolic link where a file should be: {path}", path=path)
        return FileState(found.st_size, found.st_mtime_ns, found.st_ino, stat.S_ISDIR(found.st_mode))

    def read(self, path: str, start: int = 0) -> bytes:
        with self._open(path, os.O_RDONLY) as handle, os.fdopen(handle, "rb", closefd=False) as file:
            file.seek(start)
            return file.read()

    def create(self, path: str, content: bytes) -> None:
        with self._open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as handle:
            _write(handle, content)

    def append(self, path: str, content: bytes) -> None:
        with self._open(path, os.O_WRONLY | os.O_APPEND) as handle:
            _write(handle, content)

    def truncate(self, path: str, size: int) -> None:
        with self._open(path, os.O_WRONLY) as handle:
            os.ftruncate(handle, size)

    def sync(self, path: str) -> None:
        # Windows flushes only what is open for writing.
        with self._open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY) as handle:
            _flush(handle)

    def sync_folder(self, path: str) -> None:
        if sys.platform == "win32":  # folders cannot be opened there; NTFS journals names itself
            return
        with self._open(path, os.O_RDONLY | os.O_DIRECTORY) as handle:
            _flush(handle)

    def place(self, old: str, new: str) -> None:
        source, target = self._at(old), self._at(new)
        try:
            with _named(new):
                os.link(source, target, follow_symlinks=False)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError) as error:
            if isinstance(error, OSError) and error.errno not in _NO_LINKS:
                raise
            # Without links: writers hold the home's lock, so nobody takes the name in between.
            if self.state(new) is not None:
                raise FileExistsError(errno.EEXIST, "already there", new) from None
            self.rename(old, new)
        else:
            self.remove(old)

    def rename(self, old: str, new: str) -> None:
        source, target = self._at(old), self._at(new)
        with _named(new):
            source.replace(target)

    def remove(self, path: str) -> None:
        place = self._at(path)
        with _named(path):
            place.unlink()

    def list(self, folder: str) -> tuple[Entry, ...]:
        place = self._at(folder)
        try:
            with os.scandir(place) as found:
                entries = [(e.name, e.is_dir(follow_symlinks=False), e.is_file(follow_symlinks=False)) for e in found]
        except (FileNotFoundError, NotADirectoryError):
            return ()
        return tuple(Entry(name, folder, not (folder or file)) for name, folder, file in sorted(entries))

    def states(self, folder: str, ending: str, skip: frozenset[str]) -> Iterator[tuple[str, FileState]]:
        # Not through ``list`` and ``state``: those resolve each path, and this looks at thousands of files.
        waiting = [(folder, str(self._at(folder)))]
        while waiting:
            path, place = waiting.pop()
            try:
                with os.scandir(place) as found:
                    for e in found:
                        if e.is_dir(follow_symlinks=False):
                            if e.name not in skip:
                                waiting.append((f"{path}/{e.name}", e.path))
                        elif e.name.endswith(ending) and e.is_file(follow_symlinks=False):
                            s = e.stat(follow_symlinks=False)
                            yield f"{path}/{e.name}", FileState(s.st_size, s.st_mtime_ns, s.st_ino, folder=False)
            except (FileNotFoundError, NotADirectoryError):
                continue

    def make_folder(self, path: str, mode: int = 0o777) -> None:
        place = self._at(path)
        with _named(path):
            place.mkdir(mode)


def _write(handle: int, content: bytes) -> None:
    """All of it: the system may take less at a time (and then say that the disk is full)."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _flush(handle: int) -> None:
    if sys.platform == "darwin":  # fsync there stops at the drive's cache (man 2 fsync)
        import fcntl  # noqa: PLC0415  # not on every system

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


def walk(disk: Disk, folder: str, *, skip: frozenset[str] = frozenset()) -> Iterator[str]:
    """Paths of all files below a folder, not entering folders whose name is in ``skip``; links are
    passed over (``recover`` reports them). Not sorted across folders."""
    for entry in disk.list(folder):
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.folder:
            if entry.name not in skip:
                yield from walk(disk, path, skip=skip)
        elif not entry.strange:
            yield path


def walk_prefix(disk: Disk, prefix: str, *, skip: frozenset[str] = frozenset()) -> Iterator[str]:
    """Paths of all files that begin with ``prefix``, entering only folders that can hold one."""
    start = folder_of(prefix)
    if not start:
        for entry in disk.list(""):
            if entry.folder and f"{entry.name}/".startswith(prefix):
                yield from walk(disk, entry.name, skip=skip)
        return
    for entry in disk.list(check_path(start)):
        path = f"{start}/{entry.name}"
        if not path.startswith(prefix):
            continue
        if not entry.folder:
            if not entry.strange:
                yield path
        elif entry.name not in skip:
            yield from walk(disk, path, skip=skip)
