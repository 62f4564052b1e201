"""The real file layer: full disks, file systems without links, names that cannot be."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from tests.storage.commits import NOW, STREAM, assert_holds, commit

from statement_archive.domain.errors import Damaged, InvalidInput, StorageFull
from statement_archive.storage import Home, open_files, recover
from statement_archive.storage.disk import OsDisk, walk, walk_prefix


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Home.create(tmp_path / "home", home_id=str(uuid4()), now=NOW).path


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """No file of this process may grow beyond ``size`` bytes: the system's own EFBIG, after a part was written."""
    import resource  # noqa: PLC0415  # not on every system

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def contents(home: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("room", [0, 5, 700, 1000])
def test_no_room_leaves_no_trace(home: Path, room: int) -> None:
    stores = open_files(home, lock_timeout=1)
    first = commit(stores, b"one")
    before = contents(home)

    def fill() -> None:
        nonlocal before
        for _ in range(10):  # blobs fit or not; at the latest the growing ledger does not
            commit(stores, b"x")
            before = contents(home)

    with files_up_to(room), pytest.raises(StorageFull):
        fill()
    after = contents(home)
    assert {path: after[path] for path in before} == before
    assert not any(".tmp-" in path.name for path in after)
    assert recover(home, lock_timeout=1).clean
    commit(stores, b"room again")
    assert_holds(stores, [first], 12)


def test_a_file_system_without_links_will_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    stores = open_files(home, lock_timeout=1)
    events = [commit(stores, text) for text in (b"one", b"two")]
    assert_holds(stores, events, 2)
    disk = OsDisk(home)
    disk.create("archive/new", b"new")
    with pytest.raises(FileExistsError):
        disk.place("archive/new", STREAM)
    assert recover(home, lock_timeout=1).clean


@pytest.mark.parametrize(
    "path", ["a/../b", "/a", "a//b", "a/./b", "a\\b", "a\x00b", "a\x85b", "a/", "\ud800", "я" * 200]
)
def test_a_path_stays_below_the_home(tmp_path: Path, path: str) -> None:
    with pytest.raises(InvalidInput):
        OsDisk(tmp_path).create(path, b"")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over_or_through_a_link(tmp_path: Path) -> None:
    disk = OsDisk(tmp_path)
    disk.create("a", b"a")
    with pytest.raises(FileExistsError):
        disk.create("a", b"b")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    for act in (lambda: disk.append("link", b"b"), lambda: disk.read("link"), lambda: disk.state("link")):
        with pytest.raises(Damaged):
            act()
    with pytest.raises(FileExistsError):
        disk.create("link", b"b")
    assert disk.read("a") == b"a"


def test_a_link_within_the_home_may_be_followed(tmp_path: Path) -> None:
    disk = OsDisk(tmp_path)
    disk.make_folder("real")
    (tmp_path / "other").symlink_to(tmp_path / "real")
    disk.create("other/a", b"a")
    assert disk.read("real/a", 0) == b"a"
    assert list(walk(disk, "")) == ["real/a"]  # each file once
    assert list(walk_prefix(disk, "re")) == ["real/a"]
