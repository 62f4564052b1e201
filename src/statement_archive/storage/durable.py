"""Writes that are whole or absent, whatever dies.

::

    new       .tmp-…  write ─ fsync ─ link to its name ─ fsync folder      refuses to overwrite
    replace   .tmp-…  write ─ fsync ─ rename over      ─ fsync folder
    settle    fsync file ─ fsync every folder above it                     what another writer left

A folder's own name must be durable too: the first time this process meets one, it syncs the folder
above, since the process that made it may have been killed before it could.
"""

from __future__ import annotations

import itertools
import os
from contextlib import suppress

from statement_archive.domain.errors import ArchiveError
from statement_archive.storage.disk import Disk
from statement_archive.storage.layout import TEMPORARY, folder_of


class DurableWriter:
    """Durable steps over a disk. Every method must be called with the home's lock held."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self._settled: dict[str, int] = {}  # path -> inode under which its name is known to be durable
        self._count = itertools.count(1)

    def folder(self, path: str, mode: int = 0o777) -> None:
        """Make a folder and those above it, their names durable."""
        if not path:
            return
        self.folder(folder_of(path), mode)
        if self.disk.state(path) is None:
            with suppress(FileExistsError):  # somebody made it by hand in between
                self.disk.make_folder(path, mode)
        self._settle_name(path)

    def _settle_name(self, path: str) -> None:
        state = self.disk.state(path)
        if state is not None and self._settled.get(path) != state.inode:
            self.disk.sync_folder(folder_of(path))
            self._settled[path] = state.inode

    def settle_name(self, path: str) -> None:
        """Make the name of a file durable, unless this process already did."""
        self.folder(folder_of(path))
        self._settle_name(path)

    def settle(self, path: str) -> None:
        """Make a file durable that somebody else wrote and perhaps never synced."""
        self.disk.sync(path)
        self.settle_name(path)

    def new(self, path: str, content: bytes) -> None:
        """A file that was not there. Raises FileExistsError, StorageFull; then nothing has changed."""
        temporary = self._write_aside(path, content)
        try:
            self.disk.place(temporary, path)
        except FileExistsError:
            self._discard(temporary)
            raise
        except BaseException:
            # The name was free, so what bears it now is ours.
            self._discard(temporary)
            self._discard(path)
            raise
        try:
            self._settled.pop(path, None)
            self._settle_name(path)
        except BaseException:
            self._discard(path)
            raise

    def replace(self, path: str, content: bytes) -> None:
        """A file in place of what has its name, in one step. Raises StorageFull; then the old one stays."""
        temporary = self._write_aside(path, content)
        try:
            self.disk.rename(temporary, path)
        except BaseException:
            self._discard(temporary)
            raise
        self._settled.pop(path, None)
        self._settle_name(path)

    def remove(self, path: str) -> None:
        """Take a file away durably. Nothing happens where there is none."""
        with suppress(FileNotFoundError):
            self.disk.remove(path)
        self._settled.pop(path, None)
        self.disk.sync_folder(folder_of(path))

    def _write_aside(self, path: str, content: bytes) -> str:
        folder = folder_of(path)
        self.folder(folder)
        while True:
            name = f"{TEMPORARY}{os.getpid()}-{next(self._count)}"
            temporary = f"{folder}/{name}" if folder else name
            try:
                self.disk.create(temporary, content)
                self.disk.sync(temporary)
            except FileExistsError:  # left by a process of the same number that was killed
                continue
            except BaseException:
                self._discard(temporary)
                raise
            return temporary

    def _discard(self, path: str) -> None:
        with suppress(OSError, ArchiveError):
            self.disk.remove(path)
