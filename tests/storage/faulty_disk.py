"""A disk that dies, loses power or fills up at a chosen step.

::

    entries   path -> node       what the running system sees
    durable   path -> node       names that a synced folder holds
    node      content, durable   bytes as seen, bytes as synced

``steps`` counts every operation that changes or syncs something. At step ``die_at`` the disk dies: that
operation happens or not (``half`` of its bytes, for a write), and every later one raises Crash as well,
like the process that is no more. ``killed`` is what the next process finds; ``after_power_loss`` what the next
boot finds: of each name and each byte that was not synced, whatever ``choose`` picks.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from statement_archive.domain.errors import StorageFull
from statement_archive.storage.disk import Entry, FileState, walk
from statement_archive.storage.layout import check_path, folder_of

When = Literal["before", "half", "after"]
Choose = Callable[[int], int]  # of n possibilities (n > 0), the index of one


class Crash(BaseException):
    """The process is no more. Not an Exception, so that nothing handles it."""


@dataclass
class Node:
    number: int
    folder: bool = False
    content: bytes = b""
    durable: bytes = b""
    changed: int = 0


class FaultyDisk:
    def __init__(self) -> None:
        self.entries: dict[str, Node] = {}
        self.durable: dict[str, Node] = {}
        self.steps = 0
        self.die_at: int | None = None
        self.when: When = "before"
        self.full_at: int | None = None
        self.log: list[str] = []
        self._dead = False
        self._numbers = 0

    # --- faults

    def _step(self, name: str, act: Callable[[], None], half: Callable[[], None] | None = None) -> None:
        if self._dead:
            raise Crash
        self.steps += 1
        self.log.append(name)
        if self.steps == self.die_at:
            self._dead = True
            if self.when == "after":
                act()
            elif self.when == "half" and half is not None:
                half()
            raise Crash
        if self.steps == self.full_at:
            if half is not None:
                half()
            raise StorageFull("no room", path=name)
        act()

    def killed(self) -> FaultyDisk:
        """What the next process finds after a kill: all that this one was told is done."""
        found = FaultyDisk()
        found.entries = self.entries
        found.durable = self.durable
        found._numbers = self._numbers
        return found

    def after_power_loss(self, choose: Choose) -> FaultyDisk:
        found = FaultyDisk()
        for path in sorted({*self.entries, *self.durable}):
            seen, synced = self.entries.get(path), self.durable.get(path)
            node = synced if seen is synced else (synced, seen)[choose(2)]
            parent = folder_of(path)
            if node is None or (parent and parent not in found.entries):
                continue  # the name is lost, or the folder that held it
            content = _survives(node, choose)
            found._numbers += 1
            copy = Node(found._numbers, node.folder, content, content)
            found.entries[path] = found.durable[path] = copy
        return found

    # --- Disk

    def _node(self, path: str) -> Node:
        node = self.entries.get(check_path(path))
        if node is None:
            raise FileNotFoundError(errno.ENOENT, "no such file", path)
        return node

    def _need_folder(self, path: str) -> None:
        parent = folder_of(check_path(path))
        if parent and parent not in self.entries:
            raise FileNotFoundError(errno.ENOENT, "no such folder", parent)

    def _new(self, *, folder: bool = False) -> Node:
        self._numbers += 1
        return Node(self._numbers, folder)

    def state(self, path: str) -> FileState | None:
        if self._dead:
            raise Crash
        node = self.entries.get(check_path(path))
        return None if node is None else FileState(len(node.content), node.changed, node.number, node.folder)

    def states(self, folder: str, ending: str, skip: frozenset[str]) -> Iterator[tuple[str, FileState]]:
        for path in walk(self, folder, skip=skip):
            state = self.state(path)
            if path.endswith(ending) and state is not None:
                yield path, state

    def read(self, path: str, start: int = 0) -> bytes:
        if self._dead:
            raise Crash
        return self._node(path).content[start:]

    def create(self, path: str, content: bytes) -> None:
        self._need_folder(path)
        if path in self.entries:
            raise FileExistsError(errno.EEXIST, "already there", path)

        def act(part: bytes = content) -> None:
            node = self._new()
            node.content = part
            self.entries[path] = node

        self._step(f"create {path}", act, lambda: act(content[: len(content) // 2]))

    def append(self, path: str, content: bytes) -> None:
        node = self._node(path)

        def act(part: bytes = content) -> None:
            node.content += part
            node.changed = self.steps

        self._step(f"append {path}", act, lambda: act(content[: len(content) // 2]))

    def truncate(self, path: str, size: int) -> None:
        node = self._node(path)

        def act() -> None:
            node.content = node.content[:size]
            node.changed = self.steps

        self._step(f"truncate {path}", act)

    def sync(self, path: str) -> None:
        node = self._node(path)

        def act() -> None:
            node.durable = node.content

        self._step(f"sync {path}", act)

    def sync_folder(self, path: str) -> None:
        def act() -> None:
            for name in {p for p in (*self.entries, *self.durable) if folder_of(p) == path}:
                if name in self.entries:
                    self.durable[name] = self.entries[name]
                else:
                    del self.durable[name]

        self._step(f"sync folder {path}", act)

    def place(self, old: str, new: str) -> None:
        if new in self.entries:
            raise FileExistsError(errno.EEXIST, "already there", new)
        node = self._node(old)

        def link() -> None:
            self.entries[new] = node

        self._step(f"link {new}", link)
        self.remove(old)

    def rename(self, old: str, new: str) -> None:
        node = self._node(old)

        def act() -> None:
            self.entries[new] = node
            del self.entries[old]

        self._step(f"rename {new}", act)

    def remove(self, path: str) -> None:
        self._node(path)

        def act() -> None:
            del self.entries[path]

        self._step(f"remove {path}", act)

    def list(self, folder: str) -> tuple[Entry, ...]:
        if self._dead:
            raise Crash
        names = sorted(p for p in self.entries if folder_of(p) == folder)
        return tuple(Entry(p.rpartition("/")[2], self.entries[p].folder) for p in names)

    def make_folder(self, path: str, mode: int = 0o777) -> None:
        self._need_folder(path)
        if path in self.entries:
            raise FileExistsError(errno.EEXIST, "already there", path)

        def act() -> None:
            self.entries[path] = self._new(folder=True)

        self._step(f"make folder {path}", act)


def _survives(node: Node, choose: Choose) -> bytes:
    """Of what was written since the last sync: all, nothing, a part, or a part with blocks of zeros."""
    if node.content == node.durable:
        return node.content
    what = choose(4)
    if what < 2 or not node.content.startswith(node.durable):
        return (node.durable, node.content)[what % 2]
    kept = len(node.durable) + choose(len(node.content) - len(node.durable) + 1)
    if what == 2:
        return node.content[:kept]
    lost = choose(len(node.content) - kept + 1)
    return node.content[:kept] + bytes(lost) + node.content[kept + lost :]
